/* registry_lookup.c - lookups in a table block.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "name_hash.h"
#include "registry.h"
#include "table_layout.h"
#include "words.h"

#include <string.h>

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

svcreg_span_t svcreg_find_service(const svcreg_table_t *table, const char *name, size_t len)
{
    const name_row_t *row = table_find_name(table, name, len);
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
        row = table_find_name(table, parsed.service, parsed.service_len);
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
