/* inventory_tables.c - an inventory as statistics tables.
 *
 * Wireshark asks for no table but keeps one that is filled packet by packet: so each packet writes
 * the rows that it changes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory_tables.h"

#include "common/compat.h"
#include "inventory/inventory_tap.h"
#include "label/agreement.h"

#include <epan/stat_tap_ui.h>
#include <epan/tap.h>

#include <stdio.h>
#include <string.h>

/* One table, and what fills it. */
typedef struct {
    stat_tap_table_ui ui;
    inventory_kind_t kind;
    /* Write the cells of a row; text cells own their text. */
    void (*write)(const inventory_t *inventory, stat_tap_table_item_type *cells, const void *row);
    /* What rows are ordered by, most first; NULL: as they appear. */
    uint64_t (*weight)(const void *row);
    inventory_t *inventory;
    GHashTable *index_of; /* row to its number */
} table_t;

static void set_text(stat_tap_table_item_type *cell, const char *text)
{
    if (cell->type == TABLE_ITEM_STRING && strcmp(cell->value.string_value, text) == 0)
        return;
    if (cell->type == TABLE_ITEM_STRING)
        g_free((void *)cell->value.string_value);
    cell->type = TABLE_ITEM_STRING;
    cell->value.string_value = g_strdup(text);
}

static void set_number(stat_tap_table_item_type *cell, uint64_t number)
{
    cell->type = TABLE_ITEM_UINT;
    cell->value.uint_value = (unsigned)MIN(number, UINT_MAX);
}

/* The first few, and how many there are. */
static void set_texts(stat_tap_table_item_type *cell, GPtrArray *texts)
{
    enum { MAX_SHOWN = 3 };
    GString *text = g_string_new(NULL);

    for (unsigned i = 0; i < texts->len && i < MAX_SHOWN; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (char *)texts->pdata[i]);
    if (texts->len > MAX_SHOWN)
        g_string_append_printf(text, ", \xE2\x80\xA6 (%u)", texts->len);
    set_text(cell, text->str);
    g_string_free(text, TRUE);
    g_ptr_array_unref(texts);
}

static void set_time(stat_tap_table_item_type *cell, int64_t moment)
{
    GDateTime *date = g_date_time_new_from_unix_utc(moment / 1000000000);
    char *text = date ? g_date_time_format(date, "%Y-%m-%d %H:%M:%SZ") : g_strdup("");

    set_text(cell, text);
    g_free(text);
    if (date)
        g_date_time_unref(date);
}

/* How long what was said last still holds, at the last packet. */
static void set_lease(stat_tap_table_item_type *cell, const inventory_t *inventory,
                      const inventory_service_t *service)
{
    int64_t left = (service->expires - inventory_rows(inventory)->latest.time) / 1000000000;
    char *text = service->goodbye.frame > 0
                     ? g_strdup_printf("goodbye in %u", service->goodbye.frame)
                 : left < 0 ? g_strdup("expired")
                            : g_strdup_printf("%" G_GINT64_FORMAT " s left", left);

    set_text(cell, text);
    g_free(text);
}

enum {
    SERVICE_INSTANCE,
    SERVICE_TYPE,
    SERVICE_DESCRIPTION,
    SERVICE_HOST,
    SERVICE_ADDRESSES,
    SERVICE_PORT,
    SERVICE_MODEL,
    SERVICE_TXT,
    SERVICE_ANNOUNCED_BY,
    SERVICE_FIRST,
    SERVICE_FIRST_TIME,
    SERVICE_LAST,
    SERVICE_LAST_TIME,
    SERVICE_LEASE,
    SERVICE_PACKETS,
    SERVICE_BYTES,
    SERVICE_N
};

/* The device for people. */
static const char *device_of(const char *product, const char *model)
{
    return product[0] != '\0' ? product : model;
}

