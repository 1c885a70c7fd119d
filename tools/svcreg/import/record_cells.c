/* record_cells.c - a record's columns as text, named as in services.tsv.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/record_cells.h"

#include "words.h"

static char *ports_text(const svcreg_record_t *record)
{
    if (!record->has_port)
        return g_strdup("");
    if (record->port_first == record->port_last)
        return g_strdup_printf("%u", record->port_first);
    return g_strdup_printf("%u-%u", record->port_first, record->port_last);
}

static char *code_text(const svcreg_record_t *record)
{
    return record->service_code == 0 ? g_strdup("") : g_strdup_printf("%u", record->service_code);
}

void record_cells_get(const svcreg_record_t *record, record_cells_t *ret)
{
    char *ports = ports_text(record);
    char *code = code_text(record);
    char *flags = flags_joined(record->flags);
#define TEXT_CELL(unused, member, column, ...) [ROW_##column] = record->member,
    *ret = (record_cells_t){
        .cells =
            {
                [ROW_SERVICE] = record->service,
                [ROW_PORTS] = ports,
                [ROW_TRANSPORT] = svcreg_transport_name(record->transport),
                [ROW_STATUS] = svcreg_status_name(record->status),
                [ROW_DESCRIPTION] = record->description,
                [ROW_SERVICE_CODE] = code,
                [ROW_FLAGS] = flags,
                [ROW_TXT_STATUS] = svcreg_txt_status_name(record->txt_status),
                /* clang-format off */
                SVCREG_PEOPLE_TEXTS(TEXT_CELL, )
                SVCREG_REGISTRANT_TEXTS(TEXT_CELL, )
                SVCREG_EXTRA_TEXTS(TEXT_CELL, )
                /* clang-format on */
            },
        .made = {ports, code, flags},
    };
#undef TEXT_CELL
}

void record_cells_clear(record_cells_t *cells)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cells->made); i++)
        g_free(cells->made[i]);
}

bool record_has_txt_key(const svcreg_record_t *record, const svcreg_txt_key_t *key)
{
    return record->transport == SVCREG_TRANSPORT_NONE ||
           (key->transports & 1u << record->transport) != 0;
}
