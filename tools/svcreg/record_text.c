/* record_text.c - records for people.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "record_text.h"

#include "import/record_cells.h"

#include <stdio.h>
#include <string.h>

enum {
    LABEL_WIDTH = 14, /* names of columns */
    NAME_WIDTH = 15,  /* a service name that keeps RFC 6335 section 5.1 */
    PORTS_WIDTH = 24  /* ports with their transport */
};

/* Records that differ in nothing but transport and port. */
typedef struct {
    GArray *ids; /* of unsigned */
} group_t;

/* Columns that are printed below a record's heading, in this order. */
static const struct {
    row_cell_t cell;
    const char *label;
} lines[] = {
    {ROW_DESCRIPTION, "Description"},
/* clang-format off */
#define LINE(unused, member, column, label, ...) {ROW_##column, label},
    SVCREG_PEOPLE_TEXTS(LINE, )
    SVCREG_REGISTRANT_TEXTS(LINE, )
    {ROW_SERVICE_CODE, "Service code"},
    SVCREG_EXTRA_TEXTS(LINE, )
#undef LINE
    /* clang-format on */
};

static void group_free(gpointer data)
{
    group_t *group = (group_t *)data;
    g_array_unref(group->ids);
    g_free(group);
}

/* A port without a service name stands alone: else all unassigned ones would be one. */
static bool is_same(const svcreg_record_t *a, const svcreg_record_t *b)
{
    record_cells_t cells_a;
    record_cells_t cells_b;
    bool same =
        a->service[0] != '\0' || (a->port_first == b->port_first && a->port_last == b->port_last);
    record_cells_get(a, &cells_a);
    record_cells_get(b, &cells_b);
    for (int i = 0; same && i < ROW_N_CELLS; i++) {
        if (i != ROW_PORTS && i != ROW_TRANSPORT)
            same = strcmp(cells_a.cells[i], cells_b.cells[i]) == 0;
    }
    record_cells_clear(&cells_a);
    record_cells_clear(&cells_b);
    return same && a->has_port == b->has_port;
}

static group_t *find_group(const svcreg_table_t *table, const GPtrArray *groups,
                           const svcreg_record_t *record)
{
    for (guint i = 0; i < groups->len; i++) {
        group_t *group = (group_t *)g_ptr_array_index(groups, i);
        svcreg_record_t first;
        svcreg_record_get(table, g_array_index(group->ids, unsigned, 0), &first);
        if (is_same(&first, record))
            return group;
    }
    return NULL;
}

/* Only groups of the same name are compared, for there may be thousands. */
static GPtrArray *make_groups(const svcreg_table_t *table, const GArray *ids)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);
    GHashTable *by_name =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < ids->len; i++) {
        svcreg_record_t record;
        svcreg_record_get(table, g_array_index(ids, unsigned, i), &record);
        GPtrArray *of_name = (GPtrArray *)g_hash_table_lookup(by_name, record.service);
        if (!of_name) {
            of_name = g_ptr_array_new();
            g_hash_table_insert(by_name, (gpointer)record.service, of_name);
        }
        group_t *group = find_group(table, of_name, &record);
        if (!group) {
            group = g_new0(group_t, 1);
            group->ids = g_array_new(FALSE, FALSE, sizeof(unsigned));
            g_ptr_array_add(groups, group);
            g_ptr_array_add(of_name, group);
        }
        g_array_append_val(group->ids, g_array_index(ids, unsigned, i));
    }
    g_hash_table_unref(by_name);
    return groups;
}

/* "4123/tcp", "6000-6063/udp", "udp", "" */
static char *ports_text(const svcreg_record_t *record)
{
    record_cells_t cells;
    record_cells_get(record, &cells);
    const char *transport = cells.cells[ROW_TRANSPORT];
    bool both = record->has_port && transport[0] != '\0';
    char *ports = g_strdup_printf("%s%s%s", cells.cells[ROW_PORTS], both ? "/" : "", transport);
    record_cells_clear(&cells);
    return ports;
}

