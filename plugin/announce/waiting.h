/* waiting.h - what is to be learned once somebody asks.
 *
 * Nearly every capture is loaded without anybody asking what was announced in it. So what a packet
 * says is put aside as it is, and read when it is needed, in the order in which it was said. Plain C
 * with GLib; nothing here knows of Wireshark, or of what is learned.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_WAITING_H
#define SVCREG_WAITING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WAITING_MAX_LEN = 1 << 20 /* bytes that wait; when there are more, they are learned from */
};

/** Learns from what was put aside. `data` is aligned as memory from malloc() is, and gone afterwards. */
typedef void (*waiting_learn_t)(const void *data);

/** Put `len` bytes aside, for the caller to fill before anything else is called here. Learns from what
 * waits already, if that is much. */
void *waiting_add(waiting_learn_t learn, size_t len);

/** Say that what waits may tell of a service on a port, and ask whether it may. */
void waiting_expect_port(uint16_t port);
bool waiting_expects_port(uint16_t port);

/** Learn from all that waits. What is learned from may ask for this again, and then finds nothing. */
void waiting_learn(void);

/** Forget all that waits. */
void waiting_forget(void);

#endif
