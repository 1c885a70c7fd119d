/* dnssd_parts.c - the parts of names that speak of services.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_parts.h"

#include "ascii.h"
#include "dnssd/dns_message.h"

#include <string.h>

static bool label_equals(const dns_name_t *name, unsigned i, const char *text, size_t text_len)
{
    size_t len;

    if (i >= name->n_labels)
        return false;
    const uint8_t *label = dns_name_label(name, i, &len);
    return ascii_equal(label, len, text, text_len);
}

/* Whether label `i` of a name is a text, whose length is known. */
#define label_is(name, i, text) label_equals(name, i, text, sizeof(text) - 1)

static bool begins_with_underscore(const dns_name_t *name, unsigned i)
{
    size_t len;

    return i < name->n_labels && dns_name_label(name, i, &len)[0] == '_' && len > 1;
}

/* Whether labels i and i + 1 are a service type: "_http" "_tcp" (RFC 6763 section 4.1.2). */
static bool is_service_at(const dns_name_t *name, unsigned i)
{
    return begins_with_underscore(name, i) &&
           (label_is(name, i + 1, "_tcp") || label_is(name, i + 1, "_udp"));
}

/* What the protocol label of an SRV record's name means (RFC 2782). */
static svcreg_transport_t transport_at(const dns_name_t *name, unsigned i)
{
#define LABEL(text) text, sizeof(text) - 1
    static const struct {
        const char *label;
        size_t len;
        svcreg_transport_t transport;
    } labels[] = {
        {LABEL("_tcp"), SVCREG_TRANSPORT_TCP},
        {LABEL("_udp"), SVCREG_TRANSPORT_UDP},
        {LABEL("_sctp"), SVCREG_TRANSPORT_SCTP},
        {LABEL("_dccp"), SVCREG_TRANSPORT_DCCP},
        {LABEL("_tls"), SVCREG_TRANSPORT_TCP},
        {LABEL("_ssl"), SVCREG_TRANSPORT_TCP},
        {LABEL("_http"), SVCREG_TRANSPORT_TCP},
        {LABEL("_https"), SVCREG_TRANSPORT_TCP},
        {LABEL("_ws"), SVCREG_TRANSPORT_TCP},
        {LABEL("_wss"), SVCREG_TRANSPORT_TCP},
        {LABEL("_dtls"), SVCREG_TRANSPORT_UDP},
        {LABEL("_quic"), SVCREG_TRANSPORT_UDP},
        {LABEL("tcp"), SVCREG_TRANSPORT_TCP},
        {LABEL("udp"), SVCREG_TRANSPORT_UDP}, /* find_without_underscores() */
    };

    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
        if (label_equals(name, i, labels[k].label, labels[k].len))
            return labels[k].transport;
    }
    return SVCREG_TRANSPORT_NONE;
}

/* Whether records of this type stand at names of services. */
static bool is_of_service(uint16_t type)
{
    return type == DNS_TYPE_PTR || type == DNS_TYPE_SRV || type == DNS_TYPE_TXT ||
           type == DNS_TYPE_NSEC || type == DNS_TYPE_ANY;
}

static bool is_in_local(const dns_name_t *name)
{
    return name->n_labels > 0 && label_is(name, name->n_labels - 1, "local");
}

/* "_http.local", "Office._http.local": the transport was left out. Told only in mDNS's domain, where
 * service types alone begin with an underscore; elsewhere others do (RFC 8552). -1: none. */
static int find_without_transport(const dns_name_t *name)
{
    const unsigned n = name->n_labels;

    if (n < 2 || !is_in_local(name) || !begins_with_underscore(name, n - 2) ||
        label_is(name, n - 2, "_tcp") || label_is(name, n - 2, "_udp") ||
        label_is(name, n - 2, "_sub"))
        return -1;
    /* Of two such labels nobody can say which is the service. */
    if (n > 2 && begins_with_underscore(name, n - 3) && !label_is(name, n - 3, "_sub"))
        return -1;
    return (int)n - 2;
}

static bool is_service_name_at(const dns_name_t *name, unsigned i)
{
    size_t len;
    const char *label = (const char *)dns_name_label(name, i, &len);
    const bool underscore = label[0] == '_';

    return svcreg_service_name_is_valid(label + underscore, len - underscore);
}

/* "_http.tcp.local", "Office.http._tcp.local": underscores were left out. Told only right before mDNS's
 * domain, and in an SRV or TXT record's name only behind an instance: alone, that would be one whose type
 * was left out. -1: none. */
