/* asked.c - whether anybody looks at what the plugin would show.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/asked.h"

#include <epan/tap.h>

static int expert_tap = -1;

void asked_handoff(void)
{
    expert_tap = find_tap_id("expert");
}

bool is_expert_asked_for(void)
{
    return expert_tap > 0 && have_tap_listener(expert_tap);
}

/* The protocol's own mark is read directly, because proto_field_is_referenced() says yes for every
 * protocol when the protocol hierarchy is made, which must not show ours. */
bool is_asked_for(proto_tree *tree, int proto, int hf)
{
    return proto_field_is_referenced(tree, hf) ||
           proto_registrar_get_nth((unsigned)proto)->ref_type != HF_REF_TYPE_NONE ||
           is_expert_asked_for();
}
