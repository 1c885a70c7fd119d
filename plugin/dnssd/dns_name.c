/* dns_name.c - domain names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dns_name.h"

#include "ascii.h"

#include <string.h>

enum { POINTER_BITS = 0xc0 };

/* Append a label. False when the name would be longer than RFC 1035 allows. */
static bool append_label(dns_name_t *name, const uint8_t *label)
{
    unsigned size = 1U + label[0];

    /* One byte is left for the root label that ends each name on the wire. */
    if (name->len + size > DNS_MAX_NAME - 1)
        return false;
    memcpy(name->wire + name->len, label, size);
    name->label[name->n_labels++] = (uint8_t)name->len;
    name->len += size;
    return true;
}

/* Go on reading at `at`. Every pointer must point before the place where the reading last jumped
 * to (`limit`): so the places only go down and no loop is possible. RFC 1035 section 4.1.4 speaks
 * of "a prior occurrence", without making it a rule. */
static dns_name_defect_t read_labels(const uint8_t *message, size_t len, size_t at, size_t end,
                                     size_t *pointers_left, dns_name_t *ret)
{
    const size_t start = at;
    size_t limit = at;
    unsigned pointers = 0;

    for (;;) {
        if (at >= end)
            return DNS_NAME_TRUNCATED;
        uint8_t length = message[at];
        if (length == 0) {
            if (ret->wire_len == 0)
                ret->wire_len = at + 1 - start;
            return DNS_NAME_OK;
        }
        if ((length & POINTER_BITS) == POINTER_BITS) {
            if (end - at < 2)
                return DNS_NAME_TRUNCATED;
            if (ret->wire_len == 0)
                ret->wire_len = at + 2 - start;
            at = (size_t)(length & ~POINTER_BITS) << 8 | message[at + 1];
            if (at >= limit)
                return DNS_NAME_POINTER;
            if (++pointers > DNS_MAX_POINTERS || *pointers_left == 0)
                return DNS_NAME_POINTERS;
            --*pointers_left;
            limit = at;
            end = len; /* elsewhere in the message */
            continue;
        }
        if (length & POINTER_BITS)
            return DNS_NAME_LABEL_TYPE;
        if (end - at < 1U + length)
            return DNS_NAME_TRUNCATED;
        if (!append_label(ret, message + at))
            return DNS_NAME_TOO_LONG;
        at += 1U + length;
    }
}

size_t dns_name_skip(const uint8_t *message, size_t offset, size_t end)
{
    size_t at = offset;

    while (at < end && message[at] != 0) {
        if ((message[at] & POINTER_BITS) == POINTER_BITS)
            return end - at < 2 ? 0 : at + 2 - offset;
        if (message[at] & POINTER_BITS)
            return 0;
        at += 1U + message[at];
    }
    return at < end ? at + 1 - offset : 0;
}

bool dns_name_read(const uint8_t *message, size_t len, size_t offset, size_t end,
                   size_t *pointers_left, dns_name_t *ret)
{
    size_t any = DNS_MAX_POINTERS;

    ret->n_labels = 0;
    ret->len = 0;
    ret->wire_len = 0;
    ret->defect = read_labels(message, len, offset, end < len ? end : len,
                              pointers_left ? pointers_left : &any, ret);
    /* What comes behind a name that is too long can be read all the same. */
    if (ret->defect == DNS_NAME_TOO_LONG && ret->wire_len == 0)
        ret->wire_len = dns_name_skip(message, offset, end < len ? end : len);
    return ret->wire_len > 0;
}

bool dns_name_append(dns_name_t *name, const dns_name_t *other, unsigned from)
{
    const unsigned len = name->len, n_labels = name->n_labels;

    for (unsigned i = from; i < other->n_labels; i++) {
        if (!append_label(name, other->wire + other->label[i])) {
            name->len = len;
            name->n_labels = n_labels;
            return false;
        }
    }
    return true;
}

const uint8_t *dns_name_label(const dns_name_t *name, unsigned i, size_t *ret_len)
{
    const uint8_t *label = name->wire + name->label[i];

    *ret_len = label[0];
    return label + 1;
}

bool dns_name_is_address(const dns_name_t *name)
{
    size_t len, n_digits = 0;

    if (name->n_labels == 0)
        return false;
    const uint8_t *last = dns_name_label(name, name->n_labels - 1, &len);
    while (n_digits < len && ascii_is_digit(last[n_digits]))
        n_digits++;
    return n_digits == len || memchr(last, ':', len);
}

name_key_t dns_name_key(const dns_name_t *name)
{
    return (name_key_t){name->wire, name->len};
}
