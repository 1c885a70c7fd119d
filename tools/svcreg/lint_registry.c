/* lint_registry.c - oddities of IANA's registry itself. None is a fault of the tables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "lint.h"

#include "command.h"
#include "import/record_cells.h"

#include <stdio.h>
#include <string.h>

enum { N_PORTS = 65536 };

/* "web 80/tcp", "mac-srvr-admin 4660", "lists tcp", "- 24/tcp" */
static char *record_label(const svcreg_record_t *record)
{
    record_cells_t cells;
    record_cells_get(record, &cells);
    const char *ports = cells.cells[ROW_PORTS];
    const char *transport = cells.cells[ROW_TRANSPORT];
    bool both = ports[0] != '\0' && transport[0] != '\0';
    char *label = g_strdup_printf("%s %s%s%s", record->service[0] != '\0' ? record->service : "-",
                                  ports, both ? "/" : "", transport);
    record_cells_clear(&cells);
    return g_strchomp(label);
}

static void add_record(GPtrArray *found, const svcreg_record_t *record)
{
    g_ptr_array_add(found, record_label(record));
}

/* --- oddities of a record alone ------------------------------------------------------------- */

static bool breaks_form(const svcreg_record_t *record)
{
    return record->service[0] != '\0' &&
           !svcreg_service_name_is_valid(record->service, strlen(record->service));
}

static bool breaks_form_unmarked(const svcreg_record_t *record)
{
    return breaks_form(record) && (record->flags & (SVCREG_FLAG_HISTORIC | SVCREG_FLAG_ALIAS)) == 0;
}

static bool has_port_only(const svcreg_record_t *record)
{
    return record->has_port && record->transport == SVCREG_TRANSPORT_NONE &&
           record->service[0] != '\0';
}

static bool has_neither(const svcreg_record_t *record)
{
    return !record->has_port && record->transport == SVCREG_TRANSPORT_NONE;
}

static bool has_no_description(const svcreg_record_t *record)
{
    return record->description[0] == '\0';
}

static bool is_assigned_without_name(const svcreg_record_t *record)
{
    return record->service[0] == '\0' && record->status == SVCREG_STATUS_ASSIGNED;
}

static bool is_assigned_without_contact(const svcreg_record_t *record)
{
    return record->service[0] != '\0' && record->contact[0] == '\0';
}

static bool modified_before_registered(const svcreg_record_t *record)
{
    /* "2007-02" is before or after no day of that month */
    size_t len = MIN(strlen(record->registered), strlen(record->modified));
    return len > 0 && strncmp(record->modified, record->registered, len) < 0;
}

static bool reports_other_port(const svcreg_record_t *record)
{
    unsigned long port = strtoul(record->unauthorized, NULL, 10);
    return port != 0 && (port < record->port_first || port > record->port_last);
}

/* --- oddities that several records make together -------------------------------------------- */

static void find_broken_names(const svcreg_table_t *table, GPtrArray *found)
{
    GHashTable *told = g_hash_table_new(g_str_hash, g_str_equal);
    svcreg_record_t record;
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_get(table, id, &record);
        if (breaks_form(&record) && g_hash_table_add(told, (gpointer)record.service))
            g_ptr_array_add(found, g_strdup(record.service));
    }
    g_hash_table_unref(told);
}

/* Ports that a name has, one record each. */
static void find_names_on_several_ports(const svcreg_table_t *table, GPtrArray *found)
{
    GHashTable *ports = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GPtrArray *names = g_ptr_array_new();
    svcreg_record_t record;
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_get(table, id, &record);
        if (!record.has_port || record.service[0] == '\0')
            continue;
        char *name = g_ascii_strdown(record.service, -1);
        char *port = g_strdup_printf("%u", record.port_first);
        const char *old = (const char *)g_hash_table_lookup(ports, name);
        if (!old) {
            g_ptr_array_add(names, name);
            g_hash_table_insert(ports, name, port);
            continue;
        }
        char **all = g_strsplit(old, ", ", -1);
        if (!g_strv_contains((const char *const *)all, port))
            g_hash_table_insert(ports, g_strdup(name), g_strdup_printf("%s, %s", old, port));
        g_strfreev(all);
        g_free(name);
        g_free(port);
    }
    for (guint i = 0; i < names->len; i++) {
        const char *name = (const char *)g_ptr_array_index(names, i);
        const char *all = (const char *)g_hash_table_lookup(ports, name);
        if (strchr(all, ','))
            g_ptr_array_add(found, g_strdup_printf("%s: %s", name, all));
    }
    g_ptr_array_unref(names);
    g_hash_table_unref(ports);
}

static bool is_second_name(const svcreg_record_t *record)
{
    return record->service[0] == '\0' || record->status != SVCREG_STATUS_ASSIGNED ||
           (record->flags & (SVCREG_FLAG_ALIAS | SVCREG_FLAG_DUPLICATE)) != 0;
}

/* Names of a port that are neither aliases nor duplicates, joined; NULL when there is one or none. */
static char *several_names(const svcreg_table_t *table, svcreg_span_t span)
{
    GString *names = g_string_new(NULL);
    unsigned n_names = 0;
    svcreg_record_t record;
    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_get(table, span.ids[i], &record);
        if (is_second_name(&record))
            continue;
        g_string_append_printf(names, "%s%s", n_names++ > 0 ? ", " : "", record.service);
    }
    return g_string_free(names, n_names < 2);
}

