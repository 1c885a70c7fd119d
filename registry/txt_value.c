/* txt_value.c - TXT values by type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "txt_value.h"

#include "ascii.h"

#include <arpa/inet.h>
#include <string.h>

enum { EUI48_LEN = 6, EUI64_LEN = 8, UUID_LEN = 16, MAX_NUMBER_BYTES = 8 };

static int hex_digit(uint8_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool skip_prefix(const uint8_t **text, size_t *len, const char *prefix)
{
    size_t prefix_len = strlen(prefix);

    if (*len < prefix_len || !ascii_equal(*text, prefix_len, prefix, prefix_len))
        return false;
    *text += prefix_len;
    *len -= prefix_len;
    return true;
}

/* All of the text as digits of a base. False when there is none, another character, or more than
 * 64 bits. */
static bool read_digits(const uint8_t *text, size_t len, unsigned base, uint64_t *ret)
{
    uint64_t number = 0;

    for (size_t i = 0; i < len; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0 || (unsigned)digit >= base || number > (UINT64_MAX - (unsigned)digit) / base)
            return false;
        number = number * base + (unsigned)digit;
    }
    if (len == 0)
        return false;
    *ret = number;
    return true;
}

static bool read_number(const uint8_t *text, size_t len, uint64_t *ret)
{
    return skip_prefix(&text, &len, "0x") ? read_digits(text, len, 16, ret)
                                          : read_digits(text, len, 10, ret);
}

static bool read_integer(const uint8_t *text, size_t len, txt_value_t *ret)
{
    uint64_t number;

    if (skip_prefix(&text, &len, "-")) {
        if (!read_digits(text, len, 10, &number) || number > (uint64_t)INT64_MAX)
            return false;
        ret->kind = TXT_VALUE_IS_NEGATIVE;
        ret->number = -number;
        return true;
    }
    ret->kind = TXT_VALUE_IS_NUMBER;
    return read_number(text, len, &ret->number);
}

static bool read_unsigned(const uint8_t *text, size_t len, txt_value_t *ret)
{
    ret->kind = TXT_VALUE_IS_NUMBER;
    return read_number(text, len, &ret->number);
}

/* 16 bits before the point and 16 after it. */
static bool read_fixed16(const uint8_t *text, size_t len, txt_value_t *ret)
{
    return read_unsigned(text, len, ret) && ret->number <= UINT32_MAX;
}

static bool read_hexint(const uint8_t *text, size_t len, txt_value_t *ret)
{
    (void)skip_prefix(&text, &len, "0x");
    ret->kind = TXT_VALUE_IS_NUMBER;
    return read_digits(text, len, 16, &ret->number);
}

static bool read_bits(const uint8_t *text, size_t len, txt_value_t *ret)
{
    const uint8_t *comma = memchr(text, ',', len);
    uint64_t low, high;

    if (!comma)
        return read_unsigned(text, len, ret);
    size_t low_len = (size_t)(comma - text);
    if (!read_number(text, low_len, &low) || !read_number(comma + 1, len - low_len - 1, &high) ||
        low > UINT32_MAX || high > UINT32_MAX)
        return false;
    ret->kind = TXT_VALUE_IS_NUMBER;
    ret->number = high << 32 | low;
    return true;
}

static bool read_enum(const uint8_t *text, size_t len, txt_value_t *ret)
{
    if (!read_unsigned(text, len, ret))
        ret->kind = TXT_VALUE_IS_TEXT;
    return true;
}

static bool read_boolean(const uint8_t *text, size_t len, txt_value_t *ret)
{
    static const struct {
        const char *word;
        txt_value_kind_t kind;
        unsigned number;
    } words[] = {
        {"T", TXT_VALUE_IS_BOOLEAN, 1},       {"F", TXT_VALUE_IS_BOOLEAN, 0},
        {"1", TXT_VALUE_IS_BOOLEAN, 1},       {"0", TXT_VALUE_IS_BOOLEAN, 0},
        {"true", TXT_VALUE_IS_BOOLEAN, 1},    {"false", TXT_VALUE_IS_BOOLEAN, 0},
        {"yes", TXT_VALUE_IS_BOOLEAN, 1},     {"no", TXT_VALUE_IS_BOOLEAN, 0},
        {"y", TXT_VALUE_IS_BOOLEAN, 1},       {"n", TXT_VALUE_IS_BOOLEAN, 0},
        {"on", TXT_VALUE_IS_BOOLEAN, 1},      {"off", TXT_VALUE_IS_BOOLEAN, 0},
        {"enabled", TXT_VALUE_IS_BOOLEAN, 1}, {"disabled", TXT_VALUE_IS_BOOLEAN, 0},
        {"U", TXT_VALUE_IS_UNKNOWN, 0},
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (ascii_equal(text, len, words[i].word, strlen(words[i].word))) {
            ret->kind = words[i].kind;
            ret->number = words[i].number;
            return true;
        }
    }
    return false;
}

