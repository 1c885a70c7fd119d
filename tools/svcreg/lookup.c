/* lookup.c - svcreg lookup: what the registry says of a port, a service, a text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "lookup.h"

#include "build/table_load.h"
#include "command.h"
#include "find.h"
#include "import/import.h"
#include "record_json.h"
#include "record_text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Names that are offered when nothing is found. */
enum { MAX_NEAREST = 5 };

/* Ports without a line in the registry are told one by one up to so many. */
enum { MAX_EMPTY_PORTS = 64 };

typedef struct {
    const svcreg_table_t *table;
    char *folder;
    gboolean json;
    gboolean all;
    gboolean as_text;
    gboolean in_full;
    gboolean verbose;
    json_list_t list;
    text_style_t style;
    bool is_imported;    /* the table is the user's own */
    unsigned n_services; /* records of a service that were printed */
} lookup_t;

static bool wants_colour(void)
{
    const char *no_colour = g_getenv("NO_COLOR");
    const char *terminal = g_getenv("TERM");
    return isatty(STDOUT_FILENO) && (!no_colour || no_colour[0] == '\0') && terminal &&
           strcmp(terminal, "dumb") != 0;
}

/* Transports asked for of which the registry has no line for the port. Of a term without a
 * transport they are only of interest when there is no line at all. */
static unsigned empty_transports(const lookup_t *lookup, const find_t *found, uint16_t port)
{
    unsigned empty = 0;
    for (unsigned t = SVCREG_TRANSPORT_TCP; t < SVCREG_N_TRANSPORTS; t++) {
        if (!(found->transports & 1u << t))
            continue;
        if (svcreg_find_port(lookup->table, (svcreg_transport_t)t, port).n == 0)
            empty |= 1u << t;
        else if (found->any_transport)
            return 0;
    }
    return empty;
}

static void print_empty_port(lookup_t *lookup, unsigned transports, uint16_t port)
{
    if (transports == 0)
        return;
    if (!lookup->json) {
        port_text_print(lookup->table, transports, port, &lookup->style);
        return;
    }
    for (unsigned t = SVCREG_TRANSPORT_TCP; t < SVCREG_N_TRANSPORTS; t++) {
        if (transports & 1u << t)
            json_list_print(&lookup->list, port_json(lookup->table, (svcreg_transport_t)t, port));
    }
}

static void print_empty_ports(lookup_t *lookup, const find_t *found)
{
    unsigned n_ports = 1u + found->port_last - found->port_first;
    for (unsigned i = 0; i < MIN(n_ports, MAX_EMPTY_PORTS); i++) {
        uint16_t port = (uint16_t)(found->port_first + i);
        print_empty_port(lookup, empty_transports(lookup, found, port), port);
    }
}

static void print_records(lookup_t *lookup, const GArray *ids)
{
    svcreg_record_t record;
    for (guint i = 0; i < ids->len; i++) {
        svcreg_record_get(lookup->table, g_array_index(ids, unsigned, i), &record);
        lookup->n_services += record.service[0] != '\0';
    }
    if (!lookup->json) {
        records_text_print(lookup->table, ids, &lookup->style);
        return;
    }
    for (guint i = 0; i < ids->len; i++)
        json_list_print(&lookup->list, record_json(lookup->table, g_array_index(ids, unsigned, i)));
}

/* "7774/tcp" when one port of one transport was asked for, else NULL. */
static char *asked_port(const find_t *found)
{
    if (found->kind != FIND_PORT || found->any_transport || found->port_first != found->port_last)
        return NULL;
    svcreg_transport_t transport = (svcreg_transport_t)g_bit_nth_lsf(found->transports, -1);
    return g_strdup_printf("%u/%s", found->port_first, svcreg_transport_name(transport));
}

static void print_found(lookup_t *lookup, const find_t *found)
{
    if (found->kind == FIND_TEXT && !lookup->json)
        printf("Found in %s:\n", found->found_in->str);
    lookup->style.asked = asked_port(found);
    print_records(lookup, found->ids);
    g_clear_pointer(&lookup->style.asked, g_free);
    if (found->kind == FIND_PORT)
        print_empty_ports(lookup, found);
    if (found->txt_service && lookup->json)
        json_list_print(&lookup->list, txt_service_json(lookup->table, found->txt_service));
    else if (found->txt_service)
        txt_service_text_print(lookup->table, found->txt_service,
                               find_registered_like(lookup->table, found->txt_service),
                               &lookup->style);
}

static void print_nothing(const lookup_t *lookup, const char *term)
{
    const char **nearest = find_nearest(lookup->table, term, MAX_NEAREST);
    char *names = g_strjoinv(", ", (char **)nearest);
    command_say("\"%s\" is not in the registry of %s%s%s", term, svcreg_table_date(lookup->table),
                names[0] != '\0' ? "; nearest names: " : "", names);
    g_free(names);
    g_free(nearest);
}

static bool look_up(lookup_t *lookup, const char *term)
{
    find_t found;
    find_term(lookup->table, term, lookup->as_text, &found);
    bool something = found.kind != FIND_NOTHING && found.kind != FIND_WRONG;
    if (something)
        print_found(lookup, &found);
    else if (found.kind == FIND_WRONG)
        command_say("\"%s\": %s", term, found.wrong);
    else
        print_nothing(lookup, term);
    find_clear(&found);
    return something;
}

