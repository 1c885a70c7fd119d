/* registry.h - IANA's service name and port number registry as a constant table.
 *
 * Nothing here knows of Wireshark or of file formats. A table is one contiguous, position
 * independent block: svcreg_builtin() is compiled in, svcreg_table_load() (table_load.h) makes one
 * from the TSV files at run time. Every string that a function hands out lives inside the table,
 * is NUL terminated UTF-8, is never NULL ("" where the registry has nothing) and is valid as long
 * as the table. Nothing here allocates, and all of it may be called from several threads.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_REGISTRY_H
#define SVCREG_REGISTRY_H

#include "txt_condition.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Transports of the registry (RFC 6335 section 2). NONE: the record names no transport. */
typedef enum {
    SVCREG_TRANSPORT_NONE,
    SVCREG_TRANSPORT_TCP,
    SVCREG_TRANSPORT_UDP,
    SVCREG_TRANSPORT_SCTP,
    SVCREG_TRANSPORT_DCCP,
    SVCREG_N_TRANSPORTS
} svcreg_transport_t;

/** What the registry says of a port. DYNAMIC: 49152-65535 without a record (RFC 6335 section 6). */
typedef enum {
    SVCREG_STATUS_UNASSIGNED,
    SVCREG_STATUS_ASSIGNED,
    SVCREG_STATUS_RESERVED,
    SVCREG_STATUS_DYNAMIC
} svcreg_status_t;

/** The three port ranges of RFC 6335 section 6. */
typedef enum {
    SVCREG_RANGE_SYSTEM, /* 0-1023 */
    SVCREG_RANGE_USER,   /* 1024-49151 */
    SVCREG_RANGE_DYNAMIC /* 49152-65535 */
} svcreg_range_t;

/** Facts read from a record's assignment notes. */
enum {
    SVCREG_FLAG_HISTORIC = 1 << 0,       /* "now historic", no longer in use */
    SVCREG_FLAG_ALIAS = 1 << 1,          /* an alias; svcreg_record_t.alias_of names the other */
    SVCREG_FLAG_DUPLICATE = 1 << 2,      /* "a duplicate of …, not to be used for discovery" */
    SVCREG_FLAG_DEASSIGNED = 1 << 3,     /* de-assigned, de-registered, released or removed */
    SVCREG_FLAG_UNASSIGNED_USE = 1 << 4, /* "records an unassigned but widespread use" */
    SVCREG_FLAG_UNAUTHORIZED = 1 << 5,   /* unauthorized use was reported */
    SVCREG_FLAG_TXT_PROPRIETARY = 1 << 6 /* has TXT keys beside the named ones, not published */
};

/** What a record's note says of the service's TXT keys. */
typedef enum {
    SVCREG_TXT_STATUS_ABSENT, /* no note on TXT keys */
    SVCREG_TXT_STATUS_KEYS,
    SVCREG_TXT_STATUS_NONE,
    SVCREG_TXT_STATUS_PROPRIETARY,
    SVCREG_TXT_STATUS_REFERENCE,
    SVCREG_TXT_STATUS_OPAQUE
} svcreg_txt_status_t;

/** How a TXT value is to be read. The names in the TSV files are the lower-case words. */
typedef enum {
    SVCREG_TXT_STRING,
    SVCREG_TXT_INTEGER, /* decimal text */
    SVCREG_TXT_BOOLEAN, /* T/F/U, true/false, yes/no, 0/1 */
    SVCREG_TXT_VERSION, /* dotted text */
    SVCREG_TXT_UUID,    /* with or without hyphens or urn:uuid: */
    SVCREG_TXT_MAC,     /* 6 (or 8) bytes with or without separators */
    SVCREG_TXT_IP,      /* IPv4 or IPv6 text */
    SVCREG_TXT_URL,
    SVCREG_TXT_PATH,
    SVCREG_TXT_HEX,  /* text of hexadecimal digits that stands for bytes */
    SVCREG_TXT_ENUM, /* one of a list of words or numbers */
    SVCREG_TXT_USERNAME,
    SVCREG_TXT_PASSWORD,
    SVCREG_TXT_LIST,       /* comma separated, no spaces */
    SVCREG_TXT_BITS,       /* number whose bits have names: decimal, or hexadecimal after 0x;
                             "0xLOW,0xHIGH" makes 64 bits */
    SVCREG_TXT_HEXINT,     /* number in hexadecimal digits, with or without 0x */
    SVCREG_TXT_BYTES,      /* raw bytes, not text */
    SVCREG_TXT_BE_INTEGER, /* raw bytes, big-endian number */
    SVCREG_TXT_BE_BITS,    /* raw bytes, big-endian number whose bits have names */
    SVCREG_TXT_IPV6PREFIX, /* raw bytes: length in bits, then as many bytes as it takes */
    SVCREG_TXT_FIXED16,    /* decimal text of a 16.16 fixed point number (65537 is 1.1) */
    SVCREG_TXT_PARTS,      /* several values with a separator; see svcreg_txt_part_t */
    SVCREG_N_TXT_TYPES
} svcreg_txt_type_t;

