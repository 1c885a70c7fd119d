/* txt_note_type.c - what a TXT key's name and hint say of its value.
 *
 * Both are cut into words ("fw_version", "osVer", "mac-address" are two words each) and the words
 * looked up in the tables below. The hint wins over the name, save for names that only one type
 * fits.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/txt_note_parts.h"

#include <string.h>

typedef struct {
    const char *word;
    svcreg_txt_type_t type;
} word_type_t;

/* Whole names, lower case without "_", "-", "." and spaces. */
static const word_type_t whole_names[] = {
    {"txtvers", SVCREG_TXT_INTEGER}, /* RFC 6763 section 6.7 */
    {"ip", SVCREG_TXT_IP},
    {"ipaddress", SVCREG_TXT_IP},
    {"mac", SVCREG_TXT_MAC},
    {"macaddress", SVCREG_TXT_MAC},
    {"macaddr", SVCREG_TXT_MAC},
    {"username", SVCREG_TXT_USERNAME},
    {"password", SVCREG_TXT_PASSWORD},
    {"mpath", SVCREG_TXT_PATH},
    {"bssid", SVCREG_TXT_MAC}, /* IEEE 802.11 */
    {"githash", SVCREG_TXT_HEX},
};

/* The name's last word. */
static const word_type_t last_words[] = {
    {"version", SVCREG_TXT_VERSION},   {"vers", SVCREG_TXT_VERSION},
    {"ver", SVCREG_TXT_VERSION},       {"protovers", SVCREG_TXT_VERSION},
    {"protover", SVCREG_TXT_VERSION},  {"apivers", SVCREG_TXT_VERSION},
    {"apiver", SVCREG_TXT_VERSION},    {"fwver", SVCREG_TXT_VERSION},
    {"swver", SVCREG_TXT_VERSION},     {"hwver", SVCREG_TXT_VERSION},
    {"osver", SVCREG_TXT_VERSION},     {"appver", SVCREG_TXT_VERSION},
    {"srvver", SVCREG_TXT_VERSION},    {"pvers", SVCREG_TXT_VERSION},
    {"lssvers", SVCREG_TXT_VERSION},   {"uuid", SVCREG_TXT_UUID},
    {"guid", SVCREG_TXT_UUID},         {"mac", SVCREG_TXT_MAC},
    {"port", SVCREG_TXT_INTEGER},      {"url", SVCREG_TXT_URL},
    {"uri", SVCREG_TXT_URL},           {"path", SVCREG_TXT_PATH},
    {"required", SVCREG_TXT_BOOLEAN},  {"enabled", SVCREG_TXT_BOOLEAN},
    {"username", SVCREG_TXT_USERNAME}, {"password", SVCREG_TXT_PASSWORD},
};

/* The first of several words of a name. */
static const word_type_t first_words[] = {
    {"mac", SVCREG_TXT_MAC},         {"has", SVCREG_TXT_BOOLEAN},      {"is", SVCREG_TXT_BOOLEAN},
    {"accepts", SVCREG_TXT_BOOLEAN}, {"supports", SVCREG_TXT_BOOLEAN},
};

/* Type names as notes spell them, the misspelt one as well. */
static const word_type_t type_words[] = {
    {"string", SVCREG_TXT_STRING},   {"sring", SVCREG_TXT_STRING},    {"text", SVCREG_TXT_STRING},
    {"int", SVCREG_TXT_INTEGER},     {"integer", SVCREG_TXT_INTEGER}, {"bool", SVCREG_TXT_BOOLEAN},
    {"boolean", SVCREG_TXT_BOOLEAN}, {"uuid", SVCREG_TXT_UUID},       {"url", SVCREG_TXT_URL},
    {"hex", SVCREG_TXT_HEX},
};

/* Phrases of hints, in the order in which they are tried. "*" at the start: the phrase stands at
 * the hint's end; at the end: at the hint's start; at both: anywhere; at neither: it is all. */
