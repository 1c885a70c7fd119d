/* table.h - the registry table that the plugin shows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TABLE_H
#define SVCREG_TABLE_H

#include "registry.h"

/** The table in use; valid until Wireshark ends. */
const svcreg_table_t *plugin_table(void);

#endif
