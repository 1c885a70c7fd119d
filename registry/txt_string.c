/* txt_string.c - reads the strings of a DNS-SD TXT record (RFC 6763 section 6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "txt_string.h"

#include <string.h>

void txt_reader_init(txt_reader_t *reader, const uint8_t *rdata, size_t rdata_len)
{
    *reader = (txt_reader_t){rdata, rdata_len, 0};
}

/* Splits `string` at its first "=" (RFC 6763 section 6.4). */
static void split(const uint8_t *text, txt_string_t *string)
{
    const uint8_t *equals = string->len > 0 ? memchr(text, '=', string->len) : NULL;
    string->key_len = equals != NULL ? (size_t)(equals - text) : string->len;
    size_t value_start = equals != NULL ? string->key_len + 1 : string->len;
    string->value_offset = string->offset + 1 + value_start;
    string->value_len = string->len - value_start;
    if (equals == NULL)
        string->presence = TXT_NO_VALUE;
    else
        string->presence = string->value_len > 0 ? TXT_VALUE : TXT_EMPTY_VALUE;
}

bool txt_reader_next(txt_reader_t *reader, txt_string_t *ret)
{
    if (reader->offset >= reader->rdata_len)
        return false;
    txt_string_t string = {.offset = reader->offset, .len = reader->rdata[reader->offset]};
    size_t left = reader->rdata_len - reader->offset - 1;
    if (string.len > left) {
        string.len = left;
        string.truncated = true;
    }
    split(reader->rdata + reader->offset + 1, &string);
    reader->offset += 1 + string.len;
    *ret = string;
    return true;
}

const uint8_t *txt_string_key(const txt_reader_t *reader, const txt_string_t *string)
{
    return reader->rdata + string->offset + 1;
}

const uint8_t *txt_string_value(const txt_reader_t *reader, const txt_string_t *string)
{
    return reader->rdata + string->value_offset;
}

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c + ('a' - 'A')) : c;
}

bool txt_key_equal(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len)
{
    if (a_len != b_len)
        return false;
    for (size_t i = 0; i < a_len; i++) {
        if (lower(a[i]) != lower(b[i]))
            return false;
    }
    return true;
}
