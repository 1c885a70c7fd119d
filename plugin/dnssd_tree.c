/* dnssd_tree.c - the subtree "DNS Service Discovery" of a packet.
 *
 * Wireshark's own DNS dissectors find the messages; where they stand is read from their items in
 * the tree, and the bytes are walked again here, because the fields of those dissectors do not say
 * which TXT string belongs to which owner.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd_tree.h"

#include "compat.h"
#include "dnssd_checks.h"
#include "dnssd_learn.h"
#include "dnssd_names.h"
#include "dnssd_record.h"
#include "dnssd_tap.h"
#include "dnssd_txt_tree.h"
#include "record_columns.h"
#include "table.h"

#include <epan/prefs.h>
#include <epan/proto_data.h>
#include <epan/tap.h>
#include <string.h>

int proto_dnssd = -1;
int hf_dnssd_any = -1;

static int hf_dnssd_summary = -1;
static int ett_dnssd = -1;
static int ett_dnssd_type = -1;
static int hf_dns_id = -1; /* Wireshark's: the first field of each message */
static svcreg_bool_t show_in_info = FALSE;
static int proto_icmp = -1;
static int proto_icmpv6 = -1;
static int tap = -1;

enum {
    /* Host names of one message that are recognised in its A, AAAA, HINFO and NSEC records: an
     * announcement is of one host, a proxy's answer of a few. */
    MAX_HOSTS = 32,
    MAX_SUMMARY_LEN = 180, /* bytes: a line of the tree has 240 at most, with its title */
    MAX_TYPES = 16,        /* service types of one message whose records are shown */
    MAX_IN_SUMMARY = 3     /* services in the one-line summary */
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
    enum { TARGET = 6 }; /* after priority, weight and port, RFC 2782 */
    dns_message_t message = packet->dns;
    hosts_t hosts = {NULL, 0};
    dns_record_t record;
    dnssd_name_t target;

