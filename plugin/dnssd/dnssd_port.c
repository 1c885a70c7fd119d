/* dnssd_port.c - ports of other services.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_port.h"

#include "common/registry_in_use.h"

bool dnssd_port_is_of_other(const dnssd_service_t *service, uint16_t port)
{
    svcreg_span_t span = svcreg_find_port(registry_in_use(), service->transport, port);
    bool other = false;

    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        other = other || record.service[0] != '\0';
    }
    return other && !svcreg_port_is_usual(registry_in_use(), service->name, service->len,
                                          service->transport, port);
}
