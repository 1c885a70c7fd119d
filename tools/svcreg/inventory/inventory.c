/* inventory.c - svcreg inventory.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory.h"

#include "command.h"
#include "inventory/captures.h"
#include "inventory/columns.h"
#include "inventory/jobs.h"
#include "inventory/writer.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_INCOMPLETE = 3 };

/* What the rows of one capture are told apart by. */
typedef struct {
    const capture_t *capture;
    job_result_t result;
} origin_t;

/* A text for JSON, whatever a file's name or a program's words are. */
static void set_text(JsonObject *row, const char *member, const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);

    json_object_set_string_member(row, member, valid);
    g_free(valid);
}

static bool is_of_capture(JsonObject *row)
{
    return strcmp(json_object_get_string_member_with_default(row, "kind", ""), "capture") == 0;
}

static void add_origin(JsonObject *row, const origin_t *origin)
{
    set_text(row, "capture", origin->capture->path);
    json_object_set_string_member(row, "sha256", origin->capture->sha256);
    if (!is_of_capture(row))
        return;
    json_object_set_int_member(row, "size", (gint64)origin->capture->size);
    json_object_set_boolean_member(row, "complete", origin->result.status == 0);
    if (origin->result.status == 0)
        json_object_set_null_member(row, "error");
    else
        set_text(row, "error", origin->result.message);
}

/* One line of a result. The plugin ends what it says with the capture's row (*ret_whole). */
static bool add_line(const char *line, const origin_t *origin, const inventory_writer_t *writer,
                     void *output, unsigned *n_rows, bool *ret_whole, GError **error)
{
    JsonParser *parser = json_parser_new();
    JsonObject *row = inventory_row_read(parser, line);
    bool added = true;

    if (row) {
        *ret_whole = *ret_whole || is_of_capture(row);
        add_origin(row, origin);
        added = writer->add(output, row, error);
        ++*n_rows;
    }
    g_object_unref(parser);
    return added;
}

static bool add_capture(const origin_t *origin, const char *parts, const inventory_writer_t *writer,
                        void *output, unsigned *n_rows, bool *ret_whole, GError **error)
{
    char *path = g_build_filename(parts, origin->capture->sha256, NULL);
    FILE *file = g_fopen(path, "rb");
    char *line = NULL;
    size_t size = 0;
    bool added = true;

    while (added && file && getline(&line, &size, file) > 0)
        added = add_line(line, origin, writer, output, n_rows, ret_whole, error);
    free(line);
    if (file)
        (void)fclose(file);
    g_free(path);
    return added && (!writer->commit || writer->commit(output, error));
}

/* Captures that were not read to their end, and those among them of which nothing was read. */
typedef struct {
    unsigned n_incomplete, n_skipped;
} losses_t;

/* Why a capture is not there, or not whole. The caller frees it. */
static char *reason(const origin_t *origin, bool in_part)
{
    enum { CANNOT_RUN = 126, NO_SUCH_COMMAND = 127 }; /* the shell's statuses */
    const job_result_t *result = &origin->result;
    const char *before = "", *why = result->message;

    if (origin->capture->problem)
        return g_strdup(origin->capture->problem);
    if (result->done && result->status == 0)
        return g_strdup(
            "tshark said nothing of it: does this tshark have the plugin svcreg of this "
            "version? --tshark names another");
    if (result->status == CANNOT_RUN || result->status == NO_SUCH_COMMAND)
        before = "tshark cannot be run, install it or name it by --tshark: ";
    else if (!result->done)
        before = "tshark did not come to its end: ";
    else if (!in_part)
        before = "it cannot be read: ";
    if (why[0] == '\0')
        why = "it could not say why; is there time and memory?";
    return g_strconcat(before, why, NULL);
}

