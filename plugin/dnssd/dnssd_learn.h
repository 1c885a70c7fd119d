/* dnssd_learn.h - remembers what DNS messages announce.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_LEARN_H
#define SVCREG_DNSSD_LEARN_H

#include "dnssd/dnssd_message.h"

/** Learn the SRV, A and AAAA records of a successful response, which names without a service type its PTR
 * records list, which service types and ports it is the first to have, and those of an update when its
 * answer says that it was accepted. A message whose records do not fill it announces nothing: where
 * there is no tree, it is found by its length alone. Questions, known answers and what an ICMP error
 * quotes announce nothing. Learning the same message again changes nothing. */
void dnssd_learn(const dnssd_message_t *message);

#endif
