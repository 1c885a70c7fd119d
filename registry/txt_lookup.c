/* txt_lookup.c - TXT keys, their parts and the services that have them, in a table block.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "registry.h"
#include "table_layout.h"
#include "txt_condition.h"

#include <string.h>

unsigned svcreg_n_txt_keys(const svcreg_table_t *table)
{
    return table->n_txt_keys;
}

void svcreg_txt_key_get(const svcreg_table_t *table, unsigned id, svcreg_txt_key_t *ret)
{
    const txt_key_row_t *row = &table_txt_keys(table)[id];
    const txt_definition_row_t *definition = &table_txt_definitions(table)[row->definition];
    *ret = (svcreg_txt_key_t){
        .service = string_at(table, row->service),
        .key = string_at(table, row->key),
        .hint = string_at(table, definition->hint),
        .value = string_at(table, definition->value),
        .values = string_at(table, definition->values),
        .meaning = string_at(table, definition->meaning),
        .unit = string_at(table, definition->unit),
        .source = string_at(table, definition->source),
        .variant = string_at(table, definition->variant),
        .condition = string_at(table, definition->condition),
        .filter = string_at(table, row->filter),
        .type = (svcreg_txt_type_t)definition->type,
        .registry_type = (svcreg_txt_type_t)definition->registry_type,
        .origins = definition->origins,
        .transports = row->transports & TXT_KEY_TRANSPORTS,
        .privacy = (svcreg_txt_privacy_t)definition->privacy,
        .device = (svcreg_txt_device_t)definition->device,
        .inferred = (definition->marks & TXT_MARK_INFERRED) != 0,
        .optional = (definition->marks & TXT_MARK_OPTIONAL) != 0,
        .required = (definition->marks & TXT_MARK_REQUIRED) != 0,
        .pattern = (definition->marks & TXT_MARK_PATTERN) != 0,
        .inherited = (row->transports & TXT_KEY_INHERITED) != 0,
        .first_part = definition->first_part,
        .n_parts = definition->n_parts,
    };
}

const char *svcreg_txt_key_required(const svcreg_table_t *table, unsigned id,
                                    svcreg_transport_t transport)
{
    const txt_key_row_t *row = &table_txt_keys(table)[id];
    const unsigned marks = table_txt_definitions(table)[row->definition].marks;
    return (marks & (TXT_MARK_REQUIRED | TXT_MARK_PATTERN)) == TXT_MARK_REQUIRED &&
                   (row->transports >> transport & 1) != 0
               ? string_at(table, row->key)
               : "";
}

const char *svcreg_txt_key_named(const svcreg_table_t *table, unsigned id,
                                 svcreg_transport_t transport)
{
    const txt_key_row_t *row = &table_txt_keys(table)[id];
    const unsigned origins = table_txt_definitions(table)[row->definition].origins;
    return (origins & SVCREG_ORIGIN_REGISTRY) != 0 && (row->transports & TXT_KEY_INHERITED) == 0 &&
                   (row->transports >> transport & 1) != 0
               ? string_at(table, row->key)
               : "";
}

void svcreg_txt_part_get(const svcreg_table_t *table, unsigned i, svcreg_txt_part_t *ret)
{
    const txt_part_row_t *row = &table_txt_parts(table)[i];
    *ret = (svcreg_txt_part_t){
        .kind = (svcreg_part_kind_t)row->kind,
        .parent = string_at(table, row->parent),
        .at = string_at(table, row->at),
        .name = string_at(table, row->name),
        .meaning = string_at(table, row->meaning),
        .number = (uint64_t)row->number_high << 32 | row->number_low,
        .type = (svcreg_txt_type_t)row->type,
    };
}

unsigned svcreg_n_txt_services(const svcreg_table_t *table)
{
    return table->n_txt_services;
}

void svcreg_txt_service_get(const svcreg_table_t *table, unsigned id, svcreg_txt_service_t *ret)
{
    const txt_service_row_t *row = &table_txt_services(table)[id];
    *ret = (svcreg_txt_service_t){
        .service = string_at(table, row->service),
        .description = string_at(table, row->description),
        .same_as = string_at(table, row->same_as),
        .source = string_at(table, row->source),
        .transports = row->transports,
        .spoken = row->spoken,
        .registered = (svcreg_registered_t)row->registered,
    };
}

/* Number of the specification's line of a service, -1 when there is none. */
static int find_txt_service(const svcreg_table_t *table, const char *name, size_t len)
{
    const name_row_t *row = table_find_name(table, name, len);
    return row ? row->txt_service - 1 : -1;
}

bool svcreg_txt_service_by_name(const svcreg_table_t *table, const char *name, size_t len,
                                svcreg_txt_service_t *ret)
{
    int id = find_txt_service(table, name, len);
    if (id >= 0)
        svcreg_txt_service_get(table, (unsigned)id, ret);
    return id >= 0;
}

