/* dnssd_tree.h - the subtree "DNS Service Discovery" of a packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_TREE_H
#define SVCREG_DNSSD_TREE_H

#include "dnssd/dnssd_message.h"

/** Register the fields under protocol `proto`. */
void dnssd_tree_register(int proto);

/** Show what a message says of services, below `root`. Nothing is added when it says nothing. */
void dnssd_tree_add(const dnssd_message_t *message, proto_tree *root, int proto);

#endif
