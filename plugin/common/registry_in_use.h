/* registry_in_use.h - the registry table that the plugin shows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_REGISTRY_IN_USE_H
#define SVCREG_REGISTRY_IN_USE_H

#include "registry.h"

/** Choose the table: the one that the user imported (`svcreg import FILE --user`), else the one
 * that is compiled in. An imported one that cannot be used is reported. To be called once, before
 * all else here. */
void registry_in_use_load(void);

/** The table in use; valid until Wireshark ends. */
const svcreg_table_t *registry_in_use(void);

/** What is in use, for people: "Registry of 2026-08-17, built in". Valid until Wireshark ends. */
const char *registry_in_use_origin(void);

#endif