/** Who defines a key. Several may define the same one. */
enum {
    SVCREG_ORIGIN_REGISTRY = 1 << 0,      /* IANA's "Defined TXT keys" */
    SVCREG_ORIGIN_SPECIFICATION = 1 << 1, /* this project's table, each line with its source */
    SVCREG_ORIGIN_OWN = 1 << 2            /* the user's own table */
};

/** Why a value should not be passed on. */
typedef enum {
    SVCREG_PRIVACY_NONE,
    SVCREG_PRIVACY_SECRET,     /* gives access: password, token */
    SVCREG_PRIVACY_PERSONAL,   /* tells of a person: user name, place */
    SVCREG_PRIVACY_IDENTIFIER, /* stays with one device: serial number, hardware address */
    SVCREG_N_PRIVACIES
} svcreg_txt_privacy_t;

/** What a value tells of the device that announces it. */
typedef enum {
    SVCREG_DEVICE_NONE,
    SVCREG_DEVICE_VENDOR,
    SVCREG_DEVICE_MODEL,
    SVCREG_DEVICE_SERIAL,
    SVCREG_DEVICE_FIRMWARE,
    SVCREG_DEVICE_MAC,
    SVCREG_DEVICE_UUID,
    SVCREG_DEVICE_NAME,
    SVCREG_DEVICE_LOCATION,
    SVCREG_N_DEVICES
} svcreg_txt_device_t;

typedef struct svcreg_table svcreg_table_t;

/** Records or keys by number, in the registry's order. `ids` may be NULL when `n` is 0. */
typedef struct {
    const uint16_t *ids;
    unsigned n;
} svcreg_span_t;

/* The columns that are texts, a row each, of which the record, services.tsv, lookup and Wireshark's
 * fields are made: T(A, member, COLUMN, label, title, blurb), where A is what the user of a list
 * needs, `member` is the column's name in services.tsv too, `label` is for lookup, title and blurb
 * are for the field. A list ends where a column that is no text stands in between. A new
 * column is a row here, and a line of table_row.c that reads it. */
#define SVCREG_PEOPLE_TEXTS(T, A) /* names, several joined by "; " */                              \
    T(A, assignee, ASSIGNEE, "Assignee", "Assignee", NULL)                                         \
    T(A, contact, CONTACT, "Contact", "Contact", NULL)

#define SVCREG_REGISTRANT_TEXTS(T, A)                                                              \
    /* YYYY-MM-DD or YYYY-MM */                                                                    \
    T(A, registered, REGISTERED, "Registered", "Registration Date", NULL)                          \
    T(A, modified, MODIFIED, "Modified", "Modification Date", NULL)                                \
    /* "RFC6335", draft names, URLs; joined by "; " */                                             \
    T(A, reference, REFERENCE, "Reference", "Reference", NULL)

#define SVCREG_UNAUTHORIZED_TEXT(T, A) /* "5151,5152", or "yes" */                                 \
    T(A, unauthorized, UNAUTHORIZED, "Unauthorized", "Unauthorized Use Reported",                  \
      "Ports for which it was reported, or yes")

#define SVCREG_ALIAS_TEXT(T, A)                                                                    \
    T(A, alias_of, ALIAS_OF, "Alias of", "Alias of",                                               \
      "Service name that this one is an alias or a duplicate of")

