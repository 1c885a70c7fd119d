/* registry_files.c - reads the TSV files of a registry folder.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/registry_files.h"

#include "table_layout.h"

#define COLUMN_NAME(file, column, name) name,
#define COLUMN_NAMES(member, name, file)                                                           \
    static const char *const member##_columns[] = {file##_COLUMNS(COLUMN_NAME)};
REGISTRY_FILES(COLUMN_NAMES)

/* Columns at the end that may be missing, as in a folder that was written before they were there. */
enum {
    SERVICES_MAY_LACK = N_SERVICES_COLUMNS - 1 - SERVICES_DESCRIPTION,
    TXT_KEYS_MAY_LACK = 0,
    PEOPLE_MAY_LACK = 0,
    TXT_SERVICES_MAY_LACK = 1, /* spoken */
    TXT_MEANINGS_MAY_LACK = 5, /* variant and all behind it */
    TXT_VALUES_MAY_LACK = 1,   /* variant */
    USUAL_PORTS_MAY_LACK = 0,
    PORT_KIN_MAY_LACK = 0,
    DEVICE_MODELS_MAY_LACK = 0
};

/* Lines that the table can hold. */
enum {
    SERVICES_MAX = SVCREG_MAX_RECORDS,
    TXT_KEYS_MAX = SVCREG_MAX_TXT_KEYS,
    PEOPLE_MAX = 2 * SVCREG_MAX_RECORDS, /* an assignee and a contact for each record */
    TXT_SERVICES_MAX = SVCREG_MAX_RECORDS,
    TXT_MEANINGS_MAX = SVCREG_MAX_TXT_KEYS,
    TXT_VALUES_MAX = SVCREG_MAX_TXT_PARTS,
    USUAL_PORTS_MAX = 4096, /* searched one by one */
    PORT_KIN_MAX = 256,     /* the same */
    DEVICE_MODELS_MAX = 65536
};

#define FILE_FORM(member, name, file)                                                              \
    static const tsv_form_t member##_form = {member##_columns, N_##file##_COLUMNS,                 \
                                             file##_MAY_LACK, file##_MAX};
REGISTRY_FILES(FILE_FORM)

/* Reads a file. One that is not there has no rows, but services.tsv must be there. */
static tsv_t *read_file(const char *dir, const char *name, const tsv_form_t *form, GError **error)
{
    char *path = g_build_filename(dir, name, NULL);
    GError *failure = NULL;
    tsv_t *tsv = tsv_read(path, form, &failure);
    if (form != &services_form && g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
        g_clear_error(&failure);
        tsv = tsv_new(path, form);
    }
    if (failure)
        g_propagate_error(error, failure);
    g_free(path);
    return tsv;
}

static void new_specification(registry_files_t *files)
{
    files->txt_services = tsv_new("(specification)", &txt_services_form);
    files->txt_meanings = tsv_new("(specification)", &txt_meanings_form);
    files->txt_values = tsv_new("(specification)", &txt_values_form);
    files->usual_ports = tsv_new("(specification)", &usual_ports_form);
    files->port_kin = tsv_new("(specification)", &port_kin_form);
    files->device_models = tsv_new("(specification)", &device_models_form);
}

bool registry_files_read(const char *dir, const svcreg_table_t *specification,
                         registry_files_t *ret, GError **error)
{
    registry_files_t files = {0};
    if (specification) {
        files.spec_from_table = true;
        new_specification(&files);
        specification_rows(specification, &files);
    }
#define READ_FILE(member, name, file)                                                              \
    if (!files.member)                                                                             \
        files.member = read_file(dir, name, &member##_form, error);                                \
    if (!files.member) {                                                                           \
        registry_files_clear(&files);                                                              \
        *ret = files;                                                                              \
        return false;                                                                              \
    }
    REGISTRY_FILES(READ_FILE)
#undef READ_FILE
    *ret = files;
    return true;
}

void registry_files_clear(registry_files_t *files)
{
#define CLEAR_FILE(member, name, file) tsv_free(files->member);
    REGISTRY_FILES(CLEAR_FILE)
#undef CLEAR_FILE
    *files = (registry_files_t){0};
}

/* "tcp, udp, sctp or dccp, or leave it empty"; free with g_string_free(). */
static GString *list_words(const word_list_t *list)
{
    GString *text = g_string_new(NULL);
    for (int i = 0; i < list->n; i++) {
        const char *word = word_of(list, (unsigned)i);
        if (*word != '\0')
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", word);
    }
    if (word_find(list, "") >= 0)
        g_string_append(text, ", or leave it empty");
    return text;
}

int file_word(const tsv_t *file, guint row, unsigned column, const word_list_t *words,
              GError **error)
{
    const char *cell = tsv_cell(file, row, column);
    int word = word_find(words, cell);
    if (word < 0) {
        GString *choice = list_words(words);
        tsv_fail(file, row, error, "unknown %s \"%.40s\"; write one of %s",
                 tsv_column_name(file, column), cell, choice->str);
        g_string_free(choice, TRUE);
    }
    return word;
}
