/* dns_message.c - the records of a DNS message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dns_message.h"

enum { QUESTION_TAIL = 4, RECORD_TAIL = 10 }; /* bytes between owner name and RDATA */

bool dns_message_init(const uint8_t *bytes, size_t len, dns_message_t *ret)
{
    if (len < DNS_HEADER_LEN)
        return false;
    *ret = (dns_message_t){.bytes = bytes,
                           .len = len,
                           .id = dns_read16(bytes),
                           .flags = dns_read16(bytes + 2),
                           .offset = DNS_HEADER_LEN,
                           .pointers_left = len};
    for (unsigned i = 0; i < DNS_N_SECTIONS; i++)
        ret->counts[i] = dns_read16(bytes + 4 + 2 * i);
    return true;
}

uint32_t dns_time_to_live(const dns_record_t *record)
{
    return record->ttl <= INT32_MAX ? record->ttl : 0;
}

unsigned dns_message_opcode(const dns_message_t *message)
{
    return message->flags >> 11 & 0xf;
}

bool dns_rdata_name(dns_message_t *message, const dns_record_t *record, size_t offset,
                    dns_name_t *ret)
{
    return dns_name_read(message->bytes, message->len, record->rdata_offset + offset,
                         record->rdata_offset + record->rdata_len, &message->pointers_left, ret);
}

/* The fields after the owner name. False when they are not all there. */
static bool read_tail(const dns_message_t *message, size_t at, dns_record_t *ret)
{
    bool question = ret->section == DNS_SECTION_QUESTION;
    size_t tail = question ? QUESTION_TAIL : RECORD_TAIL;

    if (message->len - at < tail)
        return false;
    const uint8_t *bytes = message->bytes + at;
    ret->type = dns_read16(bytes);
    ret->class = dns_read16(bytes + 2);
    ret->ttl = question ? 0 : dns_read32(bytes + 4);
    ret->rdata_offset = at + tail;
    size_t claimed = question ? 0 : dns_read16(bytes + 8);
    size_t there = message->len - ret->rdata_offset;
    ret->truncated = claimed > there;
    ret->rdata_len = ret->truncated ? there : claimed;
    ret->next = ret->rdata_offset + ret->rdata_len;
    return true;
}

/* Go to the section of the next record. False at the message's end. */
static bool find_section(dns_message_t *message)
{
    while (message->section < DNS_N_SECTIONS &&
           message->index >= message->counts[message->section]) {
        message->section++;
        message->index = 0;
    }
    return message->section < DNS_N_SECTIONS && !message->broken;
}

bool dns_message_next(dns_message_t *message, dns_record_t *ret)
{
    if (!find_section(message))
        return false;
    ret->section = message->section;
    ret->offset = message->offset;
    if (!dns_name_read(message->bytes, message->len, message->offset, message->len,
                       &message->pointers_left, &ret->owner) ||
        !read_tail(message, message->offset + ret->owner.wire_len, ret)) {
        message->broken = true;
        message->defect = ret->owner.defect;
        return false;
    }
    message->offset = ret->next;
    message->index++;
    return true;
}

bool dns_message_next_of(dns_message_t *message, dns_wanted_t wanted, dns_record_t *ret)
{
    while (find_section(message)) {
        size_t name = dns_name_skip(message->bytes, message->offset, message->len);
        ret->section = message->section;
        ret->offset = message->offset;
        if (name == 0 || !read_tail(message, message->offset + name, ret)) {
            message->broken = true;
            return false;
        }
        if (ret->section != DNS_SECTION_QUESTION && wanted(message, ret))
            return dns_message_next(message, ret);
        message->offset = ret->next;
        message->index++;
    }
    return false;
}
