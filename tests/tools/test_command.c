/* test_command.c - what is echoed to a terminal.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_command_printable(void **state)
{
    static const struct {
        const char *text;
        const char *expected;
    } rows[] = {
        {"", ""},
        {"z-wave 80/tcp \\x", "z-wave 80/tcp \\x"},
        {"na\xC3\xAFve \xF0\x9F\x96\xA8", "na\xC3\xAFve \xF0\x9F\x96\xA8"},
        {"\033]0;x\007", "\\x1b]0;x\\x07"},
        {"a\nb\r\t\x7f", "a\\x0ab\\x0d\\x09\\x7f"},
        {"\xC2\x9Bm", "\\xc2\\x9bm"},                      /* the CSI of one code */
        {"\xE2\x80\xAEgpj.exe", "\\xe2\\x80\\xaegpj.exe"}, /* right-to-left override */
        {"\xFF\xFE.pcap \xC3", "\\xff\\xfe.pcap \\xc3"},   /* no UTF-8 */
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *got = command_printable(rows[i].text);
        assert_string_equal(got, rows[i].expected);
        g_free(got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_command_printable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
