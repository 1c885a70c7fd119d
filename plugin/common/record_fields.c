/* record_fields.c - registry records as fields. The columns are listed once, in COLUMNS.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/record_fields.h"

#include "common/registry_in_use.h"

#include <stdio.h>
#include <string.h>

/*      id            filter          name                  type        base      description */
#define COLUMNS(X)                                                                                 \
    X(PORT, "port", "Port", FT_UINT16, BASE_DEC, "Port number in the packet")                      \
    X(TRANSPORT, "transport", "Transport", FT_STRING, BASE_NONE, "tcp, udp, sctp or dccp")         \
    X(STATUS, "status", "Status", FT_STRING, BASE_NONE,                                            \
      "What the registry says of the port: assigned, reserved, unassigned, dynamic")               \
    X(RANGE, "range", "Range", FT_STRING, BASE_NONE, "System, User or Dynamic (RFC 6335)")         \
    X(SERVICE, "service", "Service Name", FT_STRING, BASE_NONE, "Service name registered")         \
    X(DESCRIPTION, "description", "Description", FT_STRING, BASE_NONE, NULL)                       \
    X(PORTS, "ports", "Registered Ports", FT_STRING, BASE_NONE, "Range of ports of the record")    \
    X(ASSIGNEE, "assignee", "Assignee", FT_STRING, BASE_NONE, NULL)                                \
    X(CONTACT, "contact", "Contact", FT_STRING, BASE_NONE, NULL)                                   \
    X(REGISTERED, "registered", "Registration Date", FT_STRING, BASE_NONE, NULL)                   \
    X(MODIFIED, "modified", "Modification Date", FT_STRING, BASE_NONE, NULL)                       \
    X(REFERENCE, "reference", "Reference", FT_STRING, BASE_NONE, NULL)                             \
    X(SERVICE_CODE, "service_code", "DCCP Service Code", FT_UINT32, BASE_DEC_HEX, NULL)            \
    X(UNAUTHORIZED, "unauthorized", "Unauthorized Use Reported", FT_STRING, BASE_NONE,             \
      "Ports for which it was reported, or yes")                                                   \
    X(ALIAS, "alias", "Alias of", FT_STRING, BASE_NONE,                                            \
      "Service name that this one is an alias or a duplicate of")                                  \
    X(HISTORIC, "historic", "Historic", FT_BOOLEAN, BASE_NONE, "No longer to be used")             \
    X(DUPLICATE, "duplicate", "Duplicate", FT_BOOLEAN, BASE_NONE,                                  \
      "A duplicate of the other service, not to be used for discovery")                            \
    X(UNASSIGNED_USE, "unassigned_use", "Unassigned Use", FT_BOOLEAN, BASE_NONE,                   \
      "Records a widespread use that was never assigned")                                          \
    X(DEASSIGNED, "deassigned", "De-Assigned", FT_STRING, BASE_NONE, "Date, or yes")               \
    X(PREVIOUSLY, "previously", "Previously", FT_STRING, BASE_NONE,                                \
      "Service name that the port had before")                                                     \
    X(SUBTYPES, "subtypes", "Known Subtypes", FT_STRING, BASE_NONE, "DNS-SD subtypes")             \
    X(TXT_STATUS, "txt_status", "TXT Keys", FT_STRING, BASE_NONE,                                  \
      "What the registry says of the service's TXT keys")                                          \
    X(TXT_KEYS, "txt_keys", "TXT Keys Defined", FT_STRING, BASE_NONE,                              \
      "Keys that the registry names")                                                              \
    X(TXT_PROPRIETARY, "txt_proprietary", "Further TXT Keys", FT_BOOLEAN, BASE_NONE,               \
      "There are keys beside the named ones that are not published")                               \
    X(TXT_REFERENCES, "txt_references", "TXT Keys Described in", FT_STRING, BASE_NONE, NULL)       \
    X(TXT_SAME_AS, "txt_same_as", "TXT Keys as those of", FT_STRING, BASE_NONE, "Service Name")    \
    X(NOTES, "notes", "Assignment Notes", FT_STRING, BASE_NONE,                                    \
      "Word for word; only from a registry that the user imported")

enum {
#define AS_ENUM(id, abbrev, name, type, base, blurb) COLUMN_##id,
    COLUMNS(AS_ENUM)
#undef AS_ENUM
        N_COLUMNS
};

static int hf[N_RECORD_USES][N_COLUMNS];

/* NULL when there is no text. */
static proto_item *add_text(const record_place_t *to, int column, const char *text)
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

static void add_number(const record_place_t *to, int column, uint32_t number)
{
    proto_item_set_generated(
        proto_tree_add_uint(to->tree, hf[to->use][column], to->tvb, to->offset, to->len, number));
}

