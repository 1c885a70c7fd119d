/* dnssd_datagram.c - learns from datagrams, in packets that nobody looks at.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_datagram.h"

#include "announce/waiting.h"
#include "dnssd/dnssd_carriers.h"
#include "dnssd/dnssd_learn.h"

#include <string.h>

/* A message that waits. */
typedef struct {
    dnssd_origin_t origin;
    dnssd_place_t place;
    uint8_t bytes[];
} datagram_t;

static wmem_allocator_t *pool; /* of one message at a time */

/* Whether there may be something to learn: a successful response, or an update or its answer. */
static bool may_announce(const dnssd_place_t *place, bool *ret_update)
{
    dns_message_t message;

    if (place->len < DNS_HEADER_LEN || !dns_message_init(place->bytes, DNS_HEADER_LEN, &message))
        return false;
    *ret_update = dns_message_opcode(&message) == DNS_OPCODE_UPDATE;
    return *ret_update || (dns_message_opcode(&message) == 0 && message.flags & DNS_FLAG_RESPONSE &&
                           (message.flags & DNS_FLAG_RCODE) == 0);
}

/* Expect the ports of all SRV records, and of what only looks like one: nothing is read yet. */
static void expect_ports(const uint8_t *bytes, size_t len)
{
    /* From the type's lower byte on: class, time to live, length, priority, weight (RFC 2782). */
    enum { PORT = 13, RECORD_LEN = 15 };
    const uint8_t *end = bytes + len, *at = bytes;

    for (;; at++) {
        at = (const uint8_t *)memchr(at, DNS_TYPE_SRV, (size_t)(end - at));
        if (!at || end - at < RECORD_LEN)
            return;
        if (at > bytes && at[-1] == 0 && (at[1] & 0x7f) == 0 && at[2] == DNS_CLASS_IN)
            waiting_expect_port((uint16_t)(at[PORT] << 8 | at[PORT + 1]));
    }
}

static void learn(const dnssd_origin_t *origin, const dnssd_place_t *place)
{
    dnssd_message_t message;

    if (dnssd_message_read(pool, origin, place, DNSSD_KEEP_ANNOUNCEMENTS, &message))
        dnssd_learn(&message);
    wmem_free_all(pool);
}

static void learn_waiting(const void *data)
{
    const datagram_t *datagram = (const datagram_t *)data;
    dnssd_place_t place = datagram->place;

    place.bytes = datagram->bytes;
    learn(&datagram->origin, &place);
}

static void put_aside(const dnssd_origin_t *origin, const dnssd_place_t *place)
{
    const size_t len = (size_t)place->len;
    datagram_t *datagram =
        (datagram_t *)waiting_add(learn_waiting, offsetof(datagram_t, bytes) + len);

    datagram->origin = *origin;
    datagram->origin.pinfo = NULL;
    datagram->place = *place;
    datagram->place.tvb = NULL;
    memcpy(datagram->bytes, place->bytes, len);
    expect_ports(place->bytes, len);
}

void dnssd_datagram_learn(packet_info *pinfo)
{
    dnssd_place_t place;
    bool update;

    if (!dnssd_carriers_find_datagram(pinfo, &place) || !may_announce(&place, &update))
        return;
    const dnssd_origin_t origin = dnssd_origin_of(pinfo);
    if (!update) {
        put_aside(&origin, &place);
        return;
    }
    waiting_learn();
    learn(&origin, &place);
}

static void destroy_pool(void)
{
    wmem_destroy_allocator(pool);
}

void dnssd_datagram_register(void)
{
    pool = wmem_allocator_new(WMEM_ALLOCATOR_BLOCK_FAST);
    register_shutdown_routine(destroy_pool);
}
