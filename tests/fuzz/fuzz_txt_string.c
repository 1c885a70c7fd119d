/* fuzz_txt_string.c - the TXT reader on any bytes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "txt_string.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
    if (!condition)
        abort();
}

/* Reads every byte of key and value, so that a sanitizer sees those outside. */
static unsigned sum(const uint8_t *bytes, size_t len)
{
    unsigned total = 0;
    for (size_t i = 0; i < len; i++)
        total += bytes[i];
    return total;
}

static void check_string(const txt_reader_t *reader, const txt_string_t *string, size_t size)
{
    size_t end = string->offset + 1 + string->len;
    check(string->len <= 255 && end <= size);
    check(string->key_len <= string->len);
    check(string->value_offset + string->value_len == end);
    check((string->presence == TXT_VALUE) == (string->value_len > 0));
    check(string->truncated == (string->len < reader->rdata[string->offset]));
    check(!string->truncated || end == size);
    unsigned total = sum(txt_string_key(reader, string), string->key_len) +
                     sum(txt_string_value(reader, string), string->value_len);
    check(total <= 255U * 255U);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    txt_reader_t reader;
    txt_string_t string;
    size_t offset = 0;
    txt_reader_init(&reader, data, size);
    while (txt_reader_next(&reader, &string)) {
        check(string.offset == offset);
        check_string(&reader, &string, size);
        offset += 1 + string.len;
        const uint8_t *key = txt_string_key(&reader, &string);
        check(txt_key_equal(key, string.key_len, key, string.key_len));
    }
    check(offset == size);
    return 0;
}
