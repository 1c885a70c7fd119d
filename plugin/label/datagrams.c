/* datagrams.c - what messages of protocols begin with whose dissectors take anything.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/datagrams.h"

#include "label/pattern.h"

#include <string.h>

/* How the messages of a protocol begin whose dissector takes whatever comes to its port. The
 * patterns are such that of other bytes few suit; a message that suits none of them is told from
 * nothing. */
typedef struct {
    const char *protocol;
    pattern_t pattern;
} datagram_row_t;

/* Of protocols whose messages may be anything: no datagram has bytes before its first one. */
#define NOTHING                                                                                    \
    {                                                                                              \
        "", "$"                                                                                    \
    }

/* Sorted by protocol, byte by byte. */
static const datagram_row_t datagram_rows[] = {
    /* RFC 7450 section 5.1. */
    {"amt", {"\1\0\0\0", "xxxx"}},
    {"amt", {"\2\0\0\0", "xxxx"}},
    {"amt", {"\3\0\0\0", "x.xx"}},
    {"amt", {"\4\0", "xn"}},
    {"amt", {"\5\0", "xx"}},
    {"amt", {"\6\0\x40", "xxn"}},
    {"amt", {"\6\0\x60", "xxn"}},
    {"amt", {"\7\0", "xx"}},
    /* ASTERIX part 1: a category, a length below 4096. */
    {"asterix", {"\0\0", ".n"}},
    /* RFC 5880 section 4.1: a version, and a length of 24 or more. */
    {"bfd", {"\x20\0\0\x10", "n..n"}},
    {"bfd", {"\x20\0\0\x20", "n..n"}},
    {"bfd", {"\x20\0\0\x30", "n..n"}},
    {"bfd", {"\0\0\0\x18", "n..x"}},
    {"bfd_echo", NOTHING},
    /* RFC 5415 section 4.1: a preamble, and the length of the header. */
    {"capwap", {"\1\0\0\0", "xxxx"}},
    {"capwap", {"\0\x10", "xn"}},
    {"capwap", {"\0\x20", "xn"}},
    {"capwap.data", {"\1\0\0\0", "xxxx"}},
    {"capwap.data", {"\0\x10", "xn"}},
    {"capwap.data", {"\0\x20", "xn"}},
    /* RFC 864: popular is a line of all letters. */
    {"chargen", {" !\"#$%&", "xxxxxxx"}},
    {"chargen", {"!\"#$%&'", "xxxxxxx"}},
    /* RFC 4511 section 4.1.1: SEQUENCE, messageID. */
    {"cldap", {"\x30\0\2", "x.x"}},
    {"cldap", {"\x30\x81\0\2", "xx.x"}},
    {"cldap", {"\x30\x82\0\0\2", "xx..x"}},
    {"cldap", {"\x30\x84\0\0\0\0\2", "xx....x"}},
    /* CUPS 1.5, browse protocol: a type, in hexadecimal. */
    {"cups", {"0 ", "hx"}},
    {"cups", {"00 ", "hhx"}},
    {"cups", {"000 ", "hhhx"}},
    {"cups", {"0000 ", "hhhhx"}},
    {"cups", {"00000 ", "hhhhhx"}},
    {"cups", {"000000 ", "hhhhhhx"}},
    {"cups", {"0000000 ", "hhhhhhhx"}},
    /* RFC 867. */
    {"daytime", {"*00:00", "*ddxdd"}},
    {"db-lsp-disc", {"{\"", "xx"}},
    /* RFC 2131 section 2: an operation, the length of an address. */
    {"dhcp", {"\1\0\0", "x.s"}},
    {"dhcp", {"\2\0\0", "x.s"}},
    /* RFC 9915 section 8: a type, an option's code; section 9, relays: a count of hops. */
    {"dhcpv6", {"\0\0\0\0\0", "s...x"}},
    {"dhcpv6", {"\x20\0\0\0\0", "n...x"}},
    {"dhcpv6", {"\x0c\0", "xs"}},
    {"dhcpv6", {"\x0d\0", "xs"}},
    {"dlep", {"DLEP", "xxxx"}},
    /* MS-MCDP8 and MC-DPLHP: queries, and what makes connections. */
    {"dpnet", {"\0\2", "xx"}},
    {"dpnet", {"\0\3", "xx"}},
    {"dpnet", {"\x80\0", "xs"}},
    {"dpnet", {"\x88\0", "xs"}},
    /* RFC 9147 section 4: a type, and version 1.x. */
    {"dtls", {"\x14\xfe", "xx"}},
    {"dtls", {"\x15\xfe", "xx"}},
    {"dtls", {"\x16\xfe", "xx"}},
    {"dtls", {"\x17\xfe", "xx"}},
    {"dtls", {"\x18\xfe", "xx"}},
    {"dtls", {"\x16\1\0", "xxx"}},
    {"dtls", {"\x14\1\0", "xxx"}},
    {"dtls", {"\x17\1\0", "xxx"}},
    /* EtherCAT: a frame of type 1. */
    {"ecatf", {"\0\x10", ".n"}},
    {"echo", NOTHING},
    /* CIP volume 2, chapter 2: commands that need no session. */
    {"enip", {"\4\0", "xx"}},
    {"enip", {"\x63\0", "xx"}},
    {"enip", {"\x64\0", "xx"}},
    /* RFC 5354 section 2: a type, flags, a length below 4096. */
    {"enrp", {"\0\0\0", "ssn"}},
    /* RFC 4303 section 2: after the SPI a sequence number, which begins with 1. */
    {"esp", {"\0\0\0\0\0", "....x"}},
    /* RFC 8926 section 3.4: the type of what is inside. */
    {"geneve", {"\0\0\x65\x58", "..xx"}},
    {"geneve", {"\0\0\x08\0", "..xx"}},
    {"geneve", {"\0\0\x86\xdd", "..xx"}},
    {"geneve", {"\0\0\x88\x47", "..xx"}},
    /* RFC 2784 section 2.1: version 0, the type of what is inside. */
    {"gre", {"\0\0\x65\x58", ".xxx"}},
    {"gre", {"\0\0\x08\0", ".xxx"}},
    {"gre", {"\0\0\x86\xdd", ".xxx"}},
    {"gre", {"\0\0\x88\x47", ".xxx"}},
    /* gsmtap.h: a version, a header of 4 words. */
    {"gsmtap", {"\1\4", "xx"}},
    {"gsmtap", {"\2\4", "xx"}},
    /* 3GPP TS 29.060 section 6: version 1, a length below 8192; version 0. */
    {"gtp", {"\x30\0\0", "n.s"}},
    {"gtp", {"\x1e", "x"}},
    /* 3GPP TS 29.274 section 5.1. */
    {"gtpv2", {"\x40\0\0", "n.s"}},
    {"gtpv2", {"\x50\0\0", "n.s"}},
    {"h501", NOTHING},
    /* RFC 5456 section 8.1.1: full frames, a type; others have a call's number alone. */
    {"iax2", {"\x80\0\0\0\0\0\0\0\0\0\0", "n.........s"}},
    {"iax2", {"\x90\0\0\0\0\0\0\0\0\0\0", "n.........s"}},
    {"iax2", {"\xa0\0\0\0\0\0\0\0\0\0\0", "n.........s"}},
    {"iax2", {"\xb0\0\0\0\0\0\0\0\0\0\0", "n.........s"}},
    {"iax2", {"\xc0\0\0\0\0\0\0\0\0\0\0", "n.........s"}},
    {"iax2", {"\xd0\0\0\0\0\0\0\0\0\0\0", "n.........s"}},
    {"iax2", {"\xe0\0\0\0\0\0\0\0\0\0\0", "n.........s"}},
    {"iax2", {"\xf0\0\0\0\0\0\0\0\0\0\0", "n.........s"}},
    /* IBTA annex A17: the default partition. */
    {"infiniband", {"\0\0\xff\xff", "..xx"}},
    /* no checksum. */
    {"ipx", {"\xff\xff", "xx"}},
    /* RFC 7296 section 3.1, RFC 2408 section 3.1: a version, an exchange. */
    {"isakmp", {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10\0", ".................xs"}},
    {"isakmp", {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10\x20", ".................xn"}},
    {"isakmp", {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x20\x20", ".................xn"}},
    /* RFC 2661 section 3.1, RFC 2341 section 4, RFC 3931 section 4.1.2: a version. */
    {"l2tp", {"\0\2", ".x"}},
    {"l2tp", {"\0\1", ".x"}},
    {"l2tp", {"\xc8\3", "xx"}},
    {"l2tp", {"\0\3", "xx"}},
    /* RFC 9301 section 5: a type, few records; encapsulated messages. */
    {"lisp", {"\x10\0\0\0", "n.ss"}},
    {"lisp", {"\x20\0\0\0", "n.ss"}},
    {"lisp", {"\x30\0\0\0", "n.ss"}},
    {"lisp", {"\x40\0\0\0", "n.ss"}},
    {"lisp", {"\x80\0\0\0", "xxxx"}},
    /* RFC 9300 section 5: IP inside. */
    {"lisp-data", {"\0\0\0\0\0\0\0\0\x45", "........x"}},
    {"lisp-data", {"\0\0\0\0\0\0\0\0\x60", "........x"}},
    /* RFC 4204 section 13: version 1, a type. */
    {"lmp", {"\x10\0\0\0", "xx.s"}},
    /* RFC 3525 annex B. */
    {"megaco", {"MEGACO/", "xxxxxxx"}},
    {"megaco", {"!/", "xx"}},
    /* the header of a datagram: how many there are. */
    {"memcache", {"\0\0\0\0\0\0\0\0", "....x.xx"}},
    /* IEEE 802.21: version 1. */
    {"mih", {"\x10", "n"}},
    /* RFC 3830 section 6.1: version 1, a type. */
    {"mikey", {"\1\0", "xs"}},
    /* IP below one label or two. */
    {"mpls", {"\0\0\0\0\x45", "....x"}},
    {"mpls", {"\0\0\0\0\x60", "....x"}},
    {"mpls", {"\0\0\0\0\0\0\0\0\x45", "........x"}},
    {"mpls", {"\0\0\0\0\0\0\0\0\x60", "........x"}},
    {"msmms", NOTHING},
    {"msproxy", NOTHING},
    {"msrcp", NOTHING},
    /* RFC 1002 section 4.4.1: a type, flags. */
    {"nbdgm", {"\x10\0", "xn"}},
    {"nbdgm", {"\x11\0", "xn"}},
    {"nbdgm", {"\x12\0", "xn"}},
    {"nbdgm", {"\x13\0", "xn"}},
    {"nbdgm", {"\x14\0", "xn"}},
    {"nbdgm", {"\x15\0", "xn"}},
    {"nbdgm", {"\x16\0", "xn"}},
    /* NetWare's types of packets. */
    {"ncp", {"\x11\x11", "xx"}},
    {"ncp", {"\x22\x22", "xx"}},
    {"ncp", {"\x33\x33", "xx"}},
    {"ncp", {"\x55\x55", "xx"}},
    {"ncp", {"\x77\x77", "xx"}},
    {"ncp", {"\x99\x99", "xx"}},
    /* RFC 5905 section 7.3: versions 1 to 4, a mode, a stratum. */
    {"ntp", {"\x09\0", "xs"}},
    {"ntp", {"\x0a\0", "xs"}},
    {"ntp", {"\x0b\0", "xs"}},
    {"ntp", {"\x0c\0", "xs"}},
    {"ntp", {"\x0d\0", "xs"}},
    {"ntp", {"\x11\0", "xs"}},
    {"ntp", {"\x12\0", "xs"}},
    {"ntp", {"\x13\0", "xs"}},
    {"ntp", {"\x14\0", "xs"}},
    {"ntp", {"\x15\0", "xs"}},
    {"ntp", {"\x19\0", "xs"}},
    {"ntp", {"\x1a\0", "xs"}},
    {"ntp", {"\x1b\0", "xs"}},
    {"ntp", {"\x1c\0", "xs"}},
    {"ntp", {"\x1d\0", "xs"}},
    {"ntp", {"\x21\0", "xs"}},
    {"ntp", {"\x22\0", "xs"}},
    {"ntp", {"\x23\0", "xs"}},
    {"ntp", {"\x24\0", "xs"}},
    {"ntp", {"\x25\0", "xs"}},
    {"ntp", {"\xd9\0", "xs"}},
    {"ntp", {"\xdb\0", "xs"}},
    {"ntp", {"\xdc\0", "xs"}},
    {"ntp", {"\xd1\0", "xs"}},
    {"ntp", {"\xd3\0", "xs"}},
    {"ntp", {"\xe1\0", "xs"}},
    {"ntp", {"\xe2\0", "xs"}},
    {"ntp", {"\xe3\0", "xs"}},
    {"ntp", {"\xe4\0", "xs"}},
    {"ntp", {"\xe5\0", "xs"}},
    {"ntp", {"\x64\0", "xs"}},
    {"ntp", {"\x5c\0", "xs"}},
    {"ntp", {"\xa4\0", "xs"}},
    /* RFC 9327: control, an operation; answers. */
    {"ntp", {"\x0e\0", "xs"}},
    {"ntp", {"\x16\0", "xs"}},
    {"ntp", {"\x1e\0", "xs"}},
    {"ntp", {"\x26\0", "xs"}},
    {"ntp", {"\x0e\x80", "xn"}},
    {"ntp", {"\x0e\x90", "xn"}},
    {"ntp", {"\x16\x80", "xn"}},
    {"ntp", {"\x16\x90", "xn"}},
    {"ntp", {"\x1e\x80", "xn"}},
    {"ntp", {"\x1e\x90", "xn"}},
    {"ntp", {"\x26\x80", "xn"}},
    {"ntp", {"\x26\x90", "xn"}},
    /* ntp_request.h: the implementation, XNTPD. */
    {"ntp", {"\x17\0\3", "x.x"}},
    {"ntp", {"\x1f\0\3", "x.x"}},
    {"ntp", {"\x27\0\3", "x.x"}},
    {"ntp", {"\x97\0\3", "x.x"}},
    {"ntp", {"\x9f\0\3", "x.x"}},
    {"ntp", {"\xa7\0\3", "x.x"}},
    {"ntp", {"\xd7\0\3", "x.x"}},
    /* RFC 5444 section 5.1: version 0, flags. */
    {"packetbb", {"\0", "x"}},
    {"packetbb", {"\4", "x"}},
    {"packetbb", {"\x08", "x"}},
    {"packetbb", {"\x0c", "x"}},
    {"pn_rt", NOTHING},
    /* flags of a packet. */
    {"quake", {"\0\0\0", "xsx"}},
    {"quake", {"\x80\0", "xx"}},
    /* RFC 2453 section 4: a command, a version. */
    {"rip", {"\1\1", "xx"}},
    {"rip", {"\1\2", "xx"}},
    {"rip", {"\2\1", "xx"}},
    {"rip", {"\2\2", "xx"}},
    /* RFC 2080 section 2. */
    {"ripng", {"\1\1\0\0", "xxxx"}},
    {"ripng", {"\2\1\0\0", "xxxx"}},
    /* ASF 2.0 section 3.2.2.2. */
    {"rmcp", {"\6\0", "xx"}},
    /* RFC 5531 section 9: a call, a reply. */
    {"rpc", {"\0\0\0\0\0\0\0\0", "....xxxx"}},
    {"rpc", {"\0\0\0\0\0\0\0\1", "....xxxx"}},
    /* RFC 3103 section 8: version 1, a type. */
    {"rsip", {"\1\0", "xs"}},
    /* ASF 2.0 section 3.2.3: RMCP behind the header. */
    {"rsp", {"\0\0\0\0\0\0\0\0\6\0", "........xx"}},
    /* RFC 2974 section 3: version 1, no authentication. */
    {"sap", {"\x20\0", "nx"}},
    {"scop", NOTHING},
    /* RFC 3261 section 7; keepalives. */
    {"sip", {"GET", "uuu"}},
    {"sip", {"\r\n", "xx"}},
    /* UPnP Device Architecture 2.0 section 1. */
    {"ssdp", {"M-SEARCH ", "xxxxxxxxx"}},
    {"ssdp", {"NOTIFY ", "xxxxxxx"}},
    {"ssdp", {"HTTP/1.", "xxxxxxx"}},
    /* RFC 5424 section 6.2.1. */
    {"syslog", {"<0", "xd"}},
    /* RFC 1350 section 5, RFC 2347. */
    {"tftp", {"\0\1", "xx"}},
    {"tftp", {"\0\2", "xx"}},
    {"tftp", {"\0\3", "xx"}},
    {"tftp", {"\0\4", "xx"}},
    {"tftp", {"\0\5", "xx"}},
    {"tftp", {"\0\6", "xx"}},
    /* RFC 868: since 1993. */
    {"time", {"\xb0\0\0\0", "n...$"}},
    {"time", {"\xc0\0\0\0", "n...$"}},
    {"time", {"\xd0\0\0\0", "n...$"}},
    {"time", {"\xe0\0\0\0", "n...$"}},
    {"time", {"\xf0\0\0\0", "n...$"}},
    /* version 2. */
    {"tipc", {"\x40", "n"}},
    {"tipc", {"\x50", "n"}},
    /* timed's version 1. */
    {"tsp", {"\0\1", "sx"}},
    /* RFC 3948 section 2: a marker before IKE, a keepalive. */
    {"udpencap", {"\0\0\0\0", "xxxx"}},
    {"udpencap", {"\xff", "x$"}},
    /* ESP: after the SPI a sequence number, which begins with 1. */
    {"udpencap", {"\0\0\0\0\0", "....x"}},
    /* RFC 7348 section 5: flags, and the reserved byte. */
    {"vxlan", {"\x08\0\0\0\0\0\0\0", "x......x"}},
    {"vxlan", {"\x88\0\0\0\0\0\0\0", "x......x"}},
    /* WireGuard: a handshake. What carries data begins like other protocols' messages, as Matter's. */
    {"wg", {"\1\0\0\0", "xxxx"}},
    {"wg", {"\2\0\0\0", "xxxx"}},
    {"wg", {"\3\0\0\0", "xxxx"}},
    /* rwhod's version 1. */
    {"who", {"\1\1", "xx"}},
    /* WAP-230 section 8.2.1: a type. */
    {"wsp", {"\0\x40", ".x"}},
    {"wsp", {"\0\x60", ".x"}},
    {"wsp", {"\0\4", ".x"}},
    {"wsp", {"\0\6", ".x"}},
    {"wtls", NOTHING},
    /* WAP-224 section 8.3: a type. */
    {"wtp", {"\x08\0\0", "x.."}},
    {"wtp", {"\x0a\0\0", "x.."}},
    {"wtp", {"\x0c\0\0", "x.."}},
    {"wtp", {"\x0e\0\0", "x.."}},
    {"wtp", {"\x10\0\0", "x.."}},
    {"wtp", {"\x12\0\0", "x.."}},
    {"wtp", {"\x14\0\0", "x.."}},
    {"wtp", {"\x16\0\0", "x.."}},
    {"wtp", {"\x18\0\0", "x..$"}},
    {"wtp", {"\x19\0\0", "x..$"}},
    {"wtp", {"\x1a\0\0", "x..$"}},
    {"wtp", {"\x1b\0\0", "x..$"}},
};

enum { N_DATAGRAM_ROWS = sizeof datagram_rows / sizeof *datagram_rows };

/* The first row of a protocol, or where it would be. */
static size_t first_datagram_row(const char *protocol)
{
    size_t from = 0, to = N_DATAGRAM_ROWS;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(datagram_rows[middle].protocol, protocol) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

bool datagram_may_be(const char *protocol, const uint8_t *payload, size_t len)
{
    const size_t first = first_datagram_row(protocol);
    size_t i = first;

    for (; i < N_DATAGRAM_ROWS && strcmp(datagram_rows[i].protocol, protocol) == 0; i++) {
        if (pattern_matches(&datagram_rows[i].pattern, payload, len))
            return true;
    }
    return i == first;
}
