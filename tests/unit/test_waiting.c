/* test_waiting.c - what is put aside is learned from once, in order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "announce/waiting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static size_t learned; /* pieces */
static bool in_order;
static bool aligned;
static bool expected_within; /* while it was learned from */

static int forget(void **state)
{
    (void)state;
    waiting_forget();
    learned = 0;
    in_order = aligned = true;
    expected_within = false;
    return 0;
}

/* A piece is its number, and as many bytes of it. */
static void learn(const void *data)
{
    const uint8_t *bytes = (const uint8_t *)data;
    size_t number;

    memcpy(&number, data, sizeof number);
    aligned = aligned && (uintptr_t)data % sizeof(void *) == 0;
    in_order = in_order && number == learned;
    for (size_t i = 0; i < number % 300; i++)
        in_order = in_order && bytes[sizeof number + i] == (uint8_t)number;
    learned++;
    expected_within = expected_within || waiting_expects_port(631);
    waiting_learn(); /* as what asks for announcements does */
}

static void put_aside(size_t number)
{
    uint8_t *bytes = (uint8_t *)waiting_add(learn, sizeof number + number % 300);

    memcpy(bytes, &number, sizeof number);
    memset(bytes + sizeof number, (uint8_t)number, number % 300);
}

static void test_all_is_learned_in_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < 1000; i++)
        put_aside(i);
    assert_int_equal(learned, 0);
    waiting_learn();
    assert_int_equal(learned, 1000);
    assert_true(in_order);
    assert_true(aligned);
    waiting_learn();
    assert_int_equal(learned, 1000);
}

static void test_no_more_waits_than_there_is_room_for(void **state)
{
    enum { LEN = 60000 };

    (void)state;
    for (size_t i = 0; i < 100; i++) {
        memset(waiting_add(learn, LEN), 0, LEN);
        assert_true((i + 1 - learned) * LEN <= WAITING_MAX_LEN);
    }
    assert_true(learned > 0);
}

static void test_what_is_larger_than_the_room_waits_alone(void **state)
{
    (void)state;
    memset(waiting_add(learn, 2 * WAITING_MAX_LEN), 0, 2 * WAITING_MAX_LEN);
    assert_int_equal(learned, 0);
    waiting_learn();
    assert_int_equal(learned, 1);
}

static void test_ports_are_expected_as_long_as_something_waits(void **state)
{
    (void)state;
    assert_false(waiting_expects_port(631));
    put_aside(0);
    waiting_expect_port(631);
    waiting_expect_port(UINT16_MAX);
    assert_true(waiting_expects_port(631));
    assert_true(waiting_expects_port(UINT16_MAX));
    assert_false(waiting_expects_port(630));
    waiting_learn();
    assert_false(expected_within);
    assert_false(waiting_expects_port(631));
}

static void test_what_is_forgotten_is_not_learned(void **state)
{
    (void)state;
    put_aside(0);
    waiting_expect_port(80);
    waiting_forget();
    waiting_learn();
    assert_int_equal(learned, 0);
    assert_false(waiting_expects_port(80));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_all_is_learned_in_order, forget),
        cmocka_unit_test_setup(test_no_more_waits_than_there_is_room_for, forget),
        cmocka_unit_test_setup(test_what_is_larger_than_the_room_waits_alone, forget),
        cmocka_unit_test_setup(test_ports_are_expected_as_long_as_something_waits, forget),
        cmocka_unit_test_setup(test_what_is_forgotten_is_not_learned, forget),
    };

    return cmocka_run_group_tests(tests, forget, forget);
}
