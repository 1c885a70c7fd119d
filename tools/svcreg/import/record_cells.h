/* record_cells.h - a record's columns as text, named as in services.tsv.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_RECORD_CELLS_H
#define SVCREG_RECORD_CELLS_H

#include "import/table_row.h"
#include "registry.h"

/** Texts of a record's columns; those that had to be made stand in `made`. */
typedef struct {
    const char *cells[ROW_N_CELLS];
    char *made[3];
} record_cells_t;

/** Fill *ret; the texts are valid as long as the table and until record_cells_clear(). */
void record_cells_get(const svcreg_record_t *record, record_cells_t *ret);

/** Free the texts that had to be made. */
void record_cells_clear(record_cells_t *cells);

/** Whether a TXT key holds for a record: both are of one transport, or the record names none. */
bool record_has_txt_key(const svcreg_record_t *record, const svcreg_txt_key_t *key);

#endif
