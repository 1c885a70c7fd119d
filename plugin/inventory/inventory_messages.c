/* inventory_messages.c - DNS messages: who asks, who answers, and updates that wait for their answer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory_rows.h"

#include <string.h>

enum {
    MAX_PENDING = 1024,   /* updates that wait for their answer */
    MAX_RESPONDERS = 1024 /* who answered for one service type, and who asked for it */
};

/* Who answered for a service type, and when last. */
typedef struct {
    const char *address;
    const char *receiver; /* NULL: everybody */
    uint32_t last_frame;
} responder_t;

static bool is_responder(const responder_t *responder, const inventory_message_t *message)
{
    return strcmp(responder->address, message->sender) == 0 &&
           g_strcmp0(responder->receiver, message->multicast ? NULL : message->receiver) == 0;
}

static void add_responder(inventory_t *inventory, const inventory_message_t *message,
                          const char *service_type)
{
    GPtrArray *responders = g_hash_table_lookup(inventory->responders, service_type);
    const GPtrArray *questions = g_hash_table_lookup(inventory->questions, service_type);

    for (unsigned i = 0; questions && i < questions->len; i++)
        inventory_mark_changed(inventory, INVENTORY_QUESTIONS, questions->pdata[i]);
    if (!responders) {
        if (g_hash_table_size(inventory->responders) >= INVENTORY_MAX_ROWS)
            return;
        responders = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(inventory->responders, (void *)inventory_keep(inventory, service_type),
                            responders);
    }
    for (unsigned i = 0; i < responders->len; i++) {
        responder_t *responder = responders->pdata[i];
        if (is_responder(responder, message)) {
            responder->last_frame = message->when.frame;
            return;
        }
    }
    if (responders->len < MAX_RESPONDERS) {
        responder_t *responder = g_new0(responder_t, 1);
        *responder = (responder_t){
            .address = inventory_keep(inventory, message->sender),
            .receiver = message->multicast ? NULL : inventory_keep(inventory, message->receiver),
            .last_frame = message->when.frame};
        g_ptr_array_add(responders, responder);
    }
}

static void index_question(inventory_t *inventory, inventory_question_t *question)
{
    void *type = (void *)question->service_type;
    GPtrArray *questions = g_hash_table_lookup(inventory->questions, type);

    if (!questions) {
        questions = g_ptr_array_new();
        g_hash_table_insert(inventory->questions, type, questions);
    }
    if (questions->len < MAX_RESPONDERS)
        g_ptr_array_add(questions, question);
}

static void add_question(inventory_t *inventory, const inventory_message_t *message,
                         const char *service_type)
{
    bool is_new;
    char *key = g_strjoin(KEY_SEPARATOR, message->sender, service_type, NULL);
    inventory_question_t *row = inventory_row_of(
        inventory, INVENTORY_QUESTIONS, inventory->rows.questions, key, sizeof *row, &is_new);

    if (is_new) {
        row->requester = inventory_keep(inventory, message->sender);
        row->service_type = inventory_keep(inventory, service_type);
        index_question(inventory, row);
    }
    if (row) {
        inventory_mark_seen(&row->seen, message->when);
        inventory_mark_changed(inventory, INVENTORY_QUESTIONS, row);
    }
}

GPtrArray *inventory_answered_by(const inventory_t *inventory, const inventory_question_t *question)
{
    GHashTable *set = g_hash_table_new(text_key_hash, g_str_equal);
    const GPtrArray *responders =
        g_hash_table_lookup(inventory->responders, question->service_type);

    for (unsigned i = 0; responders && i < responders->len; i++) {
        const responder_t *responder = responders->pdata[i];
        bool heard = !responder->receiver || strcmp(responder->receiver, question->requester) == 0;
        if (heard && responder->address[0] != '\0' &&
            responder->last_frame > question->seen.first.frame &&
            strcmp(responder->address, question->requester) != 0)
            g_hash_table_add(set, (void *)responder->address);
    }
    GPtrArray *sorted = inventory_sorted(set);
    g_hash_table_destroy(set);
    return sorted;
}

/* A second record of a kind leaves open which one belongs to the other kind's. */
static void keep_said(const inventory_record_t **said, const inventory_record_t *record, bool *many)
{
    *many = *many || *said;
    *said = *many ? NULL : record;
}

typedef struct {
    inventory_said_t said;
    bool many_srv, many_txt;
} told_t;

