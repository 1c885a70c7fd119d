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

#endif
