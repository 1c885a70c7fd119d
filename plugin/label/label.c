/* label.c - what is to be said of one transport header.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/label.h"

#include "common/compat.h"
#include "label/datagrams.h"
#include "label/payload_kinds.h"
#include "label/signature.h"

#include <string.h>

enum { UDP_HEADER_LEN = 8 }; /* RFC 768 */

/* Evidence is by who sent the conversation's first packet, a label by who sent this one. */
static service_at_t at_of(service_decision_t decision, conversation_side_t side)
{
    if (decision.end == END_NEITHER)
        return SERVICE_AT_NEITHER;
    return (decision.end == END_SENDER) == (side == BY_SENDER) ? SERVICE_AT_SOURCE
                                                               : SERVICE_AT_DESTINATION;
}

static end_evidence_t evidence_of(const port_end_t *end, const learned_conversation_t *learned,
                                  const announced_when_t *when, conversation_side_t side,
                                  malformed_t malformed)
{
    end_evidence_t evidence = port_end_evidence(end, when);

    evidence.dissected = belongs_to(learned, side) && malformed != MALFORMED_YES;
    evidence.refuted = belongs_to(learned, side) && malformed == MALFORMED_YES;
    return evidence;
}

static service_decision_t decide(packet_info *pinfo, const proto_tree *tree, const label_t *label,
                                 const learned_conversation_t *learned,
                                 const announced_when_t *when, conversation_side_t side)
{
    const port_end_t *sender = side == BY_SENDER ? &label->source : &label->destination;
    const port_end_t *receiver = side == BY_SENDER ? &label->destination : &label->source;
    malformed_t malformed = (malformed_t)learned->malformed;

    /* Where nobody knows of the first packet, this one must do: what is no DNS is malformed alike.
     */
    if (malformed == MALFORMED_UNKNOWN)
        malformed = malformed_of(pinfo, tree);
    service_evidence_t evidence = {
        .first = (first_packet_t)learned->first,
        .sender = evidence_of(sender, learned, when, BY_SENDER, malformed),
        .receiver = evidence_of(receiver, learned, when, BY_RECEIVER, malformed)};
    service_decision_t decision = service_end_decide(&evidence);
    if (decision.ground != GROUND_LOWER_PORT)
        return decision;
    evidence.sender.known = port_is_known(sender->transport, sender->port);
    evidence.receiver.known = port_is_known(receiver->transport, receiver->port);
    return service_end_decide(&evidence);
}

/* Whether the header's source sent the first packet of Wireshark's conversation. */
static bool source_is_first(const conversation_t *conversation, const transport_header_t *header)
{
    const address *first = conversation_key_addr1(conversation->key_ptr);
    ip_address_t address;

    ip_address_set(&address, first);
    return conversation_key_port1(conversation->key_ptr) == header->source &&
           ip_address_equal(&address, &header->source_address);
}

/* The outer headers of a tunnel: what Wireshark's conversation says, and what this packet does. */
static conversation_side_t learn_outer(packet_info *pinfo, const transport_header_t *header,
                                       const dissected_t *dissected, learned_conversation_t *ret)
{
    const conversation_t *conversation = wireshark_conversation(pinfo, header);
    bool known = conversation && !(conversation->options &
                                   (NO_ADDR2 | NO_PORT2 | NO_PORT2_FORCE | CONVERSATION_TEMPLATE));

    *ret = (learned_conversation_t){.frame = known ? conversation->setup_frame : pinfo->num,
                                    .first = known && header->transport != SVCREG_TRANSPORT_TCP
                                                 ? FIRST_DATAGRAM
                                                 : FIRST_UNKNOWN,
                                    .malformed = MALFORMED_NO};
    conversation_side_t side =
        !known || source_is_first(conversation, header) ? BY_SENDER : BY_RECEIVER;

    ret->belongs = ends_that_expect(header, dissected, side) & BOTH_SIDES;
    ret->spoke_in[side] = ret->payload_in[side] = ret->frame;
    return side;
}

/* Which of who sent the conversation's first packet and the other is the service. */
static conversation_side_t service_side(const label_t *label, conversation_side_t side)
{
    return (label->at == SERVICE_AT_SOURCE) == (side == BY_SENDER) ? BY_SENDER : BY_RECEIVER;
}

