/* test_layer_kinds.c - the parts that protocols play, and the words that say what a service may
 * speak.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/layer_kinds.h"
#include "label/may_speak.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const layer_kind_row_t kinds[] = {
    {"http", LAYER_APPLICATION},
    {"tls", LAYER_APPLICATION},
    {"sip", LAYER_APPLICATION},
    {"kerberos", LAYER_APPLICATION},
    {"rdp", LAYER_APPLICATION},
    {"", LAYER_APPLICATION},
    {"tpkt", LAYER_CARRIER},
    {"cotp", LAYER_CARRIER},
    {"sdp", LAYER_CONTENT},
    {"pkcs-1", LAYER_CONTENT},
    {"pkixalgs", LAYER_CONTENT},
    {"x509sat", LAYER_CONTENT},
    {"json", LAYER_CONTENT},
    {"xml", LAYER_CONTENT},
    {"data", LAYER_NOTHING},
    {"f5ethtrailer", LAYER_NOTHING},
    {"svcreg", LAYER_NOTHING},
    {"vssmonitoring", LAYER_NOTHING},
    {"_ws.malformed", LAYER_NOTHING},
    {"eth", LAYER_INNER},
    {"ipv6", LAYER_INNER},
    {"tcp", LAYER_TRANSPORT},
    {"udplite", LAYER_TRANSPORT},
    {"tc", LAYER_APPLICATION},
};

static void test_layer_kinds_of(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (layer_kind_of(kinds[i].protocol) != kinds[i].kind)
            fail_msg("\"%s\"", kinds[i].protocol);
    }
}

static void test_layer_kinds_order(void **state)
{
    size_t n_rows;
    const layer_kind_row_t *rows = layer_kinds_table(&n_rows);

    (void)state;
    for (size_t i = 1; i < n_rows; i++) {
        if (strcmp(rows[i - 1].protocol, rows[i].protocol) >= 0)
            fail_msg("\"%s\" must not follow \"%s\"", rows[i].protocol, rows[i - 1].protocol);
    }
}

static const struct {
    const char *protocol, *service, *description;
    bool may;
} services[] = {
    {"http", "sunproxyadmin", "Sun Proxy Admin Service", true},
    {"http", "irdmi", "iRDMI", false},
    {"http", "smaclmgr", "smaclmgr", false},
    {"http", "x", "Web console", true},
    {"http", "x", "WEB", true},
    {"http", "x", "we b", false},
    {"http", "safe", "Safe", false},
    {"tls", "cirrossp", "CirrosSP Protocol", false},
    {"tls", "x", "Secure X", true},
    {"tls", "x", "X Admin", true},
    {"tls", "irdmi", "iRDMI", false},
    {"ssh", "x", "Remote Shell", true},
    {"ssh", "cirrossp", "CirrosSP Protocol", false},
    {"ssh", "", "", false},
    {"dns", "irdmi", "iRDMI", false},
    {"dns", "x", "Domain Name Lookup", true},
    {"smtp", "z-wave", "Z-Wave Protocol", false},
    {"smtp", "x", "Mail Relay", true},
    {"xyz", "irdmi", "iRDMI", true}, /* nothing is known */
};

static void test_may_speak(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
        if (service_may_speak(services[i].protocol, services[i].service, services[i].description) !=
            services[i].may)
            fail_msg("%s on %s", services[i].protocol, services[i].service);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layer_kinds_of),
        cmocka_unit_test(test_layer_kinds_order),
        cmocka_unit_test(test_may_speak),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
