/* txt_condition.c - when a definition of a TXT key holds.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "txt_condition.h"

#include "ascii.h"

#include "txt_string.h"

#include <string.h>

#define INSTANCE "@instance"

/* A piece of text, not terminated. */
typedef struct {
    const char *text;
    size_t len;
} piece_t;

/* One term, taken apart. */
typedef struct {
    piece_t key;
    char relation; /* '=', '~', or 0 for none */
    piece_t value;
} term_t;

/* Takes the piece before `separator` off *rest; the last piece is all of it. False when there is
 * none left. */
static bool next_piece(piece_t *rest, const char *separator, piece_t *ret)
{
    size_t separator_len = strlen(separator);
    if (!rest->text)
        return false;
    for (size_t i = 0; i + separator_len <= rest->len; i++) {
        if (memcmp(rest->text + i, separator, separator_len) == 0) {
            *ret = (piece_t){rest->text, i};
            rest->text += i + separator_len;
            rest->len -= i + separator_len;
            return true;
        }
    }
    *ret = *rest;
    rest->text = NULL;
    return true;
}

static term_t parse_term(piece_t text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.text[i] == '=' || text.text[i] == '~')
            return (term_t){{text.text, i}, text.text[i], {text.text + i + 1, text.len - i - 1}};
    }
    return (term_t){.key = text};
}

/* "*" stands for any bytes, "?" for one. Goes back to the last "*" only: at most glob * text
 * steps. */
static bool glob_fits(piece_t glob, const uint8_t *text, size_t len)
{
    size_t g = 0;
    size_t t = 0;
    size_t star = SIZE_MAX; /* behind the last "*" */
    size_t star_text = 0;   /* what that one has not taken yet */
    while (t < len) {
        if (g < glob.len && glob.text[g] == '*') {
            star = ++g;
            star_text = t;
        } else if (g < glob.len && (glob.text[g] == '?' ||
                                    ascii_lower((uint8_t)glob.text[g]) == ascii_lower(text[t]))) {
            g++;
            t++;
        } else if (star != SIZE_MAX) {
            g = star;
            t = ++star_text;
        } else {
            return false;
        }
    }
    while (g < glob.len && glob.text[g] == '*')
        g++;
    return g == glob.len;
}

static bool value_fits(const term_t *term, const uint8_t *value, size_t len)
{
    if (term->relation == '~')
        return glob_fits(term->value, value, len);
    return txt_key_equal((const uint8_t *)term->value.text, term->value.len, value, len);
}

static bool is_instance(piece_t key)
{
    return key.len == sizeof(INSTANCE) - 1 && memcmp(key.text, INSTANCE, key.len) == 0;
}

static bool term_holds(const term_t *term, const txt_record_t *record)
{
    if (is_instance(term->key))
        return record->instance && value_fits(term, record->instance, record->instance_len);
    txt_reader_t reader;
    txt_string_t string;
    txt_reader_init(&reader, record->bytes, record->len);
    while (txt_reader_next(&reader, &string)) {
        if (!txt_key_equal((const uint8_t *)term->key.text, term->key.len,
                           txt_string_key(&reader, &string), string.key_len))
            continue;
        /* The first string of a key counts, RFC 6763 section 6.4. */
        return term->relation == 0 ||
               value_fits(term, txt_string_value(&reader, &string), string.value_len);
    }
    return false;
}

static bool alternative_holds(piece_t alternative, const txt_record_t *record)
{
    piece_t text;
    while (next_piece(&alternative, " & ", &text)) {
        term_t term = parse_term(text);
        if (!term_holds(&term, record))
            return false;
    }
    return true;
}

bool txt_condition_holds(const char *condition, const txt_record_t *record,
                         const char **ret_alternative, size_t *ret_len)
{
    piece_t rest = {condition, strlen(condition)};
    piece_t alternative;
    while (next_piece(&rest, " | ", &alternative)) {
        if (alternative.len > 0 && !alternative_holds(alternative, record))
            continue;
        if (ret_alternative)
            *ret_alternative = alternative.text;
        if (ret_len)
            *ret_len = alternative.len;
        return true;
    }
    return false;
}

static bool term_is_valid(piece_t text)
{
    term_t term = parse_term(text);
    if (term.key.len == 0 || text.text[0] == ' ' || text.text[text.len - 1] == ' ')
        return false;
    if (term.key.text[0] == '@' && (!is_instance(term.key) || term.relation != '~'))
        return false;
    return term.relation == 0 || term.value.len > 0;
}

bool txt_condition_is_valid(const char *condition)
{
    piece_t rest = {condition, strlen(condition)};
    piece_t alternative;
    piece_t term;
    while (next_piece(&rest, " | ", &alternative)) {
        while (next_piece(&alternative, " & ", &term)) {
            if (term.len == 0 || !term_is_valid(term))
                return false;
        }
    }
    return true;
}
