/* txt_merge.c - merges the TXT keys that the registry and the specification table define.
 *
 * Three steps: the registry's lines, the specification's lines on top of them, and then "same as":
 * the keys of another service, behind which a service's own lines stay the stronger ones.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_builder.h"
#include "txt_condition.h"
#include "words.h"

#include <string.h>

enum {
    MAX_KEYS_OF_SERVICE = 1024, /* they are searched one by one; the largest service has 60 */
    MAX_SAME_AS_DEPTH = 16      /* the longest chain that makes sense has 3 links */
};

static txt_key_t *key_at(const service_t *service, guint i)
{
    return &g_array_index(service->keys, txt_key_t, i);
}

/* Same key: equal but for case (RFC 6763 section 6.4), or patterns with the same stem. */
static bool same_key(const txt_key_t *a, const txt_key_t *b)
{
    if ((a->marks & b->marks & TXT_MARK_PATTERN) == 0)
        return g_ascii_strcasecmp(a->key, b->key) == 0;
    size_t stem = pattern_stem_len(a->key, strlen(a->key));
    return stem == pattern_stem_len(b->key, strlen(b->key)) &&
           g_ascii_strncasecmp(a->key, b->key, stem) == 0;
}

/* Same key, told apart from its other definitions by the same words. */
static bool same_definition(const txt_key_t *a, const txt_key_t *b)
{
    return same_key(a, b) && strcmp(a->condition, b->condition) == 0 &&
           (*a->condition == '\0' || strcmp(a->variant, b->variant) == 0);
}

static bool equal_but_transports(const txt_key_t *a, const txt_key_t *b)
{
    return strcmp(a->key, b->key) == 0 && strcmp(a->hint, b->hint) == 0 &&
           strcmp(a->variant, b->variant) == 0 && strcmp(a->condition, b->condition) == 0 &&
           strcmp(a->value, b->value) == 0 && strcmp(a->values, b->values) == 0 &&
           a->type == b->type && a->registry_type == b->registry_type && a->origins == b->origins &&
           a->marks == b->marks && a->spec_row == b->spec_row && a->inherited == b->inherited;
}

static bool append_key(table_builder_t *builder, service_t *service, const txt_key_t *key,
                       const tsv_t *file, guint row, GError **error)
{
    if (service->keys->len == MAX_KEYS_OF_SERVICE)
        return tsv_fail(file, row, error,
                        "more than %d TXT keys for service \"%.40s\"; remove some",
                        MAX_KEYS_OF_SERVICE, service->name);
    if (builder->n_keys == SVCREG_MAX_TXT_KEYS)
        return tsv_fail(file, row, error, "more than %d TXT keys in all; the table holds no more",
                        SVCREG_MAX_TXT_KEYS);
    builder->n_keys++;
    g_array_append_vals(service->keys, key, 1);
    return true;
}

/* A pattern ends in a letter that stands for digits, and has something before it. */
static bool is_pattern(const char *key)
{
    size_t len = strlen(key);
    return len >= 2 && strchr("XNn", key[len - 1]);
}

static bool check_key(const tsv_t *file, guint row, const txt_key_t *key, GError **error)
{
    if (*key->key == '\0' || strchr(key->key, '='))
        return tsv_fail(file, row, error, "key \"%.40s\" can never be met; write one without \"=\"",
                        key->key);
    if (strlen(key->key) > SVCREG_MAX_TXT_KEY_LEN)
        return tsv_fail(file, row, error, "key longer than %d bytes; shorten it",
                        SVCREG_MAX_TXT_KEY_LEN);
    if ((key->marks & TXT_MARK_PATTERN) != 0 && !is_pattern(key->key))
        return tsv_fail(file, row, error,
                        "\"%.40s\" is no pattern; end it in X, N or n behind another character",
                        key->key);
    return true;
}

static const char *const yes_word[] = {"", "yes"};
static const word_list_t yes_words = {yes_word, 2};
static const char *const need_word[] = {"", "optional", "required"};
static const word_list_t need_words = {need_word, 3};

