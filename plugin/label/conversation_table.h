/* conversation_table.h - finds what is kept of a conversation by its two ends. Plain C with GLib.
 *
 * A capture may have a million conversations: what is kept of one stands in pages, without padding and
 * without a block of memory of its own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_CONVERSATION_TABLE_H
#define SVCREG_CONVERSATION_TABLE_H

#include "common/ip_address.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The two ends: who sent the first packet, and the other. */
typedef enum { BY_SENDER, BY_RECEIVER, N_SIDES } conversation_side_t;

static inline conversation_side_t other_side(conversation_side_t side)
{
    return side == BY_SENDER ? BY_RECEIVER : BY_SENDER;
}

/** Of one packet: source, destination. Both addresses are known, and of one length. */
typedef struct {
    const ip_address_t *addresses[N_SIDES];
    uint16_t ports[N_SIDES];
    uint8_t transport; /* svcreg_transport_t */
} packet_ends_t;

typedef struct conversation_table conversation_table_t;

/** A table that keeps `record_len` bytes for each conversation, with its ends behind them: they are the
 * table's. It has pages once there is something to keep. */
conversation_table_t *conversation_table_new(size_t record_len);

/** Forget everything. What was found or added is gone. */
void conversation_table_clear(conversation_table_t *table);

/** The latest record that was added for the ends of a packet, in either direction, or NULL. *ret_side
 * is the end that sent this packet. */
void *conversation_table_find(const conversation_table_t *table, const packet_ends_t *ends,
                              conversation_side_t *ret_side);

/** Which end of a record's conversation sent a packet between the same ends. */
conversation_side_t conversation_table_side(const conversation_table_t *table, const void *record,
                                            const packet_ends_t *ends);

/** Add a record for the ends of a conversation's first packet, all zero, aligned to 8 bytes. An older
 * one of the same ends is found no longer, and stays where it is. */
void *conversation_table_add(conversation_table_t *table, const packet_ends_t *ends);

/** Room for more of what is kept, all zero, aligned to 8 bytes; `len` is far below a page of 64 KiB. It is
 * there as long as the records are. */
void *conversation_table_room(conversation_table_t *table, size_t len);

#endif
