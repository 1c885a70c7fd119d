/* fuzz_table_load.c - the table builder on any TSV files, and the lookups on what it makes.
 *
 * An input is a row of files, each behind a line "@" of its own, in the order of `file_names`.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_load.h"
#include "scratch.h"
#include "table_layout.h"

#include <glib/gstdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const file_names[] = {"services.tsv",     "txt-keys.tsv",     "people.tsv",
                                         "txt-services.tsv", "txt-meanings.tsv", "txt-values.tsv"};

/* Writes the input's files into the folder; those that it does not have are removed. */
static void write_files(const char *text, size_t size)
{
    const char *end = text + size;
    for (gsize i = 0; i < G_N_ELEMENTS(file_names); i++) {
        char *path = scratch_path(file_names[i]);
        if (!text || text == end) {
            g_remove(path);
        } else {
            const char *mark = g_strstr_len(text, end - text, "@\n");
            g_file_set_contents(path, text, (mark ? mark : end) - text, NULL);
            text = mark ? mark + 2 : NULL;
        }
        g_free(path);
    }
}

static size_t total;

static void see(const char *string)
{
    total += strlen(string);
}

static void see_record(const svcreg_table_t *table, unsigned id)
{
    svcreg_record_t record;
    svcreg_record_get(table, id, &record);
    see(record.description);
    see(record.contact);
    see(record.notes);
    size_t len = strlen(record.service);
    svcreg_span_t span = svcreg_find_service(table, record.service, len);
    bool found = len == 0;
    for (unsigned i = 0; i < span.n; i++)
        found = found || span.ids[i] == id;
    check(found);
    if (record.has_port)
        check(svcreg_find_port(table, record.transport, record.port_first).n > 0);
    if (record.service_code != 0)
        check(svcreg_find_service_code(table, record.service_code).n > 0);
}

static void see_key(const svcreg_table_t *table, unsigned id)
{
    svcreg_txt_key_t key;
    unsigned first, end;
    svcreg_txt_key_get(table, id, &key);
    svcreg_txt_keys_of(table, key.service, strlen(key.service), &first, &end);
    see(key.hint);
    see(key.source);
    check(strchr(key.filter, '.'));
    check(key.condition[0] != '\0' || svcreg_txt_find(table, first, end, SVCREG_TRANSPORT_TCP,
                                                      key.key, strlen(key.key), NULL) >= 0);
    for (unsigned i = 0; i < key.n_parts; i++) {
        svcreg_txt_part_t part;
        svcreg_txt_part_get(table, key.first_part + i, &part);
        see(part.name);
    }
}

static void see_table(const svcreg_table_t *table)
{
    for (unsigned id = 0; id < svcreg_n_records(table); id++)
        see_record(table, id);
    for (unsigned id = 0; id < svcreg_n_txt_keys(table); id++)
        see_key(table, id);
    for (unsigned port = 0; port < 65536; port += 7) {
        svcreg_span_t span = svcreg_find_port(table, SVCREG_TRANSPORT_UDP, (uint16_t)port);
        for (unsigned i = 0; i < span.n; i++)
            check(span.ids[i] < svcreg_n_records(table));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    write_files((const char *)data, size);
    GError *error = NULL;
    svcreg_table_t *table = svcreg_table_load(scratch_folder(), &error);
    check((table == NULL) == (error != NULL));
    if (!table) {
        check(error && !strchr(error->message, '\n'));
        g_error_free(error);
        return 0;
    }
    see_table(table);
    /* The specification comes through a table unchanged. */
    svcreg_table_t *again = svcreg_table_load_over(scratch_folder(), table, NULL);
    check(again && again->size == table->size && memcmp(again, table, table->size) == 0);
    g_free(again);
    g_free(table);
    return 0;
}
