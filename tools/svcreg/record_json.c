/* record_json.c - records for programs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "record_json.h"

#include "import/record_cells.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

void json_list_print(json_list_t *list, JsonNode *object)
{
    char *text = json_to_string(object, false);
    printf("%s%s", list->n_objects == 0 ? "[\n" : ",\n", text);
    list->n_objects++;
    g_free(text);
    json_node_unref(object);
}

void json_list_end(json_list_t *list)
{
    printf("%s\n]\n", list->n_objects == 0 ? "[" : "");
}

void json_add_string(JsonBuilder *builder, const char *name, const char *value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_string_value(builder, value);
}

void json_add_text(JsonBuilder *builder, const char *name, const char *value)
{
    json_builder_set_member_name(builder, name);
    if (value[0] != '\0')
        json_builder_add_string_value(builder, value);
    else
        json_builder_add_null_value(builder);
}

static void add_number(JsonBuilder *builder, const char *name, gint64 value, bool known)
{
    json_builder_set_member_name(builder, name);
    if (known)
        json_builder_add_int_value(builder, value);
    else
        json_builder_add_null_value(builder);
}

void json_add_boolean(JsonBuilder *builder, const char *name, bool value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_boolean_value(builder, value);
}

void json_add_list(JsonBuilder *builder, const char *name, const char *joined,
                   const char *separator)
{
    char **items = g_strsplit(joined, separator, -1);
    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
    for (char **item = items; *item; item++)
        json_builder_add_string_value(builder, *item);
    json_builder_end_array(builder);
    g_strfreev(items);
}

static void add_origins(JsonBuilder *builder, unsigned origins)
{
    static const struct {
        unsigned origin;
        const char *word;
    } words[] = {
        {SVCREG_ORIGIN_REGISTRY, "registry"},
        {SVCREG_ORIGIN_SPECIFICATION, "specification"},
        {SVCREG_ORIGIN_OWN, "own"},
    };
    json_builder_set_member_name(builder, "origins");
    json_builder_begin_array(builder);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (origins & words[i].origin)
            json_builder_add_string_value(builder, words[i].word);
    }
    json_builder_end_array(builder);
}

static void add_part(JsonBuilder *builder, const svcreg_txt_part_t *part)
{
    json_builder_begin_object(builder);
    json_add_text(builder, "kind", word_of(&part_kind_words, part->kind));
    json_add_text(builder, "parent", part->parent);
    json_add_text(builder, "at", part->at);
    json_add_text(builder, "name", part->name);
    json_add_text(builder, "meaning", part->meaning);
    json_builder_end_object(builder);
}

static void add_parts(JsonBuilder *builder, const svcreg_table_t *table,
                      const svcreg_txt_key_t *key)
{
    svcreg_txt_part_t part;
    json_builder_set_member_name(builder, "parts");
    json_builder_begin_array(builder);
    for (unsigned i = 0; i < key->n_parts; i++) {
        svcreg_txt_part_get(table, key->first_part + i, &part);
        add_part(builder, &part);
    }
    json_builder_end_array(builder);
}

static void add_key(JsonBuilder *builder, const svcreg_table_t *table, const svcreg_txt_key_t *key)
{
    json_builder_begin_object(builder);
    json_add_text(builder, "key", key->key);
    json_add_text(builder, "hint", key->hint);
    json_add_text(builder, "value", key->value);
    json_add_text(builder, "type", svcreg_txt_type_name(key->type));
    json_add_list(builder, "values", key->values, "|");
    json_add_boolean(builder, "optional", key->optional);
    json_add_boolean(builder, "required", key->required);
    json_add_boolean(builder, "pattern", key->pattern);
    json_add_boolean(builder, "inherited", key->inherited);
    json_add_text(builder, "meaning", key->meaning);
    json_add_boolean(builder, "inferred", key->inferred);
    json_add_text(builder, "unit", key->unit);
    json_add_text(builder, "source", key->source);
    json_add_text(builder, "filter", key->filter);
    add_origins(builder, key->origins);
    add_parts(builder, table, key);
    json_builder_end_object(builder);
}

static void add_keys(JsonBuilder *builder, const svcreg_table_t *table,
                     const svcreg_record_t *record)
{
    unsigned id;
    unsigned end;
    svcreg_txt_key_t key;
    json_builder_set_member_name(builder, "txt_keys");
    json_builder_begin_array(builder);
    svcreg_txt_keys_of(table, record->service, strlen(record->service), &id, &end);
    for (; id < end; id++) {
        svcreg_txt_key_get(table, id, &key);
        if (record_has_txt_key(record, &key))
            add_key(builder, table, &key);
    }
    json_builder_end_array(builder);
}

static JsonNode *build(const svcreg_table_t *table, const svcreg_record_t *record,
                       const char *status)
{
    JsonBuilder *builder = json_builder_new();
    record_cells_t cells;
    record_cells_get(record, &cells);
    json_builder_begin_object(builder);
    for (row_cell_t i = 0; i < ROW_N_CELLS; i++) {
        const char *title = table_row_titles[i];
        if (i == ROW_SERVICE_CODE)
            add_number(builder, title, record->service_code, record->service_code > 0);
        else
            json_add_text(builder, title, i == ROW_STATUS ? status : cells.cells[i]);
    }
    add_number(builder, "port_first", record->port_first, record->has_port);
    add_number(builder, "port_last", record->port_last, record->has_port);
    json_add_text(builder, "range",
                  record->has_port ? svcreg_range_name(svcreg_port_range(record->port_first)) : "");
    add_keys(builder, table, record);
    json_builder_end_object(builder);
    JsonNode *node = json_builder_get_root(builder);
    record_cells_clear(&cells);
    g_object_unref(builder);
    return node;
}

JsonNode *record_json(const svcreg_table_t *table, unsigned id)
{
    svcreg_record_t record;
    svcreg_record_get(table, id, &record);
    return build(table, &record, svcreg_status_name(record.status));
}

JsonNode *port_json(const svcreg_table_t *table, svcreg_transport_t transport, uint16_t port)
{
    svcreg_record_t record = svcreg_record_empty;
    record.has_port = true;
    record.port_first = port;
    record.port_last = port;
    record.transport = transport;
    return build(table, &record, svcreg_status_name(svcreg_port_status(table, transport, port)));
}

JsonNode *txt_service_json(const svcreg_table_t *table, const char *service)
{
    svcreg_record_t record = svcreg_record_empty;
    svcreg_txt_service_t txt;
    record.service = service;
    if (svcreg_txt_service_by_name(table, service, strlen(service), &txt)) {
        record.description = txt.description;
        record.txt_same_as = txt.same_as;
    }
    return build(table, &record, "unregistered");
}
