/* may_speak.h - what a service of which no table says its protocol may speak all the same. Plain C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_MAY_SPEAK_H
#define SVCREG_MAY_SPEAK_H

#include <stdbool.h>

/** Whether a service may well speak `protocol`, the name of a signature, as its name or description
 * has a word of that world: "sunproxyadmin, Sun Proxy Admin Service" may be HTTP. For a protocol
 * without words: true, nothing is known. */
bool service_may_speak(const char *protocol, const char *service, const char *description);

#endif
