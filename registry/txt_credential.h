/* txt_credential.h - TXT attributes whose key says that the value is a credential.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TXT_CREDENTIAL_H
#define SVCREG_TXT_CREDENTIAL_H

#include "registry.h"
#include "txt_string.h"

#include <stddef.h>
#include <stdint.h>

typedef enum { TXT_CREDENTIAL_NONE, TXT_CREDENTIAL_USER, TXT_CREDENTIAL_SECRET } txt_credential_t;

/** What an attribute gives away, going by the words of its key ("wifi_psk", "mqttPassword",
 * "X-API-Key") without regard to case and separators. A value that only says yes, no, nothing or
 * how is no credential; a URL with a password in it is one whatever the key says. RFC 6763 section 15
 * warns of both. */
txt_credential_t txt_credential(const uint8_t *key, size_t key_len, const uint8_t *value,
                                size_t value_len);

/** The same of a string whose key is of a type, which leads. `key` and `value` are its bytes. */
txt_credential_t txt_credential_of(const txt_string_t *string, const uint8_t *key,
                                   const uint8_t *value, svcreg_txt_type_t type);

#endif
