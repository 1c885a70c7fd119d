/* status_bar.h - the window's LED for expert information.
 *
 * It shows the highest severity that dissectors added while a file was loaded. Wireshark loads one
 * without trees, and ours needs them: so in the window the first packets of a file get one, until the
 * LED can rise no more.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_STATUS_BAR_H
#define SVCREG_STATUS_BAR_H

#include <epan/packet.h>
#include <stdbool.h>

enum { STATUS_BAR_MAX_FRAMES = 50000 /* loading goes on without trees behind them */ };

/** Told of each packet, before anything else is asked. */
void status_bar_begin_packet(const packet_info *pinfo);

/** Whether expert information still may raise the LED while a file is loaded. Never outside of the
 * window. */
bool status_bar_may_rise(void);

/** Whether it may by the present packet, which is loaded. */
bool status_bar_may_rise_now(void);

/** Called once. */
void status_bar_register(void);

#endif
