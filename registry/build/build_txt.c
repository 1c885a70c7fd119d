/* build_txt.c - merged TXT keys and txt-values.tsv -> rows of the table.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_builder.h"

#include <string.h>

enum { MAX_PARTS_OF_KEY = 1024 }; /* they are searched one by one; 64 bits make 64 */

/* A line of txt-values.tsv. */
typedef struct {
    guint line;
    svcreg_part_kind_t kind;
    svcreg_txt_type_t type;
    guint64 number;
} part_t;

/* The lines of txt-values.tsv for each line of txt-meanings.tsv. */
typedef struct {
    GHashTable *spec_row_of; /* parts_key() -> first such line of txt-meanings.tsv, plus one */
    guint *first;            /* by line of txt-meanings.tsv: the line whose parts it shares */
    GArray **parts;          /* part_t, by line of txt-meanings.tsv; NULL for none */
    guint n;
} key_parts_t;

static char *parts_key(const char *service, const char *key, const char *variant)
{
    char *joined = g_strdup_printf("%s\t%s\t%s", service, key, variant);
    char *lower = g_ascii_strdown(joined, -1);
    g_free(joined);
    return lower;
}

static void key_parts_init(key_parts_t *parts, const tsv_t *types)
{
    parts->n = tsv_n_rows(types);
    parts->parts = g_new0(GArray *, parts->n);
    parts->spec_row_of = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    parts->first = g_new(guint, parts->n);
    for (guint row = 0; row < parts->n; row++) {
        char *key = parts_key(tsv_cell(types, row, TXT_MEANINGS_SERVICE),
                              tsv_cell(types, row, TXT_MEANINGS_KEY),
                              tsv_cell(types, row, TXT_MEANINGS_VARIANT));
        guint found = GPOINTER_TO_UINT(g_hash_table_lookup(parts->spec_row_of, key));
        parts->first[row] = found > 0 ? found - 1 : row;
        if (found == 0)
            g_hash_table_insert(parts->spec_row_of, key, GUINT_TO_POINTER(row + 1));
        else
            g_free(key);
    }
}

static void key_parts_clear(key_parts_t *parts)
{
    g_hash_table_destroy(parts->spec_row_of);
    for (guint i = 0; i < parts->n; i++) {
        if (parts->parts[i])
            g_array_free(parts->parts[i], TRUE);
    }
    g_free(parts->parts);
    g_free(parts->first);
}

/* `at` as a number: hexadecimal after 0x or when the value is read so, else decimal. */
static bool parse_at(const char *at, bool hexadecimal, guint64 *ret)
{
    if (g_str_has_prefix(at, "0x") || g_str_has_prefix(at, "0X"))
        return g_ascii_string_to_unsigned(at + 2, 16, 0, G_MAXUINT64, ret, NULL);
    return g_ascii_string_to_unsigned(at, hexadecimal ? 16 : 10, 0, G_MAXUINT64, ret, NULL);
}

static bool is_filter_name(const char *name)
{
    for (const char *p = name; *p != '\0'; p++) {
        if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p) && *p != '_')
            return false;
    }
    return *name != '\0';
}

static bool same_cell(const tsv_t *file, guint a, guint b, unsigned column)
{
    return strcmp(tsv_cell(file, a, column), tsv_cell(file, b, column)) == 0;
}

/* The earlier part of the key that is named by the line's parent, or NULL. */
static const part_t *find_parent(const tsv_t *file, const GArray *parts, guint line)
{
    const char *parent = tsv_cell(file, line, TXT_VALUES_PARENT);
    for (guint i = 0; i < parts->len; i++) {
        const part_t *part = &g_array_index(parts, part_t, i);
        if ((part->kind == SVCREG_PART_BITS || part->kind == SVCREG_PART_ITEM) &&
            strcmp(tsv_cell(file, part->line, TXT_VALUES_NAME), parent) == 0)
            return part;
    }
    return NULL;
}

