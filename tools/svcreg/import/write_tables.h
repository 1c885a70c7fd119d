/* write_tables.h - the project's tables from a registry that was read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_WRITE_TABLES_H
#define SVCREG_WRITE_TABLES_H

#include "import/iana_input.h"
#include "registry.h"

#include <stdbool.h>

/** What went into the tables, for the report. */
typedef struct {
    unsigned n_records;
    unsigned n_skipped;      /* records with an unknown transport */
    unsigned n_named;        /* records with a service name */
    unsigned n_names;        /* different service names */
    unsigned n_single_ports; /* records with one port */
    unsigned n_ranges;       /* records with several ports */
    unsigned n_ports;        /* different ports of any transport that a record names */
    unsigned n_txt_notes[SVCREG_TXT_STATUS_OPAQUE + 1]; /* by status */
    unsigned n_txt_keys;
    unsigned n_people;
} tables_count_t;

/** Texts of the files. `people` is NULL where the input has no list of people. */
typedef struct {
    GString *services;
    GString *txt_keys;
    GString *people;
} tables_text_t;

/** Make the files' texts. `with_notes` adds the column with the notes word for word. Returns
 * false, with *error set and nothing to free, when a record is of no use. */
bool tables_make(iana_input_t *input, const iana_registry_t *registry, const char *date,
                 bool with_notes, tables_text_t *ret, tables_count_t *ret_count, GError **error);

/** Free the texts. */
void tables_clear(tables_text_t *tables);

/** Write the files into a folder, which is made when it is missing. All new files are written
 * beside the old ones and loaded first, and then renamed; false, with *error set and the old files
 * as they were, when that fails. */
bool tables_write(const tables_text_t *tables, const char *folder, GError **error);

#endif
