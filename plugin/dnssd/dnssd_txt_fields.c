/* dnssd_txt_fields.c - typed fields for TXT keys.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_txt_fields.h"

#include "common/registry_in_use.h"
#include "common/text.h"
#include "txt_value.h"

#include <epan/expert.h>
#include <epan/guid-utils.h>
#include <epan/to_str.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The fields of a key or of one of its parts; 0: there is none. */
typedef struct {
    int hf;
    int hf_other; /* for the values that the first field's type cannot hold */
    int ett;
} field_t;

typedef struct {
    field_t whole;
    field_t *parts; /* one for each of the key's parts */
} key_fields_t;

static key_fields_t *key_fields; /* by key id */
static expert_field ei_dnssd_txt_bad_value = EI_INIT;
static int hf_dnssd_txt_special = -1;
static int hf_dnssd_txt_unnamed_bits = -1;
static int hf_dnssd_txt_unknown_part = -1;

typedef struct {
    enum ftenum type;
    int display;
    const char *other; /* suffix of the second field */
    enum ftenum other_type;
    int other_display;
} form_t;

/* The field type of each value type. Those that are not here are text. */
static const form_t forms[SVCREG_N_TXT_TYPES] = {
    [SVCREG_TXT_INTEGER] = {FT_INT64, BASE_DEC, NULL, FT_NONE, 0},
    [SVCREG_TXT_BOOLEAN] = {FT_BOOLEAN, BASE_NONE, NULL, FT_NONE, 0},
    [SVCREG_TXT_UUID] = {FT_GUID, BASE_NONE, NULL, FT_NONE, 0},
    [SVCREG_TXT_MAC] = {FT_ETHER, BASE_NONE, "eui64", FT_BYTES, SEP_COLON},
    [SVCREG_TXT_IP] = {FT_IPv4, BASE_NONE, "v6", FT_IPv6, BASE_NONE},
    [SVCREG_TXT_HEX] = {FT_BYTES, BASE_NONE, NULL, FT_NONE, 0},
    [SVCREG_TXT_BYTES] = {FT_BYTES, BASE_NONE, NULL, FT_NONE, 0},
    [SVCREG_TXT_LIST] = {FT_STRING, BASE_NONE, "item", FT_STRING, BASE_NONE},
    [SVCREG_TXT_BITS] = {FT_UINT64, BASE_HEX, NULL, FT_NONE, 0},
    [SVCREG_TXT_BE_BITS] = {FT_UINT64, BASE_HEX, NULL, FT_NONE, 0},
    [SVCREG_TXT_HEXINT] = {FT_UINT64, BASE_HEX, NULL, FT_NONE, 0},
    [SVCREG_TXT_BE_INTEGER] = {FT_UINT64, BASE_DEC_HEX, NULL, FT_NONE, 0},
};

static const form_t text_form = {FT_STRING, BASE_NONE, NULL, FT_NONE, 0};
static const form_t number_form = {FT_UINT64, BASE_DEC, NULL, FT_NONE, 0};

static const form_t *form_of(svcreg_txt_type_t type)
{
    return forms[type].type != FT_NONE ? &forms[type] : &text_form;
}

/* --- Registration --- */

static void append_field(GArray *fields, int *hf, const char *name, char *filter, enum ftenum type,
                         int display, const void *strings, const char *description)
{
    hf_register_info field = {
        hf, {name, filter, type, display, strings, 0, description[0] ? description : NULL, HFILL}};

    g_array_append_val(fields, field);
}

static void append_form(GArray *fields, field_t *field, const char *name, const char *filter,
                        const form_t *form, const void *strings, const char *description)
{
    int display = strings ? form->display | BASE_VAL64_STRING : form->display;

    append_field(fields, &field->hf, name, g_strdup(filter), form->type, display, strings,
                 description);
    if (form->other)
        append_field(fields, &field->hf_other, name, g_strdup_printf("%s.%s", filter, form->other),
                     form->other_type, form->other_display, NULL, description);
}

