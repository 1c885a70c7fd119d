/* inventory_tap.c - what each packet adds to an inventory.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory_tap.h"

#include "common/name_set.h"
#include "common/registry_in_use.h"
#include "common/text.h"
#include "dnssd/dnssd.h"
#include "dnssd/dnssd_service.h"
#include "dnssd/dnssd_text.h"
#include "inventory/inventory_txt.h"
#include "label/port_label.h"

#include <epan/address.h>
#include <epan/expert.h>
#include <epan/tap.h>
#include <epan/to_str.h>

#include <string.h>

/* One of the two. */
typedef struct {
    const inventory_message_t *message;
    const inventory_packet_t *packet;
    inventory_when_t when; /* of a header neither end of which is taken for a service */
} tapped_t;

static int tap = -1;

static inventory_when_t when_of(const packet_info *pinfo)
{
    return (inventory_when_t){.frame = pinfo->num,
                              .time =
                                  (int64_t)pinfo->abs_ts.secs * 1000000000 + pinfo->abs_ts.nsecs};
}

static const char *ip_text(wmem_allocator_t *pool, const ip_address_t *from)
{
    address to;

    if (from->len == 0)
        return "";
    set_address(&to, from->len == IPV4_LEN ? AT_IPv4 : AT_IPv6, from->len, from->bytes);
    return address_to_str(pool, &to);
}

/* Whether nobody has an address alone. */
static bool is_group(const ip_address_t *address)
{
    static const uint8_t broadcast[IPV4_LEN] = {255, 255, 255, 255};

    if (address->len == IPV4_LEN)
        return (address->bytes[0] & 0xf0) == 0xe0 ||
               memcmp(address->bytes, broadcast, sizeof broadcast) == 0;
    return address->len == IPV6_LEN && address->bytes[0] == 0xff;
}

static void queue(packet_info *pinfo, const tapped_t *data)
{
    tap_queue_packet(tap, pinfo, wmem_memdup(pinfo->pool, data, sizeof *data));
}

/* The instance, service type and domain of a name, as far as it has them. */
static void read_name(const dnssd_message_t *message, const dns_name_t *name,
                      const dnssd_parts_t *parts, const dnssd_service_t *service,
                      inventory_record_t *ret)
{
    wmem_allocator_t *pool = message->pinfo->pool;

    if (parts->service < 0)
        return;
    ret->service_type = dnssd_type_text(pool, name, parts);
    if (parts->domain >= 0)
        ret->domain = dnssd_domain_text(pool, name, parts);
    if (parts->kind == DNSSD_INSTANCE)
        ret->instance = dnssd_instance_text(pool, name, parts);
    ret->description = dnssd_service_description(service);
    ret->transports = service->spoken;
}

/* False for a record that an inventory has no use for. */
static bool read_record(const dnssd_message_t *message, const dnssd_record_t *record,
                        inventory_record_t *ret)
{
    wmem_allocator_t *pool = message->pinfo->pool;
    const dns_name_t *owner = &record->dns.owner;
    dnssd_service_t target;

    *ret = (inventory_record_t){.instance = "",
                                .service_type = "",
                                .domain = "",
                                .description = "",
                                .host = "",
                                .address = "",
                                .port = record->port,
                                .ttl = dns_time_to_live(&record->dns),
                                .gone = record->goodbye || record->deleted,
                                .subtype = record->parts.kind == DNSSD_SUBTYPE,
                                .flush = dnssd_is_update(message) ||
                                         (message->place.multicast && record->top_bit)};
    if (owner->defect != DNS_NAME_OK)
        return false;
    if (record->role == DNSSD_QUESTION) {
        ret->kind = INVENTORY_QUESTION;
        read_name(message, owner, &record->parts, &record->service, ret);
        return ret->service_type[0] != '\0';
    }
    switch (record->dns.type) {
    case DNS_TYPE_PTR:
        ret->kind = INVENTORY_PTR;
        if (!record->has_target || record->target.parts.kind != DNSSD_INSTANCE)
            return false;
        target = dnssd_service_of(&record->target.name, &record->target.parts);
        read_name(message, &record->target.name, &record->target.parts, &target, ret);
        return true;
    case DNS_TYPE_SRV:
        ret->kind = INVENTORY_SRV;
        read_name(message, owner, &record->parts, &record->service, ret);
        if (ret->instance[0] == '\0')
            ret->instance = dnssd_name_text(pool, owner);
        if (record->has_target)
            ret->host = dnssd_name_text(pool, &record->target.name);
        return ret->service_type[0] != '\0' &&
               (ret->gone || (record->has_target && record->target.name.n_labels > 0));
    case DNS_TYPE_TXT:
        ret->kind = INVENTORY_TXT;
        read_name(message, owner, &record->parts, &record->service, ret);
        ret->attributes = inventory_txt_read(message, record, &ret->n_attributes);
        return ret->instance[0] != '\0';
    case DNS_TYPE_A:
    case DNS_TYPE_AAAA:
        ret->kind = INVENTORY_ADDRESS;
        ret->host = dnssd_name_text(pool, owner);
        ret->address = ip_text(pool, &record->address);
        return ret->address[0] != '\0';
    default:
        return false;
    }
}

/* Whether a record's role has it say something: known answers and probes repeat others' words. */
static bool says(dnssd_role_t role)
{
    return role == DNSSD_QUESTION || role == DNSSD_ANSWER || role == DNSSD_AUTHORITY ||
           role == DNSSD_ADDITIONAL || role == DNSSD_UPDATE;
}

/* The names that a message probes for: who is about to take a name asks whether it is free (RFC 6762
 * section 8.1), which is no interest in the service. NULL for none. */
