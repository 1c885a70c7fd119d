/* inventory_txt.h - the attributes of a TXT record as an inventory has them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_INVENTORY_TXT_H
#define SVCREG_INVENTORY_TXT_H

#include "dnssd/dnssd_message.h"
#include "inventory/inventory.h"

/** The attributes of a TXT record, the first of each key (RFC 6763 section 6.4), *ret_n of them, in
 * the packet's pool. */
const inventory_attribute_t *inventory_txt_read(const dnssd_message_t *message,
                                                const dnssd_record_t *record, unsigned *ret_n);

#endif
