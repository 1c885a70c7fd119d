/* specification.c - writes the specification's definitions in a table back as rows.
 *
 * A table that the user imported gets the keys that the compiled-in table knows in this way: they
 * are merged anew with the newer registry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/registry_files.h"
#include "table_layout.h"
#include "words.h"

/* "tcp,udp"; free with g_free(). */
static char *transports_text(unsigned transports)
{
    GString *text = g_string_new(NULL);
    for (unsigned i = SVCREG_TRANSPORT_TCP; i < SVCREG_N_TRANSPORTS; i++) {
        if ((transports >> i & 1) != 0)
            g_string_append_printf(text, "%s%s", text->len > 0 ? "," : "",
                                   word_of(&transport_words, i));
    }
    return g_string_free(text, FALSE);
}

static void write_service(const svcreg_table_t *table, guint id, tsv_t *file)
{
    svcreg_txt_service_t service;
    svcreg_txt_service_get(table, id, &service);
    char *transports = transports_text(service.transports);
    char *spoken = transports_text(service.spoken);
    const char *cells[N_TXT_SERVICES_COLUMNS] = {
        [TXT_SERVICES_SERVICE] = service.service,
        [TXT_SERVICES_TRANSPORTS] = transports,
        [TXT_SERVICES_REGISTERED] = word_of(&registered_words, service.registered),
        [TXT_SERVICES_DESCRIPTION] = service.description,
        [TXT_SERVICES_SAME_AS] = service.same_as,
        [TXT_SERVICES_SOURCE] = service.source,
        [TXT_SERVICES_SPOKEN] = spoken,
    };
    tsv_append(file, cells);
    g_free(transports);
    g_free(spoken);
}

static const char *need_word(unsigned marks)
{
    if ((marks & TXT_MARK_SPEC_REQUIRED) != 0)
        return "required";
    return (marks & TXT_MARK_SPEC_OPTIONAL) != 0 ? "optional" : "";
}

static void write_parts(const svcreg_table_t *table, const svcreg_txt_key_t *key, tsv_t *file)
{
    for (guint i = 0; i < key->n_parts; i++) {
        svcreg_txt_part_t part;
        svcreg_txt_part_get(table, key->first_part + i, &part);
        const char *cells[N_TXT_VALUES_COLUMNS] = {
            [TXT_VALUES_SERVICE] = key->service,
            [TXT_VALUES_KEY] = key->key,
            [TXT_VALUES_PARENT] = part.parent,
            [TXT_VALUES_KIND] = word_of(&part_kind_words, part.kind),
            [TXT_VALUES_AT] = part.at,
            [TXT_VALUES_NAME] = part.name,
            [TXT_VALUES_TYPE] =
                part.kind == SVCREG_PART_ITEM ? word_of(&txt_type_words, part.type) : "",
            [TXT_VALUES_MEANING] = part.meaning,
            [TXT_VALUES_VARIANT] = key->variant,
        };
        tsv_append(file, cells);
    }
}

/* Definitions that share a filter share the lines of txt-values.tsv: `parts` is set for the first. */
static void write_key(const svcreg_table_t *table, guint id, bool parts,
                      const registry_files_t *files)
{
    svcreg_txt_key_t key;
    svcreg_txt_key_get(table, id, &key);
    unsigned marks = table_txt_definitions(table)[table_txt_keys(table)[id].definition].marks;
    const char *cells[N_TXT_MEANINGS_COLUMNS] = {
        [TXT_MEANINGS_SERVICE] = key.service,
        [TXT_MEANINGS_KEY] = key.key,
        [TXT_MEANINGS_TYPE] = word_of(&txt_type_words, key.type),
        [TXT_MEANINGS_UNIT] = key.unit,
        [TXT_MEANINGS_NEED] = need_word(marks),
        [TXT_MEANINGS_PATTERN] = (marks & TXT_MARK_SPEC_PATTERN) != 0 ? "yes" : "",
        [TXT_MEANINGS_MEANING] = key.meaning,
        [TXT_MEANINGS_SOURCE] = key.source,
        [TXT_MEANINGS_VARIANT] = key.variant,
        [TXT_MEANINGS_CONDITION] = key.condition,
        [TXT_MEANINGS_PRIVACY] = word_of(&privacy_words, key.privacy),
        [TXT_MEANINGS_DEVICE] = word_of(&device_words, key.device),
        [TXT_MEANINGS_INFERRED] = key.inferred ? "yes" : "",
    };
    tsv_append(files->txt_meanings, cells);
    if (parts)
        write_parts(table, &key, files->txt_values);
}

