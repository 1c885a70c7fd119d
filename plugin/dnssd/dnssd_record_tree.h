/* dnssd_record_tree.h - shows one record or question of a DNS message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_RECORD_TREE_H
#define SVCREG_DNSSD_RECORD_TREE_H

#include "dnssd/dnssd_view.h"

/** Register the fields of records under protocol `proto`. */
void dnssd_record_tree_register(int proto);

/** Add a question or record to its group. */
void dnssd_record_tree_add(const dnssd_view_t *view, dnssd_group_t *group,
                           const dnssd_record_t *record);

#endif
