/* inventory_stats_tree.h - the statistics tree "service, basis, packets": "-z svcreg,tree".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_INVENTORY_STATS_TREE_H
#define SVCREG_INVENTORY_STATS_TREE_H

/** Register the tree. */
void inventory_stats_tree_register(void);

#endif
