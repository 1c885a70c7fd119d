/* transport.c - the transport headers of a packet, from its layers and its tree.
 *
 * packet_info alone is not enough: it holds the innermost ports only, and after an ICMP error
 * those of the quoted header or none, depending on Wireshark's version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/transport.h"

#include "common/priming.h"

static struct {
    const char *name;
    svcreg_transport_t transport;
    int proto;
} transports[] = {
    {"tcp", SVCREG_TRANSPORT_TCP, -1},     {"udp", SVCREG_TRANSPORT_UDP, -1},
    {"udplite", SVCREG_TRANSPORT_UDP, -1}, {"sctp", SVCREG_TRANSPORT_SCTP, -1},
    {"dccp", SVCREG_TRANSPORT_DCCP, -1},
};

enum { N_TRANSPORTS = G_N_ELEMENTS(transports) };

static int proto_ip = -1;
static int proto_ipv6 = -1;
static int proto_icmp = -1;
static int proto_icmpv6 = -1;

void transport_handoff(void)
{
    for (unsigned i = 0; i < N_TRANSPORTS; i++)
        transports[i].proto = priming_want(transports[i].name);
    proto_ip = priming_want("ip");
    proto_ipv6 = priming_want("ipv6");
    proto_icmp = proto_registrar_get_id_byname("icmp");
    proto_icmpv6 = proto_registrar_get_id_byname("icmpv6");
}

static int transport_of(int proto)
{
    for (unsigned i = 0; i < N_TRANSPORTS; i++) {
        if (transports[i].proto == proto)
            return (int)i;
    }
    return -1;
}

/* The n-th item of a protocol in the tree belongs to its n-th layer. */
static const field_info *item_of(const proto_tree *tree, int proto, unsigned n)
{
    GPtrArray *items = proto_get_finfo_ptr_array(tree, proto);

    return items && n < items->len ? (const field_info *)g_ptr_array_index(items, n) : NULL;
}

static bool read_ports(const field_info *item, transport_header_t *ret)
{
    if (!item || !item->ds_tvb || tvb_captured_length_remaining(item->ds_tvb, item->start) < 4)
        return false;
    int captured = (int)tvb_captured_length(item->ds_tvb);
    /* A reassembled packet has a tvb of its own, without IP header. */
    if (ret->tvb != item->ds_tvb || ret->end < item->start || ret->end > captured)
        ret->end = captured;
    ret->tvb = item->ds_tvb;
    ret->offset = item->start;
    ret->source = tvb_get_ntohs(item->ds_tvb, item->start);
    ret->destination = tvb_get_ntohs(item->ds_tvb, item->start + 2);
    return true;
}

void ip_address_set(ip_address_t *ret, const address *from)
{
    bool known = from->type == AT_IPv4 || from->type == AT_IPv6;

    *ret = ip_address((const uint8_t *)from->data, known ? (size_t)from->len : 0);
}

bool transport_is_quoting(const packet_info *pinfo)
{
    for (wmem_list_frame_t *layer = wmem_list_head(pinfo->layers); layer;
         layer = wmem_list_frame_next(layer)) {
        int proto = GPOINTER_TO_INT(wmem_list_frame_data(layer));
        if (proto == proto_icmp || proto == proto_icmpv6)
            return true;
    }
    return false;
}

static svcreg_transport_t transport_of_port(port_type type)
{
    switch (type) {
    case PT_TCP:
        return SVCREG_TRANSPORT_TCP;
    case PT_UDP:
        return SVCREG_TRANSPORT_UDP;
    case PT_SCTP:
        return SVCREG_TRANSPORT_SCTP;
    case PT_DCCP:
        return SVCREG_TRANSPORT_DCCP;
    default:
        return SVCREG_TRANSPORT_NONE;
    }
}

bool transport_innermost(const packet_info *pinfo, transport_header_t *ret)
{
    const svcreg_transport_t transport = transport_of_port(pinfo->ptype);

    if (transport == SVCREG_TRANSPORT_NONE)
        return false;
    *ret = (transport_header_t){.transport = transport,
                                .source = (uint16_t)pinfo->srcport,
                                .destination = (uint16_t)pinfo->destport};
    ip_address_set(&ret->source_address, &pinfo->src);
    ip_address_set(&ret->destination_address, &pinfo->dst);
    return true;
}

/* Where an IP packet ends in its tvb; behind may be padding. 0: it does not say, as when a network
 * card is to cut it. */
