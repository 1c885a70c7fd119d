/* write_html.c - an inventory as a page for people, which needs nothing but itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/columns.h"
#include "inventory/question_graph.h"
#include "inventory/writer.h"

#include <stdio.h>
#include <string.h>

/* Made by the build from tools/svcreg/inventory/report/. */
extern const unsigned char report_html[], report_css[], report_js[];

/* Kept libraries, of the Debian packages libjs-jquery, libjs-jquery-datatables and libjs-chart.js. */
static const struct {
    const char *mark;
    const char *path;
} libraries[] = {
    {"@JQUERY@", "jquery/jquery.min.js"},
    {"@DATATABLES@", "jquery-datatables/jquery.dataTables.min.js"},
    {"@CHART@", "chart.js/chart.min.js"},
};

typedef struct {
    output_file_t file;
    GString *rows[N_INVENTORY_TABLES]; /* JSON objects joined by commas */
    question_graph_t *graph;
    char *scripts[G_N_ELEMENTS(libraries)];
} html_output_t;

static bool load_libraries(html_output_t *output, GError **error)
{
    const char *folder = g_getenv("SVCREG_JAVASCRIPT_DIR");

    for (size_t i = 0; i < G_N_ELEMENTS(libraries); i++) {
        char *path =
            g_build_filename(folder ? folder : "/usr/share/javascript", libraries[i].path, NULL);
        bool loaded = g_file_get_contents(path, &output->scripts[i], NULL, error);
        g_free(path);
        if (!loaded) {
            g_prefix_error(error, "for a report, apt-get install libjs-jquery "
                                  "libjs-jquery-datatables libjs-chart.js: ");
            return false;
        }
    }
    return true;
}

static void free_output(html_output_t *output)
{
    for (size_t i = 0; i < N_INVENTORY_TABLES; i++)
        g_string_free(output->rows[i], TRUE);
    for (size_t i = 0; i < G_N_ELEMENTS(libraries); i++)
        g_free(output->scripts[i]);
    question_graph_free(output->graph);
    g_free(output);
}

static void *open_html(const char *path, GError **error)
{
    html_output_t *output = g_new0(html_output_t, 1);

    for (size_t i = 0; i < N_INVENTORY_TABLES; i++)
        output->rows[i] = g_string_new(NULL);
    output->graph = question_graph_new();
    if (load_libraries(output, error) && output_file_open(&output->file, path, error))
        return output;
    free_output(output);
    return NULL;
}

static bool add_html(void *data, JsonObject *row, GError **error)
{
    html_output_t *output = data;
    const char *kind = json_object_get_string_member_with_default(row, "kind", "");
    const inventory_table_t *table = inventory_table_of(kind);
    (void)error;

    if (!table)
        return true;
    GString *rows = output->rows[table - inventory_tables];
    JsonNode *node = json_node_init_object(json_node_alloc(), row);
    char *json = json_to_string(node, FALSE);
    g_string_append_printf(rows, "%s%s", rows->len > 0 ? ",\n" : "", json);
    g_free(json);
    json_node_unref(node);
    if (strcmp(kind, "question") == 0)
        question_graph_add(output->graph, row);
    return true;
}

/* All rows as one object. No "<" in it, so nothing ends the script element or begins a comment. */
static char *data_text(const html_output_t *output)
{
    GString *text = g_string_new("{");

    for (size_t i = 0; i < N_INVENTORY_TABLES; i++)
        g_string_append_printf(text, "%s\"%s\":[%s]", i > 0 ? ",\n" : "", inventory_tables[i].kind,
                               output->rows[i]->str);
    g_string_append(text, "}");
    g_string_replace(text, "<", "\\u003c", 0);
    return g_string_free(text, FALSE);
}

/* Write the page's frame, each mark replaced once: what is put in is not looked at again. */
static void write_page(FILE *file, const char *const (*marks)[2], size_t n)
{
    const char *rest = (const char *)report_html;

    while (*rest) {
        const char *next = NULL;
        size_t which = 0;
        for (size_t i = 0; i < n; i++) {
            const char *found = strstr(rest, marks[i][0]);
            if (found && (!next || found < next)) {
                next = found;
                which = i;
            }
        }
        if (!next)
            break;
        (void)fwrite(rest, 1, (size_t)(next - rest), file);
        (void)fputs(marks[which][1], file);
        rest = next + strlen(marks[which][0]);
    }
    (void)fputs(rest, file);
}

static bool close_html(void *data, bool keep, GError **error)
{
    html_output_t *output = data;
    bool printed = true;

    if (keep) {
        char *rows = data_text(output), *graph = question_graph_svg(output->graph);
        const char *const marks[][2] = {{"@STYLE@", (const char *)report_css},
                                        {"@GRAPH@", graph},
                                        {"@DATA@", rows},
                                        {"@SCRIPT@", (const char *)report_js},
                                        {libraries[0].mark, output->scripts[0]},
                                        {libraries[1].mark, output->scripts[1]},
                                        {libraries[2].mark, output->scripts[2]}};
        write_page(output->file.file, marks, G_N_ELEMENTS(marks));
        printed = output_file_printed(&output->file, error);
        g_free(rows);
        g_free(graph);
    }
    bool closed = output_file_close(&output->file, keep && printed, printed ? error : NULL);
    free_output(output);
    return closed && printed;
}

const inventory_writer_t writer_html = {
    .ending = ".html", .open = open_html, .add = add_html, .close = close_html};
