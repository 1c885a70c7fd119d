/* build_ports.c - which records hold for which port.
 *
 * Where records overlap the narrowest win. Among equally narrow ones those that assign the port
 * win over those that call it reserved or unassigned.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_builder.h"

#include <string.h>

enum { N_PORTS = 65536, FIRST_DYNAMIC_PORT = 49152 };

/* A record in a port's list. */
typedef struct {
    guint16 record;
    guint32 next; /* number of the node plus one, 0 at the end */
} node_t;

/* One transport's ports while records are put on them. */
typedef struct {
    guint32 width[N_PORTS]; /* ports of the records on it, 0 as long as there are none */
    guint32 head[N_PORTS];  /* node_t, number plus one */
    guint32 tail[N_PORTS];
    guint16 n[N_PORTS];
    GArray *nodes;
} port_map_t;

static const record_row_t *record_at(const table_builder_t *builder, guint16 id)
{
    return &g_array_index(builder->records.rows, record_row_t, id);
}

static guint32 width_of(const record_row_t *row)
{
    return (guint32)row->port_last - row->port_first + 1;
}

static gint compare_widths(gconstpointer a_data, gconstpointer b_data, gpointer user_data)
{
    guint16 a = *(const guint16 *)a_data;
    guint16 b = *(const guint16 *)b_data;
    guint32 a_width = width_of(record_at(user_data, a));
    guint32 b_width = width_of(record_at(user_data, b));
    if (a_width != b_width)
        return a_width < b_width ? -1 : 1;
    return (gint)a - (gint)b;
}

/* The records with a port that hold for a transport, narrowest first. */
static GArray *records_of(table_builder_t *builder, svcreg_transport_t transport)
{
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(guint16));
    for (guint i = 0; i < builder->records.rows->len; i++) {
        guint16 id = (guint16)i;
        const record_row_t *row = record_at(builder, id);
        bool holds = row->transport == transport || row->transport == SVCREG_TRANSPORT_NONE;
        if (holds && (row->flags & RECORD_HAS_PORT) != 0)
            g_array_append_val(ids, id);
    }
    g_array_sort_with_data(ids, compare_widths, builder);
    return ids;
}

static void put_on_port(port_map_t *map, guint port, guint16 record)
{
    node_t node = {record, 0};
    g_array_append_val(map->nodes, node);
    guint32 number = map->nodes->len;
    if (map->head[port] == 0)
        map->head[port] = number;
    else
        g_array_index(map->nodes, node_t, map->tail[port] - 1).next = number;
    map->tail[port] = number;
    map->n[port]++;
}

static bool put_on_ports(port_map_t *map, const record_row_t *row, guint16 id)
{
    guint32 width = width_of(row);
    for (guint port = row->port_first; port <= row->port_last; port++) {
        if (map->width[port] != 0 && map->width[port] != width)
            continue;
        if (map->n[port] == SVCREG_MAX_RECORDS_OF_PORT)
            return false;
        map->width[port] = width;
        put_on_port(map, port, id);
    }
    return true;
}

static bool fill_map(table_builder_t *builder, svcreg_transport_t transport, port_map_t *map,
                     GError **error)
{
    GArray *ids = records_of(builder, transport);
    bool good = true;
    for (guint i = 0; good && i < ids->len; i++) {
        guint16 id = g_array_index(ids, guint16, i);
        if (!put_on_ports(map, record_at(builder, id), id))
            good = tsv_fail(builder->files->services, id, error,
                            "more than %d records for one port; remove some",
                            SVCREG_MAX_RECORDS_OF_PORT);
    }
    g_array_free(ids, TRUE);
    return good;
}

/* Appends the port's records of one status to `ids`, or all with a negative one. */
static guint list_records(const table_builder_t *builder, const port_map_t *map, guint port,
                          int status, guint16 *ids)
{
    guint n = 0;
    for (guint32 i = map->head[port]; i != 0; i = g_array_index(map->nodes, node_t, i - 1).next) {
        guint16 id = g_array_index(map->nodes, node_t, i - 1).record;
        if (status < 0 || record_at(builder, id)->status == status)
            ids[n++] = id;
    }
    return n;
}

static bool is_dynamic_line(const table_builder_t *builder, const guint16 *ids, guint n, guint port)
{
    return port >= FIRST_DYNAMIC_PORT &&
           (n == 0 || record_at(builder, ids[0])->port_first >= FIRST_DYNAMIC_PORT);
}

/* The port's status, with its records in `ids`. */
static svcreg_status_t port_status(const table_builder_t *builder, const port_map_t *map,
                                   guint port, guint16 *ids, guint *ret_n)
{
    *ret_n = list_records(builder, map, port, SVCREG_STATUS_ASSIGNED, ids);
    if (*ret_n > 0)
        return SVCREG_STATUS_ASSIGNED;
    bool reserved = list_records(builder, map, port, SVCREG_STATUS_RESERVED, ids) > 0;
    *ret_n = list_records(builder, map, port, -1, ids);
    if (is_dynamic_line(builder, ids, *ret_n, port))
        return SVCREG_STATUS_DYNAMIC;
    return reserved ? SVCREG_STATUS_RESERVED : SVCREG_STATUS_UNASSIGNED;
}

static bool add_page(table_builder_t *builder, const port_map_t *map, guint first_port,
                     guint16 *ret_page)
{
    guint32 entries[SVCREG_PORTS_PER_PAGE];
    for (guint i = 0; i < SVCREG_PORTS_PER_PAGE; i++) {
        guint16 ids[SVCREG_MAX_RECORDS_OF_PORT];
        guint n;
        svcreg_status_t status = port_status(builder, map, first_port + i, ids, &n);
        guint first = n > 0 ? section_share(&builder->ids, ids, n) : 0;
        if (first >= SVCREG_MAX_IDS)
            return false;
        entries[i] = PORT_ENTRY(first, n, status); /* `first` from the start of the ids as yet */
    }
    guint start = section_share(&builder->port_entries, entries, SVCREG_PORTS_PER_PAGE);
    *ret_page = (guint16)(start / SVCREG_PORTS_PER_PAGE);
    return true;
}

static bool build_transport(table_builder_t *builder, svcreg_transport_t transport, port_map_t *map,
                            GError **error)
{
    if (!fill_map(builder, transport, map, error))
        return false;
    for (guint page = 0; page < SVCREG_N_PAGES; page++) {
        if (!add_page(builder, map, page * SVCREG_PORTS_PER_PAGE,
                      &builder->header.port_pages[transport][page]))
            return tsv_fail(builder->files->services, 0, error,
                            "too many different port ranges; remove some records");
    }
    return true;
}

bool build_ports(table_builder_t *builder, GError **error)
{
    bool good = true;
    for (int transport = 0; good && transport < SVCREG_N_TRANSPORTS; transport++) {
        port_map_t *map = g_new0(port_map_t, 1);
        map->nodes = g_array_new(FALSE, FALSE, sizeof(node_t));
        good = build_transport(builder, (svcreg_transport_t)transport, map, error);
        g_array_free(map->nodes, TRUE);
        g_free(map);
    }
    return good;
}
