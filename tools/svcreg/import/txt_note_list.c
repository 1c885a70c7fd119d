/* txt_note_list.c - lists of TXT keys as IANA's notes write them.
 *
 *     list   = pairs  /  pieces
 *     pairs  = *key 1*(key "=" value [prose])           ; nothing between them but white space
 *     pieces = piece *(("," / ";" / "-" / "+" / "and") piece)
 *     piece  = key  /  key "=" value  /  key "(" hint ")"  /  "<" key ">" ":" hint  /  "..."
 *              /  URL  /  "proprietary keys"
 *     value  = "<" hint ">" [prose]  /  fixed value [ "(" hint ")" ]  /  hint of several words
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/txt_note_parts.h"

#include <string.h>

/* Openings of pieces that are examples or go on with prose. */
static const char *const asides[] = {"eg ", "e.g", "i.e", "for example", "example"};

/* Function words: a row of words with one of them is prose. */
static const char *const prose_words[] = {
    "a",  "an",   "and",  "are",  "as",  "at",   "be",     "by",      "for",   "from",
    "in", "is",   "none", "not",  "of",  "on",   "or",     "the",     "there", "this",
    "to", "upon", "will", "with", "key", "keys", "record", "records", "tbd",   "varies",
};

/* Values that stand for a value of that kind and fix none. */
static const char *const placeholders[] = {"value", "string", "name", "x", "?"};

/* A list under construction. */
typedef struct {
    const char *service;
    txt_note_t *note;
    bool pattern_next; /* "..." was met */
    bool prose;        /* a piece was met that is no key */
} list_t;

static bool any_equal(const char *text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (g_ascii_strcasecmp(text, words[i]) == 0)
            return true;
    return false;
}

void txt_note_key_free(void *data)
{
    txt_note_key_t *key = data;
    if (!key)
        return;
    g_free(key->key);
    g_free(key->hint);
    g_free(key->value);
    g_strfreev(key->values);
    g_free(key);
}

/* ---- keys ------------------------------------------------------------------------------------ */

static guint count_spaces(const char *text)
{
    guint n = 0;
    for (; *text; text++)
        n += *text == ' ';
    return n;
}

/* RFC 6763 section 6.4: printable ASCII without "=". Brackets are the notes' own signs. */
static bool is_key(const char *text)
{
    size_t len = strlen(text);
    if (len == 0 || len > TXT_NOTE_MAX_KEY_LEN || strstr(text, "://") || count_spaces(text) > 2)
        return false;
    bool some = false;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < ' ' || text[i] > '~' || strchr("=<>(){}[]\"", text[i]))
            return false;
        some = some || g_ascii_isalnum(text[i]);
    }
    return some;
}

/* "dkX": small letters and one capital that stands for digits; "c_n". */
static bool is_pattern(const char *key)
{
    size_t lower = strspn(key, "abcdefghijklmnopqrstuvwxyz");
    if (lower == 0)
        return false;
    const char *rest = key + lower;
    return strcmp(rest, "X") == 0 || strcmp(rest, "N") == 0 || strcmp(rest, "_n") == 0;
}

static bool has_key(const txt_note_t *note, const char *key)
{
    for (guint i = 0; i < note->keys->len; i++) {
        const txt_note_key_t *other = note->keys->pdata[i];
        if (strcmp(other->key, key) == 0)
            return true;
    }
    return false;
}

/* Adds the key unless it is none, is known already or there are too many; NULL then. */
static txt_note_key_t *add_key(list_t *list, const char *text, size_t len)
{
    char *name = txt_note_strip(text, len);
    if (!is_key(name) || has_key(list->note, name) || list->note->keys->len >= TXT_NOTE_MAX_KEYS) {
        g_free(name);
        return NULL;
    }
    txt_note_key_t *key = g_new0(txt_note_key_t, 1);
    key->key = name;
    key->hint = g_strdup("");
    key->value = g_strdup("");
    key->pattern = list->pattern_next || is_pattern(name);
    list->pattern_next = false;
    txt_note_type(key);
    g_ptr_array_add(list->note->keys, key);
    return key;
}

