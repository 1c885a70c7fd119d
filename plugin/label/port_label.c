/* port_label.c - the subtree "Service Registry" of a packet.
 *
 * Each transport header of the packet has one, with what the registry has on both ends' ports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/port_label.h"

#include "announce/announced.h"
#include "common/record_fields.h"
#include "common/registry_in_use.h"
#include "common/transport.h"
#include "label/dccp_code.h"
#include "label/dissected.h"
#include "label/port_checks.h"
#include "label/service_end.h"
#include "label/signature.h"
#include "user/own_services.h"

#include <string.h>

enum { PLACE_SUBTREE, PLACE_INFO };

int proto_svcreg = -1;
int hf_svcreg_any = -1;

static int place = PLACE_SUBTREE;
static int hf_svcreg_basis = -1;
static int hf_svcreg_own = -1;
static int hf_svcreg_also = -1;
static int hf_svcreg_quoted = -1;
static int hf_svcreg_announced = -1;
static int hf_svcreg_instance = -1;
static int hf_svcreg_announced_in = -1;
static int hf_svcreg_dissected = -1;
static int hf_svcreg_signature = -1;
static int ett_svcreg = -1;
static int ett_svcreg_record = -1;
static int ett_svcreg_src = -1;
static int ett_svcreg_dst = -1;
static int ett_svcreg_announced = -1;

static const char *const transport_titles[SVCREG_N_TRANSPORTS] = {
    [SVCREG_TRANSPORT_NONE] = "",     [SVCREG_TRANSPORT_TCP] = "TCP",
    [SVCREG_TRANSPORT_UDP] = "UDP",   [SVCREG_TRANSPORT_SCTP] = "SCTP",
    [SVCREG_TRANSPORT_DCCP] = "DCCP",
};

enum { PORT_LEN = 2, PORTS_LEN = 4 /* bytes of a port number, and of both */ };

/* One end of a transport header, with what the user and the registry have on its port, and what was
 * announced for its address and port. */
typedef struct {
    svcreg_transport_t transport;
    tvbuff_t *tvb;
    int offset; /* of the port's two bytes */
    uint16_t port;
    svcreg_status_t status;
    svcreg_span_t records;
    bool is_own;
    svcreg_record_t own; /* if `is_own`: goes before the registry's records */
    announced_t announced[ANNOUNCED_MAX_FOUND];
    unsigned n_announced;
} end_t;

static const char *service_or_description(const svcreg_record_t *record)
{
    return record->service[0] != '\0' ? record->service : record->description;
}

/* How many of the end's records are no second names; all of them when each one is. */
static unsigned count_primary(const end_t *end)
{
    unsigned n = 0;

    for (unsigned i = 0; i < end->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), end->records.ids[i], &record);
        n += !record_is_secondary(&record);
    }
    return n > 0 ? n : end->records.n;
}

static void add_also(proto_tree *tree, const end_t *end, const svcreg_record_t *record,
                     const char *how, const char *more)
{
    proto_item_set_generated(proto_tree_add_string_format_value(
        tree, hf_svcreg_also, end->tvb, end->offset, PORT_LEN, record->service, "%s%s%s",
        record->service, more[0] != '\0' ? how : "", more));
}

static void add_record_tree(const record_place_t *to, const svcreg_record_t *record)
{
    record_place_t below = *to;
    proto_item *item;

    below.tree = proto_tree_add_subtree(to->tree, to->tvb, to->offset, to->len, ett_svcreg_record,
                                        &item, service_or_description(record));
    proto_item_set_generated(item);
    record_fields_add(&below, record);
}

/* Port, status, the own service, and what the registry has: the names for the service, every record
 * for both ends. */
static void add_own_end(const record_place_t *to, const end_t *end)
{
    record_fields_add(to, &end->own);
    for (unsigned i = 0; i < end->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), end->records.ids[i], &record);
        if (to->use != RECORD_OF_SERVICE)
            add_record_tree(to, &record);
        else if (record.service[0] != '\0')
            add_also(to->tree, end, &record, ", ", record.description);
    }
    if (to->use == RECORD_OF_SERVICE)
        proto_item_set_generated(
            proto_tree_add_boolean(to->tree, hf_svcreg_own, end->tvb, end->offset, PORT_LEN, TRUE));
}

