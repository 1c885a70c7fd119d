/* conversations.c - what the first packets of each conversation said.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/conversations.h"

#include "announce/announced.h"
#include "common/priming.h"
#include "common/segment.h"
#include "label/agreement.h"
#include "label/datagrams.h"
#include "label/dissected.h"
#include "label/signature.h"

#include <epan/column-utils.h>
#include <epan/dissectors/packet-tcp.h>
#include <string.h>

/* Bits of tcp.completeness, which Wireshark's headers do not name. */
enum {
    COMPLETENESS_SYN = 1,
    COMPLETENESS_SYN_ACK = 2,
    COMPLETENESS_DATA = 8,
    COMPLETENESS_RST = 32
};

static conversation_table_t *all_learned;
static int proto_tcp = -1;
static int proto_malformed = -1;
static int proto_data = -1;

static void forget_all(void)
{
    conversation_table_clear(all_learned);
}

void conversations_register(void)
{
    all_learned = conversation_table_new(offsetof(learned_conversation_t, end));
    register_cleanup_routine(forget_all);
}

static packet_ends_t ends_of(const transport_header_t *header)
{
    return (packet_ends_t){{&header->source_address, &header->destination_address},
                           {header->source, header->destination},
                           (uint8_t)header->transport};
}

/* The latest conversation with the ends of a packet, or NULL. */
static learned_conversation_t *last_learned(const transport_header_t *header,
                                            conversation_side_t *ret_side)
{
    const packet_ends_t ends = ends_of(header);

    return (learned_conversation_t *)conversation_table_find(all_learned, &ends, ret_side);
}

static const struct tcp_analysis *tcp_of(const learned_conversation_t *learned)
{
    return learned->is_tcp ? learned->tcp->analysis : NULL;
}

/* Whether anything was dissected of an end's payload. */
static bool has_payload(const learned_conversation_t *learned, conversation_side_t side)
{
    return learned->is_tcp ? learned->has_payload >> side & 1 : learned->payload_in[side] != 0;
}

static void set_has_payload(learned_conversation_t *learned, conversation_side_t side,
                            uint32_t frame)
{
    if (learned->is_tcp)
        learned->has_payload |= (uint8_t)(1U << side);
    else
        learned->payload_in[side] = frame;
}

/* An end's first payload of a TCP connection; NULL: none yet. */
static first_payload_t *payload_of(const learned_conversation_t *learned, conversation_side_t side)
{
    first_payload_t *all = learned->tcp->payloads;

    return all && all[side].frame != 0 ? &all[side] : NULL;
}

announced_when_t learned_when(const learned_conversation_t *learned)
{
    return (announced_when_t){
        .frame = learned->frame, .time = learned->time, .interface = learned->interface};
}

static void to_address(const ip_address_t *from, address *ret)
{
    set_address(ret, from->len == IPV4_LEN ? AT_IPv4 : AT_IPv6, from->len, from->bytes);
}

conversation_t *wireshark_conversation(const packet_info *pinfo, const transport_header_t *header)
{
    static const conversation_type types[SVCREG_N_TRANSPORTS] = {
        [SVCREG_TRANSPORT_TCP] = CONVERSATION_TCP,
        [SVCREG_TRANSPORT_UDP] = CONVERSATION_UDP,
        [SVCREG_TRANSPORT_SCTP] = CONVERSATION_SCTP,
        [SVCREG_TRANSPORT_DCCP] = CONVERSATION_DCCP};
    address source, destination;

    if (header->source_address.len == 0 || header->destination_address.len == 0)
        return NULL;
    to_address(&header->source_address, &source);
    to_address(&header->destination_address, &destination);
    return find_conversation(pinfo->num, &source, &destination, types[header->transport],
                             header->source, header->destination, 0);
}

static const struct tcp_analysis *analysis_of(const conversation_t *conversation)
{
    return conversation
               ? (const struct tcp_analysis *)conversation_get_proto_data(conversation, proto_tcp)
               : NULL;
}

