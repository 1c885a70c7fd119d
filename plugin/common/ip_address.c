/* ip_address.c - IPv4 and IPv6 addresses as bytes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/ip_address.h"

#include <string.h>

ip_address_t ip_address(const uint8_t *bytes, size_t len)
{
    ip_address_t address = {.len = 0};

    /* With every packet: of a constant length, copying is an instruction or two. */
    if (len == IPV4_LEN)
        memcpy(address.bytes, bytes, IPV4_LEN);
    else if (len == IPV6_LEN)
        memcpy(address.bytes, bytes, IPV6_LEN);
    else
        return address;
    address.len = (uint8_t)len;
    return address;
}

bool ip_address_equal(const ip_address_t *a, const ip_address_t *b)
{
    return a->len > 0 && a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

bool ip_address_is_link_local(const ip_address_t *address)
{
    const uint8_t *b = address->bytes;

    return address->len == IPV4_LEN
               ? b[0] == 169 && b[1] == 254
               : address->len == IPV6_LEN && b[0] == 0xfe && (b[1] & 0xc0) == 0x80;
}