/* Port, status and every record of one end. Where records are several, each has a subtree. */
static void add_end(wmem_allocator_t *pool, proto_tree *tree, const end_t *end, record_use_t use)
{
    record_place_t to = {pool, tree, end->tvb, end->offset, PORT_LEN, use};
    unsigned n_primary = count_primary(end);
    bool all = n_primary == end->records.n;

    record_fields_add_port(&to, end->transport, end->port, end->status);
    if (end->is_own) {
        add_own_end(&to, end);
        return;
    }
    for (unsigned i = 0; i < end->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), end->records.ids[i], &record);
        if (use == RECORD_OF_SERVICE && !all && record_is_secondary(&record)) {
            add_also(tree, end, &record, ", an alias of ", record.alias_of);
            continue;
        }
        if (use == RECORD_OF_SERVICE ? n_primary > 1 : end->records.n > 1)
            add_record_tree(&to, &record);
        else
            record_fields_add(&to, &record);
    }
}

/* "z-wave, Z-Wave Protocol" */
static void append_record(wmem_strbuf_t *text, const svcreg_record_t *record, bool describe)
{
    wmem_strbuf_append(text, service_or_description(record));
    if (describe && record->service[0] != '\0' && record->description[0] != '\0')
        wmem_strbuf_append_printf(text, ", %s", record->description);
}

/* The own name, else all that the registry has when none can be preferred; the status for want of
 * one. */
static const char *end_summary(wmem_allocator_t *pool, const end_t *end)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, NULL);
    unsigned n_primary = count_primary(end);
    bool all = n_primary == end->records.n;

    if (end->is_own) {
        append_record(text, &end->own, /* describe= */ true);
        return wmem_strbuf_get_str(text);
    }
    for (unsigned i = 0; i < end->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), end->records.ids[i], &record);
        if (record.status != SVCREG_STATUS_ASSIGNED || (!all && record_is_secondary(&record)))
            continue;
        if (wmem_strbuf_get_len(text) > 0)
            wmem_strbuf_append(text, " or ");
        append_record(text, &record, /* describe= */ n_primary == 1);
    }
    return wmem_strbuf_get_len(text) > 0 ? wmem_strbuf_get_str(text)
                                         : svcreg_status_name(end->status);
}

static end_t end_of(packet_info *pinfo, const transport_header_t *header, bool destination)
{
    end_t end = {.transport = header->transport,
                 .tvb = header->tvb,
                 .offset = header->offset + (destination ? 2 : 0),
                 .port = destination ? header->destination : header->source};
    const announced_when_t now = announced_now(pinfo, 0);

    end.status = svcreg_port_status(registry_in_use(), end.transport, end.port);
    end.records = svcreg_find_port(registry_in_use(), end.transport, end.port);
    end.is_own = own_service_find(end.transport, end.port, &end.own);
    end.n_announced =
        announcements_find(announced_in_file(), &now, end.transport,
                           destination ? &header->destination_address : &header->source_address,
                           end.port, end.announced);
    for (unsigned i = 0; i < end.n_announced; i++)
        announcements_note_use(announced_in_file(), &end.announced[i], pinfo->num);
    return end;
}

static void add_announced(proto_tree *tree, const end_t *end)
{
    for (unsigned i = 0; i < end->n_announced; i++) {
        const announced_t *announced = &end->announced[i];
        proto_item *item = proto_tree_add_string(tree, hf_svcreg_announced, end->tvb, end->offset,
                                                 PORT_LEN, announced->service);
        proto_item_set_generated(item);
        proto_tree *below = proto_item_add_subtree(item, ett_svcreg_announced);
        proto_item_append_text(item, ", \"%s\"", announced->instance);
        proto_item_set_generated(proto_tree_add_string(below, hf_svcreg_instance, end->tvb,
                                                       end->offset, PORT_LEN, announced->instance));
        proto_item_set_generated(proto_tree_add_uint(below, hf_svcreg_announced_in, end->tvb,
                                                     end->offset, PORT_LEN, announced->frame));
    }
}

static void add_dissected(proto_tree *tree, wmem_allocator_t *pool,
                          const transport_header_t *header, const dissected_t *dissected)
{
    wmem_strbuf_t *all = wmem_strbuf_new(pool, "");

    if (dissected->n == 0)
        return;
    for (unsigned i = 0; i < dissected->n; i++)
        wmem_strbuf_append_printf(all, "%s%s", i == 0 ? "" : " / ", dissected->names[i]);
    proto_item *item = proto_tree_add_string(tree, hf_svcreg_dissected, header->tvb, header->offset,
                                             PORTS_LEN, dissected->names[dissected->n - 1]);
    proto_item_set_generated(item);
    if (dissected->n > 1)
        proto_item_append_text(item, " (%s)", wmem_strbuf_get_str(all));
}

