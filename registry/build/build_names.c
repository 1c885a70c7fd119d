/* build_names.c - a perfect hash over all service names, by hash and displace.
 *
 * A name's hash leads to a bucket; the bucket's displacement, tried out here until no two names
 * meet, leads with the hash to a slot of the name's own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_builder.h"
#include "name_hash.h"

#include <string.h>

enum {
    NAMES_PER_BUCKET = 3,
    NAMES_PER_FREE_SLOT = 12, /* a few free slots let the last buckets find theirs soon */
    MAX_SEEDS = 64            /* a seed that fails is already one in a million */
};

typedef struct {
    const service_t *service;
    guint64 hash;
    guint32 bucket;
} hashed_name_t;

typedef struct {
    GArray *names; /* hashed_name_t, bucket by bucket, largest bucket first */
    guint *bucket_sizes;
    guint n_buckets;
    const service_t **slots;
    guint n_slots;
    guint16 *displacements;
} perfect_hash_t;

static gint compare_buckets(gconstpointer a_data, gconstpointer b_data, gpointer user_data)
{
    const hashed_name_t *a = a_data;
    const hashed_name_t *b = b_data;
    const guint *sizes = user_data;
    if (sizes[a->bucket] != sizes[b->bucket])
        return sizes[a->bucket] > sizes[b->bucket] ? -1 : 1;
    if (a->bucket != b->bucket)
        return a->bucket < b->bucket ? -1 : 1;
    return strcmp(a->service->lower, b->service->lower);
}

static void perfect_hash_init(perfect_hash_t *hash, const GPtrArray *services)
{
    hash->names = g_array_new(FALSE, FALSE, sizeof(hashed_name_t));
    hash->n_buckets = services->len / NAMES_PER_BUCKET + 1;
    hash->n_slots = services->len + services->len / NAMES_PER_FREE_SLOT + 1;
    hash->bucket_sizes = g_new(guint, hash->n_buckets);
    hash->displacements = g_new(guint16, hash->n_buckets);
    hash->slots = g_new(const service_t *, hash->n_slots);
}

static void perfect_hash_clear(perfect_hash_t *hash)
{
    g_array_free(hash->names, TRUE);
    g_free(hash->bucket_sizes);
    g_free(hash->displacements);
    g_free(hash->slots);
}

static void sort_into_buckets(perfect_hash_t *hash, const GPtrArray *services, guint32 seed)
{
    memset(hash->bucket_sizes, 0, hash->n_buckets * sizeof(*hash->bucket_sizes));
    memset(hash->displacements, 0, hash->n_buckets * sizeof(*hash->displacements));
    for (guint i = 0; i < hash->n_slots; i++)
        hash->slots[i] = NULL;
    g_array_set_size(hash->names, 0);
    for (guint i = 0; i < services->len; i++) {
        hashed_name_t name = {.service = g_ptr_array_index(services, i)};
        name.hash = name_hash(name.service->name, strlen(name.service->name), seed);
        name.bucket = name_bucket(name.hash, hash->n_buckets);
        hash->bucket_sizes[name.bucket]++;
        g_array_append_val(hash->names, name);
    }
    g_array_sort_with_data(hash->names, compare_buckets, hash->bucket_sizes);
}

/* Puts the `n` names of a bucket into slots. false, and nothing changed, when two of them meet. */
static bool place_bucket(const perfect_hash_t *hash, const hashed_name_t *names, guint n,
                         guint16 displacement)
{
    for (guint i = 0; i < n; i++) {
        guint32 slot = name_slot(names[i].hash, displacement, hash->n_slots);
        if (hash->slots[slot]) {
            while (i-- > 0)
                hash->slots[name_slot(names[i].hash, displacement, hash->n_slots)] = NULL;
            return false;
        }
        hash->slots[slot] = names[i].service;
    }
    return true;
}

static bool displace_bucket(perfect_hash_t *hash, const hashed_name_t *names, guint n)
{
    for (guint displacement = 0; displacement <= G_MAXUINT16; displacement++) {
        if (place_bucket(hash, names, n, (guint16)displacement)) {
            hash->displacements[names[0].bucket] = (guint16)displacement;
            return true;
        }
    }
    return false;
}

static bool displace_all(perfect_hash_t *hash)
{
    guint n;
    for (guint i = 0; i < hash->names->len; i += n) {
        const hashed_name_t *names = &g_array_index(hash->names, hashed_name_t, i);
        n = hash->bucket_sizes[names[0].bucket];
        if (!displace_bucket(hash, names, n))
            return false;
    }
    return true;
}

static svcreg_transport_t transport_of(const table_builder_t *builder, guint16 record)
{
    const GArray *rows = builder->records.rows;
    return (svcreg_transport_t)g_array_index(rows, record_row_t, record).transport;
}

/* Which third of name_row_t.typed a record belongs to. */
static unsigned typed_group(svcreg_transport_t transport)
{
    if (transport == SVCREG_TRANSPORT_TCP)
        return 0;
    return transport == SVCREG_TRANSPORT_NONE ? 1 : 2;
}

/* Appends the service's records of one group to `ids` and returns their number. */
static guint16 append_group(const table_builder_t *builder, const service_t *service,
                            unsigned group, GArray *ids)
{
    guint16 n = 0;
    for (guint i = 0; i < service->records->len; i++) {
        guint16 record = g_array_index(service->records, guint16, i);
        if (typed_group(transport_of(builder, record)) == group) {
            g_array_append_val(ids, record);
            n++;
        }
    }
    return n;
}

/* The service's records ordered as name_row_t.typed wants them. */
static void add_typed(table_builder_t *builder, const service_t *service, name_row_t *row)
{
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(guint16));
    row->n_tcp = append_group(builder, service, 0, ids);
    append_group(builder, service, 1, ids);
    row->n_others = append_group(builder, service, 2, ids);
    if (row->n_others > 0)
        append_group(builder, service, 1, ids);
    row->typed = section_share(&builder->ids, ids->data, ids->len);
    g_array_free(ids, TRUE);
}

static void add_slot(table_builder_t *builder, const service_t *service)
{
    name_row_t row = {0};
    if (service) {
        const GArray *records = service->records;
        row.name = builder_string(builder, service->name);
        row.name_len = (guint16)strlen(service->name);
        row.n_all = (guint16)records->len;
        if (records->len > 0) {
            row.all = section_share(&builder->ids, records->data, records->len);
            add_typed(builder, service, &row);
        }
        row.first_key = service->first_key;
        row.txt_service = (guint16)(service->spec_row + 1);
        row.n_keys = (guint16)service->keys->len;
        builder->header.max_name_len = MAX(builder->header.max_name_len, row.name_len);
    }
    section_add(&builder->names, &row, 1);
}

bool build_names(table_builder_t *builder, GError **error)
{
    perfect_hash_t hash;
    perfect_hash_init(&hash, builder->services);
    bool found = false;
    guint32 seed = 0;
    while (!found && seed < MAX_SEEDS) {
        sort_into_buckets(&hash, builder->services, ++seed);
        found = displace_all(&hash);
    }
    if (found) {
        builder->header.hash_seed = seed;
        section_add(&builder->displacements, hash.displacements, hash.n_buckets);
        for (guint i = 0; i < hash.n_slots; i++)
            add_slot(builder, hash.slots[i]);
    } else {
        tsv_fail(builder->files->services, 0, error,
                 "the service names cannot be told apart by hashing; report this file");
    }
    perfect_hash_clear(&hash);
    return found;
}
