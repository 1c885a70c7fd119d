/* dnssd_summary.h - what a DNS message says of services, in one line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_SUMMARY_H
#define SVCREG_DNSSD_SUMMARY_H

#include "dnssd/dnssd_names.h"

#include <epan/prefs.h>

enum { DNSSD_MAX_IN_SUMMARY = 3 /* services in the line */ };

/** The records that say most, each text once. Begin with one that is all zero. */
typedef struct {
    const char *texts[DNSSD_MAX_IN_SUMMARY];
    unsigned n;
    unsigned more;
    int worth;
} dnssd_summary_t;

/** Register the field dnssd.summary under protocol `proto`. */
void dnssd_summary_register(int proto);

/** Register the preference for the Info column. */
void dnssd_summary_register_preferences(module_t *module);

/** Whether the preference wants the summary in the Info column. */
bool dnssd_summary_is_in_info(void);

/** Take in a record that is shown. */
void dnssd_summarize(dnssd_summary_t *summary, const dnssd_packet_t *packet,
                     const dns_record_t *record, const dnssd_place_t *owner);

/** Add the summary to the message's subtree and to its line. */
void dnssd_summary_add(const dnssd_packet_t *packet, const dnssd_summary_t *summary);

/** Append the summaries of a packet, from this pass or one before, to the Info column, when the
 * preference says so. Needs no tree. */
void dnssd_summary_add_to_info(packet_info *pinfo);

#endif