/* The names of a key's enumerated numbers (of `parent`, "" for the key). NULL when there are none
 * or some are words. */
static val64_string *enumeration(const svcreg_txt_key_t *key, const char *parent)
{
    GArray *names = g_array_new(TRUE, TRUE, sizeof(val64_string));

    for (unsigned i = 0; i < key->n_parts; i++) {
        svcreg_txt_part_t part;
        txt_value_t at;
        svcreg_txt_part_get(registry_in_use(), key->first_part + i, &part);
        if (part.kind != SVCREG_PART_VALUE || strcmp(part.parent, parent) != 0)
            continue;
        if (!txt_value_read(SVCREG_TXT_INTEGER, (const uint8_t *)part.at, strlen(part.at), &at) ||
            at.kind != TXT_VALUE_IS_NUMBER) {
            g_array_set_size(names, 0);
            break;
        }
        val64_string name = {at.number, part.name};
        g_array_append_val(names, name);
    }
    bool none = names->len == 0;
    return (val64_string *)(void *)g_array_free(names, /* free_segment= */ none);
}

static bool holds_number(enum ftenum type)
{
    return type == FT_UINT64;
}

static void append_key(GArray *fields, const svcreg_txt_key_t *key, key_fields_t *ret)
{
    char *filter = g_strdup_printf("dnssd.txt.%s", key->filter);
    val64_string *names = enumeration(key, "");
    const form_t *form = key->type == SVCREG_TXT_ENUM && names ? &number_form : form_of(key->type);

    append_form(fields, &ret->whole, key->key, filter, form,
                holds_number(form->type) ? names : NULL,
                key->meaning[0] != '\0' ? key->meaning : key->hint);
    ret->parts = g_new0(field_t, key->n_parts);
    for (unsigned i = 0; i < key->n_parts; i++) {
        svcreg_txt_part_t part;
        svcreg_txt_part_get(registry_in_use(), key->first_part + i, &part);
        if (part.kind != SVCREG_PART_BITS && part.kind != SVCREG_PART_ITEM)
            continue;
        char *below = g_strdup_printf("%s.%s", filter, part.name);
        names = part.type == SVCREG_TXT_BOOLEAN ? NULL : enumeration(key, part.name);
        form = part.kind == SVCREG_PART_BITS && part.type != SVCREG_TXT_BOOLEAN
                   ? &number_form
                   : form_of(part.type);
        append_form(fields, &ret->parts[i], part.meaning[0] != '\0' ? part.meaning : part.name,
                    below, form, holds_number(form->type) ? names : NULL, "");
        g_free(below);
    }
    g_free(filter);
}

void dnssd_txt_fields_register(int proto)
{
    static ei_register_info experts[] = {
        {&ei_dnssd_txt_bad_value,
         {"dnssd.txt.bad_value", PI_PROTOCOL, PI_NOTE,
          "Value is not of the type that its definition gives", EXPFILL}},
    };
    static hf_register_info common[] = {
        {&hf_dnssd_txt_special,
         {"Special Value", "dnssd.txt.special", FT_STRING, BASE_NONE, NULL, 0,
          "What the definition says of this very value, which is not of the key's type", HFILL}},
        {&hf_dnssd_txt_unnamed_bits,
         {"Unnamed Bits", "dnssd.txt.unnamed_bits", FT_UINT64, BASE_HEX, NULL, 0,
          "Bits that are set and have no name", HFILL}},
        {&hf_dnssd_txt_unknown_part,
         {"Unknown Part", "dnssd.txt.unknown_part", FT_STRING, BASE_NONE, NULL, 0,
          "Part of the value that the definition does not have", HFILL}},
    };
    unsigned n_keys = svcreg_n_txt_keys(registry_in_use());
    GArray *fields = g_array_new(FALSE, FALSE, sizeof(hf_register_info));
    GPtrArray *subtrees = g_ptr_array_new();

    key_fields = g_new0(key_fields_t, n_keys);
    for (unsigned id = 0; id < n_keys; id++) {
        svcreg_txt_key_t key;
        svcreg_txt_key_get(registry_in_use(), id, &key);
        append_key(fields, &key, &key_fields[id]);
        if (key.n_parts > 0 || form_of(key.type)->other) {
            key_fields[id].whole.ett = -1;
            g_ptr_array_add(subtrees, &key_fields[id].whole.ett);
        }
        for (unsigned i = 0; i < key.n_parts; i++) {
            key_fields[id].parts[i].ett = -1;
            g_ptr_array_add(subtrees, &key_fields[id].parts[i].ett);
        }
    }
    proto_register_field_array(proto, common, G_N_ELEMENTS(common));
    /* Wireshark keeps pointers into these arrays for as long as it runs. */
    guint n_fields = fields->len, n_subtrees = subtrees->len;
    proto_register_field_array(proto, (hf_register_info *)(void *)g_array_free(fields, FALSE),
                               (int)n_fields);
    proto_register_subtree_array((int *const *)g_ptr_array_free(subtrees, FALSE), (int)n_subtrees);
    expert_register_field_array(expert_register_protocol(proto), experts, G_N_ELEMENTS(experts));
}

