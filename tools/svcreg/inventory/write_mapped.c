/* write_mapped.c - an inventory in the words of others: Timesketch, the Elastic Common Schema, OCSF.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/write_lines.h"
#include "inventory/writer.h"

#include <string.h>

/* How a member of a row becomes a field. */
typedef struct {
    const char *field; /* dots lead into objects, but for flat schemas */
    const char *member;
    enum {
        AS_IT_IS,
        AS_FIRST,       /* the first of a list */
        AS_MILLISECONDS /* since 1970 */
    } as;
} mapped_t;

typedef struct {
    bool flat;
    bool bulk; /* each row after the line that Elasticsearch's _bulk wants */
    const mapped_t *mapped;
    size_t n_mapped;
} schema_t;

/* https://timesketch.org/guides/user/import-from-json-csv/: message, datetime and timestamp_desc
 * are mandatory. */
static const mapped_t timesketch[] = {
    {"datetime", "first_time", AS_IT_IS},
    {"kind", "kind", AS_IT_IS},
    {"instance", "instance", AS_IT_IS},
    {"service_type", "service_type", AS_IT_IS},
    {"host", "host", AS_IT_IS},
    {"addresses", "addresses", AS_IT_IS},
    {"address", "address", AS_IT_IS},
    {"prober", "prober", AS_IT_IS},
    {"port", "port", AS_IT_IS},
    {"transport", "transport", AS_IT_IS},
    {"registered", "registered", AS_IT_IS},
    {"announced", "announced", AS_IT_IS},
    {"dissected", "dissected", AS_IT_IS},
    {"agreement", "agreement", AS_IT_IS},
    {"spoken", "spoken", AS_IT_IS},
    {"requester", "requester", AS_IT_IS},
    {"answered_by", "answered_by", AS_IT_IS},
    {"clients", "clients", AS_IT_IS},
    {"filter", "filter", AS_IT_IS},
    {"severity", "severity", AS_IT_IS},
    {"count", "count", AS_IT_IS},
    {"first_frame", "first_frame", AS_IT_IS},
    {"last_frame", "last_frame", AS_IT_IS},
    {"last_time", "last_time", AS_IT_IS},
    {"layer", "layer", AS_IT_IS},
    {"basis", "basis", AS_IT_IS},
    {"confidence", "confidence", AS_IT_IS},
    {"capture", "capture", AS_IT_IS},
    {"sha256", "sha256", AS_IT_IS},
};

/* https://www.elastic.co/guide/en/ecs/8.11/ecs-field-reference.html; what it has no word for stands
 * under "svcreg". */
static const mapped_t ecs[] = {
    {"@timestamp", "first_time", AS_IT_IS},
    {"event.start", "first_time", AS_IT_IS},
    {"event.end", "last_time", AS_IT_IS},
    {"server.domain", "host", AS_IT_IS},
    {"server.ip", "addresses", AS_FIRST},
    {"server.address", "address", AS_IT_IS},
    {"server.port", "port", AS_IT_IS},
    {"server.bytes", "bytes", AS_IT_IS},
    {"client.address", "requester", AS_IT_IS},
    {"source.address", "prober", AS_IT_IS},
    {"network.transport", "transport", AS_IT_IS},
    {"network.protocol", "dissected", AS_IT_IS},
    {"network.application", "announced", AS_IT_IS},
    {"related.hosts", "host", AS_IT_IS},
    {"related.ip", "addresses", AS_IT_IS},
    {"service.name", "instance", AS_IT_IS},
    {"service.type", "service_type", AS_IT_IS},
    {"file.path", "capture", AS_IT_IS},
    {"file.hash.sha256", "sha256", AS_IT_IS},
    {"svcreg.kind", "kind", AS_IT_IS},
    {"svcreg.registered", "registered", AS_IT_IS},
    {"svcreg.agreement", "agreement", AS_IT_IS},
    {"svcreg.spoken", "spoken", AS_IT_IS},
    {"svcreg.description", "description", AS_IT_IS},
    {"svcreg.txt_key", "key", AS_IT_IS},
    {"svcreg.credential", "credential", AS_IT_IS},
    {"svcreg.filter", "filter", AS_IT_IS},
    {"log.level", "severity", AS_IT_IS},
    {"svcreg.clients", "clients", AS_IT_IS},
    {"svcreg.answered_by", "answered_by", AS_IT_IS},
    {"svcreg.ports_probed", "ports_probed", AS_IT_IS},
    {"svcreg.count", "count", AS_IT_IS},
    {"svcreg.first_frame", "first_frame", AS_IT_IS},
    {"svcreg.last_frame", "last_frame", AS_IT_IS},
    {"svcreg.layer", "layer", AS_IT_IS},
    {"svcreg.basis", "basis", AS_IT_IS},
    {"svcreg.confidence", "confidence", AS_IT_IS},
    {"observer.version", "svcreg", AS_IT_IS},
};

