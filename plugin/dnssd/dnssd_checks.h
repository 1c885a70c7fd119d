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

#include "dnssd/dnssd_names.h"
#include "txt_string.h"

#include <epan/prefs.h>

/** Register the expert info under protocol `proto`. */
void dnssd_checks_register(int proto);

/** Register the preference of the conformance group. */
void dnssd_checks_register_preferences(module_t *module);

/** A name as it stands: compression pointers, length. */
void dnssd_check_name(const dnssd_packet_t *packet, proto_item *item, const dnssd_place_t *name);

/** A record as it stands: does it end before the message does? */
void dnssd_check_record(const dnssd_packet_t *packet, proto_item *item, const dns_record_t *record);

/** A message whose records could not all be read. */
void dnssd_check_message(const dnssd_packet_t *packet);

/** Say once that announcements had to be forgotten. */
void dnssd_check_memory(const dnssd_packet_t *packet);

/** A service type: in the registry, for its transport, well formed? */
void dnssd_check_service(const dnssd_packet_t *packet, proto_item *item,
                         const dnssd_place_t *place);

/** An SRV record's port and target. */
void dnssd_check_srv(const dnssd_packet_t *packet, proto_item *item, const dnssd_place_t *owner,
                     uint16_t port, const dnssd_place_t *host);

/** A TXT record as a whole: its length. */
void dnssd_check_txt(const dnssd_packet_t *packet, proto_item *item, int len);

/** One string of a TXT record, the `position`-th from 0. */
void dnssd_check_txt_string(const dnssd_packet_t *packet, proto_item *item,
                            const txt_reader_t *reader, const txt_string_t *string,
                            unsigned position, bool duplicate);

/** `n` strings of a TXT record are not shown. */
void dnssd_check_txt_left_out(const dnssd_packet_t *packet, proto_item *item, unsigned n);

/** A value that is a user name or a password, in clear. */
void dnssd_check_credentials(const dnssd_packet_t *packet, proto_item *item,
                             const svcreg_txt_key_t *key, const txt_string_t *string);

#endif
