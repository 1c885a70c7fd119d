/* dnssd_txt_tree.h - shows the attributes of a DNS-SD TXT record (RFC 6763 section 6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_TXT_TREE_H
#define SVCREG_DNSSD_TXT_TREE_H

#include "dnssd/dnssd_view.h"

/** Register the fields dnssd.txt.* under protocol `proto`. */
void dnssd_txt_tree_register(int proto);

/** The attributes of a TXT record in one line, "a=1, b=2", with "…" where there are more, in the
 * packet's pool. */
const char *dnssd_txt_tree_text(const dnssd_message_t *message, const dnssd_record_t *record);

/** Add every string of a TXT record to `tree`, with what the service defines of each key. `item` is
 * the record's line. */
void dnssd_txt_tree_add(const dnssd_message_t *message, proto_tree *tree, proto_item *item,
                        const dnssd_record_t *record, const dnssd_service_t *service);

#endif
