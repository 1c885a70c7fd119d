/* dnssd_record_tree.c - the fields of each record type that takes part in service discovery.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_record_tree.h"

#include "announce/announced.h"
#include "common/compat.h"
#include "common/text.h"
#include "dnssd/dnssd_checks.h"
#include "dnssd/dnssd_option_tree.h"
#include "dnssd/dnssd_text.h"
#include "dnssd/dnssd_txt_tree.h"

#include <epan/to_str.h>
#include <epan/unit_strings.h>

static int hf_dnssd_question = -1;
static int hf_dnssd_ptr = -1;
static int hf_dnssd_srv = -1;
static int hf_dnssd_txt_record = -1;
static int hf_dnssd_nsec = -1;
static int hf_dnssd_hinfo = -1;
static int hf_dnssd_key = -1;
static int hf_dnssd_record = -1;
static int hf_dnssd_update = -1;
static int hf_dnssd_type = -1;
static int hf_dnssd_role = -1;
static int hf_dnssd_qu = -1;
static int hf_dnssd_browse_domain = -1;
static int hf_dnssd_priority = -1;
static int hf_dnssd_weight = -1;
static int hf_dnssd_port = -1;
static int hf_dnssd_first_use = -1;
static int hf_dnssd_address = -1;
static int hf_dnssd_address6 = -1;
static int hf_dnssd_cpu = -1;
static int hf_dnssd_os = -1;
static int hf_dnssd_nsec_type = -1;
static int hf_dnssd_key_algorithm = -1;
static int hf_dnssd_ttl = -1;
static int hf_dnssd_cache_flush = -1;
static int hf_dnssd_goodbye = -1;
static int ett_dnssd_record = -1;

enum {
    NSEC_MAX_BITMAP = 32, /* bytes, RFC 4034 section 4.1.2 */
    KEY_FIXED_LEN = 4     /* flags, protocol and algorithm, RFC 2535 section 3.1 */
};

static const value_string record_types[] = {
#define AS_STRING(type, name, of_host) {type, name},
    DNSSD_RECORD_TYPES(AS_STRING)
#undef AS_STRING
        {0, NULL}};

/* DNSSEC algorithms that SRP and its kin use (RFC 8624 section 3.1, RFC 9665 section 6.6). */
static const value_string key_algorithms[] = {
    {5, "RSASHA1"},          {8, "RSASHA256"}, {10, "RSASHA512"}, {13, "ECDSAP256SHA256"},
    {14, "ECDSAP384SHA384"}, {15, "ED25519"},  {16, "ED448"},     {0, NULL}};

/* A record on its way into the tree. */
typedef struct {
    const dnssd_view_t *view;
    const dnssd_group_t *group;
    const dnssd_record_t *record;
    wmem_allocator_t *pool;
    tvbuff_t *tvb;
    proto_tree *tree;
    proto_item *item; /* the record's own line */
    int start;        /* of the record, in the tvb */
    int len;
    int rdata; /* in the tvb */
    int rdata_len;
} context_t;

/* What stands behind a record's line. */
static const char *suffix(const dnssd_record_t *record)
{
    static const char *const roles[] = {[DNSSD_QUESTION] = "",
                                        [DNSSD_ANSWER] = "",
                                        [DNSSD_AUTHORITY] = " (authority)",
                                        [DNSSD_ADDITIONAL] = "",
                                        [DNSSD_KNOWN_ANSWER] = " (known answer)",
                                        [DNSSD_PROBE] = " (probe)",
                                        [DNSSD_ZONE] = " (zone)",
                                        [DNSSD_PREREQUISITE] = " (prerequisite)",
                                        [DNSSD_UPDATE] = " (update)"};

    if (record->deleted)
        return ", deleted";
    if (record->role == DNSSD_PREREQUISITE && record->class != DNS_CLASS_IN)
        return record->class == DNS_CLASS_ANY ? ", must exist" : ", must not exist";
    return record->goodbye ? ", goodbye" : roles[record->role];
}

