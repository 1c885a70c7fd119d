/* dnssd_updates.c - updates that wait for their answer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_updates.h"

#include "announce/announced.h"
#include "common/transport.h"

#include <string.h>

enum {
    MAX_WAITING = 1024, /* updates: they are answered at once, or never */
    MAX_STEPS = 256     /* of one update: a device registers a few services */
};

/* Who asks whom, and the message's number (RFC 2136 section 2.2). All bytes count. */
typedef struct {
    ip_address_t client;
    ip_address_t server;
    uint16_t client_port;
    uint16_t server_port;
    uint16_t id;
} dialogue_t;

typedef enum { STEP_WITHDRAW, STEP_SRV, STEP_ADDRESS } step_kind_t;

typedef struct {
    step_kind_t kind;
    uint64_t order;
    announced_srv_t srv;
    announced_address_t address;
    name_key_t name;
} step_t;

struct dnssd_update {
    dialogue_t dialogue;
    uint32_t frame;
    dns_lease_t lease;
    GArray *steps; /* step_t */
    GList *link;   /* in `oldest_first` */
};

static GHashTable *waiting; /* dialogue_t -> dnssd_update_t */
static GQueue oldest_first = G_QUEUE_INIT;

static unsigned hash_dialogue(const void *data)
{
    return wmem_strong_hash((const uint8_t *)data, sizeof(dialogue_t));
}

static int dialogues_equal(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(dialogue_t)) == 0;
}

static void free_step(void *data)
{
    step_t *step = (step_t *)data;

    g_free((void *)step->srv.name.bytes);
    g_free((void *)step->srv.instance);
    g_free((void *)step->srv.service);
    g_free((void *)step->srv.host.bytes);
    g_free((void *)step->address.host.bytes);
    g_free((void *)step->name.bytes);
}

static void free_update(void *data)
{
    dnssd_update_t *update = (dnssd_update_t *)data;

    g_queue_delete_link(&oldest_first, update->link);
    g_array_free(update->steps, TRUE);
    g_free(update);
}

static void forget_all(void)
{
    if (waiting)
        g_hash_table_destroy(waiting);
    waiting = g_hash_table_new_full(hash_dialogue, dialogues_equal, NULL, free_update);
}

void dnssd_updates_register(void)
{
    forget_all();
    register_init_routine(forget_all);
}

static dialogue_t dialogue_of(const dnssd_message_t *message)
{
    const packet_info *pinfo = message->pinfo;
    bool answer = dnssd_is_response(message);
    dialogue_t dialogue;

    memset(&dialogue, 0, sizeof dialogue); /* padding is part of the key */
    ip_address_set(&dialogue.client, answer ? &pinfo->dst : &pinfo->src);
    ip_address_set(&dialogue.server, answer ? &pinfo->src : &pinfo->dst);
    dialogue.client_port = (uint16_t)(answer ? pinfo->destport : pinfo->srcport);
    dialogue.server_port = (uint16_t)(answer ? pinfo->srcport : pinfo->destport);
    dialogue.id = message->dns.id;
    return dialogue;
}

dnssd_update_t *dnssd_updates_add(const dnssd_message_t *message)
{
    dnssd_update_t *update = g_new0(dnssd_update_t, 1);

    update->dialogue = dialogue_of(message);
    update->frame = message->pinfo->num;
    update->lease = message->lease;
    update->steps = g_array_new(FALSE, FALSE, sizeof(step_t));
    g_array_set_clear_func(update->steps, free_step);
    g_hash_table_remove(waiting, &update->dialogue);
    if (g_queue_get_length(&oldest_first) == MAX_WAITING)
        g_hash_table_remove(waiting,
                            &((const dnssd_update_t *)g_queue_peek_head(&oldest_first))->dialogue);
    g_queue_push_tail(&oldest_first, update);
    update->link = g_queue_peek_tail_link(&oldest_first);
    g_hash_table_insert(waiting, &update->dialogue, update);
    return update;
}

static name_key_t copy_name(name_key_t name)
{
    return (name_key_t){(const uint8_t *)g_memdup2(name.bytes, name.len), name.len};
}

static void add_step(dnssd_update_t *update, const step_t *step)
{
    if (update->steps->len < MAX_STEPS)
        g_array_append_vals(update->steps, step, 1);
    else
        free_step((void *)step);
}

void dnssd_update_withdraw(dnssd_update_t *update, name_key_t name, uint64_t order)
{
    const step_t step = {.kind = STEP_WITHDRAW, .order = order, .name = copy_name(name)};

    add_step(update, &step);
}

void dnssd_update_srv(dnssd_update_t *update, const announced_srv_t *srv)
{
    step_t step = {.kind = STEP_SRV, .order = srv->when.order, .srv = *srv};

    step.srv.name = copy_name(srv->name);
    step.srv.host = copy_name(srv->host);
    step.srv.instance = g_strdup(srv->instance);
    step.srv.service = g_strdup(srv->service);
    add_step(update, &step);
}

void dnssd_update_address(dnssd_update_t *update, const announced_address_t *address)
{
    step_t step = {.kind = STEP_ADDRESS, .order = address->when.order, .address = *address};

    step.address.host = copy_name(address->host);
    add_step(update, &step);
}

/* How long a record holds: it is to go, or for the lease, or for its own time. */
static uint32_t life(uint32_t ttl, const dns_lease_t *lease)
{
    return ttl == 0 || lease->len == 0 ? ttl : lease->lease;
}

static void take_step(const packet_info *pinfo, step_t *step, const dns_lease_t *lease)
{
    const announced_when_t when = announced_now(pinfo, step->order);
    bool removal = lease->len > 0 && lease->lease == 0;

    switch (step->kind) {
    case STEP_WITHDRAW:
        announcements_withdraw(announced_in_file(), step->name, &when, /* services= */ removal);
        break;
    case STEP_SRV:
        step->srv.when = when;
        step->srv.ttl = life(step->srv.ttl, lease);
        announcements_learn_srv(announced_in_file(), &step->srv);
        break;
    case STEP_ADDRESS:
        step->address.when = when;
        step->address.ttl = life(step->address.ttl, lease);
        announcements_learn_address(announced_in_file(), &step->address);
        break;
    }
}

void dnssd_updates_accept(const dnssd_message_t *message)
{
    const dialogue_t dialogue = dialogue_of(message);
    const dnssd_update_t *update = (const dnssd_update_t *)g_hash_table_lookup(waiting, &dialogue);

    if (!update || update->frame >= message->pinfo->num)
        return;
    const dns_lease_t *lease = message->lease.len > 0 ? &message->lease : &update->lease;
    for (unsigned i = 0; i < update->steps->len; i++)
        take_step(message->pinfo, &g_array_index(update->steps, step_t, i), lease);
}
