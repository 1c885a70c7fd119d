/* dnssd_name.c - domain names and the parts of DNS-SD names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_name.h"

#include <string.h>
#include <strings.h>

enum { POINTER_BITS = 0xc0 };

/* Append a label. False when the name would be longer than RFC 1035 allows. */
static bool append_label(dnssd_name_t *name, const uint8_t *label)
{
    unsigned size = 1U + label[0];

    /* One byte is left for the root label that ends each name on the wire. */
    if (name->len + size > DNSSD_MAX_NAME - 1)
        return false;
    memcpy(name->wire + name->len, label, size);
    name->label[name->n_labels++] = (uint8_t)name->len;
    name->len += size;
    return true;
}

/* Go on reading at `at`. Every pointer must point before the place where the reading last jumped
 * to (`limit`): so the places only go down and no loop is possible. RFC 1035 section 4.1.4 speaks
 * of "a prior occurrence", without making it a rule. */
static dnssd_name_defect_t read_labels(const uint8_t *message, size_t len, size_t at, size_t end,
                                       dnssd_name_t *ret)
{
    const size_t start = at;
    size_t limit = at;

    for (;;) {
        if (at >= end)
            return DNSSD_NAME_TRUNCATED;
        uint8_t length = message[at];
        if (length == 0) {
            if (ret->wire_len == 0)
                ret->wire_len = at + 1 - start;
            return DNSSD_NAME_OK;
        }
        if ((length & POINTER_BITS) == POINTER_BITS) {
            if (end - at < 2)
                return DNSSD_NAME_TRUNCATED;
            if (ret->wire_len == 0)
                ret->wire_len = at + 2 - start;
            at = (size_t)(length & ~POINTER_BITS) << 8 | message[at + 1];
            if (at >= limit)
                return DNSSD_NAME_POINTER;
            limit = at;
            end = len; /* elsewhere in the message */
            continue;
        }
        if (length & POINTER_BITS)
            return DNSSD_NAME_LABEL_TYPE;
        if (end - at < 1U + length)
            return DNSSD_NAME_TRUNCATED;
        if (!append_label(ret, message + at))
            return DNSSD_NAME_TOO_LONG;
        at += 1U + length;
    }
}

bool dnssd_name_read(const uint8_t *message, size_t len, size_t offset, size_t end,
                     dnssd_name_t *ret)
{
    ret->n_labels = 0;
    ret->len = 0;
    ret->wire_len = 0;
    ret->defect = read_labels(message, len, offset, end < len ? end : len, ret);
    return ret->wire_len > 0;
}

const uint8_t *dnssd_name_label(const dnssd_name_t *name, unsigned i, size_t *ret_len)
{
    const uint8_t *label = name->wire + name->label[i];

    *ret_len = label[0];
    return label + 1;
}

static bool bytes_equal_nocase(const uint8_t *a, const uint8_t *b, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        uint8_t x = a[i], y = b[i];

        x = (uint8_t)(x >= 'A' && x <= 'Z' ? x | 0x20 : x);
        y = (uint8_t)(y >= 'A' && y <= 'Z' ? y | 0x20 : y);
        if (x != y)
            return false;
    }
    return true;
}

bool dnssd_name_equal(const dnssd_name_t *a, const dnssd_name_t *b)
{
    /* Length bytes are below 64, so folding the case of letters leaves them alone. */
    return a->len == b->len && a->n_labels == b->n_labels &&
           bytes_equal_nocase(a->wire, b->wire, a->len);
}

static bool label_is(const dnssd_name_t *name, unsigned i, const char *text)
{
    size_t len;

    if (i >= name->n_labels)
        return false;
    const uint8_t *label = dnssd_name_label(name, i, &len);
    return len == strlen(text) && bytes_equal_nocase(label, (const uint8_t *)text, len);
}

/* Whether labels i and i + 1 are a service type: "_http" "_tcp" (RFC 6763 section 4.1.2). */
static bool is_service_at(const dnssd_name_t *name, unsigned i)
{
    size_t len;

    if (i + 1 >= name->n_labels)
        return false;
    const uint8_t *label = dnssd_name_label(name, i, &len);
    return len > 1 && label[0] == '_' &&
           (label_is(name, i + 1, "_tcp") || label_is(name, i + 1, "_udp"));
}

dnssd_parts_t dnssd_name_parts(const dnssd_name_t *name)
{
    dnssd_parts_t parts = {DNSSD_NAME_OTHER, -1, -1, -1, -1};

    if (is_service_at(name, 0)) {
        parts.kind = DNSSD_NAME_SERVICE;
        parts.service = 0;
    } else if (is_service_at(name, 1)) {
        bool lists = label_is(name, 1, "_dns-sd");
        if (lists && label_is(name, 0, "_services"))
            parts.kind = DNSSD_NAME_ENUMERATION;
        else
            parts.kind = lists ? DNSSD_NAME_DOMAINS : DNSSD_NAME_INSTANCE;
        if (parts.kind != DNSSD_NAME_ENUMERATION)
            parts.instance = 0;
        parts.service = 1;
    } else if (label_is(name, 1, "_sub") && is_service_at(name, 2)) {
        parts.kind = DNSSD_NAME_SUBTYPE;
        parts.subtype = 0;
        parts.service = 2;
    } else {
        return parts;
    }
    parts.domain = parts.service + 2;
    return parts;
}
