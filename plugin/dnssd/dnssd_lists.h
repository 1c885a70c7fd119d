/* dnssd_lists.h - service types of names that bear none themselves.
 *
 * RFC 6763 section 4.1 wants the name that a PTR record of a service type points to to end in that
 * type. Devices are met whose names do not: "_hap._tcp.local PTR lamp.local", with SRV and TXT records
 * at lamp.local. The PTR record stands in the same message, or stood in an earlier one of the file.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_LISTS_H
#define SVCREG_DNSSD_LISTS_H

#include "dnssd/dnssd_message.h"

/** Forget everything whenever a file is opened; called once. */
void dnssd_lists_register(void);

/** Whether a record is a service's, SRV or TXT, at a name that bears no service type. */
bool dnssd_lacks_type(const dnssd_message_t *message, const dnssd_record_t *record);

/** Give such records of a message the service type that lists their name, in the message or in an earlier
 * frame. What two types list is of neither. Costs the length of the message. */
void dnssd_lists_apply(dnssd_message_t *message);

/** Remember a PTR record that lists a name without a service type, for later frames. Remembering it
 * again changes nothing. */
void dnssd_lists_add(const dnssd_message_t *message, const dnssd_record_t *record);

/** Whether a PTR record may list such a name, going by the first bytes of its labels: for whoever looks at
 * every packet. `record` needs only the offsets of owner and RDATA. */
bool dnssd_may_list(const dns_message_t *message, const dns_record_t *record);

#endif
