/* own_services.c - the user's own table of services on ports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "user/own_services.h"

#include "common/compat.h"
#include "user/own_cell.h"

#include <epan/uat.h>
#include <string.h>

enum { N_PORTS = UINT16_MAX + 1 };

/* A row as the user wrote it. */
typedef struct {
    unsigned transport; /* svcreg_transport_t, NONE for any */
    char *ports;
    char *service;
    char *description;
} row_t;

static row_t *rows;
static unsigned n_rows;

static const value_string transports[] = {
    {SVCREG_TRANSPORT_TCP, "tcp"},   {SVCREG_TRANSPORT_UDP, "udp"},
    {SVCREG_TRANSPORT_SCTP, "sctp"}, {SVCREG_TRANSPORT_DCCP, "dccp"},
    {SVCREG_TRANSPORT_NONE, "any"},  {0, NULL}};

/* --- What packets are looked up in: a copy, because Wireshark may move the rows at any time --- */

typedef struct {
    svcreg_transport_t transport;
    unsigned first;
    unsigned last;
    unsigned row;
    const char *service;     /* in `strings` */
    const char *description; /* in `strings` */
} entry_t;

static GArray *entries; /* entry_t */
static GStringChunk *strings;
/* Port -> place in `entries` plus 1, or 0. NULL: nothing for the transport. */
static uint16_t *by_port[SVCREG_N_TRANSPORTS];

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && *at == ' ')
        at++;
    return at;
}

static bool read_port(const char **at, const char *end, unsigned *ret)
{
    unsigned port = 0;
    const char *digit = skip_blanks(*at, end);
    const char *first = digit;

    for (; digit < end && g_ascii_isdigit(*digit) && port < N_PORTS; digit++)
        port = port * 10 + (unsigned)(*digit - '0');
    if (digit == first || port >= N_PORTS)
        return false;
    *at = skip_blanks(digit, end);
    *ret = port;
    return true;
}

/* "4123" or "6000-6010", in this order or the other. */
static bool read_ports(const char *text, size_t len, unsigned *ret_first, unsigned *ret_last)
{
    const char *at = text, *end = text + len;
    unsigned first, last;

    if (!read_port(&at, end, &first))
        return false;
    last = first;
    if (at < end && *at == '-') {
        at++;
        if (!read_port(&at, end, &last))
            return false;
    }
    if (at != end)
        return false;
    *ret_first = first;
    *ret_last = last;
    return true;
}

static void forget(void)
{
    for (unsigned i = 0; i < SVCREG_N_TRANSPORTS; i++) {
        g_free(by_port[i]);
        by_port[i] = NULL;
    }
    if (entries) {
        g_array_free(entries, TRUE);
        g_string_chunk_free(strings);
        entries = NULL;
    }
}

/* The best entry last. */
static int compare_entries(gconstpointer a, gconstpointer b)
{
    const entry_t *x = (const entry_t *)a, *y = (const entry_t *)b;
    unsigned x_width = x->last - x->first, y_width = y->last - y->first;

    if (x_width != y_width)
        return x_width > y_width ? -1 : 1;
    if ((x->transport == SVCREG_TRANSPORT_NONE) != (y->transport == SVCREG_TRANSPORT_NONE))
        return x->transport == SVCREG_TRANSPORT_NONE ? -1 : 1;
    return x->row > y->row ? -1 : x->row < y->row;
}

static void fill_ports(svcreg_transport_t transport, const entry_t *entry, uint16_t number)
{
    if (!by_port[transport])
        by_port[transport] = g_new0(uint16_t, N_PORTS);
    for (unsigned port = entry->first; port <= entry->last; port++)
        by_port[transport][port] = number;
}

static void make_entries(void)
{
    for (unsigned i = 0; i < MIN(n_rows, OWN_TABLE_MAX); i++) {
        const row_t *row = &rows[i];
        entry_t entry = {.transport = (svcreg_transport_t)row->transport, .row = i};
        if (!row->service || !row->ports ||
            !read_ports(row->ports, strlen(row->ports), &entry.first, &entry.last))
            continue;
        entry.service = g_string_chunk_insert(strings, row->service);
        entry.description =
            g_string_chunk_insert(strings, row->description ? row->description : "");
        g_array_append_val(entries, entry);
    }
    g_array_sort(entries, compare_entries);
}

