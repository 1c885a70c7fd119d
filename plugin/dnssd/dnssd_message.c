/* dnssd_message.c - decodes a message in one pass.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_message.h"

#include "announce/announced.h"
#include "common/name_set.h"
#include "common/transport.h"
#include "dnssd/dnssd_lists.h"
#include "dnssd/dnssd_service.h"

#include <string.h>

static void keep_record(dnssd_message_t *message, dnssd_record_t *record, unsigned *capacity)
{
    wmem_allocator_t *pool = message->pool;

    if (message->n_all == *capacity) {
        *capacity = *capacity ? 2 * *capacity : 16;
        message->records = (dnssd_record_t **)wmem_realloc(pool, message->records,
                                                           *capacity * sizeof(dnssd_record_t *));
    }
    message->records[message->n_all++] = record;
}

static void keep_defect(dnssd_message_t *message, const dns_name_t *name, size_t offset)
{
    if (name->defect == DNS_NAME_OK)
        return;
    if (message->n_defects++ == 0) {
        message->defect = name->defect;
        message->defect_offset = offset;
    }
}

static bool is_announcement(uint16_t type)
{
    return type == DNS_TYPE_SRV || type == DNS_TYPE_A || type == DNS_TYPE_AAAA;
}

/* What is read of messages that are only learned from. */
static bool is_wanted(const dns_message_t *message, const dns_record_t *record)
{
    return is_announcement(record->type) || dnssd_may_list(message, record);
}

/* Whether a record may be of use, going by its owner, type and class. */
static bool is_candidate(const dnssd_message_t *message, const dnssd_record_t *record,
                         dnssd_keep_t keep)
{
    bool question = record->role == DNSSD_QUESTION || record->role == DNSSD_ZONE;
    uint16_t type = record->dns.type;

    if (record->dns.type == DNS_TYPE_OPT)
        return record->lease.len > 0 || record->owner.len > 0;
    if (record->class != DNS_CLASS_IN && !dnssd_is_update(message) &&
        !(record->class == DNS_CLASS_ANY && question))
        return false;
    if (keep == DNSSD_KEEP_ANNOUNCEMENTS)
        return !question && (is_announcement(type) || record->deleted ||
                             (record->has_target && record->target.parts.listed));
    return dnssd_lacks_type(message, record) || record->parts.kind != DNSSD_OTHER ||
           (!question && dnssd_type_is_of_host(type)) || (!question && record->deleted);
}

/* Put the records of hosts that no SRV record of the message points to behind the others. */
static void part_hosts(dnssd_message_t *message, wmem_map_t *pointed_to)
{
    dnssd_record_t **others = (dnssd_record_t **)wmem_alloc(
        message->pool, MAX(message->n_all, 1) * sizeof(dnssd_record_t *));
    unsigned n = 0, n_others = 0;

    for (unsigned i = 0; i < message->n_all; i++) {
        dnssd_record_t *record = message->records[i];
        if (record->parts.kind != DNSSD_OTHER || record->dns.type == DNS_TYPE_OPT ||
            (dnssd_type_is_of_host(record->dns.type) &&
             name_set_has(pointed_to, dns_name_key(&record->dns.owner))))
            message->records[n++] = record;
        else
            others[n_others++] = record;
    }
    for (unsigned i = 0; i < n_others; i++)
        message->records[n + i] = others[i];
    message->n_records = n;
}

