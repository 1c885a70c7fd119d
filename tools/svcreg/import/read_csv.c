/* read_csv.c - IANA's registry as CSV (RFC 4180), with libcsv.
 *
 * Columns are known by their titles, in any order. libcsv gets the file line by line, so that it is
 * known on which line a record begins: a quoted cell may have line breaks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/cell_text.h"
#include "import/iana_input.h"

#include <csv.h>
#include <stdbool.h>
#include <string.h>

/* Most columns of a line; IANA has 12. */
enum { MAX_COLUMNS = 64 };

#define NO_COLUMN IANA_N_COLUMNS

/* Title that a column had in earlier editions. */
static const struct {
    const char *title;
    iana_column_t column;
} earlier_titles[] = {
    {"Known Unauthorized Uses", IANA_UNAUTHORIZED},
};

typedef struct {
    iana_input_t *input;
    iana_registry_t *registry;
    GPtrArray *cells;                   /* of the line that is being read */
    unsigned line;                      /* that libcsv gets now */
    unsigned first_line;                /* on which the record began */
    bool in_record;                     /* a record goes on from the line before */
    size_t n_columns;                   /* 0 until the header was read */
    iana_column_t columns[MAX_COLUMNS]; /* by place */
    GError *error;
} csv_state_t;

static iana_column_t column_find(const char *title)
{
    for (int i = 0; i < IANA_N_COLUMNS; i++) {
        if (g_ascii_strcasecmp(title, iana_column_title((iana_column_t)i)) == 0)
            return (iana_column_t)i;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(earlier_titles); i++) {
        if (g_ascii_strcasecmp(title, earlier_titles[i].title) == 0)
            return earlier_titles[i].column;
    }
    return NO_COLUMN;
}

static void check_columns(csv_state_t *state, const bool *seen)
{
    for (int i = 0; i < IANA_N_COLUMNS && !state->error; i++) {
        if (!seen[i])
            iana_input_error(state->input, state->first_line, &state->error,
                             "the column \"%s\" is missing; is it IANA's CSV?",
                             iana_column_title((iana_column_t)i));
    }
}

static void read_header(csv_state_t *state)
{
    bool seen[IANA_N_COLUMNS] = {false};
    if (state->cells->len > MAX_COLUMNS) {
        iana_input_error(state->input, state->first_line, &state->error,
                         "has more than %d columns; is it IANA's CSV?", MAX_COLUMNS);
        return;
    }
    state->n_columns = state->cells->len;
    for (guint i = 0; i < state->cells->len && !state->error; i++) {
        char *title = cell_text_fold((const char *)g_ptr_array_index(state->cells, i));
        iana_column_t column = column_find(title);
        state->columns[i] = column;
        if (column == NO_COLUMN)
            iana_input_warn(state->input, state->first_line,
                            "column \"%.60s\" is not known, skipped", title);
        else if (seen[column])
            iana_input_error(state->input, state->first_line, &state->error,
                             "the column \"%s\" stands twice; remove one", title);
        else
            seen[column] = true;
        g_free(title);
    }
    check_columns(state, seen);
}

static void read_record(csv_state_t *state)
{
    if (state->cells->len != state->n_columns) {
        iana_input_error(state->input, state->first_line, &state->error,
                         "has %u cells where the header has %zu; cut short or damaged, download "
                         "it again",
                         state->cells->len, state->n_columns);
        return;
    }
    iana_record_t *record = iana_registry_add(state->registry, state->first_line);
    for (guint i = 0; i < state->cells->len; i++) {
        if (state->columns[i] != NO_COLUMN)
            iana_record_take(record, state->columns[i],
                             g_strdup((const char *)g_ptr_array_index(state->cells, i)));
    }
}

static void cell_done(void *cell, size_t len, void *user_data)
{
    csv_state_t *state = (csv_state_t *)user_data;
    if (state->cells->len <= MAX_COLUMNS)
        g_ptr_array_add(state->cells, g_strndup(len > 0 ? (const char *)cell : "", len));
}

static bool is_empty_line(const csv_state_t *state)
{
    return state->cells->len == 1 && ((const char *)g_ptr_array_index(state->cells, 0))[0] == '\0';
}

static void line_done(int terminator, void *user_data)
{
    csv_state_t *state = (csv_state_t *)user_data;
    (void)terminator;
    if (!state->error && !is_empty_line(state)) {
        if (state->n_columns == 0)
            read_header(state);
        else
            read_record(state);
    }
    g_ptr_array_set_size(state->cells, 0);
    state->in_record = false;
}

static void parser_failed(csv_state_t *state, struct csv_parser *parser)
{
    if (csv_error(parser) == CSV_EPARSE)
        iana_input_error(state->input, state->first_line, &state->error,
                         "a quoted cell is not closed, or a quote stands in an unquoted cell; cut "
                         "short or damaged, download it again");
    else
        iana_input_error(state->input, state->first_line, &state->error, "cannot be parsed: %s",
                         csv_strerror(csv_error(parser)));
}

static bool is_blank(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!g_ascii_isspace(line[i]))
            return false;
    }
    return true;
}

static void read_lines(csv_state_t *state, struct csv_parser *parser)
{
    const char *p = state->input->text;
    const char *end = p + state->input->text_len;
    while (p < end && !state->error) {
        const char *line_break = memchr(p, '\n', (size_t)(end - p));
        const char *next = !line_break ? end : line_break + 1;
        size_t len = (size_t)(next - p);
        state->line++;
        if (!state->in_record)
            state->first_line = state->line;
        state->in_record = state->in_record || !is_blank(p, len);
        if (csv_parse(parser, p, len, cell_done, line_done, state) != len && !state->error)
            parser_failed(state, parser);
        p = next;
    }
    if (!state->error && csv_fini(parser, cell_done, line_done, state) != 0)
        parser_failed(state, parser);
    if (!state->error && end[-1] != '\n')
        iana_input_warn(state->input, state->line,
                        "the last line has no line break; the file may be cut short");
}

iana_registry_t *iana_read_csv(iana_input_t *input, GError **error)
{
    struct csv_parser parser;
    csv_state_t state = {.input = input};
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        iana_input_error(input, 0, error, "cannot be parsed: no memory");
        return NULL;
    }
    state.registry = iana_registry_new();
    state.cells = g_ptr_array_new_with_free_func(g_free);
    read_lines(&state, &parser);
    csv_free(&parser);
    g_ptr_array_unref(state.cells);
    if (state.error) {
        g_propagate_error(error, state.error);
        iana_registry_free(state.registry);
        return NULL;
    }
    return state.registry;
}