/* The registry's line `row` as a key. */
static bool read_registry_key(const tsv_t *file, guint row, txt_key_t *ret, GError **error)
{
    int type = file_word(file, row, TXT_KEYS_TYPE, &txt_type_words, error);
    int transport =
        type < 0 ? -1 : file_word(file, row, TXT_KEYS_TRANSPORT, &transport_words, error);
    int optional = transport < 0 ? -1 : file_word(file, row, TXT_KEYS_OPTIONAL, &yes_words, error);
    int pattern = optional < 0 ? -1 : file_word(file, row, TXT_KEYS_PATTERN, &yes_words, error);
    if (pattern < 0)
        return false;
    *ret = (txt_key_t){
        .key = tsv_cell(file, row, TXT_KEYS_KEY),
        .hint = tsv_cell(file, row, TXT_KEYS_HINT),
        .value = tsv_cell(file, row, TXT_KEYS_VALUE),
        .values = tsv_cell(file, row, TXT_KEYS_VALUES),
        .variant = "",
        .condition = "",
        .type = (svcreg_txt_type_t)type,
        .registry_type = (svcreg_txt_type_t)type,
        .transports = transport_bits((svcreg_transport_t)transport),
        .origins = SVCREG_ORIGIN_REGISTRY,
        .marks = (optional ? TXT_MARK_OPTIONAL : 0U) | (pattern ? TXT_MARK_PATTERN : 0U),
        .spec_row = -1,
    };
    return check_key(file, row, ret, error);
}

static void fill(const char **cell, const char *other)
{
    if (**cell == '\0')
        *cell = other;
}

/* Another record of the same service says it again: the first one wins where they differ. */
static void fill_gaps(txt_key_t *key, const txt_key_t *other)
{
    fill(&key->hint, other->hint);
    fill(&key->value, other->value);
    fill(&key->values, other->values);
    if (key->type == SVCREG_TXT_STRING)
        key->type = key->registry_type = other->type;
    key->transports |= other->transports;
}

static bool add_registry_key(table_builder_t *builder, guint row, GError **error)
{
    const tsv_t *file = builder->files->txt_keys;
    service_t *service = builder_find_service(builder, tsv_cell(file, row, TXT_KEYS_SERVICE));
    txt_key_t key;
    if (!service)
        return tsv_fail(file, row, error, "service \"%.40s\" is not in services.tsv; import both",
                        tsv_cell(file, row, TXT_KEYS_SERVICE));
    if (!read_registry_key(file, row, &key, error))
        return false;
    for (guint i = 0; i < service->keys->len; i++) {
        txt_key_t *other = key_at(service, i);
        if (same_key(other, &key) && (other->transports & key.transports) != 0) {
            fill_gaps(other, &key);
            return true;
        }
    }
    return append_key(builder, service, &key, file, row, error);
}

/* "tcp", "udp" or "tcp,udp". 0 when it is none of them. */
static unsigned parse_transports(const char *cell)
{
    unsigned bits = 0;
    char **words = g_strsplit(cell, ",", -1);
    for (char **word = words; *word; word++) {
        int transport = word_find(&transport_words, *word);
        if (transport <= SVCREG_TRANSPORT_NONE) {
            bits = 0;
            break;
        }
        bits |= 1U << transport;
    }
    g_strfreev(words);
    return bits;
}

static void add_same_as(service_t *service, const same_as_t *same_as)
{
    for (guint i = 0; i < service->same_as->len; i++) {
        same_as_t *other = &g_array_index(service->same_as, same_as_t, i);
        if (other->target == same_as->target) {
            other->transports |= same_as->transports;
            return;
        }
    }
    g_array_append_vals(service->same_as, same_as, 1);
}

static bool link_same_as(const table_builder_t *builder, service_t *service, const char *target,
                         unsigned transports, const tsv_t *file, guint row, GError **error)
{
    if (*target == '\0')
        return true;
    same_as_t same_as = {builder_find_service(builder, target), transports, file, row};
    /* The registry may point to a name that it has not (or that a part of it has not), and a newer
     * one may have dropped a name that the table's specification points to. */
    if (!same_as.target &&
        (builder->files->spec_from_table || file != builder->files->txt_services))
        return true;
    if (!same_as.target)
        return tsv_fail(file, row, error, "same as \"%.40s\", which no table has; correct the name",
                        target);
    add_same_as(service, &same_as);
    return true;
}

