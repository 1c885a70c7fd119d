/* signature.c - what TCP payloads begin with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/signature.h"

#include <stdbool.h>
#include <string.h>

/* `mask` has an "x" for each byte that counts. */
static const struct {
    signature_t signature;
    const char *bytes;
    const char *mask;
} signatures[] = {
    /* RFC 8446 section 5.1: handshake, a version 3.x; section 4: client_hello, server_hello. */
    {SIGNATURE_TLS, "\x16\x03\0\0\0\x01", "xx...x"},
    {SIGNATURE_TLS, "\x16\x03\0\0\0\x02", "xx...x"},
    /* RFC 4253 section 4.2. */
    {SIGNATURE_SSH, "SSH-2.0-", "xxxxxxxx"},
    {SIGNATURE_SSH, "SSH-1.99-", "xxxxxxxxx"},
    /* RFC 9112 sections 3 and 4. */
    {SIGNATURE_HTTP, "HTTP/1.", "xxxxxxx"},
    {SIGNATURE_HTTP, "GET /", "xxxxx"},
    {SIGNATURE_HTTP, "POST /", "xxxxxx"},
    {SIGNATURE_HTTP, "HEAD /", "xxxxxx"},
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

signature_t signature_of(const uint8_t *payload, size_t len)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (matches(payload, len, signatures[i].bytes, signatures[i].mask))
            return signatures[i].signature;
    }
    return is_connect(payload, len) ? SIGNATURE_HTTP : SIGNATURE_NONE;
}

const char *signature_name(signature_t signature)
{
    static const char *const names[] = {[SIGNATURE_NONE] = NULL,
                                        [SIGNATURE_TLS] = "tls",
                                        [SIGNATURE_SSH] = "ssh",
                                        [SIGNATURE_HTTP] = "http"};

    return names[signature];
}
