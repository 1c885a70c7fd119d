/* test_announcements.c - what holds when: a story of records and questions, row by row.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "announce/announcements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* One step, in the frame of its number. */
typedef enum { END, SRV, ADDRESS, WITHDRAW, REMOVE, ASK, ASK_FRAME } what_t;

enum { TCP = SVCREG_TRANSPORT_TCP, UDP = SVCREG_TRANSPORT_UDP, FLUSH = 1 };

/* Addresses are numbers: 192.0.2.N, 169.254.2.N and 2001:db8::N; 0: none. */
enum { LOCAL = 1000, V6 = 2000 };

typedef struct {
    what_t what;
    double time;      /* seconds */
    const char *name; /* SRV: instance; ADDRESS: host; ASK: what is to be found, "" for nothing;
                         ASK_FRAME: with the frames that announced it */
    unsigned ttl;     /* ASK: transport */
    unsigned port;
    const char *host; /* SRV */
    int address;      /* SRV: of the sender */
    int flush;
    unsigned interface;
} step_t;

typedef struct {
    const char *story;
    step_t steps[12];
} story_t;

static const story_t stories[] = {
    {"an address and a port",
     {{SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {ADDRESS, 0, "h", 120, 0, NULL, 1, 0, 0},
      {ASK, 1, "i", TCP, 80, NULL, 1, 0, 0},
      {ASK, 1, "", TCP, 81, NULL, 1, 0, 0},
      {ASK, 1, "", TCP, 80, NULL, 2, 0, 0},
      {ASK, 1, "", UDP, 80, NULL, 1, 0, 0}}},
    {"nothing holds before it is said",
     {{ASK, 0, "", TCP, 80, NULL, 1, 0, 0},
      {ADDRESS, 0, "h", 120, 0, NULL, 1, 0, 0},
      {ASK, 0, "", TCP, 80, NULL, 1, 0, 0},
      {SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {ASK, 0, "i", TCP, 80, NULL, 1, 0, 0}}},
    {"letters of either case",
     {{SRV, 0, "i", 120, 80, "Lamp-9F5A", 0, 0, 0},
      {ADDRESS, 0, "LAMP-9f5a", 120, 0, NULL, 1, 0, 0},
      {ASK, 1, "i", TCP, 80, NULL, 1, 0, 0},
      {SRV, 2, "I", 0, 80, "lamp-9f5a", 0, 0, 0},
      {ASK, 4, "", TCP, 80, NULL, 1, 0, 0}}},
    {"time to live",
     {{SRV, 0, "i", 10, 80, "h", 0, 0, 0},
      {ADDRESS, 0, "h", 5, 0, NULL, 1, 0, 0},
      {ASK, 4.9, "i", TCP, 80, NULL, 1, 0, 0},
      {ASK, 5, "", TCP, 80, NULL, 1, 0, 0},
      {ADDRESS, 6, "h", 5, 0, NULL, 1, 0, 0},
      {ASK, 9.9, "i", TCP, 80, NULL, 1, 0, 0},
      {ASK, 10, "", TCP, 80, NULL, 1, 0, 0}}},
    {"goodbye leaves a second",
     {{SRV, 0, "i", 120, 80, "h", 1, 0, 0},
      {SRV, 10, "i", 0, 80, "h", 1, 0, 0},
      {ASK, 10.9, "i", TCP, 80, NULL, 1, 0, 0},
      {ASK, 11, "", TCP, 80, NULL, 1, 0, 0},
      {SRV, 12, "i", 120, 80, "h", 1, 0, 0},
      {ASK, 13, "i", TCP, 80, NULL, 1, 0, 0}}},
    {"the last word before goodbyes announced it",
     {{SRV, 0, "i", 120, 80, "h", 1, 0, 0},
      {SRV, 5, "i", 120, 80, "h", 1, 0, 0},
      {SRV, 10, "i", 0, 80, "h", 1, 0, 0},
      {SRV, 10.1, "i", 0, 80, "h", 1, 0, 0},
      {ASK_FRAME, 10.5, "i 2", TCP, 80, NULL, 1, 0, 0},
      {SRV, 10.9, "i", 120, 80, "h", 1, 0, 0},
      {ASK_FRAME, 20, "i 6", TCP, 80, NULL, 1, 0, 0}}},
    {"the sender counts until an address is known",
     {{SRV, 0, "i", 120, 80, "h", 1, 0, 0},
      {ASK, 1, "i", TCP, 80, NULL, 1, 0, 0},
      {ADDRESS, 2, "h", 120, 0, NULL, 2, 0, 0},
      {ASK, 3, "", TCP, 80, NULL, 1, 0, 0},
      {ASK, 3, "i", TCP, 80, NULL, 2, 0, 0}}},
    {"cache-flush of an address",
     {{SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {ADDRESS, 0, "h", 120, 0, NULL, 1, FLUSH, 0},
      {ADDRESS, 5, "h", 120, 0, NULL, 2, FLUSH, 0},
      {ASK, 5.5, "i", TCP, 80, NULL, 1, 0, 0},
      {ASK, 7, "", TCP, 80, NULL, 1, 0, 0},
      {ASK, 7, "i", TCP, 80, NULL, 2, 0, 0}}},
    {"no flush within a second",
     {{SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {ADDRESS, 0, "h", 120, 0, NULL, 1, FLUSH, 0},
      {ADDRESS, 0.5, "h", 120, 0, NULL, 2, FLUSH, 0},
      {ASK, 7, "i", TCP, 80, NULL, 1, 0, 0},
      {ASK, 7, "i", TCP, 80, NULL, 2, 0, 0}}},
    {"no flush of AAAA by A, nor of A by AAAA",
     {{SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {ADDRESS, 0, "h", 120, 0, NULL, 1, FLUSH, 0},
      {ADDRESS, 0, "h", 120, 0, NULL, V6 + 1, FLUSH, 0},
      {ADDRESS, 5, "h", 120, 0, NULL, 2, FLUSH, 0},
      {ASK, 7, "i", TCP, 80, NULL, V6 + 1, 0, 0},
      {ASK, 7, "", TCP, 80, NULL, 1, 0, 0},
      {ADDRESS, 8, "h", 120, 0, NULL, V6 + 2, FLUSH, 0},
      {ASK, 10, "", TCP, 80, NULL, V6 + 1, 0, 0},
      {ASK, 10, "i", TCP, 80, NULL, 2, 0, 0}}},
    {"an earlier frame of a later time flushes, not the record itself",
     {{SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {ADDRESS, 100, "h", 120, 0, NULL, 1, FLUSH, 0},
      {ADDRESS, 5, "h", 120, 0, NULL, 2, FLUSH, 0},
      {ASK, 110, "", TCP, 80, NULL, 2, 0, 0},
      {ASK, 110, "i", TCP, 80, NULL, 1, 0, 0}}},
    {"no flush from another link",
     {{SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {ADDRESS, 0, "h", 120, 0, NULL, 1, FLUSH, 0},
      {ADDRESS, 5, "h", 120, 0, NULL, 2, FLUSH, 1},
      {ASK, 9, "i", TCP, 80, NULL, 1, 0, 0}}},
    {"an older flush counts too",
     {{SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {ADDRESS, 0, "h", 120, 0, NULL, 1, FLUSH, 0},
      {ADDRESS, 5, "h", 120, 0, NULL, 2, FLUSH, 0},
      {ADDRESS, 9, "h", 120, 0, NULL, 2, FLUSH, 0},
      {ASK, 9.5, "", TCP, 80, NULL, 1, 0, 0}}},
    {"another port",
     {{SRV, 0, "i", 120, 80, "h", 1, FLUSH, 0},
      {SRV, 5, "i", 120, 81, "h", 1, FLUSH, 0},
      {ASK, 7, "", TCP, 80, NULL, 1, 0, 0},
      {ASK, 7, "i", TCP, 81, NULL, 1, 0, 0}}},
    {"another sender",
     {{SRV, 0, "i", 120, 80, "h", 1, FLUSH, 0},
      {SRV, 5, "i", 120, 80, "h", 2, FLUSH, 0},
      {ASK, 5.5, "i", TCP, 80, NULL, 1, 0, 0},
      {ASK, 7, "", TCP, 80, NULL, 1, 0, 0},
      {ASK, 7, "i", TCP, 80, NULL, 2, 0, 0}}},
    {"the former sender's time to live",
     {{SRV, 0, "i", 5, 80, "h", 1, 0, 0},
      {SRV, 4, "i", 120, 80, "h", 2, 0, 0},
      {ASK, 4.9, "i", TCP, 80, NULL, 1, 0, 0},
      {ASK, 6, "", TCP, 80, NULL, 1, 0, 0},
      {ASK, 6, "i", TCP, 80, NULL, 2, 0, 0}}},
    {"two hosts, one goes",
     {{SRV, 0, "i", 120, 80, "h", 1, 0, 0},
      {SRV, 0, "i", 120, 80, "g", 2, 0, 0},
      {SRV, 5, "i", 0, 80, "h", 1, 0, 0},
      {ASK, 7, "", TCP, 80, NULL, 1, 0, 0},
      {ASK, 7, "i", TCP, 80, NULL, 2, 0, 0}}},
    {"link-local on one link",
     {{SRV, 0, "i", 120, 80, "h", 0, 0, 1},
      {ADDRESS, 0, "h", 120, 0, NULL, LOCAL + 1, 0, 1},
      {ASK, 1, "i", TCP, 80, NULL, LOCAL + 1, 0, 1},
      {ASK, 1, "", TCP, 80, NULL, LOCAL + 1, 0, 2}}},
    {"the newest leads",
     {{ADDRESS, 0, "h", 120, 0, NULL, 1, 0, 0},
      {SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {SRV, 1, "k", 120, 80, "h", 0, 0, 0},
      {ASK, 2, "k i", TCP, 80, NULL, 1, 0, 0}}},
    {"an instance withdrawn",
     {{ADDRESS, 0, "h", 120, 0, NULL, 1, 0, 0},
      {SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {SRV, 0, "k", 120, 80, "h", 0, 0, 0},
      {WITHDRAW, 5, "i", 0, 0, NULL, 0, 0, 0},
      {ASK, 6.5, "k", TCP, 80, NULL, 1, 0, 0}}},
    {"addresses withdrawn, not the services",
     {{ADDRESS, 0, "h", 120, 0, NULL, 1, 0, 0},
      {ADDRESS, 0, "h", 120, 0, NULL, V6 + 1, 0, 0},
      {SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {WITHDRAW, 5, "h", 0, 0, NULL, 0, 0, 0},
      {ASK, 6.5, "", TCP, 80, NULL, 1, 0, 0},
      {ASK, 6.5, "", TCP, 80, NULL, V6 + 1, 0, 0},
      {ADDRESS, 7, "h", 120, 0, NULL, 2, 0, 0},
      {ASK, 8, "i", TCP, 80, NULL, 2, 0, 0}}},
    {"a host removed with its services",
     {{ADDRESS, 0, "h", 120, 0, NULL, 1, 0, 0},
      {SRV, 0, "i", 120, 80, "h", 0, 0, 0},
      {REMOVE, 5, "h", 0, 0, NULL, 0, 0, 0},
      {ADDRESS, 6, "h", 120, 0, NULL, 1, 0, 0},
      {ASK, 7, "", TCP, 80, NULL, 1, 0, 0}}},
};

static ip_address_t address_of(int number)
{
    const uint8_t global[] = {192, 0, 2, (uint8_t)number};
    const uint8_t local[] = {169, 254, 2, (uint8_t)(number - LOCAL)};
    const uint8_t v6[IPV6_LEN] = {0x20, 1, 0xd, 0xb8, [IPV6_LEN - 1] = (uint8_t)(number - V6)};
    const ip_address_t none = {.len = 0};

    if (number == 0)
        return none;
    if (number >= V6)
        return ip_address(v6, sizeof v6);
    return ip_address(number >= LOCAL ? local : global, sizeof global);
}

static name_key_t key_of(const char *name)
{
    return (name_key_t){(const uint8_t *)name, strlen(name)};
}

static announced_when_t when_of(const step_t *step, uint32_t frame)
{
    return (announced_when_t){
        .frame = frame, .time = (int64_t)(step->time * 1e9), .interface = step->interface};
}

static void learn(announcements_t *all, const step_t *step, uint32_t frame)
{
    const announced_when_t when = when_of(step, frame);
    const announced_srv_t srv = {.when = when,
                                 .ttl = step->ttl,
                                 .name = key_of(step->name),
                                 .instance = step->name,
                                 .service = "http",
                                 .transports = 1U << TCP,
                                 .port = (uint16_t)step->port,
                                 .host = key_of(step->host ? step->host : ""),
                                 .sender = address_of(step->address),
                                 .cache_flush = step->flush};
    const announced_address_t address = {.when = when,
                                         .ttl = step->ttl,
                                         .host = key_of(step->name),
                                         .address = address_of(step->address),
                                         .cache_flush = step->flush};

    if (step->what == SRV)
        announcements_learn_srv(all, &srv);
    else if (step->what == ADDRESS)
        announcements_learn_address(all, &address);
    else
        announcements_withdraw(all, key_of(step->name), &when, step->what == REMOVE);
}

/* The instances found, and the frames where they are asked for, with a space between them. */
static const char *ask(announcements_t *all, const step_t *step, uint32_t frame)
{
    static char text[256];
    const announced_when_t when = when_of(step, frame);
    const ip_address_t address = address_of(step->address);
    announced_t found[ANNOUNCED_MAX_FOUND];
    bool crowded;
    unsigned n = announcements_find(all, &when, (svcreg_transport_t)step->ttl, &address,
                                    (uint16_t)step->port, found, &crowded);
    size_t at = 0;

    if (crowded)
        announcements_mark_crowded(all, frame);

    text[0] = '\0';
    for (unsigned i = 0; i < n; i++) {
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%s", i == 0 ? "" : " ",
                               found[i].instance);
        if (step->what == ASK_FRAME)
            at += (size_t)snprintf(text + at, sizeof text - at, " %u", (unsigned)found[i].frame);
    }
    return text;
}

/* Told twice, the second time backwards: the order of learning and repeating change nothing. */
static void tell(const story_t *story, bool backwards)
{
    announcements_t *all = announcements_new(1000);
    unsigned n = 0;

    while (n < sizeof story->steps / sizeof *story->steps && story->steps[n].what != END)
        n++;
    for (unsigned i = 0; i < n && backwards; i++) {
        const step_t *step = &story->steps[n - 1 - i];
        if (step->what == SRV || step->what == ADDRESS)
            learn(all, step, n - i);
    }
    for (unsigned i = 0; i < n; i++) {
        const step_t *step = &story->steps[i];
        if (step->what != ASK && step->what != ASK_FRAME)
            learn(all, step, i + 1);
        else if (strcmp(ask(all, step, i + 1), step->name) != 0)
            fail_msg("%s, step %u: found \"%s\", not \"%s\"", story->story, i + 1,
                     ask(all, step, i + 1), step->name);
    }
    announcements_free(all);
}

static void test_stories(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
        tell(&stories[i], /* backwards= */ false);
        tell(&stories[i], /* backwards= */ true);
    }
}

static void test_first_use(void **state)
{
    announcements_t *all = announcements_new(10);
    const step_t srv = {SRV, 0, "i", 120, 80, "h", 1, 0, 0};
    const step_t question = {ASK, 1, "i", TCP, 80, NULL, 1, 0, 0};
    const announced_when_t when = when_of(&question, 5);
    const ip_address_t address = address_of(1);
    announced_t found[ANNOUNCED_MAX_FOUND];

    (void)state;
    learn(all, &srv, 1);
    assert_int_equal(
        announcements_find(all, &when, SVCREG_TRANSPORT_TCP, &address, 80, found, NULL), 1);
    assert_int_equal(announcements_first_use(all, 1, 0), 0);
    announcements_mark_used(all, &found[0], 7);
    announcements_mark_used(all, &found[0], 5);
    announcements_mark_used(all, &found[0], 9);
    assert_int_equal(announcements_first_use(all, 1, 0), 5);
    assert_int_equal(announcements_first_use(all, 2, 0), 0);
    assert_true(announcements_has_host(all, key_of("h")));
    assert_false(announcements_has_host(all, key_of("i")));
    const step_t bare = {ADDRESS, 0, "bare", 120, 0, NULL, 1, 0, 0};
    learn(all, &bare, 2);
    assert_false(announcements_has_host(all, key_of("bare")));
    announcements_free(all);
}

static void test_oldest_out_first(void **state)
{
    announcements_t *all = announcements_new(3);
    char names[5][2] = {"a", "b", "c", "d", "e"};

    (void)state;
    for (uint32_t i = 0; i < 5; i++) {
        const step_t srv = {SRV, 0, names[i], 120, 80 + i, "h", 1, 0, 0};
        learn(all, &srv, i + 1);
    }
    assert_int_equal(announcements_full_since(all), 4);
    for (uint32_t i = 0; i < 5; i++) {
        const step_t question = {ASK, 1, "", TCP, 80 + i, NULL, 1, 0, 0};
        assert_string_equal(ask(all, &question, 10), i < 2 ? "" : names[i]);
    }
    const step_t old = {SRV, 0, "z", 120, 99, "h", 1, 0, 0};
    learn(all, &old, 1);
    const step_t question = {ASK, 1, "", TCP, 99, NULL, 1, 0, 0};
    assert_string_equal(ask(all, &question, 10), "");
    announcements_free(all);

    all = announcements_new(0);
    const step_t srv = {SRV, 0, "i", 120, 80, "h", 1, 0, 0};
    learn(all, &srv, 1);
    const step_t none = {ASK, 1, "", TCP, 80, NULL, 1, 0, 0};
    assert_string_equal(ask(all, &none, 2), "");
    announcements_free(all);
}

/* Services i0, i1, ... on one port of one host, each in a frame of its own from `frame` on. */
static void learn_services(announcements_t *all, uint32_t n, const step_t *like, uint32_t frame)
{
    char name[16];

    for (uint32_t i = 0; i < n; i++) {
        step_t srv = *like;
        (void)snprintf(name, sizeof name, "i%u", (unsigned)i);
        srv.name = name;
        learn(all, &srv, frame + i);
    }
}

/* More claims on one address and port than one question looks at. */
static void test_crowded(void **state)
{
    announcements_t *all = announcements_new(10000);
    char name[16];

    (void)state;
    for (uint32_t i = 0; i < 2 * ANNOUNCED_MAX_LOOKED_AT; i++) {
        (void)snprintf(name, sizeof name, "h%u", (unsigned)i);
        const step_t address = {ADDRESS, 0, name, 120, 0, NULL, 1, 0, 0};
        learn(all, &address, i + 1);
    }
    /* Nobody announced the port: there is nothing to look at. */
    const step_t question = {ASK, 1, "", TCP, 80, NULL, 1, 0, 0};
    assert_string_equal(ask(all, &question, 4998), "");
    assert_int_equal(announcements_crowded_since(all), 0);
    const step_t elsewhere = {SRV, 0, "i", 120, 80, "far away", 2, 0, 0};
    learn(all, &elsewhere, 4999);
    assert_string_equal(ask(all, &question, 5000), "");
    assert_int_equal(announcements_crowded_since(all), 5000);
    announcements_free(all);
}

/* More services on one address and port than are given back: said when there is one more. */
static void test_many_found(void **state)
{
    announcements_t *all = announcements_new(10000);
    const step_t address = {ADDRESS, 0, "h", 120, 0, NULL, 1, 0, 0};
    const step_t question = {ASK, 1, "", TCP, 80, NULL, 1, 0, 0};
    char name[16];

    (void)state;
    learn(all, &address, 1);
    for (uint32_t i = 1; i <= ANNOUNCED_MAX_FOUND; i++) {
        (void)snprintf(name, sizeof name, "i%u", (unsigned)i);
        const step_t srv = {SRV, 0, name, 120, 80, "h", 1, 0, 0};
        learn(all, &srv, 1 + i);
    }
    assert_string_equal(ask(all, &question, 20), "i8 i7 i6 i5 i4 i3 i2 i1");
    assert_int_equal(announcements_crowded_since(all), 0);
    const step_t ninth = {SRV, 0, "i9", 120, 80, "h", 1, 0, 0};
    learn(all, &ninth, 21);
    assert_string_equal(ask(all, &question, 22), "i9 i8 i7 i6 i5 i4 i3 i2");
    assert_int_equal(announcements_crowded_since(all), 22);
    announcements_free(all);
}

/* An address counts from the frame after its own on; until then the sender does. */
static void test_address_of_the_frame(void **state)
{
    announcements_t *all = announcements_new(10);
    const step_t srv = {SRV, 0, "i", 120, 80, "h", 1, 0, 0};
    const step_t address = {ADDRESS, 1, "h", 120, 0, NULL, 2, 0, 0};
    const step_t at_sender = {ASK, 1, "", TCP, 80, NULL, 1, 0, 0};
    const step_t at_host = {ASK, 1, "", TCP, 80, NULL, 2, 0, 0};

    (void)state;
    learn(all, &srv, 1);
    learn(all, &address, 2);
    assert_string_equal(ask(all, &at_sender, 2), "i");
    assert_string_equal(ask(all, &at_host, 2), "");
    assert_string_equal(ask(all, &at_sender, 3), "");
    assert_string_equal(ask(all, &at_host, 3), "i");
    announcements_free(all);
}

/* What one record withdraws takes the lowest 8 bits of the order: the next record is learned. */
static void test_withdraw_many(void **state)
{
    enum { SERVICES = 300, PORT = 1000, WITHDRAWN = 0xff, FRAME = SERVICES + 1, NEXT = 0x100 };
    announcements_t *all = announcements_new(10000);
    const step_t removal = {REMOVE, 5, "h", 0, 0, NULL, 0, 0, 0};
    const step_t question = {ASK, 7, "", TCP, 80, NULL, 2, 0, 0};
    unsigned left = 0;
    char instance[16];

    (void)state;
    for (uint32_t i = 0; i < SERVICES; i++) {
        (void)snprintf(instance, sizeof instance, "i%u", (unsigned)i);
        const step_t srv = {SRV, 0, instance, 120, PORT + i, "h", 1, 0, 0};
        learn(all, &srv, i + 1);
    }
    learn(all, &removal, FRAME);
    announced_srv_t next = {.when = when_of(&removal, FRAME),
                            .ttl = 120,
                            .name = key_of("next"),
                            .instance = "next",
                            .service = "http",
                            .transports = 1U << TCP,
                            .port = 80,
                            .host = key_of("g"),
                            .sender = address_of(2)};
    next.when.order = NEXT;
    announcements_learn_srv(all, &next);
    assert_string_equal(ask(all, &question, FRAME + 1), "next");
    for (uint32_t i = 0; i < SERVICES; i++) {
        const step_t each = {ASK, 7, "", TCP, PORT + i, NULL, 1, 0, 0};
        left += ask(all, &each, FRAME + 1)[0] != '\0';
    }
    assert_int_equal(left, SERVICES - WITHDRAWN);
    announcements_free(all);
}

/* What was forgotten flushes nothing: records that came later have its memory by now. Some more of
 * each, for the allocator keeps the first few back. */
static void test_flush_forgotten(void **state)
{
    enum { MANY = 20 };
    announcements_t *all = announcements_new(MANY + 2);
    const step_t kept = {ADDRESS, 0, "h", 120, 0, NULL, 1, 0, 0};
    const step_t srv = {SRV, 0, "i", 120, 80, "h", 0, 0, 0};
    const step_t question = {ASK, 7, "", TCP, 80, NULL, 1, 0, 0};
    const step_t forgotten = {ASK, 7, "", TCP, 80, NULL, 2, 0, 0};
    uint32_t frame = 0;

    (void)state;
    for (int i = 0; i < MANY; i++) {
        const step_t flush = {ADDRESS, 0, "h", 120, 0, NULL, 2, FLUSH, 0};
        learn(all, &flush, ++frame);
    }
    learn(all, &kept, ++frame);
    learn(all, &srv, ++frame);
    for (int i = 0; i < MANY; i++) {
        const step_t added = {ADDRESS, 5, "h", 120, 0, NULL, 3, 0, 0};
        learn(all, &added, ++frame);
        assert_string_equal(ask(all, &question, frame + 1), "i");
    }
    assert_string_equal(ask(all, &forgotten, frame + 1), "");
    assert_int_equal(announcements_full_since(all), MANY + 3);
    announcements_free(all);
}

/* Nor is it found at its sender, where others of the same port stay. */
static void test_sender_forgotten(void **state)
{
    announcements_t *all = announcements_new(2);
    char names[5][2] = {"a", "b", "c", "d", "e"};
    const step_t question = {ASK, 1, "", TCP, 80, NULL, 1, 0, 0};

    (void)state;
    for (uint32_t i = 0; i < 5; i++) {
        const step_t srv = {SRV, 0, names[i], 120, 80, "h", 1, 0, 0};
        learn(all, &srv, i + 1);
    }
    assert_string_equal(ask(all, &question, 10), "e d");
    announcements_free(all);
}

/* Who spoke last is among those that are found, however many there are. */
static void test_newest_first(void **state)
{
    announcements_t *all = announcements_new(10000);
    const step_t question = {ASK, 10, "", TCP, 80, NULL, 1, 0, 0};
    const step_t srv = {SRV, 0, NULL, 120, 80, "h", 1, 0, 0};

    (void)state;
    learn_services(all, ANNOUNCED_MAX_FOUND + 1, &srv, 1);
    const step_t again = {SRV, 1, "i0", 120, 80, "h", 1, 0, 0};
    learn(all, &again, 20);
    const step_t address = {ADDRESS, 1, "h", 120, 0, NULL, 1, 0, 0};
    learn(all, &address, 21);
    assert_string_equal(ask(all, &question, 30), "i0 i8 i7 i6 i5 i4 i3 i2");
    announcements_free(all);
}

/* More claims than are looked at, all of which no longer hold, hide nobody who speaks again. */
static void test_expired_hide_nobody(void **state)
{
    announcements_t *all = announcements_new(10000);
    const step_t address = {ADDRESS, 0, "h", 3600, 0, NULL, 1, 0, 0};
    const step_t srv = {SRV, 0, "real", 3600, 80, "h", 1, 0, 0};
    const step_t again = {SRV, 10, "real", 3600, 80, "h", 1, 0, 0};
    const step_t question = {ASK, 100, "", TCP, 80, NULL, 1, 0, 0};
    const step_t forged = {SRV, 5, NULL, 1, 80, "h", 2, 0, 0};

    (void)state;
    learn(all, &address, 1);
    learn(all, &srv, 2);
    learn_services(all, 2 * ANNOUNCED_MAX_LOOKED_AT, &forged, 10);
    learn(all, &again, 5000);
    assert_string_equal(ask(all, &question, 5001), "real");
    announcements_free(all);
}

/* Services of several hosts with one address. */
static void test_crowded_over_hosts(void **state)
{
    announcements_t *all = announcements_new(10000);
    const step_t question = {ASK, 1, "", TCP, 80, NULL, 1, 0, 0};
    char name[16];

    (void)state;
    for (uint32_t i = 0; i <= ANNOUNCED_MAX_FOUND; i++) {
        (void)snprintf(name, sizeof name, "i%u", (unsigned)i);
        const char *host = i < ANNOUNCED_MAX_FOUND ? "h" : "g";
        const step_t srv = {SRV, 0, name, 120, 80, host, 2, 0, 0};
        const step_t address = {ADDRESS, 0, host, 120, 0, NULL, 1, 0, 0};
        learn(all, &srv, 2 * i + 1);
        learn(all, &address, 2 * i + 2);
    }
    (void)ask(all, &question, 100);
    assert_int_equal(announcements_crowded_since(all), 100);
    announcements_free(all);
}

/* A withdrawal counts when the memory is full too. */
static void test_withdraw_when_full(void **state)
{
    enum { MAX = 4 };
    announcements_t *all = announcements_new(MAX);
    const step_t withdrawal = {WITHDRAW, 5, "i3", 0, 0, NULL, 0, 0, 0};
    const step_t question = {ASK, 7, "", TCP, 83, NULL, 1, 0, 0};
    char name[16];

    (void)state;
    for (uint32_t i = 0; i < MAX; i++) {
        (void)snprintf(name, sizeof name, "i%u", (unsigned)i);
        const step_t srv = {SRV, 0, name, 120, 80 + i, "h", 1, 0, 0};
        learn(all, &srv, i + 1);
    }
    assert_string_equal(ask(all, &question, 9), "i3");
    learn(all, &withdrawal, 10);
    assert_string_equal(ask(all, &question, 11), "");
    assert_int_equal(announcements_full_since(all), 10);
    announcements_free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stories),
        cmocka_unit_test(test_first_use),
        cmocka_unit_test(test_oldest_out_first),
        cmocka_unit_test(test_crowded),
        cmocka_unit_test(test_many_found),
        cmocka_unit_test(test_address_of_the_frame),
        cmocka_unit_test(test_withdraw_many),
        cmocka_unit_test(test_flush_forgotten),
        cmocka_unit_test(test_sender_forgotten),
        cmocka_unit_test(test_newest_first),
        cmocka_unit_test(test_expired_hide_nobody),
        cmocka_unit_test(test_crowded_over_hosts),
        cmocka_unit_test(test_withdraw_when_full),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
