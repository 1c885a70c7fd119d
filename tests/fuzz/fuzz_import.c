/* fuzz_import.c - IANA's file in any form: XML, CSV or the page as text. What the importer makes of it
 * is what the tables' reader takes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/import.h"
#include "import/write_tables.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const file_names[] = {"input", "services.tsv", "txt-keys.tsv", "people.tsv"};
static char *folder;

static void check(bool condition)
{
    if (!condition)
        abort();
}

static void empty_folder(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(file_names); i++) {
        char *path = g_build_filename(folder, file_names[i], NULL);
        g_remove(path);
        g_free(path);
    }
}

static void remove_folder(void)
{
    empty_folder();
    g_rmdir(folder);
    g_free(folder);
}

/* An error is one line. */
static void check_error(GError *error)
{
    check(error && error->message[0] != '\0' && !strchr(error->message, '\n'));
    g_error_free(error);
}

static void write_tables(iana_input_t *input, const iana_registry_t *registry, bool with_notes)
{
    tables_text_t tables;
    tables_count_t count;
    GError *error = NULL;

    if (!tables_make(input, registry, "2026-01-01", with_notes, &tables, &count, &error)) {
        check_error(error);
        return;
    }
    check(count.n_records == 0 || tables_write(&tables, folder, NULL));
    tables_clear(&tables);
    empty_folder();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!folder) {
        folder = g_dir_make_tmp("svcreg-fuzz-XXXXXX", NULL);
        check(folder);
        g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL);
        atexit(remove_folder);
    }
    char *path = g_build_filename(folder, "input", NULL);
    GError *error = NULL;
    iana_input_t *input;
    const char *form;

    check(g_file_set_contents(path, (const char *)data, (gssize)size, NULL));
    iana_registry_t *registry = import_read(path, &input, &form, &error);
    if (registry) {
        write_tables(input, registry, size % 2);
        iana_registry_free(registry);
        iana_input_free(input);
    } else {
        check_error(error);
    }
    g_free(path);
    return 0;
}
