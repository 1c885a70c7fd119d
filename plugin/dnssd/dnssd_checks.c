/* dnssd_checks.c - expert info on DNS-SD messages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_checks.h"

#include "announce/announced.h"
#include "common/compat.h"
#include "common/registry_in_use.h"

#include <epan/expert.h>
#include <string.h>

enum {
    MAX_SERVICE_NAME = 15,     /* RFC 6335 section 5.1 */
    MAX_TXT_RECOMMENDED = 400, /* RFC 6763 section 6.2 */
    MAX_TXT_ONE_PACKET = 1300, /* RFC 6763 section 6.2 */
    MAX_KEY_RECOMMENDED = 9    /* RFC 6763 section 6.4 */
};

static svcreg_bool_t conformance = TRUE;

/*      id                    filter                       group         severity  text */
#define CHECKS(X)                                                                                  \
    X(name_pointer, "dnssd.name.pointer", PI_MALFORMED, PI_ERROR,                                  \
      "Compression pointer does not point backwards (RFC 1035 section 4.1.4)")                     \
    X(name_label, "dnssd.name.label_type", PI_MALFORMED, PI_ERROR,                                 \
      "Label of a type that is not in use (RFC 6891 section 5)")                                   \
    X(name_long, "dnssd.name.long", PI_MALFORMED, PI_ERROR,                                        \
      "Name is longer than 255 bytes (RFC 1035 section 2.3.4)")                                    \
    X(name_truncated, "dnssd.name.truncated", PI_MALFORMED, PI_ERROR,                              \
      "Name reaches past the end of the message (RFC 1035 section 3.1)")                           \
    X(record_truncated, "dnssd.record.truncated", PI_MALFORMED, PI_ERROR,                          \
      "Record reaches past the end of the message (RFC 1035 section 3.2.1)")                       \
    X(message_truncated, "dnssd.message.truncated", PI_MALFORMED, PI_ERROR,                        \
      "Message ends before its last record (RFC 1035 section 4.1.1)")                              \
    X(memory, "dnssd.announced_full", PI_UNDECODED, PI_NOTE,                                       \
      "More announcements than are remembered: from here on the oldest are forgotten (preference " \
      "svcreg.max_announced)")                                                                     \
    X(txt_many, "dnssd.txt.many", PI_UNDECODED, PI_NOTE, "More strings than are shown")            \
    X(txt_truncated, "dnssd.txt.truncated", PI_MALFORMED, PI_ERROR,                                \
      "String reaches past the end of the TXT record (RFC 6763 section 6.1)")                      \
    X(credentials, "dnssd.txt.credentials", PI_SECURITY, PI_WARN,                                  \
      "Credentials in clear (RFC 6763 section 15)")                                                \
    X(type_unregistered, "dnssd.service_type.unregistered", PI_PROTOCOL, PI_NOTE,                  \
      "Service type is not in the registry (RFC 6763 section 16)")                                 \
    X(type_transport, "dnssd.service_type.transport", PI_PROTOCOL, PI_NOTE,                        \
      "Service name is registered for another transport (RFC 6763 section 7)")                     \
    X(type_malformed, "dnssd.service_type.malformed", PI_PROTOCOL, PI_WARN,                        \
      "Not a service name: 1 to 15 letters, digits and single inner hyphens, with a letter "       \
      "(RFC 6335 section 5.1, RFC 6763 section 7)")                                                \
    X(srv_none, "dnssd.srv.not_offered", PI_PROTOCOL, PI_NOTE,                                     \
      "Target \".\": the service is decidedly not offered (RFC 2782)")                             \
    X(srv_port_zero, "dnssd.srv.port_zero", PI_PROTOCOL, PI_CHAT,                                  \
      "Port 0 only claims the name (RFC 6763 section 8)")                                          \
    X(srv_port_other, "dnssd.srv.port_of_other", PI_PROTOCOL, PI_CHAT,                             \
      "The port is registered for another service (RFC 6335 section 8.1)")                         \
    X(txt_empty, "dnssd.txt.empty", PI_PROTOCOL, PI_WARN,                                          \
      "TXT record without any string, not even an empty one (RFC 6763 section 6.1)")               \
    X(txt_long, "dnssd.txt.long", PI_PROTOCOL, PI_NOTE,                                            \
      "TXT record of more than 400 bytes (RFC 6763 section 6.2)")                                  \
    X(txt_very_long, "dnssd.txt.very_long", PI_PROTOCOL, PI_WARN,                                  \
      "TXT record of more than 1,300 bytes does not fit in one packet (RFC 6763 section 6.2)")     \
    X(txtvers_position, "dnssd.txt.txtvers_position", PI_PROTOCOL, PI_CHAT,                        \
      "txtvers is not the first key (RFC 6763 section 6.7)")                                       \
    X(key_empty, "dnssd.txt.key_empty", PI_PROTOCOL, PI_WARN,                                      \
      "String without a key, to be ignored (RFC 6763 section 6.4)")                                \
    X(key_long, "dnssd.txt.key_long", PI_PROTOCOL, PI_CHAT,                                        \
      "Key of more than nine characters (RFC 6763 section 6.4)")                                   \
    X(key_unprintable, "dnssd.txt.key_unprintable", PI_PROTOCOL, PI_WARN,                          \
      "Key is not printable ASCII (RFC 6763 section 6.4)")                                         \
    X(key_duplicate, "dnssd.txt.key_duplicate", PI_PROTOCOL, PI_NOTE,                              \
      "Key occurred before: only the first one counts (RFC 6763 section 6.4)")

