/* announced.h - the announcements of the capture file that is open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_ANNOUNCED_H
#define SVCREG_ANNOUNCED_H

#include "announce/announcements.h"

#include <epan/packet.h>
#include <epan/prefs.h>

/** Forget everything whenever a file is opened; called once. */
void announced_register(void);

/** Register the preference for how much is remembered. */
void announced_register_preferences(module_t *module);

/** What was announced in the open file. Learns from what waits first. Never NULL after
 * announced_register(). */
announcements_t *announced_in_file(void);

/** Whether a service may have been announced on a port: learns nothing, and takes no time. */
bool announced_may_be_on(uint16_t port);

/** When and where the packet was captured, for its record `order`. */
announced_when_t announced_now(const packet_info *pinfo, uint64_t order);

#endif
