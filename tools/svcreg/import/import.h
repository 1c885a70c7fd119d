/* import.h - svcreg import: IANA's file -> tables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_IMPORT_H
#define SVCREG_IMPORT_H

#include "import/iana_input.h"

/** Read IANA's file in any of its forms. Returns NULL, with *error set, on any error; else the
 * caller frees the result with iana_registry_free(), and *ret_input, which serves for messages,
 * with iana_input_free(). */
iana_registry_t *import_read(const char *path, iana_input_t **ret_input, const char **ret_form,
                             GError **error);

/** Folder of tables in Wireshark's personal configuration. The caller frees it. */
char *import_user_folder(void);

/** The subcommand. `argv[0]` is its name. Returns the exit status. */
int import_main(int argc, char **argv);

#endif
