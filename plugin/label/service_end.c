/* service_end.c - the end of a conversation that is taken for the service.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/service_end.h"

static const struct {
    const char *basis;
    const char *reason;
} grounds[] = {
    [GROUND_NONE] = {"none", "both ports are dynamic"},
    [GROUND_SYN] = {"SYN", "it received the SYN"},
    [GROUND_SYN_ANSWERED] = {"SYN", "it answered a SYN"},
    [GROUND_SYN_SENT] = {"SYN", "it sent the SYN, as FTP's data port does (RFC 959 section 3.2)"},
    [GROUND_DISSECTED] = {"dissected", "what the first packet speaks belongs to its port"},
    [GROUND_FIRST_PACKET] = {"first packet", "it received the conversation's first packet"},
    [GROUND_TRANSFER] = {"first packet",
                         "it sent the conversation's first packet, as TFTP's server "
                         "does from a port of its own (RFC 1350 section 4)"},
    [GROUND_REQUEST] = {"first packet", "it received the conversation's first packet, a request"},
    [GROUND_ANSWER] = {"first packet", "it sent the conversation's first packet, an answer"},
    [GROUND_ANNOUNCEMENT] = {"announcement", "an SRV record announced it"},
    [GROUND_OWN] = {"own", "the user's own table names it"},
    [GROUND_REGISTRATION] = {"registration", "the registry says less of the other port"},
    [GROUND_KNOWN] = {"registration", "the registry says the same of both ports; it is known what "
                                      "this one's service speaks"},
    [GROUND_SAME_PORT] = {"registration", "both ports are the same"},
    [GROUND_LOWER_PORT] = {"registration",
                           "the registry says the same of both ports; this is the lower one"},
};

const char *service_ground_basis(service_ground_t ground)
{
    return grounds[ground].basis;
}

const char *service_ground_reason(service_ground_t ground)
{
    return grounds[ground].reason;
}

/* What the port's status is once the user has the say. */
static svcreg_status_t status_of(const end_evidence_t *end)
{
    return end->own ? SVCREG_STATUS_ASSIGNED : end->status;
}

/* Where a capture begins in the middle, its first datagram may be an answer. So it counts for
 * nothing when it comes from a port that the registry assigns and goes to one that it does not, or
 * to one whose protocol it is not. */
static bool is_by_first_packet(const service_evidence_t *evidence)
{
    bool refuted = evidence->receiver.refuted && !evidence->sender.refuted;
    bool suits = status_of(&evidence->receiver) == SVCREG_STATUS_ASSIGNED && !refuted;

    return evidence->first == FIRST_CALL ||
           (evidence->first == FIRST_DATAGRAM &&
            (suits || status_of(&evidence->sender) != SVCREG_STATUS_ASSIGNED));
}

/* How much speaks for an end being the service, by the registry alone. */
static int rank(const end_evidence_t *end)
{
    static const int ranks[] = {[SVCREG_STATUS_DYNAMIC] = 0,
                                [SVCREG_STATUS_UNASSIGNED] = 1,
                                [SVCREG_STATUS_RESERVED] = 2,
                                [SVCREG_STATUS_ASSIGNED] = 3};
    return ranks[status_of(end)];
}

static service_decision_t by_registration(const end_evidence_t *sender,
                                          const end_evidence_t *receiver)
{
    int difference = rank(receiver) - rank(sender);

    if (difference != 0)
        return (service_decision_t){difference > 0 ? END_RECEIVER : END_SENDER,
                                    GROUND_REGISTRATION};
    if (rank(sender) == 0)
        return (service_decision_t){END_NEITHER, GROUND_NONE};
    if (sender->known != receiver->known)
        return (service_decision_t){sender->known ? END_SENDER : END_RECEIVER, GROUND_KNOWN};
    return (service_decision_t){receiver->port <= sender->port ? END_RECEIVER : END_SENDER,
                                sender->port == receiver->port ? GROUND_SAME_PORT
                                                               : GROUND_LOWER_PORT};
}

service_decision_t service_end_decide(const service_evidence_t *evidence)
{
    const end_evidence_t *sender = &evidence->sender, *receiver = &evidence->receiver;

    if (evidence->first == FIRST_SYN && !(sender->connects && !receiver->connects))
        return (service_decision_t){END_RECEIVER, GROUND_SYN};
    if (evidence->first == FIRST_SYN_ANSWER && !(receiver->connects && !sender->connects))
        return (service_decision_t){END_SENDER, GROUND_SYN_ANSWERED};
    if (evidence->first == FIRST_SYN || evidence->first == FIRST_SYN_ANSWER)
        return (service_decision_t){sender->connects ? END_SENDER : END_RECEIVER, GROUND_SYN_SENT};
    if (sender->dissected != receiver->dissected)
        return (service_decision_t){sender->dissected ? END_SENDER : END_RECEIVER,
                                    GROUND_DISSECTED};
    if (evidence->first == FIRST_TRANSFER)
        return (service_decision_t){END_SENDER, GROUND_TRANSFER};
    if (evidence->first == FIRST_REQUEST || evidence->first == FIRST_MIDDLE_REQUEST)
        return (service_decision_t){END_RECEIVER, GROUND_REQUEST};
    if (evidence->first == FIRST_ANSWER || evidence->first == FIRST_MIDDLE_ANSWER)
        return (service_decision_t){END_SENDER, GROUND_ANSWER};
    if (is_by_first_packet(evidence))
        return (service_decision_t){END_RECEIVER, GROUND_FIRST_PACKET};
    if (sender->announced != receiver->announced)
        return (service_decision_t){sender->announced ? END_SENDER : END_RECEIVER,
                                    GROUND_ANNOUNCEMENT};
    if (sender->own != receiver->own)
        return (service_decision_t){sender->own ? END_SENDER : END_RECEIVER, GROUND_OWN};
    return by_registration(sender, receiver);
}