/* Add the record's line: a field that holds `value`, "TITLE: value". */
static void add_line(context_t *context, int hf, const char *value)
{
    const dnssd_record_t *record = context->record;
    const char *type = dns_type_name(record->dns.type);
    bool question = record->role == DNSSD_QUESTION;
    /* The group has the owner, but where a PTR record points to it. */
    bool of_owner = record->dns.type == DNS_TYPE_PTR && !question &&
                    context->group->name != &record->dns.owner && record->parts.kind != DNSSD_OTHER;
    const char *title =
        type ? type : wmem_strdup_printf(context->pool, "Type %u", record->dns.type);
    text_line_t line;

    text_line_begin(&line, question ? "Question " : "");
    text_line_add(&line, title);
    if (of_owner) {
        text_line_add(&line, " of ");
        text_line_add(&line, dnssd_owner_text(context->pool, &record->dns.owner, &record->parts));
    }
    if (value[0] != '\0' && !question) {
        text_line_add(&line, ": ");
        text_line_add(&line, value);
    }
    /* Room for the suffix, however long the value is. */
    (void)text_line_fit(&line, TEXT_MAX_LABEL - 32);
    text_line_add(&line, suffix(record));
    if (question && record->top_bit)
        text_line_add(&line, ", unicast response wanted");
    context->item =
        text_add_labelled(context->pool, context->group->tree, hf, context->tvb, context->start,
                          context->len, value, text_line_fit(&line, TEXT_MAX_LABEL));
    context->tree = proto_item_add_subtree(context->item, ett_dnssd_record);
}

static const char *target_text(const context_t *context)
{
    const dnssd_target_t *target = &context->record->target;

    return context->record->has_target
               ? dnssd_owner_text(context->pool, &target->name, &target->parts)
               : "";
}

static void add_question(context_t *context)
{
    const dnssd_record_t *record = context->record;
    const char *type = dns_type_name(record->dns.type);

    add_line(context, hf_dnssd_question,
             wmem_strconcat(
                 context->pool,
                 type ? type : wmem_strdup_printf(context->pool, "type %u", record->dns.type), " ",
                 dnssd_owner_text(context->pool, &record->dns.owner, &record->parts), NULL));
}

static void add_ptr(context_t *context)
{
    const dnssd_record_t *record = context->record;
    const dnssd_target_t *target = &record->target;

    add_line(context, hf_dnssd_ptr, target_text(context));
    if (record->parts.subtype >= 0)
        (void)text_add(context->pool, context->tree, hf_dnssd_subtype, context->tvb, context->start,
                       (int)record->dns.owner.wire_len,
                       dnssd_subtype_text(context->pool, &record->dns.owner, &record->parts));
    if (!record->has_target)
        return;
    if (record->parts.kind == DNSSD_DOMAINS)
        (void)text_add(context->pool, context->tree, hf_dnssd_browse_domain, context->tvb,
                       dnssd_in_tvb(context->view->message, target->offset),
                       (int)target->name.wire_len, dnssd_name_text(context->pool, &target->name));
    dnssd_check_ptr(context->view->message, context->item, record);
}

/* Where somebody used what the SRV record announced; known once that packet was seen. */
static void add_first_use(const context_t *context)
{
    const announced_when_t when = dnssd_when(context->view->message, context->record);
    uint32_t frame = announcements_first_use(announced_in_file(), when.frame, when.order);

    if (frame != 0)
        proto_item_set_generated(proto_tree_add_uint(context->tree, hf_dnssd_first_use,
                                                     context->tvb, context->rdata,
                                                     context->rdata_len, frame));
}

static void add_srv(context_t *context)
{
    const dnssd_record_t *record = context->record;
    const dnssd_target_t *target = &record->target;
    const char *host = record->has_target ? dnssd_name_text(context->pool, &target->name) : "";

    add_line(context, hf_dnssd_srv,
             record->has_port ? wmem_strconcat(context->pool, host, ":",
                                               text_number(context->pool, record->port), NULL)
                              : "");
    if (!record->has_port)
        return;
    proto_tree_add_uint(context->tree, hf_dnssd_priority, context->tvb, context->rdata, 2,
                        record->priority);
    proto_tree_add_uint(context->tree, hf_dnssd_weight, context->tvb, context->rdata + 2, 2,
                        record->weight);
    proto_tree_add_uint(context->tree, hf_dnssd_port, context->tvb, context->rdata + 4, 2,
                        record->port);
    if (!record->has_target)
        return;
    (void)text_add(context->pool, context->tree, hf_dnssd_host, context->tvb,
                   dnssd_in_tvb(context->view->message, target->offset), (int)target->name.wire_len,
                   host);
    add_first_use(context);
    dnssd_check_srv(context->view->message, context->item, record, &context->group->service);
}

static void add_txt(context_t *context)
{
    add_line(context, hf_dnssd_txt_record,
             dnssd_txt_tree_text(context->view->message, context->record));
    dnssd_txt_tree_add(context->view->message, context->tree, context->item, context->record,
                       &context->group->service);
}

