/* test_tsv.c - what is written into a table is read from it again, whatever it is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/tsv.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { N_COLUMNS = 4, N_ROWS = 40, ROUNDS = 200, MAX_LEN = 30 };

static const char *const columns[N_COLUMNS] = {"a", "b", "c", "d"};
static const tsv_form_t form = {columns, N_COLUMNS, 0, N_ROWS};

/* Mostly of what has a meaning in the files. */
static char *random_cell(GRand *rand)
{
    static const char *const pieces[] = {"\t", "\n", "\r", "\\",   "\\t", "n", "#",    "",
                                         "\"", " ",  "é",  "\x01", "日",  "0", "\r\n", "-"};
    GString *cell = g_string_new(NULL);
    int len = g_rand_int_range(rand, 0, MAX_LEN);

    for (int i = 0; i < len; i++)
        g_string_append(cell, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
    return g_string_free(cell, FALSE);
}

static void cells_come_back_as_they_were(void **state)
{
    (void)state;
    GRand *rand = g_rand_new_with_seed(6335);
    char *path = NULL;
    int fd = g_file_open_tmp("svcreg-tsv-XXXXXX", &path, NULL);

    assert_true(fd >= 0);
    assert_true(g_close(fd, NULL));
    for (int round = 0; round < ROUNDS; round++) {
        char *cells[N_ROWS][N_COLUMNS];
        GString *text = g_string_new(NULL);
        tsv_write_row(text, columns, N_COLUMNS);
        for (int row = 0; row < N_ROWS; row++) {
            for (int column = 0; column < N_COLUMNS; column++)
                cells[row][column] = random_cell(rand);
            /* A line that begins with "#" is a comment. */
            if (cells[row][0][0] == '#')
                cells[row][0][0] = '+';
            tsv_write_row(text, (const char *const *)cells[row], N_COLUMNS);
        }
        assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
        GError *error = NULL;
        tsv_t *tsv = tsv_read(path, &form, &error);
        if (error)
            fail_msg("%s", error->message);
        assert_int_equal(tsv_n_rows(tsv), N_ROWS);
        for (int row = 0; row < N_ROWS; row++) {
            for (int column = 0; column < N_COLUMNS; column++) {
                assert_string_equal(tsv_cell(tsv, (guint)row, (unsigned)column),
                                    cells[row][column]);
                g_free(cells[row][column]);
            }
        }
        tsv_free(tsv);
        g_string_free(text, TRUE);
    }
    (void)g_unlink(path);
    g_free(path);
    g_rand_free(rand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cells_come_back_as_they_were)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
