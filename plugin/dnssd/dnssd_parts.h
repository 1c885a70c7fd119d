/* dnssd_parts.h - takes names that speak of services apart (RFC 6763 sections 4, 7, 9 and 11,
 * RFC 2782). Plain C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_PARTS_H
#define SVCREG_DNSSD_PARTS_H

#include "dnssd/dns_name.h"
#include "registry.h"

/** What a name is for. */
typedef enum {
    DNSSD_OTHER,       /* does not speak of a service: a host, say */
    DNSSD_INSTANCE,    /* <Instance>.<Service>.<Domain>, RFC 6763 section 4.1 */
    DNSSD_SERVICE,     /* <Service>.<Domain>, RFC 6763 section 4 and RFC 2782 */
    DNSSD_SUBTYPE,     /* <sub>._sub.<Service>.<Domain>, RFC 6763 section 7.1 */
    DNSSD_ENUMERATION, /* _services._dns-sd._udp.<Domain>, section 9: lists service types */
    DNSSD_DOMAINS      /* b, db, r, dr, lb ._dns-sd._udp.<Domain>, section 11: lists domains */
} dnssd_kind_t;

/** A name's parts, as label numbers; -1: it has no such part. */
typedef struct {
    dnssd_kind_t kind;
    unsigned n_instance; /* labels of the instance, from 0 on; the list's letter of DOMAINS */
    bool malformed;      /* an instance of several labels, or below a subtype (section 4.1.1) */
    /* The name itself bears no service type; a PTR record lists it under one, whose labels were put
     * behind the name's own: those are the instance. */
    bool listed;
    int subtype;
    int service; /* label "_http"; its transport label follows, but where that was left out */
    int domain;  /* first label of the domain; n_labels when there is none */
    /* What the service is reached over. "_udp" stands for every transport but TCP (section 7);
     * "_tls" means TCP. NONE: nobody can say. */
    svcreg_transport_t transport;
} dnssd_parts_t;

/** The service that a name speaks of. */
typedef struct {
    const char *name; /* in the DNS name, without underscore, not terminated; len 0: none */
    size_t len;
    svcreg_transport_t transport; /* that the name means; NONE: nobody can say */
    unsigned spoken; /* bit 1 << svcreg_transport_t for each that it is really spoken over */
    svcreg_described_t described; /* looked up once, for all that is said of it */
} dnssd_service_t;

/** Take a name apart that bears a record of `type`, or that one of `type` points to. Names that
 * break the letter of RFC 6763 are taken for what they mean, and marked. */
dnssd_parts_t dnssd_parts(const dns_name_t *name, uint16_t type);

/** Where a PTR record of a service type or subtype, whose owner is `type`, points to a name that speaks of
 * no service (RFC 6763 section 4.1 wants the type in it): put the type behind the name, and fill
 * *ret with the parts. False, and both untouched, for other names. */
bool dnssd_parts_list(const dns_name_t *type, const dnssd_parts_t *type_parts, dns_name_t *name,
                      dnssd_parts_t *ret);

/** Whether the type of a name lacks its transport label (RFC 6763 section 4.1.2). */
bool dnssd_parts_lack_transport(const dnssd_parts_t *parts);

/** Whether a label of its type does not begin with an underscore (RFC 6763 section 7). */
bool dnssd_parts_lack_underscore(const dns_name_t *name, const dnssd_parts_t *parts);

/** The service name in its label, without underscore; not terminated. `parts` must have one. */
const char *dnssd_parts_service(const dns_name_t *name, const dnssd_parts_t *parts,
                                size_t *ret_len);

#endif