malformed_t malformed_of(packet_info *pinfo, const proto_tree *tree)
{
    if (tree) {
        const GPtrArray *items = proto_get_finfo_ptr_array(tree, proto_malformed);
        return items && items->len > 0 ? MALFORMED_YES : MALFORMED_NO;
    }
    const char *info = pinfo->cinfo ? col_get_text(pinfo->cinfo, COL_INFO) : NULL;
    if (!info)
        return MALFORMED_UNKNOWN;
    return strstr(info, "[Malformed Packet") ? MALFORMED_YES : MALFORMED_NO;
}

/* The kind of packet that TCP has just entered into its analysis: of a connection's first one the
 * analysis knows nothing else yet. It keeps the port that received a SYN or answered one. */
static first_packet_t first_packet_of(const transport_header_t *header,
                                      const struct tcp_analysis *tcp)
{
    if (header->transport != SVCREG_TRANSPORT_TCP)
        return FIRST_DATAGRAM;
    if (!tcp || tcp->server_port == 0)
        return FIRST_MIDDLE;
    if (header->source == header->destination)
        return tcp->conversation_completeness & COMPLETENESS_SYN ? FIRST_SYN : FIRST_SYN_ANSWER;
    return tcp->server_port == header->destination ? FIRST_SYN : FIRST_SYN_ANSWER;
}

static bool is_data(const packet_info *pinfo)
{
    const wmem_list_frame_t *layer = wmem_list_tail(pinfo->layers);

    return layer && GPOINTER_TO_INT(wmem_list_frame_data(layer)) == proto_data;
}

/* Whether the dissection of a TCP segment came to nothing: TCP waits for the rest, or the protocol
 * gave the bytes up as data. Then Wireshark keeps the protocol among the layers where there is no
 * tree, and drops it where there is one: so nothing is recognised. */
static bool is_given_up(const packet_info *pinfo, const struct tcp_analysis *tcp)
{
    if (!tcp || !tcp->fwd)
        return false;
    const struct tcp_multisegment_pdu *last =
        (const struct tcp_multisegment_pdu *)wmem_tree_lookup32_le(tcp->fwd->multisegment_pdus,
                                                                   UINT32_MAX);
    return (last && last->first_frame == pinfo->num) || is_data(pinfo);
}

/* A client of RPC binds a reserved port, as bindresvport(3) does. Wireshark recognises a reply only
 * after its call. */
static bool is_call(const transport_header_t *header, const dissected_t *dissected)
{
    enum { RESERVED = 512, END_RESERVED = 1024 };

    return header->source >= RESERVED && header->source < END_RESERVED &&
           strcmp(dissected->names[0], "rpc") == 0;
}

/* TFTP's server sends a file from a port of its own: the request went from there to port 69 (RFC 1350
 * section 4). */
static bool is_transfer(const transport_header_t *header, const dissected_t *dissected)
{
    enum { TFTP_PORT = 69 };
    transport_header_t request = *header;
    conversation_side_t side;

    request.source = TFTP_PORT;
    return strcmp(dissected->names[0], "tftp") == 0 && last_learned(&request, &side);
}

/* A datagram's payload, as much as is looked at. False: there is none, or none to be found. */
static bool find_datagram(const packet_info *pinfo, const transport_header_t *header,
                          segment_t *ret)
{
    if (header->transport != SVCREG_TRANSPORT_UDP || !segment_find(pinfo, header, ret))
        return false;
    ret->len = MIN(ret->len, (size_t)SIGNATURE_MAX_LEN);
    return ret->len > 0;
}

/* Whether a port's dissector took a datagram that cannot be its own: it recognised nothing, as one that
 * ends malformed. */
static bool is_mistaken(const packet_info *pinfo, const segment_t *datagram,
                        const dissected_t *dissected)
{
    /* Of what the snap length left nobody tells. */
    return dissected->n > 0 && pinfo->fd->cap_len == pinfo->fd->pkt_len &&
           !datagram_may_be(dissected->names[0], datagram->payload, datagram->len);
}

/* What a first datagram is, which belongs to neither port. */
static first_packet_t first_datagram_of(const transport_header_t *header,
                                        const dissected_t *dissected)
{
    if (dissected->n > 0 && is_call(header, dissected))
        return FIRST_CALL;
    if (dissected->n > 0 && is_transfer(header, dissected))
        return FIRST_TRANSFER;
    return FIRST_DATAGRAM;
}

