/* port_label.c - the subtree "Service Registry" of a packet.
 *
 * The same columns exist three times: svcreg.* for the end that is taken for the service,
 * svcreg.src.* and svcreg.dst.* for both ends. They are listed once, in COLUMNS.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "port_label.h"

#include "announced.h"
#include "dissected.h"
#include "port_checks.h"
#include "service_end.h"
#include "table.h"
#include "transport.h"

#include <stdio.h>

/*      id            filter          name                  type        base      description */
#define COLUMNS(X)                                                                                 \
    X(PORT, "port", "Port", FT_UINT16, BASE_DEC, "Port number in the packet")                      \
    X(TRANSPORT, "transport", "Transport", FT_STRING, BASE_NONE, "tcp, udp, sctp or dccp")         \
    X(STATUS, "status", "Status", FT_STRING, BASE_NONE,                                            \
      "What the registry says of the port: assigned, reserved, unassigned, dynamic")               \
    X(RANGE, "range", "Range", FT_STRING, BASE_NONE, "System, User or Dynamic (RFC 6335)")         \
    X(SERVICE, "service", "Service Name", FT_STRING, BASE_NONE, "Service name registered")         \
    X(DESCRIPTION, "description", "Description", FT_STRING, BASE_NONE, NULL)                       \
    X(PORTS, "ports", "Registered Ports", FT_STRING, BASE_NONE, "Range of ports of the record")    \
    X(ASSIGNEE, "assignee", "Assignee", FT_STRING, BASE_NONE, NULL)                                \
    X(CONTACT, "contact", "Contact", FT_STRING, BASE_NONE, NULL)                                   \
    X(REGISTERED, "registered", "Registration Date", FT_STRING, BASE_NONE, NULL)                   \
    X(MODIFIED, "modified", "Modification Date", FT_STRING, BASE_NONE, NULL)                       \
    X(REFERENCE, "reference", "Reference", FT_STRING, BASE_NONE, NULL)                             \
    X(SERVICE_CODE, "service_code", "DCCP Service Code", FT_UINT32, BASE_DEC_HEX, NULL)            \
    X(UNAUTHORIZED, "unauthorized", "Unauthorized Use Reported", FT_STRING, BASE_NONE,             \
      "Ports for which it was reported, or yes")                                                   \
    X(ALIAS, "alias", "Alias of", FT_STRING, BASE_NONE,                                            \
      "Service name that this one is an alias or a duplicate of")                                  \
    X(HISTORIC, "historic", "Historic", FT_BOOLEAN, BASE_NONE, "No longer to be used")             \
    X(DEASSIGNED, "deassigned", "De-Assigned", FT_STRING, BASE_NONE, "Date, or yes")               \
    X(PREVIOUSLY, "previously", "Previously", FT_STRING, BASE_NONE,                                \
      "Service name that the port had before")                                                     \
    X(SUBTYPES, "subtypes", "Known Subtypes", FT_STRING, BASE_NONE, "DNS-SD subtypes")             \
    X(TXT_STATUS, "txt_status", "TXT Keys", FT_STRING, BASE_NONE,                                  \
      "What the registry says of the service's TXT keys")                                          \
    X(TXT_REFERENCES, "txt_references", "TXT Keys Described in", FT_STRING, BASE_NONE, NULL)       \
    X(TXT_SAME_AS, "txt_same_as", "TXT Keys as those of", FT_STRING, BASE_NONE, "Service Name")    \
    X(NOTES, "notes", "Assignment Notes", FT_STRING, BASE_NONE,                                    \
      "Word for word; only from a registry that the user imported")

enum {
#define AS_ENUM(id, abbrev, name, type, base, blurb) COLUMN_##id,
    COLUMNS(AS_ENUM)
#undef AS_ENUM
        N_COLUMNS
};

enum { SCOPE_SERVICE, SCOPE_SOURCE, SCOPE_DESTINATION, N_SCOPES };

int proto_svcreg = -1;
int hf_svcreg_any = -1;

static int hf[N_SCOPES][N_COLUMNS];
static int hf_svcreg_basis = -1;
static int hf_svcreg_also = -1;
static int hf_svcreg_quoted = -1;
static int hf_svcreg_announced = -1;
static int hf_svcreg_instance = -1;
static int hf_svcreg_announced_in = -1;
static int hf_svcreg_dissected = -1;
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

