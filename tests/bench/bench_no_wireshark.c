/* bench_no_wireshark.c - stands in for bench_wireshark.c where the plugin SDK is missing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "bench.h"

bool wireshark_start(const char *program, const char **ret_why)
{
    (void)program;
    *ret_why = "it was built without Wireshark's plugin SDK";
    return false;
}

uint64_t wireshark_ports(const query_t *queries, size_t n)
{
    (void)queries;
    return n;
}
