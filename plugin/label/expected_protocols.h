/* expected_protocols.h - what Wireshark calls the protocols of registered services.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_EXPECTED_PROTOCOLS_H
#define SVCREG_EXPECTED_PROTOCOLS_H

#include <stdbool.h>
#include <stddef.h>

/** A service name of the registry, and the Wireshark protocols that agree with it. */
typedef struct {
    const char *service;
    const char *protocols; /* names as in display filters, with one space between them */
} expected_protocols_row_t;

/** The protocols that agree with the registration of `service`: one of them among a packet's
 * layers above the transport is enough. Names as in display filters, with one space between them;
 * static. NULL: the table says nothing of this service, so no protocol contradicts it either.
 * Upper and lower case of `service` are the same (RFC 6335 section 5.1). */
const char *expected_protocols_of(const char *service);

/** Whether `protocol`, a name as in display filters, is one of `protocols`, which is what
 * expected_protocols_of gave and not NULL. */
bool expected_protocols_contain(const char *protocols, const char *protocol);

/** Whether a service speaks TLS only after its own protocol has asked for it: never from the first byte
 * on. */
bool service_changes_to_tls(const char *service);

/** Whether all of `protocols`, which is what expected_protocols_of gave and not NULL, run over TLS,
 * DTLS or QUIC from their first byte on. */
bool expected_protocols_are_secure(const char *protocols);

/** The whole table, sorted by service name in lower case; for checks. */
const expected_protocols_row_t *expected_protocols_table(size_t *ret_n_rows);

#endif