static wmem_map_t *probed_names(const dnssd_message_t *message)
{
    wmem_allocator_t *pool = message->pinfo->pool;
    wmem_map_t *names = NULL;

    for (unsigned i = 0; i < message->n_records; i++) {
        const dnssd_record_t *record = message->records[i];
        if (record->role != DNSSD_PROBE)
            continue;
        if (!names)
            names = name_set_new(pool);
        (void)name_set_add(pool, names, dns_name_key(&record->dns.owner));
    }
    return names;
}

static bool is_probing(wmem_map_t *probed, const dnssd_record_t *record)
{
    return probed && record->role == DNSSD_QUESTION &&
           name_set_has(probed, dns_name_key(&record->dns.owner));
}

static unsigned read_records(const dnssd_message_t *message, bool addresses,
                             inventory_record_t *ret)
{
    wmem_map_t *probed = probed_names(message);
    /* A host's addresses often come in a message of their own. */
    const unsigned end = addresses ? message->n_all : message->n_records;
    unsigned n = 0;

    for (unsigned i = 0; i < end; i++) {
        const dnssd_record_t *record = message->records[i];
        if (says(record->role) && !is_probing(probed, record) &&
            (record->address.len > 0) == addresses && read_record(message, record, &ret[n]))
            n++;
    }
    return n;
}

static void take_message(const dnssd_message_t *message)
{
    packet_info *pinfo = message->pinfo;
    bool update = dnssd_is_update(message), response = dnssd_is_response(message);

    if (message->place.quoted || dnssd_is_from_other_port(message) ||
        (response && !dnssd_is_success(message)))
        return;
    inventory_record_t *records =
        (inventory_record_t *)wmem_alloc0(pinfo->pool, (message->n_all + 1) * sizeof *records);
    unsigned n = read_records(message, /* addresses= */ false, records);
    n += read_records(message, /* addresses= */ true, records + n);
    inventory_message_t *ret = wmem_new0(pinfo->pool, inventory_message_t);
    *ret = (inventory_message_t){.when = when_of(pinfo),
                                 .sender = address_to_str(pinfo->pool, &pinfo->net_src),
                                 .receiver = address_to_str(pinfo->pool, &pinfo->net_dst),
                                 .multicast = message->place.multicast,
                                 .kind = update && response ? INVENTORY_ACCEPTED
                                         : update           ? INVENTORY_UPDATE
                                         : response         ? INVENTORY_RESPONSE
                                                            : INVENTORY_QUERY,
                                 .id = message->dns.id,
                                 .records = records,
                                 .n_records = n};
    queue(pinfo, &(tapped_t){.message = ret});
}

static void take_label(packet_info *pinfo, const label_t *label)
{
    const transport_header_t *header = label->header;
    const port_end_t *service = label->service;
    svcreg_record_t record = svcreg_record_empty;

    if (header->quoted || header->source_address.len == 0)
        return;
    if (!service) {
        queue(pinfo, &(tapped_t){.when = when_of(pinfo)});
        return;
    }
    (void)port_end_record(service, &record);
    const char *dissected = label->dissected.application ? label->dissected.application : "";
    const announced_t *announced = port_end_announced_as(service, dissected);
    if (!announced && service->n_announced > 0)
        announced = &service->announced[0];
    bool differs = label->agreement == AGREEMENT_DIFFERS && label->is_beginning;
    inventory_packet_t *ret = wmem_new0(pinfo->pool, inventory_packet_t);
    *ret = (inventory_packet_t){
        .when = when_of(pinfo),
        .transport = header->transport,
        .address = ip_text(pinfo->pool, &service->address),
        .group = is_group(&service->address),
        .client = ip_text(pinfo->pool, label->at == SERVICE_AT_SOURCE ? &header->destination_address
                                                                      : &header->source_address),
        .port = service->port,
        .answered = label->moment.has_answered,
        .registered = record.service,
        .registered_on = record.registered,
        .status = svcreg_status_name(service->status),
        .own = service->is_own,
        .announced_instance = announced ? wmem_strdup(pinfo->pool, announced->instance) : "",
        .announced_service = announced ? wmem_strdup(pinfo->pool, announced->service) : "",
        .dissected = dissected,
        .agreement = label->agreement,
        .basis = service_ground_basis(label->ground),
        .mismatch_registered = differs ? label->registered : "",
        .mismatch_spoken = differs ? label->spoken : "",
        .bytes = pinfo->fd->pkt_len};
    queue(pinfo, &(tapped_t){.packet = ret});
}

void inventory_tap_add(inventory_t *inventory, const void *data)
{
    const tapped_t *tapped = (const tapped_t *)data;

    if (tapped->message)
        inventory_add_message(inventory, tapped->message);
    else if (tapped->packet)
        inventory_add_packet(inventory, tapped->packet);
    else
        inventory_add_undecided(inventory, tapped->when);
}

void inventory_tap_add_expert(inventory_t *inventory, const packet_info *pinfo, const void *data)
{
    const expert_info_t *info = (const expert_info_t *)data;

    int proto = info->hf_index > 0 ? proto_registrar_get_parent(info->hf_index) : -1;

    if (proto != proto_dnssd && proto != proto_svcreg)
        return;
    inventory_add_expert(
        inventory, when_of(pinfo), proto_registrar_get_nth((unsigned)info->hf_index)->abbrev,
        val_to_str_const((uint32_t)info->severity, expert_severity_vals, ""), info->summary);
}

static bool has_listener(void)
{
    return have_tap_listener(tap);
}

void inventory_tap_register(void)
{
    tap = register_tap(INVENTORY_TAP);
    dnssd_add_consumer(&(dnssd_consumer_t){.has_listener = has_listener, .take = take_message});
    port_label_add_consumer(&(label_consumer_t){.has_listener = has_listener, .take = take_label});
}