/* A capture that was not read to its end; `alone`: there is no other. */
static void lose(losses_t *losses, const origin_t *origin, bool in_part, bool alone)
{
    char *why = reason(origin, in_part);

    losses->n_incomplete++;
    losses->n_skipped += !in_part;
    command_say("%s: %s: %s%s", origin->capture->path, in_part ? "read in part" : "skipped", why,
                alone && !in_part ? "; nothing was written" : "");
    g_free(why);
}

/* All results in the order of the captures. Returns false with *error set. */
static bool write_all(const GPtrArray *captures, const char *parts,
                      const inventory_writer_t *writer, void *output, losses_t *losses,
                      GError **error)
{
    bool written = true;

    for (guint i = 0; written && i < captures->len; i++) {
        origin_t origin = {.capture = captures->pdata[i]};
        unsigned n_rows = 0;
        bool whole = false;
        if (!origin.capture->problem)
            origin.result = jobs_result(parts, origin.capture->sha256);
        if (origin.result.done)
            written = add_capture(&origin, parts, writer, output, &n_rows, &whole, error);
        if (written && (!whole || origin.result.status != 0))
            lose(losses, &origin, n_rows > 0, captures->len == 1);
        g_free(origin.result.message);
    }
    return written;
}

static void remove_folder(const char *path)
{
    GDir *folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder && (name = g_dir_read_name(folder))) {
        char *inside = g_build_filename(path, name, NULL);
        (void)g_unlink(inside);
        g_free(inside);
    }
    if (folder)
        g_dir_close(folder);
    (void)g_rmdir(path);
}

/* The folder for results, beside the output `path`. False when it is there and not to be used. */
static bool make_parts(const char *path, const char *parts, bool resume, GError **error)
{
    if (g_mkdir(parts, 0777) == 0)
        return true;
    if (errno == EEXIST && resume)
        return true;
    if (errno == EEXIST)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
                    "%s is there, from a run that was cut off: go on with it by --resume, or "
                    "remove it",
                    parts);
    else
        (void)command_file_error(path, error);
    return false;
}

/* *ret_run: there are results now, which --resume can go on with. */
static bool make_inventory(const GPtrArray *captures, const char *path, const char *parts,
                           const jobs_options_t *options, bool *ret_run, losses_t *losses,
                           GError **error)
{
    const inventory_writer_t *writer = inventory_writer_for(path);

    *ret_run = jobs_run(captures, parts, options, error);
    if (!*ret_run || !jobs_had_room(captures, parts, options, error))
        return false;
    void *output = writer->open(path, error);
    if (!output)
        return false;
    bool written = write_all(captures, parts, writer, output, losses, error);
    written = written && losses->n_skipped < captures->len;
    return writer->close(output, written, written || !*error ? error : NULL) && written;
}

static char *output;
static int n_jobs, timeout;
static char *hosts;
static gboolean resume, force;
static char *tshark;

static const GOptionEntry entries[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
     "File to write: .jsonl, .sqlite, .csv (one for each kind), .html, .timesketch.jsonl, "
     ".ecs.ndjson or .ocsf.jsonl",
     "FILE"},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &n_jobs,
     "Captures to dissect at a time, on each host (one for each core)", "N"},
    {"hosts", 0, 0, G_OPTION_ARG_FILENAME, &hosts,
     "Dissect on other hosts: a file with one a line, as for Parallel's --sshloginfile", "FILE"},
    {"resume", 0, 0, G_OPTION_ARG_NONE, &resume, "Go on with a run that was cut off", NULL},
    {"force", 'f', 0, G_OPTION_ARG_NONE, &force, "Replace FILE if it is there", NULL},
    {"timeout", 0, 0, G_OPTION_ARG_INT, &timeout, "Give up on a capture after this time",
     "SECONDS"},
    {"tshark", 0, 0, G_OPTION_ARG_STRING, &tshark, "Command that runs tshark with the plugin",
     "COMMAND"},
    {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};

