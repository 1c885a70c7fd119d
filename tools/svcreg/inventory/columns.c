/* columns.c - the columns of each kind of row.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/columns.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define TEXT(name)                                                                                 \
    {                                                                                              \
        name, COLUMN_TEXT                                                                          \
    }
#define NUMBER(name)                                                                               \
    {                                                                                              \
        name, COLUMN_NUMBER                                                                        \
    }
#define TRUTH(name)                                                                                \
    {                                                                                              \
        name, COLUMN_TRUTH                                                                         \
    }
#define LIST(name)                                                                                 \
    {                                                                                              \
        name, COLUMN_LIST                                                                          \
    }
#define MEMBERS(name)                                                                              \
    {                                                                                              \
        name, COLUMN_MEMBERS                                                                       \
    }
#define CLAIM TEXT("layer"), TEXT("basis"), TEXT("confidence")
#define SEEN                                                                                       \
    NUMBER("count"), NUMBER("first_frame"), TEXT("first_time"), NUMBER("last_frame"),              \
        TEXT("last_time"), LIST("frames")
#define ORIGIN TEXT("capture"), TEXT("sha256"), TEXT("registry"), TEXT("svcreg"), NUMBER("schema")

const inventory_table_t inventory_tables[N_INVENTORY_TABLES] = {
    {"service",
     "services",
     {TEXT("instance"),
      TEXT("service_type"),
      TEXT("domain"),
      TEXT("description"),
      TEXT("host"),
      LIST("addresses"),
      NUMBER("port"),
      TEXT("transports"),
      LIST("txt"),
      MEMBERS("device"),
      LIST("announced_by"),
      TEXT("expires"),
      NUMBER("goodbye_frame"),
      NUMBER("packets"),
      NUMBER("bytes"),
      LIST("used_frames"),
      LIST("clients"),
      CLAIM,
      SEEN,
      ORIGIN}},
    {"host",
     "hosts",
     {TEXT("host"), LIST("addresses"), LIST("service_types"), NUMBER("services"), TEXT("model"),
      TEXT("product"), CLAIM, SEEN, ORIGIN}},
    {"port",
     "ports",
     {TEXT("address"), TEXT("transport"), NUMBER("port"), TEXT("prober"), NUMBER("ports_probed"),
      TEXT("registered"), TEXT("registered_on"), TEXT("status"), TRUTH("own"), TEXT("announced"),
      TEXT("announced_instance"), TEXT("dissected"), TEXT("agreement"), NUMBER("bytes"),
      LIST("clients"), CLAIM, SEEN, ORIGIN}},
    {"question",
     "questions",
     {TEXT("requester"), TEXT("service_type"), LIST("answered_by"), CLAIM, SEEN, ORIGIN}},
    {"credential",
     "credentials",
     {TEXT("instance"), TEXT("service_type"), TEXT("domain"), TEXT("key"), TEXT("credential"),
      TEXT("value"), CLAIM, SEEN, ORIGIN}},
    {"mismatch",
     "mismatches",
     {TEXT("address"), TEXT("transport"), NUMBER("port"), TEXT("registered"), TEXT("spoken"), CLAIM,
      SEEN, ORIGIN}},
    {"note", "notes", {TEXT("filter"), TEXT("severity"), TEXT("summary"), CLAIM, SEEN, ORIGIN}},
    {"capture",
     "captures",
     {TEXT("capture"), TEXT("sha256"), NUMBER("size"), TRUTH("complete"), TEXT("error"),
      NUMBER("packets"), NUMBER("packets_without_service"), NUMBER("last_frame"), TEXT("last_time"),
      NUMBER("rows_dropped"), TEXT("registry"), TEXT("svcreg"), NUMBER("schema")}},
};

const inventory_table_t *inventory_table_of(const char *kind)
{
    for (size_t i = 0; i < N_INVENTORY_TABLES; i++) {
        if (strcmp(inventory_tables[i].kind, kind) == 0)
            return &inventory_tables[i];
    }
    return NULL;
}

static bool is_of_type(JsonNode *node, GType type)
{
    return JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == type;
}

static bool is_text_or_null(JsonNode *node)
{
    return JSON_NODE_HOLDS_NULL(node) || is_of_type(node, G_TYPE_STRING);
}

/* Texts and nulls alone, but for the mark of a TXT attribute. */
static bool has_plain_members(JsonObject *object)
{
    JsonObjectIter iter;
    const char *name;
    JsonNode *member;
    bool plain = true;

    json_object_iter_init(&iter, object);
    while (plain && json_object_iter_next(&iter, &name, &member))
        plain = is_text_or_null(member) ||
                (strcmp(name, "inferred") == 0 && is_of_type(member, G_TYPE_BOOLEAN));
    return plain;
}

/* Frame numbers, texts, or TXT attributes. */
static bool is_list(JsonNode *node)
{
    bool sound = JSON_NODE_HOLDS_ARRAY(node);
    JsonArray *array = sound ? json_node_get_array(node) : NULL;

    for (guint i = 0; sound && i < json_array_get_length(array); i++) {
        JsonNode *element = json_array_get_element(array, i);
        sound =
            is_of_type(element, G_TYPE_INT64) || is_of_type(element, G_TYPE_STRING) ||
            (JSON_NODE_HOLDS_OBJECT(element) && has_plain_members(json_node_get_object(element)));
    }
    return sound;
}

static bool fits(const inventory_column_t *column, JsonNode *node)
{
    switch (column->type) {
    case COLUMN_TEXT:
        return is_text_or_null(node);
    case COLUMN_NUMBER:
        return JSON_NODE_HOLDS_NULL(node) || is_of_type(node, G_TYPE_INT64);
    case COLUMN_TRUTH:
        return JSON_NODE_HOLDS_NULL(node) || is_of_type(node, G_TYPE_BOOLEAN);
    case COLUMN_LIST:
        return is_list(node);
    case COLUMN_MEMBERS:
        return JSON_NODE_HOLDS_OBJECT(node) && has_plain_members(json_node_get_object(node));
    }
    return false;
}

static bool fit(JsonObject *row, const inventory_column_t *columns)
{
    bool all = true;

    for (const inventory_column_t *column = columns; all && column->name; column++) {
        JsonNode *node = json_object_get_member(row, column->name);
        all = !node || fits(column, node);
    }
    return all;
}

/* A name means the same in every kind of row. */
static bool is_sound(JsonObject *row)
{
    JsonNode *kind = json_object_get_member(row, "kind");
    bool sound = kind && is_of_type(kind, G_TYPE_STRING) &&
                 inventory_table_of(json_node_get_string(kind)) &&
                 json_object_has_member(row, "schema");

    for (size_t i = 0; sound && i < N_INVENTORY_TABLES; i++)
        sound = fit(row, inventory_tables[i].columns);
    return sound;
}

JsonObject *inventory_row_read(JsonParser *parser, const char *line)
{
    JsonNode *root =
        json_parser_load_from_data(parser, line, -1, NULL) ? json_parser_get_root(parser) : NULL;
    JsonObject *row = root && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;

    return row && is_sound(row) ? row : NULL;
}
