/* text.h - bytes of a packet as text that may be shown.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TEXT_H
#define SVCREG_TEXT_H

#include <epan/packet.h>

/** `len` bytes as valid UTF-8, allocated in `pool`: UTF-8 stays, a control character
 * becomes its code, as "\x1b" or "\x00", a backslash stays, a byte that is no UTF-8 becomes U+FFFD. The same in every
 * Wireshark version, whose own functions cut at NUL and differ in escapes. */
char *text_from_bytes(wmem_allocator_t *pool, const uint8_t *bytes, size_t len);

/** `len` bytes as a key for a map, in `pool`: the same for names and TXT keys that are the same,
 * ASCII case-insensitively (RFC 6762 section 16, RFC 6763 section 6.4). Hexadecimal, since any byte
 * may stand in them. */
char *text_key(wmem_allocator_t *pool, const uint8_t *bytes, size_t len);

#endif
