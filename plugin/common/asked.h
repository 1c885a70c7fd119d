/* asked.h - whether anybody looks at what the plugin would show.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_ASKED_H
#define SVCREG_ASKED_H

#include <epan/packet.h>

/** Whether somebody looks at expert information: listens to it, or sees its LED in the window. */
bool is_expert_asked_for(void);

/** Whether somebody looks: the tree is shown, a filter or column names one of the protocol's fields
 * (`hf` is any one of them), or somebody looks at expert information. */
bool is_asked_for(proto_tree *tree, int proto, int hf);

#endif