/* Whether the definition is one of the service's own lines in txt-meanings.tsv. */
static bool is_own(const svcreg_table_t *table, guint id)
{
    const txt_key_row_t *row = &table_txt_keys(table)[id];
    const txt_definition_row_t *definition = &table_txt_definitions(table)[row->definition];
    return (definition->origins & SVCREG_ORIGIN_SPECIFICATION) != 0 &&
           (row->transports & TXT_KEY_INHERITED) == 0;
}

static void write_ports(const svcreg_table_t *table, const registry_files_t *files)
{
    const char *strings = table_strings(table);
    for (guint i = 0; i < table->n_usual_ports; i++) {
        const usual_port_row_t *row = &table_usual_ports(table)[i];
        const char *cells[N_USUAL_PORTS_COLUMNS] = {
            [USUAL_PORTS_SERVICE] = strings + row->service,
            [USUAL_PORTS_TRANSPORT] = word_of(&transport_words, row->transport),
            [USUAL_PORTS_PORTS] = strings + row->ports,
            [USUAL_PORTS_SOURCE] = strings + row->source,
        };
        tsv_append(files->usual_ports, cells);
    }
    for (guint i = 0; i < table->n_port_kin; i++) {
        const port_kin_row_t *row = &table_port_kin(table)[i];
        const char *cells[N_PORT_KIN_COLUMNS] = {
            [PORT_KIN_FAMILY] = strings + row->family,
            [PORT_KIN_SERVICES] = strings + row->services,
            [PORT_KIN_REASON] = strings + row->reason,
        };
        tsv_append(files->port_kin, cells);
    }
}

static void write_device_models(const svcreg_table_t *table, tsv_t *file)
{
    const char *strings = table_strings(table);
    for (guint i = 0; i < table->n_device_models; i++) {
        const device_model_row_t *row = &table_device_models(table)[i];
        const char *cells[N_DEVICE_MODELS_COLUMNS] = {
            [DEVICE_MODELS_MODEL] = strings + row->model,
            [DEVICE_MODELS_PRODUCT] = strings + row->product,
            [DEVICE_MODELS_SOURCE] = strings + row->source,
        };
        tsv_append(file, cells);
    }
}

void specification_rows(const svcreg_table_t *table, const registry_files_t *files)
{
    write_ports(table, files);
    write_device_models(table, files->device_models);
    for (guint i = 0; i < svcreg_n_txt_services(table); i++)
        write_service(table, i, files->txt_services);
    /* One line may have become several definitions, of TCP and UDP: what tells lines apart, as met. */
    GHashTable *written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < svcreg_n_txt_keys(table); i++) {
        if (!is_own(table, i))
            continue;
        svcreg_txt_key_t key;
        svcreg_txt_key_get(table, i, &key);
        char *name = g_strdup_printf("%s\t%s\t%s", key.service, key.key, key.variant);
        char *lower = g_ascii_strdown(name, -1);
        char *line = g_strdup_printf("%s\t%s", lower, key.condition);
        g_free(name);
        bool first = g_hash_table_add(written, lower);
        if (g_hash_table_add(written, line))
            write_key(table, i, first, files);
    }
    g_hash_table_destroy(written);
}