static label_moment_t moment_of(const packet_info *pinfo, const learned_conversation_t *learned,
                                const announced_when_t *when, conversation_side_t side,
                                const label_t *label)
{
    announced_t announced[ANNOUNCED_MAX_FOUND];
    const port_end_t *service = label->service;

    if (!service)
        return (label_moment_t){.is_first = learned->frame == pinfo->num};
    uint32_t spoke_in = learned->spoke_in[service_side(label, side)];
    return (label_moment_t){
        .is_first = learned->frame == pinfo->num,
        .is_answer = label->at == SERVICE_AT_SOURCE && spoke_in == pinfo->num,
        .has_answered = spoke_in > 0 && spoke_in <= pinfo->num,
        .was_announced = announcements_find(announced_in_file(), when, service->transport,
                                            &service->address, service->port, announced, NULL) > 0};
}

/* Bytes of payload behind a TCP header, as captured. */
static int tcp_payload_len(const transport_header_t *header)
{
    enum { DATA_OFFSET = 12 };

    if (header->end - header->offset <= DATA_OFFSET)
        return 0;
    /* RFC 9293 section 3.1: the header's length in 32-bit words. */
    int len = 4 * (tvb_get_uint8(header->tvb, header->offset + DATA_OFFSET) >> 4);
    return MAX(header->end - header->offset - len, 0);
}

static int udp_payload_len(const transport_header_t *header)
{
    return MAX(header->end - header->offset - UDP_HEADER_LEN, 0);
}

static int payload_len_of(const transport_header_t *header)
{
    return header->transport == SVCREG_TRANSPORT_TCP   ? tcp_payload_len(header)
           : header->transport == SVCREG_TRANSPORT_UDP ? udp_payload_len(header)
                                                       : 0;
}

/* Some of Wireshark's heuristics are content with the two bytes that a short snap length leaves. */
static bool is_telling(const transport_header_t *header)
{
    enum { TELLING_LEN = 8 };

    return (header->transport != SVCREG_TRANSPORT_TCP &&
            header->transport != SVCREG_TRANSPORT_UDP) ||
           payload_len_of(header) >= TELLING_LEN;
}

/* Whether the capture has a part of the packet only. */
static bool is_cut(const transport_header_t *header)
{
    return tvb_captured_length(header->tvb) < tvb_reported_length(header->tvb);
}

/* The first bytes of a payload, as many as are looked at; of transports of which nobody tells, none. */
static const uint8_t *payload_begin(const transport_header_t *header, size_t *ret_len)
{
    int payload_len = payload_len_of(header);

    *ret_len = (size_t)MIN(payload_len, SIGNATURE_MAX_LEN);
    return *ret_len == 0 ? NULL
                         : tvb_get_ptr(header->tvb, header->end - payload_len, (int)*ret_len);
}

static const char *begin_signature(const transport_header_t *header)
{
    size_t len;
    const uint8_t *payload = payload_begin(header, &len);

    if (!payload)
        return NULL;
    return signature_name(header->transport == SVCREG_TRANSPORT_TCP
                              ? signature_of(payload, len)
                              : signature_of_datagram(payload, len));
}

/* Whether the whole payload is one byte over and over: what is cut off may be another. */
static bool is_monotonous(const transport_header_t *header, const uint8_t *payload, size_t len)
{
    return !is_cut(header) && payload_is_monotonous(payload, len);
}

/* A datagram is a message of its own. */
static bool is_datagram_refuted(const transport_header_t *header, const char *protocol)
{
    size_t len;
    const uint8_t *payload = payload_begin(header, &len);

    return payload &&
           (is_monotonous(header, payload, len) || !datagram_may_be(protocol, payload, len));
}

/* By the first payloads of the connection, this packet's and those of earlier ones; for want of its
 * beginning, by this packet. */
static bool is_connection_refuted(const packet_info *pinfo, const label_t *label,
                                  const learned_conversation_t *learned, const char *protocol)
{
    unsigned possible = payload_kinds_of(protocol);
    size_t len;
    bool known;

    const uint8_t *payload = payload_begin(label->header, &len);
    if (is_from_middle(learned) && payload && !segment_may_be(protocol, payload, len))
        return true;
    if (!label->is_beginning)
        payload = NULL;
    if (possible == PAYLOAD_NEVER || (payload && is_monotonous(label->header, payload, len)))
        return true;
    if (possible == 0)
        return false;
    unsigned kinds = conversation_payload_kinds(pinfo, learned, &known);
    if (payload) {
        kinds |= payload_kinds(payload, len);
        known = true;
        /* TLS in the first payload is a record. */
        if (possible & PAYLOAD_TLS)
            possible &= ~(unsigned)PAYLOAD_TEXT;
    }
    if (!known || kinds & possible & ~(unsigned)PAYLOAD_TEXT)
        return false;
    return !(kinds & possible) ||
           (possible & PAYLOAD_TLS &&
            !port_begins_in_clear(SVCREG_TRANSPORT_TCP, label->service->port));
}

