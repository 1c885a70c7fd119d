/* iana_record.h - one registry record as it was read, common to the readers of all input forms.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_IANA_RECORD_H
#define SVCREG_IANA_RECORD_H

#include <glib.h>

/** The registry's columns in the order of IANA's CSV. */
typedef enum {
    IANA_SERVICE,
    IANA_PORTS,
    IANA_TRANSPORT,
    IANA_DESCRIPTION,
    IANA_ASSIGNEE,
    IANA_CONTACT,
    IANA_REGISTERED,
    IANA_MODIFIED,
    IANA_REFERENCE,
    IANA_SERVICE_CODE,
    IANA_UNAUTHORIZED,
    IANA_NOTES,
    IANA_N_COLUMNS
} iana_column_t;

/** One record. Cells are in the form of IANA's CSV: persons and references in square brackets,
 * "[A][B]" for several. */
typedef struct {
    char *cells[IANA_N_COLUMNS]; /* never NULL */
    unsigned line;               /* of the input, where the record begins */
} iana_record_t;

/** Name behind an id of the columns assignee and contact. */
typedef struct {
    char *id;
    char *name;
} iana_person_t;

/** A registry as it was read. */
typedef struct {
    char *date;         /* YYYY-MM-DD, "" where the input has none */
    GPtrArray *records; /* of iana_record_t *, in the input's order */
    GPtrArray *people;  /* of iana_person_t *, NULL where the input has no such list */
} iana_registry_t;

/** Title of a column in IANA's CSV: "Service Name". */
const char *iana_column_title(iana_column_t column);

/** An empty registry, without people. Free it with iana_registry_free(). */
iana_registry_t *iana_registry_new(void);

/** Free a registry with all that is in it. NULL is fine. */
void iana_registry_free(iana_registry_t *registry);

/** Append an empty record, owned by the registry. */
iana_record_t *iana_registry_add(iana_registry_t *registry, unsigned line);

/** Set a cell, taking ownership of `text`. White space at both ends is removed. */
void iana_record_take(iana_record_t *record, iana_column_t column, char *text);

/** Append a person; the registry has a list of people from then on. Copies both strings. */
void iana_registry_add_person(iana_registry_t *registry, const char *id, const char *name);

#endif
