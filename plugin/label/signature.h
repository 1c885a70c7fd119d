/* signature.h - protocols that the first bytes of a TCP payload give away. Plain C.
 *
 * Wireshark takes a protocol for what its port says: TLS on port 22 is dissected as SSH. Where the
 * bytes themselves are plain, they are the better witness.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_SIGNATURE_H
#define SVCREG_SIGNATURE_H

#include <stddef.h>
#include <stdint.h>

enum {
    SIGNATURE_MAX_LEN = 300 /* bytes that are looked at: a CONNECT with the longest host name */
};

/** A protocol that shows beyond doubt. */
typedef enum {
    SIGNATURE_NONE, /* no saying */
    SIGNATURE_TLS,  /* a hello */
    SIGNATURE_SSH,  /* a banner */
    SIGNATURE_HTTP  /* a request or status line */
} signature_t;

/** What a direction's first payload begins with. `len` in bytes. */
signature_t signature_of(const uint8_t *payload, size_t len);

/** Name of the protocol, as in display filters; NULL for none. */
const char *signature_name(signature_t signature);

#endif