#define AS_VARIABLE(id, filter, group, severity, text) static expert_field ei_##id = EI_INIT;
CHECKS(AS_VARIABLE)
#undef AS_VARIABLE

/* Said by who offers the service, and so to be judged. */
static bool is_judged(const dnssd_packet_t *packet)
{
    return conformance && (packet->dns.flags & DNS_FLAG_RESPONSE ||
                           dns_message_opcode(&packet->dns) == DNS_OPCODE_UPDATE);
}

static void judge(const dnssd_packet_t *packet, proto_item *item, expert_field *check)
{
    if (is_judged(packet))
        expert_add_info(packet->pinfo, item, check);
}

/* The capture has less of the message than was sent: nothing is wrong with what is missing. */
static bool is_cut_by_capture(const dnssd_packet_t *packet)
{
    return tvb_captured_length(packet->tvb) < tvb_reported_length(packet->tvb);
}

/* The check of a name's defect; NULL when there is none, or the capture is to blame. */
static expert_field *check_of(const dnssd_packet_t *packet, dnssd_name_defect_t defect)
{
    expert_field *checks[] = {[DNSSD_NAME_OK] = NULL,
                              [DNSSD_NAME_TRUNCATED] = &ei_name_truncated,
                              [DNSSD_NAME_POINTER] = &ei_name_pointer,
                              [DNSSD_NAME_LABEL_TYPE] = &ei_name_label,
                              [DNSSD_NAME_TOO_LONG] = &ei_name_long};

    return defect == DNSSD_NAME_TRUNCATED && is_cut_by_capture(packet) ? NULL : checks[defect];
}

void dnssd_check_name(const dnssd_packet_t *packet, proto_item *item, const dnssd_place_t *name)
{
    expert_field *check = check_of(packet, name->name->defect);

    if (check)
        expert_add_info(packet->pinfo, item, check);
}

void dnssd_check_record(const dnssd_packet_t *packet, proto_item *item, const dns_record_t *record)
{
    if (record->truncated && !is_cut_by_capture(packet))
        expert_add_info(packet->pinfo, item, &ei_record_truncated);
}

void dnssd_check_message(const dnssd_packet_t *packet)
{
    /* A name that is cut short is no defect of its own: the whole message is. */
    expert_field *check =
        packet->dns.defect == DNSSD_NAME_TRUNCATED ? NULL : check_of(packet, packet->dns.defect);

    if (!packet->dns.broken || !packet->item || is_cut_by_capture(packet))
        return;
    proto_tree_add_expert(packet->tree, packet->pinfo, check ? check : &ei_message_truncated,
                          packet->tvb, dnssd_in_tvb(packet, packet->dns.offset),
                          (int)(packet->dns.len - packet->dns.offset));
}

void dnssd_check_memory(const dnssd_packet_t *packet)
{
    if (announced_full_since() == packet->pinfo->num && packet->index == 0)
        expert_add_info(packet->pinfo, packet->item, &ei_memory);
}

/* RFC 6335 section 5.1. */
static bool is_service_name(const dnssd_service_t *service)
{
    bool letter = false;

    if (service->len == 0 || service->len > MAX_SERVICE_NAME)
        return false;
    for (size_t i = 0; i < service->len; i++) {
        char c = service->name[i];
        letter = letter || g_ascii_isalpha(c);
        if (c == '-' && (i == 0 || i + 1 == service->len || service->name[i - 1] == '-'))
            return false;
        if (c != '-' && !g_ascii_isalnum(c))
            return false;
    }
    return letter;
}

