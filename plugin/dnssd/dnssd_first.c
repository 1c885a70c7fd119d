/* dnssd_first.c - the first record of each service type and port.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_first.h"

enum {
    MAX_KNOWN = 10000 /* types and ports: what a capture invents beyond that is said each time */
};

/* Where it stands. */
typedef struct {
    uint32_t frame;
    uint64_t order;
} first_t;

static GHashTable *firsts; /* "http.1.80" -> first_t */

static void forget_all(void)
{
    if (firsts)
        g_hash_table_destroy(firsts);
    firsts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

void dnssd_first_register(void)
{
    forget_all();
    register_init_routine(forget_all);
}

bool dnssd_is_first(const dnssd_message_t *message, const dnssd_record_t *record,
                    const dnssd_service_t *service, uint16_t port)
{
    const first_t here = {message->pinfo->num, dnssd_order(message, record)};
    char *name = dnssd_service_text(message->pinfo->pool, service);
    char *lower = g_ascii_strdown(name, -1);
    char *key = g_strdup_printf("%s.%u.%u", lower, (unsigned)service->transport, port);
    first_t *first = (first_t *)g_hash_table_lookup(firsts, key);

    g_free(lower);
    if (!first && g_hash_table_size(firsts) < MAX_KNOWN) {
        first = g_new(first_t, 1);
        *first = here;
        g_hash_table_insert(firsts, key, first);
        return true;
    }
    g_free(key);
    /* Packets may be looked at in any order. */
    if (first &&
        (here.frame < first->frame || (here.frame == first->frame && here.order < first->order)))
        *first = here;
    return !first || (here.frame == first->frame && here.order == first->order);
}
