/* port_set.h - a set of ports. Plain C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_PORT_SET_H
#define SVCREG_PORT_SET_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/** All zero: empty. */
typedef struct {
    bool any; /* asked first: with every packet, while few captures announce a port */
    uint8_t bits[(UINT16_MAX + 1) / 8];
} port_set_t;

static inline void port_set_add(port_set_t *set, uint16_t port)
{
    set->bits[port / 8] |= (uint8_t)(1U << port % 8);
    set->any = true;
}

static inline bool port_set_has(const port_set_t *set, uint16_t port)
{
    return set->any && set->bits[port / 8] & 1U << port % 8;
}

static inline void port_set_clear(port_set_t *set)
{
    if (set->any)
        memset(set, 0, sizeof *set);
}

#endif
