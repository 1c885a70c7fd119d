/* conversations.c - what the first packets of each conversation said.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/conversations.h"

#include "announce/announced.h"
#include "common/priming.h"
#include "label/agreement.h"
#include "label/dissected.h"
#include "label/signature.h"

#include <epan/column-utils.h>
#include <epan/dissectors/packet-tcp.h>
#include <epan/tap.h>
#include <string.h>

/* Bits of tcp.completeness, which Wireshark's headers do not name. */
enum {
    COMPLETENESS_SYN = 1,
    COMPLETENESS_SYN_ACK = 2,
    COMPLETENESS_DATA = 8,
    COMPLETENESS_RST = 32
};

enum { KEY_WORDS = sizeof(ends_t) / sizeof(uint64_t) };
_Static_assert(sizeof(ends_t) % sizeof(uint64_t) == 0, "a key is whole words");

static GHashTable *all_learned; /* set of learned_conversation_t, which live in the file's pool */
static uint64_t hash_factors[KEY_WORDS]; /* random: a capture cannot be made to collide */
static int proto_tcp = -1;
static int proto_malformed = -1;
static int proto_data = -1;

/* A conversation begins with its ends. */
static guint hash_ends(gconstpointer ends)
{
    uint64_t words[KEY_WORDS], sum = 0;

    memcpy(words, ends, sizeof words);
    for (unsigned i = 0; i < KEY_WORDS; i++)
        sum += (words[i] ^ words[i] >> 32) * hash_factors[i];
    return (guint)(sum >> 32);
}

static gboolean equal_ends(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(ends_t)) == 0;
}

static learned_conversation_t *last_learned(const ends_t *ends)
{
    return (learned_conversation_t *)g_hash_table_lookup(all_learned, ends);
}

static void forget_all(void)
{
    g_hash_table_remove_all(all_learned);
}

void conversations_register(void)
{
    for (unsigned i = 0; i < KEY_WORDS; i++)
        hash_factors[i] = (uint64_t)g_random_int() << 32 | g_random_int() | 1;
    all_learned = g_hash_table_new(hash_ends, equal_ends);
    register_cleanup_routine(forget_all);
}

announced_when_t learned_when(const learned_conversation_t *learned)
{
    return (announced_when_t){
        .frame = learned->told_before, .time = learned->time, .interface = learned->interface};
}

/* Fill *ret, and return whether the source is the lower end. */
static bool key_of(const transport_header_t *header, ends_t *ret)
{
    int order = memcmp(&header->source_address, &header->destination_address, sizeof(ip_address_t));
    bool lower = order < 0 || (order == 0 && header->source <= header->destination);

    memset(ret, 0, sizeof *ret);
    ret->addresses[lower ? 0 : 1] = header->source_address;
    ret->addresses[lower ? 1 : 0] = header->destination_address;
    ret->ports[lower ? 0 : 1] = header->source;
    ret->ports[lower ? 1 : 0] = header->destination;
    ret->transport = (uint8_t)header->transport;
    return lower;
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

static const struct tcp_analysis *tcp_of(const conversation_t *conversation)
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
    ends_t key;

    request.source = TFTP_PORT;
    (void)key_of(&request, &key);
    return strcmp(dissected->names[0], "tftp") == 0 && last_learned(&key);
}

/* What a first datagram is, which belongs to neither port. */
static first_packet_t first_datagram_of(const transport_header_t *header,
                                        const dissected_t *dissected)
{
    if (dissected->n == 0)
        return FIRST_DATAGRAM;
    if (is_call(header, dissected))
        return FIRST_CALL;
    return is_transfer(header, dissected) ? FIRST_TRANSFER : FIRST_DATAGRAM;
}