void record_fields_add_port(const record_place_t *to, svcreg_transport_t transport, uint16_t port,
                            svcreg_status_t status)
{
    add_number(to, COLUMN_PORT, port);
    add_text(to, COLUMN_TRANSPORT, svcreg_transport_name(transport));
    add_text(to, COLUMN_STATUS, svcreg_status_name(status));
    add_text(to, COLUMN_RANGE, svcreg_range_name(svcreg_port_range(port)));
}

/* One port is a column of its own already, but for a service type, which has none in the packet. */
static void add_ports(const record_place_t *to, const svcreg_record_t *record)
{
    char ports[sizeof "65535-65535"];

    if (!record->has_port)
        return;
    if (record->port_first != record->port_last) {
        (void)snprintf(ports, sizeof ports, "%u-%u", record->port_first, record->port_last);
        add_text(to, COLUMN_PORTS, ports);
    } else if (to->use == RECORD_OF_TYPE) {
        add_number(to, COLUMN_PORT, record->port_first);
    }
}

static void add_flag(const record_place_t *to, int column, const svcreg_record_t *record,
                     unsigned flag)
{
    if (record->flags & flag)
        proto_item_set_generated(proto_tree_add_boolean(to->tree, hf[to->use][column], to->tvb,
                                                        to->offset, to->len, TRUE));
}

/* The keys that the registry itself names for the record's service and transport. */
static void add_txt_keys(const record_place_t *to, const svcreg_record_t *record)
{
    wmem_strbuf_t *keys = wmem_strbuf_new(to->pool, "");
    unsigned first, end;

    if (record->txt_status != SVCREG_TXT_STATUS_KEYS)
        return;
    (void)svcreg_txt_keys_of(registry_in_use(), record->service, strlen(record->service), &first,
                             &end);
    for (unsigned id = first; id < end; id++) {
        svcreg_txt_key_t key;
        svcreg_txt_key_get(registry_in_use(), id, &key);
        if (!(key.origins & SVCREG_ORIGIN_REGISTRY) || key.inherited ||
            !(key.transports & 1U << record->transport))
            continue;
        wmem_strbuf_append_printf(keys, "%s%s", wmem_strbuf_get_len(keys) > 0 ? ", " : "", key.key);
    }
    add_text(to, COLUMN_TXT_KEYS, wmem_strbuf_get_str(keys));
}

void record_fields_add(const record_place_t *to, const svcreg_record_t *record)
{
    bool of_type = to->use == RECORD_OF_TYPE;

    /* The line of a service type's record has name and description, the type the transport. */
    hide_if(of_type, add_text(to, COLUMN_SERVICE, record->service));
    add_ports(to, record);
    if (of_type) {
        hide_if(true, add_text(to, COLUMN_TRANSPORT, svcreg_transport_name(record->transport)));
        hide_if(record->status == SVCREG_STATUS_ASSIGNED,
                add_text(to, COLUMN_STATUS, svcreg_status_name(record->status)));
    }
    hide_if(of_type, add_text(to, COLUMN_DESCRIPTION, record->description));
    add_text(to, COLUMN_ASSIGNEE, record->assignee);
    hide_if(strcmp(record->contact, record->assignee) == 0,
            add_text(to, COLUMN_CONTACT, record->contact));
    add_text(to, COLUMN_REGISTERED, record->registered);
    add_text(to, COLUMN_MODIFIED, record->modified);
    add_text(to, COLUMN_REFERENCE, record->reference);
    if (record->service_code != 0)
        add_number(to, COLUMN_SERVICE_CODE, record->service_code);
    add_text(to, COLUMN_UNAUTHORIZED, record->unauthorized);
    add_text(to, COLUMN_ALIAS, record->alias_of);
    add_flag(to, COLUMN_HISTORIC, record, SVCREG_FLAG_HISTORIC);
    add_flag(to, COLUMN_DUPLICATE, record, SVCREG_FLAG_DUPLICATE);
    add_flag(to, COLUMN_UNASSIGNED_USE, record, SVCREG_FLAG_UNASSIGNED_USE);
    add_text(to, COLUMN_DEASSIGNED, record->deassigned);
    add_text(to, COLUMN_PREVIOUSLY, record->previously);
    add_text(to, COLUMN_SUBTYPES, record->subtypes);
    add_text(to, COLUMN_TXT_STATUS, svcreg_txt_status_name(record->txt_status));
    add_txt_keys(to, record);
    add_flag(to, COLUMN_TXT_PROPRIETARY, record, SVCREG_FLAG_TXT_PROPRIETARY);
    add_text(to, COLUMN_TXT_REFERENCES, record->txt_references);
    add_text(to, COLUMN_TXT_SAME_AS, record->txt_same_as);
    add_text(to, COLUMN_NOTES, record->notes);
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
    for (int column = 0; column < N_COLUMNS; column++) {
        if (proto_field_is_referenced(tree, hf[use][column]))
            return true;
    }
    return false;
}

void record_fields_register(int proto, record_use_t use)
{
#define AS_FIELD(use, prefix, before, id, abbrev, name, type, base, blurb)                         \
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

    proto_register_field_array(proto, fields[use], N_COLUMNS);
}
