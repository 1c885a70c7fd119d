/* dissected.h - what Wireshark recognised above a transport header, and whether the registry
 * expects it there.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DISSECTED_H
#define SVCREG_DISSECTED_H

#include "common/transport.h"

enum {
    DISSECTED_MAX = 16 /* protocols above one header: more than any decrypted web page has */
};

/** Names as in display filters, from the transport upwards. */
typedef struct {
    const char *names[DISSECTED_MAX];
    int protos[DISSECTED_MAX];
    unsigned n;
} dissected_t;

/** Fill *ret with the protocols above a header, up to the next header inside, without payload
 * formats ("json", "data"). */
void dissected_find(const transport_header_t *header, dissected_t *ret);

/** Whether what was recognised contradicts the registration of `service`: something was
 * recognised, it is known what is expected, and nothing that is expected is there. What is
 * expected comes from a table of names, and from what Wireshark itself has for the port. */
bool dissected_contradicts(const dissected_t *dissected, const char *service,
                           svcreg_transport_t transport, uint16_t port);

#endif
