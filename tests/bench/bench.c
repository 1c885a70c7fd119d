/* bench.c - what a lookup costs, beside other ways to get the same answer.
 *
 * usage: bench [PORTS]
 *
 * PORTS is a file with the ports of a real capture, "443/tcp" a line; without it 40 common ports
 * stand for one. Every line of the output is the median of alternating rounds of CPU time, the
 * loop and the reading of the query included; what the answer points to is read by none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "bench.h"

#include "table_layout.h"
#include "txt_string.h"

#include <glib.h>
#include <locale.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    N_ROUNDS = 15,
    ROUND_NS = 10 * 1000 * 1000, /* long against the clock's grain, short against a time slice */
    N_QUERIES = 1 << 16,
    MAX_CONTESTANTS = 5,
    MAX_LINE = 64
};

static const char *const common_ports[] = {
    "443/tcp",   "80/tcp",    "53/udp",    "5353/udp",  "443/udp",   "123/udp",  "22/tcp",
    "67/udp",    "68/udp",    "1900/udp",  "137/udp",   "138/udp",   "445/tcp",  "139/tcp",
    "993/tcp",   "587/tcp",   "25/tcp",    "143/tcp",   "3389/tcp",  "5355/udp", "8080/tcp",
    "8443/tcp",  "3478/udp",  "5228/tcp",  "631/tcp",   "9100/tcp",  "161/udp",  "514/udp",
    "500/udp",   "4500/udp",  "1883/tcp",  "5060/udp",  "3306/tcp",  "5432/tcp", "6379/tcp",
    "49152/tcp", "51413/udp", "52344/tcp", "60112/udp", "55000/tcp",
};

static const char *const printer_txt[] = {
    "txtvers=1",
    "qtotal=1",
    "rp=ipp/print",
    "ty=EPSON ET-4850 Series",
    "product=(EPSON ET-4850 Series)",
    "note=2nd floor",
    "priority=50",
    "adminurl=http://EPSON123456.local.:80/PRESENTATION/BONJOUR",
    "pdl=application/octet-stream,image/pwg-raster,image/urf,image/jpeg",
    "usb_MFG=EPSON",
    "usb_MDL=ET-4850 Series",
    "usb_CMD=ESCPL2,BDC,D4,D4PX,ESCPR7,END4,GENEP,URF",
    "UUID=cfe92100-67c4-11d4-a45f-dccd2f123456",
    "URF=CP1,PQ4-5,OB9,OFU0,RS360,SRGB24,W8,DM3,IS1,V1.4,MT1-8-10-11",
    "Color=T",
    "Duplex=T",
    "Copies=T",
    "Scan=T",
    "Fax=T",
    "rfo=ipp/faxout",
    "PaperMax=legal-A4",
    "kind=document,envelope,photo",
    "TLS=1.2",
    "mopria-certified=1.3",
};

typedef struct {
    const char *name;
    answer_t answer;
    size_t n;               /* queries a round */
    double times[N_ROUNDS]; /* ns a query */
} contestant_t;

static const svcreg_table_t *table;
static GString *texts; /* what the queries ask for, each terminated */
static GHashTable *port_table;
static GHashTable *name_table;
static GHashTable *type_table;
static uint64_t sink; /* of all answers; printed, so that none can be left out */

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* The same numbers in every run. */
static uint32_t next_random(void)
{
    static uint64_t state = UINT64_C(0x853c49e6748fea9b);
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)(state >> 33);
}

static double round_of(const contestant_t *contestant, const query_t *queries, size_t n)
{
    double start = now_ns();
    for (size_t done = 0; done < n; done += N_QUERIES)
        sink += contestant->answer(queries, n - done < N_QUERIES ? n - done : N_QUERIES);
    return (now_ns() - start) / (double)n;
}

