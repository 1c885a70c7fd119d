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

/** What a direction's first payload may begin, bits. */
enum {
    PAYLOAD_TLS = 1 << 0,  /* a TLS record (RFC 8446 section 5.1), or the hello of SSL 2 */
    PAYLOAD_SSH = 1 << 1,  /* an identification string (RFC 4253 section 4.2) */
    PAYLOAD_TEXT = 1 << 2, /* text */
    PAYLOAD_RFB = 1 << 3,  /* a protocol version (RFC 6143 section 7.1.1) */
    PAYLOAD_BGP = 1 << 4,  /* a marker (RFC 4271 section 4.1) */
    PAYLOAD_TPKT = 1 << 5, /* a packet header (RFC 1006 section 6) */
    PAYLOAD_NBSS = 1 << 6  /* a session packet (RFC 1002 section 4.3.1) */
};
unsigned payload_kinds(const uint8_t *payload, size_t len);

/** With which of these a connection of a protocol begins; 0: nobody tells. TLS may come after text. */
unsigned payload_kinds_of(const char *protocol);

/** Name of the protocol, as in display filters; NULL for none. */
const char *signature_name(signature_t signature);

#endif
