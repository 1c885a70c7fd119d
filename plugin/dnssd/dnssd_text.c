/* dnssd_text.c - names of DNS messages as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_text.h"

#include "common/text.h"

static char *labels_text(wmem_allocator_t *pool, const dns_name_t *name, unsigned from,
                         unsigned end)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");

    for (unsigned i = from; i < end; i++) {
        size_t len;
        const uint8_t *bytes = dns_name_label(name, i, &len);
        if (i > from)
            wmem_strbuf_append_c(text, '.');
        text_append_bytes(text, bytes, len);
    }
    return wmem_strbuf_finalize(text);
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
    if (parts->kind != DNSSD_INSTANCE)
        return dnssd_name_text(pool, name);
    return wmem_strconcat(pool, "\"", dnssd_instance_text(pool, name, parts), "\" ",
                          labels_text(pool, name, (unsigned)parts->service, name->n_labels), NULL);
}
