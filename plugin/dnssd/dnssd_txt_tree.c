/* dnssd_txt_tree.c - the attributes of a TXT record, one line each, with what is known of them
 * below.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_txt_tree.h"

#include "common/name_set.h"
#include "common/registry_in_use.h"
#include "common/text.h"
#include "dnssd/dnssd_checks.h"
#include "dnssd/dnssd_device.h"
#include "dnssd/dnssd_txt_fields.h"
#include "txt_condition.h"
#include "txt_credential.h"
#include "txt_string.h"
#include "user/own_txt_keys.h"
#include "words.h"

#include <string.h>

enum { MAX_LINE = 1024 /* bytes of a record's attributes in one line */ };

static int hf_dnssd_txt = -1;
static int hf_dnssd_txt_key = -1;
static int hf_dnssd_txt_value = -1;
static int hf_dnssd_txt_value_bytes = -1;
static int hf_dnssd_txt_presence = -1;
static int hf_dnssd_txt_defined = -1;
static int hf_dnssd_txt_source = -1;
static int hf_dnssd_txt_privacy = -1;
static int hf_dnssd_txt_credential_user = -1;
static int hf_dnssd_txt_credential_secret = -1;
static int hf_dnssd_txt_own = -1;
static int hf_dnssd_txt_unknown = -1;
static int hf_dnssd_txt_duplicate = -1;
static int hf_dnssd_txt_missing = -1;
static int ett_dnssd_txt = -1;

static const char *const presences[] = {[TXT_NO_VALUE] = "present without value",
                                        [TXT_EMPTY_VALUE] = "empty value",
                                        [TXT_VALUE] = "value"};

/* What is said of a definition of the registry's in the same words each time; made where it is first
 * met. */
typedef struct {
    const char *defined;
    const char *source;
} key_texts_t;

static key_texts_t *key_texts; /* by key id */

/* What the key says; "" when nobody tells. */
static const char *meaning_of(const svcreg_txt_key_t *definition)
{
    return definition->meaning[0] != '\0' ? definition->meaning : definition->hint;
}

/* "u: username, username": key, and what is known of its value, in `pool`. */
static const char *definition_text(wmem_allocator_t *pool, const svcreg_txt_key_t *definition)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, definition->key);
    const char *before = ": ";
    const char *values = definition->values[0] != '\0' ? definition->values : definition->value;
    const char *const parts[] = {
        meaning_of(definition),
        definition->type != SVCREG_TXT_STRING ? svcreg_txt_type_name(definition->type) : "", values,
        definition->inferred ? "inferred from the key's name" : ""};

    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i][0] == '\0')
            continue;
        wmem_strbuf_append(text, before);
        wmem_strbuf_append(text, parts[i]);
        before = ", ";
    }
    return wmem_strbuf_finalize(text);
}

/* Who says it: "IANA; RFC 9119 section 2", in `pool`. Of a meaning that was inferred nobody says more
 * than the key. */
static const char *origin_text(wmem_allocator_t *pool, const svcreg_txt_key_t *definition)
{
    bool registry = definition->origins & SVCREG_ORIGIN_REGISTRY;
    bool specification = definition->origins & SVCREG_ORIGIN_SPECIFICATION &&
                         definition->source[0] != '\0' &&
                         !g_str_has_prefix(definition->source, "IANA");

    return wmem_strconcat(pool, registry || !specification ? "IANA" : "",
                          registry && specification ? "; " : "",
                          specification ? definition->source : "",
                          definition->inferred ? " for the key, meaning inferred" : "", NULL);
}

/* A TXT record on its way into the tree. */
typedef struct {
    const dnssd_message_t *message;
    wmem_allocator_t *pool;
    txt_range_t rdata;
    txt_reader_t reader;
    const dnssd_service_t *service;
    unsigned first_key, end_of_keys; /* the service's */
    txt_record_t record;             /* for conditions */
    wmem_map_t *seen;                /* the keys that occurred, in lower case */
    unsigned position;
} context_t;

/* Mark that the key occurred. True when it had been marked before. */
static bool mark_key(const context_t *context, const uint8_t *bytes, size_t len)
{
    return !name_set_add(context->pool, context->seen, (name_key_t){bytes, len});
}

