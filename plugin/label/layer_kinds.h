/* layer_kinds.h - what part Wireshark's protocols play above a transport. Plain C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_LAYER_KINDS_H
#define SVCREG_LAYER_KINDS_H

#include <stddef.h>

typedef enum {
    LAYER_APPLICATION, /* what is spoken: every protocol that the table does not name */
    LAYER_WHOLE,    /* the same, and what it has inside are its own parts: a codec, a handshake */
    LAYER_CARRIER,  /* carries an application between two of its own ends: TPKT, presentation */
    LAYER_CONTENT,  /* what an application carries or is signed with: JSON, certificates, SDP */
    LAYER_NOTHING,  /* no protocol: unrecognised bytes, trailers of the link, ourselves */
    LAYER_INNER,    /* a tunnel's inner packet begins */
    LAYER_TRANSPORT /* the same, with ports */
} layer_kind_t;

typedef struct {
    const char *protocol; /* name as in display filters */
    layer_kind_t kind;
} layer_kind_row_t;

/** The kind of a protocol, named as in display filters. */
layer_kind_t layer_kind_of(const char *protocol);

/** The whole table, sorted by name; for checks. */
const layer_kind_row_t *layer_kinds_table(size_t *ret_n_rows);

#endif