static void write_service(const inventory_t *inventory, stat_tap_table_item_type *cells,
                          const void *row)
{
    const inventory_service_t *service = row;
    inventory_use_t use = inventory_use_of(inventory, service);

    set_text(&cells[SERVICE_INSTANCE], service->instance);
    set_text(&cells[SERVICE_TYPE], service->service_type);
    set_text(&cells[SERVICE_DESCRIPTION], service->description);
    set_text(&cells[SERVICE_HOST], service->host);
    set_texts(&cells[SERVICE_ADDRESSES], inventory_addresses_of(service));
    set_number(&cells[SERVICE_PORT], service->port);
    set_text(&cells[SERVICE_MODEL],
             device_of(inventory_product(service), inventory_device(service, SVCREG_DEVICE_MODEL)));
    set_text(&cells[SERVICE_TXT], service->txt);
    set_texts(&cells[SERVICE_ANNOUNCED_BY], inventory_sorted(service->announced_by));
    set_number(&cells[SERVICE_FIRST], service->seen.first.frame);
    set_time(&cells[SERVICE_FIRST_TIME], service->seen.first.time);
    set_number(&cells[SERVICE_LAST], service->seen.last.frame);
    set_time(&cells[SERVICE_LAST_TIME], service->seen.last.time);
    set_lease(&cells[SERVICE_LEASE], inventory, service);
    set_number(&cells[SERVICE_PACKETS], use.packets);
    set_number(&cells[SERVICE_BYTES], use.bytes);
    inventory_use_clear(&use);
}

enum {
    HOST_NAME,
    HOST_ADDRESSES,
    HOST_MODEL,
    HOST_SERVICES,
    HOST_TYPES,
    HOST_FIRST,
    HOST_LAST,
    HOST_RECORDS,
    HOST_N
};

static void write_host(const inventory_t *inventory _U_, stat_tap_table_item_type *cells,
                       const void *row)
{
    const inventory_host_t *host = row;

    set_text(&cells[HOST_NAME], host->name);
    set_texts(&cells[HOST_ADDRESSES], inventory_sorted(host->addresses));
    set_text(&cells[HOST_MODEL], device_of(inventory_host_product(host),
                                           inventory_host_device(host, SVCREG_DEVICE_MODEL)));
    set_number(&cells[HOST_SERVICES], host->services->len);
    set_texts(&cells[HOST_TYPES], inventory_sorted(host->service_types));
    set_number(&cells[HOST_FIRST], host->seen.first.frame);
    set_number(&cells[HOST_LAST], host->seen.last.frame);
    set_number(&cells[HOST_RECORDS], host->seen.n);
}

enum {
    PORT_ADDRESS,
    PORT_TRANSPORT,
    PORT_PORT,
    PORT_REGISTERED,
    PORT_ANNOUNCED,
    PORT_DISSECTED,
    PORT_AGREEMENT,
    PORT_PACKETS,
    PORT_BYTES,
    PORT_CLIENTS,
    PORT_FIRST,
    PORT_LAST,
    PORT_N
};

static void write_probes(stat_tap_table_item_type *cells, const inventory_port_t *port)
{
    char *text = g_strdup_printf("probed by %s", port->address);

    set_text(&cells[PORT_ADDRESS], text);
    g_free(text);
    text = g_strdup_printf("%u unanswered", port->n_probed);
    set_text(&cells[PORT_PORT], text);
    g_free(text);
    set_text(&cells[PORT_REGISTERED], "");
}

static void write_port(const inventory_t *inventory _U_, stat_tap_table_item_type *cells,
                       const void *row)
{
    const inventory_port_t *port = row;
    char number[8];

    if (port->sources) {
        write_probes(cells, port);
    } else {
        (void)snprintf(number, sizeof number, "%u", port->port);
        set_text(&cells[PORT_ADDRESS], port->address);
        set_text(&cells[PORT_PORT], number);
        set_text(&cells[PORT_REGISTERED],
                 port->registered[0] != '\0' ? port->registered : port->status);
    }
    set_text(&cells[PORT_TRANSPORT], svcreg_transport_name(port->transport));
    set_text(&cells[PORT_ANNOUNCED], port->announced_service);
    set_text(&cells[PORT_DISSECTED], port->dissected);
    set_text(&cells[PORT_AGREEMENT], port->sources ? "" : agreement_name(port->agreement));
    set_number(&cells[PORT_PACKETS], port->seen.n);
    set_number(&cells[PORT_BYTES], port->bytes);
    set_number(&cells[PORT_CLIENTS], g_hash_table_size(port->clients));
    set_number(&cells[PORT_FIRST], port->seen.first.frame);
    set_number(&cells[PORT_LAST], port->seen.last.frame);
}

