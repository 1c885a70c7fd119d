/* fuzz_inventory.c - what tshark said of a capture, as svcreg inventory reads and writes it: JSON Lines,
 * of which anything may be damaged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/columns.h"
#include "inventory/writer.h"
#include "scratch.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The report needs files of other packages. */
static const inventory_writer_t *const writers[] = {&writer_jsonl, &writer_timesketch, &writer_ecs,
                                                    &writer_ocsf,  &writer_sqlite,     &writer_csv};

static bool add_rows(const inventory_writer_t *writer, void *output, char **lines, GError **error)
{
    bool added = true;

    for (char **line = lines; added && *line; line++) {
        JsonParser *parser = json_parser_new();
        JsonObject *row = inventory_row_read(parser, *line);
        if (row)
            added = writer->add(output, row, error);
        g_object_unref(parser);
    }
    return added;
}

static void write_rows(const inventory_writer_t *writer, char **lines)
{
    char *name = g_strconcat("o", writer->ending, NULL);
    char *path = scratch_path(name);
    GError *error = NULL;
    void *output = writer->open(path, NULL);

    check(output);
    bool added = add_rows(writer, output, lines, &error);
    bool closed = writer->close(output, added, added ? &error : NULL);
    check(added && closed ? !error : error && error->message[0] != '\0');
    g_clear_error(&error);
    g_free(path);
    g_free(name);
    scratch_empty();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = g_strndup((const char *)data, size);
    char **lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; i < G_N_ELEMENTS(writers); i++)
        write_rows(writers[i], lines);
    g_strfreev(lines);
    g_free(text);
    return 0;
}
