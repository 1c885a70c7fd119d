/* lint.h - svcreg lint: checks of the tables, and oddities of the registry itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_LINT_H
#define SVCREG_LINT_H

#include "registry.h"

#include <stdbool.h>

/** The subcommand. `argv[0]` is its name. Returns the exit status: 1 for a fault in the tables;
 * oddities of IANA's registry are no fault. */
int lint_main(int argc, char **argv);

/** Print how many oddities of each kind a registry has; all of them when `verbose`. */
void lint_registry_print(const svcreg_table_t *table, bool verbose);

#endif
