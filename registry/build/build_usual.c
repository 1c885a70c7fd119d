/* build_usual.c - usual-ports.tsv and port-kin.tsv -> rows of the table.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_builder.h"

static bool are_ports(const char *cell)
{
    char **words = g_strsplit(cell, ",", -1);
    bool good = *words;
    for (char **word = words; good && *word; word++)
        good = g_ascii_string_to_unsigned(*word, 10, 0, 65535, NULL, NULL);
    g_strfreev(words);
    return good;
}

static bool add_usual_port(table_builder_t *builder, guint row, GError **error)
{
    const tsv_t *file = builder->files->usual_ports;
    const char *ports = tsv_cell(file, row, USUAL_PORTS_PORTS);
    int transport = file_word(file, row, USUAL_PORTS_TRANSPORT, &transport_words, error);
    if (transport < 0)
        return false;
    if (!are_ports(ports))
        return tsv_fail(file, row, error, "\"%.40s\" are no ports; write 80,8080", ports);
    usual_port_row_t out = {
        .service = builder_string(builder, tsv_cell(file, row, USUAL_PORTS_SERVICE)),
        .ports = builder_string(builder, ports),
        .source = builder_string(builder, tsv_cell(file, row, USUAL_PORTS_SOURCE)),
        .transport = (guint32)transport,
    };
    section_add(&builder->usual_ports, &out, 1);
    return true;
}

bool build_usual(table_builder_t *builder, GError **error)
{
    const tsv_t *kin = builder->files->port_kin;
    for (guint row = 0; row < tsv_n_rows(builder->files->usual_ports); row++) {
        if (!add_usual_port(builder, row, error))
            return false;
    }
    for (guint row = 0; row < tsv_n_rows(kin); row++) {
        port_kin_row_t out = {
            .family = builder_string(builder, tsv_cell(kin, row, PORT_KIN_FAMILY)),
            .services = builder_string(builder, tsv_cell(kin, row, PORT_KIN_SERVICES)),
            .reason = builder_string(builder, tsv_cell(kin, row, PORT_KIN_REASON)),
        };
        section_add(&builder->port_kin, &out, 1);
    }
    return true;
}
