/* registry_files.h - the TSV files of a registry folder and their columns (README.md).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_REGISTRY_FILES_H
#define SVCREG_REGISTRY_FILES_H

#include "build/tsv.h"
#include "registry.h"
#include "words.h"

#include <stdbool.h>

/* File names with the macro that lists their columns. */
#define REGISTRY_FILES(F)                                                                          \
    F(services, "services.tsv", SERVICES)                                                          \
    F(txt_keys, "txt-keys.tsv", TXT_KEYS)                                                          \
    F(people, "people.tsv", PEOPLE)                                                                \
    F(txt_services, "txt-services.tsv", TXT_SERVICES)                                              \
    F(txt_meanings, "txt-meanings.tsv", TXT_MEANINGS)                                              \
    F(txt_values, "txt-values.tsv", TXT_VALUES)                                                    \
    F(usual_ports, "usual-ports.tsv", USUAL_PORTS)                                                 \
    F(port_kin, "port-kin.tsv", PORT_KIN)                                                          \
    F(device_models, "device-models.tsv", DEVICE_MODELS)

/* The texts stand in registry.h. */
#define TEXT_COLUMN(C, member, column, ...) C(SERVICES, column, #member)
#define SERVICES_COLUMNS(C)                                                                        \
    C(SERVICES, SERVICE, "service")                                                                \
    C(SERVICES, PORTS, "ports")                                                                    \
    C(SERVICES, TRANSPORT, "transport")                                                            \
    C(SERVICES, STATUS, "status")                                                                  \
    C(SERVICES, DESCRIPTION, "description") /* those that follow may be missing */                 \
    SVCREG_PEOPLE_TEXTS(TEXT_COLUMN, C)                                                            \
    SVCREG_REGISTRANT_TEXTS(TEXT_COLUMN, C)                                                        \
    C(SERVICES, SERVICE_CODE, "service_code")                                                      \
    SVCREG_UNAUTHORIZED_TEXT(TEXT_COLUMN, C)                                                       \
    C(SERVICES, FLAGS, "flags")                                                                    \
    SVCREG_ALIAS_TEXT(TEXT_COLUMN, C)                                                              \
    SVCREG_PAST_TEXTS(TEXT_COLUMN, C)                                                              \
    C(SERVICES, TXT_STATUS, "txt_status")                                                          \
    SVCREG_NOTE_TEXTS(TEXT_COLUMN, C)

#define TXT_KEYS_COLUMNS(C)                                                                        \
    C(TXT_KEYS, SERVICE, "service")                                                                \
    C(TXT_KEYS, TRANSPORT, "transport")                                                            \
    C(TXT_KEYS, PORTS, "ports")                                                                    \
    C(TXT_KEYS, KEY, "key")                                                                        \
    C(TXT_KEYS, HINT, "hint")                                                                      \
    C(TXT_KEYS, VALUE, "value")                                                                    \
    C(TXT_KEYS, TYPE, "type")                                                                      \
    C(TXT_KEYS, VALUES, "values")                                                                  \
    C(TXT_KEYS, OPTIONAL, "optional")                                                              \
    C(TXT_KEYS, PATTERN, "pattern")

#define PEOPLE_COLUMNS(C)                                                                          \
    C(PEOPLE, ID, "id")                                                                            \
    C(PEOPLE, NAME, "name")

#define TXT_SERVICES_COLUMNS(C)                                                                    \
    C(TXT_SERVICES, SERVICE, "service")                                                            \
    C(TXT_SERVICES, TRANSPORTS, "transports")                                                      \
    C(TXT_SERVICES, REGISTERED, "registered")                                                      \
    C(TXT_SERVICES, DESCRIPTION, "description")                                                    \
    C(TXT_SERVICES, SAME_AS, "same_as")                                                            \
    C(TXT_SERVICES, SOURCE, "source")                                                              \
    C(TXT_SERVICES, SPOKEN, "spoken") /* may be missing */

