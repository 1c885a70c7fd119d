/* test_txt_merge.c - how the registry's and the specification's TXT keys become one list.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "temp_registry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const temp_files_t files = {
    .services = SERVICES_HEAD                             /* */
        RECORD("base", "7", "tcp", "assigned", "", "")    /* */
    RECORD("base", "7", "udp", "assigned", "", "")        /* */
    RECORD("base", "", "tcp", "assigned", "", "")         /* */
    RECORD("child", "", "tcp", "assigned", "", "Base")    /* */
    RECORD("child", "", "udp", "assigned", "", "base")    /* */
    RECORD("grandchild", "", "", "assigned", "", "child") /* */
    RECORD("twin", "", "tcp", "assigned", "", "")         /* */
    RECORD("twin", "", "udp", "assigned", "", "twin")     /* */
    RECORD("patterns", "", "tcp", "assigned", "", "")     /* */
    RECORD("order", "", "udp", "assigned", "", "")        /* */
    RECORD("order", "", "tcp", "assigned", "", "")        /* */
    RECORD("nokeys", "", "tcp", "assigned", "", ""),
    .txt_keys = TXT_KEYS_HEAD                 /* */
    "base|tcp|7|u|user name||string||yes|\n"  /* */
    "base|udp|7|u|user name||string||yes|\n"  /* */
    "base|tcp|7|mode|||string|||\n"           /* */
    "base|tcp||MODE|how||enum|a;b||\n"        /* fills the line before */
    "base|tcp|7|v|of TCP||integer|||\n"       /* */
    "base|udp|7|v|of UDP||integer|||\n"       /* differs: stays its own */
    "base|tcp|7|fixed||1|string|||\n"         /* */
    "child|tcp||u|child's own||username|||\n" /* wins over base's */
    "twin|tcp||t|||string|||\n"               /* */
    "order|udp||v|of UDP||string|||\n"        /* */
    "order|tcp||v|of TCP||string|||\n"        /* */
    "patterns|tcp||dkX|||string|||yes\n"      /* */
    "patterns|tcp||dk7|||integer|||\n"        /* */
    "patterns|tcp||c_n|||string|||yes\n",
    .txt_services = TXT_SERVICES_HEAD            /* */
    "base|tcp|yes|||s\n"                         /* */
    "spec-only|tcp,udp|no|in own words|base|s\n" /* */
    "patterns|udp|yes|||s\n"                     /* */
    "order|tcp|yes|||s\n",
    .txt_meanings = TXT_MEANINGS_HEAD                 /* */
    "base|V|bits|s|required||version bits|book 1\n"   /* over both of the registry's */
    "base|new|parts||optional||two things|book 2\n"   /* */
    "base|u|username|||||book 3\n"                    /* */
    "spec-only|own|hexint|||||book 4\n"               /* */
    "order|v|integer|||||book 7\n"                    /* */
    "patterns|dkN|boolean||required|yes||book 5\n"    /* same pattern as dkX */
    "patterns|cN|integer|||yes||book 6\n",            /* same pattern as c_n */
    .txt_values = TXT_VALUES_HEAD                     /* */
    "base|v||bits|0x1|low||the low bit\n"             /* */
    "base|new||separator|,|=||\n"                     /* */
    "base|v||bits|0xc|pair||two bits\n"               /* */
    "base|new||item|adVF|flags|bits|\n"               /* */
    "base|v|pair|value|2|second||\n"                  /* */
    "base|new|flags|bits|0x8000000000000000|high||\n" /* */
    "spec-only|own||value|1f|thirty-one||\n",
};

static svcreg_table_t *table;

static int load(void **state)
{
    (void)state;
    table = temp_registry_table(&files);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    g_free(table);
    return 0;
}

static int find(const char *service, svcreg_transport_t transport, const char *key)
{
    unsigned first, end;

    svcreg_txt_keys_of(table, service, strlen(service), &first, &end);
    return svcreg_txt_find(table, first, end, transport, key, strlen(key), NULL);
}

static svcreg_txt_key_t get(const char *service, svcreg_transport_t transport, const char *key)
{
    svcreg_txt_key_t definition;
    int id = find(service, transport, key);
    assert_true(id >= 0);
    svcreg_txt_key_get(table, (unsigned)id, &definition);
    return definition;
}

