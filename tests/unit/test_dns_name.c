/* test_dns_name.c - domain names, compression.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dns_name.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The labels joined by dots; a defect as its number after a "!". */
static const char *as_text(const dns_name_t *name)
{
    static char text[DNS_MAX_NAME * 2];
    size_t at = 0;

    for (unsigned i = 0; i < name->n_labels; i++) {
        size_t len;
        const uint8_t *label = dns_name_label(name, i, &len);
        memcpy(text + at, label, len);
        at += len;
        text[at++] = '.';
    }
    text[at] = '\0';
    return text;
}

typedef struct {
    const char *what;
    const char *message;
    size_t len;
    size_t offset;
    const char *text; /* labels that are read */
    dns_name_defect_t defect;
    size_t wire_len;
} row_t;

#define BYTES(s) s, sizeof(s) - 1

static const row_t rows[] = {
    {"plain", BYTES("\4host\5local\0"), 0, "host.local.", DNS_NAME_OK, 12},
    {"root", BYTES("\0"), 0, "", DNS_NAME_OK, 1},
    {"pointer", BYTES("\5local\0\4host\xc0\0"), 7, "host.local.", DNS_NAME_OK, 7},
    {"only a pointer", BYTES("\5local\0\xc0\0"), 7, "local.", DNS_NAME_OK, 2},
    {"pointer to a pointer", BYTES("\1a\0\xc0\0\1b\xc0\3"), 5, "b.a.", DNS_NAME_OK, 4},
    {"dot in a label", BYTES("\3a.b\0"), 0, "a.b.", DNS_NAME_OK, 5},
    {"pointer to itself", BYTES("\xc0\0"), 0, "", DNS_NAME_POINTER, 2},
    {"pointer forward", BYTES("\xc0\2\1a\0"), 0, "", DNS_NAME_POINTER, 2},
    {"loop over a label", BYTES("\1a\xc0\0"), 0, "a.", DNS_NAME_POINTER, 4},
    {"pointers to each other", BYTES("\xc0\2\xc0\0"), 2, "", DNS_NAME_POINTER, 2},
    {"label past the end", BYTES("\4hos"), 0, "", DNS_NAME_TRUNCATED, 0},
    {"no root label", BYTES("\4host"), 0, "host.", DNS_NAME_TRUNCATED, 0},
    {"half a pointer", BYTES("\1a\xc0"), 0, "a.", DNS_NAME_TRUNCATED, 0},
    {"pointed label past the end", BYTES("\4h\xc0\0"), 2, "", DNS_NAME_TRUNCATED, 2},
    {"start past the end", BYTES("\0"), 1, "", DNS_NAME_TRUNCATED, 0},
    {"label type 01",
     BYTES("\x41"
           "a\0"),
     0, "", DNS_NAME_LABEL_TYPE, 0},
    {"label type 10",
     BYTES("\1a\x81"
           "b\0"),
     0, "a.", DNS_NAME_LABEL_TYPE, 0},
};

static void test_name_read_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const row_t *row = &rows[i];
        dns_name_t name;
        /* An exact copy, so that AddressSanitizer sees any read past the end. */
        uint8_t *copy = malloc(row->len);

        assert_non_null(copy);
        memcpy(copy, row->message, row->len);
        bool found = dns_name_read(copy, row->len, row->offset, row->len, NULL, &name);
        free(copy);
        if (found != (row->wire_len > 0) || name.defect != row->defect ||
            name.wire_len != row->wire_len || strcmp(as_text(&name), row->text) != 0)
            fail_msg("%s: \"%s\", defect %d, %zu bytes", row->what, as_text(&name),
                     (int)name.defect, name.wire_len);
    }
}

