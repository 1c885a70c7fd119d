/* inventory.h - svcreg inventory: the services, hosts and ports of many captures in one file.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_INVENTORY_COMMAND_H
#define SVCREG_INVENTORY_COMMAND_H

/** The subcommand. `argv[0]` is its name. Returns the exit status: 1 when nothing was written, 3
 * when a capture could not be read to its end. */
int inventory_main(int argc, char **argv);

#endif
