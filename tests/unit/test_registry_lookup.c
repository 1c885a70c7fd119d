/* test_registry_lookup.c - the compiled-in table against services.tsv, read naively.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "naive_registry.h"
#include "registry.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

enum { N_PORTS = 65536, MAX_EXPECTED = 16, MAX_NAME = 64 };

static naive_registry_t naive;
static size_t *by_name; /* numbers of the named records, sorted by name, then by number */
static size_t n_named;

static const char *cell(size_t id, const char *title)
{
    return naive_cell(&naive, id, title);
}

static svcreg_transport_t transport_number(const char *word)
{
    static const char *const words[] = {"", "tcp", "udp", "sctp", "dccp"};
    for (unsigned i = 0; i < SVCREG_N_TRANSPORTS; i++) {
        if (strcmp(words[i], word) == 0)
            return (svcreg_transport_t)i;
    }
    abort();
}

static int compare_names(const void *a, const void *b)
{
    size_t a_id = *(const size_t *)a;
    size_t b_id = *(const size_t *)b;
    int order = strcasecmp(cell(a_id, "service"), cell(b_id, "service"));
    return order != 0 ? order : (a_id > b_id) - (a_id < b_id);
}

static int read_registry(void **state)
{
    (void)state;
    naive_registry_read(REGISTRY_DIR, &naive);
    by_name = calloc(naive.n_records, sizeof(*by_name));
    for (size_t i = 0; i < naive.n_records; i++) {
        if (*cell(i, "service") != '\0')
            by_name[n_named++] = i;
    }
    qsort(by_name, n_named, sizeof(*by_name), compare_names);
    return 0;
}

static int clear_registry(void **state)
{
    (void)state;
    free(by_name);
    naive_registry_clear(&naive);
    return 0;
}

static void assert_flags(const svcreg_record_t *record, size_t id)
{
    static const struct {
        const char *word;
        unsigned flag;
    } words[] = {
        {"historic", SVCREG_FLAG_HISTORIC},
        {"alias", SVCREG_FLAG_ALIAS},
        {"duplicate", SVCREG_FLAG_DUPLICATE},
        {"deassigned", SVCREG_FLAG_DEASSIGNED},
        {"unassigned-use", SVCREG_FLAG_UNASSIGNED_USE},
        {"txt-proprietary", SVCREG_FLAG_TXT_PROPRIETARY},
    };
    unsigned expected = *cell(id, "unauthorized") != '\0' ? SVCREG_FLAG_UNAUTHORIZED : 0U;
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        char wrapped[512];
        char word[32];
        snprintf(wrapped, sizeof(wrapped), ",%s,", cell(id, "flags"));
        snprintf(word, sizeof(word), ",%s,", words[i].word);
        expected |= strstr(wrapped, word) ? words[i].flag : 0U;
    }
    assert_int_equal(record->flags, expected);
}

static void assert_people(const svcreg_record_t *record, size_t id)
{
    static char names[1 << 16];
    naive_names(&naive, cell(id, "assignee"), names, sizeof(names));
    assert_string_equal(record->assignee, names);
    naive_names(&naive, cell(id, "contact"), names, sizeof(names));
    assert_string_equal(record->contact, names);
}

static void assert_record(const svcreg_record_t *record, size_t id)
{
    assert_string_equal(record->service, cell(id, "service"));
    assert_string_equal(record->description, cell(id, "description"));
#define ASSERT_TEXT(unused, member, ...) assert_string_equal(record->member, cell(id, #member));
    SVCREG_REGISTRANT_TEXTS(ASSERT_TEXT, )
    SVCREG_EXTRA_TEXTS(ASSERT_TEXT, )
#undef ASSERT_TEXT
    assert_string_equal(svcreg_transport_name(record->transport), cell(id, "transport"));
    assert_string_equal(svcreg_status_name(record->status), cell(id, "status"));
    assert_string_equal(svcreg_txt_status_name(record->txt_status), cell(id, "txt_status"));
    assert_int_equal(record->service_code, strtoul(cell(id, "service_code"), NULL, 10));
    assert_int_equal(record->has_port, naive.records[id].first >= 0);
    if (record->has_port) {
        assert_int_equal(record->port_first, naive.records[id].first);
        assert_int_equal(record->port_last, naive.records[id].last);
    }
    assert_flags(record, id);
    assert_people(record, id);
}

