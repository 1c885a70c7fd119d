/* dnssd_carriers.h - finds the DNS messages of a packet.
 *
 * Wireshark's own DNS dissectors recognise them. Where they stand is read from their items in a
 * tree. Without a tree only a datagram's message is found, by the packet's ports and its length.
 * Its reader makes sure that the records fill it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_CARRIERS_H
#define SVCREG_DNSSD_CARRIERS_H

#include "dnssd/dnssd_message.h"

/** Look up the protocols that carry DNS messages; called once. */
void dnssd_carriers_handoff(void);

/** Call `each` for every DNS message of the packet, and return whether there was one. `tree` must be
 * primed. */
bool dnssd_carriers_find(packet_info *pinfo, proto_tree *tree,
                         void (*each)(packet_info *pinfo, proto_tree *tree,
                                      const dnssd_place_t *place));

/** The message of a UDP datagram that Wireshark dissected as DNS, mDNS or LLMNR. Needs no tree. False
 * where there is none, or an ICMP error quotes it. */
bool dnssd_carriers_find_datagram(const packet_info *pinfo, dnssd_place_t *ret);

/** The packet is a DNS message of a kind that the layers show: cheap, and needs no tree. */
bool dnssd_carriers_has_message(const packet_info *pinfo);

#endif
