/* name_set.c - sets of names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/name_set.h"

wmem_map_t *name_set_new(wmem_allocator_t *pool)
{
    return wmem_map_new(pool, name_key_hash, name_key_equal);
}

bool name_set_add(wmem_allocator_t *pool, wmem_map_t *set, name_key_t name)
{
    if (name_set_has(set, name))
        return false;
    name_key_t *key = wmem_new(pool, name_key_t);
    *key = name;
    wmem_map_insert(set, key, key);
    return true;
}

bool name_set_has(wmem_map_t *set, name_key_t name)
{
    return wmem_map_contains(set, &name);
}
