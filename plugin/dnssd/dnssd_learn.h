/* dnssd_learn.h - remembers what a DNS message announces.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_LEARN_H
#define SVCREG_DNSSD_LEARN_H

#include "dnssd/dnssd_names.h"

/** Number of a record among all records of its frame: the key to what announced.h knows of it. */
uint32_t dnssd_order(const dnssd_packet_t *packet, const dns_record_t *record);

/** Learn the SRV, A and AAAA records of a response. Questions, known answers, updates and what an
 * ICMP error quotes announce nothing. */
void dnssd_learn(const dnssd_packet_t *packet);

#endif
