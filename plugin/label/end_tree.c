/* end_tree.c - one end's port as fields.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/end_tree.h"

#include "common/registry_in_use.h"
#include "common/text.h"

static int hf_svcreg_own = -1;
static int hf_svcreg_also = -1;
static int hf_svcreg_announced = -1;
static int hf_svcreg_instance = -1;
static int hf_svcreg_announced_in = -1;
static int ett_svcreg_record = -1;
static int ett_svcreg_src = -1;
static int ett_svcreg_dst = -1;
static int ett_svcreg_announced = -1;

/* Keep what stands in a tree for filters, columns and JSON, and do not show it. */
static void hide_all(proto_tree *tree)
{
    for (proto_node *node = tree ? tree->first_child : NULL; node; node = node->next) {
        proto_item_set_hidden(node);
        hide_all(node);
    }
}

static void add_also(proto_tree *tree, const port_end_t *end, const svcreg_record_t *record,
                     const char *how, const char *more)
{
    proto_item_set_generated(proto_tree_add_string_format_value(
        tree, hf_svcreg_also, end->tvb, end->offset, PORT_LEN, record->service, "%s%s%s",
        record->service, more[0] != '\0' ? how : "", more));
}

/* The record of one of its ports: unauthorized use of another is no business of it. */
static void get_record(const port_end_t *end, unsigned i, svcreg_record_t *ret)
{
    svcreg_record_get(registry_in_use(), end->records.ids[i], ret);
    if (!port_is_reported(ret->unauthorized, end->port))
        ret->unauthorized = "";
}

static void add_record_tree(const record_view_t *to, const svcreg_record_t *record)
{
    record_view_t below = *to;
    proto_item *item;

    below.tree = proto_tree_add_subtree(to->tree, to->tvb, to->offset, to->len, ett_svcreg_record,
                                        &item, record_title(record));
    proto_item_set_generated(item);
    record_fields_add(&below, record);
}

/* The own service, and what the registry has: the names for the service, every record for both
 * ends. */
static void add_own(const record_view_t *to, const port_end_t *end)
{
    record_fields_add(to, &end->own);
    for (unsigned i = 0; i < end->records.n; i++) {
        svcreg_record_t record;
        get_record(end, i, &record);
        if (to->use != RECORD_OF_SERVICE)
            add_record_tree(to, &record);
        else if (record.service[0] != '\0')
            add_also(to->tree, end, &record, ", ", record.description);
    }
    if (to->use == RECORD_OF_SERVICE)
        proto_item_set_generated(
            proto_tree_add_boolean(to->tree, hf_svcreg_own, end->tvb, end->offset, PORT_LEN, TRUE));
}

/* Every record. Where they are several, each has a subtree. */
static void add_records(const record_view_t *to, const port_end_t *end)
{
    bool is_service = to->use == RECORD_OF_SERVICE;
    unsigned n_primary = port_end_n_primary(end);
    bool all = n_primary == end->records.n;

    for (unsigned i = 0; i < end->records.n; i++) {
        svcreg_record_t record;
        get_record(end, i, &record);
        if (is_service && !all && record_is_secondary(&record))
            add_also(to->tree, end, &record, ", an alias of ", record.alias_of);
        else if (is_service ? n_primary > 1 : end->records.n > 1)
            add_record_tree(to, &record);
        else
            record_fields_add(to, &record);
    }
}

static void add_end(wmem_allocator_t *pool, proto_tree *tree, const port_end_t *end,
                    record_use_t use)
{
    const record_view_t to = {pool, tree, end->tvb, end->offset, PORT_LEN, use};

    record_fields_add_port(&to, end->transport, end->port, end->status);
    hide_all(tree);
    if (end->is_own)
        add_own(&to, end);
    else
        add_records(&to, end);
}

static void add_announced(wmem_allocator_t *pool, proto_tree *tree, const port_end_t *end)
{
    for (unsigned i = 0; i < end->n_announced; i++) {
        const announced_t *announced = &end->announced[i];
        proto_item *item = text_add_labelled(
            pool, tree, hf_svcreg_announced, end->tvb, end->offset, PORT_LEN, announced->service,
            wmem_strconcat(pool, "Announced: ", announced->service, ", \"", announced->instance,
                           "\"", NULL));
        proto_item_set_generated(item);
        proto_tree *below = proto_item_add_subtree(item, ett_svcreg_announced);
        proto_item_set_generated(text_add(pool, below, hf_svcreg_instance, end->tvb, end->offset,
                                          PORT_LEN, announced->instance));
        proto_item_set_generated(proto_tree_add_uint(below, hf_svcreg_announced_in, end->tvb,
                                                     end->offset, PORT_LEN, announced->frame));
    }
}

void end_tree_add_service(wmem_allocator_t *pool, proto_tree *tree, const port_end_t *end)
{
    add_end(pool, tree, end, RECORD_OF_SERVICE);
    add_announced(pool, tree, end);
}

void end_tree_add_side(wmem_allocator_t *pool, proto_tree *tree, const port_end_t *end,
                       record_use_t use, bool is_service)
{
    const char *summary = is_service ? "the service" : port_end_summary(pool, end);
    proto_item *item;
    text_line_t label;

    text_line_begin(&label, use == RECORD_OF_SOURCE ? "Source: port " : "Destination: port ");
    text_line_add_number(&label, end->port);
    text_line_add(&label, ", ");
    text_line_add(&label, summary[0] != '\0' ? summary : svcreg_status_name(end->status));
    if (end->is_own && !is_service)
        text_line_add(&label, " [own]");
    proto_tree *side =
        proto_tree_add_subtree(tree, end->tvb, end->offset, PORT_LEN,
                               use == RECORD_OF_SOURCE ? ett_svcreg_src : ett_svcreg_dst, &item,
                               text_line_fit(&label, TEXT_MAX_LABEL));

    proto_item_set_generated(item);
    add_end(pool, side, end, use);
    if (is_service)
        hide_all(side);
}

void end_tree_register(int proto)
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
        {&hf_svcreg_announced,
         {"Announced", "svcreg.announced", FT_STRING, BASE_NONE, NULL, 0,
          "Service name that an SRV record announced for this address and port", HFILL}},
        {&hf_svcreg_instance,
         {"Instance", "svcreg.instance", FT_STRING, BASE_NONE, NULL, 0, "Instance announced",
          HFILL}},
        {&hf_svcreg_announced_in,
         {"Announced In", "svcreg.announced_in", FT_FRAMENUM, BASE_NONE, NULL, 0,
          "Frame of the announcement", HFILL}},
    };
    static int *subtrees[] = {&ett_svcreg_record, &ett_svcreg_src, &ett_svcreg_dst,
                              &ett_svcreg_announced};

    proto_register_field_array(proto, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
    for (int use = RECORD_OF_SERVICE; use <= RECORD_OF_DESTINATION; use++)
        record_fields_register(proto, (record_use_t)use);
}
