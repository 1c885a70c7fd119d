/* dnssd_tree.c - the subtree of a DNS message: its instances, service types and hosts, each with
 * its records.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_tree.h"

#include "common/text.h"
#include "dnssd/dnssd_checks.h"
#include "dnssd/dnssd_option_tree.h"
#include "dnssd/dnssd_record_tree.h"
#include "dnssd/dnssd_summary.h"
#include "dnssd/dnssd_tap.h"
#include "dnssd/dnssd_text.h"
#include "dnssd/dnssd_types.h"
#include "dnssd/dnssd_view.h"
#include "sleep_proxy.h"

int hf_dnssd_host = -1;
int hf_dnssd_subtype = -1;

static int hf_dnssd_owner = -1;
static int hf_dnssd_instance = -1;
static int hf_dnssd_service_type = -1;
static int hf_dnssd_service = -1;
static int hf_dnssd_description = -1;
static int hf_dnssd_domain = -1;
static int hf_dnssd_sleep_proxy_intent = -1;
static int hf_dnssd_sleep_proxy_portability = -1;
static int hf_dnssd_sleep_proxy_marginal_power = -1;
static int hf_dnssd_sleep_proxy_total_power = -1;
static int hf_dnssd_sleep_proxy_features = -1;
static int ett_dnssd = -1;
static int ett_dnssd_owner = -1;

static proto_item *add_part(const dnssd_view_t *view, const dnssd_group_t *group, int hf,
                            const char *text)
{
    return text_add(view->message->pinfo->pool, group->tree, hf, view->message->place.tvb,
                    group->offset, group->len, text);
}

/* A part of the service type; it does not stand in a name that a PTR record lists under it. */
static void add_part_of_type(const dnssd_view_t *view, const dnssd_group_t *group, int hf,
                             const char *text)
{
    proto_item *item = add_part(view, group, hf, text);

    if (group->parts->listed)
        proto_item_set_generated(item);
}

static void add_registry(const dnssd_view_t *view, const dnssd_group_t *group)
{
    const char *description = dnssd_service_description(&group->service);
    tvbuff_t *tvb = view->message->place.tvb;
    svcreg_record_t record;
    svcreg_txt_service_t specification;

    if (dnssd_service_record(&group->service, &record))
        proto_item_set_generated(proto_tree_add_string(group->tree, hf_dnssd_service, tvb,
                                                       group->offset, group->len, record.service));
    else if (dnssd_service_specification(&group->service, &specification))
        proto_item_set_generated(proto_tree_add_string_format_value(
            group->tree, hf_dnssd_service, tvb, group->offset, group->len, specification.service,
            "%s (%s)", specification.service,
            specification.registered == SVCREG_REGISTERED_OTHER
                ? "the registry has the name for another service"
                : "not registered"));
    if (description[0] != '\0')
        proto_item_set_generated(proto_tree_add_string(group->tree, hf_dnssd_description, tvb,
                                                       group->offset, group->len, description));
}

/* The metrics that a Sleep Proxy Server's name begins with. */
static void add_sleep_proxy(const dnssd_view_t *view, const dnssd_group_t *group)
{
    static const char type[] = "sleep-proxy";
    tvbuff_t *tvb = view->message->place.tvb;
    size_t len;
    sleep_proxy_t proxy;

    if (group->service.len != sizeof type - 1 ||
        g_ascii_strncasecmp(group->service.name, type, sizeof type - 1) != 0)
        return;
    const uint8_t *label = dns_name_label(group->name, 0, &len);
    if (!sleep_proxy_read(label, len, &proxy))
        return;
    const struct {
        int hf;
        unsigned value;
    } metrics[] = {{hf_dnssd_sleep_proxy_intent, proxy.intent},
                   {hf_dnssd_sleep_proxy_portability, proxy.portability},
                   {hf_dnssd_sleep_proxy_marginal_power, proxy.marginal_power},
                   {hf_dnssd_sleep_proxy_total_power, proxy.total_power},
                   {hf_dnssd_sleep_proxy_features, proxy.features}};
    unsigned n = G_N_ELEMENTS(metrics) - !proxy.has_features;

    for (unsigned i = 0; i < n; i++)
        proto_tree_add_uint(group->tree, metrics[i].hf, tvb, group->offset, group->len,
                            metrics[i].value);
}

