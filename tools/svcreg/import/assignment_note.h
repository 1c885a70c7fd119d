/* assignment_note.h - facts that stand in the prose of a record, other than TXT keys.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_ASSIGNMENT_NOTE_H
#define SVCREG_ASSIGNMENT_NOTE_H

#include "registry.h"

/** Facts of one record. Strings are never NULL. */
typedef struct {
    unsigned flags;   /* SVCREG_FLAG_HISTORIC to SVCREG_FLAG_UNASSIGNED_USE */
    char *alias_of;   /* service name that this one is an alias or a duplicate of */
    char *deassigned; /* YYYY-MM-DD or YYYY-MM, "yes" without a date */
    char *previously; /* service name or use that the port had before */
    char *subtypes;   /* joined by "," */
} assignment_note_t;

/** Read the facts from a record's assignment note and description, white space folded to single
 * spaces. `service` is "" for a record without a name. Free *ret with assignment_note_clear(). */
void assignment_note_read(const char *service, const char *description, const char *note,
                          assignment_note_t *ret);

/** Free the strings. */
void assignment_note_clear(assignment_note_t *facts_read);

/** Ports that a report of unauthorized use names: "5151,5152", "33436-33534"; "yes" where it names
 * none, "" for an empty report. The caller frees it. */
char *unauthorized_ports(const char *report);

/** Status of a record: with a service name assigned; without one, what its description says. */
svcreg_status_t assignment_status(const char *service, const char *description);

#endif
