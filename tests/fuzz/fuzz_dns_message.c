/* fuzz_dns_message.c - the reader of DNS messages, and what is decoded of their records.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_record.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
    if (!condition)
        abort();
}

static void check_name(const dns_name_t *name)
{
    check(name->len <= sizeof name->wire);
    for (unsigned i = 0; i < name->n_labels; i++) {
        size_t len;
        const uint8_t *label = dns_name_label(name, i, &len);
        check(label >= name->wire && label + len <= name->wire + name->len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dns_message_t message;
    dns_record_t dns;
    dnssd_record_t record;
    size_t before = 0;

    if (size > UINT16_MAX || !dns_message_init(data, size, &message))
        return 0;
    while (dns_message_next(&message, &dns)) {
        check(dns.offset >= before && dns.next > dns.offset && dns.next <= size);
        check(dns.rdata_offset + dns.rdata_len <= size);
        check_name(&dns.owner);
        before = dns.next;
        dnssd_record_read(&message, size & 1, &dns, &record);
        if (record.has_target)
            check_name(&record.target.name);
    }
    return 0;
}