static uint64_t port_weight(const void *row)
{
    return ((const inventory_port_t *)row)->seen.n;
}

enum {
    ASKED_REQUESTER,
    ASKED_TYPE,
    ASKED_QUESTIONS,
    ASKED_ANSWERED_BY,
    ASKED_FIRST,
    ASKED_LAST,
    ASKED_N
};

static void write_question(const inventory_t *inventory, stat_tap_table_item_type *cells,
                           const void *row)
{
    const inventory_question_t *question = row;

    set_text(&cells[ASKED_REQUESTER], question->requester);
    set_text(&cells[ASKED_TYPE], question->service_type);
    set_number(&cells[ASKED_QUESTIONS], question->seen.n);
    set_texts(&cells[ASKED_ANSWERED_BY], inventory_answered_by(inventory, question));
    set_number(&cells[ASKED_FIRST], question->seen.first.frame);
    set_number(&cells[ASKED_LAST], question->seen.last.frame);
}

/* The place of a row in its table, made if it is new. */
static unsigned index_of(table_t *table, stat_tap_table *cells, const void *row)
{
    void *number;

    if (g_hash_table_lookup_extended(table->index_of, row, NULL, &number))
        return GPOINTER_TO_UINT(number);
    unsigned position = cells->num_elements;
    stat_tap_table_item_type *blank = g_new0(stat_tap_table_item_type, table->ui.nfields);
    blank[0].user_data.ptr_value = (void *)row;
    stat_tap_init_table_row(cells, position, (unsigned)table->ui.nfields, blank);
    g_free(blank);
    g_hash_table_insert(table->index_of, (void *)row, GUINT_TO_POINTER(position));
    return position;
}

static const void *row_at(const stat_tap_table *cells, unsigned position)
{
    return cells->elements[position][0].user_data.ptr_value;
}

static void put(table_t *table, stat_tap_table *cells, unsigned position,
                stat_tap_table_item_type *element)
{
    cells->elements[position] = element;
    g_hash_table_insert(table->index_of, element[0].user_data.ptr_value,
                        GUINT_TO_POINTER(position));
}

/* Keep the order, most first. A row that grew by one only changes places with the first of those
 * that it was equal to; others move up. */
static void reorder(table_t *table, stat_tap_table *cells, unsigned position)
{
    uint64_t weight = table->weight(row_at(cells, position));
    unsigned low = 0, high = position;

    while (low < high) {
        unsigned middle = (low + high) / 2;
        if (table->weight(row_at(cells, middle)) >= weight)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == position)
        return;
    stat_tap_table_item_type *moved = cells->elements[position];
    if (table->weight(row_at(cells, low)) == table->weight(row_at(cells, position - 1))) {
        put(table, cells, position, cells->elements[low]);
    } else {
        for (unsigned i = position; i > low; i--)
            put(table, cells, i, cells->elements[i - 1]);
    }
    put(table, cells, low, moved);
}

static void free_cell(stat_tap_table *cells _U_, unsigned row _U_, unsigned column _U_,
                      stat_tap_table_item_type *cell)
{
    if (cell->type == TABLE_ITEM_STRING)
        g_free((void *)cell->value.string_value);
    cell->type = TABLE_ITEM_NONE;
}

static void remove_row(table_t *table, stat_tap_table *cells, const void *row)
{
    void *number;

    if (!g_hash_table_lookup_extended(table->index_of, row, NULL, &number))
        return;
    unsigned position = GPOINTER_TO_UINT(number);
    for (unsigned j = 0; j < cells->num_fields; j++)
        free_cell(cells, position, j, &cells->elements[position][j]);
    g_free(cells->elements[position]);
    cells->num_elements--;
    for (unsigned i = position; i < cells->num_elements; i++)
        put(table, cells, i, cells->elements[i + 1]);
    g_hash_table_remove(table->index_of, row);
}

static stat_tap_table *cells_of(const table_t *table)
{
    return g_array_index(table->ui.tables, stat_tap_table *, 0);
}

static void update(void *data, const void *row)
{
    table_t *table = data;
    stat_tap_table *cells = cells_of(table);

    if (table->kind == INVENTORY_PORTS && inventory_port_is_void(row)) {
        remove_row(table, cells, row);
        return;
    }
    unsigned position = index_of(table, cells, row);
    table->write(table->inventory, cells->elements[position], row);
    if (table->weight)
        reorder(table, cells, position);
}