/* One end of a transport header, with what the registry has on its port, and what was announced
 * for its address and port. */
typedef struct {
    svcreg_transport_t transport;
    tvbuff_t *tvb;
    int offset; /* of the port's two bytes */
    uint16_t port;
    svcreg_status_t status;
    svcreg_span_t records;
    announced_t announced[ANNOUNCED_MAX_FOUND];
    unsigned n_announced;
} end_t;

/* Where the fields of a record go, and under which names. */
typedef struct {
    proto_tree *tree;
    const end_t *end;
    const int *hf;
} target_t;

static void add_text(const target_t *to, int column, const char *text)
{
    if (text[0] != '\0') {
        proto_item *item =
            proto_tree_add_string(to->tree, to->hf[column], to->end->tvb, to->end->offset, 2, text);
        proto_item_set_generated(item);
    }
}

static void add_number(const target_t *to, int column, uint32_t number)
{
    proto_item_set_generated(
        proto_tree_add_uint(to->tree, to->hf[column], to->end->tvb, to->end->offset, 2, number));
}

/* A second name for the same service: said to be an alias, a duplicate, or no longer in use. */
static bool is_secondary(const svcreg_record_t *record)
{
    return record->flags & (SVCREG_FLAG_ALIAS | SVCREG_FLAG_DUPLICATE | SVCREG_FLAG_HISTORIC);
}

static void add_record(const target_t *to, const svcreg_record_t *record)
{
    char ports[sizeof "65535-65535"];

    add_text(to, COLUMN_SERVICE, record->service);
    add_text(to, COLUMN_DESCRIPTION, record->description);
    if (record->port_first != record->port_last) {
        (void)snprintf(ports, sizeof ports, "%u-%u", record->port_first, record->port_last);
        add_text(to, COLUMN_PORTS, ports);
    }
    add_text(to, COLUMN_ASSIGNEE, record->assignee);
    add_text(to, COLUMN_CONTACT, record->contact);
    add_text(to, COLUMN_REGISTERED, record->registered);
    add_text(to, COLUMN_MODIFIED, record->modified);
    add_text(to, COLUMN_REFERENCE, record->reference);
    if (record->service_code != 0)
        add_number(to, COLUMN_SERVICE_CODE, record->service_code);
    add_text(to, COLUMN_UNAUTHORIZED, record->unauthorized);
    add_text(to, COLUMN_ALIAS, record->alias_of);
    if (record->flags & SVCREG_FLAG_HISTORIC)
        proto_item_set_generated(proto_tree_add_boolean(to->tree, to->hf[COLUMN_HISTORIC],
                                                        to->end->tvb, to->end->offset, 2, TRUE));
    add_text(to, COLUMN_DEASSIGNED, record->deassigned);
    add_text(to, COLUMN_PREVIOUSLY, record->previously);
    add_text(to, COLUMN_SUBTYPES, record->subtypes);
    if (record->txt_status != SVCREG_TXT_STATUS_ABSENT)
        add_text(to, COLUMN_TXT_STATUS, svcreg_txt_status_name(record->txt_status));
    add_text(to, COLUMN_TXT_REFERENCES, record->txt_references);
    add_text(to, COLUMN_TXT_SAME_AS, record->txt_same_as);
    add_text(to, COLUMN_NOTES, record->notes);
}

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
        svcreg_record_get(plugin_table(), end->records.ids[i], &record);
        n += !is_secondary(&record);
    }
    return n > 0 ? n : end->records.n;
}

/* Port, status and every record of one end. Where records are several, each has a subtree. */
static void add_end(proto_tree *tree, const end_t *end, int scope)
{
    target_t to = {tree, end, hf[scope]};
    unsigned n_primary = count_primary(end);
    bool all = n_primary == end->records.n;

    add_number(&to, COLUMN_PORT, end->port);
    add_text(&to, COLUMN_TRANSPORT, svcreg_transport_name(end->transport));
    add_text(&to, COLUMN_STATUS, svcreg_status_name(end->status));
    add_text(&to, COLUMN_RANGE, svcreg_range_name(svcreg_port_range(end->port)));
    for (unsigned i = 0; i < end->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(plugin_table(), end->records.ids[i], &record);
        if (!all && is_secondary(&record)) {
            if (scope == SCOPE_SERVICE)
                proto_item_set_generated(proto_tree_add_string_format_value(
                    tree, hf_svcreg_also, end->tvb, end->offset, 2, record.service, "%s%s%s",
                    record.service, record.alias_of[0] != '\0' ? ", an alias of " : "",
                    record.alias_of));
            continue;
        }
        if (n_primary > 1) {
            proto_item *item;
            to.tree = proto_tree_add_subtree(tree, end->tvb, end->offset, 2, ett_svcreg_record,
                                             &item, service_or_description(&record));
            proto_item_set_generated(item);
        }
        add_record(&to, &record);
    }
}

