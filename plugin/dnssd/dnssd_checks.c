/* dnssd_checks.c - expert info on DNS-SD messages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_checks.h"

#include "announce/announced.h"
#include "common/compat.h"
#include "common/registry_in_use.h"
#include "dnssd/dnssd_first.h"
#include "dnssd/dnssd_port.h"

#include <epan/expert.h>
#include <string.h>

enum {
    MAX_TXT_RECOMMENDED = 400, /* RFC 6763 section 6.2 */
    MAX_TXT_ONE_PACKET = 1300, /* RFC 6763 section 6.2 */
    MAX_KEY_RECOMMENDED = 9,   /* RFC 6763 section 6.4 */
    MAX_LEGACY_TTL = 10        /* seconds, RFC 6762 section 6.7 */
};

static svcreg_bool_t conformance = TRUE;

/*      id                    filter                       group         severity  text */
#define CHECKS(X)                                                                                  \
    X(name_pointer, "dnssd.name.pointer", PI_MALFORMED, PI_ERROR,                                  \
      "Compression pointer does not point backwards (RFC 1035 section 4.1.4)")                     \
    X(name_pointers, "dnssd.name.pointers", PI_MALFORMED, PI_ERROR,                                \
      "More compression pointers than 127 in a name, or than bytes in the message (RFC 1035 "      \
      "section "                                                                                   \
      "4.1.4)")                                                                                    \
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
    X(other_port, "dnssd.message.source_port", PI_PROTOCOL, PI_NOTE,                               \
      "Response to port 5353 from another port: it must be ignored (RFC 6762 section 6)")          \
    X(question, "dnssd.message.question", PI_PROTOCOL, PI_CHAT,                                    \
      "mDNS response with a question, which is to be ignored (RFC 6762 section 6)")                \
    X(not_authoritative, "dnssd.message.not_authoritative", PI_PROTOCOL, PI_CHAT,                  \
      "mDNS response without the bit of an authoritative answer (RFC 6762 section 18.4)")          \
    X(legacy_question, "dnssd.message.legacy_question", PI_PROTOCOL, PI_NOTE,                      \
      "Response without the question, to a resolver that is not mDNS's: it knows its answer by "   \
      "that "                                                                                      \
      "(RFC 6762 section 6.7)")                                                                    \
    X(legacy_ttl, "dnssd.message.legacy_ttl", PI_PROTOCOL, PI_CHAT,                                \
      "Time to live of more than ten seconds in a response to a resolver that is not mDNS's "      \
      "(RFC 6762 section 6.7)")                                                                    \
    X(legacy_flush, "dnssd.message.legacy_cache_flush", PI_PROTOCOL, PI_CHAT,                      \
      "Cache-flush bit in a response to a resolver that is not mDNS's (RFC 6762 section 6.7)")     \
    X(shared_flush, "dnssd.cache_flush.shared", PI_PROTOCOL, PI_NOTE,                              \
      "Cache-flush bit on a PTR record that others have as well: who believes it forgets theirs "  \
      "(RFC 6762 section 10.2)")                                                                   \
    X(cut, "dnssd.message.cut", PI_UNDECODED, PI_NOTE,                                             \
      "Only a part of the message is in the capture")                                              \
    X(memory, "dnssd.announced_full", PI_UNDECODED, PI_NOTE,                                       \
      "More announcements than are remembered: from here on the oldest are forgotten (preference " \
      "svcreg.max_announced)")                                                                     \
    X(txt_many, "dnssd.txt.many", PI_UNDECODED, PI_NOTE, "More strings than are shown")            \
    X(txt_truncated, "dnssd.txt.truncated", PI_MALFORMED, PI_ERROR,                                \
      "String reaches past the end of the TXT record (RFC 6763 section 6.1)")                      \
    X(credentials, "dnssd.txt.credentials", PI_SECURITY, PI_WARN,                                  \
      "Credentials in clear (RFC 6763 section 15)")                                                \
    X(owner_password, "dnssd.owner_option.password_in_clear", PI_SECURITY, PI_WARN,                \
      "Password to wake a host up, in clear (draft-cheshire-edns0-owner-option)")                  \
    X(type_without_transport, "dnssd.service_type.no_transport", PI_PROTOCOL, PI_WARN,             \
      "Service type without a transport label, _tcp or _udp (RFC 6763 section 4.1.2)")             \
    X(type_without_underscore, "dnssd.service_type.no_underscore", PI_PROTOCOL, PI_WARN,           \
      "Service type with a label that does not begin with an underscore (RFC 6763 section 7)")     \
    X(type_unregistered, "dnssd.service_type.unregistered", PI_PROTOCOL, PI_NOTE,                  \
      "Service type is not in the registry (RFC 6763 section 16)")                                 \
    X(type_other, "dnssd.service_type.of_other", PI_PROTOCOL, PI_CHAT,                             \
      "The registry has the name for another service (RFC 6335 section 5)")                        \
    X(type_transport, "dnssd.service_type.transport", PI_PROTOCOL, PI_NOTE,                        \
      "Service name is registered for another transport (RFC 6763 section 7)")                     \
    X(instance_malformed, "dnssd.instance_name.malformed", PI_PROTOCOL, PI_WARN,                   \
      "Instance name is not one label right before the service type (RFC 6763 section 4.1.1)")     \
    X(instance_control, "dnssd.instance_name.control", PI_PROTOCOL, PI_WARN,                       \
      "Instance name with a control character (RFC 6763 section 4.1.1)")                           \
    X(type_instance, "dnssd.service_type.instance", PI_PROTOCOL, PI_WARN,                          \
      "An instance where service types are listed (RFC 6763 section 9)")                           \
    X(type_malformed, "dnssd.service_type.malformed", PI_PROTOCOL, PI_WARN,                        \
      "Not a service name: 1 to 15 letters, digits and single inner hyphens, with a letter "       \
      "(RFC 6335 section 5.1, RFC 6763 section 7)")                                                \
    X(nsec_next, "dnssd.nsec.next_name", PI_PROTOCOL, PI_NOTE,                                     \
      "Next domain name is not the record's own, as it is to be in mDNS (RFC 6762 section 6.1)")   \
    X(srv_none, "dnssd.srv.not_offered", PI_PROTOCOL, PI_NOTE,                                     \
      "Target \".\": the service is decidedly not offered (RFC 2782)")                             \
    X(srv_domain, "dnssd.srv.no_domain", PI_PROTOCOL, PI_NOTE,                                     \
      "Host without a domain: mDNS resolves names in local alone (RFC 6762 section 3)")            \
    X(srv_address, "dnssd.srv.address", PI_PROTOCOL, PI_WARN,                                      \
      "Target is an address, where a host's name belongs (RFC 2782): nobody can look it up")       \
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
    X(txt_nul, "dnssd.txt.nul", PI_PROTOCOL, PI_NOTE,                                              \
      "Value ends with a NUL, which is part of it (RFC 6763 section 6.5)")                         \
    X(key_empty, "dnssd.txt.key_empty", PI_PROTOCOL, PI_WARN,                                      \
      "String without a key, to be ignored (RFC 6763 section 6.4)")                                \
    X(key_long, "dnssd.txt.key_long", PI_PROTOCOL, PI_CHAT,                                        \
      "Key of more than nine characters (RFC 6763 section 6.4)")                                   \
    X(key_unprintable, "dnssd.txt.key_unprintable", PI_PROTOCOL, PI_WARN,                          \
      "Key is not printable ASCII (RFC 6763 section 6.4)")                                         \
    X(key_space, "dnssd.txt.key_space", PI_PROTOCOL, PI_NOTE,                                      \
      "Key begins or ends with a space, which is part of it (RFC 6763 section 6.4)")               \
    X(key_duplicate, "dnssd.txt.key_duplicate", PI_PROTOCOL, PI_NOTE,                              \
      "Key occurred before: only the first one counts (RFC 6763 section 6.4)")

