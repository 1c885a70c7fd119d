/* port_label.c - the subtree "Service Registry" of a packet.
 *
 * Each transport header of the packet has one, with what the registry has on both ends' ports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/port_label.h"

#include "common/record_fields.h"
#include "common/text.h"
#include "common/transport.h"
#include "label/conversations.h"
#include "label/dccp_code.h"
#include "label/dissected.h"
#include "label/end_tree.h"
#include "label/label.h"
#include "label/label_tap.h"
#include "label/label_text.h"
#include "label/port_checks.h"

enum { SHOWN_IN_SUBTREE, SHOWN_IN_INFO };

int proto_svcreg = -1;
int hf_svcreg_any = -1;

static int shown_in = SHOWN_IN_SUBTREE;
static int hf_svcreg_basis = -1;
static int hf_svcreg_quoted = -1;
static int hf_svcreg_dissected = -1;
static int hf_svcreg_signature = -1;
static int hf_svcreg_agreement = -1;
static int ett_svcreg = -1;

/* A generated field about both ports. */
static proto_item *add_word(proto_tree *tree, const label_t *label, int hf, const char *value)
{
    proto_item *item = proto_tree_add_string(tree, hf, label->header->tvb, label->header->offset,
                                             PORTS_LEN, value);

    proto_item_set_generated(item);
    return item;
}

static void add_basis(proto_tree *tree, const label_t *label)
{
    const char *basis = service_ground_basis(label->ground);

    proto_item_set_generated(proto_tree_add_string_format(
        tree, hf_svcreg_basis, label->header->tvb, label->header->offset, PORTS_LEN, basis,
        "Basis: %s (%s)", basis, service_ground_reason(label->ground)));
}

static void add_dissected(proto_tree *tree, const label_t *label)
{
    const dissected_t *dissected = &label->dissected;

    if (!dissected->application)
        return;
    proto_item *item = add_word(tree, label, hf_svcreg_dissected, dissected->application);
    if (dissected->n == 1)
        return;
    for (unsigned i = 0; i < dissected->n; i++)
        proto_item_append_text(item, "%s%s", i == 0 ? " (" : " / ", dissected->names[i]);
    proto_item_append_text(item, ")");
}

/* What is spoken, and whether it is what is registered. */
static void add_spoken(proto_tree *tree, const label_t *label)
{
    add_dissected(tree, label);
    if (label->signature)
        add_word(tree, label, hf_svcreg_signature, label->signature);
    if (!label->has_payload)
        return;
    proto_item *item = add_word(tree, label, hf_svcreg_agreement, agreement_name(label->agreement));
    if (label->agreement == AGREEMENT_DIFFERS)
        proto_item_append_text(item, " (registered %s, spoken %s)", label->registered,
                               label->spoken);
}

/* Words cost more than the rest together, and only who sees the line reads them. */
static bool is_line_read(const proto_tree *tree)
{
    return PTREE_DATA(tree)->visible ||
           proto_registrar_get_nth((unsigned)proto_svcreg)->ref_type == HF_REF_TYPE_DIRECT;
}

/* An end with the service's port has the service's records. */
static void add_side(packet_info *pinfo, proto_tree *tree, const label_t *label,
                     const port_end_t *end, record_use_t use)
{
    bool is_service = label->service && label->service->port == end->port;

    if (record_fields_is_asked_for(tree, use))
        end_tree_add_side(pinfo->pool, tree, end, use, is_service);
}

static void add_label(packet_info *pinfo, proto_tree *tree, const label_t *label)
{
    const transport_header_t *header = label->header;
    text_line_t line;
    const char *text = is_line_read(tree) ? label_text(pinfo->pool, label, &line) : "";
    proto_item *item = proto_tree_add_protocol_format(tree, proto_svcreg, header->tvb,
                                                      header->offset, PORTS_LEN, "%s", text);
    proto_tree *below = proto_item_add_subtree(item, ett_svcreg);

    proto_item_set_generated(item);
    if (header->quoted)
        proto_item_set_generated(proto_tree_add_boolean(below, hf_svcreg_quoted, header->tvb,
                                                        header->offset, PORTS_LEN, TRUE));
    if (label->service)
        end_tree_add_service(pinfo->pool, below, label->service);
    add_basis(below, label);
    dccp_code_add(below, header);
    add_spoken(below, label);
    add_side(pinfo, below, label, &label->source, RECORD_OF_SOURCE);
    add_side(pinfo, below, label, &label->destination, RECORD_OF_DESTINATION);
    if (label->service)
        port_checks_add(pinfo, proto_tree_get_parent(below), label);
}