static void find_ports_with_several_names(const svcreg_table_t *table, GPtrArray *found)
{
    for (unsigned port = 0; port < N_PORTS; port++) {
        for (unsigned t = SVCREG_TRANSPORT_TCP; t < SVCREG_N_TRANSPORTS; t++) {
            svcreg_transport_t transport = (svcreg_transport_t)t;
            char *names = several_names(table, svcreg_find_port(table, transport, (uint16_t)port));
            if (names)
                g_ptr_array_add(found, g_strdup_printf("%u/%s: %s", port,
                                                       svcreg_transport_name(transport), names));
            g_free(names);
        }
    }
}

static bool shares_transport(const svcreg_record_t *a, const svcreg_record_t *b)
{
    return a->transport == b->transport || a->transport == SVCREG_TRANSPORT_NONE ||
           b->transport == SVCREG_TRANSPORT_NONE;
}

static bool is_inside(const svcreg_record_t *inner, const svcreg_record_t *range)
{
    unsigned width = (unsigned)range->port_last - range->port_first;
    unsigned inner_width = (unsigned)inner->port_last - inner->port_first;
    return inner->has_port && inner_width < width && inner->port_first <= range->port_last &&
           inner->port_last >= range->port_first && shares_transport(inner, range);
}

static void find_overlaps(const svcreg_table_t *table, GPtrArray *found)
{
    svcreg_record_t range;
    svcreg_record_t other;
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_get(table, id, &range);
        if (!range.has_port || range.port_first == range.port_last)
            continue;
        for (unsigned other_id = 0; other_id < svcreg_n_records(table); other_id++) {
            svcreg_record_get(table, other_id, &other);
            if (!is_inside(&other, &range))
                continue;
            char *label = record_label(&range);
            char *inner = record_label(&other);
            g_ptr_array_add(found, g_strdup_printf("%s over %s", label, inner));
            g_free(label);
            g_free(inner);
        }
    }
}

static void find_unknown_names(const svcreg_table_t *table, GPtrArray *found)
{
    svcreg_record_t record;
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_get(table, id, &record);
        const char *names[] = {record.alias_of, record.txt_same_as};
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
            if (names[i][0] != '\0' &&
                svcreg_find_service(table, names[i], strlen(names[i])).n == 0) {
                char *label = record_label(&record);
                g_ptr_array_add(found, g_strdup_printf("%s: %s", label, names[i]));
                g_free(label);
            }
        }
    }
}

static void find_spellings(const svcreg_table_t *table, GPtrArray *found)
{
    GHashTable *first = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTable *told = g_hash_table_new(g_str_hash, g_str_equal);
    svcreg_record_t record;
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_get(table, id, &record);
        char *folded = g_ascii_strdown(record.service, -1);
        const char *spelling = (const char *)g_hash_table_lookup(first, folded);
        if (!spelling) {
            g_hash_table_insert(first, folded, (gpointer)record.service);
            continue;
        }
        if (strcmp(spelling, record.service) != 0 &&
            g_hash_table_add(told, (gpointer)record.service))
            g_ptr_array_add(found, g_strdup_printf("%s, %s", spelling, record.service));
        g_free(folded);
    }
    g_hash_table_unref(told);
    g_hash_table_unref(first);
}

/* --- the list ------------------------------------------------------------------------------- */

/* Either `of_record` tells it of one record, or `find` of the whole registry. */
static const struct {
    const char *title;
    bool (*of_record)(const svcreg_record_t *record);
    void (*find)(const svcreg_table_t *table, GPtrArray *found);
} oddities[] = {
    {"records whose name breaks RFC 6335 section 5.1", breaks_form, NULL},
    {"names of these", NULL, find_broken_names},
    {"records of these that are neither historic nor alias", breaks_form_unmarked, NULL},
    {"names on several ports", NULL, find_names_on_several_ports},
    {"names in several spellings of upper and lower case", NULL, find_spellings},
    {"ports with several names, none of them an alias or duplicate", NULL,
     find_ports_with_several_names},
    {"records that overlap a wider range of another record", NULL, find_overlaps},
    {"names with a port and no transport", has_port_only, NULL},
    {"names with neither port nor transport", has_neither, NULL},
    {"records without description", has_no_description, NULL},
    {"assigned ports without a name", is_assigned_without_name, NULL},
    {"assigned names without a contact", is_assigned_without_contact, NULL},
    {"records modified before they were registered", modified_before_registered, NULL},
    {"reports of unauthorized use of another port than the record's", reports_other_port, NULL},
    {"references to a service name that is not registered", NULL, find_unknown_names},
};

static void find_records(const svcreg_table_t *table, bool (*of_record)(const svcreg_record_t *),
                         GPtrArray *found)
{
    svcreg_record_t record;
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_get(table, id, &record);
        if (of_record(&record))
            add_record(found, &record);
    }
}

void lint_registry_print(const svcreg_table_t *table, bool verbose)
{
    printf("Oddities of the registry of %s:\n", svcreg_table_date(table));
    for (size_t i = 0; i < G_N_ELEMENTS(oddities); i++) {
        GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
        if (oddities[i].of_record)
            find_records(table, oddities[i].of_record, found);
        else
            oddities[i].find(table, found);
        char *number = command_number(found->len);
        printf("%7s %s\n", number, oddities[i].title);
        for (guint k = 0; verbose && k < found->len; k++)
            printf("          %s\n", (const char *)g_ptr_array_index(found, k));
        g_free(number);
        g_ptr_array_unref(found);
    }
}
