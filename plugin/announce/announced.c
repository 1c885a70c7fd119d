/* announced.c - announced services by address and port.
 *
 * An event is one SRV or address record in one frame. Events of an instance or host are kept in
 * the order of frames; `events` has all of them in that order and tells which is the oldest.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "announce/announced.h"

#include <string.h>
#include <wiretap/wtap.h>

enum {
    DEFAULT_MAX_EVENTS = 10000,
    /* Instances of one port, and events of one instance or host, that a question looks at, newest
     * first: a port has few services, and hosts repeat few addresses. */
    MAX_LOOKED_AT = 256,
    GOODBYE_SECONDS = 1, /* RFC 6762 section 10.1 */
    FLUSH_SECONDS = 1    /* RFC 6762 section 10.2 */
};

typedef struct subject subject_t;

typedef struct {
    announced_when_t when;
    uint32_t ttl;
    subject_t *subject;
    uint16_t port;        /* SRV */
    subject_t *host;      /* SRV */
    ip_address_t address; /* SRV: of the sender */
    bool cache_flush;
    uint32_t first_use;
} event_t;

/* An instance or a host. */
struct subject {
    char *name; /* the key in `instances` or `hosts` */
    char *instance;
    char *service;
    svcreg_transport_t transport;
    GPtrArray *events;    /* event_t, by frame and order */
    unsigned n_referring; /* host: events that name it */
};

static GHashTable *instances; /* name -> subject_t */
static GHashTable *hosts;     /* name -> subject_t */
static GHashTable *ports;     /* transport and port -> GPtrArray of subject_t */
static GTree *events;         /* by frame and order */
static unsigned max_events = DEFAULT_MAX_EVENTS;
static uint32_t full_since;

static int compare_when(const announced_when_t *a, const announced_when_t *b)
{
    if (a->frame != b->frame)
        return a->frame < b->frame ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static int compare_keys(gconstpointer a, gconstpointer b, gpointer unused _U_)
{
    return compare_when((const announced_when_t *)a, (const announced_when_t *)b);
}

static void free_subject(gpointer data)
{
    subject_t *subject = (subject_t *)data;

    g_free(subject->name);
    g_free(subject->instance);
    g_free(subject->service);
    g_ptr_array_free(subject->events, TRUE);
    g_free(subject);
}

static void forget_all(void)
{
    if (events) {
        g_tree_destroy(events);
        g_hash_table_destroy(ports);
        g_hash_table_destroy(instances);
        g_hash_table_destroy(hosts);
    }
    events = g_tree_new_full(compare_keys, NULL, NULL, g_free);
    ports = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    instances = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_subject);
    hosts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_subject);
    full_since = 0;
}

/* "_udp" announces for every transport but TCP (RFC 6763 section 7). */
static gpointer port_key(svcreg_transport_t transport, uint16_t port)
{
    return GUINT_TO_POINTER((transport == SVCREG_TRANSPORT_TCP ? 1U << 16 : 2U << 16) | port);
}

static subject_t *subject_of(GHashTable *table, const char *name)
{
    char *key = g_strdup(name);
    subject_t *subject = (subject_t *)g_hash_table_lookup(table, key);

    if (subject) {
        g_free(key);
        return subject;
    }
    subject = g_new0(subject_t, 1);
    subject->name = key;
    subject->events = g_ptr_array_new();
    g_hash_table_insert(table, key, subject);
    return subject;
}

static const event_t *event_at(const subject_t *subject, unsigned i)
{
    return (const event_t *)g_ptr_array_index(subject->events, i);
}

