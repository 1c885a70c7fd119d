/* write_lines.h - files with a JSON object a line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_WRITE_LINES_H
#define SVCREG_WRITE_LINES_H

#include <json-glib/json-glib.h>
#include <stdbool.h>

/** As in inventory_writer_t. */
void *lines_open(const char *path, GError **error);
bool lines_add(void *output, JsonObject *object, GError **error);
bool lines_close(void *output, bool keep, GError **error);

#endif
