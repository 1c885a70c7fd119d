/* dnssd_record.c - the fields of each record type that takes part in service discovery.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_record.h"

#include "announce/announced.h"
#include "common/compat.h"
#include "common/text.h"
#include "dnssd/dnssd_checks.h"
#include "dnssd/dnssd_learn.h"
#include "dnssd/dnssd_txt_tree.h"

#include <epan/to_str.h>
#include <epan/unit_strings.h>
#include <string.h>

static int hf_dnssd_type = -1;
static int hf_dnssd_role = -1;
static int hf_dnssd_qu = -1;
static int hf_dnssd_browse_domain = -1;
static int hf_dnssd_priority = -1;
static int hf_dnssd_weight = -1;
static int hf_dnssd_port = -1;
static int hf_dnssd_host = -1;
static int hf_dnssd_first_use = -1;
static int hf_dnssd_address = -1;
static int hf_dnssd_address6 = -1;
static int hf_dnssd_cpu = -1;
static int hf_dnssd_os = -1;
static int hf_dnssd_nsec_type = -1;
static int hf_dnssd_ttl = -1;
static int hf_dnssd_cache_flush = -1;
static int hf_dnssd_goodbye = -1;
static int ett_dnssd_record = -1;

enum {
    SRV_FIXED_LEN = 6, /* priority, weight and port, RFC 2782 */
    IPV4_LEN = 4,
    IPV6_LEN = 16,
    NSEC_MAX_BITMAP = 32 /* bytes, RFC 4034 section 4.1.2 */
};

static const value_string record_types[] = {
    {DNS_TYPE_A, "A"},       {DNS_TYPE_PTR, "PTR"},   {DNS_TYPE_HINFO, "HINFO"},
    {DNS_TYPE_TXT, "TXT"},   {DNS_TYPE_AAAA, "AAAA"}, {DNS_TYPE_SRV, "SRV"},
    {DNS_TYPE_NSEC, "NSEC"}, {DNS_TYPE_ANY, "ANY"},   {0, NULL}};

/* A record on its way into the tree. */
typedef struct {
    const dnssd_packet_t *packet;
    proto_tree *tree;
    proto_item *summary; /* the subtree's own line */
    const dns_record_t *record;
    const dnssd_place_t *owner;
    int rdata; /* in the tvb */
    int len;   /* of the RDATA */
} context_t;

/* Read the name at `offset` of the RDATA into *name and say where it stands. */
static bool read_name(const context_t *context, size_t offset, dnssd_name_t *name,
                      dnssd_place_t *ret)
{
    const dnssd_packet_t *packet = context->packet;
    bool found = dnssd_rdata_name(&packet->dns, context->record, offset, name);

    *ret = dnssd_place(packet, context->record->rdata_offset + offset, name);
    dnssd_check_name(packet, context->summary, ret);
    return found;
}

static void add_ptr(const context_t *context)
{
    const dnssd_packet_t *packet = context->packet;
    dnssd_name_t name;
    dnssd_place_t target;

    dnssd_add_subtype(packet, context->tree, context->owner);
    if (!read_name(context, 0, &name, &target))
        return;
    proto_item_append_text(context->summary, ": %s", dnssd_place_text(packet, &target));
    if (context->owner->parts.kind == DNSSD_NAME_DOMAINS) {
        proto_tree_add_string(context->tree, hf_dnssd_browse_domain, packet->tvb, target.offset,
                              target.len, dnssd_name_text(packet, &name));
    } else if (target.parts.kind != DNSSD_NAME_OTHER) {
        dnssd_add_parts(packet, context->tree, &target);
        dnssd_check_service(packet, context->summary, &target);
    } else {
        dnssd_add_parts(packet, context->tree, context->owner);
    }
}

/* Where somebody used what the SRV record announced; known once that packet was seen. */
static void add_first_use(const context_t *context)
{
    uint32_t frame = announced_first_use(context->packet->pinfo->num,
                                         dnssd_order(context->packet, context->record));

    if (frame != 0)
        proto_item_set_generated(proto_tree_add_uint(context->tree, hf_dnssd_first_use,
                                                     context->packet->tvb, context->rdata,
                                                     context->len, frame));
}

static void add_srv(const context_t *context)
{
    const dnssd_packet_t *packet = context->packet;
    dnssd_name_t name;
    dnssd_place_t host;

    dnssd_add_parts(packet, context->tree, context->owner);
    if (context->len < SRV_FIXED_LEN)
        return;
    proto_tree_add_item(context->tree, hf_dnssd_priority, packet->tvb, context->rdata, 2,
                        ENC_BIG_ENDIAN);
    proto_tree_add_item(context->tree, hf_dnssd_weight, packet->tvb, context->rdata + 2, 2,
                        ENC_BIG_ENDIAN);
    proto_tree_add_item(context->tree, hf_dnssd_port, packet->tvb, context->rdata + 4, 2,
                        ENC_BIG_ENDIAN);
    if (!read_name(context, SRV_FIXED_LEN, &name, &host))
        return;
    uint16_t port = tvb_get_ntohs(packet->tvb, context->rdata + 4);
    proto_tree_add_string(context->tree, hf_dnssd_host, packet->tvb, host.offset, host.len,
                          dnssd_name_text(packet, &name));
    proto_item_append_text(context->summary, ": %s port %u", dnssd_name_text(packet, &name), port);
    add_first_use(context);
    dnssd_check_service(packet, context->summary, context->owner);
    dnssd_check_srv(packet, context->summary, context->owner, port, &host);
}

