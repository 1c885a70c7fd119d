/* jobs.c - dissects captures with tshark, several at a time, by GNU Parallel.
 *
 * A job's last line is {"kind":"exit","status":N}: where it is missing, the job was cut off, and is
 * done again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/jobs.h"

#include "command.h"
#include "inventory/captures.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXIT_LINE "{\"kind\":\"exit\",\"status\":"

static char *part_path(const char *parts, const char *sha256)
{
    return g_build_filename(parts, sha256, NULL);
}

/* The last line of a file, without its end; "" for none. */
static char *last_line(const char *path)
{
    enum { TAIL = 4096 };
    char tail[TAIL + 1] = "";
    FILE *file = g_fopen(path, "rb");

    if (file) {
        if (fseek(file, -TAIL, SEEK_END) != 0)
            rewind(file);
        tail[fread(tail, 1, TAIL, file)] = '\0';
        (void)fclose(file);
    }
    g_strchomp(tail);
    const char *start = strrchr(tail, '\n');
    return g_strdup(start ? start + 1 : tail);
}

job_result_t jobs_result(const char *parts, const char *sha256)
{
    char *path = part_path(parts, sha256);
    char *errors = g_strconcat(path, ".err", NULL);
    char *last = last_line(path);
    char *message = last_line(errors);
    job_result_t result = {.done = g_str_has_prefix(last, EXIT_LINE)};

    if (result.done)
        result.status = atoi(last + strlen(EXIT_LINE));
    /* The shell's own status of a program that a signal ended. */
    result.done = result.done && result.status < 126;
    result.message =
        g_str_has_prefix(message, "Running as user") ? g_strdup("") : g_strdup(message);
    g_free(message);
    g_free(last);
    g_free(errors);
    g_free(path);
    return result;
}

/* Write a file into `parts`; the error is told of the output. */
static bool write_part(const char *path, const char *contents, size_t len, const char *output,
                       GError **error)
{
    FILE *file = g_fopen(path, "wb");
    bool written = file && fwrite(contents, 1, len, file) == len && fflush(file) == 0;

    if (!written)
        (void)command_file_error(output, error);
    if (file)
        (void)fclose(file);
    return written;
}

static bool write_list(const char *parts, const char *name, const GString *list, const char *output,
                       char **ret_path, GError **error)
{
    *ret_path = g_build_filename(parts, name, NULL);
    return write_part(*ret_path, list->str, list->len, output, error);
}

bool jobs_had_room(const GPtrArray *captures, const char *parts, const jobs_options_t *options,
                   GError **error)
{
    static const char block[4096];
    bool silent = false, room = true;

    for (guint i = 0; i < captures->len && !silent; i++) {
        const capture_t *capture = captures->pdata[i];
        if (capture->problem)
            continue;
        job_result_t result = jobs_result(parts, capture->sha256);
        silent = !result.done && result.message[0] == '\0';
        g_free(result.message);
    }
    if (silent) {
        char *path = part_path(parts, "room");
        room = write_part(path, block, sizeof block, options->output, error);
        (void)g_unlink(path);
        g_free(path);
    }
    return room;
}

/* "FOLDER/./NAME": Parallel transfers NAME into the job's own folder. */
static char *transfer_path(const char *path)
{
    char *full = g_canonicalize_filename(path, NULL);
    char *folder = g_path_get_dirname(full), *name = g_path_get_basename(full);
    char *ret = g_strconcat(folder, "/./", name, NULL);

    g_free(name);
    g_free(folder);
    g_free(full);
    return ret;
}