static bool add_spec_service(table_builder_t *builder, guint row, GError **error)
{
    const tsv_t *file = builder->files->txt_services;
    const char *name = tsv_cell(file, row, TXT_SERVICES_SERVICE);
    if (*name == '\0' || *name == '_' || strlen(name) > 63)
        return tsv_fail(file, row, error,
                        "\"%.40s\" is no service name; write it without underscore", name);
    unsigned transports = parse_transports(tsv_cell(file, row, TXT_SERVICES_TRANSPORTS));
    if (transports == 0)
        return tsv_fail(file, row, error, "unknown transports \"%.40s\"; write tcp, udp or tcp,udp",
                        tsv_cell(file, row, TXT_SERVICES_TRANSPORTS));
    int registered = file_word(file, row, TXT_SERVICES_REGISTERED, &registered_words, error);
    if (registered < 0)
        return false;
    const char *spoken_cell = tsv_cell(file, row, TXT_SERVICES_SPOKEN);
    unsigned spoken = *spoken_cell != '\0' ? parse_transports(spoken_cell) : 0;
    if (*spoken_cell != '\0' && spoken == 0)
        return tsv_fail(file, row, error, "unknown transports \"%.40s\"; write tcp, udp or tcp,udp",
                        spoken_cell);
    service_t *service = builder_service(builder, name);
    if (service->spec_row >= 0)
        return tsv_fail(file, row, error, "service \"%.40s\" a second time; keep one line", name);
    service->spec_row = (int)row;
    txt_service_row_t out = {
        .service = builder_string(builder, name),
        .description = builder_string(builder, tsv_cell(file, row, TXT_SERVICES_DESCRIPTION)),
        .same_as = builder_string(builder, tsv_cell(file, row, TXT_SERVICES_SAME_AS)),
        .source = builder_string(builder, tsv_cell(file, row, TXT_SERVICES_SOURCE)),
        .transports = (guint8)transports,
        .registered = (guint8)registered,
        .spoken = (guint8)spoken,
    };
    section_add(&builder->txt_services, &out, 1);
    return true;
}

static unsigned spec_transports(const table_builder_t *builder, const service_t *service)
{
    const GArray *rows = builder->txt_services.rows;
    return g_array_index(rows, txt_service_row_t, (guint)service->spec_row).transports;
}

/* The specification's line `row` as a key. */
static bool read_spec_key(const tsv_t *file, guint row, txt_key_t *ret, GError **error)
{
    int type = file_word(file, row, TXT_MEANINGS_TYPE, &txt_type_words, error);
    int need = type < 0 ? -1 : file_word(file, row, TXT_MEANINGS_NEED, &need_words, error);
    int pattern = need < 0 ? -1 : file_word(file, row, TXT_MEANINGS_PATTERN, &yes_words, error);
    int inferred =
        pattern < 0 ? -1 : file_word(file, row, TXT_MEANINGS_INFERRED, &yes_words, error);
    if (inferred < 0 || file_word(file, row, TXT_MEANINGS_PRIVACY, &privacy_words, error) < 0 ||
        file_word(file, row, TXT_MEANINGS_DEVICE, &device_words, error) < 0)
        return false;
    static const unsigned need_marks[] = {0, TXT_MARK_OPTIONAL | TXT_MARK_SPEC_OPTIONAL,
                                          TXT_MARK_REQUIRED | TXT_MARK_SPEC_REQUIRED};
    *ret = (txt_key_t){
        .key = tsv_cell(file, row, TXT_MEANINGS_KEY),
        .hint = "",
        .value = "",
        .values = "",
        .variant = tsv_cell(file, row, TXT_MEANINGS_VARIANT),
        .condition = tsv_cell(file, row, TXT_MEANINGS_CONDITION),
        .type = (svcreg_txt_type_t)type,
        .origins = SVCREG_ORIGIN_SPECIFICATION,
        .marks = need_marks[need] | (pattern ? TXT_MARK_PATTERN | TXT_MARK_SPEC_PATTERN : 0U) |
                 (inferred ? TXT_MARK_INFERRED : 0U),
        .spec_row = (int)row,
    };
    if (*ret->condition != '\0' && !txt_condition_is_valid(ret->condition))
        return tsv_fail(file, row, error,
                        "\"%.40s\" is no condition; README.md says how to write one",
                        ret->condition);
    return check_key(file, row, ret, error);
}

