/* dnssd_learn.c - from DNS records to announced services.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_learn.h"

#include "announce/announced.h"
#include "common/text.h"
#include "dnssd/dnssd_record.h"

#include <string.h>

uint32_t dnssd_order(const dnssd_packet_t *packet, const dns_record_t *record)
{
    /* An offset in a DNS message has 16 bits. */
    return packet->index << 16 | (uint32_t)(record->offset & 0xffff);
}

static char *name_key(const dnssd_packet_t *packet, const dnssd_name_t *name)
{
    return text_key(packet->pinfo->pool, name->wire, name->len);
}

/* Seconds; a value with the top bit set counts as 0 (RFC 2181 section 8). */
static uint32_t time_to_live(const dns_record_t *record)
{
    return record->ttl <= INT32_MAX ? record->ttl : 0;
}

static bool is_flush(const dnssd_packet_t *packet, const dns_record_t *record)
{
    return packet->multicast && record->class & MDNS_CLASS_TOP_BIT;
}

static void learn_srv(const dnssd_packet_t *packet, const dns_record_t *record)
{
    const dnssd_place_t owner = dnssd_place(packet, record->offset, &record->owner);
    dnssd_name_t host;
    uint16_t port;

    if (owner.parts.service < 0 || record->truncated ||
        !dns_srv_read(&packet->dns, record, &port, &host) || host.n_labels == 0 || port == 0)
        return;
    const dnssd_service_t service = dnssd_service_of(&owner);
    announced_srv_t srv = {
        .when = announced_now(packet->pinfo, dnssd_order(packet, record)),
        .ttl = time_to_live(record),
        .name = name_key(packet, owner.name),
        .instance = owner.parts.instance >= 0
                        ? dnssd_label_text(packet, owner.name, owner.parts.instance)
                        : dnssd_name_text(packet, owner.name),
        .service = text_from_bytes(packet->pinfo->pool, (const uint8_t *)service.name, service.len),
        .transport = service.transport,
        .port = port,
        .host = name_key(packet, &host),
        .cache_flush = is_flush(packet, record)};
    /* Only a multicast announcement is made by the host itself. */
    if (packet->multicast)
        ip_address_set(&srv.sender, &packet->pinfo->src);
    announced_learn_srv(&srv);
}

static void learn_address(const dnssd_packet_t *packet, const dns_record_t *record)
{
    size_t len = record->type == DNS_TYPE_A ? 4 : 16;
    announced_address_t address = {.when =
                                       announced_now(packet->pinfo, dnssd_order(packet, record)),
                                   .ttl = time_to_live(record),
                                   .host = name_key(packet, &record->owner),
                                   .cache_flush = is_flush(packet, record)};

    if (record->rdata_len != len)
        return;
    address.address.len = (uint8_t)len;
    memcpy(address.address.bytes, packet->dns.bytes + record->rdata_offset, len);
    announced_learn_address(&address);
}

/* A successful answer to a standard query (RFC 1035 section 4.1.1). */
static bool announces(const dnssd_packet_t *packet)
{
    enum { RCODE = 0xf };

    return packet->dns.flags & DNS_FLAG_RESPONSE && dns_message_opcode(&packet->dns) == 0 &&
           (packet->dns.flags & RCODE) == 0 && !packet->quoted;
}

void dnssd_learn(const dnssd_packet_t *packet)
{
    dns_message_t message = packet->dns;
    dns_record_t record;

    if (!announces(packet))
        return;
    while (dns_message_next(&message, &record)) {
        if (record.section == DNS_SECTION_QUESTION || record.owner.defect != DNSSD_NAME_OK ||
            dnssd_record_class(packet, &record) != DNS_CLASS_IN)
            continue;
        if (record.type == DNS_TYPE_SRV)
            learn_srv(packet, &record);
        else if (record.type == DNS_TYPE_A || record.type == DNS_TYPE_AAAA)
            learn_address(packet, &record);
    }
}
