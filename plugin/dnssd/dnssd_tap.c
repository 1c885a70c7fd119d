/* dnssd_tap.c - the tap "dnssd".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_tap.h"

#include "dnssd/dnssd.h"

#include "dnssd/dnssd_text.h"

#include <epan/tap.h>

static int tap = -1;

static void queue_record(const dnssd_message_t *message, const dnssd_record_t *record)
{
    wmem_allocator_t *pool = message->pinfo->pool;
    const dns_name_t *owner = &record->dns.owner;
    const dnssd_parts_t *parts = &record->parts;
    bool srv = record->dns.type == DNS_TYPE_SRV && record->has_target;
    dnssd_tap_t *data = wmem_new0(pool, dnssd_tap_t);

    data->instance = parts->kind == DNSSD_INSTANCE ? dnssd_instance_text(pool, owner, parts) : "";
    data->service_type = parts->service >= 0 ? dnssd_type_text(pool, owner, parts) : "";
    data->domain = parts->domain >= 0 ? dnssd_domain_text(pool, owner, parts) : "";
    data->owner = dnssd_name_text_as_sent(pool, owner, parts);
    data->role = dnssd_role_name(record->role);
    data->host = srv ? dnssd_name_text(pool, &record->target.name) : "";
    data->port = srv ? record->port : 0;
    data->type = record->dns.type;
    data->ttl = record->dns.ttl;
    data->multicast = message->place.multicast;
    data->goodbye = record->goodbye;
    data->rdata = message->dns.bytes + record->dns.rdata_offset;
    data->rdata_len = (unsigned)record->dns.rdata_len;
    tap_queue_packet(tap, message->pinfo, data);
}

static void take(const dnssd_message_t *message)
{
    for (unsigned i = 0; i < message->n_records; i++)
        queue_record(message, message->records[i]);
}

static bool has_listener(void)
{
    return have_tap_listener(tap);
}

void dnssd_tap_register(void)
{
    tap = register_tap("dnssd");
    dnssd_add_consumer(&(dnssd_consumer_t){.has_listener = has_listener, .take = take});
}
