/* dissected.h - what Wireshark recognised above a transport header.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DISSECTED_H
#define SVCREG_DISSECTED_H

#include "common/transport.h"

enum {
    DISSECTED_MAX = 16 /* protocols above one header: more than any decrypted web page has */
};

/** Names as in display filters, from the transport upwards, as far as the first content inside
 * ("http", "json": not what the JSON has inside). */
typedef struct {
    const char *names[DISSECTED_MAX];
    int protos[DISSECTED_MAX];
    unsigned n;
    const char
        *application;  /* what is spoken: the innermost that is no carrier and no content, else
                                the outermost carrier; NULL: none was recognised */
    bool carrier_only; /* the latter */
} dissected_t;

/** Look up the protocols; called once. */
void dissected_handoff(void);

/** Fill *ret with the protocols above a header, up to the next header inside. */
void dissected_find(const transport_header_t *header, dissected_t *ret);

/** The same above the innermost header. Needs no tree. */
void dissected_innermost(const packet_info *pinfo, dissected_t *ret);

/** Whether the innermost header is followed by anything that was dissected. Needs no tree. */
bool dissected_has_payload(const packet_info *pinfo);

#endif
