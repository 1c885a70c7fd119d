/* test_txt_string.c - the TXT reader against RFC 6763 sections 6.1, 6.4 and 6.5.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "txt_string.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MAX_STRINGS = 4 };

#define BYTES(literal) (const uint8_t *)(literal), sizeof(literal) - 1

typedef struct {
    const char *what;
    const uint8_t *rdata;
    size_t rdata_len;
    size_t n;
    txt_string_t strings[MAX_STRINGS]; /* offset, len, key_len, value_offset, value_len, … */
} row_t;

static const row_t rows[] = {
    {"no bytes at all", BYTES(""), 0, {{0}}},
    {"single zero byte", BYTES("\x00"), 1, {{0, 0, 0, 1, 0, TXT_NO_VALUE, false}}},
    {"key and value",
     BYTES("\x03"
           "a=b"),
     1,
     {{0, 3, 1, 3, 1, TXT_VALUE, false}}},
    {"no equals sign",
     BYTES("\x03"
           "key"),
     1,
     {{0, 3, 3, 4, 0, TXT_NO_VALUE, false}}},
    {"empty value",
     BYTES("\x04"
           "key="),
     1,
     {{0, 4, 3, 5, 0, TXT_EMPTY_VALUE, false}}},
    {"equals sign in the value",
     BYTES("\x05"
           "a=b=c"),
     1,
     {{0, 5, 1, 3, 3, TXT_VALUE, false}}},
    {"value that is an equals sign",
     BYTES("\x03"
           "a=="),
     1,
     {{0, 3, 1, 3, 1, TXT_VALUE, false}}},
    {"empty key",
     BYTES("\x03"
           "=ab"),
     1,
     {{0, 3, 0, 2, 2, TXT_VALUE, false}}},
    {"equals sign alone",
     BYTES("\x01"
           "="),
     1,
     {{0, 1, 0, 2, 0, TXT_EMPTY_VALUE, false}}},
    {"zero-length string between others",
     BYTES("\x01"
           "a"
           "\x00"
           "\x01"
           "b"),
     3,
     {{0, 1, 1, 2, 0, TXT_NO_VALUE, false},
      {2, 0, 0, 3, 0, TXT_NO_VALUE, false},
      {3, 1, 1, 5, 0, TXT_NO_VALUE, false}}},
    {"zero-length string at the end",
     BYTES("\x01"
           "a"
           "\x00"),
     2,
     {{0, 1, 1, 2, 0, TXT_NO_VALUE, false}, {2, 0, 0, 3, 0, TXT_NO_VALUE, false}}},
    {"the same key twice, in another case: both are given",
     BYTES("\x03"
           "a=1"
           "\x03"
           "A=2"),
     2,
     {{0, 3, 1, 3, 1, TXT_VALUE, false}, {4, 3, 1, 7, 1, TXT_VALUE, false}}},
    {"NUL in the key",
     BYTES("\x04"
           "k\0=v"),
     1,
     {{0, 4, 2, 4, 1, TXT_VALUE, false}}},
    {"NUL in the value",
     BYTES("\x05"
           "k=a\0b"),
     1,
     {{0, 5, 1, 3, 3, TXT_VALUE, false}}},
    {"bytes that are no UTF-8",
     BYTES("\x04"
           "k=\xff\xfe"),
     1,
     {{0, 4, 1, 3, 2, TXT_VALUE, false}}},
    {"spaces belong to key and value",
     BYTES("\x07"
           " k = v "),
     1,
     {{0, 7, 3, 5, 3, TXT_VALUE, false}}},
    {"three states beside each other",
     BYTES("\x01"
           "p"
           "\x02"
           "q="
           "\x03"
           "r=x"),
     3,
     {{0, 1, 1, 2, 0, TXT_NO_VALUE, false},
      {2, 2, 1, 5, 0, TXT_EMPTY_VALUE, false},
      {5, 3, 1, 8, 1, TXT_VALUE, false}}},
    {"truncated in the value",
     BYTES("\x09"
           "key=v"),
     1,
     {{0, 5, 3, 5, 1, TXT_VALUE, true}}},
    {"truncated behind the equals sign",
     BYTES("\x09"
           "key="),
     1,
     {{0, 4, 3, 5, 0, TXT_EMPTY_VALUE, true}}},
    {"truncated in the key",
     BYTES("\x09"
           "ke"),
     1,
     {{0, 2, 2, 3, 0, TXT_NO_VALUE, true}}},
    {"length byte alone", BYTES("\x09"), 1, {{0, 0, 0, 1, 0, TXT_NO_VALUE, true}}},
    {"second string truncated",
     BYTES("\x03"
           "a=b"
           "\xff"
           "c=d"),
     2,
     {{0, 3, 1, 3, 1, TXT_VALUE, false}, {4, 3, 1, 7, 1, TXT_VALUE, true}}},
};