/* "z-wave, Z-Wave Protocol"; all names when none can be preferred; the status for want of one. */
static const char *end_summary(wmem_allocator_t *pool, const end_t *end)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, NULL);
    unsigned n_primary = count_primary(end);
    bool all = n_primary == end->records.n;

    for (unsigned i = 0; i < end->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(plugin_table(), end->records.ids[i], &record);
        if (record.status != SVCREG_STATUS_ASSIGNED || (!all && is_secondary(&record)))
            continue;
        if (wmem_strbuf_get_len(text) > 0)
            wmem_strbuf_append(text, " or ");
        wmem_strbuf_append(text, service_or_description(&record));
        if (n_primary == 1 && record.service[0] != '\0' && record.description[0] != '\0')
            wmem_strbuf_append_printf(text, ", %s", record.description);
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
    const announced_when_t now = announced_now(pinfo, UINT32_MAX);

    end.status = svcreg_port_status(plugin_table(), end.transport, end.port);
    end.records = svcreg_find_port(plugin_table(), end.transport, end.port);
    end.n_announced = announced_find(
        &now, end.transport, destination ? &header->destination_address : &header->source_address,
        end.port, end.announced);
    return end;
}

static void add_announced(proto_tree *tree, const end_t *end)
{
    for (unsigned i = 0; i < end->n_announced; i++) {
        const announced_t *announced = &end->announced[i];
        proto_item *item = proto_tree_add_string(tree, hf_svcreg_announced, end->tvb, end->offset,
                                                 2, announced->service);
        proto_item_set_generated(item);
        proto_tree *below = proto_item_add_subtree(item, ett_svcreg_announced);
        proto_item_append_text(item, ", \"%s\"", announced->instance);
        proto_item_set_generated(proto_tree_add_string(below, hf_svcreg_instance, end->tvb,
                                                       end->offset, 2, announced->instance));
        proto_item_set_generated(proto_tree_add_uint(below, hf_svcreg_announced_in, end->tvb,
                                                     end->offset, 2, announced->frame));
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
                                             4, dissected->names[dissected->n - 1]);
    proto_item_set_generated(item);
    if (dissected->n > 1)
        proto_item_append_text(item, " (%s)", wmem_strbuf_get_str(all));
}

static void add_side(proto_tree *tree, packet_info *pinfo, const end_t *end, int scope)
{
    proto_item *item;
    proto_tree *side = proto_tree_add_subtree_format(
        tree, end->tvb, end->offset, 2, scope == SCOPE_SOURCE ? ett_svcreg_src : ett_svcreg_dst,
        &item, "%s: port %u, %s", scope == SCOPE_SOURCE ? "Source" : "Destination", end->port,
        end_summary(pinfo->pool, end));

    proto_item_set_generated(item);
    add_end(side, end, scope);
}

static end_evidence_t evidence_of(const end_t *end)
{
    return (end_evidence_t){
        .status = end->status, .port = end->port, .announced = end->n_announced > 0};
}

/* "z-wave, Z-Wave Protocol [UDP 4123, registered]" */
static const char *label_text(wmem_allocator_t *pool, const end_t *source, const end_t *service)
{
    const char *transport = transport_titles[source->transport];

    if (!service)
        return wmem_strdup_printf(pool, "none [%s, both ports dynamic]", transport);
    return wmem_strdup_printf(
        pool, "%s [%s %u, %s]", end_summary(pool, service), transport, service->port,
        service->status == SVCREG_STATUS_ASSIGNED ? "registered"
                                                  : svcreg_status_name(service->status));
}

