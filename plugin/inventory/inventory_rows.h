/* inventory_rows.h - an inventory from inside: what its parts share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_INVENTORY_ROWS_H
#define SVCREG_INVENTORY_ROWS_H

#include "common/name_key.h"
#include "inventory/inventory.h"

struct inventory {
    inventory_rows_t rows;
    GStringChunk *texts;
    GHashTable *kept;                      /* set of them */
    GHashTable *row_of[INVENTORY_N_KINDS]; /* by key text */
    GHashTable *ends;                      /* key text to its row, served or not */
    GHashTable *instances;                 /* key text to the service as it is at present */
    GHashTable *by_port;                   /* number to GPtrArray of services */
    GHashTable *responders;                /* service type to GPtrArray of responder_t, */
    GHashTable *questions;                 /* and of inventory_question_t */
    GHashTable *pending; /* key text to inventory_message_t: updates that wait for their answer */
    inventory_kind_t watched; /* changes of rows of this kind are marked */
    GPtrArray *changed;       /* in the order in which they did, */
    GHashTable *is_changed;   /* each once */
};

/* Parts of a key are joined by a byte that no text has: control characters are escaped. */
#define KEY_SEPARATOR "\x01"

/** The text, equal ones as one, for as long as the inventory lives. NULL stays NULL. */
const char *inventory_keep(inventory_t *inventory, const char *text);

/** Whether a moment is of an earlier frame. */
bool inventory_is_before(inventory_when_t a, inventory_when_t b);

/** Count a row once more, seen at a moment. */
void inventory_mark_seen(inventory_seen_t *seen, inventory_when_t when);

/** Note the capture's latest moment. */
void inventory_mark_time(inventory_t *inventory, inventory_when_t when);

/** Add a text to a set, of which there are INVENTORY_MAX_MEMBERS at most. "" is none. */
void inventory_add_member(inventory_t *inventory, GHashTable *set, const char *text);

/** Note that a row changed, for inventory_take_changed(). */
void inventory_mark_changed(inventory_t *inventory, inventory_kind_t kind, void *row);

/** The row of a key, which is taken; *ret_new when it is one, of `size` bytes that are zero. NULL when
 * there is no place for it. */
void *inventory_row_of(inventory_t *inventory, inventory_kind_t kind, GPtrArray *rows, char *key,
                       size_t size, bool *ret_new);

/** The records of a message that say where an instance is and what it is like, which hold together.
 * NULL: none, or several. */
typedef struct {
    const inventory_record_t *srv, *txt;
} inventory_said_t;

enum { INVENTORY_SECOND = 1000000000 }; /* in nanoseconds */

/** An instance's name as a key. To be freed. */
char *inventory_instance_key(const inventory_record_t *record);

/** Take in what a record of a message says: of a service, whose key is taken and of which the message
 * says `said`, or of a host's address. */
void inventory_add_service(inventory_t *inventory, const inventory_message_t *message,
                           const inventory_record_t *record, char *key,
                           const inventory_said_t *said);
void inventory_add_address(inventory_t *inventory, const inventory_message_t *message,
                           const inventory_record_t *record);

/** Whether a service's host has an address, as far as was seen. */
bool inventory_service_is_at(const inventory_service_t *service, const char *address);

/** TXT attributes with texts that last as long as the inventory. To be freed. */
const inventory_attribute_t *inventory_copy_attributes(inventory_t *inventory,
                                                       const inventory_attribute_t *attributes,
                                                       unsigned n);

/* How rows are freed. */
void inventory_free_host(void *data);
void inventory_free_service(void *data);
void inventory_free_port(void *data);
void inventory_free_port_row(void *data);
void inventory_free_pending(void *data);

#endif
