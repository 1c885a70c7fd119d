/* dnssd_tree.c - the subtree "DNS Service Discovery" of a packet.
 *
 * Wireshark's own DNS dissectors find the messages; where they stand is read from their items in
 * the tree, and the bytes are walked again here, because the fields of those dissectors do not say
 * which TXT string belongs to which owner.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_tree.h"

#include "dnssd/dnssd_checks.h"
#include "dnssd/dnssd_learn.h"
#include "dnssd/dnssd_names.h"
#include "dnssd/dnssd_record.h"
#include "dnssd/dnssd_summary.h"
#include "dnssd/dnssd_tap.h"
#include "dnssd/dnssd_txt_tree.h"
#include "dnssd/dnssd_types.h"

#include <epan/prefs.h>
#include <string.h>

int proto_dnssd = -1;
int hf_dnssd_any = -1;

static int ett_dnssd = -1;
static int hf_dns_id = -1; /* Wireshark's: the first field of each message */
static int proto_icmp = -1;
static int proto_icmpv6 = -1;

enum {
    /* Host names of one message that are recognised in its A, AAAA, HINFO and NSEC records: an
     * announcement is of one host, a proxy's answer of a few. */
    MAX_HOSTS = 32
};

/* A protocol whose items in the tree are DNS messages. */
static struct {
    const char *name;
    bool multicast;
    int proto;
} carriers[] = {{"dns", false, -1}, {"mdns", true, -1}, {"llmnr", false, -1}};

/* The hosts that the SRV records of a message point to. */
typedef struct {
    dnssd_name_t *names;
    unsigned n;
} hosts_t;

static bool is_known_host(const hosts_t *hosts, const dnssd_name_t *name)
{
    for (unsigned i = 0; i < hosts->n; i++) {
        if (dnssd_name_equal(&hosts->names[i], name))
            return true;
    }
    return false;
}

static hosts_t find_hosts(const dnssd_packet_t *packet)
{
    dns_message_t message = packet->dns;
    hosts_t hosts = {NULL, 0};
    dns_record_t record;
    dnssd_name_t target;
    uint16_t port;

    while (hosts.n < MAX_HOSTS && dns_message_next(&message, &record)) {
        if (record.type != DNS_TYPE_SRV || record.section == DNS_SECTION_QUESTION ||
            !dns_srv_read(&message, &record, &port, &target) || is_known_host(&hosts, &target))
            continue;
        if (!hosts.names)
            hosts.names = wmem_alloc_array(packet->pinfo->pool, dnssd_name_t, MAX_HOSTS);
        hosts.names[hosts.n++] = target;
    }
    return hosts;
}

/* Whether a record takes part in service discovery: its owner is a DNS-SD name, or it says
 * something about a host that an SRV record of the same message points to. */
static bool takes_part(const dnssd_packet_t *packet, const hosts_t *hosts,
                       const dns_record_t *record, const dnssd_place_t *owner)
{
    unsigned class = dnssd_record_class(packet, record);

    if (class != DNS_CLASS_IN && dns_message_opcode(&packet->dns) != DNS_OPCODE_UPDATE &&
        !(class == DNS_CLASS_ANY && record->section == DNS_SECTION_QUESTION))
        return false;
    if (owner->parts.kind != DNSSD_NAME_OTHER)
        return true;
    return record->section != DNS_SECTION_QUESTION && dnssd_record_is_of_host(record->type) &&
           is_known_host(hosts, owner->name);
}

static proto_tree *packet_tree(dnssd_packet_t *packet)
{
    if (!packet->tree) {
        packet->item = proto_tree_add_item(packet->root, proto_dnssd, packet->tvb, packet->offset,
                                           (int)packet->dns.len, ENC_NA);
        packet->tree = proto_item_add_subtree(packet->item, ett_dnssd);
    }
    return packet->tree;
}

static void add_message(dnssd_packet_t *packet)
{
    const hosts_t hosts = find_hosts(packet);
    dnssd_summary_t summary = {.n = 0};
    dnssd_types_t *types = wmem_new(packet->pinfo->pool, dnssd_types_t);
    dns_record_t record;

    types->n = 0;
    while (dns_message_next(&packet->dns, &record)) {
        const dnssd_place_t owner = dnssd_place(packet, record.offset, &record.owner);
        if (!takes_part(packet, &hosts, &record, &owner))
            continue;
        dnssd_record_add(packet, packet_tree(packet), &record, &owner);
        dnssd_summarize(&summary, packet, &record, &owner);
        dnssd_types_note(types, &owner);
        if (dnssd_tap_has_listener())
            dnssd_tap_queue(packet, &record, &owner);
    }
    if (packet->tree) {
        dnssd_check_message(packet);
        dnssd_check_memory(packet);
        dnssd_types_add(packet, types);
        dnssd_summary_add(packet, &summary);
    }
}

