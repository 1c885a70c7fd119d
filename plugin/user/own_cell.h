/* own_cell.h - checks of what a user writes into the cells of the own tables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_OWN_CELL_H
#define SVCREG_OWN_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include <epan/packet.h>

enum {
    OWN_CELL_MAX = 255,  /* bytes: what a TXT string can hold, and enough for a line on screen */
    OWN_TABLE_MAX = 4096 /* rows: the tables are written by hand */
};

/** Each check refuses with a message in *ret_error, to be freed with g_free(), that begins with
 * `what`; `text` need not be terminated. Text: UTF-8 without control characters, not too long. */
bool own_cell_is_text(const char *what, const char *text, size_t len, char **ret_error);

/** Text that is not empty. */
bool own_cell_is_name(const char *what, const char *text, size_t len, char **ret_error);

/** One of `words`. */
bool own_cell_is_word(const char *what, const value_string *words, const char *text, size_t len,
                      char **ret_error);

#endif
