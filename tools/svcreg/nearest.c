/* nearest.c - service names that are spelled like a given one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "find.h"

#include <string.h>

/* Names are at most 15 characters long (RFC 6335 section 5.1), older ones somewhat more; of longer
 * ones only so many bytes are compared. */
enum { MAX_COMPARED = 32 };

typedef struct {
    const char *name;
    unsigned distance;
} near_t;

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    return MIN(MIN(a, b), c);
}

/* Number of insertions, deletions, changes and swaps of neighbours that make one of the other
 * (optimal string alignment). Row by row; `before` is the row before the last one. */
static unsigned edit_distance(const char *a, const char *b)
{
    unsigned rows[3][MAX_COMPARED + 1];
    size_t a_len = MIN(strlen(a), MAX_COMPARED);
    size_t b_len = MIN(strlen(b), MAX_COMPARED);
    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a_len; i++) {
        unsigned *row = rows[i % 3];
        const unsigned *last = rows[(i + 2) % 3];
        const unsigned *before = rows[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_len; j++) {
            char x = g_ascii_tolower(a[i - 1]);
            char y = g_ascii_tolower(b[j - 1]);
            row[j] = least(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) && y == g_ascii_tolower(a[i - 2]))
                row[j] = MIN(row[j], before[j - 2] + 1);
        }
    }
    return rows[a_len % 3][b_len];
}

static gint compare_near(gconstpointer a, gconstpointer b)
{
    const near_t *near_a = (const near_t *)a;
    const near_t *near_b = (const near_t *)b;
    if (near_a->distance != near_b->distance)
        return near_a->distance < near_b->distance ? -1 : 1;
    return strcmp(near_a->name, near_b->name);
}

typedef struct {
    GArray *near;     /* of near_t */
    GHashTable *seen; /* names, for a name is in many records */
    const char *name;
    unsigned max_distance;
} search_t;

static void consider(search_t *search, const char *candidate)
{
    if (candidate[0] == '\0' || !g_hash_table_add(search->seen, (gpointer)candidate))
        return;
    near_t near = {candidate, edit_distance(search->name, candidate)};
    if (near.distance <= search->max_distance)
        g_array_append_val(search->near, near);
}

static void consider_all(search_t *search, const svcreg_table_t *table)
{
    svcreg_record_t record;
    svcreg_txt_service_t service;
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_get(table, id, &record);
        consider(search, record.service);
    }
    for (unsigned id = 0; id < svcreg_n_txt_services(table); id++) {
        svcreg_txt_service_get(table, id, &service);
        consider(search, service.service);
    }
}

/* The name in "_ipp._tcp", "http/tcp" or "http:tcp". */
static char *bare_name(const char *term)
{
    const char *start = term[0] == '_' ? term + 1 : term;
    return g_strndup(start, strcspn(start, "./:"));
}

const char **find_nearest(const svcreg_table_t *table, const char *name, unsigned max)
{
    char *bare = bare_name(name);
    /* A third of the letters wrong is another name. */
    search_t search = {NULL, NULL, bare, (unsigned)CLAMP(strlen(bare) / 3, 1, 4)};
    search.near = g_array_new(FALSE, FALSE, sizeof(near_t));
    search.seen = g_hash_table_new(g_str_hash, g_str_equal);
    consider_all(&search, table);
    g_array_sort(search.near, compare_near);
    unsigned n = MIN(max, search.near->len);
    const char **names = g_new0(const char *, n + 1);
    for (unsigned i = 0; i < n; i++)
        names[i] = g_array_index(search.near, near_t, i).name;
    g_array_unref(search.near);
    g_hash_table_unref(search.seen);
    g_free(bare);
    return names;
}

static bool is_like(const char *a, const char *b)
{
    do {
        while (a[0] != '\0' && !g_ascii_isalnum(a[0]))
            a++;
        while (b[0] != '\0' && !g_ascii_isalnum(b[0]))
            b++;
        if (g_ascii_tolower(a[0]) != g_ascii_tolower(b[0]))
            return false;
    } while (*a++ != '\0' && *b++ != '\0');
    return true;
}

const char *find_registered_like(const svcreg_table_t *table, const char *name)
{
    for (unsigned id = 0; id < svcreg_n_records(table); id++) {
        svcreg_record_t record;
        svcreg_record_get(table, id, &record);
        if (record.service[0] != '\0' && is_like(record.service, name))
            return record.service;
    }
    return NULL;
}
