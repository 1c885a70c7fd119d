/* dnssd_message.h - a DNS message of a packet, with its records decoded once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_MESSAGE_H
#define SVCREG_DNSSD_MESSAGE_H

#include "announce/announcements.h"
#include "dnssd/dnssd_record.h"

#include <epan/packet.h>

enum { DNSSD_MDNS_PORT = 5353 }; /* RFC 6762 section 3 */

/** Where a message stands. */
typedef struct {
    tvbuff_t *tvb;
    int offset;     /* in `tvb` */
    int len;        /* captured bytes */
    bool multicast; /* mDNS: the class field's top bit is not part of the class (RFC 6762) */
    bool quoted;    /* in an ICMP error: nothing is announced by it */
    bool cut;       /* the capture or a lost fragment left something out */
} dnssd_place_t;

/** A DNS message in a packet. Everything lives in the packet's pool. */
typedef struct {
    packet_info *pinfo;
    dnssd_place_t place;
    dns_message_t dns; /* after its last record */
    /* First those that take part in service discovery, in the message's order: of names that speak
     * of services, and what is said of the hosts that an SRV record of the message points to. Behind
     * them what is said of other hosts, for which the SRV record may be in another message. */
    dnssd_record_t **records;
    unsigned n_records; /* that take part */
    unsigned n_all;
    unsigned n_options; /* OPT records among those that take part */
    bool has_srv;
    dns_name_defect_t defect; /* the first one that a name of the message has */
    size_t defect_offset;     /* of that name, in the message */
    unsigned n_defects;       /* names that have one */
    dns_lease_t lease;        /* of an update */
} dnssd_message_t;

/** What dnssd_message_read() is to keep. */
typedef enum {
    DNSSD_KEEP_ALL,          /* all that may take part in discovery */
    DNSSD_KEEP_ANNOUNCEMENTS /* SRV, A and AAAA, of whatever host; of an update all */
} dnssd_keep_t;

/** Decode the message at a place. False, and *ret undefined, when there is no whole header. */
bool dnssd_message_read(packet_info *pinfo, const dnssd_place_t *place, dnssd_keep_t keep,
                        dnssd_message_t *ret);

/** Whether a message has all of its records and nothing else, but for what the capture or fragmentation
 * cut off. */
bool dnssd_is_sound(const dnssd_message_t *message);

/** Number of a record among all records of its frame: the key to what is remembered of it. The same
 * whether the message was found in a tree or as a datagram's payload. */
uint64_t dnssd_order(const dnssd_message_t *message, const dnssd_record_t *record);

/** Where byte `offset` of the message stands in the tvb. */
int dnssd_in_tvb(const dnssd_message_t *message, size_t offset);

/** Whether the message is an update (RFC 2136), a response, or answers without error. */
bool dnssd_is_update(const dnssd_message_t *message);
bool dnssd_is_response(const dnssd_message_t *message);
bool dnssd_is_success(const dnssd_message_t *message);

/** Whether the message is a response to the port of mDNS that is not from there: such must be ignored
 * (RFC 6762 section 6). */
bool dnssd_is_from_other_port(const dnssd_message_t *message);

#endif
