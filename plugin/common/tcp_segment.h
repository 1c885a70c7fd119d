/* tcp_segment.h - a packet's TCP segment in its bytes, without a tree.
 *
 * Listeners are not called in every program while a file is loaded, and trees are not made: what is to
 * be known of a payload then is read where it stands.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TCP_SEGMENT_H
#define SVCREG_TCP_SEGMENT_H

#include "common/transport.h"

/** A segment's payload, as far as captured, and TCP's number of its first byte. */
typedef struct {
    const uint8_t *payload; /* lives as long as the packet's dissection */
    size_t len;
    uint32_t sequence;
} tcp_segment_t;

/** Find the segment of the packet's innermost header, which transport_innermost() gave. False where
 * its bytes are not in the packet as they are: compressed, say. */
bool tcp_segment_find(const packet_info *pinfo, const transport_header_t *header,
                      tcp_segment_t *ret);

#endif
