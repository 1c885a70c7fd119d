/* inventory.c - what a capture holds as a whole.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory.h"

#include <string.h>

enum {
    MAX_PENDING = 1024,   /* updates that wait for their answer */
    MAX_SAME_PORT = 256,  /* announced services on one port that one packet is reported to */
    MAX_RESPONDERS = 1024 /* who answered for one service type */
};

/* Who answered for a service type, and when last. */
typedef struct {
    const char *address;
    const char *receiver; /* NULL: everybody */
    uint32_t last_frame;
} responder_t;

struct inventory {
    inventory_rows_t rows;
    GStringChunk *texts;
    GHashTable *row_of[INVENTORY_N_KINDS]; /* by key text */
    GHashTable *ends;                      /* key text to its row, served or not */
    GHashTable *instances;                 /* key text to the service as it is at present */
    GHashTable *by_port;                   /* number to GPtrArray of services */
    GHashTable *responders;                /* service type to GPtrArray of responder_t, */
    GHashTable *questions;                 /* and of inventory_question_t */
    GHashTable *pending; /* key text to inventory_message_t: updates that wait for their answer */
    inventory_kind_t watched; /* changes of rows of this kind are noted */
    GPtrArray *changed;       /* in the order in which they did, */
    GHashTable *is_changed;   /* each once */
};

/* Equal texts become one, for as long as the inventory lives. */
static const char *keep(inventory_t *inventory, const char *text)
{
    return text ? g_string_chunk_insert_const(inventory->texts, text) : NULL;
}

/* Parts of a key are joined by a byte that no text has: control characters are escaped. */
#define KEY_SEPARATOR "\x01"

static bool is_before(inventory_when_t a, inventory_when_t b)
{
    return a.frame < b.frame;
}

static void note_seen(inventory_seen_t *seen, inventory_when_t when)
{
    if (seen->n++ == 0)
        seen->first = seen->last = when;
    if (is_before(seen->last, when))
        seen->last = when;
    if (is_before(when, seen->first))
        seen->first = when;
    if (seen->n_frames < INVENTORY_MAX_FRAMES &&
        (seen->n_frames == 0 || seen->frames[seen->n_frames - 1] != when.frame))
        seen->frames[seen->n_frames++] = when.frame;
}

/* Only what is new is kept: what a set has no place for costs nothing either. */
static void add_member(inventory_t *inventory, GHashTable *set, const char *text)
{
    if (text[0] != '\0' && !g_hash_table_contains(set, text) &&
        g_hash_table_size(set) < INVENTORY_MAX_MEMBERS)
        g_hash_table_add(set, (void *)keep(inventory, text));
}

static void note_changed(inventory_t *inventory, inventory_kind_t kind, void *row)
{
    if (kind == inventory->watched && g_hash_table_add(inventory->is_changed, row))
        g_ptr_array_add(inventory->changed, row);
}

/* The row of a key; *ret_new when it is one. NULL when there is no place for it. */
static void *row_of(inventory_t *inventory, inventory_kind_t kind, GPtrArray *rows, char *key,
                    size_t size, bool *ret_new)
{
    void *row = g_hash_table_lookup(inventory->row_of[kind], key);

    *ret_new = false;
    if (row) {
        g_free(key);
        return row;
    }
    if (rows->len >= INVENTORY_MAX_ROWS) {
        inventory->rows.n_dropped++;
        g_free(key);
        return NULL;
    }
    *ret_new = true;
    row = g_malloc0(size);
    g_ptr_array_add(rows, row);
    g_hash_table_insert(inventory->row_of[kind], key, row);
    return row;
}

/* What one client sent to one end, and got from it. */
typedef struct {
    uint64_t packets, bytes;
} client_use_t;

static void note_client(inventory_t *inventory, inventory_port_t *end, const char *client,
                        uint32_t bytes)
{
    client_use_t *use = g_hash_table_lookup(end->clients, client);

    if (!use) {
        if (client[0] == '\0' || g_hash_table_size(end->clients) >= INVENTORY_MAX_MEMBERS)
            return;
        use = g_new0(client_use_t, 1);
        g_hash_table_insert(end->clients, (void *)keep(inventory, client), use);
    }
    use->packets++;
    use->bytes += bytes;
}

/* Hosts. */

static inventory_host_t *host_of(inventory_t *inventory, const char *name)
{
    bool is_new;
    char *folded = g_ascii_strdown(name, -1);
    inventory_host_t *host =
        row_of(inventory, INVENTORY_HOSTS, inventory->rows.hosts, folded, sizeof *host, &is_new);

    if (is_new) {
        host->name = keep(inventory, name);
        host->addresses = g_hash_table_new(g_str_hash, g_str_equal);
        host->services = g_ptr_array_new();
    }
    return host;
}