/* A string on its way into the tree. */
typedef struct {
    proto_tree *tree;
    proto_item *item; /* of the whole string */
    const txt_string_t *string;
    txt_range_t key;
    txt_range_t value;
    proto_item *key_item;
    proto_item *value_item;
    bool duplicate; /* the key occurred before: only the first one counts */
    bool is_plain;  /* the value is text that may be shown as it is */
    int id;         /* of the registry's definition; -1: it has none */
    svcreg_txt_key_t registered;
    bool is_own; /* the user has a definition of his own, which goes first */
    svcreg_txt_key_t own;
} attribute_t;

/* The definition that is shown; NULL: nobody defines the key. */
static const svcreg_txt_key_t *definition_of(const attribute_t *attribute)
{
    if (attribute->is_own)
        return &attribute->own;
    return attribute->id >= 0 ? &attribute->registered : NULL;
}

static svcreg_txt_type_t type_of(const attribute_t *attribute)
{
    const svcreg_txt_key_t *definition = definition_of(attribute);

    return definition ? definition->type : SVCREG_TXT_STRING;
}

static const char *defined_text(const context_t *context, const attribute_t *attribute)
{
    if (attribute->is_own)
        return definition_text(context->pool, &attribute->own);
    key_texts_t *texts = &key_texts[attribute->id];
    if (!texts->defined)
        texts->defined = definition_text(wmem_epan_scope(), &attribute->registered);
    return texts->defined;
}

/* Who defines the key, and on what condition. */
static const char *source_text(const context_t *context, const attribute_t *attribute)
{
    wmem_allocator_t *pool = context->pool;
    const svcreg_txt_key_t *definition = definition_of(attribute);
    const char *alternative = "";
    size_t alternative_len = 0;

    if (definition->origins & SVCREG_ORIGIN_OWN)
        return "own";
    key_texts_t *texts = &key_texts[attribute->id];
    if (!texts->source)
        texts->source = origin_text(wmem_epan_scope(), definition);
    if (definition->condition[0] != '\0')
        (void)txt_condition_holds(definition->condition, &context->record, &alternative,
                                  &alternative_len);
    return alternative_len == 0
               ? texts->source
               : wmem_strconcat(pool, texts->source, ", where ",
                                wmem_strndup(pool, alternative, alternative_len), NULL);
}

/* What the line shows anyway stays a field for filters, columns and JSON. */
static void hide(proto_item *item)
{
    proto_item_set_hidden(item);
}

static const char *hex_text(wmem_allocator_t *pool, const txt_range_t *value)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");

    for (int i = 0; i < value->len; i++)
        wmem_strbuf_append_printf(text, "%02x", value->bytes[i]);
    return wmem_strbuf_get_str(text);
}

/* Whether a value is text as C has it, with the NUL that ends it: not of raw bytes. */
static bool is_terminated(const txt_range_t *value, svcreg_txt_type_t type)
{
    size_t len = (size_t)value->len;
    const bool raw = type == SVCREG_TXT_BYTES || type == SVCREG_TXT_BE_INTEGER ||
                     type == SVCREG_TXT_BE_BITS || type == SVCREG_TXT_IPV6PREFIX;

    while (len > 0 && value->bytes[len - 1] == '\0')
        len--;
    return !raw && len > 0 && len < (size_t)value->len && text_is_plain(value->bytes, len);
}

/* What the value means in words; "" when it says all by itself. */
static const char *reading_of(const context_t *context, const attribute_t *attribute)
{
    if (attribute->is_own || attribute->id < 0 || attribute->string->presence != TXT_VALUE)
        return "";
    return dnssd_txt_fields_reading(context->pool, (unsigned)attribute->id, &attribute->value);
}

/* The attribute's line, which says what the value means: "ci=5: Lightbulb (accessory category)". `sent`
 * is the string as text. */
