/* dnssd_record.h - the records of DNS messages that service discovery is made of, decoded.
 *
 * Plain C on the bytes of one message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_RECORD_H
#define SVCREG_DNSSD_RECORD_H

#include "common/ip_address.h"
#include "dnssd/dns_message.h"
#include "dnssd/dnssd_parts.h"

/** What a record is there for, by its section and the kind of message. */
typedef enum {
    DNSSD_QUESTION,
    DNSSD_ANSWER,
    DNSSD_AUTHORITY,
    DNSSD_ADDITIONAL,
    DNSSD_KNOWN_ANSWER, /* RFC 6762 section 7.1 */
    DNSSD_PROBE,        /* RFC 6762 section 8.2 */
    DNSSD_ZONE,         /* of an update, RFC 2136 section 2 */
    DNSSD_PREREQUISITE,
    DNSSD_UPDATE
} dnssd_role_t;

/** A name that the RDATA begins with or has after fixed fields. */
typedef struct {
    dns_name_t name;
    dnssd_parts_t parts;
    size_t offset; /* in the message */
} dnssd_target_t;

/** The Update Lease option of an OPT record (RFC 9664 section 4). */
typedef struct {
    size_t offset; /* of the option's data in the message */
    unsigned len;  /* 4 or 8 bytes; 0: there is no such option */
    uint32_t lease;
    uint32_t key_lease; /* equal to `lease` where the option has only that */
} dns_lease_t;

/** The Owner option of an OPT record: who a Sleep Proxy speaks for, and how he is woken
 * (draft-cheshire-edns0-owner-option-01 section 3; its lengths count the four bytes of code and length
 * as well, against RFC 6891 section 6.1.2 and what is sent). */
typedef struct {
    size_t
        offset; /* of the option's data in the message: version, sequence number, primary address,
                      address to wake up, password */
    unsigned
        len; /* DNS_OWNER_LEN, with DNS_OWNER_WAKEUP_LEN more, and those 4 or 6 more; 0: there is
                      no such option */
} dns_owner_t;

enum { DNS_OWNER_LEN = 8, DNS_OWNER_WAKEUP_LEN = 6 };

/** A question or a record. What does not belong to its type is 0. */
typedef struct {
    dns_record_t dns;    /* as it stands in the message */
    dnssd_parts_t parts; /* of the owner */
    dnssd_service_t
        service; /* that the owner speaks of; not decoded here, but looked up once by who
                                reads the message */
    dnssd_role_t role;
    unsigned class; /* without what mDNS makes of its top bit */
    bool top_bit;   /* mDNS: cache-flush, or QU of a question */
    bool goodbye;   /* mDNS with TTL 0, RFC 6762 section 10.1 */
    bool deleted;   /* of an update: what is no longer to exist, RFC 2136 section 2.5 */
    bool has_port;  /* SRV: it is long enough for the three numbers */
    uint16_t priority, weight, port;
    bool has_target; /* PTR, SRV, NSEC: the name in the RDATA was found */
    dnssd_target_t target;
    ip_address_t address; /* A, AAAA; not known when the length is wrong */
    dns_lease_t lease;    /* OPT */
    dns_owner_t owner;    /* OPT */
} dnssd_record_t;

/** Decode what dns_message_next() gave. `multicast`: the message is mDNS. */
void dnssd_record_read(dns_message_t *message, bool multicast, const dns_record_t *dns,
                       dnssd_record_t *ret);

/** The types that discovery uses, or that are asked for beside them: X(number, name, whether it says
 * something about a host rather than a service). */
#define DNSSD_RECORD_TYPES(X)                                                                      \
    X(DNS_TYPE_A, "A", true)                                                                       \
    X(DNS_TYPE_PTR, "PTR", false)                                                                  \
    X(DNS_TYPE_HINFO, "HINFO", true)                                                               \
    X(DNS_TYPE_TXT, "TXT", false)                                                                  \
    X(DNS_TYPE_KEY, "KEY", true)                                                                   \
    X(DNS_TYPE_AAAA, "AAAA", true)                                                                 \
    X(DNS_TYPE_SRV, "SRV", false)                                                                  \
    X(DNS_TYPE_OPT, "OPT", false)                                                                  \
    X(DNS_TYPE_NSEC, "NSEC", true)                                                                 \
    X(DNS_TYPE_NS, "NS", false)                                                                    \
    X(DNS_TYPE_CNAME, "CNAME", false)                                                              \
    X(DNS_TYPE_SOA, "SOA", false)                                                                  \
    X(DNS_TYPE_DNAME, "DNAME", false)                                                              \
    X(DNS_TYPE_TLSA, "TLSA", false)                                                                \
    X(DNS_TYPE_SVCB, "SVCB", false)                                                                \
    X(DNS_TYPE_HTTPS, "HTTPS", false)                                                              \
    X(DNS_TYPE_ANY, "ANY", false)

/** Whether records of this type say something about a host rather than a service. */
bool dnssd_type_is_of_host(uint16_t type);

/** "question", "answer", "known answer", … */
const char *dnssd_role_name(dnssd_role_t role);

/** "SRV", "TXT", …; NULL for other types. */
const char *dns_type_name(uint16_t type);

#endif
