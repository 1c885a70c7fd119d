/* naive_registry.h - reads services.tsv and people.tsv without any of the code under test.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_NAIVE_REGISTRY_H
#define SVCREG_NAIVE_REGISTRY_H

#include <stddef.h>

enum {
    NAIVE_SERVICE,
    NAIVE_PORTS,
    NAIVE_TRANSPORT,
    NAIVE_STATUS,
    NAIVE_DESCRIPTION,
    NAIVE_ASSIGNEE,
    NAIVE_CONTACT,
    NAIVE_REGISTERED,
    NAIVE_MODIFIED,
    NAIVE_REFERENCE,
    NAIVE_SERVICE_CODE,
    NAIVE_UNAUTHORIZED,
    NAIVE_FLAGS,
    NAIVE_ALIAS_OF,
    NAIVE_DEASSIGNED,
    NAIVE_PREVIOUSLY,
    NAIVE_SUBTYPES,
    NAIVE_TXT_STATUS,
    NAIVE_TXT_REFERENCES,
    NAIVE_TXT_SAME_AS,
    NAIVE_N_COLUMNS
};

typedef struct {
    char *cells[NAIVE_N_COLUMNS];
    int first; /* port, -1 without one */
    int last;
} naive_record_t;

typedef struct {
    char *text; /* what the cells point to */
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

/** The names behind "id,id", joined by "; ", in `ret` of `size` bytes. */
void naive_names(const naive_registry_t *registry, const char *ids, char *ret, size_t size);

#endif
