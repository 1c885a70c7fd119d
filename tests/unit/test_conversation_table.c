/* test_conversation_table.c - what is kept of a conversation is found by its ends, in either direction.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/conversation_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* What is kept: an odd length, as nothing pads it. */
typedef struct {
    uint64_t number;
    uint8_t more;
    uint8_t end[];
} record_t;

/* Both ends of a packet by themselves, for packet_ends_t to point to. */
typedef struct {
    ip_address_t addresses[N_SIDES];
    uint16_t ports[N_SIDES];
    uint8_t transport;
} ends_t;

static conversation_table_t *table;

static int clear(void **state)
{
    (void)state;
    if (!table)
        table = conversation_table_new(offsetof(record_t, end));
    conversation_table_clear(table);
    return 0;
}

static packet_ends_t packet_of(const ends_t *ends, conversation_side_t sender)
{
    const conversation_side_t receiver = other_side(sender);

    return (packet_ends_t){{&ends->addresses[sender], &ends->addresses[receiver]},
                           {ends->ports[sender], ends->ports[receiver]},
                           ends->transport};
}

/* The n-th of many conversations: addresses and ports come again, never all of them. */
static ends_t nth(uint32_t n, size_t len)
{
    const uint8_t sender[IPV6_LEN] = {192, 0, 2, (uint8_t)(n % 7), [15] = (uint8_t)(n % 11)};
    const uint8_t receiver[IPV6_LEN] = {198, 51, 100, (uint8_t)(n / 7 % 5)};

    return (ends_t){.addresses = {ip_address(sender, len), ip_address(receiver, len)},
                    .ports = {(uint16_t)n, (uint16_t)(n >> 16 | (n % 2 ? 0 : 0x8000))},
                    .transport = (uint8_t)(1 + n % 4)};
}

static record_t *find(const ends_t *ends, conversation_side_t sender, conversation_side_t *ret_side)
{
    const packet_ends_t packet = packet_of(ends, sender);

    return (record_t *)conversation_table_find(table, &packet, ret_side);
}

static record_t *add(const ends_t *ends, conversation_side_t sender)
{
    const packet_ends_t packet = packet_of(ends, sender);

    return (record_t *)conversation_table_add(table, &packet);
}

static void test_many_are_found_in_both_directions(void **state)
{
    enum { MANY = 100000 };
    conversation_side_t side;

    (void)state;
    for (uint32_t i = 0; i < MANY; i++) {
        const ends_t ends = nth(i, i % 3 ? IPV4_LEN : IPV6_LEN);
        assert_null(find(&ends, BY_SENDER, &side));
        record_t *record = add(&ends, BY_SENDER);
        assert_int_equal((uintptr_t)record % sizeof(uint64_t), 0);
        assert_int_equal(record->number, 0);
        assert_int_equal(record->more, 0);
        record->number = i;
        record->more = 0xff;
    }
    for (uint32_t i = 0; i < MANY; i++) {
        const ends_t ends = nth(i, i % 3 ? IPV4_LEN : IPV6_LEN);
        for (unsigned sender = 0; sender < N_SIDES; sender++) {
            const record_t *record = find(&ends, (conversation_side_t)sender, &side);
            assert_non_null(record);
            assert_int_equal(record->number, i);
            assert_int_equal(side, sender);
        }
    }
}

static void test_each_part_of_the_ends_counts(void **state)
{
    const ends_t ends = nth(1, IPV4_LEN);
    conversation_side_t side;

    (void)state;
    add(&ends, BY_SENDER);
    ends_t other = ends;
    other.transport++;
    assert_null(find(&other, BY_SENDER, &side));
    other = ends;
    other.ports[BY_RECEIVER]++;
    assert_null(find(&other, BY_SENDER, &side));
    other = ends;
    other.addresses[BY_RECEIVER].bytes[0]++;
    assert_null(find(&other, BY_SENDER, &side));
    /* The ports changed places, the addresses did not. */
    other = ends;
    other.ports[BY_SENDER] = ends.ports[BY_RECEIVER];
    other.ports[BY_RECEIVER] = ends.ports[BY_SENDER];
    assert_null(find(&other, BY_SENDER, &side));
    /* The same bytes as a longer address. */
    other = nth(1, IPV6_LEN);
    assert_null(find(&other, BY_SENDER, &side));
}

static void test_one_end_alone_is_the_sender(void **state)
{
    ends_t ends = nth(1, IPV6_LEN);
    conversation_side_t side = BY_RECEIVER;

    (void)state;
    ends.addresses[BY_RECEIVER] = ends.addresses[BY_SENDER];
    ends.ports[BY_RECEIVER] = ends.ports[BY_SENDER];
    record_t *record = add(&ends, BY_SENDER);
    assert_ptr_equal(find(&ends, BY_RECEIVER, &side), record);
    assert_int_equal(side, BY_SENDER);
}

static void test_a_later_one_of_the_same_ends_is_found(void **state)
{
    const ends_t ends = nth(5, IPV4_LEN);
    conversation_side_t side;

    (void)state;
    record_t *first = add(&ends, BY_SENDER);
    first->number = 1;
    record_t *second = add(&ends, BY_RECEIVER); /* begun by the other end */
    assert_ptr_not_equal(first, second);
    assert_ptr_equal(find(&ends, BY_SENDER, &side), second);
    assert_int_equal(side, BY_RECEIVER);
    assert_int_equal(first->number, 1);
    const packet_ends_t packet = packet_of(&ends, BY_SENDER);
    assert_int_equal(conversation_table_side(table, first, &packet), BY_SENDER);
    assert_int_equal(conversation_table_side(table, second, &packet), BY_RECEIVER);
}

static void test_room_is_apart_from_records(void **state)
{
    enum { MANY = 5000, LEN = 60 };
    static uint8_t *rooms[MANY];
    conversation_side_t side;

    (void)state;
    for (uint32_t i = 0; i < MANY; i++) {
        const ends_t ends = nth(i, IPV4_LEN);
        add(&ends, BY_SENDER)->number = i;
        rooms[i] = (uint8_t *)conversation_table_room(table, LEN);
        assert_int_equal((uintptr_t)rooms[i] % sizeof(uint64_t), 0);
        for (unsigned j = 0; j < LEN; j++)
            assert_int_equal(rooms[i][j], 0);
        memset(rooms[i], (uint8_t)i, LEN);
    }
    for (uint32_t i = 0; i < MANY; i++) {
        const ends_t ends = nth(i, IPV4_LEN);
        assert_int_equal(find(&ends, BY_SENDER, &side)->number, i);
        assert_int_equal(rooms[i][0], (uint8_t)i);
        assert_int_equal(rooms[i][LEN - 1], (uint8_t)i);
    }
}

static void test_nothing_is_left_after_clearing(void **state)
{
    const ends_t ends = nth(5, IPV4_LEN);
    conversation_side_t side;

    (void)state;
    add(&ends, BY_SENDER)->number = 1;
    conversation_table_clear(table);
    assert_null(find(&ends, BY_SENDER, &side));
    assert_int_equal(add(&ends, BY_SENDER)->number, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_many_are_found_in_both_directions, clear),
        cmocka_unit_test_setup(test_each_part_of_the_ends_counts, clear),
        cmocka_unit_test_setup(test_one_end_alone_is_the_sender, clear),
        cmocka_unit_test_setup(test_a_later_one_of_the_same_ends_is_found, clear),
        cmocka_unit_test_setup(test_room_is_apart_from_records, clear),
        cmocka_unit_test_setup(test_nothing_is_left_after_clearing, clear),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
