/* table_row.c - one record in the form of registry/data/services.tsv.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/table_row.h"

#include "import/assignment_note.h"
#include "import/cell_text.h"
#include "words.h"

#include <string.h>

#define COLUMN_NAME(file, column, name) name,
const char *const table_row_titles[ROW_N_CELLS] = {SERVICES_COLUMNS(COLUMN_NAME)};
#undef COLUMN_NAME

static bool is_number(const char *text, unsigned long max)
{
    size_t len = strlen(text);
    return len >= 1 && len <= 10 && strspn(text, "0123456789") == len &&
           strtoul(text, NULL, 10) <= max;
}

/* "4748-4748" -> "4748". NULL for what is no port. */
static char *ports_normalized(const char *text)
{
    char **part = g_strsplit(text, "-", 2);
    char *ports = NULL;
    if (text[0] == '\0') {
        ports = g_strdup("");
    } else if (is_number(part[0], 65535) && (!part[1] || is_number(part[1], 65535))) {
        unsigned long first = strtoul(part[0], NULL, 10);
        unsigned long last = !part[1] ? first : strtoul(part[1], NULL, 10);
        if (first == last)
            ports = g_strdup_printf("%lu", first);
        else if (first < last)
            ports = g_strdup_printf("%lu-%lu", first, last);
    }
    g_strfreev(part);
    return ports;
}

/* The XML's "rfc6335" is the CSV's "RFC6335"; a bare number is one of the registry's own
 * footnotes; an e-mail address is not kept. */
static char *reference_normalized(const char *item)
{
    if (g_ascii_strncasecmp(item, "rfc", 3) == 0 && is_number(item + 3, 99999999))
        return g_ascii_strup(item, -1);
    if (is_number(item, 999))
        return g_strdup_printf("note %s", item);
    return cell_text_without_addresses(item);
}

static char *references_normalized(const char *cell)
{
    char **items = cell_items(cell);
    for (char **item = items; *item; item++) {
        char *reference = reference_normalized(*item);
        g_free(*item);
        *item = reference;
    }
    char *joined = g_strjoinv("; ", items);
    g_strfreev(items);
    return joined;
}

static char *ids_normalized(const char *cell)
{
    char **items = cell_items(cell);
    char *joined = g_strjoinv(",", items);
    g_strfreev(items);
    return joined;
}

/* A cell that must have a certain form; of another one the registry would have to be asked. */
static char *checked(iana_input_t *input, const iana_record_t *record, iana_column_t column,
                     bool valid)
{
    if (valid || record->cells[column][0] == '\0')
        return g_strdup(record->cells[column]);
    iana_input_warn(input, record->line, "%s \"%.60s\" is of no known form, left out",
                    iana_column_title(column), record->cells[column]);
    return g_strdup("");
}

char *flags_joined(unsigned flags)
{
    GString *words = g_string_new(NULL);
    for (int i = 0; i < flag_words.n; i++) {
        if ((flags & (1u << i)) && flag_words.words[i])
            g_string_append_printf(words, "%s%s", words->len > 0 ? "," : "", flag_words.words[i]);
    }
    return g_string_free(words, FALSE);
}

static void read_note(table_row_t *row)
{
    assignment_note_t facts;
    char *note = cell_text_fold(row->cells[ROW_NOTES]);
    char **cell = row->cells;
    assignment_note_read(cell[ROW_SERVICE], cell[ROW_DESCRIPTION], note, &facts);
    /* TXT keys are a service's */
    if (cell[ROW_SERVICE][0] != '\0')
        row->txt = txt_note_read(cell[ROW_SERVICE], cell[ROW_NOTES]);
    if (row->txt && row->txt->also_proprietary)
        facts.flags |= SVCREG_FLAG_TXT_PROPRIETARY;
    cell[ROW_FLAGS] = flags_joined(facts.flags);
    cell[ROW_ALIAS_OF] = g_strdup(facts.alias_of);
    cell[ROW_DEASSIGNED] = g_strdup(facts.deassigned);
    cell[ROW_PREVIOUSLY] = g_strdup(facts.previously);
    cell[ROW_SUBTYPES] = g_strdup(facts.subtypes);
    cell[ROW_TXT_STATUS] = g_strdup(!row->txt ? "" : word_of(&txt_status_words, row->txt->status));
    cell[ROW_TXT_REFERENCES] = !row->txt ? g_strdup("") : g_strjoinv("; ", row->txt->references);
    cell[ROW_TXT_SAME_AS] = g_strdup(!row->txt ? "" : row->txt->same_as);
    assignment_note_clear(&facts);
    g_free(note);
}

