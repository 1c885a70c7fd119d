/* dnssd_checks.h - what is odd, wrong or worth a second look in a DNS-SD message, as expert info.
 *
 * Two groups: "malformed" is always said; "conformance", what RFC 6763, RFC 6762 and RFC 6335 ask
 * of an announcement, can be silenced by a preference. Records that only repeat what others said
 * (questions, known answers) are not judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_CHECKS_H
#define SVCREG_DNSSD_CHECKS_H

#include "dnssd/dnssd_view.h"
#include "txt_string.h"

#include <epan/prefs.h>

/** Register the expert info under protocol `proto`. */
void dnssd_checks_register(int proto);

/** Register the preference of the conformance group. */
void dnssd_checks_register_preferences(module_t *module);

/** Note what is said of SRV records once per file, while packets come by in their order. */
void dnssd_checks_learn(const dnssd_message_t *message);

/** An instance's name: is it one label, of characters that a name may have? */
void dnssd_check_owner(const dnssd_message_t *message, const dnssd_group_t *group);

/** A record as it stands: does it end before the message does? And its owner's service type: in the
 * registry, for its transport, well formed? */
void dnssd_check_record(const dnssd_message_t *message, proto_item *item,
                        const dnssd_record_t *record, const dnssd_service_t *service);

/** What a PTR record points to. */
void dnssd_check_ptr(const dnssd_message_t *message, proto_item *item,
                     const dnssd_record_t *record);

/** Whether an NSEC record of mDNS has another name as next one than its own. */
bool dnssd_is_nsec_of_other(const dnssd_message_t *message, const dnssd_record_t *record);

/** Such a record, at `item`. */
void dnssd_check_nsec_of_other(const dnssd_message_t *message, proto_item *item);

/** An SRV record's port and target. */
void dnssd_check_srv(const dnssd_message_t *message, proto_item *item, const dnssd_record_t *record,
                     const dnssd_service_t *service);

/** A whole message: names that cannot be right, records that cannot be read, what had to be
 * forgotten. */
void dnssd_check_message(const dnssd_view_t *view);

/** A TXT record as a whole: its length. */
void dnssd_check_txt(const dnssd_message_t *message, proto_item *item, size_t len);

/** One string of a TXT record, the `position`-th from 0. */
void dnssd_check_txt_string(const dnssd_message_t *message, proto_item *item,
                            const txt_reader_t *reader, const txt_string_t *string,
                            unsigned position, bool duplicate);

/** `n` strings of a TXT record are not shown. */
void dnssd_check_txt_left_out(const dnssd_message_t *message, proto_item *item, unsigned n);

/** A text, at `item`, that ends with a NUL. */
void dnssd_check_terminated(const dnssd_message_t *message, proto_item *item);

/** A value, at `item`, that is a user name or a secret in clear. */
void dnssd_check_credential(const dnssd_message_t *message, proto_item *item, bool secret);

/** The password of an Owner option, at `item`. */
void dnssd_check_owner_password(const dnssd_message_t *message, proto_item *item);

#endif
