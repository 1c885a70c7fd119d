/* dnssd_types.c - registry records of service types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_types.h"

#include "common/record_fields.h"
#include "common/registry_in_use.h"

#include <string.h>

static int ett_dnssd_type = -1;

static bool same_service(const dnssd_place_t *a, const dnssd_place_t *b)
{
    const dnssd_service_t x = dnssd_service_of(a), y = dnssd_service_of(b);

    return x.transport == y.transport && x.len == y.len &&
           g_ascii_strncasecmp(x.name, y.name, x.len) == 0;
}

void dnssd_types_note(dnssd_types_t *types, const dnssd_place_t *place)
{
    dnssd_name_kind_t kind = place->parts.kind;

    if (types->n == DNSSD_MAX_TYPES || kind == DNSSD_NAME_OTHER || kind == DNSSD_NAME_ENUMERATION ||
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
    svcreg_span_t span = svcreg_find_service_type(registry_in_use(), type, strlen(type));
    record_place_t to = {packet->pinfo->pool, NULL,       packet->tvb,
                         place->offset,       place->len, RECORD_OF_TYPE};
    proto_item *item;

    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        to.tree = proto_tree_add_subtree_format(
            packet->tree, packet->tvb, place->offset, place->len, ett_dnssd_type, &item,
            "Registered: %s, %s", record.service, record.description);
        proto_item_set_generated(item);
        record_fields_add(&to, &record);
    }
}

void dnssd_types_add(const dnssd_packet_t *packet, const dnssd_types_t *types)
{
    for (unsigned i = 0; i < types->n; i++)
        add_type(packet, &types->places[i]);
}

void dnssd_types_register(int proto)
{
    static int *subtrees[] = {&ett_dnssd_type};

    record_fields_register(proto, RECORD_OF_TYPE);
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
}