static const char *line_text(const context_t *context, const attribute_t *attribute,
                             const char *sent, text_line_t *line)
{
    const svcreg_txt_key_t *definition = definition_of(attribute);
    const txt_range_t *key = &attribute->key, *value = &attribute->value;

    if (!definition)
        return sent[0] != '\0' ? sent : "(empty string)";
    const char *reading = reading_of(context, attribute), *meaning = meaning_of(definition);
    if (reading[0] == '\0' && meaning[0] == '\0' && !definition->inferred)
        return sent;
    if (attribute->is_plain || is_terminated(value, definition->type)) {
        text_line_begin(line, sent);
    } else {
        text_line_begin(line, text_from_bytes(context->pool, key->bytes, (size_t)key->len));
        text_line_add(line, "=0x");
        text_line_add(line, hex_text(context->pool, value));
    }
    if (reading[0] != '\0') {
        text_line_add(line, ": ");
        text_line_add(line, reading);
    }
    if (meaning[0] != '\0' || definition->inferred) {
        text_line_add(line, " (");
        text_line_add(line, meaning);
        text_line_add(line, definition->inferred ? ", inferred)" : ")");
    }
    return text_line_fit(line, TEXT_MAX_LABEL);
}

/* What the value gives away of its owner: a filter finds it whatever the key is called. */
static void add_privacy(const attribute_t *attribute, svcreg_txt_privacy_t privacy)
{
    const txt_range_t *key = &attribute->key;

    if (privacy == SVCREG_PRIVACY_NONE || attribute->string->presence != TXT_VALUE ||
        attribute->value.len == 0)
        return;
    proto_item *item =
        proto_tree_add_string(attribute->tree, hf_dnssd_txt_privacy, key->tvb, key->offset,
                              (int)attribute->string->len, word_of(&privacy_words, privacy));
    proto_item_set_generated(item);
    hide(item);
}

static void add_credential(const context_t *context, const attribute_t *attribute,
                           svcreg_txt_type_t type)
{
    const txt_range_t *value = &attribute->value;
    txt_credential_t is =
        txt_credential_of(attribute->string, attribute->key.bytes, value->bytes, type);

    if (is == TXT_CREDENTIAL_NONE)
        return;
    bool secret = is == TXT_CREDENTIAL_SECRET;
    proto_item *item =
        text_add(context->pool, attribute->tree,
                 secret ? hf_dnssd_txt_credential_secret : hf_dnssd_txt_credential_user, value->tvb,
                 value->offset, value->len,
                 text_from_bytes(context->pool, value->bytes, (size_t)value->len));
    proto_item_set_generated(item);
    dnssd_check_credential(context->message, item, secret);
}

static void add_defined(const context_t *context, const attribute_t *attribute)
{
    const svcreg_txt_key_t *definition = definition_of(attribute);
    const txt_range_t *key = &attribute->key;

    proto_item *item = text_add(context->pool, attribute->tree, hf_dnssd_txt_defined, key->tvb,
                                key->offset, key->len, defined_text(context, attribute));
    proto_item_set_generated(item);
    if (meaning_of(definition)[0] != '\0') {
        hide(item);
        hide(attribute->key_item);
    }
    proto_item_set_generated(text_add(context->pool, attribute->tree, hf_dnssd_txt_source, key->tvb,
                                      key->offset, key->len, source_text(context, attribute)));
    add_privacy(attribute, definition->privacy);
    dnssd_device_add(context->message, attribute->tree, definition, &attribute->value);
}

/* The value as the type that the registry's definition gives. */
static void add_typed(packet_info *pinfo, const attribute_t *attribute)
{
    txt_presence_t presence = attribute->string->presence;
    const unsigned id = (unsigned)attribute->id;
    const svcreg_txt_key_t *key = &attribute->registered;

    if (attribute->duplicate)
        return;
    /* A boolean that is present without a value is true (RFC 6763 section 6.4). */
    if (presence == TXT_NO_VALUE && key->type == SVCREG_TXT_BOOLEAN) {
        txt_range_t yes = attribute->key;
        yes.bytes = (const uint8_t *)"1";
        yes.len = 1;
        dnssd_txt_fields_add(pinfo, attribute->tree, attribute->item, id, key, &yes);
    } else if (presence == TXT_VALUE) {
        dnssd_txt_fields_add(pinfo, attribute->tree, attribute->value_item, id, key,
                             &attribute->value);
    }
}

static void add_own_text(wmem_allocator_t *pool, const attribute_t *attribute, const char *key)
{
    const txt_range_t *at = &attribute->key, *value = &attribute->value;
    const char *text = key;

    if (attribute->string->presence != TXT_NO_VALUE)
        text = wmem_strconcat(pool, key, " = ",
                              text_from_bytes(pool, value->bytes, (size_t)value->len), NULL);
    proto_item_set_generated(text_add(pool, attribute->tree, hf_dnssd_txt_own, at->tvb, at->offset,
                                      (int)attribute->string->len, text));
}

