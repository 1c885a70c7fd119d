/* dns_message.h - walks the records of a DNS message (RFC 1035 section 4).
 *
 * Plain C on the bytes of one message; nothing here allocates or reads outside of them. Each step
 * goes at least one byte further, so a message of 65,535 bytes ends after at most that many.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNS_MESSAGE_H
#define SVCREG_DNS_MESSAGE_H

#include "dnssd/dns_name.h"

enum {
    DNS_TYPE_A = 1,
    DNS_TYPE_NS = 2,
    DNS_TYPE_CNAME = 5,
    DNS_TYPE_SOA = 6,
    DNS_TYPE_PTR = 12,
    DNS_TYPE_HINFO = 13,
    DNS_TYPE_TXT = 16,
    DNS_TYPE_KEY = 25,
    DNS_TYPE_AAAA = 28,
    DNS_TYPE_SRV = 33,
    DNS_TYPE_DNAME = 39,
    DNS_TYPE_OPT = 41,
    DNS_TYPE_NSEC = 47,
    DNS_TYPE_TLSA = 52,
    DNS_TYPE_SVCB = 64,
    DNS_TYPE_HTTPS = 65,
    DNS_TYPE_ANY = 255
};

enum {
    DNS_CLASS_IN = 1,
    DNS_CLASS_NONE = 254, /* an update deletes this record, RFC 2136 section 2.5.4 */
    DNS_CLASS_ANY = 255,  /* an update deletes every record, RFC 2136 section 2.5.2 */
    DNS_HEADER_LEN = 12,
    MDNS_CLASS_TOP_BIT = 0x8000, /* cache-flush or QU, RFC 6762 sections 10.2 and 5.4 */
    DNS_FLAG_RESPONSE = 0x8000,
    DNS_FLAG_AUTHORITATIVE = 0x400,
    DNS_FLAG_RCODE = 0xf, /* 0: no error */
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
    uint16_t id;
    uint16_t flags;
    uint16_t counts[DNS_N_SECTIONS];
    size_t offset;         /* of the next record */
    dns_section_t section; /* of the next record */
    unsigned index;        /* of the next record within its section */
    /* Compression pointers that may still be followed: at first as many as there are bytes, of which
     * names that compress anything use a fraction. */
    size_t pointers_left;
    bool broken;              /* the walk ended early: what stands at `offset` cannot be read */
    dns_name_defect_t defect; /* of the owner name there, which ended it */
} dns_message_t;

/** A question or a record. Offsets count from the message's first byte. */
typedef struct {
    dns_section_t section;
    size_t offset; /* of the owner name */
    size_t next;   /* first byte after what was captured of the record */
    dns_name_t owner;
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

/** Whether a record is wanted, of which all is known but its owner. */
typedef bool (*dns_wanted_t)(const dns_message_t *message, const dns_record_t *record);

/** The same for the next record that is `wanted`, past all others; questions are none. The names of
 * others are not read: this is for whoever looks at every packet. */
bool dns_message_next_of(dns_message_t *message, dns_wanted_t wanted, dns_record_t *ret);

/** Read the name at `offset` of a record's RDATA. As dns_name_read(). */
bool dns_rdata_name(dns_message_t *message, const dns_record_t *record, size_t offset,
                    dns_name_t *ret);

/** Operation code of the header (RFC 1035 section 4.1.1). */
unsigned dns_message_opcode(const dns_message_t *message);

/** Seconds that a record holds; a value with the top bit set counts as 0 (RFC 2181 section 8). */
uint32_t dns_time_to_live(const dns_record_t *record);

/** Numbers as they stand in messages (RFC 1035 section 2.3.2). */
static inline uint16_t dns_read16(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] << 8 | bytes[1]);
}

static inline uint32_t dns_read32(const uint8_t *bytes)
{
    return (uint32_t)dns_read16(bytes) << 16 | dns_read16(bytes + 2);
}

#endif
