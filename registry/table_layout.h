/* table_layout.h - layout of a table block. Private to registry/.
 *
 * A block is a header followed by one array per section, each at its type's alignment. Offsets
 * count bytes from the header, so that a block can stand in read-only memory without relocation.
 * The builder checks every number that the lookups use as an index: they check nothing.
 *
 * Every list below drives both the C type and the generator that prints it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TABLE_LAYOUT_H
#define SVCREG_TABLE_LAYOUT_H

#include "name_hash.h"
#include "registry.h"

#include <stdint.h>

/* Named limits, each from the width of a field below. */
enum {
    SVCREG_MAX_RECORDS = 65535,       /* record ids are uint16_t */
    SVCREG_MAX_TXT_KEYS = 65535,      /* name_row.first_key and n_keys */
    SVCREG_MAX_TXT_PARTS = 65535,     /* svcreg_txt_key_t.first_part */
    SVCREG_MAX_RECORDS_OF_PORT = 255, /* PORT_ENTRY: 8 bits */
    SVCREG_MAX_IDS = 1 << 22,         /* PORT_ENTRY: 22 bits */
    SVCREG_MAX_TXT_KEY_LEN = 254,     /* a string has 255 bytes, RFC 6763 section 6.1 */
    SVCREG_PORTS_PER_PAGE = 32,       /* smaller pages are shared more, but their table grows */
    SVCREG_N_PAGES = 65536 / SVCREG_PORTS_PER_PAGE
};

#define SVCREG_TABLE_MAGIC 0x31525653U /* "SVR1" */

/* Strings are offsets into the section `strings`; 0 is "". */

#define RECORD_FIELDS(F)                                                                           \
    F(uint32_t, service)                                                                           \
    F(uint32_t, description)                                                                       \
    F(uint16_t, registrant) /* row of registrants */                                               \
    F(uint16_t, extras)     /* row of extras; row 0 is all empty */                                \
    F(uint16_t, port_first)                                                                        \
    F(uint16_t, port_last)                                                                         \
    F(uint8_t, transport)                                                                          \
    F(uint8_t, status)                                                                             \
    F(uint8_t, txt_status)                                                                         \
    F(uint8_t, flags) /* SVCREG_FLAG_… and RECORD_HAS_PORT */

enum { RECORD_HAS_PORT = 1 << 7 };

#define TEXT_FIELD(F, member, ...) F(uint32_t, member)

/* Who registered what when; TCP and UDP twins share one. */
#define REGISTRANT_FIELDS(F)                                                                       \
    SVCREG_PEOPLE_TEXTS(TEXT_FIELD, F)                                                             \
    SVCREG_REGISTRANT_TEXTS(TEXT_FIELD, F)

/* Columns that few records fill. */
#define EXTRAS_FIELDS(F)                                                                           \
    F(uint32_t, service_code)                                                                      \
    SVCREG_EXTRA_TEXTS(TEXT_FIELD, F)

/* A slot of the perfect hash over names; name_len 0 is an empty slot. `typed` is the start of
 * [tcp][no transport][all others][no transport again] in `ids`, the last part only when there are
 * others: the records of "_x._tcp" and those of "_x._udp" are each one span of it. */
#define NAME_FIELDS(F)                                                                             \
    F(uint32_t, name)                                                                              \
    F(uint32_t, all) /* start of all records, in the registry's order, in `ids` */                 \
    F(uint32_t, typed)                                                                             \
    F(uint16_t, n_all)                                                                             \
    F(uint16_t, n_tcp)                                                                             \
    F(uint16_t, n_others)                                                                          \
    F(uint16_t, first_key)                                                                         \
    F(uint16_t, n_keys)                                                                            \
    F(uint16_t, name_len)                                                                          \
    F(uint16_t, txt_service) /* row of txt_services plus one, 0 for none */                        \
    F(uint16_t, unused)

#define SERVICE_CODE_FIELDS(F)                                                                     \
    F(uint32_t, code)                                                                              \
    F(uint32_t, first) /* in `ids` */                                                              \
    F(uint32_t, n)

/* What is the service's own about a TXT key; the rest may be shared with other services. */
#define TXT_KEY_FIELDS(F)                                                                          \
    F(uint32_t, service)                                                                           \
    F(uint32_t, filter)                                                                            \
    F(uint32_t, key)                                                                               \
    F(uint16_t, definition) /* row of txt_definitions */                                           \
    F(uint8_t, transports)  /* svcreg_txt_key_t.transports and TXT_KEY_… */                      \
    F(uint8_t, key_len)

enum {
    TXT_KEY_TRANSPORTS = (1 << SVCREG_N_TRANSPORTS) - 1,
    TXT_KEY_PATTERN = 1 << 6,
    TXT_KEY_INHERITED = 1 << 7 /* comes from another service, by "same as" */
};