/* The specification wins over what the registry says of type and need. */
static void overlay(txt_key_t *key, const txt_key_t *spec)
{
    key->type = spec->type;
    key->spec_row = spec->spec_row;
    key->variant = spec->variant;
    key->origins |= spec->origins;
    if ((spec->marks & (TXT_MARK_OPTIONAL | TXT_MARK_REQUIRED)) != 0)
        key->marks &= ~(unsigned)TXT_MARK_OPTIONAL;
    key->marks |= spec->marks;
}

/* Puts a key of the specification over all of the registry's that are the same. */
static bool merge_spec_key(table_builder_t *builder, service_t *service, const txt_key_t *spec,
                           guint row, GError **error)
{
    const tsv_t *file = builder->files->txt_meanings;
    txt_key_t *first = NULL;
    unsigned left = spec->transports;
    for (guint i = 0; i < service->keys->len; i++) {
        txt_key_t *key = key_at(service, i);
        if (!same_key(key, spec))
            continue;
        /* Definitions with a condition stand beside the others, the registry's too. */
        if (!same_definition(key, spec)) {
            if (key->spec_row >= 0 && strcmp(key->variant, spec->variant) == 0 &&
                key->type != spec->type)
                return tsv_fail(file, row, error,
                                "key \"%.40s\" of \"%.40s\" with another type; give one a variant",
                                spec->key, service->name);
            continue;
        }
        if (key->spec_row >= 0)
            return tsv_fail(file, row, error,
                            "key \"%.40s\" of \"%.40s\" a second time; keep one line", spec->key,
                            service->name);
        overlay(key, spec);
        left &= ~key->transports;
        first = first ? first : key;
    }
    if (!first)
        return append_key(builder, service, spec, file, row, error);
    first->transports |= left;
    return true;
}

static bool add_spec_key(table_builder_t *builder, guint row, GError **error)
{
    const tsv_t *file = builder->files->txt_meanings;
    const char *name = tsv_cell(file, row, TXT_MEANINGS_SERVICE);
    service_t *service = builder_find_service(builder, name);
    if (!service || service->spec_row < 0)
        return tsv_fail(file, row, error,
                        "service \"%.40s\" is not in txt-services.tsv; add a line there", name);
    txt_key_t spec;
    if (!read_spec_key(file, row, &spec, error))
        return false;
    spec.transports = spec_transports(builder, service);
    return merge_spec_key(builder, service, &spec, row, error);
}

/* One definition instead of two where TCP's and UDP's are the same. */
static void merge_twins(table_builder_t *builder, service_t *service)
{
    for (guint i = 0; i < service->keys->len; i++) {
        for (guint j = service->keys->len - 1; j > i; j--) {
            if (!equal_but_transports(key_at(service, i), key_at(service, j)))
                continue;
            key_at(service, i)->transports |= key_at(service, j)->transports;
            g_array_remove_index(service->keys, j);
            builder->n_keys--;
        }
    }
}

static guint n_variants(const service_t *service, const txt_key_t *key)
{
    guint n = 0;
    for (guint i = 0; i < service->keys->len; i++)
        n += same_definition(key_at(service, i), key) ? 1 : 0;
    return n;
}

/* Whether one of the first `n` keys is the same; it then holds for `transports` as well. */
static bool own_key_wins(const service_t *service, guint n, const txt_key_t *key,
                         unsigned transports)
{
    for (guint i = 0; i < n; i++) {
        if (same_key(key_at(service, i), key) && *key_at(service, i)->condition == '\0') {
            key_at(service, i)->transports |= transports;
            return true;
        }
    }
    return false;
}

