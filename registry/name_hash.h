/* name_hash.h - case-insensitive hash and comparison of service names.
 *
 * The table builder and the lookup must agree on these to the bit, also when they run on different
 * machines; that is why words are read as little-endian.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_NAME_HASH_H
#define SVCREG_NAME_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Compilers turn these two into a single load. */
static inline uint32_t load_le32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint64_t load_le64(const unsigned char *p)
{
    return (uint64_t)load_le32(p) | (uint64_t)load_le32(p + 4) << 32;
}

/* Eight characters with A-Z made lower case, and nothing else changed. */
static inline uint64_t lower_word(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t low_bits = word & (ones * 0x7f);
    uint64_t from_a = low_bits + ones * (0x80 - 'A');
    uint64_t past_z = low_bits + ones * (0x7f - 'Z');
    uint64_t upper = (from_a ^ past_z) & ~word & (ones * 0x80);
    return word | upper >> 2;
}

/* Up to seven characters in one word; which characters stand where depends on `len` alone. */
static inline uint64_t load_short(const unsigned char *p, size_t len)
{
    if (len >= 4)
        return (uint64_t)load_le32(p) | (uint64_t)load_le32(p + len - 4) << 32;
    if (len == 0)
        return 0;
    return (uint64_t)p[0] | (uint64_t)p[len / 2] << 8 | (uint64_t)p[len - 1] << 16;
}

static inline uint64_t hash_step(uint64_t hash, uint64_t word)
{
    hash = (hash ^ lower_word(word)) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

/** Hash of a service name; the same for all its upper and lower case spellings. */
static inline uint64_t name_hash(const char *name, size_t len, uint32_t seed)
{
    const unsigned char *p = (const unsigned char *)name;
    uint64_t hash = (uint64_t)len * UINT64_C(0xff51afd7ed558ccd) + seed;
    if (len < 8)
        return hash_step(hash, load_short(p, len));
    const unsigned char *last = p + len - 8;
    for (; p < last; p += 8)
        hash = hash_step(hash, load_le64(p));
    return hash_step(hash, load_le64(last));
}

/** Whether two names of the same length are equal but for the case of A-Z. */
static inline bool name_equal(const char *a_name, const char *b_name, size_t len)
{
    const unsigned char *a = (const unsigned char *)a_name;
    const unsigned char *b = (const unsigned char *)b_name;
    if (len < 8)
        return lower_word(load_short(a, len)) == lower_word(load_short(b, len));
    size_t last = len - 8;
    for (size_t i = 0; i < last; i += 8) {
        if (lower_word(load_le64(a + i)) != lower_word(load_le64(b + i)))
            return false;
    }
    return lower_word(load_le64(a + last)) == lower_word(load_le64(b + last));
}

/* Number below `n` from the 32 bits of `x`, evenly spread. */
static inline uint32_t reduce32(uint32_t x, uint32_t n)
{
    return (uint32_t)((uint64_t)x * n >> 32);
}

/** Bucket of a hash among `n_buckets`; its displacement leads to the slot. */
static inline uint32_t name_bucket(uint64_t hash, uint32_t n_buckets)
{
    return reduce32((uint32_t)hash, n_buckets);
}

/** Slot of a hash among `n_slots` under its bucket's displacement. */
static inline uint32_t name_slot(uint64_t hash, uint16_t displacement, uint32_t n_slots)
{
    uint32_t x = ((uint32_t)(hash >> 32) ^ displacement * 0x9e3779b1U) * 0x85ebca6bU;
    return reduce32(x ^ x >> 15, n_slots);
}

#endif
