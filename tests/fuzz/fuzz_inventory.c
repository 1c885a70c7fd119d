/* fuzz_inventory.c - what tshark said of a capture, as svcreg inventory reads and writes it: JSON Lines,
 * of which anything may be damaged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/columns.h"
#include "inventory/writer.h"

#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The report needs files of other packages. */
static const inventory_writer_t *const writers[] = {&writer_jsonl, &writer_timesketch, &writer_ecs,
                                                    &writer_ocsf,  &writer_sqlite,     &writer_csv};
static char *folder;

static void check(bool condition)
{
    if (!condition)
        abort();
}

static void empty_folder(void)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
        g_free(path);
    }
    if (dir)
        g_dir_close(dir);
}

static void remove_folder(void)
{
    empty_folder();
    g_rmdir(folder);
    g_free(folder);
}

static bool add_rows(const inventory_writer_t *writer, void *output, char **lines, GError **error)
{
    bool added = true;

    for (char **line = lines; added && *line; line++) {
        JsonParser *parser = json_parser_new();
        if (json_parser_load_from_data(parser, *line, -1, NULL) && json_parser_get_root(parser) &&
            JSON_NODE_HOLDS_OBJECT(json_parser_get_root(parser)) &&
            inventory_row_is_sound(json_node_get_object(json_parser_get_root(parser))))
            added = writer->add(output, json_node_get_object(json_parser_get_root(parser)), error);
        g_object_unref(parser);
    }
    return added;
}

static void write_rows(const inventory_writer_t *writer, char **lines)
{
    char *name = g_strconcat("o", writer->ending, NULL);
    char *path = g_build_filename(folder, name, NULL);
    GError *error = NULL;
    void *output = writer->open(path, NULL);

    check(output);
    bool added = add_rows(writer, output, lines, &error);
    bool closed = writer->close(output, added, added ? &error : NULL);
    check(added && closed ? !error : error && error->message[0] != '\0');
    g_clear_error(&error);
    g_free(path);
    g_free(name);
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
    char *text = g_strndup((const char *)data, size);
    char **lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; i < G_N_ELEMENTS(writers); i++)
        write_rows(writers[i], lines);
    g_strfreev(lines);
    g_free(text);
    return 0;
}
