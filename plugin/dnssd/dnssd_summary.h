/* dnssd_summary.h - what a DNS message says of services, in one line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_SUMMARY_H
#define SVCREG_DNSSD_SUMMARY_H

#include "dnssd/dnssd_view.h"

#include <epan/prefs.h>

/** Register the field dnssd.summary under protocol `proto`. */
void dnssd_summary_register(int proto);

/** Register the preference for the Info column. */
void dnssd_summary_register_preferences(module_t *module);

/** Whether the preference wants the summary in the Info column. */
bool dnssd_summary_is_in_info(void);

/** The records that say most, each once, in the packet's pool; "" when none says anything. */
const char *dnssd_summary_text(const dnssd_message_t *message);

/** Add the summary to the message's subtree, and to the Info column when the preference says so. */
void dnssd_summary_add(const dnssd_view_t *view, const char *text);

#endif
