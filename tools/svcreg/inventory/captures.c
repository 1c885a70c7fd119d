/* captures.c - the capture files that an inventory is made of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/captures.h"

#include "command.h"

#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static void free_capture(void *data)
{
    capture_t *capture = data;

    g_free(capture->path);
    g_free(capture->sha256);
    g_free(capture);
}

static bool is_capture_name(const char *name)
{
    static const char *const endings[] = {".pcap",  ".pcapng", ".cap",     ".dmp",       ".ntar",
                                          ".snoop", ".erf",    ".pcap.gz", ".pcapng.gz", ".cap.gz"};

    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(name, endings[i]))
            return true;
    }
    return false;
}

static bool add_file(GPtrArray *captures, const char *path, GError **error)
{
    enum { BLOCK = 1 << 16 };
    FILE *file = g_fopen(path, "rb");
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guchar *block = g_malloc(BLOCK);
    guint64 size = 0;
    size_t n;

    while (file && (n = fread(block, 1, BLOCK, file)) > 0) {
        g_checksum_update(checksum, block, (gssize)n);
        size += n;
    }
    bool read = file && !ferror(file);
    if (read) {
        capture_t *capture = g_new0(capture_t, 1);
        *capture = (capture_t){.path = g_strdup(path),
                               .sha256 = g_strdup(g_checksum_get_string(checksum)),
                               .size = size};
        g_ptr_array_add(captures, capture);
    } else {
        (void)command_file_error(path, error);
    }
    if (file)
        (void)fclose(file);
    g_free(block);
    g_checksum_free(checksum);
    return read;
}

static bool add_folder(GPtrArray *captures, const char *path, GError **error)
{
    GDir *folder = g_dir_open(path, 0, error);
    const char *name;
    bool added = folder;

    while (added && (name = g_dir_read_name(folder))) {
        char *inside = g_build_filename(path, name, NULL);
        /* A link may lead back to where it stands. */
        if (g_file_test(inside, G_FILE_TEST_IS_DIR))
            added =
                g_file_test(inside, G_FILE_TEST_IS_SYMLINK) || add_folder(captures, inside, error);
        else if (is_capture_name(name))
            added = add_file(captures, inside, error);
        g_free(inside);
    }
    if (folder)
        g_dir_close(folder);
    return added;
}

static int compare(const void *a, const void *b)
{
    return strcmp((*(capture_t *const *)a)->path, (*(capture_t *const *)b)->path);
}

static void drop_repeated(GPtrArray *captures)
{
    for (guint i = captures->len; i > 1; i--) {
        const capture_t *this = captures->pdata[i - 1], *before = captures->pdata[i - 2];
        if (strcmp(this->path, before->path) == 0)
            g_ptr_array_remove_index(captures, i - 1);
    }
}

GPtrArray *captures_find(char **paths, GError **error)
{
    GPtrArray *captures = g_ptr_array_new_with_free_func(free_capture);
    bool found = true;

    for (char **path = paths; found && *path; path++) {
        found = g_file_test(*path, G_FILE_TEST_IS_DIR) ? add_folder(captures, *path, error)
                                                       : add_file(captures, *path, error);
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
