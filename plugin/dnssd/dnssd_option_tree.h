/* dnssd_option_tree.h - shows the options of an OPT record that take part in service discovery.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_OPTION_TREE_H
#define SVCREG_DNSSD_OPTION_TREE_H

#include "dnssd/dnssd_view.h"

/** Register their fields under protocol `proto`. */
void dnssd_option_tree_register(int proto);

/** Add the Update Lease option of an OPT record (RFC 9664 section 4) and its Owner option
 * (draft-cheshire-edns0-owner-option-01) to the message's subtree, as far as it has them. */
void dnssd_option_tree_add(const dnssd_view_t *view, const dnssd_record_t *record);

#endif
