/* command.c - what the subcommands of svcreg have in common.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command.h"

#include "build/table_load.h"

#include <stdio.h>

bool command_parse(int *argc, char ***argv, const char *arguments, const char *summary,
                   const GOptionEntry *entries)
{
    GError *error = NULL;
    char *name = g_strdup_printf("svcreg %s", (*argv)[0]);
    GOptionContext *context = g_option_context_new(arguments);
    g_set_prgname(name);
    g_option_context_set_summary(context, summary);
    g_option_context_add_main_entries(context, entries, NULL);
    bool parsed = g_option_context_parse(context, argc, argv, &error);
    if (!parsed) {
        fprintf(stderr, "svcreg: %s; see %s --help\n", error->message, name);
        g_error_free(error);
    }
    g_option_context_free(context);
    g_free(name);
    return parsed;
}

int command_fail(GError *error)
{
    fprintf(stderr, "svcreg: %s\n", error->message);
    g_error_free(error);
    return COMMAND_FAILED;
}

char *command_number(unsigned number)
{
    if (number < 1000)
        return g_strdup_printf("%u", number);
    if (number < 1000000)
        return g_strdup_printf("%u,%03u", number / 1000, number % 1000);
    return g_strdup_printf("%u,%03u,%03u", number / 1000000, number / 1000 % 1000, number % 1000);
}

const svcreg_table_t *command_open_table(const char *folder)
{
    GError *error = NULL;
    if (folder == NULL)
        return svcreg_builtin();
    const svcreg_table_t *table = svcreg_table_load(folder, &error);
    if (table == NULL)
        command_fail(error);
    return table;
}

void command_close_table(const svcreg_table_t *table)
{
    if (table != svcreg_builtin())
        g_free((gpointer)table);
}
