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
};

enum { DATA_OFFSET = 12 };

static bool matches(const uint8_t *payload, int len, const char *bytes, const char *mask)
{
    for (int i = 0; mask[i] != '\0'; i++) {
        if (i >= len || (mask[i] == 'x' && payload[i] != (uint8_t)bytes[i]))
            return false;
    }
    return true;
}

/* "CONNECT host:port HTTP/1." (RFC 9110 section 9.3.6): IRC and others have commands of that name. */
static bool is_connect(const uint8_t *payload, int len)
{
    static const char method[] = "CONNECT ", version[] = " HTTP/1.";
    int i = sizeof method - 1;

    if (len < i || memcmp(payload, method, (size_t)i) != 0)
        return false;
    while (i < len && g_ascii_isgraph((char)payload[i]))
        i++;
    int digits = 0;
    while (g_ascii_isdigit((char)payload[i - 1 - digits]))
        digits++;
    return digits > 0 && payload[i - 1 - digits] == ':' && len - i >= (int)sizeof version - 1 &&
           memcmp(payload + i, version, sizeof version - 1) == 0;
}

int tcp_payload_len(const transport_header_t *header)
{
    if (header->transport != SVCREG_TRANSPORT_TCP || header->end - header->offset <= DATA_OFFSET)
        return 0;
    /* RFC 9293 section 3.1: the header's length in 32-bit words. */
    int len = 4 * (tvb_get_uint8(header->tvb, header->offset + DATA_OFFSET) >> 4);
    return MAX(header->end - header->offset - len, 0);
}

const char *signature_of_bytes(const uint8_t *payload, int len)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(signatures); i++) {
        if (matches(payload, len, signatures[i].bytes, signatures[i].mask))
            return signatures[i].protocol;
    }
    return is_connect(payload, len) ? "http" : NULL;
}

const char *signature_of(const transport_header_t *header)
{
    int start = header->end - tcp_payload_len(header);
    int len = MIN(header->end - start, SIGNATURE_MAX_LEN);

    if (header->quoted || len <= 0)
        return NULL;
    return signature_of_bytes(tvb_get_ptr(header->tvb, start, len), len);
}
