/* announced_facts.h - what was announced, from inside.
 *
 * A record in a frame is an event. Events that say the same (a host has an address; an instance is
 * on a port of a host) belong to one fact, in the order of frames. Facts are found by what packets
 * have: hosts by address, services by host and port. `events` has all of them and tells which is
 * the oldest.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_ANNOUNCED_FACTS_H
#define SVCREG_ANNOUNCED_FACTS_H

#include "announce/announcements.h"
#include "announce/port_set.h"

#include <glib.h>
#include <string.h>

enum { POINTER_SIZE = sizeof(void *) }; /* of an event in a timeline, of a host in a key */

typedef struct fact fact_t;
typedef struct event event_t;

/* Events by frame and order. They come and go in that order, nearly always: appended at the end,
 * forgotten at the front. */
typedef struct {
    event_t **events;
    unsigned first; /* those before are gone */
    unsigned end;
    unsigned capacity;
} timeline_t;

/* An instance or a host. */
typedef struct {
    const name_key_t *name; /* the key in `instances` or `hosts` */
    char *instance;         /* as its first record spells it */
    char *service;
    unsigned transports;
    timeline_t flushes;     /* with the cache-flush bit */
    GHashTable *facts;      /* set of those of which it is the subject */
    fact_t *latest;         /* of them, that said something; NULL: gone */
    GHashTable *services;   /* host: set of the facts that name it */
    announced_when_t first; /* record of its own: SRV, address; frame 0: none seen */
} subject_t;

struct fact {
    subject_t *subject;
    uint16_t port;        /* SRV */
    subject_t *host;      /* SRV; NULL: the fact is an address of its subject */
    ip_address_t address; /* address */
    timeline_t events;
    GQueue *found_in; /* list of `by_address` or `by_port` that it is in */
    GList *link;      /* there */
};

struct event {
    announced_when_t when;
    uint32_t ttl;
    fact_t *fact;
    ip_address_t sender; /* SRV */
    bool cache_flush;
    uint32_t first_use;
};

struct announcements {
    unsigned max_events;
    GHashTable *instances;  /* name -> subject_t */
    GHashTable *hosts;      /* name -> subject_t */
    GHashTable *facts;      /* key_of_fact() -> fact_t */
    GHashTable *by_address; /* address -> GQueue of fact_t: hosts that had it */
    GHashTable *by_port;    /* port and host -> GQueue of fact_t: instances that were there */
    GHashTable *by_sender;  /* port and sender -> timeline_t */
    port_set_t ports;       /* that an SRV record ever named */
    timeline_t events;      /* all, which it owns */
    uint32_t full_since;
    uint32_t crowded_since;
};

/** Which of two records came first: -1, 0 or 1. */
static inline int compare_when(const announced_when_t *a, const announced_when_t *b)
{
    if (a->frame != b->frame)
        return a->frame < b->frame ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

/** The place of the first event that is not before `when`. */
unsigned timeline_find(const timeline_t *timeline, const announced_when_t *when);

/** The event of exactly that frame and order; NULL: there is none. */
event_t *timeline_at(const timeline_t *timeline, const announced_when_t *when);

/** The number of a timeline's last event before frame `when->frame`, and -1 when there is none. */
int timeline_last_before(const timeline_t *timeline, const announced_when_t *when);

/** Whether there is an event of that number, not yet forgotten. */
bool timeline_has(const timeline_t *timeline, int at);

/** Whether what an event said holds at a time by its time to live, or after a goodbye. */
bool event_holds(const event_t *event, int64_t now);

/** Whether a record with the cache-flush bit took an event's place. */
bool event_is_flushed(const event_t *event, const announced_when_t *when);

/** The event by which a fact holds; NULL: it does not. */
const event_t *fact_holding(const fact_t *fact, const announced_when_t *when);

/** What announced it: the last word before a goodbye. */
const event_t *event_announcement(const event_t *event);

/* Keys of the tables that do not go by name: the same with exact bytes. */

/* Room for the keys that are put together of several things. */
typedef struct {
    uint8_t bytes[sizeof(uint16_t) + sizeof(ip_address_t)];
} port_key_t;

/** Key of `by_port` (`rest` points to the host) and `by_sender` (to the sender's address). */
static inline name_key_t key_of_port(port_key_t *room, uint16_t port, const void *rest, size_t len)
{
    memcpy(room->bytes, &port, sizeof port);
    memcpy(room->bytes + sizeof port, rest, len);
    return (name_key_t){room->bytes, sizeof port + len};
}

/** Key of `by_address`. */
static inline name_key_t key_of_address(const ip_address_t *address)
{
    return (name_key_t){(const uint8_t *)address, sizeof *address};
}

#endif
