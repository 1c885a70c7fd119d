/* inventory_json.h - an inventory as JSON Lines (the schema: tools/svcreg/inventory/README.md).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_INVENTORY_JSON_H
#define SVCREG_INVENTORY_JSON_H

#include "inventory/inventory.h"

#include <stdio.h>

/** Write every row, one object a line, in an order that only depends on what they say; the one of
 * kind "capture" comes last, so that who reads knows that none is missing. With `secrets` the
 * values of credentials are written as they are. */
void inventory_json_write(const inventory_t *inventory, bool secrets, FILE *file);

#endif
