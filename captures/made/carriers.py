"""Transport headers where they are easily missed, and DCCP service codes.

Beside each packet stands what its labels are to be: a list of (transport, port of the service,
service), outermost first; `quoted`: how many of them are quoted; `code` and `requested`: the DCCP
service code and the service that has it.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from wire import *  # noqa: F403

SCENES, scene = scenes()
Z_WAVE = ("udp", 4123, "z-wave")
Z_WAVE_TCP = ("tcp", 4123, "z-wave")
GTP = ("udp", 2152, "gtp-user")
IPV4_IN_IP, IPV6_IN_IP = 4, 41
REQUEST, RESPONSE_TYPE, DATA = 0, 1, 2


class Case:
    def __init__(self, comment, data, labels=(), quoted=0, code=None, requested=""):
        self.comment, self.data, self.labels = comment, data, labels
        self.quoted, self.code, self.requested = quoted, code, requested


def ask(source=BETA, destination=ALPHA):
    return udp(source, destination, 50001, 4123)


def begin(source=BETA, destination=ALPHA):
    return tcp(source, destination, 50001, 4123)


@scene("packets to ports that the registry says something special of, in May 2026",
       "nothing; 7123/udp was registered two months later")
def port_notes():
    for client, (port, service) in enumerate(((79, "finger"), (114, ""), (465, "urd,submissions"),
                                              (4123, "z-wave")), 50201):
        label = [("tcp", port, service)]
        yield Case("port %d" % port, tcp(BETA, ALPHA, client, port), label)
        yield Case("port %d answers" % port,
                   tcp(ALPHA, BETA, port, client, SYN | ACK, acknowledged=2), label)
    yield Case("port 7123", udp(BETA, ALPHA, 50205, 7123), [("udp", 7123, "snif")])


@scene("bytes from 443/udp to a client's port 5353 that are no DNS, a capture begun in the middle",
       "nothing; a port alone chose mDNS, and the bytes refute it: nothing was recognised")
def port_guess():
    for number in range(3):
        # Like a QUIC packet with a short header (RFC 9000 section 17.3): all but random bytes.
        payload = bytes((0x40 | (17 * i + 101 * number) % 191) for i in range(180))
        yield Case("packet %d" % (number + 1), udp(ALPHA, BETA, 443, 5353, payload),
                   [("udp", 443, "https")])


@scene("a connection request of COTP (RFC 905) in TPKT (RFC 1006) on the port of xmpp-client, and its answer",
       "nothing; a carrier alone does not say what is spoken")
def carrier_alone():
    def tpkt(kind):
        return b"\3\0\0\x0b\6" + bytes([kind]) + b"\0\0\0\1\0"
    label = [("tcp", 5222, "xmpp-client")]
    yield Case("SYN", tcp(BETA, ALPHA, 50301, 5222), label)
    yield Case("SYN, ACK", tcp(ALPHA, BETA, 5222, 50301, SYN | ACK, acknowledged=2), label)
    yield Case("request", tcp(BETA, ALPHA, 50301, 5222, ACK, tpkt(0xe0), 2, 2), label)
    yield Case("answer", tcp(ALPHA, BETA, 5222, 50301, ACK, tpkt(0xd0), 2, 13), label)


@scene("a connection to 6000, then one between the same ports from the other end",
       "RFC 9293 section 3.5: who receives the SYN is the service of that connection")
def reused_ports():
    for client, server, ports, sequence in ((BETA, ALPHA, (5000, 6000), 1),
                                            (ALPHA, BETA, (6000, 5000), 900000)):
        there, back = ports, ports[::-1]
        label = [("tcp", there[1], "x11" if there[1] == 6000 else "commplex-main")]
        yield Case("SYN", tcp(client, server, *there, SYN, b"", sequence), label)
        yield Case("SYN, ACK", tcp(server, client, *back, SYN | ACK, b"", 5, sequence + 1), label)
        yield Case("ACK", tcp(client, server, *there, ACK, b"", sequence + 1, 6), label)


@scene("resets that answer SYNs which are not in the capture",
       "RFC 9293 section 3.5.2: a port that resets is closed, it is no service")
def lone_resets():
    for port, service in ((4, ""), (445, "microsoft-ds")):
        yield Case("RST, ACK", tcp(ALPHA, BETA, port, 50000 + port, RST | ACK, b"", 0, 2),
                   [("tcp", port, service)])


@scene("TLS in the middle of a connection to a proxy: the request that opened the tunnel came before",
       "nothing; what is spoken may differ only from the beginning")
def begun_in_a_tunnel():
    hello = bytes.fromhex("1603010200010001fc0303") + bytes(32) + b"\0"
    label = [("tcp", 8080, "http-alt")]
    yield Case("client_hello", tcp(BETA, ALPHA, 50302, 8080, ACK, hello, 200, 300), label)
    yield Case("server_hello", tcp(ALPHA, BETA, 8080, 50302, ACK,
                                   hello[:5] + b"\2" + hello[6:], 300, 200 + len(hello)), label)


@scene("bytes that are neither TLS nor SSH nor text, to the ports of https, ssh and smtp",
       "nothing; the port alone chose the dissectors, and that proves no registration")
def bytes_of_nobody():
    for client, (port, service) in enumerate(((443, "https"), (22, "ssh"), (25, "smtp")), 50310):
        label = [("tcp", port, service)]
        yield Case("SYN", tcp(BETA, ALPHA, client, port), label)
        yield Case("SYN, ACK", tcp(ALPHA, BETA, port, client, SYN | ACK, acknowledged=2), label)
        payload = bytes(0x80 | (17 * i) % 127 for i in range(64)) + b"\0" * 4
        yield Case("request", tcp(BETA, ALPHA, client, port, ACK, payload[::-1], 2, 2), label)
        yield Case("answer", tcp(ALPHA, BETA, port, client, ACK, payload[::-1], 2, 70), label)


@scene("Requests with the service codes of the registry and with others, Responses, Data",
       "nothing, but for a Request with short sequence numbers (RFC 4340 section 5.1)")
def dccp_codes():
    known = (("discard", 9, 1145656131), ("ltp-deepspace", 1113, 7107696),
             ("dtn-bundle", 4556, 1685351985))
    client = 50100
    for service, port, code in known:
        client += 1
        label = [("dccp", port, service)]
        bytes_of_code = code.to_bytes(4, "big")
        yield Case("Request for " + service,
                   dccp(BETA, ALPHA, client, port, REQUEST, bytes_of_code), label, 0, code, service)
        yield Case("Response of " + service,
                   dccp(ALPHA, BETA, port, client, RESPONSE_TYPE, bytes(8) + bytes_of_code), label,
                   0, code, service)
        yield Case("Data", dccp(BETA, ALPHA, client, port, DATA, b"data"), label)
    dynamic = [("dccp", 50000, "")]
    for comment, client, code, service in (
            ("code of dccp-ping, which has no port", 50111, 1885957735, "dccp-ping"),
            ("code that is not registered: fdpz", 50112, 1717858426, ""),
            ("code 0: none", 50113, 0, ""), ("code 2^32 - 1: not valid", 50114, 2**32 - 1, "")):
        yield Case(comment, dccp(BETA, ALPHA, client, 50000, REQUEST, code.to_bytes(4, "big")),
                   dynamic, 0, code, service)
    yield Case("IPv6", dccp(BETA6, ALPHA6, 50115, 4556, REQUEST, (1685351985).to_bytes(4, "big")),
               [("dccp", 4556, "dtn-bundle")], 0, 1685351985, "dtn-bundle")
    yield Case("Request that ends before its code",
               dccp(BETA, ALPHA, 50116, 4556, REQUEST, b""), [("dccp", 4556, "dtn-bundle")])
    yield Case("Request with short sequence numbers, which it must not have",
               dccp(BETA, ALPHA, 50117, 4556, REQUEST, bytes(8), extended=False),
               [("dccp", 4556, "dtn-bundle")])


@scene("UDP-Lite over IPv4 and IPv6 with full, partial and impossible checksum coverage",
       "RFC 3828 section 3.1: a coverage of 1 to 7, or of more than there is, is illegal")
def udplite_coverage():
    for client, coverage in ((50001, 0), (50002, 8), (50003, 12), (50004, 5), (50005, 5000)):
        yield Case("coverage %d" % coverage,
                   udplite(BETA, ALPHA, client, 4123, coverage=coverage), [Z_WAVE])
    yield Case("IPv6", udplite(BETA6, ALPHA6, 50001, 4123, coverage=8), [Z_WAVE])
    yield Case("4 bytes: ports alone",
               ip(BETA, ALPHA, UDPLITE, struct.pack(">HH", 50006, 4123)), [Z_WAVE])


@scene("6in4 (IP protocol 41), once and twice, with UDP and TCP inside", "nothing")
def tunnel_6in4():
    for comment, inner, label in (("udp", ask(BETA6, ALPHA6), Z_WAVE),
                                  ("tcp", begin(BETA6, ALPHA6), Z_WAVE_TCP)):
        yield Case(comment, ip(BETA, ALPHA, IPV6_IN_IP, inner), [label])
    twice = ip("198.51.100.2", "198.51.100.1", IPV6_IN_IP,
               ip(BETA6, ALPHA6, IPV4_IN_IP, udp(BETA, ALPHA, 50009, 4123)))
    yield Case("IPv4 in IPv6 in IPv4", twice, [Z_WAVE])


@scene("GTP-U with UDP, TCP, IPv6, ICMP and another tunnel inside", "nothing")
def tunnel_gtp_u():
    def tunnelled(inner):
        return udp("198.51.100.2", "198.51.100.1", 2152, 2152, gtp_u(inner))

    yield Case("udp", tunnelled(ask()), [GTP, Z_WAVE])
    yield Case("tcp", tunnelled(begin()), [GTP, Z_WAVE_TCP])
    yield Case("UDP over IPv6", tunnelled(ask(BETA6, ALPHA6)), [GTP, Z_WAVE])
    yield Case("ICMP error quoting UDP",
               tunnelled(icmp_error(ALPHA, BETA, 3, 3, ask())), [GTP, Z_WAVE], quoted=1)
    yield Case("GTP-U in GTP-U, and UDP", tunnelled(udp(BETA, ALPHA, 2152, 2152, gtp_u(
        udp("203.0.113.2", "203.0.113.1", 50001, 4123)))), [GTP, GTP, Z_WAVE])
    yield Case("no packet inside", udp("198.51.100.2", "198.51.100.1", 2152, 2152, gtp_u(b"\x45")),
               [GTP])


@scene("GRE in IP in IP, IP in GRE in IPv6, 20 tunnels in each other",
       "nothing, but nobody nests so deeply")
def tunnel_nested():
    yield Case("UDP in IPv6 in GRE in IPv4 in IPv4",
               ip("198.51.100.2", "198.51.100.1", IPV4_IN_IP,
                  ip("203.0.113.2", "203.0.113.1", GRE, gre(ask(BETA6, ALPHA6)))), [Z_WAVE])
    yield Case("TCP in IPv4 in IPv4 in GRE in IPv6",
               ip("2001:db8:1::2", "2001:db8:1::1", GRE,
                  gre(ip("203.0.113.2", "203.0.113.1", IPV4_IN_IP, begin()))), [Z_WAVE_TCP])
    deep = udp(BETA, ALPHA, 50003, 4123)
    for _ in range(20):
        deep = ip("198.51.100.2", "198.51.100.1", GRE, gre(deep))
    yield Case("UDP below 20 times GRE", deep, [Z_WAVE])


@scene("ICMP and ICMPv6 errors quoting UDP, TCP, DCCP, UDP-Lite: whole, 8 bytes, 4 and 3",
       "RFC 792: 8 bytes at least; the last ones are shorter")
def icmp_errors():
    head, head6 = 20, 40
    yield Case("port unreachable, whole UDP", icmp_error(ALPHA, BETA, 3, 3, ask()), [Z_WAVE], 1)
    yield Case("time exceeded, TCP of 8 bytes",
               icmp_error("198.51.100.1", BETA, 11, 0, begin()[:head + 8]), [Z_WAVE_TCP], 1)
    yield Case("host unreachable, whole TCP", icmp_error(ALPHA, BETA, 3, 1, begin()),
               [Z_WAVE_TCP], 1)
    yield Case("redirect, UDP of 8 bytes", icmp_error(ALPHA, BETA, 5, 1, ask()[:head + 8]),
               [Z_WAVE], 1)
    yield Case("ICMPv6 port unreachable, whole UDP",
               icmp_error(ALPHA6, BETA6, 1, 4, ask(BETA6, ALPHA6)), [Z_WAVE], 1)
    yield Case("ICMPv6 time exceeded, TCP of 8 bytes",
               icmp_error("2001:db8:1::1", BETA6, 3, 0, begin(BETA6, ALPHA6)[:head6 + 8]),
               [Z_WAVE_TCP], 1)
    request = dccp(BETA, ALPHA, 50001, 4556, REQUEST, (1685351985).to_bytes(4, "big"))
    yield Case("whole DCCP Request", icmp_error(ALPHA, BETA, 3, 3, request),
               [("dccp", 4556, "dtn-bundle")], 1, 1685351985, "dtn-bundle")
    yield Case("DCCP Request of 8 bytes", icmp_error(ALPHA, BETA, 3, 3, request[:head + 8]),
               [("dccp", 4556, "dtn-bundle")], 1)
    yield Case("UDP-Lite", icmp_error(ALPHA, BETA, 3, 3, udplite(BETA, ALPHA, 50001, 4123)),
               [Z_WAVE], 1)
    yield Case("UDP in GTP-U", icmp_error("198.51.100.1", "198.51.100.2", 3, 3,
               udp("198.51.100.2", "198.51.100.1", 2152, 2152, gtp_u(ask()))), [GTP, Z_WAVE], 2)
    yield Case("UDP in IPv4 in IPv4", icmp_error("198.51.100.1", "198.51.100.2", 3, 3,
               ip("198.51.100.2", "198.51.100.1", IPV4_IN_IP, ask())), [Z_WAVE], 1)
    yield Case("UDP of 4 bytes: the ports", icmp_error(ALPHA, BETA, 3, 3, ask()[:head + 4]),
               [Z_WAVE], 1)
    yield Case("UDP of 3 bytes", icmp_error(ALPHA, BETA, 3, 3, ask()[:head + 3]), [])
    yield Case("UDP of 0 bytes", icmp_error(ALPHA, BETA, 3, 3, ask()[:head]), [])
    yield Case("IP header cut", icmp_error(ALPHA, BETA, 3, 3, ask()[:12]), [])
    yield Case("echo request with the bytes of a packet",
               icmp_error(BETA, ALPHA, 8, 0, ask()), [])


def fragments(whole, sizes, identification):
    """The payload of an IPv4 packet in fragments of these sizes."""
    payload, at, out = whole[20:], 0, []
    for size in sizes:
        last = at + size >= len(payload)
        out.append(ip(BETA, ALPHA, UDP, payload[at:at + size],
                      (0 if last else 0x2000) | at // 8, identification))
        at += size
    return out


@scene("UDP in three fragments, in order, backwards, without the last, without the first, "
       "of 8 bytes each",
       "RFC 791: the ports are in the first fragment; label once, where the datagram is whole")
def ip_fragments():
    def whole(client):
        return udp(BETA, ALPHA, client, 4123, bytes(range(32)))

    for number, piece in enumerate(fragments(whole(50001), (16, 16, 16), 11)):
        yield Case("in order, %d of 3" % (number + 1), piece, [Z_WAVE] if number == 2 else [])
    for number, piece in enumerate(reversed(fragments(whole(50002), (16, 16, 16), 12))):
        yield Case("backwards, %d of 3" % (3 - number), piece, [Z_WAVE] if number == 2 else [])
    for number, piece in enumerate(fragments(whole(50003), (8, 8, 8, 8, 8), 13)):
        yield Case("8 bytes each, %d of 5" % (number + 1), piece, [Z_WAVE] if number == 4 else [])
    first, second, third = fragments(whole(50004), (16, 16, 16), 14)
    yield Case("never whole, 1 of 3", first, [])
    yield Case("never whole, 2 of 3", second, [])
    first, second, third = fragments(whole(50005), (16, 16, 16), 15)
    yield Case("first one missing, 2 of 3", second, [])
    yield Case("first one missing, 3 of 3", third, [])
