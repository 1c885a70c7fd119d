/* dnssd_txt_tree.c - the attributes of a TXT record, each beside its definition.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd_txt_tree.h"

#include "dnssd_checks.h"
#include "dnssd_txt_fields.h"
#include "table.h"
#include "text.h"
#include "txt_string.h"

#include <string.h>

enum {
    /* Strings of one record that are shown: the 65,535 zero-length strings that a record can hold
     * would only fill the screen and the memory. Real records have fewer than 50. */
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
static int hf_dnssd_txt_unknown = -1;
static int hf_dnssd_txt_duplicate = -1;
static int hf_dnssd_txt_missing = -1;
static int ett_dnssd_txt = -1;

static const char *const presences[] = {[TXT_NO_VALUE] = "present without value",
                                        [TXT_EMPTY_VALUE] = "empty value",
                                        [TXT_VALUE] = "value"};

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

    bool registry = definition->origins & SVCREG_ORIGIN_REGISTRY;
    bool specification = definition->origins & SVCREG_ORIGIN_SPECIFICATION &&
                         !g_str_has_prefix(definition->source, "IANA");
    wmem_strbuf_append_printf(text, " [%s%s%s]", registry || !specification ? "IANA" : "",
                              registry && specification ? "; " : "",
                              specification ? definition->source : "");
    return wmem_strbuf_finalize(text);
}

/* A TXT record on its way into the tree. */
typedef struct {
    const dnssd_packet_t *packet;
    txt_place_t rdata;
    txt_reader_t reader;
    dnssd_service_t service;
    wmem_map_t *seen; /* keys in lower case, to find duplicates */
    unsigned position;
} context_t;

/* Whether the key occurred before in the record. */
static bool is_duplicate(const context_t *context, const txt_place_t *key)
{
    /* Any byte may stand in a key, NUL as well: so the map's keys are hexadecimal. */
    wmem_strbuf_t *hex = wmem_strbuf_new(context->packet->pinfo->pool, "");
    const char *folded;

    for (int i = 0; i < key->len; i++)
        wmem_strbuf_append_printf(hex, "%02x", (uint8_t)g_ascii_tolower((char)key->bytes[i]));
    folded = wmem_strbuf_get_str(hex);
    if (wmem_map_contains(context->seen, folded))
        return true;
    wmem_map_insert(context->seen, folded, hex);
    return false;
}

static void add_definition(const context_t *context, proto_tree *tree, proto_item *text,
                           unsigned id, const txt_string_t *string, const txt_place_t *key,
                           const txt_place_t *value)
{
    packet_info *pinfo = context->packet->pinfo;
    svcreg_txt_key_t definition;

    svcreg_txt_key_get(plugin_table(), id, &definition);
    proto_item_set_generated(proto_tree_add_string(tree, hf_dnssd_txt_defined, key->tvb,
                                                   key->offset, key->len,
                                                   definition_text(pinfo->pool, &definition)));
    dnssd_check_credentials(context->packet, text, &definition, string);
    /* A boolean that is present without a value is true (RFC 6763 section 6.4). */
    if (string->presence == TXT_NO_VALUE && definition.type == SVCREG_TXT_BOOLEAN) {
        txt_place_t yes = *key;
        yes.bytes = (const uint8_t *)"1";
        yes.len = 1;
        dnssd_txt_fields_add(pinfo, tree, text, id, &yes);
    } else if (string->presence == TXT_VALUE) {
        dnssd_txt_fields_add(pinfo, tree, text, id, value);
    }
}

static void add_attribute(const context_t *context, proto_tree *tree, proto_item *text,
                          const txt_string_t *string, const txt_place_t *key)
{
    packet_info *pinfo = context->packet->pinfo;
    const txt_place_t value = {.tvb = key->tvb,
                               .offset = context->rdata.offset + (int)string->value_offset,
                               .len = (int)string->value_len,
                               .bytes = txt_string_value(&context->reader, string)};

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
    if (context->service.len == 0)
        return;
    int id = svcreg_txt_find(plugin_table(), context->service.name, context->service.len,
                             context->service.transport, (const char *)key->bytes, string->key_len);
    if (id >= 0)
        add_definition(context, tree, text, (unsigned)id, string, key, &value);
    else
        proto_item_set_generated(proto_tree_add_boolean(tree, hf_dnssd_txt_unknown, key->tvb,
                                                        key->offset, key->len, TRUE));
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
    bool duplicate = string->key_len > 0 && is_duplicate(context, &key);

    dnssd_check_txt_string(context->packet, item, &context->reader, string, context->position,
                           duplicate);
    if (string->key_len == 0)
        return;
    if (duplicate)
        proto_item_set_generated(proto_tree_add_boolean(attribute, hf_dnssd_txt_duplicate, key.tvb,
                                                        key.offset, key.len, TRUE));
    add_attribute(context, attribute, item, string, &key);
}

/* Keys that are required and did not occur. */
static void add_missing(const context_t *context, proto_tree *tree)
{
    unsigned first, end;

    (void)svcreg_txt_keys_of(plugin_table(), context->service.name, context->service.len, &first,
                             &end);
    for (unsigned id = first; id < end; id++) {
        svcreg_txt_key_t key;
        svcreg_txt_key_get(plugin_table(), id, &key);
        const txt_place_t name = {.bytes = (const uint8_t *)key.key, .len = (int)strlen(key.key)};
        if (key.required && !key.pattern && key.transports & 1U << context->service.transport &&
            !is_duplicate(context, &name))
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

    dnssd_check_txt(packet, summary, len);
    if (len == 0)
        return;
    if (owner->parts.service >= 0)
        context.service = dnssd_service_of(owner);
    context.rdata.bytes = tvb_get_ptr(packet->tvb, offset, len);
    txt_reader_init(&context.reader, context.rdata.bytes, (size_t)len);
    while (context.position < MAX_STRINGS && txt_reader_next(&context.reader, &string)) {
        add_string(&context, tree, &string);
        if (context.position < MAX_IN_SUMMARY && string.len > 0)
            proto_item_append_text(summary, "%s %s", context.position == 0 ? ":" : ",",
                                   text_from_bytes(packet->pinfo->pool,
                                                   txt_string_key(&context.reader, &string),
                                                   string.len));
        context.position++;
    }
    if (context.service.len > 0 && packet->dns.flags & DNS_FLAG_RESPONSE)
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
