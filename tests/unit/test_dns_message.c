/* test_dns_message.c - walking the records of a DNS message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dns_message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A response with a question, an answer whose owner is a pointer, and an additional record. */
static const uint8_t sample[] =
    "\x00\x07\x84\x00\x00\x01\x00\x01\x00\x00\x00\x01"
    "\1a\5local\0\x00\x10\x80\x01"                                 /* 12: question a.local TXT */
    "\xc0\x0c\x00\x10\x80\x01\x00\x00\x00\x78\x00\x04\3k=v"        /* 25: answer */
    "\1b\xc0\x0e\x00\x01\x00\x01\x00\x00\x00\x00\x00\x04\1\2\3\4"; /* 41: additional */

enum { SAMPLE_LEN = sizeof sample - 1, ANSWER = 25, ADDITIONAL = 41 };

static void test_message_records(void **state)
{
    dns_message_t message;
    dns_record_t record;

    (void)state;
    assert_true(dns_message_init(sample, SAMPLE_LEN, &message));
    assert_int_equal(message.flags, 0x8400);
    assert_int_equal(dns_message_opcode(&message), 0);

    assert_true(dns_message_next(&message, &record));
    assert_int_equal(record.section, DNS_SECTION_QUESTION);
    assert_int_equal(record.offset, DNS_HEADER_LEN);
    assert_int_equal(record.owner.n_labels, 2);
    assert_int_equal(record.type, DNS_TYPE_TXT);
    assert_int_equal(record.class, 0x8001);
    assert_int_equal(record.next, ANSWER);

    assert_true(dns_message_next(&message, &record));
    assert_int_equal(record.section, DNS_SECTION_ANSWER);
    assert_int_equal(record.offset, ANSWER);
    assert_int_equal(record.owner.n_labels, 2);
    assert_int_equal(record.ttl, 120);
    assert_int_equal(record.rdata_offset, ANSWER + 12);
    assert_int_equal(record.rdata_len, 4);
    assert_false(record.truncated);
    assert_int_equal(record.next, ADDITIONAL);

    assert_true(dns_message_next(&message, &record));
    assert_int_equal(record.section, DNS_SECTION_ADDITIONAL);
    assert_int_equal(record.type, DNS_TYPE_A);
    assert_int_equal(record.ttl, 0);
    assert_int_equal(record.next, SAMPLE_LEN);

    assert_false(dns_message_next(&message, &record));
    assert_false(message.broken);
}

/* However the message is cut, the walk stays inside, and gives whole records before the cut. */
static void test_message_every_truncation(void **state)
{
    (void)state;
    for (size_t len = 0; len < SAMPLE_LEN; len++) {
        uint8_t *copy = malloc(len > 0 ? len : 1);
        dns_message_t message;
        dns_record_t record;
        unsigned n = 0;
        bool truncated = false;

        assert_non_null(copy);
        memcpy(copy, sample, len);
        if (dns_message_init(copy, len, &message)) {
            while (dns_message_next(&message, &record)) {
                assert_true(record.next <= len);
                truncated = truncated || record.truncated;
                n++;
            }
            assert_true(message.broken || truncated);
            assert_int_equal(n, (len >= ANSWER) + (len >= ANSWER + 12) + (len >= ADDITIONAL + 14));
        } else {
            assert_true(len < DNS_HEADER_LEN);
        }
        free(copy);
    }
}

/* Counts that promise far more than there is end at the first record that cannot be read. */
static void test_message_counts_lie(void **state)
{
    uint8_t lie[SAMPLE_LEN];
    dns_message_t message;
    dns_record_t record;
    unsigned n = 0;

    (void)state;
    memcpy(lie, sample, SAMPLE_LEN);
    memset(lie + 4, 0xff, 8);
    assert_true(dns_message_init(lie, SAMPLE_LEN, &message));
    while (dns_message_next(&message, &record)) {
        assert_int_equal(record.section, DNS_SECTION_QUESTION);
        n++;
    }
    assert_true(message.broken);
    assert_true(n < SAMPLE_LEN);
}

/* A record whose owner has a defect, but whose place is known, does not end the walk. */
static void test_message_bad_owner(void **state)
{
    static const uint8_t bytes[] = "\0\0\x84\0\0\0\0\2\0\0\0\0"
                                   "\xc0\x0c\0\x10\0\1\0\0\0\0\0\0"
                                   "\1a\0\0\x10\0\1\0\0\0\0\0\0";
    dns_message_t message;
    dns_record_t record;

    (void)state;
    assert_true(dns_message_init(bytes, sizeof bytes - 1, &message));
    assert_true(dns_message_next(&message, &record));
    assert_int_equal(record.owner.defect, DNS_NAME_POINTER);
    assert_true(dns_message_next(&message, &record));
    assert_int_equal(record.owner.defect, DNS_NAME_OK);
    assert_int_equal(record.owner.n_labels, 1);
    assert_false(dns_message_next(&message, &record));
    assert_false(message.broken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_message_records),
        cmocka_unit_test(test_message_every_truncation),
        cmocka_unit_test(test_message_counts_lie),
        cmocka_unit_test(test_message_bad_owner),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
