/* port_checks.h - what a forensic analyst asks of a port in use, as expert info.
 *
 * Observations, not accusations: the registry itself says that traffic on an assigned port need not
 * be the assigned service. Each is made on the first packet of a conversation, a mismatch where it
 * shows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_PORT_CHECKS_H
#define SVCREG_PORT_CHECKS_H

#include "label/label.h"

#include <epan/prefs.h>

/** Register the expert info under protocol `proto`. */
void port_checks_register(int proto);

/** Register a preference for each group of checks. */
void port_checks_register_preferences(module_t *module);

/** Make all checks that are switched on, on a label with a service; what they find is put to `item`. */
void port_checks_add(packet_info *pinfo, proto_item *item, const label_t *label);

#endif
