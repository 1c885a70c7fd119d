/* table_build.c - puts the sections of a table together into one block.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_builder.h"
#include "build/table_load.h"

#include <string.h>

/* Rows as the key of a hash table. */
typedef struct {
    const guchar *bytes;
    gsize len;
} row_bytes_t;

/* FNV-1a, which is enough for rows that nobody chooses to collide. */
static guint row_bytes_hash(gconstpointer data)
{
    const row_bytes_t *key = data;
    guint32 hash = 0x811c9dc5;
    for (gsize i = 0; i < key->len; i++)
        hash = (hash ^ key->bytes[i]) * 0x01000193;
    return hash;
}

static gboolean row_bytes_equal(gconstpointer a_data, gconstpointer b_data)
{
    const row_bytes_t *a = a_data;
    const row_bytes_t *b = b_data;
    return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

static void section_init(section_t *section, guint row_size)
{
    section->rows = g_array_new(FALSE, TRUE, row_size);
    section->shared = g_hash_table_new_full(row_bytes_hash, row_bytes_equal, g_free, NULL);
    section->copies = g_string_chunk_new(1 << 12);
}

static void section_clear(section_t *section)
{
    g_array_free(section->rows, TRUE);
    g_hash_table_destroy(section->shared);
    g_string_chunk_free(section->copies);
}

guint section_add(section_t *section, const void *rows, guint n)
{
    guint first = section->rows->len;
    g_array_append_vals(section->rows, rows, n);
    return first;
}

guint section_share(section_t *section, const void *rows, guint n)
{
    row_bytes_t key = {rows, (gsize)n * g_array_get_element_size(section->rows)};
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(section->shared, &key));
    if (found > 0)
        return found - 1;
    guint first = section_add(section, rows, n);
    row_bytes_t *kept = g_new(row_bytes_t, 1);
    kept->bytes = (const guchar *)g_string_chunk_insert_len(section->copies, rows, (gssize)key.len);
    kept->len = key.len;
    g_hash_table_insert(section->shared, kept, GUINT_TO_POINTER(first + 1));
    return first;
}

guint32 builder_string(table_builder_t *builder, const char *text)
{
    return section_share(&builder->strings, text, (guint)strlen(text) + 1);
}

static service_t *service_new(const char *name, const char *lower)
{
    service_t *service = g_new0(service_t, 1);
    service->name = name;
    service->lower = lower;
    service->records = g_array_new(FALSE, FALSE, sizeof(guint16));
    service->keys = g_array_new(FALSE, FALSE, sizeof(txt_key_t));
    service->same_as = g_array_new(FALSE, FALSE, sizeof(same_as_t));
    service->spec_row = -1;
    return service;
}

static void service_free(gpointer data)
{
    service_t *service = data;
    g_array_free(service->records, TRUE);
    g_array_free(service->keys, TRUE);
    g_array_free(service->same_as, TRUE);
    g_free(service);
}

service_t *builder_find_service(const table_builder_t *builder, const char *name)
{
    char *lower = g_ascii_strdown(name, -1);
    service_t *service = g_hash_table_lookup(builder->service_of, lower);
    g_free(lower);
    return service;
}

service_t *builder_service(table_builder_t *builder, const char *name)
{
    service_t *service = builder_find_service(builder, name);
    if (service)
        return service;
    char *lower = g_ascii_strdown(name, -1);
    service = service_new(name, g_string_chunk_insert(builder->chunk, lower));
    g_free(lower);
    g_ptr_array_add(builder->services, service);
    g_hash_table_insert(builder->service_of, (gpointer)service->lower, service);
    return service;
}

unsigned transport_bits(svcreg_transport_t transport)
{
    return transport == SVCREG_TRANSPORT_NONE ? (1U << SVCREG_N_TRANSPORTS) - 1 : 1U << transport;
}

static void builder_init(table_builder_t *builder, const registry_files_t *files)
{
    memset(builder, 0, sizeof(*builder));
    builder->files = files;
    builder->chunk = g_string_chunk_new(1 << 12);
    builder->services = g_ptr_array_new_with_free_func(service_free);
    builder->service_of = g_hash_table_new(g_str_hash, g_str_equal);
#define INIT_SECTION(type, name, FIELDS) section_init(&builder->name, sizeof(type));
    ALL_SECTIONS(INIT_SECTION)
#undef INIT_SECTION
    builder_string(builder, ""); /* at offset 0, as table_layout.h says */
}

