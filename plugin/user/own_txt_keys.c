/* own_txt_keys.c - the user's own table of TXT keys.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "user/own_txt_keys.h"

#include "ascii.h"
#include "common/compat.h"
#include "user/own_cell.h"

#include <epan/uat.h>
#include <string.h>

/* A row as the user wrote it. */
typedef struct {
    char *service; /* "_hap._tcp" or "hap" */
    char *key;
    unsigned type; /* svcreg_txt_type_t */
    char *meaning;
} row_t;

static row_t *rows;
static unsigned n_rows;

/* The words of the types, made at registration. PARTS is none: a row cannot say the parts. */
static value_string types[SVCREG_N_TXT_TYPES];

/* --- What packets are looked up in: a copy, because Wireshark may move the rows at any time --- */

typedef struct {
    const char *service;
    size_t service_len;
    const char *key;
    size_t key_len;
    svcreg_transport_t transport; /* TCP, UDP, or NONE for both */
    svcreg_txt_type_t type;
    unsigned row;
    const char *meaning;
} entry_t;

static GArray *entries; /* entry_t, sorted by service, key, transport, row; no two for one key */
static GStringChunk *strings;

static int compare_keys(const void *a, const void *b)
{
    const entry_t *x = (const entry_t *)a, *y = (const entry_t *)b;
    int order = ascii_compare(x->service, x->service_len, y->service, y->service_len);

    if (order == 0)
        order = ascii_compare(x->key, x->key_len, y->key, y->key_len);
    return order != 0 ? order : (int)x->transport - (int)y->transport;
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
    const entry_t *x = (const entry_t *)a, *y = (const entry_t *)b;
    int order = compare_keys(x, y);

    return order != 0 ? order : x->row < y->row ? -1 : x->row > y->row;
}

static void forget(void)
{
    if (!entries)
        return;
    g_array_free(entries, TRUE);
    g_string_chunk_free(strings);
    entries = NULL;
}

/* A service name, or a service type, whose transport is taken then. */
static bool read_service(const char *text, size_t len, svcreg_service_type_t *ret)
{
    if (svcreg_service_type_parse(text, len, ret))
        return true;
    if (len == 0 || text[0] == '_' || g_strstr_len(text, (gssize)len, "._"))
        return false;
    *ret = (svcreg_service_type_t){
        .service = text, .service_len = len, .transport = SVCREG_TRANSPORT_NONE};
    return true;
}

static void add_entry(const row_t *row, unsigned number)
{
    svcreg_service_type_t service;

    if (!row->service || !row->key || !read_service(row->service, strlen(row->service), &service))
        return;
    entry_t entry = {
        .service = g_string_chunk_insert_len(strings, service.service, (gssize)service.service_len),
        .service_len = service.service_len,
        .key = g_string_chunk_insert(strings, row->key),
        .key_len = strlen(row->key),
        .transport = service.transport,
        .type = (svcreg_txt_type_t)row->type,
        .row = number,
        .meaning = g_string_chunk_insert(strings, row->meaning ? row->meaning : "")};
    g_array_append_val(entries, entry);
}

/* Of rows for the same key the first one stays. */
static void drop_repeated(void)
{
    unsigned n = 0;

    for (unsigned i = 0; i < entries->len; i++) {
        entry_t *to = &g_array_index(entries, entry_t, n);
        const entry_t *from = &g_array_index(entries, entry_t, i);
        if (n > 0 && compare_keys(to - 1, from) == 0)
            continue;
        *to = *from;
        n++;
    }
    g_array_set_size(entries, n);
}

static void make_index(void)
{
    forget();
    if (n_rows == 0)
        return;
    entries = g_array_new(FALSE, FALSE, sizeof(entry_t));
    strings = g_string_chunk_new(1024);
    for (unsigned i = 0; i < MIN(n_rows, OWN_TABLE_MAX); i++)
        add_entry(&rows[i], i);
    g_array_sort(entries, compare_entries);
    drop_repeated();
}

static const entry_t *find_entry(const entry_t *wanted)
{
    return (const entry_t *)bsearch(wanted, entries->data, entries->len, sizeof *wanted,
                                    compare_keys);
}

