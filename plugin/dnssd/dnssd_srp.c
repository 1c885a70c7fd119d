/* dnssd_srp.c - registrations on a port of their own.
 *
 * A registration server may listen on any port, which it announces as _dnssd-srp._udp (RFC 9665
 * section 10.5). OpenThread's border router uses 53538, of which Wireshark knows nothing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_srp.h"

#include "common/compat.h"
#include "dnssd/dns_message.h"

enum { OPENTHREAD_PORT = 53538 };

static unsigned srp_port = OPENTHREAD_PORT;
static int proto_srp = -1;
static dissector_handle_t dns_handle;

/* An update or the answer to one, with every record that its header promises and nothing else. */
static bool is_update(tvbuff_t *tvb)
{
    int len = (int)tvb_captured_length(tvb);
    dns_message_t message;
    dns_record_t record;

    if (!dns_message_init(tvb_get_ptr(tvb, 0, len), (size_t)len, &message) ||
        dns_message_opcode(&message) != DNS_OPCODE_UPDATE)
        return false;
    while (dns_message_next(&message, &record)) {
        if (record.truncated)
            return false;
    }
    return !message.broken && message.offset == message.len;
}

static svcreg_bool_t dissect_srp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                                 void *data _U_)
{
    if (srp_port == 0 || (pinfo->destport != srp_port && pinfo->srcport != srp_port) ||
        !is_update(tvb))
        return FALSE;
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
                                   "UDP port on which DNS updates are read as DNS, as Thread "
                                   "border routers use it (RFC 9665). "
                                   "0: none.",
                                   10, &srp_port);
}
