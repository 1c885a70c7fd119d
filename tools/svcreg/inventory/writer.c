/* writer.c - what the kinds of output share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/writer.h"

#include "command.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* Longer endings come before those that they end with. */
static const inventory_writer_t *const writers[] = {
    &writer_timesketch, &writer_ecs, &writer_ocsf, &writer_jsonl,
    &writer_sqlite,     &writer_csv, &writer_html};

const inventory_writer_t *inventory_writer_for(const char *path)
{
    for (size_t i = 0; i < G_N_ELEMENTS(writers); i++) {
        if (g_str_has_suffix(path, writers[i]->ending))
            return writers[i];
    }
    return NULL;
}

char *inventory_writer_replaces(const inventory_writer_t *writer, const char *path)
{
    if (writer->there)
        return writer->there(path);
    return g_file_test(path, G_FILE_TEST_EXISTS) ? g_strdup(path) : NULL;
}

bool output_file_open(output_file_t *output, const char *path, GError **error)
{
    output->path = g_strdup(path);
    output->aside = g_strconcat(path, ".part", NULL);
    output->file = g_fopen(output->aside, "wb");
    if (output->file)
        return true;
    (void)command_file_error(output->path, error);
    g_free(output->path);
    g_free(output->aside);
    return false;
}

bool output_file_printed(const output_file_t *output, GError **error)
{
    return !ferror(output->file) || command_file_error(output->path, error);
}

bool output_file_close(output_file_t *output, bool keep, GError **error)
{
    bool written = !ferror(output->file);

    written = fclose(output->file) == 0 && written;
    if (keep && written)
        written = g_rename(output->aside, output->path) == 0;
    if (keep && !written)
        (void)command_file_error(output->path, error);
    if (!keep || !written)
        (void)g_unlink(output->aside);
    g_free(output->path);
    g_free(output->aside);
    return written;
}

/* A list's member in a table's cell: an attribute as "key=value". */
static char *member_text(JsonNode *node)
{
    if (JSON_NODE_HOLDS_VALUE(node)) {
        if (json_node_get_value_type(node) == G_TYPE_STRING)
            return g_strdup(json_node_get_string(node));
        return json_to_string(node, FALSE);
    }
    if (JSON_NODE_HOLDS_OBJECT(node)) {
        JsonObject *object = json_node_get_object(node);
        const char *value = json_object_get_string_member_with_default(object, "value", NULL);
        return g_strconcat(json_object_get_string_member_with_default(object, "key", ""),
                           value ? "=" : "", value, NULL);
    }
    return g_strdup("");
}

static void append(GString *text, const char *before, char *part)
{
    g_string_append_printf(text, "%s%s%s", text->len > 0 ? "; " : "", before, part);
    g_free(part);
}

static char *list_text(JsonNode *node)
{
    GString *text = g_string_new(NULL);

    if (JSON_NODE_HOLDS_ARRAY(node)) {
        JsonArray *array = json_node_get_array(node);
        for (guint i = 0; i < json_array_get_length(array); i++)
            append(text, "", member_text(json_array_get_element(array, i)));
    } else {
        JsonObjectIter iter;
        const char *name;
        JsonNode *member;
        json_object_iter_init_ordered(&iter, json_node_get_object(node));
        while (json_object_iter_next_ordered(&iter, &name, &member)) {
            char *before = g_strconcat(name, "=", NULL);
            append(text, before, member_text(member));
            g_free(before);
        }
    }
    return g_string_free(text, FALSE);
}

char *row_text(JsonObject *row, const char *member)
{
    JsonNode *node = json_object_get_member(row, member);

    if (!node || JSON_NODE_HOLDS_NULL(node))
        return g_strdup("");
    return JSON_NODE_HOLDS_VALUE(node) ? member_text(node) : list_text(node);
}

/* Sentences by kind; "{member}" stands for a member's text. */
static const struct {
    const char *kind;
    const char *sentence;
} sentences[] = {
    {"service", "\"{instance}\" {service_type} ({description}) announced on {host} port {port}"},
    {"host", "{host} ({addresses}) announced {services} services: {service_types}"},
    {"port", "{address}{prober} {transport}/{port} registered {registered}, announced {announced}, "
             "dissected {dissected}: {count} packets"},
    {"question", "{requester} asked for {service_type} {count} times"},
    {"credential", "\"{instance}\" {service_type} announced a {credential} in TXT key {key}"},
    {"mismatch", "{address} {transport}/{port} is registered for {registered}, but {spoken} is "
                 "spoken"},
    {"note", "{severity}: {summary} ({count} times)"},
    {"capture", "{capture}: {packets} packets to and from services"},
};

char *row_sentence(JsonObject *row)
{
    const char *kind = json_object_get_string_member_with_default(row, "kind", "");
    const char *sentence = "";
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        if (strcmp(sentences[i].kind, kind) == 0)
            sentence = sentences[i].sentence;
    }
    while (sentence[0] != '\0') {
        const char *open = strchr(sentence, '{'), *shut = open ? strchr(open, '}') : NULL;
        if (!shut) {
            g_string_append(text, sentence);
            break;
        }
        char *member = g_strndup(open + 1, (gsize)(shut - open - 1));
        char *value = row_text(row, member);
        bool may_lack = strcmp(member, "prober") == 0 || strcmp(member, "address") == 0;
        g_string_append_len(text, sentence, open - sentence);
        g_string_append(text, value[0] != '\0' || may_lack ? value : "nothing");
        g_free(value);
        g_free(member);
        sentence = shut + 1;
    }
    return g_string_free(text, FALSE);
}
