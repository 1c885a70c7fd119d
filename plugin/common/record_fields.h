/* record_fields.h - the columns of a registry record as fields.
 *
 * The same columns exist once for each use: svcreg.* for the end of a packet that is taken for the
 * service, svcreg.src.* and svcreg.dst.* for both ends, svcreg.type.* for DNS-SD service types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_RECORD_FIELDS_H
#define SVCREG_RECORD_FIELDS_H

#include "registry.h"

#include <epan/packet.h>

typedef enum {
    RECORD_OF_SERVICE,
    RECORD_OF_SOURCE,
    RECORD_OF_DESTINATION,
    RECORD_OF_TYPE,
    N_RECORD_USES
} record_use_t;

/** Where fields go: the tree, and the bytes of the packet that they speak of. */
typedef struct {
    wmem_allocator_t *pool; /* the packet's */
    proto_tree *tree;
    tvbuff_t *tvb;
    int offset;
    int len;
    record_use_t use;
} record_view_t;

/** Register the columns of one use under protocol `proto`. A filter on one of them asks for that
 * protocol, whatever the name of the field begins with. */
void record_fields_register(int proto, record_use_t use);

/** The field of the column "service" of a use: any one of them. */
int record_fields_any(record_use_t use);

/** Whether the tree is shown, or somebody asks for a column of the use. */
bool record_fields_is_asked_for(proto_tree *tree, record_use_t use);

/** Add what the registry says of a port as such. */
void record_fields_add_port(const record_view_t *to, svcreg_transport_t transport, uint16_t port,
                            svcreg_status_t status);

/** Add the columns of a record that are not empty. A service type's ports and transport are
 * columns of the record; those of a packet are added by record_fields_add_port(). */
void record_fields_add(const record_view_t *to, const svcreg_record_t *record);

/** A second name for the same service: said to be an alias, a duplicate, or no longer in use. */
bool record_is_secondary(const svcreg_record_t *record);

#endif