#define TXT_DEFINITION_FIELDS(F)                                                                   \
    F(uint32_t, hint)                                                                              \
    F(uint32_t, value)                                                                             \
    F(uint32_t, values)                                                                            \
    F(uint32_t, meaning)                                                                           \
    F(uint32_t, unit)                                                                              \
    F(uint32_t, source)                                                                            \
    F(uint32_t, variant)                                                                           \
    F(uint32_t, condition)                                                                         \
    F(uint16_t, first_part)                                                                        \
    F(uint16_t, n_parts)                                                                           \
    F(uint8_t, type)                                                                               \
    F(uint8_t, origins)                                                                            \
    F(uint8_t, marks) /* TXT_MARK_… */                                                           \
    F(uint8_t, registry_type)                                                                      \
    F(uint8_t, privacy)                                                                            \
    F(uint8_t, device)                                                                             \
    F(uint16_t, unused)

enum {
    TXT_MARK_OPTIONAL = 1 << 0,
    TXT_MARK_REQUIRED = 1 << 1,
    TXT_MARK_PATTERN = 1 << 2,
    /* What the specification's line alone said, so that it can be merged anew (table_load.h). */
    TXT_MARK_SPEC_OPTIONAL = 1 << 3,
    TXT_MARK_SPEC_REQUIRED = 1 << 4,
    TXT_MARK_SPEC_PATTERN = 1 << 5,
    TXT_MARK_INFERRED = 1 << 6
};

#define TXT_PART_FIELDS(F)                                                                         \
    F(uint32_t, parent)                                                                            \
    F(uint32_t, at)                                                                                \
    F(uint32_t, name)                                                                              \
    F(uint32_t, meaning)                                                                           \
    F(uint32_t, number_low)                                                                        \
    F(uint32_t, number_high)                                                                       \
    F(uint8_t, kind)                                                                               \
    F(uint8_t, type)                                                                               \
    F(uint16_t, unused)

/* A line of txt-services.tsv. */
#define TXT_SERVICE_FIELDS(F)                                                                      \
    F(uint32_t, service)                                                                           \
    F(uint32_t, description)                                                                       \
    F(uint32_t, same_as)                                                                           \
    F(uint32_t, source)                                                                            \
    F(uint8_t, transports)                                                                         \
    F(uint8_t, registered)                                                                         \
    F(uint8_t, spoken)                                                                             \
    F(uint8_t, unused)

/* A line of usual-ports.tsv. */
#define USUAL_PORT_FIELDS(F)                                                                       \
    F(uint32_t, service)                                                                           \
    F(uint32_t, ports) /* decimal, joined by "," */                                                \
    F(uint32_t, source)                                                                            \
    F(uint32_t, transport)

/* A line of port-kin.tsv. */
#define PORT_KIN_FIELDS(F)                                                                         \
    F(uint32_t, family)                                                                            \
    F(uint32_t, services) /* joined by "," */                                                      \
    F(uint32_t, reason)

/* A line of device-models.tsv; the rows are sorted by model without regard to ASCII case. */
#define DEVICE_MODEL_FIELDS(F)                                                                     \
    F(uint32_t, model)                                                                             \
    F(uint32_t, product)                                                                           \
    F(uint32_t, source)

#define ROW_MEMBER(type, name) type name;
typedef struct {
    RECORD_FIELDS(ROW_MEMBER)
} record_row_t;
typedef struct {
    REGISTRANT_FIELDS(ROW_MEMBER)
} registrant_row_t;
typedef struct {
    EXTRAS_FIELDS(ROW_MEMBER)
} extras_row_t;
typedef struct {
    NAME_FIELDS(ROW_MEMBER)
} name_row_t;
typedef struct {
    SERVICE_CODE_FIELDS(ROW_MEMBER)
} service_code_row_t;
typedef struct {
    TXT_KEY_FIELDS(ROW_MEMBER)
} txt_key_row_t;
typedef struct {
    TXT_DEFINITION_FIELDS(ROW_MEMBER)
} txt_definition_row_t;
typedef struct {
    TXT_PART_FIELDS(ROW_MEMBER)
} txt_part_row_t;
typedef struct {
    TXT_SERVICE_FIELDS(ROW_MEMBER)
} txt_service_row_t;
typedef struct {
    USUAL_PORT_FIELDS(ROW_MEMBER)
} usual_port_row_t;
typedef struct {
    PORT_KIN_FIELDS(ROW_MEMBER)
} port_kin_row_t;
typedef struct {
    DEVICE_MODEL_FIELDS(ROW_MEMBER)
} device_model_row_t;
#undef ROW_MEMBER

/* The sections in their order, which needs no gap between them. */
#define ROW_SECTIONS(S)                                                                            \
    S(record_row_t, records, RECORD_FIELDS)                                                        \
    S(registrant_row_t, registrants, REGISTRANT_FIELDS)                                            \
    S(extras_row_t, extras, EXTRAS_FIELDS)                                                         \
    S(name_row_t, names, NAME_FIELDS)                                                              \
    S(service_code_row_t, service_codes, SERVICE_CODE_FIELDS)                                      \
    S(txt_key_row_t, txt_keys, TXT_KEY_FIELDS)                                                     \
    S(txt_definition_row_t, txt_definitions, TXT_DEFINITION_FIELDS)                                \
    S(txt_part_row_t, txt_parts, TXT_PART_FIELDS)                                                  \
    S(txt_service_row_t, txt_services, TXT_SERVICE_FIELDS)                                         \
    S(usual_port_row_t, usual_ports, USUAL_PORT_FIELDS)                                            \
    S(port_kin_row_t, port_kin, PORT_KIN_FIELDS)                                                   \
    S(device_model_row_t, device_models, DEVICE_MODEL_FIELDS)