bool own_txt_key_find(const char *service, size_t service_len, svcreg_transport_t transport,
                      const char *key, size_t key_len, svcreg_txt_key_t *ret)
{
    entry_t wanted = {.service = service,
                      .service_len = service_len,
                      .key = key,
                      .key_len = key_len,
                      .transport = transport};

    if (!entries || entries->len == 0)
        return false;
    const entry_t *entry = find_entry(&wanted);
    if (!entry) {
        wanted.transport = SVCREG_TRANSPORT_NONE;
        entry = find_entry(&wanted);
    }
    if (!entry)
        return false;
    *ret = (svcreg_txt_key_t){.service = entry->service,
                              .key = entry->key,
                              .hint = "",
                              .value = "",
                              .values = "",
                              .meaning = entry->meaning,
                              .unit = "",
                              .source = "",
                              .filter = "",
                              .type = entry->type,
                              .origins = SVCREG_ORIGIN_OWN,
                              .transports = 1U << transport};
    return true;
}

/* --- The table in the preferences --- */

UAT_CSTRING_CB_DEF(rows, service, row_t)
UAT_CSTRING_CB_DEF(rows, key, row_t)
UAT_VS_DEF(rows, type, row_t, unsigned, SVCREG_TXT_STRING, "string")
UAT_CSTRING_CB_DEF(rows, meaning, row_t)

static void *copy_row(void *to, const void *from, size_t len _U_)
{
    const row_t *row = (const row_t *)from;

    *(row_t *)to = (row_t){.service = g_strdup(row->service),
                           .key = g_strdup(row->key),
                           .type = row->type,
                           .meaning = g_strdup(row->meaning)};
    return to;
}

static void free_row(void *row)
{
    row_t *old = (row_t *)row;

    g_free(old->service);
    g_free(old->key);
    g_free(old->meaning);
}

static svcreg_bool_t check_service(void *row _U_, const char *text, unsigned len,
                                   const void *unused _U_, const void *data _U_, char **error)
{
    svcreg_service_type_t service;

    if (!own_cell_is_name("the service type", text, len, error))
        return FALSE;
    if (read_service(text, len, &service))
        return TRUE;
    *error = g_strdup_printf("the service type \"%.*s\" is none; write one like _hap._tcp, or a "
                             "service name like hap",
                             (int)len, text);
    return FALSE;
}

static svcreg_bool_t check_key(void *row _U_, const char *text, unsigned len,
                               const void *unused _U_, const void *data _U_, char **error)
{
    if (!own_cell_is_name("the key", text, len, error))
        return FALSE;
    if (!memchr(text, '=', len))
        return TRUE;
    *error = g_strdup_printf("the key \"%.*s\" has a \"=\"; write what stands before it", (int)len,
                             text);
    return FALSE;
}

static svcreg_bool_t check_type(void *row _U_, const char *text, unsigned len,
                                const void *unused _U_, const void *data _U_, char **error)
{
    return own_cell_is_word("the type", types, text, len, error);
}

static svcreg_bool_t check_meaning(void *row _U_, const char *text, unsigned len,
                                   const void *unused _U_, const void *data _U_, char **error)
{
    return own_cell_is_text("the meaning", text, len, error);
}

static void make_types(void)
{
    unsigned n = 0;

    for (unsigned type = 0; type < SVCREG_N_TXT_TYPES; type++) {
        if (type != SVCREG_TXT_PARTS)
            types[n++] = (value_string){type, svcreg_txt_type_name((svcreg_txt_type_t)type)};
    }
}

void own_txt_keys_register(module_t *module)
{
    static uat_field_t fields[] = {
        UAT_FLD_CSTRING_OTHER(rows, service, "Service type", check_service,
                              "Service type like _hap._tcp, or service name for any transport"),
        UAT_FLD_CSTRING_OTHER(rows, key, "Key", check_key, "The key as it is sent, in any case"),
        {"type",
         "Type",
         PT_TXTMOD_ENUM,
         {check_type, rows_type_set_cb, rows_type_tostr_cb},
         {types, types, types},
         /* The dialog's list of choices; without it Wireshark's GUI crashes. */
         types,
         "How a value is to be read",
         FLDFILL},
        UAT_FLD_CSTRING_OTHER(rows, meaning, "Meaning", check_meaning,
                              "What the key says, in a few words; may be empty"),
        UAT_END_FIELDS};

    make_types();
    uat_t *uat = uat_new("Own TXT Keys", sizeof(row_t), "svcreg_txt_keys", /* from_profile= */ TRUE,
                         &rows, &n_rows, UAT_AFFECTS_DISSECTION, /* help= */ NULL, copy_row,
                         /* update_cb= */ NULL, free_row, make_index, forget, fields);
    prefs_register_uat_preference(module, "txt_keys", "Own TXT keys",
                                  "Meanings of TXT keys, which go before those of the registry and "
                                  "of specifications and are marked [own]. Only the first 4,096 "
                                  "rows count.",
                                  uat);
    /* After a row that it refuses, Wireshark keeps the good ones but does not say so. */
    register_init_routine(make_index);
}