/* Pairs of hexadecimal digits, with `separator` between them unless it is 0. */
static bool read_pairs(const uint8_t *text, size_t len, uint8_t separator, txt_value_t *ret)
{
    size_t step = separator != 0 ? 3 : 2;
    unsigned n = 0;

    if ((len + step - 2) % step != 0 || len > (size_t)TXT_VALUE_MAX_BYTES * step)
        return false;
    for (size_t i = 0; i < len; i += step) {
        int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0 || (separator != 0 && i + 2 < len && text[i + 2] != separator))
            return false;
        ret->bytes[n++] = (uint8_t)(high << 4 | low);
    }
    ret->kind = TXT_VALUE_IS_BYTES;
    ret->n_bytes = n;
    return n > 0;
}

static bool read_hex(const uint8_t *text, size_t len, txt_value_t *ret)
{
    (void)skip_prefix(&text, &len, "0x");
    return read_pairs(text, len, 0, ret) || read_pairs(text, len, ':', ret);
}

/* Octets as ether_ntoa() writes them, without leading zeros: "0:1c:b3:9:85:15". */
static bool read_short_octets(const uint8_t *text, size_t len, txt_value_t *ret)
{
    unsigned n = 0;

    for (size_t i = 0; i <= len && n < EUI64_LEN; n++) {
        const uint8_t *end = memchr(text + i, ':', len - i);
        size_t digits = end ? (size_t)(end - text) - i : len - i;
        uint64_t octet;
        if (digits > 2 || (digits == 2 && text[i] == '0') ||
            !read_digits(text + i, digits, 16, &octet))
            return false;
        ret->bytes[n] = (uint8_t)octet;
        i += digits + 1;
        if (!end) {
            ret->kind = TXT_VALUE_IS_BYTES;
            ret->n_bytes = n + 1;
            return true;
        }
    }
    return false;
}

/* As Cisco writes it: "001c.b309.8515". */
static bool read_dotted(const uint8_t *text, size_t len, txt_value_t *ret)
{
    enum { DOTTED_LEN = 14, FIRST_DOT = 4, SECOND_DOT = 9 };
    uint8_t digits[2 * EUI48_LEN];

    if (len != DOTTED_LEN || text[FIRST_DOT] != '.' || text[SECOND_DOT] != '.')
        return false;
    memcpy(digits, text, FIRST_DOT);
    memcpy(digits + 4, text + FIRST_DOT + 1, 4);
    memcpy(digits + 8, text + SECOND_DOT + 1, 4);
    return read_pairs(digits, sizeof digits, 0, ret);
}

static bool read_mac(const uint8_t *text, size_t len, txt_value_t *ret)
{
    return (read_pairs(text, len, ':', ret) || read_pairs(text, len, '-', ret) ||
            read_pairs(text, len, 0, ret) || read_dotted(text, len, ret) ||
            read_short_octets(text, len, ret)) &&
           (ret->n_bytes == EUI48_LEN || ret->n_bytes == EUI64_LEN);
}

