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

/* "", or "/udp" in any case. */
static bool parse_transport(const char *text, find_t *ret)
{
    ret->any_transport = text[0] == '\0';
    ret->transports = ALL_PORT_TRANSPORTS;
    if (ret->any_transport)
        return true;
    for (unsigned t = SVCREG_TRANSPORT_TCP; t < SVCREG_N_TRANSPORTS && text[0] == '/'; t++) {
        if (g_ascii_strcasecmp(text + 1, svcreg_transport_name((svcreg_transport_t)t)) == 0) {
            ret->transports = 1u << t;
            return true;
        }
    }
    return false;
}

static bool find_ports(const svcreg_table_t *table, const char *term, find_t *found)
{
    const char *rest;
    if (!parse_ports(term, found, &rest) || !parse_transport(rest, found))
        return false;
    for (unsigned port = found->port_first; port <= found->port_last; port++) {
        for (unsigned t = SVCREG_TRANSPORT_TCP; t < SVCREG_N_TRANSPORTS; t++) {
            if (found->transports & 1u << t)
                add_span(found, svcreg_find_port(table, (svcreg_transport_t)t, (uint16_t)port));
        }
    }
    return true;
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

static const char *find_txt_service(const svcreg_table_t *table, const char *name, size_t len)
{
    svcreg_txt_service_t service;
    for (unsigned id = 0; id < svcreg_n_txt_services(table); id++) {
        svcreg_txt_service_get(table, id, &service);
        if (strlen(service.service) == len && g_ascii_strncasecmp(service.service, name, len) == 0)
            return service.service;
    }
    return NULL;
}

/* A service type, "_ipp._tcp", or a service name with or without underscore. */
static bool find_name(const svcreg_table_t *table, const char *term, find_t *found)
{
    svcreg_service_type_t type;
    const char *name = term[0] == '_' ? term + 1 : term;
    size_t len = strlen(name);
    if (svcreg_service_type_parse(term, strlen(term), &type)) {
        name = type.service;
        len = type.service_len;
        add_span(found, svcreg_find_service_type(table, term, strlen(term)));
    } else {
        add_span(found, svcreg_find_service(table, name, len));
    }
    if (found->ids->len == 0)
        found->txt_service = find_txt_service(table, name, len);
    return found->ids->len > 0 || found->txt_service != NULL;
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
    while (at != NULL && digits && g_ascii_isdigit(at[len]))
        at = strstr(at + 1, wanted);
    g_free(folded);
    return at != NULL;
}

static bool find_text(const svcreg_table_t *table, const char *term, find_t *found)
{
    char *wanted = g_strstrip(comparable(term));
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
                break;
            }
        }
    }
    g_free(wanted);
    return found->ids->len > 0;
}

void find_term(const svcreg_table_t *table, const char *term, bool as_text, find_t *ret)
{
    static const struct {
        bool (*find)(const svcreg_table_t *table, const char *term, find_t *found);
        find_kind_t kind;
    } ways[] = {
        {find_ports, FIND_PORT},
        {find_code, FIND_CODE},
        {find_name, FIND_NAME},
        {find_text, FIND_TEXT},
    };
    *ret = (find_t){.kind = FIND_NOTHING, .ids = g_array_new(FALSE, FALSE, sizeof(unsigned))};
    for (size_t i = as_text ? G_N_ELEMENTS(ways) - 1 : 0; i < G_N_ELEMENTS(ways); i++) {
        if (ways[i].find(table, term, ret)) {
            ret->kind = ways[i].kind;
            break;
        }
    }
    sort_and_unify(ret->ids);
}

void find_clear(find_t *found)
{
    g_array_unref(found->ids);
}