/* Where the message of a carrier's item begins: at its dns.id, which is the item's start but for
 * the two length bytes that TCP and QUIC put before it. -1: the item holds no header. */
static int message_start(const proto_tree *tree, const field_info *carrier)
{
    GPtrArray *ids = proto_get_finfo_ptr_array(tree, hf_dns_id);

    for (unsigned i = 0; ids && i < ids->len; i++) {
        const field_info *id = (const field_info *)g_ptr_array_index(ids, i);
        if (id->ds_tvb == carrier->ds_tvb && id->start >= carrier->start &&
            id->start < carrier->start + carrier->length)
            return id->start;
    }
    return -1;
}

static bool find_message(const proto_tree *tree, const field_info *carrier, dnssd_packet_t *ret)
{
    int start = message_start(tree, carrier);

    if (start < 0)
        return false;
    int len = MIN(carrier->start + carrier->length - start,
                  tvb_captured_length_remaining(carrier->ds_tvb, start));
    if (len <= 0 ||
        !dns_message_init(tvb_get_ptr(carrier->ds_tvb, start, len), (size_t)len, &ret->dns))
        return false;
    ret->tvb = carrier->ds_tvb;
    ret->offset = start;
    return true;
}

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

/* mDNS goes by its port even where "Decode As" or a heuristic calls it DNS (RFC 6762 section 3). */
static bool is_mdns_port(const packet_info *pinfo)
{
    enum { MDNS_PORT = 5353 };

    return pinfo->ptype == PT_UDP && (pinfo->srcport == MDNS_PORT || pinfo->destport == MDNS_PORT);
}

typedef void (*each_t)(dnssd_packet_t *packet);

static void for_each_message(packet_info *pinfo, proto_tree *tree, each_t each)
{
    uint32_t index = 0;

    for (unsigned i = 0; i < G_N_ELEMENTS(carriers); i++) {
        GPtrArray *items = proto_get_finfo_ptr_array(tree, carriers[i].proto);
        bool quoted = items && is_quoted(pinfo, carriers[i].proto);

        for (unsigned j = 0; items && j < items->len; j++) {
            dnssd_packet_t packet = {.pinfo = pinfo,
                                     .root = tree,
                                     .multicast = carriers[i].multicast || is_mdns_port(pinfo),
                                     .quoted = quoted,
                                     .index = index};
            if (!find_message(tree, (const field_info *)g_ptr_array_index(items, j), &packet))
                continue;
            each(&packet);
            index++;
        }
    }
}

static void learn_message(dnssd_packet_t *packet)
{
    dnssd_learn(packet);
}

static void learn_and_add_message(dnssd_packet_t *packet)
{
    dnssd_learn(packet);
    add_message(packet);
}

bool dnssd_tree_wants_all(void)
{
    return dnssd_summary_is_in_info() || dnssd_tap_has_listener();
}

void dnssd_tree_learn(packet_info *pinfo, proto_tree *tree)
{
    for_each_message(pinfo, tree, learn_message);
}

void dnssd_tree_add(packet_info *pinfo, proto_tree *tree)
{
    for_each_message(pinfo, tree, learn_and_add_message);
}

void dnssd_tree_handoff(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(carriers); i++)
        carriers[i].proto = proto_registrar_get_id_byname(carriers[i].name);
    proto_icmp = proto_registrar_get_id_byname("icmp");
    proto_icmpv6 = proto_registrar_get_id_byname("icmpv6");
    hf_dns_id = proto_registrar_get_id_byname("dns.id");
}

void dnssd_tree_register_preferences(module_t *module)
{
    dnssd_summary_register_preferences(module);
    dnssd_checks_register_preferences(module);
}

void dnssd_tree_register(void)
{
    static int *subtrees[] = {&ett_dnssd};

    proto_dnssd = proto_register_protocol("DNS Service Discovery", "DNS-SD", "dnssd");
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
    dnssd_summary_register(proto_dnssd);
    dnssd_types_register(proto_dnssd);
    dnssd_names_register(proto_dnssd);
    dnssd_record_register(proto_dnssd);
    dnssd_txt_tree_register(proto_dnssd);
    dnssd_checks_register(proto_dnssd);
    dnssd_tap_register();
    hf_dnssd_any = proto_registrar_get_id_byname("dnssd.summary");
}