/* Instance, subtype, service type and domain, and the registry's word on the type. */
static void add_parts(const dnssd_view_t *view, const dnssd_group_t *group)
{
    wmem_allocator_t *pool = view->message->pinfo->pool;
    const dnssd_parts_t *parts = group->parts;

    if (parts->kind == DNSSD_OTHER) {
        (void)add_part(view, group, hf_dnssd_host, dnssd_name_text(pool, group->name));
        return;
    }
    if (parts->kind == DNSSD_INSTANCE) {
        (void)add_part(view, group, hf_dnssd_instance,
                       dnssd_instance_text(pool, group->name, parts));
        add_sleep_proxy(view, group);
    }
    if (parts->subtype >= 0)
        (void)add_part(view, group, hf_dnssd_subtype, dnssd_subtype_text(pool, group->name, parts));
    if (parts->kind != DNSSD_ENUMERATION && parts->kind != DNSSD_DOMAINS) {
        add_part_of_type(view, group, hf_dnssd_service_type,
                         dnssd_type_text(pool, group->name, parts));
        add_registry(view, group);
    }
    add_part_of_type(view, group, hf_dnssd_domain, dnssd_domain_text(pool, group->name, parts));
}

static const char *title(const dnssd_group_t *group)
{
    static const char *const titles[] = {[DNSSD_OTHER] = "Host",
                                         [DNSSD_INSTANCE] = "Instance",
                                         [DNSSD_SERVICE] = "Service Type",
                                         [DNSSD_SUBTYPE] = "Subtype",
                                         [DNSSD_ENUMERATION] = "Service Types of",
                                         [DNSSD_DOMAINS] = "Browsing Domains of"};

    return titles[group->parts->kind];
}

static dnssd_group_t *new_group(const dnssd_view_t *view, const dns_name_t *name,
                                const dnssd_parts_t *parts, size_t offset)
{
    const dnssd_message_t *message = view->message;
    wmem_allocator_t *pool = message->pinfo->pool;
    dnssd_group_t *group = wmem_new0(pool, dnssd_group_t);
    text_line_t label;

    group->name = name;
    group->parts = parts;
    group->service = dnssd_service_of(name, parts);
    group->offset = dnssd_in_tvb(message, offset);
    group->len = (int)name->wire_len;
    const char *description = parts->kind == DNSSD_INSTANCE || parts->kind == DNSSD_SERVICE
                                  ? dnssd_service_description(&group->service)
                                  : "";
    text_line_begin(&label, title(group));
    text_line_add(&label, " ");
    text_line_add(&label, dnssd_owner_text(pool, name, parts));
    if (description[0] != '\0') {
        text_line_add(&label, " (");
        text_line_add(&label, description);
        text_line_add(&label, ")");
    }
    group->item = text_add_labelled(
        pool, view->tree, hf_dnssd_owner, message->place.tvb, group->offset, group->len,
        dnssd_name_text_as_sent(pool, name, parts), text_line_fit(&label, TEXT_MAX_LABEL));
    group->tree = proto_item_add_subtree(group->item, ett_dnssd_owner);
    add_parts(view, group);
    dnssd_check_owner(message, group);
    return group;
}

/* The group that a record belongs to: what it points to where that is an instance or a service
 * type, else its owner. */
static dnssd_group_t *group_of(const dnssd_view_t *view, wmem_map_t *groups,
                               const dnssd_record_t *record)
{
    const dns_name_t *name = &record->dns.owner;
    const dnssd_parts_t *parts = &record->parts;
    size_t offset = record->dns.offset;

    if (record->dns.type == DNS_TYPE_PTR && record->has_target && parts->kind != DNSSD_DOMAINS &&
        record->target.parts.kind != DNSSD_OTHER) {
        name = &record->target.name;
        parts = &record->target.parts;
        offset = record->target.offset;
    }
    name_key_t *key = wmem_new(view->message->pinfo->pool, name_key_t);
    *key = dns_name_key(name);
    dnssd_group_t *group = (dnssd_group_t *)wmem_map_lookup(groups, key);
    if (!group) {
        group = new_group(view, name, parts, offset);
        wmem_map_insert(groups, key, group);
    }
    return group;
}

