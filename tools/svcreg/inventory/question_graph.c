/* question_graph.c - the picture of who asks for what, and who answers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/question_graph.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <string.h>

enum { MAX_EDGES = 200 /* more are no picture */ };

struct question_graph {
    GString *edges;
    GHashTable *known;
    unsigned n_left_out;
};

question_graph_t *question_graph_new(void)
{
    question_graph_t *graph = g_new0(question_graph_t, 1);

    graph->edges = g_string_new(NULL);
    graph->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return graph;
}

void question_graph_free(question_graph_t *graph)
{
    g_string_free(graph->edges, TRUE);
    g_hash_table_destroy(graph->known);
    g_free(graph);
}

/* A quoted identifier: what is no printable ASCII is written as its code, and nothing is markup. */
static char *quoted(const char *text)
{
    GString *ret = g_string_new("\"");

    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar code = g_utf8_get_char(c);
        if (code == '"' || code == '\\')
            g_string_append_printf(ret, "\\%c", (char)code);
        else if (code < ' ' || !g_unichar_isgraph(code) || g_unichar_type(code) == G_UNICODE_FORMAT)
            g_string_append_printf(ret, code == ' ' ? " " : "(U+%04X)", code);
        else if (code == '&')
            g_string_append(ret, "&amp;");
        else
            g_string_append_unichar(ret, code);
    }
    g_string_append_c(ret, '"');
    return g_string_free(ret, FALSE);
}

static void add_edge(question_graph_t *graph, const char *from, const char *to, bool answer)
{
    char *tail = quoted(from), *head = quoted(to);
    char *edge = answer ? g_strdup_printf("%s -> %s [style=dashed]", tail, head)
                        : g_strdup_printf("%s [shape=box]; %s -> %s", head, tail, head);

    if (g_hash_table_size(graph->known) >= MAX_EDGES) {
        graph->n_left_out += !g_hash_table_contains(graph->known, edge);
        g_free(edge);
    } else {
        if (!g_hash_table_contains(graph->known, edge))
            g_string_append_printf(graph->edges, "%s;\n", edge);
        g_hash_table_add(graph->known, edge);
    }
    g_free(tail);
    g_free(head);
}

void question_graph_add(question_graph_t *graph, JsonObject *row)
{
    const char *type = json_object_get_string_member_with_default(row, "service_type", "");
    JsonArray *answerers = json_object_has_member(row, "answered_by")
                               ? json_object_get_array_member(row, "answered_by")
                               : NULL;

    add_edge(graph, json_object_get_string_member_with_default(row, "requester", ""), type, false);
    for (guint i = 0; answerers && i < json_array_get_length(answerers); i++) {
        JsonNode *answerer = json_array_get_element(answerers, i);
        if (JSON_NODE_HOLDS_VALUE(answerer) && json_node_get_string(answerer))
            add_edge(graph, type, json_node_get_string(answerer), true);
    }
}

/* What dot prints for a graph; NULL when there is no dot. */
static char *draw(const char *text)
{
    char *svg = NULL;
    GSubprocess *dot = g_subprocess_new(
        G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "dot", "-Tsvg", NULL);

    if (dot && !g_subprocess_communicate_utf8(dot, text, NULL, &svg, NULL, NULL))
        svg = NULL;
    if (dot)
        g_object_unref(dot);
    return svg;
}

char *question_graph_svg(const question_graph_t *graph)
{
    if (graph->edges->len == 0)
        return g_strdup("");
    char *text = g_strdup_printf("digraph { rankdir=LR; bgcolor=transparent; node [fontsize=11, "
                                 "shape=plaintext];\n%s}\n",
                                 graph->edges->str);
    char *svg = draw(text);
    g_free(text);
    if (!svg)
        return g_strdup("<p>Graphviz would draw a picture here (apt-get install graphviz).</p>");
    const char *start = strstr(svg, "<svg");
    char *ret =
        graph->n_left_out > 0
            ? g_strdup_printf("%s<p>%u more are left out of the picture, not of the table.</p>",
                              start ? start : "", graph->n_left_out)
            : g_strdup(start ? start : "");
    g_free(svg);
    return ret;
}
