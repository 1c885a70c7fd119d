/* dnssd_types.c - registry records of service types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_types.h"

#include "ascii.h"
#include "common/record_fields.h"
#include "common/registry_in_use.h"
#include "common/text.h"
#include "dnssd/dnssd_text.h"

#include <string.h>

enum { MAX_TYPES = 16 /* service types of one message whose records are shown */ };

static int ett_dnssd_type = -1;

/* All columns of the records that bear the name of a service type. */
static void add_type(const dnssd_view_t *view, const char *type, int offset, int len)
{
    svcreg_span_t span = svcreg_find_service_type(registry_in_use(), type, strlen(type));
    record_view_t to = {
        view->message->pinfo->pool, NULL, view->message->place.tvb, offset, len, RECORD_OF_TYPE};
    proto_item *item;

    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        const char *label =
            wmem_strconcat(to.pool, "Registered: ", record.service, ", ", record.description, NULL);
        to.tree = proto_tree_add_subtree(view->tree, to.tvb, offset, len, ett_dnssd_type, &item,
                                         text_fit(to.pool, label, TEXT_MAX_LABEL));
        proto_item_set_generated(item);
        record_fields_add(&to, &record);
    }
}

/* The types that have been shown. */
typedef struct {
    const char *types[MAX_TYPES];
    unsigned n;
} shown_t;

static void add_type_of(const dnssd_view_t *view, shown_t *shown, const dns_name_t *name,
                        const dnssd_parts_t *parts, size_t offset)
{
    if (shown->n == MAX_TYPES || parts->service < 0 || parts->kind == DNSSD_ENUMERATION ||
        parts->kind == DNSSD_DOMAINS)
        return;
    const char *type = dnssd_type_text(view->message->pinfo->pool, name, parts);

    for (unsigned i = 0; i < shown->n; i++) {
        if (ascii_equal(shown->types[i], strlen(shown->types[i]), type, strlen(type)))
            return;
    }
    shown->types[shown->n++] = type;
    add_type(view, type, dnssd_in_tvb(view->message, offset), (int)name->wire_len);
}

void dnssd_types_add(const dnssd_view_t *view)
{
    shown_t shown = {.n = 0};

    for (unsigned i = 0; i < view->message->n_records; i++) {
        const dnssd_record_t *record = view->message->records[i];
        add_type_of(view, &shown, &record->dns.owner, &record->parts, record->dns.offset);
        if (record->dns.type == DNS_TYPE_PTR && record->has_target)
            add_type_of(view, &shown, &record->target.name, &record->target.parts,
                        record->target.offset);
    }
}

void dnssd_types_register(int proto)
{
    static int *subtrees[] = {&ett_dnssd_type};

    record_fields_register(proto, RECORD_OF_TYPE);
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
}