/* https://schema.ocsf.io/1.3.0/classes/network_activity */
static const mapped_t ocsf[] = {
    {"time", "first_time", AS_MILLISECONDS},
    {"start_time", "first_time", AS_MILLISECONDS},
    {"end_time", "last_time", AS_MILLISECONDS},
    {"count", "count", AS_IT_IS},
    {"app_protocol", "dissected", AS_IT_IS},
    {"app_protocol", "registered", AS_IT_IS},
    {"app_protocol", "announced", AS_IT_IS},
    {"app_name", "instance", AS_IT_IS},
    {"connection_info.protocol_name", "transport", AS_IT_IS},
    {"dst_endpoint.hostname", "host", AS_IT_IS},
    {"dst_endpoint.ip", "addresses", AS_FIRST},
    {"dst_endpoint.ip", "address", AS_IT_IS},
    {"dst_endpoint.port", "port", AS_IT_IS},
    {"dst_endpoint.svc_name", "service_type", AS_IT_IS},
    {"src_endpoint.ip", "requester", AS_IT_IS},
    {"src_endpoint.ip", "prober", AS_IT_IS},
    {"src_endpoint.ip", "clients", AS_FIRST},
    {"traffic.bytes", "bytes", AS_IT_IS},
    {"traffic.packets", "packets", AS_IT_IS},
    {"metadata.original_time", "first_time", AS_IT_IS},
    {"metadata.product.version", "svcreg", AS_IT_IS},
    {"unmapped.kind", "kind", AS_IT_IS},
    {"unmapped.agreement", "agreement", AS_IT_IS},
    {"unmapped.spoken", "spoken", AS_IT_IS},
    {"unmapped.filter", "filter", AS_IT_IS},
    {"severity", "severity", AS_IT_IS},
    {"unmapped.layer", "layer", AS_IT_IS},
    {"unmapped.confidence", "confidence", AS_IT_IS},
    {"unmapped.capture", "capture", AS_IT_IS},
    {"unmapped.sha256", "sha256", AS_IT_IS},
    {"unmapped.first_frame", "first_frame", AS_IT_IS},
    {"unmapped.last_frame", "last_frame", AS_IT_IS},
};

static const schema_t timesketch_schema = {true, false, timesketch, G_N_ELEMENTS(timesketch)};
static const schema_t ecs_schema = {false, true, ecs, G_N_ELEMENTS(ecs)};
static const schema_t ocsf_schema = {false, false, ocsf, G_N_ELEMENTS(ocsf)};

/* Set "a.b.c", making the objects on the way. Takes `value`. */
static void set_member(JsonObject *object, const char *field, bool flat, JsonNode *value)
{
    const char *dot = flat ? NULL : strchr(field, '.');

    if (!dot) {
        json_object_set_member(object, field, value);
        return;
    }
    char *name = g_strndup(field, (gsize)(dot - field));
    if (!json_object_has_member(object, name))
        json_object_set_object_member(object, name, json_object_new());
    set_member(json_object_get_object_member(object, name), dot + 1, flat, value);
    g_free(name);
}

static void set_text(JsonObject *object, const char *field, bool flat, const char *text)
{
    set_member(object, field, flat, json_node_init_string(json_node_alloc(), text));
}

static void set_number(JsonObject *object, const char *field, gint64 number)
{
    set_member(object, field, false, json_node_init_int(json_node_alloc(), number));
}

static JsonNode *milliseconds(JsonNode *node)
{
    GDateTime *time = g_date_time_new_from_iso8601(json_node_get_string(node), NULL);
    JsonNode *ret = NULL;

    if (time) {
        ret = json_node_init_int(json_node_alloc(), g_date_time_to_unix(time) * 1000 +
                                                        g_date_time_get_microsecond(time) / 1000);
        g_date_time_unref(time);
    }
    return ret;
}

static bool is_empty(JsonNode *node)
{
    return !node || JSON_NODE_HOLDS_NULL(node) ||
           (JSON_NODE_HOLDS_ARRAY(node) && json_array_get_length(json_node_get_array(node)) == 0);
}

