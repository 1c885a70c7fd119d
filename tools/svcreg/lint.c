/* lint.c - svcreg lint: checks of the tables.
 *
 * The loader refuses what cannot be a table (format, unknown words, numbers out of range). Here is
 * what it can read and is wrong all the same.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "lint.h"

#include "build/registry_files.h"
#include "command.h"

#include <stdio.h>
#include <string.h>

/* Faults that are printed; more would hide each other. */
enum { MAX_FAULTS = 50 };

/* Prints: FILE:LINE: "subject" what. */
static void fault(unsigned *n_faults, const tsv_t *file, guint row, const char *subject,
                  const char *what)
{
    GError *error = NULL;
    tsv_fail(file, row, &error, "\"%s\" %s", subject, what);
    if ((*n_faults)++ < MAX_FAULTS)
        command_say("%s", error->message);
    g_error_free(error);
}

/* Keys of a set: cells of a row with a character between that no cell has. */
static char *set_key(const tsv_t *file, guint row, unsigned first, unsigned second)
{
    char *service = g_ascii_strdown(tsv_cell(file, row, first), -1);
    char *key = g_strconcat(service, "\t", tsv_cell(file, row, second), NULL);
    g_free(service);
    return key;
}

static GHashTable *names_of(const tsv_t *file, unsigned column)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint row = 0; row < tsv_n_rows(file); row++)
        g_hash_table_add(names, g_ascii_strdown(tsv_cell(file, row, column), -1));
    return names;
}

static bool has_name(GHashTable *names, const char *name)
{
    char *folded = g_ascii_strdown(name, -1);
    bool has = g_hash_table_contains(names, folded);
    g_free(folded);
    return has;
}

/* A repository ("owner/name", but not one of its threads), or a source file by its name's end. */
static const char changing[] =
    "(?:^|\\s)@?[\\w-][\\w.-]*+/[\\w.-]++(?! (?:issue|pull request|discussion))"
    "|\\w\\.(?:c|cc|cpp|cs|dart|go|h|hpp|ino|java|js|json|kt|lua|m|md|mdx|mm|php|pl|py|rb|rs|rst|"
    "scala|service|sh|swift|toml|ts|vala|xml|yaml|yml)\\b";

/* A year, a commit, or a version. */
static const char dated[] = "\\b(?:19|20)\\d\\d\\b"
                            "|\\b(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40}\\b"
                            "|\\b\\d+\\.\\d+\\.\\d+\\b";

/* A file in a repository changes: its source needs the year in which it was read. */
static bool is_undated(const char *cell)
{
    bool undated = false;
    char **sources = g_strsplit(cell, "; ", -1);
    for (char **one = sources; *one; one++)
        undated |=
            g_regex_match_simple(changing, *one, 0, 0) && !g_regex_match_simple(dated, *one, 0, 0);
    g_strfreev(sources);
    return undated;
}

static unsigned check_sources(const tsv_t *file, unsigned source, unsigned subject)
{
    unsigned n_faults = 0;
    for (guint row = 0; row < tsv_n_rows(file); row++) {
        const char *cell = tsv_cell(file, row, source);
        if (cell[0] == '\0')
            fault(&n_faults, file, row, tsv_cell(file, row, subject),
                  "has no source; say where it was read");
        if (is_undated(cell))
            fault(&n_faults, file, row, tsv_cell(file, row, subject),
                  "has a source that can change, without a year or commit; say when it was read");
    }
    return n_faults;
}

/* Is the name of each txt-services.tsv line registered exactly when the line says so? */
static unsigned check_registered(const registry_files_t *files)
{
    unsigned n_faults = 0;
    GHashTable *registered = names_of(files->services, SERVICES_SERVICE);
    const tsv_t *file = files->txt_services;
    for (guint row = 0; row < tsv_n_rows(file); row++) {
        const char *service = tsv_cell(file, row, TXT_SERVICES_SERVICE);
        bool says = strcmp(tsv_cell(file, row, TXT_SERVICES_REGISTERED), "no") != 0; /* or other */
        if (says && !has_name(registered, service))
            fault(&n_faults, file, row, service, "is not registered with IANA; say no");
        if (!says && has_name(registered, service))
            fault(&n_faults, file, row, service, "is registered with IANA; say yes");
    }
    g_hash_table_unref(registered);
    return n_faults;
}

static unsigned check_types_have_service(const registry_files_t *files)
{
    unsigned n_faults = 0;
    GHashTable *services = names_of(files->txt_services, TXT_SERVICES_SERVICE);
    const tsv_t *file = files->txt_meanings;
    for (guint row = 0; row < tsv_n_rows(file); row++) {
        const char *service = tsv_cell(file, row, TXT_MEANINGS_SERVICE);
        if (!has_name(services, service))
            fault(&n_faults, file, row, service, "is not in txt-services.tsv; add it there");
    }
    g_hash_table_unref(services);
    return n_faults;
}

