/* dnssd_port.h - whether a service is announced on a port that is another's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_PORT_H
#define SVCREG_DNSSD_PORT_H

#include "dnssd/dnssd_service.h"

/** Whether a port is registered, and each of its services is another than this one and no kin. */
bool dnssd_port_is_of_other(const dnssd_service_t *service, uint16_t port);

#endif
