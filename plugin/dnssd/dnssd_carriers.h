/* dnssd_carriers.h - finds the DNS messages of a packet.
 *
 * Wireshark's own DNS dissectors recognise them. Where they stand is read from their items in a
 * tree, or, without one, from the datagrams that Wireshark hands to its "Follow UDP Stream".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_CARRIERS_H
#define SVCREG_DNSSD_CARRIERS_H

#include "dnssd/dnssd_message.h"

/** Look up the protocols that carry DNS messages, and have each datagram that was dissected as one
 * handed to `learn`, in every pass in which Wireshark's taps run. */
void dnssd_carriers_handoff(void (*learn)(packet_info *pinfo, const dnssd_place_t *place));

/** Call `each` for every DNS message of the packet. `tree` must be primed. */
void dnssd_carriers_find(packet_info *pinfo, proto_tree *tree,
                         void (*each)(packet_info *pinfo, proto_tree *tree,
                                      const dnssd_place_t *place));

/** The packet is a DNS message of a kind that the layers show: cheap, and needs no tree. */
bool dnssd_carriers_has_message(const packet_info *pinfo);

#endif