    while (hosts.n < MAX_HOSTS && dns_message_next(&message, &record)) {
        if (record.type != DNS_TYPE_SRV || record.section == DNS_SECTION_QUESTION ||
            record.rdata_len <= TARGET || !dnssd_rdata_name(&message, &record, TARGET, &target) ||
            is_known_host(&hosts, &target))
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

/* "Office" _ipp._tcp → printer.local:631 (Internet Printing Protocol) */
static char *srv_text(const dnssd_packet_t *packet, const dns_record_t *record,
                      const dnssd_place_t *owner)
{
    enum { PORT = 4, TARGET = 6 };
    const dnssd_service_t service = dnssd_service_of(owner);
    const char *description = dnssd_description(&service);
    const dns_message_t *dns = &packet->dns;
    dnssd_name_t host;

    if (record->rdata_len <= TARGET || !dnssd_rdata_name(dns, record, TARGET, &host))
        return NULL;
    const uint8_t *port = dns->bytes + record->rdata_offset + PORT;
    const char *name =
        owner->parts.instance >= 0
            ? wmem_strdup_printf(packet->pinfo->pool, "\"%s\" ",
                                 dnssd_label_text(packet, owner->name, owner->parts.instance))
            : "";
    bool described = description[0] != '\0';
    return wmem_strdup_printf(packet->pinfo->pool, "%s%s \xE2\x86\x92 %s:%u%s%s%s%s", name,
                              dnssd_type_text(packet, owner), dnssd_name_text(packet, &host),
                              (unsigned)port[0] << 8 | port[1], described ? " (" : "", description,
                              described ? ")" : "",
                              packet->multicast && record->ttl == 0 ? ", goodbye" : "");
}

/* What a record says in the summary, and how much it says: more is better. */
static char *record_text(const dnssd_packet_t *packet, const dns_record_t *record,
                         const dnssd_place_t *owner, int *ret_worth)
{
    enum { QUESTION = 1, TXT, PTR, SRV };
    dnssd_name_t name;

    /* A deletion or a prerequisite of an update offers nothing. */
    if (dns_message_opcode(&packet->dns) == DNS_OPCODE_UPDATE &&
        record->section != DNS_SECTION_QUESTION &&
        dnssd_record_class(packet, record) != DNS_CLASS_IN)
        return NULL;

    if (record->section == DNS_SECTION_QUESTION) {
        *ret_worth = QUESTION;
        return wmem_strdup_printf(packet->pinfo->pool, "%s?", dnssd_place_text(packet, owner));
    }
    if (record->type == DNS_TYPE_SRV && owner->parts.service >= 0) {
        *ret_worth = SRV;
        return srv_text(packet, record, owner);
    }
    if (record->type == DNS_TYPE_PTR && dnssd_rdata_name(&packet->dns, record, 0, &name)) {
        const dnssd_place_t target = dnssd_place(packet, record->rdata_offset, &name);
        *ret_worth = PTR;
        return wmem_strdup_printf(packet->pinfo->pool, "%s%s", dnssd_place_text(packet, &target),
                                  packet->multicast && record->ttl == 0 ? ", goodbye" : "");
    }
    *ret_worth = record->type == DNS_TYPE_TXT ? TXT : 0;
    return *ret_worth ? dnssd_place_text(packet, owner) : NULL;
}

/* The line of the subtree: the records that say most, each text once. */
typedef struct {
    const char *texts[MAX_IN_SUMMARY];
    unsigned n;
    unsigned more;
    int worth;
} summary_t;

static void summarize(summary_t *summary, const dnssd_packet_t *packet, const dns_record_t *record,
                      const dnssd_place_t *owner)
{
    int worth = 0;
    const char *text = record_text(packet, record, owner, &worth);

    if (!text || worth < summary->worth)
        return;
    if (worth > summary->worth)
        *summary = (summary_t){.worth = worth};
    for (unsigned i = 0; i < summary->n; i++) {
        if (strcmp(summary->texts[i], text) == 0)
            return;
    }
    if (summary->n < MAX_IN_SUMMARY)
        summary->texts[summary->n++] = text;
    else
        summary->more++;
}

/* Later passes may have no tree, and must show the same in the Info column. */
static void keep_for_info(const dnssd_packet_t *packet, const char *text)
{
    if (!p_get_proto_data(wmem_file_scope(), packet->pinfo, proto_dnssd, packet->index))
        p_add_proto_data(wmem_file_scope(), packet->pinfo, proto_dnssd, packet->index,
                         wmem_strdup(wmem_file_scope(), text));
}

void dnssd_tree_add_to_info(packet_info *pinfo)
{
    const char *text;

    for (uint32_t i = 0;
         show_in_info &&
         (text = (const char *)p_get_proto_data(wmem_file_scope(), pinfo, proto_dnssd, i));
         i++)
        col_append_fstr(pinfo->cinfo, COL_INFO, " [%s]", text);
}

static void add_summary(const dnssd_packet_t *packet, const summary_t *summary)
{
    wmem_strbuf_t *text = wmem_strbuf_new(packet->pinfo->pool, "");

    unsigned more = summary->more;

    for (unsigned i = 0; i < summary->n; i++) {
        size_t len = wmem_strbuf_get_len(text);
        if (len > 0 && len + strlen(summary->texts[i]) > MAX_SUMMARY_LEN)
            more++;
        else
            wmem_strbuf_append_printf(text, "%s%s", len == 0 ? "" : "; ", summary->texts[i]);
    }
    if (more > 0)
        wmem_strbuf_append_printf(text, "; and %u more", more);
    if (wmem_strbuf_get_len(text) == 0)
        return;
    proto_item_append_text(packet->item, ": %s", wmem_strbuf_get_str(text));
    proto_item_set_generated(proto_tree_add_string(packet->tree, hf_dnssd_summary, packet->tvb,
                                                   packet->offset, (int)packet->dns.len,
                                                   wmem_strbuf_get_str(text)));
    if (show_in_info)
        keep_for_info(packet, wmem_strbuf_get_str(text));
}

static void queue_tap(const dnssd_packet_t *packet, const dns_record_t *record,
                      const dnssd_place_t *owner)
{
    enum { PORT = 4, TARGET = 6 };
    const dnssd_parts_t *parts = &owner->parts;
    const uint8_t *rdata = packet->dns.bytes + record->rdata_offset;
    dnssd_tap_t *data = wmem_new0(packet->pinfo->pool, dnssd_tap_t);
    dnssd_name_t host;

    data->instance = parts->kind == DNSSD_NAME_INSTANCE
                         ? dnssd_label_text(packet, owner->name, parts->instance)
                         : "";
    data->service_type = parts->service >= 0 ? dnssd_type_text(packet, owner) : "";
    data->domain = parts->domain >= 0 ? dnssd_domain_text(packet, owner) : "";
    data->owner = dnssd_name_text(packet, owner->name);
    data->role = dnssd_record_role(packet, record);
    data->host = "";
    data->type = record->type;
    data->ttl = record->ttl;
    data->multicast = packet->multicast;
    data->goodbye =
        packet->multicast && record->section != DNS_SECTION_QUESTION && record->ttl == 0;
    data->rdata = rdata;
    data->rdata_len = (unsigned)record->rdata_len;
    if (record->type == DNS_TYPE_SRV && record->rdata_len > TARGET &&
        dnssd_rdata_name(&packet->dns, record, TARGET, &host)) {
        data->port = (uint16_t)(rdata[PORT] << 8 | rdata[PORT + 1]);
        data->host = dnssd_name_text(packet, &host);
    }
    tap_queue_packet(tap, packet->pinfo, data);
}

/* The service types that a message speaks of, each once. */
typedef struct {
    dnssd_place_t places[MAX_TYPES];
    dnssd_name_t names[MAX_TYPES]; /* what the places point to */
    unsigned n;
} types_t;

static bool same_service(const dnssd_place_t *a, const dnssd_place_t *b)
{
    const dnssd_service_t x = dnssd_service_of(a), y = dnssd_service_of(b);

    return x.transport == y.transport && x.len == y.len &&
           g_ascii_strncasecmp(x.name, y.name, x.len) == 0;
}

static void note_type(types_t *types, const dnssd_place_t *place)
{
    dnssd_name_kind_t kind = place->parts.kind;

    if (types->n == MAX_TYPES || kind == DNSSD_NAME_OTHER || kind == DNSSD_NAME_ENUMERATION ||
        kind == DNSSD_NAME_DOMAINS)
        return;
    for (unsigned i = 0; i < types->n; i++) {
        if (same_service(&types->places[i], place))
            return;
    }
    types->names[types->n] = *place->name;
    types->places[types->n] = *place;
    types->places[types->n].name = &types->names[types->n];
    types->n++;
}

/* All columns of the records that bear the name of a service type. */
static void add_type(const dnssd_packet_t *packet, const dnssd_place_t *place)
{
    const char *type = dnssd_type_text(packet, place);
    svcreg_span_t span = svcreg_find_service_type(plugin_table(), type, strlen(type));
    record_place_t to = {packet->pinfo->pool, NULL,       packet->tvb,
                         place->offset,       place->len, RECORD_OF_TYPE};
    proto_item *item;

    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(plugin_table(), span.ids[i], &record);
        to.tree = proto_tree_add_subtree_format(
            packet->tree, packet->tvb, place->offset, place->len, ett_dnssd_type, &item,
            "Registered: %s, %s", record.service, record.description);
        proto_item_set_generated(item);
        record_columns_add(&to, &record);
    }
}

static void add_message(dnssd_packet_t *packet)
{
    const hosts_t hosts = find_hosts(packet);
    summary_t summary = {.n = 0};
    types_t *types = wmem_new(packet->pinfo->pool, types_t);
    dns_record_t record;

    types->n = 0;
    while (dns_message_next(&packet->dns, &record)) {
        const dnssd_place_t owner = dnssd_place(packet, record.offset, &record.owner);
        if (!takes_part(packet, &hosts, &record, &owner))
            continue;
        dnssd_record_add(packet, packet_tree(packet), &record, &owner);
        summarize(&summary, packet, &record, &owner);
        note_type(types, &owner);
        if (have_tap_listener(tap))
            queue_tap(packet, &record, &owner);
    }
    if (packet->tree) {
        dnssd_check_message(packet);
        dnssd_check_memory(packet);
        for (unsigned i = 0; i < types->n; i++)
            add_type(packet, &types->places[i]);
        add_summary(packet, &summary);
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
    return show_in_info || have_tap_listener(tap);
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
    prefs_register_bool_preference(module, "info_column", "Show in the Info column",
                                   "Append the announced services to the packet list's Info "
                                   "column. Makes Wireshark build the tree of every packet.",
                                   &show_in_info);
    dnssd_checks_register_preferences(module);
}

void dnssd_tree_register(void)
{
    static hf_register_info fields[] = {
        {&hf_dnssd_summary,
         {"Summary", "dnssd.summary", FT_STRING, BASE_NONE, NULL, 0,
          "Instance, service type, host and port in one line", HFILL}},
    };
    static int *subtrees[] = {&ett_dnssd, &ett_dnssd_type};

    proto_dnssd = proto_register_protocol("DNS Service Discovery", "DNS-SD", "dnssd");
    proto_register_field_array(proto_dnssd, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
    hf_dnssd_any = hf_dnssd_summary;
    record_columns_register(proto_dnssd, RECORD_OF_TYPE);
    dnssd_names_register(proto_dnssd);
    dnssd_record_register(proto_dnssd);
    dnssd_txt_tree_register(proto_dnssd);
    dnssd_checks_register(proto_dnssd);
    tap = register_tap("dnssd");
}
