/* bench_wireshark.c - libwireshark's own service names, for the benchmark.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "bench.h"

#include <epan/addr_resolv.h>
#include <epan/epan.h>
#include <wiretap/wtap.h>
#include <wsutil/filesystem.h>
#include <wsutil/privileges.h>
#include <wsutil/wslog.h>

bool wireshark_start(const char *program, const char **ret_why)
{
    ws_log_set_level(LOG_LEVEL_WARNING);
    init_process_policies();
    configuration_init(program, NULL);
    wtap_init(/* load_wiretap_plugins= */ 0);
    if (!epan_init(NULL, NULL, /* load_plugins= */ 0)) {
        *ret_why = "epan_init() failed";
        return false;
    }
    gbl_resolv_flags.transport_name = 1;
    return true;
}

static port_type type_of(unsigned transport)
{
    static const port_type types[SVCREG_N_TRANSPORTS] = {
        [SVCREG_TRANSPORT_NONE] = PT_NONE, [SVCREG_TRANSPORT_TCP] = PT_TCP,
        [SVCREG_TRANSPORT_UDP] = PT_UDP,   [SVCREG_TRANSPORT_SCTP] = PT_SCTP,
        [SVCREG_TRANSPORT_DCCP] = PT_DCCP,
    };
    return types[transport];
}

uint64_t wireshark_ports(const query_t *queries, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (uintptr_t)serv_name_lookup(type_of(queries[i].transport), queries[i].port);
    return sum;
}
