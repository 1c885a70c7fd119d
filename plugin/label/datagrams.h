/* datagrams.h - what messages of protocols begin with whose dissectors take anything. Plain C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DATAGRAMS_H
#define SVCREG_DATAGRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Whether a datagram may be a message of a protocol. Of one of which nobody tells, each may. */
bool datagram_may_be(const char *protocol, const uint8_t *payload, size_t len);

#endif
