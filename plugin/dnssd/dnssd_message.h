/* dnssd_message.h - walks the records of a DNS message (RFC 1035 section 4).
 *
 * Plain C on the bytes of one message; nothing here allocates or reads outside of them. Each step
 * goes at least one byte further, so a message of 65,535 bytes ends after at most that many.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_MESSAGE_H
#define SVCREG_DNSSD_MESSAGE_H

#include "dnssd/dnssd_name.h"

enum {
    DNS_TYPE_A = 1,
    DNS_TYPE_PTR = 12,
    DNS_TYPE_HINFO = 13,
    DNS_TYPE_TXT = 16,
    DNS_TYPE_AAAA = 28,
    DNS_TYPE_SRV = 33,
    DNS_TYPE_NSEC = 47,
    DNS_TYPE_ANY = 255
};

enum {
    DNS_CLASS_IN = 1,
    DNS_CLASS_ANY = 255,
    DNS_HEADER_LEN = 12,
    MDNS_CLASS_TOP_BIT = 0x8000, /* cache-flush or QU, RFC 6762 sections 10.2 and 5.4 */
    DNS_FLAG_RESPONSE = 0x8000,
    DNS_OPCODE_UPDATE = 5
};

typedef enum {
    DNS_SECTION_QUESTION,
    DNS_SECTION_ANSWER,
    DNS_SECTION_AUTHORITY,
    DNS_SECTION_ADDITIONAL,
    DNS_N_SECTIONS
} dns_section_t;

/** A message that is being walked. */
typedef struct {
    const uint8_t *bytes;
    size_t len; /* bytes that were captured */
    uint16_t flags;
    uint16_t counts[DNS_N_SECTIONS];
    size_t offset;              /* of the next record */
    dns_section_t section;      /* of the next record */
    unsigned index;             /* of the next record within its section */
    bool broken;                /* the walk ended early: what stands at `offset` cannot be read */
    dnssd_name_defect_t defect; /* of the owner name there, which ended it */
} dns_message_t;

/** A question or a record. Offsets count from the message's first byte. */
typedef struct {
    dns_section_t section;
    size_t offset; /* of the owner name */
    size_t end;    /* first byte after what was captured of the record */
    dnssd_name_t owner;
    uint16_t type;
    uint16_t class; /* as on the wire, with mDNS's top bit */
    uint32_t ttl;   /* seconds; questions have none */
    size_t rdata_offset;
    size_t rdata_len; /* bytes of RDATA that are there */
    bool truncated;   /* the record says that it has more */
} dns_record_t;

/** Start at the header. False, and *ret untouched, when there is not even a whole header. The
 * bytes stay the caller's and must outlive the walk. */
bool dns_message_init(const uint8_t *bytes, size_t len, dns_message_t *ret);

/** Fill *ret with the next question or record and go past it. False at the end, or when it cannot
 * be read (message->broken); *ret is undefined then. */
bool dns_message_next(dns_message_t *message, dns_record_t *ret);

/** Read the name at `offset` of a record's RDATA. As dnssd_name_read(). */
bool dnssd_rdata_name(const dns_message_t *message, const dns_record_t *record, size_t offset,
                      dnssd_name_t *ret);

/** Read port and target of an SRV record (RFC 2782). False, and *ret_port untouched, when the RDATA
 * is too short for them or nothing after the target's place can be found. */
bool dns_srv_read(const dns_message_t *message, const dns_record_t *record, uint16_t *ret_port,
                  dnssd_name_t *ret_host);

/** Operation code of the header (RFC 1035 section 4.1.1). */
unsigned dns_message_opcode(const dns_message_t *message);

#endif