static bool is_repeated(const tsv_t *file, const GArray *parts, guint line)
{
    for (guint i = 0; i < parts->len; i++) {
        guint other = g_array_index(parts, part_t, i).line;
        if (same_cell(file, line, other, TXT_VALUES_KIND) &&
            same_cell(file, line, other, TXT_VALUES_PARENT) &&
            same_cell(file, line, other, TXT_VALUES_AT))
            return true;
    }
    return false;
}

static bool check_bits(const tsv_t *file, part_t *part, GError **error)
{
    if (part->number == 0)
        return tsv_fail(file, part->line, error, "\"%.40s\" is no mask; write 0x1, 0x38",
                        tsv_cell(file, part->line, TXT_VALUES_AT));
    if (*tsv_cell(file, part->line, TXT_VALUES_TYPE) != '\0')
        return tsv_fail(file, part->line, error, "a line of kind bits has no type; empty the cell");
    bool single = (part->number & (part->number - 1)) == 0;
    part->type = single ? SVCREG_TXT_BOOLEAN : SVCREG_TXT_INTEGER;
    return true;
}

static bool check_item(const tsv_t *file, part_t *part, GError **error)
{
    int type = file_word(file, part->line, TXT_VALUES_TYPE, &txt_type_words, error);
    if (type >= 0)
        part->type = (svcreg_txt_type_t)type;
    return type >= 0;
}

/* What each kind of line asks for. */
static bool check_kind(const tsv_t *file, part_t *part, GError **error)
{
    const char *name = tsv_cell(file, part->line, TXT_VALUES_NAME);
    bool named = part->kind == SVCREG_PART_BITS || part->kind == SVCREG_PART_ITEM;
    if (named && !is_filter_name(name))
        return tsv_fail(file, part->line, error,
                        "\"%.40s\" is no filter name; write a-z, 0-9 and _", name);
    if (part->kind != SVCREG_PART_VALUE && *tsv_cell(file, part->line, TXT_VALUES_AT) == '\0')
        return tsv_fail(file, part->line, error,
                        "empty cell \"at\"; README.md says what stands there");
    if (part->kind == SVCREG_PART_BITS)
        return check_bits(file, part, error);
    return part->kind != SVCREG_PART_ITEM || check_item(file, part, error);
}

static bool is_hexadecimal(svcreg_txt_type_t type)
{
    return type == SVCREG_TXT_HEXINT || type == SVCREG_TXT_HEX;
}

/* Reads a line behind the earlier `parts` of a key of that type. */
static bool read_part(const tsv_t *file, guint line, const GArray *parts,
                      svcreg_txt_type_t key_type, part_t *ret, GError **error)
{
    const char *at = tsv_cell(file, line, TXT_VALUES_AT);
    const char *parent_name = tsv_cell(file, line, TXT_VALUES_PARENT);
    int kind = file_word(file, line, TXT_VALUES_KIND, &part_kind_words, error);
    if (kind < 0)
        return false;
    const part_t *parent = find_parent(file, parts, line);
    if (*parent_name != '\0' && !parent)
        return tsv_fail(
            file, line, error,
            "parent \"%.40s\" is not the name of an earlier line of the key; correct it",
            parent_name);
    if (is_repeated(file, parts, line))
        return tsv_fail(file, line, error, "\"%.40s\" a second time; keep one line", at);
    *ret = (part_t){.line = line, .kind = (svcreg_part_kind_t)kind};
    bool hexadecimal = is_hexadecimal(parent ? parent->type : key_type);
    if (!parse_at(at, kind == SVCREG_PART_VALUE && hexadecimal, &ret->number))
        ret->number = 0;
    return check_kind(file, ret, error);
}

