/* dnssd_txt_tree.c - the attributes of a TXT record, each beside its definition.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_txt_tree.h"

#include "common/registry_in_use.h"
#include "common/text.h"
#include "dnssd/dnssd_checks.h"
#include "dnssd/dnssd_txt_fields.h"
#include "txt_string.h"
#include "user/own_txt_keys.h"

#include <string.h>

enum {
    /* Strings of one record that are shown, empty ones aside: real records have fewer than 50, a
     * made one could have 32,767. */
    MAX_STRINGS = 1024,
    /* Attributes named in the summary line of a record. */
    MAX_IN_SUMMARY = 8
};

static int hf_dnssd_txt = -1;
static int hf_dnssd_txt_key = -1;
static int hf_dnssd_txt_value = -1;
static int hf_dnssd_txt_value_bytes = -1;
static int hf_dnssd_txt_presence = -1;
static int hf_dnssd_txt_defined = -1;
static int hf_dnssd_txt_own = -1;
static int hf_dnssd_txt_unknown = -1;
static int hf_dnssd_txt_duplicate = -1;
static int hf_dnssd_txt_missing = -1;
static int ett_dnssd_txt = -1;

static const char *const presences[] = {[TXT_NO_VALUE] = "present without value",
                                        [TXT_EMPTY_VALUE] = "empty value",
                                        [TXT_VALUE] = "value"};

/* Who says it: " [IANA; RFC 9119 section 2]" */
static void append_origins(wmem_strbuf_t *text, const svcreg_txt_key_t *definition)
{
    bool registry = definition->origins & SVCREG_ORIGIN_REGISTRY;
    bool specification = definition->origins & SVCREG_ORIGIN_SPECIFICATION &&
                         !g_str_has_prefix(definition->source, "IANA");

    if (definition->origins & SVCREG_ORIGIN_OWN)
        wmem_strbuf_append(text, " [own]");
    else
        wmem_strbuf_append_printf(text, " [%s%s%s]", registry || !specification ? "IANA" : "",
                                  registry && specification ? "; " : "",
                                  specification ? definition->source : "");
}

/* "u: username, username [IANA]": key, what is known of its value, and who says so. */
static char *definition_text(wmem_allocator_t *pool, const svcreg_txt_key_t *definition)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, definition->key);
    const char *before = ": ";

    if (definition->meaning[0] != '\0' || definition->hint[0] != '\0') {
        wmem_strbuf_append_printf(text, "%s%s", before,
                                  definition->meaning[0] != '\0' ? definition->meaning
                                                                 : definition->hint);
        before = ", ";
    }
    if (definition->type != SVCREG_TXT_STRING) {
        wmem_strbuf_append_printf(text, "%s%s", before, svcreg_txt_type_name(definition->type));
        before = ", ";
    }
    if (definition->values[0] != '\0')
        wmem_strbuf_append_printf(text, "%s%s", before, definition->values);
    else if (definition->value[0] != '\0')
        wmem_strbuf_append_printf(text, "%s%s", before, definition->value);
    append_origins(text, definition);
    return wmem_strbuf_finalize(text);
}

/* A TXT record on its way into the tree. */
typedef struct {
    const dnssd_packet_t *packet;
    txt_place_t rdata;
    txt_reader_t reader;
    dnssd_service_t service;
    wmem_map_t *seen; /* text_key() of the keys that occurred */
    unsigned position;
} context_t;

/* Note that the key occurred. True when it had been noted before. */
static bool note_key(const context_t *context, const txt_place_t *key)
{
    char *folded = text_key(context->packet->pinfo->pool, key->bytes, (size_t)key->len);

    if (wmem_map_contains(context->seen, folded))
        return true;
    wmem_map_insert(context->seen, folded, folded);
    return false;
}

/* A string on its way into the tree. */
typedef struct {
    proto_tree *tree;
    proto_item *item; /* of the whole string */
    const txt_string_t *string;
    txt_place_t key;
    txt_place_t value;
    bool duplicate; /* the key occurred before: only the first one counts */
} attribute_t;

static void add_defined(const context_t *context, const attribute_t *attribute,
                        const svcreg_txt_key_t *definition)
{
    const txt_place_t *key = &attribute->key;

    proto_item_set_generated(
        proto_tree_add_string(attribute->tree, hf_dnssd_txt_defined, key->tvb, key->offset,
                              key->len, definition_text(context->packet->pinfo->pool, definition)));
    dnssd_check_credentials(context->packet, attribute->item, definition, attribute->string);
}

