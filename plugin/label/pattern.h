/* pattern.h - how payloads begin, in tables. Plain C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_PATTERN_H
#define SVCREG_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** How a payload begins. `mask` has a letter for each byte:
 *   x  the very byte that `bytes` has there
 *   .  any byte
 *   d  a digit
 *   h  a hexadecimal digit
 *   u  a capital letter, l a small one
 *   c  the small letter that `bytes` has there, or the same as a capital
 *   s  a byte below 32, e one below 8
 *   n  a byte with the upper four bits of that in `bytes`
 *   *  once: text, up to where what suits the rest follows
 *   $  nothing: the payload ends here */
typedef struct {
    const char *bytes;
    const char *mask;
} pattern_t;

/** Whether a payload of `len` bytes begins so. */
bool pattern_matches(const pattern_t *pattern, const uint8_t *payload, size_t len);

/** The same as far as there are bytes: a segment may have one. Where any may stand before, one is not
 * enough. */
bool pattern_matches_so_far(const pattern_t *pattern, const uint8_t *payload, size_t len);

/** Whether a byte is of text: no control character but tab, line feed, form feed and carriage
 * return. */
bool pattern_is_text_byte(uint8_t byte);

/** A row of a table: what begins so. */
typedef struct {
    unsigned meaning;
    unsigned over; /* bits of the table's own */
    pattern_t pattern;
} pattern_row_t;

enum { PATTERN_ANY_BYTE = 256, PATTERN_N_CHAINS, PATTERN_MAX_ROWS = 254 };

/** Rows by the byte that they begin with, capital and small letters together; those that may begin
 * with several come in a chain of their own. Row 0 is number 1. */
typedef struct {
    uint8_t first[PATTERN_N_CHAINS];
    uint8_t next[PATTERN_MAX_ROWS + 1];
    uint8_t telling[PATTERN_MAX_ROWS + 1]; /* place of a row's first byte that must be as it is */
    bool is_made;
} pattern_chains_t;

/** Fill *ret, all zero before, from at most PATTERN_MAX_ROWS rows; nothing when it was filled. */
void pattern_chains_make(const pattern_row_t *rows, size_t n_rows, pattern_chains_t *ret);

/** Whether a payload begins as row `number` says. Most rows do not suit by their telling byte alone. */
bool pattern_chains_match(const pattern_chains_t *chains, unsigned number, const pattern_row_t *row,
                          const uint8_t *payload, size_t len);

#endif