static void add_address(context_t *context)
{
    const dnssd_record_t *record = context->record;
    bool v4 = record->dns.type == DNS_TYPE_A;

    if (record->address.len == 0) {
        add_line(context, hf_dnssd_record, "");
        return;
    }
    const char *title = v4 ? "A" : "AAAA";
    context->item =
        proto_tree_add_item(context->group->tree, v4 ? hf_dnssd_address : hf_dnssd_address6,
                            context->tvb, context->rdata, context->rdata_len, ENC_BIG_ENDIAN);
    proto_item_set_text(context->item, "%s: %s%s", title,
                        v4 ? tvb_ip_to_str(context->pool, context->tvb, context->rdata)
                           : tvb_ip6_to_str(context->pool, context->tvb, context->rdata),
                        suffix(record));
    context->tree = proto_item_add_subtree(context->item, ett_dnssd_record);
}

/* Two length-prefixed strings, RFC 1035 section 3.3.2. */
static void add_hinfo(context_t *context)
{
    const int fields[] = {hf_dnssd_cpu, hf_dnssd_os};
    const char *texts[G_N_ELEMENTS(fields)] = {"", ""};
    int offsets[G_N_ELEMENTS(fields)], lengths[G_N_ELEMENTS(fields)];
    int at = context->rdata, end = context->rdata + context->rdata_len;
    unsigned n = 0;

    for (; n < G_N_ELEMENTS(fields) && at < end; n++) {
        int len = MIN(tvb_get_uint8(context->tvb, at), end - at - 1);
        texts[n] =
            text_from_bytes(context->pool, tvb_get_ptr(context->tvb, at, len + 1) + 1, (size_t)len);
        offsets[n] = at;
        lengths[n] = len + 1;
        at += len + 1;
    }
    add_line(context, hf_dnssd_hinfo,
             wmem_strconcat(context->pool, texts[0], n > 1 ? ", " : "", texts[1], NULL));
    for (unsigned i = 0; i < n; i++)
        (void)text_add(context->pool, context->tree, fields[i], context->tvb, offsets[i],
                       lengths[i], texts[i]);
}

/* Which types a name has and so, for mDNS, which it has not (RFC 6762 section 6.1). Only window
 * block 0 is allowed there; others are skipped. */
static void add_nsec(context_t *context)
{
    const dnssd_record_t *record = context->record;
    wmem_strbuf_t *names = wmem_strbuf_new(context->pool, "");
    int at = context->rdata + (int)record->target.name.wire_len;
    int end = context->rdata + context->rdata_len, len = 0;

    if (record->has_target && end - at >= 2 && tvb_get_uint8(context->tvb, at) == 0)
        len = MIN(MIN(tvb_get_uint8(context->tvb, at + 1), NSEC_MAX_BITMAP), end - at - 2);
    const uint8_t *bitmap = len > 0 ? tvb_get_ptr(context->tvb, at + 2, len) : NULL;
    for (int i = 0; i < 8 * len; i++) {
        if (!(bitmap[i / 8] & 0x80 >> i % 8))
            continue;
        const char *name = dns_type_name((uint16_t)i);
        wmem_strbuf_append(names, wmem_strbuf_get_len(names) > 0 ? ", " : "only ");
        if (name)
            wmem_strbuf_append(names, name);
        else
            wmem_strbuf_append_printf(names, "type %d", i);
    }
    const bool of_other = dnssd_is_nsec_of_other(context->view->message, record);
    if (of_other) {
        wmem_strbuf_append(names, "; next name ");
        wmem_strbuf_append(names, dnssd_name_text(context->pool, &record->target.name));
    }
    add_line(context, hf_dnssd_nsec, wmem_strbuf_get_str(names));
    if (of_other)
        dnssd_check_nsec_of_other(context->view->message, context->item);
    for (int i = 0; i < 8 * len; i++) {
        if (bitmap[i / 8] & 0x80 >> i % 8)
            proto_item_set_hidden(proto_tree_add_uint(
                context->tree, hf_dnssd_nsec_type, context->tvb, at + 2 + i / 8, 1, (uint32_t)i));
    }
}

static void add_key(context_t *context)
{
    enum { ALGORITHM = 3 };

    if (context->rdata_len < KEY_FIXED_LEN) {
        add_line(context, hf_dnssd_key, "");
        return;
    }
    unsigned algorithm = tvb_get_uint8(context->tvb, context->rdata + ALGORITHM);
    const char *name = try_val_to_str(algorithm, key_algorithms);
    add_line(context, hf_dnssd_key,
             name ? name : wmem_strdup_printf(context->pool, "algorithm %u", algorithm));
    proto_tree_add_uint(context->tree, hf_dnssd_key_algorithm, context->tvb,
                        context->rdata + ALGORITHM, 1, algorithm);
}

