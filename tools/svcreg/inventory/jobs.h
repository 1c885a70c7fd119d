/* jobs.h - dissects captures with tshark, several at a time, by GNU Parallel.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_JOBS_H
#define SVCREG_JOBS_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *output; /* file beside which `parts` is: errors name it, for the user did */
    const char *tshark; /* shell command, on each host */
    int n_jobs;         /* at a time on each host; 0: one for each core */
    const char *hosts;  /* file with a host a line, as GNU Parallel's --sshloginfile; or NULL */
    int timeout;        /* seconds for one capture; 0: none */
} jobs_options_t;

/** What became of one capture. */
typedef struct {
    bool done;     /* tshark came to its end */
    int status;    /* tshark's; 0: the whole file was read */
    char *message; /* its last complaint, "" for none; to be freed */
} job_result_t;

/** Dissect each of `captures` (capture_t) that has no result in the folder `parts` yet, the rows of
 * one to PARTS/SHA256. False, with *error set, when Parallel cannot be run; what became of each
 * capture jobs_result() tells. */
bool jobs_run(const GPtrArray *captures, const char *parts, const jobs_options_t *options,
              GError **error);

/** Whether there was room for the results: a job that ended without a word may have had none. False,
 * with *error set, when nothing can be written there. */
bool jobs_had_room(const GPtrArray *captures, const char *parts, const jobs_options_t *options,
                   GError **error);

/** What became of the capture with this SHA-256. */
job_result_t jobs_result(const char *parts, const char *sha256);

#endif
