/* port_usual.c - whether a service belongs on a port.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "name_hash.h"
#include "registry.h"
#include "table_layout.h"

#include <stdio.h>
#include <string.h>

/* Whether a list joined by "," has the name. */
static bool list_has(const char *list, const char *name, size_t len)
{
    while (len > 0) {
        size_t word_len = strcspn(list, ",");
        if (word_len == len && name_equal(list, name, len))
            return true;
        if (list[word_len] == '\0')
            return false;
        list += word_len + 1;
    }
    return false;
}

static bool is_listed(const svcreg_table_t *table, const char *service, size_t len,
                      svcreg_transport_t transport, uint16_t port)
{
    char number[sizeof("65535")];
    int number_len = snprintf(number, sizeof(number), "%u", port);
    for (uint32_t i = 0; i < table->n_usual_ports; i++) {
        const usual_port_row_t *row = &table_usual_ports(table)[i];
        const char *name = table_strings(table) + row->service;
        if (row->transport == (uint32_t)transport && strlen(name) == len &&
            name_equal(name, service, len) &&
            list_has(table_strings(table) + row->ports, number, (size_t)number_len))
            return true;
    }
    return false;
}

static bool are_kin(const svcreg_table_t *table, const char *service, size_t len, const char *other)
{
    for (uint32_t i = 0; i < table->n_port_kin; i++) {
        const char *services = table_strings(table) + table_port_kin(table)[i].services;
        if (list_has(services, service, len) && list_has(services, other, strlen(other)))
            return true;
    }
    return false;
}

/* Whether a record of the service calls it an alias of `other`. */
static bool is_alias_of(const svcreg_table_t *table, const char *service, size_t len,
                        const char *other)
{
    svcreg_span_t span = svcreg_find_service(table, service, len);
    svcreg_record_t record;
    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_get(table, span.ids[i], &record);
        if (other[0] != '\0' && list_has(other, record.alias_of, strlen(record.alias_of)))
            return true;
    }
    return false;
}

/* Whether a record gives the service a port of its own. */
static bool has_own_port(const svcreg_table_t *table, const char *service, size_t len)
{
    svcreg_span_t span = svcreg_find_service(table, service, len);
    svcreg_record_t record;
    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_get(table, span.ids[i], &record);
        if (record.has_port)
            return true;
    }
    return false;
}

/* A maker's service without a port is mostly HTTP, and stands where that stands. */
static bool is_web(const svcreg_table_t *table, const char *service)
{
    static const char http[] = "http";

    return list_has(service, http, sizeof http - 1) ||
           are_kin(table, http, sizeof http - 1, service);
}

bool svcreg_port_is_usual(const svcreg_table_t *table, const char *service, size_t len,
                          svcreg_transport_t transport, uint16_t port)
{
    svcreg_span_t span = svcreg_find_port(table, transport, port);
    svcreg_record_t record;
    bool portless = len > 0 && !has_own_port(table, service, len);
    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_get(table, span.ids[i], &record);
        if (portless && is_web(table, record.service))
            return true;
        if (list_has(record.service, service, len) || list_has(record.alias_of, service, len) ||
            is_alias_of(table, service, len, record.service) ||
            are_kin(table, service, len, record.service))
            return true;
    }
    return is_listed(table, service, len, transport, port);
}
