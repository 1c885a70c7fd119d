/* name_key.h - names and texts of captures as keys of hash tables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_NAME_KEY_H
#define SVCREG_NAME_KEY_H

#include <stddef.h>
#include <stdint.h>

/** A name whose ASCII letters may be of either case (RFC 6762 section 16, RFC 6763 section 6.4): a
 * domain name in wire form (RFC 1035 section 3.1), or a TXT key. The bytes are somebody else's. */
typedef struct {
    const uint8_t *bytes;
    size_t len;
} name_key_t;

/** Hash and comparison for tables whose keys point to name_key_t. The hash differs from run to run:
 * nobody can make names that share one, as is easily done with GLib's g_str_hash(). */
unsigned name_key_hash(const void *key);
int name_key_equal(const void *a, const void *b);

/** Hash for tables whose keys are strings that a capture has a say in, with g_str_equal(). */
unsigned text_key_hash(const void *text);

#endif
