/* segment.h - a packet's TCP segment or UDP datagram in its bytes, without a tree.
 *
 * Listeners are not called in every program while a file is loaded, and trees are not made: what is to
 * be known of a payload then is read where it stands.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_SEGMENT_H
#define SVCREG_SEGMENT_H

#include "common/transport.h"

/** A payload, as far as captured. */
typedef struct {
    const uint8_t *payload; /* lives as long as the packet's dissection */
    size_t len;
    uint32_t sequence; /* TCP's number of its first byte */
} segment_t;

/** Find what the packet's innermost header carries, which transport_innermost() gave. False where its
 * bytes are not in the packet as they are, compressed say, and for other transports than TCP and
 * UDP. */
bool segment_find(const packet_info *pinfo, const transport_header_t *header, segment_t *ret);

#endif
