/* question_graph.h - the picture of who asks for what, and who answers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_QUESTION_GRAPH_H
#define SVCREG_QUESTION_GRAPH_H

#include <json-glib/json-glib.h>

typedef struct question_graph question_graph_t;

question_graph_t *question_graph_new(void);
void question_graph_free(question_graph_t *graph);

/** Add a row of kind "question". */
void question_graph_add(question_graph_t *graph, JsonObject *row);

/** The picture as SVG element, drawn by Graphviz; a sentence where it is not installed. To be
 * freed. */
char *question_graph_svg(const question_graph_t *graph);

#endif