static char *all_ports_text(const svcreg_table_t *table, const group_t *group)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < group->ids->len; i++) {
        svcreg_record_t record;
        svcreg_record_get(table, g_array_index(group->ids, unsigned, i), &record);
        char *ports = ports_text(&record);
        if (ports[0] != '\0')
            g_string_append_printf(all, "%s%s", all->len > 0 ? ", " : "", ports);
        g_free(ports);
    }
    return g_string_free(all, FALSE);
}

static void print_emphasized(const char *text, const text_style_t *style)
{
    if (style->colour)
        printf("\033[1m%s\033[0m", text);
    else
        fputs(text, stdout);
}

/* Text of a line with its label; line breaks in it are indented alike. */
static void print_line(const char *label, const char *text)
{
    char **part = g_strsplit(text, "\n", -1);
    for (int i = 0; part[i]; i++)
        printf("  %-*s%s\n", LABEL_WIDTH, i == 0 ? label : "", part[i]);
    g_strfreev(part);
}

static void print_heading(const svcreg_record_t *record, const char *ports,
                          const text_style_t *style)
{
    bool named = record->service[0] != '\0';
    const char *asked = named ? NULL : style->asked;
    print_emphasized(named ? record->service : asked ? asked : ports, style);
    if (named && ports[0] != '\0')
        printf(": %s, %s", ports, svcreg_status_name(record->status));
    else
        printf(": %s", svcreg_status_name(record->status));
    if (record->has_port)
        printf(", %s port", svcreg_range_name(svcreg_port_range(record->port_first)));
    if (asked && strcmp(asked, ports) != 0)
        printf(" (record of %s)", ports);
    printf("\n");
}

static const char *key_origin(const svcreg_txt_key_t *key)
{
    if (key->origins & SVCREG_ORIGIN_OWN)
        return "own";
    if ((key->origins & SVCREG_ORIGIN_REGISTRY) && (key->origins & SVCREG_ORIGIN_SPECIFICATION))
        return "registry, specification";
    return key->origins & SVCREG_ORIGIN_REGISTRY ? "registry" : "specification";
}

static void append_note(GString *text, const char *separator, const char *format, const char *note)
{
    if (note[0] == '\0')
        return;
    if (text->len > 0)
        g_string_append(text, separator);
    char **part = g_strsplit(format, "%", 2);
    g_string_append_printf(text, "%s%s%s", part[0], note, part[1]);
    g_strfreev(part);
}

/* "string, node information frame, required". */
static char *key_text(const svcreg_txt_key_t *key)
{
    GString *text = g_string_new(svcreg_txt_type_name(key->type));
    const char *meaning = key->meaning[0] != '\0' ? key->meaning : key->hint;
    if (strcmp(meaning, text->str) != 0) /* not "username, username" */
        append_note(text, ", ", "%", meaning);
    append_note(text, ", ", "%", key->inferred ? "inferred" : "");
    append_note(text, ", ", "in %", key->unit);
    append_note(text, ", ", "always \"%\"", key->value);
    append_note(text, ", ", "one of %", key->values);
    append_note(text, ", ", "%", key->required ? "required" : key->optional ? "optional" : "");
    append_note(text, ", ", "%", key->pattern ? "last letter stands for digits" : "");
    return g_string_free(text, FALSE);
}

static void print_parts(const svcreg_table_t *table, const svcreg_txt_key_t *key)
{
    for (unsigned i = 0; i < key->n_parts; i++) {
        svcreg_txt_part_t part;
        svcreg_txt_part_get(table, key->first_part + i, &part);
        if (part.kind == SVCREG_PART_SEPARATOR)
            continue;
        printf("  %-*s  %s%s%s %s%s%s\n", LABEL_WIDTH, "", part.parent,
               part.parent[0] != '\0' ? " " : "", part.at, part.name,
               part.meaning[0] != '\0' ? ": " : "", part.meaning);
    }
    if (key->source[0] != '\0')
        printf("  %-*s  source%s: %s\n", LABEL_WIDTH, "", key->inferred ? " of the key" : "",
               key->source);
}

