/* handover.h - hands traffic on an announced port to the dissector of the announced service.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_HANDOVER_H
#define SVCREG_HANDOVER_H

#include <epan/packet.h>

/** Set the dissector of the packet's conversations that are to or from an announced address and
 * port, where Wireshark has one for the service and none for the port. From the next segment, or this
 * datagram on: so the first pass and later ones show the same. Does nothing but in the first pass. */
void handover_apply(packet_info *pinfo, proto_tree *tree);

#endif
