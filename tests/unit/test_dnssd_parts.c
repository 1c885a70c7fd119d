/* test_dnssd_parts.c - names that speak of services, as RFC 6763 and RFC 2782 have them and as they
 * are met.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_parts.h"

#include "dnssd/dns_message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* A name as text, labels with dots between them, on the wire. */
static dns_name_t name_of(const char *text)
{
    uint8_t wire[DNS_MAX_NAME + 1] = {0};
    size_t at = 0;
    dns_name_t name;

    while (*text != '\0') {
        size_t len = strcspn(text, ".");
        wire[at] = (uint8_t)len;
        memcpy(wire + at + 1, text, len);
        at += len + 1;
        text += len + (text[len] == '.');
    }
    assert_true(dns_name_read(wire, at + 1, 0, at + 1, NULL, &name));
    assert_int_equal(name.defect, DNS_NAME_OK);
    return name;
}

enum { NONE = SVCREG_TRANSPORT_NONE, TCP = SVCREG_TRANSPORT_TCP, UDP = SVCREG_TRANSPORT_UDP };

typedef struct {
    const char *name;
    uint16_t type;
    dnssd_kind_t kind;
    unsigned n_instance;
    bool malformed;
    int subtype, service, domain;
    int transport;
} row_t;

static const row_t rows[] = {
    {"Office._ipp._tcp.local", DNS_TYPE_SRV, DNSSD_INSTANCE, 1, false, -1, 1, 3, TCP},
    {"_ipp._TCP.local", DNS_TYPE_PTR, DNSSD_SERVICE, 0, false, -1, 0, 2, TCP},
    {"_ipp._udp", DNS_TYPE_PTR, DNSSD_SERVICE, 0, false, -1, 0, 2, UDP},
    {"_color._sub._ipp._tcp.local", DNS_TYPE_PTR, DNSSD_SUBTYPE, 0, false, 0, 2, 4, TCP},
    {"_services._dns-sd._udp.local", DNS_TYPE_PTR, DNSSD_ENUMERATION, 0, false, -1, 1, 3, UDP},
    {"lb._dns-sd._udp.local", DNS_TYPE_PTR, DNSSD_DOMAINS, 1, false, -1, 1, 3, UDP},
    {"host.local", DNS_TYPE_A, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"_tcp.local", DNS_TYPE_PTR, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"_._tcp.local", DNS_TYPE_PTR, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"", DNS_TYPE_PTR, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"_443._tcp.www.example", DNS_TYPE_TLSA, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    /* Beyond the letter of RFC 6763 section 4.1.1. */
    {"a.b._mqtt._tcp.local", DNS_TYPE_TXT, DNSSD_INSTANCE, 2, true, -1, 2, 4, TCP},
    {"a.b.c._ipp._udp.local", DNS_TYPE_PTR, DNSSD_INSTANCE, 3, true, -1, 3, 5, UDP},
    {"_sub._apple-mobdev2._tcp.local", DNS_TYPE_PTR, DNSSD_SUBTYPE, 0, false, -1, 1, 3, TCP},
    {"_sub._apple-mobdev2._tcp.local", DNS_TYPE_SRV, DNSSD_INSTANCE, 1, false, -1, 1, 3, TCP},
    {"Lamp._sub._hap._tcp.local", DNS_TYPE_SRV, DNSSD_INSTANCE, 1, true, -1, 2, 4, TCP},
    {"Lamp._x._sub._hap._tcp.local", DNS_TYPE_SRV, DNSSD_INSTANCE, 1, true, 1, 3, 5, TCP},
    {"a.b._x._sub._hap._tcp.local", DNS_TYPE_TXT, DNSSD_INSTANCE, 2, true, 2, 4, 6, TCP},
    /* Without a transport label, which RFC 6763 section 4.1.2 wants: in mDNS's domain alone. */
    {"_rfb.local", DNS_TYPE_PTR, DNSSD_SERVICE, 0, false, -1, 0, 1, NONE},
    {"Office._rfb.LOCAL", DNS_TYPE_SRV, DNSSD_INSTANCE, 1, false, -1, 1, 2, NONE},
    {"_color._sub._rfb.local", DNS_TYPE_PTR, DNSSD_SUBTYPE, 0, false, 0, 2, 3, NONE},
    {"_rfb.local", DNS_TYPE_A, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"_rfb.example", DNS_TYPE_PTR, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"_dmarc.mail.local", DNS_TYPE_TXT, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"_x._rfb.local", DNS_TYPE_PTR, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"_local", DNS_TYPE_PTR, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    /* Without underscores, which RFC 6763 section 7 wants: right before mDNS's domain alone. */
    {"ipp._tcp.local", DNS_TYPE_PTR, DNSSD_SERVICE, 0, false, -1, 0, 2, TCP},
    {"_ipp.tcp.local", DNS_TYPE_PTR, DNSSD_SERVICE, 0, false, -1, 0, 2, TCP},
    {"lamp.http.UDP.local", DNS_TYPE_SRV, DNSSD_INSTANCE, 1, false, -1, 1, 3, UDP},
    {"BSB-LAN LPB.http._tcp.local", DNS_TYPE_TXT, DNSSD_INSTANCE, 1, false, -1, 1, 3, TCP},
    {"lamp.tcp.local", DNS_TYPE_SRV, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"lamp.http.tcp.local", DNS_TYPE_A, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"My Lamp.tcp.local", DNS_TYPE_PTR, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"ipp._tcp.example", DNS_TYPE_PTR, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"ipp.tcp.host.local", DNS_TYPE_PTR, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"_x._http.local", DNS_TYPE_PTR, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    /* RFC 2782. */
    {"_ldap._tcp.dc._msdcs.example", DNS_TYPE_SRV, DNSSD_SERVICE, 0, false, -1, 0, 2, TCP},
    {"_sip._tls.example", DNS_TYPE_SRV, DNSSD_SERVICE, 0, false, -1, 0, 2, TCP},
    {"_sips._dtls.example", DNS_TYPE_SRV, DNSSD_SERVICE, 0, false, -1, 0, 2, UDP},
    {"_diameter._sctp.example", DNS_TYPE_SRV, DNSSD_SERVICE, 0, false, -1, 0, 2,
     SVCREG_TRANSPORT_SCTP},
    {"_rtp._DCCP.example", DNS_TYPE_SRV, DNSSD_SERVICE, 0, false, -1, 0, 2, SVCREG_TRANSPORT_DCCP},
    {"_xmpp-server._foo.example", DNS_TYPE_SRV, DNSSD_SERVICE, 0, false, -1, 0, 2, NONE},
    {"_sip._tls.example", DNS_TYPE_TXT, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
    {"_dmarc.example", DNS_TYPE_SRV, DNSSD_OTHER, 0, false, -1, -1, -1, NONE},
};

static void test_parts_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const row_t *row = &rows[i];
        const dns_name_t name = name_of(row->name);
        const dnssd_parts_t parts = dnssd_parts(&name, row->type);
        if (parts.kind != row->kind || parts.n_instance != row->n_instance ||
            parts.malformed != row->malformed || parts.subtype != row->subtype ||
            parts.service != row->service || parts.domain != row->domain ||
            (int)parts.transport != row->transport)
            fail_msg("%s: kind %d, instance %u, malformed %d, labels %d %d %d, transport %d",
                     row->name, (int)parts.kind, parts.n_instance, parts.malformed, parts.subtype,
                     parts.service, parts.domain, (int)parts.transport);
    }
}

static void test_parts_service(void **state)
{
    const dns_name_t name = name_of("Office._ipp._tcp.local");
    const dnssd_parts_t parts = dnssd_parts(&name, DNS_TYPE_SRV);
    size_t len;
    const char *service = dnssd_parts_service(&name, &parts, &len);

    (void)state;
    assert_int_equal(len, 3);
    assert_memory_equal(service, "ipp", 3);
}

/* What a PTR record of `type` makes of the name that it points to; "": nothing. */
static void list(const char *type, const char *name, unsigned n_instance, const char *ret)
{
    const dns_name_t owner = name_of(type);
    const dnssd_parts_t parts = dnssd_parts(&owner, DNS_TYPE_PTR);
    const dns_name_t before = name_of(name), wanted = name_of(ret);
    dns_name_t listed = before;
    dnssd_parts_t listed_parts;

    if (ret[0] == '\0') {
        assert_false(dnssd_parts_list(&owner, &parts, &listed, &listed_parts));
        assert_int_equal(listed.len, before.len);
        assert_int_equal(listed.n_labels, before.n_labels);
        return;
    }
    assert_true(dnssd_parts_list(&owner, &parts, &listed, &listed_parts));
    assert_int_equal(listed.len, wanted.len);
    assert_memory_equal(listed.wire, wanted.wire, wanted.len);
    assert_int_equal(listed_parts.kind, DNSSD_INSTANCE);
    assert_int_equal(listed_parts.n_instance, n_instance);
    assert_int_equal(listed_parts.service, (int)n_instance);
    assert_true(listed_parts.listed && listed_parts.malformed);
}

static void test_parts_list_puts_the_type_behind(void **state)
{
#define X60 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    static const char is_long[] = X60 "." X60 "." X60 "." X60 ".local";
#undef X60

    (void)state;
    list("_hap._tcp.local", "lamp.local", 2, "lamp.local._hap._tcp.local");
    list("_x._sub._hap._tcp.local", "lamp", 1, "lamp._hap._tcp.local");
    list("_rfb.local", "lamp.local", 2, "lamp.local._rfb.local");
    list("_hap._tcp.local", "", 0, "");
    list("_services._dns-sd._udp.local", "lamp.local", 0, "");
    list("b._dns-sd._udp.local", "example.com", 0, "");
    list("1.2.0.192.in-addr.arpa", "lamp.local", 0, "");
    list("_hap._tcp.local", is_long, 0, "");
}

static void test_parts_lack(void **state)
{
    static const struct {
        const char *name;
        const char *service;
        bool transport, underscore;
    } lacks[] = {
        {"Office._ipp._tcp.local", "ipp", false, false},
        {"_rfb.local", "rfb", true, false},
        {"ipp._tcp.local", "ipp", false, true},
        {"Office._ipp.tcp.local", "ipp", false, true},
        {"lamp.http.tcp.local", "http", false, true},
        {"lamp.local", "", false, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof lacks / sizeof *lacks; i++) {
        const dns_name_t name = name_of(lacks[i].name);
        const dnssd_parts_t parts = dnssd_parts(&name, DNS_TYPE_PTR);
        size_t len = 0;
        const char *service = parts.service >= 0 ? dnssd_parts_service(&name, &parts, &len) : "";
        assert_int_equal(len, strlen(lacks[i].service));
        assert_memory_equal(service, lacks[i].service, len);
        assert_int_equal(dnssd_parts_lack_transport(&parts), lacks[i].transport);
        assert_int_equal(dnssd_parts_lack_underscore(&name, &parts), lacks[i].underscore);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_rows),
        cmocka_unit_test(test_parts_service),
        cmocka_unit_test(test_parts_lack),
        cmocka_unit_test(test_parts_list_puts_the_type_behind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
