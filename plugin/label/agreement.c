/* agreement.c - whether what is spoken is what is registered.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/agreement.h"

#include "common/registry_in_use.h"
#include "label/expected_protocols.h"
#include "label/may_speak.h"
#include "user/own_services.h"

#include <string.h>

/* What Wireshark itself dissects the port as, "Decode As" left aside. */
static int port_proto(svcreg_transport_t transport, uint16_t port)
{
    static const char *const tables[SVCREG_N_TRANSPORTS] = {[SVCREG_TRANSPORT_TCP] = "tcp.port",
                                                            [SVCREG_TRANSPORT_UDP] = "udp.port",
                                                            [SVCREG_TRANSPORT_SCTP] = "sctp.port",
                                                            [SVCREG_TRANSPORT_DCCP] = "dccp.port"};
    dissector_handle_t handle = dissector_get_default_uint_handle(tables[transport], port);

    return handle ? dissector_handle_get_protocol_index(handle) : -1;
}

/* Of a protocol that this version of Wireshark does not know, and of a port without dissector, there
 * is none. */
static bool has_proto(const dissected_t *dissected, int proto)
{
    if (proto < 0)
        return false;
    for (unsigned i = 0; i < dissected->n; i++) {
        if (dissected->protos[i] == proto)
            return true;
    }
    return false;
}

/* Whether one of the protocols bears the service's name or is expected of it. */
static bool service_expects(const char *service, const dissected_t *dissected)
{
    const char *expected = expected_protocols_of(service);

    for (unsigned i = 0; i < dissected->n; i++) {
        if (g_ascii_strcasecmp(dissected->names[i], service) == 0 ||
            (expected && expected_protocols_contain(expected, dissected->names[i])))
            return true;
    }
    return false;
}

bool port_expects(svcreg_transport_t transport, uint16_t port, const dissected_t *dissected)
{
    svcreg_span_t span = svcreg_find_port(registry_in_use(), transport, port);
    svcreg_record_t record;

    if (dissected->n == 0)
        return false;
    if (has_proto(dissected, port_proto(transport, port)))
        return true;
    if (own_service_find(transport, port, &record))
        return service_expects(record.service, dissected);
    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        if (record.service[0] != '\0' && service_expects(record.service, dissected))
            return true;
    }
    return false;
}

/* Whether something is true of one of a port's services. */
static bool any_service(svcreg_transport_t transport, uint16_t port,
                        bool (*is_true)(const char *service))
{
    svcreg_span_t span = svcreg_find_port(registry_in_use(), transport, port);
    svcreg_record_t record;

    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        if (record.service[0] != '\0' && is_true(record.service))
            return true;
    }
    return false;
}

static bool service_is_known(const char *service)
{
    return expected_protocols_of(service) != NULL;
}

bool port_is_known(svcreg_transport_t transport, uint16_t port)
{
    return any_service(transport, port, service_is_known);
}

/* Of a service that no table names nobody knows. */
static bool service_begins_in_clear(const char *service)
{
    const char *expected = expected_protocols_of(service);

    return !expected || !expected_protocols_are_secure(expected);
}

bool port_begins_in_clear(svcreg_transport_t transport, uint16_t port)
{
    return any_service(transport, port, service_begins_in_clear);
}

/* The payload's first bytes are the better witness: Wireshark takes a protocol for what its port
 * says. Where no table says what a service speaks, its name does, and that Wireshark's own
 * dissector for the port took the bytes. */
static agreement_t by_signature(const spoken_t *spoken, const svcreg_record_t *record, int proto)
{
    const char *expected = expected_protocols_of(record->service);

    if (expected)
        return expected_protocols_contain(expected, spoken->signature) ? AGREEMENT_AGREES
                                                                       : AGREEMENT_DIFFERS;
    if (g_ascii_strcasecmp(spoken->signature, record->service) == 0)
        return AGREEMENT_AGREES;
    if (has_proto(spoken->dissected, proto))
        return AGREEMENT_UNKNOWN;
    return service_may_speak(spoken->signature, record->service, record->description)
               ? AGREEMENT_UNKNOWN
               : AGREEMENT_DIFFERS;
}

static agreement_t by_dissection(const spoken_t *spoken, const svcreg_record_t *record, int proto)
{
    const dissected_t *dissected = spoken->dissected;

    if (service_expects(record->service, dissected))
        return AGREEMENT_AGREES;
    /* What Wireshark's dissector for the port takes is no proof of what is registered: 8009 is
     * nvme-disc's, and dissected as ajp13. */
    if (has_proto(dissected, proto) || !dissected->application || dissected->carrier_only)
        return AGREEMENT_UNKNOWN;
    return expected_protocols_of(record->service) || proto >= 0 ? AGREEMENT_DIFFERS
                                                                : AGREEMENT_UNKNOWN;
}

static agreement_t with_record(const spoken_t *spoken, const svcreg_record_t *record, int proto,
                               bool *ret_by_signature)
{
    agreement_t agreement =
        spoken->signature ? by_signature(spoken, record, proto) : AGREEMENT_UNKNOWN;

    /* TLS from the first byte may be that service, and is not as it is registered. */
    if (spoken->signature && strcmp(spoken->signature, "tls") == 0 &&
        service_changes_to_tls(record->service)) {
        *ret_by_signature = false;
        return AGREEMENT_UNKNOWN;
    }
    *ret_by_signature = agreement != AGREEMENT_UNKNOWN;
    return *ret_by_signature ? agreement : by_dissection(spoken, record, proto);
}

agreement_t agreement_of(const spoken_t *spoken, const char **ret_registered,
                         const char **ret_spoken, bool *ret_by_signature)
{
    svcreg_span_t span = svcreg_find_port(registry_in_use(), spoken->transport, spoken->port);
    int proto = port_proto(spoken->transport, spoken->port);
    const char *registered = NULL;
    bool is_unknown = false;
    svcreg_record_t record;

    /* The user's own service is not the registry's: it is confirmed, or nothing is said. */
    if (own_service_find(spoken->transport, spoken->port, &record))
        return service_expects(record.service, spoken->dissected) ? AGREEMENT_AGREES
                                                                  : AGREEMENT_UNKNOWN;
    for (unsigned i = 0; i < span.n; i++) {
        svcreg_record_get(registry_in_use(), span.ids[i], &record);
        if (record.service[0] == '\0')
            continue;
        agreement_t agreement = with_record(spoken, &record, proto, ret_by_signature);
        if (agreement == AGREEMENT_AGREES)
            return AGREEMENT_AGREES;
        is_unknown = is_unknown || agreement == AGREEMENT_UNKNOWN;
        if (!registered)
            registered = record.service;
    }
    if (!registered || is_unknown)
        return AGREEMENT_UNKNOWN;
    *ret_registered = registered;
    *ret_spoken = *ret_by_signature ? spoken->signature : spoken->dissected->application;
    return AGREEMENT_DIFFERS;
}

const char *agreement_name(agreement_t agreement)
{
    static const char *const names[] = {[AGREEMENT_UNKNOWN] = "unknown",
                                        [AGREEMENT_AGREES] = "agrees",
                                        [AGREEMENT_DIFFERS] = "differs"};
    return names[agreement];
}
