/* dnssd_types.c - registry records of service types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_types.h"

#include "ascii.h"
#include "common/name_key.h"
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
    text_line_t label;
    proto_item *item;

    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        text_line_begin(&label, "Registered: ");
        text_line_add(&label, record.service);
        text_line_add(&label, ", ");
        text_line_add(&label, record.description);
        to.tree = proto_tree_add_subtree(view->tree, to.tvb, offset, len, ett_dnssd_type, &item,
                                         text_line_fit(&label, TEXT_MAX_LABEL));
        proto_item_set_generated(item);
        record_fields_add(&to, &record);
    }
}

/* The types that have been shown, as sent and as text. */
typedef struct {
    name_key_t sent[MAX_TYPES];
    const char *types[MAX_TYPES];
    unsigned n;
} shown_t;

/* The labels of a name's service type. */
static name_key_t sent_type(const dns_name_t *name, const dnssd_parts_t *parts)
{
    const unsigned start = name->label[parts->service];
    const unsigned domain = (unsigned)parts->domain;
    const unsigned end = domain < name->n_labels ? name->label[domain] : name->len;

    return (name_key_t){name->wire + start, end - start};
}

static void add_type_of(const dnssd_view_t *view, shown_t *shown, const dns_name_t *name,
                        const dnssd_parts_t *parts, size_t offset)
{
    if (shown->n == MAX_TYPES || parts->service < 0 || parts->kind == DNSSD_ENUMERATION ||
        parts->kind == DNSSD_DOMAINS)
        return;
    const name_key_t sent = sent_type(name, parts);

    /* Most names of a message speak of the same type, and its text takes longer. */
    for (unsigned i = 0; i < shown->n; i++) {
        if (name_key_equal(&shown->sent[i], &sent))
            return;
    }
    const char *type = dnssd_type_text(view->message->pinfo->pool, name, parts);
    for (unsigned i = 0; i < shown->n; i++) {
        if (ascii_equal(shown->types[i], strlen(shown->types[i]), type, strlen(type)))
            return;
    }
    shown->sent[shown->n] = sent;
    shown->types[shown->n++] = type;
    add_type(view, type, dnssd_in_tvb(view->message, offset), (int)name->wire_len);
}

void dnssd_types_add(const dnssd_view_t *view)
{
    shown_t shown;

    shown.n = 0;

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
