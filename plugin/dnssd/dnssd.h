/* dnssd.h - the protocol "dnssd": what DNS messages say of services (RFC 6763, RFC 6762, RFC 2782).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_H
#define SVCREG_DNSSD_H

#include <epan/packet.h>
#include <epan/prefs.h>

extern int proto_dnssd;

/** Register the protocol and its fields. */
void dnssd_register(void);

/** Register the preferences. */
void dnssd_register_preferences(module_t *module);

/** Look up the protocols that carry DNS messages. */
void dnssd_handoff(void);

/** Whether trees are to be built that Wireshark itself would not build: for the tap or the Info
 * column. */
bool dnssd_wants_tree(void);

/** Learn what the packet's datagram announces, when it is seen for the first time. Needs no tree.
 * Messages over TCP and what it carries are learned from by dnssd_dissect() only. */
void dnssd_learn_packet(packet_info *pinfo);

/** Show the packet's DNS messages below `tree`, hand them to listeners, and learn what they
 * announce. `tree` must be primed. Does nothing while nobody asks. True when somebody did. */
bool dnssd_dissect(packet_info *pinfo, proto_tree *tree);

#endif
