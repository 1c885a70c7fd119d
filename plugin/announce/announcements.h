/* announcements.h - which services were announced, where, and for how long.
 *
 * Plain C with GLib; nothing here knows of Wireshark or of DNS messages. Filled from SRV, A and
 * AAAA records (RFC 6763 section 5). Everything is kept with the frame that said it, and a question
 * about a frame is answered from earlier frames only: so the answer is the same in one pass, in
 * two, and when packets are looked at again in any order.
 *
 * Learning costs the logarithm of what is remembered, asking at most ANNOUNCED_MAX_LOOKED_AT times as
 * much, whatever a capture says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_ANNOUNCEMENTS_H
#define SVCREG_ANNOUNCEMENTS_H

#include "common/ip_address.h"
#include "common/name_key.h"
#include "registry.h"

enum {
    ANNOUNCED_MAX_FOUND = 8, /* services on one address and port: a printer has three or four */
    /* Claims that one question looks at, newest first. Only a capture made to be slow has more on
     * one address and port. */
    ANNOUNCED_MAX_LOOKED_AT = 256
};

/** When and where something was said. */
typedef struct {
    uint32_t frame;
    uint64_t order; /* of the record within the frame; (frame, order) names the record. The lowest 8
                       bits are for what one record says of several */
    int64_t time;   /* nanoseconds since any fixed moment */
    uint32_t interface; /* that it was captured on */
} announced_when_t;

/** What an SRV record says. The caller's strings are copied. */
typedef struct {
    announced_when_t when;
    uint32_t ttl;         /* seconds; 0: goodbye */
    name_key_t name;      /* of the owner */
    const char *instance; /* as people read it */
    const char *service;  /* service name, without underscore */
    unsigned transports;  /* bit 1 << svcreg_transport_t for each that it offers the service on */
    uint16_t port;
    name_key_t host;     /* target */
    ip_address_t sender; /* of a multicast announcement; len 0 for others */
    bool cache_flush;    /* other SRV records of the name no longer hold */
} announced_srv_t;

/** What an A or AAAA record says. */
typedef struct {
    announced_when_t when;
    uint32_t ttl;
    name_key_t host; /* owner */
    ip_address_t address;
    bool cache_flush; /* older addresses of the host no longer hold (RFC 6762 section 10.2) */
} announced_address_t;

/** A service found on an address and port. Strings live until something is learned. */
typedef struct {
    const char *instance;
    const char *service;
    uint32_t frame; /* that announced it */
    uint64_t order;
} announced_t;

typedef struct announcements announcements_t;

/** Memory for at most `max_records` records, the oldest out first; 0 remembers none. To be freed
 * with announcements_free(). */
announcements_t *announcements_new(unsigned max_records);
void announcements_free(announcements_t *announcements);

/** Learn a record. Learning the same one again changes nothing. */
void announcements_learn_srv(announcements_t *announcements, const announced_srv_t *srv);
void announcements_learn_address(announcements_t *announcements,
                                 const announced_address_t *address);

/** What a name had, up to 255 facts of it, no longer holds (RFC 2136 section 2.5.3): the services of
 * an instance, the addresses of a host, and with `services` the services on it too (RFC 9665 section 3.2.5.5.1). */
void announcements_withdraw(announcements_t *announcements, name_key_t name,
                            const announced_when_t *when, bool services);

/** Whether an SRV record ever named the port: a file without one is asked nothing. */
bool announcements_may_be_on(const announcements_t *announcements, uint16_t port);

/** Whether an SRV record named the host. */
bool announcements_has_host(const announcements_t *announcements, name_key_t host);

/** Fill ret[0..ANNOUNCED_MAX_FOUND), the newest first, with what frames before `when` had announced
 * for an address and port, and return how many. Announcements hold for their time to live, after a
 * goodbye for one second (RFC 6762 section 10.1). Where no address of the host was seen, it is the
 * sender of the announcement. Link-local addresses hold on their interface only. *ret_crowded, which may
 * be NULL: there was more than is looked at or given back. */
unsigned announcements_find(const announcements_t *announcements, const announced_when_t *when,
                            svcreg_transport_t transport, const ip_address_t *address,
                            uint16_t port, announced_t *ret, bool *ret_crowded);

/** Note that a frame asked, and it was crowded; that it used what was found. */
void announcements_mark_crowded(announcements_t *announcements, uint32_t frame);
void announcements_mark_used(announcements_t *announcements, const announced_t *found,
                             uint32_t frame);

/** First frame that used what the SRV record at (frame, order) announced; 0: none so far. */
uint32_t announcements_first_use(const announcements_t *announcements, uint32_t frame,
                                 uint64_t order);

/** First frame in which something had to be forgotten, or a question looked at
 * ANNOUNCED_MAX_LOOKED_AT claims, or found ANNOUNCED_MAX_FOUND services, and there were more; 0: never. */
uint32_t announcements_full_since(const announcements_t *announcements);
uint32_t announcements_crowded_since(const announcements_t *announcements);

#endif