/* Both lists, each entry ended by a NUL. False when there is nothing to do. */
static bool list_jobs(const GPtrArray *captures, const char *parts, bool remote, GString *paths,
                      GString *sums)
{
    GHashTable *listed = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < captures->len; i++) {
        const capture_t *capture = captures->pdata[i];
        if (capture->problem)
            continue;
        job_result_t result = jobs_result(parts, capture->sha256);
        if (!result.done && g_hash_table_add(listed, capture->sha256)) {
            char *path = remote ? transfer_path(capture->path)
                                : g_canonicalize_filename(capture->path, NULL);
            g_string_append_len(paths, path, (gssize)strlen(path) + 1);
            g_string_append_len(sums, capture->sha256, (gssize)strlen(capture->sha256) + 1);
            g_free(path);
        }
        g_free(result.message);
    }
    g_hash_table_destroy(listed);
    return paths->len > 0;
}

static bool run_parallel(const char *paths, const char *sums, const char *parts,
                         const jobs_options_t *options, GError **error)
{
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);
    char *full = g_canonicalize_filename(parts, NULL);
    int status = 0;

#define ADD(...) g_ptr_array_add(arguments, g_strdup_printf(__VA_ARGS__))
    ADD("parallel");
    ADD("--will-cite");
    ADD("--null");
    ADD("--link");
    ADD("--retries");
    ADD("%d", options->hosts ? 3 : 2);
    ADD("--results");
    ADD("%s/{2}", full);
    ADD("--joblog");
    ADD("%s/jobs", full);
    if (options->n_jobs > 0) {
        ADD("--jobs");
        ADD("%d", options->n_jobs);
    }
    if (options->timeout > 0) {
        ADD("--timeout");
        ADD("%d", options->timeout);
    }
    if (options->hosts) {
        ADD("--sshloginfile");
        ADD("%s", options->hosts);
        /* A host that is cut off is noticed, and its captures are given to another. */
        if (!g_getenv("PARALLEL_SSH")) {
            ADD("--ssh");
            ADD("ssh -o ConnectTimeout=10 -o ServerAliveInterval=10 -o ServerAliveCountMax=3");
        }
        ADD("--transferfile");
        ADD("{1}");
        ADD("--workdir");
        ADD("...");
        ADD("--cleanup");
    }
    if (isatty(STDERR_FILENO))
        ADD("--bar");
    /* On standard input no name is taken for an option. */
    ADD("%s -n -q -r - -z svcreg,inventory <{1%s}; s=$?; echo '" EXIT_LINE "'$s'}'; exit $s",
        options->tshark, options->hosts ? "/" : "");
    ADD("::::");
    ADD("%s", paths);
    ADD("::::+");
    ADD("%s", sums);
#undef ADD
    g_ptr_array_add(arguments, NULL);
    /* Its status counts the jobs that failed: their results say which. */
    bool run = g_spawn_sync(NULL, (char **)arguments->pdata, NULL,
                            G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                                (isatty(STDERR_FILENO) ? 0 : G_SPAWN_STDERR_TO_DEV_NULL),
                            NULL, NULL, NULL, NULL, &status, error);
    char *log = g_build_filename(full, "jobs", NULL);
    if (!run) {
        g_prefix_error(error, "GNU Parallel is needed (apt-get install parallel): ");
    } else if (!g_file_test(log, G_FILE_TEST_EXISTS)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                    "the program parallel did not run the jobs: is it GNU Parallel?");
        run = false;
    }
    g_free(log);
    g_free(full);
    g_ptr_array_unref(arguments);
    return run;
}

bool jobs_run(const GPtrArray *captures, const char *parts, const jobs_options_t *options,
              GError **error)
{
    GString *paths = g_string_new(NULL), *sums = g_string_new(NULL);
    char *paths_file = NULL, *sums_file = NULL;

    bool run = !list_jobs(captures, parts, options->hosts, paths, sums) ||
               (write_list(parts, "paths", paths, options->output, &paths_file, error) &&
                write_list(parts, "sums", sums, options->output, &sums_file, error) &&
                run_parallel(paths_file, sums_file, parts, options, error));
    g_free(paths_file);
    g_free(sums_file);
    g_string_free(paths, TRUE);
    g_string_free(sums, TRUE);
    return run;
}