static void set_value(txt_note_key_t *key, const char *text, size_t len)
{
    g_free(key->value);
    key->value = txt_note_strip(text, len);
}

/* ---- values ---------------------------------------------------------------------------------- */

/* Does a hint or remark say that the key need not be there? */
static bool says_optional(const char *text)
{
    static const char *const phrases[] = {
        "optional", "if not specified", "if omitted", "if supported", "IfSupported",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++)
        if (txt_note_find(text, phrases[i]))
            return true;
    return false;
}

/* Takes `hint`. */
static void set_hint(txt_note_key_t *key, char *hint)
{
    g_free(key->hint);
    key->hint = g_strstrip(hint);
    key->optional = key->optional || says_optional(key->hint);
    txt_note_type(key);
}

/* What a bracket right behind a value adds: "(optional)", "[if not specified then …]". */
static void read_remark(txt_note_key_t *key, const char *text)
{
    const char *p = text + strspn(text, " ");
    size_t len = txt_note_bracket_len(p);
    if (len == 0 || *p == '<')
        return;
    char *remark = g_strndup(p, len);
    key->optional = key->optional || says_optional(remark);
    g_free(remark);
}

/* "value", "x.y.z.w", "<model>-<serial>": text that stands for a value. */
static bool is_placeholder(const char *word)
{
    if (any_equal(word, placeholders, G_N_ELEMENTS(placeholders)) || strpbrk(word, "<[{|"))
        return true;
    return word[0] == 'x' && word[1] == '.';
}

/* "value (string)", "value (12 hex digits)", "value (optional)", "x". The text in brackets says
 * more than the placeholder, unless it is a mere type; "?" says nothing. */
static void read_placeholder(txt_note_key_t *key, const char *word, const char *rest)
{
    size_t len = txt_note_bracket_len(rest);
    svcreg_txt_type_t type = SVCREG_TXT_STRING;
    char *inner = txt_note_inside(rest, len);
    bool is_type = txt_note_is_type_word(inner, &type);
    if (inner[0] != '\0' && !is_type && !txt_note_begins(inner, "optional"))
        set_hint(key, g_strdup(inner));
    else if (strcmp(word, "?") != 0)
        set_hint(key, g_strdup(word));
    if (is_type)
        key->type = type;
    g_free(inner);
}

/* "1", "'1'", "1 (as described in the draft)", "value (string)", or a hint of several words. */
static void read_plain_value(txt_note_key_t *key, const char *text)
{
    size_t len = strcspn(text, " ");
    const char *rest = text + len + strspn(text + len, " ");
    if (*rest != '\0' && *rest != '(') {
        set_hint(key, g_strdup(text));
        return;
    }
    char *word = g_strndup(text, len);
    if (is_placeholder(word)) {
        read_placeholder(key, word, rest);
    } else {
        set_value(key, text, len);
        size_t inner = txt_note_bracket_len(rest);
        if (inner > 0 && !txt_note_begins(rest, "(optional"))
            set_hint(key, txt_note_inside(rest, inner));
    }
    g_free(word);
    read_remark(key, rest);
}

/* `text` is all that follows "key=". */
static void read_value(txt_note_key_t *key, const char *text)
{
    text += strspn(text, " =");
    size_t len = txt_note_bracket_len(text);
    if (*text == '<') {
        set_hint(key, txt_note_inside(text, len));
        read_remark(key, text + len);
    } else if (*text == '{') {
        set_hint(key, g_strndup(text, len));
    } else if (*text != '\0') {
        char *trimmed = g_strdup(text);
        g_strchomp(trimmed);
        read_plain_value(key, trimmed);
        g_free(trimmed);
    }
}

/* ---- lists whose keys all have "=" ----------------------------------------------------------- */

/* Places of the "=" that stand outside of brackets, behind a word that may be a key: the first of
 * each word, so that one within a value or a URL does not count. */
