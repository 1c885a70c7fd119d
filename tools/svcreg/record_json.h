/* record_json.h - records for programs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_RECORD_JSON_H
#define SVCREG_RECORD_JSON_H

#include "registry.h"

#include <json-glib/json-glib.h>

/** Prints an array, an object a line, as the objects come. */
typedef struct {
    unsigned n_objects;
} json_list_t;

/** Print one object of the list to stdout, and free it. */
void json_list_print(json_list_t *list, JsonNode *object);

/** Print what is missing of the array. */
void json_list_end(json_list_t *list);

/** An object with the record's columns, named as in services.tsv, its port range "range" and the
 * TXT keys "txt_keys" of its service. Empty columns are empty strings. */
JsonNode *record_json(const svcreg_table_t *table, unsigned id);

/** An object of the same form for a port that the registry has no line for. */
JsonNode *port_json(const svcreg_table_t *table, svcreg_transport_t transport, uint16_t port);

/** An object of the same form for a service that only the specification table has. */
JsonNode *txt_service_json(const svcreg_table_t *table, const char *service);

/** Append a member with a list of strings, split at `separator`. */
void json_add_list(JsonBuilder *builder, const char *name, const char *joined,
                   const char *separator);

/** Append a member with a string. */
void json_add_string(JsonBuilder *builder, const char *name, const char *value);

/** Append a member that is true or false. */
void json_add_text(JsonBuilder *builder, const char *name, const char *value);
void json_add_boolean(JsonBuilder *builder, const char *name, bool value);

#endif
