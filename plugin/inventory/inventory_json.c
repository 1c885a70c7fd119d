/* inventory_json.c - an inventory as JSON Lines.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory_json.h"

#include "common/registry_in_use.h"
#include "label/agreement.h"
#include "words.h"

#include <wsutil/json_dumper.h>

#include <string.h>

enum { SCHEMA_VERSION = 1 };

/* A file that is being written. */
typedef struct {
    json_dumper json;
    GString *line;
    const inventory_t *inventory;
    bool secrets;
} writer_t;

static void add_text(writer_t *writer, const char *name, const char *value)
{
    json_dumper_set_member_name(&writer->json, name);
    if (value[0] != '\0')
        json_dumper_value_string(&writer->json, value);
    else
        json_dumper_value_anyf(&writer->json, "null");
}

static void add_number(writer_t *writer, const char *name, uint64_t value)
{
    json_dumper_set_member_name(&writer->json, name);
    json_dumper_value_anyf(&writer->json, "%" G_GUINT64_FORMAT, value);
}

static void add_number_or_null(writer_t *writer, const char *name, uint64_t value, bool known)
{
    if (known)
        add_number(writer, name, value);
    else
        add_text(writer, name, "");
}

static void add_truth(writer_t *writer, const char *name, bool value)
{
    json_dumper_set_member_name(&writer->json, name);
    json_dumper_value_anyf(&writer->json, value ? "true" : "false");
}

static void add_texts(writer_t *writer, const char *name, GPtrArray *texts)
{
    json_dumper_set_member_name(&writer->json, name);
    json_dumper_begin_array(&writer->json);
    for (unsigned i = 0; i < texts->len; i++)
        json_dumper_value_string(&writer->json, texts->pdata[i]);
    json_dumper_end_array(&writer->json);
    g_ptr_array_unref(texts);
}

/* RFC 3339 with nanoseconds, in UTC. Null for what cannot be a date. */
static void add_time(writer_t *writer, const char *name, int64_t moment)
{
    enum { NANO = 1000000000 };
    int64_t seconds = moment / NANO - (moment % NANO < 0);
    GDateTime *date = g_date_time_new_from_unix_utc(seconds);
    char *text = date ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%S") : g_strdup("");
    char *full = g_strdup_printf("%s.%09dZ", text, (int)(moment - seconds * NANO));

    add_text(writer, name, date ? full : "");
    g_free(full);
    g_free(text);
    if (date)
        g_date_time_unref(date);
}

static void add_seen(writer_t *writer, const inventory_seen_t *seen)
{
    add_number(writer, "count", seen->n);
    add_number(writer, "first_frame", seen->first.frame);
    add_time(writer, "first_time", seen->first.time);
    add_number(writer, "last_frame", seen->last.frame);
    add_time(writer, "last_time", seen->last.time);
    json_dumper_set_member_name(&writer->json, "frames");
    json_dumper_begin_array(&writer->json);
    for (unsigned i = 0; i < seen->n_frames; i++)
        json_dumper_value_anyf(&writer->json, "%u", seen->frames[i]);
    json_dumper_end_array(&writer->json);
}

/* What the row claims: where it comes from, by what, and how sure that is. */
static void add_claim(writer_t *writer, const char *layer, const char *basis,
                      const char *confidence)
{
    add_text(writer, "layer", layer);
    add_text(writer, "basis", basis);
    add_text(writer, "confidence", confidence);
}

static void begin(writer_t *writer, const char *kind)
{
    writer->json = (json_dumper){.output_string = writer->line};
    json_dumper_begin_object(&writer->json);
    add_text(writer, "kind", kind);
    add_number(writer, "schema", SCHEMA_VERSION);
    add_text(writer, "svcreg", SVCREG_VERSION);
    add_text(writer, "registry", svcreg_table_date(registry_in_use()));
}

static void finish(writer_t *writer)
{
    json_dumper_end_object(&writer->json);
    json_dumper_finish(&writer->json);
}

static const char *value_of(const writer_t *writer, const inventory_attribute_t *attribute)
{
    return inventory_is_secret(attribute) && !writer->secrets ? "***" : attribute->value;
}

static void add_attributes(writer_t *writer, const inventory_service_t *service)
{
    json_dumper_set_member_name(&writer->json, "txt");
    json_dumper_begin_array(&writer->json);
    for (unsigned i = 0; i < service->n_attributes; i++) {
        const inventory_attribute_t *attribute = &service->attributes[i];
        json_dumper_begin_object(&writer->json);
        add_text(writer, "key", attribute->key);
        json_dumper_set_member_name(&writer->json, "value");
        if (attribute->value)
            json_dumper_value_string(&writer->json, value_of(writer, attribute));
        else
            json_dumper_value_anyf(&writer->json, "null");
        add_text(writer, "meaning", attribute->meaning);
        add_truth(writer, "inferred", attribute->inferred);
        add_text(writer, "privacy", word_of(&privacy_words, attribute->privacy));
        json_dumper_end_object(&writer->json);
    }
    json_dumper_end_array(&writer->json);
}

