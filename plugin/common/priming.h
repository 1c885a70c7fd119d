/* priming.h - has Wireshark keep the fields of other protocols that the plugin reads.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_PRIMING_H
#define SVCREG_PRIMING_H

#include <epan/packet.h>

/** Ask for a field or protocol by its filter name, and return its id. Called in handoff routines, by
 * whoever reads the field. */
int priming_want(const char *name);

/** Have the fields kept in the dissection after this packet's as well. Called once per packet with a
 * tree, by a post-dissector that reads them. */
void priming_repeat(packet_info *pinfo);

/** Whether the packet's tree is there for the plugin alone. It is taken away when nobody needs it any more:
 * then priming_repeat() must be called. */
bool priming_is_given(const proto_tree *tree);

/** Ask to be called whenever Wireshark sets up a dissection; called once. `wants_tree` says whether
 * somebody needs trees that Wireshark itself would not build. */
void priming_register(bool (*wants_tree)(void));

#endif
