/* credentials_tap.h - hands TXT credentials to Wireshark's own tap "credentials": its window, and
 * "-z credentials".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_CREDENTIALS_TAP_H
#define SVCREG_CREDENTIALS_TAP_H

#include "dnssd/dnssd_message.h"

/** Look up the tap and the field of secrets; called once, in the handoff routine. */
void credentials_tap_handoff(void);

/** Whether somebody listens. */
bool credentials_tap_has_listener(void);

/** Hand over what the TXT records of a message give away. */
void credentials_tap_message(const dnssd_message_t *message);

#endif
