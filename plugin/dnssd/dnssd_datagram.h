/* dnssd_datagram.h - learns from datagrams, in packets that nobody looks at.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_DATAGRAM_H
#define SVCREG_DNSSD_DATAGRAM_H

#include <epan/packet.h>

/** Make sure that once somebody asks, everything is known that the packet's datagram announces, be it
 * DNS, mDNS or LLMNR. Needs no tree. */
void dnssd_datagram_learn(packet_info *pinfo);

/** Called once. */
void dnssd_datagram_register(void);

#endif
