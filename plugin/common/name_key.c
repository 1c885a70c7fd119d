/* name_key.c - names as keys of hash tables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/name_key.h"

#include "ascii.h"

#include <glib.h>
#include <string.h>

/* Odd numbers, drawn when the first name is hashed. A capture that knew them could have every name in
 * one bucket; two of them, since with one the top bit of a word changes the product in one place. */
static uint64_t factors[2];

static void draw_factors(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(factors); i++)
        factors[i] = (uint64_t)g_random_int() << 32 | g_random_int() | 1;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ lower_word(word)) * factors[0];
    hash = (hash ^ hash >> 32) * factors[1];
    return hash ^ hash >> 29;
}

unsigned name_key_hash(const void *data)
{
    const name_key_t *key = (const name_key_t *)data;
    const uint8_t *at = key->bytes;
    size_t left = key->len;

    if (factors[0] == 0)
        draw_factors();
    uint64_t hash = key->len;
    for (; left >= sizeof hash; left -= sizeof hash, at += sizeof hash)
        hash = mix(hash, load_le64(at));
    return (unsigned)(mix(hash, load_short(at, left)) >> 16);
}

unsigned text_key_hash(const void *text)
{
    const name_key_t key = {(const uint8_t *)text, strlen((const char *)text)};

    return name_key_hash(&key);
}

int name_key_equal(const void *a, const void *b)
{
    const name_key_t *x = (const name_key_t *)a, *y = (const name_key_t *)b;

    return ascii_equal(x->bytes, x->len, y->bytes, y->len);
}