static void builder_clear(table_builder_t *builder)
{
    g_string_chunk_free(builder->chunk);
    g_hash_table_destroy(builder->service_of);
    g_ptr_array_free(builder->services, TRUE);
#define CLEAR_SECTION(type, name, FIELDS) section_clear(&builder->name);
    ALL_SECTIONS(CLEAR_SECTION)
#undef CLEAR_SECTION
}

/* Bytes of a section in the block. An empty one takes the room of one row, as C has no arrays
 * without elements and the generated table must be laid out in the same way. */
static guint64 section_size(const section_t *section)
{
    return (guint64)MAX(section->rows->len, 1) * g_array_get_element_size(section->rows);
}

static guint64 block_size(const table_builder_t *builder)
{
    guint64 size = sizeof(svcreg_table_t);
#define ADD_SIZE(type, name, FIELDS) size += section_size(&builder->name);
    ALL_SECTIONS(ADD_SIZE)
#undef ADD_SIZE
    guint64 alignment = _Alignof(svcreg_table_t);
    return (size + alignment - 1) / alignment * alignment;
}

/* Copies a section to `offset` of the block and returns the offset behind it. */
static guint32 place_section(char *block, guint32 offset, const section_t *section)
{
    if (section->rows->len > 0)
        memcpy(block + offset, section->rows->data,
               (gsize)section->rows->len * g_array_get_element_size(section->rows));
    return offset + (guint32)section_size(section);
}

/* Port entries count from the start of the table, which is known only now. */
static bool move_port_entries(svcreg_table_t *table)
{
    guint32 base = table->ids / sizeof(guint16);
    guint32 *entries = (guint32 *)(void *)((char *)table + table->port_entries);
    if (base + table->n_ids > SVCREG_MAX_IDS)
        return false;
    for (guint32 i = 0; i < table->n_port_entries; i++)
        entries[i] += PORT_ENTRY(base, 0, 0);
    return true;
}

/* Lays the sections out in a new block, with the header in front. */
static svcreg_table_t *place_sections(table_builder_t *builder, guint32 size)
{
    svcreg_table_t *header = &builder->header;
    header->magic = SVCREG_TABLE_MAGIC;
    header->size = size;
    char *block = g_malloc0(size);
    guint32 offset = sizeof(*header);
#define PLACE_SECTION(type, name, FIELDS)                                                          \
    header->name = offset;                                                                         \
    header->n_##name = builder->name.rows->len;                                                    \
    offset = place_section(block, offset, &builder->name);
    ALL_SECTIONS(PLACE_SECTION)
#undef PLACE_SECTION
    g_assert(offset <= size && header->port_entries == sizeof(*header));
    memcpy(block, header, sizeof(*header));
    return (svcreg_table_t *)(void *)block;
}

static svcreg_table_t *make_block(table_builder_t *builder, GError **error)
{
    guint n_ids = builder->ids.rows->len;
    g_array_set_size(builder->ids.rows, MAX(n_ids + n_ids % 2, 2)); /* even: no gap behind them */
    guint64 size = block_size(builder);
    if (size > G_MAXINT32) {
        tsv_fail(builder->files->services, 0, error,
                 "the table would have more than 2 GiB; shorten the files");
        return NULL;
    }
    svcreg_table_t *table = place_sections(builder, (guint32)size);
    if (!move_port_entries(table)) {
        tsv_fail(builder->files->services, 0, error,
                 "too many different port ranges; remove some records");
        g_free(table);
        return NULL;
    }
    return table;
}

static svcreg_table_t *build(const registry_files_t *files, GError **error)
{
    table_builder_t builder;
    builder_init(&builder, files);
    svcreg_table_t *table = NULL;
    if (build_records(&builder, error) && build_txt(&builder, error) &&
        build_usual(&builder, error) && build_device_models(&builder, error) &&
        build_names(&builder, error) && build_ports(&builder, error))
        table = make_block(&builder, error);
    builder_clear(&builder);
    return table;
}

svcreg_table_t *svcreg_table_load_over(const char *dir, const svcreg_table_t *specification,
                                       GError **error)
{
    registry_files_t files;
    if (!registry_files_read(dir, specification, &files, error))
        return NULL;
    svcreg_table_t *table = build(&files, error);
    registry_files_clear(&files);
    return table;
}

svcreg_table_t *svcreg_table_load(const char *dir, GError **error)
{
    return svcreg_table_load_over(dir, NULL, error);
}
