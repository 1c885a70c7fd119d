/* dnssd_text.c - names of DNS messages as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_text.h"

#include "common/text.h"

#include <string.h>

/* Put the labels `from` up to `end` of a name behind each other at `ret`, joined by dots, which take the
 * place of the length bytes on the wire. Their length. */
static size_t join_labels(const dns_name_t *name, unsigned from, unsigned end, uint8_t *ret)
{
    if (from >= end)
        return 0;
    const unsigned start = name->label[from] + 1U;
    const unsigned len = (end < name->n_labels ? name->label[end] : name->len) - start;

    memcpy(ret, name->wire + start, len);
    for (unsigned i = from + 1; i < end; i++)
        ret[name->label[i] - start] = '.';
    return len;
}

static char *labels_text(wmem_allocator_t *pool, const dns_name_t *name, unsigned from,
                         unsigned end)
{
    uint8_t labels[DNS_MAX_NAME];

    return text_from_bytes(pool, labels, join_labels(name, from, end, labels));
}

char *dnssd_name_text(wmem_allocator_t *pool, const dns_name_t *name)
{
    return name->n_labels > 0 ? labels_text(pool, name, 0, name->n_labels) : wmem_strdup(pool, ".");
}

char *dnssd_name_text_as_sent(wmem_allocator_t *pool, const dns_name_t *name,
                              const dnssd_parts_t *parts)
{
    return parts->listed ? labels_text(pool, name, 0, parts->n_instance)
                         : dnssd_name_text(pool, name);
}

char *dnssd_instance_text(wmem_allocator_t *pool, const dns_name_t *name,
                          const dnssd_parts_t *parts)
{
    return labels_text(pool, name, 0, parts->n_instance);
}

char *dnssd_subtype_text(wmem_allocator_t *pool, const dns_name_t *name, const dnssd_parts_t *parts)
{
    return labels_text(pool, name, (unsigned)parts->subtype, (unsigned)parts->subtype + 1);
}

char *dnssd_type_text(wmem_allocator_t *pool, const dns_name_t *name, const dnssd_parts_t *parts)
{
    return labels_text(pool, name, (unsigned)parts->service, (unsigned)parts->domain);
}

char *dnssd_domain_text(wmem_allocator_t *pool, const dns_name_t *name, const dnssd_parts_t *parts)
{
    return labels_text(pool, name, (unsigned)parts->domain, name->n_labels);
}

char *dnssd_owner_text(wmem_allocator_t *pool, const dns_name_t *name, const dnssd_parts_t *parts)
{
    uint8_t text[DNS_MAX_NAME + sizeof "\"\" "];
    size_t len = 0;

    if (parts->kind != DNSSD_INSTANCE)
        return dnssd_name_text(pool, name);
    text[len++] = '"';
    len += join_labels(name, 0, parts->n_instance, text + len);
    text[len++] = '"';
    text[len++] = ' ';
    len += join_labels(name, (unsigned)parts->service, name->n_labels, text + len);
    return text_from_bytes(pool, text, len);
}
