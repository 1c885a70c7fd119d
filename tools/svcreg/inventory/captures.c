/* captures.c - the capture files that an inventory is made of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/captures.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static void free_capture(void *data)
{
    capture_t *capture = data;

    g_free(capture->path);
    g_free(capture->sha256);
    g_free(capture->problem);
    g_free(capture);
}

/* Also compressed, as Wireshark reads them. */
static bool is_capture_name(const char *name)
{
    static const char *const endings[] = {".pcap", ".pcapng", ".cap", ".dmp",
                                          ".ntar", ".snoop",  ".erf"};
    static const char *const compressed[] = {"", ".gz", ".zst", ".lz4"};
    char *lower = g_ascii_strdown(name, -1);
    bool is = false;

    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(compressed); j++) {
            char *ending = g_strconcat(endings[i], compressed[j], NULL);
            is = is || g_str_has_suffix(lower, ending);
            g_free(ending);
        }
    }
    g_free(lower);
    return is;
}

static void add_problem(GPtrArray *captures, const char *path, const char *problem)
{
    capture_t *capture = g_new0(capture_t, 1);

    capture->path = g_strdup(path);
    capture->problem = g_strdup(problem);
    g_ptr_array_add(captures, capture);
}

/* Why a file cannot be read, NULL when it was. */
static const char *add_file(GPtrArray *captures, const char *path)
{
    enum { BLOCK = 1 << 16 };
    /* A pipe can be read once, and a job reads again. */
    bool special =
        g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_REGULAR);
    errno = 0;
    FILE *file = special ? NULL : g_fopen(path, "rb");
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guchar *block = g_malloc(BLOCK);
    guint64 size = 0;
    size_t n;

    while (file && (n = fread(block, 1, BLOCK, file)) > 0) {
        g_checksum_update(checksum, block, (gssize)n);
        size += n;
    }
    const char *problem = special                 ? "it is no regular file"
                          : file && !ferror(file) ? NULL
                                                  : g_strerror(errno);
    if (!problem) {
        capture_t *capture = g_new0(capture_t, 1);
        *capture = (capture_t){.path = g_strdup(path),
                               .sha256 = g_strdup(g_checksum_get_string(checksum)),
                               .size = size,
                               .problem = size == 0 ? g_strdup("it is empty") : NULL};
        g_ptr_array_add(captures, capture);
    }
    if (file)
        (void)fclose(file);
    g_free(block);
    g_checksum_free(checksum);
    return problem;
}

/* Why a folder cannot be read, NULL when it was. One thing in it hinders nothing else. */
static const char *add_folder(GPtrArray *captures, const char *path)
{
    errno = 0;
    GDir *folder = g_dir_open(path, 0, NULL);
    const char *name;

    if (!folder)
        return g_strerror(errno);
    while ((name = g_dir_read_name(folder))) {
        char *inside = g_build_filename(path, name, NULL);
        const char *problem = NULL;
        /* A link may lead back to where it stands. */
        if (!g_file_test(inside, G_FILE_TEST_IS_DIR))
            problem = is_capture_name(name) ? add_file(captures, inside) : NULL;
        else if (!g_file_test(inside, G_FILE_TEST_IS_SYMLINK))
            problem = add_folder(captures, inside);
        if (problem)
            add_problem(captures, inside, problem);
        g_free(inside);
    }
    g_dir_close(folder);
    return NULL;
}

static int compare(const void *a, const void *b)
{
    return strcmp((*(capture_t *const *)a)->path, (*(capture_t *const *)b)->path);
}

/* The same file, however its path is written. */
static void drop_repeated(GPtrArray *captures)
{
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < captures->len;) {
        const capture_t *capture = captures->pdata[i];
        if (g_hash_table_add(seen, g_canonicalize_filename(capture->path, NULL)))
            i++;
        else
            g_ptr_array_remove_index(captures, i);
    }
    g_hash_table_destroy(seen);
}

GPtrArray *captures_find(char **paths, GError **error)
{
    GPtrArray *captures = g_ptr_array_new_with_free_func(free_capture);
    bool found = true;

    for (char **path = paths; found && *path; path++) {
        const char *problem = g_file_test(*path, G_FILE_TEST_IS_DIR) ? add_folder(captures, *path)
                                                                     : add_file(captures, *path);
        found = !problem;
        if (problem)
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: %s", *path, problem);
    }
    if (found && captures->len == 0) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s: no capture file in there",
                    paths[0]);
        found = false;
    }
    if (!found) {
        g_ptr_array_unref(captures);
        return NULL;
    }
    g_ptr_array_sort(captures, compare);
    drop_repeated(captures);
    return captures;
}