/* The user's own definition. No field can be made for it while Wireshark runs, so the value is
 * shown as text; moreover as the registry's field where that defines the key and the value fits, so
 * that filters on it go on. */
static void add_own(const context_t *context, const attribute_t *attribute)
{
    packet_info *pinfo = context->message->pinfo;
    bool has_value = attribute->string->presence == TXT_VALUE;

    add_own_text(pinfo->pool, attribute, attribute->own.key);
    if (has_value)
        dnssd_txt_fields_check(pinfo, attribute->value_item, attribute->own.type,
                               &attribute->value);
    if (attribute->id >= 0 &&
        (!has_value ||
         dnssd_txt_fields_hold((unsigned)attribute->id, &attribute->registered, &attribute->value)))
        add_typed(pinfo, attribute);
}

/* Look for the definitions of the key. */
static void find_definitions(const context_t *context, attribute_t *attribute)
{
    const dnssd_service_t *service = context->service;
    const char *key = (const char *)attribute->key.bytes;
    const size_t len = (size_t)attribute->key.len;

    if (service->len == 0 || len == 0)
        return;
    attribute->id = svcreg_txt_find(registry_in_use(), context->first_key, context->end_of_keys,
                                    service->transport, key, len, &context->record);
    if (attribute->id >= 0)
        svcreg_txt_key_get(registry_in_use(), (unsigned)attribute->id, &attribute->registered);
    attribute->is_own = own_txt_key_find(service->name, service->len, service->transport, key, len,
                                         &attribute->own);
}

static void add_known(const context_t *context, const attribute_t *attribute)
{
    const txt_range_t *key = &attribute->key;
    const svcreg_txt_type_t type = type_of(attribute);

    if (definition_of(attribute))
        add_defined(context, attribute);
    else
        proto_item_set_generated(proto_tree_add_boolean(attribute->tree, hf_dnssd_txt_unknown,
                                                        key->tvb, key->offset, key->len, TRUE));
    if (attribute->is_own)
        add_own(context, attribute);
    else if (attribute->id >= 0)
        add_typed(context->message->pinfo, attribute);
    if (attribute->string->presence == TXT_VALUE && is_terminated(&attribute->value, type))
        dnssd_check_terminated(context->message, attribute->item);
    add_credential(context, attribute, type);
}

/* Whether expert info stands on an item: it is to be seen then. */
static bool has_expert_info(const proto_item *item)
{
    return item && PITEM_FINFO(item) && FI_GET_FLAG(PITEM_FINFO(item), PI_SEVERITY_MASK);
}

/* Key, presence, value and raw bytes. */
static void add_attribute(const context_t *context, attribute_t *attribute)
{
    const txt_string_t *string = attribute->string;
    const txt_range_t *key = &attribute->key, *value = &attribute->value;
    proto_tree *tree = attribute->tree;

    attribute->key_item =
        text_add(context->pool, tree, hf_dnssd_txt_key, key->tvb, key->offset, key->len,
                 text_from_bytes(context->pool, key->bytes, string->key_len));
    proto_item *presence = proto_tree_add_string(tree, hf_dnssd_txt_presence, key->tvb, key->offset,
                                                 (int)string->len, presences[string->presence]);
    if (string->presence == TXT_VALUE)
        hide(presence);
    attribute->value_item = attribute->item;
    if (string->presence != TXT_NO_VALUE)
        attribute->value_item =
            text_add(context->pool, tree, hf_dnssd_txt_value, value->tvb, value->offset, value->len,
                     text_from_bytes(context->pool, value->bytes, string->value_len));
    if (string->presence == TXT_VALUE) {
        proto_item *bytes = proto_tree_add_item(tree, hf_dnssd_txt_value_bytes, value->tvb,
                                                value->offset, value->len, ENC_NA);
        if (attribute->is_plain)
            hide(bytes);
    }
    if (context->service->len > 0)
        add_known(context, attribute);
    else
        add_credential(context, attribute, SVCREG_TXT_STRING);
    if (string->presence != TXT_NO_VALUE && !has_expert_info(attribute->value_item))
        hide(attribute->value_item);
}

