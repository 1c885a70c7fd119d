/* dnssd_first.h - says what is odd about a service type once per capture file.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_FIRST_H
#define SVCREG_DNSSD_FIRST_H

#include "dnssd/dnssd_message.h"
#include "dnssd/dnssd_service.h"

/** Forget everything whenever a file is opened; called once. */
void dnssd_first_register(void);

/** Whether a service type was marked on a port before; marks it. Cheap: for every packet. */
bool dnssd_first_mark(const dnssd_service_t *service, uint16_t port);

/** Whether the record is the file's first one, so far, that speaks of the service type and, unless
 * `port` is 0, of that port. */
bool dnssd_is_first(const dnssd_message_t *message, const dnssd_record_t *record,
                    const dnssd_service_t *service, uint16_t port);

#endif
