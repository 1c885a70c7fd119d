/* dnssd_carriers.c - DNS messages in packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_carriers.h"

#include "common/compat.h"
#include "common/priming.h"
#include "common/transport.h"

#include <string.h>

/* A protocol whose items in the tree are DNS messages. */
static struct {
    const char *name;
    bool multicast;
    int proto;
} carriers[] = {{"dns", false, -1}, {"mdns", true, -1}, {"llmnr", false, -1}};

static int dns_id_field = -1; /* Wireshark's: the first field of each message */
static int proto_ip = -1;
static int proto_ipv6 = -1;
static int proto_icmp = -1;
static int proto_icmpv6 = -1;

static int carrier_of(int proto)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(carriers); i++) {
        if (carriers[i].proto == proto)
            return (int)i;
    }
    return -1;
}

bool dnssd_carriers_has_message(const packet_info *pinfo)
{
    for (wmem_list_frame_t *layer = wmem_list_tail(pinfo->layers); layer;
         layer = wmem_list_frame_prev(layer)) {
        if (carrier_of(GPOINTER_TO_INT(wmem_list_frame_data(layer))) >= 0)
            return true;
    }
    return false;
}

/* mDNS goes by its port even where "Decode As" or a heuristic calls it DNS (RFC 6762 section 3). */
static bool is_mdns_port(const packet_info *pinfo)
{
    return pinfo->ptype == PT_UDP &&
           (pinfo->srcport == DNSSD_MDNS_PORT || pinfo->destport == DNSSD_MDNS_PORT);
}

/* Let a place point to its bytes. */
static void point(dnssd_place_t *place)
{
    place->bytes = place->len > 0 ? tvb_get_ptr(place->tvb, place->offset, place->len) : NULL;
    place->start = (unsigned)((int)tvb_offset_from_real_beginning(place->tvb) + place->offset);
}

/* --- In a tree --- */

/* Whether an ICMP error stands before the message's carrier in the packet's layers. */
static bool is_quoted(const packet_info *pinfo, int carrier)
{
    bool error = false;

    for (wmem_list_frame_t *layer = wmem_list_head(pinfo->layers); layer;
         layer = wmem_list_frame_next(layer)) {
        int proto = GPOINTER_TO_INT(wmem_list_frame_data(layer));
        error = error || proto == proto_icmp || proto == proto_icmpv6;
        if (proto == carrier)
            return error;
    }
    return error;
}

/* The item of a protocol that begins last before `offset` of a tvb. */
static const field_info *item_before(const proto_tree *tree, int proto, const tvbuff_t *tvb,
                                     int offset)
{
    GPtrArray *items = proto_get_finfo_ptr_array(tree, proto);
    const field_info *best = NULL;

    for (unsigned i = 0; items && i < items->len; i++) {
        const field_info *item = (const field_info *)g_ptr_array_index(items, i);
        if (item->ds_tvb == tvb && item->start < offset && (!best || item->start > best->start))
            best = item;
    }
    return best;
}

/* Whether a header's bytes say that more fragments follow: flags of IPv4 (RFC 791 section 3.1), or
 * a fragment header right behind that of IPv6 (RFC 8200 section 4.5). */
static bool is_fragment(const field_info *ip, bool v6)
{
    enum { FLAGS = 6, MORE = 0x20, NEXT_HEADER = 6, FRAGMENT = 44, V6_LEN = 40, V6_FLAGS = 43 };

    if (!ip || tvb_captured_length_remaining(ip->ds_tvb, ip->start) <= V6_FLAGS)
        return false;
    const uint8_t *bytes = tvb_get_ptr(ip->ds_tvb, ip->start, V6_FLAGS + 1);
    return v6 ? bytes[NEXT_HEADER] == FRAGMENT && bytes[V6_FLAGS] & 1 : bytes[FLAGS] & MORE;
}

/* Whether the capture left out a part of the message, or it is the first fragment of a datagram. */
static bool is_cut(const proto_tree *tree, const dnssd_place_t *place)
{
    return tvb_captured_length(place->tvb) < tvb_reported_length(place->tvb) ||
           is_fragment(item_before(tree, proto_ip, place->tvb, place->offset), /* v6= */ false) ||
           is_fragment(item_before(tree, proto_ipv6, place->tvb, place->offset), /* v6= */ true);
}

/* Where a message begins. */
typedef struct {
    const tvbuff_t *tvb;
    int offset;
} start_t;

static unsigned hash_start(const void *data)
{
    const start_t *start = (const start_t *)data;

    return g_direct_hash(start->tvb) ^ (unsigned)start->offset * 2654435761U; /* Knuth's */
}

static int starts_equal(const void *a, const void *b)
{
    const start_t *x = (const start_t *)a, *y = (const start_t *)b;

    return x->tvb == y->tvb && x->offset == y->offset;
}

/* The places where messages begin: at their dns.id, whatever carries them. */
static wmem_map_t *message_starts(packet_info *pinfo, const proto_tree *tree)
{
    GPtrArray *ids = proto_get_finfo_ptr_array(tree, dns_id_field);
    wmem_map_t *starts = wmem_map_new(pinfo->pool, hash_start, starts_equal);

    for (unsigned i = 0; ids && i < ids->len; i++) {
        const field_info *id = (const field_info *)g_ptr_array_index(ids, i);
        start_t *start = wmem_new(pinfo->pool, start_t);
        *start = (start_t){id->ds_tvb, id->start};
        wmem_map_insert(starts, start, start);
    }
    return starts;
}