static int ip_end(const field_info *item, bool v6)
{
    enum { V4_TOTAL_LEN = 2, V6_PAYLOAD_LEN = 4, V6_HEADER_LEN = 40 };
    int len = tvb_get_ntohs(item->ds_tvb, item->start + (v6 ? V6_PAYLOAD_LEN : V4_TOTAL_LEN));

    if (len == 0)
        return 0;
    return item->start + len + (v6 ? V6_HEADER_LEN : 0);
}

/* The addresses of an IP header, RFC 791 section 3.1 and RFC 8200 section 3, and where it ends. */
static void read_ip(const field_info *item, bool v6, transport_header_t *ret)
{
    int len = v6 ? IPV6_LEN : IPV4_LEN;
    int offset = v6 ? 8 : 12;

    ret->tvb = NULL;
    ret->end = 0;
    ret->source_address.len = ret->destination_address.len = 0;
    if (!item || !item->ds_tvb ||
        tvb_captured_length_remaining(item->ds_tvb, item->start) < offset + 2 * len)
        return;
    const uint8_t *bytes = tvb_get_ptr(item->ds_tvb, item->start + offset, 2 * len);
    ret->source_address = ip_address(bytes, (size_t)len);
    ret->destination_address = ip_address(bytes + len, (size_t)len);
    ret->tvb = item->ds_tvb;
    ret->end = ip_end(item, v6);
}

/* The IP items of a tree, as far as their layers were passed. */
typedef struct {
    const proto_tree *tree;
    unsigned seen_ip, seen_ipv6;
    unsigned more_ipv6; /* items than layers: Wireshark 4.6 calls IPv6 in GTP-U a layer of IP */
} ip_items_t;

static unsigned n_items(const proto_tree *tree, int proto)
{
    const GPtrArray *items = proto_get_finfo_ptr_array(tree, proto);

    return items ? items->len : 0;
}

static ip_items_t ip_items_of(const packet_info *pinfo, const proto_tree *tree)
{
    ip_items_t ret = {.tree = tree, .more_ipv6 = n_items(tree, proto_ipv6)};

    for (wmem_list_frame_t *layer = wmem_list_head(pinfo->layers); layer && ret.more_ipv6 > 0;
         layer = wmem_list_frame_next(layer))
        ret.more_ipv6 -= GPOINTER_TO_INT(wmem_list_frame_data(layer)) == proto_ipv6;
    return ret;
}

/* Where an item stands in the frame: what is outside comes first. */
static unsigned position_of(const field_info *item)
{
    return tvb_offset_from_real_beginning(item->ds_tvb) + (unsigned)item->start;
}

/* Whether the next layer of IP is one of IPv6. */
static bool is_next_ipv6(const ip_items_t *items)
{
    const field_info *ip = item_of(items->tree, proto_ip, items->seen_ip);
    const field_info *ipv6 = item_of(items->tree, proto_ipv6, items->seen_ipv6);

    if (items->more_ipv6 == 0 || !ipv6 || !ipv6->ds_tvb)
        return false;
    return !ip || !ip->ds_tvb || position_of(ipv6) < position_of(ip);
}

static void read_ip_layer(ip_items_t *items, bool v6, transport_header_t *ret)
{
    if (!v6 && is_next_ipv6(items)) {
        v6 = true;
        items->more_ipv6--;
    }
    if (v6)
        read_ip(item_of(items->tree, proto_ipv6, items->seen_ipv6++), v6, ret);
    else
        read_ip(item_of(items->tree, proto_ip, items->seen_ip++), v6, ret);
}

unsigned transport_headers(packet_info *pinfo, const proto_tree *tree, transport_header_t *ret)
{
    unsigned seen[N_TRANSPORTS] = {0};
    ip_items_t ip_items = ip_items_of(pinfo, tree);
    transport_header_t header = {.quoted = false}; /* what the layers outside say so far */
    unsigned n = 0;

    for (wmem_list_frame_t *layer = wmem_list_head(pinfo->layers);
         layer && n < TRANSPORT_MAX_HEADERS; layer = wmem_list_frame_next(layer)) {
        int proto = GPOINTER_TO_INT(wmem_list_frame_data(layer));
        int i = transport_of(proto);

        if (proto == proto_ip || proto == proto_ipv6)
            read_ip_layer(&ip_items, proto == proto_ipv6, &header);
        header.quoted = header.quoted || proto == proto_icmp || proto == proto_icmpv6;
        if (i < 0 || !read_ports(item_of(tree, proto, seen[i]++), &header))
            continue;
        header.transport = transports[i].transport;
        header.layer = layer;
        ret[n++] = header;
    }
    return n;
}
