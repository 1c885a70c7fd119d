/* inventory_tap.h - the tap "svcreg_inventory": what each packet adds to an inventory.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_INVENTORY_TAP_H
#define SVCREG_INVENTORY_TAP_H

#include "inventory/inventory.h"

#include <epan/packet.h>

#define INVENTORY_TAP "svcreg_inventory"

/** Register the tap, and ask for each DNS message and label; called once. */
void inventory_tap_register(void);

/** Add what a listener of the tap "expert" was given, if it is of this plugin. */
void inventory_tap_add_expert(inventory_t *inventory, const packet_info *pinfo, const void *data);

/** Add what a listener was given. */
void inventory_tap_add(inventory_t *inventory, const void *data);

#endif
