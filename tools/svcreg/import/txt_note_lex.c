/* txt_note_lex.c - the text of "Defined TXT keys" notes: folding, brackets, cutting, references.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/txt_note_parts.h"

#include <string.h>

static char *cut_and_validate(const char *text)
{
    size_t len = strlen(text);
    return g_utf8_make_valid(text, (gssize)MIN(len, TXT_NOTE_MAX_LEN));
}

char *txt_note_fold(const char *text)
{
    char *valid = cut_and_validate(text);
    GString *folded = g_string_new(NULL);
    bool gap = false;
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c)) {
            gap = folded->len > 0;
            continue;
        }
        if (gap)
            g_string_append_c(folded, ' ');
        gap = false;
        g_string_append_unichar(folded, c);
    }
    g_free(valid);
    return g_string_free(folded, FALSE);
}

uint32_t txt_note_checksum(const char *text)
{
    uint32_t sum = 2166136261U;
    for (const char *p = text; *p; p++)
        sum = (sum ^ (unsigned char)*p) * 16777619U;
    return sum;
}

bool txt_note_begins(const char *text, const char *prefix)
{
    return g_ascii_strncasecmp(text, prefix, strlen(prefix)) == 0;
}

bool txt_note_any_begins(const char *text, const char *const *openings, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (txt_note_begins(text, openings[i]))
            return true;
    return false;
}

const char *txt_note_find(const char *text, const char *needle)
{
    for (const char *p = text; *p; p++)
        if (txt_note_begins(p, needle))
            return p;
    return NULL;
}

static char closing(char c)
{
    switch (c) {
    case '<':
        return '>';
    case '(':
        return ')';
    case '[':
        return ']';
    case '{':
        return '}';
    case '"':
        return '"';
    default:
        return '\0';
    }
}

/* Brackets inside of one another that are followed; deeper ones are plain text. */
enum { MAX_OPEN = 16 };

/* Keeps what closes each open bracket. What closes an outer one closes the inner ones as well; what
 * closes nothing is plain text. */
static bool step(GString *open, char c)
{
    bool was_open = open->len > 0;
    const char *match = c != '\0' && was_open ? strrchr(open->str, c) : NULL;
    if (match) {
        g_string_truncate(open, (gsize)(match - open->str));
        return false;
    }
    if (closing(c) == '\0' || open->len >= MAX_OPEN)
        return !was_open;
    g_string_append_c(open, closing(c));
    return false;
}

bool *txt_note_outside(const char *text)
{
    size_t len = strlen(text);
    bool *outside = g_new0(bool, len + 1);
    GString *open = g_string_new(NULL);
    for (size_t i = 0; i < len; i++)
        outside[i] = step(open, text[i]);
    g_string_free(open, TRUE);
    return outside;
}

size_t txt_note_bracket_len(const char *text)
{
    if (closing(text[0]) == '\0')
        return 0;
    GString *open = g_string_new(NULL);
    size_t i = 0;
    do {
        step(open, text[i++]);
    } while (text[i] != '\0' && open->len > 0);
    g_string_free(open, TRUE);
    return i;
}

char *txt_note_inside(const char *text, size_t len)
{
    if (len > 1 && text[len - 1] == closing(text[0]))
        len--;
    return g_strstrip(g_strndup(text + 1, len > 0 ? len - 1 : 0));
}

/* Length of a word that stands between two keys of a plain list, 0 for any other word. */
static size_t joining_word(const char *p)
{
    static const char *const words[] = {"- ", "* ", "+ ", "and "};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (txt_note_begins(p, words[i]))
            return strlen(words[i]);
    return 0;
}

static void add_piece(GPtrArray *pieces, const char *from, const char *to)
{
    char *piece = g_strstrip(g_strndup(from, (size_t)(to - from)));
    if (piece[0] != '\0' && pieces->len < TXT_NOTE_MAX_KEYS * 2)
        g_ptr_array_add(pieces, piece);
    else
        g_free(piece);
}

GPtrArray *txt_note_split(const char *text)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func(g_free);
    bool *outside = txt_note_outside(text);
    const char *from = text;
    bool plain = true;
    for (const char *p = text; *p; p++) {
        if (!outside[p - text])
            continue;
        size_t cut = *p == ',' || *p == ';' ? 1 : 0;
        if (cut == 0 && plain && (p == text || p[-1] == ' '))
            cut = joining_word(p);
        if (cut > 0) {
            add_piece(pieces, from, p);
            from = p + cut;
            p = from - 1;
            plain = true;
        } else if (*p == '=' || *p == ':') {
            plain = false;
        }
    }
    add_piece(pieces, from, text + strlen(text));
    g_free(outside);
    return pieces;
}

char *txt_note_strip(const char *text, size_t len)
{
    while (len > 0 && strchr(" <\"'", text[0])) {
        text++;
        len--;
    }
    while (len > 0 && strchr(" >\"'=:;,.", text[len - 1]))
        len--;
    return g_strndup(text, len);
}

bool txt_note_is_url(const char *word)
{
    return txt_note_begins(word, "http://") || txt_note_begins(word, "https://") ||
           (txt_note_begins(word, "www.") && word[4] != '\0');
}

bool txt_note_is_label(const char *word, const char *service)
{
    if (word[0] != '_')
        return false;
    return strcmp(word + 1, service) == 0 || txt_note_find(word, "._") ||
           txt_note_find(word, ".tcp") || txt_note_find(word, ".udp");
}

/* "index.html", "guide.pdf", also with a fragment: a document that is named without its host. */
static bool is_document(const char *word)
{
    static const char *const endings[] = {".html", ".htm", ".pdf", ".txt", ".doc"};
    size_t len = strcspn(word, "#");
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t n = strlen(endings[i]);
        if (len > n && g_ascii_strncasecmp(word + len - n, endings[i], n) == 0)
            return true;
    }
    return false;
}

/* "RFC6763" for "RFC6763" and "RFC6763:"; NULL for any other word. */
static char *rfc_of(const char *word)
{
    if (!txt_note_begins(word, "RFC"))
        return NULL;
    size_t digits = strspn(word + 3, "0123456789");
    return digits > 0 && digits <= 5 ? g_strndup(word, 3 + digits) : NULL;
}

static char *reference_of(const char *word)
{
    char *bare = g_strdup(word + strspn(word, "([<\"'"));
    size_t len = strlen(bare);
    while (len > 0 && strchr(")]>\"'.,;", bare[len - 1]))
        bare[--len] = '\0';
    char *rfc = rfc_of(bare);
    if (!rfc && (txt_note_is_url(bare) || is_document(bare)))
        return bare;
    g_free(bare);
    return rfc;
}

char **txt_note_references(const char *text)
{
    GPtrArray *found = g_ptr_array_new();
    char **words = g_strsplit(text, " ", -1);
    for (char **word = words; *word && found->len < TXT_NOTE_MAX_REFERENCES; word++) {
        char *reference = reference_of(*word);
        bool known = false;
        for (guint i = 0; reference && i < found->len; i++)
            known = known || strcmp(found->pdata[i], reference) == 0;
        if (reference && !known)
            g_ptr_array_add(found, reference);
        else
            g_free(reference);
    }
    g_strfreev(words);
    g_ptr_array_add(found, NULL);
    return (char **)g_ptr_array_free(found, FALSE);
}
