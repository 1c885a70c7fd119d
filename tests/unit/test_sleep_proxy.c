/* test_sleep_proxy.c - metrics in instance names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sleep_proxy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *name;
    bool found;
    unsigned intent, portability, marginal, total, features;
    size_t len;
} rows[] = {
    {"50-34-10-70.1 Bob's AirPort Time Capsule", true, 50, 34, 10, 70, 1, 14},
    {"70-35-60-63.1 Mac", true, 70, 35, 60, 63, 1, 14},
    {"10-34-10-70 Old", true, 10, 34, 10, 70, 0, 12},
    {"50-34-10-70.1", false, 0, 0, 0, 0, 0, 0},
    {"50-34-10 x", false, 0, 0, 0, 0, 0, 0},
    {"5000-34-10-70 x", false, 0, 0, 0, 0, 0, 0},
    {"50-34-10-70. x", false, 0, 0, 0, 0, 0, 0},
    {"Printer 50-34", false, 0, 0, 0, 0, 0, 0},
    {"", false, 0, 0, 0, 0, 0, 0},
};

static void test_sleep_proxy_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sleep_proxy_t read = {0};
        bool found = sleep_proxy_read((const uint8_t *)rows[i].name, strlen(rows[i].name), &read);
        if (found != rows[i].found ||
            (found &&
             (read.intent != rows[i].intent || read.portability != rows[i].portability ||
              read.marginal_power != rows[i].marginal || read.total_power != rows[i].total ||
              read.features != rows[i].features || read.len != rows[i].len)))
            fail_msg("%s: %d", rows[i].name, found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sleep_proxy_rows)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
