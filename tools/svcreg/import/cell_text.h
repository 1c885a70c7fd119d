/* cell_text.h - white space, brackets and addresses in the cells of IANA's registry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_CELL_TEXT_H
#define SVCREG_CELL_TEXT_H

#include <glib.h>

/** Most bracketed items of one cell; the registry's longest list has three. */
enum { CELL_MAX_ITEMS = 64 };

/** The text with every run of white space as one space, none at the ends. The caller frees it. */
char *cell_text_fold(const char *text);

/** The text with line breaks kept: a run of white space that has some becomes one line break, any
 * other run one space. IANA's CSV joins a line that ends with a space and a next one that is
 * indented; the same is done here, so that its XML and CSV give one text. */
char *cell_text_fold_lines(const char *text);

/** Items of "[A][B]": "A", "B". Brackets inside of an item are kept; a text without brackets is
 * one item. White space is folded. The caller frees the NULL-terminated list with g_strfreev(). */
char **cell_items(const char *text);

/** The text without "<someone@example.org>" (IANA writes "&" for "@"). The caller frees it. */
char *cell_text_without_addresses(const char *text);

#endif
