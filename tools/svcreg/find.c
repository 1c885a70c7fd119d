/* find.c - what a person types -> records.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "find.h"

#include <stdlib.h>
#include <string.h>

#define ALL_PORT_TRANSPORTS                                                                        \
    (1u << SVCREG_TRANSPORT_TCP | 1u << SVCREG_TRANSPORT_UDP | 1u << SVCREG_TRANSPORT_SCTP |       \
     1u << SVCREG_TRANSPORT_DCCP)

static const char several_ports[] =
    "a term is one port or range, of one transport or of all: give several terms";

static void add_id(find_t *found, unsigned id)
{
    g_array_append_val(found->ids, id);
}

static void add_span(find_t *found, svcreg_span_t span)
{
    for (unsigned i = 0; i < span.n; i++)
        add_id(found, span.ids[i]);
}

static gint compare_ids(gconstpointer a, gconstpointer b)
{
    unsigned id_a = *(const unsigned *)a;
    unsigned id_b = *(const unsigned *)b;
    return id_a < id_b ? -1 : id_a > id_b;
}

static void sort_and_unify(GArray *ids)
{
    guint n = 0;
    g_array_sort(ids, compare_ids);
    for (guint i = 0; i < ids->len; i++) {
        unsigned id = g_array_index(ids, unsigned, i);
        if (n == 0 || g_array_index(ids, unsigned, n - 1) != id)
            g_array_index(ids, unsigned, n++) = id;
    }
    g_array_set_size(ids, n);
}

/* "4123", "6000-6063"; *ret_rest is what follows. */
static bool parse_ports(const char *text, find_t *ret, const char **ret_rest)
{
    char *end;
    if (!g_ascii_isdigit(text[0]))
        return false;
    guint64 first = g_ascii_strtoull(text, &end, 10);
    guint64 last = first;
    if (*end == '-' && g_ascii_isdigit(end[1]))
        last = g_ascii_strtoull(end + 1, &end, 10);
    if (first > last || last >= FIND_MAX_PORTS)
        return false;
    ret->port_first = (uint16_t)first;
    ret->port_last = (uint16_t)last;
    *ret_rest = end;
    return true;
}

static bool is_transport_mark(char c)
{
    return c == '/' || c == ':';
}

/* "udp", in any case, as bit; 0 for what is none. */
static unsigned transport_bit(const char *text, size_t len)
{
    for (unsigned t = SVCREG_TRANSPORT_TCP; t < SVCREG_N_TRANSPORTS; t++) {
        const char *name = svcreg_transport_name((svcreg_transport_t)t);
        if (strlen(name) == len && g_ascii_strncasecmp(text, name, len) == 0)
            return 1u << t;
    }
    return 0;
}

/* "tcp/" or "udp:" in front of a number; *ret_rest is what follows. 0 when there is none. */
static unsigned parse_transport_before(const char *text, const char **ret_rest)
{
    size_t len = strcspn(text, "/:");
    unsigned bit = is_transport_mark(text[len]) ? transport_bit(text, len) : 0;

    *ret_rest = bit && g_ascii_isdigit(text[len + 1]) ? text + len + 1 : text;
    return *ret_rest == text ? 0 : bit;
}

/* What is behind a number: "", or "/udp". */
static bool parse_transport_behind(const char *text, unsigned before, find_t *ret)
{
    if (text[0] == '\0') {
        ret->any_transport = before == 0;
        ret->transports = before ? before : ALL_PORT_TRANSPORTS;
        return true;
    }
    if (before || !is_transport_mark(text[0]))
        return false;
    ret->transports = transport_bit(text + 1, strlen(text + 1));
    return ret->transports != 0;
}

static bool find_ports(const svcreg_table_t *table, const char *term, find_t *found)
{
    const char *number, *rest;
    unsigned before = parse_transport_before(term, &number);
    if (!parse_ports(number, found, &rest) || !parse_transport_behind(rest, before, found))
        return false;
    for (unsigned port = found->port_first; port <= found->port_last; port++) {
        for (unsigned t = SVCREG_TRANSPORT_TCP; t < SVCREG_N_TRANSPORTS; t++) {
            if (found->transports & 1u << t)
                add_span(found, svcreg_find_port(table, (svcreg_transport_t)t, (uint16_t)port));
        }
    }
    return true;
}