/* Whether a dissector took for its own what cannot be. How a conversation begins the outermost protocol
 * says: what a proxy carries comes later. Who connects from the port that FTP sends data from shows by
 * that what it is. */
static bool is_refuted(const packet_info *pinfo, const label_t *label,
                       const learned_conversation_t *learned)
{
    const char *outermost = label->dissected.n > 0 ? label->dissected.names[0] : NULL;

    if (!outermost || label->ground == GROUND_SYN_SENT)
        return false;
    if (label->header->transport == SVCREG_TRANSPORT_UDP)
        return label->is_mistaken;
    return label->header->transport == SVCREG_TRANSPORT_TCP &&
           is_connection_refuted(pinfo, label, learned, outermost);
}

static bool has_payload(const label_t *label)
{
    const transport_header_t *header = label->header;

    if (header->transport == SVCREG_TRANSPORT_UDP)
        return udp_payload_len(header) > 0;
    return label->dissected.n > 0 ||
           (header->transport == SVCREG_TRANSPORT_TCP && tcp_payload_len(header) > 0);
}

/* Whether a datagram shows that the other end is the service: the capture begins with an answer. */
static bool is_other_way_round(const label_t *label)
{
    size_t len;
    const uint8_t *payload = payload_begin(label->header, &len);
    payload_role_t role = payload ? datagram_role(payload, len) : ROLE_UNKNOWN;

    return role == (label->at == SERVICE_AT_SOURCE ? ROLE_ASKS : ROLE_ANSWERS);
}

/* Whether it shows which end is the service: who answers is the service, whatever it speaks. A port's
 * registration alone does not tell; nor does a port's dissector, which takes what comes, from the
 * end that spoke first. */
static bool is_end_known(const label_t *label, const learned_conversation_t *learned,
                         conversation_side_t side)
{
    switch (label->ground) {
    case GROUND_SYN:
    case GROUND_SYN_ANSWERED:
    case GROUND_SYN_SENT:
    case GROUND_ANNOUNCEMENT:
        return true;
    case GROUND_REQUEST:
    case GROUND_ANSWER:
        return !is_from_middle(learned);
    case GROUND_DISSECTED:
    case GROUND_FIRST_PACKET:
        return (learned->first == FIRST_DATAGRAM || learned->first == FIRST_CALL) &&
               service_side(label, side) == BY_RECEIVER && !is_other_way_round(label);
    default:
        return false;
    }
}

/* What differs must differ from the beginning: a tunnel (SOCKS, CONNECT) or a change to TLS
 * (STARTTLS) began with what is registered. A signature is of the beginning. And it must not fit
 * the other end, which the first packet did not show to be the service. */
static bool may_differ(const label_t *label, const learned_conversation_t *learned,
                       conversation_side_t side, bool by_signature)
{
    bool at_source = label->at == SERVICE_AT_SOURCE;
    const port_end_t *other = at_source ? &label->destination : &label->source;

    if (!is_end_known(label, learned, side))
        return false;
    /* Where the bytes speak, what Wireshark made of them does not count. */
    if (by_signature) {
        const dissected_t begins = {.names = {label->spoken},
                                    .protos = {proto_get_id_by_filter_name(label->spoken)},
                                    .n = 1};
        return !port_expects(other->transport, other->port, &begins);
    }
    return is_telling(label->header) &&
           (label->is_beginning || !fits(learned, service_side(label, side))) &&
           !port_expects(other->transport, other->port, &label->dissected);
}

/* What the conversation began like. Of datagrams it counts where nobody explains this one. */
static const char *earlier_signature(const packet_info *pinfo, const label_t *label,
                                     const learned_conversation_t *learned,
                                     conversation_side_t side)
{
    if (label->header->transport == SVCREG_TRANSPORT_UDP && label->dissected.n > 0 &&
        !label->is_mistaken)
        return NULL;
    return conversation_signature(pinfo, learned, side);
}

