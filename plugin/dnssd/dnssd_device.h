/* dnssd_device.h - what TXT attributes say of the device, in fields that serve every service type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_DEVICE_H
#define SVCREG_DNSSD_DEVICE_H

#include "dnssd/dnssd_message.h"
#include "dnssd/dnssd_txt_fields.h"

/** Register the fields dnssd.device.* under protocol `proto`. */
void dnssd_device_register(int proto);

/** Add what the value of a key says of the device, if its definition knows. */
void dnssd_device_add(const dnssd_message_t *message, proto_tree *tree,
                      const svcreg_txt_key_t *definition, const txt_range_t *value);

#endif
