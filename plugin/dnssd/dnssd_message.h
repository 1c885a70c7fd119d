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

/** When and from where a message came. */
typedef struct {
    packet_info *pinfo;    /* NULL: its packet is no longer looked at */
    announced_when_t when; /* of the packet: order 0 */
    ip_address_t sender;
    bool from_other_port; /* UDP, to the port of mDNS, not from it */
} dnssd_origin_t;

/** Where a message stands. */
typedef struct {
    tvbuff_t *tvb; /* NULL: its packet is no longer looked at */
    int offset;    /* in `tvb` */
    const uint8_t *bytes;
    int len;        /* captured bytes */
    unsigned start; /* of the message in the frame, or in what was put together from several */
    bool multicast; /* mDNS: the class field's top bit is not part of the class (RFC 6762) */
    bool quoted;    /* in an ICMP error: nothing is announced by it */
    bool cut;       /* the capture or a lost fragment left something out */
} dnssd_place_t;

/** A DNS message in a packet. Everything lives in its pool. */
typedef struct {
    packet_info *pinfo; /* as in `origin` */
    wmem_allocator_t *pool;
    dnssd_origin_t origin;
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
    DNSSD_KEEP_ANNOUNCEMENTS /* SRV, A, AAAA and PTR that list names without type; deletions */
} dnssd_keep_t;

/** What the messages of a packet have in common. */
dnssd_origin_t dnssd_origin_of(packet_info *pinfo);

/** Decode the message at a place. False, and *ret undefined, when there is no whole header. */
bool dnssd_message_read(wmem_allocator_t *pool, const dnssd_origin_t *origin,
                        const dnssd_place_t *place, dnssd_keep_t keep, dnssd_message_t *ret);

/** Whether a message has all of its records and nothing else, but for what the capture or fragmentation
 * cut off. */
bool dnssd_is_sound(const dnssd_message_t *message);

/** When a record was said, which names it among all records of the file: the key to what is remembered
 * of it. The same whether the message was found in a tree or as a datagram's payload. */
announced_when_t dnssd_when(const dnssd_message_t *message, const dnssd_record_t *record);

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
