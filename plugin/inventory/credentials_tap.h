/* credentials_tap.h - hands TXT credentials to Wireshark's own tap "credentials": its window, and
 * "-z credentials".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_CREDENTIALS_TAP_H
#define SVCREG_CREDENTIALS_TAP_H

/** Look up the tap and the field of secrets, and ask for each message; called once, in the handoff
 * routine. */
void credentials_tap_handoff(void);

#endif