static const word_type_t hint_phrases[] = {
    {"*comma separated*", SVCREG_TXT_LIST},
    {"*comma seperated*", SVCREG_TXT_LIST},
    {"*list of*", SVCREG_TXT_LIST},
    {"*hex digits*", SVCREG_TXT_HEX},
    {"*hex characters*", SVCREG_TXT_HEX},
    {"*uuid*", SVCREG_TXT_UUID},
    {"*guid", SVCREG_TXT_UUID},
    {"relative url", SVCREG_TXT_PATH},
    {"*url*", SVCREG_TXT_URL},
    {"*uri", SVCREG_TXT_URL},
    {"path*", SVCREG_TXT_PATH},
    {"*path", SVCREG_TXT_PATH},
    {"absolute pathname*", SVCREG_TXT_PATH},
    {"file system pathname*", SVCREG_TXT_PATH},
    {"mac address", SVCREG_TXT_MAC},
    {"ip address", SVCREG_TXT_IP},
    {"*username", SVCREG_TXT_USERNAME},
    {"user name", SVCREG_TXT_USERNAME},
    {"password", SVCREG_TXT_PASSWORD},
    {"port", SVCREG_TXT_INTEGER},
    {"*port", SVCREG_TXT_INTEGER},
    {"port for*", SVCREG_TXT_INTEGER},
    {"the port for*", SVCREG_TXT_INTEGER},
    {"int", SVCREG_TXT_INTEGER},
    {"integer", SVCREG_TXT_INTEGER},
    {"*ascii digit*", SVCREG_TXT_INTEGER},
    {"*flag", SVCREG_TXT_BOOLEAN},
    {"uses*", SVCREG_TXT_BOOLEAN},
    {"whether*", SVCREG_TXT_BOOLEAN},
    {"version", SVCREG_TXT_VERSION},
    {"version number*", SVCREG_TXT_VERSION},
    {"*software version", SVCREG_TXT_VERSION},
    {"*hardware version", SVCREG_TXT_VERSION},
    {"*firmware version*", SVCREG_TXT_VERSION},
    {"*protocol version", SVCREG_TXT_VERSION},
    {"*program version", SVCREG_TXT_VERSION},
};

/* "osVer", "40hex" */
static bool ends_word(char before, char c)
{
    return (g_ascii_islower(before) && g_ascii_isupper(c)) ||
           (g_ascii_isdigit(before) && g_ascii_isalpha(c));
}

/* "OSVer 2.x" -> " osver 2 x ": lower case, one space around each word. */
static char *words_of(const char *text)
{
    GString *words = g_string_new(" ");
    for (const char *p = text; *p; p++) {
        bool in_word = g_ascii_isalnum(*p);
        bool after_space = words->str[words->len - 1] == ' ';
        if (!after_space && (!in_word || ends_word(p[-1], *p)))
            g_string_append_c(words, ' ');
        if (in_word)
            g_string_append_c(words, g_ascii_tolower(*p));
    }
    if (words->str[words->len - 1] != ' ')
        g_string_append_c(words, ' ');
    return g_string_free(words, FALSE);
}

/* Type of a word in a table, STRING when it does not stand there. */
static svcreg_txt_type_t look_up(const word_type_t *table, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (g_ascii_strcasecmp(table[i].word, word) == 0)
            return table[i].type;
    return SVCREG_TXT_STRING;
}

static svcreg_txt_type_t type_of_words(char **words, guint n)
{
    svcreg_txt_type_t type = SVCREG_TXT_STRING;
    char *whole = g_strjoinv("", words);
    type = look_up(whole_names, G_N_ELEMENTS(whole_names), whole);
    g_free(whole);
    if (type == SVCREG_TXT_STRING && n > 0)
        type = look_up(last_words, G_N_ELEMENTS(last_words), words[n - 1]);
    if (type == SVCREG_TXT_STRING && n > 0 && g_str_has_suffix(words[n - 1], "version"))
        type = SVCREG_TXT_VERSION;
    if (type == SVCREG_TXT_STRING && n > 1)
        type = look_up(first_words, G_N_ELEMENTS(first_words), words[0]);
    return type;
}

svcreg_txt_type_t txt_note_type_of_name(const char *key)
{
    char *text = g_strstrip(words_of(key));
    char **words = g_strsplit(text, " ", -1);
    svcreg_txt_type_t type = type_of_words(words, g_strv_length(words));
    g_strfreev(words);
    g_free(text);
    return type;
}

bool txt_note_is_type_word(const char *word, svcreg_txt_type_t *ret)
{
    for (size_t i = 0; i < G_N_ELEMENTS(type_words); i++) {
        if (g_ascii_strcasecmp(type_words[i].word, word) != 0)
            continue;
        if (ret)
            *ret = type_words[i].type;
        return true;
    }
    return false;
}

/* `words` as from words_of(). */
static bool has_phrase(const char *words, const char *phrase)
{
    bool open_start = phrase[0] == '*';
    bool open_end = g_str_has_suffix(phrase, "*");
    const char *from = phrase + open_start;
    char *spaced = g_strdup_printf(" %.*s ", (int)(strlen(from) - open_end), from);
    bool found = false;
    if (open_start && open_end)
        found = strstr(words, spaced);
    else if (open_start)
        found = g_str_has_suffix(words, spaced);
    else if (open_end)
        found = g_str_has_prefix(words, spaced);
    else
        found = strcmp(words, spaced) == 0;
    g_free(spaced);
    return found;
}