static GArray *find_equals(const char *text)
{
    GArray *equals = g_array_new(FALSE, FALSE, sizeof(size_t));
    bool *outside = txt_note_outside(text);
    size_t word = 0;
    bool in_value = false;
    for (size_t i = 0; text[i] != '\0' && equals->len < TXT_NOTE_MAX_KEYS * 2; i++) {
        if ((text[i] == ' ' && text[i + 1] != '=') ||
            (outside[i] && (text[i] == ',' || text[i] == ';'))) {
            word = i + 1;
            in_value = false;
        } else if (text[i] == '=' && outside[i] && i > word && !in_value) {
            in_value = true;
            if (!memchr(text + word, '/', i - word))
                g_array_append_val(equals, i);
        }
    }
    g_free(outside);
    return equals;
}

static size_t equals_at(const GArray *equals, guint i)
{
    return g_array_index(equals, size_t, i);
}

size_t txt_note_word_start(const char *text, size_t end)
{
    while (end > 0 && text[end - 1] == ' ')
        end--;
    while (end > 0 && !strchr(" ,;", text[end - 1]))
        end--;
    return end;
}

/* Do two "=" follow each other with no comma or semicolon between? Then white space is all that
 * parts the keys, and commas belong to prose. */
static bool are_spaced(const char *text, const GArray *equals)
{
    if (equals->len < 2)
        return false;
    bool *outside = txt_note_outside(text);
    bool spaced = false;
    for (guint i = 1; i < equals->len && !spaced; i++) {
        spaced = true;
        for (size_t k = equals_at(equals, i - 1); k < equals_at(equals, i); k++)
            spaced = spaced && !(outside[k] && (text[k] == ',' || text[k] == ';'));
    }
    g_free(outside);
    return spaced;
}

static void read_words(list_t *list, const char *text);

/* "Example: hash=5e75…" and "NOTE: …" end a list. */
static bool ends_list(const char *text)
{
    return txt_note_find(text, "example:") || txt_note_find(text, "examples:") ||
           txt_note_find(text, "note:");
}

static void read_spaced_list(list_t *list, const char *text, const GArray *equals)
{
    size_t start = txt_note_word_start(text, equals_at(equals, 0));
    char *before = g_strstrip(g_strndup(text, start));
    read_words(list, before);
    g_free(before);
    list->prose = false;
    bool more = true;
    for (guint i = 0; i < equals->len && more; i++) {
        size_t at = equals_at(equals, i);
        bool last = i + 1 == equals->len;
        size_t end = last ? strlen(text) : txt_note_word_start(text, equals_at(equals, i + 1));
        char *value = g_strstrip(g_strndup(text + at + 1, end > at ? end - at - 1 : 0));
        txt_note_key_t *key = add_key(list, text + start, at - start);
        if (key)
            read_value(key, value);
        more = !ends_list(value);
        g_free(value);
        start = end;
    }
}

/* ---- lists with commas, and plain rows of words ---------------------------------------------- */

/* "a. ", "1) ", "- ": what numbers or marks a piece. */
static const char *skip_enumerator(const char *piece)
{
    if (piece[0] == '-' || (piece[0] == '*' && piece[1] == ' '))
        return piece + strspn(piece, "-* ");
    if (g_ascii_isalnum(piece[0]) && strchr(".)", piece[1]) && piece[1] && piece[2] == ' ')
        return piece + 3;
    return piece;
}

static bool is_proprietary(const char *piece)
{
    return txt_note_find(piece, "proprietary") || txt_note_find(piece, "not publicly documented");
}

/* "<type>:text", "type: text" */
static bool read_colon_piece(list_t *list, const char *piece)
{
    const char *colon = strchr(piece, ':');
    if (!colon || (colon[1] != ' ' && piece[0] != '<'))
        return false;
    txt_note_key_t *key = add_key(list, piece, (size_t)(colon - piece));
    if (key)
        set_hint(key, g_strdup(colon + 1));
    return key;
}

/* "SN (serial number)" */
static bool read_paren_piece(list_t *list, const char *piece)
{
    const char *paren = strchr(piece, '(');
    if (!paren || paren == piece)
        return false;
    txt_note_key_t *key = add_key(list, piece, (size_t)(paren - piece));
    size_t len = txt_note_bracket_len(paren);
    if (key && !txt_note_begins(paren, "(optional") && len > 0)
        set_hint(key, txt_note_inside(paren, len));
    if (key)
        read_remark(key, paren);
    return key;
}

