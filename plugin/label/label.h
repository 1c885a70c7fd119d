/* label.h - what is to be said of one transport header, before it is put in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_LABEL_H
#define SVCREG_LABEL_H

#include "label/agreement.h"
#include "label/conversations.h"
#include "label/port_end.h"

typedef enum { SERVICE_AT_NEITHER, SERVICE_AT_SOURCE, SERVICE_AT_DESTINATION } service_at_t;

/** How far a conversation is, as it was learned: once for all its packets. */
typedef struct {
    bool is_first;      /* this packet is the conversation's first */
    bool is_answer;     /* this packet is the first in which the service spoke */
    bool has_answered;  /* it is that, or comes after it */
    bool was_announced; /* the service was announced before the first */
} label_moment_t;

typedef struct {
    const transport_header_t *header;
    port_end_t source;
    port_end_t destination;
    service_at_t at;
    service_ground_t ground;
    const port_end_t *service; /* one of both; NULL: neither */
    label_moment_t moment;
    dissected_t dissected;
    bool is_mistaken;      /* a datagram cannot be what it was dissected as */
    const char *signature; /* of a direction's first payload; may be NULL */
    bool has_payload;
    agreement_t agreement;
    const char *registered; /* AGREEMENT_DIFFERS: the service, */
    const char *spoken;     /* and what is spoken instead */
    bool is_beginning;      /* AGREEMENT_DIFFERS: this packet tells */
} label_t;

/** Decide all of *ret for a header, which must outlive it. Without a tree (`tree` NULL) there is no
 * word on what was dissected. */
void label_make(packet_info *pinfo, const proto_tree *tree, const transport_header_t *header,
                label_t *ret);

#endif