#define SVCREG_PAST_TEXTS(T, A)                                                                    \
    T(A, deassigned, DEASSIGNED, "De-assigned", "De-Assigned", "Date, or yes")                     \
    T(A, previously, PREVIOUSLY, "Previously", "Previously",                                       \
      "Service name that the port had before")                                                     \
    T(A, subtypes, SUBTYPES, "Subtypes", "Known Subtypes", "DNS-SD subtypes") /* joined by "," */

#define SVCREG_NOTE_TEXTS(T, A)                                                                    \
    T(A, txt_references, TXT_REFERENCES, "TXT keys in", "TXT Keys Described in", NULL) /* "; " */  \
    T(A, txt_same_as, TXT_SAME_AS, "TXT keys as", "TXT Keys as those of", "Service Name")          \
    T(A, notes, NOTES, "Notes", "Assignment Notes",                                                \
      "Word for word; only from a registry that the user imported")

/* What few records have. */
#define SVCREG_EXTRA_TEXTS(T, A)                                                                   \
    SVCREG_ALIAS_TEXT(T, A)                                                                        \
    SVCREG_UNAUTHORIZED_TEXT(T, A)                                                                 \
    SVCREG_PAST_TEXTS(T, A)                                                                        \
    SVCREG_NOTE_TEXTS(T, A)

/** Every column of one record. Strings as said at the top of this file. */
typedef struct {
    const char *service; /* service name, "" for unassigned and reserved ports */
    const char *description;
#define SVCREG_TEXT_MEMBER(unused, member, ...) const char *member;
    SVCREG_PEOPLE_TEXTS(SVCREG_TEXT_MEMBER, )
    SVCREG_REGISTRANT_TEXTS(SVCREG_TEXT_MEMBER, )
    SVCREG_EXTRA_TEXTS(SVCREG_TEXT_MEMBER, )
#undef SVCREG_TEXT_MEMBER
    uint32_t service_code; /* DCCP service code (RFC 5595), 0 when there is none */
    uint16_t port_first;   /* first port; meaningless unless has_port */
    uint16_t port_last;    /* last port, equal to the first one for a single port */
    bool has_port;
    svcreg_transport_t transport;
    svcreg_status_t status; /* never DYNAMIC */
    unsigned flags;         /* SVCREG_FLAG_… */
    svcreg_txt_status_t txt_status;
} svcreg_record_t;

/** A named piece of a TXT value: a bit or bit field, an enumerated value, a part of a list. */
typedef enum {
    SVCREG_PART_VALUE, /* `at` is the value as text: `name` is what it means */
    SVCREG_PART_BITS,  /* `at` is the mask as text: `name` is the bit field's filter name */
    SVCREG_PART_ITEM,  /* `at` is the 1-based position, or the sub-key: `name` is its filter name */
    SVCREG_PART_SEPARATOR /* `at` stands between items, `name` between sub-key and value ("" when
                             the items go by position) */
} svcreg_part_kind_t;

typedef struct {
    svcreg_part_kind_t kind;
    const char *parent; /* name of the bit field or item that a value belongs to, "" for the key */
    const char *at;
    const char *name;
    const char *meaning; /* a sentence for people, may be "" */
    uint64_t number;     /* `at` as a number (mask, value, position); 0 when it is no number */
    svcreg_txt_type_t
        type; /* ITEM: how it is to be read; BITS: boolean for one bit, else integer */
} svcreg_txt_part_t;

/** The definition of one TXT key of a service, registry and specification merged. */
typedef struct {
    const char *service;   /* service name without underscore */
    const char *key;       /* as defined; matched ASCII case-insensitively (RFC 6763 section 6.4) */
    const char *hint;      /* the registry's hint for the value */
    const char *value;     /* value that the registry fixes */
    const char *values;    /* values that the registry enumerates, joined by "|" */
    const char *meaning;   /* the specification's meaning */
    const char *unit;      /* "s", "ms", "dBm", … */
    const char *source;    /* where the specification table read it */
    const char *variant;   /* tells definitions of one key with different meanings apart, or "" */
    const char *condition; /* when the definition holds (txt_condition.h), "" for always */
    const char *filter;    /* display filter name below "dnssd.txt.": "hap.ci" */
    svcreg_txt_type_t type;
    svcreg_txt_type_t registry_type; /* what the registry's note alone says of the type */
    unsigned origins;                /* SVCREG_ORIGIN_… */
    unsigned transports; /* bit 1 << svcreg_transport_t for each transport it holds for */
    svcreg_txt_privacy_t privacy;
    svcreg_txt_device_t device;
    bool inferred;       /* the meaning was read from the key's name alone */
    bool optional;       /* said to be optional */
    bool required;       /* said to be required */
    bool inherited;      /* comes from another service, by "same as" */
    bool pattern;        /* `key` stands for many: a trailing X, N, n or _n stands for digits */
    uint16_t first_part; /* svcreg_txt_part_get() */
    uint16_t n_parts;
} svcreg_txt_key_t;

