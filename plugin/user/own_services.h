/* own_services.h - the user's own table of services on ports.
 *
 * A table in Wireshark's preferences, file "svcreg_services" in the profile's folder. What it says
 * of a port goes before what the registry says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_OWN_SERVICES_H
#define SVCREG_OWN_SERVICES_H

#include "registry.h"

#include <epan/prefs.h>

/** Register the table, and the preference that shows it. */
void own_services_register(module_t *module);

/** The own service on a port as a record of its name and description, without any other column.
 * Of several rows the one with fewest ports counts, then the one that names the transport, then
 * the first. False, and *ret untouched, when there is none. The strings are valid until the user
 * changes the table, which never happens while a packet is dissected. */
bool own_service_find(svcreg_transport_t transport, uint16_t port, svcreg_record_t *ret);

#endif
