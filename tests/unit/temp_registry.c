/* temp_registry.c - registry folders that a test makes up.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "temp_registry.h"

#include "build/table_load.h"

#include <glib/gstdio.h>

char *temp_registry_new(void)
{
    char *dir = g_dir_make_tmp("svcreg-test-XXXXXX", NULL);
    g_assert_nonnull(dir);
    return dir;
}

void temp_registry_remove(char *dir)
{
    GDir *listing = g_dir_open(dir, 0, NULL);
    for (const char *name = g_dir_read_name(listing); name; name = g_dir_read_name(listing)) {
        char *path = g_build_filename(dir, name, NULL);
        g_remove(path);
        g_free(path);
    }
    g_dir_close(listing);
    g_rmdir(dir);
    g_free(dir);
}

void temp_registry_write_raw(const char *dir, const char *name, const char *bytes, gsize len)
{
    char *path = g_build_filename(dir, name, NULL);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)len, NULL));
    g_free(path);
}

void temp_registry_write(const char *dir, const char *name, const char *text)
{
    char *tabbed = g_strdelimit(g_strdup(text), "|", '\t');
    temp_registry_write_raw(dir, name, tabbed, strlen(tabbed));
    g_free(tabbed);
}

svcreg_table_t *temp_registry_load(const temp_files_t *files, GError **error)
{
    const struct {
        const char *name;
        const char *text;
    } all[] = {
        {"services.tsv", files->services},
        {"txt-keys.tsv", files->txt_keys},
        {"people.tsv", files->people},
        {"txt-services.tsv", files->txt_services},
        {"txt-meanings.tsv", files->txt_meanings},
        {"txt-values.tsv", files->txt_values},
    };
    char *dir = temp_registry_new();
    for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
        if (all[i].text)
            temp_registry_write(dir, all[i].name, all[i].text);
    }
    svcreg_table_t *table = svcreg_table_load(dir, error);
    temp_registry_remove(dir);
    return table;
}

svcreg_table_t *temp_registry_table(const temp_files_t *files)
{
    GError *error = NULL;
    svcreg_table_t *table = temp_registry_load(files, &error);
    if (!table)
        g_error("%s", error->message);
    return table;
}