static int compare_times(const void *a, const void *b)
{
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

static double median(contestant_t *contestant)
{
    qsort(contestant->times, N_ROUNDS, sizeof(*contestant->times), compare_times);
    return contestant->times[N_ROUNDS / 2];
}

/* Runs all contestants in turn, so that a busy moment of the machine hits them alike. */
static void measure(const char *what, contestant_t *contestants, const query_t *queries)
{
    for (contestant_t *c = contestants; c->name; c++) {
        round_of(c, queries, 512); /* warm */
        double ns = round_of(c, queries, 512);
        c->n = (size_t)(ROUND_NS / (ns > 0.5 ? ns : 0.5)) + 1;
    }
    for (size_t i = 0; i < N_ROUNDS; i++) {
        for (contestant_t *c = contestants; c->name; c++)
            c->times[i] = round_of(c, queries, c->n);
    }
    printf("\n%-44s %12s %10s\n", what, "ns per call", "ratio");
    double own = median(&contestants[0]);
    for (contestant_t *c = contestants; c->name; c++)
        printf("  %-42s %12.2f %9.1fx\n", c->name, median(c), median(c) / own);
}

static svcreg_transport_t transport_of(const query_t *query)
{
    return (svcreg_transport_t)query->transport;
}

static uint64_t svcreg_ports(const query_t *queries, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        svcreg_span_t span = svcreg_find_port(table, transport_of(&queries[i]), queries[i].port);
        sum += (uintptr_t)span.ids + span.n;
    }
    return sum;
}

static uint64_t svcreg_statuses(const query_t *queries, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += svcreg_port_status(table, transport_of(&queries[i]), queries[i].port);
    return sum;
}

static gpointer port_key(unsigned transport, unsigned port)
{
    return GUINT_TO_POINTER(transport << 16 | port);
}

static uint64_t glib_ports(const query_t *queries, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        gconstpointer span =
            g_hash_table_lookup(port_table, port_key(queries[i].transport, queries[i].port));
        sum += (uintptr_t)span;
    }
    return sum;
}

static uint64_t glibc_ports(const query_t *queries, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        struct servent entry;
        struct servent *found = NULL;
        char buffer[1024];
        getservbyport_r(htons(queries[i].port), svcreg_transport_name(transport_of(&queries[i])),
                        &entry, buffer, sizeof(buffer), &found);
        sum += (uintptr_t)found;
    }
    return sum;
}

static uint64_t svcreg_names(const query_t *queries, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum +=
            (uintptr_t)svcreg_find_service(table, texts->str + queries[i].text, queries[i].len).ids;
    return sum;
}

static uint64_t svcreg_types(const query_t *queries, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum +=
            (uintptr_t)svcreg_find_service_type(table, texts->str + queries[i].text, queries[i].len)
                .ids;
    return sum;
}

static uint64_t glib_strings(GHashTable *strings, const query_t *queries, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        gconstpointer span = g_hash_table_lookup(strings, texts->str + queries[i].text);
        sum += (uintptr_t)span;
    }
    return sum;
}

static uint64_t glib_names(const query_t *queries, size_t n)
{
    return glib_strings(name_table, queries, n);
}

static uint64_t glib_types(const query_t *queries, size_t n)
{
    return glib_strings(type_table, queries, n);
}

static uint64_t glibc_names(const query_t *queries, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        struct servent entry;
        struct servent *found = NULL;
        char buffer[1024];
        getservbyname_r(texts->str + queries[i].text, NULL, &entry, buffer, sizeof(buffer), &found);
        sum += (uintptr_t)found;
    }
    return sum;
}

static uint64_t txt_records(const query_t *queries, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        txt_reader_t reader;
        txt_string_t string;
        txt_reader_init(&reader, (const uint8_t *)texts->str + queries[i].text, queries[i].len);
        while (txt_reader_next(&reader, &string))
            sum += string.key_len + string.presence;
    }
    return sum;
}

static uint64_t txt_records_with_keys(const query_t *queries, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        txt_reader_t reader;
        txt_string_t string;
        unsigned first, end;
        svcreg_txt_keys_of(table, "ipp", 3, &first, &end);
        txt_reader_init(&reader, (const uint8_t *)texts->str + queries[i].text, queries[i].len);
        while (txt_reader_next(&reader, &string))
            sum += (unsigned)svcreg_txt_find(table, first, end, SVCREG_TRANSPORT_TCP,
                                             (const char *)txt_string_key(&reader, &string),
                                             string.key_len, NULL);
    }
    return sum;
}