/* Who serves, where the bytes of a first packet tell that it asks or answers. What was dissected counts
 * where it says the same. */
static void settle_by_role(learned_conversation_t *learned, payload_role_t role)
{
    const bool middle = learned->first == FIRST_MIDDLE, answers = role == ROLE_ANSWERS;
    const conversation_side_t serves = answers ? BY_SENDER : BY_RECEIVER;

    if (role == ROLE_UNKNOWN ||
        (belongs_to(learned, serves) && !belongs_to(learned, other_side(serves))))
        return;
    learned->belongs = 0;
    if (middle)
        learned->first = answers ? FIRST_MIDDLE_ANSWER : FIRST_MIDDLE_REQUEST;
    else
        learned->first = answers ? FIRST_ANSWER : FIRST_REQUEST;
}

/* Learn from a first datagram's bytes, which may be others than what a port's dissector took them for. */
static void learn_first_datagram(const packet_info *pinfo, const transport_header_t *header,
                                 const dissected_t *dissected, learned_conversation_t *learned)
{
    const bool belongs = learned->belongs != 0;
    segment_t datagram;

    if (!belongs)
        learned->first = (uint8_t)first_datagram_of(header, dissected);
    if (!find_datagram(pinfo, header, &datagram))
        return;
    const bool mistaken = belongs && is_mistaken(pinfo, &datagram, dissected);
    if (mistaken)
        learned->malformed = MALFORMED_YES;
    if (mistaken || !belongs)
        learned->signature = (uint8_t)signature_of_datagram(datagram.payload, datagram.len);
    /* What belongs to the receiver's port alone is a request, as nearly all first datagrams are; what has
     * no signature has no role either. */
    if (learned->first == FIRST_DATAGRAM &&
        (belongs_to(learned, BY_SENDER) || learned->signature != SIGNATURE_NONE))
        settle_by_role(learned, datagram_role(datagram.payload, datagram.len));
}

/* Learn from the first packet that the capture has of a connection whose beginning it has not. */
static void learn_first_of_middle(const packet_info *pinfo, const transport_header_t *header,
                                  learned_conversation_t *learned)
{
    segment_t segment;

    if (segment_find(pinfo, header, &segment) && segment.len > 0)
        settle_by_role(learned,
                       segment_role(segment.payload, MIN(segment.len, (size_t)SIGNATURE_MAX_LEN)));
}

static uint32_t n_former(const learned_conversation_t *learned)
{
    return learned->tcp->former ? learned->tcp->former->n : 0;
}

static learned_conversation_t *much_older(const learned_conversation_t *learned)
{
    return learned->tcp->former ? learned->tcp->former->much_older : NULL;
}

/* Jumps back go so far that each connection is reached by the logarithm of their number of steps: two
 * of the same length make one (Myers, "An applicative random-access stack", 1983). */
static learned_conversation_t *jump_from(learned_conversation_t *older)
{
    learned_conversation_t *jump = much_older(older);

    if (!jump || !much_older(jump))
        return older;
    const uint32_t first = n_former(older) - n_former(jump);
    const uint32_t second = n_former(jump) - n_former(much_older(jump));
    return first == second ? much_older(jump) : older;
}

static former_connections_t *former_with(learned_conversation_t *older)
{
    former_connections_t *ret =
        (former_connections_t *)conversation_table_room(all_learned, sizeof(former_connections_t));

    *ret = (former_connections_t){
        .older = older, .much_older = jump_from(older), .n = n_former(older) + 1};
    return ret;
}

static tcp_connection_t *new_tcp(const conversation_t *conversation, learned_conversation_t *older)
{
    tcp_connection_t *ret =
        (tcp_connection_t *)conversation_table_room(all_learned, sizeof(tcp_connection_t));

    *ret = (tcp_connection_t){.former = older ? former_with(older) : NULL,
                              .analysis = analysis_of(conversation),
                              .latest = conversation};
    return ret;
}

unsigned ends_that_expect(const transport_header_t *header, const dissected_t *dissected,
                          conversation_side_t side)
{
    const bool source = port_expects(header->transport, header->source, dissected);
    const bool destination = port_expects(header->transport, header->destination, dissected);

    return (source ? 1U << side : 0) | (destination ? 1U << other_side(side) : 0);
}

