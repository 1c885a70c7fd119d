/* build_device_models.c - device-models.tsv -> rows of the table, sorted for a binary search.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_builder.h"

static gint compare_models(gconstpointer a, gconstpointer b, gpointer file)
{
    return g_ascii_strcasecmp(tsv_cell(file, *(const guint *)a, DEVICE_MODELS_MODEL),
                              tsv_cell(file, *(const guint *)b, DEVICE_MODELS_MODEL));
}

static bool add_model(table_builder_t *builder, const tsv_t *file, guint row, const char *before,
                      GError **error)
{
    const char *model = tsv_cell(file, row, DEVICE_MODELS_MODEL);
    const char *product = tsv_cell(file, row, DEVICE_MODELS_PRODUCT);
    if (*model == '\0' || *product == '\0')
        return tsv_fail(file, row, error, "a model or a product is empty; fill both or remove it");
    if (before && g_ascii_strcasecmp(before, model) == 0)
        return tsv_fail(file, row, error, "model \"%.40s\" a second time; keep one line", model);
    device_model_row_t out = {
        .model = builder_string(builder, model),
        .product = builder_string(builder, product),
        .source = builder_string(builder, tsv_cell(file, row, DEVICE_MODELS_SOURCE)),
    };
    section_add(&builder->device_models, &out, 1);
    return true;
}

bool build_device_models(table_builder_t *builder, GError **error)
{
    tsv_t *file = builder->files->device_models;
    GArray *sorted = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint row = 0; row < tsv_n_rows(file); row++)
        g_array_append_val(sorted, row);
    g_array_sort_with_data(sorted, compare_models, file);
    const char *before = NULL;
    bool good = true;
    for (guint i = 0; good && i < sorted->len; i++) {
        guint row = g_array_index(sorted, guint, i);
        good = add_model(builder, file, row, before, error);
        before = tsv_cell(file, row, DEVICE_MODELS_MODEL);
    }
    g_array_free(sorted, TRUE);
    return good;
}