static const end_t *end_at(service_at_t at, const end_t *source, const end_t *destination)
{
    if (at == SERVICE_AT_NEITHER)
        return NULL;
    return at == SERVICE_AT_SOURCE ? source : destination;
}

static void add_header(packet_info *pinfo, proto_tree *tree, const transport_header_t *header)
{
    const end_t source = end_of(pinfo, header, /* destination= */ false);
    const end_t destination = end_of(pinfo, header, /* destination= */ true);
    const end_evidence_t by_source = evidence_of(&source);
    const end_evidence_t by_destination = evidence_of(&destination);
    const conversation_t *conversation = service_conversation(pinfo, header);
    const service_end_t decision = service_end(conversation, header, &by_source, &by_destination);
    const end_t *service = end_at(decision.at, &source, &destination);
    dissected_t dissected;

    dissected_find(header, &dissected);
    proto_item *item = proto_tree_add_protocol_format(
        tree, proto_svcreg, header->tvb, header->offset, 4, "Service Registry: %s%s",
        label_text(pinfo->pool, &source, service),
        header->quoted ? ", quoted in an ICMP error" : "");
    proto_item_set_generated(item);
    proto_tree *label = proto_item_add_subtree(item, ett_svcreg);

    if (header->quoted)
        proto_item_set_generated(
            proto_tree_add_boolean(label, hf_svcreg_quoted, header->tvb, header->offset, 4, TRUE));
    if (service) {
        add_end(label, service, SCOPE_SERVICE);
        add_announced(label, service);
    }
    item = proto_tree_add_string(label, hf_svcreg_basis, header->tvb, header->offset, 4,
                                 decision.basis);
    proto_item_append_text(item, " (%s)", decision.reason);
    proto_item_set_generated(item);
    add_dissected(label, pinfo->pool, header, &dissected);
    add_side(label, pinfo, &source, SCOPE_SOURCE);
    add_side(label, pinfo, &destination, SCOPE_DESTINATION);
    if (service) {
        const port_use_t use = {.conversation = conversation,
                                .item = proto_tree_get_parent(label),
                                .transport = service->transport,
                                .port = service->port,
                                .status = service->status,
                                .records = service->records,
                                .dissected = &dissected};
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

void port_label_handoff(void)
{
    transport_handoff();
    service_end_handoff();
}

void port_label_register(void)
{
#define AS_FIELD(scope, prefix, before, id, abbrev, name, type, base, blurb)                       \
    {&hf[scope][COLUMN_##id], {before name, prefix "." abbrev, type, base, NULL, 0, blurb, HFILL}},
#define AS_SERVICE(...) AS_FIELD(SCOPE_SERVICE, "svcreg", "", __VA_ARGS__)
#define AS_SOURCE(...) AS_FIELD(SCOPE_SOURCE, "svcreg.src", "Source ", __VA_ARGS__)
#define AS_DESTINATION(...) AS_FIELD(SCOPE_DESTINATION, "svcreg.dst", "Destination ", __VA_ARGS__)
    static hf_register_info fields[] = {
        /* clang-format off */
        COLUMNS(AS_SERVICE)
        COLUMNS(AS_SOURCE)
        COLUMNS(AS_DESTINATION)
        /* clang-format on */
        {&hf_svcreg_also,
         {"Also Registered", "svcreg.also", FT_STRING, BASE_NONE, NULL, 0,
          "Further name of the same port: an alias, a duplicate or historic", HFILL}},
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
        {&hf_svcreg_quoted,
         {"Quoted", "svcreg.quoted", FT_BOOLEAN, BASE_NONE, NULL, 0,
          "The header is quoted in an ICMP or ICMPv6 error message", HFILL}},
    };
    static int *subtrees[] = {&ett_svcreg, &ett_svcreg_record, &ett_svcreg_src, &ett_svcreg_dst,
                              &ett_svcreg_announced};

    proto_svcreg = proto_register_protocol("Service Registry", "SVCREG", "svcreg");
    proto_register_field_array(proto_svcreg, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
    hf_svcreg_any = hf[SCOPE_SERVICE][COLUMN_SERVICE];
    port_checks_register(proto_svcreg);
    announced_register();
}

void port_label_register_preferences(module_t *module)
{
    announced_register_preferences(module);
    port_checks_register_preferences(module);
}
