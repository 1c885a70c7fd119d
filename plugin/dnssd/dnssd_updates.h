/* dnssd_updates.h - updates that wait for their answer (RFC 2136, RFC 9665).
 *
 * A registration counts when the server says that it accepted it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_UPDATES_H
#define SVCREG_DNSSD_UPDATES_H

#include "dnssd/dnssd_message.h"

typedef struct dnssd_update dnssd_update_t;

/** Forget everything whenever a file is opened; called once. */
void dnssd_updates_register(void);

/** An update that waits for its answer; valid until the next one is added. */
dnssd_update_t *dnssd_updates_add(const dnssd_message_t *message);

/** What it asks for, in its order: everything of a name is to go, a record is to come, or, with TTL
 * 0, to go. The strings are copied. */
void dnssd_update_withdraw(dnssd_update_t *update, name_key_t name, uint64_t order);
void dnssd_update_srv(dnssd_update_t *update, const announced_srv_t *srv);
void dnssd_update_address(dnssd_update_t *update, const announced_address_t *address);

/** An answer without error came: learn what was asked for, if the update was seen. It holds until
 * the lease ends that the answer grants, else the one asked for, else for the records' time to live
 * (RFC 9664 section 5); a lease of 0 removes it. */
void dnssd_updates_accept(const dnssd_message_t *message);

#endif
