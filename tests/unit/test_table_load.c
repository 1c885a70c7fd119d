/* test_table_load.c - loading TSV files, and what it says of bad ones.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_load.h"

#include "temp_registry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* The header's first numbers are no part of the API; the test asks the layout for the size alone. */
#include "table_layout.h"

static void assert_same_block(const svcreg_table_t *a, const svcreg_table_t *b)
{
    assert_int_equal(a->size, b->size);
    assert_memory_equal(a, b, a->size);
}

static void loaded_table_is_the_builtin_one(void **state)
{
    (void)state;
    GError *error = NULL;
    svcreg_table_t *table = svcreg_table_load(REGISTRY_DIR, &error);
    assert_null(error);
    assert_same_block(table, svcreg_builtin());
    g_free(table);
}

/* Nothing of the specification is lost on the way through a table. */
static void specification_of_a_table_is_that_of_the_files(void **state)
{
    (void)state;
    GError *error = NULL;
    svcreg_table_t *table = svcreg_table_load_over(REGISTRY_DIR, svcreg_builtin(), &error);
    assert_null(error);
    assert_same_block(table, svcreg_builtin());
    g_free(table);
}

static void small_table_over_the_builtin_specification(void **state)
{
    (void)state;
    char *dir = temp_registry_new();
    temp_registry_write(dir, "services.tsv",
                        SERVICES_HEAD RECORD("hap", "", "tcp", "assigned", "HAP", ""));
    svcreg_table_t *table = svcreg_table_load_over(dir, svcreg_builtin(), NULL);
    assert_non_null(table);
    assert_string_equal(svcreg_table_date(table), "2026-01-02");
    assert_int_equal(svcreg_n_records(table), 1);
    assert_int_equal(svcreg_n_txt_services(table), svcreg_n_txt_services(svcreg_builtin()));
    svcreg_txt_key_t key;
    unsigned first, end;
    assert_true(svcreg_txt_keys_of(table, "hap", 3, &first, &end));
    int id = svcreg_txt_find(table, first, end, SVCREG_TRANSPORT_TCP, "sf", 2, NULL);
    assert_true(id >= 0);
    svcreg_txt_key_get(table, (unsigned)id, &key);
    assert_int_equal(key.origins, SVCREG_ORIGIN_SPECIFICATION);
    assert_string_not_equal(key.source, "");
    /* A key that only the registry defines is gone with the registry's lines. */
    assert_int_equal(svcreg_txt_find(table, first, end, SVCREG_TRANSPORT_TCP, "nosuchkey", 9, NULL),
                     -1);
    g_free(table);
    temp_registry_remove(dir);
}

static void assert_product(const svcreg_table_t *table, const char *model, const char *product)
{
    assert_string_equal(svcreg_product_of_model(table, model, strlen(model)), product);
}

static void products_are_found_by_model(void **state)
{
    (void)state;
    char *dir = temp_registry_new();
    temp_registry_write(dir, "services.tsv", SERVICES_HEAD);
    temp_registry_write(dir, "device-models.tsv",
                        "model|product|source\nb2,1|Second|x\nA1|First|x\nB10|Third|x\n");
    svcreg_table_t *table = svcreg_table_load(dir, NULL);
    assert_non_null(table);
    assert_product(table, "A1", "First");
    assert_product(table, "B2,1", "Second");
    assert_product(table, "b10", "Third");
    assert_product(table, "B10@ECOLOR=226,226,224", "Third");
    assert_product(table, "B1", "");
    assert_product(table, "B100", "");
    assert_product(table, "", "");
    assert_string_equal(svcreg_product_of_model(table, "A1\0", 3), "");
    g_free(table);
    temp_registry_remove(dir);
}

/* A folder that was written before a column was there, and one in another order. */
static void columns_are_found_by_name(void **state)
{
    (void)state;
    svcreg_table_t *table = temp_registry_table(&(temp_files_t){
        .services = DATE_LINE "description|subtypes|ports|service|transport|status\n"
                              "Printing|one,two|631|ipp|tcp|assigned\n"});
    svcreg_record_t record;
    svcreg_record_get(table, 0, &record);
    assert_string_equal(record.service, "ipp");
    assert_string_equal(record.description, "Printing");
    assert_string_equal(record.subtypes, "one,two");
    assert_string_equal(record.assignee, "");
    assert_int_equal(record.port_first, 631);
    assert_int_equal(record.transport, SVCREG_TRANSPORT_TCP);
    g_free(table);
}

