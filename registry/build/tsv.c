/* tsv.c - reads and writes the registry's tab separated files (README.md, "Form").
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/tsv.h"

#include "build/table_load.h"
#include "words.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

struct tsv {
    char *path;
    char date[sizeof("YYYY-MM-DD")];
    const char *const *columns;
    unsigned n_columns;
    GStringChunk *strings; /* what the cells point to */
    GPtrArray *cells;      /* row by row */
    GArray *lines;         /* guint, line number of each row */
};

GQuark svcreg_table_error_quark(void)
{
    return g_quark_from_static_string("svcreg-table-error");
}

static bool fail_at(const char *path, guint line, GError **error, const char *format, va_list args)
    G_GNUC_PRINTF(4, 0);

static bool fail_at(const char *path, guint line, GError **error, const char *format, va_list args)
{
    char *message = g_strdup_vprintf(format, args);
    g_set_error(error, SVCREG_TABLE_ERROR, SVCREG_TABLE_ERROR_CONTENT, "%s:%u: %s", path, line,
                message);
    g_free(message);
    return false;
}

bool tsv_fail(const tsv_t *tsv, guint row, GError **error, const char *format, ...)
{
    guint line = row < tsv->lines->len ? g_array_index(tsv->lines, guint, row) : 1;
    va_list args;
    va_start(args, format);
    fail_at(tsv->path, line, error, format, args);
    va_end(args);
    return false;
}

