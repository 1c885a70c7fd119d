/* device_models.c - the product behind a model name.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "ascii.h"
#include "registry.h"
#include "table_layout.h"

#include <string.h>

const char *svcreg_product_of_model(const svcreg_table_t *table, const char *model, size_t len)
{
    const device_model_row_t *rows = table_device_models(table);
    uint32_t first = 0;
    uint32_t end = table->n_device_models;
    /* Some servers write the colour of their icon behind it: "MacPro7,1@ECOLOR=226,226,224". */
    const char *colour = memchr(model, '@', len);
    if (colour)
        len = (size_t)(colour - model);
    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        const char *row_model = table_strings(table) + rows[middle].model;
        int order = ascii_compare(model, len, row_model, strlen(row_model));
        if (order == 0)
            return table_strings(table) + rows[middle].product;
        if (order < 0)
            end = middle;
        else
            first = middle + 1;
    }
    return "";
}
