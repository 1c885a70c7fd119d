/* test_signature.c - what payloads begin with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/signature.h"

#include <setjmp.h>
#include <stdarg.h>
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_signature_of)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
