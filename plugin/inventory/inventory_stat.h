/* inventory_stat.h - "-z svcreg,inventory[,FILE]".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_INVENTORY_STAT_H
#define SVCREG_INVENTORY_STAT_H

#include <epan/prefs.h>

/** Register the statistic, and its preference. */
void inventory_stat_register(module_t *module);

#endif
