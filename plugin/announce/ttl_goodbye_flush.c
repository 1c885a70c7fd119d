/* ttl_goodbye_flush.c - how long what was announced holds: by time to live, goodbye and cache-flush bit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "announce/announced_facts.h"

enum {
    GOODBYE_SECONDS = 1, /* RFC 6762 section 10.1 */
    FLUSH_SECONDS = 1,   /* RFC 6762 section 10.2 */
    /* Events that are stepped over for one answer: cache-flush bits of the last second, goodbyes in
     * a row. */
    MAX_STEPS = 64
};

static const int64_t NANOSECONDS = 1000000000; /* in a second */

int timeline_last_before(const timeline_t *timeline, const announced_when_t *when)
{
    const announced_when_t start = {.frame = when->frame, .order = 0};
    unsigned at = timeline_find(timeline, &start);

    return at > timeline->first ? (int)at - 1 : -1;
}

bool timeline_has(const timeline_t *timeline, int at)
{
    return at >= (int)timeline->first;
}

bool event_holds(const event_t *event, int64_t now)
{
    int64_t life = event->ttl > 0 ? event->ttl : GOODBYE_SECONDS;

    return now - event->when.time < life * NANOSECONDS;
}

/* Replaced by a record with the cache-flush bit that came more than a second later on the same
 * link, and that for more than a second (RFC 6762 section 10.2). A and AAAA are replaced apart. */
bool event_is_flushed(const event_t *event, const announced_when_t *when)
{
    const int64_t second = FLUSH_SECONDS * NANOSECONDS;
    const timeline_t *flushes = &event->fact->subject->flushes;
    int at = timeline_last_before(flushes, when);

    for (unsigned steps = 0; timeline_has(flushes, at) && steps < MAX_STEPS; steps++, at--) {
        const event_t *flush = flushes->events[at];
        if (flush->when.interface == event->when.interface &&
            flush->when.frame != event->when.frame &&
            flush->fact->address.len == event->fact->address.len &&
            when->time - flush->when.time > second)
            return flush->when.time - event->when.time > second;
    }
    return false;
}

const event_t *fact_holding(const fact_t *fact, const announced_when_t *when)
{
    int at = timeline_last_before(&fact->events, when);
    const event_t *event = timeline_has(&fact->events, at) ? fact->events.events[at] : NULL;

    return event && event_holds(event, when->time) && !event_is_flushed(event, when) ? event : NULL;
}

const event_t *event_announcement(const event_t *event)
{
    const timeline_t *events = &event->fact->events;
    int at = (int)timeline_find(events, &event->when);

    for (unsigned steps = 0; timeline_has(events, at) && steps < MAX_STEPS; steps++, at--) {
        if (events->events[at]->ttl > 0)
            return events->events[at];
    }
    return event;
}