static bool add_part(table_builder_t *builder, key_parts_t *parts, guint line, GError **error)
{
    const tsv_t *file = builder->files->txt_values;
    char *key =
        parts_key(tsv_cell(file, line, TXT_VALUES_SERVICE), tsv_cell(file, line, TXT_VALUES_KEY),
                  tsv_cell(file, line, TXT_VALUES_VARIANT));
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(parts->spec_row_of, key));
    g_free(key);
    if (found == 0)
        return tsv_fail(file, line, error,
                        "key \"%.40s\" of \"%.40s\" is not in txt-meanings.tsv; add a line there",
                        tsv_cell(file, line, TXT_VALUES_KEY),
                        tsv_cell(file, line, TXT_VALUES_SERVICE));
    GArray **list = &parts->parts[found - 1];
    if (!*list)
        *list = g_array_new(FALSE, FALSE, sizeof(part_t));
    if ((*list)->len == MAX_PARTS_OF_KEY)
        return tsv_fail(file, line, error, "more than %d lines for one key; remove some",
                        MAX_PARTS_OF_KEY);
    const char *type_word = tsv_cell(builder->files->txt_meanings, found - 1, TXT_MEANINGS_TYPE);
    int type = word_find(&txt_type_words, type_word);
    part_t part;
    if (!read_part(file, line, *list, (svcreg_txt_type_t)type, &part, error))
        return false;
    g_array_append_val(*list, part);
    return true;
}

static bool has_separator(const GArray *parts)
{
    for (guint i = 0; parts && i < parts->len; i++) {
        if (g_array_index(parts, part_t, i).kind == SVCREG_PART_SEPARATOR)
            return true;
    }
    return false;
}

static bool read_parts(table_builder_t *builder, key_parts_t *parts, GError **error)
{
    for (guint line = 0; line < tsv_n_rows(builder->files->txt_values); line++) {
        if (!add_part(builder, parts, line, error))
            return false;
    }
    const tsv_t *types = builder->files->txt_meanings;
    const char *parts_word = word_of(&txt_type_words, SVCREG_TXT_PARTS);
    for (guint row = 0; row < parts->n; row++) {
        if (strcmp(tsv_cell(types, row, TXT_MEANINGS_TYPE), parts_word) == 0 &&
            !has_separator(parts->parts[parts->first[row]]))
            return tsv_fail(types, row, error,
                            "type parts without a separator; add a line of that kind to "
                            "txt-values.tsv");
    }
    return true;
}

static const char *spec_cell(const table_builder_t *builder, const txt_key_t *key, unsigned column)
{
    return key->spec_row < 0 ? ""
                             : tsv_cell(builder->files->txt_meanings, (guint)key->spec_row, column);
}

/* Number of the word in a cell, which txt_merge.c has checked. */
static guint8 spec_word(const table_builder_t *builder, const txt_key_t *key, unsigned column,
                        const word_list_t *words)
{
    return (guint8)word_find(words, spec_cell(builder, key, column));
}

/* Adds the rows of a key's parts; returns the number of the first. */
static guint add_parts(table_builder_t *builder, const GArray *parts)
{
    const tsv_t *file = builder->files->txt_values;
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(txt_part_row_t));
    for (guint i = 0; i < parts->len; i++) {
        const part_t *part = &g_array_index(parts, part_t, i);
        txt_part_row_t row = {
            .parent = builder_string(builder, tsv_cell(file, part->line, TXT_VALUES_PARENT)),
            .at = builder_string(builder, tsv_cell(file, part->line, TXT_VALUES_AT)),
            .name = builder_string(builder, tsv_cell(file, part->line, TXT_VALUES_NAME)),
            .meaning = builder_string(builder, tsv_cell(file, part->line, TXT_VALUES_MEANING)),
            .number_low = (guint32)part->number,
            .number_high = (guint32)(part->number >> 32),
            .kind = (guint8)part->kind,
            .type = (guint8)part->type,
        };
        g_array_append_val(rows, row);
    }
    guint first = section_share(&builder->txt_parts, rows->data, rows->len);
    g_array_free(rows, TRUE);
    return first;
}