static void fill(iana_input_t *input, const iana_record_t *record, table_row_t *row)
{
    char **cell = row->cells;
    char *const *raw = record->cells;
    char *report = cell_text_fold(raw[IANA_UNAUTHORIZED]);
    cell[ROW_SERVICE] = cell_text_fold(raw[IANA_SERVICE]);
    cell[ROW_TRANSPORT] = g_strdup(raw[IANA_TRANSPORT]);
    cell[ROW_DESCRIPTION] = cell_text_without_addresses(raw[IANA_DESCRIPTION]);
    cell[ROW_STATUS] = g_strdup(
        word_of(&status_words, assignment_status(cell[ROW_SERVICE], cell[ROW_DESCRIPTION])));
    cell[ROW_ASSIGNEE] = ids_normalized(raw[IANA_ASSIGNEE]);
    cell[ROW_CONTACT] = ids_normalized(raw[IANA_CONTACT]);
    cell[ROW_REGISTERED] =
        checked(input, record, IANA_REGISTERED, date_form(raw[IANA_REGISTERED]) != NO_DATE);
    cell[ROW_MODIFIED] =
        checked(input, record, IANA_MODIFIED, date_form(raw[IANA_MODIFIED]) != NO_DATE);
    cell[ROW_REFERENCE] = references_normalized(raw[IANA_REFERENCE]);
    cell[ROW_SERVICE_CODE] =
        checked(input, record, IANA_SERVICE_CODE, is_number(raw[IANA_SERVICE_CODE], 0xFFFFFFFF));
    cell[ROW_UNAUTHORIZED] = unauthorized_ports(report);
    cell[ROW_NOTES] = cell_text_fold_lines(raw[IANA_NOTES]);
    read_note(row);
    g_free(report);
}

bool table_row_make(iana_input_t *input, const iana_record_t *record, table_row_t *ret,
                    bool *ret_skip, GError **error)
{
    char *ports = ports_normalized(record->cells[IANA_PORTS]);
    *ret_skip = false;
    if (!ports) {
        iana_input_error(input, record->line, error, "\"%.60s\" is no port number or port range",
                         record->cells[IANA_PORTS]);
        return false;
    }
    if (ports[0] == '\0' && record->cells[IANA_SERVICE][0] == '\0') {
        iana_input_error(input, record->line, error,
                         "a record has neither a service name nor a port number");
        g_free(ports);
        return false;
    }
    if (word_find(&transport_words, record->cells[IANA_TRANSPORT]) < 0) {
        iana_input_warn(input, record->line, "transport \"%.60s\" is not known, records skipped",
                        record->cells[IANA_TRANSPORT]);
        g_free(ports);
        *ret_skip = true;
        return true;
    }
    *ret = (table_row_t){0};
    ret->cells[ROW_PORTS] = ports;
    fill(input, record, ret);
    for (int i = 0; i < ROW_N_CELLS; i++) { /* columns that the registry does not have */
        if (!ret->cells[i])
            ret->cells[i] = g_strdup("");
    }
    return true;
}

void table_row_clear(table_row_t *row)
{
    for (int i = 0; i < ROW_N_CELLS; i++)
        g_free(row->cells[i]);
    txt_note_free(row->txt);
}