static void free_host(void *data)
{
    inventory_host_t *host = data;

    g_hash_table_destroy(host->addresses);
    g_ptr_array_unref(host->services);
    g_free(host);
}

const inventory_host_t *inventory_host(const inventory_t *inventory, const char *name)
{
    char *folded = g_ascii_strdown(name, -1);
    const inventory_host_t *host = g_hash_table_lookup(inventory->row_of[INVENTORY_HOSTS], folded);

    g_free(folded);
    return host;
}

/* Services. */

bool inventory_is_secret(const inventory_attribute_t *attribute)
{
    return strcmp(attribute->credential, "secret") == 0 ||
           strcmp(attribute->privacy, "secret") == 0;
}

static char *txt_text(const inventory_attribute_t *attributes, unsigned n, bool masked)
{
    GString *text = g_string_new(NULL);

    for (unsigned i = 0; i < n; i++) {
        const inventory_attribute_t *attribute = &attributes[i];
        if (text->len > 0)
            g_string_append(text, ", ");
        g_string_append(text, attribute->key);
        if (attribute->value)
            g_string_append_printf(
                text, "=%s", masked && inventory_is_secret(attribute) ? "***" : attribute->value);
    }
    return g_string_free(text, FALSE);
}

static void free_service(void *data)
{
    inventory_service_t *service = data;

    g_hash_table_destroy(service->announced_by);
    g_free((void *)service->attributes);
    g_free(service);
}

static const inventory_attribute_t *copy_attributes(inventory_t *inventory,
                                                    const inventory_attribute_t *from, unsigned n)
{
    inventory_attribute_t *copy = g_new0(inventory_attribute_t, n);

    for (unsigned i = 0; i < n; i++) {
        const inventory_attribute_t *attribute = &from[i];
        copy[i] = (inventory_attribute_t){.key = keep(inventory, attribute->key),
                                          .value = keep(inventory, attribute->value),
                                          .meaning = keep(inventory, attribute->meaning),
                                          .privacy = keep(inventory, attribute->privacy),
                                          .device = keep(inventory, attribute->device),
                                          .product = keep(inventory, attribute->product),
                                          .credential = keep(inventory, attribute->credential)};
    }
    return copy;
}

static char *instance_key(const inventory_record_t *record)
{
    char *key =
        g_strjoin(KEY_SEPARATOR, record->instance, record->service_type, record->domain, NULL);
    char *folded = g_ascii_strdown(key, -1);

    g_free(key);
    return folded;
}

/* What a service's row says. */
typedef struct {
    const char *host, *transports, *txt_raw;
    uint16_t port;
    const inventory_attribute_t *attributes;
    unsigned n_attributes;
} service_facts_t;

static service_facts_t facts_of(const inventory_service_t *service)
{
    return (service_facts_t){.host = service->host,
                             .transports = service->transports,
                             .txt_raw = service->txt_raw,
                             .port = service->port,
                             .attributes = service->attributes,
                             .n_attributes = service->n_attributes};
}

static char *service_key(const inventory_record_t *record, const service_facts_t *facts)
{
    char *instance = instance_key(record);
    char *host = g_ascii_strdown(facts->host, -1);
    char *key = g_strdup_printf("%s" KEY_SEPARATOR "%s" KEY_SEPARATOR "%u" KEY_SEPARATOR "%s",
                                instance, host, facts->port, facts->txt_raw);

    g_free(host);
    g_free(instance);
    return key;
}

static void index_port(inventory_t *inventory, inventory_service_t *service)
{
    void *number = GUINT_TO_POINTER(service->port);
    GPtrArray *services = g_hash_table_lookup(inventory->by_port, number);

    if (!services) {
        services = g_ptr_array_new();
        g_hash_table_insert(inventory->by_port, number, services);
    }
    if (services->len < MAX_SAME_PORT)
        g_ptr_array_add(services, service);
}