static int find_without_underscores(const dns_name_t *name, uint16_t type)
{
    const unsigned n = name->n_labels;
    const unsigned before = type == DNS_TYPE_SRV || type == DNS_TYPE_TXT ? 1 : 0;

    if (n < 3 + before || !is_in_local(name))
        return -1;
    const bool transport = label_is(name, n - 2, "_tcp") || label_is(name, n - 2, "_udp") ||
                           label_is(name, n - 2, "tcp") || label_is(name, n - 2, "udp");
    return transport && is_service_name_at(name, n - 3) ? (int)n - 3 : -1;
}

/* The first label of a service type; -1: none. */
static int find_service(const dns_name_t *name, uint16_t type)
{
    /* "_443._tcp" of a TLSA record is a port (RFC 6698 section 3). */
    for (unsigned i = 0; i < name->n_labels && type != DNS_TYPE_TLSA; i++) {
        if (is_service_at(name, i))
            return (int)i;
    }
    /* An SRV record may name any protocol: "_sip._tls.example.com". */
    if (type == DNS_TYPE_SRV && begins_with_underscore(name, 0) && begins_with_underscore(name, 1))
        return 0;
    if (!is_of_service(type))
        return -1;
    int service = find_without_transport(name);
    return service >= 0 ? service : find_without_underscores(name, type);
}

/* Labels 0 up to `n` stand before the service type. */
static void read_instance(const dns_name_t *name, unsigned n, uint16_t type, dnssd_parts_t *ret)
{
    bool below_sub = n >= 2 && label_is(name, n - 1, "_sub");

    if (n == 1 && label_is(name, 1, "_dns-sd") && label_is(name, 0, "_services")) {
        ret->kind = DNSSD_ENUMERATION;
        return;
    }
    /* Apple's devices are listed as "_sub._apple-mobdev2._tcp": a subtype that has no name. */
    if ((below_sub && n == 2) || (n == 1 && label_is(name, 0, "_sub"))) {
        if (type != DNS_TYPE_SRV && type != DNS_TYPE_TXT) {
            ret->kind = DNSSD_SUBTYPE;
            ret->subtype = (int)n - 2;
            return;
        }
    }
    ret->kind = n == 1 && label_is(name, 1, "_dns-sd") ? DNSSD_DOMAINS : DNSSD_INSTANCE;
    ret->n_instance = n;
    ret->malformed = n > 1;
    if (below_sub) {
        ret->n_instance = n > 2 ? n - 2 : 1;
        ret->subtype = n > 2 ? (int)n - 2 : -1;
    }
}

dnssd_parts_t dnssd_parts(const dns_name_t *name, uint16_t type)
{
    dnssd_parts_t parts = {.kind = DNSSD_OTHER, .subtype = -1, .service = -1, .domain = -1};
    int service = find_service(name, type);

    if (service < 0)
        return parts;
    parts.kind = DNSSD_SERVICE;
    parts.service = service;
    parts.transport = transport_at(name, (unsigned)service + 1);
    parts.domain = service + (parts.transport != SVCREG_TRANSPORT_NONE ||
                                      begins_with_underscore(name, (unsigned)service + 1)
                                  ? 2
                                  : 1);
    if (service > 0)
        read_instance(name, (unsigned)service, type, &parts);
    return parts;
}

bool dnssd_parts_list(const dns_name_t *type, const dnssd_parts_t *type_parts, dns_name_t *name,
                      dnssd_parts_t *ret)
{
    const unsigned n = name->n_labels;
    const unsigned service = (unsigned)type_parts->service;

    if ((type_parts->kind != DNSSD_SERVICE && type_parts->kind != DNSSD_SUBTYPE) || n == 0 ||
        type->defect != DNS_NAME_OK || name->defect != DNS_NAME_OK ||
        !dns_name_append(name, type, service))
        return false;
    *ret = (dnssd_parts_t){.kind = DNSSD_INSTANCE,
                           .n_instance = n,
                           .malformed = true,
                           .listed = true,
                           .subtype = -1,
                           .service = (int)n,
                           .domain = (int)n + type_parts->domain - type_parts->service,
                           .transport = type_parts->transport};
    return true;
}

bool dnssd_parts_lack_transport(const dnssd_parts_t *parts)
{
    return parts->service >= 0 && parts->domain == parts->service + 1;
}

bool dnssd_parts_lack_underscore(const dns_name_t *name, const dnssd_parts_t *parts)
{
    for (int i = parts->service; i >= 0 && i < parts->domain; i++) {
        if (!begins_with_underscore(name, (unsigned)i))
            return true;
    }
    return false;
}

const char *dnssd_parts_service(const dns_name_t *name, const dnssd_parts_t *parts, size_t *ret_len)
{
    const uint8_t *label = dns_name_label(name, (unsigned)parts->service, ret_len);
    const bool underscore = label[0] == '_';

    *ret_len -= underscore;
    return (const char *)label + underscore;
}