/** Whether IANA lists a service name. OTHER: it does, for another service than the one that
 * announces itself by it. */
typedef enum {
    SVCREG_REGISTERED_NO,
    SVCREG_REGISTERED_YES,
    SVCREG_REGISTERED_OTHER,
    SVCREG_N_REGISTERED
} svcreg_registered_t;

/** What the specification table says of a service as a whole. */
typedef struct {
    const char *service;     /* service name without underscore */
    const char *description; /* own words, for names that IANA does not list */
    const char *same_as;     /* service whose keys it has as well */
    const char *source;
    unsigned transports; /* bit 1 << svcreg_transport_t for each transport it holds for */
    unsigned spoken;     /* the same for the transports it is really spoken over; 0: as announced */
    svcreg_registered_t registered;
} svcreg_txt_service_t;

/** A DNS-SD service type, "_ipp._tcp", taken apart (RFC 6763 section 7). */
typedef struct {
    const char *service; /* into the caller's text, without the underscore, not terminated */
    size_t service_len;  /* bytes */
    svcreg_transport_t transport; /* TCP or UDP; "_udp" stands for all but TCP */
} svcreg_service_type_t;

/** The table that is compiled in. Constant data: the call costs nothing, it never fails. */
const svcreg_table_t *svcreg_builtin(void);

/** Date of the registry that the table shows, YYYY-MM-DD. */
const char *svcreg_table_date(const svcreg_table_t *table);

/** Number of records; ids run from 0 to it. */
unsigned svcreg_n_records(const svcreg_table_t *table);

/** A record that says nothing: every text is "". What is no registry's record begins with it. */
extern const svcreg_record_t svcreg_record_empty;

/** Fill *ret with record `id` (below svcreg_n_records()). */
void svcreg_record_get(const svcreg_table_t *table, unsigned id, svcreg_record_t *ret);

/** Records that hold for a port, in the registry's order: all names of 80/tcp, the range that has
 * 6010/tcp. Where records overlap only the narrowest ones are given. Empty when the registry has
 * no line for the port. */
svcreg_span_t svcreg_find_port(const svcreg_table_t *table, svcreg_transport_t transport,
                               uint16_t port);

/** Whether a service belongs on a port: usual-ports.tsv says so, or one that is registered there is
 * of its kin (port-kin.tsv, or an alias either way), or the service itself. */
bool svcreg_port_is_usual(const svcreg_table_t *table, const char *service, size_t len,
                          svcreg_transport_t transport, uint16_t port);

/** What the registry says of the port: ASSIGNED as soon as one record assigns it. */
svcreg_status_t svcreg_port_status(const svcreg_table_t *table, svcreg_transport_t transport,
                                   uint16_t port);

/** The port's range, RFC 6335 section 6. */
svcreg_range_t svcreg_port_range(uint16_t port);

/** All records that bear a service name, compared ASCII case-insensitively (RFC 6335 section
 * 5.1). `name` need not be terminated; `len` in bytes. */
svcreg_span_t svcreg_find_service(const svcreg_table_t *table, const char *name, size_t len);

/** Take "_ipp._tcp" apart. False, and *ret untouched, unless it is two labels of that form, each
 * with an underscore. Does not ask whether the name keeps RFC 6335 section 5.1. */
bool svcreg_service_type_parse(const char *type, size_t len, svcreg_service_type_t *ret);

/** All records that bear the name of service type "_z-wave._udp" and hold for its transport: first
 * those of the transport, then those that name none, each in the registry's order, with a port and
 * without. "_udp" stands for every transport but TCP (RFC 6763 section 7). Empty when `type` is no
 * service type or unknown. */
svcreg_span_t svcreg_find_service_type(const svcreg_table_t *table, const char *type, size_t len);

