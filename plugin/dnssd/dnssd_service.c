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
    dnssd_service_t service = {.name = ""};
    svcreg_txt_service_t specification;

    if (parts->service < 0)
        return service;
    service.name = dnssd_parts_service(name, parts, &service.len);
    service.transport = parts->transport;
    service.spoken = spoken_over(parts->transport);
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
    return svcreg_txt_service_find(registry_in_use(), service->name, service->len,
                                   service->transport, ret);
}

static bool is_of_another(const dnssd_service_t *service)
{
    svcreg_txt_service_t specification;

    return dnssd_service_specification(service, &specification) &&
           specification.registered == SVCREG_REGISTERED_OTHER;
}

bool dnssd_service_record(const dnssd_service_t *service, svcreg_record_t *ret)
{
    svcreg_span_t span = svcreg_find_service(registry_in_use(), service->name, service->len);
    int best = 0;

    if (span.n > 0 && is_of_another(service))
        return false;
    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        if (record.transport != service->transport && record.transport != SVCREG_TRANSPORT_NONE)
            continue;
        int fit = 1 + (record.transport == service->transport) +
                  2 * (record.txt_status != SVCREG_TXT_STATUS_ABSENT);
        if (fit > best) {
            best = fit;
            *ret = record;
        }
    }
    return best > 0;
}

const char *dnssd_service_description(const dnssd_service_t *service)
{
    svcreg_record_t record;
    svcreg_txt_service_t specification;

    if (dnssd_service_record(service, &record))
        return record.description;
    return dnssd_service_specification(service, &specification) ? specification.description : "";
}