static JsonNode *convert(const mapped_t *mapped, JsonNode *node)
{
    if (mapped->as == AS_MILLISECONDS)
        return milliseconds(node);
    if (mapped->as == AS_FIRST && JSON_NODE_HOLDS_ARRAY(node))
        node = json_array_get_element(json_node_get_array(node), 0);
    return json_node_copy(node);
}

static JsonObject *map(const schema_t *schema, JsonObject *row)
{
    JsonObject *object = json_object_new();

    for (size_t i = 0; i < schema->n_mapped; i++) {
        const mapped_t *mapped = &schema->mapped[i];
        JsonNode *node = json_object_get_member(row, mapped->member);
        JsonNode *value = is_empty(node) ? NULL : convert(mapped, node);
        if (value)
            set_member(object, mapped->field, schema->flat, value);
    }
    return object;
}

/* A row that says when; the others (a capture's own) are no events. */
static bool is_event(JsonObject *row)
{
    return json_object_get_string_member_with_default(row, "first_time", NULL);
}

static bool add_mapped(void *output, JsonObject *row, const schema_t *schema,
                       void (*complete)(JsonObject *object, JsonObject *row), GError **error)
{
    if (!is_event(row))
        return true;
    JsonObject *object = map(schema, row);
    bool added = true;
    complete(object, row);
    if (schema->bulk) {
        JsonObject *action = json_object_new();
        json_object_set_object_member(action, "create", json_object_new());
        added = lines_add(output, action, error);
        json_object_unref(action);
    }
    added = added && lines_add(output, object, error);
    json_object_unref(object);
    return added;
}

static void complete_timesketch(JsonObject *object, JsonObject *row)
{
    char *sentence = row_sentence(row);

    set_text(object, "message", true, sentence);
    set_text(object, "timestamp_desc", true, "First Seen");
    g_free(sentence);
}

static bool add_timesketch(void *output, JsonObject *row, GError **error)
{
    return add_mapped(output, row, &timesketch_schema, complete_timesketch, error);
}

static void complete_ecs(JsonObject *object, JsonObject *row)
{
    const char *kind = json_object_get_string_member_with_default(row, "kind", "");
    char *sentence = row_sentence(row);
    char *dataset = g_strconcat("svcreg.", kind, NULL);

    set_text(object, "message", false, sentence);
    set_text(object, "ecs.version", false, "8.11.0");
    set_text(object, "event.kind", false, "event");
    set_text(object, "event.module", false, "svcreg");
    set_text(object, "event.dataset", false, dataset);
    set_text(object, "observer.product", false, "svcreg");
    JsonArray *category = json_array_new();
    json_array_add_string_element(category, "network");
    json_object_set_array_member(json_object_get_object_member(object, "event"), "category",
                                 category);
    g_free(dataset);
    g_free(sentence);
}

static bool add_ecs(void *output, JsonObject *row, GError **error)
{
    return add_mapped(output, row, &ecs_schema, complete_ecs, error);
}

static void complete_ocsf(JsonObject *object, JsonObject *row)
{
    enum { CATEGORY = 4, CLASS = 4001, TRAFFIC = 6, INFORMATIONAL = 1 };
    char *sentence = row_sentence(row);

    set_text(object, "message", false, sentence);
    set_number(object, "category_uid", CATEGORY);
    set_number(object, "class_uid", CLASS);
    set_number(object, "activity_id", TRAFFIC);
    set_number(object, "type_uid", CLASS * 100 + TRAFFIC);
    set_number(object, "severity_id", INFORMATIONAL);
    set_text(object, "metadata.version", false, "1.3.0");
    set_text(object, "metadata.product.name", false, "svcreg");
    set_text(object, "metadata.product.vendor_name", false, "svcreg");
    g_free(sentence);
}

static bool add_ocsf(void *output, JsonObject *row, GError **error)
{
    return add_mapped(output, row, &ocsf_schema, complete_ocsf, error);
}

const inventory_writer_t writer_timesketch = {
    .ending = ".timesketch.jsonl", .open = lines_open, .add = add_timesketch, .close = lines_close};
const inventory_writer_t writer_ecs = {
    .ending = ".ecs.ndjson", .open = lines_open, .add = add_ecs, .close = lines_close};
const inventory_writer_t writer_ocsf = {
    .ending = ".ocsf.jsonl", .open = lines_open, .add = add_ocsf, .close = lines_close};
