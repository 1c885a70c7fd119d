/* dnssd_record.c - decodes records.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_record.h"

enum {
    SRV_TARGET = 6, /* after priority, weight and port, RFC 2782 */
    OPTION_HEADER_LEN = 4,
    OPTION_UPDATE_LEASE = 2, /* RFC 9664 section 4 */
    OPTION_OWNER = 4         /* draft-cheshire-edns0-owner-option-01 */
};

static dnssd_role_t role_of(const dns_message_t *message, dns_section_t section)
{
    static const dnssd_role_t in_response[] = {DNSSD_QUESTION, DNSSD_ANSWER, DNSSD_AUTHORITY,
                                               DNSSD_ADDITIONAL};
    /* A unicast query has nothing but questions. */
    static const dnssd_role_t in_query[] = {DNSSD_QUESTION, DNSSD_KNOWN_ANSWER, DNSSD_PROBE,
                                            DNSSD_ADDITIONAL};
    static const dnssd_role_t in_update[] = {DNSSD_ZONE, DNSSD_PREREQUISITE, DNSSD_UPDATE,
                                             DNSSD_ADDITIONAL};

    if (dns_message_opcode(message) == DNS_OPCODE_UPDATE)
        return in_update[section];
    return message->flags & DNS_FLAG_RESPONSE ? in_response[section] : in_query[section];
}

static void read_target(dns_message_t *message, size_t at, dnssd_record_t *ret)
{
    dnssd_target_t *target = &ret->target;

    /* The names that an SRV and an NSEC record point to are no DNS-SD names of their own type. */
    uint16_t type = ret->dns.type == DNS_TYPE_PTR ? DNS_TYPE_PTR : 0;

    ret->has_target = dns_rdata_name(message, &ret->dns, at, &target->name);
    target->offset = ret->dns.rdata_offset + at;
    if (!ret->has_target)
        return;
    target->parts = dnssd_parts(&target->name, type);
    if (type == DNS_TYPE_PTR && target->parts.kind == DNSSD_OTHER)
        (void)dnssd_parts_list(&ret->dns.owner, &ret->parts, &target->name, &target->parts);
}

static void read_srv(dns_message_t *message, dnssd_record_t *ret)
{
    const uint8_t *bytes = message->bytes + ret->dns.rdata_offset;

    if (ret->dns.rdata_len < SRV_TARGET)
        return;
    ret->has_port = true;
    ret->priority = dns_read16(bytes);
    ret->weight = dns_read16(bytes + 2);
    ret->port = dns_read16(bytes + 4);
    read_target(message, SRV_TARGET, ret);
}

static void read_address(const dns_message_t *message, dnssd_record_t *ret)
{
    size_t len = ret->dns.type == DNS_TYPE_A ? IPV4_LEN : IPV6_LEN;

    if (ret->dns.rdata_len == len)
        ret->address = ip_address(message->bytes + ret->dns.rdata_offset, len);
}

static void read_lease(const uint8_t *data, size_t offset, size_t len, dns_lease_t *ret)
{
    if (len != 4 && len != 8)
        return;
    ret->offset = offset;
    ret->len = (unsigned)len;
    ret->lease = dns_read32(data);
    ret->key_lease = len == 8 ? dns_read32(data + 4) : ret->lease;
}

static void read_owner(size_t offset, size_t len, dns_owner_t *ret)
{
    enum { WAKEUP = DNS_OWNER_LEN + DNS_OWNER_WAKEUP_LEN };

    if (len == DNS_OWNER_LEN || len == WAKEUP || len == WAKEUP + 4 || len == WAKEUP + 6)
        *ret = (dns_owner_t){offset, (unsigned)len};
}

/* RFC 6891 section 6.1.2: code, length and data of each option. Of several alike the first counts. */
static void read_options(const dns_message_t *message, dnssd_record_t *ret)
{
    size_t at = ret->dns.rdata_offset, end = at + ret->dns.rdata_len;

    while (end - at >= OPTION_HEADER_LEN) {
        const uint8_t *option = message->bytes + at;
        size_t len = dns_read16(option + 2);
        at += OPTION_HEADER_LEN;
        if (len > end - at)
            return;
        if (dns_read16(option) == OPTION_UPDATE_LEASE && ret->lease.len == 0)
            read_lease(message->bytes + at, at, len, &ret->lease);
        else if (dns_read16(option) == OPTION_OWNER && ret->owner.len == 0)
            read_owner(at, len, &ret->owner);
        at += len;
    }
}

void dnssd_record_read(dns_message_t *message, bool multicast, const dns_record_t *dns,
                       dnssd_record_t *ret)
{
    bool question = dns->section == DNS_SECTION_QUESTION;

    ret->dns = *dns;
    ret->parts = dnssd_parts(&dns->owner, dns->type);
    ret->role = role_of(message, dns->section);
    ret->top_bit = multicast && dns->class & MDNS_CLASS_TOP_BIT;
    ret->class = multicast ? dns->class & ~(unsigned)MDNS_CLASS_TOP_BIT : dns->class;
    ret->goodbye = multicast && !question && dns->ttl == 0;
    ret->deleted = ret->role == DNSSD_UPDATE && ret->class != DNS_CLASS_IN;
    ret->has_port = ret->has_target = false;
    ret->target.name.defect = DNS_NAME_OK;
    ret->priority = ret->weight = ret->port = 0;
    ret->address.len = 0;
    ret->lease = (dns_lease_t){.len = 0};
    ret->owner = (dns_owner_t){.len = 0};
    if (question)
        return;
    if (dns->type == DNS_TYPE_SRV)
        read_srv(message, ret);
    else if (dns->type == DNS_TYPE_PTR || dns->type == DNS_TYPE_NSEC)
        read_target(message, 0, ret);
    else if (dns->type == DNS_TYPE_A || dns->type == DNS_TYPE_AAAA)
        read_address(message, ret);
    else if (dns->type == DNS_TYPE_OPT)
        read_options(message, ret);
}

static const struct {
    uint16_t type;
    const char *name;
    bool of_host;
} types[] = {
#define AS_ROW(type, name, of_host) {type, name, of_host},
    DNSSD_RECORD_TYPES(AS_ROW)
#undef AS_ROW
};

bool dnssd_type_is_of_host(uint16_t type)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i].type == type)
            return types[i].of_host;
    }
    return false;
}

const char *dns_type_name(uint16_t type)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i].type == type)
            return types[i].name;
    }
    return NULL;
}

const char *dnssd_role_name(dnssd_role_t role)
{
    static const char *const names[] = {[DNSSD_QUESTION] = "question",
                                        [DNSSD_ANSWER] = "answer",
                                        [DNSSD_AUTHORITY] = "authority",
                                        [DNSSD_ADDITIONAL] = "additional",
                                        [DNSSD_KNOWN_ANSWER] = "known answer",
                                        [DNSSD_PROBE] = "probe",
                                        [DNSSD_ZONE] = "zone",
                                        [DNSSD_PREREQUISITE] = "prerequisite",
                                        [DNSSD_UPDATE] = "update"};

    return names[role];
}