#define AS_VARIABLE(id, filter, group, severity, text) static expert_field ei_##id = EI_INIT;
CHECKS(AS_VARIABLE)
#undef AS_VARIABLE

/* Said by who offers the service, and so to be judged. */
static bool is_judged(const dnssd_message_t *message)
{
    return conformance && (dnssd_is_response(message) || dnssd_is_update(message));
}

static void judge(const dnssd_message_t *message, proto_item *item, expert_field *check)
{
    if (is_judged(message))
        expert_add_info(message->pinfo, item, check);
}

static expert_field *check_of(dns_name_defect_t defect)
{
    expert_field *checks[] = {[DNS_NAME_OK] = NULL,
                              [DNS_NAME_TRUNCATED] = &ei_name_truncated,
                              [DNS_NAME_POINTER] = &ei_name_pointer,
                              [DNS_NAME_POINTERS] = &ei_name_pointers,
                              [DNS_NAME_LABEL_TYPE] = &ei_name_label,
                              [DNS_NAME_TOO_LONG] = &ei_name_long};

    return checks[defect];
}

/* Nothing is wrong with what the capture or a lost fragment left out. */
static bool is_cut(const dnssd_message_t *message, dns_name_defect_t defect)
{
    return message->place.cut && (defect == DNS_NAME_TRUNCATED || defect == DNS_NAME_OK);
}