/* What looks like a port and can be none. */
static bool find_wrong(const svcreg_table_t *table, const char *term, find_t *found)
{
    const char *number;
    char *end;
    (void)table;
    (void)parse_transport_before(term, &number);
    if (!g_ascii_isdigit(number[0]))
        return false;
    guint64 port = g_ascii_strtoull(number, &end, 10);
    if (*end == '-' && g_ascii_isdigit(end[1])) {
        guint64 last = g_ascii_strtoull(end + 1, &end, 10);
        if (last < port && (*end == '\0' || is_transport_mark(*end)))
            found->wrong = g_strdup("the range ends before it begins");
        port = MAX(port, last);
    }
    if (*end != '\0' && !is_transport_mark(*end))
        return false;
    if (port >= FIND_MAX_PORTS)
        found->wrong = g_strdup_printf("a port number is at most %d", FIND_MAX_PORTS - 1);
    else if (!found->wrong && strpbrk(end, ",; "))
        found->wrong = g_strdup(several_ports);
    else if (!found->wrong && *end != '\0')
        found->wrong =
            g_strdup_printf("\"%s\" is no transport; write tcp, udp, sctp or dccp", end + 1);
    return found->wrong;
}

/* "x11*": service names by a pattern. */
static bool find_pattern(const svcreg_table_t *table, const char *term, find_t *found)
{
    if (!strpbrk(term, "*?"))
        return false;
    char *folded = g_ascii_strdown(term[0] == '_' ? term + 1 : term, -1);
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_t record;
        svcreg_record_get(table, id, &record);
        char *name = g_ascii_strdown(record.service, -1);
        if (name[0] != '\0' && g_pattern_match_simple(folded, name))
            add_id(found, id);
        g_free(name);
    }
    g_free(folded);
    return found->ids->len > 0;
}

static bool find_code(const svcreg_table_t *table, const char *term, find_t *found)
{
    char *end;
    if (g_ascii_strncasecmp(term, "SC=", 3) != 0 || !g_ascii_isdigit(term[3]))
        return false;
    guint64 code = g_ascii_strtoull(term + 3, &end, 10);
    if (*end == '\0' && code <= G_MAXUINT32)
        add_span(found, svcreg_find_service_code(table, (uint32_t)code));
    return found->ids->len > 0;
}

/* The service type in a name of DNS, "_ipp._tcp" of "Office._ipp._tcp.local"; the name itself where
 * there is none. The caller frees it. */
static char *service_type_in(const char *name)
{
    char **labels = g_strsplit(name, ".", -1);
    char *type = NULL;

    for (char **label = labels; !type && label[0] && label[1]; label++) {
        bool transport =
            g_ascii_strcasecmp(label[1], "_tcp") == 0 || g_ascii_strcasecmp(label[1], "_udp") == 0;
        if (label[0][0] == '_' && transport)
            type = g_strconcat(label[0], ".", label[1], NULL);
    }
    g_strfreev(labels);
    return type ? type : g_strdup(name);
}

/* A service type, or a service name with or without underscore. */
static bool find_type_or_name(const svcreg_table_t *table, const char *term, find_t *found)
{
    svcreg_service_type_t type;
    svcreg_txt_service_t service;
    const char *name = term[0] == '_' ? term + 1 : term;
    size_t len = strlen(name);
    if (svcreg_service_type_parse(term, strlen(term), &type)) {
        name = type.service;
        len = type.service_len;
        add_span(found, svcreg_find_service_type(table, term, strlen(term)));
    } else {
        add_span(found, svcreg_find_service(table, name, len));
    }
    if (found->ids->len == 0 && svcreg_txt_service_by_name(table, name, len, &service))
        found->txt_service = service.service;
    return found->ids->len > 0 || found->txt_service;
}

/* "http/tcp", "http:tcp": of a service's records those of one transport, or of none. */
static bool find_name_of_transport(const svcreg_table_t *table, const char *term, find_t *found)
{
    const char *name = term[0] == '_' ? term + 1 : term, *mark = name + strlen(name);
    svcreg_txt_service_t service;

    /* The last one: "914c/g" is a name. */
    while (mark > name && !is_transport_mark(*mark))
        mark--;
    unsigned bit = mark > name ? transport_bit(mark + 1, strlen(mark + 1)) : 0;
    if (!bit)
        return false;
    svcreg_span_t span = svcreg_find_service(table, name, (size_t)(mark - name));
    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(table, span.ids[i], &record);
        if (record.transport == SVCREG_TRANSPORT_NONE || bit == 1u << record.transport)
            add_id(found, span.ids[i]);
    }
    if (span.n == 0 && svcreg_txt_service_by_name(table, name, (size_t)(mark - name), &service))
        found->txt_service = service.service;
    return found->ids->len > 0 || found->txt_service;
}

