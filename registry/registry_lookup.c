/* registry_lookup.c - lookups in a table block.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "name_hash.h"
#include "registry.h"
#include "table_layout.h"
#include "words.h"

#include <string.h>

static inline const char *string_at(const svcreg_table_t *table, uint32_t offset)
{
    return table_strings(table) + offset;
}

static inline svcreg_span_t id_span(const svcreg_table_t *table, uint32_t first, unsigned n)
{
    return (svcreg_span_t){table_ids(table) + first, n};
}

const char *svcreg_table_date(const svcreg_table_t *table)
{
    return string_at(table, table->date);
}

unsigned svcreg_n_records(const svcreg_table_t *table)
{
    return table->n_records;
}

#define EMPTY_TEXT(unused, member, ...) .member = "",

const svcreg_record_t svcreg_record_empty = {
    .service = "",
    .description = "",
    /* clang-format off */
    SVCREG_PEOPLE_TEXTS(EMPTY_TEXT, )
    SVCREG_REGISTRANT_TEXTS(EMPTY_TEXT, )
    SVCREG_EXTRA_TEXTS(EMPTY_TEXT, )
    /* clang-format on */
};

void svcreg_record_get(const svcreg_table_t *table, unsigned id, svcreg_record_t *ret)
{
    const record_row_t *row = &table_records(table)[id];
    const registrant_row_t *registrant = &table_registrants(table)[row->registrant];
    const extras_row_t *extras = &table_extras(table)[row->extras];
#define TEXT_OF(from, member, ...) .member = string_at(table, (from)->member),
    *ret = (svcreg_record_t){
        .service = string_at(table, row->service),
        .description = string_at(table, row->description),
        /* clang-format off */
        SVCREG_PEOPLE_TEXTS(TEXT_OF, registrant)
        SVCREG_REGISTRANT_TEXTS(TEXT_OF, registrant)
        SVCREG_EXTRA_TEXTS(TEXT_OF, extras)
                /* clang-format on */
                .service_code = extras->service_code,
        .port_first = row->port_first,
        .port_last = row->port_last,
        .has_port = (row->flags & RECORD_HAS_PORT) != 0,
        .transport = (svcreg_transport_t)row->transport,
        .status = (svcreg_status_t)row->status,
        .flags = row->flags & (RECORD_HAS_PORT - 1U),
        .txt_status = (svcreg_txt_status_t)row->txt_status,
    };
#undef TEXT_OF
}

static inline uint32_t port_entry(const svcreg_table_t *table, svcreg_transport_t transport,
                                  uint16_t port)
{
    const uint32_t *entries = (const uint32_t *)(const void *)(table + 1);
    size_t page = table->port_pages[transport][port / SVCREG_PORTS_PER_PAGE];
    return entries[page * SVCREG_PORTS_PER_PAGE + port % SVCREG_PORTS_PER_PAGE];
}

svcreg_span_t svcreg_find_port(const svcreg_table_t *table, svcreg_transport_t transport,
                               uint16_t port)
{
    uint32_t entry = port_entry(table, transport, port);
    const uint16_t *start = (const uint16_t *)(const void *)table;
    return (svcreg_span_t){start + PORT_ENTRY_FIRST(entry), PORT_ENTRY_N(entry)};
}

svcreg_status_t svcreg_port_status(const svcreg_table_t *table, svcreg_transport_t transport,
                                   uint16_t port)
{
    return (svcreg_status_t)PORT_ENTRY_STATUS(port_entry(table, transport, port));
}

svcreg_range_t svcreg_port_range(uint16_t port)
{
    if (port < 1024)
        return SVCREG_RANGE_SYSTEM;
    return port < 49152 ? SVCREG_RANGE_USER : SVCREG_RANGE_DYNAMIC;
}

static inline const name_row_t *find_name(const svcreg_table_t *table, const char *name, size_t len)
{
    if (len == 0 || len > table->max_name_len)
        return NULL;
    uint64_t hash = name_hash(name, len, table->hash_seed);
    uint16_t displacement = table_displacements(table)[name_bucket(hash, table->n_displacements)];
    const name_row_t *row = &table_names(table)[name_slot(hash, displacement, table->n_names)];
    if (row->name_len != len || !name_equal(string_at(table, row->name), name, len))
        return NULL;
    return row;
}