/* The names of a message that have a defect: said once, at the first one. */
static void check_names(const dnssd_view_t *view)
{
    const dnssd_message_t *message = view->message;
    expert_field *check = check_of(message->defect);

    if (message->n_defects == 0 || is_cut(message, message->defect))
        return;
    proto_item *item =
        proto_tree_add_expert(view->tree, message->pinfo, check, message->place.tvb,
                              dnssd_in_tvb(message, message->defect_offset),
                              (int)MIN(message->dns.len - message->defect_offset, 2U));
    if (message->n_defects > 1)
        proto_item_append_text(item, ", and %u more names", message->n_defects - 1);
}

/* Whether the message ends before its last record, or it cannot be read. */
static void check_end(const dnssd_view_t *view)
{
    const dnssd_message_t *message = view->message;
    const dns_message_t *dns = &message->dns;
    bool named = dns->defect != DNS_NAME_OK && dns->defect != DNS_NAME_TRUNCATED;

    if (message->place.cut)
        expert_add_info(message->pinfo, view->item, &ei_cut);
    /* A name that ended the walk is said already. */
    else if (dns->broken && !named)
        proto_tree_add_expert(view->tree, message->pinfo, &ei_message_truncated, message->place.tvb,
                              dnssd_in_tvb(message, dns->offset), (int)(dns->len - dns->offset));
}

/* A response of mDNS: its header, and whom it goes to. */
static void check_response(const dnssd_view_t *view)
{
    const dnssd_message_t *message = view->message;
    const bool legacy =
        message->pinfo->ptype == PT_UDP && message->pinfo->destport != DNSSD_MDNS_PORT;
    bool flush = false, long_lived = false;

    if (!message->place.multicast || !dnssd_is_response(message) || dnssd_is_update(message))
        return;
    /* To such a resolver the question is repeated. */
    if (message->dns.counts[DNS_SECTION_QUESTION] > 0 && !legacy)
        judge(message, view->item, &ei_question);
    if (!(message->dns.flags & DNS_FLAG_AUTHORITATIVE))
        judge(message, view->item, &ei_not_authoritative);
    if (!legacy)
        return;
    if (message->dns.counts[DNS_SECTION_QUESTION] == 0)
        judge(message, view->item, &ei_legacy_question);
    for (unsigned i = 0; i < message->n_records; i++) {
        const dnssd_record_t *record = message->records[i];
        if (record->role == DNSSD_QUESTION || record->dns.type == DNS_TYPE_OPT)
            continue;
        flush |= record->top_bit;
        long_lived |= dns_time_to_live(&record->dns) > MAX_LEGACY_TTL;
    }
    if (flush)
        judge(message, view->item, &ei_legacy_flush);
    if (long_lived)
        judge(message, view->item, &ei_legacy_ttl);
}

void dnssd_check_message(const dnssd_view_t *view)
{
    packet_info *pinfo = view->message->pinfo;

    check_names(view);
    check_end(view);
    check_response(view);
    if (dnssd_is_from_other_port(view->message))
        judge(view->message, view->item, &ei_other_port);
    if (announcements_full_since(announced_in_file()) == pinfo->num)
        expert_add_info(pinfo, view->item, &ei_memory);
}

/* A service type whose labels are not those that RFC 6763 asks for; NULL: they are. */
static expert_field *form_check(const dns_name_t *name, const dnssd_parts_t *parts)
{
    if (dnssd_parts_lack_transport(parts))
        return &ei_type_without_transport;
    return dnssd_parts_lack_underscore(name, parts) ? &ei_type_without_underscore : NULL;
}