static bool parse_port(const char *line, query_t *ret)
{
    char transport[5];
    unsigned port;
    if (sscanf(line, "%5u/%4s", &port, transport) != 2 || port > UINT16_MAX)
        return false;
    for (int i = SVCREG_TRANSPORT_TCP; i < SVCREG_N_TRANSPORTS; i++) {
        if (strcmp(svcreg_transport_name((svcreg_transport_t)i), transport) == 0) {
            ret->transport = (uint16_t)i;
            ret->port = (uint16_t)port;
            return true;
        }
    }
    return false;
}

/* Ports of a file, again and again until there are N_QUERIES. False when it has none. */
static bool file_queries(const char *path, query_t *queries)
{
    char line[MAX_LINE];
    size_t n = 0;
    FILE *in = fopen(path, "r");
    while (in && n < N_QUERIES && fgets(line, sizeof(line), in))
        n += parse_port(line, &queries[n]) ? 1 : 0;
    if (in)
        fclose(in);
    for (size_t i = n; n > 0 && i < N_QUERIES; i++)
        queries[i] = queries[i % n];
    return n > 0;
}

static void common_queries(query_t *queries)
{
    for (size_t i = 0; i < N_QUERIES; i++)
        parse_port(common_ports[next_random() % G_N_ELEMENTS(common_ports)], &queries[i]);
}

static void random_queries(query_t *queries)
{
    for (size_t i = 0; i < N_QUERIES; i++) {
        queries[i].transport = i % 2 == 0 ? SVCREG_TRANSPORT_TCP : SVCREG_TRANSPORT_UDP;
        queries[i].port = (uint16_t)next_random();
    }
}

static svcreg_span_t *keep_span(svcreg_span_t span)
{
    svcreg_span_t *kept = g_new(svcreg_span_t, 1);
    *kept = span;
    return kept;
}

static guint fold_hash(gconstpointer text)
{
    guint hash = 5381;
    for (const char *p = text; *p != '\0'; p++)
        hash = hash * 33 + (guchar)g_ascii_tolower(*p);
    return hash;
}

static gboolean fold_equal(gconstpointer a, gconstpointer b)
{
    return g_ascii_strcasecmp(a, b) == 0;
}

static void fill_port_table(void)
{
    port_table = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (int t = SVCREG_TRANSPORT_TCP; t < SVCREG_N_TRANSPORTS; t++) {
        for (unsigned port = 0; port <= UINT16_MAX; port++) {
            svcreg_span_t span = svcreg_find_port(table, (svcreg_transport_t)t, (uint16_t)port);
            if (span.n > 0)
                g_hash_table_insert(port_table, port_key((unsigned)t, port), keep_span(span));
        }
    }
}

/* All names, and all service types that have records, in the hash tables and in the arrays. */
static void fill_name_tables(GPtrArray *names, GPtrArray *types)
{
    name_table = g_hash_table_new_full(fold_hash, fold_equal, NULL, g_free);
    type_table = g_hash_table_new_full(fold_hash, fold_equal, NULL, g_free);
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_t record;
        svcreg_record_get(table, id, &record);
        svcreg_span_t span = svcreg_find_service(table, record.service, strlen(record.service));
        if (span.n == 0 || span.ids[0] != id)
            continue;
        g_hash_table_insert(name_table, (gpointer)record.service, keep_span(span));
        g_ptr_array_add(names, (gpointer)record.service);
        for (int tcp = 0; tcp < 2; tcp++) {
            char *type = g_strdup_printf("_%s._%s", record.service, tcp ? "tcp" : "udp");
            span = svcreg_find_service_type(table, type, strlen(type));
            if (span.n > 0) {
                g_hash_table_insert(type_table, type, keep_span(span));
                g_ptr_array_add(types, type);
            }
        }
    }
}