/* A conversation's first packet. `tcp`: of a TCP connection, else NULL. */
static learned_conversation_t *begin(packet_info *pinfo, const proto_tree *tree,
                                     const transport_header_t *header, tcp_connection_t *tcp)
{
    const packet_ends_t ends = ends_of(header);
    learned_conversation_t *ret =
        (learned_conversation_t *)conversation_table_add(all_learned, &ends);
    const announced_when_t now = announced_now(pinfo, 0);
    dissected_t dissected = {.n = 0};

    ret->tcp = tcp;
    ret->is_tcp = tcp != NULL;
    ret->frame = pinfo->num;
    ret->time = now.time;
    ret->interface = now.interface;
    ret->first = (uint8_t)first_packet_of(header, tcp_of(ret));
    ret->malformed = malformed_of(pinfo, tree) & MALFORMED_BITS;
    if (!is_given_up(pinfo, tcp_of(ret))) {
        dissected_innermost(pinfo, &dissected);
        ret->belongs = ends_that_expect(header, &dissected, BY_SENDER) & BOTH_SIDES;
        if (dissected_has_payload(pinfo)) {
            set_has_payload(ret, BY_SENDER, pinfo->num);
            ret->fits = ret->belongs;
        }
    }
    if (ret->first == FIRST_DATAGRAM)
        learn_first_datagram(pinfo, header, &dissected, ret);
    else if (ret->first == FIRST_MIDDLE)
        learn_first_of_middle(pinfo, header, ret);
    return ret;
}

/* Some dissectors (VNC) make another conversation in the middle of a connection: TCP knows it only
 * from the next packet on. */
static const conversation_t *begun_now(const packet_info *pinfo, const conversation_t *found)
{
    return found && found->setup_frame == pinfo->num && analysis_of(found) ? found : NULL;
}

/* Wireshark's conversation that a later packet of a connection began: a SYN on ports that were used
 * before, be it from the other end. NULL: the packet is one of the former connection, whose last
 * frame TCP has just moved to it. To look a conversation up costs twenty times as much. */
static const conversation_t *new_connection(const packet_info *pinfo,
                                            const transport_header_t *header,
                                            learned_conversation_t *last)
{
    const conversation_t *found = last->tcp->latest;

    if (last->frame == pinfo->num || !found)
        return NULL;
    if (found->last_frame == pinfo->num)
        return NULL;
    found = wireshark_conversation(pinfo, header);
    if (found)
        last->tcp->latest = found;
    return begun_now(pinfo, found);
}

/* A reset that answers a SYN is no sign of a service. What answers a SYN that the capture has not may
 * be one: of a connection's first packet without payload nobody tells. */
static bool is_refusal(const packet_info *pinfo, const learned_conversation_t *conversation,
                       const struct tcp_analysis *tcp)
{
    if (tcp && conversation->frame == pinfo->num && conversation->first == FIRST_MIDDLE &&
        !dissected_has_payload(pinfo))
        return true;
    return tcp && tcp->conversation_completeness & COMPLETENESS_RST &&
           !(tcp->conversation_completeness & (COMPLETENESS_SYN_ACK | COMPLETENESS_DATA));
}

static void learn_payload(packet_info *pinfo, const transport_header_t *header,
                          learned_conversation_t *conversation, conversation_side_t side)
{
    dissected_t dissected;

    set_has_payload(conversation, side, pinfo->num);
    dissected_innermost(pinfo, &dissected);
    conversation->fits =
        (conversation->fits | ends_that_expect(header, &dissected, side)) & BOTH_SIDES;
}

/* The conversation that a packet is the first of, where it is: the packet's ends had `last` before, or
 * NULL. */
static learned_conversation_t *begun_by(packet_info *pinfo, const proto_tree *tree,
                                        const transport_header_t *header,
                                        learned_conversation_t *last)
{
    const conversation_t *begun = NULL;
    tcp_connection_t *tcp = NULL;

    if (header->transport == SVCREG_TRANSPORT_TCP)
        begun = last ? new_connection(pinfo, header, last) : wireshark_conversation(pinfo, header);
    if (last && !begun)
        return NULL;
    if (header->transport == SVCREG_TRANSPORT_TCP)
        tcp = new_tcp(begun, last);
    return begin(pinfo, tree, header, tcp);
}

