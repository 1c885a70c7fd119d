/* test_protocol_names.c - the table of services and protocols, and its lookup.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/expected_protocols.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#if !defined(SVCREG_SERVICES_TSV) && defined(REGISTRY_DIR)
#define SVCREG_SERVICES_TSV REGISTRY_DIR "/services.tsv"
#endif

enum {
    MIN_ROWS = 150,  /* services that the table must at least speak of */
    MAX_SERVICE = 64 /* bytes; RFC 6335 allows 15, the registry has a few longer names */
};

typedef struct {
    const char *service;
    const char *protocol;
    enum { AGREES, DIFFERS, UNKNOWN } verdict;
} verdict_row_t;

static const verdict_row_t verdicts[] = {
    {"domain", "dns", AGREES},
    {"DOMAIN", "dns", AGREES},
    {"Domain", "DNS", DIFFERS}, /* filter names have one spelling */
    {"domain", "dn", DIFFERS},
    {"domain", "dnsserver", DIFFERS},
    {"domain", "", DIFFERS},
    {"domain", "tls", DIFFERS},
    {"domain-s", "tls", AGREES},
    {"domain-s", "dtls", AGREES},
    {"domain-s", "quic", AGREES},
    {"domain-", "dns", UNKNOWN},
    {"bootps", "dhcp", AGREES},
    {"microsoft-ds", "nbss", AGREES},
    {"microsoft-ds", "smb", AGREES},
    {"microsoft-ds", "smb2", AGREES},
    {"https", "tls", AGREES},
    {"https", "http2", AGREES},
    {"https", "quic", AGREES},
    {"https", "http", DIFFERS},
    {"https", "ssh", DIFFERS},
    {"https", "tls quic", DIFFERS}, /* two names are no name */
    {"ssh", "ssh", AGREES},
    {"ssh", "tls", DIFFERS},
    {"mdns", "mdns", AGREES},
    {"mdns", "http", DIFFERS},
    {"smtp", "tls", AGREES},
    {"imaps", "tls", AGREES},
    {"imaps", "imap", DIFFERS},
    {"ms-wbt-server", "tpkt", AGREES},
    {"ms-wbt-server", "rdpudp", AGREES},
    {"epmap", "dcerpc", AGREES},
    {"pcp", "portcontrol", AGREES},
    {"pcp", "pcp", DIFFERS}, /* Wireshark's pcp is Performance Co-Pilot */
    {"ethernet/ip-1", "enip", AGREES},
    {"3GPP-CBSP", "cbsp", AGREES}, /* the first row */
    {"zigbee-IPS", "scop", AGREES},
    {"zigbee-ipsx", "scop", UNKNOWN},
    {"ncube-lm", "tns", UNKNOWN},
    {"sftp", "ssh", UNKNOWN},  /* 115: Simple File Transfer Protocol */
    {"matter", "wg", UNKNOWN}, /* a heuristic's mistake */
    {"no-such-service", "dns", UNKNOWN},
    {"", "dns", UNKNOWN},
    {"domain\xc3\xa9", "dns", UNKNOWN},
};

static int verdict_on(const char *service, const char *protocol)
{
    const char *protocols = expected_protocols_of(service);

    if (!protocols)
        return UNKNOWN;
    return expected_protocols_contain(protocols, protocol) ? AGREES : DIFFERS;
}

static void test_protocol_names_verdicts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
        const verdict_row_t *row = &verdicts[i];
        int verdict = verdict_on(row->service, row->protocol);

        if (verdict != (int)row->verdict)
            fail_msg("\"%s\" and \"%s\": %d", row->service, row->protocol, verdict);
    }
}

static void change_case(char *ret, const char *name, int (*to_case)(int))
{
    assert_true(strlen(name) >= 1 && strlen(name) < MAX_SERVICE);
    do
        *ret++ = (char)to_case((unsigned char)*name);
    while (*name++);
}

