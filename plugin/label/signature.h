/* signature.h - protocols that the first bytes of a TCP payload give away.
 *
 * Wireshark takes a protocol for what its port says: TLS on port 22 is dissected as SSH. Where the
 * bytes themselves are plain, they are the better witness.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_SIGNATURE_H
#define SVCREG_SIGNATURE_H

#include "common/transport.h"

/** Name of the protocol, as in display filters, with which the header's payload begins beyond
 * doubt: "tls" (a hello), "ssh" (a banner), "http" (a request or status line). NULL: no saying. */
const char *signature_of(const transport_header_t *header);

/** The same for bytes that are the beginning of a payload. */
const char *signature_of_bytes(const uint8_t *payload, int len);

enum { SIGNATURE_MAX_LEN = 300 /* bytes: a CONNECT with the longest host name */ };

/** Bytes of payload behind a TCP header, as captured; 0 for any other. */
int tcp_payload_len(const transport_header_t *header);

#endif