/** DCCP records with a service code (RFC 5595 section 2.2). */
svcreg_span_t svcreg_find_service_code(const svcreg_table_t *table, uint32_t code);

/** Number of TXT key definitions; ids run from 0 to it. */
unsigned svcreg_n_txt_keys(const svcreg_table_t *table);

/** Fill *ret with definition `id` (below svcreg_n_txt_keys()). */
void svcreg_txt_key_get(const svcreg_table_t *table, unsigned id, svcreg_txt_key_t *ret);

/** Key of definition `id` where records must have it over a transport; else "", for patterns too. */
const char *svcreg_txt_key_required(const svcreg_table_t *table, unsigned id,
                                    svcreg_transport_t transport);

/** Key of definition `id` where the registry itself names it for the service and a transport; else "". */
const char *svcreg_txt_key_named(const svcreg_table_t *table, unsigned id,
                                 svcreg_transport_t transport);

/** Fill *ret with part `i` (first_part <= i < first_part + n_parts of a key). */
void svcreg_txt_part_get(const svcreg_table_t *table, unsigned i, svcreg_txt_part_t *ret);

/** What the tables have on a service name over a transport. */
typedef struct {
    /* Id of the registry's record that describes it: the one that speaks of TXT keys, which is the
     * DNS-SD registration, else the first one of the transport, else the first one of none. -1: the
     * registry has none, or has the name for another service. */
    int record;
    int specification; /* id of the specification table's line for the transport; -1: it has none */
} svcreg_described_t;

/** Look up what describes a service; `name` as in svcreg_find_service(). */
svcreg_described_t svcreg_describe(const svcreg_table_t *table, const char *name, size_t len,
                                   svcreg_transport_t transport);

/** Number of services in the specification table; ids run from 0 to it. */
unsigned svcreg_n_txt_services(const svcreg_table_t *table);

/** Fill *ret with service `id` of the specification table (below svcreg_n_txt_services()). */
void svcreg_txt_service_get(const svcreg_table_t *table, unsigned id, svcreg_txt_service_t *ret);

/** The specification's line of a service, compared ASCII case-insensitively. False, and *ret
 * untouched, when there is none. */
bool svcreg_txt_service_by_name(const svcreg_table_t *table, const char *name, size_t len,
                                svcreg_txt_service_t *ret);

/** Whether a name keeps RFC 6335 section 5.1: 1 to 15 letters, digits and hyphens, a letter among
 * them, no hyphen at the ends or beside another. */
bool svcreg_service_name_is_valid(const char *name, size_t len);

/** Half-open range of the ids of a service's TXT keys: own definitions and those of the service
 * that it shares them with (specification table, or the registry's "same as"). Sets both to 0 and
 * returns false when there are none. */
bool svcreg_txt_keys_of(const svcreg_table_t *table, const char *service, size_t len,
                        unsigned *ret_first, unsigned *ret_end);

/** Id of the definition of `key` (not terminated) among a service's, `first` to `end` of
 * svcreg_txt_keys_of(), or -1. An exact key wins over a
 * pattern, a definition for `transport` over one for another, one whose condition holds for
 * `record` over one without, the first such one over later ones. Without a record (NULL) only
 * definitions without a condition are found. */
int svcreg_txt_find(const svcreg_table_t *table, unsigned first, unsigned end,
                    svcreg_transport_t transport, const char *key, size_t key_len,
                    const txt_record_t *record);

/** Product behind the model name that a device announces ("AppleTV6,2": "Apple TV 4K (1st
 * generation)"), compared ASCII case-insensitively: device-models.tsv. `model` need not be
 * terminated; `len` in bytes. "" when the table does not list it. */
const char *svcreg_product_of_model(const svcreg_table_t *table, const char *model, size_t len);

/** Short names for display: "tcp", "assigned", "System", "keys", "integer"; "" for no transport and
 * for no note on TXT keys. Never NULL. */
const char *svcreg_transport_name(svcreg_transport_t transport);
const char *svcreg_status_name(svcreg_status_t status);
const char *svcreg_range_name(svcreg_range_t range);
const char *svcreg_txt_status_name(svcreg_txt_status_t status);
const char *svcreg_txt_type_name(svcreg_txt_type_t type);

#endif