static void read_records(dnssd_message_t *message, dnssd_keep_t keep, wmem_map_t *pointed_to)
{
    const bool all = keep == DNSSD_KEEP_ALL || dnssd_is_update(message);
    wmem_allocator_t *pool = message->pool;
    dnssd_record_t *record = NULL;
    dns_record_t dns;
    unsigned capacity = 0;
    bool without_type = false;

    while (all ? dns_message_next(&message->dns, &dns)
               : dns_message_next_of(&message->dns, is_wanted, &dns)) {
        /* What is not kept leaves its room to the next. */
        if (!record)
            record = wmem_new(pool, dnssd_record_t);
        dnssd_record_read(&message->dns, message->place.multicast, &dns, record);
        keep_defect(message, &dns.owner, dns.offset);
        if (dns.type == DNS_TYPE_OPT && record->lease.len > 0)
            message->lease = record->lease;
        if (dns.type == DNS_TYPE_SRV && record->has_target)
            message->has_srv = true;
        if (!is_candidate(message, record, keep))
            continue;
        keep_defect(message, &record->target.name, record->target.offset);
        if (pointed_to && dns.type == DNS_TYPE_SRV && record->has_target)
            (void)name_set_add(pool, pointed_to, dns_name_key(&record->target.name));
        record->service = dnssd_service_of(&record->dns.owner, &record->parts);
        without_type |= dnssd_lacks_type(message, record);
        message->n_options += dns.type == DNS_TYPE_OPT;
        keep_record(message, record, &capacity);
        record = NULL;
    }
    if (without_type)
        dnssd_lists_apply(message);
    /* A name that is cut short is no defect of its own: the whole message is. */
    if (message->dns.broken && message->dns.defect != DNS_NAME_OK &&
        message->dns.defect != DNS_NAME_TRUNCATED && message->n_defects++ == 0) {
        message->defect = message->dns.defect;
        message->defect_offset = message->dns.offset;
    }
}

dnssd_origin_t dnssd_origin_of(packet_info *pinfo)
{
    dnssd_origin_t ret = {.pinfo = pinfo,
                          .when = announced_now(pinfo, 0),
                          .from_other_port = pinfo->ptype == PT_UDP &&
                                             pinfo->destport == DNSSD_MDNS_PORT &&
                                             pinfo->srcport != DNSSD_MDNS_PORT};

    ip_address_set(&ret.sender, &pinfo->src);
    return ret;
}

bool dnssd_message_read(wmem_allocator_t *pool, const dnssd_origin_t *origin,
                        const dnssd_place_t *place, dnssd_keep_t keep, dnssd_message_t *ret)
{
    wmem_map_t *pointed_to = keep == DNSSD_KEEP_ALL ? name_set_new(pool) : NULL;

    if (place->len <= 0)
        return false;
    memset(ret, 0, sizeof *ret);
    ret->pinfo = origin->pinfo;
    ret->pool = pool;
    ret->origin = *origin;
    ret->place = *place;
    if (!dns_message_init(place->bytes, (size_t)place->len, &ret->dns))
        return false;
    read_records(ret, keep, pointed_to);
    ret->n_records = ret->n_all;
    /* What an update says of a host is part of a registration, be it alone. */
    if (pointed_to && !dnssd_is_update(ret))
        part_hosts(ret, pointed_to);
    return true;
}

bool dnssd_is_sound(const dnssd_message_t *message)
{
    return message->dns.broken ? message->place.cut : message->dns.offset == message->dns.len;
}

announced_when_t dnssd_when(const dnssd_message_t *message, const dnssd_record_t *record)
{
    announced_when_t ret = message->origin.when;

    /* Both offsets have 16 bits, but for messages behind the first 64 KiB of a frame. */
    ret.order = (uint64_t)(message->place.start & 0xffff) << 24 |
                (uint64_t)(record->dns.offset & 0xffff) << 8;
    return ret;
}

int dnssd_in_tvb(const dnssd_message_t *message, size_t offset)
{
    return message->place.offset + (int)offset;
}

bool dnssd_is_update(const dnssd_message_t *message)
{
    return dns_message_opcode(&message->dns) == DNS_OPCODE_UPDATE;
}

bool dnssd_is_response(const dnssd_message_t *message)
{
    return message->dns.flags & DNS_FLAG_RESPONSE;
}

bool dnssd_is_success(const dnssd_message_t *message)
{
    return dnssd_is_response(message) && (message->dns.flags & DNS_FLAG_RCODE) == 0;
}

bool dnssd_is_from_other_port(const dnssd_message_t *message)
{
    return message->origin.from_other_port && dnssd_is_response(message) &&
           !dnssd_is_update(message);
}
