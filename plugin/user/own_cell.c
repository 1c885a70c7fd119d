/* own_cell.c - checks of what a user writes into the cells of the own tables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "user/own_cell.h"

#include <glib.h>
#include <string.h>

static bool has_control_character(const char *text, size_t len)
{
    for (const char *at = text; at < text + len; at = g_utf8_next_char(at)) {
        if (g_unichar_iscntrl(g_utf8_get_char(at)))
            return true;
    }
    return false;
}

bool own_cell_is_text(const char *what, const char *text, size_t len, char **ret_error)
{
    const char *problem = NULL;

    if (len > OWN_CELL_MAX)
        problem = "longer than 255 bytes; shorten it";
    else if (len > 0 && !g_utf8_validate_len(text, len, NULL))
        problem = "not UTF-8; write it anew";
    else if (has_control_character(text, len))
        problem = "not one line of plain text; leave control characters out";
    if (problem)
        *ret_error = g_strdup_printf("%s is %s", what, problem);
    return !problem;
}

bool own_cell_is_name(const char *what, const char *text, size_t len, char **ret_error)
{
    if (len == 0) {
        *ret_error = g_strdup_printf("%s is empty; write one", what);
        return false;
    }
    return own_cell_is_text(what, text, len, ret_error);
}

bool own_cell_is_word(const char *what, const value_string *words, const char *text, size_t len,
                      char **ret_error)
{
    if (!own_cell_is_name(what, text, len, ret_error))
        return false;
    GString *choice = g_string_new(NULL);
    bool found = false;
    for (const value_string *word = words; word->strptr && !found; word++) {
        found = strlen(word->strptr) == len && memcmp(word->strptr, text, len) == 0;
        g_string_append_printf(choice, "%s%s", choice->len > 0 ? ", " : "", word->strptr);
    }
    if (!found)
        *ret_error = g_strdup_printf("%s \"%.*s\" is unknown; write one of %s", what, (int)len,
                                     text, choice->str);
    g_string_free(choice, TRUE);
    return found;
}
