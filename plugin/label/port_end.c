/* port_end.c - what is known of one end's port.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/port_end.h"

#include "announce/waiting.h"
#include "common/record_fields.h"
#include "common/registry_in_use.h"
#include "user/own_services.h"

#include <stdio.h>
#include <string.h>

/* A packet that may use what was announced. */
typedef struct {
    announced_when_t when;
    svcreg_transport_t transport;
    ip_address_t addresses[2]; /* source, destination */
    uint16_t ports[2];
} use_t;

/* Mark what was announced for one of the packet's ends. */
static void mark_end(const use_t *use, unsigned end)
{
    announcements_t *all = announced_in_file();
    announced_t announced[ANNOUNCED_MAX_FOUND];
    bool crowded;
    unsigned n = announcements_find(all, &use->when, use->transport, &use->addresses[end],
                                    use->ports[end], announced, &crowded);

    for (unsigned i = 0; i < n; i++)
        announcements_mark_used(all, &announced[i], use->when.frame);
    if (crowded)
        announcements_mark_crowded(all, use->when.frame);
}

static void mark_ends(const void *data)
{
    const use_t *use = (const use_t *)data;

    for (unsigned end = 0; end < G_N_ELEMENTS(use->ports); end++)
        mark_end(use, end);
}

void port_end_of(packet_info *pinfo, const transport_header_t *header, bool destination,
                 port_end_t *ret)
{
    ret->transport = header->transport;
    ret->tvb = header->tvb;
    ret->offset = header->offset + (destination ? PORT_LEN : 0);
    ret->port = destination ? header->destination : header->source;
    ret->address = destination ? header->destination_address : header->source_address;
    ret->status = svcreg_port_status(registry_in_use(), ret->transport, ret->port);
    ret->records = svcreg_find_port(registry_in_use(), ret->transport, ret->port);
    ret->is_own = own_service_find(ret->transport, ret->port, &ret->own);
    const announced_when_t now = announced_now(pinfo, 0);
    ret->n_announced = announcements_find(announced_in_file(), &now, ret->transport, &ret->address,
                                          ret->port, ret->announced, NULL);
}

void port_ends_mark_used(packet_info *pinfo, const transport_header_t *header)
{
    if (!announced_may_be_on(header->source) && !announced_may_be_on(header->destination))
        return;
    if (transport_is_quoting(pinfo))
        return;
    use_t *use = (use_t *)waiting_add(mark_ends, sizeof *use);
    *use = (use_t){.when = announced_now(pinfo, 0),
                   .transport = header->transport,
                   .addresses = {header->source_address, header->destination_address},
                   .ports = {header->source, header->destination}};
}

/* FTP's server opens data connections from a port of its own (RFC 959 section 3.2). */
static bool connects(const port_end_t *end)
{
    static const char *const services[] = {"ftp-data", "ftps-data"};

    for (unsigned i = 0; i < end->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), end->records.ids[i], &record);
        for (unsigned j = 0; j < G_N_ELEMENTS(services); j++) {
            if (strcmp(record.service, services[j]) == 0)
                return true;
        }
    }
    return false;
}

end_evidence_t port_end_evidence(const port_end_t *end, const announced_when_t *first)
{
    announced_t announced[ANNOUNCED_MAX_FOUND];
    unsigned n = announcements_find(announced_in_file(), first, end->transport, &end->address,
                                    end->port, announced, NULL);

    return (end_evidence_t){.port = end->port,
                            .status = end->status,
                            .own = end->is_own,
                            .connects = connects(end),
                            .announced = n > 0};
}

const announced_t *port_end_announced_as(const port_end_t *end, const char *service)
{
    for (unsigned i = 0; i < end->n_announced; i++) {
        if (g_ascii_strcasecmp(end->announced[i].service, service) == 0)
            return &end->announced[i];
    }
    return NULL;
}

svcreg_status_t port_end_status(const port_end_t *end)
{
    return end->is_own ? SVCREG_STATUS_ASSIGNED : end->status;
}

unsigned port_end_n_primary(const port_end_t *end)
{
    unsigned n = 0;

    for (unsigned i = 0; i < end->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), end->records.ids[i], &record);
        n += !record_is_secondary(&record);
    }
    return n > 0 ? n : end->records.n;
}

bool port_end_record(const port_end_t *end, svcreg_record_t *ret)
{
    bool found = end->is_own;

    if (end->is_own)
        *ret = end->own;
    for (unsigned i = 0; !end->is_own && i < end->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), end->records.ids[i], &record);
        bool primary = record.service[0] != '\0' && !record_is_secondary(&record);
        if (primary || (!found && record.service[0] != '\0')) {
            *ret = record;
            found = true;
        }
        if (primary)
            break;
    }
    return found;
}

const char *record_title(const svcreg_record_t *record)
{
    return record->service[0] != '\0' ? record->service : record->description;
}

static void append_record(wmem_strbuf_t *text, const svcreg_record_t *record, bool describe)
{
    wmem_strbuf_append(text, record_title(record));
    if (describe && record->service[0] != '\0' && record->description[0] != '\0') {
        wmem_strbuf_append(text, ", ");
        wmem_strbuf_append(text, record->description);
    }
}

const char *port_end_summary(wmem_allocator_t *pool, const port_end_t *end)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");
    unsigned n_primary = port_end_n_primary(end);
    bool all = n_primary == end->records.n;

    if (end->is_own) {
        append_record(text, &end->own, /* describe= */ true);
        return wmem_strbuf_get_str(text);
    }
    for (unsigned i = 0; i < end->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), end->records.ids[i], &record);
        if (record.status != SVCREG_STATUS_ASSIGNED || (!all && record_is_secondary(&record)))
            continue;
        if (wmem_strbuf_get_len(text) > 0)
            wmem_strbuf_append(text, " or ");
        append_record(text, &record, /* describe= */ n_primary == 1);
    }
    return wmem_strbuf_get_str(text);
}

bool port_is_reported(const char *unauthorized, uint16_t port)
{
    const char *rest = unauthorized;
    unsigned first, last;
    int len;

    if (!g_ascii_isdigit(rest[0]))
        return rest[0] != '\0';
    while (sscanf(rest, "%u%n", &first, &len) == 1) {
        rest += len;
        last = first;
        if (sscanf(rest, "-%u%n", &last, &len) == 1)
            rest += len;
        if (port >= first && port <= last)
            return true;
        if (*rest++ != ',')
            return false;
    }
    return false;
}