static void every_column_of_every_record(void **state)
{
    (void)state;
    const svcreg_table_t *table = svcreg_builtin();
    assert_true(naive.n_records > 14000);
    assert_int_equal(svcreg_n_records(table), naive.n_records);
    assert_string_equal(svcreg_table_date(table), naive.date);
    for (size_t id = 0; id < naive.n_records; id++) {
        svcreg_record_t record;
        svcreg_record_get(table, (unsigned)id, &record);
        assert_record(&record, id);
    }
}

/* What services.tsv says of one port of one transport. */
typedef struct {
    int width; /* of the narrowest records, 0 for none */
    size_t ids[MAX_EXPECTED];
    unsigned n;
} expected_port_t;

static bool holds_for(size_t id, svcreg_transport_t transport)
{
    svcreg_transport_t own = transport_number(cell(id, "transport"));
    return naive.records[id].first >= 0 && (own == SVCREG_TRANSPORT_NONE || own == transport);
}

static void expect_ports(svcreg_transport_t transport, expected_port_t *ports)
{
    memset(ports, 0, N_PORTS * sizeof(*ports));
    for (size_t id = 0; id < naive.n_records; id++) {
        const naive_record_t *record = &naive.records[id];
        int width = record->last - record->first + 1;
        for (int port = record->first; holds_for(id, transport) && port <= record->last; port++) {
            expected_port_t *expected = &ports[port];
            if (expected->width != 0 && expected->width < width)
                continue;
            if (expected->width > width)
                expected->n = 0;
            expected->width = width;
            assert_true(expected->n < MAX_EXPECTED);
            expected->ids[expected->n++] = id;
        }
    }
}

static unsigned count_status(const expected_port_t *expected, const char *status)
{
    unsigned n = 0;
    for (unsigned i = 0; i < expected->n; i++)
        n += strcmp(cell(expected->ids[i], "status"), status) == 0;
    return n;
}

static const char *expected_status(const expected_port_t *expected, int port)
{
    if (count_status(expected, "assigned") > 0)
        return "assigned";
    if (port >= 49152 && (expected->n == 0 || naive.records[expected->ids[0]].first >= 49152))
        return "dynamic";
    return count_status(expected, "reserved") > 0 ? "reserved" : "unassigned";
}

static void assert_port(svcreg_transport_t transport, int port, const expected_port_t *expected)
{
    const svcreg_table_t *table = svcreg_builtin();
    svcreg_span_t span = svcreg_find_port(table, transport, (uint16_t)port);
    svcreg_status_t status = svcreg_port_status(table, transport, (uint16_t)port);
    bool assigned_only = count_status(expected, "assigned") > 0;
    unsigned n = 0;
    for (unsigned i = 0; i < expected->n; i++) {
        if (assigned_only && strcmp(cell(expected->ids[i], "status"), "assigned") != 0)
            continue;
        assert_true(n < span.n);
        assert_int_equal(span.ids[n], expected->ids[i]);
        n++;
    }
    assert_int_equal(span.n, n);
    assert_string_equal(svcreg_status_name(status), expected_status(expected, port));
}

static void every_port_of_every_transport(void **state)
{
    (void)state;
    expected_port_t *ports = calloc(N_PORTS, sizeof(*ports));
    for (int transport = 0; transport < SVCREG_N_TRANSPORTS; transport++) {
        expect_ports((svcreg_transport_t)transport, ports);
        for (int port = 0; port < N_PORTS; port++)
            assert_port((svcreg_transport_t)transport, port, &ports[port]);
    }
    free(ports);
}