/* A name in RDATA ends with it, but compression may lead before it. */
static void test_name_read_in_place(void **state)
{
    static const uint8_t message[] = "\5local\0\4host\xc0\0\3abc\0";
    const size_t host = 7, next = 14;
    dns_name_t name;

    (void)state;
    assert_true(dns_name_read(message, sizeof message - 1, host, next, NULL, &name));
    assert_int_equal(name.defect, DNS_NAME_OK);
    assert_int_equal(name.n_labels, 2);
    assert_false(dns_name_read(message, sizeof message - 1, host, next - 1, NULL, &name));
    assert_int_equal(name.defect, DNS_NAME_TRUNCATED);
    assert_false(dns_name_read(message, sizeof message - 1, next, next, NULL, &name));
    assert_int_equal(name.n_labels, 0);
    assert_false(dns_name_read(message, sizeof message - 1, next, next + 4, NULL, &name));
    assert_int_equal(name.defect, DNS_NAME_TRUNCATED);
}

/* A chain of labels and backward pointers that would make a name longer than 255 bytes. */
static void test_name_read_too_long(void **state)
{
    enum { PIECE = 66 }; /* 1 + 63 bytes and a pointer to the piece before */
    uint8_t message[5 * PIECE] = {0};
    dns_name_t name;

    (void)state;
    for (unsigned i = 0; i < 5; i++) {
        uint8_t *piece = message + i * PIECE;
        piece[0] = DNS_MAX_LABEL;
        memset(piece + 1, 'a' + (int)i, DNS_MAX_LABEL);
        if (i > 0) {
            piece[64] = (uint8_t)(0xc0 | (i - 1) * PIECE >> 8);
            piece[65] = (uint8_t)((i - 1) * PIECE);
        }
    }
    assert_true(dns_name_read(message, sizeof message, 2 * PIECE, sizeof message, NULL, &name));
    assert_int_equal(name.defect, DNS_NAME_OK);
    assert_int_equal(name.n_labels, 3);
    assert_true(dns_name_read(message, sizeof message, 4 * PIECE, sizeof message, NULL, &name));
    assert_int_equal(name.defect, DNS_NAME_TOO_LONG);
    assert_int_equal(name.n_labels, 3);
    assert_int_equal(name.wire_len, PIECE);
}

/* The most labels that a name can have: 127 of one byte. */
static void test_name_read_most_labels(void **state)
{
    uint8_t message[DNS_MAX_NAME + 2];
    dns_name_t name;

    (void)state;
    for (unsigned i = 0; i < sizeof message; i += 2) {
        message[i] = 1;
        message[i + 1 < sizeof message ? i + 1 : i] = 'x';
    }
    message[254] = 0;
    assert_true(dns_name_read(message, sizeof message, 0, sizeof message, NULL, &name));
    assert_int_equal(name.defect, DNS_NAME_OK);
    assert_int_equal(name.n_labels, DNS_MAX_LABELS);
    assert_int_equal(name.wire_len, 255);
    message[254] = 1;
    message[255] = 'x';
    message[256] = 0;
    /* Too long, and the next field is known all the same, as where names are only skipped. */
    assert_true(dns_name_read(message, sizeof message, 0, sizeof message, NULL, &name));
    assert_int_equal(name.defect, DNS_NAME_TOO_LONG);
    assert_int_equal(name.wire_len, 257);
    assert_int_equal(dns_name_skip(message, 0, sizeof message), 257);
    message[256] = 1;
    assert_false(dns_name_read(message, sizeof message, 0, sizeof message, NULL, &name));
}