static learned_conversation_t *begin(packet_info *pinfo, const proto_tree *tree,
                                     const transport_header_t *header, bool lower,
                                     const conversation_t *conversation,
                                     learned_conversation_t *older)
{
    learned_conversation_t *ret = wmem_new0(wmem_file_scope(), learned_conversation_t);
    const announced_when_t now = announced_now(pinfo, 0);
    dissected_t dissected;

    ret->older = older;
    ret->lower_sent = lower;
    ret->frame = ret->told_before = pinfo->num;
    ret->time = now.time;
    ret->interface = now.interface;
    ret->conversation = ret->latest = conversation;
    ret->first = (uint8_t)first_packet_of(header, tcp_of(conversation));
    ret->malformed = (uint8_t)malformed_of(pinfo, tree);
    if (is_given_up(pinfo, tcp_of(conversation)))
        return ret;
    dissected_innermost(pinfo, &dissected);
    ret->belongs[BY_SENDER] = port_expects(header->transport, header->source, &dissected);
    ret->belongs[BY_RECEIVER] = port_expects(header->transport, header->destination, &dissected);
    if (ret->first == FIRST_DATAGRAM && !ret->belongs[BY_SENDER] && !ret->belongs[BY_RECEIVER])
        ret->first = (uint8_t)first_datagram_of(header, &dissected);
    return ret;
}

/* Some dissectors (VNC) make another conversation in the middle of a connection: TCP knows it only
 * from the next packet on. */
static const conversation_t *begun_now(const packet_info *pinfo, const conversation_t *found)
{
    return found && found->setup_frame == pinfo->num && tcp_of(found) ? found : NULL;
}

/* Wireshark's conversation that a later packet of a connection began: a SYN on ports that were used
 * before, be it from the other end. NULL: the packet is one of the former connection, whose last
 * frame TCP has just moved to it. To look a conversation up costs twenty times as much. */
static const conversation_t *new_connection(const packet_info *pinfo,
                                            const transport_header_t *header,
                                            learned_conversation_t *last)
{
    const conversation_t *found = last->latest;

    if (last->frame == pinfo->num || !found)
        return NULL;
    if (found->last_frame == pinfo->num)
        return NULL;
    found = wireshark_conversation(pinfo, header);
    if (found)
        last->latest = found;
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
    conversation_side_t other = side == BY_SENDER ? BY_RECEIVER : BY_SENDER;
    dissected_t dissected;

    conversation->payload_in[side] = pinfo->num;
    dissected_innermost(pinfo, &dissected);
    if (port_expects(header->transport, header->source, &dissected))
        conversation->fits[side] = true;
    if (port_expects(header->transport, header->destination, &dissected))
        conversation->fits[other] = true;
}

void conversations_learn(packet_info *pinfo, const proto_tree *tree,
                         const transport_header_t *header)
{
    ends_t key;

    if (header->source_address.len == 0)
        return;
    bool lower = key_of(header, &key);
    learned_conversation_t *last = last_learned(&key);
    const conversation_t *begun = NULL;

    if (header->transport == SVCREG_TRANSPORT_TCP)
        begun = last ? new_connection(pinfo, header, last) : wireshark_conversation(pinfo, header);
    if (!last || begun) {
        last = begin(pinfo, tree, header, lower, begun, last);
        last->ends = key;
        g_hash_table_add(all_learned, last); /* in the place of an older one */
    }
    conversation_side_t side = lower == last->lower_sent ? BY_SENDER : BY_RECEIVER;
    if (last->spoke_in[side] == 0 && !is_refusal(pinfo, last, tcp_of(last->conversation)))
        last->spoke_in[side] = pinfo->num;
    if (last->payload_in[side] == 0 && dissected_has_payload(pinfo) &&
        !is_given_up(pinfo, tcp_of(last->conversation)))
        learn_payload(pinfo, header, last, side);
}

/* The conversation of two ends that a frame belongs to. */
static learned_conversation_t *learned_at(const ends_t *key, uint32_t frame)
{
    learned_conversation_t *found = last_learned(key);

    while (found && found->frame > frame)
        found = found->older;
    return found;
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
    return conversation->first != FIRST_MIDDLE;
}