static void set_facts(inventory_t *inventory, inventory_service_t *service,
                      const service_facts_t *facts)
{
    bool has_new_host = service->host[0] == '\0' && facts->host[0] != '\0';

    if (service->attributes != facts->attributes) {
        char *masked = txt_text(facts->attributes, facts->n_attributes, true);
        g_free((void *)service->attributes);
        service->attributes = copy_attributes(inventory, facts->attributes, facts->n_attributes);
        service->n_attributes = facts->n_attributes;
        service->txt = keep(inventory, masked);
        g_free(masked);
    }
    service->txt_raw = keep(inventory, facts->txt_raw);
    service->host = keep(inventory, facts->host);
    service->port = facts->port;
    service->transports = keep(inventory, facts->transports);
    if (has_new_host) {
        inventory_host_t *host = host_of(inventory, service->host);
        if (host && host->services->len < INVENTORY_MAX_ROWS) {
            g_ptr_array_add(host->services, service);
            note_changed(inventory, INVENTORY_HOSTS, host);
        }
        index_port(inventory, service);
    }
}

/* The row of a key, which it takes, made if need be. NULL when there is no place. */
static inventory_service_t *service_of(inventory_t *inventory, const inventory_record_t *record,
                                       const service_facts_t *facts, char *key)
{
    bool is_new;
    inventory_service_t *service = row_of(inventory, INVENTORY_SERVICES, inventory->rows.services,
                                          key, sizeof *service, &is_new);

    if (!is_new)
        return service;
    service->instance = keep(inventory, record->instance);
    service->service_type = keep(inventory, record->service_type);
    service->domain = keep(inventory, record->domain);
    service->description = keep(inventory, record->description);
    service->host = service->txt = service->txt_raw = service->transports = "";
    service->announced_by = g_hash_table_new(g_str_hash, g_str_equal);
    set_facts(inventory, service, facts);
    return service;
}

/* A row that only lacks what a record adds is the same service, told bit by bit. Takes its new
 * key. */
static void complete(inventory_t *inventory, inventory_service_t *service,
                     const inventory_record_t *record, const service_facts_t *facts, char *key)
{
    const service_facts_t before = facts_of(service);
    char *old_key = service_key(record, &before);

    g_hash_table_remove(inventory->row_of[INVENTORY_SERVICES], old_key);
    g_hash_table_insert(inventory->row_of[INVENTORY_SERVICES], key, service);
    g_free(old_key);
    set_facts(inventory, service, facts);
}

/* The row of the instance as the record has it: the present one, completed, or another one. */
static inventory_service_t *update_service(inventory_t *inventory, inventory_service_t *current,
                                           const inventory_record_t *record, const char *txt_raw)
{
    service_facts_t facts = current
                                ? facts_of(current)
                                : (service_facts_t){.host = "", .transports = "", .txt_raw = ""};
    bool lacks = false;

    if (record->kind == INVENTORY_SRV && !record->gone) {
        lacks = current && current->host[0] == '\0';
        facts.host = record->host;
        facts.port = record->port;
        facts.transports = record->transports;
    } else if (record->kind == INVENTORY_TXT && !record->gone) {
        lacks = current && current->txt_raw[0] == '\0';
        facts.txt_raw = txt_raw;
        facts.attributes = record->attributes;
        facts.n_attributes = record->n_attributes;
    }
    char *key = service_key(record, &facts);
    bool known = g_hash_table_contains(inventory->row_of[INVENTORY_SERVICES], key);
    if (known || !lacks)
        return service_of(inventory, record, &facts, key);
    complete(inventory, current, record, &facts, key);
    return current;
}

static void note_announcement(inventory_t *inventory, inventory_service_t *service,
                              const inventory_message_t *message, const inventory_record_t *record)
{
    note_seen(&service->seen, message->when);
    add_member(inventory, service->announced_by, message->sender);
    if (record->gone) {
        service->goodbye = message->when;
        return;
    }
    service->goodbye.frame = 0;
    if (record->kind == INVENTORY_SRV || service->expires == 0)
        service->expires = message->when.time + (int64_t)record->ttl * 1000000000;
}

static void add_credentials(inventory_t *inventory, const inventory_service_t *service,
                            const inventory_record_t *record, inventory_when_t when)
{
    for (unsigned i = 0; i < record->n_attributes; i++) {
        const inventory_attribute_t *attribute = &record->attributes[i];
        bool is_new;
        if (attribute->credential[0] == '\0' || !attribute->value)
            continue;
        char *key = g_strjoin(KEY_SEPARATOR, service->instance, service->service_type,
                              service->domain, attribute->key, attribute->value, NULL);
        inventory_credential_t *row =
            row_of(inventory, INVENTORY_CREDENTIALS, inventory->rows.credentials, key, sizeof *row,
                   &is_new);
        if (is_new) {
            row->instance = service->instance;
            row->service_type = service->service_type;
            row->domain = service->domain;
            row->key = keep(inventory, attribute->key);
            row->credential = keep(inventory, attribute->credential);
            row->value = keep(inventory, attribute->value);
        }
        if (row) {
            note_seen(&row->seen, when);
            note_changed(inventory, INVENTORY_CREDENTIALS, row);
        }
    }
}

