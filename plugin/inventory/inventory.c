/* inventory.c - the rows of a capture as a whole, and how they are found, kept and freed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory_rows.h"

#include <string.h>

/* Equal texts become one, for as long as the inventory lives. */
const char *inventory_keep(inventory_t *inventory, const char *text)
{
    const char *kept = text ? (const char *)g_hash_table_lookup(inventory->kept, text) : NULL;

    /* Not by g_string_chunk_insert_const(): texts can be made to share its hash. */
    if (text && !kept) {
        kept = g_string_chunk_insert(inventory->texts, text);
        g_hash_table_add(inventory->kept, (void *)kept);
    }
    return kept;
}

bool inventory_is_before(inventory_when_t a, inventory_when_t b)
{
    return a.frame < b.frame;
}

void inventory_mark_seen(inventory_seen_t *seen, inventory_when_t when)
{
    if (seen->n++ == 0)
        seen->first = seen->last = when;
    if (inventory_is_before(seen->last, when))
        seen->last = when;
    if (inventory_is_before(when, seen->first))
        seen->first = when;
    if (seen->n_frames < INVENTORY_MAX_FRAMES &&
        (seen->n_frames == 0 || seen->frames[seen->n_frames - 1] != when.frame))
        seen->frames[seen->n_frames++] = when.frame;
}

/* Only what is new is kept: what a set has no place for costs nothing either. */
void inventory_add_member(inventory_t *inventory, GHashTable *set, const char *text)
{
    if (text[0] != '\0' && !g_hash_table_contains(set, text) &&
        g_hash_table_size(set) < INVENTORY_MAX_MEMBERS)
        g_hash_table_add(set, (void *)inventory_keep(inventory, text));
}

void inventory_mark_changed(inventory_t *inventory, inventory_kind_t kind, void *row)
{
    if (kind == inventory->watched && g_hash_table_add(inventory->is_changed, row))
        g_ptr_array_add(inventory->changed, row);
}

/* The row of a key; *ret_new when it is one. NULL when there is no place for it. */
void *inventory_row_of(inventory_t *inventory, inventory_kind_t kind, GPtrArray *rows, char *key,
                       size_t size, bool *ret_new)
{
    void *row = g_hash_table_lookup(inventory->row_of[kind], key);

    *ret_new = false;
    if (row) {
        g_free(key);
        return row;
    }
    if (rows->len >= INVENTORY_MAX_ROWS) {
        inventory->rows.n_dropped++;
        g_free(key);
        return NULL;
    }
    *ret_new = true;
    row = g_malloc0(size);
    g_ptr_array_add(rows, row);
    g_hash_table_insert(inventory->row_of[kind], key, row);
    return row;
}

void inventory_mark_time(inventory_t *inventory, inventory_when_t when)
{
    if (inventory_is_before(inventory->rows.latest, when))
        inventory->rows.latest = when;
}

void inventory_add_expert(inventory_t *inventory, inventory_when_t when, const char *filter,
                          const char *severity, const char *summary)
{
    bool is_new;
    char *key = g_strjoin(KEY_SEPARATOR, filter, severity, summary, NULL);
    inventory_expert_t *row = inventory_row_of(inventory, INVENTORY_EXPERTS,
                                               inventory->rows.experts, key, sizeof *row, &is_new);

    inventory_mark_time(inventory, when);
    if (is_new) {
        row->filter = inventory_keep(inventory, filter);
        row->severity = inventory_keep(inventory, severity);
        row->summary = inventory_keep(inventory, summary);
    }
    if (row)
        inventory_mark_seen(&row->seen, when);
}

void inventory_add_undecided(inventory_t *inventory, inventory_when_t when)
{
    inventory_mark_time(inventory, when);
    inventory->rows.n_undecided++;
}

const inventory_rows_t *inventory_rows(const inventory_t *inventory)
{
    return &inventory->rows;
}

bool inventory_take_changed(inventory_t *inventory, void (*each)(void *data, const void *row),
                            void *data)
{
    bool any = inventory->changed->len > 0;

    for (unsigned i = 0; i < inventory->changed->len; i++)
        each(data, inventory->changed->pdata[i]);
    g_ptr_array_set_size(inventory->changed, 0);
    g_hash_table_remove_all(inventory->is_changed);
    return any;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *inventory_sorted(GHashTable *set)
{
    GPtrArray *sorted = g_ptr_array_new();
    GHashTableIter iter;
    void *member;

    g_hash_table_iter_init(&iter, set);
    while (g_hash_table_iter_next(&iter, &member, NULL))
        g_ptr_array_add(sorted, member);
    g_ptr_array_sort(sorted, compare_texts);
    return sorted;
}

inventory_t *inventory_new(inventory_kind_t watched)
{
    inventory_t *inventory = g_new0(inventory_t, 1);

    inventory->rows =
        (inventory_rows_t){.services = g_ptr_array_new_with_free_func(inventory_free_service),
                           .hosts = g_ptr_array_new_with_free_func(inventory_free_host),
                           .ports = g_ptr_array_new_with_free_func(inventory_free_port_row),
                           .questions = g_ptr_array_new_with_free_func(g_free),
                           .credentials = g_ptr_array_new_with_free_func(g_free),
                           .mismatches = g_ptr_array_new_with_free_func(g_free),
                           .experts = g_ptr_array_new_with_free_func(g_free)};
    inventory->texts = g_string_chunk_new(4096);
    inventory->kept = g_hash_table_new(text_key_hash, g_str_equal);
    inventory->watched = watched;
    inventory->changed = g_ptr_array_new();
    inventory->is_changed = g_hash_table_new(NULL, NULL);
    for (unsigned i = 0; i < INVENTORY_N_KINDS; i++) {
        inventory->row_of[i] = g_hash_table_new_full(text_key_hash, g_str_equal, g_free, NULL);
    }
    inventory->ends =
        g_hash_table_new_full(text_key_hash, g_str_equal, g_free, inventory_free_port);
    inventory->instances = g_hash_table_new_full(text_key_hash, g_str_equal, g_free, NULL);
    inventory->by_port = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    inventory->responders =
        g_hash_table_new_full(text_key_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    inventory->questions =
        g_hash_table_new_full(text_key_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    inventory->pending =
        g_hash_table_new_full(text_key_hash, g_str_equal, g_free, inventory_free_pending);
    return inventory;
}

void inventory_free(inventory_t *inventory)
{
    if (!inventory)
        return;
    g_hash_table_destroy(inventory->pending);
    g_hash_table_destroy(inventory->responders);
    g_hash_table_destroy(inventory->questions);
    g_hash_table_destroy(inventory->by_port);
    g_hash_table_destroy(inventory->instances);
    g_ptr_array_unref(inventory->rows.services);
    g_ptr_array_unref(inventory->rows.hosts);
    g_ptr_array_unref(inventory->rows.ports);
    g_ptr_array_unref(inventory->rows.questions);
    g_ptr_array_unref(inventory->rows.credentials);
    g_ptr_array_unref(inventory->rows.mismatches);
    g_ptr_array_unref(inventory->rows.experts);
    g_hash_table_destroy(inventory->ends);
    for (unsigned i = 0; i < INVENTORY_N_KINDS; i++) {
        g_hash_table_destroy(inventory->row_of[i]);
    }
    g_ptr_array_unref(inventory->changed);
    g_hash_table_destroy(inventory->is_changed);
    g_hash_table_destroy(inventory->kept);
    g_string_chunk_free(inventory->texts);
    g_free(inventory);
}