/* Sorted without duplicates, and each row is found in its own, in upper and in lower case. */
static void test_protocol_names_order(void **state)
{
    size_t n_rows;
    const expected_protocols_row_t *rows = expected_protocols_table(&n_rows);
    char previous[MAX_SERVICE] = "";
    char name[MAX_SERVICE] = "";

    (void)state;
    assert_true(n_rows >= MIN_ROWS);
    for (size_t i = 0; i < n_rows; i++) {
        change_case(name, rows[i].service, toupper);
        assert_ptr_equal(expected_protocols_of(name), rows[i].protocols);
        change_case(name, rows[i].service, tolower);
        assert_ptr_equal(expected_protocols_of(name), rows[i].protocols);
        assert_ptr_equal(expected_protocols_of(rows[i].service), rows[i].protocols);
        if (strcmp(previous, name) >= 0)
            fail_msg("\"%s\" must not follow \"%s\"", name, previous);
        memcpy(previous, name, sizeof previous);
    }
}

/* Each row names at least one protocol, in a filter's characters, with one space between two of
 * them, and none twice. */
static void check_protocols(const expected_protocols_row_t *row)
{
    const char *rest = row->protocols;

    for (;;) {
        size_t len = strspn(rest, "abcdefghijklmnopqrstuvwxyz0123456789._-");
        char word[MAX_SERVICE];

        if (len == 0 || len >= sizeof word || (rest[len] != ' ' && rest[len] != '\0'))
            fail_msg("%s: \"%s\"", row->service, row->protocols);
        memcpy(word, rest, len);
        word[len] = '\0';
        assert_true(expected_protocols_contain(row->protocols, word));
        if (rest[len] == '\0')
            return;
        rest += len + 1;
        if (expected_protocols_contain(rest, word))
            fail_msg("%s: \"%s\" twice", row->service, word);
    }
}

static void test_protocol_names_protocols(void **state)
{
    size_t n_rows;
    const expected_protocols_row_t *rows = expected_protocols_table(&n_rows);

    (void)state;
    for (size_t i = 0; i < n_rows; i++)
        check_protocols(&rows[i]);
}

#ifdef SVCREG_SERVICES_TSV
static void mark_registered(bool *registered, const expected_protocols_row_t *rows, size_t n_rows,
                            const char *service)
{
    for (size_t i = 0; i < n_rows; i++)
        registered[i] = registered[i] || strcmp(rows[i].service, service) == 0;
}

/* Every service is in the registry, spelled as there. A line longer than the buffer comes in parts,
 * of which only the first starts with a service name. */
static void test_protocol_names_registered(void **state)
{
    size_t n_rows;
    const expected_protocols_row_t *rows = expected_protocols_table(&n_rows);
    bool *registered = calloc(n_rows, sizeof *registered);
    char line[4096];
    bool at_start = true;
    FILE *services = fopen(SVCREG_SERVICES_TSV, "r");

    (void)state;
    assert_non_null(registered);
    if (!services)
        fail_msg("%s: cannot be opened", SVCREG_SERVICES_TSV);
    while (fgets(line, sizeof line, services)) {
        bool at_end = strchr(line, '\n');

        line[strcspn(line, "\t\n")] = '\0';
        if (at_start)
            mark_registered(registered, rows, n_rows, line);
        at_start = at_end;
    }
    fclose(services);
    for (size_t i = 0; i < n_rows; i++) {
        if (!registered[i])
            fail_msg("\"%s\" is not registered", rows[i].service);
    }
    free(registered);
}
#endif

/* Whether a service has nothing in the clear, so that text before TLS is not its own. */
static void test_expected_protocols_are_secure(void **state)
{
    static const struct {
        const char *service;
        bool secure;
    } services[] = {{"https", true}, {"imaps", true},       {"domain-s", true}, {"ntske", true},
                    {"smtp", false}, {"postgresql", false}, {"http", false},    {"ssh", false},
                    {"nrpe", true},  {"webdavs", true}};

    (void)state;
    for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
        if (expected_protocols_are_secure(expected_protocols_of(services[i].service)) !=
            services[i].secure)
            fail_msg("%s", services[i].service);
    }
}

static void test_service_changes_to_tls(void **state)
{
    (void)state;
    assert_true(service_changes_to_tls("smtp"));
    assert_true(service_changes_to_tls("LDAP"));
    assert_false(service_changes_to_tls("postgresql"));
    assert_false(service_changes_to_tls("smtps"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_service_changes_to_tls),
        cmocka_unit_test(test_expected_protocols_are_secure),
        cmocka_unit_test(test_protocol_names_verdicts),
        cmocka_unit_test(test_protocol_names_order),
        cmocka_unit_test(test_protocol_names_protocols),
#ifdef SVCREG_SERVICES_TSV
        cmocka_unit_test(test_protocol_names_registered),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
