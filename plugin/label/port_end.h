/* port_end.h - one end of a transport header, and what is known of its port.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_PORT_END_H
#define SVCREG_PORT_END_H

#include "announce/announced.h"
#include "common/transport.h"
#include "label/service_end.h"

enum { PORT_LEN = 2, PORTS_LEN = 4 /* bytes of a port number, and of both */ };

/** What the user and the registry have on its port, and what was announced for its address and port
 * before the packet. */
typedef struct {
    svcreg_transport_t transport;
    tvbuff_t *tvb;
    int offset; /* of the port's two bytes */
    uint16_t port;
    ip_address_t address;
    svcreg_status_t status;
    svcreg_span_t records;
    bool is_own;
    svcreg_record_t own; /* if `is_own`: goes before the registry's records */
    announced_t announced[ANNOUNCED_MAX_FOUND];
    unsigned n_announced;
} port_end_t;

/** Fill *ret for an end of a header of this packet. What was announced for it counts as used. */
void port_end_of(packet_info *pinfo, const transport_header_t *header, bool destination,
                 port_end_t *ret);

/** Count what was announced for the ends of a header as used, in the first pass: so an announcement
 * knows of its first use before anybody has looked at the packet that used it. */
void port_ends_mark_used(packet_info *pinfo, const transport_header_t *header);

/** What speaks for an end being the service at a conversation's first packet, without what was
 * dissected. */
end_evidence_t port_end_evidence(const port_end_t *end, const announced_when_t *first);

/** The newest announcement of a service of that name for the end; NULL: none. */
const announced_t *port_end_announced_as(const port_end_t *end, const char *service);

/** What the port's status is once the user has the say. */
svcreg_status_t port_end_status(const port_end_t *end);

/** How many of the end's records are no second names; all of them when each one is. */
unsigned port_end_n_primary(const port_end_t *end);

/** A record's service name, for want of one its description. */
const char *record_title(const svcreg_record_t *record);

/** Whether a record's column on unauthorized use, "5151,5152", "2194-2196" or "yes", has the port. */
bool port_is_reported(const char *unauthorized, uint16_t port);

/** The record that names the end's service, if one does: the user's own, else the registry's first
 * that is no second name, else its first. False, and *ret untouched, when there is none. */
bool port_end_record(const port_end_t *end, svcreg_record_t *ret);

/** "z-wave, Z-Wave Protocol": the own name, else all that the registry has when none can be
 * preferred; "" for want of one. In `pool`. */
const char *port_end_summary(wmem_allocator_t *pool, const port_end_t *end);

#endif