static tap_packet_status add(void *data, packet_info *pinfo _U_, epan_dissect_t *edt _U_,
                             const void *tapped, tap_flags_t flags _U_)
{
    const stat_data_t *stat = data;
    table_t *table = (table_t *)stat->stat_tap_data; /* its first member */

    inventory_tap_add(table->inventory, tapped);
    return inventory_take_changed(table->inventory, update, table) ? TAP_PACKET_REDRAW
                                                                   : TAP_PACKET_DONT_REDRAW;
}

static void start_afresh(table_t *table)
{
    inventory_free(table->inventory);
    table->inventory = inventory_new(table->kind);
    if (table->index_of)
        g_hash_table_destroy(table->index_of);
    table->index_of = g_hash_table_new(NULL, NULL);
}

static table_t services, hosts, ports, asked;

/* A file was closed, or is tapped again: nothing is known. */
static void reset(stat_tap_table *cells)
{
    table_t *const tables[] = {&services, &hosts, &ports, &asked};

    for (unsigned i = 0; i < cells->num_elements; i++) {
        for (unsigned j = 0; j < cells->num_fields; j++)
            free_cell(cells, i, j, &cells->elements[i][j]);
        g_free(cells->elements[i]);
    }
    g_free(cells->elements);
    cells->elements = NULL;
    cells->num_elements = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(tables); i++) {
        if (strcmp(tables[i]->ui.title, cells->title) == 0)
            start_afresh(tables[i]);
    }
}

/* A window, which counts itself before it begins, has columns of its own; since 4.6 it would fill
 * its cells with blanks to the widths that tshark prints them in. */
static void drop_widths(stat_tap_table_ui *ui)
{
    for (size_t i = 0; i < ui->nfields; i++)
        ui->fields[i].field_format = ui->fields[i].type == TABLE_ITEM_UINT ? "%u" : "%s";
}

static void init(stat_tap_table_ui *ui)
{
    stat_tap_table *cells = stat_tap_find_table(ui, ui->title);

    if (ui->refcount > 0)
        drop_widths(ui);
    /* What cells hold of an inventory must not outlive it. */
    if (cells) {
        reset(cells);
        return;
    }
    start_afresh((table_t *)ui);
    stat_tap_add_table(ui, stat_tap_init_table(ui->title, (int)ui->nfields, 0, NULL));
}

/* With the width that tshark prints it in. */
#define TEXT_COLUMN(name, width)                                                                   \
    {                                                                                              \
        TABLE_ITEM_STRING, TAP_ALIGN_LEFT, name, "%-" #width "s"                                   \
    }
#define NUMBER_COLUMN(name, width)                                                                 \
    {                                                                                              \
        TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, name, "%" #width "u"                                     \
    }

static stat_tap_table_item service_columns[SERVICE_N] = {
    [SERVICE_INSTANCE] = TEXT_COLUMN("Instance", 20),
    [SERVICE_TYPE] = TEXT_COLUMN("Service Type", 14),
    [SERVICE_DESCRIPTION] = TEXT_COLUMN("Description", 20),
    [SERVICE_HOST] = TEXT_COLUMN("Host", 20),
    [SERVICE_ADDRESSES] = TEXT_COLUMN("Addresses", 15),
    [SERVICE_PORT] = NUMBER_COLUMN("Port", 5),
    [SERVICE_MODEL] = TEXT_COLUMN("Model", 10),
    [SERVICE_TXT] = TEXT_COLUMN("TXT Attributes", 20),
    [SERVICE_ANNOUNCED_BY] = TEXT_COLUMN("Announced by", 15),
    [SERVICE_FIRST] = NUMBER_COLUMN("First Frame", 11),
    [SERVICE_FIRST_TIME] = TEXT_COLUMN("First Time", 20),
    [SERVICE_LAST] = NUMBER_COLUMN("Last Frame", 10),
    [SERVICE_LAST_TIME] = TEXT_COLUMN("Last Time", 20),
    [SERVICE_LEASE] = TEXT_COLUMN("Holds", 10),
    [SERVICE_PACKETS] = NUMBER_COLUMN("Packets", 7),
    [SERVICE_BYTES] = NUMBER_COLUMN("Bytes", 5)};

