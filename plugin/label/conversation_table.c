/* conversation_table.c - finds what is kept of a conversation by its two ends.
 *
 * An index by open addressing, whose slots say where in the pages a record stands.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/conversation_table.h"

#include <glib.h>
#include <string.h>

enum {
    UNIT = sizeof(uint64_t), /* records begin at multiples of it */
    PAGE_LEN = 1 << 16,
    UNITS = PAGE_LEN / UNIT, /* in a page */
    MIN_SLOTS = 1 << 6
};

struct conversation_table {
    size_t record_len;
    GPtrArray *pages;
    size_t used;         /* bytes of the last page */
    uint32_t *slots;     /* units before a record in all pages, and 1; 0: free */
    uint32_t n_slots;    /* a power of two, a quarter of them free at least */
    uint32_t n_records;  /* that are found */
    uint64_t factors[2]; /* odd and random: a capture cannot be made to collide */
};

/* What stands behind a record: a byte of transport and IP version, two ports, two addresses. */
enum { KIND, PORTS, ADDRESSES = PORTS + N_SIDES * sizeof(uint16_t) };

static uint8_t kind_of(const packet_ends_t *ends)
{
    return (uint8_t)(ends->transport << 1 | (ends->addresses[0]->len == IPV6_LEN));
}

static size_t address_len(uint8_t kind)
{
    return kind & 1 ? IPV6_LEN : IPV4_LEN;
}

static const uint8_t *kept_address(const uint8_t *kept, conversation_side_t side)
{
    return kept + ADDRESSES + side * address_len(kept[KIND]);
}

static uint16_t kept_port(const uint8_t *kept, conversation_side_t side)
{
    uint16_t port;

    memcpy(&port, kept + PORTS + side * sizeof port, sizeof port);
    return port;
}

conversation_table_t *conversation_table_new(size_t record_len)
{
    conversation_table_t *ret = g_new0(conversation_table_t, 1);

    ret->record_len = record_len;
    ret->pages = g_ptr_array_new_with_free_func(g_free);
    ret->used = PAGE_LEN;
    for (unsigned i = 0; i < G_N_ELEMENTS(ret->factors); i++)
        ret->factors[i] = (uint64_t)g_random_int() << 32 | g_random_int() | 1;
    return ret;
}

void conversation_table_clear(conversation_table_t *table)
{
    g_ptr_array_set_size(table->pages, 0);
    table->used = PAGE_LEN;
    g_free(table->slots);
    table->slots = NULL;
    table->n_slots = table->n_records = 0;
}

static uint64_t hash_end(const conversation_table_t *table, const uint8_t *address, size_t len,
                         uint16_t port)
{
    uint64_t hash = port;

    for (size_t at = 0; at < len; at += sizeof(uint32_t)) {
        uint32_t word;
        memcpy(&word, address + at, sizeof word);
        hash = (hash ^ (uint64_t)word << 16) * table->factors[0];
        hash ^= hash >> 32;
    }
    return hash * table->factors[1];
}

/* Both directions have the same slot. */
static uint32_t slot_of(const conversation_table_t *table, uint64_t one, uint64_t other)
{
    return (uint32_t)((one + other) >> 32) & (table->n_slots - 1);
}

/* What stands in the pages behind so many units. */
static uint8_t *at_unit(const conversation_table_t *table, uint32_t unit)
{
    uint8_t *page = (uint8_t *)g_ptr_array_index(table->pages, unit / UNITS);

    return page + (size_t)(unit % UNITS) * UNIT;
}

static uint8_t *record_in(const conversation_table_t *table, uint32_t slot)
{
    return at_unit(table, table->slots[slot] - 1);
}

/* Of a constant length a comparison is two instructions. */
static bool is_address(const uint8_t *kept, conversation_side_t side, const ip_address_t *address)
{
    const uint8_t *at = kept_address(kept, side);

    return address_len(kept[KIND]) == IPV6_LEN ? memcmp(at, address->bytes, IPV6_LEN) == 0
                                               : memcmp(at, address->bytes, IPV4_LEN) == 0;
}

static bool is_end(const uint8_t *kept, conversation_side_t side, const packet_ends_t *ends,
                   conversation_side_t of_packet)
{
    return kept_port(kept, side) == ends->ports[of_packet] &&
           is_address(kept, side, ends->addresses[of_packet]);
}