/* A name that the specification points to may be gone from a newer registry. */
static void specification_outlives_a_name(void **state)
{
    (void)state;
    svcreg_table_t *old = temp_registry_table(&(temp_files_t){
        .services = SERVICES_HEAD RECORD("gone", "", "tcp", "assigned", "", ""),
        .txt_keys = TXT_KEYS_HEAD "gone|tcp||k|||string|||\n",
        .txt_services = TXT_SERVICES_HEAD "a|tcp|yes||gone|s\n",
        .txt_meanings = TXT_MEANINGS_HEAD "a|own|string|||||s\n",
    });
    assert_int_equal(svcreg_n_txt_keys(old), 3);
    char *dir = temp_registry_new();
    temp_registry_write(dir, "services.tsv", SERVICES_HEAD);
    svcreg_table_t *table = svcreg_table_load_over(dir, old, NULL);
    assert_non_null(table);
    assert_int_equal(svcreg_n_txt_keys(table), 1);
    g_free(table);
    g_free(old);
    temp_registry_remove(dir);
}

static void people_have_names(void **state)
{
    (void)state;
    svcreg_table_t *table = temp_registry_table(&(temp_files_t){
        .services = SERVICES_HEAD "a|1|tcp|assigned|A|One,Two|Three,Four|||||||||||||\n",
        .people = PEOPLE_HEAD "One|First One\nTwo|Second; Two\nFour|\n",
    });
    svcreg_record_t record;
    svcreg_record_get(table, 0, &record);
    assert_string_equal(record.assignee, "First One; Second; Two");
    assert_string_equal(record.contact, "Three; Four");
    g_free(table);
}

static void notes_and_escapes(void **state)
{
    (void)state;
    svcreg_table_t *table = temp_registry_table(&(temp_files_t){
        .services = DATE_LINE "service|ports|transport|status|description|assignee|contact|"
                              "registered|modified|reference|service_code|unauthorized|flags|"
                              "alias_of|deassigned|previously|subtypes|txt_status|txt_references|"
                              "txt_same_as|notes\n"
                              "a|1|tcp|assigned|back\\\\slash|||||||||||||||"
                              "|two\\nlines and a\\ttab\n",
    });
    svcreg_record_t record;
    svcreg_record_get(table, 0, &record);
    assert_string_equal(record.description, "back\\slash");
    assert_string_equal(record.notes, "two\nlines and a\ttab");
    g_free(table);
}

