/* scratch.c - a folder for what a fuzz entry reads and writes as files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "scratch.h"

#include <glib/gstdio.h>
#include <stdlib.h>

static char *folder;

void check(bool condition)
{
    if (!condition)
        abort();
}

static void remove_folder(void)
{
    scratch_empty();
    g_rmdir(folder);
    g_free(folder);
}

const char *scratch_folder(void)
{
    if (!folder) {
        folder = g_dir_make_tmp("svcreg-fuzz-XXXXXX", NULL);
        check(folder);
        /* A library that is used wrongly only complains. */
        g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL);
        atexit(remove_folder);
    }
    return folder;
}

char *scratch_path(const char *name)
{
    return g_build_filename(scratch_folder(), name, NULL);
}

void scratch_empty(void)
{
    GDir *dir = g_dir_open(scratch_folder(), 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        char *path = scratch_path(name);
        g_remove(path);
        g_free(path);
    }
    if (dir)
        g_dir_close(dir);
}