static void add_txt(const context_t *context)
{
    const dnssd_packet_t *packet = context->packet;

    dnssd_add_parts(packet, context->tree, context->owner);
    dnssd_txt_tree_add(packet, context->tree, context->summary, context->rdata, context->len,
                       context->owner);
}

static void add_host(const context_t *context)
{
    proto_tree_add_string(context->tree, hf_dnssd_host, context->packet->tvb,
                          context->owner->offset, context->owner->len,
                          dnssd_name_text(context->packet, context->owner->name));
}

static void add_address(const context_t *context)
{
    bool v4 = context->record->type == DNS_TYPE_A;
    int len = v4 ? IPV4_LEN : IPV6_LEN;

    add_host(context);
    if (context->len != len)
        return;
    tvbuff_t *tvb = context->packet->tvb;
    wmem_allocator_t *pool = context->packet->pinfo->pool;
    proto_tree_add_item(context->tree, v4 ? hf_dnssd_address : hf_dnssd_address6, tvb,
                        context->rdata, len, ENC_BIG_ENDIAN);
    proto_item_append_text(context->summary, ": %s",
                           v4 ? tvb_ip_to_str(pool, tvb, context->rdata)
                              : tvb_ip6_to_str(pool, tvb, context->rdata));
}

/* Two length-prefixed strings, RFC 1035 section 3.3.2. */
static void add_hinfo(const context_t *context)
{
    const int fields[] = {hf_dnssd_cpu, hf_dnssd_os};
    int at = context->rdata, end = context->rdata + context->len;

    add_host(context);
    for (unsigned i = 0; i < G_N_ELEMENTS(fields) && at < end; i++) {
        int len = MIN(tvb_get_uint8(context->packet->tvb, at), end - at - 1);
        const uint8_t *bytes = tvb_get_ptr(context->packet->tvb, at, len + 1) + 1;
        proto_tree_add_string(context->tree, fields[i], context->packet->tvb, at, len + 1,
                              text_from_bytes(context->packet->pinfo->pool, bytes, (size_t)len));
        at += len + 1;
    }
}

/* Which types a name has and so, for mDNS, which it has not (RFC 6762 section 6.1). Only window
 * block 0 is allowed there; others are skipped. */
static void add_nsec(const context_t *context)
{
    const dnssd_packet_t *packet = context->packet;
    dnssd_name_t next;
    dnssd_place_t place;

    if (context->owner->parts.kind == DNSSD_NAME_OTHER)
        add_host(context);
    else
        dnssd_add_parts(packet, context->tree, context->owner);
    if (!read_name(context, 0, &next, &place))
        return;
    int at = context->rdata + place.len, end = context->rdata + context->len;
    if (end - at < 2 || tvb_get_uint8(packet->tvb, at) != 0)
        return;
    int len = MIN(MIN(tvb_get_uint8(packet->tvb, at + 1), NSEC_MAX_BITMAP), end - at - 2);
    const char *before = ": only ";
    for (int i = 0; i < 8 * len; i++) {
        int byte = at + 2 + i / 8;
        if (!(tvb_get_uint8(packet->tvb, byte) & 0x80 >> i % 8))
            continue;
        proto_tree_add_uint(context->tree, hf_dnssd_nsec_type, packet->tvb, byte, 1, (uint32_t)i);
        const char *name = try_val_to_str((uint32_t)i, record_types);
        if (!name)
            name = wmem_strdup_printf(packet->pinfo->pool, "type %d", i);
        proto_item_append_text(context->summary, "%s%s", before, name);
        before = ", ";
    }
}

typedef void (*add_rdata_t)(const context_t *context);

static const struct {
    uint16_t type;
    bool of_host;
    add_rdata_t add;
} shown[] = {
    {DNS_TYPE_PTR, false, add_ptr},    {DNS_TYPE_SRV, false, add_srv},
    {DNS_TYPE_TXT, false, add_txt},    {DNS_TYPE_NSEC, true, add_nsec},
    {DNS_TYPE_A, true, add_address},   {DNS_TYPE_AAAA, true, add_address},
    {DNS_TYPE_HINFO, true, add_hinfo},
};

bool dnssd_record_is_of_host(uint16_t type)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(shown); i++) {
        if (shown[i].type == type)
            return shown[i].of_host;
    }
    return false;
}

