/* dnssd_names.c - names in DNS messages as text and as fields.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_names.h"

#include "common/registry_in_use.h"
#include "common/text.h"

static int hf_dnssd_instance = -1;
static int hf_dnssd_subtype = -1;
static int hf_dnssd_service_type = -1;
static int hf_dnssd_service = -1;
static int hf_dnssd_description = -1;
static int hf_dnssd_domain = -1;

int dnssd_in_tvb(const dnssd_packet_t *packet, size_t offset)
{
    return packet->offset + (int)offset;
}

dnssd_place_t dnssd_place(const dnssd_packet_t *packet, size_t offset, const dnssd_name_t *name)
{
    return (dnssd_place_t){.name = name,
                           .parts = dnssd_name_parts(name),
                           .offset = dnssd_in_tvb(packet, offset),
                           .len = (int)name->wire_len};
}

char *dnssd_label_text(const dnssd_packet_t *packet, const dnssd_name_t *name, int label)
{
    size_t len;
    const uint8_t *bytes = dnssd_name_label(name, (unsigned)label, &len);

    return text_from_bytes(packet->pinfo->pool, bytes, len);
}

/* Labels `from` up to `end` joined by dots. A dot inside a label, which only instances should
 * have, is not escaped: instances are shown apart. */
static char *labels_text(const dnssd_packet_t *packet, const dnssd_name_t *name, int from, int end)
{
    wmem_strbuf_t *text = wmem_strbuf_new(packet->pinfo->pool, "");

    for (int i = from; i < end; i++) {
        if (i > from)
            wmem_strbuf_append_c(text, '.');
        wmem_strbuf_append(text, dnssd_label_text(packet, name, i));
    }
    return wmem_strbuf_finalize(text);
}

char *dnssd_name_text(const dnssd_packet_t *packet, const dnssd_name_t *name)
{
    return name->n_labels > 0 ? labels_text(packet, name, 0, (int)name->n_labels)
                              : wmem_strdup(packet->pinfo->pool, ".");
}

char *dnssd_type_text(const dnssd_packet_t *packet, const dnssd_place_t *place)
{
    return labels_text(packet, place->name, place->parts.service, place->parts.service + 2);
}

char *dnssd_domain_text(const dnssd_packet_t *packet, const dnssd_place_t *place)
{
    return labels_text(packet, place->name, place->parts.domain, (int)place->name->n_labels);
}

char *dnssd_place_text(const dnssd_packet_t *packet, const dnssd_place_t *place)
{
    const dnssd_parts_t *parts = &place->parts;

    if (parts->kind != DNSSD_NAME_INSTANCE)
        return dnssd_name_text(packet, place->name);
    return wmem_strdup_printf(
        packet->pinfo->pool, "\"%s\" %s", dnssd_label_text(packet, place->name, parts->instance),
        labels_text(packet, place->name, parts->service, (int)place->name->n_labels));
}

dnssd_service_t dnssd_service_of(const dnssd_place_t *place)
{
    size_t len, transport_len;
    const uint8_t *label = dnssd_name_label(place->name, (unsigned)place->parts.service, &len);
    const uint8_t *transport =
        dnssd_name_label(place->name, (unsigned)place->parts.service + 1, &transport_len);

    return (dnssd_service_t){.name = (const char *)label + 1,
                             .len = len - 1,
                             .transport = (transport[1] | 0x20) == 't' ? SVCREG_TRANSPORT_TCP
                                                                       : SVCREG_TRANSPORT_UDP};
}

bool dnssd_find_record(const dnssd_service_t *service, svcreg_record_t *ret)
{
    svcreg_span_t span = svcreg_find_service(registry_in_use(), service->name, service->len);
    int best = 0;

    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        if (record.transport != service->transport && record.transport != SVCREG_TRANSPORT_NONE)
            continue;
        int fit = 1 + (record.transport == service->transport) +
                  2 * (record.txt_status != SVCREG_TXT_STATUS_ABSENT);
        if (fit > best) {
            best = fit;
            *ret = record;
        }
    }
    return best > 0;
}

