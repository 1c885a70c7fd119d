/* end_tree.h - what the registry has on one end's port, as fields.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_END_TREE_H
#define SVCREG_END_TREE_H

#include "common/record_fields.h"
#include "label/label.h"

/** Register the fields under protocol `proto`. */
void end_tree_register(int proto);

/** Add the end that is taken for the service: its record, other names, and what was announced. What
 * the label's line says already is there for filters, but not shown. */
void end_tree_add_service(wmem_allocator_t *pool, proto_tree *tree, const port_end_t *end);

/** Add an end as `use` RECORD_OF_SOURCE or RECORD_OF_DESTINATION, with every record. Those of
 * the service (`is_service`) are not shown twice. */
void end_tree_add_side(wmem_allocator_t *pool, proto_tree *tree, const port_end_t *end,
                       record_use_t use, bool is_service);

#endif
