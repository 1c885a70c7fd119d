/* fuzz_announcements.c - what was announced, against a model that keeps everything and looks at all
 * of it.
 *
 * Eight bytes of input are one operation: an SRV record, an address, or a question. The model knows
 * TTL and goodbye; names, ports and addresses are few, so that they meet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "announce/announcements.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { OPERATION_LEN = 8, MAX_OPERATIONS = 200, SECOND = 1000000000 };

static void check(int condition)
{
    if (!condition)
        abort();
}

/* What somebody said. */
typedef struct {
    bool srv;
    uint8_t name, host, port, address;
    uint32_t ttl, frame;
    int64_t time;
} said_t;

static name_key_t key_of(uint8_t number, uint8_t *bytes)
{
    memcpy(bytes, "\1a", 3);
    bytes[1] = (uint8_t)('a' + number % 4);
    return (name_key_t){bytes, 3};
}

static ip_address_t address_of(uint8_t number)
{
    const uint8_t bytes[IPV4_LEN] = {192, 0, 2, (uint8_t)(1 + number % 4)};

    return ip_address(bytes, sizeof bytes);
}

/* The last word on a fact: what it says goes until its time to live, after a goodbye a second. */
static bool holds(const said_t *said, unsigned n, unsigned i, int64_t now)
{
    const said_t *this = &said[i];

    for (unsigned j = i + 1; j < n; j++) {
        const said_t *later = &said[j];
        bool same = later->srv == this->srv && later->name == this->name &&
                    later->host == this->host && later->port == this->port &&
                    later->address == this->address;
        if (same)
            return false;
    }
    return now < this->time + (int64_t)(this->ttl > 0 ? this->ttl : 1) * SECOND;
}

/* Whether anything was said, however long ago, that a service on the end could come from. */
static bool may_be_found(const said_t *said, unsigned n, uint8_t address, uint8_t port)
{
    for (unsigned i = 0; i < n; i++) {
        if (!said[i].srv || said[i].port % 4 != port % 4)
            continue;
        for (unsigned j = 0; j < n; j++) {
            if (!said[j].srv && said[j].host % 4 == said[i].host % 4 &&
                said[j].address % 4 == address % 4)
                return true;
        }
    }
    return false;
}

/* Whether something that holds says so. */
static bool must_be_found(const said_t *said, unsigned n, uint8_t address, uint8_t port,
                          int64_t now)
{
    for (unsigned i = 0; i < n; i++) {
        if (!said[i].srv || said[i].ttl == 0 || said[i].port % 4 != port % 4 ||
            !holds(said, n, i, now))
            continue;
        for (unsigned j = 0; j < n; j++) {
            if (!said[j].srv && said[j].ttl > 0 && said[j].host % 4 == said[i].host % 4 &&
                said[j].address % 4 == address % 4 && holds(said, n, j, now))
                return true;
        }
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    announcements_t *announcements = announcements_new(10000);
    said_t said[MAX_OPERATIONS];
    unsigned n = 0;
    int64_t now = 0;

    for (uint32_t frame = 1; size >= OPERATION_LEN && frame < MAX_OPERATIONS;
         frame++, data += OPERATION_LEN, size -= OPERATION_LEN) {
        uint8_t name[3], host[3];
        now += (int64_t)(data[7] % 16) * SECOND;
        const announced_when_t when = {.frame = frame, .order = 256, .time = now};
        const said_t this = {.srv = data[0] % 3 == 0,
                             .name = data[1] % 4,
                             .host = data[2] % 4,
                             .port = data[3] % 4,
                             .address = data[4] % 4,
                             .ttl = data[5] % 32,
                             .frame = frame,
                             .time = now};
        if (data[0] % 3 == 0) {
            const announced_srv_t srv = {.when = when,
                                         .ttl = this.ttl,
                                         .name = key_of(this.name, name),
                                         .instance = "I",
                                         .service = "http",
                                         .transports = 1U << SVCREG_TRANSPORT_TCP,
                                         .port = (uint16_t)(this.port + 1),
                                         .host = key_of(this.host, host)};
            announcements_learn_srv(announcements, &srv);
            announcements_learn_srv(announcements, &srv); /* the same again changes nothing */
            said[n] = this;
            said[n++].address = 0;
        } else if (data[0] % 3 == 1) {
            const announced_address_t address = {.when = when,
                                                 .ttl = this.ttl,
                                                 .host = key_of(this.host, host),
                                                 .address = address_of(this.address)};
            announcements_learn_address(announcements, &address);
            said[n] = this;
            said[n].name = 0;
            said[n++].port = 0;
        } else {
            announced_t found[ANNOUNCED_MAX_FOUND];
            const ip_address_t address = address_of(this.address);
            unsigned n_found = announcements_find(announcements, &when, SVCREG_TRANSPORT_TCP,
                                                  &address, (uint16_t)(this.port + 1), found, NULL);
            check(n_found <= ANNOUNCED_MAX_FOUND);
            if (n_found > 0) {
                check(may_be_found(said, n, this.address, this.port));
                check(found[0].frame < frame);
                announcements_mark_used(announcements, &found[0], frame);
                uint32_t first =
                    announcements_first_use(announcements, found[0].frame, found[0].order);
                check(first > 0 && first <= frame);
            } else {
                check(!must_be_found(said, n, this.address, this.port, now));
            }
        }
    }
    announcements_free(announcements);
    return 0;
}
