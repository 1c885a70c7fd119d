/* dnssd_txt_tree.h - shows the attributes of a DNS-SD TXT record (RFC 6763 section 6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_TXT_TREE_H
#define SVCREG_DNSSD_TXT_TREE_H

#include "dnssd/dnssd_names.h"

/** Register the fields dnssd.txt.* under protocol `proto`. */
void dnssd_txt_tree_register(int proto);

/** Add every string of the RDATA, which is `len` captured bytes at `offset` of the packet's tvb, to
 * `tree`, with what the owner's service defines of each key. Appends the attributes to the text of
 * `summary`. */
void dnssd_txt_tree_add(const dnssd_packet_t *packet, proto_tree *tree, proto_item *summary,
                        int offset, int len, const dnssd_place_t *owner);

#endif