static unsigned check_types_once(const registry_files_t *files)
{
    unsigned n_faults = 0;
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const tsv_t *file = files->txt_meanings;
    for (guint row = 0; row < tsv_n_rows(file); row++) {
        char *raw = set_key(file, row, TXT_MEANINGS_SERVICE, TXT_MEANINGS_KEY);
        char *line = g_strjoin("\t", raw, tsv_cell(file, row, TXT_MEANINGS_VARIANT),
                               tsv_cell(file, row, TXT_MEANINGS_CONDITION), NULL);
        char *key = g_ascii_strdown(line, -1); /* keys are too (RFC 6763 section 6.4) */
        g_free(raw);
        g_free(line);
        if (!g_hash_table_add(seen, key))
            fault(&n_faults, file, row, tsv_cell(file, row, TXT_MEANINGS_KEY),
                  "is defined twice; remove one line");
    }
    g_hash_table_unref(seen);
    return n_faults;
}

static unsigned check_values_have_key(const registry_files_t *files)
{
    unsigned n_faults = 0;
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const tsv_t *file = files->txt_values;
    for (guint row = 0; row < tsv_n_rows(files->txt_meanings); row++)
        g_hash_table_add(keys,
                         set_key(files->txt_meanings, row, TXT_MEANINGS_SERVICE, TXT_MEANINGS_KEY));
    for (guint row = 0; row < tsv_n_rows(file); row++) {
        char *key = set_key(file, row, TXT_VALUES_SERVICE, TXT_VALUES_KEY);
        if (!g_hash_table_contains(keys, key))
            fault(&n_faults, file, row, tsv_cell(file, row, TXT_VALUES_KEY),
                  "is not in txt-meanings.tsv; add it there");
        g_free(key);
    }
    g_hash_table_unref(keys);
    return n_faults;
}

static unsigned check_values_once(const registry_files_t *files)
{
    unsigned n_faults = 0;
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const tsv_t *file = files->txt_values;
    for (guint row = 0; row < tsv_n_rows(file); row++) {
        char *of_key = set_key(file, row, TXT_VALUES_SERVICE, TXT_VALUES_KEY);
        char *key =
            g_strjoin("\t", of_key, tsv_cell(file, row, TXT_VALUES_VARIANT),
                      tsv_cell(file, row, TXT_VALUES_PARENT), tsv_cell(file, row, TXT_VALUES_KIND),
                      tsv_cell(file, row, TXT_VALUES_AT), NULL);
        if (!g_hash_table_add(seen, key))
            fault(&n_faults, file, row, tsv_cell(file, row, TXT_VALUES_AT),
                  "stands twice for its key; remove one line");
        g_free(of_key);
    }
    g_hash_table_unref(seen);
    return n_faults;
}

static unsigned check_txt_keys_have_record(const registry_files_t *files)
{
    unsigned n_faults = 0;
    GHashTable *registered = names_of(files->services, SERVICES_SERVICE);
    const tsv_t *file = files->txt_keys;
    for (guint row = 0; row < tsv_n_rows(file); row++) {
        const char *service = tsv_cell(file, row, TXT_KEYS_SERVICE);
        if (!has_name(registered, service))
            fault(&n_faults, file, row, service, "is not in services.tsv; import again");
    }
    g_hash_table_unref(registered);
    return n_faults;
}

static unsigned check_files(const char *folder)
{
    static unsigned (*const checks[])(const registry_files_t *files) = {
        check_registered,      check_types_have_service, check_types_once,
        check_values_have_key, check_values_once,        check_txt_keys_have_record,
    };
    registry_files_t files;
    GError *error = NULL;
    unsigned n_faults = 0;
    if (!registry_files_read(folder, NULL, &files, &error)) {
        command_fail(error);
        return 1;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(checks); i++)
        n_faults += checks[i](&files);
    n_faults += check_sources(files.txt_services, TXT_SERVICES_SOURCE, TXT_SERVICES_SERVICE);
    n_faults += check_sources(files.txt_meanings, TXT_MEANINGS_SOURCE, TXT_MEANINGS_KEY);
    n_faults += check_sources(files.usual_ports, USUAL_PORTS_SOURCE, USUAL_PORTS_SERVICE);
    n_faults += check_sources(files.device_models, DEVICE_MODELS_SOURCE, DEVICE_MODELS_MODEL);
    registry_files_clear(&files);
    return n_faults;
}

static int lint(const char *folder, bool verbose)
{
    unsigned n_faults = 0;
    const svcreg_table_t *table = command_open_table(folder);
    if (!table)
        return COMMAND_FAILED;
    if (folder)
        n_faults = check_files(folder);
    lint_registry_print(table, verbose);
    printf("Tables%s%s: %s\n", folder ? " in " : "", folder ? folder : "",
           n_faults == 0 ? "no fault" : "faults, see above");
    command_close_table(table);
    return n_faults == 0 ? COMMAND_OK : COMMAND_FAILED;
}

int lint_main(int argc, char **argv)
{
    gboolean verbose = FALSE;
    const GOptionEntry entries[] = {
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "List every oddity", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!command_parse(&argc, &argv, "[DIR]",
                       "Checks the tables of a folder (those compiled in are sound, or they would "
                       "not have\nbeen), and counts oddities of IANA's registry itself, which are "
                       "no faults.",
                       entries))
        return COMMAND_USAGE;
    if (argc > 2) {
        command_say("lint: name at most one folder; see svcreg lint --help");
        return COMMAND_USAGE;
    }
    return lint(argc == 2 ? argv[1] : NULL, verbose);
}
