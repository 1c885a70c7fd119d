/* ascii.h - ASCII letters without regard to case, whatever the locale. Any byte may stand in what was
 * sent, NUL as well.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_ASCII_H
#define SVCREG_ASCII_H

#include "name_hash.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline uint8_t ascii_lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

static inline bool ascii_is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/** Order of two texts: negative, 0 or positive; what another begins with stands before it. */
static inline int ascii_compare(const void *a, size_t a_len, const void *b, size_t b_len)
{
    const uint8_t *x = (const uint8_t *)a, *y = (const uint8_t *)b;

    for (size_t i = 0; i < a_len && i < b_len; i++) {
        int difference = ascii_lower(x[i]) - ascii_lower(y[i]);
        if (difference != 0)
            return difference;
    }
    return a_len < b_len ? -1 : a_len > b_len;
}

static inline bool ascii_equal(const void *a, size_t a_len, const void *b, size_t b_len)
{
    return a_len == b_len && name_equal((const char *)a, (const char *)b, a_len);
}

#endif