/* What a message says of each instance, by key. */
static GHashTable *told_of(const inventory_message_t *message)
{
    GHashTable *all = g_hash_table_new_full(text_key_hash, g_str_equal, g_free, g_free);

    for (unsigned i = 0; i < message->n_records; i++) {
        const inventory_record_t *record = &message->records[i];
        bool srv = record->kind == INVENTORY_SRV, txt = record->kind == INVENTORY_TXT;
        if (record->gone || record->instance[0] == '\0' || (!srv && !txt))
            continue;
        char *key = inventory_instance_key(record);
        told_t *told = g_hash_table_lookup(all, key);
        if (told) {
            g_free(key);
        } else {
            told = g_new0(told_t, 1);
            g_hash_table_insert(all, key, told);
        }
        if (srv)
            keep_said(&told->said.srv, record, &told->many_srv);
        else
            keep_said(&told->said.txt, record, &told->many_txt);
    }
    return all;
}

static void take_in(inventory_t *inventory, const inventory_message_t *message)
{
    static const inventory_said_t nothing;
    GHashTable *told = told_of(message);

    for (unsigned i = 0; i < message->n_records; i++) {
        const inventory_record_t *record = &message->records[i];
        if (record->kind == INVENTORY_ADDRESS) {
            inventory_add_address(inventory, message, record);
        } else if (record->instance[0] != '\0') {
            char *key = inventory_instance_key(record);
            const told_t *said = g_hash_table_lookup(told, key);
            inventory_add_service(inventory, message, record, key, said ? &said->said : &nothing);
            add_responder(inventory, message, record->service_type);
        }
    }
    g_hash_table_destroy(told);
}

static char *pending_key(const char *client, const char *server, unsigned id)
{
    return g_strdup_printf("%s" KEY_SEPARATOR "%s" KEY_SEPARATOR "%u", client, server, id);
}

void inventory_free_pending(void *data)
{
    inventory_message_t *pending = data;

    for (unsigned i = 0; i < pending->n_records; i++)
        g_free((void *)pending->records[i].attributes);
    g_free((void *)pending->records);
    g_free(pending);
}

static void remember_update(inventory_t *inventory, const inventory_message_t *message)
{
    inventory_message_t *pending = g_new0(inventory_message_t, 1);
    inventory_record_t *records = g_new0(inventory_record_t, message->n_records);

    for (unsigned i = 0; i < message->n_records; i++) {
        records[i] = message->records[i];
        records[i].instance = inventory_keep(inventory, records[i].instance);
        records[i].service_type = inventory_keep(inventory, records[i].service_type);
        records[i].domain = inventory_keep(inventory, records[i].domain);
        records[i].description = inventory_keep(inventory, records[i].description);
        records[i].host = inventory_keep(inventory, records[i].host);
        records[i].address = inventory_keep(inventory, records[i].address);
        records[i].attributes =
            inventory_copy_attributes(inventory, records[i].attributes, records[i].n_attributes);
    }
    *pending = *message;
    pending->sender = inventory_keep(inventory, message->sender);
    pending->receiver = inventory_keep(inventory, message->receiver);
    pending->records = records;
    if (g_hash_table_size(inventory->pending) >= MAX_PENDING)
        g_hash_table_remove_all(inventory->pending);
    g_hash_table_insert(inventory->pending,
                        pending_key(message->sender, message->receiver, message->id), pending);
}

static void accept_update(inventory_t *inventory, const inventory_message_t *message)
{
    char *key = pending_key(message->receiver, message->sender, message->id);
    inventory_message_t *pending = g_hash_table_lookup(inventory->pending, key);

    if (pending) {
        pending->when = message->when;
        take_in(inventory, pending);
        g_hash_table_remove(inventory->pending, key);
    }
    g_free(key);
}

void inventory_add_message(inventory_t *inventory, const inventory_message_t *message)
{
    inventory_mark_time(inventory, message->when);
    switch (message->kind) {
    case INVENTORY_QUERY:
        for (unsigned i = 0; i < message->n_records; i++) {
            if (message->records[i].kind == INVENTORY_QUESTION)
                add_question(inventory, message, message->records[i].service_type);
        }
        break;
    case INVENTORY_RESPONSE:
        take_in(inventory, message);
        break;
    case INVENTORY_UPDATE:
        remember_update(inventory, message);
        break;
    case INVENTORY_ACCEPTED:
        accept_update(inventory, message);
        break;
    default:
        break;
    }
}