static label_consumer_t consumers[LABEL_MAX_CONSUMERS];
static unsigned n_consumers;

void port_label_add_consumer(const label_consumer_t *consumer)
{
    DISSECTOR_ASSERT(n_consumers < LABEL_MAX_CONSUMERS);
    consumers[n_consumers++] = *consumer;
}

void port_label_add(packet_info *pinfo, proto_tree *tree, bool asked)
{
    transport_header_t headers[TRANSPORT_MAX_HEADERS];
    label_t label;

    if (!asked && !port_label_has_listener())
        return;
    unsigned n = transport_headers(pinfo, tree, headers);
    for (unsigned i = 0; i < n; i++) {
        label_make(pinfo, tree, &headers[i], &label);
        if (asked)
            add_label(pinfo, tree, &label);
        for (unsigned j = 0; j < n_consumers; j++) {
            if (consumers[j].has_listener())
                consumers[j].take(pinfo, &label);
        }
    }
}

void port_label_learn(packet_info *pinfo, const proto_tree *tree)
{
    transport_header_t header;

    if (!transport_innermost(pinfo, &header))
        return;
    conversations_learn(pinfo, tree, &header);
    port_ends_mark_used(pinfo, &header);
}

bool port_label_has_listener(void)
{
    bool has = false;

    for (unsigned i = 0; i < n_consumers && !has; i++)
        has = consumers[i].has_listener();
    return has;
}

void port_label_add_to_info(packet_info *pinfo)
{
    transport_header_t header;
    label_t label;

    if (shown_in != SHOWN_IN_INFO || !transport_innermost(pinfo, &header) ||
        transport_is_quoting(pinfo))
        return;
    label_make(pinfo, /* tree= */ NULL, &header, &label);
    const char *text = label_service_text(pinfo->pool, &label);
    if (text[0] != '\0')
        col_prepend_fstr(pinfo->cinfo, COL_INFO, "[%s%s] ", text,
                         label.service->is_own ? ", own" : "");
}

void port_label_handoff(void)
{
    transport_handoff();
    dissected_handoff();
    conversations_handoff();
}

void port_label_register(void)
{
    static hf_register_info fields[] = {
        {&hf_svcreg_basis,
         {"Basis", "svcreg.basis", FT_STRING, BASE_NONE, NULL, 0,
          "Why this end is taken for the service", HFILL}},
        {&hf_svcreg_dissected,
         {"Dissected", "svcreg.dissected", FT_STRING, BASE_NONE, NULL, 0,
          "Application protocol that Wireshark recognised above the transport", HFILL}},
        {&hf_svcreg_signature,
         {"Payload Begins Like", "svcreg.signature", FT_STRING, BASE_NONE, NULL, 0,
          "Protocol that a direction's first bytes give away, whatever Wireshark made of them",
          HFILL}},
        {&hf_svcreg_agreement,
         {"Agreement", "svcreg.agreement", FT_STRING, BASE_NONE, NULL, 0,
          "Whether what is spoken is what is registered: agrees, differs, unknown", HFILL}},
        {&hf_svcreg_quoted,
         {"Quoted", "svcreg.quoted", FT_BOOLEAN, BASE_NONE, NULL, 0,
          "The header is quoted in an ICMP or ICMPv6 error message", HFILL}},
    };
    static int *subtrees[] = {&ett_svcreg};

    proto_svcreg = proto_register_protocol("Service Registry", "SVCREG", "svcreg");
    proto_register_field_array(proto_svcreg, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
    end_tree_register(proto_svcreg);
    hf_svcreg_any = record_fields_any(RECORD_OF_SERVICE);
    dccp_code_register(proto_svcreg);
    port_checks_register(proto_svcreg);
    label_tap_register();
    conversations_register();
}

void port_label_register_preferences(module_t *module)
{
    static const enum_val_t choices[] = {{"subtree", "Subtree only", SHOWN_IN_SUBTREE},
                                         {"info", "In front of the Info column", SHOWN_IN_INFO},
                                         {NULL, NULL, 0}};

    prefs_register_enum_preference(
        module, "place", "Place of the label",
        "Where the packet list shows what is registered. Columns of their own can be made from "
        "svcreg.service and svcreg.basis whatever this says.",
        &shown_in, choices, /* radio_buttons= */ FALSE);
    port_checks_register_preferences(module);
}
