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

#include "label/dissected.h"
#include "registry.h"

#include <epan/conversation.h>
#include <epan/prefs.h>

/** The end of a header that is taken for the service. */
typedef struct {
    const conversation_t *conversation; /* may be NULL: then each packet is its own */
    proto_item *item;
    svcreg_transport_t transport;
    uint16_t port;
    svcreg_status_t status;
    svcreg_span_t records;
    const dissected_t *dissected;
    const char *signature; /* signature_of(), may be NULL */
    bool begins;           /* service_begins() */
} port_use_t;

/** Register the expert info under protocol `proto`. */
void port_checks_register(int proto);

/** Register a preference for each group of checks. */
void port_checks_register_preferences(module_t *module);

/** Make all checks that are switched on. */
void port_checks_add(packet_info *pinfo, const port_use_t *use);

#endif