static bool is_first_payload(const struct tcp_analysis *tcp, uint32_t sequence)
{
    /* Bases are the numbers before the first byte; which flow is whose does not matter here. */
    return !tcp || sequence - tcp->flow1.base_seq == 1 || sequence - tcp->flow2.base_seq == 1;
}

/* Whether the capture has the connection's beginning: else the first payload may be of a tunnel, or of
 * TLS after STARTTLS. */
static bool has_beginning(const learned_conversation_t *conversation)
{
    return !is_from_middle(conversation);
}

/* Whether an end of a connection is still to say what it says first, and this packet may have it. */
static bool may_begin_payload(const learned_conversation_t *learned, conversation_side_t side)
{
    const struct tcp_analysis *tcp = tcp_of(learned);
    const first_payload_t *first = payload_of(learned, side);

    if (tcp && !(tcp->conversation_completeness & COMPLETENESS_DATA))
        return false;
    return first ? first_payload_is_open(first) : has_beginning(learned);
}

static first_payload_t *room_for_payload(tcp_connection_t *tcp, conversation_side_t side)
{
    if (!tcp->payloads)
        tcp->payloads = (first_payload_t *)conversation_table_room(
            all_learned, N_SIDES * sizeof(first_payload_t));
    return &tcp->payloads[side];
}

/* What an end of a connection says first. */
static void learn_first_payload(const packet_info *pinfo, const transport_header_t *header,
                                learned_conversation_t *learned, conversation_side_t side)
{
    first_payload_t *first = payload_of(learned, side);
    segment_t segment;

    if (!may_begin_payload(learned, side))
        return;
    if (!segment_find(pinfo, header, &segment) || segment.len == 0)
        return;
    if (first)
        first_payload_join(first, pinfo->num, segment.sequence, segment.payload, segment.len);
    else if (is_first_payload(tcp_of(learned), segment.sequence))
        first_payload_take(room_for_payload(learned->tcp, side), pinfo->num, segment.sequence,
                           segment.payload, MIN(segment.len, (size_t)SIGNATURE_MAX_LEN));
}

/* Whether a packet has nothing to tell: nearly every one. A connection goes on where TCP has just moved
 * its last frame to the packet. */
static bool is_all_learned(const packet_info *pinfo, learned_conversation_t *learned,
                           conversation_side_t side)
{
    if (learned->spoke_in[side] == 0 ||
        (!has_payload(learned, side) && dissected_has_payload(pinfo)))
        return false;
    return !learned->is_tcp ||
           (learned->tcp->latest && learned->tcp->latest->last_frame == pinfo->num &&
            !may_begin_payload(learned, side));
}

void conversations_learn(packet_info *pinfo, const proto_tree *tree,
                         const transport_header_t *header)
{
    conversation_side_t side = BY_SENDER;

    if (header->source_address.len == 0)
        return;
    learned_conversation_t *learned = last_learned(header, &side);
    if ((learned && is_all_learned(pinfo, learned, side)) || transport_is_quoting(pinfo))
        return;
    learned_conversation_t *begun = begun_by(pinfo, tree, header, learned);
    if (begun) {
        learned = begun;
        side = BY_SENDER;
    }
    if (learned->spoke_in[side] == 0 && !is_refusal(pinfo, learned, tcp_of(learned)))
        learned->spoke_in[side] = pinfo->num;
    if (!has_payload(learned, side) && dissected_has_payload(pinfo) &&
        !is_given_up(pinfo, tcp_of(learned)))
        learn_payload(pinfo, header, learned, side);
    if (learned->is_tcp)
        learn_first_payload(pinfo, header, learned, side);
}

