/* table.c - the registry table that the plugin shows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "table.h"

const svcreg_table_t *plugin_table(void)
{
    return svcreg_builtin();
}
