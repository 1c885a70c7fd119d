/* segment.c - a packet's TCP segment or UDP datagram in its bytes, without a tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/segment.h"

#include "common/compat.h"

#include <epan/ipproto.h>
#include <string.h>
#include <wsutil/pint.h>

/* Bytes from a header on, as far as captured. */
typedef struct {
    const uint8_t *bytes;
    size_t len;
} span_t;

static bool skip(span_t *span, size_t len)
{
    if (len > span->len)
        return false;
    span->bytes += len;
    span->len -= len;
    return true;
}

static void shorten(span_t *span, size_t len)
{
    span->len = MIN(span->len, len);
}

static span_t span_of(const struct data_source *source)
{
    tvbuff_t *tvb = get_data_source_tvb(source);
    const int len = (int)tvb_captured_length(tvb);

    return (span_t){len > 0 ? tvb_get_ptr(tvb, 0, len) : NULL, (size_t)len};
}

/* RFC 791 section 3.1. Leaves what the header carries. */
static bool skip_ipv4(span_t *span, uint8_t protocol)
{
    enum { MIN_LEN = 20, TOTAL_LEN = 2, FRAGMENT = 6, PROTOCOL = 9, FRAGMENT_MASK = 0x3fff };
    const uint8_t *header = span->bytes;

    if (span->len < MIN_LEN || header[0] >> 4 != 4 || header[PROTOCOL] != protocol ||
        pntohu16(header + FRAGMENT) & FRAGMENT_MASK)
        return false;
    if (pntohu16(header + TOTAL_LEN) != 0) /* as when a network card is to cut it */
        shorten(span, pntohu16(header + TOTAL_LEN));
    return skip(span, 4 * (size_t)(header[0] & 0xf));
}

static bool is_option(uint8_t next)
{
    return next == IP_PROTO_HOPOPTS || next == IP_PROTO_ROUTING || next == IP_PROTO_DSTOPTS;
}

/* RFC 8200 sections 3 and 4. Leaves what the headers carry. */
static bool skip_ipv6(span_t *span, uint8_t protocol)
{
    enum { LEN = 40, PAYLOAD_LEN = 4, NEXT_HEADER = 6, OPTION_MIN_LEN = 8 };
    const uint8_t *header = span->bytes;

    if (span->len < LEN || header[0] >> 4 != 6)
        return false;
    if (pntohu16(header + PAYLOAD_LEN) != 0)
        shorten(span, LEN + (size_t)pntohu16(header + PAYLOAD_LEN));
    uint8_t next = header[NEXT_HEADER];
    if (!skip(span, LEN))
        return false;
    while (is_option(next)) {
        if (span->len < OPTION_MIN_LEN)
            return false;
        next = span->bytes[0];
        if (!skip(span, 8 * ((size_t)span->bytes[1] + 1)))
            return false;
    }
    return next == protocol;
}

/* RFC 9293 section 3.1. */
static bool read_tcp(span_t span, segment_t *ret)
{
    enum { MIN_LEN = 20, SEQUENCE = 4, DATA_OFFSET = 12 };
    const uint8_t *tcp = span.bytes;

    if (span.len < MIN_LEN || !skip(&span, 4 * (size_t)(tcp[DATA_OFFSET] >> 4)))
        return false;
    *ret = (segment_t){span.bytes, span.len, pntohu32(tcp + SEQUENCE)};
    return true;
}

/* RFC 768. */
static bool read_udp(span_t span, segment_t *ret)
{
    enum { HEADER_LEN = 8, LENGTH = 4 };

    if (span.len < HEADER_LEN || pntohu16(span.bytes + LENGTH) < HEADER_LEN)
        return false;
    shorten(&span, pntohu16(span.bytes + LENGTH));
    (void)skip(&span, HEADER_LEN);
    *ret = (segment_t){.payload = span.bytes, .len = span.len};
    return true;
}

static bool read_transport(span_t span, const transport_header_t *header, segment_t *ret)
{
    enum { DESTINATION = 2, PORTS_LEN = 4 };

    if (span.len < PORTS_LEN || pntohu16(span.bytes) != header->source ||
        pntohu16(span.bytes + DESTINATION) != header->destination)
        return false;
    return header->transport == SVCREG_TRANSPORT_TCP ? read_tcp(span, ret) : read_udp(span, ret);
}

/* Source and destination, as they stand in an IP header one behind the other. Returns their length. */
static size_t addresses_of(const transport_header_t *header, uint8_t ret[2 * IPV6_LEN])
{
    const size_t len = header->source_address.len;

    memcpy(ret, header->source_address.bytes, len);
    memcpy(ret + len, header->destination_address.bytes, len);
    return 2 * len;
}

/* Where `wanted` begins in a span, or NULL. Library functions prepare for a long search first; here
 * few bytes are looked through, which hold the first of an address once or twice. */
static const uint8_t *find_bytes(span_t span, const uint8_t *wanted, size_t len)
{
    while (span.len >= len) {
        const uint8_t *at = (const uint8_t *)memchr(span.bytes, wanted[0], span.len - (len - 1));
        if (!at || memcmp(at, wanted, len) == 0)
            return at;
        (void)skip(&span, (size_t)(at - span.bytes) + 1);
    }
    return NULL;
}

/* Look for the IP header that has the addresses, and carries a header with the ports. */
static bool find_in_frame(span_t frame, const transport_header_t *header, segment_t *ret)
{
    enum { V4_SOURCE = 12, V6_SOURCE = 8, MAX_BEFORE = 512 /* bytes: of nested tunnels */ };
    const uint8_t protocol =
        header->transport == SVCREG_TRANSPORT_TCP ? IP_PROTO_TCP : IP_PROTO_UDP;
    const bool v6 = header->source_address.len == IPV6_LEN;
    const size_t before = v6 ? V6_SOURCE : V4_SOURCE;
    uint8_t addresses[2 * IPV6_LEN];
    const size_t len = addresses_of(header, addresses);

    for (size_t at = 0; len > 0 && at <= MAX_BEFORE && at < frame.len; at++) {
        const span_t rest = {frame.bytes + at, MIN(frame.len, MAX_BEFORE + len) - at};
        const uint8_t *found = find_bytes(rest, addresses, len);
        if (!found)
            return false;
        at = (size_t)(found - frame.bytes);
        span_t span = frame;
        if (at >= before && skip(&span, at - before) &&
            (v6 ? skip_ipv6(&span, protocol) : skip_ipv4(&span, protocol)) &&
            read_transport(span, header, ret))
            return true;
    }
    return false;
}

bool segment_find(const packet_info *pinfo, const transport_header_t *header, segment_t *ret)
{
    if (header->transport != SVCREG_TRANSPORT_TCP && header->transport != SVCREG_TRANSPORT_UDP)
        return false;
    for (const GSList *source = pinfo->data_src; source; source = source->next) {
        const span_t span = span_of((const struct data_source *)source->data);
        if (span.len > 0 && find_in_frame(span, header, ret))
            return true;
        /* What was put together from fragments begins with the header. */
        if (source != pinfo->data_src && read_transport(span, header, ret))
            return true;
    }
    return false;
}
