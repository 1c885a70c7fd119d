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

/* As far as there are bytes: a segment may have one. */
static bool matches_so_far(const uint8_t *payload, size_t len, const char *bytes, const char *mask)
{
    for (size_t i = 0; i < len && mask[i] != '\0'; i++) {
        if (mask[i] == 'x' && payload[i] != (uint8_t)bytes[i])
            return false;
    }
    return true;
}

static bool matches(const uint8_t *payload, size_t len, const char *bytes, const char *mask)
{
    return len >= strlen(mask) && matches_so_far(payload, len, bytes, mask);
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

/* No control character but tab, line feed, form feed and carriage return. */
static bool is_text(const uint8_t *payload, size_t len)
{
    enum { ENOUGH = 64 };

    for (size_t i = 0; i < len && i < ENOUGH; i++) {
        if (payload[i] == 0x7f ||
            (payload[i] < ' ' && (payload[i] == '\0' || !strchr("\t\n\f\r", payload[i]))))
            return false;
    }
    return true;
}

unsigned payload_kinds(const uint8_t *payload, size_t len)
{
    static const struct {
        unsigned kind;
        const char *bytes;
        const char *mask;
    } rows[] = {{PAYLOAD_TLS, "\x14\x03", "xx"},
                {PAYLOAD_TLS, "\x15\x03", "xx"},
                {PAYLOAD_TLS, "\x16\x03", "xx"},
                {PAYLOAD_TLS, "\x17\x03", "xx"},
                {PAYLOAD_TLS, "\x18\x03", "xx"},
                {PAYLOAD_SSH, "SSH-", "xxxx"},
                {PAYLOAD_RFB, "RFB ", "xxxx"},
                {PAYLOAD_TPKT, "\x03\0", "xx"},
                {PAYLOAD_NBSS, "\0\0", "xx"},
                {PAYLOAD_NBSS, "\0\1", "xx"},
                {PAYLOAD_NBSS, "\x81\0", "xx"},
                {PAYLOAD_NBSS, "\x82\0", "xx"},
                {PAYLOAD_NBSS, "\x83\0", "xx"},
                {PAYLOAD_NBSS, "\x84\0", "xx"},
                {PAYLOAD_NBSS, "\x85\0", "xx"},
                {PAYLOAD_BGP, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
                 "xxxxxxxxxxxxxxxx"}};
    unsigned ret = is_text(payload, len) ? PAYLOAD_TEXT : 0;

    /* The hello of SSL 2 (RFC 5246 appendix E.2): its length has the top bit, its type is 1. */
    if (len > 0 && payload[0] & 0x80 && (len < 3 || payload[2] == 1))
        ret |= PAYLOAD_TLS;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (matches_so_far(payload, len, rows[i].bytes, rows[i].mask))
            ret |= rows[i].kind;
    }
    return ret;
}

unsigned payload_kinds_of(const char *protocol)
{
    static const struct {
        const char *protocol;
        unsigned kinds;
    } rows[] = {{"tls", PAYLOAD_TLS | PAYLOAD_TEXT},
                {"ssh", PAYLOAD_SSH},
                {"ftp", PAYLOAD_TEXT},
                {"smtp", PAYLOAD_TEXT},
                {"pop", PAYLOAD_TEXT},
                {"imap", PAYLOAD_TEXT},
                {"irc", PAYLOAD_TEXT},
                {"nntp", PAYLOAD_TEXT},
                {"rtsp", PAYLOAD_TEXT},
                {"vnc", PAYLOAD_RFB},
                {"bgp", PAYLOAD_BGP},
                {"tpkt", PAYLOAD_TPKT},
                {"cotp", PAYLOAD_TPKT},
                {"nbss", PAYLOAD_NBSS}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strcmp(rows[i].protocol, protocol) == 0)
            return rows[i].kinds;
    }
    return 0;
}