static void add_other(context_t *context)
{
    add_line(context, hf_dnssd_record, "");
}

/* A prerequisite or deletion of an update (RFC 2136 sections 2.4 and 2.5). RDATA, where there is
 * any, is what is to be deleted: it offers nothing. */
static void add_update(context_t *context)
{
    add_line(context, hf_dnssd_update,
             context->record->dns.type == DNS_TYPE_SRV && context->record->has_target
                 ? target_text(context)
                 : "");
}

typedef void (*add_record_t)(context_t *context);

static add_record_t adder_of(const dnssd_record_t *record)
{
    static const struct {
        uint16_t type;
        add_record_t add;
    } adders[] = {
        {DNS_TYPE_PTR, add_ptr},     {DNS_TYPE_SRV, add_srv},   {DNS_TYPE_TXT, add_txt},
        {DNS_TYPE_NSEC, add_nsec},   {DNS_TYPE_A, add_address}, {DNS_TYPE_AAAA, add_address},
        {DNS_TYPE_HINFO, add_hinfo}, {DNS_TYPE_KEY, add_key},
    };

    if (record->dns.section == DNS_SECTION_QUESTION)
        return add_question;
    if (record->class != DNS_CLASS_IN)
        return add_update;
    for (unsigned i = 0; i < G_N_ELEMENTS(adders); i++) {
        if (adders[i].type == record->dns.type)
            return adders[i].add;
    }
    return add_other;
}

/* Type and role stand in the record's line already: fields for filters and columns only. */
static void add_hidden(const context_t *context)
{
    int tail = context->start + (int)context->record->dns.owner.wire_len;

    proto_item_set_hidden(proto_tree_add_uint(context->tree, hf_dnssd_type, context->tvb, tail, 2,
                                              context->record->dns.type));
    proto_item *role =
        proto_tree_add_string(context->tree, hf_dnssd_role, context->tvb, context->start,
                              context->len, dnssd_role_name(context->record->role));
    proto_item_set_generated(role);
    proto_item_set_hidden(role);
}

/* TTL, and what RFC 6762 makes of it and of the class's top bit (sections 10.1 and 10.2). */
static void add_life(const context_t *context)
{
    const dnssd_record_t *record = context->record;
    int tail = context->start + (int)record->dns.owner.wire_len;

    if (record->dns.section == DNS_SECTION_QUESTION) {
        if (record->top_bit)
            proto_tree_add_boolean(context->tree, hf_dnssd_qu, context->tvb, tail + 2, 2, TRUE);
        return;
    }
    if (record->top_bit)
        proto_tree_add_boolean(context->tree, hf_dnssd_cache_flush, context->tvb, tail + 2, 2,
                               TRUE);
    proto_tree_add_uint(context->tree, hf_dnssd_ttl, context->tvb, tail + 4, 4, record->dns.ttl);
    if (record->goodbye)
        proto_tree_add_boolean(context->tree, hf_dnssd_goodbye, context->tvb, tail + 4, 4, TRUE);
}

void dnssd_record_tree_add(const dnssd_view_t *view, dnssd_group_t *group,
                           const dnssd_record_t *record)
{
    const dnssd_message_t *message = view->message;
    context_t context = {.view = view,
                         .group = group,
                         .record = record,
                         .pool = message->pinfo->pool,
                         .tvb = message->place.tvb,
                         .start = dnssd_in_tvb(message, record->dns.offset),
                         .len = (int)(record->dns.next - record->dns.offset),
                         .rdata = dnssd_in_tvb(message, record->dns.rdata_offset),
                         .rdata_len = (int)record->dns.rdata_len};

    adder_of(record)(&context);
    add_hidden(&context);
    add_life(&context);
    dnssd_check_record(message, context.item, record, &group->service);
}

