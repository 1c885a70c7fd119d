/* txt_string.c - reads the strings of a DNS-SD TXT record (RFC 6763 section 6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "txt_string.h"

#include "ascii.h"

#include <string.h>

void txt_reader_init(txt_reader_t *reader, const uint8_t *rdata, size_t rdata_len)
{
    *reader = (txt_reader_t){rdata, rdata_len, 0};
}

/* RFC 6763 section 6.4: the first "=" separates, and all that is behind it belongs to the value. */
static txt_presence_t presence_of(const uint8_t *equals, size_t value_len)
{
    if (!equals)
        return TXT_NO_VALUE;
    return value_len > 0 ? TXT_VALUE : TXT_EMPTY_VALUE;
}

bool txt_reader_next(txt_reader_t *reader, txt_string_t *ret)
{
    size_t offset = reader->offset;
    if (offset >= reader->rdata_len)
        return false;
    const uint8_t *text = reader->rdata + offset + 1;
    size_t left = reader->rdata_len - offset - 1;
    size_t said_len = reader->rdata[offset];
    size_t len = said_len < left ? said_len : left;
    const uint8_t *equals = len > 0 ? memchr(text, '=', len) : NULL;
    size_t key_len = equals ? (size_t)(equals - text) : len;
    size_t value_start = equals ? key_len + 1 : len;
    *ret = (txt_string_t){
        .offset = offset,
        .len = len,
        .key_len = key_len,
        .value_offset = offset + 1 + value_start,
        .value_len = len - value_start,
        .presence = presence_of(equals, len - value_start),
        .truncated = said_len > left,
    };
    reader->offset = offset + 1 + len;
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

bool txt_key_equal(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len)
{
    return ascii_equal(a, a_len, b, b_len);
}
