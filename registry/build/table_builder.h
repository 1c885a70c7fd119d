/* table_builder.h - a table in the making. Private to registry/.
 *
 * registry_files -> build_records, build_txt (merge, filter names), build_names, build_ports
 * -> one block. Strings of the builder's own structures point into the files or into `chunk`.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TABLE_BUILDER_H
#define SVCREG_TABLE_BUILDER_H

#include "build/registry_files.h"
#include "table_layout.h"

#include <glib.h>
#include <stdbool.h>

/** Rows of one section. */
typedef struct {
    GArray *rows;
    GHashTable *shared;   /* the bytes of rows -> number of the first, plus one */
    GStringChunk *copies; /* of those bytes: `rows` moves as it grows */
} section_t;

/** A TXT key of a service, while registry and specification are merged. */
typedef struct {
    const char *key;
    const char *hint;
    const char *value;
    const char *values;
    const char *variant;
    const char *condition;
    const char *filter;
    svcreg_txt_type_t type;
    svcreg_txt_type_t registry_type; /* STRING where the registry says nothing */
    unsigned transports;
    unsigned origins;
    unsigned marks; /* TXT_MARK_… */
    int spec_row;   /* of txt-meanings.tsv, -1 for none */
    bool inherited;
} txt_key_t;

/** "S same as T": a service has the keys of another for some transports. */
typedef struct {
    struct service *target;
    unsigned transports;
    const tsv_t *file; /* that says so */
    guint row;
} same_as_t;

/** Everything that bears one service name. */
typedef struct service {
    const char *name;  /* as first met */
    const char *lower; /* ASCII lower case */
    GArray *records;   /* guint16 */
    GArray *keys;      /* txt_key_t */
    GArray *same_as;   /* same_as_t */
    int spec_row;      /* of txt-services.tsv, -1 for none */
    enum { SAME_AS_NEW, SAME_AS_BEGUN, SAME_AS_DONE } same_as_state;
    guint16 first_key;
} service_t;

typedef struct {
    const registry_files_t *files;
    GStringChunk *chunk;
    GPtrArray *services;    /* service_t, in the order met */
    GHashTable *service_of; /* lower-case name -> service_t */
    guint n_keys;
#define SECTION_MEMBER(type, name, FIELDS) section_t name;
    ALL_SECTIONS(SECTION_MEMBER)
#undef SECTION_MEMBER
    svcreg_table_t header;
} table_builder_t;

/** Appends rows; returns the number of the first. */
guint section_add(section_t *section, const void *rows, guint n);

/** The same, but rows equal to some that were shared before are not stored again. */
guint section_share(section_t *section, const void *rows, guint n);

/** Offset of a string in the pool. */
guint32 builder_string(table_builder_t *builder, const char *text);

/** The service of a name, made when it is new. */
service_t *builder_service(table_builder_t *builder, const char *name);

/** The service of a name, or NULL. */
service_t *builder_find_service(const table_builder_t *builder, const char *name);

/** Bits of svcreg_txt_key_t.transports for a transport: none stands for all. */
unsigned transport_bits(svcreg_transport_t transport);

/* The steps, in this order. Each returns false with `error` set when a file is wrong. */
bool build_records(table_builder_t *builder, GError **error);
bool build_txt(table_builder_t *builder, GError **error);
bool build_usual(table_builder_t *builder, GError **error);
bool build_device_models(table_builder_t *builder, GError **error);
bool build_names(table_builder_t *builder, GError **error);
bool build_ports(table_builder_t *builder, GError **error);

/** Merges the keys of txt-keys.tsv and txt-meanings.tsv into service_t.keys (txt_merge.c). */
bool txt_merge(table_builder_t *builder, GError **error);

/** Gives every key of the services, in this order, its filter name (txt_filter.c). */
void txt_filter_names(table_builder_t *builder, const GPtrArray *services);

#endif