/* --- Dissection --- */

/* One value on its way into the tree: of a key, or of the part that `parent` names. */
typedef struct {
    packet_info *pinfo;
    proto_item *text; /* what expert info is put on */
    const svcreg_txt_key_t *key;
    const key_fields_t *fields;
} context_t;

static void add_value(const context_t *context, proto_tree *tree, const field_t *field,
                      svcreg_txt_type_t type, const char *parent, const txt_range_t *range);

static void add_bad_value(const context_t *context, svcreg_txt_type_t type)
{
    expert_add_info_format(context->pinfo, context->text, &ei_dnssd_txt_bad_value,
                           "Value is not of the type that its definition gives: %s",
                           svcreg_txt_type_name(type));
}

static proto_item *add_text(const context_t *context, proto_tree *tree, int hf,
                            const txt_range_t *range)
{
    return text_add(context->pinfo->pool, tree, hf, range->tvb, range->offset, range->len,
                    text_from_bytes(context->pinfo->pool, range->bytes, (size_t)range->len));
}

/* What an enumerated word means, appended to it. */
static void append_meaning(const context_t *context, proto_item *item, const char *parent,
                           const txt_range_t *range)
{
    for (unsigned i = 0; i < context->key->n_parts; i++) {
        svcreg_txt_part_t part;
        svcreg_txt_part_get(registry_in_use(), context->key->first_part + i, &part);
        if (part.kind == SVCREG_PART_VALUE && strcmp(part.parent, parent) == 0 &&
            strlen(part.at) == (size_t)range->len &&
            g_ascii_strncasecmp(part.at, (const char *)range->bytes, (size_t)range->len) == 0)
            proto_item_append_text(item, " (%s)", part.name);
    }
}

/* The part that names a value, of a key or of one of its parts: by its text, or as the same number.
 * False when the table does not list it. */
static bool find_value(const svcreg_txt_key_t *key, const char *parent, const txt_range_t *range,
                       const txt_value_t *value, svcreg_txt_part_t *ret)
{
    for (unsigned i = 0; i < key->n_parts; i++) {
        txt_value_t at;
        svcreg_txt_part_get(registry_in_use(), key->first_part + i, ret);
        if (ret->kind != SVCREG_PART_VALUE || strcmp(ret->parent, parent) != 0)
            continue;
        if ((strlen(ret->at) == (size_t)range->len &&
             g_ascii_strncasecmp(ret->at, (const char *)range->bytes, (size_t)range->len) == 0) ||
            (value && value->kind == TXT_VALUE_IS_NUMBER &&
             txt_value_read(SVCREG_TXT_INTEGER, (const uint8_t *)ret->at, strlen(ret->at), &at) &&
             at.kind == TXT_VALUE_IS_NUMBER && at.number == value->number))
            return true;
    }
    return false;
}

