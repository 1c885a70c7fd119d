/* announcements_find.c - which services were announced for an address and port.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "announce/announced_facts.h"

#include <stdlib.h>

enum {
    GOODBYE_SECONDS = 1, /* RFC 6762 section 10.1 */
    FLUSH_SECONDS = 1,   /* RFC 6762 section 10.2 */
    /* Events that are stepped over for one answer: cache-flush bits of the last second, goodbyes in
     * a row. */
    MAX_STEPS = 64
};

static const int64_t NANOSECONDS = 1000000000; /* in a second */

/* The number of a timeline's last event before frame `when->frame`, and -1 when there is none. */
static int last_before(const timeline_t *timeline, const announced_when_t *when)
{
    const announced_when_t start = {.frame = when->frame, .order = 0};
    unsigned at = timeline_find(timeline, &start);

    return at > timeline->first ? (int)at - 1 : -1;
}

/* Whether there is such an event, of those not yet forgotten. */
static bool is_there(const timeline_t *timeline, int at)
{
    return at >= (int)timeline->first;
}

/* Whether what an event said still holds at a time. */
static bool holds(const event_t *event, int64_t now)
{
    int64_t life = event->ttl > 0 ? event->ttl : GOODBYE_SECONDS;

    return now - event->when.time < life * NANOSECONDS;
}

/* Replaced by a record with the cache-flush bit that came more than a second later on the same
 * link, and that for more than a second (RFC 6762 section 10.2). A and AAAA are replaced apart. */
static bool is_flushed(const event_t *event, const announced_when_t *when)
{
    const int64_t second = FLUSH_SECONDS * NANOSECONDS;
    const timeline_t *flushes = &event->fact->subject->flushes;
    int at = last_before(flushes, when);

    for (unsigned steps = 0; is_there(flushes, at) && steps < MAX_STEPS; steps++, at--) {
        const event_t *flush = flushes->events[at];
        if (flush->when.interface == event->when.interface &&
            flush->when.frame != event->when.frame &&
            flush->fact->address.len == event->fact->address.len &&
            when->time - flush->when.time > second)
            return flush->when.time - event->when.time > second;
    }
    return false;
}

/* The event by which a fact holds; NULL: it does not. */
static const event_t *holding(const fact_t *fact, const announced_when_t *when)
{
    int at = last_before(&fact->events, when);
    const event_t *event = is_there(&fact->events, at) ? fact->events.events[at] : NULL;

    return event && holds(event, when->time) && !is_flushed(event, when) ? event : NULL;
}

/* What announced it: the last word before a goodbye. */
static const event_t *announcement(const event_t *event)
{
    const timeline_t *events = &event->fact->events;
    int at = (int)timeline_find(events, &event->when);

    for (unsigned steps = 0; is_there(events, at) && steps < MAX_STEPS; steps++, at--) {
        if (events->events[at]->ttl > 0)
            return events->events[at];
    }
    return event;
}

/* A question on its way, and what was found so far. */
typedef struct {
    announcements_t *all;
    const announced_when_t *when;
    svcreg_transport_t transport;
    const ip_address_t *address;
    uint16_t port;
    bool link_local;
    unsigned looked_at;
    announced_t *found;
    unsigned n_found;
} question_t;

static bool is_full(const question_t *question)
{
    return question->n_found == ANNOUNCED_MAX_FOUND;
}

/* Whether one more claim, which is there, may be looked at. */
static bool may_look(question_t *question)
{
    announcements_t *all = question->all;

    if (!is_full(question) && question->looked_at++ < ANNOUNCED_MAX_LOOKED_AT)
        return true;
    if (all->crowded_since == 0 || question->when->frame < all->crowded_since)
        all->crowded_since = question->when->frame;
    return false;
}

static bool is_on_link(const question_t *question, const event_t *event)
{
    return !question->link_local || event->when.interface == question->when->interface;
}

