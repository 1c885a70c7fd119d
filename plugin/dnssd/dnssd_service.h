/* dnssd_service.h - what the registry and the specification table have on a service type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_SERVICE_H
#define SVCREG_DNSSD_SERVICE_H

#include "dnssd/dnssd_parts.h"
#include "registry.h"

#include <epan/packet.h>

/** The service that a name speaks of. A name that has none gives one of length 0. */
dnssd_service_t dnssd_service_of(const dns_name_t *name, const dnssd_parts_t *parts);

/** Its name as text that may be shown, in the pool. */
char *dnssd_service_text(wmem_allocator_t *pool, const dnssd_service_t *service);

/** The registry's record that describes a service type (svcreg_described_t). False, and *ret untouched,
 * when it has none. */
bool dnssd_service_record(const dnssd_service_t *service, svcreg_record_t *ret);

/** The specification table's line. False, and *ret untouched, when it has none. */
bool dnssd_service_specification(const dnssd_service_t *service, svcreg_txt_service_t *ret);

/** What a service is, "" when nobody says. The specification table's description leads where IANA
 * lists the name for another service. */
const char *dnssd_service_description(const dnssd_service_t *service);

#endif
