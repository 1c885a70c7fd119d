/* test_cell_text.c - white space, brackets and addresses in cells.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/cell_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct {
    const char *text;
    const char *expected;
} row_t;

static void check_rows(char *(*function)(const char *text), const row_t *rows, size_t n_rows)
{
    for (size_t i = 0; i < n_rows; i++) {
        char *got = function(rows[i].text);
        assert_string_equal(got, rows[i].expected);
        g_free(got);
    }
}

static void test_cell_text_fold(void **state)
{
    static const row_t rows[] = {
        {"", ""},
        {" \t\r\n ", ""},
        {"a", "a"},
        {" a\n\n  b\tc ", "a b c"},
        {"na\xC3\xAFve \xC2\xA0x", "na\xC3\xAFve \xC2\xA0x"},
    };
    (void)state;
    check_rows(cell_text_fold, rows, G_N_ELEMENTS(rows));
}

static void test_cell_text_fold_lines(void **state)
{
    static const row_t rows[] = {
        {"", ""},
        {"\n a \n", "a"},
        {"a\nb", "a\nb"},
        {"a\r\nb", "a\nb"},
        {"a\n\n\nb", "a\nb"},
        {"a\n      b", "a\nb"},
        {"a \nb", "a\nb"},      /* as in the CSV, which keeps this one */
        {"a \n      b", "a b"}, /* as in the CSV, which joins these */
        {"a  b\t c", "a b c"},
    };
    (void)state;
    check_rows(cell_text_fold_lines, rows, G_N_ELEMENTS(rows));
}

static char *joined_items(const char *text)
{
    char **items = cell_items(text);
    char *joined = g_strjoinv("|", items);
    g_strfreev(items);
    return joined;
}

static void test_cell_items(void **state)
{
    static const row_t rows[] = {
        {"", ""},
        {"[A]", "A"},
        {"[A][B]", "A|B"},
        {"[A] [B]", "A|B"},
        {"[RFC1, Section 2][a [b] c]", "RFC1, Section 2|a [b] c"},
        {"no brackets", "no brackets"},
        {"[not closed", "[not closed"},
        {"[A]tail", "A|tail"},
        {"[]", ""},
        {"[a\n   b]", "a b"},
        {"]", "]"},
    };
    (void)state;
    check_rows(joined_items, rows, G_N_ELEMENTS(rows));
}

static void test_cell_items_are_limited(void **state)
{
    GString *text = g_string_new(NULL);
    (void)state;
    for (int i = 0; i < 10 * CELL_MAX_ITEMS; i++)
        g_string_append(text, "[A]");
    char **items = cell_items(text->str);
    assert_int_equal(g_strv_length(items), CELL_MAX_ITEMS);
    g_strfreev(items);
    g_string_free(text, TRUE);
}

static void test_cell_text_without_addresses(void **state)
{
    static const row_t rows[] = {
        {"", ""},
        {"Some One <some.one&example.org> 2009", "Some One 2009"},
        {"<some@example.org>", ""},
        {"a < b & c > d.e", "a < b & c > d.e"},
        {"<www.example.org>", "<www.example.org>"},
        {"<username> at&t", "<username> at&t"},
        {"<not closed@example.org", "<not closed@example.org"},
    };
    (void)state;
    check_rows(cell_text_without_addresses, rows, G_N_ELEMENTS(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cell_text_fold),
        cmocka_unit_test(test_cell_text_fold_lines),
        cmocka_unit_test(test_cell_items),
        cmocka_unit_test(test_cell_items_are_limited),
        cmocka_unit_test(test_cell_text_without_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