static void add_string(const context_t *context, proto_tree *tree, const txt_string_t *string)
{
    attribute_t attribute = {.string = string,
                             .key = {.tvb = context->rdata.tvb,
                                     .offset = context->rdata.offset + (int)string->offset + 1,
                                     .len = (int)string->key_len,
                                     .bytes = txt_string_key(&context->reader, string)},
                             .value = {.tvb = context->rdata.tvb,
                                       .offset = context->rdata.offset + (int)string->value_offset,
                                       .len = (int)string->value_len,
                                       .bytes = txt_string_value(&context->reader, string)},
                             .id = -1};
    const txt_range_t *key = &attribute.key, *value = &attribute.value;
    const char *sent = text_from_bytes(context->pool, key->bytes, string->len);
    text_line_t line;

    attribute.is_plain = text_is_plain(value->bytes, (size_t)value->len);
    find_definitions(context, &attribute);
    attribute.item =
        text_add_labelled(context->pool, tree, hf_dnssd_txt, key->tvb, key->offset - 1,
                          (int)string->len + 1, sent, line_text(context, &attribute, sent, &line));
    attribute.tree = proto_item_add_subtree(attribute.item, ett_dnssd_txt);
    attribute.duplicate = string->key_len > 0 && mark_key(context, key->bytes, string->key_len);
    dnssd_check_txt_string(context->message, attribute.item, &context->reader, string,
                           context->position, attribute.duplicate);
    if (string->key_len == 0)
        return;
    if (attribute.duplicate)
        proto_item_set_generated(proto_tree_add_boolean(attribute.tree, hf_dnssd_txt_duplicate,
                                                        key->tvb, key->offset, key->len, TRUE));
    add_attribute(context, &attribute);
}

/* Keys that are required and did not occur. */
static void add_missing(const context_t *context, proto_tree *tree)
{
    for (unsigned id = context->first_key; id < context->end_of_keys; id++) {
        const char *key =
            svcreg_txt_key_required(registry_in_use(), id, context->service->transport);
        if (key[0] != '\0' && !mark_key(context, (const uint8_t *)key, strlen(key)))
            proto_item_set_generated(
                proto_tree_add_string(tree, hf_dnssd_txt_missing, context->rdata.tvb,
                                      context->rdata.offset, context->rdata.len, key));
    }
}

const char *dnssd_txt_tree_text(const dnssd_message_t *message, const dnssd_record_t *record)
{
    wmem_strbuf_t *line = wmem_strbuf_new(message->pinfo->pool, "");
    txt_reader_t reader;
    txt_string_t string;

    txt_reader_init(&reader, message->dns.bytes + record->dns.rdata_offset, record->dns.rdata_len);
    while (txt_reader_next(&reader, &string)) {
        if (string.len == 0)
            continue;
        if (wmem_strbuf_get_len(line) > MAX_LINE) {
            wmem_strbuf_append(line, ", \xE2\x80\xA6");
            break;
        }
        if (wmem_strbuf_get_len(line) > 0)
            wmem_strbuf_append(line, ", ");
        text_append_bytes(line, txt_string_key(&reader, &string), string.len);
    }
    return wmem_strbuf_get_str(line);
}

void dnssd_txt_tree_add(const dnssd_message_t *message, proto_tree *tree, proto_item *item,
                        const dnssd_record_t *record, const dnssd_service_t *service)
{
    wmem_allocator_t *pool = message->pinfo->pool;
    size_t len = record->dns.rdata_len;
    context_t context = {
        .message = message,
        .pool = pool,
        .rdata = {.tvb = message->place.tvb,
                  .offset = dnssd_in_tvb(message, record->dns.rdata_offset),
                  .len = (int)len,
                  .bytes = message->dns.bytes + record->dns.rdata_offset},
        .service = service,
        .record = {.bytes = message->dns.bytes + record->dns.rdata_offset, .len = len},
        .seen = name_set_new(pool)};
    txt_string_t string;
    unsigned shown = 0, left_out = 0;

    if (record->parts.kind == DNSSD_INSTANCE && record->parts.n_instance > 0)
        context.record.instance =
            dns_name_label(&record->dns.owner, 0, &context.record.instance_len);
    dnssd_check_txt(message, item, len);
    if (len == 0)
        return;
    (void)svcreg_txt_keys_of(registry_in_use(), service->name, service->len, &context.first_key,
                             &context.end_of_keys);
    txt_reader_init(&context.reader, context.rdata.bytes, len);
    for (; txt_reader_next(&context.reader, &string); context.position++) {
        /* The first one may be all there is (RFC 6763 section 6.1); more say nothing at all. */
        if (string.len == 0 && !string.truncated && context.position > 0)
            continue;
        if (shown == TXT_MAX_STRINGS) {
            left_out++;
            continue;
        }
        add_string(&context, tree, &string);
        shown++;
    }
    dnssd_check_txt_left_out(message, item, left_out);
    if (shown < TXT_MAX_STRINGS && service->len > 0 && dnssd_is_response(message))
        add_missing(&context, tree);
}

