/* test_table_gen.c - the generator's C source, compiled, holds the same as the loaded table.
 *
 * Linked with the table that the generator makes of data/small instead of the real one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_load.h"
#include "table_layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static svcreg_table_t *loaded;

static int load(void **state)
{
    (void)state;
    loaded = svcreg_table_load(SMALL_DIR, NULL);
    return loaded ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    g_free(loaded);
    return 0;
}

static void assert_same_record(unsigned id)
{
    svcreg_record_t a;
    svcreg_record_t b;
    svcreg_record_get(svcreg_builtin(), id, &a);
    svcreg_record_get(loaded, id, &b);
    assert_string_equal(a.service, b.service);
    assert_string_equal(a.description, b.description);
    assert_string_equal(a.assignee, b.assignee);
    assert_string_equal(a.contact, b.contact);
    assert_string_equal(a.registered, b.registered);
    assert_string_equal(a.modified, b.modified);
    assert_string_equal(a.reference, b.reference);
    assert_string_equal(a.unauthorized, b.unauthorized);
    assert_string_equal(a.alias_of, b.alias_of);
    assert_string_equal(a.subtypes, b.subtypes);
    assert_string_equal(a.txt_same_as, b.txt_same_as);
    assert_int_equal(a.service_code, b.service_code);
    assert_int_equal(a.port_first, b.port_first);
    assert_int_equal(a.port_last, b.port_last);
    assert_int_equal(a.has_port, b.has_port);
    assert_int_equal(a.transport, b.transport);
    assert_int_equal(a.status, b.status);
    assert_int_equal(a.flags, b.flags);
    assert_int_equal(a.txt_status, b.txt_status);
}

static void assert_same_span(svcreg_span_t a, svcreg_span_t b)
{
    assert_int_equal(a.n, b.n);
    if (a.n > 0)
        assert_memory_equal(a.ids, b.ids, a.n * sizeof(*a.ids));
}

static void records(void **state)
{
    (void)state;
    assert_string_equal(svcreg_table_date(svcreg_builtin()), "2026-01-02");
    assert_int_equal(svcreg_n_records(svcreg_builtin()), 5);
    for (unsigned id = 0; id < svcreg_n_records(loaded); id++)
        assert_same_record(id);
}

static void strings_survive_the_c_compiler(void **state)
{
    (void)state;
    svcreg_record_t record;
    svcreg_record_get(svcreg_builtin(), 1, &record);
    assert_string_equal(record.description,
                        "What? \"quotes\", back\\slash, trigraph ?\?/ and \n line");
    assert_string_equal(record.contact, "Ada \xc3\x84; B");
    svcreg_record_get(svcreg_builtin(), 2, &record);
    assert_string_equal(record.description, "123 after \xc3\xa9: \xc3\xa9"
                                            "123");
}

static void ports(void **state)
{
    (void)state;
    for (int transport = 0; transport < SVCREG_N_TRANSPORTS; transport++) {
        for (unsigned port = 0; port < 65536; port++) {
            svcreg_transport_t t = (svcreg_transport_t)transport;
            assert_same_span(svcreg_find_port(svcreg_builtin(), t, (uint16_t)port),
                             svcreg_find_port(loaded, t, (uint16_t)port));
            assert_int_equal(svcreg_port_status(svcreg_builtin(), t, (uint16_t)port),
                             svcreg_port_status(loaded, t, (uint16_t)port));
        }
    }
    assert_int_equal(svcreg_find_port(svcreg_builtin(), SVCREG_TRANSPORT_UDP, 12).ids[0], 2);
}

static void names(void **state)
{
    (void)state;
    static const char *const all[] = {"one", "ONE", "Zw\xc3\xb6lf", "ZW\xc3\xb6LF", "code", "two"};
    for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
        assert_same_span(svcreg_find_service(svcreg_builtin(), all[i], strlen(all[i])),
                         svcreg_find_service(loaded, all[i], strlen(all[i])));
    assert_int_equal(svcreg_find_service(svcreg_builtin(), "one", 3).n, 2);
    assert_int_equal(svcreg_find_service_type(svcreg_builtin(), "_one._udp", 9).ids[0], 4);
    assert_int_equal(svcreg_find_service_code(svcreg_builtin(), UINT32_MAX).ids[0], 3);
}

static void txt_keys(void **state)
{
    (void)state;
    assert_int_equal(svcreg_n_txt_keys(svcreg_builtin()), 2);
    for (unsigned id = 0; id < 2; id++) {
        svcreg_txt_key_t a;
        svcreg_txt_key_t b;
        svcreg_txt_key_get(svcreg_builtin(), id, &a);
        svcreg_txt_key_get(loaded, id, &b);
        assert_string_equal(a.key, b.key);
        assert_string_equal(a.filter, b.filter);
        assert_string_equal(a.values, b.values);
        assert_int_equal(a.type, b.type);
        assert_int_equal(a.transports, b.transports);
        assert_int_equal(a.n_parts, b.n_parts);
    }
    svcreg_txt_part_t part;
    svcreg_txt_part_get(svcreg_builtin(), 0, &part);
    assert_true(part.number == UINT64_C(0x8000000000000001));
}

/* Above all of these: not one byte differs, in the same layout. */
static void all_bytes(void **state)
{
    (void)state;
    assert_int_equal(svcreg_builtin()->size, loaded->size);
    assert_memory_equal(svcreg_builtin(), loaded, loaded->size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records),  cmocka_unit_test(strings_survive_the_c_compiler),
        cmocka_unit_test(ports),    cmocka_unit_test(names),
        cmocka_unit_test(txt_keys), cmocka_unit_test(all_bytes),
    };
    return cmocka_run_group_tests_name("table_gen", tests, load, unload);
}
