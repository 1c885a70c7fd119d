/* dnssd_learn.c - from DNS records to announced services.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_learn.h"

#include "announce/announced.h"
#include "dnssd/dnssd_checks.h"
#include "dnssd/dnssd_lists.h"
#include "dnssd/dnssd_service.h"
#include "dnssd/dnssd_text.h"
#include "dnssd/dnssd_updates.h"

/* What an SRV record says. False when it offers nothing. */
static bool read_srv(const dnssd_message_t *message, const dnssd_record_t *record,
                     announced_srv_t *ret)
{
    wmem_allocator_t *pool = message->pool;
    const dns_name_t *owner = &record->dns.owner;

    if (record->service.spoken == 0 || record->dns.truncated || !record->has_target ||
        record->target.name.n_labels == 0 || record->port == 0)
        return false;
    *ret = (announced_srv_t){.when = dnssd_when(message, record),
                             .ttl = dns_time_to_live(&record->dns),
                             .name = dns_name_key(owner),
                             .instance = record->parts.kind == DNSSD_INSTANCE
                                             ? dnssd_instance_text(pool, owner, &record->parts)
                                             : dnssd_name_text(pool, owner),
                             .service = dnssd_service_text(pool, &record->service),
                             .transports = record->service.spoken,
                             .port = record->port,
                             .host = dns_name_key(&record->target.name),
                             .cache_flush = record->top_bit};
    /* Only a multicast announcement is made by the host itself; one that names an address, by somebody
     * else, perhaps. */
    if (message->place.multicast && !dns_name_is_address(&record->target.name))
        ret->sender = message->origin.sender;
    return true;
}

static void read_address(const dnssd_message_t *message, const dnssd_record_t *record,
                         announced_address_t *ret)
{
    *ret = (announced_address_t){.when = dnssd_when(message, record),
                                 .ttl = dns_time_to_live(&record->dns),
                                 .host = dns_name_key(&record->dns.owner),
                                 .address = record->address,
                                 .cache_flush = record->top_bit};
}

static bool is_readable(const dnssd_record_t *record)
{
    return record->role != DNSSD_QUESTION && record->dns.owner.defect == DNS_NAME_OK;
}

/* Addresses matter where a service may be: of everybody on the link, else only of hosts that an
 * SRV record names. */
static bool is_of_use(const dnssd_message_t *message, const announced_address_t *address)
{
    return message->place.multicast || message->has_srv ||
           announcements_has_host(announced_in_file(), address->host);
}

static void learn_response(const dnssd_message_t *message)
{
    for (unsigned i = 0; i < message->n_all; i++) {
        const dnssd_record_t *record = message->records[i];
        announced_srv_t srv;
        announced_address_t address;
        if (!is_readable(record) || record->class != DNS_CLASS_IN)
            continue;
        if (record->dns.type == DNS_TYPE_SRV) {
            if (read_srv(message, record, &srv))
                announcements_learn_srv(announced_in_file(), &srv);
        } else if (record->dns.type == DNS_TYPE_PTR) {
            if (!record->goodbye)
                dnssd_lists_add(message, record);
        } else if (record->address.len > 0) {
            read_address(message, record, &address);
            if (is_of_use(message, &address))
                announcements_learn_address(announced_in_file(), &address);
        }
    }
}

/* Whether deleting the name's records of this type takes a service or an address away. */
static bool withdraws(uint16_t type)
{
    return type == DNS_TYPE_ANY || type == DNS_TYPE_SRV || type == DNS_TYPE_A ||
           type == DNS_TYPE_AAAA;
}

/* Keep what an update asks for until its answer comes. */
static void learn_update(const dnssd_message_t *message)
{
    dnssd_update_t *update = dnssd_updates_add(message);

    for (unsigned i = 0; i < message->n_all; i++) {
        const dnssd_record_t *record = message->records[i];
        announced_srv_t srv;
        announced_address_t address;
        if (record->role != DNSSD_UPDATE || !is_readable(record))
            continue;
        if (record->class == DNS_CLASS_ANY) {
            if (withdraws(record->dns.type))
                dnssd_update_withdraw(update, dns_name_key(&record->dns.owner),
                                      dnssd_when(message, record).order);
        } else if (record->dns.type == DNS_TYPE_SRV && read_srv(message, record, &srv)) {
            if (record->deleted)
                srv.ttl = 0;
            dnssd_update_srv(update, &srv);
        } else if (record->address.len > 0) {
            read_address(message, record, &address);
            if (record->deleted)
                address.ttl = 0;
            dnssd_update_address(update, &address);
        }
    }
}

static void learn_announcements(const dnssd_message_t *message)
{
    if (message->place.quoted || !dnssd_is_sound(message) || dnssd_is_from_other_port(message))
        return;
    if (dnssd_is_update(message)) {
        if (!dnssd_is_response(message))
            learn_update(message);
        else if (dnssd_is_success(message))
            dnssd_updates_accept(message);
    } else if (dns_message_opcode(&message->dns) == 0 && dnssd_is_success(message)) {
        learn_response(message);
    }
}

void dnssd_learn(const dnssd_message_t *message)
{
    const bool first_pass = !message->pinfo || !message->pinfo->fd->visited;

    learn_announcements(message);
    if (first_pass && dnssd_is_sound(message))
        dnssd_checks_learn(message);
}