/* What is not sent to a group may be anything that came to port 5353. */
static bool is_to_group(const dnssd_message_t *message)
{
    enum { IPV4_GROUP = 0xe0, IPV4_GROUP_MASK = 0xf0, IPV6_GROUP = 0xff };
    const address *to = &message->pinfo->dst;
    uint8_t first = to->len > 0 ? *(const uint8_t *)to->data : 0;

    return message->place.multicast &&
           ((to->type == AT_IPv4 && (first & IPV4_GROUP_MASK) == IPV4_GROUP) ||
            (to->type == AT_IPv6 && first == IPV6_GROUP));
}

void dnssd_tree_add(const dnssd_message_t *message, proto_tree *root, int proto)
{
    wmem_allocator_t *pool = message->pinfo->pool;
    dnssd_view_t view = {.message = message, .root = root};
    bool shown = message->n_records > message->n_options;
    text_line_t line;

    if (!shown && !(message->n_defects > 0 && is_to_group(message)))
        return;
    const char *summary = dnssd_summary_text(message);
    text_line_begin(&line, "DNS Service Discovery");
    if (summary[0] != '\0') {
        text_line_add(&line, ": ");
        text_line_add(&line, summary);
    }
    view.item = proto_tree_add_protocol_format(root, proto, message->place.tvb,
                                               message->place.offset, (int)message->dns.len, "%s",
                                               text_line_fit(&line, TEXT_MAX_LABEL));
    view.tree = proto_item_add_subtree(view.item, ett_dnssd);
    dnssd_summary_add(&view, summary);

    wmem_map_t *groups = wmem_map_new(pool, name_key_hash, name_key_equal);
    for (unsigned i = 0; i < message->n_records; i++) {
        const dnssd_record_t *record = message->records[i];
        if (record->dns.type == DNS_TYPE_OPT)
            dnssd_option_tree_add(&view, record);
        else
            dnssd_record_tree_add(&view, group_of(&view, groups, record), record);
    }
    dnssd_check_message(&view);
    dnssd_types_add(&view);
}

void dnssd_tree_register(int proto)
{
    static hf_register_info fields[] = {
        {&hf_dnssd_owner,
         {"Owner", "dnssd.owner", FT_STRING, BASE_NONE, NULL, 0,
          "The instance, service type or host that records speak of", HFILL}},
        {&hf_dnssd_host,
         {"Host", "dnssd.host", FT_STRING, BASE_NONE, NULL, 0,
          "Target of an SRV record, or owner of an address", HFILL}},
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
        {&hf_dnssd_sleep_proxy_intent,
         {"Intent", "dnssd.sleep_proxy.intent", FT_UINT8, BASE_DEC, NULL, 0,
          "How far the host was made to be a Sleep Proxy; of all numbers the smaller is better",
          HFILL}},
        {&hf_dnssd_sleep_proxy_portability,
         {"Portability", "dnssd.sleep_proxy.portability", FT_UINT8, BASE_DEC, NULL, 0,
          "How likely the host is to be carried away", HFILL}},
        {&hf_dnssd_sleep_proxy_marginal_power,
         {"Marginal Power", "dnssd.sleep_proxy.marginal_power", FT_UINT8, BASE_DEC, NULL, 0,
          "What being awake costs the host beside what it does anyway", HFILL}},
        {&hf_dnssd_sleep_proxy_total_power,
         {"Total Power", "dnssd.sleep_proxy.total_power", FT_UINT8, BASE_DEC, NULL, 0,
          "What being awake costs the host", HFILL}},
        {&hf_dnssd_sleep_proxy_features,
         {"Feature Flags", "dnssd.sleep_proxy.features", FT_UINT8, BASE_DEC, NULL, 0, NULL, HFILL}},
        {&hf_dnssd_domain, {"Domain", "dnssd.domain", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL}},
    };
    static int *subtrees[] = {&ett_dnssd, &ett_dnssd_owner};

    proto_register_field_array(proto, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
    dnssd_record_tree_register(proto);
    dnssd_summary_register(proto);
    dnssd_types_register(proto);
    dnssd_checks_register(proto);
}
