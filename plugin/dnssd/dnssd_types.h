/* dnssd_types.h - what the registry has on the service types of a DNS message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_TYPES_H
#define SVCREG_DNSSD_TYPES_H

#include "dnssd/dnssd_view.h"

/** Register the fields svcreg.type.* under protocol `proto`. */
void dnssd_types_register(int proto);

/** Add all columns of the records that bear the names of the message's service types. */
void dnssd_types_add(const dnssd_view_t *view);

#endif
