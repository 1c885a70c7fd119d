/* asked.c - whether anybody looks at what the plugin would show.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/asked.h"

#include "common/status_bar.h"

#include <epan/tap.h>

bool is_expert_asked_for(void)
{
    /* Registered after the handoff routines have run: so it is looked up when first needed. */
    static int expert_tap = 0;

    if (expert_tap <= 0)
        expert_tap = find_tap_id("expert");
    return status_bar_may_rise_now() || (expert_tap > 0 && have_tap_listener(expert_tap));
}

/* The protocol's own mark is read directly, because proto_field_is_referenced() says yes for every
 * protocol when the protocol hierarchy is made, which must not show ours. */
bool is_asked_for(proto_tree *tree, int proto, int hf)
{
    return proto_field_is_referenced(tree, hf) ||
           proto_registrar_get_nth((unsigned)proto)->ref_type != HF_REF_TYPE_NONE ||
           is_expert_asked_for();
}