static bool find_name(const svcreg_table_t *table, const char *term, find_t *found)
{
    char *type = service_type_in(term);
    bool any = find_type_or_name(table, type, found);

    g_free(type);
    return any;
}

/* Text to be compared: case folded, underscores as spaces. */
static char *comparable(const char *text)
{
    char *folded = g_utf8_casefold(text, -1);
    return g_strdelimit(folded, "_", ' ');
}

/* "rfc676" is not in "RFC6763": a number must not go on. */
static bool contains(const char *text, const char *wanted)
{
    char *folded = comparable(text);
    size_t len = strlen(wanted);
    bool digits = g_ascii_isdigit(wanted[len - 1]);
    const char *at = strstr(folded, wanted);
    while (at && digits && g_ascii_isdigit(at[len]))
        at = strstr(at + 1, wanted);
    g_free(folded);
    return at;
}

static bool find_text(const svcreg_table_t *table, const char *term, find_t *found)
{
    char *wanted = g_strstrip(comparable(term));
    static const char *const titles[] = {"service name", "description", "assignee",
                                         "contact",      "reference",   "TXT keys"};
    unsigned n_found[G_N_ELEMENTS(titles)] = {0};
    svcreg_record_t record;
    for (unsigned id = 0; wanted[0] != '\0' && id < svcreg_n_records(table); id++) {
        svcreg_record_get(table, id, &record);
        const char *columns[] = {
            record.service, record.description, record.assignee,
            record.contact, record.reference,   record.txt_references,
        };
        for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
            if (columns[i][0] != '\0' && contains(columns[i], wanted)) {
                add_id(found, id);
                n_found[i]++;
                break;
            }
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(n_found); i++) {
        if (n_found[i] > 0)
            g_string_append_printf(found->found_in, "%s%s (%u)",
                                   found->found_in->len > 0 ? ", " : "", titles[i], n_found[i]);
    }
    g_free(wanted);
    return found->ids->len > 0;
}

static bool find_empty(const svcreg_table_t *table, const char *term, find_t *found)
{
    (void)table;
    if (term[strspn(term, " \t\r\n")] == '\0')
        found->wrong = g_strdup("the term is empty");
    return found->wrong;
}

/* What nothing was found for, and is written as if it were something else than a text. */
static bool find_miswritten(const svcreg_table_t *table, const char *term, find_t *found)
{
    static const struct {
        const char *pattern;
        const char *wrong;
    } forms[] = {
        {"^([a-z]+[/:])?[0-9]+(-[0-9]+)?[,; ]\\s*([a-z]+[/:])?[0-9]", several_ports},
        {"^[0-9]+-([/:]|$)", "the range has no end; write 6000-6063"},
        {"^-[0-9]+([/:]|$)", "the range has no beginning; write 6000-6063"},
        {"^([0-9]+\\.){3}[0-9]+(:|$)|^\\[[0-9a-fA-F:]+\\]",
         "addresses are not looked up; write the port alone"},
        {":[0-9]+$", "before a port stands tcp, udp, sctp or dccp, or nothing"},
    };
    (void)table;
    for (size_t i = 0; !found->wrong && i < G_N_ELEMENTS(forms); i++) {
        if (g_regex_match_simple(forms[i].pattern, term, 0, 0))
            found->wrong = g_strdup(forms[i].wrong);
    }
    return found->wrong;
}

void find_term(const svcreg_table_t *table, const char *term, bool as_text, find_t *ret)
{
    static const struct {
        bool (*find)(const svcreg_table_t *table, const char *term, find_t *found);
        find_kind_t kind;
        bool of_text;
    } ways[] = {
        {find_empty, FIND_WRONG, true},
        {find_ports, FIND_PORT, false},
        {find_wrong, FIND_WRONG, false},
        {find_code, FIND_CODE, false},
        {find_name_of_transport, FIND_NAME, false},
        {find_name, FIND_NAME, false},
        {find_pattern, FIND_NAME, false},
        {find_text, FIND_TEXT, true},
        {find_miswritten, FIND_WRONG, false},
    };
    *ret = (find_t){.kind = FIND_NOTHING,
                    .ids = g_array_new(FALSE, FALSE, sizeof(unsigned)),
                    .found_in = g_string_new(NULL)};
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        if ((ways[i].of_text || !as_text) && ways[i].find(table, term, ret)) {
            ret->kind = ways[i].kind;
            break;
        }
    }
    sort_and_unify(ret->ids);
}

void find_clear(find_t *found)
{
    g_array_unref(found->ids);
    g_string_free(found->found_in, TRUE);
    g_free(found->wrong);
}
