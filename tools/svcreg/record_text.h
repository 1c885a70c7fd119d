/* record_text.h - records for people.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_RECORD_TEXT_H
#define SVCREG_RECORD_TEXT_H

#include "registry.h"

#include <glib.h>
#include <stdbool.h>

/** How records are printed. */
typedef struct {
    bool colour;
    bool all_parts; /* also the named bits, values and parts of TXT keys, and their sources */
    bool in_full;   /* each record in full, however many there are */
    char *asked;    /* "7774/tcp" when that is what was asked for, or NULL: a port without a service
                       name is told of under it, also if its record is of a range */
} text_style_t;

/** Records are printed in full up to so many; more are a line each. */
enum { TEXT_MAX_IN_FULL = 12 };

/** Print records by id. Those that differ in nothing but transport and port are one. */
void records_text_print(const svcreg_table_t *table, const GArray *ids, const text_style_t *style);

/** Print the status of ports that the registry has no line for. */
void port_text_print(const svcreg_table_t *table, unsigned transports, uint16_t port,
                     const text_style_t *style);

/** Print a service that only the specification table has, and the registered name that may have been
 * meant, or NULL. */
void txt_service_text_print(const svcreg_table_t *table, const char *service,
                            const char *registered, const text_style_t *style);

#endif
