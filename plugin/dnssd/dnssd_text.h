/* dnssd_text.h - names of DNS messages as text. All texts are UTF-8 that may be shown (text.h), and
 * live in the pool.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_TEXT_H
#define SVCREG_DNSSD_TEXT_H

#include "dnssd/dnssd_parts.h"

#include <epan/packet.h>

/** The whole name, labels joined by dots; "." for the root. A dot inside a label, which only
 * instances should have, is not escaped: instances are shown apart. */
char *dnssd_name_text(wmem_allocator_t *pool, const dns_name_t *name);

/** The same of a name with these parts, without what dnssd_parts_list() put behind it. */
char *dnssd_name_text_as_sent(wmem_allocator_t *pool, const dns_name_t *name,
                              const dnssd_parts_t *parts);

/** The instance as its user reads it; labels of a malformed one joined by dots. */
char *dnssd_instance_text(wmem_allocator_t *pool, const dns_name_t *name,
                          const dnssd_parts_t *parts);

/** The subtype's label; the service type, "_ipp._tcp"; the domain. The name must have the part. */
char *dnssd_subtype_text(wmem_allocator_t *pool, const dns_name_t *name,
                         const dnssd_parts_t *parts);
char *dnssd_type_text(wmem_allocator_t *pool, const dns_name_t *name, const dnssd_parts_t *parts);
char *dnssd_domain_text(wmem_allocator_t *pool, const dns_name_t *name, const dnssd_parts_t *parts);

/** An instance as people name it, "Office" _ipp._tcp.local, else the whole name. */
char *dnssd_owner_text(wmem_allocator_t *pool, const dns_name_t *name, const dnssd_parts_t *parts);

#endif
