/* txt_filter.c - the display filter names of TXT keys.
 *
 * Users write these names into filters and profiles ("dnssd.txt.hap.c == 5"), so the rule below is
 * a promise:
 *
 * 1. The name is "<service>.<key>" in lower case, with "_" for every character, byte by byte, that
 *    is not a-z, 0-9, "_" or "-"; a dot inside the service name or the key becomes "_" as well.
 * 2. A "_" that rule 1 put at the start or the end of the key's half goes away, unless nothing
 *    else would be left or the name is taken: "c#" is "c", "*IDN?" is "idn".
 * 3. Keys that rule 1 leaves as they are come first, then the others, in the table's order. When
 *    the name is taken, the one without rule 2 is tried, then that one with "_2", "_3" and so on.
 * 4. A name belongs to one key of one service, and to one type: definitions of that key for
 *    several transports or conditions share it when they have the same type, else rule 3 goes on.
 * 5. A definition with a variant has the name of the key "<key>_<variant>".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_builder.h"

#include <string.h>

/* Whom a name belongs to. */
typedef struct {
    const service_t *service;
    const txt_key_t *key;
} owner_t;

static bool is_filter_char(char c)
{
    return g_ascii_islower(c) || g_ascii_isdigit(c) || c == '_' || c == '-';
}

/* Rule 1 for one half of the name. */
static char *map_chars(const char *text)
{
    char *mapped = g_ascii_strdown(text, -1);
    for (char *p = mapped; *p != '\0'; p++) {
        if (!is_filter_char(*p))
            *p = '_';
    }
    return mapped;
}

static bool is_unchanged(const char *key, const char *mapped)
{
    return g_ascii_strcasecmp(key, mapped) == 0;
}

/* Rule 2: the mapped key without the "_" that replaced something at its ends. */
static char *trim(const char *key, const char *mapped)
{
    size_t start = 0;
    size_t end = strlen(mapped);
    while (start < end && mapped[start] == '_' && key[start] != '_')
        start++;
    while (end > start && mapped[end - 1] == '_' && key[end - 1] != '_')
        end--;
    return g_strndup(mapped + start, end - start);
}

/* Rule 4. Takes the name for the key when it is free or its own already. */
static bool claim(table_builder_t *builder, GHashTable *owners, const service_t *service,
                  txt_key_t *key, const char *prefix, const char *name)
{
    if (*name == '\0')
        return false;
    char *filter = g_strdup_printf("%s.%s", prefix, name);
    const owner_t *owner = g_hash_table_lookup(owners, filter);
    bool mine = !owner || (owner->service == service && owner->key->type == key->type &&
                           g_ascii_strcasecmp(owner->key->key, key->key) == 0 &&
                           strcmp(owner->key->variant, key->variant) == 0);
    if (mine)
        key->filter = g_string_chunk_insert_const(builder->chunk, filter);
    if (!owner) {
        owner_t *new_owner = g_new(owner_t, 1);
        *new_owner = (owner_t){service, key};
        g_hash_table_insert(owners, (gpointer)key->filter, new_owner);
    }
    g_free(filter);
    return mine;
}

/* Rules 2 and 3 for one key. */
static void name_key(table_builder_t *builder, GHashTable *owners, const service_t *service,
                     txt_key_t *key, const char *prefix, const char *text, const char *mapped)
{
    char *trimmed = trim(text, mapped);
    bool done = claim(builder, owners, service, key, prefix, trimmed) ||
                claim(builder, owners, service, key, prefix, mapped);
    g_free(trimmed);
    /* Ends: every key takes one name, and there are at most 65,535 of them. */
    for (guint i = 2; !done; i++) {
        char *numbered = g_strdup_printf("%s_%u", mapped, i);
        done = claim(builder, owners, service, key, prefix, numbered);
        g_free(numbered);
    }
}

/* Names the keys that rule 1 leaves as they are, or those that it changes. */
static void name_keys(table_builder_t *builder, GHashTable *owners, const service_t *service,
                      bool unchanged)
{
    char *prefix = map_chars(service->name);
    for (guint i = 0; i < service->keys->len; i++) {
        txt_key_t *key = &g_array_index(service->keys, txt_key_t, i);
        char *text = *key->variant != '\0' ? g_strdup_printf("%s_%s", key->key, key->variant)
                                           : g_strdup(key->key);
        char *mapped = map_chars(text);
        if (is_unchanged(text, mapped) == unchanged)
            name_key(builder, owners, service, key, prefix, text, mapped);
        g_free(mapped);
        g_free(text);
    }
    g_free(prefix);
}

void txt_filter_names(table_builder_t *builder, const GPtrArray *services)
{
    GHashTable *owners = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (guint i = 0; i < services->len; i++) {
        const service_t *service = g_ptr_array_index(services, i);
        name_keys(builder, owners, service, /* unchanged= */ true);
        name_keys(builder, owners, service, /* unchanged= */ false);
    }
    g_hash_table_destroy(owners);
}