#define TXT_MEANINGS_COLUMNS(C)                                                                    \
    C(TXT_MEANINGS, SERVICE, "service")                                                            \
    C(TXT_MEANINGS, KEY, "key")                                                                    \
    C(TXT_MEANINGS, TYPE, "type")                                                                  \
    C(TXT_MEANINGS, UNIT, "unit")                                                                  \
    C(TXT_MEANINGS, NEED, "need")                                                                  \
    C(TXT_MEANINGS, PATTERN, "pattern")                                                            \
    C(TXT_MEANINGS, MEANING, "meaning")                                                            \
    C(TXT_MEANINGS, SOURCE, "source")                                                              \
    C(TXT_MEANINGS, VARIANT, "variant") /* may be missing, like all that follow */                 \
    C(TXT_MEANINGS, CONDITION, "condition")                                                        \
    C(TXT_MEANINGS, PRIVACY, "privacy")                                                            \
    C(TXT_MEANINGS, DEVICE, "device")                                                              \
    C(TXT_MEANINGS, INFERRED, "inferred")

#define TXT_VALUES_COLUMNS(C)                                                                      \
    C(TXT_VALUES, SERVICE, "service")                                                              \
    C(TXT_VALUES, KEY, "key")                                                                      \
    C(TXT_VALUES, PARENT, "parent")                                                                \
    C(TXT_VALUES, KIND, "kind")                                                                    \
    C(TXT_VALUES, AT, "at")                                                                        \
    C(TXT_VALUES, NAME, "name")                                                                    \
    C(TXT_VALUES, TYPE, "type")                                                                    \
    C(TXT_VALUES, MEANING, "meaning")                                                              \
    C(TXT_VALUES, VARIANT, "variant") /* may be missing */

#define USUAL_PORTS_COLUMNS(C)                                                                     \
    C(USUAL_PORTS, SERVICE, "service")                                                             \
    C(USUAL_PORTS, TRANSPORT, "transport")                                                         \
    C(USUAL_PORTS, PORTS, "ports")                                                                 \
    C(USUAL_PORTS, SOURCE, "source")

#define PORT_KIN_COLUMNS(C)                                                                        \
    C(PORT_KIN, FAMILY, "family")                                                                  \
    C(PORT_KIN, SERVICES, "services")                                                              \
    C(PORT_KIN, REASON, "reason")

#define DEVICE_MODELS_COLUMNS(C)                                                                   \
    C(DEVICE_MODELS, MODEL, "model")                                                               \
    C(DEVICE_MODELS, PRODUCT, "product")                                                           \
    C(DEVICE_MODELS, SOURCE, "source")

/* SERVICES_PORTS and so on: columns for tsv_cell(); N_SERVICES_COLUMNS and so on. */
#define COLUMN_ENUMERATOR(file, column, name) file##_##column,
#define COLUMN_ENUM(member, name, file)                                                            \
    enum { file##_COLUMNS(COLUMN_ENUMERATOR) N_##file##_COLUMNS };
REGISTRY_FILES(COLUMN_ENUM)
#undef COLUMN_ENUM
#undef COLUMN_ENUMERATOR

/** The files of a folder. None is NULL: one that is not there has no rows. */
typedef struct {
#define FILE_MEMBER(member, name, file) tsv_t *member;
    REGISTRY_FILES(FILE_MEMBER)
#undef FILE_MEMBER
    bool spec_from_table; /* the files made by hand are those of another table */
} registry_files_t;

/** Reads a folder's files; services.tsv must be there. With a table in `specification` the
 * files made by hand are filled from it instead. On failure false, with *ret cleared. Release with
 * registry_files_clear(). */
bool registry_files_read(const char *dir, const svcreg_table_t *specification,
                         registry_files_t *ret, GError **error);

void registry_files_clear(registry_files_t *files);

/** Number of the word in a cell. -1 with `error` set, which lists the words, when it is none. */
int file_word(const tsv_t *file, guint row, unsigned column, const word_list_t *words,
              GError **error);

/** Writes the specification's definitions in a table back as rows of the files made by hand. */
void specification_rows(const svcreg_table_t *table, const registry_files_t *files);

#endif