static bool fail_line(const tsv_t *tsv, guint line, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static bool fail_line(const tsv_t *tsv, guint line, GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_at(tsv->path, line, error, format, args);
    va_end(args);
    return false;
}

tsv_t *tsv_new(const char *path, const tsv_form_t *form)
{
    tsv_t *tsv = g_new0(tsv_t, 1);
    tsv->path = g_strdup(path);
    tsv->columns = form->columns;
    tsv->n_columns = form->n_columns;
    tsv->strings = g_string_chunk_new(1 << 16);
    tsv->cells = g_ptr_array_new();
    tsv->lines = g_array_new(FALSE, FALSE, sizeof(guint));
    return tsv;
}

void tsv_free(tsv_t *tsv)
{
    if (!tsv)
        return;
    g_free(tsv->path);
    g_string_chunk_free(tsv->strings);
    g_ptr_array_free(tsv->cells, TRUE);
    g_array_free(tsv->lines, TRUE);
    g_free(tsv);
}

static void append_row(tsv_t *tsv, guint line, const char *const *cells)
{
    g_array_append_val(tsv->lines, line);
    for (unsigned i = 0; i < tsv->n_columns; i++)
        g_ptr_array_add(tsv->cells, g_string_chunk_insert(tsv->strings, cells[i]));
}

void tsv_append(tsv_t *tsv, const char *const *cells)
{
    append_row(tsv, tsv->lines->len + 1, cells);
}

guint tsv_n_rows(const tsv_t *tsv)
{
    return tsv->lines->len;
}

const char *tsv_cell(const tsv_t *tsv, guint row, unsigned column)
{
    return g_ptr_array_index(tsv->cells, row * tsv->n_columns + column);
}

const char *tsv_column_name(const tsv_t *tsv, unsigned column)
{
    return tsv->columns[column];
}

const char *tsv_date(const tsv_t *tsv)
{
    return tsv->date;
}

static guint line_of(const char *text, const char *at)
{
    guint line = 1;
    for (const char *p = text; p < at; p++)
        line += *p == '\n';
    return line;
}

/* Checks what concerns the file as a whole; afterwards it is terminated text of whole lines. */
static bool check_text(const tsv_t *tsv, const char *text, gsize len, GError **error)
{
    const char *end = memchr(text, '\0', len);
    if (end)
        return fail_line(tsv, line_of(text, end), error, "NUL byte; write plain UTF-8 text");
    if (!g_utf8_validate_len(text, len, &end))
        return fail_line(tsv, line_of(text, end), error, "not UTF-8; save the file as UTF-8");
    end = memchr(text, '\r', len);
    if (end)
        return fail_line(tsv, line_of(text, end), error,
                         "carriage return; save the file with LF line ends");
    if (len == 0 || text[len - 1] != '\n')
        return fail_line(tsv, line_of(text, text + len), error,
                         "the last line has no line end; the file seems to be cut off, "
                         "make it anew");
    return true;
}

/* Undoes what tsv_write_row() did, in place. */
static bool unescape(char *cell)
{
    char *to = cell;
    for (const char *from = cell; *from != '\0'; from++) {
        char c = *from;
        if (c == '\\') {
            from++;
            if (*from == 't')
                c = '\t';
            else if (*from == 'n')
                c = '\n';
            else if (*from == 'r')
                c = '\r';
            else if (*from != '\\')
                return false;
        }
        *to++ = c;
    }
    *to = '\0';
    return true;
}

static void write_cell(GString *text, const char *cell)
{
    for (const char *p = cell; *p != '\0'; p++) {
        if (*p == '\t')
            g_string_append(text, "\\t");
        else if (*p == '\n')
            g_string_append(text, "\\n");
        else if (*p == '\r')
            g_string_append(text, "\\r");
        else if (*p == '\\')
            g_string_append(text, "\\\\");
        else
            g_string_append_c(text, *p);
    }
}

void tsv_write_row(GString *text, const char *const *cells, unsigned n_cells)
{
    for (unsigned i = 0; i < n_cells; i++) {
        if (i > 0)
            g_string_append_c(text, '\t');
        write_cell(text, cells[i]);
    }
    g_string_append_c(text, '\n');
}

/* Cuts a line into cells, in place. Returns their number, at most TSV_MAX_COLUMNS + 1. */
static unsigned cut_cells(char *line, const char **ret_cells)
{
    unsigned n = 0;
    for (char *cell = line; cell && n <= TSV_MAX_COLUMNS; n++) {
        char *tab = strchr(cell, '\t');
        if (tab)
            *tab++ = '\0';
        ret_cells[n] = cell;
        cell = tab;
    }
    return n;
}

/* The columns that a file's header line names. */
typedef struct {
    unsigned n_named;                 /* 0 as long as the line was not read */
    unsigned column[TSV_MAX_COLUMNS]; /* of the form, for each cell of a line */
    bool has[TSV_MAX_COLUMNS];        /* by the form's column */
} header_t;

static bool read_title(const tsv_t *tsv, guint line, const char *title, header_t *header,
                       GError **error)
{
    unsigned column = 0;
    while (column < tsv->n_columns && strcmp(tsv->columns[column], title) != 0)
        column++;
    if (column == tsv->n_columns)
        return fail_line(tsv, line, error,
                         "no column is called \"%.40s\"; write a name that README.md has", title);
    if (header->has[column])
        return fail_line(tsv, line, error, "column \"%s\" a second time; keep one", title);
    header->has[column] = true;
    header->column[header->n_named++] = column;
    return true;
}

static bool read_header(const tsv_t *tsv, const tsv_form_t *form, guint line,
                        const char *const *cells, unsigned n_cells, header_t *header,
                        GError **error)
{
    for (unsigned i = 0; i < n_cells; i++) {
        if (!read_title(tsv, line, cells[i], header, error))
            return false;
    }
    for (unsigned i = 0; i < form->n_columns - form->n_optional; i++) {
        if (!header->has[i])
            return fail_line(tsv, line, error,
                             "no column \"%s\"; name it here, one tab between two",
                             tsv->columns[i]);
    }
    return true;
}

static bool check_cells(const tsv_t *tsv, guint line, char *const *cells, unsigned n_cells,
                        GError **error)
{
    for (unsigned i = 0; i < n_cells; i++) {
        if (strlen(cells[i]) > TSV_MAX_CELL)
            return fail_line(tsv, line, error, "cell %u is longer than %d bytes; shorten it", i + 1,
                             TSV_MAX_CELL);
        if (!unescape(cells[i]))
            return fail_line(tsv, line, error,
                             "unknown escape in cell %u; write a backslash as \\\\", i + 1);
    }
    return true;
}

static bool read_row(tsv_t *tsv, const tsv_form_t *form, guint line, const char **cells,
                     unsigned n_cells, const header_t *header, GError **error)
{
    if (n_cells != header->n_named)
        return fail_line(tsv, line, error, "%u cell%s; write %u, one tab between two", n_cells,
                         n_cells == 1 ? "" : "s", header->n_named);
    if (tsv->lines->len == form->max_rows)
        return fail_line(tsv, line, error, "more than %u lines; the table holds no more",
                         form->max_rows);
    if (!check_cells(tsv, line, (char *const *)cells, n_cells, error))
        return false;
    const char *row[TSV_MAX_COLUMNS];
    for (unsigned i = 0; i < tsv->n_columns; i++)
        row[i] = "";
    for (unsigned i = 0; i < n_cells; i++)
        row[header->column[i]] = cells[i];
    append_row(tsv, line, row);
    return true;
}

/* Reads a line that is no comment: the header line, then rows. */
static bool read_line(tsv_t *tsv, const tsv_form_t *form, guint line, char *text, header_t *header,
                      GError **error)
{
    const char *cells[TSV_MAX_COLUMNS + 1];
    unsigned n_cells = cut_cells(text, cells);
    if (header->n_named == 0)
        return read_header(tsv, form, line, cells, n_cells, header, error);
    return read_row(tsv, form, line, cells, n_cells, header, error);
}

static void read_date(tsv_t *tsv, const char *comment)
{
    const size_t date_len = sizeof(tsv->date) - 1;
    size_t len = strlen(comment);
    if (len >= date_len && date_form(comment + len - date_len) == DATE_OF_DAY)
        memcpy(tsv->date, comment + len - date_len, date_len + 1);
}

static bool read_lines(tsv_t *tsv, const tsv_form_t *form, char *text, GError **error)
{
    header_t header = {0};
    guint line = 1;
    for (char *end = strchr(text, '\n'); end; end = strchr(text, '\n'), line++) {
        *end = '\0';
        if (text[0] == '#' && line == 1)
            read_date(tsv, text);
        if (text[0] != '#' && !read_line(tsv, form, line, text, &header, error))
            return false;
        text = end + 1;
    }
    if (header.n_named == 0)
        return fail_line(tsv, line, error, "no line names the columns; make the file anew");
    return true;
}

static bool check_file(const char *path, GError **error)
{
    GStatBuf status;
    if (g_stat(path, &status) != 0) {
        int code = errno;
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(code),
                    "%s: %s; give a folder that `svcreg import` wrote", path, g_strerror(code));
        return false;
    }
    if (!S_ISREG(status.st_mode)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: no regular file; replace it",
                    path);
        return false;
    }
    if (status.st_size > TSV_MAX_FILE) {
        g_set_error(error, SVCREG_TABLE_ERROR, SVCREG_TABLE_ERROR_CONTENT,
                    "%s: longer than %d MiB; this is no registry table", path, TSV_MAX_FILE >> 20);
        return false;
    }
    return true;
}

tsv_t *tsv_read(const char *path, const tsv_form_t *form, GError **error)
{
    char *text;
    gsize len;
    if (!check_file(path, error) || !g_file_get_contents(path, &text, &len, error))
        return NULL;
    tsv_t *tsv = tsv_new(path, form);
    if (!check_text(tsv, text, len, error) || !read_lines(tsv, form, text, error)) {
        tsv_free(tsv);
        tsv = NULL;
    }
    g_free(text);
    return tsv;
}