static void make_index(void)
{
    forget();
    if (n_rows == 0)
        return;
    entries = g_array_new(FALSE, FALSE, sizeof(entry_t));
    strings = g_string_chunk_new(1024);
    make_entries();
    for (unsigned i = 0; i < entries->len; i++) {
        const entry_t *entry = &g_array_index(entries, entry_t, i);
        if (entry->transport != SVCREG_TRANSPORT_NONE) {
            fill_ports(entry->transport, entry, (uint16_t)(i + 1));
            continue;
        }
        for (int transport = SVCREG_TRANSPORT_TCP; transport < SVCREG_N_TRANSPORTS; transport++)
            fill_ports((svcreg_transport_t)transport, entry, (uint16_t)(i + 1));
    }
}

bool own_service_find(svcreg_transport_t transport, uint16_t port, svcreg_record_t *ret)
{
    unsigned number = by_port[transport] ? by_port[transport][port] : 0;

    if (number == 0)
        return false;
    const entry_t *entry = &g_array_index(entries, entry_t, number - 1);
    *ret = svcreg_record_empty;
    ret->service = entry->service;
    ret->description = entry->description;
    ret->transport = transport;
    ret->status = SVCREG_STATUS_ASSIGNED;
    return true;
}

/* --- The table in the preferences --- */

UAT_VS_DEF(rows, transport, row_t, unsigned, SVCREG_TRANSPORT_NONE, "any")
UAT_CSTRING_CB_DEF(rows, ports, row_t)
UAT_CSTRING_CB_DEF(rows, service, row_t)
UAT_CSTRING_CB_DEF(rows, description, row_t)

static void *copy_row(void *to, const void *from, size_t len _U_)
{
    const row_t *row = (const row_t *)from;

    *(row_t *)to = (row_t){.transport = row->transport,
                           .ports = g_strdup(row->ports),
                           .service = g_strdup(row->service),
                           .description = g_strdup(row->description)};
    return to;
}

static void free_row(void *row)
{
    row_t *old = (row_t *)row;

    g_free(old->ports);
    g_free(old->service);
    g_free(old->description);
}

static svcreg_bool_t check_transport(void *row _U_, const char *text, unsigned len,
                                     const void *words _U_, const void *data _U_, char **error)
{
    return own_cell_is_word("the transport", transports, text, len, error);
}

static svcreg_bool_t check_ports(void *row _U_, const char *text, unsigned len,
                                 const void *unused _U_, const void *data _U_, char **error)
{
    unsigned first, last;

    if (!own_cell_is_name("the port", text, len, error))
        return FALSE;
    if (!read_ports(text, len, &first, &last)) {
        *error = g_strdup_printf("the port \"%.*s\" is none; write a number up to 65535, or a "
                                 "range like 6000-6010",
                                 (int)len, text);
        return FALSE;
    }
    if (first > last) {
        *error =
            g_strdup_printf("the range %u-%u is reversed; write %u-%u", first, last, last, first);
        return FALSE;
    }
    return TRUE;
}

static svcreg_bool_t check_service(void *row _U_, const char *text, unsigned len,
                                   const void *unused _U_, const void *data _U_, char **error)
{
    return own_cell_is_name("the service name", text, len, error);
}

static svcreg_bool_t check_description(void *row _U_, const char *text, unsigned len,
                                       const void *unused _U_, const void *data _U_, char **error)
{
    return own_cell_is_text("the description", text, len, error);
}

void own_services_register(module_t *module)
{
    static uat_field_t fields[] = {
        {"transport",
         "Transport",
         PT_TXTMOD_ENUM,
         {check_transport, rows_transport_set_cb, rows_transport_tostr_cb},
         {transports, transports, transports},
         /* The dialog's list of choices; without it Wireshark's GUI crashes. */
         transports,
         "tcp, udp, sctp, dccp, or any of them",
         FLDFILL},
        UAT_FLD_CSTRING_OTHER(rows, ports, "Port", check_ports,
                              "Port number, or a range like 6000-6010"),
        UAT_FLD_CSTRING_OTHER(rows, service, "Service name", check_service,
                              "What svcreg.service is to be"),
        UAT_FLD_CSTRING_OTHER(rows, description, "Description", check_description,
                              "What svcreg.description is to be; may be empty"),
        UAT_END_FIELDS};

    uat_t *uat = uat_new("Own Services", sizeof(row_t), "svcreg_services", /* from_profile= */ TRUE,
                         &rows, &n_rows, UAT_AFFECTS_DISSECTION, /* help= */ NULL, copy_row,
                         /* update_cb= */ NULL, free_row, make_index, forget, fields);
    prefs_register_uat_preference(module, "services", "Own services",
                                  "Names for ports, which go before those of the registry and are "
                                  "marked [own]. Only the first 4,096 rows count.",
                                  uat);
    /* After a row that it refuses, Wireshark keeps the good ones but does not say so. */
    register_init_routine(make_index);
}
