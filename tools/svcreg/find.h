/* find.h - what a person types -> records.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_FIND_H
#define SVCREG_FIND_H

#include "registry.h"

#include <glib.h>
#include <stdbool.h>

/** Most port numbers of a term like "6000-6063". */
enum { FIND_MAX_PORTS = 65536 };

/** How a term was understood. */
typedef enum {
    FIND_NOTHING, /* nothing found */
    FIND_PORT,    /* a port or range: always something, if only its status */
    FIND_NAME,    /* a service name or service type */
    FIND_CODE,    /* a DCCP service code */
    FIND_TEXT,    /* a text in a column, or a reference */
    FIND_WRONG    /* a term that can mean nothing: `wrong` says why */
} find_kind_t;

/** Records that a term means. */
typedef struct {
    find_kind_t kind;
    GArray *ids;             /* of unsigned, in the registry's order, each once */
    const char *txt_service; /* name that only the specification table has, or NULL */
    unsigned transports;     /* FIND_PORT: bit 1 << svcreg_transport_t for each one asked for */
    bool any_transport;      /* FIND_PORT: none was named, so all are asked for */
    uint16_t port_first;
    uint16_t port_last;
    char *wrong;       /* FIND_WRONG, else NULL */
    GString *found_in; /* FIND_TEXT: "contact (3), description (1)" */
} find_t;

/** Understand a term: "4123/udp", "udp:53", "80", "6000-6063", "z-wave", "z-wave/udp", "x11*",
 * "_ipp._tcp", "Office._ipp._tcp.local", "SC=1145656131", or a text to be looked for (ASCII and
 * Unicode case-insensitive, an underscore is a space). Only texts are looked for when `as_text`.
 * Free *ret with find_clear(). */
void find_term(const svcreg_table_t *table, const char *term, bool as_text, find_t *ret);

/** Free what is in it. */
void find_clear(find_t *found);

/** Service names that are spelled like `name`, nearest first: at most `max`, owned by the table. The
 * caller frees the list, which is NULL-terminated, with g_free(). */
const char **find_nearest(const svcreg_table_t *table, const char *name, unsigned max);

/** The registered name that has the same letters and digits as `name`, "z-wave" for "zwave"; NULL for
 * none. Owned by the table. */
const char *find_registered_like(const svcreg_table_t *table, const char *name);

#endif
