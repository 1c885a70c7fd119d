/* inventory_tables.h - an inventory as statistics tables: in the GUI's Statistics menu, "-z
 * dnssd,services", "dnssd,hosts", "dnssd,asked" and "svcreg,ports", and sharkd's "nstat".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_INVENTORY_TABLES_H
#define SVCREG_INVENTORY_TABLES_H

/** Register the tables. */
void inventory_tables_register(void);

#endif
