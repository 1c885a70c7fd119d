/* dns_name.h - reads domain names (RFC 1035 section 4.1.4).
 *
 * Plain C on the bytes of one DNS message; nothing here allocates or reads outside of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNS_NAME_H
#define SVCREG_DNS_NAME_H

#include "common/name_key.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DNS_MAX_NAME = 255,   /* bytes of a name on the wire, RFC 1035 section 2.3.4 */
    DNS_MAX_LABELS = 127, /* as many one-byte labels as fit in that, with their lengths */
    DNS_MAX_LABEL = 63,   /* bytes of a label, RFC 1035 section 2.3.4 */
    /* Compression pointers of one name: one for each label, and no sound name needs a second one in
     * a row. Chains of thousands are made to cost time (CVE-2026-69184). */
    DNS_MAX_POINTERS = DNS_MAX_LABELS
};

/** What is wrong with a name. The labels before the defect are kept. */
typedef enum {
    DNS_NAME_OK,
    DNS_NAME_TRUNCATED,  /* reaches past the end of the message */
    DNS_NAME_POINTER,    /* compression pointer that does not point backwards: a loop */
    DNS_NAME_POINTERS,   /* more than DNS_MAX_POINTERS compression pointers, or none left */
    DNS_NAME_LABEL_TYPE, /* label type 01 or 10, which RFC 6891 section 5 leaves unused */
    DNS_NAME_TOO_LONG    /* more than 255 bytes */
} dns_name_defect_t;

/** A name with its compression undone. */
typedef struct {
    uint8_t wire[DNS_MAX_NAME];    /* length byte and bytes of each label; no root label */
    uint8_t label[DNS_MAX_LABELS]; /* where in `wire` each label's length byte stands */
    unsigned n_labels;
    unsigned len;    /* bytes used of `wire` */
    size_t wire_len; /* bytes that the name takes up in its place; 0: not known */
    dns_name_defect_t defect;
} dns_name_t;

/** Read the name at `offset` of a message of `len` bytes into *ret. What stands in its place must
 * end before `end` (the end of the RDATA, or of the message); only compression leads elsewhere.
 * `*pointers_left` is how many compression pointers may still be followed, those of this name are
 * taken off; NULL: as many as one name may have. True when the next field of the message can be
 * found, even though the name may have a defect: ret->wire_len is known then. */
bool dns_name_read(const uint8_t *message, size_t len, size_t offset, size_t end,
                   size_t *pointers_left, dns_name_t *ret);

/** Whether a name is an address in the form of text: no top-level domain is all digits, or has a colon
 * (RFC 1123 section 2.1). */
bool dns_name_is_address(const dns_name_t *name);

/** Bytes that the name at `offset` takes up in its place, without looking where it points to; 0: it
 * does not end before `end`. */
size_t dns_name_skip(const uint8_t *message, size_t offset, size_t end);

/** Put the labels of `other` from label `from` on behind those of `name`. False, and `name` untouched,
 * when that is longer than a name may be. */
bool dns_name_append(dns_name_t *name, const dns_name_t *other, unsigned from);

/** Bytes of label `i`, and their number (1 to 63) in *ret_len. `i` must be below n_labels. */
const uint8_t *dns_name_label(const dns_name_t *name, unsigned i, size_t *ret_len);

/** The name as a key; its bytes are the name's own. Length bytes are below 64, so that letters alone
 * are of either case. */
name_key_t dns_name_key(const dns_name_t *name);

#endif