static bool is_responder(const responder_t *responder, const inventory_message_t *message)
{
    return strcmp(responder->address, message->sender) == 0 &&
           g_strcmp0(responder->receiver, message->multicast ? NULL : message->receiver) == 0;
}

static void add_responder(inventory_t *inventory, const inventory_message_t *message,
                          const char *service_type)
{
    GPtrArray *responders = g_hash_table_lookup(inventory->responders, service_type);
    const GPtrArray *questions = g_hash_table_lookup(inventory->questions, service_type);

    for (unsigned i = 0; questions && i < questions->len; i++)
        note_changed(inventory, INVENTORY_QUESTIONS, questions->pdata[i]);
    if (!responders) {
        if (g_hash_table_size(inventory->responders) >= INVENTORY_MAX_ROWS)
            return;
        responders = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(inventory->responders, (void *)keep(inventory, service_type),
                            responders);
    }
    for (unsigned i = 0; i < responders->len; i++) {
        responder_t *responder = responders->pdata[i];
        if (is_responder(responder, message)) {
            responder->last_frame = message->when.frame;
            return;
        }
    }
    if (responders->len < MAX_RESPONDERS) {
        responder_t *responder = g_new0(responder_t, 1);
        *responder = (responder_t){
            .address = keep(inventory, message->sender),
            .receiver = message->multicast ? NULL : keep(inventory, message->receiver),
            .last_frame = message->when.frame};
        g_ptr_array_add(responders, responder);
    }
}

static void add_service(inventory_t *inventory, const inventory_message_t *message,
                        const inventory_record_t *record)
{
    char *key = instance_key(record);
    inventory_service_t *current = g_hash_table_lookup(inventory->instances, key);
    char *txt_raw = record->kind == INVENTORY_TXT
                        ? txt_text(record->attributes, record->n_attributes, false)
                        : NULL;

    /* What goes away without having been here is nobody's service. */
    inventory_service_t *service =
        current || !record->gone ? update_service(inventory, current, record, txt_raw) : NULL;
    g_free(txt_raw);
    if (!service) {
        g_free(key);
        return;
    }
    g_hash_table_insert(inventory->instances, key, service);
    note_announcement(inventory, service, message, record);
    if (service->host[0] != '\0') {
        inventory_host_t *host = host_of(inventory, service->host);
        if (host) {
            note_seen(&host->seen, message->when);
            note_changed(inventory, INVENTORY_HOSTS, host);
        }
    }
    add_credentials(inventory, service, record, message->when);
    note_changed(inventory, INVENTORY_SERVICES, service);
}

static void add_address(inventory_t *inventory, const inventory_message_t *message,
                        const inventory_record_t *record)
{
    /* Whose address a unicast answer tells matters where a service is on it. */
    if (!message->multicast && !inventory_host(inventory, record->host))
        return;
    inventory_host_t *host = host_of(inventory, record->host);
    if (!host)
        return;
    if (!record->gone)
        add_member(inventory, host->addresses, record->address);
    note_seen(&host->seen, message->when);
    note_changed(inventory, INVENTORY_HOSTS, host);
    for (unsigned i = 0; i < host->services->len && i < MAX_SAME_PORT; i++)
        note_changed(inventory, INVENTORY_SERVICES, host->services->pdata[i]);
}

/* Questions. */

static void index_question(inventory_t *inventory, inventory_question_t *question)
{
    void *type = (void *)question->service_type;
    GPtrArray *questions = g_hash_table_lookup(inventory->questions, type);

    if (!questions) {
        questions = g_ptr_array_new();
        g_hash_table_insert(inventory->questions, type, questions);
    }
    if (questions->len < MAX_RESPONDERS)
        g_ptr_array_add(questions, question);
}

