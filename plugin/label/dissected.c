/* dissected.c - the protocols above a transport header.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/dissected.h"

#include "label/expected_protocols.h"

#include <string.h>

/* Not protocols of their own: formats of payload, and what Wireshark calls unrecognised bytes. */
static const char *const formats[] = {
    "data",
    "data-text-lines",
    "json",
    "xml",
    "media",
    "mime_multipart",
    "image-jfif",
    "png",
    "image-gif",
    "x509sat",
    "x509ce",
    "x509af",
    "x509if",
    "pkix1explicit",
    "pkix1implicit",
    "pkcs1",
    "ber",
    "urlencoded-form",
    "message-http",
    "http-body",
    "_ws.malformed",
    "_ws.short",
    "_ws.unreassembled",
    "svcreg",
    "dnssd",
};

/* Where a tunnel's inner packet begins. */
static const char *const inner[] = {"eth", "eth_maybefcs", "ethertype", "ip",   "ipv6",
                                    "tcp", "udp",          "udplite",   "sctp", "dccp",
                                    "ppp", "wlan",         "frame"};

static const char *const tables[SVCREG_N_TRANSPORTS] = {[SVCREG_TRANSPORT_TCP] = "tcp.port",
                                                        [SVCREG_TRANSPORT_UDP] = "udp.port",
                                                        [SVCREG_TRANSPORT_SCTP] = "sctp.port",
                                                        [SVCREG_TRANSPORT_DCCP] = "dccp.port"};

static bool is_among(const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return false;
}

void dissected_find(const transport_header_t *header, dissected_t *ret)
{
    ret->n = 0;
    for (wmem_list_frame_t *layer = wmem_list_frame_next(header->layer);
         layer && ret->n < DISSECTED_MAX; layer = wmem_list_frame_next(layer)) {
        int proto = GPOINTER_TO_INT(wmem_list_frame_data(layer));
        const char *name = proto_get_protocol_filter_name(proto);
        if (is_among(name, inner, G_N_ELEMENTS(inner)))
            return;
        if (is_among(name, formats, G_N_ELEMENTS(formats)))
            continue;
        ret->names[ret->n] = name;
        ret->protos[ret->n++] = proto;
    }
}

/* What Wireshark itself dissects the port as, "Decode As" left aside. */
static int port_proto(svcreg_transport_t transport, uint16_t port)
{
    dissector_handle_t handle = dissector_get_default_uint_handle(tables[transport], port);

    return handle ? dissector_handle_get_protocol_index(handle) : -1;
}

bool dissected_contradicts(const dissected_t *dissected, const char *service,
                           svcreg_transport_t transport, uint16_t port)
{
    const char *expected = expected_protocols_of(service);
    int proto = port_proto(transport, port);

    for (unsigned i = 0; i < dissected->n; i++) {
        if (dissected->protos[i] == proto ||
            g_ascii_strcasecmp(dissected->names[i], service) == 0 ||
            (expected && expected_protocols_contain(expected, dissected->names[i])))
            return false;
    }
    return dissected->n > 0 && (expected || proto >= 0);
}