static void add_bits(const context_t *context, proto_tree *tree, const char *parent,
                     uint64_t number, const txt_range_t *range)
{
    uint64_t unnamed = number;
    bool named_bits = false;

    for (unsigned i = 0; i < context->key->n_parts; i++) {
        const field_t *field = &context->fields->parts[i];
        svcreg_txt_part_t part;
        svcreg_txt_part_get(registry_in_use(), context->key->first_part + i, &part);
        if (part.kind != SVCREG_PART_BITS || part.number == 0 || strcmp(part.parent, parent) != 0)
            continue;
        unnamed &= ~part.number;
        named_bits = true;
        uint64_t bits = number & part.number;
        if (part.type == SVCREG_TXT_BOOLEAN) {
            proto_item *item = proto_tree_add_boolean(tree, field->hf, range->tvb, range->offset,
                                                      range->len, bits != 0);
            /* A dozen lines of what is not so hide what is; filters find them all the same. */
            if (bits == 0)
                proto_item_set_hidden(item);
        } else {
            proto_tree_add_uint64(tree, field->hf, range->tvb, range->offset, range->len,
                                  bits / (part.number & -part.number));
        }
    }
    /* Only where bits are named: else it is a mere number. */
    if (unnamed != 0 && named_bits)
        proto_tree_add_uint64(tree, hf_dnssd_txt_unnamed_bits, range->tvb, range->offset,
                              range->len, unnamed);
}

static proto_item *add_number(const context_t *context, proto_tree *tree, const field_t *field,
                              const txt_value_t *value, const txt_range_t *range)
{
    if (proto_registrar_get_ftype(field->hf) != FT_INT64)
        return proto_tree_add_uint64(tree, field->hf, range->tvb, range->offset, range->len,
                                     value->number);
    proto_item *item = proto_tree_add_int64(tree, field->hf, range->tvb, range->offset, range->len,
                                            (int64_t)value->number);
    if (context->key->unit[0] != '\0')
        proto_item_append_text(item, " %s", context->key->unit);
    return item;
}

static proto_item *add_bytes(proto_tree *tree, const field_t *field, svcreg_txt_type_t type,
                             const txt_value_t *value, const txt_range_t *range)
{
    enum { EUI48_LEN = 6 };

    if (type == SVCREG_TXT_UUID) {
        const uint8_t *b = value->bytes;
        e_guid_t guid = {.data1 = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
                                  (uint32_t)b[2] << 8 | b[3],
                         .data2 = (uint16_t)(b[4] << 8 | b[5]),
                         .data3 = (uint16_t)(b[6] << 8 | b[7])};
        memcpy(guid.data4, b + 8, sizeof guid.data4);
        return proto_tree_add_guid(tree, field->hf, range->tvb, range->offset, range->len, &guid);
    }
    if (type == SVCREG_TXT_MAC && value->n_bytes == EUI48_LEN)
        return proto_tree_add_ether(tree, field->hf, range->tvb, range->offset, range->len,
                                    value->bytes);
    return proto_tree_add_bytes_with_length(
        tree, type == SVCREG_TXT_MAC ? field->hf_other : field->hf, range->tvb, range->offset,
        range->len, value->bytes, (int)value->n_bytes);
}

static proto_item *add_address(proto_tree *tree, const field_t *field, const txt_value_t *value,
                               const txt_range_t *range)
{
    if (value->kind == TXT_VALUE_IS_IPV4) {
        ws_in4_addr address;
        memcpy(&address, value->bytes, sizeof address);
        return proto_tree_add_ipv4(tree, field->hf, range->tvb, range->offset, range->len, address);
    }
    ws_in6_addr address;
    memcpy(&address, value->bytes, sizeof address);
    return proto_tree_add_ipv6(tree, field->hf_other, range->tvb, range->offset, range->len,
                               &address);
}

