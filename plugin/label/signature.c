/* signature.c - what TCP payloads begin with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/signature.h"

#include <stdbool.h>
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

static bool matches(const uint8_t *payload, size_t len, const char *bytes, const char *mask)
{
    for (size_t i = 0; mask[i] != '\0'; i++) {
        if (i >= len || (mask[i] == 'x' && payload[i] != (uint8_t)bytes[i]))
            return false;
    }
    return true;
}

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

/* "CONNECT host:port HTTP/1." (RFC 9110 section 9.3.6): IRC and others have commands of that name. */
static bool is_connect(const uint8_t *payload, size_t len)
{
    static const char method[] = "CONNECT ", version[] = " HTTP/1.";
    const size_t method_len = sizeof method - 1, version_len = sizeof version - 1;
    size_t end = method_len;

    if (len < method_len || memcmp(payload, method, method_len) != 0)
        return false;
    while (end < len && payload[end] > ' ' && payload[end] < 0x7f)
        end++;
    size_t colon = end;
    while (colon > method_len && is_digit(payload[colon - 1]))
        colon--;
    return colon < end && colon > method_len + 1 && payload[colon - 1] == ':' &&
           len - end >= version_len && memcmp(payload + end, version, version_len) == 0;
}

const char *signature_of(const uint8_t *payload, size_t len)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (matches(payload, len, signatures[i].bytes, signatures[i].mask))
            return signatures[i].protocol;
    }
    return is_connect(payload, len) ? "http" : NULL;
}
