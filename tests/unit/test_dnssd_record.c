/* test_dnssd_record.c - decoding records: roles, classes, SRV, addresses, leases.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { RESPONSE = 0x8400, QUERY = 0, UPDATE = 0x2800, UPDATE_ANSWER = 0xa800 };

#define BYTES(s) s, sizeof(s) - 1

/* One record whose owner is "a", in section `section` of a message with `flags`. */
typedef struct {
    const char *what;
    unsigned flags;
    dns_section_t section;
    bool multicast;
    const char *tail; /* type, class, and for records TTL, length and RDATA */
    size_t tail_len;
    dnssd_role_t role;
    unsigned class;
    bool top_bit, goodbye, deleted, has_target;
    unsigned port, address_len, lease_len, lease, key_lease;
} row_t;

static const row_t rows[] = {
    {"question", QUERY, DNS_SECTION_QUESTION, true, BYTES("\0\14\x80\1"), DNSSD_QUESTION, 1, true,
     false, false, false, 0, 0, 0, 0, 0},
    {"known answer", QUERY, DNS_SECTION_ANSWER, true, BYTES("\0\1\0\1\0\0\0\1\0\4\xc0\0\2\1"),
     DNSSD_KNOWN_ANSWER, 1, false, false, false, false, 0, 4, 0, 0, 0},
    {"probe", QUERY, DNS_SECTION_AUTHORITY, true, BYTES("\0\1\0\1\0\0\0\1\0\3\xc0\0\2"),
     DNSSD_PROBE, 1, false, false, false, false, 0, 0, 0, 0, 0},
    {"goodbye", RESPONSE, DNS_SECTION_ANSWER, true,
     BYTES("\0\41\x80\1\0\0\0\0\0\x9\0\0\0\0\x1f\x90\1h\0"), DNSSD_ANSWER, 1, true, true, false,
     true, 8080, 0, 0, 0, 0},
    {"unicast with TTL 0", RESPONSE, DNS_SECTION_ANSWER, false,
     BYTES("\0\41\0\1\0\0\0\0\0\x9\0\0\0\0\x1f\x90\1h\0"), DNSSD_ANSWER, 1, false, false, false,
     true, 8080, 0, 0, 0, 0},
    {"SRV without a target", RESPONSE, DNS_SECTION_ADDITIONAL, true,
     BYTES("\0\41\0\1\0\0\0\1\0\6\0\0\0\0\x1f\x90"), DNSSD_ADDITIONAL, 1, false, false, false,
     false, 8080, 0, 0, 0, 0},
    {"zone", UPDATE, DNS_SECTION_QUESTION, false, BYTES("\0\6\0\1"), DNSSD_ZONE, 1, false, false,
     false, false, 0, 0, 0, 0, 0},
    {"deletion", UPDATE, DNS_SECTION_AUTHORITY, false, BYTES("\0\xff\0\xff\0\0\0\0\0\0"),
     DNSSD_UPDATE, 255, false, false, true, false, 0, 0, 0, 0, 0},
    {"lease", UPDATE, DNS_SECTION_ADDITIONAL, false,
     BYTES("\0\51\5\0\0\0\0\0\0\14\0\2\0\x8\0\0\x1c\x20\0\x9\x3a\x80"), DNSSD_ADDITIONAL, 0x500,
     false, false, false, false, 0, 0, 8, 7200, 604800},
    {"lease behind another option", UPDATE_ANSWER, DNS_SECTION_ADDITIONAL, false,
     BYTES("\0\51\5\0\0\0\0\0\0\15\0\xa\0\1x\0\2\0\4\0\0\0\0"), DNSSD_ADDITIONAL, 0x500, false,
     false, false, false, 0, 0, 4, 0, 0},
    {"lease of a wrong length", UPDATE, DNS_SECTION_ADDITIONAL, false,
     BYTES("\0\51\5\0\0\0\0\0\0\7\0\2\0\3\0\0\1"), DNSSD_ADDITIONAL, 0x500, false, false, false,
     false, 0, 0, 0, 0, 0},
    {"option past the end", UPDATE, DNS_SECTION_ADDITIONAL, false,
     BYTES("\0\51\5\0\0\0\0\0\0\6\0\2\0\4\0\0"), DNSSD_ADDITIONAL, 0x500, false, false, false,
     false, 0, 0, 0, 0, 0},
};

static void test_record_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const row_t *row = &rows[i];
        uint8_t bytes[128] = {0, 1, (uint8_t)(row->flags >> 8), (uint8_t)row->flags};
        dns_message_t message;
        dns_record_t dns;
        dnssd_record_t record;

        bytes[5 + 2 * row->section] = 1;
        memcpy(bytes + DNS_HEADER_LEN, "\1a", 3);
        memcpy(bytes + DNS_HEADER_LEN + 3, row->tail, row->tail_len);
        assert_true(dns_message_init(bytes, DNS_HEADER_LEN + 3 + row->tail_len, &message));
        assert_true(dns_message_next(&message, &dns));
        dnssd_record_read(&message, row->multicast, &dns, &record);
        if (record.role != row->role || record.class != row->class ||
            record.top_bit != row->top_bit || record.goodbye != row->goodbye ||
            record.deleted != row->deleted || record.has_target != row->has_target ||
            record.port != row->port || record.address.len != row->address_len ||
            record.lease.len != row->lease_len || record.lease.lease != row->lease ||
            record.lease.key_lease != row->key_lease)
            fail_msg("%s: %s, class %u, %d %d %d %d, port %u, address %u, lease %u: %u %u",
                     row->what, dnssd_role_name(record.role), record.class, record.top_bit,
                     record.goodbye, record.deleted, record.has_target, record.port,
                     record.address.len, record.lease.len, record.lease.lease,
                     record.lease.key_lease);
    }
}

/* An OPT record with an Owner option whose length says `len`, and as many bytes as there are in
 * `there`, before an Update Lease option. */
static dnssd_record_t read_owner(unsigned len, unsigned there)
{
    uint8_t bytes[128] = {[2] = 0x84, [11] = 1};
    const uint8_t lease[] = {0, 2, 0, 4, 0, 0, 0, 9};
    size_t at = DNS_HEADER_LEN;
    const size_t rdata_len = 4 + there + sizeof lease;
    const uint8_t head[] = {0, 0, DNS_TYPE_OPT,       5, 0xa0, 0, 0,           0,
                            0, 0, (uint8_t)rdata_len, 0, 4,    0, (uint8_t)len};
    dns_message_t message;
    dns_record_t dns;
    dnssd_record_t record;

    memcpy(bytes + at, head, sizeof head);
    at += sizeof head + there;
    memcpy(bytes + at, lease, sizeof lease);
    assert_true(dns_message_init(bytes, at + sizeof lease, &message));
    assert_true(dns_message_next(&message, &dns));
    dnssd_record_read(&message, /* multicast= */ true, &dns, &record);
    return record;
}

static void test_record_owner_option(void **state)
{
    (void)state;
    for (unsigned len = 0; len <= 24; len++) {
        const dnssd_record_t record = read_owner(len, len);
        const bool sound = len == 8 || len == 14 || len == 18 || len == 20;
        assert_int_equal(record.owner.len, sound ? len : 0);
        assert_int_equal(record.owner.offset, sound ? DNS_HEADER_LEN + 15 : 0);
        assert_int_equal(record.lease.lease, 9);
    }
    assert_int_equal(read_owner(200, 8).owner.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_record_rows),
                                       cmocka_unit_test(test_record_owner_option)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