static bool read_uuid(const uint8_t *text, size_t len, txt_value_t *ret)
{
    static const uint8_t hyphens[] = {8, 13, 18, 23};
    uint8_t digits[2 * UUID_LEN];
    unsigned n = 0;

    /* UPnP's unique device names begin with "uuid:"; Microsoft and Qt write braces. */
    (void)(skip_prefix(&text, &len, "urn:uuid:") || skip_prefix(&text, &len, "uuid:"));
    if (len > 2 && text[0] == '{' && text[len - 1] == '}') {
        text++;
        len -= 2;
    }
    if (len == 2 * UUID_LEN)
        return read_pairs(text, len, 0, ret);
    if (len != 2 * UUID_LEN + sizeof hyphens)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (memchr(hyphens, (int)i, sizeof hyphens)) {
            if (text[i] != '-')
                return false;
        } else {
            digits[n++] = text[i];
        }
    }
    return read_pairs(digits, n, 0, ret);
}

static bool read_ip(const uint8_t *text, size_t len, txt_value_t *ret)
{
    char terminated[INET6_ADDRSTRLEN];

    if (len >= sizeof terminated || memchr(text, '\0', len))
        return false;
    memcpy(terminated, text, len);
    terminated[len] = '\0';
    if (inet_pton(AF_INET, terminated, ret->bytes) == 1) {
        ret->kind = TXT_VALUE_IS_IPV4;
        ret->n_bytes = sizeof(struct in_addr);
        return true;
    }
    ret->kind = TXT_VALUE_IS_IPV6;
    ret->n_bytes = sizeof(struct in6_addr);
    return inet_pton(AF_INET6, terminated, ret->bytes) == 1;
}

static bool read_raw_number(const uint8_t *bytes, size_t len, txt_value_t *ret)
{
    uint64_t number = 0;

    if (len == 0 || len > MAX_NUMBER_BYTES)
        return false;
    for (size_t i = 0; i < len; i++)
        number = number << 8 | bytes[i];
    ret->kind = TXT_VALUE_IS_NUMBER;
    ret->number = number;
    return true;
}

static bool read_prefix(const uint8_t *bytes, size_t len, txt_value_t *ret)
{
    enum { MAX_BITS = 128, ADDRESS_LEN = 16 };
    size_t bits = bytes[0], size = (bits + 7) / 8;

    if (len == 0 || bits > MAX_BITS || len - 1 < size || len - 1 > ADDRESS_LEN)
        return false;
    ret->kind = TXT_VALUE_IS_PREFIX;
    ret->number = bits;
    ret->n_bytes = ADDRESS_LEN;
    memcpy(ret->bytes, bytes + 1, size);
    if (bits % 8 != 0)
        ret->bytes[size - 1] &= (uint8_t)(0xff << (8 - bits % 8));
    return true;
}

static bool read_raw_bytes(const uint8_t *bytes, size_t len, txt_value_t *ret)
{
    /* A raw value may be longer than a decoded one: its bytes are the packet's own. */
    (void)bytes;
    (void)len;
    ret->kind = TXT_VALUE_IS_TEXT;
    return true;
}

typedef bool (*reader_t)(const uint8_t *value, size_t len, txt_value_t *ret);

/* Types that are not here are text. */
static const reader_t readers[SVCREG_N_TXT_TYPES] = {
    [SVCREG_TXT_INTEGER] = read_integer,
    [SVCREG_TXT_BOOLEAN] = read_boolean,
    [SVCREG_TXT_UUID] = read_uuid,
    [SVCREG_TXT_MAC] = read_mac,
    [SVCREG_TXT_IP] = read_ip,
    [SVCREG_TXT_HEX] = read_hex,
    [SVCREG_TXT_ENUM] = read_enum,
    [SVCREG_TXT_BITS] = read_bits,
    [SVCREG_TXT_HEXINT] = read_hexint,
    [SVCREG_TXT_BYTES] = read_raw_bytes,
    [SVCREG_TXT_BE_INTEGER] = read_raw_number,
    [SVCREG_TXT_BE_BITS] = read_raw_number,
    [SVCREG_TXT_IPV6PREFIX] = read_prefix,
    [SVCREG_TXT_FIXED16] = read_fixed16,
};

bool txt_value_read(svcreg_txt_type_t type, const uint8_t *value, size_t len, txt_value_t *ret)
{
    txt_value_t read = {.kind = TXT_VALUE_IS_TEXT};
    static const uint8_t nothing[1];

    /* `value` may be NULL when it is empty; the readers need not care. */
    if (readers[type] && !readers[type](len > 0 ? value : nothing, len, &read))
        return false;
    *ret = read;
    return true;
}