/* Overlaps: the narrowest records win, then the assigned ones. */
static void overlapping_records(void **state)
{
    (void)state;
    svcreg_table_t *table = temp_registry_table(&(temp_files_t){
        .services = SERVICES_HEAD RECORD("", "10-19", "", "unassigned", "Unassigned", "") /* 0 */
        RECORD("", "12-14", "tcp", "reserved", "Reserved", "")                            /* 1 */
        RECORD("b", "13", "tcp", "assigned", "", "")                                      /* 2 */
        RECORD("c", "13-13", "tcp", "assigned", "", "")                                   /* 3 */
        RECORD("", "13", "tcp", "unassigned", "", "")                                     /* 4 */
        RECORD("d", "16-18", "udp", "assigned", "", "")                                   /* 5 */
        RECORD("e", "17-19", "udp", "assigned", "", "")                                   /* 6 */
        RECORD("", "15", "sctp", "reserved", "", "")                                      /* 7 */
        RECORD("", "15", "sctp", "unassigned", "", "")                                    /* 8 */
        RECORD("", "49152-65535", "", "unassigned", "Dynamic and/or Private Ports", "")   /* 9 */
        RECORD("f", "65535", "dccp", "assigned", "", ""),                                 /* 10 */
    });
    static const struct {
        svcreg_transport_t transport;
        uint16_t port;
        svcreg_status_t status;
        const char *ids;
    } rows[] = {
        {SVCREG_TRANSPORT_TCP, 9, SVCREG_STATUS_UNASSIGNED, ""},
        {SVCREG_TRANSPORT_TCP, 10, SVCREG_STATUS_UNASSIGNED, " 0"},
        {SVCREG_TRANSPORT_TCP, 12, SVCREG_STATUS_RESERVED, " 1"},
        {SVCREG_TRANSPORT_TCP, 13, SVCREG_STATUS_ASSIGNED, " 2 3"},
        {SVCREG_TRANSPORT_TCP, 14, SVCREG_STATUS_RESERVED, " 1"},
        {SVCREG_TRANSPORT_TCP, 15, SVCREG_STATUS_UNASSIGNED, " 0"},
        {SVCREG_TRANSPORT_TCP, 20, SVCREG_STATUS_UNASSIGNED, ""},
        {SVCREG_TRANSPORT_UDP, 13, SVCREG_STATUS_UNASSIGNED, " 0"},
        {SVCREG_TRANSPORT_UDP, 16, SVCREG_STATUS_ASSIGNED, " 5"},
        {SVCREG_TRANSPORT_UDP, 17, SVCREG_STATUS_ASSIGNED, " 5 6"},
        {SVCREG_TRANSPORT_UDP, 19, SVCREG_STATUS_ASSIGNED, " 6"},
        {SVCREG_TRANSPORT_SCTP, 15, SVCREG_STATUS_RESERVED, " 7 8"},
        {SVCREG_TRANSPORT_NONE, 13, SVCREG_STATUS_UNASSIGNED, " 0"},
        {SVCREG_TRANSPORT_TCP, 49151, SVCREG_STATUS_UNASSIGNED, ""},
        {SVCREG_TRANSPORT_TCP, 49152, SVCREG_STATUS_DYNAMIC, " 9"},
        {SVCREG_TRANSPORT_DCCP, 65534, SVCREG_STATUS_DYNAMIC, " 9"},
        {SVCREG_TRANSPORT_DCCP, 65535, SVCREG_STATUS_ASSIGNED, " 10"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *ids = g_string_new(NULL);
        svcreg_span_t span = svcreg_find_port(table, rows[i].transport, rows[i].port);
        for (unsigned j = 0; j < span.n; j++)
            g_string_append_printf(ids, " %u", span.ids[j]);
        assert_string_equal(ids->str, rows[i].ids);
        assert_int_equal(svcreg_port_status(table, rows[i].transport, rows[i].port),
                         rows[i].status);
        g_string_free(ids, TRUE);
    }
    g_free(table);
}

static void table_without_records(void **state)
{
    (void)state;
    svcreg_table_t *table = temp_registry_table(&(temp_files_t){.services = SERVICES_HEAD});
    assert_int_equal(svcreg_n_records(table), 0);
    assert_int_equal(svcreg_n_txt_keys(table), 0);
    assert_int_equal(svcreg_find_port(table, SVCREG_TRANSPORT_TCP, 80).n, 0);
    assert_int_equal(svcreg_port_status(table, SVCREG_TRANSPORT_TCP, 65535), SVCREG_STATUS_DYNAMIC);
    assert_int_equal(svcreg_find_service(table, "http", 4).n, 0);
    assert_int_equal(svcreg_find_service_code(table, 1).n, 0);
    unsigned first, end;
    assert_false(svcreg_txt_keys_of(table, "http", 4, &first, &end));
    assert_int_equal(svcreg_txt_find(table, first, end, SVCREG_TRANSPORT_TCP, "u", 1, NULL), -1);
    g_free(table);
}

#define GOOD SERVICES_HEAD RECORD("a", "1", "tcp", "assigned", "A", "")
#define GOOD_SPEC TXT_SERVICES_HEAD "a|tcp|yes|||source\n"
#define GOOD_TYPES TXT_MEANINGS_HEAD "a|k|bits|||||source\n"
#define CELLS "||||||||||||||||||||" /* one too many */

/* Files with one fault each, and how the message begins and goes on. */
static const struct {
    const char *place;
    const char *what;
    temp_files_t files;
} bad_files[] = {
    {"services.tsv:1", "no column \"ports\"", {.services = "service\n"}},
    {"services.tsv:1", "no line end", {.services = ""}},
    {"services.tsv:2", "no column is called \"name\"", {.services = DATE_LINE "name|ports\n"}},
    {"services.tsv:2", "no column \"transport\"", {.services = DATE_LINE "service|ports\n"}},
    {"services.tsv:2", "column \"ports\" a second time", {.services = DATE_LINE "ports|ports\n"}},
    {"services.tsv:2", "no line names the columns", {.services = DATE_LINE}},
    {"services.tsv:1", "registry's date", {.services = "# x\n" SERVICES_HEAD}},
    {"services.tsv:3", "1 cell; write 20", {.services = SERVICES_HEAD "\n"}},
    {"services.tsv:3", "21 cells; write 20", {.services = SERVICES_HEAD CELLS "\n"}},
    {"services.tsv:2",
     "no column is called \"\"",
     {.services = DATE_LINE "service|ports|transport|status|description|\n"}},
    {"services.tsv:4", "19 cells; write 20", {.services = GOOD "b||||||||||||||||||\n"}},
    {"services.tsv:4",
     "\"70000\" is no port",
     {.services = GOOD RECORD("b", "70000", "tcp", "assigned", "", "")}},
    {"services.tsv:4",
     "\"65536\" is no port",
     {.services = GOOD RECORD("b", "65536", "tcp", "assigned", "", "")}},
    {"services.tsv:4",
     "\"5-3\" is no port",
     {.services = GOOD RECORD("b", "5-3", "tcp", "assigned", "", "")}},
    {"services.tsv:4",
     "\"5-\" is no port",
     {.services = GOOD RECORD("b", "5-", "tcp", "assigned", "", "")}},
    {"services.tsv:4",
     "\"-5\" is no port",
     {.services = GOOD RECORD("b", "-5", "tcp", "assigned", "", "")}},
    {"services.tsv:4",
     "\"+5\" is no port",
     {.services = GOOD RECORD("b", "+5", "tcp", "assigned", "", "")}},
    {"services.tsv:4",
     "\"http\" is no port",
     {.services = GOOD RECORD("b", "http", "tcp", "assigned", "", "")}},
    {"services.tsv:4",
     "unknown transport \"quic\"; write one of tcp, udp",
     {.services = GOOD RECORD("b", "2", "quic", "assigned", "", "")}},
    {"services.tsv:4",
     "unknown status \"\"",
     {.services = GOOD RECORD("b", "2", "tcp", "", "", "")}},
    {"services.tsv:4",
     "\"dynamic\" is for no record",
     {.services = GOOD RECORD("b", "2", "tcp", "dynamic", "", "")}},
    {"services.tsv:4",
     "\"yesterday\" is no date",
     {.services = GOOD "b|2|tcp|assigned||||yesterday||||||||||||\n"}},
    {"services.tsv:4",
     "\"2026-1-1\" is no date",
     {.services = GOOD "b|2|tcp|assigned|||||2026-1-1|||||||||||\n"}},
    {"services.tsv:4",
     "\"0\" is no service code",
     {.services = GOOD "b|2|dccp|assigned|||||||0|||||||||\n"}},
    {"services.tsv:4",
     "\"x\" is no service code",
     {.services = GOOD "b|2|dccp|assigned|||||||x|||||||||\n"}},
    {"services.tsv:4",
     "\"4294967296\" is no service code",
     {.services = GOOD "b|2|dccp|assigned|||||||4294967296|||||||||\n"}},
    {"services.tsv:4",
     "unknown flag \"old\"",
     {.services = GOOD "b|2|tcp|assigned|||||||||historic,old|||||||\n"}},
    {"services.tsv:4",
     "unknown txt_status \"some\"",
     {.services = GOOD "b|2|tcp|assigned||||||||||||||some||\n"}},
    {"services.tsv:4",
     "unknown escape in cell 5",
     {.services = GOOD RECORD("b", "2", "tcp", "assigned", "\\x", "")}},
    {"services.tsv:4",
     "unknown escape in cell 5",
     {.services = GOOD RECORD("b", "2", "tcp", "assigned", "\\", "")}},
    {"services.tsv:4", "carriage return", {.services = GOOD "b\r\n"}},
    {"services.tsv:4",
     "not UTF-8",
     {.services = GOOD RECORD("b", "2", "tcp", "assigned", "\xe9", "")}},
    {"services.tsv:4", "no line end", {.services = GOOD "b|2|tcp|assigned"}},
    {"people.tsv:3", "a second time", {.services = GOOD, .people = PEOPLE_HEAD "x|X\nx|Y\n"}},
    {"txt-keys.tsv:1", "no column \"service\"", {.services = GOOD, .txt_keys = "key\n"}},
    {"txt-keys.tsv:2",
     "not in services.tsv",
     {.services = GOOD, .txt_keys = TXT_KEYS_HEAD "b|tcp||k|||string|||\n"}},
    {"txt-keys.tsv:2",
     "unknown type \"text\"",
     {.services = GOOD, .txt_keys = TXT_KEYS_HEAD "a|tcp||k|||text|||\n"}},
    {"txt-keys.tsv:2",
     "unknown optional \"no\"; write one of yes, or leave it empty",
     {.services = GOOD, .txt_keys = TXT_KEYS_HEAD "a|tcp||k|||string||no|\n"}},
    {"txt-keys.tsv:2",
     "can never be met",
     {.services = GOOD, .txt_keys = TXT_KEYS_HEAD "a|tcp|||||string|||\n"}},
    {"txt-keys.tsv:2",
     "can never be met",
     {.services = GOOD, .txt_keys = TXT_KEYS_HEAD "a|tcp||k=v|||string|||\n"}},
    {"txt-keys.tsv:2",
     "\"key\" is no pattern",
     {.services = GOOD, .txt_keys = TXT_KEYS_HEAD "a|tcp||key|||string|||yes\n"}},
    {"txt-keys.tsv:2",
     "\"X\" is no pattern",
     {.services = GOOD, .txt_keys = TXT_KEYS_HEAD "a|tcp||X|||string|||yes\n"}},
    {"txt-services.tsv:2",
     "without underscore",
     {.services = GOOD, .txt_services = TXT_SERVICES_HEAD "_a|tcp|yes|||\n"}},
    {"txt-meanings.tsv:2",
     "is no condition",
     {.services = GOOD,
      .txt_services = TXT_SERVICES_HEAD "a|tcp|yes|||s\n",
      .txt_meanings = "service|key|type|unit|need|pattern|meaning|source|variant|condition|privacy|"
                      "device|inferred\n"
                      "a|k|string|||||s||=b|||\n"}},
    {"txt-services.tsv:2",
     "unknown transports \"tcp,\"",
     {.services = GOOD, .txt_services = TXT_SERVICES_HEAD "a|tcp,|yes|||\n"}},
    {"txt-services.tsv:2",
     "unknown registered \"\"",
     {.services = GOOD, .txt_services = TXT_SERVICES_HEAD "a|tcp||||\n"}},
    {"txt-services.tsv:3",
     "a second time",
     {.services = GOOD, .txt_services = GOOD_SPEC "A|udp|yes|||\n"}},
    {"txt-services.tsv:3",
     "which no table has",
     {.services = GOOD, .txt_services = GOOD_SPEC "b|tcp|no||c|\n"}},
    {"txt-services.tsv:3",
     "a loop",
     {.services = GOOD, .txt_services = TXT_SERVICES_HEAD "a|tcp|yes||a2|\na2|tcp|no||a|\n"}},
    {"txt-meanings.tsv:2",
     "not in txt-services.tsv",
     {.services = GOOD, .txt_meanings = TXT_MEANINGS_HEAD "a|k|string|||||\n"}},
    {"txt-meanings.tsv:3",
     "a second time",
     {.services = GOOD, .txt_services = GOOD_SPEC, .txt_meanings = GOOD_TYPES "a|K|string|||||\n"}},
    {"txt-meanings.tsv:3",
     "unknown need \"must\"",
     {.services = GOOD,
      .txt_services = GOOD_SPEC,
      .txt_meanings = GOOD_TYPES "a|l|string||must|||\n"}},
    {"txt-meanings.tsv:3",
     "without a separator",
     {.services = GOOD, .txt_services = GOOD_SPEC, .txt_meanings = GOOD_TYPES "a|l|parts|||||\n"}},
    {"txt-values.tsv:2",
     "not in txt-meanings.tsv",
     {.services = GOOD,
      .txt_services = GOOD_SPEC,
      .txt_meanings = GOOD_TYPES,
      .txt_values = TXT_VALUES_HEAD "a|l||value|1|one||\n"}},
    {"txt-values.tsv:2",
     "unknown kind \"bit\"",
     {.services = GOOD,
      .txt_services = GOOD_SPEC,
      .txt_meanings = GOOD_TYPES,
      .txt_values = TXT_VALUES_HEAD "a|k||bit|0x1|one||\n"}},
    {"txt-values.tsv:2",
     "\"x1\" is no mask",
     {.services = GOOD,
      .txt_services = GOOD_SPEC,
      .txt_meanings = GOOD_TYPES,
      .txt_values = TXT_VALUES_HEAD "a|k||bits|x1|one||\n"}},
    {"txt-values.tsv:2",
     "\"One\" is no filter name",
     {.services = GOOD,
      .txt_services = GOOD_SPEC,
      .txt_meanings = GOOD_TYPES,
      .txt_values = TXT_VALUES_HEAD "a|k||bits|0x1|One||\n"}},
    {"txt-values.tsv:2",
     "has no type",
     {.services = GOOD,
      .txt_services = GOOD_SPEC,
      .txt_meanings = GOOD_TYPES,
      .txt_values = TXT_VALUES_HEAD "a|k||bits|0x1|one|integer|\n"}},
    {"txt-values.tsv:2",
     "unknown type \"\"",
     {.services = GOOD,
      .txt_services = GOOD_SPEC,
      .txt_meanings = GOOD_TYPES,
      .txt_values = TXT_VALUES_HEAD "a|k||item|1|one||\n"}},
    {"txt-values.tsv:3",
     "parent \"two\"",
     {.services = GOOD,
      .txt_services = GOOD_SPEC,
      .txt_meanings = GOOD_TYPES,
      .txt_values = TXT_VALUES_HEAD "a|k||bits|0x3|one||\na|k|two|value|1|x||\n"}},
    {"txt-values.tsv:3",
     "\"0x3\" a second time",
     {.services = GOOD,
      .txt_services = GOOD_SPEC,
      .txt_meanings = GOOD_TYPES,
      .txt_values = TXT_VALUES_HEAD "a|k||bits|0x3|one||\na|k||bits|0x3|two||\n"}},
};

static void assert_error(const GError *error, const char *place, const char *what)
{
    char *start = g_strdup_printf("/%s: ", place);
    print_message("%s\n", error->message);
    assert_true(error->domain == SVCREG_TABLE_ERROR);
    assert_non_null(strstr(error->message, start));
    assert_non_null(strstr(error->message, what));
    assert_null(strchr(error->message, '\n'));
    g_free(start);
}

static void each_fault_is_reported_at_its_line(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(bad_files); i++) {
        GError *error = NULL;
        assert_null(temp_registry_load(&bad_files[i].files, &error));
        assert_error(error, bad_files[i].place, bad_files[i].what);
        g_error_free(error);
    }
}

