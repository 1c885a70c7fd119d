/* build_records.c - services.tsv and people.tsv -> records.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_builder.h"
#include "words.h"

#include <string.h>

enum { MAX_NAME_LEN = 255 }; /* bytes; RFC 6335 section 5.1 allows 15, a DNS label 63 */

/* A decimal number up to `max`, and nothing else. */
static bool parse_number(const char *text, guint64 max, guint64 *ret)
{
    return g_ascii_string_to_unsigned(text, 10, 0, max, ret, NULL);
}

/* "4123" or "6000-6063". */
static bool parse_ports(const char *text, record_row_t *row)
{
    guint64 first;
    guint64 last;
    const char *hyphen = strchr(text, '-');
    char *head = g_strndup(text, hyphen ? (gsize)(hyphen - text) : strlen(text));
    bool good = parse_number(head, G_MAXUINT16, &first);
    g_free(head);
    last = first;
    if (good && hyphen)
        good = parse_number(hyphen + 1, G_MAXUINT16, &last) && first <= last;
    if (!good)
        return false;
    row->port_first = (guint16)first;
    row->port_last = (guint16)last;
    row->flags |= RECORD_HAS_PORT;
    return true;
}

static bool parse_flags(const tsv_t *tsv, guint id, record_row_t *row, GError **error)
{
    char **flags = g_strsplit(tsv_cell(tsv, id, SERVICES_FLAGS), ",", -1);
    bool good = true;
    for (char **flag = flags; good && *flag; flag++) {
        int bit = word_find(&flag_words, *flag);
        if (bit < 0)
            good = tsv_fail(tsv, id, error, "unknown flag \"%.40s\"; README.md lists them", *flag);
        else
            row->flags |= (guint8)(1U << bit);
    }
    g_strfreev(flags);
    return good;
}

/* Reads a cell that holds one word of a list. */
static bool parse_word(const tsv_t *tsv, guint id, unsigned column, const word_list_t *words,
                       guint8 *ret, GError **error)
{
    int word = file_word(tsv, id, column, words, error);
    if (word < 0)
        return false;
    *ret = (guint8)word;
    return true;
}

static bool parse_cells(const tsv_t *tsv, guint id, record_row_t *row, GError **error)
{
    const char *ports = tsv_cell(tsv, id, SERVICES_PORTS);
    if (*ports != '\0' && !parse_ports(ports, row))
        return tsv_fail(tsv, id, error,
                        "\"%.40s\" is no port or port range; write 0 to 65535, or 6000-6063",
                        ports);
    if (strlen(tsv_cell(tsv, id, SERVICES_SERVICE)) > MAX_NAME_LEN)
        return tsv_fail(tsv, id, error, "service name longer than %d bytes; shorten it",
                        MAX_NAME_LEN);
    for (unsigned column = SERVICES_REGISTERED; column <= SERVICES_MODIFIED; column++) {
        const char *date = tsv_cell(tsv, id, column);
        if (date[0] != '\0' && date_form(date) == NO_DATE)
            return tsv_fail(tsv, id, error, "\"%.40s\" is no date; write YYYY-MM-DD or YYYY-MM",
                            date);
    }
    if (!parse_word(tsv, id, SERVICES_TRANSPORT, &transport_words, &row->transport, error) ||
        !parse_word(tsv, id, SERVICES_STATUS, &status_words, &row->status, error) ||
        !parse_word(tsv, id, SERVICES_TXT_STATUS, &txt_status_words, &row->txt_status, error) ||
        (*tsv_cell(tsv, id, SERVICES_FLAGS) != '\0' && !parse_flags(tsv, id, row, error)))
        return false;
    if (row->status == SVCREG_STATUS_DYNAMIC)
        return tsv_fail(tsv, id, error,
                        "status \"dynamic\" is for no record; write assigned, reserved or "
                        "unassigned");
    if (*tsv_cell(tsv, id, SERVICES_UNAUTHORIZED) != '\0')
        row->flags |= SVCREG_FLAG_UNAUTHORIZED;
    return true;
}

/* Names of the ids in a cell, joined by "; ". An id that people.tsv does not name stands for
 * itself: IANA's CSV comes without names. */
static guint32 add_names(table_builder_t *builder, GHashTable *people, const char *cell)
{
    GString *names = g_string_new(NULL);
    char **ids = g_strsplit(cell, ",", -1);
    for (char **id = ids; *id; id++) {
        const char *name = g_hash_table_lookup(people, *id);
        g_string_append_printf(names, "%s%s", names->len > 0 ? "; " : "", name ? name : *id);
    }
    guint32 offset = builder_string(builder, names->str);
    g_strfreev(ids);
    g_string_free(names, TRUE);
    return offset;
}