/* The specification table on a service. False when it has none. */
static bool find_specification(const dnssd_service_t *service, svcreg_txt_service_t *ret)
{
    const svcreg_table_t *table = registry_in_use();

    for (unsigned id = 0; id < svcreg_n_txt_services(table); id++) {
        svcreg_txt_service_t found;
        svcreg_txt_service_get(table, id, &found);
        if (strlen(found.service) == service->len &&
            g_ascii_strncasecmp(found.service, service->name, service->len) == 0 &&
            found.transports & 1U << service->transport) {
            *ret = found;
            return true;
        }
    }
    return false;
}

const char *dnssd_description(const dnssd_service_t *service)
{
    svcreg_record_t record;
    svcreg_txt_service_t specification;

    if (dnssd_find_record(service, &record))
        return record.description;
    return find_specification(service, &specification) ? specification.description : "";
}

static proto_item *add_label(const dnssd_packet_t *packet, proto_tree *tree, int hf,
                             const dnssd_place_t *place, const char *text)
{
    return proto_tree_add_string(tree, hf, packet->tvb, place->offset, place->len, text);
}

static void add_registry(const dnssd_packet_t *packet, proto_tree *tree, const dnssd_place_t *place)
{
    const dnssd_service_t service = dnssd_service_of(place);
    const char *description = dnssd_description(&service);
    svcreg_record_t record;
    svcreg_txt_service_t specification;

    if (dnssd_find_record(&service, &record))
        proto_item_set_generated(add_label(packet, tree, hf_dnssd_service, place, record.service));
    else if (find_specification(&service, &specification))
        proto_item_set_generated(proto_tree_add_string_format_value(
            tree, hf_dnssd_service, packet->tvb, place->offset, place->len, specification.service,
            "%s (not registered)", specification.service));
    if (description[0] != '\0')
        proto_item_set_generated(add_label(packet, tree, hf_dnssd_description, place, description));
}

void dnssd_add_subtype(const dnssd_packet_t *packet, proto_tree *tree, const dnssd_place_t *place)
{
    if (place->parts.subtype >= 0)
        add_label(packet, tree, hf_dnssd_subtype, place,
                  dnssd_label_text(packet, place->name, place->parts.subtype));
}

void dnssd_add_parts(const dnssd_packet_t *packet, proto_tree *tree, const dnssd_place_t *place)
{
    dnssd_name_kind_t kind = place->parts.kind;

    if (kind == DNSSD_NAME_INSTANCE)
        add_label(packet, tree, hf_dnssd_instance, place,
                  dnssd_label_text(packet, place->name, place->parts.instance));
    dnssd_add_subtype(packet, tree, place);
    if (kind != DNSSD_NAME_ENUMERATION && kind != DNSSD_NAME_DOMAINS) {
        add_label(packet, tree, hf_dnssd_service_type, place, dnssd_type_text(packet, place));
        add_registry(packet, tree, place);
    }
    add_label(packet, tree, hf_dnssd_domain, place, dnssd_domain_text(packet, place));
}

void dnssd_names_register(int proto)
{
    static hf_register_info fields[] = {
        {&hf_dnssd_instance,
         {"Instance", "dnssd.instance", FT_STRING, BASE_NONE, NULL, 0,
          "Instance name as its user reads it (RFC 6763 section 4.1.1)", HFILL}},
        {&hf_dnssd_subtype,
         {"Subtype", "dnssd.subtype", FT_STRING, BASE_NONE, NULL, 0,
          "What a browser narrowed its search to (RFC 6763 section 7.1)", HFILL}},
        {&hf_dnssd_service_type,
         {"Service Type", "dnssd.service_type", FT_STRING, BASE_NONE, NULL, 0,
          "Service name and transport as announced, like _ipp._tcp", HFILL}},
        {&hf_dnssd_service,
         {"Service", "dnssd.service", FT_STRING, BASE_NONE, NULL, 0,
          "Service name as the registry writes it, else the specification table", HFILL}},
        {&hf_dnssd_description,
         {"Description", "dnssd.description", FT_STRING, BASE_NONE, NULL, 0,
          "The registry's description of the service, else the specification table's", HFILL}},
        {&hf_dnssd_domain, {"Domain", "dnssd.domain", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL}},
    };

    proto_register_field_array(proto, fields, G_N_ELEMENTS(fields));
}
