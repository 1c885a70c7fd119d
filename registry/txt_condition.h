/* txt_condition.h - when a definition of a TXT key holds: conditions on the rest of the record.
 *
 * Several makers use one service type ("_http._tcp") with keys of the same name. A condition tells
 * them apart:
 *
 *     condition = terms *( " | " terms )         one of the alternatives holds
 *     terms     = term *( " & " term )           all terms of it hold
 *     term      = KEY                            the record has the attribute
 *               / KEY "=" VALUE                  it has that value
 *               / KEY "~" GLOB                   its value fits, "*" and "?" as in file names
 *               / "@instance~" GLOB              the instance name fits
 *
 * Everything is compared without regard to ASCII case (RFC 6763 section 6.4 for keys).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TXT_CONDITION_H
#define SVCREG_TXT_CONDITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The TXT record that a condition asks. The bytes are the caller's. */
typedef struct {
    const uint8_t *bytes; /* RDATA of the record, RFC 6763 section 6.1 */
    size_t len;
    const uint8_t *instance; /* first label of the owner name, not escaped; NULL for none */
    size_t instance_len;
} txt_record_t;

/** Whether a condition holds. The empty one always does. When it holds, *ret_alternative (may be
 * NULL, and so may ret_len) becomes the alternative that did, in `condition`. */
bool txt_condition_holds(const char *condition, const txt_record_t *record,
                         const char **ret_alternative, size_t *ret_len);

/** Whether the text keeps the form above; the empty one does not. */
bool txt_condition_is_valid(const char *condition);

#endif
