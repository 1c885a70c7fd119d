/* sleep_proxy.c - metrics of Sleep Proxy Servers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sleep_proxy.h"

enum { MAX_DIGITS = 3 };

/* Read a number of one to three digits. */
static bool read_number(const uint8_t *name, size_t len, size_t *at, unsigned *ret)
{
    size_t first = *at;

    *ret = 0;
    while (*at < len && *at - first < MAX_DIGITS && name[*at] >= '0' && name[*at] <= '9')
        *ret = *ret * 10 + (unsigned)(name[(*at)++] - '0');
    return *at > first;
}

static bool read_character(const uint8_t *name, size_t len, size_t *at, char wanted)
{
    if (*at >= len || name[*at] != (uint8_t)wanted)
        return false;
    ++*at;
    return true;
}

bool sleep_proxy_read(const uint8_t *name, size_t len, sleep_proxy_t *ret)
{
    unsigned *const numbers[] = {&ret->intent, &ret->portability, &ret->marginal_power,
                                 &ret->total_power};
    size_t at = 0;

    for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if ((i > 0 && !read_character(name, len, &at, '-')) ||
            !read_number(name, len, &at, numbers[i]))
            return false;
    }
    ret->features = 0;
    ret->has_features = read_character(name, len, &at, '.');
    if (ret->has_features && !read_number(name, len, &at, &ret->features))
        return false;
    if (!read_character(name, len, &at, ' '))
        return false;
    ret->len = at;
    return true;
}
