/* bench.h - what the benchmark measures besides the table.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_BENCH_H
#define SVCREG_BENCH_H

#include "registry.h"

#include <stddef.h>
#include <stdint.h>

/** One question: a port, or a text of `len` bytes at `text` in the texts: a service name, a service
 * type or a TXT record. Small, so that reading them costs little. */
typedef struct {
    uint32_t text;
    union {
        uint16_t len;
        uint16_t port;
    };
    uint16_t transport;
} query_t;

/** Answers `n` queries and returns a number made of the answers, so that none can be left out. */
typedef uint64_t (*answer_t)(const query_t *queries, size_t n);

/** Starts libwireshark; false, and a reason in *ret_why, when that cannot be done. */
bool wireshark_start(const char *program, const char **ret_why);

/** libwireshark's service name of each query's port. */
uint64_t wireshark_ports(const query_t *queries, size_t n);

#endif