/* A service's keys in their order: "key:type:transports:origins ". */
static void list_keys(const char *service, char *ret, size_t size)
{
    unsigned first;
    unsigned end;
    svcreg_txt_keys_of(table, service, strlen(service), &first, &end);
    ret[0] = '\0';
    for (unsigned id = first; id < end; id++) {
        svcreg_txt_key_t key;
        svcreg_txt_key_get(table, id, &key);
        assert_string_equal(key.service, service);
        size_t used = strlen(ret);
        snprintf(ret + used, size - used, "%s:%s:%x:%u ", key.key, svcreg_txt_type_name(key.type),
                 key.transports, key.origins);
    }
}

enum { TCP = 1 << SVCREG_TRANSPORT_TCP, UDP = 1 << SVCREG_TRANSPORT_UDP };

static void lists_of_keys(void **state)
{
    (void)state;
    static const struct {
        const char *service;
        const char *keys;
    } rows[] = {
        {"base", "u:username:6:3 mode:enum:2:1 v:bits:2:3 v:bits:4:3 fixed:string:2:1 "
                 "new:parts:2:2 "},
        {"child", "u:username:6:1 mode:enum:6:1 v:bits:2:3 v:bits:4:3 fixed:string:6:1 "
                  "new:parts:6:2 "},
        {"grandchild", "u:username:1f:1 mode:enum:1f:1 v:bits:2:3 v:bits:4:3 fixed:string:1f:1 "
                       "new:parts:1f:2 "},
        {"twin", "t:string:6:1 "},
        {"spec-only", "own:hexint:6:2 u:username:6:3 mode:enum:6:1 v:bits:2:3 v:bits:4:3 "
                      "fixed:string:6:1 new:parts:6:2 "},
        {"patterns", "dkX:boolean:6:3 dk7:integer:2:1 c_n:integer:6:3 "},
        {"order", "v:integer:4:3 v:integer:2:3 "},
        {"nokeys", ""},
        {"nosuch", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        char keys[512];
        list_keys(rows[i].service, keys, sizeof(keys));
        assert_string_equal(keys, rows[i].keys);
    }
}

static void both_origins_in_one_definition(void **state)
{
    (void)state;
    svcreg_txt_key_t key = get("base", SVCREG_TRANSPORT_UDP, "V");
    assert_string_equal(key.key, "v");
    assert_string_equal(key.hint, "of UDP");
    assert_string_equal(key.meaning, "version bits");
    assert_string_equal(key.unit, "s");
    assert_string_equal(key.source, "book 1");
    assert_true(key.required);
    assert_false(key.optional);
    assert_int_equal(key.transports, UDP);
    key = get("base", SVCREG_TRANSPORT_TCP, "u");
    assert_string_equal(key.hint, "user name");
    assert_true(key.optional);
    assert_string_equal(get("base", SVCREG_TRANSPORT_TCP, "fixed").value, "1");
}

static void later_lines_fill_gaps(void **state)
{
    (void)state;
    svcreg_txt_key_t key = get("base", SVCREG_TRANSPORT_TCP, "mode");
    assert_string_equal(key.key, "mode");
    assert_string_equal(key.hint, "how");
    assert_string_equal(key.values, "a;b");
    assert_int_equal(key.type, SVCREG_TXT_ENUM);
}

static void own_keys_win_over_inherited_ones(void **state)
{
    (void)state;
    assert_string_equal(get("child", SVCREG_TRANSPORT_TCP, "u").hint, "child's own");
    assert_string_equal(get("grandchild", SVCREG_TRANSPORT_UDP, "u").hint, "child's own");
    assert_string_equal(get("child", SVCREG_TRANSPORT_TCP, "v").hint, "of TCP");
    assert_string_equal(get("child", SVCREG_TRANSPORT_UDP, "v").hint, "of UDP");
}

static void exact_keys_win_over_patterns(void **state)
{
    (void)state;
    assert_int_equal(get("patterns", SVCREG_TRANSPORT_TCP, "DK7").type, SVCREG_TXT_INTEGER);
    assert_int_equal(get("patterns", SVCREG_TRANSPORT_UDP, "dk7").type, SVCREG_TXT_INTEGER);
    assert_int_equal(get("patterns", SVCREG_TRANSPORT_TCP, "dk0").type, SVCREG_TXT_BOOLEAN);
    assert_int_equal(get("patterns", SVCREG_TRANSPORT_TCP, "DK42").type, SVCREG_TXT_BOOLEAN);
    assert_true(get("patterns", SVCREG_TRANSPORT_TCP, "dk0").required);
    assert_true(get("patterns", SVCREG_TRANSPORT_TCP, "c0").pattern);
    assert_true(find("patterns", SVCREG_TRANSPORT_TCP, "c12") >= 0);
    static const char *const others[] = {"dk", "dkx1", "dk1x", "d1",  "xdk1",
                                         "c",  "c_1",  "",     "dk-1"};
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        assert_int_equal(find("patterns", SVCREG_TRANSPORT_TCP, others[i]), -1);
}

static void unknown_keys_and_services(void **state)
{
    (void)state;
    assert_int_equal(find("base", SVCREG_TRANSPORT_TCP, "nosuch"), -1);
    assert_int_equal(find("nosuch", SVCREG_TRANSPORT_TCP, "u"), -1);
    assert_int_equal(find("nokeys", SVCREG_TRANSPORT_TCP, "u"), -1);
    assert_int_equal(find("", SVCREG_TRANSPORT_TCP, ""), -1);
    assert_true(find("BASE", SVCREG_TRANSPORT_TCP, "MoDe") >= 0);
    assert_true(find("base", SVCREG_TRANSPORT_SCTP, "mode") >= 0); /* defined for another one */
}

static void assert_part(const svcreg_txt_key_t *key, unsigned i, svcreg_part_kind_t kind,
                        const char *parent, const char *name, uint64_t number,
                        svcreg_txt_type_t type)
{
    svcreg_txt_part_t part;
    assert_true(i < key->n_parts);
    svcreg_txt_part_get(table, key->first_part + i, &part);
    assert_int_equal(part.kind, kind);
    assert_string_equal(part.parent, parent);
    assert_string_equal(part.name, name);
    assert_true(part.number == number);
    assert_int_equal(part.type, type);
}

static void parts_of_values(void **state)
{
    (void)state;
    svcreg_txt_key_t key = get("base", SVCREG_TRANSPORT_TCP, "v");
    assert_int_equal(key.n_parts, 3);
    assert_part(&key, 0, SVCREG_PART_BITS, "", "low", 1, SVCREG_TXT_BOOLEAN);
    assert_part(&key, 1, SVCREG_PART_BITS, "", "pair", 12, SVCREG_TXT_INTEGER);
    assert_part(&key, 2, SVCREG_PART_VALUE, "pair", "second", 2, SVCREG_TXT_STRING);
    assert_int_equal(get("base", SVCREG_TRANSPORT_UDP, "v").first_part, key.first_part);
    assert_int_equal(get("child", SVCREG_TRANSPORT_UDP, "v").first_part, key.first_part);
    key = get("base", SVCREG_TRANSPORT_TCP, "new");
    assert_int_equal(key.n_parts, 3);
    assert_part(&key, 0, SVCREG_PART_SEPARATOR, "", "=", 0, SVCREG_TXT_STRING);
    assert_part(&key, 1, SVCREG_PART_ITEM, "", "flags", 0, SVCREG_TXT_BITS);
    assert_part(&key, 2, SVCREG_PART_BITS, "flags", "high", UINT64_C(1) << 63, SVCREG_TXT_BOOLEAN);
    key = get("spec-only", SVCREG_TRANSPORT_TCP, "own");
    assert_part(&key, 0, SVCREG_PART_VALUE, "", "thirty-one", 31, SVCREG_TXT_STRING);
}

static void services_of_the_specification(void **state)
{
    (void)state;
    svcreg_txt_service_t service;
    assert_int_equal(svcreg_n_txt_services(table), 4);
    svcreg_txt_service_get(table, 1, &service);
    assert_string_equal(service.service, "spec-only");
    assert_string_equal(service.description, "in own words");
    assert_string_equal(service.same_as, "base");
    assert_string_equal(service.source, "s");
    assert_int_equal(service.transports, TCP | UDP);
    assert_false(service.registered);
    svcreg_txt_service_get(table, 0, &service);
    assert_true(service.registered);
    assert_int_equal(svcreg_find_service(table, "spec-only", 9).n, 0);
}

/* Definitions of one key that a condition tells apart. */
static const temp_files_t conditional = {
    .services = SERVICES_HEAD RECORD("web", "80", "tcp", "assigned", "Web", ""),
    .txt_keys = TXT_KEYS_HEAD "web|tcp|80|path|||path|||\n",
    .txt_services = "service|transports|registered|description|same_as|source|spoken\n"
                    "web|tcp|other|Something else||s|udp\n",
    .txt_meanings = "service|key|type|unit|need|pattern|meaning|source|variant|condition|privacy|"
                    "device|inferred\n"
                    "web|id|string||||id of A|s||maker=a|identifier|serial|\n"
                    "web|id|string||||id of B|s||maker=b & x|||yes\n"
                    "web|id|integer||||id of C|s|c|@instance~c*|||\n"
                    "web|path|url||||path of A|s|a|maker=a|||\n"
                    "web|maker|string||||maker|s|||||\n",
    .txt_values = "service|key|parent|kind|at|name|type|meaning|variant\n"
                  "web|id||value|1|one|||\n"
                  "web|id||value|2|two|||c\n",
};

#define TXT_A "\x07maker=a"
#define TXT_B "\x07MAKER=B\x01X"

static void definitions_with_conditions(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        const char *txt; /* NULL: no record */
        const char *instance;
        const char *filter; /* NULL: none holds */
        const char *meaning;
    } rows[] = {
        {"id", TXT_A, "x", "web.id", "id of A"},
        {"id", TXT_B, "x", "web.id", "id of B"},
        {"ID", TXT_A, "Cx", "web.id", "id of A"},
        {"id", "", "Cx", "web.id_c", "id of C"},
        {"id", "", "x", NULL, NULL},
        {"id", NULL, "Cx", NULL, NULL},
        {"path", TXT_A, "x", "web.path_a", "path of A"},
        {"path", TXT_B, "x", "web.path", ""},
        {"path", NULL, "x", "web.path", ""},
        {"maker", NULL, "x", "web.maker", "maker"},
    };
    svcreg_table_t *of_conditions = temp_registry_table(&conditional);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const txt_record_t record = {(const uint8_t *)rows[i].txt,
                                     rows[i].txt != NULL ? strlen(rows[i].txt) : 0,
                                     (const uint8_t *)rows[i].instance, strlen(rows[i].instance)};
        unsigned first, end;
        assert_true(svcreg_txt_keys_of(of_conditions, "web", 3, &first, &end));
        int id = svcreg_txt_find(of_conditions, first, end, SVCREG_TRANSPORT_TCP, rows[i].key,
                                 strlen(rows[i].key), rows[i].txt != NULL ? &record : NULL);
        assert_int_equal(id >= 0, rows[i].filter != NULL);
        if (id < 0)
            continue;
        svcreg_txt_key_t key;
        svcreg_txt_key_get(of_conditions, (unsigned)id, &key);
        assert_string_equal(key.filter, rows[i].filter);
        assert_string_equal(key.meaning, rows[i].meaning);
        if (strcmp(key.meaning, "id of A") == 0) {
            assert_int_equal(key.privacy, SVCREG_PRIVACY_IDENTIFIER);
            assert_int_equal(key.device, SVCREG_DEVICE_SERIAL);
        }
        assert_int_equal(key.inferred, strcmp(key.meaning, "id of B") == 0);
        assert_int_equal(key.n_parts, strcmp(rows[i].key, "maker") != 0 && key.meaning[0] == 'i');
    }
    svcreg_txt_service_t service;
    svcreg_described_t web = svcreg_describe(of_conditions, "WEB", 3, SVCREG_TRANSPORT_TCP);
    assert_true(web.specification >= 0);
    svcreg_txt_service_get(of_conditions, (unsigned)web.specification, &service);
    assert_int_equal(service.registered, SVCREG_REGISTERED_OTHER);
    assert_int_equal(service.spoken, UDP);
    web = svcreg_describe(of_conditions, "web", 3, SVCREG_TRANSPORT_UDP);
    assert_int_equal(web.specification, -1);
    service.service = "untouched";
    assert_false(svcreg_txt_service_by_name(of_conditions, "none", 4, &service));
    assert_string_equal(service.service, "untouched");
    assert_true(svcreg_txt_service_by_name(of_conditions, "WEBS", 3, &service));
    assert_string_equal(service.service, "web");
    g_free(of_conditions);
}

static void names_that_keep_the_form(void **state)
{
    (void)state;
    static const char *const good[] = {"a", "ipp", "x-1", "1a", "abcdefghijklmno"};
    static const char *const bad[] = {"", "1", "-a", "a-", "a--b", "a_b", "abcdefghijklmnop"};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        assert_true(svcreg_service_name_is_valid(good[i], strlen(good[i])));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_false(svcreg_service_name_is_valid(bad[i], strlen(bad[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_of_keys),
        cmocka_unit_test(definitions_with_conditions),
        cmocka_unit_test(names_that_keep_the_form),
        cmocka_unit_test(both_origins_in_one_definition),
        cmocka_unit_test(later_lines_fill_gaps),
        cmocka_unit_test(own_keys_win_over_inherited_ones),
        cmocka_unit_test(exact_keys_win_over_patterns),
        cmocka_unit_test(unknown_keys_and_services),
        cmocka_unit_test(parts_of_values),
        cmocka_unit_test(services_of_the_specification),
    };
    return cmocka_run_group_tests_name("txt_merge", tests, load, unload);
}