svcreg_span_t svcreg_find_service(const svcreg_table_t *table, const char *name, size_t len)
{
    const name_row_t *row = find_name(table, name, len);
    return row ? id_span(table, row->all, row->n_all) : (svcreg_span_t){NULL, 0};
}

/* Takes the last label, "._tcp" or "._udp". */
static bool parse_transport(const char *label, svcreg_transport_t *ret)
{
    if (label[0] != '.' || label[1] != '_')
        return false;
    /* ASCII letters differ from their upper case in this bit alone. */
    uint32_t letters = load_le32((const unsigned char *)label + 1) | 0x20202000U;
    if (letters == load_le32((const unsigned char *)"_tcp"))
        *ret = SVCREG_TRANSPORT_TCP;
    else if (letters == load_le32((const unsigned char *)"_udp"))
        *ret = SVCREG_TRANSPORT_UDP;
    else
        return false;
    return true;
}

bool svcreg_service_type_parse(const char *type, size_t len, svcreg_service_type_t *ret)
{
    const size_t label_len = sizeof("._tcp") - 1;
    svcreg_transport_t transport;
    if (len < label_len + 2 || type[0] != '_' ||
        !parse_transport(type + len - label_len, &transport))
        return false;
    size_t service_len = len - label_len - 1;
    if (memchr(type + 1, '.', service_len))
        return false;
    *ret = (svcreg_service_type_t){type + 1, service_len, transport};
    return true;
}

svcreg_span_t svcreg_find_service_type(const svcreg_table_t *table, const char *type, size_t len)
{
    svcreg_service_type_t parsed;
    const name_row_t *row = NULL;
    if (svcreg_service_type_parse(type, len, &parsed))
        row = find_name(table, parsed.service, parsed.service_len);
    if (!row)
        return (svcreg_span_t){NULL, 0};
    if (parsed.transport == SVCREG_TRANSPORT_TCP)
        return id_span(table, row->typed, (unsigned)row->n_all - row->n_others);
    /* Without others the records of no transport stand only once, behind TCP's. */
    uint32_t others = row->n_others > 0 ? (uint32_t)row->n_all - row->n_others : row->n_tcp;
    return id_span(table, row->typed + others, (unsigned)row->n_all - row->n_tcp);
}

svcreg_span_t svcreg_find_service_code(const svcreg_table_t *table, uint32_t code)
{
    const service_code_row_t *rows = table_service_codes(table);
    size_t low = 0;
    size_t high = table->n_service_codes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == table->n_service_codes || rows[low].code != code)
        return (svcreg_span_t){NULL, 0};
    return id_span(table, rows[low].first, rows[low].n);
}

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
    const name_row_t *row = find_name(table, name, len);
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

bool svcreg_txt_service_find(const svcreg_table_t *table, const char *name, size_t len,
                             svcreg_transport_t transport, svcreg_txt_service_t *ret)
{
    int id = find_txt_service(table, name, len);
    if (id < 0 || (table_txt_services(table)[id].transports >> transport & 1) == 0)
        return false;
    svcreg_txt_service_get(table, (unsigned)id, ret);
    return true;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool svcreg_service_name_is_valid(const char *name, size_t len)
{
    enum { MAX_NAME_LEN = 15 };
    bool letter = false;
    if (len == 0 || len > MAX_NAME_LEN)
        return false;
    for (size_t i = 0; i < len; i++) {
        bool hyphen = name[i] == '-';
        letter = letter || is_letter(name[i]);
        if (hyphen && (i == 0 || i + 1 == len || name[i - 1] == '-'))
            return false;
        if (!hyphen && !is_letter(name[i]) && (name[i] < '0' || name[i] > '9'))
            return false;
    }
    return letter;
}

bool svcreg_txt_keys_of(const svcreg_table_t *table, const char *service, size_t len,
                        unsigned *ret_first, unsigned *ret_end)
{
    const name_row_t *row = find_name(table, service, len);
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

const char *svcreg_transport_name(svcreg_transport_t transport)
{
    return word_of(&transport_words, transport);
}

const char *svcreg_status_name(svcreg_status_t status)
{
    return word_of(&status_words, status);
}

const char *svcreg_range_name(svcreg_range_t range)
{
    return word_of(&range_words, range);
}

const char *svcreg_txt_status_name(svcreg_txt_status_t status)
{
    return word_of(&txt_status_words, status);
}

const char *svcreg_txt_type_name(svcreg_txt_type_t type)
{
    return word_of(&txt_type_words, type);
}