/* What the registry has to say of the service type of a record; NULL: nothing. */
static expert_field *type_check(const dnssd_record_t *record, const dnssd_service_t *service)
{
    svcreg_txt_service_t specification;

    if (service->len == 0 || record->parts.kind == DNSSD_DOMAINS || record->role == DNSSD_QUESTION)
        return NULL;
    expert_field *broken = form_check(&record->dns.owner, &record->parts);
    if (broken)
        return broken;
    if (service->described.record >= 0)
        return NULL;
    if (!svcreg_service_name_is_valid(service->name, service->len))
        return &ei_type_malformed;
    if (dnssd_service_specification(service, &specification) &&
        specification.registered == SVCREG_REGISTERED_OTHER)
        return &ei_type_other;
    return svcreg_find_service(registry_in_use(), service->name, service->len).n > 0
               ? &ei_type_transport
               : &ei_type_unregistered;
}

static bool is_port_odd(const dnssd_record_t *record, const dnssd_service_t *service)
{
    return record->dns.type == DNS_TYPE_SRV && record->has_port && record->port != 0 &&
           dnssd_port_is_of_other(service, record->port);
}

void dnssd_checks_learn(const dnssd_message_t *message)
{
    for (unsigned i = 0; is_judged(message) && i < message->n_records; i++) {
        const dnssd_record_t *record = message->records[i];
        if (record->dns.type != DNS_TYPE_SRV || record->parts.service < 0)
            continue;
        const dnssd_service_t *service = &record->service;
        if (record->port != 0 && dnssd_first_mark(service, record->port))
            continue;
        if (type_check(record, service))
            (void)dnssd_is_first(message, record, service, /* port= */ 0);
        if (is_port_odd(record, service))
            (void)dnssd_is_first(message, record, service, record->port);
    }
}

void dnssd_check_record(const dnssd_message_t *message, proto_item *item,
                        const dnssd_record_t *record, const dnssd_service_t *service)
{
    if (record->dns.truncated && !message->place.cut)
        expert_add_info(message->pinfo, item, &ei_record_truncated);
    expert_field *check = is_judged(message) ? type_check(record, service) : NULL;
    if (check && dnssd_is_first(message, record, service, /* port= */ 0))
        expert_add_info(message->pinfo, item, check);
}

/* Net-Unicode has none (RFC 5198 section 2). */
static bool has_control(const dns_name_t *name, unsigned n_labels)
{
    for (unsigned i = 0; i < n_labels; i++) {
        size_t len;
        const uint8_t *label = dns_name_label(name, i, &len);
        for (size_t at = 0; at < len; at++) {
            if (label[at] < 0x20 || label[at] == 0x7f)
                return true;
        }
    }
    return false;
}

void dnssd_check_owner(const dnssd_message_t *message, const dnssd_group_t *group)
{
    if (group->parts->malformed)
        judge(message, group->item, &ei_instance_malformed);
    if (group->parts->kind == DNSSD_INSTANCE && has_control(group->name, group->parts->n_instance))
        judge(message, group->item, &ei_instance_control);
}

/* Whether PTR records of the name are any number of hosts' (RFC 6763 sections 4.1, 7.1 and 9). */
static bool kind_is_shared(dnssd_kind_t kind)
{
    return kind == DNSSD_SERVICE || kind == DNSSD_SUBTYPE || kind == DNSSD_ENUMERATION;
}

void dnssd_check_ptr(const dnssd_message_t *message, proto_item *item, const dnssd_record_t *record)
{
    const dnssd_target_t *target = &record->target;
    dnssd_kind_t kind = target->parts.kind;

    if (record->top_bit && kind_is_shared(record->parts.kind))
        judge(message, item, &ei_shared_flush);
    if (target->name.defect != DNS_NAME_OK)
        return;
    expert_field *broken =
        record->parts.kind == DNSSD_ENUMERATION ? form_check(&target->name, &target->parts) : NULL;
    /* Devices list their subtypes as well. */
    if (record->parts.kind == DNSSD_ENUMERATION && kind == DNSSD_INSTANCE)
        judge(message, item, &ei_type_instance);
    else if (record->parts.kind == DNSSD_ENUMERATION && kind != DNSSD_SERVICE &&
             kind != DNSSD_SUBTYPE)
        judge(message, item, &ei_type_malformed);
    else if (broken)
        judge(message, item, broken);
    else if ((record->parts.kind == DNSSD_SERVICE || record->parts.kind == DNSSD_SUBTYPE) &&
             kind != DNSSD_INSTANCE)
        judge(message, item, &ei_instance_malformed);
}

