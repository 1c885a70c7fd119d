/* table_load.h - makes a table (registry.h) from a folder of TSV files (README.md).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TABLE_LOAD_H
#define SVCREG_TABLE_LOAD_H

#include "registry.h"

#include <glib.h>

/** Errors in the content of a file, with the message "FILE:LINE: what is wrong; how to mend it".
 * A file that cannot be read gives an error of domain G_FILE_ERROR instead: a folder without
 * services.tsv gives G_FILE_ERROR_NOENT. */
#define SVCREG_TABLE_ERROR svcreg_table_error_quark()
GQuark svcreg_table_error_quark(void);

enum { SVCREG_TABLE_ERROR_CONTENT };

/** Makes a table from `dir`: services.tsv, and txt-keys.tsv, people.tsv, txt-services.tsv,
 * txt-meanings.tsv and txt-values.tsv as far as they are there. NULL with `error` set on failure.
 * Free with g_free(). */
svcreg_table_t *svcreg_table_load(const char *dir, GError **error);

/** Like svcreg_table_load(), but with the specification's TXT keys of `specification` instead of
 * those of `dir`: a newer registry keeps the keys that the compiled-in table knows. The new table
 * does not refer to `specification`. */
svcreg_table_t *svcreg_table_load_over(const char *dir, const svcreg_table_t *specification,
                                       GError **error);

#endif
