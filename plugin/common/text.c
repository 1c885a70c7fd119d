/* text.c - bytes of a packet as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/text.h"

#include "ascii.h"

#include <string.h>
#include <wsutil/to_str.h>

static const char ellipsis[] = "\xE2\x80\xA6";

/* U+FFFE and U+FFFF are no characters: XML has no place for them (XML 1.0 section 2.2). */
static bool is_control(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff;
}

/* Whether eight characters are printable ASCII: the top bit of a byte is its own, or comes of adding
 * 1 to 0x7f, or of taking 0x20 away from less. */
static bool is_plain_word(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);

    return ((word | (word + ones) | (word - ones * 0x20)) & ones * 0x80) == 0;
}

/* How many bytes from `at` on are printable ASCII. */
static size_t plain_len(const char *at, const char *end)
{
    const char *from = at;

    while ((size_t)(end - at) >= sizeof(uint64_t) &&
           is_plain_word(load_le64((const unsigned char *)at)))
        at += sizeof(uint64_t);
    while (at < end && *at >= 0x20 && *at < 0x7f)
        at++;
    return (size_t)(at - from);
}

void text_append_bytes(wmem_strbuf_t *text, const uint8_t *bytes, size_t len)
{
    const char *at = (const char *)bytes;
    const char *end = at + len;

    while (at < end) {
        size_t plain = plain_len(at, end);
        if (plain > 0) {
            wmem_strbuf_append_len(text, at, plain);
            at += plain;
            continue;
        }
        gunichar c = g_utf8_get_char_validated(at, end - at);
        /* GLib says -2 for a NUL as well as for a character that the end cuts. */
        if (*at != '\0' && (c == (gunichar)-1 || c == (gunichar)-2)) {
            wmem_strbuf_append(text, "\xEF\xBF\xBD");
            at++;
        } else if (*at == '\0' || is_control(c)) {
            wmem_strbuf_append_printf(text, "\\x%02x", *at == '\0' ? 0 : c);
            at = *at == '\0' ? at + 1 : g_utf8_next_char(at);
        } else {
            wmem_strbuf_append_unichar(text, c);
            at = g_utf8_next_char(at);
        }
    }
}

char *text_from_bytes(wmem_allocator_t *pool, const uint8_t *bytes, size_t len)
{
    const char *text = (const char *)bytes;

    if (plain_len(text, text + len) == len) {
        char *copy = (char *)wmem_alloc(pool, len + 1);
        memcpy(copy, text, len);
        copy[len] = '\0';
        return copy;
    }
    wmem_strbuf_t *buffer = wmem_strbuf_new(pool, "");
    text_append_bytes(buffer, bytes, len);
    return wmem_strbuf_finalize(buffer);
}

bool text_is_plain(const uint8_t *bytes, size_t len)
{
    const char *at = (const char *)bytes, *end = at + len;

    if (plain_len(at, end) == len)
        return true;
    /* A NUL is no valid character here. */
    if (!g_utf8_validate(at, (gssize)len, NULL))
        return false;
    while (at < end && !is_control(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at == end;
}

/* How much of a text that is longer than `max_len` fits before an ellipsis. */
static size_t len_before_ellipsis(const char *text, size_t max_len)
{
    size_t len = max_len - (sizeof ellipsis - 1);

    while (len > 0 && ((uint8_t)text[len] & 0xc0) == 0x80)
        len--;
    return len;
}

const char *text_fit(wmem_allocator_t *pool, const char *text, size_t max_len)
{
    if (strlen(text) <= max_len)
        return text;
    return wmem_strdup_printf(pool, "%.*s%s", (int)len_before_ellipsis(text, max_len), text,
                              ellipsis);
}

static void add_bytes(text_line_t *line, const char *bytes, size_t len)
{
    const size_t room = TEXT_MAX_LABEL - line->len;

    if (len > room) {
        line->is_cut = true;
        len = room;
    }
    memcpy(line->text + line->len, bytes, len);
    line->len += len;
}

void text_line_begin(text_line_t *line, const char *piece)
{
    line->len = 0;
    line->is_cut = false;
    add_bytes(line, piece, strlen(piece));
}

void text_line_add(text_line_t *line, const char *piece)
{
    add_bytes(line, piece, strlen(piece));
}

const char *text_line_fit(text_line_t *line, size_t max_len)
{
    if (line->is_cut || line->len > max_len) {
        line->len = len_before_ellipsis(line->text, max_len);
        line->is_cut = false;
        add_bytes(line, ellipsis, sizeof ellipsis - 1);
    }
    line->text[line->len] = '\0';
    return line->text;
}

enum { MAX_DIGITS = sizeof "4294967295" - 1 };

void text_line_add_number(text_line_t *line, uint32_t number)
{
    char digits[MAX_DIGITS];
    const char *first = uint_to_str_back(digits + MAX_DIGITS, number);

    add_bytes(line, first, (size_t)(digits + MAX_DIGITS - first));
}

char *text_number(wmem_allocator_t *pool, uint32_t number)
{
    char digits[MAX_DIGITS];
    const char *first = uint_to_str_back(digits + MAX_DIGITS, number);

    return wmem_strndup(pool, first, (size_t)(digits + MAX_DIGITS - first));
}

proto_item *text_add(wmem_allocator_t *pool, proto_tree *tree, int hf, tvbuff_t *tvb, int offset,
                     int len, const char *value)
{
    enum { SURELY_FITS = 100, BETWEEN = 2 /* ": " */, MIN_VALUE = 16 };

    if (strlen(value) <= SURELY_FITS)
        return proto_tree_add_string(tree, hf, tvb, offset, len, value);
    size_t name_len = strlen(proto_registrar_get_nth((unsigned)hf)->name) + BETWEEN;
    size_t max_len = MAX(TEXT_MAX_LABEL, name_len + MIN_VALUE) - name_len;
    return proto_tree_add_string_format_value(tree, hf, tvb, offset, len, value, "%s",
                                              text_fit(pool, value, max_len));
}

proto_item *text_add_labelled(wmem_allocator_t *pool, proto_tree *tree, int hf, tvbuff_t *tvb,
                              int offset, int len, const char *value, const char *label)
{
    return proto_tree_add_string_format(tree, hf, tvb, offset, len, value, "%s",
                                        text_fit(pool, label, TEXT_MAX_LABEL));
}