static void string_queries(const GPtrArray *strings, query_t *queries)
{
    uint32_t *offsets = g_new(uint32_t, strings->len);
    g_string_truncate(texts, 0);
    for (guint i = 0; i < strings->len; i++) {
        const char *string = g_ptr_array_index(strings, i);
        offsets[i] = (uint32_t)texts->len;
        g_string_append_len(texts, string, (gssize)strlen(string) + 1);
    }
    for (size_t i = 0; i < N_QUERIES; i++) {
        queries[i].text = offsets[next_random() % strings->len];
        queries[i].len = (uint16_t)strlen(texts->str + queries[i].text);
    }
    g_free(offsets);
}

/* The same printer again and again. */
static void txt_queries(query_t *queries)
{
    g_string_truncate(texts, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(printer_txt); i++) {
        g_string_append_c(texts, (char)strlen(printer_txt[i]));
        g_string_append(texts, printer_txt[i]);
    }
    for (size_t i = 0; i < N_QUERIES; i++) {
        queries[i].text = 0;
        queries[i].len = (uint16_t)texts->len;
    }
}

static void measure_ports(const char *what, const query_t *queries, bool wireshark)
{
    contestant_t contestants[MAX_CONTESTANTS + 1] = {
        {.name = "svcreg_find_port", .answer = svcreg_ports},
        {.name = "svcreg_port_status", .answer = svcreg_statuses},
        {.name = "GLib hash table", .answer = glib_ports},
        {.name = "glibc getservbyport_r", .answer = glibc_ports},
    };
    if (wireshark)
        contestants[4] =
            (contestant_t){.name = "libwireshark serv_name_lookup", .answer = wireshark_ports};
    measure(what, contestants, queries);
}

static void measure_names(query_t *queries)
{
    GPtrArray *names = g_ptr_array_new();
    GPtrArray *types = g_ptr_array_new();
    fill_name_tables(names, types);
    string_queries(names, queries);
    contestant_t by_name[] = {
        {.name = "svcreg_find_service", .answer = svcreg_names},
        {.name = "GLib hash table, any case", .answer = glib_names},
        {.name = "glibc getservbyname_r", .answer = glibc_names},
        {.name = NULL},
    };
    measure("service name, random", by_name, queries);
    string_queries(types, queries);
    contestant_t by_type[] = {
        {.name = "svcreg_find_service_type", .answer = svcreg_types},
        {.name = "GLib hash table of whole types, any case", .answer = glib_types},
        {.name = NULL},
    };
    measure("service type, random", by_type, queries);
    g_ptr_array_free(names, TRUE);
    g_ptr_array_free(types, TRUE);
}

static void measure_txt(query_t *queries)
{
    txt_queries(queries);
    contestant_t contestants[] = {
        {.name = "txt_reader_next", .answer = txt_records},
        {.name = "the same with svcreg_txt_find", .answer = txt_records_with_keys},
        {.name = NULL},
    };
    char what[MAX_LINE];
    snprintf(what, sizeof(what), "TXT record, %zu strings in %zu bytes", G_N_ELEMENTS(printer_txt),
             (size_t)texts->len);
    measure(what, contestants, queries);
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    table = svcreg_builtin();
    texts = g_string_new(NULL);
    static query_t queries[N_QUERIES];
    const char *why;
    bool wireshark = wireshark_start(argv[0], &why);
    printf("table: %u records, %s, %u bytes of read-only data\n", svcreg_n_records(table),
           svcreg_table_date(table), table->size);
    if (!wireshark)
        printf("libwireshark is left out: %s\n", why);
    if (argc > 1 && !file_queries(argv[1], queries)) {
        fprintf(stderr, "bench: %s: no line of the form 443/tcp\n", argv[1]);
        return 1;
    }
    if (argc <= 1)
        common_queries(queries);
    fill_port_table();
    measure_ports(argc > 1 ? "port, of a capture" : "port, 40 common ones", queries, wireshark);
    random_queries(queries);
    measure_ports("port, random, TCP and UDP in turn", queries, wireshark);
    measure_names(queries);
    measure_txt(queries);
    printf("\n(check sum %llx)\n", (unsigned long long)sink);
    return 0;
}
