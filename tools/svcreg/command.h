/* command.h - what the subcommands of svcreg have in common.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_COMMAND_H
#define SVCREG_COMMAND_H

#include "registry.h"

#include <glib.h>
#include <stdbool.h>

/** Exit statuses. */
enum {
    COMMAND_OK = 0,
    COMMAND_FAILED = 1, /* an error, or nothing was found */
    COMMAND_USAGE = 2   /* the command line is wrong */
};

/** Parse a subcommand's options; what remains in *argv are its arguments. `arguments` and `summary`
 * are for --help. Prints the reason and returns false when they are wrong. */
bool command_parse(int *argc, char ***argv, const char *arguments, const char *summary,
                   const GOptionEntry *entries);

/** Set *error to what errno says of a file. Always returns false. */
bool command_file_error(const char *path, GError **error);

/** A text that names what somebody gave (a term, a file's name), made fit for a terminal: bytes that it
 * would obey, and those that are no UTF-8, become "\x1b". The caller frees it. */
char *command_printable(const char *text);

/** Print "svcreg: message" to stderr as one line, through command_printable(). */
void command_say(const char *format, ...) G_GNUC_PRINTF(1, 2);

/** Say an error's message and free it. Returns COMMAND_FAILED. */
int command_fail(GError *error);

/** The registry to look things up in: the one compiled in when `folder` is NULL, else the tables of
 * a folder. NULL, and a message on stderr, when they cannot be loaded. Free it with
 * command_close_table(). */
const svcreg_table_t *command_open_table(const char *folder);

/** Free what command_open_table() gave. NULL and the built-in table are fine. */
void command_close_table(const svcreg_table_t *table);

/** Keep what is printed, and on a terminal show it by the user's pager, $PAGER or less, when it is
 * longer than the screen. NULL where there is no terminal. To be ended with
 * command_page_output_end(), which takes NULL too. */
typedef struct command_output command_output_t;
command_output_t *command_page_output(void);
void command_page_output_end(command_output_t *output);

/** A number with commas, "14,533", for people. The caller frees it. */
char *command_number(unsigned number);

#endif
