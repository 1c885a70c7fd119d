/* temp_registry.h - registry folders that a test makes up.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TEMP_REGISTRY_H
#define SVCREG_TEMP_REGISTRY_H

#include "registry.h"

#include <glib.h>

/* First lines of the files; the lines of a test follow, with "|" for every tab. */
#define DATE_LINE "# made up, 2026-01-02\n"
#define SERVICES_HEAD                                                                              \
    DATE_LINE                                                                                      \
    "service|ports|transport|status|description|assignee|contact|registered|modified|reference|"   \
    "service_code|unauthorized|flags|alias_of|deassigned|previously|subtypes|txt_status|"          \
    "txt_references|txt_same_as\n"
#define TXT_KEYS_HEAD "service|transport|ports|key|hint|value|type|values|optional|pattern\n"
#define PEOPLE_HEAD "id|name\n"
#define TXT_SERVICES_HEAD "service|transports|registered|description|same_as|source\n"
#define TXT_MEANINGS_HEAD "service|key|type|unit|need|pattern|meaning|source\n"
#define TXT_VALUES_HEAD "service|key|parent|kind|at|name|type|meaning\n"

/* A line of services.tsv with those first five cells and the last one. */
#define RECORD(service, ports, transport, status, description, same_as)                            \
    service "|" ports "|" transport "|" status "|" description "|||||||||||||||" same_as "\n"

/** A new empty folder; remove with temp_registry_remove(). */
char *temp_registry_new(void);

/** Removes the folder and its files, and frees `dir`. */
void temp_registry_remove(char *dir);

/** Writes a file, with a tab for every "|". */
void temp_registry_write(const char *dir, const char *name, const char *text);

/** The same, byte by byte as given. */
void temp_registry_write_raw(const char *dir, const char *name, const char *bytes, gsize len);

/** Contents of the files; NULL: the file is not there. */
typedef struct {
    const char *services;
    const char *txt_keys;
    const char *people;
    const char *txt_services;
    const char *txt_meanings;
    const char *txt_values;
} temp_files_t;

/** Makes a table of files; NULL with `error` set when they are wrong. */
svcreg_table_t *temp_registry_load(const temp_files_t *files, GError **error);

/** The same for files that must be right. */
svcreg_table_t *temp_registry_table(const temp_files_t *files);

#endif