learned_conversation_t *conversations_find(const packet_info *pinfo,
                                           const transport_header_t *header,
                                           conversation_side_t *ret_side)
{
    if (header->source_address.len == 0)
        return NULL;
    const packet_ends_t ends = ends_of(header);
    learned_conversation_t *found =
        (learned_conversation_t *)conversation_table_find(all_learned, &ends, ret_side);
    while (found && found->frame > pinfo->num) {
        const former_connections_t *former = found->is_tcp ? found->tcp->former : NULL;
        if (!former)
            return NULL;
        found = former->much_older->frame > pinfo->num ? former->much_older : former->older;
        *ret_side = conversation_table_side(all_learned, found, &ends);
    }
    return found;
}

void conversations_handoff(void)
{
    proto_tcp = proto_registrar_get_id_byname("tcp");
    proto_malformed = priming_want("_ws.malformed");
    proto_data = proto_registrar_get_id_byname("data");
}

const char *conversation_signature(const packet_info *pinfo, const learned_conversation_t *learned,
                                   conversation_side_t side)
{
    const conversation_side_t other = other_side(side);

    if (!learned->is_tcp)
        return learned->frame < pinfo->num ? signature_name((signature_t)learned->signature) : NULL;
    signature_t signature = first_payload_signature(payload_of(learned, side), pinfo->num);
    if (signature == SIGNATURE_NONE)
        signature = first_payload_signature(payload_of(learned, other), pinfo->num);
    return signature_name(signature);
}

unsigned conversation_payload_kinds(const packet_info *pinfo, const learned_conversation_t *learned,
                                    bool *ret_known)
{
    unsigned kinds = 0;

    *ret_known = false;
    for (unsigned side = 0; learned->is_tcp && side < N_SIDES; side++) {
        first_payload_t *first = payload_of(learned, (conversation_side_t)side);
        if (!first || first->frame >= pinfo->num)
            continue;
        kinds |= first_payload_kinds(first);
        *ret_known = true;
    }
    return kinds;
}

/* A conversation's first packet, which the first pass may have seen without a tree. The dissectors of
 * HTTP and SSDP take for their own what they show nothing of, as the middle of a body; only where
 * there is a tree Wireshark drops them from the layers then. */
void conversation_learn_again(packet_info *pinfo, const proto_tree *tree,
                              const transport_header_t *header, conversation_side_t side,
                              learned_conversation_t *found)
{
    dissected_t dissected;

    if (found->frame != pinfo->num)
        return;
    if (found->malformed == MALFORMED_UNKNOWN)
        found->malformed = malformed_of(pinfo, tree) & MALFORMED_BITS;
    if (!tree || found->belongs == 0)
        return;
    dissected = (dissected_t){.n = 0};
    if (header->transport != SVCREG_TRANSPORT_TCP || !is_data(pinfo))
        dissected_innermost(pinfo, &dissected);
    /* Of a datagram a later pass may know more: another dissector says nothing of the first one. */
    if (header->transport != SVCREG_TRANSPORT_TCP && dissected.n > 0)
        return;
    found->belongs = (found->belongs & ends_that_expect(header, &dissected, side)) & BOTH_SIDES;
}

bool conversation_begins(const packet_info *pinfo, const learned_conversation_t *conversation,
                         conversation_side_t side, const transport_header_t *header)
{
    enum { SEQUENCE = 4, LEN = 4 }; /* RFC 9293 section 3.1 */

    /* What is dissected of a datagram may depend on whether there is a tree; that there is one does
     * not. */
    if (header->transport == SVCREG_TRANSPORT_UDP)
        return !conversation || conversation->spoke_in[side] == pinfo->num;
    if (header->transport != SVCREG_TRANSPORT_TCP)
        return !conversation || conversation->payload_in[side] == pinfo->num;
    if (conversation && !has_beginning(conversation))
        return false;
    const struct tcp_analysis *tcp =
        conversation ? tcp_of(conversation) : analysis_of(wireshark_conversation(pinfo, header));
    if (tvb_captured_length_remaining(header->tvb, header->offset) < SEQUENCE + LEN)
        return true;
    return is_first_payload(tcp, tvb_get_ntohl(header->tvb, header->offset + SEQUENCE));
}

const char *conversation_late_signature(const packet_info *pinfo,
                                        const learned_conversation_t *learned,
                                        conversation_side_t side)
{
    if (!learned->is_tcp)
        return NULL;
    return signature_name(first_payload_completed(payload_of(learned, side), pinfo->num));
}