/* The value of key `id` as its type. */
static void add_typed(packet_info *pinfo, const attribute_t *attribute, unsigned id,
                      svcreg_txt_type_t type)
{
    txt_presence_t presence = attribute->string->presence;

    if (attribute->duplicate)
        return;
    /* A boolean that is present without a value is true (RFC 6763 section 6.4). */
    if (presence == TXT_NO_VALUE && type == SVCREG_TXT_BOOLEAN) {
        txt_place_t yes = attribute->key;
        yes.bytes = (const uint8_t *)"1";
        yes.len = 1;
        dnssd_txt_fields_add(pinfo, attribute->tree, attribute->item, id, &yes);
    } else if (presence == TXT_VALUE) {
        dnssd_txt_fields_add(pinfo, attribute->tree, attribute->item, id, &attribute->value);
    }
}

static void add_definition(const context_t *context, const attribute_t *attribute, unsigned id)
{
    svcreg_txt_key_t definition;

    svcreg_txt_key_get(registry_in_use(), id, &definition);
    add_defined(context, attribute, &definition);
    add_typed(context->packet->pinfo, attribute, id, definition.type);
}

static void add_own_text(wmem_allocator_t *pool, const attribute_t *attribute, const char *key)
{
    const txt_place_t *at = &attribute->key, *value = &attribute->value;
    const char *text = key;

    if (attribute->string->presence != TXT_NO_VALUE)
        text = wmem_strdup_printf(pool, "%s = %s", key,
                                  text_from_bytes(pool, value->bytes, (size_t)value->len));
    proto_item_set_generated(proto_tree_add_string(attribute->tree, hf_dnssd_txt_own, at->tvb,
                                                   at->offset, (int)attribute->string->len, text));
}

/* The user's own definition. No field can be made for it while Wireshark runs, so the value is
 * shown as text; moreover as the field of key `id` where the registry defines that (else -1) and
 * the value fits, so that filters on it go on. */
static void add_own(const context_t *context, const attribute_t *attribute,
                    const svcreg_txt_key_t *own, int id)
{
    packet_info *pinfo = context->packet->pinfo;
    bool has_value = attribute->string->presence == TXT_VALUE;
    svcreg_txt_key_t defined;

    add_defined(context, attribute, own);
    add_own_text(pinfo->pool, attribute, own->key);
    if (has_value)
        dnssd_txt_fields_check(pinfo, attribute->item, own->type, &attribute->value);
    if (id < 0 || (has_value && !dnssd_txt_fields_hold((unsigned)id, &attribute->value)))
        return;
    svcreg_txt_key_get(registry_in_use(), (unsigned)id, &defined);
    add_typed(pinfo, attribute, (unsigned)id, defined.type);
}

static void add_known(const context_t *context, const attribute_t *attribute)
{
    const dnssd_service_t *service = &context->service;
    const txt_place_t *key = &attribute->key;
    const char *name = (const char *)key->bytes;
    svcreg_txt_key_t own;
    int id = svcreg_txt_find(registry_in_use(), service->name, service->len, service->transport,
                             name, (size_t)key->len);

    if (own_txt_key_find(service->name, service->len, service->transport, name, (size_t)key->len,
                         &own))
        add_own(context, attribute, &own, id);
    else if (id >= 0)
        add_definition(context, attribute, (unsigned)id);
    else
        proto_item_set_generated(proto_tree_add_boolean(attribute->tree, hf_dnssd_txt_unknown,
                                                        key->tvb, key->offset, key->len, TRUE));
}

static void add_attribute(const context_t *context, proto_tree *tree, proto_item *item,
                          const txt_string_t *string, bool duplicate, const txt_place_t *key)
{
    packet_info *pinfo = context->packet->pinfo;
    const txt_place_t value = {.tvb = key->tvb,
                               .offset = context->rdata.offset + (int)string->value_offset,
                               .len = (int)string->value_len,
                               .bytes = txt_string_value(&context->reader, string)};
    const attribute_t attribute = {tree, item, string, *key, value, duplicate};

    proto_tree_add_string(tree, hf_dnssd_txt_key, key->tvb, key->offset, key->len,
                          text_from_bytes(pinfo->pool, key->bytes, string->key_len));
    proto_tree_add_string(tree, hf_dnssd_txt_presence, key->tvb, key->offset, (int)string->len,
                          presences[string->presence]);
    if (string->presence != TXT_NO_VALUE)
        proto_tree_add_string(tree, hf_dnssd_txt_value, value.tvb, value.offset, value.len,
                              text_from_bytes(pinfo->pool, value.bytes, string->value_len));
    if (string->presence == TXT_VALUE)
        proto_tree_add_item(tree, hf_dnssd_txt_value_bytes, value.tvb, value.offset, value.len,
                            ENC_NA);
    if (context->service.len > 0)
        add_known(context, &attribute);
}

