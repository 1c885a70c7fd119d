/* record_fields.c - registry records as fields: each column, and what it is filled from, is a line of
 * COLUMNS, in the order in which they are shown.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/record_fields.h"

#include "common/registry_in_use.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* The columns that are texts (registry.h) as rows of COLUMNS. */
#define TEXT_FIELD(X, member, column, label, title, blurb)                                         \
    X(column, #member, title, FT_STRING, BASE_NONE, blurb, TEXT(member))
#define ALIAS_FIELD(X, member, column, label, title, blurb)                                        \
    X(column, "alias", title, FT_STRING, BASE_NONE, blurb, TEXT(member))

/* id, filter, name, type, base, description, what of a record it is filled from */
#define COLUMNS(X)                                                                                 \
    X(PORT, "port", "Port", FT_UINT16, BASE_DEC, "Port number in the packet", OF_PORT)             \
    X(RANGE, "range", "Range", FT_STRING, BASE_NONE, "System, User or Dynamic (RFC 6335)",         \
      OF_PORT)                                                                                     \
    X(SERVICE, "service", "Service Name", FT_STRING, BASE_NONE, "Service name registered",         \
      BY(add_service))                                                                             \
    X(PORTS, "ports", "Registered Ports", FT_STRING, BASE_NONE, "Range of ports of the record",    \
      BY(add_ports))                                                                               \
    X(TRANSPORT, "transport", "Transport", FT_STRING, BASE_NONE, "tcp, udp, sctp or dccp",         \
      BY(add_transport))                                                                           \
    X(STATUS, "status", "Status", FT_STRING, BASE_NONE,                                            \
      "What the registry says of the port: assigned, reserved, unassigned, dynamic",               \
      BY(add_status))                                                                              \
    X(DESCRIPTION, "description", "Description", FT_STRING, BASE_NONE, NULL, BY(add_description))  \
    SVCREG_PEOPLE_TEXTS(TEXT_FIELD, X)                                                             \
    SVCREG_REGISTRANT_TEXTS(TEXT_FIELD, X)                                                         \
    X(SERVICE_CODE, "service_code", "DCCP Service Code", FT_UINT32, BASE_DEC_HEX, NULL,            \
      BY(add_service_code))                                                                        \
    SVCREG_UNAUTHORIZED_TEXT(TEXT_FIELD, X)                                                        \
    SVCREG_ALIAS_TEXT(ALIAS_FIELD, X)                                                              \
    X(HISTORIC, "historic", "Historic", FT_BOOLEAN, BASE_NONE, "No longer to be used",             \
      FLAG(SVCREG_FLAG_HISTORIC))                                                                  \
    X(DUPLICATE, "duplicate", "Duplicate", FT_BOOLEAN, BASE_NONE,                                  \
      "A duplicate of the other service, not to be used for discovery",                            \
      FLAG(SVCREG_FLAG_DUPLICATE))                                                                 \
    X(UNASSIGNED_USE, "unassigned_use", "Unassigned Use", FT_BOOLEAN, BASE_NONE,                   \
      "Records a widespread use that was never assigned", FLAG(SVCREG_FLAG_UNASSIGNED_USE))        \
    SVCREG_PAST_TEXTS(TEXT_FIELD, X)                                                               \
    X(TXT_STATUS, "txt_status", "TXT Keys", FT_STRING, BASE_NONE,                                  \
      "What the registry says of the service's TXT keys", BY(add_txt_status))                      \
    X(TXT_KEYS, "txt_keys", "TXT Keys Defined", FT_STRING, BASE_NONE,                              \
      "Keys that the registry names", BY(add_txt_keys))                                            \
    X(TXT_PROPRIETARY, "txt_proprietary", "Further TXT Keys", FT_BOOLEAN, BASE_NONE,               \
      "There are keys beside the named ones that are not published",                               \
      FLAG(SVCREG_FLAG_TXT_PROPRIETARY))                                                           \
    SVCREG_NOTE_TEXTS(TEXT_FIELD, X)

enum {
#define AS_ENUM(id, ...) COLUMN_##id,
    COLUMNS(AS_ENUM)
#undef AS_ENUM
        N_COLUMNS
};

static int hf[N_RECORD_USES][N_COLUMNS];

#define AS_FIELD(use, prefix, before, id, abbrev, name, type, base, blurb, ...)                    \
    {&hf[use][COLUMN_##id], {before name, prefix "." abbrev, type, base, NULL, 0, blurb, HFILL}},
#define AS_SERVICE(...) AS_FIELD(RECORD_OF_SERVICE, "svcreg", "", __VA_ARGS__)
#define AS_SOURCE(...) AS_FIELD(RECORD_OF_SOURCE, "svcreg.src", "Source ", __VA_ARGS__)
#define AS_DESTINATION(...)                                                                        \
    AS_FIELD(RECORD_OF_DESTINATION, "svcreg.dst", "Destination ", __VA_ARGS__)
#define AS_TYPE(...) AS_FIELD(RECORD_OF_TYPE, "svcreg.type", "Type ", __VA_ARGS__)
static hf_register_info fields[N_RECORD_USES][N_COLUMNS] = {
    /* clang-format off */
    [RECORD_OF_SERVICE] = {COLUMNS(AS_SERVICE)},
    [RECORD_OF_SOURCE] = {COLUMNS(AS_SOURCE)},
    [RECORD_OF_DESTINATION] = {COLUMNS(AS_DESTINATION)},
    [RECORD_OF_TYPE] = {COLUMNS(AS_TYPE)},
    /* clang-format on */
};

/* NULL when there is no text. */
static proto_item *add_text(const record_view_t *to, int column, const char *text)
{
    if (text[0] == '\0')
        return NULL;
    proto_item *item =
        proto_tree_add_string(to->tree, hf[to->use][column], to->tvb, to->offset, to->len, text);
    proto_item_set_generated(item);
    return item;
}

/* What a line above shows anyway stays a field for filters, columns and JSON. */
static void hide_if(bool shown_above, proto_item *item)
{
    if (shown_above)
        proto_item_set_hidden(item);
}

static void add_number(const record_view_t *to, int column, uint32_t number)
{
    proto_item_set_generated(
        proto_tree_add_uint(to->tree, hf[to->use][column], to->tvb, to->offset, to->len, number));
}

static void add_flag(const record_view_t *to, int column)
{
    proto_item_set_generated(
        proto_tree_add_boolean(to->tree, hf[to->use][column], to->tvb, to->offset, to->len, TRUE));
}

void record_fields_add_port(const record_view_t *to, svcreg_transport_t transport, uint16_t port,
                            svcreg_status_t status)
{
    add_number(to, COLUMN_PORT, port);
    add_text(to, COLUMN_TRANSPORT, svcreg_transport_name(transport));
    add_text(to, COLUMN_STATUS, svcreg_status_name(status));
    add_text(to, COLUMN_RANGE, svcreg_range_name(svcreg_port_range(port)));
}

/* The line of a service type's record has name and description. */
static void add_service(const record_view_t *to, int column, const svcreg_record_t *record)
{
    hide_if(to->use == RECORD_OF_TYPE, add_text(to, column, record->service));
}

static void add_description(const record_view_t *to, int column, const svcreg_record_t *record)
{
    hide_if(to->use == RECORD_OF_TYPE, add_text(to, column, record->description));
}

/* One port is a column of its own already, but for a service type, which has none in the packet. */
static void add_ports(const record_view_t *to, int column, const svcreg_record_t *record)
{
    char ports[sizeof "65535-65535"];

    if (!record->has_port)
        return;
    if (record->port_first != record->port_last) {
        (void)snprintf(ports, sizeof ports, "%u-%u", record->port_first, record->port_last);
        add_text(to, column, ports);
    } else if (to->use == RECORD_OF_TYPE) {
        add_number(to, COLUMN_PORT, record->port_first);
    }
}

/* Of a packet they are those of its port. */
static void add_transport(const record_view_t *to, int column, const svcreg_record_t *record)
{
    if (to->use == RECORD_OF_TYPE)
        hide_if(true, add_text(to, column, svcreg_transport_name(record->transport)));
}

static void add_status(const record_view_t *to, int column, const svcreg_record_t *record)
{
    if (to->use == RECORD_OF_TYPE)
        hide_if(record->status == SVCREG_STATUS_ASSIGNED,
                add_text(to, column, svcreg_status_name(record->status)));
}

/* A text of the record by its offset. Who is assignee and contact is shown once. */
static void add_text_column(const record_view_t *to, int column, const svcreg_record_t *record,
                            size_t offset)
{
    const char *text = *(const char *const *)((const char *)record + offset);

    hide_if(column == COLUMN_CONTACT && strcmp(text, record->assignee) == 0,
            add_text(to, column, text));
}

static void add_service_code(const record_view_t *to, int column, const svcreg_record_t *record)
{
    if (record->service_code != 0)
        add_number(to, column, record->service_code);
}

static void add_txt_status(const record_view_t *to, int column, const svcreg_record_t *record)
{
    add_text(to, column, svcreg_txt_status_name(record->txt_status));
}

/* The keys that the registry itself names for the record's service and transport. */
static void add_txt_keys(const record_view_t *to, int column, const svcreg_record_t *record)
{
    unsigned first, end;

    if (record->txt_status != SVCREG_TXT_STATUS_KEYS)
        return;
    wmem_strbuf_t *keys = wmem_strbuf_new(to->pool, "");
    (void)svcreg_txt_keys_of(registry_in_use(), record->service, strlen(record->service), &first,
                             &end);
    for (unsigned id = first; id < end; id++) {
        const char *key = svcreg_txt_key_named(registry_in_use(), id, record->transport);
        if (key[0] == '\0')
            continue;
        if (wmem_strbuf_get_len(keys) > 0)
            wmem_strbuf_append(keys, ", ");
        wmem_strbuf_append(keys, key);
    }
    add_text(to, column, wmem_strbuf_get_str(keys));
}

/* What a column is filled from; all empty: not from a record. */
typedef struct {
    size_t text; /* offset of a text of svcreg_record_t plus one */
    unsigned flag;
    void (*add)(const record_view_t *to, int column, const svcreg_record_t *record);
} filled_t;

#define TEXT(member) offsetof(svcreg_record_t, member) + 1, 0, NULL
#define FLAG(bit) 0, bit, NULL
#define BY(function) 0, 0, function
#define OF_PORT 0, 0, NULL

void record_fields_add(const record_view_t *to, const svcreg_record_t *record)
{
#define AS_FILLED(id, abbrev, name, type, base, blurb, ...) [COLUMN_##id] = {__VA_ARGS__},
    static const filled_t filled[] = {COLUMNS(AS_FILLED)};

    for (int column = 0; column < N_COLUMNS; column++) {
        const filled_t *by = &filled[column];
        if (by->text > 0)
            add_text_column(to, column, record, by->text - 1);
        else if (by->add)
            by->add(to, column, record);
        else if (record->flags & by->flag)
            add_flag(to, column);
    }
}

bool record_is_secondary(const svcreg_record_t *record)
{
    return record->flags & (SVCREG_FLAG_ALIAS | SVCREG_FLAG_DUPLICATE | SVCREG_FLAG_HISTORIC);
}

int record_fields_any(record_use_t use)
{
    return hf[use][COLUMN_SERVICE];
}

bool record_fields_is_asked_for(proto_tree *tree, record_use_t use)
{
    if (PTREE_DATA(tree)->visible)
        return true;
    /* As proto_field_is_referenced() has it, which would be called for every column of every packet. */
    for (int column = 0; column < N_COLUMNS; column++) {
        if (fields[use][column].hfinfo.ref_type != HF_REF_TYPE_NONE)
            return true;
    }
    return false;
}

void record_fields_register(int proto, record_use_t use)
{
    proto_register_field_array(proto, fields[use], N_COLUMNS);
}
