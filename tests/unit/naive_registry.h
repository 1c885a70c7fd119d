/* naive_registry.h - reads services.tsv and people.tsv without any of the code under test.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_NAIVE_REGISTRY_H
#define SVCREG_NAIVE_REGISTRY_H

#include <stddef.h>

enum { NAIVE_MAX_COLUMNS = 32 };

typedef struct {
    char *cells[NAIVE_MAX_COLUMNS];
    int first; /* port, -1 without one */
    int last;
} naive_record_t;

typedef struct {
    char *text; /* what titles and cells point to */
    char *titles[NAIVE_MAX_COLUMNS];
    size_t n_columns;
    naive_record_t *records;
    size_t n_records;
    char date[16];
    char *people_text;
    char *(*people)[2]; /* id, name */
    size_t n_people;
} naive_registry_t;

/** Reads the folder's files; ends the process when they cannot be read. */
void naive_registry_read(const char *dir, naive_registry_t *ret);

void naive_registry_clear(naive_registry_t *registry);

/** The cell below a title; "" when the file has no such column. */
const char *naive_cell(const naive_registry_t *registry, size_t id, const char *title);

/** The names behind "id,id", joined by "; ", in `ret` of `size` bytes. */
void naive_names(const naive_registry_t *registry, const char *ids, char *ret, size_t size);

#endif