/* Cut the bytes up to the first `separator` off `rest`. False when nothing is left. */
static bool next_piece(txt_range_t *rest, char separator, txt_range_t *ret)
{
    if (rest->len < 0)
        return false;
    const uint8_t *end = rest->len > 0 ? memchr(rest->bytes, separator, (size_t)rest->len) : NULL;
    int len = end ? (int)(end - rest->bytes) : rest->len;

    *ret = *rest;
    ret->len = len;
    rest->offset += len + 1;
    rest->bytes += end ? len + 1 : len;
    rest->len -= len + 1; /* -1 after the last piece */
    return true;
}

static void add_list(const context_t *context, proto_tree *tree, const field_t *field,
                     const txt_range_t *range)
{
    txt_range_t rest = *range, piece;

    while (next_piece(&rest, ',', &piece)) {
        if (piece.len > 0)
            add_text(context, tree, field->hf_other, &piece);
    }
}

/* Whether an item goes by the sub-key that the piece begins with; cuts it off then. */
static bool take_sub_key(txt_range_t *piece, const char *sub_key, char separator)
{
    size_t len = strlen(sub_key);

    if ((size_t)piece->len <= len || piece->bytes[len] != (uint8_t)separator ||
        g_ascii_strncasecmp((const char *)piece->bytes, sub_key, len) != 0)
        return false;
    piece->bytes += len + 1;
    piece->offset += (int)len + 1;
    piece->len -= (int)len + 1;
    return true;
}

/* Whether an item is a piece of the value: by its position or, among pieces with sub-keys, by its own,
 * which is cut off then. There a piece without one still goes by position ("waMA=" of AirPort stands
 * before a list that begins with its own value). */
static bool is_item(const svcreg_txt_part_t *item, char separator, unsigned position,
                    txt_range_t *piece)
{
    if (separator == '\0')
        return item->number == position;
    return take_sub_key(piece, item->at, separator) ||
           (item->number == position && !memchr(piece->bytes, separator, (size_t)piece->len));
}

/* Whether the definition has such an item. */
static bool add_item(const context_t *context, proto_tree *tree, const char *parent,
                     const svcreg_txt_part_t *separator, unsigned position,
                     const txt_range_t *piece)
{
    bool known = false;

    for (unsigned i = 0; i < context->key->n_parts; i++) {
        svcreg_txt_part_t part;
        txt_range_t value = *piece;
        svcreg_txt_part_get(registry_in_use(), context->key->first_part + i, &part);
        if (part.kind != SVCREG_PART_ITEM || strcmp(part.parent, parent) != 0)
            continue;
        if (is_item(&part, separator->name[0], position, &value)) {
            add_value(context, tree, &context->fields->parts[i], part.type, part.name, &value);
            known = true;
        }
    }
    /* By sub-key, further items are nobody's fault. */
    if (!known && separator->name[0] != '\0' && piece->len > 0)
        (void)add_text(context, tree, hf_dnssd_txt_unknown_part, piece);
    return known || separator->name[0] != '\0';
}

/* The separators of a value that is made of parts. */
static bool find_separator(const svcreg_txt_key_t *key, const char *parent, svcreg_txt_part_t *ret)
{
    for (unsigned i = 0; i < key->n_parts; i++) {
        svcreg_txt_part_get(registry_in_use(), key->first_part + i, ret);
        if (ret->kind == SVCREG_PART_SEPARATOR && strcmp(ret->parent, parent) == 0)
            return true;
    }
    return false;
}

static void add_parts(const context_t *context, proto_tree *tree, const char *parent,
                      const txt_range_t *range)
{
    svcreg_txt_part_t separator;
    txt_range_t rest = *range, piece;
    unsigned position = 0;

    if (!find_separator(context->key, parent, &separator))
        return;
    while (next_piece(&rest, separator.at[0], &piece))
        if (!add_item(context, tree, parent, &separator, ++position, &piece))
            add_bad_value(context, SVCREG_TXT_PARTS);
}

/* "fd12:3456:789a:1::/64" */
static const char *prefix_text(wmem_allocator_t *pool, const txt_value_t *value)
{
    const address address = ADDRESS_INIT(AT_IPv6, (int)value->n_bytes, value->bytes);

    return wmem_strdup_printf(pool, "%s/%u", address_to_str(pool, &address),
                              (unsigned)value->number);
}