/* The best record of a name for a transport, -1 for none. */
static int find_described(const svcreg_table_t *table, const name_row_t *name,
                          svcreg_transport_t transport)
{
    const svcreg_span_t span = id_span(table, name->all, name->n_all);
    int best = -1, best_fit = 0;
    for (unsigned i = 0; i < span.n; i++) {
        const record_row_t *row = &table_records(table)[span.ids[i]];
        const bool of_transport = row->transport == (unsigned)transport;
        if (!of_transport && row->transport != SVCREG_TRANSPORT_NONE)
            continue;
        int fit = 1 + of_transport + 2 * (row->txt_status != SVCREG_TXT_STATUS_ABSENT);
        if (fit > best_fit) {
            best_fit = fit;
            best = span.ids[i];
        }
    }
    return best;
}

svcreg_described_t svcreg_describe(const svcreg_table_t *table, const char *name, size_t len,
                                   svcreg_transport_t transport)
{
    svcreg_described_t ret = {.record = -1, .specification = -1};
    const name_row_t *row = table_find_name(table, name, len);
    if (!row)
        return ret;
    const txt_service_row_t *line =
        row->txt_service > 0 ? &table_txt_services(table)[row->txt_service - 1] : NULL;
    if (line && (line->transports >> transport & 1) != 0)
        ret.specification = row->txt_service - 1;
    if (ret.specification < 0 || line->registered != SVCREG_REGISTERED_OTHER)
        ret.record = find_described(table, row, transport);
    return ret;
}

bool svcreg_txt_keys_of(const svcreg_table_t *table, const char *service, size_t len,
                        unsigned *ret_first, unsigned *ret_end)
{
    const name_row_t *row = table_find_name(table, service, len);
    *ret_first = row && row->n_keys > 0 ? row->first_key : 0;
    *ret_end = row && row->n_keys > 0 ? (unsigned)row->first_key + row->n_keys : 0;
    return *ret_end > 0;
}

static bool all_digits(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
    }
    return len > 0;
}

/* A pattern's end stands for one decimal digit or more. */
static bool pattern_matches(const char *pattern, size_t pattern_len, const char *key,
                            size_t key_len)
{
    size_t stem = pattern_stem_len(pattern, pattern_len);
    return key_len > stem && name_equal(pattern, key, stem) &&
           all_digits(key + stem, key_len - stem);
}

/* How well a definition fits a key, 0 for not at all. */
static unsigned key_fit(const svcreg_table_t *table, const txt_key_row_t *row,
                        svcreg_transport_t transport, const char *key, size_t key_len)
{
    const char *defined = string_at(table, row->key);
    bool for_transport = (row->transports >> transport & 1) != 0;
    if (row->key_len == key_len && name_equal(defined, key, key_len))
        return for_transport ? 4 : 3;
    if ((row->transports & TXT_KEY_PATTERN) != 0 &&
        pattern_matches(defined, row->key_len, key, key_len))
        return for_transport ? 2 : 1;
    return 0;
}

/* The fit with the definition's condition taken into account: 0 when it does not hold. */
static unsigned conditional_fit(const svcreg_table_t *table, unsigned id,
                                const txt_record_t *record, unsigned fit)
{
    const txt_definition_row_t *definition =
        &table_txt_definitions(table)[table_txt_keys(table)[id].definition];
    if (definition->condition == 0)
        return 2 * fit;
    const char *condition = string_at(table, definition->condition);
    return record && txt_condition_holds(condition, record, NULL, NULL) ? 2 * fit + 1 : 0;
}

/* A key that is looked for, and the best definition so far. */
typedef struct {
    const char *key;
    size_t key_len;
    svcreg_transport_t transport;
    const txt_record_t *record;
    int best;
    unsigned best_fit;
} key_search_t;

static void consider(const svcreg_table_t *table, unsigned id, key_search_t *search)
{
    unsigned fit =
        key_fit(table, &table_txt_keys(table)[id], search->transport, search->key, search->key_len);
    if (fit > 0)
        fit = conditional_fit(table, id, search->record, fit);
    if (fit > search->best_fit) {
        search->best = (int)id;
        search->best_fit = fit;
    }
}

/* The keys of a range that have a tag, eight tags at once. */
static void consider_tagged(const svcreg_table_t *table, unsigned first, unsigned end, uint8_t tag,
                            key_search_t *search)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t low_bits = ones * 0x7f;

    for (unsigned id = first; id < end; id += TXT_KEY_TAGS_AT_ONCE) {
        uint64_t differing = load_le64(table_txt_key_tags(table) + id) ^ ones * tag;
        /* The top bit of each byte that is zero, and no other. */
        uint64_t equal = ~(((differing & low_bits) + low_bits) | differing | low_bits);
        for (unsigned i = id; equal != 0 && i < end; i++, equal >>= 8) {
            if ((equal & 0x80) != 0)
                consider(table, i, search);
        }
    }
}

int svcreg_txt_find(const svcreg_table_t *table, unsigned first, unsigned end,
                    svcreg_transport_t transport, const char *key, size_t key_len,
                    const txt_record_t *record)
{
    key_search_t search = {key, key_len, transport, record, -1, 0};

    consider_tagged(table, first, end, txt_key_tag(key, key_len), &search);
    if (search.best < 0)
        consider_tagged(table, first, end, TXT_KEY_TAG_PATTERN, &search);
    return search.best;
}