static void add_question(inventory_t *inventory, const inventory_message_t *message,
                         const char *service_type)
{
    bool is_new;
    char *key = g_strjoin(KEY_SEPARATOR, message->sender, service_type, NULL);
    inventory_question_t *row = row_of(inventory, INVENTORY_QUESTIONS, inventory->rows.questions,
                                       key, sizeof *row, &is_new);

    if (is_new) {
        row->requester = keep(inventory, message->sender);
        row->service_type = keep(inventory, service_type);
        index_question(inventory, row);
    }
    if (row) {
        note_seen(&row->seen, message->when);
        note_changed(inventory, INVENTORY_QUESTIONS, row);
    }
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *inventory_answered_by(const inventory_t *inventory, const inventory_question_t *question)
{
    GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *responders =
        g_hash_table_lookup(inventory->responders, question->service_type);

    for (unsigned i = 0; responders && i < responders->len; i++) {
        const responder_t *responder = responders->pdata[i];
        bool heard = !responder->receiver || strcmp(responder->receiver, question->requester) == 0;
        if (heard && responder->address[0] != '\0' &&
            responder->last_frame > question->seen.first.frame &&
            strcmp(responder->address, question->requester) != 0)
            g_hash_table_add(set, (void *)responder->address);
    }
    GPtrArray *sorted = inventory_sorted(set);
    g_hash_table_destroy(set);
    return sorted;
}

/* Messages. */

static void take_in(inventory_t *inventory, const inventory_message_t *message)
{
    for (unsigned i = 0; i < message->n_records; i++) {
        const inventory_record_t *record = &message->records[i];
        if (record->kind == INVENTORY_ADDRESS) {
            add_address(inventory, message, record);
        } else if (record->instance[0] != '\0') {
            add_service(inventory, message, record);
            add_responder(inventory, message, record->service_type);
        }
    }
}

static char *pending_key(const char *client, const char *server, unsigned id)
{
    return g_strdup_printf("%s" KEY_SEPARATOR "%s" KEY_SEPARATOR "%u", client, server, id);
}

static void free_pending(void *data)
{
    inventory_message_t *pending = data;

    for (unsigned i = 0; i < pending->n_records; i++)
        g_free((void *)pending->records[i].attributes);
    g_free((void *)pending->records);
    g_free(pending);
}

static void remember_update(inventory_t *inventory, const inventory_message_t *message)
{
    inventory_message_t *pending = g_new0(inventory_message_t, 1);
    inventory_record_t *records = g_new0(inventory_record_t, message->n_records);

    for (unsigned i = 0; i < message->n_records; i++) {
        records[i] = message->records[i];
        records[i].instance = keep(inventory, records[i].instance);
        records[i].service_type = keep(inventory, records[i].service_type);
        records[i].domain = keep(inventory, records[i].domain);
        records[i].description = keep(inventory, records[i].description);
        records[i].host = keep(inventory, records[i].host);
        records[i].address = keep(inventory, records[i].address);
        records[i].transports = keep(inventory, records[i].transports);
        records[i].attributes =
            copy_attributes(inventory, records[i].attributes, records[i].n_attributes);
    }
    *pending = *message;
    pending->sender = keep(inventory, message->sender);
    pending->receiver = keep(inventory, message->receiver);
    pending->records = records;
    if (g_hash_table_size(inventory->pending) >= MAX_PENDING)
        g_hash_table_remove_all(inventory->pending);
    g_hash_table_insert(inventory->pending,
                        pending_key(message->sender, message->receiver, message->id), pending);
}

static void accept_update(inventory_t *inventory, const inventory_message_t *message)
{
    char *key = pending_key(message->receiver, message->sender, message->id);
    inventory_message_t *pending = g_hash_table_lookup(inventory->pending, key);

    if (pending) {
        pending->when = message->when;
        take_in(inventory, pending);
        g_hash_table_remove(inventory->pending, key);
    }
    g_free(key);
}

static void note_time(inventory_t *inventory, inventory_when_t when)
{
    if (is_before(inventory->rows.latest, when))
        inventory->rows.latest = when;
}

void inventory_add_message(inventory_t *inventory, const inventory_message_t *message)
{
    note_time(inventory, message->when);
    switch (message->kind) {
    case INVENTORY_QUERY:
        for (unsigned i = 0; i < message->n_records; i++) {
            if (message->records[i].kind == INVENTORY_QUESTION)
                add_question(inventory, message, message->records[i].service_type);
        }
        break;
    case INVENTORY_RESPONSE:
        take_in(inventory, message);
        break;
    case INVENTORY_UPDATE:
        remember_update(inventory, message);
        break;
    case INVENTORY_ACCEPTED:
        accept_update(inventory, message);
        break;
    default:
        break;
    }
}

/* Ports. */

static char *end_key(const char *address, const char *transport, uint16_t port)
{
    return g_strdup_printf("%s" KEY_SEPARATOR "%s" KEY_SEPARATOR "%u", address, transport, port);
}

static void free_port(void *data)
{
    inventory_port_t *port = data;

    g_hash_table_destroy(port->clients);
    g_free(port);
}

static void init_port(inventory_t *inventory, inventory_port_t *row, const char *address,
                      const char *transport, uint16_t port)
{
    *row =
        (inventory_port_t){.address = keep(inventory, address),
                           .transport = keep(inventory, transport),
                           .port = port,
                           .registered = "",
                           .registered_on = "",
                           .status = "",
                           .announced_instance = "",
                           .announced_service = "",
                           .dissected = "",
                           .agreement = "unknown",
                           .basis = "",
                           .clients = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free)};
}

