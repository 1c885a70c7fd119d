/* command.c - what the subcommands of svcreg have in common.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command.h"

#include "build/table_load.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* GLib leaves "--" where an argument behind it begins with "-". */
static void drop_end_of_options(int *argc, char **argv)
{
    int at = 1;

    while (at < *argc && strcmp(argv[at], "--") != 0)
        at++;
    if (at == *argc)
        return;
    memmove(argv + at, argv + at + 1, (size_t)(*argc - at) * sizeof *argv);
    --*argc;
}

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
        command_say("%s; see %s --help", error->message, name);
        g_error_free(error);
    }
    if (parsed)
        drop_end_of_options(argc, *argv);
    g_option_context_free(context);
    g_free(name);
    return parsed;
}

bool command_file_error(const char *path, GError **error)
{
    int reason = errno;

    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(reason), "%s: %s", path,
                g_strerror(reason));
    return false;
}

char *command_printable(const char *text)
{
    GString *printable = g_string_new(NULL);

    while (text[0] != '\0') {
        gunichar letter = g_utf8_get_char_validated(text, -1);
        /* What is no UTF-8 gives a code that is not printable either. */
        if (g_unichar_isprint(letter)) {
            const char *next = g_utf8_next_char(text);
            g_string_append_len(printable, text, next - text);
            text = next;
        } else {
            g_string_append_printf(printable, "\\x%02x", (unsigned char)*text++);
        }
    }
    return g_string_free(printable, FALSE);
}

void command_say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    char *printable = command_printable(message);
    fprintf(stderr, "svcreg: %s\n", printable);
    g_free(printable);
    g_free(message);
}

int command_fail(GError *error)
{
    command_say("%s", error->message);
    g_error_free(error);
    return COMMAND_FAILED;
}

struct command_output {
    int terminal; /* standard output as it was */
    FILE *kept;   /* what was printed */
};

command_output_t *command_page_output(void)
{
    const char *terminal = g_getenv("TERM");

    if (!isatty(STDOUT_FILENO) || !terminal || strcmp(terminal, "dumb") == 0)
        return NULL;
    command_output_t *output = g_new0(command_output_t, 1);
    output->kept = tmpfile();
    output->terminal = dup(STDOUT_FILENO);
    if (output->kept && output->terminal >= 0 && dup2(fileno(output->kept), STDOUT_FILENO) >= 0)
        return output;
    g_free(output);
    return NULL;
}

/* Whether it has more lines than the terminal. */
static bool is_long(FILE *kept)
{
    struct winsize size = {.ws_row = 0};
    unsigned n_lines = 0;
    int c;

    rewind(kept);
    while ((c = getc(kept)) != EOF)
        n_lines += c == '\n';
    rewind(kept);
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
           n_lines >= size.ws_row;
}

static void copy(FILE *from, FILE *to)
{
    char block[BUFSIZ];
    size_t n;

    while ((n = fread(block, 1, sizeof block, from)) > 0 && fwrite(block, 1, n, to) == n)
        continue;
}

void command_page_output_end(command_output_t *output)
{
    if (!output)
        return;
    (void)fflush(stdout);
    (void)dup2(output->terminal, STDOUT_FILENO);
    (void)close(output->terminal);
    const char *program = g_getenv("PAGER");
    FILE *pager = NULL;
    if (is_long(output->kept) && (!program || program[0] != '\0')) {
        (void)g_setenv("LESS", "FRX", FALSE);
        (void)signal(SIGPIPE, SIG_IGN); /* who has seen enough leaves the pager */
        pager = popen(program ? program : "less", "w");
    }
    enum { NO_SUCH_COMMAND = 127 }; /* the shell's status */
    copy(output->kept, pager ? pager : stdout);
    if (pager && WEXITSTATUS(pclose(pager)) == NO_SUCH_COMMAND) {
        rewind(output->kept);
        copy(output->kept, stdout);
    }
    (void)fclose(output->kept);
    g_free(output);
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
    if (!folder)
        return svcreg_builtin();
    const svcreg_table_t *table = svcreg_table_load(folder, &error);
    if (!table)
        command_fail(error);
    return table;
}

void command_close_table(const svcreg_table_t *table)
{
    if (table != svcreg_builtin())
        g_free((gpointer)table);
}
