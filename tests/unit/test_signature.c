/* test_signature.c - what payloads begin with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

/* clang-format off */
#define ROW(protocol, bytes) {protocol, bytes, sizeof bytes - 1}
/* clang-format on */

static const struct {
    const char *protocol;
    const char *bytes;
    size_t len;
} rows[] = {
    ROW("tls", "\x16\x03\x01\x02\x00\x01\x00"),
    ROW("tls", "\x16\x03\x03\x00\x50\x02"),
    ROW(NULL, "\x16\x03\x03\x00\x50"),     /* cut off */
    ROW(NULL, "\x16\x03\x03\x00\x50\x0b"), /* a certificate: no beginning */
    ROW(NULL, "\x17\x03\x03\x00\x50\x01"), /* application data */
    ROW("ssh", "SSH-2.0-OpenSSH_9.2"),
    ROW("ssh", "SSH-1.99-x"),
    ROW(NULL, "SSH-3.0-x"),
    ROW("http", "GET / HTTP/1.1\r\n"),
    ROW("http", "POST /x"),
    ROW("http", "HTTP/1.1 200 OK"),
    ROW(NULL, "HTTP/2"),
    ROW(NULL, "GET x"),
    ROW("http", "CONNECT www.example.com:443 HTTP/1.1\r\n"),
    ROW("http", "CONNECT [2001:db8::1]:443 HTTP/1.0\r\n"),
    ROW(NULL, "CONNECT irc.example.com 6667\r\n"),
    ROW(NULL, "CONNECT irc.example.com HTTP/1.1\r\n"),
    ROW(NULL, "CONNECT irc.example.com: HTTP/1.1\r\n"),
    ROW(NULL, "CONNECT :443 HTTP/1.1\r\n"),
    ROW(NULL, "CONNECT 443 HTTP/1.1\r\n"),
    ROW(NULL, "CONNECT www.example.com:443 HTTP/1"),
    ROW(NULL, "CONNECT "),
    ROW(NULL, ""),
};

static void test_signature_of(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *protocol =
            signature_name(signature_of((const uint8_t *)rows[i].bytes, rows[i].len));

        if (!protocol != !rows[i].protocol || (protocol && strcmp(protocol, rows[i].protocol) != 0))
            fail_msg("\"%s\": %s", rows[i].bytes, protocol ? protocol : "nothing");
    }
}

/* clang-format off */
#define BEGIN(protocol, possible, bytes) {protocol, possible, bytes, sizeof bytes - 1}
/* clang-format on */

/* Whether a connection of the protocol may begin so; what nobody tells may be anything. */
static void test_payload_kinds(void **state)
{
    static const struct {
        const char *protocol;
        bool possible;
        const char *bytes;
        size_t len;
    } begins[] = {
        BEGIN("tls", true, "\x16\x03\x01\x02\x00\x01\x00"),
        BEGIN("tls", true, "\x15\x03\x03"),
        BEGIN("tls", true, "\x80\x2e\x01\x03\x01"),           /* SSL 2's hello */
        BEGIN("tls", true, "220 mail.example.com ESMTP\r\n"), /* STARTTLS comes later */
        BEGIN("tls", true, "\x16"),
        BEGIN("tls", false, "\x9b\x9b\x9b\x01"),
        BEGIN("tls", false, "\x16\x04\x01"),
        BEGIN("ssh", true, "SSH-2.0-OpenSSH_9.2\r\n"),
        BEGIN("ssh", false, "hello world\n"),
        BEGIN("smtp", true, "220 mail.example.com\r\n"),
        BEGIN("smtp", false, "220\0"),
        BEGIN("vnc", true, "RFB 003.008\n"),
        BEGIN("vnc", false, "RFC"),
        BEGIN("bgp", true,
              "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x1d"),
        BEGIN("bgp", false, "\xff\xff\x00"),
        BEGIN("tpkt", true, "\x03\x00\x00\x0b"),
        BEGIN("nbss", true, "\x00\x00\x00\x55\xffSMB"),
        BEGIN("nbss", false, "\x03\x00"),
    };

    (void)state;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        unsigned kinds = payload_kinds((const uint8_t *)begins[i].bytes, begins[i].len);
        if (((kinds & payload_kinds_of(begins[i].protocol)) != 0) != begins[i].possible)
            fail_msg("row %u, %s", (unsigned)i, begins[i].protocol);
    }
    assert_int_equal(payload_kinds_of("mqtt"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_signature_of),
                                       cmocka_unit_test(test_payload_kinds)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