static void test_name_is_address(void **state)
{
    static const struct {
        const char *wire;
        size_t len;
        bool address;
    } names[] = {
        {"\x03"
         "192\x03"
         "168\2"
         "10\1"
         "2",
         15, true},
        {"\x0b"
         "2001:db8::1",
         13, true},
        {"\4host\5local", 12, false},
        {"\x03"
         "192\5local",
         11, false},
        {"\1"
         "2\3"
         "2-b",
         7, false},
        {"", 1, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        dns_name_t name;
        assert_true(dns_name_read((const uint8_t *)names[i].wire, names[i].len, 0, names[i].len,
                                  NULL, &name));
        if (dns_name_is_address(&name) != names[i].address)
            fail_msg("row %zu", i);
    }
}

static void test_name_key(void **state)
{
    static const struct {
        const char *a, *b;
        size_t a_len, b_len;
        bool equal;
    } pairs[] = {
        {"\4Host\5LOCAL", "\4hosT\5local", 12, 12, true},
        {"\4host", "\4hosu", 6, 6, false},
        {"\4host", "\4host\1a", 6, 8, false},
        {"\3a.b", "\1a\1b", 5, 5, false},
        {"\1[", "\1{", 3, 3, false}, /* differ in bit 0x20, but are no letters */
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        dns_name_t a, b;
        assert_true(dns_name_read((const uint8_t *)pairs[i].a, pairs[i].a_len, 0, pairs[i].a_len,
                                  NULL, &a));
        assert_true(dns_name_read((const uint8_t *)pairs[i].b, pairs[i].b_len, 0, pairs[i].b_len,
                                  NULL, &b));
        const name_key_t x = dns_name_key(&a), y = dns_name_key(&b);
        assert_int_equal(name_key_equal(&x, &y), pairs[i].equal);
        /* That names share a hash by chance is less likely than a broken machine. */
        assert_int_equal(name_key_hash(&x) == name_key_hash(&y), pairs[i].equal);
    }
}

/* Texts that all have one hash by g_str_hash(): "aa" and "b@" are as good as each other. */
static void test_name_hash_is_nobodys_to_know(void **state)
{
    enum { PAIRS = 6, N = 1 << PAIRS };
    char texts[N][2 * PAIRS + 1];
    unsigned hashes[N];

    (void)state;
    for (unsigned i = 0; i < N; i++) {
        texts[i][2 * PAIRS] = '\0';
        for (unsigned bit = 0; bit < PAIRS; bit++)
            memcpy(texts[i] + 2 * bit, i >> bit & 1 ? "aa" : "b@", 2);
        hashes[i] = text_key_hash(texts[i]);
        assert_int_equal(g_str_hash(texts[i]), g_str_hash(texts[0]));
        for (unsigned j = 0; j < i; j++)
            assert_int_not_equal(hashes[i], hashes[j]);
    }
    assert_int_equal(text_key_hash("AB"), text_key_hash("ab"));
}

/* A chain of pointers without labels between them, each to the one before. */
static void test_name_read_many_pointers(void **state)
{
    enum { FOOT = 3, N = DNS_MAX_POINTERS + 2 };
    uint8_t message[FOOT + 2 * N] = "\1a";
    dns_name_t name;

    (void)state;
    for (unsigned i = 0; i < N; i++) {
        unsigned to = i == 0 ? 0 : FOOT + 2 * (i - 1);
        message[FOOT + 2 * i] = (uint8_t)(0xc0 | to >> 8);
        message[FOOT + 2 * i + 1] = (uint8_t)to;
    }
    assert_true(dns_name_read(message, sizeof message, FOOT + 2 * (DNS_MAX_POINTERS - 1),
                              sizeof message, NULL, &name));
    assert_int_equal(name.defect, DNS_NAME_OK);
    assert_string_equal(as_text(&name), "a.");
    assert_true(dns_name_read(message, sizeof message, FOOT + 2 * DNS_MAX_POINTERS, sizeof message,
                              NULL, &name));
    assert_int_equal(name.defect, DNS_NAME_POINTERS);
    assert_int_equal(name.wire_len, 2);
    /* Two names share what their message has left. */
    size_t left = 3;
    assert_true(dns_name_read(message, sizeof message, FOOT + 2, sizeof message, &left, &name));
    assert_int_equal(name.defect, DNS_NAME_OK);
    assert_int_equal(left, 1);
    assert_true(dns_name_read(message, sizeof message, FOOT + 2, sizeof message, &left, &name));
    assert_int_equal(name.defect, DNS_NAME_POINTERS);
    assert_int_equal(left, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_name_read_rows),
        cmocka_unit_test(test_name_read_too_long),
        cmocka_unit_test(test_name_read_most_labels),
        cmocka_unit_test(test_name_is_address),
        cmocka_unit_test(test_name_key),
        cmocka_unit_test(test_name_hash_is_nobodys_to_know),
        cmocka_unit_test(test_name_read_many_pointers),
        cmocka_unit_test(test_name_read_in_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
