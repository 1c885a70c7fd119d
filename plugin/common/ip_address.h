/* ip_address.h - IPv4 and IPv6 addresses as bytes. Plain C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_IP_ADDRESS_H
#define SVCREG_IP_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { IPV4_LEN = 4, IPV6_LEN = 16 };

/** An address; `len` is 0 when it is not known, else IPV4_LEN or IPV6_LEN. Bytes beyond `len` are
 * 0. */
typedef struct {
    uint8_t bytes[IPV6_LEN];
    uint8_t len;
} ip_address_t;

/** The address of `len` bytes; not known unless they are 4 or 16. */
ip_address_t ip_address(const uint8_t *bytes, size_t len);

/** Whether two addresses are known and the same. */
bool ip_address_equal(const ip_address_t *a, const ip_address_t *b);

/** Whether an address is valid on one link only (RFC 3927, RFC 4291 section 2.5.6). */
bool ip_address_is_link_local(const ip_address_t *address);

#endif
