/* dnssd_tap.c - the tap "dnssd".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_tap.h"

#include "dnssd/dnssd_record.h"

#include <epan/tap.h>

static int tap = -1;

void dnssd_tap_queue(const dnssd_packet_t *packet, const dns_record_t *record,
                     const dnssd_place_t *owner)
{
    const dnssd_parts_t *parts = &owner->parts;
    dnssd_tap_t *data = wmem_new0(packet->pinfo->pool, dnssd_tap_t);
    dnssd_name_t host;

    data->instance = parts->kind == DNSSD_NAME_INSTANCE
                         ? dnssd_label_text(packet, owner->name, parts->instance)
                         : "";
    data->service_type = parts->service >= 0 ? dnssd_type_text(packet, owner) : "";
    data->domain = parts->domain >= 0 ? dnssd_domain_text(packet, owner) : "";
    data->owner = dnssd_name_text(packet, owner->name);
    data->role = dnssd_record_role(packet, record);
    data->host = "";
    data->type = record->type;
    data->ttl = record->ttl;
    data->multicast = packet->multicast;
    data->goodbye =
        packet->multicast && record->section != DNS_SECTION_QUESTION && record->ttl == 0;
    data->rdata = packet->dns.bytes + record->rdata_offset;
    data->rdata_len = (unsigned)record->rdata_len;
    if (record->type == DNS_TYPE_SRV && dns_srv_read(&packet->dns, record, &data->port, &host))
        data->host = dnssd_name_text(packet, &host);
    tap_queue_packet(tap, packet->pinfo, data);
}

bool dnssd_tap_has_listener(void)
{
    return have_tap_listener(tap);
}

void dnssd_tap_register(void)
{
    tap = register_tap("dnssd");
}
