/* announced.h - remembers which services were announced, where, and for how long.
 *
 * Filled from SRV, A and AAAA records (RFC 6763 section 5) of responses; kept until another file
 * is opened. Everything is kept with the frame that said it, and a question about a frame is
 * answered from that frame and those before it only: so the answer is the same in one pass, in two,
 * and when the packets are dissected again in any order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_ANNOUNCED_H
#define SVCREG_ANNOUNCED_H

#include "common/transport.h"

#include <epan/prefs.h>

enum {
    ANNOUNCED_MAX_FOUND = 8 /* services on one address and port: a printer has three or four */
};

/** When and where something was said. */
typedef struct {
    uint32_t frame;
    uint32_t order; /* of the record within the frame */
    nstime_t time;
    uint32_t interface; /* that it was captured on */
} announced_when_t;

/** What an SRV record says. The caller's strings are copied. */
typedef struct {
    announced_when_t when;
    uint32_t ttl;         /* seconds; 0: goodbye */
    const char *name;     /* key of the owner name: what is the same has the same key */
    const char *instance; /* as people read it */
    const char *service;  /* service name, without underscore */
    svcreg_transport_t transport;
    uint16_t port;
    const char *host;    /* key of the target */
    ip_address_t sender; /* of a multicast announcement; len 0 for others */
    bool cache_flush;    /* other SRV records of the name no longer hold */
} announced_srv_t;

/** What an A or AAAA record says. */
typedef struct {
    announced_when_t when;
    uint32_t ttl;
    const char *host; /* key of the owner name */
    ip_address_t address;
    bool cache_flush; /* older addresses of the host no longer hold (RFC 6762 section 10.2) */
} announced_address_t;

/** A service found on an address and port. Strings live until another file is opened or the
 * service is forgotten: use them while dissecting the packet only. */
typedef struct {
    const char *instance;
    const char *service;
    uint32_t frame; /* that announced it */
} announced_t;

/** Forget everything whenever a file is opened; called once. */
void announced_register(void);

/** Register the preference for how much is remembered. */
void announced_register_preferences(module_t *module);

/** When and where the packet was captured. UINT32_MAX as `order`: after all of its records. */
announced_when_t announced_now(const packet_info *pinfo, uint32_t order);

/** Learn a record. Learning the same one again changes nothing. */
void announced_learn_srv(const announced_srv_t *srv);
void announced_learn_address(const announced_address_t *address);

/** Fill ret[0..ANNOUNCED_MAX_FOUND) with what had been announced for an address and port when
 * frame `when` was captured, and return how many. Announcements hold for their time to live, after
 * a goodbye for one second (RFC 6762 section 10.1). Where no address of the host was seen, it is
 * the sender of the announcement. Notes the frame as a use of what is found. Link-local addresses hold on their interface only. */
unsigned announced_find(const announced_when_t *when, svcreg_transport_t transport,
                        const ip_address_t *address, uint16_t port, announced_t *ret);

/** First frame that used what the SRV record at (frame, order) announced; 0: none so far. */
uint32_t announced_first_use(uint32_t frame, uint32_t order);

/** Whether something had to be forgotten, and in which frame that happened first (0: not). */
uint32_t announced_full_since(void);

#endif