/* Where the message of a carrier's item begins: at the item's start, or behind the two length bytes
 * that TCP and QUIC put before it. -1: the item holds no header. */
static int message_start(wmem_map_t *starts, const field_info *carrier)
{
    static const int prefixes[] = {0, 2};

    for (unsigned i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        const start_t start = {carrier->ds_tvb, carrier->start + prefixes[i]};
        if (prefixes[i] < carrier->length && wmem_map_contains(starts, &start))
            return start.offset;
    }
    return -1;
}

bool dnssd_carriers_find(packet_info *pinfo, proto_tree *tree,
                         void (*each)(packet_info *pinfo, proto_tree *tree,
                                      const dnssd_place_t *place))
{
    wmem_map_t *starts = message_starts(pinfo, tree);
    bool found = false;

    for (unsigned i = 0; i < G_N_ELEMENTS(carriers); i++) {
        GPtrArray *items = proto_get_finfo_ptr_array(tree, carriers[i].proto);
        bool quoted = items && is_quoted(pinfo, carriers[i].proto);

        for (unsigned j = 0; items && j < items->len; j++) {
            const field_info *carrier = (const field_info *)g_ptr_array_index(items, j);
            int start = message_start(starts, carrier);
            if (start < 0)
                continue;
            dnssd_place_t place = {.tvb = carrier->ds_tvb,
                                   .offset = start,
                                   .len =
                                       MIN(carrier->start + carrier->length - start,
                                           tvb_captured_length_remaining(carrier->ds_tvb, start)),
                                   .multicast = carriers[i].multicast || is_mdns_port(pinfo),
                                   .quoted = quoted};
            place.cut = is_cut(tree, &place);
            point(&place);
            each(pinfo, tree, &place);
            found = true;
        }
    }
    return found;
}

/* --- Without a tree --- */

/* The carrier above the packet's innermost transport header; -1: none, or quoted in an ICMP
 * error. */
static int carrier_of_packet(const packet_info *pinfo)
{
    int carrier = -1;

    for (wmem_list_frame_t *layer = wmem_list_head(pinfo->layers); layer && carrier < 0;
         layer = wmem_list_frame_next(layer)) {
        carrier = carrier_of(GPOINTER_TO_INT(wmem_list_frame_data(layer)));
    }
    return carrier >= 0 && !transport_is_quoting(pinfo) ? carrier : -1;
}

/* Find the datagram with the packet's ports (RFC 768) that reaches to the end of what carries it,
 * but for padding and trailers, and for what the capture or fragmentation cut off. */
static bool find_datagram(const packet_info *pinfo, tvbuff_t *tvb, dnssd_place_t *ret)
{
    enum {
        HEADER_LEN = 8,
        LENGTH = 4,
        MAX_BEFORE = 512, /* bytes: all headers of nested tunnels */
        MAX_BEHIND = 64   /* bytes: padding, checksums */
    };
    const uint8_t ports[] = {(uint8_t)(pinfo->srcport >> 8), (uint8_t)pinfo->srcport,
                             (uint8_t)(pinfo->destport >> 8), (uint8_t)pinfo->destport};
    const int len = (int)tvb_captured_length(tvb), reported = (int)tvb_reported_length(tvb);
    const uint8_t *bytes = tvb_get_ptr(tvb, 0, len);
    const int last = MIN(len - HEADER_LEN, MAX_BEFORE);

    for (int at = 0; at <= last; at++) {
        const void *next = memchr(bytes + at, ports[0], (size_t)(last - at) + 1);
        if (!next)
            return false;
        at = (int)((const uint8_t *)next - bytes);
        if (memcmp(next, ports, sizeof ports) != 0)
            continue;
        int datagram = bytes[at + LENGTH] << 8 | bytes[at + LENGTH + 1];
        if (datagram < HEADER_LEN || datagram + MAX_BEHIND < reported - at ||
            (datagram > reported - at && !pinfo->fragmented))
            continue;
        ret->tvb = tvb;
        ret->offset = at + HEADER_LEN;
        ret->len = MIN(datagram, len - at) - HEADER_LEN;
        ret->cut = datagram > len - at;
        point(ret);
        return true;
    }
    return false;
}

bool dnssd_carriers_find_datagram(const packet_info *pinfo, dnssd_place_t *ret)
{
    int carrier = pinfo->ptype == PT_UDP ? carrier_of_packet(pinfo) : -1;

    if (carrier < 0)
        return false;
    *ret = (dnssd_place_t){.multicast = carriers[carrier].multicast || is_mdns_port(pinfo)};
    /* The frame, and what was put together from fragments. */
    for (GSList *source = pinfo->data_src; source; source = source->next) {
        tvbuff_t *tvb = get_data_source_tvb((const struct data_source *)source->data);
        if (tvb_captured_length(tvb) > 0 && find_datagram(pinfo, tvb, ret))
            return true;
    }
    return false;
}

void dnssd_carriers_handoff(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(carriers); i++)
        carriers[i].proto = priming_want(carriers[i].name);
    dns_id_field = priming_want("dns.id");
    proto_ip = priming_want("ip");
    proto_ipv6 = priming_want("ipv6");
    proto_icmp = proto_registrar_get_id_byname("icmp");
    proto_icmpv6 = proto_registrar_get_id_byname("icmpv6");
}