static void assert_bad_services(const char *bytes, gsize len, const char *place, const char *what)
{
    GError *error = NULL;
    char *dir = temp_registry_new();
    char *tabbed = g_memdup2(bytes, len);
    for (gsize i = 0; i < len; i++) {
        if (tabbed[i] == '|')
            tabbed[i] = '\t';
    }
    temp_registry_write_raw(dir, "services.tsv", tabbed, len);
    assert_null(svcreg_table_load(dir, &error));
    assert_error(error, place, what);
    g_error_free(error);
    g_free(tabbed);
    temp_registry_remove(dir);
}

static void nul_byte(void **state)
{
    (void)state;
    static const char text[] = GOOD "b\0";
    assert_bad_services(text, sizeof(text) - 1, "services.tsv:4", "NUL byte");
}

static void cell_too_long(void **state)
{
    (void)state;
    GString *text = g_string_new(GOOD "b|2|tcp|assigned|");
    for (int i = 0; i <= 64 << 10; i++)
        g_string_append_c(text, 'x');
    g_string_append(text, "|||||||||||||||\n");
    assert_bad_services(text->str, text->len, "services.tsv:4", "cell 5 is longer than 65536");
    g_string_free(text, TRUE);
}

static void name_too_long(void **state)
{
    (void)state;
    GString *text = g_string_new(GOOD);
    for (int i = 0; i < 256; i++)
        g_string_append_c(text, 'x');
    g_string_append(text, "|2|tcp|assigned||||||||||||||||\n");
    assert_bad_services(text->str, text->len, "services.tsv:4", "longer than 255 bytes");
    g_string_free(text, TRUE);
}