#define NAMES_CELL(unused, member, column, ...)                                                    \
    .member = add_names(builder, people, tsv_cell(tsv, id, SERVICES_##column)),
#define TEXT_CELL(unused, member, column, ...)                                                     \
    .member = builder_string(builder, tsv_cell(tsv, id, SERVICES_##column)),

static guint16 add_registrant(table_builder_t *builder, GHashTable *people, guint id)
{
    const tsv_t *tsv = builder->files->services;
    registrant_row_t row = {SVCREG_PEOPLE_TEXTS(NAMES_CELL, ) SVCREG_REGISTRANT_TEXTS(TEXT_CELL, )};
    return (guint16)section_share(&builder->registrants, &row, 1);
}

/* The number fits: at most one row for each of 65,535 records, after row 0. */
static guint16 add_extras(table_builder_t *builder, guint id, guint32 service_code)
{
    const tsv_t *tsv = builder->files->services;
    extras_row_t row = {.service_code = service_code, SVCREG_EXTRA_TEXTS(TEXT_CELL, )};
    return (guint16)section_share(&builder->extras, &row, 1);
}

static bool add_record(table_builder_t *builder, GHashTable *people, guint id, GError **error)
{
    const tsv_t *tsv = builder->files->services;
    const char *name = tsv_cell(tsv, id, SERVICES_SERVICE);
    const char *code_cell = tsv_cell(tsv, id, SERVICES_SERVICE_CODE);
    record_row_t row = {0};
    guint64 code = 0;
    if (!parse_cells(tsv, id, &row, error))
        return false;
    if (*code_cell != '\0' && (!parse_number(code_cell, G_MAXUINT32, &code) || code == 0))
        return tsv_fail(tsv, id, error, "\"%.40s\" is no service code; write 1 to 4294967295",
                        code_cell);
    row.service = builder_string(builder, name);
    row.description = builder_string(builder, tsv_cell(tsv, id, SERVICES_DESCRIPTION));
    row.registrant = add_registrant(builder, people, id);
    row.extras = add_extras(builder, id, (guint32)code);
    section_add(&builder->records, &row, 1);
    if (*name != '\0') {
        guint16 record = (guint16)id;
        g_array_append_val(builder_service(builder, name)->records, record);
    }
    return true;
}

static GHashTable *read_people(const tsv_t *tsv, GError **error)
{
    GHashTable *people = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint row = 0; row < tsv_n_rows(tsv); row++) {
        const char *id = tsv_cell(tsv, row, PEOPLE_ID);
        const char *name = tsv_cell(tsv, row, PEOPLE_NAME);
        if (!g_hash_table_insert(people, (gpointer)id, (gpointer)(*name != '\0' ? name : id))) {
            tsv_fail(tsv, row, error, "id \"%.40s\" a second time; keep one line", id);
            g_hash_table_destroy(people);
            return NULL;
        }
    }
    return people;
}

typedef struct {
    guint32 code;
    guint16 record;
} coded_record_t;

static gint compare_codes(gconstpointer a_data, gconstpointer b_data)
{
    const coded_record_t *a = a_data;
    const coded_record_t *b = b_data;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return (gint)a->record - (gint)b->record;
}

/* The records with a service code, by code. */
static GArray *sorted_codes(const table_builder_t *builder)
{
    GArray *codes = g_array_new(FALSE, FALSE, sizeof(coded_record_t));
    for (guint id = 0; id < builder->records.rows->len; id++) {
        guint16 extras = g_array_index(builder->records.rows, record_row_t, id).extras;
        coded_record_t coded = {
            g_array_index(builder->extras.rows, extras_row_t, extras).service_code, (guint16)id};
        if (coded.code != 0)
            g_array_append_val(codes, coded);
    }
    g_array_sort(codes, compare_codes);
    return codes;
}

static void add_service_codes(table_builder_t *builder)
{
    GArray *codes = sorted_codes(builder);
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(guint16));
    for (guint i = 0; i < codes->len; i++) {
        const coded_record_t *coded = &g_array_index(codes, coded_record_t, i);
        g_array_append_val(ids, coded->record);
        if (i + 1 < codes->len && coded[1].code == coded->code)
            continue;
        service_code_row_t row = {coded->code, section_share(&builder->ids, ids->data, ids->len),
                                  ids->len};
        section_add(&builder->service_codes, &row, 1);
        g_array_set_size(ids, 0);
    }
    g_array_free(ids, TRUE);
    g_array_free(codes, TRUE);
}

bool build_records(table_builder_t *builder, GError **error)
{
    const tsv_t *tsv = builder->files->services;
    if (*tsv_date(tsv) == '\0')
        return tsv_fail(tsv, G_MAXUINT, error,
                        "the first line does not end in the registry's date; write "
                        "\"# …, YYYY-MM-DD\"");
    GHashTable *people = read_people(builder->files->people, error);
    if (!people)
        return false;
    builder->header.date = builder_string(builder, tsv_date(tsv));
    static const extras_row_t no_extras;
    section_share(&builder->extras, &no_extras, 1);
    /* All names first: a lookup compares with one, and close together they stay in the cache. */
    for (guint id = 0; id < tsv_n_rows(tsv); id++)
        builder_string(builder, tsv_cell(tsv, id, SERVICES_SERVICE));
    bool good = true;
    for (guint id = 0; good && id < tsv_n_rows(tsv); id++)
        good = add_record(builder, people, id, error);
    g_hash_table_destroy(people);
    if (good)
        add_service_codes(builder);
    return good;
}