static void add_side(proto_tree *tree, packet_info *pinfo, const end_t *end, record_use_t use)
{
    proto_item *item;
    proto_tree *side = proto_tree_add_subtree_format(
        tree, end->tvb, end->offset, PORT_LEN,
        use == RECORD_OF_SOURCE ? ett_svcreg_src : ett_svcreg_dst, &item, "%s: port %u, %s%s",
        use == RECORD_OF_SOURCE ? "Source" : "Destination", end->port,
        end_summary(pinfo->pool, end), end->is_own ? " [own]" : "");

    proto_item_set_generated(item);
    add_end(pinfo->pool, side, end, use);
}

/* What the port's status is once the user has the say. */
static svcreg_status_t status_with_own(const end_t *end)
{
    return end->is_own ? SVCREG_STATUS_ASSIGNED : end->status;
}

static end_evidence_t evidence_of(const end_t *end)
{
    return (end_evidence_t){
        .status = status_with_own(end), .port = end->port, .announced = end->n_announced > 0};
}

static const char *standing(const end_t *end)
{
    if (end->is_own)
        return "own";
    return end->status == SVCREG_STATUS_ASSIGNED ? "registered" : svcreg_status_name(end->status);
}

/* "z-wave, Z-Wave Protocol [UDP 4123, registered]" */
static const char *label_text(wmem_allocator_t *pool, const end_t *source, const end_t *service)
{
    const char *transport = transport_titles[source->transport];

    if (!service)
        return wmem_strdup_printf(pool, "none [%s, both ports dynamic]", transport);
    return wmem_strdup_printf(pool, "%s [%s %u, %s]", end_summary(pool, service), transport,
                              service->port, standing(service));
}

static const end_t *end_at(service_at_t at, const end_t *source, const end_t *destination)
{
    if (at == SERVICE_AT_NEITHER)
        return NULL;
    return at == SERVICE_AT_SOURCE ? source : destination;
}

/* A header's two ends, and which of them is taken for the service. */
typedef struct {
    end_t source;
    end_t destination;
    const conversation_t *conversation;
    service_end_t decision;
    const end_t *service; /* NULL: neither */
} label_t;

/* Where only the registry would decide, the user's own table does. */
static service_end_t decide(const label_t *label, const transport_header_t *header)
{
    const end_evidence_t source = evidence_of(&label->source);
    const end_evidence_t destination = evidence_of(&label->destination);
    service_end_t decision = service_end(label->conversation, header, &source, &destination);

    if (label->source.is_own == label->destination.is_own ||
        strcmp(decision.basis, "registration") != 0)
        return decision;
    return (service_end_t){label->source.is_own ? SERVICE_AT_SOURCE : SERVICE_AT_DESTINATION, "own",
                           "the user's own table names it"};
}

static void make_label(packet_info *pinfo, const transport_header_t *header, label_t *ret)
{
    ret->source = end_of(pinfo, header, /* destination= */ false);
    ret->destination = end_of(pinfo, header, /* destination= */ true);
    ret->conversation = service_conversation(pinfo, header);
    ret->decision = decide(ret, header);
    ret->service = end_at(ret->decision.at, &ret->source, &ret->destination);
}

static void add_header(packet_info *pinfo, proto_tree *tree, const transport_header_t *header)
{
    label_t made;
    dissected_t dissected;

    make_label(pinfo, header, &made);
    const end_t *service = made.service;
    const char *signature = signature_of(header);

    dissected_find(header, &dissected);
    proto_item *item = proto_tree_add_protocol_format(
        tree, proto_svcreg, header->tvb, header->offset, PORTS_LEN, "Service Registry: %s%s",
        label_text(pinfo->pool, &made.source, service),
        header->quoted ? ", quoted in an ICMP error" : "");
    proto_item_set_generated(item);
    proto_tree *label = proto_item_add_subtree(item, ett_svcreg);

    if (header->quoted)
        proto_item_set_generated(proto_tree_add_boolean(label, hf_svcreg_quoted, header->tvb,
                                                        header->offset, PORTS_LEN, TRUE));
    if (service) {
        add_end(pinfo->pool, label, service, RECORD_OF_SERVICE);
        add_announced(label, service);
    }
    item = proto_tree_add_string(label, hf_svcreg_basis, header->tvb, header->offset, PORTS_LEN,
                                 made.decision.basis);
    proto_item_append_text(item, " (%s)", made.decision.reason);
    proto_item_set_generated(item);
    dccp_code_add(label, header);
    add_dissected(label, pinfo->pool, header, &dissected);
    if (signature)
        proto_item_set_generated(proto_tree_add_string(label, hf_svcreg_signature, header->tvb,
                                                       header->offset, PORTS_LEN, signature));
    add_side(label, pinfo, &made.source, RECORD_OF_SOURCE);
    add_side(label, pinfo, &made.destination, RECORD_OF_DESTINATION);
    if (service) {
        /* The registry's records are about another service than the user's own. */
        const svcreg_span_t none = {NULL, 0};
        const port_use_t use = {.conversation = made.conversation,
                                .item = proto_tree_get_parent(label),
                                .transport = service->transport,
                                .port = service->port,
                                .status = status_with_own(service),
                                .records = service->is_own ? none : service->records,
                                .dissected = &dissected,
                                .signature = signature,
                                .begins = service_begins(pinfo, made.conversation, header)};
        port_checks_add(pinfo, &use);
    }
}

