/* inventory_ports.c - the ports that packets use: served, or only probed, by whom, and what is spoken there.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory_rows.h"

#include <string.h>

enum { MAX_SERVICES = 256 /* on an end that one packet is reported to: a print server's queues */ };

/* What one client sent to one end, and got from it. */
typedef struct {
    uint64_t packets, bytes;
} client_use_t;

static void count_client(inventory_t *inventory, inventory_port_t *end, const char *client,
                         uint32_t bytes)
{
    client_use_t *use = g_hash_table_lookup(end->clients, client);

    if (!use) {
        if (client[0] == '\0' || g_hash_table_size(end->clients) >= INVENTORY_MAX_MEMBERS)
            return;
        use = g_new0(client_use_t, 1);
        g_hash_table_insert(end->clients, (void *)inventory_keep(inventory, client), use);
    }
    use->packets++;
    use->bytes += bytes;
}

static char *end_key(const char *address, svcreg_transport_t transport, uint16_t port)
{
    return g_strdup_printf("%s" KEY_SEPARATOR "%u" KEY_SEPARATOR "%u", address, (unsigned)transport,
                           port);
}

/* Key of the row of what a source probed. */
static char *probes_key(const char *source, svcreg_transport_t transport)
{
    return g_strdup_printf("%s" KEY_SEPARATOR "%u", source, (unsigned)transport);
}

void inventory_free_port(void *data)
{
    inventory_port_t *port = data;

    g_hash_table_destroy(port->clients);
    g_free(port);
}

static void init_port(inventory_t *inventory, inventory_port_t *row, const char *address,
                      svcreg_transport_t transport, uint16_t port)
{
    *row = (inventory_port_t){.address = inventory_keep(inventory, address),
                              .transport = transport,
                              .port = port,
                              .registered = "",
                              .registered_on = "",
                              .status = "",
                              .announced_instance = "",
                              .announced_service = "",
                              .dissected = "",
                              .basis = "",
                              .clients =
                                  g_hash_table_new_full(text_key_hash, g_str_equal, NULL, g_free)};
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
    end->registered = inventory_keep(inventory, packet->registered);
    end->registered_on = inventory_keep(inventory, packet->registered_on);
    end->status = inventory_keep(inventory, packet->status);
    end->own = packet->own;
    end->basis = inventory_keep(inventory, packet->basis);
    g_hash_table_insert(inventory->ends, key, end);
    return end;
}

/* What one source sent to ends that never answered. */
static inventory_port_t *probes_of(inventory_t *inventory, const char *source,
                                   svcreg_transport_t transport)
{
    bool is_new;
    char *key = probes_key(source, transport);
    inventory_port_t *row = inventory_row_of(inventory, INVENTORY_PORTS, inventory->rows.ports, key,
                                             sizeof *row, &is_new);

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
        char *key = probes_key(client, end->transport);
        inventory_port_t *probes = g_hash_table_lookup(inventory->row_of[INVENTORY_PORTS], key);
        if (probes && probes->n_probed > 0) {
            probes->n_probed--;
            probes->seen.n -= sent->packets;
            probes->bytes -= sent->bytes;
            inventory_mark_changed(inventory, INVENTORY_PORTS, probes);
        }
        g_free(key);
    }
}

static void count_probe(inventory_t *inventory, inventory_port_t *end,
                        const inventory_packet_t *packet)
{
    inventory_port_t *probes = probes_of(inventory, packet->client, end->transport);

    if (!probes)
        return;
    if (!g_hash_table_contains(end->clients, packet->client))
        probes->n_probed++;
    inventory_mark_seen(&probes->seen, packet->when);
    probes->bytes += packet->bytes;
    inventory_mark_changed(inventory, INVENTORY_PORTS, probes);
}

/* Agreement once found, or difference, is not undone by a packet that does not tell. */
static void keep_spoken(inventory_t *inventory, inventory_port_t *end,
                        const inventory_packet_t *packet)
{
    if (packet->dissected[0] != '\0')
        end->dissected = inventory_keep(inventory, packet->dissected);
    /* Of several services announced there, the one that was recognised. */
    bool fits = end->dissected[0] != '\0' &&
                g_ascii_strcasecmp(end->announced_service, end->dissected) == 0 &&
                strcmp(packet->announced_service, end->announced_service) != 0;
    if (!fits && (packet->announced_instance[0] != '\0' || packet->announced_service[0] != '\0')) {
        end->announced_instance = inventory_keep(inventory, packet->announced_instance);
        end->announced_service = inventory_keep(inventory, packet->announced_service);
    }
    if (packet->agreement != AGREEMENT_UNKNOWN)
        end->agreement = packet->agreement;
}

