/* dnssd.h - the protocol "dnssd": what DNS messages say of services (RFC 6763, RFC 6762, RFC 2782).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_H
#define SVCREG_DNSSD_H

#include "dnssd/dnssd_message.h"

#include <epan/packet.h>
#include <epan/prefs.h>

extern int proto_dnssd;

/** Register the protocol and its fields. */
void dnssd_register(void);

/** Register the preferences. */
void dnssd_register_preferences(module_t *module);

/** Look up the protocols that carry DNS messages. */
void dnssd_handoff(void);

/** Somebody who is told of each message that the trees have, while he listens. */
typedef struct {
    bool (*has_listener)(void);
    void (*take)(const dnssd_message_t *message);
} dnssd_consumer_t;

/** Add one, for good. There may be DNSSD_MAX_CONSUMERS. */
enum { DNSSD_MAX_CONSUMERS = 4 };
void dnssd_add_consumer(const dnssd_consumer_t *consumer);

/** Whether trees are to be built that Wireshark itself would not build: for the tap or the Info
 * column. */
bool dnssd_wants_tree(void);

/** Learn what the packet's DNS messages announce; while somebody asks, show them below `tree`, which
 * must be primed, and hand them to listeners. True when somebody did. Without a tree, or while nobody
 * asks, only a datagram's message is learned from, when it is seen for the first time. */
bool dnssd_dissect(packet_info *pinfo, proto_tree *tree);

#endif