unsigned dnssd_record_class(const dnssd_packet_t *packet, const dns_record_t *record)
{
    return packet->multicast ? record->class & ~(unsigned)MDNS_CLASS_TOP_BIT : record->class;
}

const char *dnssd_record_role(const dnssd_packet_t *packet, const dns_record_t *record)
{
    static const char *const in_response[] = {"question", "answer", "authority", "additional"};
    /* RFC 6762 sections 7.1 and 8.2; a unicast query has nothing but questions. */
    static const char *const in_query[] = {"question", "known answer", "probe", "additional"};
    /* RFC 2136 section 2. */
    static const char *const in_update[] = {"zone", "prerequisite", "update", "additional"};

    if (dns_message_opcode(&packet->dns) == DNS_OPCODE_UPDATE)
        return in_update[record->section];
    return (packet->dns.flags & DNS_FLAG_RESPONSE ? in_response : in_query)[record->section];
}

/* TTL, and what RFC 6762 makes of it and of the class's top bit (sections 10.1 and 10.2). */
static void add_life(const context_t *context)
{
    const dnssd_packet_t *packet = context->packet;
    int tail = context->owner->offset + context->owner->len;
    bool top_bit = packet->multicast && context->record->class & MDNS_CLASS_TOP_BIT;

    if (context->record->section == DNS_SECTION_QUESTION) {
        if (top_bit)
            proto_tree_add_boolean(context->tree, hf_dnssd_qu, packet->tvb, tail + 2, 2, TRUE);
        return;
    }
    if (top_bit)
        proto_tree_add_boolean(context->tree, hf_dnssd_cache_flush, packet->tvb, tail + 2, 2, TRUE);
    proto_tree_add_item(context->tree, hf_dnssd_ttl, packet->tvb, tail + 4, 4, ENC_BIG_ENDIAN);
    if (packet->multicast && context->record->ttl == 0) {
        proto_tree_add_boolean(context->tree, hf_dnssd_goodbye, packet->tvb, tail + 4, 4, TRUE);
        proto_item_append_text(context->summary, ", goodbye");
    }
}

/* What an update says by its class (RFC 2136 sections 2.4 and 2.5). RDATA, where there is any, is
 * what is to be deleted: it offers nothing. */
static void add_update(const context_t *context)
{
    bool any = dnssd_record_class(context->packet, context->record) == DNS_CLASS_ANY;

    dnssd_add_parts(context->packet, context->tree, context->owner);
    if (context->record->section == DNS_SECTION_AUTHORITY)
        proto_item_append_text(context->summary, ", deleted");
    else
        proto_item_append_text(context->summary, any ? ", must exist" : ", must not exist");
}

static void add_rdata(const context_t *context)
{
    if (context->record->section == DNS_SECTION_QUESTION) {
        dnssd_add_parts(context->packet, context->tree, context->owner);
        return;
    }
    if (dns_message_opcode(&context->packet->dns) == DNS_OPCODE_UPDATE &&
        dnssd_record_class(context->packet, context->record) != DNS_CLASS_IN) {
        add_update(context);
        return;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(shown); i++) {
        if (shown[i].type == context->record->type)
            shown[i].add(context);
    }
}

void dnssd_record_add(const dnssd_packet_t *packet, proto_tree *tree, const dns_record_t *record,
                      const dnssd_place_t *owner)
{
    context_t context = {.packet = packet,
                         .record = record,
                         .owner = owner,
                         .rdata = dnssd_in_tvb(packet, record->rdata_offset),
                         .len = (int)record->rdata_len};
    bool question = record->section == DNS_SECTION_QUESTION;
    const char *role = dnssd_record_role(packet, record);
    const char *type = try_val_to_str(record->type, record_types);

    context.tree = proto_tree_add_subtree_format(
        tree, packet->tvb, owner->offset, (int)(record->end - record->offset), ett_dnssd_record,
        &context.summary, "%s%s%s %s", question ? "Question " : "", type ? type : "type ",
        type ? "" : wmem_strdup_printf(packet->pinfo->pool, "%u", record->type),
        dnssd_place_text(packet, owner));
    proto_tree_add_item(context.tree, hf_dnssd_type, packet->tvb, owner->offset + owner->len, 2,
                        ENC_BIG_ENDIAN);
    proto_item_set_generated(proto_tree_add_string(context.tree, hf_dnssd_role, packet->tvb,
                                                   owner->offset, owner->len, role));
    if (!question && strcmp(role, "answer") != 0 && strcmp(role, "additional") != 0)
        proto_item_append_text(context.summary, " (%s)", role);
    dnssd_check_name(packet, context.summary, owner);
    dnssd_check_record(packet, context.summary, record);
    add_rdata(&context);
    add_life(&context);
}

void dnssd_record_register(int proto)
{
    static hf_register_info fields[] = {
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
        {&hf_dnssd_host, {"Host", "dnssd.host", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL}},
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
}
