/* txt_keys_json.c - svcreg txt-keys: what the registry's notes say of TXT keys, for programs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "txt_keys_json.h"

#include "command.h"
#include "import/import.h"
#include "import/record_cells.h"
#include "record_json.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

/* The members of a record before and after its keys. */
static JsonBuilder *begin_record(const char *service, const char *transport, const char *port,
                                 const char *status)
{
    JsonBuilder *builder = json_builder_new();
    json_builder_begin_object(builder);
    json_add_string(builder, "service", service);
    json_add_string(builder, "transport", transport);
    json_add_string(builder, "port", port);
    json_add_string(builder, "status", status);
    json_builder_set_member_name(builder, "keys");
    json_builder_begin_array(builder);
    return builder;
}

static JsonNode *end_record(JsonBuilder *builder, const char *references, const char *same_as,
                            bool also_proprietary)
{
    json_builder_end_array(builder);
    json_add_list(builder, "references", references, "; ");
    json_add_string(builder, "same_as", same_as);
    json_add_boolean(builder, "also_proprietary", also_proprietary);
    json_builder_end_object(builder);
    JsonNode *node = json_builder_get_root(builder);
    g_object_unref(builder);
    return node;
}

static void add_key(JsonBuilder *builder, const txt_note_key_t *key)
{
    char *values = g_strjoinv("|", key->values);
    json_builder_begin_object(builder);
    json_add_string(builder, "key", key->key);
    json_add_string(builder, "hint", key->hint);
    json_add_string(builder, "value", key->value);
    json_add_string(builder, "type", word_of(&txt_type_words, key->type));
    json_add_list(builder, "values", values, "|");
    json_add_boolean(builder, "optional", key->optional);
    json_add_boolean(builder, "pattern", key->pattern);
    json_builder_end_object(builder);
    g_free(values);
}

/* A key of the table in the form of one read from a note. */
static void add_table_key(JsonBuilder *builder, const svcreg_txt_key_t *key)
{
    char **values = g_strsplit(key->values, "|", -1);
    const txt_note_key_t note_key = {
        .key = (char *)key->key,
        .hint = (char *)key->hint,
        .value = (char *)key->value,
        .values = values,
        .type = key->registry_type,
        .optional = key->optional,
        .pattern = key->pattern,
    };
    add_key(builder, &note_key);
    g_strfreev(values);
}

static void print_row(json_list_t *list, const iana_record_t *record, const table_row_t *row)
{
    char *const *cells = row->cells;
    JsonBuilder *builder = begin_record(cells[ROW_SERVICE], cells[ROW_TRANSPORT],
                                        record->cells[IANA_PORTS], cells[ROW_TXT_STATUS]);
    for (guint i = 0; i < row->txt->keys->len; i++)
        add_key(builder, (const txt_note_key_t *)g_ptr_array_index(row->txt->keys, i));
    json_list_print(list, end_record(builder, cells[ROW_TXT_REFERENCES], cells[ROW_TXT_SAME_AS],
                                     row->txt->also_proprietary));
}

static bool print_rows(iana_input_t *input, const iana_registry_t *registry, json_list_t *list,
                       GError **error)
{
    for (guint i = 0; i < registry->records->len; i++) {
        const iana_record_t *record =
            (const iana_record_t *)g_ptr_array_index(registry->records, i);
        table_row_t row;
        bool skip;
        if (!table_row_make(input, record, &row, &skip, error))
            return false;
        if (skip)
            continue;
        if (row.txt)
            print_row(list, record, &row);
        table_row_clear(&row);
    }
    return true;
}

static int print_file(const char *path)
{
    GError *error = NULL;
    json_list_t list = {0};
    iana_input_t *input;
    const char *form;
    iana_registry_t *registry = import_read(path, &input, &form, &error);
    if (!registry)
        return command_fail(error);
    bool printed = print_rows(input, registry, &list, &error);
    if (printed)
        json_list_end(&list);
    iana_registry_free(registry);
    iana_input_free(input);
    return printed ? COMMAND_OK : command_fail(error);
}