/* "tcp,udp" */
static void add_transports(writer_t *writer, unsigned transports)
{
    GString *text = g_string_new(NULL);

    for (svcreg_transport_t transport = 0; transport < SVCREG_N_TRANSPORTS; transport++) {
        if (transports & 1U << transport)
            g_string_append_printf(text, "%s%s", text->len > 0 ? "," : "",
                                   svcreg_transport_name(transport));
    }
    add_text(writer, "transports", text->str);
    g_string_free(text, TRUE);
}

static void add_device(writer_t *writer, const inventory_service_t *service)
{
    const char *product = inventory_product(service);

    json_dumper_set_member_name(&writer->json, "device");
    json_dumper_begin_object(&writer->json);
    for (svcreg_txt_device_t fact = SVCREG_DEVICE_NONE + 1; fact < SVCREG_N_DEVICES; fact++) {
        const char *value = inventory_device(service, fact);
        if (value[0] != '\0')
            add_text(writer, word_of(&device_words, fact), value);
        if (fact == SVCREG_DEVICE_MODEL && product[0] != '\0')
            add_text(writer, "product", product);
    }
    json_dumper_end_object(&writer->json);
}

static void write_service(writer_t *writer, const void *row)
{
    const inventory_service_t *service = row;
    inventory_use_t use = inventory_use_of(writer->inventory, service);

    begin(writer, "service");
    add_text(writer, "instance", service->instance);
    add_text(writer, "service_type", service->service_type);
    add_text(writer, "domain", service->domain);
    add_text(writer, "description", service->description);
    add_text(writer, "host", service->host);
    add_texts(writer, "addresses", inventory_addresses_of(service));
    add_number(writer, "port", service->port);
    add_transports(writer, service->transports);
    add_attributes(writer, service);
    add_device(writer, service);
    add_texts(writer, "announced_by", inventory_sorted(service->announced_by));
    add_time(writer, "expires", service->expires);
    add_number_or_null(writer, "goodbye_frame", service->goodbye.frame, service->goodbye.frame > 0);
    add_number(writer, "packets", use.packets);
    add_number(writer, "bytes", use.bytes);
    json_dumper_set_member_name(&writer->json, "used_frames");
    json_dumper_begin_array(&writer->json);
    if (use.packets > 0) {
        json_dumper_value_anyf(&writer->json, "%u", use.first.frame);
        json_dumper_value_anyf(&writer->json, "%u", use.last.frame);
    }
    json_dumper_end_array(&writer->json);
    add_texts(writer, "clients", g_ptr_array_ref(use.clients));
    add_claim(writer, "announced", "announcement",
              use.packets > 0     ? "high"
              : service->port > 0 ? "medium"
                                  : "low");
    add_seen(writer, &service->seen);
    finish(writer);
    inventory_use_clear(&use);
}

static void write_host(writer_t *writer, const void *row)
{
    const inventory_host_t *host = row;

    begin(writer, "host");
    add_text(writer, "host", host->name);
    add_texts(writer, "addresses", inventory_sorted(host->addresses));
    add_texts(writer, "service_types", inventory_sorted(host->service_types));
    add_number(writer, "services", host->services->len);
    add_text(writer, "model", inventory_host_device(host, SVCREG_DEVICE_MODEL));
    add_text(writer, "product", inventory_host_product(host));
    add_claim(writer, "announced", "announcement",
              g_hash_table_size(host->addresses) > 0 ? "high" : "low");
    add_seen(writer, &host->seen);
    finish(writer);
}

/* One of three says what the port is for; two that agree say it better. */
static const char *confidence_of(const inventory_port_t *port)
{
    bool announced = port->announced_service[0] != '\0';
    bool agrees = port->agreement == AGREEMENT_AGREES;

    if ((announced && port->dissected[0] != '\0') || agrees)
        return "high";
    return announced || port->dissected[0] != '\0' ? "medium" : "low";
}

static void write_port(writer_t *writer, const void *row)
{
    const inventory_port_t *port = row;

    begin(writer, "port");
    add_text(writer, "address", port->sources ? "" : port->address);
    add_text(writer, "transport", svcreg_transport_name(port->transport));
    add_number_or_null(writer, "port", port->port, !port->sources);
    add_text(writer, "prober", port->sources ? port->address : "");
    add_number_or_null(writer, "ports_probed", port->n_probed, port->sources);
    add_text(writer, "registered", port->registered);
    add_text(writer, "registered_on", port->registered_on);
    add_text(writer, "status", port->status);
    add_truth(writer, "own", port->own);
    add_text(writer, "announced", port->announced_service);
    add_text(writer, "announced_instance", port->announced_instance);
    add_text(writer, "dissected", port->dissected);
    add_text(writer, "agreement", agreement_name(port->agreement));
    add_number(writer, "bytes", port->bytes);
    add_texts(writer, "clients", inventory_sorted(port->clients));
    add_claim(writer,
              port->announced_service[0] != '\0' ? "announced"
              : port->dissected[0] != '\0'       ? "dissected"
                                                 : "registered",
              port->basis, confidence_of(port));
    add_seen(writer, &port->seen);
    finish(writer);
}

