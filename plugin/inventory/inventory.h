/* inventory.h - what a capture holds as a whole: its services, hosts, ports, questions, credentials
 * and mismatches, one row each.
 *
 * Plain C with GLib; nothing here knows of Wireshark or of DNS on the wire. Rows are told apart by
 * what they say, so memory grows with what is distinct and not with packets, up to a limit of rows
 * of each kind. What was announced is joined to the traffic when somebody reads it: also to traffic
 * that came before.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_INVENTORY_H
#define SVCREG_INVENTORY_H

#include "label/agreement_kind.h"
#include "registry.h"
#include "txt_credential.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    INVENTORY_MAX_ROWS = 100000, /* of each kind */
    INVENTORY_MAX_FRAMES = 16,   /* of one row that are named */
    INVENTORY_MAX_MEMBERS = 1024 /* distinct addresses of one row */
};

/** When something was seen. */
typedef struct {
    uint32_t frame;
    int64_t time; /* nanoseconds since 1970 */
} inventory_when_t;

/** When all that makes up a row was seen. */
typedef struct {
    inventory_when_t first, last;
    uint64_t n;                            /* how often */
    uint32_t frames[INVENTORY_MAX_FRAMES]; /* the first ones */
    unsigned n_frames;
} inventory_seen_t;

/** What a TXT value tells, of the device, or what should not be passed on. */
typedef struct {
    const char *key;
    const char *value;   /* text; NULL: the attribute has none */
    const char *meaning; /* "Lightbulb (accessory category)", may be "" */
    const char *product; /* name that people know a model by, may be "" */
    svcreg_txt_privacy_t privacy;
    svcreg_txt_device_t device;
    txt_credential_t credential;
    bool inferred; /* the meaning was read from the key's name alone */
} inventory_attribute_t;

/** Whether the value gives access to something. */
bool inventory_is_secret(const inventory_attribute_t *attribute);

/** One record of a DNS message. All texts are UTF-8, "" where the record has no such part. */
typedef struct {
    const char *instance; /* unescaped; of a PTR record the one that it points to */
    const char *service_type;
    const char *domain;
    const char *description; /* of the service type */
    const char *host;        /* SRV: target; A, AAAA: owner */
    const char *address;     /* A, AAAA */
    unsigned transports;     /* SRV: bit 1 << svcreg_transport_t for each */
    enum {
        INVENTORY_QUESTION,
        INVENTORY_PTR,
        INVENTORY_SRV,
        INVENTORY_TXT,
        INVENTORY_ADDRESS
    } kind;
    uint16_t port;
    uint32_t ttl;
    bool gone;    /* a goodbye, or deleted by an update */
    bool subtype; /* PTR: of a subtype */
    bool
        flush; /* replaces what was said before: by cache-flush (RFC 6762 section 10.2) or update */
    const inventory_attribute_t *attributes;
    unsigned n_attributes;
} inventory_record_t;

/** One DNS message. */
typedef struct {
    inventory_when_t when;
    const char *sender, *receiver; /* addresses */
    bool multicast;
    enum { INVENTORY_QUERY, INVENTORY_RESPONSE, INVENTORY_UPDATE, INVENTORY_ACCEPTED } kind;
    uint16_t id; /* an update and the answer that accepts it have the same */
    const inventory_record_t *records;
    unsigned n_records;
} inventory_message_t;

/** One transport header, by its service's end. */
typedef struct {
    inventory_when_t when;
    svcreg_transport_t transport;
    const char *address; /* of the service */
    bool group;          /* that is a multicast or broadcast address: nobody answers from it */
    const char *client;
    uint16_t port;
    bool answered; /* in this packet the service spoke, other than to refuse */
    const char *registered, *registered_on; /* service name and date of registration */
    const char *status;                     /* "assigned", "dynamic", … */
    bool own;                               /* `registered` comes from the user's own table */
    const char *announced_instance, *announced_service;
    const char *dissected;
    agreement_t agreement;
    const char *basis;
    const char *mismatch_registered, *mismatch_spoken; /* to be told in this packet; or "" */
    uint32_t bytes;                                    /* of the frame */
} inventory_packet_t;

typedef struct {
    const char *instance, *service_type, *domain, *host, *description;
    unsigned transports;                   /* bit 1 << svcreg_transport_t for each */
    const struct inventory_host *host_row; /* NULL: no host is known, or there was no place */
    uint16_t port;
    const inventory_attribute_t *attributes;
    unsigned n_attributes;
    const char *txt;     /* "key=value, …", what is secret masked */
    const char *txt_raw; /* the same, unmasked: part of what the row is told apart by */
    GHashTable *announced_by;
    inventory_seen_t seen;    /* SRV, TXT and PTR records */
    int64_t expires;          /* nanoseconds since 1970; of what was said last */
    inventory_when_t goodbye; /* frame 0: none since the last announcement */
} inventory_service_t;

