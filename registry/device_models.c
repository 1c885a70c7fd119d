/* device_models.c - the product behind a model name.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "registry.h"
#include "table_layout.h"

#include <string.h>

static int lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : (unsigned char)letter;
}

/* As strcasecmp() orders, of a text that is not terminated and one that is. */
static int compare(const char *text, size_t len, const char *other)
{
    for (size_t i = 0; i < len; i++) {
        int difference = lower(text[i]) - lower(other[i]);
        if (other[i] == '\0')
            return 1;
        if (difference != 0)
            return difference;
    }
    return other[len] == '\0' ? 0 : -1;
}

const char *svcreg_product_of_model(const svcreg_table_t *table, const char *model, size_t len)
{
    const device_model_row_t *rows = table_device_models(table);
    uint32_t first = 0;
    uint32_t end = table->n_device_models;
    /* Some servers write the colour of their icon behind it: "MacPro7,1@ECOLOR=226,226,224". */
    const char *colour = memchr(model, '@', len);
    if (colour != NULL)
        len = (size_t)(colour - model);
    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        int order = compare(model, len, table_strings(table) + rows[middle].model);
        if (order == 0)
            return table_strings(table) + rows[middle].product;
        if (order < 0)
            end = middle;
        else
            first = middle + 1;
    }
    return "";
}
