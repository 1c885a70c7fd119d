/* announcements.c - what was announced: learned, remembered and forgotten.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "announce/announced_facts.h"

/* --- Timelines --- */

unsigned timeline_find(const timeline_t *timeline, const announced_when_t *when)
{
    unsigned low = timeline->first, high = timeline->end;

    /* Nearly always it is the next one. */
    if (low < high && compare_when(&timeline->events[high - 1]->when, when) < 0)
        return high;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (compare_when(&timeline->events[middle]->when, when) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

event_t *timeline_at(const timeline_t *timeline, const announced_when_t *when)
{
    unsigned at = timeline_find(timeline, when);

    return at < timeline->end && compare_when(&timeline->events[at]->when, when) == 0
               ? timeline->events[at]
               : NULL;
}

/* Make room at the end: by what is gone at the front, if that is much, else by more memory. */
static void timeline_grow(timeline_t *timeline)
{
    unsigned n = timeline->end - timeline->first;

    if (timeline->end < timeline->capacity)
        return;
    if (timeline->first > timeline->capacity / 2) {
        memmove(timeline->events, timeline->events + timeline->first, n * POINTER_SIZE);
        timeline->first = 0;
        timeline->end = n;
    } else {
        timeline->capacity = MAX(2 * timeline->capacity, 4);
        timeline->events = g_renew(event_t *, timeline->events, timeline->capacity);
    }
}

static void timeline_add(timeline_t *timeline, event_t *event)
{
    timeline_grow(timeline);
    unsigned at = timeline_find(timeline, &event->when);
    memmove(timeline->events + at + 1, timeline->events + at, (timeline->end - at) * POINTER_SIZE);
    timeline->events[at] = event;
    timeline->end++;
}

/* Forget an event; the oldest of all, it is the first one here. */
static void timeline_remove(timeline_t *timeline, const event_t *event)
{
    unsigned at = timeline_find(timeline, &event->when);

    memmove(timeline->events + timeline->first + 1, timeline->events + timeline->first,
            (at - timeline->first) * POINTER_SIZE);
    timeline->first++;
}

static unsigned timeline_len(const timeline_t *timeline)
{
    return timeline->end - timeline->first;
}

/* --- Keys of the tables --- */

/* What a fact says, to tell it from others. */
static guint hash_fact(gconstpointer data)
{
    const fact_t *fact = (const fact_t *)data;
    const name_key_t address = key_of_address(&fact->address);

    return name_key_hash(&address) + g_direct_hash(fact->subject) +
           (g_direct_hash(fact->host) + fact->port) * 2654435761U; /* Knuth's */
}

static gboolean facts_equal(gconstpointer a, gconstpointer b)
{
    const fact_t *x = (const fact_t *)a, *y = (const fact_t *)b;

    return x->subject == y->subject && x->host == y->host && x->port == y->port &&
           memcmp(&x->address, &y->address, sizeof x->address) == 0;
}

static name_key_t key_in_index(port_key_t *room, const fact_t *fact)
{
    return fact->host ? key_of_port(room, fact->port, &fact->host, POINTER_SIZE)
                      : key_of_address(&fact->address);
}

static gboolean bytes_equal(gconstpointer a, gconstpointer b)
{
    const name_key_t *x = (const name_key_t *)a, *y = (const name_key_t *)b;

    return x->len == y->len && memcmp(x->bytes, y->bytes, x->len) == 0;
}

/* A copy with its bytes behind it, for a table to own. */
static name_key_t *keep_key(name_key_t key)
{
    name_key_t *kept = (name_key_t *)g_malloc(sizeof *kept + key.len);

    memcpy(kept + 1, key.bytes, key.len);
    *kept = (name_key_t){(const uint8_t *)(kept + 1), key.len};
    return kept;
}

static GHashTable *new_table(GEqualFunc equal, GDestroyNotify free_value)
{
    return g_hash_table_new_full(name_key_hash, equal, g_free, free_value);
}

/* --- Memory --- */

static void free_subject(gpointer data)
{
    subject_t *subject = (subject_t *)data;

    g_free(subject->instance);
    g_free(subject->service);
    g_free(subject->flushes.events);
    g_hash_table_destroy(subject->facts);
    g_hash_table_destroy(subject->services);
    g_free(subject);
}

static void free_fact(gpointer data)
{
    fact_t *fact = (fact_t *)data;

    g_free(fact->events.events);
    g_free(fact);
}

static void free_timeline(gpointer data)
{
    timeline_t *timeline = (timeline_t *)data;

    g_free(timeline->events);
    g_free(timeline);
}

announcements_t *announcements_new(unsigned max_records)
{
    announcements_t *all = g_new0(announcements_t, 1);

    all->max_events = max_records;
    all->instances = new_table(name_key_equal, free_subject);
    all->hosts = new_table(name_key_equal, free_subject);
    all->facts = g_hash_table_new_full(hash_fact, facts_equal, free_fact, NULL);
    all->by_address = new_table(bytes_equal, (GDestroyNotify)g_queue_free);
    all->by_port = new_table(bytes_equal, (GDestroyNotify)g_queue_free);
    all->by_sender = new_table(bytes_equal, free_timeline);
    return all;
}

void announcements_free(announcements_t *all)
{
    if (!all)
        return;
    g_hash_table_destroy(all->by_sender);
    g_hash_table_destroy(all->by_port);
    g_hash_table_destroy(all->by_address);
    g_hash_table_destroy(all->facts);
    g_hash_table_destroy(all->instances);
    g_hash_table_destroy(all->hosts);
    for (unsigned i = all->events.first; i < all->events.end; i++)
        g_free(all->events.events[i]);
    g_free(all->events.events);
    g_free(all);
}

static subject_t *find_subject(GHashTable *table, name_key_t name)
{
    return (subject_t *)g_hash_table_lookup(table, &name);
}

static subject_t *subject_of(GHashTable *table, name_key_t name)
{
    subject_t *subject = find_subject(table, name);

    if (subject)
        return subject;
    subject = g_new0(subject_t, 1);
    name_key_t *key = keep_key(name);
    subject->name = key;
    subject->facts = g_hash_table_new(NULL, NULL);
    subject->services = g_hash_table_new(NULL, NULL);
    g_hash_table_insert(table, key, subject);
    return subject;
}

/* The fact that says what `like` says, made if it is new. */
static fact_t *fact_of(announcements_t *all, const fact_t *like)
{
    fact_t *fact = like->subject->latest;

    /* A host or an instance mostly says the same again. */
    if (fact && facts_equal(fact, like))
        return fact;
    fact = (fact_t *)g_hash_table_lookup(all->facts, like);
    if (fact) {
        fact->subject->latest = fact;
        return fact;
    }
    fact = g_new(fact_t, 1);
    *fact = *like;
    fact->subject->latest = fact;
    g_hash_table_add(all->facts, fact);
    g_hash_table_add(fact->subject->facts, fact);
    if (fact->host)
        g_hash_table_add(fact->host->services, fact);

    GHashTable *index = fact->host ? all->by_port : all->by_address;
    port_key_t port_room;
    name_key_t key = key_in_index(&port_room, fact);
    fact->found_in = (GQueue *)g_hash_table_lookup(index, &key);
    if (!fact->found_in) {
        fact->found_in = g_queue_new();
        g_hash_table_insert(index, keep_key(key), fact->found_in);
    }
    g_queue_push_head(fact->found_in, fact);
    fact->link = g_queue_peek_head_link(fact->found_in);
    return fact;
}

static void forget_subject_if_unused(GHashTable *table, subject_t *subject)
{
    if (g_hash_table_size(subject->facts) == 0 && g_hash_table_size(subject->services) == 0)
        (void)g_hash_table_remove(table, subject->name);
}

static void forget_fact(announcements_t *all, fact_t *fact)
{
    subject_t *subject = fact->subject, *host = fact->host;

    g_queue_delete_link(fact->found_in, fact->link);
    if (g_queue_is_empty(fact->found_in)) {
        port_key_t port_room;
        name_key_t key = key_in_index(&port_room, fact);
        g_hash_table_remove(host ? all->by_port : all->by_address, &key);
    }
    g_hash_table_remove(subject->facts, fact);
    if (subject->latest == fact)
        subject->latest = NULL;
    if (host)
        g_hash_table_remove(host->services, fact);
    g_hash_table_remove(all->facts, fact);
    forget_subject_if_unused(host ? all->instances : all->hosts, subject);
    if (host)
        forget_subject_if_unused(all->hosts, host);
}

static void forget_event(announcements_t *all, event_t *event)
{
    fact_t *fact = event->fact;

    timeline_remove(&fact->events, event);
    if (event->cache_flush)
        timeline_remove(&fact->subject->flushes, event);
    if (event->sender.len > 0) {
        port_key_t room;
        name_key_t key = key_of_port(&room, fact->port, &event->sender, sizeof event->sender);
        timeline_t *senders = (timeline_t *)g_hash_table_lookup(all->by_sender, &key);
        timeline_remove(senders, event);
        if (timeline_len(senders) == 0)
            g_hash_table_remove(all->by_sender, &key);
    }
    timeline_remove(&all->events, event);
    g_free(event);
    if (timeline_len(&fact->events) == 0)
        forget_fact(all, fact);
}

/* Forget the oldest until there are at most `max`. False when what is new, or would be, is older. */
static bool shrink_to(announcements_t *all, unsigned max, const announced_when_t *when)
{
    while (timeline_len(&all->events) > max) {
        event_t *oldest = all->events.events[all->events.first];
        if (all->full_since == 0 || when->frame < all->full_since)
            all->full_since = when->frame;
        if (compare_when(when, &oldest->when) < 0)
            return false;
        forget_event(all, oldest);
    }
    return true;
}

/* Make room for one more. False when the new event would be the oldest: it is not kept. */
static bool make_room(announcements_t *all, const announced_when_t *when)
{
    return all->max_events > 0 && shrink_to(all, all->max_events - 1, when);
}

/* --- Learning --- */

/* Note a record of a subject's own. True when it is the first, as far as was seen. */
static bool is_first(subject_t *subject, const announced_when_t *when)
{
    if (subject->first.frame != 0 && compare_when(when, &subject->first) >= 0)
        return false;
    subject->first = *when;
    return true;
}

/* Whether an event is new and may be kept. */
static bool is_welcome(announcements_t *all, const announced_when_t *when)
{
    return !timeline_at(&all->events, when) && make_room(all, when);
}

/* Whoever is looked for is found among those that spoke last. */
static void move_to_front(fact_t *fact)
{
    g_queue_unlink(fact->found_in, fact->link);
    g_queue_push_head_link(fact->found_in, fact->link);
}

static event_t *add_event(announcements_t *all, fact_t *fact, const announced_when_t *when,
                          uint32_t ttl, bool cache_flush)
{
    event_t *event = g_new0(event_t, 1);

    event->when = *when;
    event->ttl = ttl;
    event->fact = fact;
    event->cache_flush = cache_flush;
    timeline_add(&fact->events, event);
    if (cache_flush)
        timeline_add(&fact->subject->flushes, event);
    timeline_add(&all->events, event);
    move_to_front(fact);
    return event;
}

static void index_sender(announcements_t *all, event_t *event, const ip_address_t *sender)
{
    port_key_t room;
    name_key_t key = key_of_port(&room, event->fact->port, sender, sizeof *sender);
    timeline_t *senders = (timeline_t *)g_hash_table_lookup(all->by_sender, &key);

    if (!senders) {
        senders = g_new0(timeline_t, 1);
        g_hash_table_insert(all->by_sender, keep_key(key), senders);
    }
    event->sender = *sender;
    timeline_add(senders, event);
}

void announcements_learn_srv(announcements_t *all, const announced_srv_t *srv)
{
    if (!is_welcome(all, &srv->when))
        return;
    subject_t *instance = subject_of(all->instances, srv->name);
    if (is_first(instance, &srv->when)) {
        g_free(instance->instance);
        g_free(instance->service);
        instance->instance = g_strdup(srv->instance);
        instance->service = g_strdup(srv->service);
        instance->transports = srv->transports;
    }
    const fact_t like = {
        .subject = instance, .port = srv->port, .host = subject_of(all->hosts, srv->host)};
    event_t *event = add_event(all, fact_of(all, &like), &srv->when, srv->ttl, srv->cache_flush);
    port_set_add(&all->ports, srv->port);
    if (srv->sender.len > 0)
        index_sender(all, event, &srv->sender);
}

void announcements_learn_address(announcements_t *all, const announced_address_t *address)
{
    if (!is_welcome(all, &address->when))
        return;
    subject_t *host = subject_of(all->hosts, address->host);
    const fact_t like = {.subject = host, .address = address->address};
    (void)add_event(all, fact_of(all, &like), &address->when, address->ttl, address->cache_flush);
    (void)is_first(host, &address->when);
}

/* Goodbye to each fact of a set. Room is made afterwards: else a fact of the set could be forgotten. */
static void withdraw_facts(announcements_t *all, GHashTable *facts, announced_when_t *when)
{
    const uint64_t end = when->order | 0xff;
    GHashTableIter iter;
    gpointer fact;

    g_hash_table_iter_init(&iter, facts);
    while (g_hash_table_iter_next(&iter, &fact, NULL) && when->order < end) {
        if (!timeline_at(&all->events, when))
            (void)add_event(all, (fact_t *)fact, when, /* ttl= */ 0, /* cache_flush= */ false);
        when->order++;
    }
}

void announcements_withdraw(announcements_t *all, name_key_t name, const announced_when_t *when,
                            bool services)
{
    const subject_t *instance = find_subject(all->instances, name);
    const subject_t *host = find_subject(all->hosts, name);
    announced_when_t each = *when;

    if (instance)
        withdraw_facts(all, instance->facts, &each);
    if (host)
        withdraw_facts(all, host->facts, &each);
    if (host && services)
        withdraw_facts(all, host->services, &each);
    (void)shrink_to(all, all->max_events, when);
}

bool announcements_may_be_on(const announcements_t *all, uint16_t port)
{
    return port_set_has(&all->ports, port);
}

bool announcements_has_host(const announcements_t *all, name_key_t host)
{
    const subject_t *subject = find_subject(all->hosts, host);

    return subject && g_hash_table_size(subject->services) > 0;
}
