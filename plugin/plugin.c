/* plugin.c - what Wireshark looks for when it loads the plugin.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/compat.h"
#include "register.h"

#include <epan/proto.h>

WS_DLL_PUBLIC_DEF const char plugin_version[] = SVCREG_VERSION;
WS_DLL_PUBLIC_DEF const int plugin_want_major = WIRESHARK_VERSION_MAJOR;
WS_DLL_PUBLIC_DEF const int plugin_want_minor = WIRESHARK_VERSION_MINOR;

WS_DLL_PUBLIC void plugin_register(void);

#if SVCREG_WIRESHARK(4, 2)
WS_DLL_PUBLIC uint32_t plugin_describe(void);

uint32_t plugin_describe(void)
{
    return WS_PLUGIN_DESC_DISSECTOR;
}
#endif

void plugin_register(void)
{
    static const proto_plugin plugin = {.register_protoinfo = svcreg_register,
                                        .register_handoff = svcreg_handoff};

    proto_register_plugin(&plugin);
    svcreg_register_hooks();
}