static guint add_definition(table_builder_t *builder, const key_parts_t *parts,
                            const txt_key_t *key)
{
    const GArray *list = key->spec_row < 0 ? NULL : parts->parts[parts->first[key->spec_row]];
    txt_definition_row_t row = {
        .hint = builder_string(builder, key->hint),
        .value = builder_string(builder, key->value),
        .values = builder_string(builder, key->values),
        .meaning = builder_string(builder, spec_cell(builder, key, TXT_MEANINGS_MEANING)),
        .unit = builder_string(builder, spec_cell(builder, key, TXT_MEANINGS_UNIT)),
        .source = builder_string(builder, spec_cell(builder, key, TXT_MEANINGS_SOURCE)),
        .variant = builder_string(builder, key->variant),
        .condition = builder_string(builder, key->condition),
        .privacy = spec_word(builder, key, TXT_MEANINGS_PRIVACY, &privacy_words),
        .device = spec_word(builder, key, TXT_MEANINGS_DEVICE, &device_words),
        .type = (guint8)key->type,
        .registry_type = (guint8)key->registry_type,
        .origins = (guint8)key->origins,
        .marks = (guint8)key->marks,
    };
    if (list) {
        row.n_parts = (guint16)list->len;
        row.first_part = (guint16)add_parts(builder, list);
    }
    return section_share(&builder->txt_definitions, &row, 1);
}

static unsigned key_bits(const txt_key_t *key)
{
    return (key->inherited ? TXT_KEY_INHERITED : 0U) |
           ((key->marks & TXT_MARK_PATTERN) != 0 ? TXT_KEY_PATTERN : 0U);
}

static void add_keys(table_builder_t *builder, const key_parts_t *parts, service_t *service)
{
    service->first_key = (guint16)builder->txt_keys.rows->len;
    for (guint i = 0; i < service->keys->len; i++) {
        const txt_key_t *key = &g_array_index(service->keys, txt_key_t, i);
        txt_key_row_t row = {
            .service = builder_string(builder, service->name),
            .filter = builder_string(builder, key->filter),
            .key = builder_string(builder, key->key),
            .definition = (guint16)add_definition(builder, parts, key),
            .transports = (guint8)(key->transports | key_bits(key)),
            .key_len = (guint8)strlen(key->key),
        };
        guint8 tag = (row.transports & TXT_KEY_PATTERN) != 0 ? TXT_KEY_TAG_PATTERN
                                                             : txt_key_tag(key->key, row.key_len);
        section_add(&builder->txt_keys, &row, 1);
        section_add(&builder->txt_key_tags, &tag, 1);
    }
}

static gint compare_services(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const service_t *const *)a)->lower, (*(const service_t *const *)b)->lower);
}

static GPtrArray *sorted_services(const table_builder_t *builder)
{
    GPtrArray *sorted = g_ptr_array_new();
    for (guint i = 0; i < builder->services->len; i++)
        g_ptr_array_add(sorted, g_ptr_array_index(builder->services, i));
    g_ptr_array_sort(sorted, compare_services);
    return sorted;
}

bool build_txt(table_builder_t *builder, GError **error)
{
    if (!txt_merge(builder, error))
        return false;
    key_parts_t parts;
    key_parts_init(&parts, builder->files->txt_meanings);
    bool good = read_parts(builder, &parts, error);
    if (good) {
        GPtrArray *sorted = sorted_services(builder);
        txt_filter_names(builder, sorted);
        for (guint i = 0; i < sorted->len; i++)
            add_keys(builder, &parts, g_ptr_array_index(sorted, i));
        section_add(&builder->txt_key_tags, (guint8[TXT_KEY_TAGS_AT_ONCE]){0},
                    TXT_KEY_TAGS_AT_ONCE);
        g_ptr_array_free(sorted, TRUE);
    }
    key_parts_clear(&parts);
    return good;
}