/* Edges of ranges and ports that other tables get wrong. Names joined by ",". */
static const struct {
    svcreg_transport_t transport;
    uint16_t port;
    const char *services;
    svcreg_status_t status;
} known_ports[] = {
    {SVCREG_TRANSPORT_TCP, 0, "", SVCREG_STATUS_RESERVED},
    {SVCREG_TRANSPORT_TCP, 80, "http,www,www-http", SVCREG_STATUS_ASSIGNED},
    {SVCREG_TRANSPORT_SCTP, 80, "http", SVCREG_STATUS_ASSIGNED},
    {SVCREG_TRANSPORT_TCP, 465, "urd,submissions", SVCREG_STATUS_ASSIGNED},
    {SVCREG_TRANSPORT_UDP, 4123, "z-wave", SVCREG_STATUS_ASSIGNED},
    {SVCREG_TRANSPORT_UDP, 5353, "mdns", SVCREG_STATUS_ASSIGNED},
    {SVCREG_TRANSPORT_TCP, 5999, "cvsup", SVCREG_STATUS_ASSIGNED},
    {SVCREG_TRANSPORT_TCP, 6000, "x11", SVCREG_STATUS_ASSIGNED},
    {SVCREG_TRANSPORT_TCP, 6010, "x11", SVCREG_STATUS_ASSIGNED},
    {SVCREG_TRANSPORT_UDP, 6063, "x11", SVCREG_STATUS_ASSIGNED},
    {SVCREG_TRANSPORT_TCP, 6064, "ndl-ahp-svc", SVCREG_STATUS_ASSIGNED},
    {SVCREG_TRANSPORT_TCP, 4748, "", SVCREG_STATUS_UNASSIGNED},
    {SVCREG_TRANSPORT_UDP, 65535, NULL, SVCREG_STATUS_DYNAMIC},
    {SVCREG_TRANSPORT_TCP, 49152, NULL, SVCREG_STATUS_DYNAMIC},
    {SVCREG_TRANSPORT_DCCP, 49152, NULL, SVCREG_STATUS_DYNAMIC},
    {SVCREG_TRANSPORT_TCP, 49150, "inspider", SVCREG_STATUS_ASSIGNED},
};

static void known_port_names(void **state)
{
    (void)state;
    const svcreg_table_t *table = svcreg_builtin();
    for (size_t i = 0; i < sizeof(known_ports) / sizeof(*known_ports); i++) {
        svcreg_span_t span = svcreg_find_port(table, known_ports[i].transport, known_ports[i].port);
        char names[256] = "";
        for (unsigned j = 0; j < span.n; j++) {
            svcreg_record_t record;
            svcreg_record_get(table, span.ids[j], &record);
            snprintf(names + strlen(names), sizeof(names) - strlen(names), "%s%s", j > 0 ? "," : "",
                     record.service);
        }
        if (!known_ports[i].services)
            assert_int_equal(span.n, 0);
        else
            assert_string_equal(names, known_ports[i].services);
        assert_int_equal(svcreg_port_status(table, known_ports[i].transport, known_ports[i].port),
                         known_ports[i].status);
    }
}