static stat_tap_table_item host_columns[HOST_N] = {[HOST_NAME] = TEXT_COLUMN("Host", 20),
                                                   [HOST_ADDRESSES] = TEXT_COLUMN("Addresses", 15),
                                                   [HOST_MODEL] = TEXT_COLUMN("Model", 10),
                                                   [HOST_SERVICES] = NUMBER_COLUMN("Services", 8),
                                                   [HOST_TYPES] = TEXT_COLUMN("Service Types", 20),
                                                   [HOST_FIRST] = NUMBER_COLUMN("First Frame", 11),
                                                   [HOST_LAST] = NUMBER_COLUMN("Last Frame", 10),
                                                   [HOST_RECORDS] = NUMBER_COLUMN("Records", 7)};

static stat_tap_table_item port_columns[PORT_N] = {[PORT_ADDRESS] = TEXT_COLUMN("Address", 15),
                                                   [PORT_TRANSPORT] = TEXT_COLUMN("Transport", 9),
                                                   [PORT_PORT] = TEXT_COLUMN("Port", 5),
                                                   [PORT_REGISTERED] =
                                                       TEXT_COLUMN("Registered", 10),
                                                   [PORT_ANNOUNCED] = TEXT_COLUMN("Announced", 9),
                                                   [PORT_DISSECTED] = TEXT_COLUMN("Dissected", 9),
                                                   [PORT_AGREEMENT] = TEXT_COLUMN("Agreement", 9),
                                                   [PORT_PACKETS] = NUMBER_COLUMN("Packets", 7),
                                                   [PORT_BYTES] = NUMBER_COLUMN("Bytes", 5),
                                                   [PORT_CLIENTS] = NUMBER_COLUMN("Clients", 7),
                                                   [PORT_FIRST] = NUMBER_COLUMN("First Frame", 11),
                                                   [PORT_LAST] = NUMBER_COLUMN("Last Frame", 10)};

static stat_tap_table_item asked_columns[ASKED_N] = {
    [ASKED_REQUESTER] = TEXT_COLUMN("Requester", 15),
    [ASKED_TYPE] = TEXT_COLUMN("Service Type", 14),
    [ASKED_QUESTIONS] = NUMBER_COLUMN("Questions", 9),
    [ASKED_ANSWERED_BY] = TEXT_COLUMN("Answered by", 15),
    [ASKED_FIRST] = NUMBER_COLUMN("First Frame", 11),
    [ASKED_LAST] = NUMBER_COLUMN("Last Frame", 10)};

static tap_param filter[] = {{PARAM_FILTER, "filter", "Filter", NULL, TRUE}};

#define TABLE_UI(name, command, columns)                                                           \
    {                                                                                              \
        .group = REGISTER_PACKET_STAT_GROUP_UNSORTED, .title = (name), .tap_name = INVENTORY_TAP,  \
        .cli_string = (command), .stat_tap_init_cb = init, .packet_func = add,                     \
        .stat_tap_reset_table_cb = reset, .stat_tap_free_table_item_cb = free_cell,                \
        .nfields = G_N_ELEMENTS(columns), .fields = (columns), .nparams = G_N_ELEMENTS(filter),    \
        .params = filter                                                                           \
    }

static table_t services = {.ui = TABLE_UI("Services", "dnssd,services", service_columns),
                           .kind = INVENTORY_SERVICES,
                           .write = write_service};
static table_t hosts = {.ui = TABLE_UI("Service Hosts", "dnssd,hosts", host_columns),
                        .kind = INVENTORY_HOSTS,
                        .write = write_host};
static table_t ports = {.ui = TABLE_UI("Ports Served", "svcreg,ports", port_columns),
                        .kind = INVENTORY_PORTS,
                        .write = write_port,
                        .weight = port_weight};
static table_t asked = {.ui = TABLE_UI("Who Asks for What", "dnssd,asked", asked_columns),
                        .kind = INVENTORY_QUESTIONS,
                        .write = write_question};

void inventory_tables_register(void)
{
    register_stat_tap_table_ui(&services.ui);
    register_stat_tap_table_ui(&hosts.ui);
    register_stat_tap_table_ui(&ports.ui);
    register_stat_tap_table_ui(&asked.ui);
}
