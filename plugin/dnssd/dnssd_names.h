/* dnssd_names.h - a DNS message in a packet, and the names in it as text and as fields.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_NAMES_H
#define SVCREG_DNSSD_NAMES_H

#include "dnssd/dnssd_message.h"
#include "registry.h"

#include <epan/packet.h>

/** A DNS message in a packet, and the subtree made for it. */
typedef struct {
    packet_info *pinfo;
    proto_tree *root; /* the packet's tree; NULL: nothing is to be shown */
    proto_tree *tree; /* NULL until there is something to show */
    proto_item *item; /* of `tree` */
    tvbuff_t *tvb;
    int offset;     /* of the message in `tvb` */
    bool multicast; /* mDNS: the class field's top bit is not part of the class (RFC 6762) */
    bool quoted;    /* in an ICMP error: nothing is announced by it */
    uint32_t index; /* of the message in the packet */
    dns_message_t dns;
} dnssd_packet_t;

/** A name in a message: what it is, and where it stands in the packet's tvb. */
typedef struct {
    const dnssd_name_t *name;
    dnssd_parts_t parts;
    int offset;
    int len;
} dnssd_place_t;

/** The service that a name speaks of; `name` has no underscore and is not terminated. */
typedef struct {
    const char *name;
    size_t len;
    svcreg_transport_t transport;
} dnssd_service_t;

/** Register the fields for names under protocol `proto`. */
void dnssd_names_register(int proto);

/** Where byte `offset` of the message stands in the tvb. */
int dnssd_in_tvb(const dnssd_packet_t *packet, size_t offset);

/** The place of a name that was read at `offset` of the message. */
dnssd_place_t dnssd_place(const dnssd_packet_t *packet, size_t offset, const dnssd_name_t *name);

/** Texts live in the packet's pool. Label `label`; the whole name, "." for the root; the service
 * type, "_ipp._tcp"; an instance as people name it, "Office" _ipp._tcp.local, else the name. */
char *dnssd_label_text(const dnssd_packet_t *packet, const dnssd_name_t *name, int label);
char *dnssd_name_text(const dnssd_packet_t *packet, const dnssd_name_t *name);
char *dnssd_type_text(const dnssd_packet_t *packet, const dnssd_place_t *place);
char *dnssd_place_text(const dnssd_packet_t *packet, const dnssd_place_t *place);
char *dnssd_domain_text(const dnssd_packet_t *packet, const dnssd_place_t *place);

/** The service that a DNS-SD name speaks of, in the registry's terms. `place` must have one. */
dnssd_service_t dnssd_service_of(const dnssd_place_t *place);

/** The registry's record that describes a service type: the one that speaks of TXT keys, which is
 * the DNS-SD registration, else the first one of the transport, else the first one of none. False,
 * and *ret untouched, when the registry has none. */
bool dnssd_find_record(const dnssd_service_t *service, svcreg_record_t *ret);

/** What a service is, "" when nobody says. */
const char *dnssd_description(const dnssd_service_t *service);

/** Add instance, subtype, service type and domain of a DNS-SD name, and the registry's word. */
void dnssd_add_parts(const dnssd_packet_t *packet, proto_tree *tree, const dnssd_place_t *place);

/** Add the subtype of a name that has one. */
void dnssd_add_subtype(const dnssd_packet_t *packet, proto_tree *tree, const dnssd_place_t *place);

#endif