void dnssd_check_service(const dnssd_packet_t *packet, proto_item *item, const dnssd_place_t *place)
{
    svcreg_record_t record;

    if (place->parts.service < 0 || place->parts.kind == DNSSD_NAME_DOMAINS)
        return;
    const dnssd_service_t service = dnssd_service_of(place);
    if (!is_service_name(&service))
        judge(packet, item, &ei_type_malformed);
    else if (dnssd_find_record(&service, &record))
        return;
    else if (svcreg_find_service(registry_in_use(), service.name, service.len).n > 0)
        judge(packet, item, &ei_type_transport);
    else
        judge(packet, item, &ei_type_unregistered);
}

/* Whether a port is registered, and each of its services is another than this one. */
static bool is_port_of_other(const dnssd_service_t *service, uint16_t port)
{
    svcreg_span_t span = svcreg_find_port(registry_in_use(), service->transport, port);
    bool other = false;

    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        if (strlen(record.service) == service->len &&
            g_ascii_strncasecmp(record.service, service->name, service->len) == 0)
            return false;
        other = other || record.service[0] != '\0';
    }
    return other;
}

void dnssd_check_srv(const dnssd_packet_t *packet, proto_item *item, const dnssd_place_t *owner,
                     uint16_t port, const dnssd_place_t *host)
{
    const dnssd_service_t service = dnssd_service_of(owner);

    if (host->name->defect == DNSSD_NAME_OK && host->name->n_labels == 0)
        judge(packet, item, &ei_srv_none);
    else if (port == 0)
        judge(packet, item, &ei_srv_port_zero);
    else if (is_port_of_other(&service, port))
        judge(packet, item, &ei_srv_port_other);
}

void dnssd_check_txt(const dnssd_packet_t *packet, proto_item *item, int len)
{
    if (len == 0 && !is_cut_by_capture(packet))
        judge(packet, item, &ei_txt_empty);
    else if (len > MAX_TXT_ONE_PACKET)
        judge(packet, item, &ei_txt_very_long);
    else if (len > MAX_TXT_RECOMMENDED)
        judge(packet, item, &ei_txt_long);
}

static bool is_printable(const uint8_t *key, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (key[i] < 0x20 || key[i] > 0x7e)
            return false;
    }
    return true;
}

void dnssd_check_txt_string(const dnssd_packet_t *packet, proto_item *item,
                            const txt_reader_t *reader, const txt_string_t *string,
                            unsigned position, bool duplicate)
{
    static const uint8_t txtvers[] = {'t', 'x', 't', 'v', 'e', 'r', 's'};
    const uint8_t *key = txt_string_key(reader, string);

    if (string->truncated && !is_cut_by_capture(packet))
        expert_add_info(packet->pinfo, item, &ei_txt_truncated);
    /* A zero-length string is what a record without attributes has (RFC 6763 section 6.1). */
    if (string->key_len == 0) {
        if (string->len > 0)
            judge(packet, item, &ei_key_empty);
        return;
    }
    if (string->key_len > MAX_KEY_RECOMMENDED)
        judge(packet, item, &ei_key_long);
    if (!is_printable(key, string->key_len))
        judge(packet, item, &ei_key_unprintable);
    if (duplicate)
        judge(packet, item, &ei_key_duplicate);
    if (position > 0 && txt_key_equal(key, string->key_len, txtvers, sizeof txtvers))
        judge(packet, item, &ei_txtvers_position);
}

void dnssd_check_txt_left_out(const dnssd_packet_t *packet, proto_item *item, unsigned n)
{
    if (n > 0)
        expert_add_info_format(packet->pinfo, item, &ei_txt_many, "%u more strings are not shown",
                               n);
}

void dnssd_check_credentials(const dnssd_packet_t *packet, proto_item *item,
                             const svcreg_txt_key_t *key, const txt_string_t *string)
{
    if ((key->type == SVCREG_TXT_USERNAME || key->type == SVCREG_TXT_PASSWORD) &&
        string->presence == TXT_VALUE && string->value_len > 0)
        expert_add_info_format(packet->pinfo, item, &ei_credentials,
                               "Credentials in clear: a %s (RFC 6763 section 15)",
                               key->type == SVCREG_TXT_USERNAME ? "user name" : "password");
}

void dnssd_checks_register_preferences(module_t *module)
{
    prefs_register_bool_preference(
        module, "conformance", "Check conformance",
        "Show expert info where an announcement does not keep to RFC 6763, RFC 6762 or RFC 6335. "
        "Malformed messages and credentials in clear are always shown.",
        &conformance);
}

void dnssd_checks_register(int proto)
{
#define AS_ENTRY(id, filter, group, severity, text)                                                \
    {&ei_##id, {filter, group, severity, text, EXPFILL}},
    static ei_register_info checks[] = {CHECKS(AS_ENTRY)};

    expert_register_field_array(expert_register_protocol(proto), checks, G_N_ELEMENTS(checks));
}
