/* first_payload.c - what the first payload from an end of a TCP connection begins like.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/first_payload.h"

#include "label/payload_kinds.h"

#include <epan/wmem_scopes.h>
#include <string.h>

/* A short first payload with what follows it. */
typedef struct joined_payloads {
    uint8_t bytes[PAYLOAD_JOINED_MAX];
    uint8_t len;
    uint8_t signature;      /* signature_t, once it shows, */
    uint32_t signed_in;     /* and the frame in which it did */
    uint32_t next_sequence; /* TCP's number of the byte that is to follow */
} joined_payloads_t;

static signature_t join(joined_payloads_t *joined, uint32_t sequence, const uint8_t *payload,
                        size_t len)
{
    size_t n = MIN(len, (size_t)(PAYLOAD_JOINED_MAX - joined->len));

    if (sequence != joined->next_sequence)
        return SIGNATURE_NONE;
    memcpy(joined->bytes + joined->len, payload, n);
    joined->len += (uint8_t)n;
    joined->next_sequence += (uint32_t)len;
    return signature_of(joined->bytes, joined->len);
}

bool first_payload_is_open(const first_payload_t *first)
{
    const joined_payloads_t *joined = first->joined;

    return joined && joined->signature == SIGNATURE_NONE && joined->len < PAYLOAD_JOINED_MAX;
}

void first_payload_join(first_payload_t *first, uint32_t frame, uint32_t sequence,
                        const uint8_t *payload, size_t len)
{
    if (!first_payload_is_open(first))
        return;
    signature_t signature = join(first->joined, sequence, payload, len);
    if (signature == SIGNATURE_NONE)
        return;
    first->joined->signature = (uint8_t)signature;
    first->joined->signed_in = frame;
}

void first_payload_take(first_payload_t *first, uint32_t frame, uint32_t sequence,
                        const uint8_t *payload, size_t len)
{
    signature_t signature = signature_of(payload, len);

    *first = (first_payload_t){.frame = frame,
                               .signature = (uint8_t)signature,
                               .len = (uint8_t)MIN(len, (size_t)PAYLOAD_KEPT_MAX)};
    first->bytes = (const uint8_t *)wmem_memdup(wmem_file_scope(), payload, first->len);
    if (signature != SIGNATURE_NONE || len >= PAYLOAD_SHORT_LEN)
        return;
    first->joined = wmem_new0(wmem_file_scope(), joined_payloads_t);
    first->joined->next_sequence = sequence;
    first_payload_join(first, frame, sequence, payload, len);
}

uint32_t first_payload_kinds(first_payload_t *first)
{
    if (first->bytes)
        first->kinds = payload_kinds(first->bytes, first->len);
    first->bytes = NULL;
    return first->kinds;
}

signature_t first_payload_signature(const first_payload_t *first, uint32_t frame)
{
    if (!first || first->frame >= frame)
        return SIGNATURE_NONE;
    const joined_payloads_t *joined = first->joined;
    if (joined && joined->signed_in != 0 && joined->signed_in < frame)
        return (signature_t)joined->signature;
    return (signature_t)first->signature;
}

signature_t first_payload_completed(const first_payload_t *first, uint32_t frame)
{
    const joined_payloads_t *joined = first ? first->joined : NULL;

    return joined && first->frame != frame && joined->signed_in == frame
               ? (signature_t)joined->signature
               : SIGNATURE_NONE;
}
