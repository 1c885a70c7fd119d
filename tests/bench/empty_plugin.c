/* empty_plugin.c - a post-dissector that returns at once: what tools/bench compares svcreg with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/compat.h"

#include <epan/packet.h>

WS_DLL_PUBLIC_DEF const char plugin_version[] = "0";
WS_DLL_PUBLIC_DEF const int plugin_want_major = WIRESHARK_VERSION_MAJOR;
WS_DLL_PUBLIC_DEF const int plugin_want_minor = WIRESHARK_VERSION_MINOR;

WS_DLL_PUBLIC void plugin_register(void);

static int proto_empty = -1;

static int dissect(tvbuff_t *tvb _U_, packet_info *pinfo _U_, proto_tree *tree _U_, void *data _U_)
{
    return 0;
}

static void register_protocol(void)
{
    proto_empty = proto_register_protocol("Empty", "EMPTY", "empty");
}

static void handoff(void)
{
    register_postdissector(create_dissector_handle(dissect, proto_empty));
}

void plugin_register(void)
{
    static const proto_plugin plugin = {.register_protoinfo = register_protocol,
                                        .register_handoff = handoff};

    proto_register_plugin(&plugin);
}