static bool is_datagram_mistaken(const packet_info *pinfo, const label_t *label,
                                 const learned_conversation_t *learned, conversation_side_t side)
{
    const char *outermost = label->dissected.n > 0 ? label->dissected.names[0] : NULL;

    if (!outermost || label->header->transport != SVCREG_TRANSPORT_UDP ||
        !is_datagram_refuted(label->header, outermost))
        return false;
    const char *began = conversation_signature(pinfo, learned, side);
    return !began || strcmp(began, outermost) != 0;
}

static void agree(packet_info *pinfo, label_t *label, const learned_conversation_t *learned,
                  conversation_side_t side)
{
    const char *signature =
        label->signature ? label->signature : earlier_signature(pinfo, label, learned, side);
    const spoken_t spoken = {.transport = label->service->transport,
                             .port = label->service->port,
                             .dissected = &label->dissected,
                             .signature = signature};
    bool by_signature = false;

    label->agreement = agreement_of(&spoken, &label->registered, &label->spoken, &by_signature);
    if (label->agreement == AGREEMENT_AGREES && !by_signature &&
        (is_refuted(pinfo, label, learned) ||
         (is_cut(label->header) && !is_telling(label->header))))
        label->agreement = AGREEMENT_UNKNOWN;
    if (label->agreement == AGREEMENT_DIFFERS &&
        (!may_differ(label, learned, side, by_signature) ||
         (!by_signature && is_refuted(pinfo, label, learned))))
        label->agreement = AGREEMENT_UNKNOWN;
    /* It is told where it shows, not where the other end answers to it. */
    if (label->agreement == AGREEMENT_DIFFERS && by_signature)
        label->is_beginning = label->is_beginning && label->signature;
}

/* What a port alone chose and what then did not fit the bytes recognises nothing. */
static bool is_mere_port_guess(packet_info *pinfo, const proto_tree *tree, const label_t *label)
{
    const port_end_t *source = &label->source, *destination = &label->destination;

    return label->dissected.n > 0 && malformed_of(pinfo, tree) == MALFORMED_YES &&
           (port_expects(source->transport, source->port, &label->dissected) ||
            port_expects(destination->transport, destination->port, &label->dissected));
}

void label_make(packet_info *pinfo, const proto_tree *tree, const transport_header_t *header,
                label_t *ret)
{
    learned_conversation_t outer;
    conversation_side_t side;

    ret->header = header;
    port_end_of(pinfo, header, /* destination= */ false, &ret->source);
    port_end_of(pinfo, header, /* destination= */ true, &ret->destination);
    ret->dissected = (dissected_t){.n = 0};
    if (tree)
        dissected_find(header, &ret->dissected);
    learned_conversation_t *learned = conversations_find(pinfo, header, &side);
    announced_when_t when = announced_now(pinfo, 0);
    if (learned) {
        when = learned_when(learned);
        conversation_learn_again(pinfo, tree, header, side, learned);
    } else {
        side = learn_outer(pinfo, header, &ret->dissected, &outer);
        learned = &outer;
    }
    if (is_mere_port_guess(pinfo, tree, ret))
        ret->dissected = (dissected_t){.n = 0};
    service_decision_t decision = decide(pinfo, tree, ret, learned, &when, side);
    ret->at = at_of(decision, side);
    ret->ground = decision.ground;
    ret->service = ret->at == SERVICE_AT_NEITHER  ? NULL
                   : ret->at == SERVICE_AT_SOURCE ? &ret->source
                                                  : &ret->destination;
    ret->moment = moment_of(pinfo, learned, &when, side, ret);
    ret->agreement = AGREEMENT_UNKNOWN;
    ret->signature = NULL;
    ret->has_payload = ret->is_beginning = ret->is_mistaken = false;
    if (!tree)
        return;
    ret->has_payload = !header->quoted && has_payload(ret);
    if (!ret->has_payload)
        return;
    ret->is_beginning = conversation_begins(pinfo, learned, side, header);
    if (ret->is_beginning || header->transport == SVCREG_TRANSPORT_UDP)
        ret->signature = begin_signature(header);
    /* Where a client wrote its first bytes one by one, the packet that completes them is the beginning. */
    if (header->transport == SVCREG_TRANSPORT_TCP && !ret->is_beginning) {
        ret->signature = conversation_late_signature(pinfo, learned, side);
        ret->is_beginning = ret->signature != NULL;
    }
    ret->is_mistaken = is_datagram_mistaken(pinfo, ret, learned, side);
    if (ret->service)
        agree(pinfo, ret, learned, side);
}
