/* txt_string.h - reads the strings of a DNS-SD TXT record (RFC 6763 section 6).
 *
 * Works on the RDATA alone, in place: it never allocates, never writes, and never reads outside
 * the bytes that it was given.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TXT_STRING_H
#define SVCREG_TXT_STRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    /* Strings of one record that are told of, empty ones aside: real records have fewer than 50, a made
     * one could have 32,767. */
    TXT_MAX_STRINGS = 1024
};

/** RFC 6763 section 6.4 tells four cases apart; an absent key simply is not there. */
typedef enum {
    TXT_NO_VALUE,    /* "key": an attribute present without a value */
    TXT_EMPTY_VALUE, /* "key=" */
    TXT_VALUE        /* "key=value"; the value may hold any byte, "=" and NUL included */
} txt_presence_t;

/** One string. Offsets count bytes from the start of the RDATA. */
typedef struct {
    size_t offset;       /* of the length byte */
    size_t len;          /* bytes after the length byte that are really there, 0 to 255 */
    size_t key_len;      /* 0: zero-length string, or "=…" (both to be ignored, section 6.4) */
    size_t value_offset; /* of the first value byte; equal to the end unless TXT_VALUE */
    size_t value_len;
    txt_presence_t presence;
    bool truncated; /* the length byte says more bytes than there are */
} txt_string_t;

/** Position in a TXT record's RDATA; set up by txt_reader_init(). */
typedef struct {
    const uint8_t *rdata;
    size_t rdata_len;
    size_t offset;
} txt_reader_t;

/** Start at the first string. `rdata` stays the caller's and must outlive the reader; it may be
 * NULL when `rdata_len` is 0. */
void txt_reader_init(txt_reader_t *reader, const uint8_t *rdata, size_t rdata_len);

/** Fill *ret with the next string and go past it. False, and *ret untouched, at the end. A string
 * whose length byte reaches past the RDATA is given once, `truncated`, with the bytes that are
 * there; the reading ends with it. Every call goes at least one byte further. */
bool txt_reader_next(txt_reader_t *reader, txt_string_t *ret);

/** Start of the string's key (key_len bytes) or value (value_len bytes) in the RDATA. */
const uint8_t *txt_string_key(const txt_reader_t *reader, const txt_string_t *string);
const uint8_t *txt_string_value(const txt_reader_t *reader, const txt_string_t *string);

/** Whether two keys are the same: ASCII case-insensitive (RFC 6763 section 6.4). */
bool txt_key_equal(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len);

#endif
