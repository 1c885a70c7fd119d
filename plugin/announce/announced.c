/* announced.c - the announcements of the capture file that is open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "announce/announced.h"

#include "announce/waiting.h"

#include <wiretap/wtap.h>

enum { DEFAULT_MAX_RECORDS = 10000 };

static announcements_t *in_file;
static unsigned max_records = DEFAULT_MAX_RECORDS;

static void forget_all(void)
{
    waiting_forget();
    announcements_free(in_file);
    in_file = announcements_new(max_records);
}

announcements_t *announced_in_file(void)
{
    waiting_learn();
    return in_file;
}

bool announced_may_be_on(uint16_t port)
{
    return waiting_expects_port(port) || announcements_may_be_on(in_file, port);
}

announced_when_t announced_now(const packet_info *pinfo, uint64_t order)
{
    /* 146 years from any moment, so that differences have room: what is further away is no time of
     * capture. */
    const int64_t nanoseconds = 1000000000, max = INT64_MAX / nanoseconds / 2 - 1;
    int64_t seconds = CLAMP((int64_t)pinfo->abs_ts.secs, -max, max);
    bool known = pinfo->rec && pinfo->rec->presence_flags & WTAP_HAS_INTERFACE_ID;

    return (announced_when_t){.frame = pinfo->num,
                              .order = order,
                              .time = seconds * nanoseconds + pinfo->abs_ts.nsecs % nanoseconds,
                              .interface =
                                  known ? pinfo->rec->rec_header.packet_header.interface_id : 0};
}

void announced_register(void)
{
    forget_all();
    register_init_routine(forget_all); /* the preference may have changed */
    register_cleanup_routine(forget_all);
}

void announced_register_preferences(module_t *module)
{
    prefs_register_uint_preference(
        module, "max_announced", "Announcements remembered",
        "SRV and address records that are remembered to label later packets, the oldest out "
        "first. 0 remembers none.",
        10, &max_records);
}