static proto_item *add_typed(const context_t *context, proto_tree *tree, const field_t *field,
                             svcreg_txt_type_t type, const txt_value_t *value,
                             const txt_range_t *range)
{
    switch (value->kind) {
    case TXT_VALUE_IS_BOOLEAN:
        return proto_tree_add_boolean(tree, field->hf, range->tvb, range->offset, range->len,
                                      (uint32_t)value->number);
    case TXT_VALUE_IS_NUMBER:
    case TXT_VALUE_IS_NEGATIVE:
        if (type == SVCREG_TXT_FIXED16)
            return proto_tree_add_string_format_value(
                tree, field->hf, range->tvb, range->offset, range->len,
                wmem_strdup_printf(context->pinfo->pool, "%u.%u", (unsigned)(value->number >> 16),
                                   (unsigned)(value->number & 0xffff)),
                "%u.%u", (unsigned)(value->number >> 16), (unsigned)(value->number & 0xffff));
        return add_number(context, tree, field, value, range);
    case TXT_VALUE_IS_BYTES:
        return add_bytes(tree, field, type, value, range);
    case TXT_VALUE_IS_IPV4:
    case TXT_VALUE_IS_IPV6:
        return add_address(tree, field, value, range);
    case TXT_VALUE_IS_PREFIX:
        return proto_tree_add_string(tree, field->hf, range->tvb, range->offset, range->len,
                                     prefix_text(context->pinfo->pool, value));
    case TXT_VALUE_IS_UNKNOWN:
        return NULL;
    case TXT_VALUE_IS_TEXT:
        break;
    }
    if (type == SVCREG_TXT_BYTES)
        return proto_tree_add_item(tree, field->hf, range->tvb, range->offset, range->len, ENC_NA);
    return add_text(context, tree, field->hf, range);
}

/* Whether a value that was read fits its field: a number in a field for words, or a word in one
 * for numbers, does not. */
static bool fits(const field_t *field, svcreg_txt_type_t type, const txt_value_t *value)
{
    enum ftenum registered = proto_registrar_get_ftype(field->hf);

    if (type == SVCREG_TXT_ENUM)
        return registered == FT_STRING || value->kind == TXT_VALUE_IS_NUMBER;
    if (registered == FT_UINT64)
        return value->kind == TXT_VALUE_IS_NUMBER;
    return value->kind != TXT_VALUE_IS_NUMBER || registered != FT_INT64 ||
           value->number <= (uint64_t)INT64_MAX;
}

static void add_value(const context_t *context, proto_tree *tree, const field_t *field,
                      svcreg_txt_type_t type, const char *parent, const txt_range_t *range)
{
    txt_value_t value;

    if (!txt_value_read(type, range->bytes, (size_t)range->len, &value) ||
        !fits(field, type, &value)) {
        svcreg_txt_part_t special;
        if (find_value(context->key, parent, range, NULL, &special))
            (void)text_add(context->pinfo->pool, tree, hf_dnssd_txt_special, range->tvb,
                           range->offset, range->len, special.name);
        else
            add_bad_value(context, type);
        return;
    }
    if (proto_registrar_get_ftype(field->hf) == FT_STRING && type == SVCREG_TXT_ENUM)
        value.kind = TXT_VALUE_IS_TEXT;
    proto_item *item = add_typed(context, tree, field, type, &value, range);
    /* The attribute's line shows a text already. */
    if (parent[0] == '\0' && field->ett == 0 && value.kind == TXT_VALUE_IS_TEXT)
        proto_item_set_hidden(item);
    if (type == SVCREG_TXT_ENUM && value.kind == TXT_VALUE_IS_TEXT)
        append_meaning(context, item, parent, range);
    if (field->ett == 0)
        return;
    proto_tree *below = proto_item_add_subtree(item, field->ett);
    if (type == SVCREG_TXT_LIST)
        add_list(context, below, field, range);
    else if (type == SVCREG_TXT_PARTS)
        add_parts(context, below, parent, range);
    else if (value.kind == TXT_VALUE_IS_NUMBER)
        add_bits(context, below, parent, value.number, range);
}

