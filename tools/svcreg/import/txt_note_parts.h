/* txt_note_parts.h - the parts of the reader of "Defined TXT keys" notes, for txt_note.c and tests.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TXT_NOTE_PARTS_H
#define SVCREG_TXT_NOTE_PARTS_H

#include "import/txt_note.h"

#include <stddef.h>
#include <stdint.h>

/** Most bytes of a key: more than any known one, less than the 255 of a TXT string. */
enum { TXT_NOTE_MAX_KEY_LEN = 64 };

/** Most references of one note. */
enum { TXT_NOTE_MAX_REFERENCES = 16 };

/* --- txt_note_lex.c: text ------------------------------------------------------------------- */

/** A new string: `text` made valid UTF-8, cut at TXT_NOTE_MAX_LEN, each run of white space one
 * space, none at the ends. */
char *txt_note_fold(const char *text);

/** FNV-1a of the text's bytes, 32 bits. */
uint32_t txt_note_checksum(const char *text);

/** Does `text` begin with `prefix`, ASCII case-insensitively? */
bool txt_note_begins(const char *text, const char *prefix);

/** Does `text` begin with one of the `n` openings, ASCII case-insensitively? */
bool txt_note_any_begins(const char *text, const char *const *openings, size_t n);

/** First place of `needle` in `text`, ASCII case-insensitively, or NULL. */
const char *txt_note_find(const char *text, const char *needle);

/** For each byte of `text`, whether it stands outside all brackets and double quotes; the brackets
 * and quotes themselves do not. The caller frees the array with g_free(). */
bool *txt_note_outside(const char *text);

/** Length of the bracketed or quoted text that begins at `text`, 0 when it begins with none. An
 * opening bracket that nothing closes reaches to the end. */
size_t txt_note_bracket_len(const char *text);

/** A new string: the bracketed or quoted text of `len` bytes without its brackets. */
char *txt_note_inside(const char *text, size_t len);

/** Cut `text` at commas and semicolons, and at the words "-", "*", "+" and "and" where no "=" or
 * ":" was met since the last cut, all outside of brackets. Pieces are trimmed; none is empty. The
 * caller frees the array, which frees the pieces. */
GPtrArray *txt_note_split(const char *text);

/** A new string: `text` without spaces, quotes and angle brackets around it and without "=", ":",
 * ";" and "." behind it, which belong to the note and not to the key or value. */
char *txt_note_strip(const char *text, size_t len);

/** URLs, RFCs and documents that `text` names, in its order; NULL-terminated, to be freed with
 * g_strfreev(). */
char **txt_note_references(const char *text);

/** Is the word a URL, or a host name that begins with "www."? */
bool txt_note_is_url(const char *word);

/** Is the word a service label or domain name ("_hub._tcp.example.com"), or the label of
 * `service` itself? */
bool txt_note_is_label(const char *word, const char *service);

/* --- txt_note_list.c: lists of keys ----------------------------------------------------------- */

/** Add the keys that a note's list names, and what it says of further ones, to `note`. `text` is
 * folded; none are added when it is prose. */
void txt_note_read_list(txt_note_t *note, const char *service, const char *text);

/** Has the folded text a "key=" outside of brackets? */
bool txt_note_has_pairs(const char *text);

/** Start of the word that ends at offset `end`, spaces before `end` left out. */
size_t txt_note_word_start(const char *text, size_t end);

/** Free a txt_note_key_t. NULL is fine. */
void txt_note_key_free(void *key);

/* --- txt_note_type.c: what a value is --------------------------------------------------------- */

/** Type that the name of the key plainly says, STRING when it says none. */
svcreg_txt_type_t txt_note_type_of_name(const char *key);

/** Set values and type of `key`, whose other members are set, from its hint and its name. `*values`
 * of `key` must be empty. */
void txt_note_type(txt_note_key_t *key);

/** Is `word` a type and nothing else ("string", "int")? If so and `ret` is not NULL, set it. */
bool txt_note_is_type_word(const char *word, svcreg_txt_type_t *ret);

/* --- txt_note_corrections.c ------------------------------------------------------------------- */

/** A key as a correction states it; NULL stands for "". `values` are joined by "|". */
typedef struct {
    const char *key;
    const char *hint;
    svcreg_txt_type_t type;
    const char *values;
    const char *value;
    bool optional;
    bool pattern;
} txt_note_corrected_key_t;

/** The reading of one note that the grammar does not try to read. */
typedef struct {
    const char *service;
    uint32_t
        checksum; /* txt_note_checksum() of the folded note, so that a changed note is noticed */
    svcreg_txt_status_t status;
    const txt_note_corrected_key_t *keys; /* up to one without key; may be NULL */
    const char *references;               /* joined by "; ", or NULL */
    const char *reason;
} txt_note_correction_t;

extern const txt_note_correction_t txt_note_corrections[];
extern const size_t txt_note_n_corrections;

/** The correction for a service's folded note, or NULL. */
const txt_note_correction_t *txt_note_correction_find(const char *service, const char *folded);

#endif
