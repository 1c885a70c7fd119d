/* txt_value.h - reads the value of a TXT attribute as the type that its definition gives it.
 *
 * Values are opaque bytes (RFC 6763 section 6.5); a type is what a registry or a specification says
 * they mean. A value that is not of that type is refused whole: never half read, never guessed.
 * Nothing here allocates or reads outside the bytes that it was given.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TXT_VALUE_H
#define SVCREG_TXT_VALUE_H

#include "registry.h"

enum {
    TXT_VALUE_MAX_BYTES = 128 /* a value has at most 254 characters, two for a byte */
};

/** What a value turned out to be. */
typedef enum {
    TXT_VALUE_IS_TEXT,     /* nothing more than its bytes */
    TXT_VALUE_IS_NUMBER,   /* `number` */
    TXT_VALUE_IS_NEGATIVE, /* `number` is the two's complement of a negative number */
    TXT_VALUE_IS_BOOLEAN,  /* `number` is 0 or 1 */
    TXT_VALUE_IS_UNKNOWN,  /* a boolean that says "unknown" (Bonjour Printing's "U") */
    TXT_VALUE_IS_BYTES,    /* `bytes`, `n_bytes` of them: hex digits, MAC, UUID, raw bytes */
    TXT_VALUE_IS_IPV4,     /* 4 `bytes` */
    TXT_VALUE_IS_IPV6,     /* 16 `bytes` */
    TXT_VALUE_IS_PREFIX    /* 16 `bytes`, of which the first `number` bits count */
} txt_value_kind_t;

typedef struct {
    txt_value_kind_t kind;
    uint64_t number;
    uint8_t bytes[TXT_VALUE_MAX_BYTES];
    unsigned n_bytes;
} txt_value_t;

/** Read `len` bytes as `type`. False, and *ret untouched, when they are not of that type; an empty
 * value is of no type but text and bytes.
 *
 * Numbers are decimal or, after "0x", hexadecimal (HEXINT: hexadecimal in any case), of at most 64
 * bits; BITS takes "0xLOW,0xHIGH" for one number of 64 bits, the order of AirPlay's `features`.
 * ENUM is a number where it looks like one, text otherwise. BOOLEAN is T/F, true/false, yes/no,
 * y/n, on/off, 1/0 or U, in any case. UUID: 32 hexadecimal digits with hyphens, without, or after
 * "urn:uuid:". MAC: 6 or 8 bytes as hexadecimal digits, with ":" or "-" between bytes or without.
 * IPV6PREFIX: as Thread's border agents send it, a byte of length and at least as many bytes as that
 * takes. FIXED16 is the number as it stands, 65536 times the value. */
bool txt_value_read(svcreg_txt_type_t type, const uint8_t *value, size_t len, txt_value_t *ret);

#endif
