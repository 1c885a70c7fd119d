/* txt_note.h - reading what IANA's assignment notes say of a service's TXT keys.
 *
 * The notes are hand-written ("Defined TXT keys: u=<username> p=<password>"). A small grammar reads
 * them; the few that no grammar should try to read are settled by the reviewed rows of
 * txt_note_corrections.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TXT_NOTE_H
#define SVCREG_TXT_NOTE_H

#include "registry.h"

#include <glib.h>
#include <stdbool.h>

/** Most bytes of a note that are read, and most keys, references or enumerated values that one
 * note can yield: ten times the longest known note. What is beyond is ignored. */
enum { TXT_NOTE_MAX_LEN = 65536 };
enum { TXT_NOTE_MAX_KEYS = 256 };

/** One defined TXT key. Strings are UTF-8, never NULL, "" where the note is silent. */
typedef struct {
    char *key;              /* wire spelling: "Machine ID", "*IDN?", "c#" */
    char *hint;             /* what the note says of the value, on one line */
    char *value;            /* the one value that the note fixes: "1" of "txtvers=1" */
    char **values;          /* enumerated values in the note's order, NULL-terminated, never NULL */
    svcreg_txt_type_t type; /* SVCREG_TXT_STRING to SVCREG_TXT_LIST */
    bool optional;          /* said to be optional, of this key or of all */
    bool pattern;           /* `key` stands for many: "dkX", "cn" */
} txt_note_key_t;

/** What a note says of TXT keys. */
typedef struct {
    svcreg_txt_status_t status; /* never SVCREG_TXT_STATUS_ABSENT */
    GPtrArray *keys;   /* of txt_note_key_t *, in the note's order; empty unless status is KEYS */
    char **references; /* "RFC6763", URLs, documents; NULL-terminated, never NULL */
    char *same_as;     /* service name whose keys these are or extend, "" for none */
    bool also_proprietary; /* has keys beside the named ones that are not published */
} txt_note_t;

/** Read an assignment note. `service` is the record's service name and serves only to find a
 * correction. `note` is UTF-8 of any length; line breaks may be kept or folded to spaces, and a
 * reference to an RFC is written "[RFC6763]". Returns NULL when the note says nothing of TXT
 * keys; the caller frees the result with txt_note_free(). */
txt_note_t *txt_note_read(const char *service, const char *note);

/** Free a note. NULL is fine. */
void txt_note_free(txt_note_t *note);

#endif
