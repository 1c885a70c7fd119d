/* columns.h - the columns of each kind of row, for tables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_INVENTORY_COLUMNS_H
#define SVCREG_INVENTORY_COLUMNS_H

#include <json-glib/json-glib.h>

enum { MAX_COLUMNS = 40 };

typedef struct {
    const char *name; /* as in the JSON row */
    enum { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_TRUTH, COLUMN_LIST, COLUMN_MEMBERS } type;
} inventory_column_t;

typedef struct {
    const char *kind;                        /* "service" */
    const char *table;                       /* "services" */
    inventory_column_t columns[MAX_COLUMNS]; /* ended by one without a name */
} inventory_table_t;

enum { N_INVENTORY_TABLES = 8 };
extern const inventory_table_t inventory_tables[N_INVENTORY_TABLES];

/** The table of a kind of row, NULL for none. */
const inventory_table_t *inventory_table_of(const char *kind);

/** The row in a line of JSON, which the parser owns until it reads the next. Its members are of their
 * columns' types, so that writers may rely on them; those that are missing are for writers to see.
 * NULL where the line has no such row: a job's output may be cut, or anybody's. */
JsonObject *inventory_row_read(JsonParser *parser, const char *line);

#endif