static bool is_sent_by(const uint8_t *kept, conversation_side_t side, const packet_ends_t *ends)
{
    return is_end(kept, side, ends, BY_SENDER) && is_end(kept, other_side(side), ends, BY_RECEIVER);
}

/* The slot of a packet's record, or the free one where it would be. */
static uint32_t find_slot(const conversation_table_t *table, const packet_ends_t *ends,
                          conversation_side_t *ret_side)
{
    const uint8_t kind = kind_of(ends);
    const size_t len = address_len(kind);
    uint32_t slot = slot_of(table, hash_end(table, ends->addresses[0]->bytes, len, ends->ports[0]),
                            hash_end(table, ends->addresses[1]->bytes, len, ends->ports[1]));

    for (; table->slots[slot] != 0; slot = (slot + 1) & (table->n_slots - 1)) {
        const uint8_t *kept = record_in(table, slot) + table->record_len;
        if (kept[KIND] != kind)
            continue;
        for (unsigned side = 0; side < N_SIDES; side++) {
            *ret_side = (conversation_side_t)side;
            if (is_sent_by(kept, *ret_side, ends))
                return slot;
        }
    }
    return slot;
}

void *conversation_table_find(const conversation_table_t *table, const packet_ends_t *ends,
                              conversation_side_t *ret_side)
{
    if (table->n_records == 0)
        return NULL;
    const uint32_t slot = find_slot(table, ends, ret_side);
    return table->slots[slot] != 0 ? record_in(table, slot) : NULL;
}

conversation_side_t conversation_table_side(const conversation_table_t *table, const void *record,
                                            const packet_ends_t *ends)
{
    const uint8_t *kept = (const uint8_t *)record + table->record_len;

    return is_sent_by(kept, BY_SENDER, ends) ? BY_SENDER : BY_RECEIVER;
}

static uint64_t hash_kept(const conversation_table_t *table, const uint8_t *kept,
                          conversation_side_t side)
{
    return hash_end(table, kept_address(kept, side), address_len(kept[KIND]),
                    kept_port(kept, side));
}

static void grow_index(conversation_table_t *table)
{
    const conversation_table_t old = *table;

    table->n_slots = MAX(2 * old.n_slots, (uint32_t)MIN_SLOTS);
    table->slots = g_new0(uint32_t, table->n_slots);
    for (uint32_t i = 0; i < old.n_slots; i++) {
        if (old.slots[i] == 0)
            continue;
        const uint8_t *kept = record_in(&old, i) + table->record_len;
        uint32_t slot =
            slot_of(table, hash_kept(table, kept, BY_SENDER), hash_kept(table, kept, BY_RECEIVER));
        while (table->slots[slot] != 0)
            slot = (slot + 1) & (table->n_slots - 1);
        table->slots[slot] = old.slots[i];
    }
    g_free(old.slots);
}

/* Take room of `len` bytes in a page. Returns the units before it. */
static uint32_t take_units(conversation_table_t *table, size_t len)
{
    if (table->used + len > PAGE_LEN) {
        g_ptr_array_add(table->pages, g_malloc(PAGE_LEN));
        table->used = 0;
    }
    const size_t unit = (size_t)(table->pages->len - 1) * UNITS + table->used / UNIT;
    table->used += (len + UNIT - 1) / UNIT * UNIT;
    return (uint32_t)unit;
}

void *conversation_table_room(conversation_table_t *table, size_t len)
{
    return memset(at_unit(table, take_units(table, len)), 0, len);
}

void *conversation_table_add(conversation_table_t *table, const packet_ends_t *ends)
{
    const uint8_t kind = kind_of(ends);
    const size_t len = address_len(kind);
    conversation_side_t side;

    if (table->n_records >= table->n_slots / 4 * 3)
        grow_index(table);
    const uint32_t slot = find_slot(table, ends, &side);
    table->n_records += table->slots[slot] == 0;
    table->slots[slot] = take_units(table, table->record_len + ADDRESSES + N_SIDES * len) + 1;
    uint8_t *ret = record_in(table, slot), *kept = ret + table->record_len;
    memset(ret, 0, table->record_len);
    kept[KIND] = kind;
    memcpy(kept + PORTS, ends->ports, sizeof ends->ports);
    for (unsigned i = 0; i < N_SIDES; i++)
        memcpy(kept + ADDRESSES + i * len, ends->addresses[i]->bytes, len);
    return ret;
}