static void print_all(lookup_t *lookup)
{
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(unsigned));
    for (unsigned id = 0; id < svcreg_n_records(lookup->table); id++)
        g_array_append_val(ids, id);
    print_records(lookup, ids);
    g_array_unref(ids);
}

/* A term a line; empty ones say nothing, but if there are no others. */
static bool look_up_lines(lookup_t *lookup, FILE *file)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    char *line = NULL;
    size_t size = 0;
    ssize_t len;
    unsigned number = 0, n_terms = 0;
    bool all = true;

    errno = 0;
    while ((len = getline(&line, &size, file)) > 0) {
        bool marked = number++ == 0 && g_str_has_prefix(line, byte_order_mark);
        bool is_text = strlen(line) == (size_t)len;
        const char *term = g_strstrip(marked ? line + sizeof byte_order_mark - 1 : line);
        n_terms += !is_text || term[0] != '\0';
        if (!is_text) {
            command_say("standard input:%u: the line is no text", number);
            all = false;
        } else if (term[0] != '\0') {
            all = look_up(lookup, term) && all;
        }
    }
    if (ferror(file)) {
        command_say("standard input cannot be read (%s)", g_strerror(errno));
        all = false;
    } else if (n_terms == 0) {
        command_say("standard input has no terms: write one a line");
        all = false;
    }
    free(line);
    return all;
}

/* Whether terms are read from a terminal, where each is answered at once. */
static bool is_dialogue(char **terms)
{
    for (; *terms; terms++) {
        if (strcmp(*terms, "-") == 0)
            return true;
    }
    return false;
}

static int look_up_all(lookup_t *lookup, char **terms)
{
    int status = COMMAND_OK;
    lookup->style = (text_style_t){
        .colour = wants_colour(), .all_parts = lookup->verbose, .in_full = lookup->in_full};
    command_output_t *output = lookup->json || is_dialogue(terms) ? NULL : command_page_output();
    if (lookup->all)
        print_all(lookup);
    for (; *terms; terms++) {
        bool lines = strcmp(*terms, "-") == 0;
        if (!(lines ? look_up_lines(lookup, stdin) : look_up(lookup, *terms)))
            status = COMMAND_FAILED;
    }
    if (lookup->json)
        json_list_end(&lookup->list);
    else if (lookup->n_services > 0)
        printf("A registration does not prove that traffic on the port is of the service.\n");
    if (!lookup->json && lookup->is_imported)
        printf("Registry of %s, imported by the user.\n", svcreg_table_date(lookup->table));
    command_page_output_end(output);
    return status;
}

/* The tables that the user imported, which the plugin takes too; NULL when there are none. */
static const svcreg_table_t *open_imported(void)
{
    char *folder = import_user_folder();
    char *services = g_build_filename(folder, "services.tsv", NULL);
    GError *error = NULL;
    const svcreg_table_t *table = NULL;

    if (g_file_test(services, G_FILE_TEST_EXISTS))
        table = svcreg_table_load_over(folder, svcreg_builtin(), &error);
    if (error) {
        command_say(
            "%s; the built-in registry is used until \"svcreg import FILE --user\" makes it "
            "anew",
            error->message);
        g_error_free(error);
    }
    g_free(services);
    g_free(folder);
    return table;
}

/* The folder's tables, else the user's, else those compiled in. */
static const svcreg_table_t *open_table(lookup_t *lookup)
{
    const svcreg_table_t *imported = lookup->folder ? NULL : open_imported();

    lookup->is_imported = imported;
    return imported ? imported : command_open_table(lookup->folder);
}

int lookup_main(int argc, char **argv)
{
    lookup_t lookup = {0};
    const GOptionEntry entries[] = {
        {"json", 'j', 0, G_OPTION_ARG_NONE, &lookup.json,
         "Print an array of objects with every column", NULL},
        {"all", 'a', 0, G_OPTION_ARG_NONE, &lookup.all, "Print all records", NULL},
        {"search", 's', 0, G_OPTION_ARG_NONE, &lookup.as_text,
         "Look for each TERM as a text, also if it is a port or a name", NULL},
        {"long", 'l', 0, G_OPTION_ARG_NONE, &lookup.in_full,
         "Print each record in full, however many there are", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &lookup.verbose,
         "Print all TXT keys with their bits, values and sources", NULL},
        {"table", 't', 0, G_OPTION_ARG_FILENAME, &lookup.folder,
         "Use the tables of a folder, not those imported by --user or compiled in", "DIR"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    int status = COMMAND_USAGE;
    if (!command_parse(
            &argc, &argv, "TERM...",
            "Says what the registry has for a port (80, 4123/udp, tcp:80, 6000-6063/tcp), "
            "a service name\n(z-wave, z-wave/udp, x11*), a service type (_ipp._tcp, also in a name "
            "of "
            "DNS), a DCCP service code\n(SC=1145656131), or a text in description, "
            "assignee, contact or reference\n(\"Sigma Designs\", rfc6763). \"-\" stands "
            "for terms on standard input, one a line.",
            entries)) {
        g_free(lookup.folder);
        return status;
    }
    if (argc < 2 && !lookup.all) {
        command_say("lookup: name what to look up; see svcreg lookup --help");
    } else {
        lookup.table = open_table(&lookup);
        status = !lookup.table ? COMMAND_FAILED : look_up_all(&lookup, argv + 1);
        command_close_table(lookup.table);
    }
    g_free(lookup.folder);
    return status;
}
