/* inventory_services.c - the services, hosts and credentials that records announce.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory_rows.h"

#include <string.h>

enum {
    MAX_OF_HOST = 256, /* services of a host that one address of it is reported to */
    MAX_ON_PORT = 4096 /* services on a port number, of all hosts, that a packet may be of use to */
};

static inventory_host_t *host_of(inventory_t *inventory, const char *name)
{
    bool is_new;
    char *folded = g_ascii_strdown(name, -1);
    inventory_host_t *host = inventory_row_of(inventory, INVENTORY_HOSTS, inventory->rows.hosts,
                                              folded, sizeof *host, &is_new);

    if (is_new) {
        host->name = inventory_keep(inventory, name);
        host->addresses = g_hash_table_new(text_key_hash, g_str_equal);
        host->services = g_ptr_array_new();
        host->service_types = g_hash_table_new(text_key_hash, g_str_equal);
    }
    return host;
}

void inventory_free_host(void *data)
{
    inventory_host_t *host = data;

    g_hash_table_destroy(host->addresses);
    g_ptr_array_unref(host->services);
    g_hash_table_destroy(host->service_types);
    g_free(host);
}

/* The host of a name, or NULL. */
static const inventory_host_t *find_host(const inventory_t *inventory, const char *name)
{
    char *folded = g_ascii_strdown(name, -1);
    const inventory_host_t *host = g_hash_table_lookup(inventory->row_of[INVENTORY_HOSTS], folded);

    g_free(folded);
    return host;
}

