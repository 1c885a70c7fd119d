/* transport.h - finds the transport headers of a dissected packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TRANSPORT_H
#define SVCREG_TRANSPORT_H

#include "common/ip_address.h"
#include "registry.h"

#include <epan/packet.h>

enum {
    TRANSPORT_MAX_HEADERS = 16 /* of one packet: more nesting than any tunnel that serves a user */
};

/** A header with ports. All five transports begin with source and destination port. */
typedef struct {
    svcreg_transport_t transport; /* UDP-Lite goes by UDP's entries (RFC 3828 section 6) */
    tvbuff_t *tvb;
    int offset; /* of the source port, 2 bytes; the destination port follows */
    int end;    /* of what it carries, as its IP header says, no further than captured */
    uint16_t source;
    uint16_t destination;
    ip_address_t source_address;
    ip_address_t destination_address;
    bool quoted;              /* in an ICMP or ICMPv6 error message */
    wmem_list_frame_t *layer; /* of packet_info.layers: the header's own */
} transport_header_t;

/** The innermost header, as far as it is known without a tree: no place in a tvb, no layer. False
 * where the packet has none. Where the packet quotes headers it may be one of those. */
bool transport_innermost(const packet_info *pinfo, transport_header_t *ret);

/** Whether the packet quotes headers in an ICMP error. */
bool transport_is_quoting(const packet_info *pinfo);

/** Look up the protocols; called once. */
void transport_handoff(void);

/** Fill *ret with a Wireshark address; not known unless it is IPv4 or IPv6. */
void ip_address_set(ip_address_t *ret, const address *from);

/** Fill ret[0..TRANSPORT_MAX_HEADERS) from the outermost header inwards, and return how many there
 * are. Needs a tree primed for the transport protocols. */
unsigned transport_headers(packet_info *pinfo, const proto_tree *tree, transport_header_t *ret);

#endif