void dnssd_record_tree_register(int proto)
{
    static hf_register_info fields[] = {
        {&hf_dnssd_question,
         {"Question", "dnssd.question", FT_STRING, BASE_NONE, NULL, 0, "Type and name asked for",
          HFILL}},
        {&hf_dnssd_ptr,
         {"PTR", "dnssd.ptr", FT_STRING, BASE_NONE, NULL, 0, "What a PTR record points to", HFILL}},
        {&hf_dnssd_srv,
         {"SRV", "dnssd.srv", FT_STRING, BASE_NONE, NULL, 0, "Host and port of an SRV record",
          HFILL}},
        {&hf_dnssd_txt_record,
         {"TXT", "dnssd.txt_record", FT_STRING, BASE_NONE, NULL, 0,
          "The attributes of a TXT record", HFILL}},
        {&hf_dnssd_nsec,
         {"NSEC", "dnssd.nsec", FT_STRING, BASE_NONE, NULL, 0,
          "Types of records that a name has, and no others (RFC 6762 section 6.1)", HFILL}},
        {&hf_dnssd_hinfo,
         {"HINFO", "dnssd.hinfo", FT_STRING, BASE_NONE, NULL, 0, "CPU and operating system",
          HFILL}},
        {&hf_dnssd_key,
         {"KEY", "dnssd.key", FT_STRING, BASE_NONE, NULL, 0,
          "Algorithm of the key that a registration is signed with (RFC 9665)", HFILL}},
        {&hf_dnssd_record,
         {"Record", "dnssd.record", FT_STRING, BASE_NONE, NULL, 0,
          "A record of a type that discovery does not use, or without the RDATA of its type",
          HFILL}},
        {&hf_dnssd_update,
         {"Update", "dnssd.update", FT_STRING, BASE_NONE, NULL, 0,
          "A prerequisite or a deletion of an update (RFC 2136)", HFILL}},
        {&hf_dnssd_type,
         {"Type", "dnssd.type", FT_UINT16, BASE_DEC, VALS(record_types), 0, NULL, HFILL}},
        {&hf_dnssd_role,
         {"Role", "dnssd.role", FT_STRING, BASE_NONE, NULL, 0,
          "What the record is there for: question, answer, additional, known answer, probe, "
          "update, …",
          HFILL}},
        {&hf_dnssd_qu,
         {"Unicast Response Wanted", "dnssd.qu", FT_BOOLEAN, BASE_NONE, NULL, 0,
          "QU bit (RFC 6762 section 5.4)", HFILL}},
        {&hf_dnssd_browse_domain,
         {"Browsing Domain", "dnssd.browse_domain", FT_STRING, BASE_NONE, NULL, 0,
          "Domain to look for services in (RFC 6763 section 11)", HFILL}},
        {&hf_dnssd_priority,
         {"Priority", "dnssd.priority", FT_UINT16, BASE_DEC, NULL, 0, NULL, HFILL}},
        {&hf_dnssd_weight, {"Weight", "dnssd.weight", FT_UINT16, BASE_DEC, NULL, 0, NULL, HFILL}},
        {&hf_dnssd_port,
         {"Port", "dnssd.port", FT_UINT16, BASE_DEC, NULL, 0, "Port announced by SRV", HFILL}},
        {&hf_dnssd_first_use,
         {"First Used In", "dnssd.first_use", FT_FRAMENUM, BASE_NONE, NULL, 0,
          "First packet to or from the announced address and port", HFILL}},
        {&hf_dnssd_address,
         {"Address", "dnssd.address", FT_IPv4, BASE_NONE, NULL, 0, "Address of the host", HFILL}},
        {&hf_dnssd_address6,
         {"IPv6 Address", "dnssd.address6", FT_IPv6, BASE_NONE, NULL, 0, "Address of the host",
          HFILL}},
        {&hf_dnssd_cpu, {"CPU", "dnssd.cpu", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL}},
        {&hf_dnssd_os,
         {"Operating System", "dnssd.os", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL}},
        {&hf_dnssd_nsec_type,
         {"Existing Type", "dnssd.nsec.type", FT_UINT16, BASE_DEC, VALS(record_types), 0,
          "The name has a record of this type, and of no other than those named", HFILL}},
        {&hf_dnssd_key_algorithm,
         {"Algorithm", "dnssd.key.algorithm", FT_UINT8, BASE_DEC, VALS(key_algorithms), 0, NULL,
          HFILL}},
        {&hf_dnssd_ttl,
         {"Time to Live", "dnssd.ttl", FT_UINT32, BASE_DEC | BASE_UNIT_STRING,
          UNS(&units_second_seconds), 0, NULL, HFILL}},
        {&hf_dnssd_cache_flush,
         {"Cache Flush", "dnssd.cache_flush", FT_BOOLEAN, BASE_NONE, NULL, 0,
          "Replaces what was announced before (RFC 6762 section 10.2)", HFILL}},
        {&hf_dnssd_goodbye,
         {"Goodbye", "dnssd.goodbye", FT_BOOLEAN, BASE_NONE, NULL, 0,
          "Withdrawn: time to live is 0 (RFC 6762 section 10.1)", HFILL}},
    };
    static int *subtrees[] = {&ett_dnssd_record};

    proto_register_field_array(proto, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
    dnssd_option_tree_register(proto);
    dnssd_txt_tree_register(proto);
}