static void too_many_records(void **state)
{
    (void)state;
    GString *text = g_string_new(SERVICES_HEAD);
    for (int i = 0; i < 65535; i++)
        g_string_append_printf(text, "n%d|%d|tcp|assigned||||||||||||||||\n", i, i / 2);
    char *dir = temp_registry_new();
    temp_registry_write(dir, "services.tsv", text->str);
    svcreg_table_t *table = svcreg_table_load(dir, NULL);
    assert_non_null(table);
    assert_int_equal(svcreg_find_service(table, "n65534", 6).ids[0], 65534);
    assert_int_equal(svcreg_find_port(table, SVCREG_TRANSPORT_TCP, 32767).ids[0], 65534);
    g_free(table);
    temp_registry_remove(dir);
    g_string_append(text, "last|1|udp|assigned||||||||||||||||\n");
    assert_bad_services(text->str, text->len, "services.tsv:65538", "more than 65535 lines");
    g_string_free(text, TRUE);
}

static void too_many_records_for_one_port(void **state)
{
    (void)state;
    GString *text = g_string_new(SERVICES_HEAD);
    for (int i = 0; i < 256; i++)
        g_string_append_printf(text, "n%d|7|tcp|assigned||||||||||||||||\n", i);
    assert_bad_services(text->str, text->len, "services.tsv:258", "more than 255 records");
    g_string_free(text, TRUE);
}

