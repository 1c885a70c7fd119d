/* dissected.c - the protocols above a transport header.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/dissected.h"

#include "label/layer_kinds.h"

#include <string.h>

static const char *const transports[] = {"tcp", "udp", "udplite", "sctp", "dccp"};

static int transport_protos[G_N_ELEMENTS(transports)];

void dissected_handoff(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(transports); i++)
        transport_protos[i] = proto_registrar_get_id_byname(transports[i]);
}

static bool is_transport(int proto)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(transports); i++) {
        if (transport_protos[i] == proto)
            return true;
    }
    return false;
}

static int proto_of(const wmem_list_frame_t *layer)
{
    return GPOINTER_TO_INT(wmem_list_frame_data(layer));
}

bool dissected_has_payload(const packet_info *pinfo)
{
    const wmem_list_frame_t *last = wmem_list_tail(pinfo->layers);

    return last && !is_transport(proto_of(last));
}

static void add(dissected_t *ret, int proto, const char *name, layer_kind_t kind)
{
    ret->names[ret->n] = name;
    ret->protos[ret->n++] = proto;
    if (kind == LAYER_CONTENT || (kind == LAYER_CARRIER && ret->application))
        return;
    ret->application = name;
    ret->carrier_only = kind == LAYER_CARRIER;
}

/* QUIC's handshake is TLS in frames of its own (RFC 9001 section 4). */
static bool is_handshake(const dissected_t *found, const char *name)
{
    return found->application && strcmp(found->application, "quic") == 0 &&
           strcmp(name, "tls") == 0;
}

/* From the layer that follows a transport header. */
static void find_from(wmem_list_frame_t *layer, dissected_t *ret)
{
    *ret = (dissected_t){.n = 0};
    for (; layer && ret->n < DISSECTED_MAX; layer = wmem_list_frame_next(layer)) {
        const char *name = proto_get_protocol_filter_name(proto_of(layer));
        layer_kind_t kind = layer_kind_of(name);

        if (kind == LAYER_INNER || kind == LAYER_TRANSPORT)
            return;
        if (kind == LAYER_NOTHING)
            continue;
        if (is_handshake(ret, name))
            continue;
        add(ret, proto_of(layer), name, kind);
        /* What follows is inside the content, or more content. */
        if (kind == LAYER_WHOLE || (kind == LAYER_CONTENT && ret->application))
            return;
    }
}

void dissected_find(const transport_header_t *header, dissected_t *ret)
{
    find_from(wmem_list_frame_next(header->layer), ret);
}

void dissected_innermost(const packet_info *pinfo, dissected_t *ret)
{
    wmem_list_frame_t *layer = wmem_list_tail(pinfo->layers);

    while (layer && !is_transport(proto_of(layer)))
        layer = wmem_list_frame_prev(layer);
    find_from(layer ? wmem_list_frame_next(layer) : NULL, ret);
}