static bool inherit(table_builder_t *builder, service_t *service, const same_as_t *same_as,
                    GError **error)
{
    guint n_own = service->keys->len;
    for (guint i = 0; i < same_as->target->keys->len; i++) {
        txt_key_t key = *key_at(same_as->target, i);
        unsigned transports = same_as->transports;
        if (n_variants(same_as->target, &key) > 1)
            transports &= key.transports;
        if (transports == 0 || own_key_wins(service, n_own, &key, transports))
            continue;
        key.transports = transports;
        key.inherited = true;
        if (!append_key(builder, service, &key, same_as->file, same_as->row, error))
            return false;
    }
    return true;
}

/* "http/udp: same as http": the keys hold for all transports named. */
static void spread_transports(const service_t *service, unsigned transports)
{
    for (guint i = 0; i < service->keys->len; i++)
        key_at(service, i)->transports |= transports;
}

static bool expand(table_builder_t *builder, service_t *service, guint depth, GError **error)
{
    if (service->same_as_state == SAME_AS_DONE)
        return true;
    service->same_as_state = SAME_AS_BEGUN;
    for (guint i = 0; i < service->same_as->len; i++) {
        same_as_t same_as = g_array_index(service->same_as, same_as_t, i);
        if (same_as.target == service) {
            spread_transports(service, same_as.transports);
            continue;
        }
        if (same_as.target->same_as_state == SAME_AS_BEGUN || depth == MAX_SAME_AS_DEPTH)
            return tsv_fail(same_as.file, same_as.row, error,
                            "same as \"%.40s\", %s; name the service that has the keys",
                            same_as.target->name,
                            depth == MAX_SAME_AS_DEPTH ? "a chain too long" : "a loop");
        if (!expand(builder, same_as.target, depth + 1, error) ||
            !inherit(builder, service, &same_as, error))
            return false;
    }
    service->same_as_state = SAME_AS_DONE;
    return true;
}

static bool link_all(table_builder_t *builder, GError **error)
{
    const tsv_t *file = builder->files->services;
    for (guint row = 0; row < tsv_n_rows(file); row++) {
        const char *target = tsv_cell(file, row, SERVICES_TXT_SAME_AS);
        const char *name = tsv_cell(file, row, SERVICES_SERVICE);
        guint8 transport = g_array_index(builder->records.rows, record_row_t, row).transport;
        if (*name != '\0' &&
            !link_same_as(builder, builder_find_service(builder, name), target,
                          transport_bits((svcreg_transport_t)transport), file, row, error))
            return false;
    }
    file = builder->files->txt_services;
    for (guint row = 0; row < tsv_n_rows(file); row++) {
        service_t *service =
            builder_find_service(builder, tsv_cell(file, row, TXT_SERVICES_SERVICE));
        const char *target = tsv_cell(file, row, TXT_SERVICES_SAME_AS);
        if (!link_same_as(builder, service, target, spec_transports(builder, service), file, row,
                          error))
            return false;
    }
    return true;
}

typedef bool (*row_step_t)(table_builder_t *builder, guint row, GError **error);

static bool for_rows(table_builder_t *builder, const tsv_t *file, row_step_t step, GError **error)
{
    for (guint row = 0; row < tsv_n_rows(file); row++) {
        if (!step(builder, row, error))
            return false;
    }
    return true;
}

bool txt_merge(table_builder_t *builder, GError **error)
{
    const registry_files_t *files = builder->files;
    if (!for_rows(builder, files->txt_services, add_spec_service, error) ||
        !for_rows(builder, files->txt_keys, add_registry_key, error) ||
        !for_rows(builder, files->txt_meanings, add_spec_key, error) || !link_all(builder, error))
        return false;
    for (guint i = 0; i < builder->services->len; i++)
        merge_twins(builder, g_ptr_array_index(builder->services, i));
    for (guint i = 0; i < builder->services->len; i++) {
        if (!expand(builder, g_ptr_array_index(builder->services, i), 0, error))
            return false;
    }
    return true;
}
