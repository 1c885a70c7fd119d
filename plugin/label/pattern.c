/* pattern.c - how payloads begin, in tables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/pattern.h"

#include "ascii.h"

#include <string.h>

static bool is_hex_digit(uint8_t byte)
{
    return ascii_is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

bool pattern_is_text_byte(uint8_t byte)
{
    return byte != 0x7f && (byte >= ' ' || (byte != '\0' && strchr("\t\n\f\r", byte)));
}

static bool suits(uint8_t byte, uint8_t wanted, char letter)
{
    switch (letter) {
    case 'x':
        return byte == wanted;
    case 'd':
        return ascii_is_digit(byte);
    case 'h':
        return is_hex_digit(byte);
    case 'u':
        return byte >= 'A' && byte <= 'Z';
    case 'l':
        return byte >= 'a' && byte <= 'z';
    case 's':
        return byte < ' ';
    case 'e':
        return byte < 8;
    case 'n':
        return (byte & 0xf0) == (wanted & 0xf0);
    case 'c':
        return ascii_lower(byte) == wanted;
    default:
        return true;
    }
}

/* How many bytes of a payload suit a pattern's, up to where either ends or the pattern has '*' or
 * '$'. */
static size_t suiting(const uint8_t *payload, size_t len, const pattern_t *pattern)
{
    const char *mask = pattern->mask;
    size_t i = 0;

    while (i < len && mask[i] != '\0' && mask[i] != '*' && mask[i] != '$' &&
           suits(payload[i], (uint8_t)pattern->bytes[i], mask[i]))
        i++;
    return i;
}

/* Whether text is followed by what suits the rest of a pattern. */
static bool text_before(const uint8_t *payload, size_t len, const pattern_t *rest)
{
    const size_t rest_len = strlen(rest->mask);

    for (size_t i = 0; i + rest_len <= len; i++) {
        if (suiting(payload + i, len - i, rest) == rest_len)
            return true;
        if (!pattern_is_text_byte(payload[i]))
            return false;
    }
    return false;
}

/* Whether what follows the first `i` bytes, which suit, is what the pattern ends with. */
static bool ends_as(const uint8_t *payload, size_t len, const pattern_t *pattern, size_t i)
{
    const pattern_t rest = {pattern->bytes + i + 1, pattern->mask + i + 1};

    if (pattern->mask[i] == '*')
        return text_before(payload + i, len - i, &rest);
    return pattern->mask[i] == '\0' || (pattern->mask[i] == '$' && i == len);
}

bool pattern_matches_so_far(const pattern_t *pattern, const uint8_t *payload, size_t len)
{
    size_t n = suiting(payload, len, pattern), n_any = strspn(pattern->mask, ".");

    return (n == len && n > n_any + (n_any > 0)) || ends_as(payload, len, pattern, n);
}

bool pattern_matches(const pattern_t *pattern, const uint8_t *payload, size_t len)
{
    return ends_as(payload, len, pattern, suiting(payload, len, pattern));
}

/* Without one: the first byte, whose letter then is not 'x'. */
static uint8_t telling_byte(const pattern_t *pattern)
{
    const size_t i = strcspn(pattern->mask, "x*$");

    return pattern->mask[i] == 'x' ? (uint8_t)i : 0;
}

bool pattern_chains_match(const pattern_chains_t *chains, unsigned number, const pattern_row_t *row,
                          const uint8_t *payload, size_t len)
{
    const size_t i = chains->telling[number];
    const pattern_t *pattern = &row->pattern;

    if (pattern->mask[i] == 'x' && (i >= len || payload[i] != (uint8_t)pattern->bytes[i]))
        return false;
    return pattern_matches(pattern, payload, len);
}

/* Once, from the last row to the first: so a chain has them in order. */
void pattern_chains_make(const pattern_row_t *rows, size_t n_rows, pattern_chains_t *ret)
{
    for (size_t i = n_rows; i > 0 && !ret->is_made; i--) {
        const pattern_t *pattern = &rows[i - 1].pattern;
        bool is_one = pattern->mask[0] == 'x' || pattern->mask[0] == 'c';
        unsigned chain = is_one ? ascii_lower((uint8_t)pattern->bytes[0]) : PATTERN_ANY_BYTE;

        ret->next[i] = ret->first[chain];
        ret->first[chain] = (uint8_t)i;
        ret->telling[i] = telling_byte(pattern);
    }
    ret->is_made = true;
}