/* The end of a packet, served or not. NULL when there is no place. */
static inventory_port_t *end_of(inventory_t *inventory, const inventory_packet_t *packet)
{
    char *key = end_key(packet->address, packet->transport, packet->port);
    inventory_port_t *end = g_hash_table_lookup(inventory->ends, key);

    if (end || g_hash_table_size(inventory->ends) >= INVENTORY_MAX_ROWS) {
        inventory->rows.n_dropped += !end;
        g_free(key);
        return end;
    }
    end = g_new(inventory_port_t, 1);
    init_port(inventory, end, packet->address, packet->transport, packet->port);
    end->registered = keep(inventory, packet->registered);
    end->registered_on = keep(inventory, packet->registered_on);
    end->status = keep(inventory, packet->status);
    end->own = packet->own;
    end->basis = keep(inventory, packet->basis);
    g_hash_table_insert(inventory->ends, key, end);
    return end;
}

/* What one source sent to ends that never answered. */
static inventory_port_t *probes_of(inventory_t *inventory, const char *source,
                                   const char *transport)
{
    bool is_new;
    char *key = g_strjoin(KEY_SEPARATOR, source, transport, NULL);
    inventory_port_t *row =
        row_of(inventory, INVENTORY_PORTS, inventory->rows.ports, key, sizeof *row, &is_new);

    if (is_new) {
        init_port(inventory, row, source, transport, 0);
        row->sources = true;
    }
    return row;
}

static void serve(inventory_t *inventory, inventory_port_t *end)
{
    GHashTableIter iter;
    void *client, *use;

    end->served = true;
    if (inventory->rows.ports->len < INVENTORY_MAX_ROWS)
        g_ptr_array_add(inventory->rows.ports, end);
    else
        inventory->rows.n_dropped++;
    /* What was taken for a probe was not one. */
    g_hash_table_iter_init(&iter, end->clients);
    while (g_hash_table_iter_next(&iter, &client, &use)) {
        const client_use_t *sent = use;
        char *key = g_strjoin(KEY_SEPARATOR, (char *)client, end->transport, NULL);
        inventory_port_t *probes = g_hash_table_lookup(inventory->row_of[INVENTORY_PORTS], key);
        if (probes && probes->n_probed > 0) {
            probes->n_probed--;
            probes->seen.n -= sent->packets;
            probes->bytes -= sent->bytes;
            note_changed(inventory, INVENTORY_PORTS, probes);
        }
        g_free(key);
    }
}

static void note_probe(inventory_t *inventory, inventory_port_t *end,
                       const inventory_packet_t *packet)
{
    inventory_port_t *probes = probes_of(inventory, packet->client, end->transport);

    if (!probes)
        return;
    if (!g_hash_table_contains(end->clients, packet->client))
        probes->n_probed++;
    note_seen(&probes->seen, packet->when);
    probes->bytes += packet->bytes;
    note_changed(inventory, INVENTORY_PORTS, probes);
}

/* Agreement once found, or difference, is not undone by a packet that does not tell. */
static void note_spoken(inventory_t *inventory, inventory_port_t *end,
                        const inventory_packet_t *packet)
{
    if (packet->dissected[0] != '\0')
        end->dissected = keep(inventory, packet->dissected);
    /* Of several services announced there, the one that was recognised. */
    bool fits = end->dissected[0] != '\0' &&
                g_ascii_strcasecmp(end->announced_service, end->dissected) == 0 &&
                strcmp(packet->announced_service, end->announced_service) != 0;
    if (!fits && (packet->announced_instance[0] != '\0' || packet->announced_service[0] != '\0')) {
        end->announced_instance = keep(inventory, packet->announced_instance);
        end->announced_service = keep(inventory, packet->announced_service);
    }
    if (strcmp(packet->agreement, "unknown") != 0)
        end->agreement = keep(inventory, packet->agreement);
}

