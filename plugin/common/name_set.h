/* name_set.h - sets of names, in a packet's pool.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_NAME_SET_H
#define SVCREG_NAME_SET_H

#include "common/name_key.h"

#include <epan/packet.h>

/** An empty set. Its names' bytes are to live as long as the pool. */
wmem_map_t *name_set_new(wmem_allocator_t *pool);

/** Add a name. False when it is there. */
bool name_set_add(wmem_allocator_t *pool, wmem_map_t *set, name_key_t name);

/** Whether a name is there. */
bool name_set_has(wmem_map_t *set, name_key_t name);

#endif
