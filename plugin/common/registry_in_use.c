/* registry_in_use.c - the registry table that the plugin shows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/registry_in_use.h"

#include "build/table_load.h"
#include "common/compat.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <wsutil/filesystem.h>
#include <wsutil/report_message.h>

static const svcreg_table_t *table;
static char *origin;

/* The user's table, NULL when there is none. Who has imported nothing pays for one stat(). */
static svcreg_table_t *load_imported(void)
{
    char *folder = get_persconffile_path("svcreg", /* from_profile= */ FALSE);
    char *services = g_build_filename(folder, "services.tsv", NULL);
    svcreg_table_t *imported = NULL;
    GError *error = NULL;
    GStatBuf status;

    if (g_stat(services, &status) == 0 || (errno != ENOENT && errno != ENOTDIR))
        imported = svcreg_table_load_over(folder, svcreg_builtin(), &error);
    if (error) {
        report_warning("Service Registry: %s. The built-in registry of %s is used until "
                       "\"svcreg import FILE --user\" has made %s anew, or it is deleted.",
                       error->message, svcreg_table_date(svcreg_builtin()), folder);
        g_error_free(error);
    }
    g_free(services);
    g_free(folder);
    return imported;
}

void registry_in_use_load(void)
{
    const char *built_in = svcreg_table_date(svcreg_builtin());

    table = load_imported();
    if (table) {
        const char *date = svcreg_table_date(table);
        origin = g_strdup_printf("Registry of %s, imported by the user (built in: %s)",
                                 date[0] != '\0' ? date : "unknown date", built_in);
    } else {
        table = svcreg_builtin();
        origin = g_strdup_printf("Registry of %s, built in", built_in);
    }
}

const svcreg_table_t *registry_in_use(void)
{
    return table;
}

const char *registry_in_use_origin(void)
{
    return origin;
}
