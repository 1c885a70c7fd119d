/* test_txt_credential.c - which attributes are credentials.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "txt_credential.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { NONE = TXT_CREDENTIAL_NONE, USER = TXT_CREDENTIAL_USER, SECRET = TXT_CREDENTIAL_SECRET };

static const struct {
    const char *key, *value;
    int is;
} rows[] = {
    {"user", "bob", USER},
    {"username", "bob", USER},
    {"UserName", "bob", USER},
    {"user_name", "bob", USER},
    {"mqtt-user", "bob", USER},
    {"login", "bob", USER},
    {"pass", "x", SECRET},
    {"passwd", "x", SECRET},
    {"password", "x", SECRET},
    {"adminPassword", "x", SECRET},
    {"mqttpassword", "x", SECRET},
    {"PWD", "x", SECRET},
    {"wifi_psk", "x", SECRET},
    {"wifipsk", "x", SECRET},
    {"secret", "x", SECRET},
    {"client-secret", "x", SECRET},
    {"token", "x", SECRET},
    {"authToken", "x", SECRET},
    {"apikey", "x", SECRET},
    {"api_key", "x", SECRET},
    {"X-API-Key", "x", SECRET},
    {"auth", "x", SECRET},
    {"pw", "hunter2", SECRET},
    {"pass2", "x", SECRET},
    {"adminpass", "hunter2", SECRET},
    {"adminpw", "hunter2", SECRET},
    {"pin", "8472", SECRET},
    {"auth", "QWxhZGRpbjpvcGVu", SECRET},
    {"url", "http://admin:hunter2@host/", SECRET},
    {"path", "rtsp://a:b@h", SECRET},
    {"passkey", "x", SECRET},
    {"pin_code", "8472", SECRET},
    {"setupCode", "123-45-678", SECRET},
    {"wifi_key", "x", SECRET},
    {"networkKey", "00112233", SECRET},
    {"mqttpwd", "x", SECRET},
    {"pskc", "00112233", SECRET},
    {"snmp_community", "x", SECRET},
    {"creds", "a:b", SECRET},
    {"session_code", "river-stone-lamp", SECRET},
    {"pre-shared-key", "x", SECRET},
    {"Authorization", "Basic QWxhZGRpbjpvcGVu", SECRET},
    {"path", "/?user=admin&pwd=hunter2", SECRET},
    {"url", "http://host/a?access_token=x#y", SECRET},
    /* Values that are none. */
    {"path", "/?pwd=", NONE},
    {"path", "/?pwd", NONE},
    {"path", "/?&&=&user=bob", NONE},
    {"path", "?", NONE},
    {"authorization", "none", NONE},
    {"encryption_key", "true", NONE},
    {"url", "http://host/", NONE},
    {"url", "http://host:80/@x:y", NONE},
    {"url", "http://admin@host/", NONE},
    {"url", "://", NONE},
    {"auth", "basic", NONE},
    {"auth", "WPA2", NONE},
    {"auth", "2", NONE},
    {"auth", "disabled", NONE},
    {"pass", "enabled", NONE},
    {"password", "not_set", NONE},
    {"login", "/login.html", NONE},
    {"pin", "1", NONE},
    {"pin", "ABCD", NONE},
    {"pw", "false", NONE},
    {"pw", "TRUE", NONE},
    {"password", "", NONE},
    {"password", "0", NONE},
    {"auth", "none", NONE},
    {"token", "required", NONE},
    /* Keys that are none. */
    {"passive", "x", NONE},
    {"authtype", "basic", NONE},
    {"auth_type", "basic", NONE},
    {"author", "x", NONE},
    {"authority", "x", NONE},
    {"compass", "x", NONE},
    {"bypass", "x", NONE},
    {"passthrough", "x", NONE},
    {"users", "3", NONE},
    {"tokenring", "x", NONE},
    {"key", "x", NONE},
    {"publickey", "x", NONE},
    {"countrycode", "DE", NONE},
    {"community", "x", NONE},
    {"", "x", NONE},
    {"1", "x", NONE},
};

static void test_credential_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        txt_credential_t is = txt_credential((const uint8_t *)rows[i].key, strlen(rows[i].key),
                                             (const uint8_t *)rows[i].value, strlen(rows[i].value));
        if ((int)is != rows[i].is)
            fail_msg("%s=%s: %d", rows[i].key, rows[i].value, (int)is);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_credential_rows)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