static void take(question_t *question, const event_t *event)
{
    const subject_t *instance = event->fact->subject;
    const event_t *said = announcement(event);
    const announced_t found = {instance->instance, instance->service, said->when.frame,
                               said->when.order};

    if (!(instance->transports & 1U << question->transport))
        return;
    for (unsigned i = 0; i < question->n_found; i++) {
        if (question->found[i].instance == instance->instance)
            return;
    }
    question->found[question->n_found++] = found;
}

/* Services on a host that has the address. */
static void ask_host(question_t *question, const subject_t *host)
{
    port_key_t room;
    name_key_t key = key_of_port(&room, question->port, &host, POINTER_SIZE);
    const GQueue *facts = (const GQueue *)g_hash_table_lookup(question->all->by_port, &key);

    for (GList *at = facts ? facts->head : NULL; at && may_look(question); at = at->next) {
        const event_t *event = holding((const fact_t *)at->data, question->when);
        if (event)
            take(question, event);
    }
}

static void ask_hosts(question_t *question)
{
    name_key_t key = key_of_address(question->address);
    const GQueue *facts = (const GQueue *)g_hash_table_lookup(question->all->by_address, &key);

    for (GList *at = facts ? facts->head : NULL; at && !is_full(question) && may_look(question);
         at = at->next) {
        const fact_t *fact = (const fact_t *)at->data;
        const event_t *event = holding(fact, question->when);
        if (event && is_on_link(question, event))
            ask_host(question, fact->subject);
    }
}

/* Services whose announcement came from the address, of hosts no address of which was seen. */
static void ask_senders(question_t *question)
{
    port_key_t room;
    name_key_t key =
        key_of_port(&room, question->port, question->address, sizeof *question->address);
    const timeline_t *events =
        (const timeline_t *)g_hash_table_lookup(question->all->by_sender, &key);

    for (int at = events ? last_before(events, question->when) : -1;
         events && is_there(events, at) && !is_full(question) && may_look(question); at--) {
        const event_t *event = events->events[at];
        const announced_when_t *seen = &event->fact->host->first;
        if ((seen->frame == 0 || seen->frame >= question->when->frame) &&
            holds(event, question->when->time) && !is_flushed(event, question->when) &&
            is_on_link(question, event) && holding(event->fact, question->when))
            take(question, event);
    }
}

static int compare_found(gconstpointer a, gconstpointer b)
{
    const announced_t *x = (const announced_t *)a, *y = (const announced_t *)b;

    if (x->frame != y->frame)
        return x->frame > y->frame ? -1 : 1;
    return (x->order < y->order) - (x->order > y->order);
}

unsigned announcements_find(announcements_t *all, const announced_when_t *when,
                            svcreg_transport_t transport, const ip_address_t *address,
                            uint16_t port, announced_t *ret)
{
    question_t question = {.all = all,
                           .when = when,
                           .transport = transport,
                           .address = address,
                           .port = port,
                           .link_local = ip_address_is_link_local(address),
                           .found = ret};

    if (address->len == 0 || !(all->ports[port / 8] & 1U << port % 8))
        return 0;
    ask_hosts(&question);
    ask_senders(&question);
    qsort(ret, question.n_found, sizeof *ret, compare_found);
    return question.n_found;
}

void announcements_note_use(announcements_t *all, const announced_t *found, uint32_t frame)
{
    const announced_when_t when = {.frame = found->frame, .order = found->order};
    event_t *event = timeline_at(&all->events, &when);

    if (event && (event->first_use == 0 || frame < event->first_use))
        event->first_use = frame;
}

uint32_t announcements_first_use(const announcements_t *all, uint32_t frame, uint64_t order)
{
    const announced_when_t when = {.frame = frame, .order = order};
    const event_t *event = timeline_at(&all->events, &when);

    return event ? event->first_use : 0;
}

uint32_t announcements_full_since(const announcements_t *all)
{
    return all->full_since;
}

uint32_t announcements_crowded_since(const announcements_t *all)
{
    return all->crowded_since;
}
