/* signature.c - what TCP payloads begin with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/signature.h"

#include "common/compat.h"

#include <string.h>

/* `mask` has an "x" for each byte that counts. */
static const struct {
    const char *protocol;
    const char *bytes;
    const char *mask;
} signatures[] = {
    /* RFC 8446 section 5.1: handshake, a version 3.x; section 4: client_hello, server_hello. */
    {"tls", "\x16\x03\0\0\0\x01", "xx...x"},
    {"tls", "\x16\x03\0\0\0\x02", "xx...x"},
    /* RFC 4253 section 4.2. */
    {"ssh", "SSH-2.0-", "xxxxxxxx"},
    {"ssh", "SSH-1.99-", "xxxxxxxxx"},
    /* RFC 9112 sections 3 and 4. */
    {"http", "HTTP/1.", "xxxxxxx"},
    {"http", "GET /", "xxxxx"},
    {"http", "POST /", "xxxxxx"},
    {"http", "HEAD /", "xxxxxx"},
    {"http", "CONNECT ", "xxxxxxxx"},
};

enum { DATA_OFFSET = 12, MAX_SIGNATURE = 9 };

static bool matches(const uint8_t *payload, int len, const char *bytes, const char *mask)
{
    for (int i = 0; mask[i] != '\0'; i++) {
        if (i >= len || (mask[i] == 'x' && payload[i] != (uint8_t)bytes[i]))
            return false;
    }
    return true;
}

const char *signature_of(const transport_header_t *header)
{
    if (header->transport != SVCREG_TRANSPORT_TCP || header->quoted ||
        tvb_captured_length_remaining(header->tvb, header->offset) <= DATA_OFFSET)
        return NULL;
    /* RFC 9293 section 3.1: the header's length in 32-bit words. */
    int start =
        header->offset + 4 * (tvb_get_uint8(header->tvb, header->offset + DATA_OFFSET) >> 4);
    int len = tvb_captured_length_remaining(header->tvb, start);
    if (len <= 0)
        return NULL;
    const uint8_t *payload = tvb_get_ptr(header->tvb, start, MIN(len, MAX_SIGNATURE));
    for (unsigned i = 0; i < G_N_ELEMENTS(signatures); i++) {
        if (matches(payload, MIN(len, MAX_SIGNATURE), signatures[i].bytes, signatures[i].mask))
            return signatures[i].protocol;
    }
    return NULL;
}
