/* dccp_code.c - DCCP service codes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/dccp_code.h"

#include "common/compat.h"
#include "common/registry_in_use.h"

static int hf_svcreg_requested_code = -1;
static int hf_svcreg_requested_service = -1;

/* RFC 4340 sections 5.1 to 5.3: the packet's type stands in bits 1 to 4 of byte 8. A Request's
 * code follows the generic header of 16 bytes; a Response has 8 bytes of acknowledgement between. */
enum {
    TYPE_OFFSET = 8,
    TYPE_REQUEST = 0,
    TYPE_RESPONSE = 1,
    REQUEST_CODE = 16,
    RESPONSE_CODE = 24
};

void dccp_code_add(proto_tree *tree, const transport_header_t *header)
{
    if (header->transport != SVCREG_TRANSPORT_DCCP ||
        tvb_captured_length_remaining(header->tvb, header->offset) <= TYPE_OFFSET)
        return;
    uint8_t byte = tvb_get_uint8(header->tvb, header->offset + TYPE_OFFSET);
    int type = byte >> 1 & 0xf;
    /* The last bit, X: the header has 16 bytes. It must, in these types (section 5.1). */
    if (!(byte & 1))
        return;
    int offset = header->offset + (type == TYPE_REQUEST ? REQUEST_CODE : RESPONSE_CODE);
    if ((type != TYPE_REQUEST && type != TYPE_RESPONSE) ||
        tvb_captured_length_remaining(header->tvb, offset) < 4)
        return;

    uint32_t code = tvb_get_ntohl(header->tvb, offset);
    proto_tree_add_item(tree, hf_svcreg_requested_code, header->tvb, offset, 4, ENC_BIG_ENDIAN);
    svcreg_span_t span = svcreg_find_service_code(registry_in_use(), code);
    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        proto_item *item = proto_tree_add_string(tree, hf_svcreg_requested_service, header->tvb,
                                                 offset, 4, record.service);
        proto_item_append_text(item, ", %s", record.description);
        proto_item_set_generated(item);
    }
}

void dccp_code_register(int proto)
{
    static hf_register_info fields[] = {
        {&hf_svcreg_requested_code,
         {"Service Code Requested", "svcreg.requested_code", FT_UINT32, BASE_DEC_HEX, NULL, 0,
          "DCCP service code of a Request or Response (RFC 5595)", HFILL}},
        {&hf_svcreg_requested_service,
         {"Service Requested", "svcreg.requested_service", FT_STRING, BASE_NONE, NULL, 0,
          "Service name registered with the DCCP service code", HFILL}},
    };

    proto_register_field_array(proto, fields, G_N_ELEMENTS(fields));
}
