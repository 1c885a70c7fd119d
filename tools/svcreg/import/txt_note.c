/* txt_note.c - the small grammar of IANA's "Defined TXT keys" notes.
 *
 *     note   = [prose] "Defined TXT keys" ":" body  /  prose list           ; without the marker
 *     body   = "None" [prose]  /  "None" list  /  "Proprietary"  /  pointer  /  list  /  prose
 *
 * For `list` see txt_note_list.c.
 *
 * White space is folded before all else, so that a note reads the same from IANA's XML, from its
 * CSV and from its page saved as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/txt_note_parts.h"

#include <string.h>

/* Openings of a body that only points elsewhere. */
static const char *const pointers[] = {
    "see ",          "see: ",       "will be described at ", "described at ",
    "described in ", "defined in ", "inherited from ",
};

/* Openings of a body that says there are none. The word "none" is told apart from these because
 * keys may follow it. */
static const char *const none_openings[] = {
    "there is no ", "there are no ", "no txt ", "no keys", "not applicable", "n/a",
};

/* What stands before the name of a service whose keys these are or extend. */
static const char *const same_as_openings[] = {
    "extension of the ",
    "duplicate of the ",
    "same as for ",
};

void txt_note_free(txt_note_t *note)
{
    if (!note)
        return;
    g_ptr_array_free(note->keys, TRUE);
    g_strfreev(note->references);
    g_free(note->same_as);
    g_free(note);
}

static char *read_same_as(const char *folded)
{
    for (size_t i = 0; i < G_N_ELEMENTS(same_as_openings); i++) {
        const char *p = txt_note_find(folded, same_as_openings[i]);
        if (!p)
            continue;
        p += strlen(same_as_openings[i]);
        p += strspn(p, "\"'_");
        size_t len = 0;
        while (g_ascii_isalnum(p[len]) || p[len] == '-')
            len++;
        return g_strndup(p, len);
    }
    return g_strdup("");
}

/* Keep the pointer's text as reference where it names no URL, RFC or file. */
static void read_pointer(txt_note_t *note, const char *body)
{
    note->status = SVCREG_TXT_STATUS_REFERENCE;
    if (note->references[0])
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(pointers); i++) {
        if (!txt_note_begins(body, pointers[i]))
            continue;
        const char *text = body + strlen(pointers[i]);
        g_strfreev(note->references);
        note->references = g_new0(char *, 2);
        note->references[0] = txt_note_strip(text, strlen(text));
        return;
    }
}

/* "None" and, behind it, keys with "=" or nothing that counts. */
static void read_none(txt_note_t *note, const char *service, const char *rest)
{
    if (txt_note_has_pairs(rest))
        txt_note_read_list(note, service, rest);
    note->status = note->keys->len > 0 ? SVCREG_TXT_STATUS_KEYS : SVCREG_TXT_STATUS_NONE;
}

/* Does the text begin with this word, whatever sign comes next? */
static bool begins_with_word(const char *text, const char *word)
{
    return txt_note_begins(text, word) && !g_ascii_isalnum(text[strlen(word)]) &&
           !strchr("=-_", text[strlen(word)] ? text[strlen(word)] : ' ');
}

static void read_list(txt_note_t *note, const char *service, const char *body)
{
    /* A document's name would make a fine key. */
    bool is_reference = note->references[0] && !strchr(body, ' ') && !strchr(body, ',');
    if (!is_reference)
        txt_note_read_list(note, service, body);
    if (note->keys->len > 0)
        note->status = SVCREG_TXT_STATUS_KEYS;
    else if (note->also_proprietary)
        note->status = SVCREG_TXT_STATUS_PROPRIETARY;
    else if (note->references[0])
        note->status = SVCREG_TXT_STATUS_REFERENCE;
    else
        note->status = SVCREG_TXT_STATUS_OPAQUE;
    note->also_proprietary = note->also_proprietary && note->keys->len > 0;
}

static void read_body(txt_note_t *note, const char *service, const char *body)
{
    if (begins_with_word(body, "none"))
        read_none(note, service, body + strlen("none") + strspn(body + strlen("none"), ". "));
    else if (strcmp(body, "0") == 0 || strcmp(body, "-") == 0 ||
             txt_note_any_begins(body, none_openings, G_N_ELEMENTS(none_openings)))
        note->status = SVCREG_TXT_STATUS_NONE;
    else if (begins_with_word(body, "proprietary"))
        note->status = SVCREG_TXT_STATUS_PROPRIETARY;
    else if (txt_note_any_begins(body, pointers, G_N_ELEMENTS(pointers)))
        read_pointer(note, body);
    else
        read_list(note, service, body);
}

/* What follows the marker, or NULL without it. */
static const char *find_marked(const char *folded)
{
    static const char marker[] = "defined txt key";
    const char *p = txt_note_find(folded, marker);
    if (!p)
        return NULL;
    p += strlen(marker);
    p += g_ascii_tolower(*p) == 's';
    return p + strspn(p, " :");
}

/* Without the marker, two keys of the form "u=<username>" at least: where they begin, or NULL. */
static const char *find_unmarked(const char *folded)
{
    const char *first = strstr(folded, "=<");
    if (!first || first == folded || !strstr(first + 2, "=<"))
        return NULL;
    return folded + txt_note_word_start(folded, (size_t)(first - folded));
}

static txt_note_key_t *corrected_key_new(const txt_note_corrected_key_t *from)
{
    txt_note_key_t *key = g_new0(txt_note_key_t, 1);
    key->key = g_strdup(from->key);
    key->hint = g_strdup(from->hint ? from->hint : "");
    key->value = g_strdup(from->value ? from->value : "");
    key->values = g_strsplit(from->values ? from->values : "", "|", -1);
    key->type = from->type;
    key->optional = from->optional;
    key->pattern = from->pattern;
    return key;
}

static void apply_correction(txt_note_t *note, const txt_note_correction_t *row)
{
    note->status = row->status;
    g_strfreev(note->references);
    note->references = g_strsplit(row->references ? row->references : "", "; ", -1);
    for (const txt_note_corrected_key_t *from = row->keys; from && from->key; from++)
        g_ptr_array_add(note->keys, corrected_key_new(from));
}

static txt_note_t *note_new(const char *folded)
{
    txt_note_t *note = g_new0(txt_note_t, 1);
    note->keys = g_ptr_array_new_with_free_func(txt_note_key_free);
    note->references = txt_note_references(folded);
    note->same_as = read_same_as(folded);
    return note;
}

txt_note_t *txt_note_read(const char *service, const char *note_text)
{
    char *folded = txt_note_fold(note_text);
    const char *body = find_marked(folded);
    if (!body)
        body = find_unmarked(folded);
    txt_note_t *note = NULL;
    if (body) {
        const txt_note_correction_t *row = txt_note_correction_find(service, folded);
        note = note_new(folded);
        if (row)
            apply_correction(note, row);
        else
            read_body(note, service, body);
    }
    g_free(folded);
    return note;
}
