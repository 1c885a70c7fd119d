/* iana_input.h - an input file in memory, and how to complain about it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_IANA_INPUT_H
#define SVCREG_IANA_INPUT_H

#include "import/iana_record.h"

#include <glib.h>

/** Most bytes of an input file. IANA's XML of 2026 has 4 million; more than sixteen times that is
 * something else. */
enum { IANA_MAX_INPUT_LEN = 64 * 1024 * 1024 };

/** Most warnings that are printed for one file; after that they would hide each other. */
enum { IANA_MAX_WARNINGS = 20 };

/** An input file. */
typedef struct {
    char *path;         /* for messages */
    char *contents;     /* owned; NUL-terminated */
    const char *text;   /* in contents, after a byte order mark */
    gsize text_len;     /* bytes */
    GHashTable *warned; /* what was warned of already */
} iana_input_t;

/** Read a file, "-" standard input. NULL, and *error set, when it cannot be read, is longer than
 * IANA_MAX_INPUT_LEN, empty, or not UTF-8. */
iana_input_t *iana_input_read(const char *path, GError **error);

/** Free an input. NULL is fine. */
void iana_input_free(iana_input_t *input);

/** Set *error to "PATH:LINE: message" (without the line when it is 0). */
void iana_input_error(const iana_input_t *input, unsigned line, GError **error, const char *format,
                      ...) G_GNUC_PRINTF(4, 5);

/** Print "svcreg: PATH:LINE: warning: message" to stderr, the same message only once per input. */
void iana_input_warn(iana_input_t *input, unsigned line, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/** The three readers. Each returns a registry that the caller frees, or NULL with *error set. */
iana_registry_t *iana_read_xml(iana_input_t *input, GError **error);
iana_registry_t *iana_read_csv(iana_input_t *input, GError **error);
iana_registry_t *iana_read_text(iana_input_t *input, GError **error);

/** Read a registry whose form (XML, CSV, page saved as text) is seen from its content. *ret_form
 * is set to the form's name for people. NULL with *error set on any error, also when there is no
 * record. */
iana_registry_t *iana_read(iana_input_t *input, const char **ret_form, GError **error);

#endif