/* How many of a subject's events are not later than `when`. */
static unsigned count_until(const subject_t *subject, const announced_when_t *when)
{
    unsigned low = 0, high = subject->events->len;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (compare_when(&event_at(subject, middle)->when, when) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_port_event(const subject_t *instance, uint16_t port)
{
    for (unsigned i = 0; i < instance->events->len; i++) {
        if (event_at(instance, i)->port == port)
            return true;
    }
    return false;
}

static void forget_host_if_unused(subject_t *host)
{
    if (host->events->len == 0 && host->n_referring == 0)
        g_hash_table_remove(hosts, host->name);
}

static void forget(event_t *event)
{
    subject_t *subject = event->subject;
    subject_t *host = event->host ? event->host : subject;
    uint16_t port = event->port;

    g_ptr_array_remove(subject->events, event);
    if (event->host) {
        gpointer key = port_key(subject->transport, port);
        GPtrArray *list = (GPtrArray *)g_hash_table_lookup(ports, key);
        if (list && !has_port_event(subject, port))
            g_ptr_array_remove(list, subject);
        if (list && list->len == 0)
            g_hash_table_remove(ports, key);
        if (subject->events->len == 0)
            g_hash_table_remove(instances, subject->name);
        host->n_referring--;
    }
    g_tree_remove(events, &event->when);
    forget_host_if_unused(host);
}

/* Make room for one more. False when the new event would be the oldest: it is not kept. */
static bool make_room(const announced_when_t *when)
{
    while (g_tree_nnodes(events) > 0 && (unsigned)g_tree_nnodes(events) >= max_events) {
        event_t *oldest = (event_t *)g_tree_node_value(g_tree_node_first(events));
        if (full_since == 0 || when->frame < full_since)
            full_since = when->frame;
        if (compare_when(when, &oldest->when) < 0)
            return false;
        forget(oldest);
    }
    return max_events > 0;
}

/* Take in an event that is not known yet. */
static event_t *add_event(subject_t *subject, const announced_when_t *when, uint32_t ttl)
{
    event_t *event = g_new0(event_t, 1);

    event->when = *when;
    event->ttl = ttl;
    event->subject = subject;
    g_ptr_array_insert(subject->events, (int)count_until(subject, when), event);
    g_tree_insert(events, &event->when, event);
    return event;
}

announced_when_t announced_now(const packet_info *pinfo, uint32_t order)
{
    bool known = pinfo->rec && pinfo->rec->presence_flags & WTAP_HAS_INTERFACE_ID;

    return (announced_when_t){.frame = pinfo->num,
                              .order = order,
                              .time = pinfo->abs_ts,
                              .interface =
                                  known ? pinfo->rec->rec_header.packet_header.interface_id : 0};
}

void announced_learn_srv(const announced_srv_t *srv)
{
    if (g_tree_lookup(events, &srv->when) || !make_room(&srv->when))
        return;
    subject_t *instance = subject_of(instances, srv->name);
    if (!instance->instance) {
        instance->instance = g_strdup(srv->instance);
        instance->service = g_strdup(srv->service);
        instance->transport = srv->transport;
    }
    gpointer key = port_key(instance->transport, srv->port);
    GPtrArray *list = (GPtrArray *)g_hash_table_lookup(ports, key);
    if (!list) {
        list = g_ptr_array_new();
        g_hash_table_insert(ports, key, list);
    }
    if (!has_port_event(instance, srv->port))
        g_ptr_array_add(list, instance);
    event_t *event = add_event(instance, &srv->when, srv->ttl);
    event->port = srv->port;
    event->host = subject_of(hosts, srv->host);
    event->host->n_referring++;
    event->address = srv->sender;
    event->cache_flush = srv->cache_flush;
}

void announced_learn_address(const announced_address_t *address)
{
    if (g_tree_lookup(events, &address->when) || !make_room(&address->when))
        return;
    event_t *event = add_event(subject_of(hosts, address->host), &address->when, address->ttl);
    event->address = address->address;
    event->cache_flush = address->cache_flush;
}

/* Whether what an event said still holds at a time. */
static bool holds(const event_t *event, const nstime_t *time)
{
    nstime_t age;
    uint32_t life = event->ttl > 0 ? event->ttl : GOODBYE_SECONDS;

    nstime_delta(&age, time, &event->when.time);
    return age.secs < (time_t)life;
}

/* Replaced by a record with the cache-flush bit that came more than a second later on the same
 * link, and that for more than a second (RFC 6762 section 10.2). */
static bool is_flushed(const event_t *event, const event_t *flush, const nstime_t *time)
{
    nstime_t age, since;

    if (!flush || event->when.frame == flush->when.frame ||
        event->when.interface != flush->when.interface)
        return false;
    nstime_delta(&age, &flush->when.time, &event->when.time);
    nstime_delta(&since, time, &flush->when.time);
    return nstime_to_sec(&age) > FLUSH_SECONDS && nstime_to_sec(&since) > FLUSH_SECONDS;
}

static bool is_on_link(const event_t *event, const announced_when_t *when,
                       const ip_address_t *address)
{
    return !ip_address_is_link_local(address) || event->when.interface == when->interface;
}

/* Whether a host has an address; *ret_seen: whether any address of it is known. */
static bool host_has(const subject_t *host, const announced_when_t *when,
                     const ip_address_t *address, bool *ret_seen)
{
    const event_t *flush = NULL;
    unsigned n = count_until(host, when);

    *ret_seen = n > 0;
    for (unsigned looked_at = 0; n > 0 && looked_at < MAX_LOOKED_AT; looked_at++) {
        const event_t *event = event_at(host, --n);
        /* A and AAAA records are replaced apart. */
        if (event->address.len != address->len || is_flushed(event, flush, &when->time))
            continue;
        if (ip_address_equal(&event->address, address) && is_on_link(event, when, address))
            return holds(event, &when->time);
        if (event->cache_flush && !flush)
            flush = event;
    }
    return false;
}

static bool is_at(const event_t *event, const announced_when_t *when, const ip_address_t *address)
{
    bool seen;

    if (host_has(event->host, when, address, &seen))
        return true;
    return !seen && ip_address_equal(&event->address, address) && is_on_link(event, when, address);
}

/* The last event up to `last` that says the same and is no goodbye; `last` for want of one. */
static event_t *announcement(const subject_t *instance, event_t *last)
{
    for (unsigned n = count_until(instance, &last->when); n > 0; n--) {
        event_t *event = (event_t *)g_ptr_array_index(instance->events, n - 1);
        if (event->ttl > 0 && event->port == last->port && event->host == last->host)
            return event;
    }
    return last;
}

/* What announced an instance on an address and port when `when` was captured; NULL: nothing. An
 * instance may have several SRV records (RFC 2782); a goodbye takes back the one that it repeats
 * (RFC 6762 section 10.1). */
static event_t *find_event(const subject_t *instance, const announced_when_t *when,
                           const ip_address_t *address, uint16_t port)
{
    const subject_t *decided[ANNOUNCED_MAX_FOUND]; /* hosts on that port, newest word first */
    const event_t *flush = NULL;
    unsigned n = count_until(instance, when), n_decided = 0;

    for (unsigned looked_at = 0; n > 0 && looked_at < MAX_LOOKED_AT; looked_at++) {
        event_t *event = (event_t *)g_ptr_array_index(instance->events, --n);
        bool again = false;
        if (is_flushed(event, flush, &when->time))
            continue;
        if (event->cache_flush && !flush)
            flush = event;
        for (unsigned i = 0; i < n_decided; i++)
            again = again || decided[i] == event->host;
        if (event->port != port || again || n_decided == ANNOUNCED_MAX_FOUND)
            continue;
        decided[n_decided++] = event->host;
        if (holds(event, &when->time) && is_at(event, when, address))
            return event;
    }
    return NULL;
}

unsigned announced_find(const announced_when_t *when, svcreg_transport_t transport,
                        const ip_address_t *address, uint16_t port, announced_t *ret)
{
    GPtrArray *list = (GPtrArray *)g_hash_table_lookup(ports, port_key(transport, port));
    unsigned n = 0;

    unsigned end = list && list->len > MAX_LOOKED_AT ? list->len - MAX_LOOKED_AT : 0;

    for (unsigned i = list ? list->len : 0; i > end && n < ANNOUNCED_MAX_FOUND; i--) {
        const subject_t *instance = (const subject_t *)g_ptr_array_index(list, i - 1);
        event_t *event = find_event(instance, when, address, port);
        if (!event)
            continue;
        event_t *said = announcement(instance, event);
        if (said->first_use == 0 || when->frame < said->first_use)
            said->first_use = when->frame;
        ret[n++] = (announced_t){.instance = instance->instance,
                                 .service = instance->service,
                                 .frame = said->when.frame};
    }
    return n;
}

uint32_t announced_first_use(uint32_t frame, uint32_t order)
{
    const announced_when_t when = {.frame = frame, .order = order};
    const event_t *event = (const event_t *)g_tree_lookup(events, &when);

    return event ? event->first_use : 0;
}

uint32_t announced_full_since(void)
{
    return full_since;
}

void announced_register(void)
{
    forget_all();
    register_init_routine(forget_all);
}

void announced_register_preferences(module_t *module)
{
    prefs_register_uint_preference(
        module, "max_announced", "Announcements remembered",
        "SRV and address records that are remembered to label later packets, the oldest out "
        "first. 0 remembers none.",
        10, &max_events);
}
