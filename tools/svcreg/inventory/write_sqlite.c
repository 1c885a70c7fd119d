/* write_sqlite.c - an inventory as SQLite database: a table for each kind of row. Lists are JSON,
 * for json_each().
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command.h"
#include "inventory/columns.h"
#include "inventory/writer.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { APPLICATION_ID = 0x73767265 /* "svre" */ };

typedef struct {
    sqlite3 *database;
    sqlite3_stmt *inserts[N_INVENTORY_TABLES];
    char *path, *aside;
} sqlite_output_t;

static bool fail(const sqlite_output_t *output, GError **error)
{
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: %s", output->path,
                output->database ? sqlite3_errmsg(output->database) : "out of memory");
    return false;
}

static bool execute(const sqlite_output_t *output, const char *sql, GError **error)
{
    return sqlite3_exec(output->database, sql, NULL, NULL, NULL) == SQLITE_OK ||
           fail(output, error);
}

/* The columns' names, each through `format`, joined by commas. */
static char *join_columns(const inventory_table_t *table, bool with_types, bool marks)
{
    static const char *const types[] = {[COLUMN_TEXT] = " TEXT",
                                        [COLUMN_NUMBER] = " INTEGER",
                                        [COLUMN_TRUTH] = " INTEGER",
                                        [COLUMN_LIST] = " TEXT",
                                        [COLUMN_MEMBERS] = " TEXT"};
    GString *text = g_string_new(NULL);

    for (const inventory_column_t *column = table->columns; column->name; column++) {
        g_string_append(text, column == table->columns ? "" : ", ");
        if (marks)
            g_string_append(text, "?");
        else
            g_string_append_printf(text, "\"%s\"%s", column->name,
                                   with_types ? types[column->type] : "");
    }
    return g_string_free(text, FALSE);
}

static bool make_table(sqlite_output_t *output, size_t index, GError **error)
{
    const inventory_table_t *table = &inventory_tables[index];
    char *columns = join_columns(table, true, false), *marks = join_columns(table, false, true);
    char *create = g_strdup_printf("CREATE TABLE \"%s\" (%s)", table->table, columns);
    char *insert = g_strdup_printf("INSERT INTO \"%s\" VALUES (%s)", table->table, marks);

    bool made = execute(output, create, error) &&
                (sqlite3_prepare_v2(output->database, insert, -1, &output->inserts[index], NULL) ==
                     SQLITE_OK ||
                 fail(output, error));
    g_free(columns);
    g_free(marks);
    g_free(create);
    g_free(insert);
    return made;
}

static bool close_sqlite(void *data, bool keep, GError **error)
{
    sqlite_output_t *output = data;
    bool closed = !keep || execute(output, "COMMIT", error);

    for (size_t i = 0; i < N_INVENTORY_TABLES; i++)
        (void)sqlite3_finalize(output->inserts[i]);
    (void)sqlite3_close(output->database);
    if (keep && closed && g_rename(output->aside, output->path) != 0) {
        closed = command_file_error(output->path, error);
    }
    if (!keep || !closed)
        (void)g_unlink(output->aside);
    g_free(output->path);
    g_free(output->aside);
    g_free(output);
    return closed;
}

static void *open_sqlite(const char *path, GError **error)
{
    sqlite_output_t *output = g_new0(sqlite_output_t, 1);

    output->path = g_strdup(path);
    output->aside = g_strconcat(path, ".part", NULL);
    (void)g_unlink(output->aside);
    /* Nobody reads it before it is whole, and a run that is cut off begins it afresh: no journal. */
    bool opened =
        (sqlite3_open(output->aside, &output->database) == SQLITE_OK || fail(output, error)) &&
        execute(output, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", error);
    char *identify = g_strdup_printf("PRAGMA application_id = %d", APPLICATION_ID);
    opened = opened && execute(output, identify, error) && execute(output, "BEGIN", error);
    g_free(identify);
    for (size_t i = 0; opened && i < N_INVENTORY_TABLES; i++)
        opened = make_table(output, i, error);
    if (opened)
        return output;
    (void)close_sqlite(output, false, NULL);
    return NULL;
}

static void bind(sqlite3_stmt *insert, int index, const inventory_column_t *column, JsonNode *node)
{
    if (!node || JSON_NODE_HOLDS_NULL(node)) {
        (void)sqlite3_bind_null(insert, index);
    } else if (column->type == COLUMN_NUMBER) {
        (void)sqlite3_bind_int64(insert, index, json_node_get_int(node));
    } else if (column->type == COLUMN_TRUTH) {
        (void)sqlite3_bind_int(insert, index, json_node_get_boolean(node));
    } else if (column->type == COLUMN_LIST || column->type == COLUMN_MEMBERS) {
        char *json = json_to_string(node, FALSE);
        (void)sqlite3_bind_text(insert, index, json, -1, SQLITE_TRANSIENT);
        g_free(json);
    } else {
        (void)sqlite3_bind_text(insert, index, json_node_get_string(node), -1, SQLITE_TRANSIENT);
    }
}

static bool add_sqlite(void *data, JsonObject *row, GError **error)
{
    sqlite_output_t *output = data;
    const inventory_table_t *table =
        inventory_table_of(json_object_get_string_member_with_default(row, "kind", ""));

    if (!table)
        return true;
    sqlite3_stmt *insert = output->inserts[table - inventory_tables];
    int index = 0;
    for (const inventory_column_t *column = table->columns; column->name; column++)
        bind(insert, ++index, column, json_object_get_member(row, column->name));
    bool added = sqlite3_step(insert) == SQLITE_DONE || fail(output, error);
    (void)sqlite3_reset(insert);
    return added;
}

/* One transaction for each capture. */
static bool commit_sqlite(void *data, GError **error)
{
    return execute(data, "COMMIT; BEGIN", error);
}

const inventory_writer_t writer_sqlite = {.ending = ".sqlite",
                                          .open = open_sqlite,
                                          .add = add_sqlite,
                                          .commit = commit_sqlite,
                                          .close = close_sqlite};
