/* svcreg.c - the command-line program: picks the subcommand.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command.h"
#include "import/import.h"
#include "inventory/inventory.h"
#include "lint.h"
#include "lookup.h"
#include "txt_keys_json.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

/* Defined by the build. */
#ifndef SVCREG_VERSION
#define SVCREG_VERSION "unknown"
#endif

static const struct {
    const char *name;
    int (*main)(int argc, char **argv);
    const char *summary;
} subcommands[] = {
    {"inventory", inventory_main, "say what services, hosts and ports are in captures"},
    {"import", import_main, "make the tables from IANA's file"},
    {"lookup", lookup_main, "say what is known of a port, a service or a text"},
    {"txt-keys", txt_keys_main, "print the TXT keys that the registry's notes define"},
    {"lint", lint_main, "check the tables"},
};

static void print_usage(FILE *stream)
{
    fprintf(stream, "Usage: svcreg COMMAND [OPTION...] [ARGUMENT...]\n\n"
                    "IANA's service name and port number registry.\n\nCommands:\n");
    for (size_t i = 0; i < G_N_ELEMENTS(subcommands); i++)
        fprintf(stream, "  %-9s %s\n", subcommands[i].name, subcommands[i].summary);
    fprintf(stream, "\nsvcreg COMMAND --help says more; so does svcreg(1).\n");
}

/* What was printed may have met a full disk: then the status must not say that all is well. */
static int printed(int status)
{
    bool failed = ferror(stdout);

    errno = 0;
    if (fflush(stdout) == 0 && !failed)
        return status;
    command_say("standard output cannot be written (%s)",
                errno != 0 ? g_strerror(errno) : "it is incomplete");
    return COMMAND_FAILED;
}

static int run(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--version") == 0) {
        printf("svcreg %s, registry of %s\n", SVCREG_VERSION, svcreg_table_date(svcreg_builtin()));
        return COMMAND_OK;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        print_usage(stdout);
        return COMMAND_OK;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(subcommands); i++) {
        if (strcmp(name, subcommands[i].name) == 0)
            return subcommands[i].main(argc - 1, argv + 1);
    }
    if (argc > 1)
        command_say("\"%s\" is no command; see svcreg --help", name);
    else
        print_usage(stderr);
    return COMMAND_USAGE;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    return printed(run(argc, argv));
}
