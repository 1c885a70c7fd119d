/* test_txt_condition.c - conditions of TXT key definitions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "txt_condition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Strings "id=Shelly1-AB", "Gen=2", "flag", "empty=", and a truncated one. */
static const char rdata[] = "\x0did=Shelly1-AB\x05Gen=2\x04"
                            "flag\x06"
                            "empty=\x20"
                            "cut=1";

static const struct {
    const char *condition;
    const char *alternative; /* NULL: does not hold */
} rows[] = {
    {"", ""},
    {"id", "id"},
    {"ID", "ID"},
    {"none", NULL},
    {"flag", "flag"},
    {"flag=1", NULL},
    {"gen=2", "gen=2"},
    {"gen=20", NULL},
    {"id=shelly1-ab", "id=shelly1-ab"},
    {"id~shelly*", "id~shelly*"},
    {"id~*1-?b", "id~*1-?b"},
    {"id~shelly", NULL},
    {"id~*x*", NULL},
    {"empty~*", "empty~*"},
    {"@instance~my shelly*", "@instance~my shelly*"},
    {"@instance~shelly*", NULL},
    {"gen & none", NULL},
    {"gen & none | id", "id"},
    {"none | gen & id", "gen & id"},
    {"cut=1", "cut=1"},
};

static void conditions_hold(void **state)
{
    (void)state;
    const char *instance = "My Shelly 1";
    const txt_record_t record = {(const uint8_t *)rdata, sizeof(rdata) - 1,
                                 (const uint8_t *)instance, strlen(instance)};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *alternative = NULL;
        size_t len = 0;
        bool holds = txt_condition_holds(rows[i].condition, &record, &alternative, &len);
        if (holds != (rows[i].alternative != NULL))
            fail_msg("%s", rows[i].condition);
        if (holds && rows[i].alternative) {
            assert_int_equal(len, strlen(rows[i].alternative));
            assert_memory_equal(alternative, rows[i].alternative, len);
        }
    }
}

static void no_record_bytes(void **state)
{
    (void)state;
    const txt_record_t record = {NULL, 0, NULL, 0};
    assert_true(txt_condition_holds("", &record, NULL, NULL));
    assert_false(txt_condition_holds("id", &record, NULL, NULL));
    assert_false(txt_condition_holds("@instance~*", &record, NULL, NULL));
}

static void form(void **state)
{
    (void)state;
    static const char *const good[] = {"a", "a=b", "a~*", "@instance~x*", "a & b=c | d~e f*"};
    static const char *const bad[] = {"",   "=b", "a=",       "a | ",        " & a",     "a &  b",
                                      " a", "a ", "@owner~x", "@instance=x", "@instance"};
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        assert_true(txt_condition_is_valid(good[i]));
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(txt_condition_is_valid(bad[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_hold),
        cmocka_unit_test(no_record_bytes),
        cmocka_unit_test(form),
    };
    return cmocka_run_group_tests_name("txt_condition", tests, NULL, NULL);
}
