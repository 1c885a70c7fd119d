/* lookup.h - svcreg lookup: what the registry says of a port, a service, a text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_LOOKUP_H
#define SVCREG_LOOKUP_H

/** The subcommand. `argv[0]` is its name. Returns the exit status: 1 when a term finds nothing. */
int lookup_main(int argc, char **argv);

#endif
