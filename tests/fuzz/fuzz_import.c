/* fuzz_import.c - IANA's file in any form: XML, CSV or the page as text. What the importer makes of it
 * is what the tables' reader takes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/import.h"
#include "import/write_tables.h"
#include "scratch.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    check(count.n_records == 0 || tables_write(&tables, scratch_folder(), NULL));
    tables_clear(&tables);
    scratch_empty();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *path = scratch_path("input");
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
