/* dnssd_tap.h - what listeners of the tap "dnssd" are given, a record at a time.
 *
 * In Lua: Listener.new("dnssd", "dnssd").
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_TAP_H
#define SVCREG_DNSSD_TAP_H

#include "dnssd/dnssd_message.h"

/** One record or question that takes part in service discovery. Strings are UTF-8, "" where the
 * record has no such part, and live until the packet is done: copy what is to be kept. */
typedef struct {
    const char *instance;     /* "Office"; "" for a record of a service type or of a host */
    const char *service_type; /* "_ipp._tcp" */
    const char *domain;       /* "local" */
    const char *owner;        /* whole owner name */
    const char *role;         /* as the field dnssd.role */
    const char *host;         /* SRV: target */
    uint16_t port;            /* SRV */
    uint16_t type;            /* DNS record type: 12 PTR, 16 TXT, 33 SRV, … */
    uint32_t ttl;             /* seconds */
    bool multicast;           /* mDNS */
    bool goodbye;             /* mDNS with ttl 0 */
    const uint8_t *rdata;     /* RDATA as captured; names in it may be compressed */
    unsigned rdata_len;       /* bytes */
} dnssd_tap_t;

/** Register the tap. */
void dnssd_tap_register(void);

#endif
