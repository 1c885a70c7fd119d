/* dnssd_service.c - what is known of a service type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_service.h"

#include "common/registry_in_use.h"
#include "common/text.h"

#include <string.h>

static unsigned bit(svcreg_transport_t transport)
{
    return 1U << transport;
}

/* "_udp" stands for every transport but TCP (RFC 6763 section 7). */
static unsigned spoken_over(svcreg_transport_t transport)
{
    switch (transport) {
    case SVCREG_TRANSPORT_NONE:
        return 0;
    case SVCREG_TRANSPORT_UDP:
        return bit(SVCREG_TRANSPORT_UDP) | bit(SVCREG_TRANSPORT_SCTP) | bit(SVCREG_TRANSPORT_DCCP);
    default:
        return bit(transport);
    }
}

dnssd_service_t dnssd_service_of(const dns_name_t *name, const dnssd_parts_t *parts)
{
    dnssd_service_t service = {.name = "", .described = {.record = -1, .specification = -1}};
    svcreg_txt_service_t specification;

    if (parts->service < 0)
        return service;
    service.name = dnssd_parts_service(name, parts, &service.len);
    service.transport = parts->transport;
    service.spoken = spoken_over(parts->transport);
    service.described =
        svcreg_describe(registry_in_use(), service.name, service.len, service.transport);
    if (dnssd_service_specification(&service, &specification))
        service.spoken |= specification.spoken;
    return service;
}

char *dnssd_service_text(wmem_allocator_t *pool, const dnssd_service_t *service)
{
    return text_from_bytes(pool, (const uint8_t *)service->name, service->len);
}

bool dnssd_service_specification(const dnssd_service_t *service, svcreg_txt_service_t *ret)
{
    const int id = service->described.specification;

    if (id >= 0)
        svcreg_txt_service_get(registry_in_use(), (unsigned)id, ret);
    return id >= 0;
}

bool dnssd_service_record(const dnssd_service_t *service, svcreg_record_t *ret)
{
    const int id = service->described.record;

    if (id >= 0)
        svcreg_record_get(registry_in_use(), (unsigned)id, ret);
    return id >= 0;
}

const char *dnssd_service_description(const dnssd_service_t *service)
{
    svcreg_record_t record;
    svcreg_txt_service_t specification;

    if (dnssd_service_record(service, &record))
        return record.description;
    return dnssd_service_specification(service, &specification) ? specification.description : "";
}