/* No padding: the generator prints members, and two tables of the same data are equal bytes. */
#define MEMBER_SIZE(type, name) +sizeof(type)
#define NO_PADDING(row, section, FIELDS)                                                           \
    _Static_assert(sizeof(row) == 0 FIELDS(MEMBER_SIZE), #row " has padding");
ROW_SECTIONS(NO_PADDING)
#undef NO_PADDING
#undef MEMBER_SIZE

/* What a port needs comes first: the entries right behind the header, and the record ids, which an
 * entry finds without asking the header where they are. There is an even number of ids. */
#define PORT_SECTIONS(S)                                                                           \
    S(uint32_t, port_entries, NO_FIELDS) /* PORT_ENTRY(), SVCREG_PORTS_PER_PAGE to a page */       \
    S(uint16_t, ids, NO_FIELDS)          /* lists of record ids */

#define NUMBER_SECTIONS(S)                                                                         \
    S(uint16_t, displacements, NO_FIELDS) /* of the perfect hash, name_hash.h */                   \
    S(uint8_t, txt_key_tags, NO_FIELDS)   /* of each TXT key, and TXT_KEY_TAGS_AT_ONCE zeroes */

#define ALL_SECTIONS(S)                                                                            \
    PORT_SECTIONS(S)                                                                               \
    ROW_SECTIONS(S)                                                                                \
    NUMBER_SECTIONS(S)                                                                             \
    S(char, strings, NO_FIELDS)

struct svcreg_table {
    uint32_t magic;
    uint32_t size; /* bytes, header included */
    uint32_t date; /* string */
    uint32_t hash_seed;
    uint32_t max_name_len; /* bytes of the longest name */
#define SECTION_MEMBERS(type, name, FIELDS)                                                        \
    uint32_t name; /* offset */                                                                    \
    uint32_t n_##name;
    ALL_SECTIONS(SECTION_MEMBERS)
#undef SECTION_MEMBERS
    uint16_t port_pages[SVCREG_N_TRANSPORTS][SVCREG_N_PAGES]; /* page number in port_entries */
};

/* table_records(table) and so on: start of a section. */
#define SECTION_START(type, name, FIELDS)                                                          \
    static inline const type *table_##name(const svcreg_table_t *table)                            \
    {                                                                                              \
        return (const type *)(const void *)((const char *)table + table->name);                    \
    }
ALL_SECTIONS(SECTION_START)
#undef SECTION_START

/* The records and the status that a port has. `first` counts ids from the start of the table. */
#define PORT_ENTRY(first, n, status) ((uint32_t)(first) << 10 | (uint32_t)(status) << 8 | (n))
#define PORT_ENTRY_FIRST(entry) ((entry) >> 10)
#define PORT_ENTRY_STATUS(entry) ((entry) >> 8 & 3)
#define PORT_ENTRY_N(entry) ((entry)&0xff)

enum {
    TXT_KEY_TAG_PATTERN = 255, /* of a key that is a pattern */
    TXT_KEY_TAGS_AT_ONCE = 8
};

/** Seven bits of a key's hash, the same for all its upper and lower case spellings, so that few keys
 * need to be compared. */
static inline uint8_t txt_key_tag(const char *key, size_t len)
{
    return (uint8_t)(name_hash(key, len, 0) >> 57);
}

/** Bytes of a pattern key in front of what stands for digits: X, N, n, or "_n" as in "c_n", which is
 * how the registry writes c0, c1, c2. */
static inline size_t pattern_stem_len(const char *key, size_t len)
{
    return len > 2 && key[len - 1] == 'n' && key[len - 2] == '_' ? len - 2 : len - 1;
}

/** A text of the table, and a run of its record ids. */
static inline const char *string_at(const svcreg_table_t *table, uint32_t offset)
{
    return table_strings(table) + offset;
}

static inline svcreg_span_t id_span(const svcreg_table_t *table, uint32_t first, unsigned n)
{
    return (svcreg_span_t){table_ids(table) + first, n};
}

/** The row of a name; NULL: there is none. */
static inline const name_row_t *table_find_name(const svcreg_table_t *table, const char *name,
                                                size_t len)
{
    if (len == 0 || len > table->max_name_len)
        return NULL;
    uint64_t hash = name_hash(name, len, table->hash_seed);
    uint16_t displacement = table_displacements(table)[name_bucket(hash, table->n_displacements)];
    const name_row_t *row = &table_names(table)[name_slot(hash, displacement, table->n_names)];
    if (row->name_len != len || !name_equal(string_at(table, row->name), name, len))
        return NULL;
    return row;
}

#endif
