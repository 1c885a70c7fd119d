/* txt_keys_json.h - svcreg txt-keys: what the registry's notes say of TXT keys, for programs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TXT_KEYS_JSON_H
#define SVCREG_TXT_KEYS_JSON_H

/** The subcommand. `argv[0]` is its name. Returns the exit status. */
int txt_keys_main(int argc, char **argv);

#endif