static void print_key(const svcreg_table_t *table, const svcreg_txt_key_t *key, bool first,
                      int key_width, const text_style_t *style)
{
    char *text = key_text(key);
    printf("  %-*s%-*s  %s [%s]\n", LABEL_WIDTH, first ? "TXT keys" : "", key_width, key->key, text,
           key_origin(key));
    if (style->all_parts)
        print_parts(table, key);
    g_free(text);
}

static int keys_width(const svcreg_table_t *table, unsigned first, unsigned end)
{
    size_t width = 0;
    for (unsigned id = first; id < end; id++) {
        svcreg_txt_key_t key;
        svcreg_txt_key_get(table, id, &key);
        width = MAX(width, strlen(key.key));
    }
    return (int)MIN(width, 20);
}

/* What a group prints of TXT keys depends on no more than this. */
static bool has_same_keys(const svcreg_record_t *a, const svcreg_record_t *b)
{
    return strcmp(a->service, b->service) == 0 && a->transport == b->transport;
}

/* Many keys by name alone: "u, p, path, … (31; -v explains them)". False for a few. */
static bool print_many_keys(const svcreg_table_t *table, const svcreg_record_t *record,
                            unsigned first, unsigned end)
{
    enum { FEW = 8, MAX_NAMES_WIDTH = 60 };
    GString *names = g_string_new(NULL);
    unsigned n = 0;
    bool cut = false;

    for (unsigned id = first; id < end; id++) {
        svcreg_txt_key_t key;
        svcreg_txt_key_get(table, id, &key);
        if (!record_has_txt_key(record, &key))
            continue;
        n++;
        cut = cut || names->len + strlen(key.key) > MAX_NAMES_WIDTH;
        if (!cut)
            g_string_append_printf(names, "%s%s", n > 1 ? ", " : "", key.key);
    }
    if (n > FEW) {
        g_string_append_printf(names, "%s (%u; -v explains them)", cut ? ", \xE2\x80\xA6" : "", n);
        print_line("TXT keys", names->str);
    }
    g_string_free(names, TRUE);
    return n > FEW;
}

static void print_keys(const svcreg_table_t *table, const svcreg_record_t *record,
                       const text_style_t *style)
{
    unsigned first;
    unsigned end;
    bool none_yet = true;
    svcreg_txt_keys_of(table, record->service, strlen(record->service), &first, &end);
    if (!style->all_parts && print_many_keys(table, record, first, end))
        return;
    int width = keys_width(table, first, end);
    for (unsigned id = first; id < end; id++) {
        svcreg_txt_key_t key;
        svcreg_txt_key_get(table, id, &key);
        if (!record_has_txt_key(record, &key))
            continue;
        print_key(table, &key, none_yet, width, style);
        none_yet = false;
    }
    if (none_yet && record->txt_status == SVCREG_TXT_STATUS_NONE)
        print_line("TXT keys", "none");
    if (none_yet && record->txt_status == SVCREG_TXT_STATUS_PROPRIETARY)
        print_line("TXT keys", "proprietary");
}

/* Marks of a record that no column of its own tells. */
static void print_marks(const svcreg_record_t *record)
{
    static const unsigned told = SVCREG_FLAG_DEASSIGNED | SVCREG_FLAG_ALIAS;
    char *marks = flags_joined(record->flags & ~told);
    if (marks[0] != '\0')
        print_line("Marks", marks);
    g_free(marks);
}

/* "Unassigned" below "unassigned" says nothing. */
static bool says_something(const svcreg_record_t *record, row_cell_t cell, const char *text)
{
    if (text[0] == '\0')
        return false;
    return cell != ROW_DESCRIPTION ||
           g_ascii_strcasecmp(text, svcreg_status_name(record->status)) != 0;
}

static void print_txt(const svcreg_table_t *table, const svcreg_record_t *record,
                      const svcreg_record_t *before, const text_style_t *style)
{
    unsigned first;
    unsigned end;
    bool has_keys =
        svcreg_txt_keys_of(table, record->service, strlen(record->service), &first, &end);
    if (has_keys && before && has_same_keys(record, before))
        print_line("TXT keys", "as above");
    else
        print_keys(table, record, style);
}