static void add_string(const context_t *context, proto_tree *tree, const txt_string_t *string)
{
    const txt_place_t key = {.tvb = context->rdata.tvb,
                             .offset = context->rdata.offset + (int)string->offset + 1,
                             .len = (int)string->key_len,
                             .bytes = txt_string_key(&context->reader, string)};

    proto_item *item = proto_tree_add_string(
        tree, hf_dnssd_txt, key.tvb, key.offset - 1, (int)string->len + 1,
        text_from_bytes(context->packet->pinfo->pool, key.bytes, string->len));
    proto_tree *attribute = proto_item_add_subtree(item, ett_dnssd_txt);
    bool duplicate = string->key_len > 0 && note_key(context, &key);

    dnssd_check_txt_string(context->packet, item, &context->reader, string, context->position,
                           duplicate);
    if (string->key_len == 0)
        return;
    if (duplicate)
        proto_item_set_generated(proto_tree_add_boolean(attribute, hf_dnssd_txt_duplicate, key.tvb,
                                                        key.offset, key.len, TRUE));
    add_attribute(context, attribute, item, string, duplicate, &key);
}

/* Keys that are required and did not occur. */
static void add_missing(const context_t *context, proto_tree *tree)
{
    unsigned first, end;

    (void)svcreg_txt_keys_of(registry_in_use(), context->service.name, context->service.len, &first,
                             &end);
    for (unsigned id = first; id < end; id++) {
        svcreg_txt_key_t key;
        svcreg_txt_key_get(registry_in_use(), id, &key);
        const txt_place_t name = {.bytes = (const uint8_t *)key.key, .len = (int)strlen(key.key)};
        if (key.required && !key.pattern && key.transports & 1U << context->service.transport &&
            !note_key(context, &name))
            proto_item_set_generated(
                proto_tree_add_string(tree, hf_dnssd_txt_missing, context->rdata.tvb,
                                      context->rdata.offset, context->rdata.len, key.key));
    }
}

void dnssd_txt_tree_add(const dnssd_packet_t *packet, proto_tree *tree, proto_item *summary,
                        int offset, int len, const dnssd_place_t *owner)
{
    context_t context = {.packet = packet,
                         .rdata = {.tvb = packet->tvb, .offset = offset, .len = len},
                         .seen = wmem_map_new(packet->pinfo->pool, g_str_hash, g_str_equal)};
    txt_string_t string;
    unsigned shown = 0, left_out = 0;

    dnssd_check_txt(packet, summary, len);
    if (len == 0)
        return;
    if (owner->parts.service >= 0)
        context.service = dnssd_service_of(owner);
    context.rdata.bytes = tvb_get_ptr(packet->tvb, offset, len);
    txt_reader_init(&context.reader, context.rdata.bytes, (size_t)len);
    while (txt_reader_next(&context.reader, &string)) {
        /* The first one may be all there is (RFC 6763 section 6.1); more say nothing at all. */
        if (shown == MAX_STRINGS ||
            (string.len == 0 && !string.truncated && context.position > 0)) {
            left_out++;
            context.position++;
            continue;
        }
        add_string(&context, tree, &string);
        shown++;
        if (context.position < MAX_IN_SUMMARY && string.len > 0)
            proto_item_append_text(summary, "%s %s", context.position == 0 ? ":" : ",",
                                   text_from_bytes(packet->pinfo->pool,
                                                   txt_string_key(&context.reader, &string),
                                                   string.len));
        context.position++;
    }
    dnssd_check_txt_left_out(packet, summary, left_out);
    if (shown < MAX_STRINGS && context.service.len > 0 && packet->dns.flags & DNS_FLAG_RESPONSE)
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
         {"Defined", "dnssd.txt.defined", FT_STRING, BASE_NONE, NULL, 0,
          "Definition of the key, and who gives it", HFILL}},
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
    dnssd_txt_fields_register(proto);
}