static void add_mismatch(inventory_t *inventory, const inventory_packet_t *packet)
{
    bool is_new;
    char *end = end_key(packet->address, packet->transport, packet->port);
    char *key =
        g_strjoin(KEY_SEPARATOR, end, packet->mismatch_registered, packet->mismatch_spoken, NULL);
    inventory_mismatch_t *row = row_of(inventory, INVENTORY_MISMATCHES, inventory->rows.mismatches,
                                       key, sizeof *row, &is_new);

    g_free(end);
    if (is_new) {
        row->address = keep(inventory, packet->address);
        row->transport = keep(inventory, packet->transport);
        row->port = packet->port;
        row->registered = keep(inventory, packet->mismatch_registered);
        row->spoken = keep(inventory, packet->mismatch_spoken);
    }
    if (row) {
        note_seen(&row->seen, packet->when);
        note_changed(inventory, INVENTORY_MISMATCHES, row);
    }
}

void inventory_add_packet(inventory_t *inventory, const inventory_packet_t *packet)
{
    inventory_port_t *end = end_of(inventory, packet);

    note_time(inventory, packet->when);
    inventory->rows.n_packets++;
    if (packet->mismatch_registered[0] != '\0')
        add_mismatch(inventory, packet);
    if (!end)
        return;
    note_spoken(inventory, end, packet);
    if (!end->served && (packet->answered || packet->group || packet->announced_service[0] != '\0'))
        serve(inventory, end);
    if (!end->served)
        note_probe(inventory, end, packet);
    note_client(inventory, end, packet->client, packet->bytes);
    note_seen(&end->seen, packet->when);
    end->bytes += packet->bytes;
    if (!end->served)
        return;
    note_changed(inventory, INVENTORY_PORTS, end);
    const GPtrArray *services =
        g_hash_table_lookup(inventory->by_port, GUINT_TO_POINTER(packet->port));
    for (unsigned i = 0; services && i < services->len; i++)
        note_changed(inventory, INVENTORY_SERVICES, services->pdata[i]);
}

void inventory_add_note(inventory_t *inventory, inventory_when_t when, const char *filter,
                        const char *severity, const char *summary)
{
    bool is_new;
    char *key = g_strjoin(KEY_SEPARATOR, filter, severity, summary, NULL);
    inventory_note_t *row =
        row_of(inventory, INVENTORY_NOTES, inventory->rows.notes, key, sizeof *row, &is_new);

    note_time(inventory, when);
    if (is_new) {
        row->filter = keep(inventory, filter);
        row->severity = keep(inventory, severity);
        row->summary = keep(inventory, summary);
    }
    if (row)
        note_seen(&row->seen, when);
}

void inventory_add_undecided(inventory_t *inventory, inventory_when_t when)
{
    note_time(inventory, when);
    inventory->rows.n_undecided++;
}

/* Reading. */

const inventory_rows_t *inventory_rows(const inventory_t *inventory)
{
    return &inventory->rows;
}

bool inventory_take_changed(inventory_t *inventory, void (*each)(void *data, const void *row),
                            void *data)
{
    bool any = inventory->changed->len > 0;

    for (unsigned i = 0; i < inventory->changed->len; i++)
        each(data, inventory->changed->pdata[i]);
    g_ptr_array_set_size(inventory->changed, 0);
    g_hash_table_remove_all(inventory->is_changed);
    return any;
}

GPtrArray *inventory_sorted(GHashTable *set)
{
    GPtrArray *sorted = g_ptr_array_new();
    GHashTableIter iter;
    void *member;

    g_hash_table_iter_init(&iter, set);
    while (g_hash_table_iter_next(&iter, &member, NULL))
        g_ptr_array_add(sorted, member);
    g_ptr_array_sort(sorted, compare_texts);
    return sorted;
}

GPtrArray *inventory_addresses_of(const inventory_t *inventory, const inventory_service_t *service)
{
    const inventory_host_t *host = inventory_host(inventory, service->host);

    return inventory_sorted(host && g_hash_table_size(host->addresses) > 0 ? host->addresses
                                                                           : service->announced_by);
}

static void add_end(inventory_use_t *use, inventory_port_t *end, GHashTable *clients)
{
    GHashTableIter iter;
    void *client;

    use->first =
        use->packets == 0 || is_before(end->seen.first, use->first) ? end->seen.first : use->first;
    use->last = is_before(use->last, end->seen.last) ? end->seen.last : use->last;
    use->packets += end->seen.n;
    use->bytes += end->bytes;
    g_ptr_array_add(use->ends, end);
    g_hash_table_iter_init(&iter, end->clients);
    while (g_hash_table_iter_next(&iter, &client, NULL) &&
           g_hash_table_size(clients) < INVENTORY_MAX_MEMBERS)
        g_hash_table_add(clients, client);
}