static void port_ranges(void **state)
{
    (void)state;
    static const struct {
        uint16_t port;
        const char *range;
    } rows[] = {
        {0, "System"},   {1023, "System"},   {1024, "User"},
        {49151, "User"}, {49152, "Dynamic"}, {65535, "Dynamic"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(svcreg_range_name(svcreg_port_range(rows[i].port)), rows[i].range);
}

typedef int (*char_map_t)(int c);

static int same_case(int c)
{
    return c;
}

/* Upper case for every second letter. */
static int mixed_case(int c)
{
    return c % 2 != 0 ? toupper(c) : tolower(c);
}

static size_t spell(const char *name, char_map_t map, char *ret)
{
    size_t len = strlen(name);
    assert_true(len < MAX_NAME);
    for (size_t i = 0; i < len; i++)
        ret[i] = (char)map((unsigned char)name[i]);
    ret[len] = '\0';
    return len;
}

/* Asks with the name at the end of a buffer of its own, so that sanitizers see reads behind it. */
static svcreg_span_t find_service(const char *name, size_t len)
{
    char *copy = malloc(len > 0 ? len : 1);
    memcpy(copy, name, len);
    svcreg_span_t span = svcreg_find_service(svcreg_builtin(), copy, len);
    free(copy);
    return span;
}

static void assert_span(svcreg_span_t span, const size_t *ids, size_t n)
{
    assert_int_equal(span.n, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(span.ids[i], ids[i]);
}

/* Number of records from `start` in by_name that bear the same name. */
static size_t n_same_name(size_t start)
{
    size_t end = start + 1;
    while (end < n_named &&
           strcasecmp(cell(by_name[start], "service"), cell(by_name[end], "service")) == 0)
        end++;
    return end - start;
}

static void every_name_in_any_case(void **state)
{
    (void)state;
    static const char_map_t maps[] = {same_case, toupper, tolower, mixed_case};
    size_t n;
    for (size_t i = 0; i < n_named; i += n) {
        n = n_same_name(i);
        for (size_t j = 0; j < sizeof(maps) / sizeof(*maps); j++) {
            char name[MAX_NAME];
            size_t len = spell(cell(by_name[i], "service"), maps[j], name);
            assert_span(find_service(name, len), by_name + i, n);
        }
    }
}

static bool is_name(const char *name)
{
    size_t low = 0;
    size_t high = n_named;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcasecmp(cell(by_name[middle], "service"), name);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static void assert_name_or_nothing(const char *name)
{
    assert_int_equal(find_service(name, strlen(name)).n > 0, is_name(name));
}

static void names_with_one_change(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_named; i++) {
        char name[MAX_NAME + 1];
        size_t len = spell(cell(by_name[i], "service"), same_case, name);
        for (size_t at = 0; at < len; at++) {
            char kept = name[at];
            /* What a case fold by one bit would take for the same letter, and a near miss. */
            static const char changes[] = {'[', '@', '{', '`', '-', '\x0d', '\x7f'};
            for (size_t j = 0; j < sizeof(changes); j++) {
                name[at] = changes[j];
                assert_name_or_nothing(name);
            }
            name[at] = (char)(kept ^ 1);
            assert_name_or_nothing(name);
            name[at] = kept;
        }
        memcpy(name + len, "x", 2);
        assert_name_or_nothing(name);
        name[len - 1] = '\0';
        assert_name_or_nothing(name);
    }
}

static void unknown_names(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",      "-",    "no-such-service", "a-name-far-longer-than-any", "\xff\xff\xff\xff",
        "http ", "_http"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        assert_int_equal(find_service(names[i], strlen(names[i])).n, 0);
    assert_int_equal(find_service("http\0x", 6).n, 0);
    assert_int_equal(svcreg_find_service(svcreg_builtin(), NULL, 0).n, 0);
}

static svcreg_span_t find_type(const char *type, size_t len)
{
    char *copy = malloc(len > 0 ? len : 1);
    memcpy(copy, type, len);
    svcreg_span_t span = svcreg_find_service_type(svcreg_builtin(), copy, len);
    free(copy);
    return span;
}

/* The records of one name that hold for "_tcp" or "_udp": of the transport, then of none. */
static size_t expect_type(size_t start, size_t n, bool tcp, size_t *ret)
{
    size_t n_found = 0;
    for (int none = 0; none < 2; none++) {
        for (size_t i = start; i < start + n; i++) {
            const char *transport = cell(by_name[i], "transport");
            bool is_none = *transport == '\0';
            bool is_tcp = strcmp(transport, "tcp") == 0;
            if (none ? is_none : !is_none && is_tcp == tcp)
                ret[n_found++] = by_name[i];
        }
    }
    return n_found;
}

static void every_service_type(void **state)
{
    (void)state;
    static const struct {
        const char *form;
        bool tcp;
    } forms[] = {{"_%s._tcp", true}, {"_%s._udp", false}, {"_%s._TCP", true}, {"_%s._Udp", false}};
    size_t n;
    for (size_t i = 0; i < n_named; i += n) {
        n = n_same_name(i);
        size_t *expected = calloc(n, sizeof(*expected));
        const char *name = cell(by_name[i], "service");
        for (size_t j = 0; j < sizeof(forms) / sizeof(*forms); j++) {
            char type[MAX_NAME + 8];
            char transport = forms[j].tcp ? 't' : 'u';
            int len = snprintf(type, sizeof(type), "_%s%s", name, forms[j].form + strlen("_%s"));
            assert_int_equal(tolower(type[len - 3]), transport);
            size_t n_expected = expect_type(i, n, forms[j].tcp, expected);
            if (strchr(name, '.'))
                n_expected = 0; /* "novell-lu6.2" cannot be one label */
            assert_span(find_type(type, (size_t)len), expected, n_expected);
        }
        free(expected);
    }
}

static const char *const malformed_types[] = {
    "",
    "_",
    "_tcp",
    "._tcp",
    "_._tcp",
    "_http",
    "http._tcp",
    "_http_tcp",
    "_http.tcp",
    "_http._sctp",
    "_http._tcp.",
    "_http._tcp.local",
    "_http.._tcp",
    "_a._http._tcp",
    "_http._tc",
    "_http._tcq",
    "_http.\x7ftcp",
    "_http\x0e_tcp",
    "x_http._tcp",
    "_http._\024cp",
    "_http._tcp\x00",
};

static void malformed_service_types(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(malformed_types) / sizeof(*malformed_types); i++) {
        const char *type = malformed_types[i];
        svcreg_service_type_t parsed = {"untouched", 9, SVCREG_TRANSPORT_SCTP};
        size_t len = strlen(type) + (i + 1 == sizeof(malformed_types) / sizeof(*malformed_types));
        assert_false(svcreg_service_type_parse(type, len, &parsed));
        assert_string_equal(parsed.service, "untouched");
        assert_int_equal(parsed.service_len, 9);
        assert_int_equal(parsed.transport, SVCREG_TRANSPORT_SCTP);
        assert_int_equal(find_type(type, len).n, 0);
    }
}

static void service_type_parts(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        size_t service_len;
        svcreg_transport_t transport;
    } rows[] = {
        {"_ipp._tcp", 3, SVCREG_TRANSPORT_TCP},
        {"_IPP._TcP", 3, SVCREG_TRANSPORT_TCP},
        {"_a._udp", 1, SVCREG_TRANSPORT_UDP},
        {"__tcp._udp", 4, SVCREG_TRANSPORT_UDP},
        {"_not a name!._tcp", 11, SVCREG_TRANSPORT_TCP},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        svcreg_service_type_t parsed;
        assert_true(svcreg_service_type_parse(rows[i].type, strlen(rows[i].type), &parsed));
        assert_ptr_equal(parsed.service, rows[i].type + 1);
        assert_int_equal(parsed.service_len, rows[i].service_len);
        assert_int_equal(parsed.transport, rows[i].transport);
    }
}

static void z_wave_has_both_records(void **state)
{
    (void)state;
    const svcreg_table_t *table = svcreg_builtin();
    svcreg_span_t span = find_type("_z-wave._udp", strlen("_z-wave._udp"));
    assert_int_equal(span.n, 2);
    svcreg_record_t ported;
    svcreg_record_t portless;
    svcreg_record_get(table, span.ids[0], &ported);
    svcreg_record_get(table, span.ids[1], &portless);
    assert_int_equal(ported.port_first, 4123);
    assert_false(portless.has_port);
    assert_int_equal(portless.txt_status, SVCREG_TXT_STATUS_KEYS);
}

static void every_service_code(void **state)
{
    (void)state;
    const svcreg_table_t *table = svcreg_builtin();
    unsigned n_codes = 0;
    for (size_t id = 0; id < naive.n_records; id++) {
        uint32_t code = (uint32_t)strtoul(cell(id, "service_code"), NULL, 10);
        if (code == 0)
            continue;
        n_codes++;
        svcreg_span_t span = svcreg_find_service_code(table, code);
        bool found = false;
        for (unsigned i = 0; i < span.n; i++) {
            found = found || span.ids[i] == id;
            assert_int_equal(strtoul(cell(span.ids[i], "service_code"), NULL, 10), code);
        }
        assert_true(found);
        assert_true(svcreg_find_service_code(table, code + 1).n == 0 || span.n > 0);
    }
    assert_true(n_codes > 0);
    assert_int_equal(svcreg_find_service_code(table, 0).n, 0);
    assert_int_equal(svcreg_find_service_code(table, UINT32_MAX).n, 0);
}

static void names_outside_the_enumerations(void **state)
{
    (void)state;
    assert_string_equal(svcreg_transport_name((svcreg_transport_t)99), "");
    assert_string_equal(svcreg_status_name((svcreg_status_t)99), "");
    assert_string_equal(svcreg_range_name((svcreg_range_t)99), "");
    assert_string_equal(svcreg_txt_status_name((svcreg_txt_status_t)99), "");
    assert_string_equal(svcreg_txt_type_name(SVCREG_N_TXT_TYPES), "");
    for (unsigned i = 0; i < SVCREG_N_TXT_TYPES; i++)
        assert_string_not_equal(svcreg_txt_type_name((svcreg_txt_type_t)i), "");
}

/* The first definition that fits without regard to case is found, wherever it stands among the
 * service's, and so is a pattern where no key fits. */
static void every_txt_key_in_any_case(void **state)
{
    (void)state;
    const svcreg_table_t *table = svcreg_builtin();
    unsigned n_found = 0, n_patterns = 0;
    for (unsigned id = 0; id < svcreg_n_txt_keys(table); id++) {
        svcreg_txt_key_t key;
        char sent[UINT8_MAX] = ""; /* RFC 6763 section 6.1: a string has up to 255 bytes */
        unsigned first, end;
        svcreg_txt_key_get(table, id, &key);
        assert_true(svcreg_txt_keys_of(table, key.service, strlen(key.service), &first, &end));
        assert_true(id >= first && id < end);
        size_t len = strlen(key.key);
        assert_true(len > 0 && len < sizeof(sent));
        for (size_t i = 0; i < len; i++)
            sent[i] = (char)toupper((unsigned char)key.key[i]);
        /* The registry writes c_n for c0, c1, c2. */
        if (key.pattern && len > 2 && strcmp(key.key + len - 2, "_n") == 0)
            len--;
        if (key.pattern)
            sent[len - 1] = '7';
        int found = svcreg_txt_find(table, first, end, SVCREG_TRANSPORT_TCP, sent, len, NULL);
        if (key.condition[0] != '\0')
            continue;
        svcreg_txt_key_t other;
        assert_true(found >= 0);
        svcreg_txt_key_get(table, (unsigned)found, &other);
        if (!key.pattern) {
            assert_int_equal(strcasecmp(other.key, key.key), 0);
            n_found++;
        } else if (other.pattern) {
            n_patterns++;
        }
        sent[0] = '\x01';
        assert_int_equal(svcreg_txt_find(table, first, end, SVCREG_TRANSPORT_TCP, sent, len, NULL),
                         -1);
    }
    assert_true(n_found > 1000);
    assert_true(n_patterns > 0);
}

/* What is asked of every key without the rest of its definition. */
static void keys_required_and_named(void **state)
{
    (void)state;
    const svcreg_table_t *table = svcreg_builtin();
    unsigned n_required = 0, n_of_registry = 0;
    for (unsigned id = 0; id < svcreg_n_txt_keys(table); id++) {
        svcreg_txt_key_t key;
        svcreg_txt_key_get(table, id, &key);
        for (unsigned i = 0; i < SVCREG_N_TRANSPORTS; i++) {
            const svcreg_transport_t transport = (svcreg_transport_t)i;
            const bool holds = (key.transports >> i & 1) != 0;
            const bool required = holds && key.required && !key.pattern;
            const bool named =
                holds && !key.inherited && (key.origins & SVCREG_ORIGIN_REGISTRY) != 0;
            assert_string_equal(svcreg_txt_key_required(table, id, transport),
                                required ? key.key : "");
            assert_string_equal(svcreg_txt_key_named(table, id, transport), named ? key.key : "");
            n_required += required;
            n_of_registry += named;
        }
    }
    assert_true(n_required > 0);
    assert_true(n_of_registry > 0);
}

/* The record that describes a service, read record by record; -1: none does. */
static int describing_record(const char *name, svcreg_transport_t transport)
{
    const svcreg_table_t *table = svcreg_builtin();
    const svcreg_span_t span = svcreg_find_service(table, name, strlen(name));
    int best = -1, best_fit = 0;
    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(table, span.ids[i], &record);
        int fit = record.transport == transport               ? 2
                  : record.transport == SVCREG_TRANSPORT_NONE ? 1
                                                              : 0;
        if (fit > 0 && record.txt_status != SVCREG_TXT_STATUS_ABSENT)
            fit += 2;
        if (fit > best_fit) {
            best_fit = fit;
            best = span.ids[i];
        }
    }
    return best;
}