static void add_mismatch(inventory_t *inventory, const inventory_packet_t *packet)
{
    bool is_new;
    char *end = end_key(packet->address, packet->transport, packet->port);
    char *key =
        g_strjoin(KEY_SEPARATOR, end, packet->mismatch_registered, packet->mismatch_spoken, NULL);
    inventory_mismatch_t *row = inventory_row_of(
        inventory, INVENTORY_MISMATCHES, inventory->rows.mismatches, key, sizeof *row, &is_new);

    g_free(end);
    if (is_new) {
        row->address = inventory_keep(inventory, packet->address);
        row->transport = packet->transport;
        row->port = packet->port;
        row->registered = inventory_keep(inventory, packet->mismatch_registered);
        row->spoken = inventory_keep(inventory, packet->mismatch_spoken);
    }
    if (row) {
        inventory_mark_seen(&row->seen, packet->when);
        inventory_mark_changed(inventory, INVENTORY_MISMATCHES, row);
    }
}

void inventory_add_packet(inventory_t *inventory, const inventory_packet_t *packet)
{
    inventory_port_t *end = end_of(inventory, packet);

    inventory_mark_time(inventory, packet->when);
    inventory->rows.n_packets++;
    if (packet->mismatch_registered[0] != '\0')
        add_mismatch(inventory, packet);
    if (!end)
        return;
    end->answered = end->answered || packet->answered;
    keep_spoken(inventory, end, packet);
    if (!end->served && (packet->answered || packet->group || packet->announced_service[0] != '\0'))
        serve(inventory, end);
    if (!end->served)
        count_probe(inventory, end, packet);
    count_client(inventory, end, packet->client, packet->bytes);
    inventory_mark_seen(&end->seen, packet->when);
    end->bytes += packet->bytes;
    if (!end->served)
        return;
    inventory_mark_changed(inventory, INVENTORY_PORTS, end);
    const GPtrArray *services =
        g_hash_table_lookup(inventory->by_port, GUINT_TO_POINTER(packet->port));
    for (unsigned i = 0, n = 0; services && i < services->len && n < MAX_SERVICES; i++) {
        if (!inventory_service_is_at(services->pdata[i], packet->address))
            continue;
        inventory_mark_changed(inventory, INVENTORY_SERVICES, services->pdata[i]);
        n++;
    }
}

/* Ends have an owner of their own: only rows of probes are the rows' alone. */
void inventory_free_port_row(void *data)
{
    inventory_port_t *row = data;

    if (row->sources)
        inventory_free_port(row);
}

bool inventory_port_is_void(const inventory_port_t *port)
{
    return port->sources && port->n_probed == 0;
}

static void add_end(inventory_use_t *use, inventory_port_t *end, GHashTable *clients)
{
    GPtrArray *sorted = inventory_sorted(end->clients);

    use->first = use->packets == 0 || inventory_is_before(end->seen.first, use->first)
                     ? end->seen.first
                     : use->first;
    use->last = inventory_is_before(use->last, end->seen.last) ? end->seen.last : use->last;
    use->packets += end->seen.n;
    use->bytes += end->bytes;
    g_ptr_array_add(use->ends, end);
    /* Where there are too many, the same ones in every run. */
    for (unsigned i = 0; i < sorted->len && g_hash_table_size(clients) < INVENTORY_MAX_MEMBERS; i++)
        g_hash_table_add(clients, sorted->pdata[i]);
    g_ptr_array_unref(sorted);
}

/* Whether traffic at an end is of the service: not what TCP refused, nor what began when the service had
 * said goodbye or was no longer announced. */
static bool is_use(const inventory_service_t *service, const inventory_port_t *end)
{
    /* A goodbye leaves a second (RFC 6762 section 10.1). */
    int64_t ended =
        service->goodbye.frame > 0 ? service->goodbye.time + INVENTORY_SECOND : service->expires;

    return (end->answered || end->transport != SVCREG_TRANSPORT_TCP) &&
           end->seen.first.time < ended;
}

inventory_use_t inventory_use_of(const inventory_t *inventory, const inventory_service_t *service)
{
    inventory_use_t use = {.ends = g_ptr_array_new()};
    GHashTable *clients = g_hash_table_new(text_key_hash, g_str_equal);
    GPtrArray *addresses = inventory_addresses_of(service);

    for (unsigned i = 0; service->port > 0 && i < addresses->len; i++) {
        for (svcreg_transport_t transport = 0; transport < SVCREG_N_TRANSPORTS; transport++) {
            if (!(service->transports & 1U << transport))
                continue;
            char *key = end_key(addresses->pdata[i], transport, service->port);
            inventory_port_t *end = g_hash_table_lookup(inventory->ends, key);
            g_free(key);
            if (end && is_use(service, end))
                add_end(&use, end, clients);
        }
    }
    use.clients = inventory_sorted(clients);
    g_hash_table_destroy(clients);
    g_ptr_array_unref(addresses);
    return use;
}

void inventory_use_clear(inventory_use_t *use)
{
    g_ptr_array_unref(use->ends);
    g_ptr_array_unref(use->clients);
}
