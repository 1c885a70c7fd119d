/* service_end.h - which of two ends is taken for the service, and why. Plain C.
 *
 * The decision alone: nothing here knows of Wireshark, and no word for people is compared anywhere.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_SERVICE_END_H
#define SVCREG_SERVICE_END_H

#include "registry.h"

#include <stdbool.h>
#include <stdint.h>

/** What decided. */
typedef enum {
    GROUND_NONE,         /* both ports are dynamic */
    GROUND_SYN,          /* it received the SYN */
    GROUND_SYN_ANSWERED, /* it answered a SYN */
    GROUND_SYN_SENT,     /* it sent the SYN, and its service does */
    GROUND_DISSECTED,    /* what was dissected is registered there, and not for the other end */
    GROUND_FIRST_PACKET, /* it received the conversation's first packet */
    GROUND_TRANSFER,     /* it sent the conversation's first packet, and its service does */
    GROUND_REQUEST,      /* it received the conversation's first packet, which asks */
    GROUND_ANSWER,       /* it sent the conversation's first packet, which answers */
    GROUND_ANNOUNCEMENT, /* an SRV record announced it */
    GROUND_OWN,          /* the user's own table names it */
    GROUND_REGISTRATION, /* the registry says more of its port */
    GROUND_KNOWN,        /* the registry says the same of both, and what it speaks is known */
    GROUND_SAME_PORT,    /* both ports are the same */
    GROUND_LOWER_PORT    /* the registry says the same of both */
} service_ground_t;

/** What speaks for one end. */
typedef struct {
    uint16_t port;
    svcreg_status_t status; /* the registry's, of its port */
    bool own;               /* the user's own table names it */
    bool connects;          /* a service of its port opens connections itself */
    bool announced;         /* an SRV record announced it */
    bool dissected;         /* what the first packet was dissected as belongs to its port, */
    bool refuted;           /* and so does this, but it ended malformed: it was something else */
    bool known;             /* it is known what its registered service speaks */
} end_evidence_t;

/** What is known of a conversation's first packet. */
typedef enum {
    FIRST_UNKNOWN,        /* not who sent it */
    FIRST_SYN,            /* TCP: a SYN */
    FIRST_SYN_ANSWER,     /* TCP: a SYN/ACK */
    FIRST_MIDDLE,         /* TCP: neither. Nobody knows which side began */
    FIRST_MIDDLE_REQUEST, /* the same, but its bytes ask */
    FIRST_MIDDLE_ANSWER,  /* the same, but its bytes answer */
    FIRST_DATAGRAM,       /* of another transport */
    FIRST_CALL,           /* the same, and its sender's port is one that only clients bind */
    FIRST_TRANSFER,       /* the same, and it was asked for on another port */
    FIRST_REQUEST,        /* the same, and its bytes ask */
    FIRST_ANSWER          /* the same, and its bytes answer what the capture has not */
} first_packet_t;

/** The two ends of a conversation: the one that sent its first packet (or, where that is not known,
 * either), and the other. */
typedef struct {
    first_packet_t first;
    end_evidence_t sender;
    end_evidence_t receiver;
} service_evidence_t;

typedef struct {
    enum { END_NEITHER, END_SENDER, END_RECEIVER } end;
    service_ground_t ground;
} service_decision_t;

/** Decide by, in this order: SYN; what was dissected; the first datagram; announcements; the user's
 * own table; the registry. `known` counts for GROUND_LOWER_PORT alone: whoever has not looked it up
 * may do so then, and decide anew. */
service_decision_t service_end_decide(const service_evidence_t *evidence);

/** A ground in one word, for filters: "SYN", "dissected", "first packet", "announcement", "own",
 * "registration", "none"; and in a few, for people. Static. */
const char *service_ground_basis(service_ground_t ground);
const char *service_ground_reason(service_ground_t ground);

#endif
