/* dnssd_types.h - what the registry has on the service types of a DNS message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_TYPES_H
#define SVCREG_DNSSD_TYPES_H

#include "dnssd/dnssd_names.h"

enum { DNSSD_MAX_TYPES = 16 /* service types of one message whose records are shown */ };

/** The service types that a message speaks of, each once. Begin with `n` 0. */
typedef struct {
    dnssd_place_t places[DNSSD_MAX_TYPES];
    dnssd_name_t names[DNSSD_MAX_TYPES]; /* what the places point to */
    unsigned n;
} dnssd_types_t;

/** Register the fields svcreg.type.* under protocol `proto`. */
void dnssd_types_register(int proto);

/** Take in the service type of a name, if it has one. */
void dnssd_types_note(dnssd_types_t *types, const dnssd_place_t *place);

/** Add all columns of the records that bear the names of the types. */
void dnssd_types_add(const dnssd_packet_t *packet, const dnssd_types_t *types);

#endif