void dnssd_txt_tree_register(int proto)
{
    static hf_register_info fields[] = {
        {&hf_dnssd_txt,
         {"TXT", "dnssd.txt", FT_STRING, BASE_NONE, NULL, 0,
          "One string of a TXT record (RFC 6763 section 6)", HFILL}},
        {&hf_dnssd_txt_key,
         {"Key", "dnssd.txt.key", FT_STRING, BASE_NONE, NULL, 0, "As sent", HFILL}},
        {&hf_dnssd_txt_presence,
         {"Presence", "dnssd.txt.presence", FT_STRING, BASE_NONE, NULL, 0,
          "RFC 6763 section 6.4 tells them apart", HFILL}},
        {&hf_dnssd_txt_value,
         {"Value", "dnssd.txt.value", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL}},
        {&hf_dnssd_txt_value_bytes,
         {"Value Bytes", "dnssd.txt.value_bytes", FT_BYTES, BASE_NONE, NULL, 0,
          "Every byte of the value, whether it is text or not", HFILL}},
        {&hf_dnssd_txt_defined,
         {"Defined", "dnssd.txt.defined", FT_STRING, BASE_NONE, NULL, 0, "Definition of the key",
          HFILL}},
        {&hf_dnssd_txt_source,
         {"Source", "dnssd.txt.source", FT_STRING, BASE_NONE, NULL, 0,
          "Who gives the definition: IANA, a specification or a program", HFILL}},
        {&hf_dnssd_txt_privacy,
         {"Privacy", "dnssd.txt.privacy", FT_STRING, BASE_NONE, NULL, 0,
          "What the value gives away: secret, personal (of a person), identifier (of a device)",
          HFILL}},
        {&hf_dnssd_txt_credential_user,
         {"User Name", "dnssd.txt.credential.user", FT_STRING, BASE_NONE, NULL, 0,
          "A user name in clear", HFILL}},
        {&hf_dnssd_txt_credential_secret,
         {"Secret", "dnssd.txt.credential.secret", FT_STRING, BASE_NONE, NULL, 0,
          "A password, key or token in clear", HFILL}},
        {&hf_dnssd_txt_own,
         {"Own Key", "dnssd.txt.own", FT_STRING, BASE_NONE, NULL, 0,
          "KEY = VALUE of a key that the user's own table defines", HFILL}},
        {&hf_dnssd_txt_unknown,
         {"Unknown Key", "dnssd.txt.unknown", FT_BOOLEAN, BASE_NONE, NULL, 0,
          "No definition of the key is known", HFILL}},
        {&hf_dnssd_txt_duplicate,
         {"Duplicate", "dnssd.txt.duplicate", FT_BOOLEAN, BASE_NONE, NULL, 0,
          "The key occurred before: only the first one counts (RFC 6763 section 6.4)", HFILL}},
        {&hf_dnssd_txt_missing,
         {"Missing Key", "dnssd.txt.missing", FT_STRING, BASE_NONE, NULL, 0,
          "Required by the definition, but not sent", HFILL}},
    };
    static int *subtrees[] = {&ett_dnssd_txt};

    proto_register_field_array(proto, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
    key_texts = g_new0(key_texts_t, svcreg_n_txt_keys(registry_in_use()));
    dnssd_txt_fields_register(proto);
    dnssd_device_register(proto);
}
