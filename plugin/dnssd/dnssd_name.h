/* dnssd_name.h - reads domain names (RFC 1035 section 4.1.4) and takes DNS-SD names apart.
 *
 * Plain C on the bytes of one DNS message; nothing here allocates or reads outside of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_NAME_H
#define SVCREG_DNSSD_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DNSSD_MAX_NAME = 255,   /* bytes of a name on the wire, RFC 1035 section 2.3.4 */
    DNSSD_MAX_LABELS = 127, /* as many one-byte labels as fit in that, with their lengths */
    DNSSD_MAX_LABEL = 63    /* bytes of a label, RFC 1035 section 2.3.4 */
};

/** What is wrong with a name. The labels before the defect are kept. */
typedef enum {
    DNSSD_NAME_OK,
    DNSSD_NAME_TRUNCATED,  /* reaches past the end of the message */
    DNSSD_NAME_POINTER,    /* compression pointer that does not point backwards: a loop */
    DNSSD_NAME_LABEL_TYPE, /* label type 01 or 10, which RFC 6891 section 5 leaves unused */
    DNSSD_NAME_TOO_LONG    /* more than 255 bytes */
} dnssd_name_defect_t;

/** A name with its compression undone. */
typedef struct {
    uint8_t wire[DNSSD_MAX_NAME];    /* length byte and bytes of each label; no root label */
    uint8_t label[DNSSD_MAX_LABELS]; /* where in `wire` each label's length byte stands */
    unsigned n_labels;
    unsigned len;    /* bytes used of `wire` */
    size_t wire_len; /* bytes that the name takes up in its place; 0: not known */
    dnssd_name_defect_t defect;
} dnssd_name_t;

/** Read the name at `offset` of a message of `len` bytes into *ret. What stands in its place must
 * end before `end` (the end of the RDATA, or of the message); only compression leads elsewhere.
 * True when the next field of the message can be found, even though the name may have a defect:
 * ret->wire_len is known then. */
bool dnssd_name_read(const uint8_t *message, size_t len, size_t offset, size_t end,
                     dnssd_name_t *ret);

/** Bytes of label `i`, and their number (1 to 63) in *ret_len. `i` must be below n_labels. */
const uint8_t *dnssd_name_label(const dnssd_name_t *name, unsigned i, size_t *ret_len);

/** Whether two names are the same, ASCII case-insensitively (RFC 6762 section 16). */
bool dnssd_name_equal(const dnssd_name_t *a, const dnssd_name_t *b);

/** What a name is for in DNS-SD. */
typedef enum {
    DNSSD_NAME_OTHER,       /* no DNS-SD name: a host, say */
    DNSSD_NAME_INSTANCE,    /* <Instance>.<Service>.<Domain>, RFC 6763 section 4.1 */
    DNSSD_NAME_SERVICE,     /* <Service>.<Domain>, section 4: browsing */
    DNSSD_NAME_SUBTYPE,     /* <sub>._sub.<Service>.<Domain>, section 7.1 */
    DNSSD_NAME_ENUMERATION, /* _services._dns-sd._udp.<Domain>, section 9: lists service types */
    DNSSD_NAME_DOMAINS      /* b, db, r, dr, lb ._dns-sd._udp.<Domain>, section 11: lists domains */
} dnssd_name_kind_t;

/** A DNS-SD name's parts, as label numbers; -1: it has no such part. */
typedef struct {
    dnssd_name_kind_t kind;
    int instance; /* first label of INSTANCE; the list's letter of DOMAINS */
    int subtype;
    int service; /* label "_http"; its transport label follows */
    int domain;  /* first label of the domain; n_labels when there is none */
} dnssd_parts_t;

/** Take a name apart. */
dnssd_parts_t dnssd_name_parts(const dnssd_name_t *name);

#endif