static void chain_of_same_as_too_long(void **state)
{
    (void)state;
    GString *text = g_string_new(SERVICES_HEAD);
    for (int i = 0; i < 40; i++)
        g_string_append_printf(text, "n%d||tcp|assigned||||||||||||||||n%d\n", i, i + 1);
    g_string_append(text, "n40||tcp|assigned||||||||||||||||\n");
    assert_bad_services(text->str, text->len, "services.tsv:19", "a chain too long");
    g_string_free(text, TRUE);
}

static void folder_without_tables(void **state)
{
    (void)state;
    GError *error = NULL;
    char *dir = temp_registry_new();
    assert_null(svcreg_table_load(dir, &error));
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
    assert_non_null(strstr(error->message, "services.tsv"));
    g_clear_error(&error);
    temp_registry_remove(dir);
    assert_null(svcreg_table_load("/dev/null", &error));
    assert_non_null(error);
    g_error_free(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loaded_table_is_the_builtin_one),
        cmocka_unit_test(specification_of_a_table_is_that_of_the_files),
        cmocka_unit_test(products_are_found_by_model),
        cmocka_unit_test(small_table_over_the_builtin_specification),
        cmocka_unit_test(columns_are_found_by_name),
        cmocka_unit_test(specification_outlives_a_name),
        cmocka_unit_test(people_have_names),
        cmocka_unit_test(notes_and_escapes),
        cmocka_unit_test(overlapping_records),
        cmocka_unit_test(table_without_records),
        cmocka_unit_test(each_fault_is_reported_at_its_line),
        cmocka_unit_test(nul_byte),
        cmocka_unit_test(cell_too_long),
        cmocka_unit_test(name_too_long),
        cmocka_unit_test(too_many_records),
        cmocka_unit_test(too_many_records_for_one_port),
        cmocka_unit_test(chain_of_same_as_too_long),
        cmocka_unit_test(folder_without_tables),
    };
    return cmocka_run_group_tests_name("table_load", tests, NULL, NULL);
}