inventory_use_t inventory_use_of(const inventory_t *inventory, const inventory_service_t *service)
{
    inventory_use_t use = {.ends = g_ptr_array_new()};
    GHashTable *clients = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *addresses = inventory_addresses_of(inventory, service);
    char **transports = g_strsplit(service->transports, ",", -1);

    for (unsigned i = 0; service->port > 0 && i < addresses->len; i++) {
        for (char **transport = transports; *transport; transport++) {
            char *key = end_key(addresses->pdata[i], *transport, service->port);
            inventory_port_t *end = g_hash_table_lookup(inventory->ends, key);
            g_free(key);
            if (end)
                add_end(&use, end, clients);
        }
    }
    use.clients = inventory_sorted(clients);
    g_hash_table_destroy(clients);
    g_ptr_array_unref(addresses);
    g_strfreev(transports);
    return use;
}

void inventory_use_clear(inventory_use_t *use)
{
    g_ptr_array_unref(use->ends);
    g_ptr_array_unref(use->clients);
}

const char *inventory_device(const inventory_service_t *service, const char *fact)
{
    bool product = strcmp(fact, "product") == 0;

    for (unsigned i = 0; i < service->n_attributes; i++) {
        const inventory_attribute_t *attribute = &service->attributes[i];
        if (product && attribute->product[0] != '\0')
            return attribute->product;
        if (attribute->value && strcmp(attribute->device, fact) == 0)
            return attribute->value;
    }
    return "";
}

const char *inventory_host_device(const inventory_host_t *host, const char *fact)
{
    const char *value = "";

    for (unsigned i = 0; value[0] == '\0' && i < host->services->len; i++)
        value = inventory_device(host->services->pdata[i], fact);
    return value;
}

const char *inventory_device_name(const inventory_service_t *service)
{
    const char *product = inventory_device(service, "product");

    return product[0] != '\0' ? product : inventory_device(service, "model");
}

const char *inventory_host_device_name(const inventory_host_t *host)
{
    const char *product = inventory_host_device(host, "product");

    return product[0] != '\0' ? product : inventory_host_device(host, "model");
}

/* Ends have an owner of their own: only rows of probes are the rows' alone. */
static void free_port_row(void *data)
{
    inventory_port_t *row = data;

    if (row->sources)
        free_port(row);
}

bool inventory_port_is_void(const inventory_port_t *port)
{
    return port->sources && port->n_probed == 0;
}

inventory_t *inventory_new(inventory_kind_t watched)
{
    inventory_t *inventory = g_new0(inventory_t, 1);

    inventory->rows = (inventory_rows_t){.services = g_ptr_array_new_with_free_func(free_service),
                                         .hosts = g_ptr_array_new_with_free_func(free_host),
                                         .ports = g_ptr_array_new_with_free_func(free_port_row),
                                         .questions = g_ptr_array_new_with_free_func(g_free),
                                         .credentials = g_ptr_array_new_with_free_func(g_free),
                                         .mismatches = g_ptr_array_new_with_free_func(g_free),
                                         .notes = g_ptr_array_new_with_free_func(g_free)};
    inventory->texts = g_string_chunk_new(4096);
    inventory->watched = watched;
    inventory->changed = g_ptr_array_new();
    inventory->is_changed = g_hash_table_new(NULL, NULL);
    for (unsigned i = 0; i < INVENTORY_N_KINDS; i++) {
        inventory->row_of[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    }
    inventory->ends = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_port);
    inventory->instances = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    inventory->by_port = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    inventory->responders =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    inventory->questions =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    inventory->pending = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_pending);
    return inventory;
}

void inventory_free(inventory_t *inventory)
{
    if (!inventory)
        return;
    g_hash_table_destroy(inventory->pending);
    g_hash_table_destroy(inventory->responders);
    g_hash_table_destroy(inventory->questions);
    g_hash_table_destroy(inventory->by_port);
    g_hash_table_destroy(inventory->instances);
    g_ptr_array_unref(inventory->rows.services);
    g_ptr_array_unref(inventory->rows.hosts);
    g_ptr_array_unref(inventory->rows.ports);
    g_ptr_array_unref(inventory->rows.questions);
    g_ptr_array_unref(inventory->rows.credentials);
    g_ptr_array_unref(inventory->rows.mismatches);
    g_ptr_array_unref(inventory->rows.notes);
    g_hash_table_destroy(inventory->ends);
    for (unsigned i = 0; i < INVENTORY_N_KINDS; i++) {
        g_hash_table_destroy(inventory->row_of[i]);
    }
    g_ptr_array_unref(inventory->changed);
    g_hash_table_destroy(inventory->is_changed);
    g_string_chunk_free(inventory->texts);
    g_free(inventory);
}
