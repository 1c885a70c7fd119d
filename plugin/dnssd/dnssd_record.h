/* dnssd_record.h - shows one record or question of a DNS message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_RECORD_H
#define SVCREG_DNSSD_RECORD_H

#include "dnssd/dnssd_names.h"

/** Register the fields of records under protocol `proto`. */
void dnssd_record_register(int proto);

/** Add question or record `record`, whose owner is at `owner`, to `tree`. */
void dnssd_record_add(const dnssd_packet_t *packet, proto_tree *tree, const dns_record_t *record,
                      const dnssd_place_t *owner);

/** What the record is there for, by its section and the kind of message: "question", "answer",
 * "additional", "known answer", "probe", "update", … */
const char *dnssd_record_role(const dnssd_packet_t *packet, const dns_record_t *record);

/** The class without what mDNS makes of its top bit (RFC 6762 sections 5.4 and 10.2). */
unsigned dnssd_record_class(const dnssd_packet_t *packet, const dns_record_t *record);

/** Whether this type of record says something about a host rather than a service. */
bool dnssd_record_is_of_host(uint16_t type);

#endif
