/* dnssd_txt_fields.h - a typed display filter field for each defined TXT key.
 *
 * The fields are made from the registry table when Wireshark starts: "dnssd.txt." and the key's
 * filter name (svcreg_txt_key_t.filter). A key's bits and parts have fields below it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DNSSD_TXT_FIELDS_H
#define SVCREG_DNSSD_TXT_FIELDS_H

#include "registry.h"

#include <epan/packet.h>

/** Where a value stands in the packet. `bytes` holds its `len` bytes. */
typedef struct {
    tvbuff_t *tvb;
    int offset;
    int len;
    const uint8_t *bytes;
} txt_range_t;

/** Register the fields under protocol `proto`. */
void dnssd_txt_fields_register(int proto);

/** Add the value of TXT key `id` (svcreg_txt_find()), which is defined by `key`, to `tree` as its type,
 * with bits and parts. Where the value is not of its type, nothing is added but expert info on
 * `text`. */
void dnssd_txt_fields_add(packet_info *pinfo, proto_tree *tree, proto_item *text, unsigned id,
                          const svcreg_txt_key_t *key, const txt_range_t *value);

/** What a value means in words, in `pool`: the name of an enumerated or special value, those of the
 * bits that are set. "" when it says all by itself. */
const char *dnssd_txt_fields_reading(wmem_allocator_t *pool, unsigned id, const txt_range_t *value);

/** Whether a value is of the type of TXT key `id`, which is defined by `key`. */
bool dnssd_txt_fields_hold(unsigned id, const svcreg_txt_key_t *key, const txt_range_t *value);

/** Add expert info on `text` where a value is not of a type. */
void dnssd_txt_fields_check(packet_info *pinfo, proto_item *text, svcreg_txt_type_t type,
                            const txt_range_t *value);

#endif
