/* service_end.h - which of a header's two ends is taken for the service, and why.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_SERVICE_END_H
#define SVCREG_SERVICE_END_H

#include "common/transport.h"

#include <epan/conversation.h>

typedef enum { SERVICE_AT_NEITHER, SERVICE_AT_SOURCE, SERVICE_AT_DESTINATION } service_at_t;

typedef struct {
    service_at_t at;
    const char *basis;  /* "SYN", "first packet", "announcement", "registration", "own", "none" */
    const char *reason; /* a few words for people */
} service_end_t;

/** What speaks for one end. */
typedef struct {
    svcreg_status_t status; /* of its port */
    uint16_t port;
    bool announced;
} end_evidence_t;

/** The conversation that Wireshark made for a header, or NULL. */
conversation_t *service_conversation(packet_info *pinfo, const transport_header_t *header);

/** Look up the protocols; called once. */
void service_end_handoff(void);

/** Whether the packet is the first one with payload in its direction, or may be: the place to note
 * once what a conversation carries. Of TCP by sequence number, of others the conversation's first
 * packet. */
bool service_begins(const packet_info *pinfo, const conversation_t *conversation,
                    const transport_header_t *header);

/** Decide by, in this order: who received the SYN; who received the conversation's first packet (not
 * of TCP); which end was announced; what the registry says of the ports. The answer is the same for all packets of a
 * conversation, in every pass. */
service_end_t service_end(const conversation_t *conversation, const transport_header_t *header,
                          const end_evidence_t *source, const end_evidence_t *destination);

#endif
