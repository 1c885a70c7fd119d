/* dnssd_srp.c - registrations on a port of their own.
 *
 * A registration server may listen on any port, which it announces as _dnssd-srp._udp (RFC 9665
 * section 10.5), or only inside of a Thread network. OpenThread's border router begins with 53535 or
 * 53538, of which Wireshark knows nothing, and goes on to another port where devices have trouble;
 * a Bonjour Sleep Proxy takes any. So an update is known by itself: nothing else looks like one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_srp.h"

#include "common/compat.h"
#include "dnssd/dns_message.h"

#include <epan/conversation.h>

enum { OPENTHREAD_PORT = 53538, TYPE_SOA = 6 };

static unsigned srp_port = OPENTHREAD_PORT;
static int proto_srp = -1;
static dissector_handle_t dns_handle;

typedef enum {
    MESSAGE_OTHER,
    MESSAGE_ANSWER, /* mostly a mere header: to be believed only on the port of a server */
    MESSAGE_UPDATE
} message_kind_t;

/* Of a server that is not known a zone is asked for (RFC 2136 section 2.3), or the options of a
 * registration: a Sleep Proxy's clients name no zone. */
static bool is_like_registration(const dns_message_t *message, unsigned n_zones, unsigned n_options)
{
    return message->counts[DNS_SECTION_AUTHORITY] > 0 &&
           (n_zones == message->counts[DNS_SECTION_QUESTION] && n_zones + n_options > 0);
}

/* What a datagram is. Every record that its header promises is there, and nothing else. */
static message_kind_t kind_of(tvbuff_t *tvb, bool *ret_registration)
{
    int len = (int)tvb_captured_length(tvb);
    unsigned n_zones = 0;
    unsigned n_options = 0;
    dns_message_t message;
    dns_record_t record;

    if (!dns_message_init(tvb_get_ptr(tvb, 0, len), (size_t)len, &message) ||
        dns_message_opcode(&message) != DNS_OPCODE_UPDATE)
        return MESSAGE_OTHER;
    while (dns_message_next(&message, &record)) {
        if (record.truncated)
            return MESSAGE_OTHER;
        n_zones += record.section == DNS_SECTION_QUESTION && record.type == TYPE_SOA &&
                   record.class == DNS_CLASS_IN;
        n_options += record.section == DNS_SECTION_ADDITIONAL && record.type == DNS_TYPE_OPT;
    }
    if (message.broken || message.offset != message.len)
        return MESSAGE_OTHER;
    *ret_registration = is_like_registration(&message, n_zones, n_options);
    return (message.flags & DNS_FLAG_RESPONSE) != 0 ? MESSAGE_ANSWER : MESSAGE_UPDATE;
}

static svcreg_bool_t dissect_srp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                                 void *data _U_)
{
    bool known = pinfo->destport == srp_port || pinfo->srcport == srp_port;
    bool registration = false;

    if (srp_port == 0)
        return FALSE;
    message_kind_t kind = kind_of(tvb, &registration);

    if (kind == MESSAGE_OTHER || (!known && (kind != MESSAGE_UPDATE || !registration)))
        return FALSE;
    /* Then the answers come here as well. */
    if (!known)
        conversation_set_dissector(find_or_create_conversation(pinfo), dns_handle);
    call_dissector(dns_handle, tvb, pinfo, tree);
    return TRUE;
}

void dnssd_srp_register(void)
{
    proto_srp = proto_register_protocol("Service Registration Protocol", "DNSSD-SRP", "dnssd.srp");
}

void dnssd_srp_handoff(void)
{
    dns_handle = find_dissector("dns");
    if (dns_handle)
        heur_dissector_add("udp", dissect_srp, "Service Registration Protocol on UDP", "srp_udp",
                           proto_srp, HEURISTIC_ENABLE);
}

void dnssd_srp_register_preferences(module_t *module)
{
    prefs_register_uint_preference(module, "srp_port", "Port of the registration server",
                                   "UDP port on which DNS updates and their answers are read as "
                                   "DNS, as Thread border routers use it (RFC 9665). On other "
                                   "ports an update of a zone, or with options, is. "
                                   "0: none at all.",
                                   10, &srp_port);
}
