/* conversations.h - what the first packets of each conversation said.
 *
 * Learned in the first pass, with or without a tree, by two addresses, two ports and the transport:
 * so what a label says of a conversation is the same for all its packets, in every pass, in
 * whatever order they are looked at. Wireshark's own conversations do not tell: FTP, SIP and others
 * make them before their first packet, for one end only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_CONVERSATIONS_H
#define SVCREG_CONVERSATIONS_H

#include "announce/announcements.h"
#include "common/transport.h"
#include "label/conversation_table.h"
#include "label/dissected.h"
#include "label/first_payload.h"
#include "label/service_end.h"

#include <epan/conversation.h>

/** Whether a dissection ended in "Malformed Packet". Without tree and columns nobody knows; whoever
 * looks at the packet again does. */
typedef enum { MALFORMED_UNKNOWN, MALFORMED_NO, MALFORMED_YES } malformed_t;

/* Bits of a learned_conversation_t: of both sides, and of a malformed_t. */
enum { BOTH_SIDES = (1 << N_SIDES) - 1, MALFORMED_BITS = 3 };

/** The connections that a TCP connection's ports had before. */
typedef struct {
    struct learned_conversation *older;      /* the last of them */
    struct learned_conversation *much_older; /* for a search in logarithmic time */
    uint32_t n;                              /* how many there are */
} former_connections_t;

/** What only a TCP connection has. */
typedef struct {
    former_connections_t *former;        /* NULL: none */
    const struct tcp_analysis *analysis; /* Wireshark's; NULL: it made none */
    const conversation_t *latest;        /* Wireshark's last one with the same ends */
    first_payload_t *payloads;           /* of N_SIDES ends; NULL: none yet */
} tcp_connection_t;

/** A capture may have a million of them: enums are bytes, and what is of two ends is a bit for each. */
typedef struct learned_conversation {
    union {
        tcp_connection_t *tcp;        /* of TCP; of others: */
        uint32_t payload_in[N_SIDES]; /* first frame with what was dissected of an end's payload */
    };
    int64_t time;   /* of the first packet, as in announced_when_t, */
    uint32_t frame; /* its number; announcements before it count for the service end */
    uint32_t interface;
    uint32_t
        spoke_in[N_SIDES]; /* first frame in which an end spoke other than to refuse; 0: never */
    uint8_t first;         /* first_packet_t: the kind of the first packet */
    union {
        uint8_t has_payload; /* of TCP: ends of whose payload something was dissected; of UDP: */
        uint8_t signature; /* signature_t: of a first datagram that no port's dissector explains */
    };
    uint8_t malformed : 2; /* malformed_t: the first packet's dissection, or it cannot be that, */
    uint8_t belongs : N_SIDES; /* and whether that belongs to an end's port */
    uint8_t fits : N_SIDES; /* whether the first payload of either end belongs to an end's port */
    uint8_t is_tcp : 1;
    uint8_t end[]; /* without padding: see conversation_table.h */
} learned_conversation_t;

/** Whether what the first packet was dissected as belongs to an end's port. */
static inline bool belongs_to(const learned_conversation_t *learned, conversation_side_t side)
{
    return learned->belongs >> side & 1;
}

/** Whether a first payload, of either end, belongs to an end's port. */
static inline bool fits(const learned_conversation_t *learned, conversation_side_t side)
{
    return learned->fits >> side & 1;
}

/** Whether the capture has not the beginning of a connection. */
static inline bool is_from_middle(const learned_conversation_t *learned)
{
    return learned->first == FIRST_MIDDLE || learned->first == FIRST_MIDDLE_REQUEST ||
           learned->first == FIRST_MIDDLE_ANSWER;
}

/** The moment before which announcements count for a conversation's service end: its first packet's. */
announced_when_t learned_when(const learned_conversation_t *learned);

/** Forget everything whenever a file is closed; called once. */
void conversations_register(void);

/** Look up the protocols; called once. */
void conversations_handoff(void);

/** Learn what a packet says of its conversation. Called for each packet of the first pass that has a
 * header, with its innermost one. */
void conversations_learn(packet_info *pinfo, const proto_tree *tree,
                         const transport_header_t *header);

/** The conversation of a header, NULL when it was not learned (tunnels: only the innermost header is
 * there without a tree). *ret_side is the end that sent this packet. */
learned_conversation_t *conversations_find(const packet_info *pinfo,
                                           const transport_header_t *header,
                                           conversation_side_t *ret_side);

/** Learn what a conversation's first packet tells now that it is looked at again, perhaps with a
 * tree, sent by `side`. Nothing where it is another packet. */
void conversation_learn_again(packet_info *pinfo, const proto_tree *tree,
                              const transport_header_t *header, conversation_side_t side,
                              learned_conversation_t *found);

/** The conversation that Wireshark made for a header, or NULL. */
conversation_t *wireshark_conversation(const packet_info *pinfo, const transport_header_t *header);

/** Whether the packet's bytes are a direction's first payload, or may be. Of TCP by sequence
 * number, of others the first packet. */
bool conversation_begins(const packet_info *pinfo, const learned_conversation_t *learned,
                         conversation_side_t side, const transport_header_t *header);

/** What a direction's first payloads began like, where it takes several to tell and the packet has
 * the one that completes them. NULL: no saying. */
const char *conversation_late_signature(const packet_info *pinfo,
                                        const learned_conversation_t *learned,
                                        conversation_side_t side);

/** What the conversation's payload began like, as far as earlier packets tell: in the direction of
 * this packet, else in the other. NULL: no saying. */
const char *conversation_signature(const packet_info *pinfo, const learned_conversation_t *learned,
                                   conversation_side_t side);

/** The kinds of the first payloads of both ends, as far as earlier packets tell; *ret_known whether any
 * does. */
unsigned conversation_payload_kinds(const packet_info *pinfo, const learned_conversation_t *learned,
                                    bool *ret_known);

/** The ends, as bits 1 << conversation_side_t, to whose ports it belongs what a packet sent by `side`
 * was dissected as. */
unsigned ends_that_expect(const transport_header_t *header, const dissected_t *dissected,
                          conversation_side_t side);

/** Whether this packet's dissection ended in "Malformed Packet". */
malformed_t malformed_of(packet_info *pinfo, const proto_tree *tree);

#endif
