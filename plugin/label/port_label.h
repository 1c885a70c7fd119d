/* port_label.h - says what the registry has on the ports of a packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_PORT_LABEL_H
#define SVCREG_PORT_LABEL_H

#include "label/label.h"

#include <epan/packet.h>
#include <epan/prefs.h>

extern int proto_svcreg;
extern int hf_svcreg_any; /* any one of the protocol's fields */

/** Register the protocol "svcreg" and its fields. */
void port_label_register(void);

/** Register the preferences of labels. */
void port_label_register_preferences(module_t *module);

/** Look up the transport protocols. */
void port_label_handoff(void);

/** Note what the packet says of its conversation. Called for every packet of the first pass; `tree`
 * may be NULL. */
void port_label_learn(packet_info *pinfo, const proto_tree *tree);

/** Somebody who is told of each label while he listens. There may be LABEL_MAX_CONSUMERS. */
enum { LABEL_MAX_CONSUMERS = 4 };
typedef struct {
    bool (*has_listener)(void);
    void (*take)(packet_info *pinfo, const label_t *label);
} label_consumer_t;

/** Add one, for good. */
void port_label_add_consumer(const label_consumer_t *consumer);

/** Add a subtree for each transport header of the packet when somebody `asked` for labels, and hand
 * them to who listens. `tree` must be primed. */
void port_label_add(packet_info *pinfo, proto_tree *tree, bool asked);

/** Whether somebody listens to labels. */
bool port_label_has_listener(void);

/** Put the label in front of the Info column, when the preference says so. Needs no tree. */
void port_label_add_to_info(packet_info *pinfo);

#endif
