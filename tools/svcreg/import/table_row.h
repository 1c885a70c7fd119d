/* table_row.h - one record in the form of registry/data/services.tsv.
 *
 * Here the forms that IANA's XML, CSV and web page have for the same thing become one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TABLE_ROW_H
#define SVCREG_TABLE_ROW_H

#include "build/registry_files.h"
#include "import/iana_input.h"
#include "import/txt_note.h"

#include <stdbool.h>

/** The columns of services.tsv, in order: ROW_SERVICE and so on. */
typedef enum {
#define ROW_CELL(file, column, name) ROW_##column,
    SERVICES_COLUMNS(ROW_CELL) ROW_N_CELLS
#undef ROW_CELL
} row_cell_t;

/** Titles of the columns of services.tsv: "service". */
extern const char *const table_row_titles[ROW_N_CELLS];

/** A record. Cells are not yet escaped and never NULL. */
typedef struct {
    char *cells[ROW_N_CELLS];
    txt_note_t *txt; /* NULL where the note says nothing of TXT keys */
} table_row_t;

/** Make the row of a record. Returns false, with *error set and *ret untouched, for a port that
 * is none. A cell of another form than the registry's is warned of and left empty; a record with
 * an unknown transport is to be skipped: then *ret_skip is set and *ret untouched. */
bool table_row_make(iana_input_t *input, const iana_record_t *record, table_row_t *ret,
                    bool *ret_skip, GError **error);

/** Free what is in a row. */
void table_row_clear(table_row_t *row);

/** Words of SVCREG_FLAG_… as in the column flags: "historic,alias". The caller frees it. */
char *flags_joined(unsigned flags);

#endif
