/* handover.c - announced services' dissectors.
 *
 * The dissector is set on the conversation that TCP or UDP made themselves: so streams, sequence
 * analysis and completeness stay as they are, and a new file or a new pass begins afresh.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/handover.h"

#include "announce/announced.h"
#include "common/registry_in_use.h"
#include "label/conversations.h"

#include <epan/conversation.h>
#include <epan/exceptions.h>
#include <epan/show_exception.h>
#include <string.h>

static const char *const port_tables[SVCREG_N_TRANSPORTS] = {
    [SVCREG_TRANSPORT_TCP] = "tcp.port", [SVCREG_TRANSPORT_UDP] = "udp.port"};

static dissector_handle_t port_handle(svcreg_transport_t transport, uint16_t port)
{
    return dissector_get_uint_handle(find_dissector_table(port_tables[transport]), port);
}

/* The dissector of a service: the one of the port that is registered for it, else the one of that
 * name. */
static dissector_handle_t service_handle(svcreg_transport_t transport, const char *service)
{
    svcreg_span_t span = svcreg_find_service(registry_in_use(), service, strlen(service));

    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        dissector_handle_t handle = record.has_port && record.transport == transport
                                        ? port_handle(transport, record.port_first)
                                        : NULL;
        if (handle)
            return handle;
    }
    return find_dissector(service);
}

static dissector_handle_t announced_handle(const announced_when_t *now,
                                           const transport_header_t *header, bool destination)
{
    announced_t found[ANNOUNCED_MAX_FOUND];
    unsigned n =
        announcements_find(announced_in_file(), now, header->transport,
                           destination ? &header->destination_address : &header->source_address,
                           destination ? header->destination : header->source, found, NULL);

    for (unsigned i = 0; i < n; i++) {
        dissector_handle_t handle = service_handle(header->transport, found[i].service);
        if (handle)
            return handle;
    }
    return NULL;
}

/* The first datagram of a conversation went by before its dissector was set: it is dissected now,
 * as later passes will. A dissector that sees the answer first may draw wrong conclusions. */
static void dissect_datagram(packet_info *pinfo, proto_tree *tree, const transport_header_t *header,
                             dissector_handle_t handle)
{
    enum { UDP_HEADER_LEN = 8 }; /* RFC 768 */

    if (tvb_captured_length_remaining(header->tvb, header->offset) <= UDP_HEADER_LEN)
        return;
    int len = tvb_get_ntohs(header->tvb, header->offset + 4) - UDP_HEADER_LEN;
    if (len <= 0 ||
        len > tvb_captured_length_remaining(header->tvb, header->offset) - UDP_HEADER_LEN)
        return;
    tvbuff_t *payload = tvb_new_subset_length(header->tvb, header->offset + UDP_HEADER_LEN, len);
    TRY
    {
        call_dissector_only(handle, payload, pinfo, tree, NULL);
    }
    CATCH_NONFATAL_ERRORS
    {
        show_exception(payload, pinfo, tree, EXCEPT_CODE, GET_MESSAGE);
    }
    ENDTRY;
}

static void apply_to(packet_info *pinfo, proto_tree *tree, const transport_header_t *header)
{
    const announced_when_t now = announced_now(pinfo, 0);

    /* Whatever Wireshark has for one of the ports goes first. */
    if (header->quoted || !port_tables[header->transport] ||
        port_handle(header->transport, header->source) ||
        port_handle(header->transport, header->destination))
        return;
    dissector_handle_t handle = announced_handle(&now, header, /* destination= */ true);
    if (!handle)
        handle = announced_handle(&now, header, /* destination= */ false);
    conversation_t *conversation = handle ? wireshark_conversation(pinfo, header) : NULL;
    if (!conversation || conversation->options & (NO_ADDR2 | NO_PORT2) ||
        conversation_get_dissector(conversation, pinfo->num + 1))
        return;
    bool datagram = header->transport == SVCREG_TRANSPORT_UDP;
    conversation_set_dissector_from_frame_number(conversation,
                                                 datagram ? pinfo->num : pinfo->num + 1, handle);
    if (datagram)
        dissect_datagram(pinfo, tree, header, handle);
}

void handover_apply(packet_info *pinfo, proto_tree *tree)
{
    transport_header_t headers[TRANSPORT_MAX_HEADERS];

    if (pinfo->fd->visited)
        return;
    unsigned n = transport_headers(pinfo, tree, headers);
    for (unsigned i = 0; i < n; i++)
        apply_to(pinfo, tree, &headers[i]);
}
