/* writer.h - what an inventory is written as.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_INVENTORY_WRITER_H
#define SVCREG_INVENTORY_WRITER_H

#include <json-glib/json-glib.h>
#include <stdbool.h>
#include <stdio.h>

/** A kind of output. All functions return false with *error set. */
typedef struct {
    const char *ending; /* of the file's name */
    /** Begin a file at `path`, which is not there. NULL when that fails. */
    void *(*open)(const char *path, GError **error);
    /** Add a row (tools/svcreg/inventory/README.md). */
    bool (*add)(void *output, JsonObject *row, GError **error);
    /** A capture is complete: NULL for who need not know. */
    bool (*commit)(void *output, GError **error);
    /** End the file, or with `keep` false throw it away, and free `output`. */
    bool (*close)(void *output, bool keep, GError **error);
    /** The first of the files that `path` stands for which is there, NULL for none. To be freed. NULL
     * for who writes `path` itself. */
    char *(*there)(const char *path);
} inventory_writer_t;

extern const inventory_writer_t writer_jsonl, writer_timesketch, writer_ecs, writer_ocsf,
    writer_sqlite, writer_csv, writer_html;

/** The writer for a file's name, NULL for none. */
const inventory_writer_t *inventory_writer_for(const char *path);

/** Name of a file that would be replaced, NULL for none. To be freed. */
char *inventory_writer_replaces(const inventory_writer_t *writer, const char *path);

/** A file that is written aside and then takes its place. */
typedef struct {
    FILE *file;
    char *path, *aside;
} output_file_t;
bool output_file_open(output_file_t *output, const char *path, GError **error);
/** Whether all that was printed into it so far could be; to be asked right after printing, while errno
 * says why not. */
bool output_file_printed(const output_file_t *output, GError **error);
/** Also frees what the struct holds. */
bool output_file_close(output_file_t *output, bool keep, GError **error);

/** A row's member as text: lists joined by "; ", "" for null and for what is not there. To be
 * freed. */
char *row_text(JsonObject *row, const char *member);

/** A row in a sentence, for timelines. To be freed. */
char *row_sentence(JsonObject *row);

#endif