static svcreg_txt_type_t type_of_hint(const char *hint)
{
    if (hint[0] == '/') /* "</path/to/endpoint>" */
        return SVCREG_TXT_PATH;
    svcreg_txt_type_t type = SVCREG_TXT_STRING;
    if (txt_note_is_type_word(hint, &type))
        return type;
    char *words = words_of(hint);
    for (size_t i = 0; i < G_N_ELEMENTS(hint_phrases) && type == SVCREG_TXT_STRING; i++)
        if (has_phrase(words, hint_phrases[i].word))
            type = hint_phrases[i].type;
    g_free(words);
    return type;
}

static bool is_truth_word(const char *word)
{
    static const char *const words[] = {"true", "false", "yes", "no", "0", "1"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(word, words[i]) == 0)
            return true;
    return false;
}

static svcreg_txt_type_t type_of_values(char **values)
{
    for (char **value = values; *value; value++)
        if (!is_truth_word(*value))
            return SVCREG_TXT_ENUM;
    return SVCREG_TXT_BOOLEAN;
}

/* "['SOAP']" -> "SOAP" */
static char *bare_alternative(const char *text)
{
    text += strspn(text, " '\"{[<");
    size_t len = strlen(text);
    while (len > 0 && strchr(" '\"}]>", text[len - 1]))
        len--;
    return g_strndup(text, len);
}

/* Each alternative without quotes and brackets; NULL when one of them is no single word. */
static char **alternatives(const char *text, const char *separators)
{
    char **parts = g_strsplit_set(text, separators, -1);
    guint n = g_strv_length(parts);
    bool plain = n > 1 && n <= TXT_NOTE_MAX_KEYS;
    for (char **part = parts; *part; part++) {
        char *bare = bare_alternative(*part);
        plain = plain && bare[0] != '\0' && !strchr(bare, ' ');
        g_free(*part);
        *part = bare;
    }
    if (plain)
        return parts;
    g_strfreev(parts);
    return NULL;
}

/* "master or slave" */
static char **either_or(const char *hint)
{
    char **words = g_strsplit(hint, " ", 4);
    char **values = NULL;
    if (g_strv_length(words) == 3 && strcmp(words[1], "or") == 0) {
        const char *two[] = {words[0], words[2], NULL};
        values = g_strdupv((char **)two);
    }
    g_strfreev(words);
    return values;
}

/* one of "normal", "safe" or "recovery" */
static char **quoted_after_one_of(const char *hint)
{
    const char *p = txt_note_find(hint, "one of \"");
    if (!p)
        return NULL;
    char **parts = g_strsplit(p, "\"", -1);
    GPtrArray *values = g_ptr_array_new();
    for (guint i = 1; parts[i] && parts[i + 1] && values->len < TXT_NOTE_MAX_KEYS; i += 2)
        g_ptr_array_add(values, g_strdup(parts[i]));
    g_strfreev(parts);
    g_ptr_array_add(values, NULL);
    return (char **)g_ptr_array_free(values, FALSE);
}

static char **values_of_hint(const char *hint)
{
    char **values = NULL;
    if (strchr(hint, '|'))
        values = alternatives(hint, "|");
    if (!values)
        values = either_or(hint);
    if (!values)
        values = alternatives(hint, ",");
    if (!values)
        values = quoted_after_one_of(hint);
    return values ? values : g_new0(char *, 1);
}

/* Types whose text may be given in hexadecimal digits: as many of them as the hint says. */
static bool hex_fits(svcreg_txt_type_t named, const char *hint)
{
    guint64 n = g_ascii_strtoull(hint + strcspn(hint, "0123456789"), NULL, 10);
    return (named == SVCREG_TXT_UUID && n == 32) || (named == SVCREG_TXT_MAC && n == 12);
}

void txt_note_type(txt_note_key_t *key)
{
    svcreg_txt_type_t named = txt_note_type_of_name(key->key);
    svcreg_txt_type_t hinted = type_of_hint(key->hint);
    g_strfreev(key->values);
    key->values = values_of_hint(key->hint);
    bool always = named == SVCREG_TXT_INTEGER && txt_note_find(key->key, "vers");
    bool by_name = always || hinted == SVCREG_TXT_STRING ||
                   (hinted == SVCREG_TXT_HEX && hex_fits(named, key->hint));
    key->type = by_name ? named : hinted;
    if (key->values[0] && !always)
        key->type = type_of_values(key->values);
}