static void write_question(writer_t *writer, const void *row)
{
    const inventory_question_t *question = row;

    begin(writer, "question");
    add_text(writer, "requester", question->requester);
    add_text(writer, "service_type", question->service_type);
    add_texts(writer, "answered_by", inventory_answered_by(writer->inventory, question));
    add_claim(writer, "announced", "question", "high");
    add_seen(writer, &question->seen);
    finish(writer);
}

static void write_credential(writer_t *writer, const void *row)
{
    const inventory_credential_t *credential = row;
    static const char *const words[] = {[TXT_CREDENTIAL_NONE] = "",
                                        [TXT_CREDENTIAL_USER] = "user",
                                        [TXT_CREDENTIAL_SECRET] = "secret"};
    bool masked = credential->credential == TXT_CREDENTIAL_SECRET && !writer->secrets;

    begin(writer, "credential");
    add_text(writer, "instance", credential->instance);
    add_text(writer, "service_type", credential->service_type);
    add_text(writer, "domain", credential->domain);
    add_text(writer, "key", credential->key);
    add_text(writer, "credential", words[credential->credential]);
    add_text(writer, "value", masked ? "***" : credential->value);
    add_claim(writer, "announced", "TXT record", "medium");
    add_seen(writer, &credential->seen);
    finish(writer);
}

static void write_mismatch(writer_t *writer, const void *row)
{
    const inventory_mismatch_t *mismatch = row;

    begin(writer, "mismatch");
    add_text(writer, "address", mismatch->address);
    add_text(writer, "transport", svcreg_transport_name(mismatch->transport));
    add_number(writer, "port", mismatch->port);
    add_text(writer, "registered", mismatch->registered);
    add_text(writer, "spoken", mismatch->spoken);
    add_claim(writer, "dissected", "payload", "medium");
    add_seen(writer, &mismatch->seen);
    finish(writer);
}

static void write_expert(writer_t *writer, const void *row)
{
    const inventory_expert_t *expert = row;

    begin(writer, "note");
    add_text(writer, "filter", expert->filter);
    add_text(writer, "severity", expert->severity);
    add_text(writer, "summary", expert->summary);
    add_claim(writer, "dissected", "expert info", "high");
    add_seen(writer, &expert->seen);
    finish(writer);
}

static void write_capture(writer_t *writer, const inventory_rows_t *rows)
{
    begin(writer, "capture");
    add_number(writer, "packets", rows->n_packets);
    add_number(writer, "packets_without_service", rows->n_undecided);
    add_number(writer, "last_frame", rows->latest.frame);
    add_time(writer, "last_time", rows->latest.time);
    add_number(writer, "rows_dropped", rows->n_dropped);
    finish(writer);
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The rows of a kind, sorted as lines: each begins with what tells it apart. */
static void write_rows(writer_t *writer, GPtrArray *rows,
                       void (*write)(writer_t *writer, const void *row), FILE *file)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

    for (unsigned i = 0; i < rows->len; i++) {
        if (write == write_port && inventory_port_is_void(rows->pdata[i]))
            continue;
        g_string_truncate(writer->line, 0);
        write(writer, rows->pdata[i]);
        g_ptr_array_add(lines, g_strdup(writer->line->str));
    }
    g_ptr_array_sort(lines, compare_lines);
    for (unsigned i = 0; i < lines->len; i++)
        fputs(lines->pdata[i], file);
    g_ptr_array_unref(lines);
}

void inventory_json_write(const inventory_t *inventory, bool secrets, FILE *file)
{
    const inventory_rows_t *rows = inventory_rows(inventory);
    writer_t *writer = g_new0(writer_t, 1);

    writer->line = g_string_new(NULL);
    writer->inventory = inventory;
    writer->secrets = secrets;
    write_rows(writer, rows->services, write_service, file);
    write_rows(writer, rows->hosts, write_host, file);
    write_rows(writer, rows->ports, write_port, file);
    write_rows(writer, rows->questions, write_question, file);
    write_rows(writer, rows->credentials, write_credential, file);
    write_rows(writer, rows->mismatches, write_mismatch, file);
    write_rows(writer, rows->experts, write_expert, file);
    g_string_truncate(writer->line, 0);
    write_capture(writer, rows);
    fputs(writer->line->str, file);
    g_string_free(writer->line, TRUE);
    g_free(writer);
}
