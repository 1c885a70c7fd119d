/* import.c - svcreg import: IANA's file -> tables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/import.h"

#include "command.h"
#include "import/table_row.h"
#include "import/write_tables.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

/* Options of the command line. */
typedef struct {
    char *folder;
    char *date;
    gint min_records;
    gboolean user;
} import_options_t;

iana_registry_t *import_read(const char *path, iana_input_t **ret_input, const char **ret_form,
                             GError **error)
{
    iana_input_t *input = iana_input_read(path, error);
    if (!input)
        return NULL;
    iana_registry_t *registry = iana_read(input, ret_form, error);
    if (!registry)
        iana_input_free(input);
    else
        *ret_input = input;
    return registry;
}

/* The folder that Wireshark itself takes: an environment variable first, then the XDG folder when
 * it is there, then the old ~/.wireshark when that is there, else the XDG folder. */
char *import_user_folder(void)
{
    const char *configured = g_getenv("WIRESHARK_CONFIG_DIR");
    if (configured && configured[0] != '\0')
        return g_build_filename(configured, "svcreg", NULL);
    char *old = g_build_filename(g_get_home_dir(), ".wireshark", NULL);
    char *current = g_build_filename(g_get_user_config_dir(), "wireshark", NULL);
    bool take_old =
        !g_file_test(current, G_FILE_TEST_IS_DIR) && g_file_test(old, G_FILE_TEST_IS_DIR);
    char *folder = g_build_filename(take_old ? old : current, "svcreg", NULL);
    g_free(old);
    g_free(current);
    return folder;
}

/* Newest full date of the records, "" without one. */
static const char *newest_date(const iana_registry_t *registry)
{
    const char *newest = "";
    for (guint i = 0; i < registry->records->len; i++) {
        const iana_record_t *record =
            (const iana_record_t *)g_ptr_array_index(registry->records, i);
        const char *dates[] = {record->cells[IANA_REGISTERED], record->cells[IANA_MODIFIED]};
        for (size_t d = 0; d < G_N_ELEMENTS(dates); d++) {
            if (date_form(dates[d]) == DATE_OF_DAY && strcmp(dates[d], newest) > 0)
                newest = dates[d];
        }
    }
    return newest;
}

/* The registry's date: what the user says, else what the file says, else the newest one in it. */
static const char *registry_date(const iana_input_t *input, const iana_registry_t *registry,
                                 const char *wanted, GError **error)
{
    const char *date = wanted;
    unsigned year = 0, month = 0, day = 0;
    if (wanted && date_form(wanted) == DATE_OF_DAY &&
        (sscanf(wanted, "%u-%u-%u", &year, &month, &day) != 3 ||
         !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))) {
        iana_input_error(input, 0, error, "there is no day %s, given with --date", wanted);
        return NULL;
    }
    if (wanted && date_form(registry->date) == DATE_OF_DAY && strcmp(wanted, registry->date) != 0) {
        iana_input_error(input, 0, error, "says its own date, %s: leave --date away",
                         registry->date);
        return NULL;
    }
    if (!date)
        date = date_form(registry->date) == DATE_OF_DAY ? registry->date : newest_date(registry);
    if (date_form(date) != DATE_OF_DAY) {
        iana_input_error(input, 0, error,
                         wanted ? "the date given with --date is not YYYY-MM-DD"
                                : "has no date; give it with --date YYYY-MM-DD");
        return NULL;
    }
    return date;
}

/* A line of the report, "  14,533 records, 12,809 with a service name". The numbers in `text`, which
 * is freed, get commas, too. */
static void print_count(unsigned number, char *text)
{
    char *first = command_number(number);
    printf("%8s ", first);
    for (const char *p = text; *p != '\0';) {
        size_t n_digits = strspn(p, "0123456789");
        if (n_digits == 0) {
            putchar(*p++);
            continue;
        }
        char *grouped = command_number((unsigned)strtoul(p, NULL, 10));
        fputs(grouped, stdout);
        g_free(grouped);
        p += n_digits;
    }
    printf("\n");
    g_free(first);
    g_free(text);
}

static void print_txt_counts(const tables_count_t *count)
{
    unsigned n_notes = 0;
    for (int i = SVCREG_TXT_STATUS_KEYS; i <= SVCREG_TXT_STATUS_OPAQUE; i++)
        n_notes += count->n_txt_notes[i];
    print_count(n_notes,
                g_strdup_printf("notes on TXT keys, with %u defined keys:", count->n_txt_keys));
    for (int i = SVCREG_TXT_STATUS_KEYS; i <= SVCREG_TXT_STATUS_OPAQUE; i++) {
        char *number = command_number(count->n_txt_notes[i]);
        printf("%12s %s\n", number, word_of(&txt_status_words, (unsigned)i));
        g_free(number);
    }
}

