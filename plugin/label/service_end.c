/* service_end.c - the end of a conversation that is taken for the service.
 *
 * Wireshark makes its conversations in the first pass, whether or not there is a tree, and keeps
 * them: what they say does not depend on which packets were looked at.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/service_end.h"

#include <epan/conversation.h>
#include <epan/dissectors/packet-tcp.h>

/* Bits of tcp.completeness, which Wireshark's headers do not name. */
enum { COMPLETENESS_SYN = 1, COMPLETENESS_SYN_ACK = 2 };

static int proto_tcp = -1;

void service_end_handoff(void)
{
    proto_tcp = proto_registrar_get_id_byname("tcp");
}

static void to_address(const ip_address_t *from, address *ret)
{
    set_address(ret, from->len == 4 ? AT_IPv4 : AT_IPv6, from->len, from->bytes);
}

conversation_t *service_conversation(packet_info *pinfo, const transport_header_t *header)
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

/* Whether the header's source sent the conversation's first packet. False in *ret_known when the
 * conversation was made for one end only, by a protocol that expected it. */
static bool source_is_first(const conversation_t *conversation, const transport_header_t *header,
                            bool *ret_known)
{
    const address *first = conversation_key_addr1(conversation->key_ptr);
    uint32_t port = conversation_key_port1(conversation->key_ptr);
    address source;

    to_address(&header->source_address, &source);
    *ret_known =
        !(conversation->options & (NO_ADDR2 | NO_PORT2 | NO_PORT2_FORCE | CONVERSATION_TEMPLATE));
    return port == header->source && addresses_equal(first, &source);
}

bool service_begins(const packet_info *pinfo, const conversation_t *conversation,
                    const transport_header_t *header)
{
    enum { SEQUENCE = 4, LEN = 4 }; /* RFC 9293 section 3.1 */

    if (!conversation || header->transport != SVCREG_TRANSPORT_TCP)
        return !conversation || conversation->setup_frame == pinfo->num;
    const struct tcp_analysis *tcp =
        (const struct tcp_analysis *)conversation_get_proto_data(conversation, proto_tcp);
    if (!tcp || tvb_captured_length_remaining(header->tvb, header->offset) < SEQUENCE + LEN)
        return true;
    /* Bases are the numbers before the first byte; which flow is whose does not matter here. */
    uint32_t sequence = tvb_get_ntohl(header->tvb, header->offset + SEQUENCE);
    return sequence - tcp->flow1.base_seq == 1 || sequence - tcp->flow2.base_seq == 1;
}

/* Who began a TCP connection, when its SYN or the answer to it was captured. */
static bool by_syn(const conversation_t *conversation, bool first, service_end_t *ret)
{
    const struct tcp_analysis *tcp =
        (const struct tcp_analysis *)conversation_get_proto_data(conversation, proto_tcp);

    if (!tcp || !(tcp->conversation_completeness & (COMPLETENESS_SYN | COMPLETENESS_SYN_ACK)))
        return false;
    bool client_first = tcp->conversation_completeness & COMPLETENESS_SYN;
    ret->at = first == client_first ? SERVICE_AT_DESTINATION : SERVICE_AT_SOURCE;
    ret->basis = "SYN";
    ret->reason = client_first ? "it received the SYN" : "it answered a SYN";
    return true;
}

/* Where a capture begins in the middle, its first packet may be an answer. So the first packet
 * counts for nothing when it comes from a port that the registry assigns and goes to one that it
 * does not. */
static bool by_first_packet(const transport_header_t *header, bool first,
                            const end_evidence_t *source, const end_evidence_t *destination,
                            service_end_t *ret)
{
    const end_evidence_t *sender = first ? source : destination;
    const end_evidence_t *receiver = first ? destination : source;

    /* Without a SYN nobody knows which side of a TCP connection began it. */
    if (header->transport == SVCREG_TRANSPORT_TCP ||
        (sender->status == SVCREG_STATUS_ASSIGNED && receiver->status != SVCREG_STATUS_ASSIGNED))
        return false;
    ret->at = first ? SERVICE_AT_DESTINATION : SERVICE_AT_SOURCE;
    ret->basis = "first packet";
    ret->reason = "it received the conversation's first packet";
    return true;
}

/* How much speaks for an end being the service, by the registry alone. */
static int rank(const end_evidence_t *end)
{
    static const int ranks[] = {[SVCREG_STATUS_DYNAMIC] = 0,
                                [SVCREG_STATUS_UNASSIGNED] = 1,
                                [SVCREG_STATUS_RESERVED] = 2,
                                [SVCREG_STATUS_ASSIGNED] = 3};
    return ranks[end->status];
}

static service_end_t by_registration(const end_evidence_t *source,
                                     const end_evidence_t *destination)
{
    service_end_t end = {SERVICE_AT_NEITHER, "none", "both ports are dynamic"};
    int difference = rank(destination) - rank(source);

    if (difference == 0 && rank(source) == 0)
        return end;
    end.basis = "registration";
    if (difference != 0) {
        end.reason = "the registry says less of the other port";
        end.at = difference > 0 ? SERVICE_AT_DESTINATION : SERVICE_AT_SOURCE;
    } else {
        end.reason = source->port == destination->port
                         ? "both ports are the same"
                         : "the registry says the same of both ports; this is the lower one";
        end.at = destination->port <= source->port ? SERVICE_AT_DESTINATION : SERVICE_AT_SOURCE;
    }
    return end;
}

service_end_t service_end(const conversation_t *conversation, const transport_header_t *header,
                          const end_evidence_t *source, const end_evidence_t *destination)
{
    service_end_t end;
    bool known = false;
    bool first = conversation && source_is_first(conversation, header, &known);

    if (known && header->transport == SVCREG_TRANSPORT_TCP && by_syn(conversation, first, &end))
        return end;
    if (known && by_first_packet(header, first, source, destination, &end))
        return end;
    if (source->announced != destination->announced)
        return (service_end_t){source->announced ? SERVICE_AT_SOURCE : SERVICE_AT_DESTINATION,
                               "announcement", "an SRV record announced it"};
    return by_registration(source, destination);
}
