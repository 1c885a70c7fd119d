/* dnssd_view.h - a message on its way into the subtree "DNS Service Discovery", for all who add to it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_VIEW_H
#define SVCREG_DNSSD_VIEW_H

#include "dnssd/dnssd_message.h"
#include "dnssd/dnssd_service.h"

/** A message on its way into the tree. */
typedef struct {
    const dnssd_message_t *message;
    proto_tree *root; /* the packet's */
    proto_tree *tree;
    proto_item *item; /* of `tree` */
} dnssd_view_t;

/** What a message says of one instance, one service type or one host: its records stand in the
 * subtree. */
typedef struct {
    const dns_name_t *name;
    const dnssd_parts_t *parts;
    dnssd_service_t service; /* len 0: of a host */
    proto_tree *tree;
    proto_item *item;
    int offset; /* of the name, in the tvb */
    int len;
} dnssd_group_t;

/* Fields that a name has wherever it stands. */
extern int hf_dnssd_host;
extern int hf_dnssd_subtype;

#endif