static bool is_usable(int argc)
{
    const char *wrong = NULL;

    if (argc < 2)
        wrong = "name a capture, or a folder of captures";
    else if (!output)
        wrong = "say where to: -o FILE";
    else if (!inventory_writer_for(output))
        wrong = "the ending of FILE says what it becomes: .jsonl, .sqlite, .csv, .html, "
                ".timesketch.jsonl, .ecs.ndjson, .ocsf.jsonl";
    else if (strpbrk(output, "{}"))
        wrong = "FILE must have no { or } in its name, which mean something to GNU Parallel";
    else if (n_jobs < 0 || timeout < 0)
        wrong = "--jobs and --timeout are no negative numbers";
    if (wrong)
        command_say("%s; see svcreg inventory --help", wrong);
    return !wrong;
}

/* "-j2" as "-j 2", which is all that GLib knows: make, ctest and parallel take both. `words` has room
 * for all of it. Returns their number. */
static int split_jobs(char **argv, char **words)
{
    static char option[] = "-j";
    int n = 0;
    bool options = true;

    for (; *argv; argv++) {
        options = options && strcmp(*argv, "--") != 0;
        bool joined = options && g_str_has_prefix(*argv, "-j") && g_ascii_isdigit((*argv)[2]);
        if (joined)
            words[n++] = option;
        words[n++] = joined ? *argv + 2 : *argv;
    }
    words[n] = NULL;
    return n;
}

static int run_inventory(int argc, char **argv)
{
    GError *error = NULL;
    losses_t losses = {0};

    if (!command_parse(&argc, &argv, "CAPTURE|FOLDER...",
                       "What services, hosts and ports are in captures, and who used them.",
                       entries) ||
        !is_usable(argc))
        return COMMAND_USAGE;
    char *replaced = force ? NULL : inventory_writer_replaces(inventory_writer_for(output), output);
    if (replaced) {
        command_say("%s is there: give another name, or --force", replaced);
        g_free(replaced);
        return COMMAND_FAILED;
    }
    if (g_file_test(output, G_FILE_TEST_IS_DIR)) {
        command_say("%s: it is a folder: give a file's name", output);
        return COMMAND_FAILED;
    }
    if (hosts && (g_access(hosts, R_OK) != 0 || !g_file_test(hosts, G_FILE_TEST_IS_REGULAR))) {
        command_say("%s: no file of hosts that can be read", hosts);
        return COMMAND_FAILED;
    }
    GPtrArray *captures = captures_find(argv + 1, &error);
    if (!captures)
        return command_fail(error);
    const jobs_options_t options = {.output = output,
                                    .tshark = tshark ? tshark : "tshark",
                                    .n_jobs = n_jobs,
                                    .hosts = hosts,
                                    .timeout = timeout};
    char *parts = g_strconcat(output, ".parts", NULL);
    bool has_parts = make_parts(output, parts, resume, &error), run = false;
    bool made =
        has_parts && make_inventory(captures, output, parts, &options, &run, &losses, &error);
    unsigned n_captures = captures->len;
    g_ptr_array_unref(captures);
    if (made || !error || (has_parts && !run && !resume))
        remove_folder(parts);
    g_free(parts);
    if (error && run) {
        char *message = error->message;
        error->message = g_strconcat(message, "; what was dissected is kept for --resume", NULL);
        g_free(message);
    }
    if (error)
        return command_fail(error);
    /* Of a single one its own line says it all. */
    if (!made && n_captures > 1)
        command_say("nothing was written: no capture could be read");
    else if (losses.n_incomplete > 0 && n_captures > 1)
        command_say("%u of %u captures could not be read to their end", losses.n_incomplete,
                    n_captures);
    if (!made)
        return COMMAND_FAILED;
    return losses.n_incomplete > 0 ? EXIT_INCOMPLETE : COMMAND_OK;
}

int inventory_main(int argc, char **argv)
{
    char **words = g_new(char *, 2 * (gsize)argc + 1);
    int status = run_inventory(split_jobs(argv, words), words);

    g_free(words);
    return status;
}