bool inventory_is_secret(const inventory_attribute_t *attribute)
{
    /* An empty value is told as such (RFC 6763 section 6.4). */
    return attribute->value && attribute->value[0] != '\0' &&
           (attribute->credential == TXT_CREDENTIAL_SECRET ||
            attribute->privacy == SVCREG_PRIVACY_SECRET);
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

void inventory_free_service(void *data)
{
    inventory_service_t *service = data;

    g_hash_table_destroy(service->announced_by);
    g_free((void *)service->attributes);
    g_free(service);
}

const inventory_attribute_t *
inventory_copy_attributes(inventory_t *inventory, const inventory_attribute_t *from, unsigned n)
{
    inventory_attribute_t *copy = g_new0(inventory_attribute_t, n);

    for (unsigned i = 0; i < n; i++) {
        copy[i] = from[i];
        copy[i].key = inventory_keep(inventory, from[i].key);
        copy[i].value = inventory_keep(inventory, from[i].value);
        copy[i].meaning = inventory_keep(inventory, from[i].meaning);
        copy[i].product = inventory_keep(inventory, from[i].product);
    }
    return copy;
}

char *inventory_instance_key(const inventory_record_t *record)
{
    char *key =
        g_strjoin(KEY_SEPARATOR, record->instance, record->service_type, record->domain, NULL);
    char *folded = g_ascii_strdown(key, -1);

    g_free(key);
    return folded;
}

/* What a service's row says. */
typedef struct {
    const char *host, *txt_raw;
    unsigned transports;
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
    char *instance = inventory_instance_key(record);
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
    if (services->len < MAX_ON_PORT)
        g_ptr_array_add(services, service);
}

static void set_facts(inventory_t *inventory, inventory_service_t *service,
                      const service_facts_t *facts)
{
    bool has_new_host = service->host[0] == '\0' && facts->host[0] != '\0';

    if (service->attributes != facts->attributes) {
        char *masked = txt_text(facts->attributes, facts->n_attributes, true);
        g_free((void *)service->attributes);
        service->attributes =
            inventory_copy_attributes(inventory, facts->attributes, facts->n_attributes);
        service->n_attributes = facts->n_attributes;
        service->txt = inventory_keep(inventory, masked);
        g_free(masked);
    }
    service->txt_raw = inventory_keep(inventory, facts->txt_raw);
    service->host = inventory_keep(inventory, facts->host);
    service->port = facts->port;
    service->transports = facts->transports;
    if (has_new_host) {
        inventory_host_t *host = host_of(inventory, service->host);
        service->host_row = host;
        if (host && host->services->len < INVENTORY_MAX_ROWS) {
            g_ptr_array_add(host->services, service);
            inventory_add_member(inventory, host->service_types, service->service_type);
            inventory_mark_changed(inventory, INVENTORY_HOSTS, host);
        }
        index_port(inventory, service);
    }
}

/* The row of a key, which it takes, made if need be. NULL when there is no place. */
static inventory_service_t *service_of(inventory_t *inventory, const inventory_record_t *record,
                                       const service_facts_t *facts, char *key)
{
    bool is_new;
    inventory_service_t *service = inventory_row_of(
        inventory, INVENTORY_SERVICES, inventory->rows.services, key, sizeof *service, &is_new);

    if (!is_new)
        return service;
    service->instance = inventory_keep(inventory, record->instance);
    service->service_type = inventory_keep(inventory, record->service_type);
    service->domain = inventory_keep(inventory, record->domain);
    service->description = inventory_keep(inventory, record->description);
    service->host = service->txt = service->txt_raw = "";
    service->announced_by = g_hash_table_new(text_key_hash, g_str_equal);
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

/* What is known of an instance with what a message says of it now. `*ret_txt_raw` is to be freed. */
static service_facts_t facts_with(const inventory_service_t *current, const inventory_said_t *said,
                                  char **ret_txt_raw)
{
    service_facts_t facts =
        current ? facts_of(current) : (service_facts_t){.host = "", .txt_raw = ""};

    *ret_txt_raw = NULL;
    if (said->srv) {
        facts.host = said->srv->host;
        facts.port = said->srv->port;
        facts.transports = said->srv->transports;
    }
    if (said->txt) {
        *ret_txt_raw = txt_text(said->txt->attributes, said->txt->n_attributes, false);
        facts.txt_raw = *ret_txt_raw;
        facts.attributes = said->txt->attributes;
        facts.n_attributes = said->txt->n_attributes;
    }
    return facts;
}

/* Whether a row only lacks what the facts have. */
static bool lacks(const inventory_service_t *row, const service_facts_t *facts)
{
    bool no_host = row->host[0] == '\0', no_txt = row->txt_raw[0] == '\0';
    bool same_host = row->port == facts->port && g_ascii_strcasecmp(row->host, facts->host) == 0;

    return (no_host || no_txt) && (no_host || same_host) &&
           (no_txt || strcmp(row->txt_raw, facts->txt_raw) == 0);
}

/* The row of the instance as the message has it: the present one, completed, or another one. */
static inventory_service_t *update_service(inventory_t *inventory, inventory_service_t *current,
                                           const inventory_record_t *record,
                                           const inventory_said_t *said)
{
    char *txt_raw;
    service_facts_t facts = facts_with(current, said, &txt_raw);
    char *key = service_key(record, &facts);
    inventory_service_t *service = current;

    if (g_hash_table_contains(inventory->row_of[INVENTORY_SERVICES], key) || !current ||
        !lacks(current, &facts))
        service = service_of(inventory, record, &facts, key);
    else
        complete(inventory, current, record, &facts, key);
    g_free(txt_raw);
    return service;
}

/* Whose end a goodbye is: of the row with the host and port that an SRV record takes back. NULL:
 * nobody's. */
static inventory_service_t *ended_service(const inventory_t *inventory,
                                          inventory_service_t *current,
                                          const inventory_record_t *record)
{
    if (!current || record->kind != INVENTORY_SRV || record->host[0] == '\0')
        return current;
    service_facts_t facts = facts_of(current);
    facts.host = record->host;
    facts.port = record->port;
    char *key = service_key(record, &facts);
    inventory_service_t *ended =
        (inventory_service_t *)g_hash_table_lookup(inventory->row_of[INVENTORY_SERVICES], key);
    g_free(key);
    return ended;
}

static void count_announcement(inventory_t *inventory, inventory_service_t *service,
                               const inventory_message_t *message, const inventory_record_t *record)
{
    inventory_mark_seen(&service->seen, message->when);
    inventory_add_member(inventory, service->announced_by, message->sender);
    if (record->gone) {
        /* That a subtype or the attributes go leaves the service. */
        if (!record->subtype && record->kind != INVENTORY_TXT)
            service->goodbye = message->when;
        return;
    }
    service->goodbye.frame = 0;
    if (record->kind == INVENTORY_SRV || service->expires == 0)
        service->expires = message->when.time + (int64_t)record->ttl * INVENTORY_SECOND;
}

/* Another row takes the place of the present one. */
static void expire_former(inventory_t *inventory, inventory_service_t *former,
                          const inventory_message_t *message)
{
    int64_t end = message->when.time + INVENTORY_SECOND;

    if (former->expires > end)
        former->expires = end;
    inventory_mark_changed(inventory, INVENTORY_SERVICES, former);
}

static void add_credentials(inventory_t *inventory, const inventory_service_t *service,
                            const inventory_record_t *record, inventory_when_t when)
{
    for (unsigned i = 0; i < record->n_attributes; i++) {
        const inventory_attribute_t *attribute = &record->attributes[i];
        bool is_new;
        if (attribute->credential == TXT_CREDENTIAL_NONE || !attribute->value)
            continue;
        char *key = g_strjoin(KEY_SEPARATOR, service->instance, service->service_type,
                              service->domain, attribute->key, attribute->value, NULL);
        inventory_credential_t *row =
            inventory_row_of(inventory, INVENTORY_CREDENTIALS, inventory->rows.credentials, key,
                             sizeof *row, &is_new);
        if (is_new) {
            row->instance = service->instance;
            row->service_type = service->service_type;
            row->domain = service->domain;
            row->key = inventory_keep(inventory, attribute->key);
            row->credential = attribute->credential;
            row->value = inventory_keep(inventory, attribute->value);
        }
        if (row) {
            inventory_mark_seen(&row->seen, when);
            inventory_mark_changed(inventory, INVENTORY_CREDENTIALS, row);
        }
    }
}

void inventory_add_service(inventory_t *inventory, const inventory_message_t *message,
                           const inventory_record_t *record, char *key,
                           const inventory_said_t *said)
{
    inventory_service_t *current = g_hash_table_lookup(inventory->instances, key);
    /* Of several SRV records each is a row. */
    const inventory_said_t alone = {.srv = record->kind == INVENTORY_SRV ? record : said->srv,
                                    .txt = record->kind == INVENTORY_TXT ? record : said->txt};
    inventory_service_t *service = record->gone
                                       ? ended_service(inventory, current, record)
                                       : update_service(inventory, current, record, &alone);

    if (!service) {
        g_free(key);
        return;
    }
    if (record->gone) {
        g_free(key);
    } else {
        bool flush = (alone.srv && alone.srv->flush) || (alone.txt && alone.txt->flush);
        if (current && current != service && flush)
            expire_former(inventory, current, message);
        g_hash_table_insert(inventory->instances, key, service);
    }
    count_announcement(inventory, service, message, record);
    if (service->host[0] != '\0') {
        inventory_host_t *host = host_of(inventory, service->host);
        if (host) {
            inventory_mark_seen(&host->seen, message->when);
            inventory_mark_changed(inventory, INVENTORY_HOSTS, host);
        }
    }
    add_credentials(inventory, service, record, message->when);
    inventory_mark_changed(inventory, INVENTORY_SERVICES, service);
}

void inventory_add_address(inventory_t *inventory, const inventory_message_t *message,
                           const inventory_record_t *record)
{
    /* Whose address a unicast answer tells matters where a service is on it. */
    if (!message->multicast && !find_host(inventory, record->host))
        return;
    inventory_host_t *host = host_of(inventory, record->host);
    if (!host)
        return;
    if (!record->gone)
        inventory_add_member(inventory, host->addresses, record->address);
    inventory_mark_seen(&host->seen, message->when);
    inventory_mark_changed(inventory, INVENTORY_HOSTS, host);
    for (unsigned i = 0; i < host->services->len && i < MAX_OF_HOST; i++)
        inventory_mark_changed(inventory, INVENTORY_SERVICES, host->services->pdata[i]);
}

static GHashTable *addresses_of(const inventory_service_t *service)
{
    const inventory_host_t *host = service->host_row;

    return host && g_hash_table_size(host->addresses) > 0 ? host->addresses : service->announced_by;
}

GPtrArray *inventory_addresses_of(const inventory_service_t *service)
{
    return inventory_sorted(addresses_of(service));
}

bool inventory_service_is_at(const inventory_service_t *service, const char *address)
{
    return g_hash_table_contains(addresses_of(service), address);
}

const char *inventory_device(const inventory_service_t *service, svcreg_txt_device_t fact)
{
    for (unsigned i = 0; i < service->n_attributes; i++) {
        const inventory_attribute_t *attribute = &service->attributes[i];
        if (attribute->value && attribute->device == fact)
            return attribute->value;
    }
    return "";
}

const char *inventory_product(const inventory_service_t *service)
{
    for (unsigned i = 0; i < service->n_attributes; i++) {
        if (service->attributes[i].product[0] != '\0')
            return service->attributes[i].product;
    }
    return "";
}

const char *inventory_host_device(const inventory_host_t *host, svcreg_txt_device_t fact)
{
    const char *value = "";

    for (unsigned i = 0; value[0] == '\0' && i < host->services->len && i < MAX_OF_HOST; i++)
        value = inventory_device(host->services->pdata[i], fact);
    return value;
}

const char *inventory_host_product(const inventory_host_t *host)
{
    const char *value = "";

    for (unsigned i = 0; value[0] == '\0' && i < host->services->len && i < MAX_OF_HOST; i++)
        value = inventory_product(host->services->pdata[i]);
    return value;
}
