/* dnssd_first.c - the first record of each service type and port.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_first.h"

#include <string.h>

enum {
    MAX_KNOWN = 10000 /* types and ports: what a capture invents beyond that is said each time */
};

/* A service type on a port. */
typedef struct {
    name_key_t name;
    svcreg_transport_t transport;
    uint16_t port;
} pair_t;

/* Where something was said of it; frame 0: nowhere. */
typedef struct {
    pair_t pair;
    uint32_t frame;
    uint64_t order;
    uint8_t name[DNS_MAX_LABEL];
} first_t;

static GHashTable *firsts; /* of first_t, by `pair` */

static unsigned hash_pair(const void *data)
{
    const pair_t *pair = (const pair_t *)data;

    return name_key_hash(&pair->name) +
           ((unsigned)pair->port << 8 | (unsigned)pair->transport) * 2654435761U; /* Knuth's */
}

static int pairs_equal(const void *a, const void *b)
{
    const pair_t *x = (const pair_t *)a, *y = (const pair_t *)b;

    return x->port == y->port && x->transport == y->transport && name_key_equal(&x->name, &y->name);
}

static void forget_all(void)
{
    if (firsts)
        g_hash_table_destroy(firsts);
    firsts = g_hash_table_new_full(hash_pair, pairs_equal, NULL, g_free);
}

void dnssd_first_register(void)
{
    forget_all();
    register_init_routine(forget_all);
}

/* What is known of a service type on a port, made if it is new; NULL: too many are. */
static first_t *first_of(const dnssd_service_t *service, uint16_t port, bool *ret_new)
{
    const pair_t pair = {.name = {(const uint8_t *)service->name, service->len},
                         .transport = service->transport,
                         .port = port};
    first_t *first = (first_t *)g_hash_table_lookup(firsts, &pair);
    *ret_new = !first;
    if (first || g_hash_table_size(firsts) >= MAX_KNOWN)
        return first;
    first = g_new0(first_t, 1);
    first->pair = pair;
    /* A service name is a label's. */
    memcpy(first->name, service->name, MIN(service->len, sizeof first->name));
    first->pair.name = (name_key_t){first->name, MIN(service->len, sizeof first->name)};
    g_hash_table_insert(firsts, &first->pair, first);
    return first;
}

bool dnssd_first_mark(const dnssd_service_t *service, uint16_t port)
{
    bool new;

    (void)first_of(service, port, &new);
    return !new;
}

bool dnssd_is_first(const dnssd_message_t *message, const dnssd_record_t *record,
                    const dnssd_service_t *service, uint16_t port)
{
    const announced_when_t when = dnssd_when(message, record);
    bool new;
    first_t *first = first_of(service, port, &new);

    if (!first)
        return true;
    /* Packets may be looked at in any order. */
    if (first->frame == 0 || when.frame < first->frame ||
        (when.frame == first->frame && when.order < first->order)) {
        first->frame = when.frame;
        first->order = when.order;
    }
    return when.frame == first->frame && when.order == first->order;
}
