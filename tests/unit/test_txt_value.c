/* test_txt_value.c - TXT values by type, right and wrong side by side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "txt_value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { REFUSED = -1 };

typedef struct {
    svcreg_txt_type_t type;
    const char *value;
    size_t len;
    int kind; /* txt_value_kind_t or REFUSED */
    uint64_t number;
    const char *bytes;
    unsigned n_bytes;
} row_t;

#define VALUE(s) s, sizeof(s) - 1

static const row_t rows[] = {
    {SVCREG_TXT_INTEGER, VALUE("5"), TXT_VALUE_IS_NUMBER, 5, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE("007"), TXT_VALUE_IS_NUMBER, 7, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE("0x1F"), TXT_VALUE_IS_NUMBER, 31, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE("-70"), TXT_VALUE_IS_NEGATIVE, (uint64_t)-70, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE("18446744073709551615"), TXT_VALUE_IS_NUMBER, UINT64_MAX, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE("18446744073709551616"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE("-9223372036854775808"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE(""), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE("-"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE("5a"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE(" 5"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE("5\0"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE("0x"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_INTEGER, VALUE("-0x1"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_BITS, VALUE("0x4"), TXT_VALUE_IS_NUMBER, 4, NULL, 0},
    {SVCREG_TXT_BITS, VALUE("12"), TXT_VALUE_IS_NUMBER, 12, NULL, 0},
    {SVCREG_TXT_BITS, VALUE("0x5A7FFFF7,0x1E"), TXT_VALUE_IS_NUMBER, 0x1e5a7ffff7, NULL, 0},
    {SVCREG_TXT_BITS, VALUE("0x1,0x100000000"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_BITS, VALUE("0x1,"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_BITS, VALUE(","), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_BITS, VALUE("1,2,3"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_HEXINT, VALUE("1F"), TXT_VALUE_IS_NUMBER, 31, NULL, 0},
    {SVCREG_TXT_HEXINT, VALUE("0xffffffffffffffff"), TXT_VALUE_IS_NUMBER, UINT64_MAX, NULL, 0},
    {SVCREG_TXT_HEXINT, VALUE("10000000000000000"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_HEXINT, VALUE("fg"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_ENUM, VALUE("3"), TXT_VALUE_IS_NUMBER, 3, NULL, 0},
    {SVCREG_TXT_ENUM, VALUE("normal"), TXT_VALUE_IS_TEXT, 0, NULL, 0},
    {SVCREG_TXT_BOOLEAN, VALUE("T"), TXT_VALUE_IS_BOOLEAN, 1, NULL, 0},
    {SVCREG_TXT_BOOLEAN, VALUE("f"), TXT_VALUE_IS_BOOLEAN, 0, NULL, 0},
    {SVCREG_TXT_BOOLEAN, VALUE("FALSE"), TXT_VALUE_IS_BOOLEAN, 0, NULL, 0},
    {SVCREG_TXT_BOOLEAN, VALUE("yes"), TXT_VALUE_IS_BOOLEAN, 1, NULL, 0},
    {SVCREG_TXT_BOOLEAN, VALUE("U"), TXT_VALUE_IS_UNKNOWN, 0, NULL, 0},
    {SVCREG_TXT_BOOLEAN, VALUE("2"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_BOOLEAN, VALUE("tru"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_BOOLEAN, VALUE(""), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_MAC, VALUE("00:1b:63:84:45:E6"), TXT_VALUE_IS_BYTES, 0, "\x00\x1b\x63\x84\x45\xe6",
     6},
    {SVCREG_TXT_MAC, VALUE("00-1b-63-84-45-e6"), TXT_VALUE_IS_BYTES, 0, "\x00\x1b\x63\x84\x45\xe6",
     6},
    {SVCREG_TXT_MAC, VALUE("001B638445E6"), TXT_VALUE_IS_BYTES, 0, "\x00\x1b\x63\x84\x45\xe6", 6},
    {SVCREG_TXT_MAC, VALUE("001b63fffe8445e6"), TXT_VALUE_IS_BYTES, 0,
     "\x00\x1b\x63\xff\xfe\x84\x45\xe6", 8},
    {SVCREG_TXT_MAC, VALUE("00:1b:63:84:45"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_MAC, VALUE("00:1b-63:84:45:e6"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_MAC, VALUE("00:1b:63:84:45:e6:"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_MAC, VALUE("00:1b:63:84:45:e"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_MAC, VALUE("0:1b:63:84:5:E6"), TXT_VALUE_IS_BYTES, 0, "\x00\x1b\x63\x84\x05\xe6",
     6},
    {SVCREG_TXT_MAC, VALUE("001b.6384.45E6"), TXT_VALUE_IS_BYTES, 0, "\x00\x1b\x63\x84\x45\xe6", 6},
    {SVCREG_TXT_MAC, VALUE("0:1b:63:84:5"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_MAC, VALUE("0:1b:63:84:5:"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_MAC, VALUE("0:1:2:3:4:5:6:7:8"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_MAC, VALUE("0:1b:63:84:5:e6g"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_MAC, VALUE(""), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_MAC, VALUE("001b.6384-45E6"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_BOOLEAN, VALUE("enabled"), TXT_VALUE_IS_BOOLEAN, 1, NULL, 0},
    {SVCREG_TXT_UUID, VALUE("{dbcc4b58-fc4c-f6fd-b4d6-2b00d554ad47}"), TXT_VALUE_IS_BYTES, 0,
     "\xdb\xcc\x4b\x58\xfc\x4c\xf6\xfd\xb4\xd6\x2b\x00\xd5\x54\xad\x47", 16},
    {SVCREG_TXT_UUID, VALUE("uuid:dbcc4b58-fc4c-f6fd-b4d6-2b00d554ad47"), TXT_VALUE_IS_BYTES, 0,
     "\xdb\xcc\x4b\x58\xfc\x4c\xf6\xfd\xb4\xd6\x2b\x00\xd5\x54\xad\x47", 16},
    {SVCREG_TXT_UUID, VALUE("{dbcc4b58-fc4c-f6fd-b4d6-2b00d554ad47"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_UUID, VALUE("dbcc4b58-fc4c-f6fd-b4d6-2b00d554ad47"), TXT_VALUE_IS_BYTES, 0,
     "\xdb\xcc\x4b\x58\xfc\x4c\xf6\xfd\xb4\xd6\x2b\x00\xd5\x54\xad\x47", 16},
    {SVCREG_TXT_UUID, VALUE("URN:UUID:dbcc4b58-fc4c-f6fd-b4d6-2b00d554ad47"), TXT_VALUE_IS_BYTES, 0,
     "\xdb\xcc\x4b\x58\xfc\x4c\xf6\xfd\xb4\xd6\x2b\x00\xd5\x54\xad\x47", 16},
    {SVCREG_TXT_UUID, VALUE("dbcc4b58fc4cf6fdb4d62b00d554ad47"), TXT_VALUE_IS_BYTES, 0,
     "\xdb\xcc\x4b\x58\xfc\x4c\xf6\xfd\xb4\xd6\x2b\x00\xd5\x54\xad\x47", 16},
    {SVCREG_TXT_UUID, VALUE("dbcc4b58-fc4c-f6fd-b4d62-b00d554ad47"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_UUID, VALUE("dbcc4b58-fc4c-f6fd-b4d6-2b00d554ad4"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_UUID, VALUE("xbcc4b58-fc4c-f6fd-b4d6-2b00d554ad47"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_IP, VALUE("192.0.2.1"), TXT_VALUE_IS_IPV4, 0, "\xc0\x00\x02\x01", 4},
    {SVCREG_TXT_IP, VALUE("2001:db8::1"), TXT_VALUE_IS_IPV6, 0,
     "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01", 16},
    {SVCREG_TXT_IP, VALUE("192.0.2"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_IP, VALUE("192.0.2.1\0"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_IP, VALUE("1:2:3:4:5:6:7:8:9:10:11:12:13:14:15:16:17:18:19:20"), REFUSED, 0, NULL,
     0},
    {SVCREG_TXT_HEX, VALUE("0102"), TXT_VALUE_IS_BYTES, 0, "\x01\x02", 2},
    {SVCREG_TXT_HEX, VALUE("0xAB"), TXT_VALUE_IS_BYTES, 0, "\xab", 1},
    {SVCREG_TXT_HEX, VALUE("01:02"), TXT_VALUE_IS_BYTES, 0, "\x01\x02", 2},
    {SVCREG_TXT_HEX, VALUE("012"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_HEX, VALUE(""), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_HEX, VALUE("zz"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_BE_INTEGER, VALUE("\x01\x02"), TXT_VALUE_IS_NUMBER, 0x102, NULL, 0},
    {SVCREG_TXT_BE_BITS, VALUE("\0\0\x01\xb1"), TXT_VALUE_IS_NUMBER, 0x1b1, NULL, 0},
    {SVCREG_TXT_BE_BITS, VALUE("\xff\xff\xff\xff\xff\xff\xff\xff"), TXT_VALUE_IS_NUMBER, UINT64_MAX,
     NULL, 0},
    {SVCREG_TXT_BE_BITS, VALUE("123456789"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_BE_INTEGER, VALUE(""), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_FIXED16, VALUE("131073"), TXT_VALUE_IS_NUMBER, 131073, NULL, 0},
    {SVCREG_TXT_FIXED16, VALUE("4294967295"), TXT_VALUE_IS_NUMBER, UINT32_MAX, NULL, 0},
    {SVCREG_TXT_FIXED16, VALUE("4294967296"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_FIXED16, VALUE("2.1"), REFUSED, 0, NULL, 0},
    {SVCREG_TXT_STRING, VALUE("anything\0at all\xff"), TXT_VALUE_IS_TEXT, 0, NULL, 0},
    {SVCREG_TXT_STRING, VALUE(""), TXT_VALUE_IS_TEXT, 0, NULL, 0},
    {SVCREG_TXT_BYTES, VALUE("\0"), TXT_VALUE_IS_TEXT, 0, NULL, 0},
};

static void check(const row_t *row)
{
    txt_value_t value = {.kind = (txt_value_kind_t)99};
    /* An exact copy, so that AddressSanitizer sees any read past the end. */
    uint8_t *copy = malloc(row->len > 0 ? row->len : 1);

    assert_non_null(copy);
    memcpy(copy, row->value, row->len);
    bool read = txt_value_read(row->type, row->len > 0 ? copy : NULL, row->len, &value);
    free(copy);
    if (read != (row->kind != REFUSED))
        fail_msg("type %d, \"%s\": %s", (int)row->type, row->value, read ? "read" : "refused");
    if (!read) {
        assert_int_equal(value.kind, 99);
        return;
    }
    if ((int)value.kind != row->kind || value.number != row->number ||
        value.n_bytes != row->n_bytes)
        fail_msg("type %d, \"%s\": kind %d, number %llu, %u bytes", (int)row->type, row->value,
                 (int)value.kind, (unsigned long long)value.number, value.n_bytes);
    if (row->bytes)
        assert_memory_equal(value.bytes, row->bytes, row->n_bytes);
}

static void test_txt_value_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(&rows[i]);
}

/* The longest values that fit in a TXT string fill the buffer and no more. */
static void test_txt_value_longest(void **state)
{
    uint8_t digits[255];
    txt_value_t value;

    (void)state;
    memset(digits, 'a', sizeof digits);
    for (int type = 0; type < SVCREG_N_TXT_TYPES; type++) {
        for (size_t len = 0; len <= sizeof digits; len++)
            (void)txt_value_read((svcreg_txt_type_t)type, digits, len, &value);
    }
    assert_true(txt_value_read(SVCREG_TXT_HEX, digits, 254, &value));
    assert_int_equal(value.n_bytes, 127);
    assert_int_equal(value.bytes[126], 0xaa);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_txt_value_rows),
        cmocka_unit_test(test_txt_value_longest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