void port_label_add(packet_info *pinfo, proto_tree *tree)
{
    transport_header_t headers[TRANSPORT_MAX_HEADERS];
    unsigned n = transport_headers(pinfo, tree, headers);

    for (unsigned i = 0; i < n; i++)
        add_header(pinfo, tree, &headers[i]);
}

void port_label_add_to_info(packet_info *pinfo)
{
    transport_header_t header;
    label_t made;

    if (place != PLACE_INFO || !transport_innermost(pinfo, &header))
        return;
    make_label(pinfo, &header, &made);
    if (made.service)
        col_prepend_fstr(pinfo->cinfo, COL_INFO, "[%s%s] ", end_summary(pinfo->pool, made.service),
                         made.service->is_own ? ", own" : "");
}

void port_label_handoff(void)
{
    transport_handoff();
    service_end_handoff();
}

void port_label_register(void)
{
    static hf_register_info fields[] = {
        {&hf_svcreg_also,
         {"Also Registered", "svcreg.also", FT_STRING, BASE_NONE, NULL, 0,
          "Further name of the same port: an alias, a duplicate, historic, or registered where "
          "the user has an own one",
          HFILL}},
        {&hf_svcreg_own,
         {"Own", "svcreg.own", FT_BOOLEAN, BASE_NONE, NULL, 0,
          "The service is one of the user's own table, not the registry's", HFILL}},
        {&hf_svcreg_basis,
         {"Basis", "svcreg.basis", FT_STRING, BASE_NONE, NULL, 0,
          "Why this end is taken for the service", HFILL}},
        {&hf_svcreg_announced,
         {"Announced", "svcreg.announced", FT_STRING, BASE_NONE, NULL, 0,
          "Service name that an SRV record announced for this address and port", HFILL}},
        {&hf_svcreg_instance,
         {"Instance", "svcreg.instance", FT_STRING, BASE_NONE, NULL, 0, "Instance announced",
          HFILL}},
        {&hf_svcreg_announced_in,
         {"Announced In", "svcreg.announced_in", FT_FRAMENUM, BASE_NONE, NULL, 0,
          "Frame of the announcement", HFILL}},
        {&hf_svcreg_dissected,
         {"Dissected", "svcreg.dissected", FT_STRING, BASE_NONE, NULL, 0,
          "Innermost protocol that Wireshark recognised above the transport", HFILL}},
        {&hf_svcreg_signature,
         {"Payload Begins Like", "svcreg.signature", FT_STRING, BASE_NONE, NULL, 0,
          "Protocol that the payload's first bytes give away, whatever Wireshark made of them",
          HFILL}},
        {&hf_svcreg_quoted,
         {"Quoted", "svcreg.quoted", FT_BOOLEAN, BASE_NONE, NULL, 0,
          "The header is quoted in an ICMP or ICMPv6 error message", HFILL}},
    };
    static int *subtrees[] = {&ett_svcreg, &ett_svcreg_record, &ett_svcreg_src, &ett_svcreg_dst,
                              &ett_svcreg_announced};

    proto_svcreg = proto_register_protocol("Service Registry", "SVCREG", "svcreg");
    proto_register_field_array(proto_svcreg, fields, G_N_ELEMENTS(fields));
    for (int use = RECORD_OF_SERVICE; use <= RECORD_OF_DESTINATION; use++)
        record_fields_register(proto_svcreg, (record_use_t)use);
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
    hf_svcreg_any = record_fields_any(RECORD_OF_SERVICE);
    dccp_code_register(proto_svcreg);
    port_checks_register(proto_svcreg);
}

void port_label_register_preferences(module_t *module)
{
    static const enum_val_t places[] = {{"subtree", "Subtree only", PLACE_SUBTREE},
                                        {"info", "In front of the Info column", PLACE_INFO},
                                        {NULL, NULL, 0}};

    prefs_register_enum_preference(
        module, "place", "Place of the label",
        "Where the packet list shows what is registered. Columns of their own can be made from "
        "svcreg.service and svcreg.basis whatever this says.",
        &place, places, /* radio_buttons= */ FALSE);
    port_checks_register_preferences(module);
}
