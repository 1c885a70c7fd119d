/* dnssd_srp.h - the port that Thread border routers take registrations on (RFC 9665).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_SRP_H
#define SVCREG_DNSSD_SRP_H

#include <epan/prefs.h>

/** Register the protocol, which can be disabled as others can. */
void dnssd_srp_register(void);

/** Have updates on that port read as DNS. */
void dnssd_srp_handoff(void);

/** Register the preference for the port. */
void dnssd_srp_register_preferences(module_t *module);

#endif