static void every_service_described(void **state)
{
    (void)state;
    const svcreg_table_t *table = svcreg_builtin();
    const svcreg_described_t nothing = svcreg_describe(table, "", 0, SVCREG_TRANSPORT_TCP);
    unsigned n_specified = 0, n_others = 0;
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_t record;
        svcreg_record_get(table, id, &record);
        for (unsigned i = 0; i < SVCREG_N_TRANSPORTS; i++) {
            const svcreg_transport_t transport = (svcreg_transport_t)i;
            const svcreg_described_t described =
                svcreg_describe(table, record.service, strlen(record.service), transport);
            svcreg_txt_service_t line;
            bool specified =
                svcreg_txt_service_by_name(table, record.service, strlen(record.service), &line) &&
                (line.transports >> i & 1) != 0;
            bool of_other = specified && line.registered == SVCREG_REGISTERED_OTHER;
            assert_int_equal(described.specification >= 0, specified);
            assert_int_equal(described.record,
                             of_other ? -1 : describing_record(record.service, transport));
            n_specified += specified;
            n_others += of_other;
        }
    }
    assert_int_equal(nothing.record, -1);
    assert_int_equal(nothing.specification, -1);
    assert_true(n_specified > 0);
    assert_true(n_others > 0);
}

static void ports_a_service_belongs_on(void **state)
{
    (void)state;
    static const struct {
        const char *service;
        unsigned port;
        bool usual;
    } rows[] = {
        {"ipp", 631, true},  {"IPP", 80, true},     {"ipp", 22, false},    {"ssh", 22, true},
        {"dhnap", 80, true}, {"dhnap", 8080, true}, {"dhnap", 22, false},  {"sftp-ssh", 22, true},
        {"ssh", 80, false},  {"", 80, false},       {"ipp", 65535, false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_int_equal(svcreg_port_is_usual(svcreg_builtin(), rows[i].service,
                                              strlen(rows[i].service), SVCREG_TRANSPORT_TCP,
                                              (uint16_t)rows[i].port),
                         rows[i].usual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_txt_key_in_any_case),
        cmocka_unit_test(keys_required_and_named),
        cmocka_unit_test(every_service_described),
        cmocka_unit_test(ports_a_service_belongs_on),
        cmocka_unit_test(every_column_of_every_record),
        cmocka_unit_test(every_port_of_every_transport),
        cmocka_unit_test(known_port_names),
        cmocka_unit_test(port_ranges),
        cmocka_unit_test(every_name_in_any_case),
        cmocka_unit_test(names_with_one_change),
        cmocka_unit_test(unknown_names),
        cmocka_unit_test(every_service_type),
        cmocka_unit_test(malformed_service_types),
        cmocka_unit_test(service_type_parts),
        cmocka_unit_test(z_wave_has_both_records),
        cmocka_unit_test(every_service_code),
        cmocka_unit_test(names_outside_the_enumerations),
    };
    return cmocka_run_group_tests_name("registry_lookup", tests, read_registry, clear_registry);
}