/* `before` is the group before, NULL for the first one. */
static void print_in_full(const svcreg_table_t *table, const group_t *group, const group_t *before,
                          const text_style_t *style)
{
    svcreg_record_t record;
    svcreg_record_t record_before;
    record_cells_t cells;
    char *ports = all_ports_text(table, group);
    svcreg_record_get(table, g_array_index(group->ids, unsigned, 0), &record);
    record_cells_get(&record, &cells);
    print_heading(&record, ports, style);
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        if (says_something(&record, lines[i].cell, cells.cells[lines[i].cell]))
            print_line(lines[i].label, cells.cells[lines[i].cell]);
    }
    print_marks(&record);
    if (before)
        svcreg_record_get(table, g_array_index(before->ids, unsigned, 0), &record_before);
    print_txt(table, &record, before ? &record_before : NULL, style);
    record_cells_clear(&cells);
    g_free(ports);
}

/* Spaces up to the next column; wide letters are not measured. */
static void append_padded(GString *line, const char *text, int width)
{
    int len = (int)g_utf8_strlen(text, -1);
    g_string_append_printf(line, "%s%*s  ", text[0] != '\0' ? text : "-",
                           MAX(width - MAX(len, 1), 0), "");
}

static void print_in_a_line(const svcreg_table_t *table, const group_t *group)
{
    svcreg_record_t record;
    GString *line = g_string_new(NULL);
    char *ports = all_ports_text(table, group);
    svcreg_record_get(table, g_array_index(group->ids, unsigned, 0), &record);
    append_padded(line, record.service, NAME_WIDTH);
    append_padded(line, ports, PORTS_WIDTH);
    g_string_append(line, record.description);
    printf("%s\n", g_strchomp(line->str));
    g_string_free(line, TRUE);
    g_free(ports);
}

void records_text_print(const svcreg_table_t *table, const GArray *ids, const text_style_t *style)
{
    GPtrArray *groups = make_groups(table, ids);
    bool in_full = style->in_full || groups->len <= TEXT_MAX_IN_FULL;
    const group_t *before = NULL;
    for (guint i = 0; i < groups->len; i++) {
        const group_t *group = (const group_t *)g_ptr_array_index(groups, i);
        if (in_full)
            print_in_full(table, group, before, style);
        else
            print_in_a_line(table, group);
        before = group;
    }
    g_ptr_array_unref(groups);
}

static char *transports_text(unsigned transports)
{
    GString *text = g_string_new(NULL);
    for (unsigned t = SVCREG_TRANSPORT_TCP; t < SVCREG_N_TRANSPORTS; t++) {
        if (transports & 1u << t)
            g_string_append_printf(text, "%s%s", text->len > 0 ? "," : "",
                                   svcreg_transport_name((svcreg_transport_t)t));
    }
    return g_string_free(text, FALSE);
}

void port_text_print(const svcreg_table_t *table, unsigned transports, uint16_t port,
                     const text_style_t *style)
{
    char *names = transports_text(transports);
    char *heading = g_strdup_printf("%u/%s", port, names);
    svcreg_transport_t first = (svcreg_transport_t)g_bit_nth_lsf(transports, -1);
    svcreg_status_t status = svcreg_port_status(table, first, port);
    print_emphasized(heading, style);
    printf(": %s, %s port\n", svcreg_status_name(status),
           svcreg_range_name(svcreg_port_range(port)));
    g_free(heading);
    g_free(names);
}

void txt_service_text_print(const svcreg_table_t *table, const char *service,
                            const char *registered, const text_style_t *style)
{
    svcreg_record_t record = svcreg_record_empty;
    svcreg_txt_service_t txt;
    record.service = service;
    print_emphasized(service, style);
    if (registered)
        printf(": not registered with IANA; %s is\n", registered);
    else
        printf(": not registered with IANA\n");
    if (svcreg_txt_service_by_name(table, service, strlen(service), &txt)) {
        if (txt.description[0] != '\0')
            print_line("Description", txt.description);
        if (txt.same_as[0] != '\0')
            print_line("TXT keys as", txt.same_as);
        if (txt.source[0] != '\0')
            print_line("Source", txt.source);
    }
    print_keys(table, &record, style);
}
