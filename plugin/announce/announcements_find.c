/* announcements_find.c - which services were announced for an address and port.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "announce/announced_facts.h"

#include <stdlib.h>

/* A question on its way, and what was found so far. */
typedef struct {
    const announcements_t *all;
    const announced_when_t *when;
    svcreg_transport_t transport;
    const ip_address_t *address;
    uint16_t port;
    bool link_local;
    unsigned looked_at;
    announced_t *found;
    unsigned n_found;
    bool crowded; /* there was more */
} question_t;

/* Whether one more claim, which is there, may be looked at. */
static bool may_look(question_t *question)
{
    if (question->looked_at++ >= ANNOUNCED_MAX_LOOKED_AT)
        question->crowded = true;
    return !question->crowded;
}

static bool is_on_link(const question_t *question, const event_t *event)
{
    return !question->link_local || event->when.interface == question->when->interface;
}

static void take(question_t *question, const event_t *event)
{
    const subject_t *instance = event->fact->subject;
    const event_t *said = event_announcement(event);
    const announced_t found = {instance->instance, instance->service, said->when.frame,
                               said->when.order};

    if (!(instance->transports & 1U << question->transport))
        return;
    for (unsigned i = 0; i < question->n_found; i++) {
        if (question->found[i].instance == instance->instance)
            return;
    }
    if (question->n_found < ANNOUNCED_MAX_FOUND)
        question->found[question->n_found++] = found;
    else
        question->crowded = true;
}

/* Services on a host that has the address. */
static void ask_host(question_t *question, const subject_t *host)
{
    port_key_t room;
    name_key_t key = key_of_port(&room, question->port, &host, POINTER_SIZE);
    const GQueue *facts = (const GQueue *)g_hash_table_lookup(question->all->by_port, &key);

    for (GList *at = facts ? facts->head : NULL; at && may_look(question); at = at->next) {
        const event_t *event = fact_holding((const fact_t *)at->data, question->when);
        if (event)
            take(question, event);
    }
}

static void ask_hosts(question_t *question)
{
    name_key_t key = key_of_address(question->address);
    const GQueue *facts = (const GQueue *)g_hash_table_lookup(question->all->by_address, &key);

    for (GList *at = facts ? facts->head : NULL; at && may_look(question); at = at->next) {
        const fact_t *fact = (const fact_t *)at->data;
        const event_t *event = fact_holding(fact, question->when);
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

    for (int at = events ? timeline_last_before(events, question->when) : -1;
         events && timeline_has(events, at) && may_look(question); at--) {
        const event_t *event = events->events[at];
        const announced_when_t *seen = &event->fact->host->first;
        if ((seen->frame == 0 || seen->frame >= question->when->frame) &&
            event_holds(event, question->when->time) && !event_is_flushed(event, question->when) &&
            is_on_link(question, event) && fact_holding(event->fact, question->when))
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

unsigned announcements_find(const announcements_t *all, const announced_when_t *when,
                            svcreg_transport_t transport, const ip_address_t *address,
                            uint16_t port, announced_t *ret, bool *ret_crowded)
{
    question_t question = {.all = all,
                           .when = when,
                           .transport = transport,
                           .address = address,
                           .port = port,
                           .link_local = ip_address_is_link_local(address),
                           .found = ret};

    if (address->len > 0 && announcements_may_be_on(all, port)) {
        ask_hosts(&question);
        ask_senders(&question);
        qsort(ret, question.n_found, sizeof *ret, compare_found);
    }
    if (ret_crowded)
        *ret_crowded = question.crowded;
    return question.n_found;
}

void announcements_mark_crowded(announcements_t *all, uint32_t frame)
{
    if (all->crowded_since == 0 || frame < all->crowded_since)
        all->crowded_since = frame;
}

void announcements_mark_used(announcements_t *all, const announced_t *found, uint32_t frame)
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