void dnssd_txt_fields_add(packet_info *pinfo, proto_tree *tree, proto_item *text, unsigned id,
                          const svcreg_txt_key_t *key, const txt_range_t *value)
{
    const context_t context = {pinfo, text, key, &key_fields[id]};

    add_value(&context, tree, &key_fields[id].whole, key->type, "", value);
}

static void append_bits(wmem_strbuf_t *text, const svcreg_txt_key_t *key, uint64_t number)
{
    uint64_t unnamed = number;
    bool named_bits = false;

    for (unsigned i = 0; i < key->n_parts; i++) {
        svcreg_txt_part_t part;
        svcreg_txt_part_get(registry_in_use(), key->first_part + i, &part);
        if (part.kind != SVCREG_PART_BITS || part.parent[0] != '\0')
            continue;
        unnamed &= ~part.number;
        named_bits = true;
        if (!(number & part.number))
            continue;
        const char *name = part.meaning[0] != '\0' ? part.meaning : part.name;
        wmem_strbuf_append(text, wmem_strbuf_get_len(text) > 0 ? ", " : "");
        wmem_strbuf_append(text, name);
        if (part.type == SVCREG_TXT_BOOLEAN)
            continue;
        uint64_t field = (number & part.number) / (part.number & -part.number);
        char digits[sizeof "18446744073709551615"];
        (void)snprintf(digits, sizeof digits, "%" PRIu64, field);
        const txt_range_t range = {.bytes = (const uint8_t *)digits, .len = (int)strlen(digits)};
        const txt_value_t value = {.kind = TXT_VALUE_IS_NUMBER, .number = field};
        svcreg_txt_part_t named;
        bool is_named = find_value(key, part.name, &range, &value, &named);
        wmem_strbuf_append_printf(text, " %s", is_named ? named.name : digits);
    }
    if (unnamed != 0 && named_bits)
        wmem_strbuf_append_printf(text, "%sunnamed bits: 0x%" PRIx64,
                                  wmem_strbuf_get_len(text) > 0 ? ", " : "", unnamed);
}

const char *dnssd_txt_fields_reading(wmem_allocator_t *pool, unsigned id, const txt_range_t *value)
{
    svcreg_txt_key_t key;
    txt_value_t read;
    svcreg_txt_part_t named;

    svcreg_txt_key_get(registry_in_use(), id, &key);
    bool is_read = txt_value_read(key.type, value->bytes, (size_t)value->len, &read);
    if (find_value(&key, "", value, is_read ? &read : NULL, &named))
        return named.name;
    if (key.device == SVCREG_DEVICE_MODEL)
        return svcreg_product_of_model(registry_in_use(), (const char *)value->bytes,
                                       (size_t)value->len);
    if (!is_read)
        return "";
    if (read.kind == TXT_VALUE_IS_PREFIX)
        return prefix_text(pool, &read);
    if ((key.type != SVCREG_TXT_BITS && key.type != SVCREG_TXT_BE_BITS) ||
        read.kind != TXT_VALUE_IS_NUMBER)
        return "";
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");
    append_bits(text, &key, read.number);
    return wmem_strbuf_get_str(text);
}

void dnssd_txt_fields_check(packet_info *pinfo, proto_item *text, svcreg_txt_type_t type,
                            const txt_range_t *value)
{
    const context_t context = {.pinfo = pinfo, .text = text};
    txt_value_t unused;

    if (!txt_value_read(type, value->bytes, (size_t)value->len, &unused))
        add_bad_value(&context, type);
}

bool dnssd_txt_fields_hold(unsigned id, const svcreg_txt_key_t *key, const txt_range_t *value)
{
    txt_value_t read;

    return txt_value_read(key->type, value->bytes, (size_t)value->len, &read) &&
           fits(&key_fields[id].whole, key->type, &read);
}