bool dnssd_is_nsec_of_other(const dnssd_message_t *message, const dnssd_record_t *record)
{
    const dns_name_t *next = &record->target.name, *owner = &record->dns.owner;

    if (!message->place.multicast || !record->has_target || next->defect != DNS_NAME_OK ||
        owner->defect != DNS_NAME_OK)
        return false;
    const name_key_t a = dns_name_key(next), b = dns_name_key(owner);
    return !name_key_equal(&a, &b);
}

void dnssd_check_nsec_of_other(const dnssd_message_t *message, proto_item *item)
{
    judge(message, item, &ei_nsec_next);
}

void dnssd_check_srv(const dnssd_message_t *message, proto_item *item, const dnssd_record_t *record,
                     const dnssd_service_t *service)
{
    const dns_name_t *host = &record->target.name;

    if (message->place.multicast && host->defect == DNS_NAME_OK && host->n_labels == 1)
        judge(message, item, &ei_srv_domain);
    if (dns_name_is_address(host))
        judge(message, item, &ei_srv_address);
    if (host->defect == DNS_NAME_OK && host->n_labels == 0)
        judge(message, item, &ei_srv_none);
    else if (record->port == 0)
        judge(message, item, &ei_srv_port_zero);
    else if (is_judged(message) && dnssd_is_first(message, record, service, record->port) &&
             is_port_odd(record, service)) /* last: it takes longest */
        expert_add_info(message->pinfo, item, &ei_srv_port_other);
}

void dnssd_check_txt(const dnssd_message_t *message, proto_item *item, size_t len)
{
    if (len == 0 && !message->place.cut)
        judge(message, item, &ei_txt_empty);
    else if (len > MAX_TXT_ONE_PACKET)
        judge(message, item, &ei_txt_very_long);
    else if (len > MAX_TXT_RECOMMENDED)
        judge(message, item, &ei_txt_long);
}

static bool is_printable(const uint8_t *key, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (key[i] < 0x20 || key[i] > 0x7e)
            return false;
    }
    return true;
}

void dnssd_check_txt_string(const dnssd_message_t *message, proto_item *item,
                            const txt_reader_t *reader, const txt_string_t *string,
                            unsigned position, bool duplicate)
{
    static const uint8_t txtvers[] = {'t', 'x', 't', 'v', 'e', 'r', 's'};
    const uint8_t *key = txt_string_key(reader, string);

    if (string->truncated && !message->place.cut)
        expert_add_info(message->pinfo, item, &ei_txt_truncated);
    /* A zero-length string is what a record without attributes has (RFC 6763 section 6.1). */
    if (string->key_len == 0) {
        if (string->len > 0)
            judge(message, item, &ei_key_empty);
        return;
    }
    if (string->key_len > MAX_KEY_RECOMMENDED)
        judge(message, item, &ei_key_long);
    if (!is_printable(key, string->key_len))
        judge(message, item, &ei_key_unprintable);
    if (key[0] == ' ' || key[string->key_len - 1] == ' ')
        judge(message, item, &ei_key_space);
    if (duplicate)
        judge(message, item, &ei_key_duplicate);
    if (position > 0 && txt_key_equal(key, string->key_len, txtvers, sizeof txtvers))
        judge(message, item, &ei_txtvers_position);
}

void dnssd_check_txt_left_out(const dnssd_message_t *message, proto_item *item, unsigned n)
{
    if (n > 0)
        expert_add_info_format(message->pinfo, item, &ei_txt_many, "%u more strings are not shown",
                               n);
}

void dnssd_check_terminated(const dnssd_message_t *message, proto_item *item)
{
    judge(message, item, &ei_txt_nul);
}

void dnssd_check_credential(const dnssd_message_t *message, proto_item *item, bool secret)
{
    expert_add_info_format(message->pinfo, item, &ei_credentials,
                           "Credentials in clear: a %s (RFC 6763 section 15)",
                           secret ? "password or key" : "user name");
}

void dnssd_check_owner_password(const dnssd_message_t *message, proto_item *item)
{
    expert_add_info(message->pinfo, item, &ei_owner_password);
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