static bool read_equals_piece(list_t *list, const char *piece)
{
    GArray *equals = find_equals(piece);
    bool found = equals->len > 0;
    if (found) {
        size_t at = equals_at(equals, 0);
        txt_note_key_t *key = add_key(list, piece, at);
        if (key)
            read_value(key, piece + at + 1);
    }
    g_array_free(equals, TRUE);
    return found;
}

/* "(optional)", "<serial number>": a remark, or what stands for a key that is not named. */
static bool is_all_bracket(const char *piece)
{
    return piece[0] != '"' && txt_note_bracket_len(piece) == strlen(piece);
}

/* Pieces that are neither keys nor prose. */
static bool is_aside(const list_t *list, const char *piece)
{
    return txt_note_any_begins(piece, asides, G_N_ELEMENTS(asides)) || txt_note_is_url(piece) ||
           txt_note_is_label(piece, list->service) || is_all_bracket(piece);
}

static void read_piece(list_t *list, const char *piece)
{
    piece = skip_enumerator(piece);
    if (strspn(piece, ".") >= 2 || txt_note_begins(piece, "…")) {
        list->pattern_next = true;
    } else if (is_proprietary(piece) && !strchr(piece, '=')) {
        list->note->also_proprietary = true;
    } else if (is_aside(list, piece) || read_equals_piece(list, piece)) {
        return;
    } else if (!read_colon_piece(list, piece) && !read_paren_piece(list, piece) &&
               !add_key(list, piece, strlen(piece))) {
        list->prose = list->prose || !has_key(list->note, piece);
    }
}

/* A row of words is a list when one of them plainly is a key's name and none is a function word:
 * "txtvers uuid devicename", but not "Test Controller Card". */
static bool are_keys(char **words)
{
    bool plain = false;
    for (char **word = words; *word; word++) {
        if (any_equal(*word, prose_words, G_N_ELEMENTS(prose_words)) || !is_key(*word))
            return false;
        if (!g_ascii_isalnum((*word)[strlen(*word) - 1]) && !g_str_has_suffix(*word, "#"))
            return false;
        plain = plain || txt_note_type_of_name(*word) != SVCREG_TXT_STRING;
    }
    return plain;
}

static void read_words(list_t *list, const char *text)
{
    char **words = g_strsplit(text, " ", TXT_NOTE_MAX_KEYS);
    bool keys = are_keys(words);
    for (char **word = words; *word && keys; word++)
        add_key(list, *word, strlen(*word));
    list->prose = list->prose || !keys;
    g_strfreev(words);
}

/* A body of one piece: "coucou", "TBD", "SVER (software version)", prose. */
static void read_only_piece(list_t *list, const char *piece)
{
    bool has_bracket = strpbrk(piece, "=(:");
    if (!has_bracket && strchr(piece, ' ') && !is_proprietary(piece))
        read_words(list, piece);
    else if (!any_equal(piece, prose_words, G_N_ELEMENTS(prose_words)))
        read_piece(list, piece);
}

static void read_pieces(list_t *list, const char *text)
{
    GPtrArray *pieces = txt_note_split(text);
    if (pieces->len == 1)
        read_only_piece(list, pieces->pdata[0]);
    else
        for (guint i = 0; i < pieces->len; i++)
            read_piece(list, pieces->pdata[i]);
    if (list->prose)
        g_ptr_array_set_size(list->note->keys, 0);
    g_ptr_array_free(pieces, TRUE);
}

void txt_note_read_list(txt_note_t *note, const char *service, const char *text)
{
    list_t list = {.service = service, .note = note};
    GArray *equals = find_equals(text);
    if (are_spaced(text, equals))
        read_spaced_list(&list, text, equals);
    else
        read_pieces(&list, text);
    g_array_free(equals, TRUE);
}

bool txt_note_has_pairs(const char *text)
{
    GArray *equals = find_equals(text);
    bool has = equals->len > 0;
    g_array_free(equals, TRUE);
    return has;
}