static void print_report(const char *path, const char *form, const char *date,
                         const tables_count_t *count)
{
    char *name = command_printable(path);
    printf("%s: IANA's registry of %s, %s\n", name, date, form);
    g_free(name);
    print_count(count->n_records,
                g_strdup_printf("records, %u with a service name", count->n_named));
    if (count->n_skipped > 0)
        print_count(count->n_skipped, g_strdup("records skipped"));
    print_count(count->n_names, g_strdup("service names"));
    print_count(count->n_ports, g_strdup_printf("ports, in %u records of one port and %u ranges",
                                                count->n_single_ports, count->n_ranges));
    if (count->n_people > 0)
        print_count(count->n_people, g_strdup("people and organizations"));
    print_txt_counts(count);
}

static bool check_count(const iana_input_t *input, const tables_count_t *count, gint min_records,
                        GError **error)
{
    /* IANA's file has a record for every port that is not dynamic (RFC 6335 section 6), be it an
     * unassigned one. */
    enum { SURELY_IANAS = 1000 /* records */, N_PORTS = 49152 };

    if (count->n_records >= SURELY_IANAS && count->n_ports < N_PORTS) {
        iana_input_error(input, 0, error,
                         "names only %u of %u ports; it is cut short, download it again",
                         count->n_ports, N_PORTS);
        return false;
    }
    if (count->n_records >= 1 && (gint)count->n_records >= min_records)
        return true;
    iana_input_error(input, 0, error, "has %u records, fewer than %d; the file is not complete",
                     count->n_records, MAX(min_records, 1));
    return false;
}

static bool write_and_report(iana_input_t *input, const iana_registry_t *registry, const char *form,
                             const import_options_t *options, GError **error)
{
    tables_text_t tables;
    tables_count_t count;
    const char *date = registry_date(input, registry, options->date, error);
    if (!date || !tables_make(input, registry, date, options->user, &tables, &count, error))
        return false;
    bool written = check_count(input, &count, options->min_records, error) &&
                   tables_write(&tables, options->folder, error);
    if (written) {
        print_report(input->path, form, date, &count);
        printf("written: services.tsv, txt-keys.tsv%s in %s\n", tables.people ? ", people.tsv" : "",
               options->folder);
    }
    tables_clear(&tables);
    return written;
}

static int import_file(const char *path, const import_options_t *options)
{
    GError *error = NULL;
    iana_input_t *input;
    const char *form;
    iana_registry_t *registry = import_read(path, &input, &form, &error);
    if (!registry)
        return command_fail(error);
    bool written = write_and_report(input, registry, form, options, &error);
    iana_registry_free(registry);
    iana_input_free(input);
    return written ? COMMAND_OK : command_fail(error);
}

static const char *usage_problem(int argc, const import_options_t *options)
{
    if (argc != 2)
        return "name one file";
    if (options->min_records < 0)
        return "--min-records is no negative number";
    if (!options->user == !options->folder)
        return "say either -o DIR or --user";
    return NULL;
}

int import_main(int argc, char **argv)
{
    import_options_t options = {0};
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.folder, "Folder for the tables", "DIR"},
        {"user", 0, 0, G_OPTION_ARG_NONE, &options.user,
         "Write into Wireshark's personal configuration folder, with the notes word for word",
         NULL},
        {"date", 0, 0, G_OPTION_ARG_STRING, &options.date,
         "The registry's date, for a CSV, which has none (default: the newest date in it)",
         "YYYY-MM-DD"},
        {"min-records", 0, 0, G_OPTION_ARG_INT, &options.min_records,
         "Refuse a file with fewer records", "N"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    int status = COMMAND_USAGE;
    if (command_parse(&argc, &argv, "FILE",
                      "Makes the tables services.tsv, txt-keys.tsv and people.tsv from IANA's XML "
                      "or CSV,\nor from the registry page saved as text. \"-\" is standard input.",
                      entries)) {
        const char *problem = usage_problem(argc, &options);
        if (problem) {
            command_say("import: %s; see svcreg import --help", problem);
        } else {
            if (options.user)
                options.folder = import_user_folder();
            status = import_file(argv[1], &options);
        }
    }
    g_free(options.folder);
    g_free(options.date);
    return status;
}
