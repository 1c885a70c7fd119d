/* write_csv.c - an inventory as CSV: one file for each kind of row.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/columns.h"
#include "inventory/writer.h"

#include <csv.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    output_file_t files[N_INVENTORY_TABLES];
} csv_output_t;

static void write_cell(FILE *file, const char *text, bool first)
{
    if (!first)
        (void)fputc(',', file);
    (void)csv_fwrite(file, text, strlen(text));
}

static void write_header(FILE *file, const inventory_table_t *table)
{
    for (const inventory_column_t *column = table->columns; column->name; column++)
        write_cell(file, column->name, column == table->columns);
    (void)fputs("\r\n", file);
}

/* "x.csv" makes "x-services.csv". */
static char *path_of(const char *path, const inventory_table_t *table)
{
    size_t stem = strlen(path) - strlen(writer_csv.ending);

    return g_strdup_printf("%.*s-%s%s", (int)stem, path, table->table, writer_csv.ending);
}

static char *csv_there(const char *path)
{
    for (size_t i = 0; i < N_INVENTORY_TABLES; i++) {
        char *name = path_of(path, &inventory_tables[i]);
        if (g_file_test(name, G_FILE_TEST_EXISTS))
            return name;
        g_free(name);
    }
    return NULL;
}

static bool close_csv(void *data, bool keep, GError **error)
{
    csv_output_t *output = data;
    bool closed = true;

    for (size_t i = 0; i < N_INVENTORY_TABLES; i++) {
        if (output->files[i].file)
            closed = output_file_close(&output->files[i], keep && closed, closed ? error : NULL) &&
                     closed;
    }
    g_free(output);
    return closed;
}

static void *open_csv(const char *path, GError **error)
{
    csv_output_t *output = g_new0(csv_output_t, 1);

    for (size_t i = 0; i < N_INVENTORY_TABLES; i++) {
        char *name = path_of(path, &inventory_tables[i]);
        bool opened = output_file_open(&output->files[i], name, error);
        g_free(name);
        if (!opened) {
            output->files[i].file = NULL;
            (void)close_csv(output, false, NULL);
            return NULL;
        }
        write_header(output->files[i].file, &inventory_tables[i]);
    }
    return output;
}

static bool add_csv(void *data, JsonObject *row, GError **error)
{
    csv_output_t *output = data;
    const inventory_table_t *table =
        inventory_table_of(json_object_get_string_member_with_default(row, "kind", ""));

    if (!table)
        return true;
    const output_file_t *table_file = &output->files[table - inventory_tables];
    FILE *file = table_file->file;
    for (const inventory_column_t *column = table->columns; column->name; column++) {
        char *text = row_text(row, column->name);
        /* A spreadsheet would take it for a formula. */
        bool formula =
            column->type != COLUMN_NUMBER && text[0] != '\0' && strchr("=+-@\t", text[0]);
        char *safe = formula ? g_strconcat("'", text, NULL) : g_strdup(text);
        write_cell(file, safe, column == table->columns);
        g_free(safe);
        g_free(text);
    }
    (void)fputs("\r\n", file);
    return output_file_printed(table_file, error);
}

const inventory_writer_t writer_csv = {
    .ending = ".csv", .open = open_csv, .add = add_csv, .close = close_csv, .there = csv_there};
