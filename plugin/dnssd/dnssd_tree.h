/* dnssd_tree.h - shows what DNS messages say of services (RFC 6763, RFC 6762).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_TREE_H
#define SVCREG_DNSSD_TREE_H

#include <epan/packet.h>
#include <epan/prefs.h>

extern int proto_dnssd;
extern int hf_dnssd_any; /* any one of the protocol's fields */

/** Register the protocol "dnssd" and its fields. */
void dnssd_tree_register(void);

/** Look up the protocols that carry DNS messages. */
void dnssd_tree_handoff(void);

/** Register the preferences. */
void dnssd_tree_register_preferences(module_t *module);

/** Whether messages are to be decoded even though no field of them is asked for: for the tap or
 * the Info column. */
bool dnssd_tree_wants_all(void);

/** Learn what the packet's DNS messages announce. `tree` must be primed. */
void dnssd_tree_learn(packet_info *pinfo, proto_tree *tree);

/** Learn, and add a subtree for the DNS messages of the packet. `tree` must be primed. */
void dnssd_tree_add(packet_info *pinfo, proto_tree *tree);

#endif
