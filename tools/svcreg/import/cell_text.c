/* cell_text.c - white space, brackets and addresses in the cells of IANA's registry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/cell_text.h"

#include <stdbool.h>
#include <string.h>

char *cell_text_fold(const char *text)
{
    GString *folded = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p++) {
        if (!g_ascii_isspace(*p))
            g_string_append_c(folded, *p);
        else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
            g_string_append_c(folded, ' ');
    }
    return g_strchomp(g_string_free(folded, FALSE));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* What the run of white space [start, end) stands for. */
static char folded_space(const char *start, const char *end)
{
    const char *first_break = start;
    while (first_break < end && is_blank(*first_break))
        first_break++;
    if (first_break == end)
        return ' ';
    return first_break > start && is_blank(end[-1]) ? ' ' : '\n';
}

char *cell_text_fold_lines(const char *text)
{
    GString *folded = g_string_new(NULL);
    for (const char *p = text; *p != '\0';) {
        const char *start = p;
        while (g_ascii_isspace(*p))
            p++;
        if (p == start)
            g_string_append_c(folded, *p++);
        else if (folded->len > 0 && *p != '\0')
            g_string_append_c(folded, folded_space(start, p));
    }
    return g_string_free(folded, FALSE);
}

/* End of the bracketed item that starts at the "[" at `text`: its "]", or NULL. */
static const char *item_end(const char *text)
{
    int depth = 0;
    for (const char *p = text; *p != '\0'; p++) {
        depth += *p == '[';
        depth -= *p == ']';
        if (depth == 0)
            return p;
    }
    return NULL;
}

static void add_item(GPtrArray *items, const char *start, gsize len)
{
    char *raw = g_strndup(start, len);
    char *item = cell_text_fold(raw);
    g_free(raw);
    if (item[0] != '\0' && items->len < CELL_MAX_ITEMS)
        g_ptr_array_add(items, item);
    else
        g_free(item);
}

char **cell_items(const char *text)
{
    GPtrArray *items = g_ptr_array_new();
    const char *p = text;
    while (*p != '\0') {
        const char *end = *p == '[' ? item_end(p) : NULL;
        if (end) {
            add_item(items, p + 1, (gsize)(end - p - 1));
            p = end + 1;
        } else {
            gsize len = 1 + strcspn(p + 1, "[");
            add_item(items, p, len);
            p += len;
        }
    }
    g_ptr_array_add(items, NULL);
    return (char **)g_ptr_array_free(items, FALSE);
}

static bool is_address(const char *start, const char *end)
{
    const char *sign = start;
    while (sign < end && *sign != '@' && *sign != '&' && *sign != ' ')
        sign++;
    return sign > start && sign + 1 < end && *sign != ' ' &&
           memchr(sign, '.', (gsize)(end - sign)) && !memchr(sign, ' ', (gsize)(end - sign));
}

char *cell_text_without_addresses(const char *text)
{
    GString *kept = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p++) {
        const char *end = *p == '<' ? strchr(p, '>') : NULL;
        if (end && is_address(p + 1, end))
            p = end;
        else
            g_string_append_c(kept, *p);
    }
    char *folded = cell_text_fold(kept->str);
    g_string_free(kept, TRUE);
    return folded;
}