/* Keys that the record's own note defines: not those of the specification, nor of a service that
 * it shares keys with. */
static void add_table_keys(JsonBuilder *builder, const svcreg_table_t *table,
                           const svcreg_record_t *record)
{
    unsigned id;
    unsigned end;
    svcreg_txt_key_t key;
    svcreg_txt_keys_of(table, record->service, strlen(record->service), &id, &end);
    for (; id < end && record->txt_status == SVCREG_TXT_STATUS_KEYS; id++) {
        svcreg_txt_key_get(table, id, &key);
        if ((key.origins & SVCREG_ORIGIN_REGISTRY) && strcmp(key.service, record->service) == 0 &&
            record_has_txt_key(record, &key))
            add_table_key(builder, &key);
    }
}

static int print_table(void)
{
    const svcreg_table_t *table = svcreg_builtin();
    json_list_t list = {0};
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_t record;
        record_cells_t cells;
        svcreg_record_get(table, id, &record);
        if (record.txt_status == SVCREG_TXT_STATUS_ABSENT)
            continue;
        record_cells_get(&record, &cells);
        JsonBuilder *builder = begin_record(record.service, cells.cells[ROW_TRANSPORT],
                                            cells.cells[ROW_PORTS], cells.cells[ROW_TXT_STATUS]);
        add_table_keys(builder, table, &record);
        json_list_print(&list, end_record(builder, record.txt_references, record.txt_same_as,
                                          record.flags & SVCREG_FLAG_TXT_PROPRIETARY));
        record_cells_clear(&cells);
    }
    json_list_end(&list);
    return COMMAND_OK;
}

/* A line for each key: service, transport, port, key, type, hint. */
static int print_lines(void)
{
    const svcreg_table_t *table = svcreg_builtin();
    command_output_t *output = command_page_output();

    printf("%-16s %-4s %-11s %-16s %-9s %s\n", "Service", "Over", "Port", "Key", "Type", "Hint");
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_t record;
        record_cells_t cells;
        unsigned first, end;
        svcreg_record_get(table, id, &record);
        if (record.txt_status != SVCREG_TXT_STATUS_KEYS)
            continue;
        record_cells_get(&record, &cells);
        svcreg_txt_keys_of(table, record.service, strlen(record.service), &first, &end);
        for (unsigned i = first; i < end; i++) {
            svcreg_txt_key_t key;
            svcreg_txt_key_get(table, i, &key);
            if (key.origins & SVCREG_ORIGIN_REGISTRY && record_has_txt_key(&record, &key))
                printf("%-16s %-4s %-11s %-16s %-9s %s\n", record.service,
                       cells.cells[ROW_TRANSPORT], cells.cells[ROW_PORTS], key.key,
                       svcreg_txt_type_name(key.registry_type), key.hint);
        }
        record_cells_clear(&cells);
    }
    command_page_output_end(output);
    return COMMAND_OK;
}

int txt_keys_main(int argc, char **argv)
{
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"json", 'j', 0, G_OPTION_ARG_NONE, &json,
         "Print an array of objects; the only form for a FILE", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!command_parse(
            &argc, &argv, "[IANA FILE]",
            "Prints, for each record with a note on TXT keys, what was read from it: a line "
            "for each key.\nWithout a file it is of the tables compiled in. What the keys mean "
            "is told by svcreg lookup.",
            entries))
        return COMMAND_USAGE;
    if (argc > 2 || (argc == 2 && !json)) {
        command_say("txt-keys: name at most one file, and say --json with it; see svcreg txt-keys "
                    "--help");
        return COMMAND_USAGE;
    }
    if (!json)
        return print_lines();
    return argc == 2 ? print_file(argv[1]) : print_table();
}