static void assert_string(const txt_string_t *string, const txt_string_t *expected)
{
    assert_int_equal(string->offset, expected->offset);
    assert_int_equal(string->len, expected->len);
    assert_int_equal(string->key_len, expected->key_len);
    assert_int_equal(string->value_offset, expected->value_offset);
    assert_int_equal(string->value_len, expected->value_len);
    assert_int_equal(string->presence, expected->presence);
    assert_int_equal(string->truncated, expected->truncated);
}

/* A copy of exactly that size, so that sanitizers see every read outside. */
static uint8_t *copy_of(const uint8_t *bytes, size_t len)
{
    uint8_t *copy = malloc(len > 0 ? len : 1);
    memcpy(copy, bytes, len);
    return copy;
}

static void each_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const row_t *row = &rows[i];
        uint8_t *rdata = copy_of(row->rdata, row->rdata_len);
        txt_reader_t reader;
        txt_reader_init(&reader, rdata, row->rdata_len);
        for (size_t j = 0; j < row->n; j++) {
            txt_string_t string;
            print_message("row \"%s\", string %zu\n", row->what, j);
            assert_true(txt_reader_next(&reader, &string));
            assert_string(&string, &row->strings[j]);
            assert_ptr_equal(txt_string_key(&reader, &string), rdata + string.offset + 1);
            assert_ptr_equal(txt_string_value(&reader, &string), rdata + string.value_offset);
        }
        txt_string_t untouched = {.offset = 77, .value_len = 78};
        assert_false(txt_reader_next(&reader, &untouched));
        assert_int_equal(untouched.offset, 77);
        assert_int_equal(untouched.value_len, 78);
        free(rdata);
    }
}

static void null_rdata(void **state)
{
    (void)state;
    txt_reader_t reader;
    txt_string_t string;
    txt_reader_init(&reader, NULL, 0);
    assert_false(txt_reader_next(&reader, &string));
}

/* The longest string: 255 bytes, of key, value or both. */
static void longest_strings(void **state)
{
    (void)state;
    for (size_t equals = 0; equals <= 255; equals++) {
        uint8_t *rdata = malloc(256);
        memset(rdata, 'x', 256);
        rdata[0] = 255;
        if (equals < 255)
            rdata[1 + equals] = '=';
        txt_reader_t reader;
        txt_string_t string;
        txt_reader_init(&reader, rdata, 256);
        assert_true(txt_reader_next(&reader, &string));
        txt_string_t expected = {0, 255, equals, equals + 2, 254 - equals, TXT_VALUE, false};
        if (equals == 254)
            expected.presence = TXT_EMPTY_VALUE;
        if (equals == 255)
            expected = (txt_string_t){0, 255, 255, 256, 0, TXT_NO_VALUE, false};
        assert_string(&string, &expected);
        assert_false(txt_reader_next(&reader, &string));
        free(rdata);
    }
}

static const uint8_t sample[] = "\x09"
                                "txtvers=1"
                                "\x00"
                                "\x05"
                                "flag="
                                "\x04"
                                "flag"
                                "\x03"
                                "=no"
                                "\x08"
                                "id=a\0b=c";

/* Whatever is cut off, every string lies inside, the reader goes forward, and only the last one is
 * truncated. */
static void all_truncations(void **state)
{
    (void)state;
    for (size_t len = 0; len < sizeof(sample); len++) {
        uint8_t *rdata = copy_of(sample, len);
        txt_reader_t reader;
        txt_string_t string;
        size_t offset = 0;
        bool truncated = false;
        txt_reader_init(&reader, rdata, len);
        while (txt_reader_next(&reader, &string)) {
            assert_false(truncated);
            assert_int_equal(string.offset, offset);
            assert_true(string.value_offset + string.value_len == offset + 1 + string.len);
            assert_true(string.key_len <= string.len);
            offset += 1 + string.len;
            truncated = string.truncated;
            assert_int_equal(truncated, string.len < rdata[string.offset]);
        }
        assert_int_equal(offset, len);
        free(rdata);
    }
}

static void equal_keys(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        size_t a_len;
        const char *b;
        size_t b_len;
        bool equal;
    } keys[] = {
        {"", 0, "", 0, true},          {"txtvers", 7, "TXTVers", 7, true},
        {"c#", 2, "C#", 2, true},      {"a", 1, "ab", 2, false},
        {"a\0b", 3, "A\0B", 3, true},  {"a\0b", 3, "a\0c", 3, false},
        {"@", 1, "`", 1, false},       {"[", 1, "{", 1, false},
        {"\xc4", 1, "\xe4", 1, false}, /* no letters in ASCII */
    };
    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
        assert_int_equal(txt_key_equal((const uint8_t *)keys[i].a, keys[i].a_len,
                                       (const uint8_t *)keys[i].b, keys[i].b_len),
                         keys[i].equal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row),        cmocka_unit_test(null_rdata),
        cmocka_unit_test(longest_strings), cmocka_unit_test(all_truncations),
        cmocka_unit_test(equal_keys),
    };
    return cmocka_run_group_tests_name("txt_string", tests, NULL, NULL);
}
