/* test_txt_filter.c - display filter names of TXT keys, which users write into their filters.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "temp_registry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Keys in the table's order, and their names. */
static const struct {
    const char *line; /* service, transport, key, type of txt-keys.tsv */
    const char *filter;
} rows[] = {
    {"a.b/C|tcp||txtvers|||integer|||", "a_b_c.txtvers"},
    {"hap|tcp||c#|||integer|||", "hap.c"},
    {"hap|tcp||s#|||integer|||", "hap.s"},
    {"hap|tcp||*IDN?|||string|||", "hap.idn"},
    {"hap|tcp||iTSh Version|||string|||", "hap.itsh_version"},
    {"hap|tcp||port.p2pj|||integer|||", "hap.port_p2pj"},
    {"hap|tcp||Machine  ID|||string|||", "hap.machine__id"}, /* runs are kept */
    {"hap|tcp||_x_|||string|||", "hap._x_"},                 /* the key's own "_" stays */
    {"hap|tcp||#_y#|||string|||", "hap._y"},
    {"hap|tcp||-z|||string|||", "hap.-z"},
    {"hap|tcp||\xc3\xa9t\xc3\xa9|||string|||", "hap.t"},
    {"hap|tcp||q#|||string|||", "hap.q_"}, /* "q" is a key of its own, below */
    {"hap|tcp||q*|||string|||", "hap.q__2"},
    {"hap|tcp||q?|||string|||", "hap.q__3"},
    {"hap|tcp||q|||string|||", "hap.q"},
    {"hap|tcp||#|||string|||", "hap._"}, /* nothing would be left */
    {"hap|tcp||?|||string|||", "hap.__2"},
    {"hap|tcp||dkX|||string|||yes", "hap.dkx"},
    {"hap|tcp||twice|of TCP||string|||", "hap.twice"}, /* one key, one type: one name */
    {"hap|udp||Twice|of UDP||string|||", "hap.twice"},
    {"hap|tcp||other|||string|||", "hap.other"}, /* one key, two types: two names */
    {"hap|udp||other|||integer|||", "hap.other_2"},
    {"x_y|tcp||k|||string|||", "x_y.k"},
    {"x_z|tcp||k|||string|||", "x_z.k"},
    {"xly|tcp||k|||string|||", "xly.k"},
    {"x~y|tcp||k|||string|||", "x_y.k_2"}, /* another service's name */
};

static void each_name(void **state)
{
    (void)state;
    GString *services = g_string_new(SERVICES_HEAD);
    GString *keys = g_string_new(TXT_KEYS_HEAD);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        int name_len = (int)strcspn(rows[i].line, "|");
        g_string_append_printf(services, "%.*s||tcp|assigned||||||||||||||||\n", name_len,
                               rows[i].line);
        g_string_append_printf(keys, "%s\n", rows[i].line);
    }
    svcreg_table_t *table =
        temp_registry_table(&(temp_files_t){.services = services->str, .txt_keys = keys->str});
    assert_int_equal(svcreg_n_txt_keys(table), G_N_ELEMENTS(rows));
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        svcreg_txt_key_t key;
        svcreg_txt_key_get(table, i, &key);
        assert_string_equal(key.filter, rows[i].filter);
    }
    g_free(table);
    g_string_free(services, TRUE);
    g_string_free(keys, TRUE);
}

/* In the real table: legal in a display filter, and never one name for two keys or types. */
static void builtin_names(void **state)
{
    (void)state;
    const svcreg_table_t *table = svcreg_builtin();
    GHashTable *first_of = g_hash_table_new(g_str_hash, g_str_equal);
    assert_true(svcreg_n_txt_keys(table) > 1000);
    for (unsigned i = 0; i < svcreg_n_txt_keys(table); i++) {
        svcreg_txt_key_t key;
        svcreg_txt_key_get(table, i, &key);
        const char *dot = strchr(key.filter, '.');
        assert_int_equal(strspn(key.filter, "abcdefghijklmnopqrstuvwxyz0123456789_-."),
                         strlen(key.filter));
        assert_true(dot && dot > key.filter && dot[1] != '\0' && !strchr(dot + 1, '.'));
        gpointer found = g_hash_table_lookup(first_of, key.filter);
        if (found) {
            svcreg_txt_key_t other;
            svcreg_txt_key_get(table, GPOINTER_TO_UINT(found) - 1, &other);
            assert_int_equal(other.type, key.type);
            assert_string_equal(other.service, key.service);
            assert_int_equal(g_ascii_strcasecmp(other.key, key.key), 0);
        }
        g_hash_table_insert(first_of, (gpointer)key.filter, GUINT_TO_POINTER(i + 1));
    }
    g_hash_table_destroy(first_of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_name),
        cmocka_unit_test(builtin_names),
    };
    return cmocka_run_group_tests_name("txt_filter", tests, NULL, NULL);
}