/* What packet-tcp.c hands to the tap "tcp_follow": no header has it, all versions have the same. */
typedef struct {
    tvbuff_t *payload;
    const struct tcpheader *header;
    const struct tcp_analysis *tcp;
} followed_segment_t;

/* What a short first payload begins like with what follows it put after it. */
static signature_t join_short(short_begin_t *begin, uint32_t sequence, const uint8_t *payload,
                              int len)
{
    int n = MIN(len, SHORT_MAX_LEN - begin->len);

    if (begin->signature != SIGNATURE_NONE || n == 0 || sequence != begin->next_sequence)
        return SIGNATURE_NONE;
    memcpy(begin->bytes + begin->len, payload, (size_t)n);
    begin->len += (uint8_t)n;
    begin->next_sequence += (uint32_t)len;
    return signature_of(begin->bytes, begin->len);
}

static void keep_short(const packet_info *pinfo, short_begin_t *begin, uint32_t sequence,
                       const uint8_t *payload, int len)
{
    signature_t signature = join_short(begin, sequence, payload, len);

    if (signature == SIGNATURE_NONE)
        return;
    begin->signature = (uint8_t)signature;
    begin->signed_in = pinfo->num;
}

/* A conversation's first payload from an end. */
static void sign(const packet_info *pinfo, learned_conversation_t *found, conversation_side_t side,
                 uint32_t sequence, const uint8_t *payload, int len)
{
    signature_t signature = signature_of(payload, (size_t)len);

    found->signed_in[side] = pinfo->num;
    found->signatures[side] = (uint8_t)signature;
    found->kinds[side] = payload_kinds(payload, (size_t)len);
    if (signature != SIGNATURE_NONE || len >= SHORT_LEN)
        return;
    if (!found->short_begins)
        found->short_begins = wmem_alloc0_array(wmem_file_scope(), short_begin_t, N_SIDES);
    found->short_begins[side].next_sequence = sequence;
    keep_short(pinfo, &found->short_begins[side], sequence, payload, len);
}

/* Called for each TCP segment of which the whole length is known, when the packet is done, with or
 * without a tree. */
static tap_packet_status on_segment(void *data _U_, packet_info *pinfo, epan_dissect_t *edt _U_,
                                    const void *tapped, tap_flags_t flags _U_)
{
    const followed_segment_t *segment = (const followed_segment_t *)tapped;
    int len = MIN((int)tvb_captured_length(segment->payload), SIGNATURE_MAX_LEN);
    transport_header_t header;
    ends_t key;

    if (len <= 0 || !transport_innermost(pinfo, &header) ||
        header.transport != SVCREG_TRANSPORT_TCP || header.source != segment->header->th_sport ||
        header.destination != segment->header->th_dport)
        return TAP_PACKET_DONT_REDRAW;
    bool lower = key_of(&header, &key);
    learned_conversation_t *found = learned_at(&key, pinfo->num);
    conversation_side_t side = found && lower == found->lower_sent ? BY_SENDER : BY_RECEIVER;
    if (!found)
        return TAP_PACKET_DONT_REDRAW;
    const uint8_t *payload = tvb_get_ptr(segment->payload, 0, len);
    uint32_t sequence = segment->header->th_rawseq;
    if (found->short_begins && found->short_begins[side].len > 0)
        keep_short(pinfo, &found->short_begins[side], sequence, payload,
                   (int)tvb_captured_length(segment->payload));
    if (found->signed_in[side] == 0 && has_beginning(found) &&
        is_first_payload(tcp_of(found->conversation), sequence))
        sign(pinfo, found, side, sequence, payload, len);
    return TAP_PACKET_DONT_REDRAW;
}

void conversations_handoff(void)
{
    static int listener;

    proto_tcp = proto_registrar_get_id_byname("tcp");
    proto_malformed = priming_want("_ws.malformed");
    proto_data = proto_registrar_get_id_byname("data");
    GString *error = register_tap_listener("tcp_follow", &listener, NULL, TL_IS_DISSECTOR_HELPER,
                                           NULL, on_segment, NULL, NULL);
    if (error)
        g_string_free(error, TRUE);
}

