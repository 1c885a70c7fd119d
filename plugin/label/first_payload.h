/* first_payload.h - what the first payload from an end of a TCP connection begins like.
 *
 * Who types, or writes a length alone first, sends the beginning in pieces: they are put together.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_FIRST_PAYLOAD_H
#define SVCREG_FIRST_PAYLOAD_H

#include "label/signature.h"

#include <stdbool.h>

enum {
    PAYLOAD_SHORT_LEN =
        16, /* bytes: a first payload below that is put together with what follows, */
    PAYLOAD_JOINED_MAX = 64, /* up to that */
    PAYLOAD_KEPT_MAX = 128   /* of a first payload are kept, for its kinds */
};

/** All zero as long as there was none. What it points to lives as long as the file is open. */
typedef struct {
    uint32_t frame;                 /* that has it; 0: none yet */
    uint32_t kinds;                 /* once first_payload_kinds() was asked, as few files need */
    uint8_t signature;              /* signature_t: what it begins like by itself */
    uint8_t len;                    /* of `bytes` */
    const uint8_t *bytes;           /* its first ones; NULL once `kinds` is known */
    struct joined_payloads *joined; /* NULL: it was long enough */
} first_payload_t;

/** Take an end's first payload, of which TCP's number is `sequence`. */
void first_payload_take(first_payload_t *first, uint32_t frame, uint32_t sequence,
                        const uint8_t *payload, size_t len);

/** payload_kinds() of it. */
uint32_t first_payload_kinds(first_payload_t *first);

/** Whether it is too short to tell by itself what it begins like. */
bool first_payload_is_open(const first_payload_t *first);

/** Put a later payload after a short first one. Nothing where it does not follow. */
void first_payload_join(first_payload_t *first, uint32_t frame, uint32_t sequence,
                        const uint8_t *payload, size_t len);

/** What it began like, as far as the packets before a frame tell. `first` may be NULL: there was none. */
signature_t first_payload_signature(const first_payload_t *first, uint32_t frame);

/** What it began like, where the payload of this very frame, put after it, tells. `first` may be NULL. */
signature_t first_payload_completed(const first_payload_t *first, uint32_t frame);

#endif