typedef struct inventory_host {
    const char *name;
    GHashTable *addresses;
    GPtrArray *services;       /* inventory_service_t, in the order of their appearance */
    GHashTable *service_types; /* set of theirs */
    inventory_seen_t seen;
} inventory_host_t;

typedef struct {
    const char *address;
    svcreg_transport_t transport;
    uint16_t port;
    const char *registered, *registered_on, *status;
    bool own;
    const char *announced_instance, *announced_service, *dissected, *basis;
    agreement_t agreement;
    bool answered;     /* it spoke, other than to refuse */
    bool served;       /* it answered or was announced, or is the address of a group */
    bool sources;      /* a row of what one source probed in vain: `address` is the source's */
    unsigned n_probed; /* ends that it probed */
    GHashTable *clients;
    uint64_t bytes;
    inventory_seen_t seen; /* packets */
} inventory_port_t;

typedef struct {
    const char *requester, *service_type;
    inventory_seen_t seen; /* questions */
} inventory_question_t;

typedef struct {
    const char *instance, *service_type, *domain, *key, *value;
    txt_credential_t credential;
    inventory_seen_t seen;
} inventory_credential_t;

typedef struct {
    const char *address, *registered, *spoken;
    svcreg_transport_t transport;
    uint16_t port;
    inventory_seen_t seen; /* conversations */
} inventory_mismatch_t;

/** Expert info of one kind. */
typedef struct {
    const char *filter;   /* "dnssd.txt.duplicate_key" */
    const char *severity; /* "note" */
    const char *summary;
    inventory_seen_t seen;
} inventory_expert_t;

typedef struct {
    GPtrArray *services, *hosts, *ports, *questions, *credentials, *mismatches, *experts;
    uint64_t n_packets;      /* transport headers with a service end */
    uint64_t n_undecided;    /* and without */
    uint64_t n_dropped;      /* rows that there was no place for */
    inventory_when_t latest; /* packet or message */
} inventory_rows_t;

/** Kinds of rows. */
typedef enum {
    INVENTORY_SERVICES,
    INVENTORY_HOSTS,
    INVENTORY_PORTS,
    INVENTORY_QUESTIONS,
    INVENTORY_CREDENTIALS,
    INVENTORY_MISMATCHES,
    INVENTORY_EXPERTS,
    INVENTORY_N_KINDS
} inventory_kind_t;

typedef struct inventory inventory_t;

/** An empty one, that marks which rows of one kind change, or with INVENTORY_N_KINDS of none. To be
 * freed with inventory_free(), and all its rows with it. */
inventory_t *inventory_new(inventory_kind_t watched);
void inventory_free(inventory_t *inventory);

/** Take in what a packet says. All that is to be kept is copied. */
void inventory_add_message(inventory_t *inventory, const inventory_message_t *message);
void inventory_add_packet(inventory_t *inventory, const inventory_packet_t *packet);

/** Take in expert info. */
void inventory_add_expert(inventory_t *inventory, inventory_when_t when, const char *filter,
                          const char *severity, const char *summary);

/** A transport header neither end of which is taken for a service. */
void inventory_add_undecided(inventory_t *inventory, inventory_when_t when);

/** The rows, which stay the inventory's and are valid until something is added; in the order of
 * their appearance. */
const inventory_rows_t *inventory_rows(const inventory_t *inventory);

/** Call `each` with `data` for every row of the watched kind that changed since this was last done, in
 * the order in which they did; whether there was one. Nothing is to be added meanwhile. */
bool inventory_take_changed(inventory_t *inventory, void (*each)(void *data, const void *row),
                            void *data);

/** The traffic of an announced service: on the addresses of its host, or where none was seen, of
 * those who announced it by multicast. */
typedef struct {
    uint64_t packets, bytes;
    GPtrArray *ends;    /* inventory_port_t */
    GPtrArray *clients; /* addresses, sorted */
    inventory_when_t first, last;
} inventory_use_t;
inventory_use_t inventory_use_of(const inventory_t *inventory, const inventory_service_t *service);
void inventory_use_clear(inventory_use_t *use);

/** Who answered questions like this one after it was first asked: sorted addresses, to be freed. */
GPtrArray *inventory_answered_by(const inventory_t *inventory,
                                 const inventory_question_t *question);

/** The members of a set of texts, sorted; to be freed, the texts are not. */
GPtrArray *inventory_sorted(GHashTable *set);

/** The addresses of a service's host; the same, never NULL. */
GPtrArray *inventory_addresses_of(const inventory_service_t *service);

/** Whether a row of probes has none left: all were answered after all. */
bool inventory_port_is_void(const inventory_port_t *port);

/** What a service's TXT attributes tell of its device; "" when there is nothing. */
const char *inventory_device(const inventory_service_t *service, svcreg_txt_device_t fact);

/** The name that people know the service's device by; "" when there is none. */
const char *inventory_product(const inventory_service_t *service);

/** The same of a host: what the first of its services that tells it does. */
const char *inventory_host_device(const inventory_host_t *host, svcreg_txt_device_t fact);
const char *inventory_host_product(const inventory_host_t *host);

#endif
