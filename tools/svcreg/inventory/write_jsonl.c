/* write_jsonl.c - an inventory as JSON Lines.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/write_lines.h"
#include "inventory/writer.h"

#include <stdio.h>

void *lines_open(const char *path, GError **error)
{
    output_file_t *output = g_new0(output_file_t, 1);

    if (output_file_open(output, path, error))
        return output;
    g_free(output);
    return NULL;
}

bool lines_add(void *output, JsonObject *object, GError **error)
{
    output_file_t *file = output;
    JsonNode *node = json_node_new(JSON_NODE_OBJECT);

    json_node_set_object(node, object);
    char *line = json_to_string(node, FALSE);
    (void)fprintf(file->file, "%s\n", line);
    bool printed = output_file_printed(file, error);
    g_free(line);
    json_node_unref(node);
    return printed;
}

bool lines_close(void *output, bool keep, GError **error)
{
    bool closed = output_file_close(output, keep, error);

    g_free(output);
    return closed;
}

const inventory_writer_t writer_jsonl = {
    .ending = ".jsonl", .open = lines_open, .add = lines_add, .close = lines_close};
