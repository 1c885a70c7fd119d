/* port_lookup.c - the index of ports in a table block: a page of entries for each run of ports and transport.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "registry.h"
#include "table_layout.h"

static inline uint32_t port_entry(const svcreg_table_t *table, svcreg_transport_t transport,
                                  uint16_t port)
{
    const uint32_t *entries = (const uint32_t *)(const void *)(table + 1);
    size_t page = table->port_pages[transport][port / SVCREG_PORTS_PER_PAGE];
    return entries[page * SVCREG_PORTS_PER_PAGE + port % SVCREG_PORTS_PER_PAGE];
}

svcreg_span_t svcreg_find_port(const svcreg_table_t *table, svcreg_transport_t transport,
                               uint16_t port)
{
    uint32_t entry = port_entry(table, transport, port);
    const uint16_t *start = (const uint16_t *)(const void *)table;
    return (svcreg_span_t){start + PORT_ENTRY_FIRST(entry), PORT_ENTRY_N(entry)};
}

svcreg_status_t svcreg_port_status(const svcreg_table_t *table, svcreg_transport_t transport,
                                   uint16_t port)
{
    return (svcreg_status_t)PORT_ENTRY_STATUS(port_entry(table, transport, port));
}

svcreg_range_t svcreg_port_range(uint16_t port)
{
    if (port < 1024)
        return SVCREG_RANGE_SYSTEM;
    return port < 49152 ? SVCREG_RANGE_USER : SVCREG_RANGE_DYNAMIC;
}
