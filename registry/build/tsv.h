/* tsv.h - reads and writes the registry's tab separated files (README.md, "Form").
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TSV_H
#define SVCREG_TSV_H

#include <glib.h>
#include <stdbool.h>

enum {
    TSV_MAX_FILE = 64 << 20, /* bytes; the registry's own file has 4 MiB */
    TSV_MAX_CELL = 64 << 10, /* bytes; the longest note of the registry has 2 KiB */
    TSV_MAX_COLUMNS = 32
};

/** What a file must look like. Its header line names the columns that it has, in any order. */
typedef struct {
    const char *const *columns;
    unsigned n_columns;
    unsigned n_optional; /* that many of the last columns may be missing; their cells are "" */
    guint max_rows;
} tsv_form_t;

/** The rows of a file. Cells are unescaped, terminated UTF-8. */
typedef struct tsv tsv_t;

/** Reads a whole file. On failure NULL, and `error` is of domain G_FILE_ERROR when it cannot be
 * read, else of SVCREG_TABLE_ERROR with a message "FILE:LINE: what; how to mend it". Free with
 * tsv_free(). */
tsv_t *tsv_read(const char *path, const tsv_form_t *form, GError **error);

/** A file without rows, that tsv_append() fills. `path` names it in error messages. */
tsv_t *tsv_new(const char *path, const tsv_form_t *form);

/** Adds a line of cells to a file's text, with what would end a cell or a line escaped: tsv_read()
 * gives the same cells. */
void tsv_write_row(GString *text, const char *const *cells, unsigned n_cells);

/** Adds a row; `cells` are copied, one for each column of the form. */
void tsv_append(tsv_t *tsv, const char *const *cells);

/** NULL is fine. */
void tsv_free(tsv_t *tsv);

guint tsv_n_rows(const tsv_t *tsv);

/** A cell, never NULL, valid as long as `tsv`. */
const char *tsv_cell(const tsv_t *tsv, guint row, unsigned column);

/** A column's name. */
const char *tsv_column_name(const tsv_t *tsv, unsigned column);

/** Date at the end of the file's first line, a comment; "" when there is none. */
const char *tsv_date(const tsv_t *tsv);

/** Sets `error` to "FILE:LINE: message" for a row. Always returns false. */
bool tsv_fail(const tsv_t *tsv, guint row, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

#endif