static const char *side_signature(const packet_info *pinfo, const learned_conversation_t *found,
                                  conversation_side_t side)
{
    const short_begin_t *begin = found->short_begins ? &found->short_begins[side] : NULL;

    if (found->signed_in[side] >= pinfo->num)
        return NULL;
    if (begin && begin->signed_in != 0 && begin->signed_in < pinfo->num)
        return signature_name((signature_t)begin->signature);
    return signature_name((signature_t)found->signatures[side]);
}

const char *conversation_signature(const packet_info *pinfo, const learned_conversation_t *found,
                                   conversation_side_t side)
{
    conversation_side_t other = side == BY_SENDER ? BY_RECEIVER : BY_SENDER;
    const char *signature = side_signature(pinfo, found, side);

    return signature ? signature : side_signature(pinfo, found, other);
}

unsigned conversation_payload_kinds(const packet_info *pinfo, const learned_conversation_t *found,
                                    bool *ret_known)
{
    unsigned kinds = 0;

    *ret_known = false;
    for (unsigned side = 0; side < N_SIDES; side++) {
        if (found->signed_in[side] == 0 || found->signed_in[side] >= pinfo->num)
            continue;
        kinds |= found->kinds[side];
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
    uint16_t sender = side == BY_SENDER ? header->source : header->destination;
    uint16_t receiver = side == BY_SENDER ? header->destination : header->source;
    dissected_t dissected;

    if (found->frame != pinfo->num)
        return;
    if (found->malformed == MALFORMED_UNKNOWN)
        found->malformed = (uint8_t)malformed_of(pinfo, tree);
    if (!tree || !(found->belongs[BY_SENDER] || found->belongs[BY_RECEIVER]))
        return;
    dissected = (dissected_t){.n = 0};
    if (header->transport != SVCREG_TRANSPORT_TCP || !is_data(pinfo))
        dissected_innermost(pinfo, &dissected);
    /* Of a datagram a later pass may know more: another dissector says nothing of the first one. */
    if (header->transport != SVCREG_TRANSPORT_TCP && dissected.n > 0)
        return;
    if (!port_expects(header->transport, sender, &dissected))
        found->belongs[BY_SENDER] = false;
    if (!port_expects(header->transport, receiver, &dissected))
        found->belongs[BY_RECEIVER] = false;
}

learned_conversation_t *conversations_find(const packet_info *pinfo,
                                           const transport_header_t *header,
                                           conversation_side_t *ret_side)
{
    ends_t key;
    bool lower = key_of(header, &key);
    learned_conversation_t *found = learned_at(&key, pinfo->num);

    if (header->source_address.len == 0 || !found)
        return NULL;
    *ret_side = lower == found->lower_sent ? BY_SENDER : BY_RECEIVER;
    return found;
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
        tcp_of(conversation ? conversation->conversation : wireshark_conversation(pinfo, header));
    if (tvb_captured_length_remaining(header->tvb, header->offset) < SEQUENCE + LEN)
        return true;
    return is_first_payload(tcp, tvb_get_ntohl(header->tvb, header->offset + SEQUENCE));
}

const char *conversation_late_signature(const packet_info *pinfo,
                                        const learned_conversation_t *found,
                                        conversation_side_t side, uint32_t sequence,
                                        const uint8_t *payload, size_t len)
{
    if (!found->short_begins)
        return NULL;
    short_begin_t begin = found->short_begins[side];
    if (begin.len == 0 || found->signed_in[side] == pinfo->num)
        return NULL;
    if (begin.signed_in == pinfo->num)
        return signature_name((signature_t)begin.signature);
    /* In the first pass the packet is looked at before it is put after the others. */
    return signature_name(join_short(&begin, sequence, payload, (int)len));
}
