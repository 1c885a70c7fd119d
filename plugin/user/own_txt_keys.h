/* own_txt_keys.h - the user's own table of TXT keys.
 *
 * A table in Wireshark's preferences, file "svcreg_txt_keys" in the profile's folder. What it says
 * of a key goes before what the registry and the specifications say.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_OWN_TXT_KEYS_H
#define SVCREG_OWN_TXT_KEYS_H

#include "registry.h"

#include <epan/prefs.h>

/** Register the table, and the preference that shows it. */
void own_txt_keys_register(module_t *module);

/** The own definition of a key, compared ASCII case-insensitively (RFC 6763 section 6.4), for a
 * service: service, key, type and meaning, with SVCREG_ORIGIN_OWN. A row for the transport goes
 * before one for the service name, the first row before later ones. Neither `service` nor `key`
 * need be terminated. False, and *ret untouched, when there is none. The strings are valid until
 * the user changes the table, which never happens while a packet is dissected. */
bool own_txt_key_find(const char *service, size_t service_len, svcreg_transport_t transport,
                      const char *key, size_t key_len, svcreg_txt_key_t *ret);

#endif
