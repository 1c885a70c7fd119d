"""Conversations whose ports say one thing and whose bytes another.

Beside each packet stands what is to be said of it: the service, the basis, what the bytes give away
(the signature), the agreement. A signature is of a datagram, or of a direction's first payload;
where that is cut into pieces, of the piece that completes it.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from wire import *  # noqa: F403

SCENES, scene = scenes()
CLIENT, SERVER = True, False


class Case:
    def __init__(self, comment, data, service, basis, signature="", agreement="", cut=None):
        self.comment, self.data, self.cut = comment, data, cut
        self.columns = (service, basis, signature, agreement)


def talk(ports, service, said, basis="SYN", beginning=True, cut=None, ends=(ALPHA, BETA)):
    """A connection; `said`: (whose, payload, signature, agreement) one after the other. `cut`: bytes
    captured of a frame. `ends`: addresses of server and client."""
    client, port = ports
    alpha, beta = ends
    sent = {CLIENT: 1000, SERVER: 5000}
    if beginning:
        yield Case("SYN", tcp(beta, alpha, client, port, SYN, b"", sent[CLIENT]), service, basis)
        yield Case("SYN, ACK", tcp(alpha, beta, port, client, SYN | ACK, b"", sent[SERVER],
                                   sent[CLIENT] + 1), service, basis)
    sent = {whose: number + 1 for whose, number in sent.items()}
    for whose, payload, signature, agreement in said:
        there = (beta, alpha, client, port) if whose else (alpha, beta, port, client)
        yield Case("client" if whose else "server",
                   tcp(*there, ACK | PUSH, payload, sent[whose], sent[not whose]),
                   service, basis, signature, agreement, cut)
        sent[whose] += len(payload)


RDP_REQUEST = bytes.fromhex("030000130ee000000000000100080003000000")
RDP_CONFIRM = bytes.fromhex("030000130ed000001234000201080002000000")
MQTT_CONNECT = b"\x10\x0d\0\4MQTT\4\2\0\x3c\0\1a"
RPC_CALL = struct.pack(">10I", 0x12345678, 0, 2, 100000, 2, 0, 0, 0, 0, 0)
RPC_REPLY = struct.pack(">6I", 0x12345678, 1, 0, 0, 0, 0)
TLS_HELLO = b"\x16\3\1\0\x2f\1\0\0\x2b\3\3" + bytes(range(32)) + b"\0\0\4\xc0\x2b\xc0\x2f\1\0"
BINDING = bytes.fromhex("000100002112a442") + bytes(range(12))
BINDING_RESPONSE = bytes.fromhex("0101000c2112a442") + bytes(range(12)) + \
    bytes.fromhex("0020000800015a2a5e12a443")


@scene("SMTP, RFB, RDP, MQTT, FTP, RTSP, IRC, AJP and Subversion on ports that are registered for something else",
       "RFC 6335 section 8.1: a port is assigned to a service; another one there is worth a look")
def spoken_elsewhere():
    differs, unknown = "differs", "unknown"
    yield from talk((50401, 4123), "z-wave", (
        (SERVER, b"220 mail.example.net ESMTP ready\r\n", "smtp", differs),
        (CLIENT, b"EHLO beta.example.net\r\n", "smtp", differs)))
    yield from talk((50402, 8009), "nvme-disc", (
        (SERVER, b"RFB 003.008\n", "vnc", differs), (CLIENT, b"RFB 003.008\n", "vnc", differs)))
    yield from talk((50403, 443), "https", (
        (CLIENT, RDP_REQUEST, "rdp", differs), (SERVER, RDP_CONFIRM, "rdp", differs)))
    yield from talk((50404, 5222), "xmpp-client", (
        (CLIENT, MQTT_CONNECT, "mqtt", differs), (SERVER, b"\x20\2\0\0", "", differs)))
    yield from talk((50405, 4123), "z-wave", (
        (SERVER, b"220 (vsFTPd 3.0.3)\r\n", "ftp", differs),
        (CLIENT, b"USER anonymous\r\n", "", differs)))
    yield from talk((50406, 4123), "z-wave", (
        (CLIENT, b"OPTIONS rtsp://192.0.2.1/a RTSP/1.0\r\nCSeq: 1\r\n\r\n", "rtsp", differs),
        (SERVER, b"RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n", "rtsp", differs)))
    yield from talk((50407, 4123), "z-wave", (
        (CLIENT, b"NICK bob\r\nUSER bob 0 * :Bob\r\n", "irc", differs),
        (SERVER, b":irc.example.net NOTICE * :hello\r\n", "irc", differs)))
    yield from talk((50410, 8009), "nvme-disc", (
        (CLIENT, b"\x12\x34\0\1\x0a", "ajp13", differs), (SERVER, b"AB\0\1\x09", "", differs)))
    # Wireshark 4.0 has no dissector for it.
    yield from talk((50400, 443), "https", (
        (SERVER, b"( success ( 2 2 ( ) ( edit-pipeline ) ) ) ", "svn", differs),))
    # Words of the registry that point to it: nothing is contradicted.
    yield from talk((50408, 6446), "mysql-proxy", (
        (SERVER, b"\x4a\0\0\0\x0a8.0.33\0" + bytes(60), "mysql", unknown),))
    # And on their own ports.
    yield from talk((50409, 25), "smtp", (
        (SERVER, b"220 mail.example.net ESMTP ready\r\n", "smtp", "agrees"),))
    yield from talk((50414, 17500), "db-lsp", ((CLIENT, TLS_HELLO, "tls", "agrees"),))


@scene("requests whose first bytes come one by one, or a length alone first, as git writes them",
       "RFC 9293 section 3.9.1: segments have no meaning; what they have together begins the connection")
def spoken_in_pieces():
    yield from talk((50411, 4123), "z-wave", (
        (CLIENT, b"0033", "", "unknown"),
        (CLIENT, b"git-upload-pack /a.git\0host=192.0.2.1\0", "git", "differs"),
        (SERVER, b"0000", "", "differs")))
    yield from talk((50412, 4123), "z-wave", (
        (CLIENT, b"G", "", "unknown"), (CLIENT, b"ET", "", "unknown"),
        (CLIENT, b" / HTTP/1.0\r\n\r\n", "http", "differs"),
        (SERVER, b"HTTP/1.0 200 OK\r\n\r\n", "http", "differs")))


def with_options(packet):
    """A packet of IPv6 with hop-by-hop options, which say nothing."""
    head, payload = packet[:40], packet[40:]
    return head[:4] + struct.pack(">HB", 8 + len(payload), 0) + head[7:] + \
        bytes([head[6], 0, 1, 4, 0, 0, 0, 0]) + payload


def in_gtp_u(packet):
    return udp("198.51.100.1", "198.51.100.2", 2152, 2152, gtp_u(packet))


@scene("SSH to a port of another service over IPv6, with options, in a tunnel, in fragments",
       "RFC 4253 section 4.2: what a connection began with goes on; RFC 8200 section 4.3, RFC 791")
def spoken_in_wrappings():
    said = ((CLIENT, b"SSH-2.0-OpenSSH_9.2\r\n", "ssh", "differs"),
            (SERVER, b"0123456789abcdefghijklmn", "", "differs"))
    for client, (wrap, ends) in enumerate((
            (lambda packet: packet, (ALPHA6, BETA6)), (with_options, (ALPHA6, BETA6)),
            (in_gtp_u, (ALPHA6, BETA6)), (in_gtp_u, (ALPHA, BETA))), 50451):
        for case in talk((client, 4123), "z-wave", said, ends=ends):
            case.data = wrap(case.data)
            if wrap == in_gtp_u:
                service, basis, signature, agreement = case.columns
                case.columns = (f"gtp-user,{service}", f"first packet,{basis}", signature,
                                ",".join(["agrees"] + [agreement] * (agreement != "")))
            yield case
    for case in talk((50455, 4123), "z-wave", said):
        if case.comment == "client":
            for fragment in (0x2000, 24 // 8):
                payload = case.data[20:44] if fragment == 0x2000 else case.data[44:]
                service = ("", "", "", "") if fragment == 0x2000 else case.columns
                yield Case("fragment", ip(BETA, ALPHA, TCP, payload, fragment), *service)
        else:
            yield case


@scene("bytes of nobody to ports whose dissectors take everything: SOCKS, ONC RPC, LPD, PPTP, rsync, X11",
       "nothing; that a port alone chose the dissector proves no registration")
def taken_by_port():
    nobody = b"\x07\x9b\0\x91nobody's\xf0" * 3
    for client, (port, service) in enumerate((
            (1080, "socks"), (111, "sunrpc"), (515, "printer"), (1723, "pptp"), (873, "rsync"),
            (6000, "x11"), (6379, "redis"), (11211, "memcache")), 50421):
        yield from talk((client, port), service, (
            (CLIENT, nobody, "", "unknown"), (SERVER, nobody[::-1], "", "unknown")))
    for client, (port, service, basis) in enumerate((
            (514, "syslog", "first packet"), (69, "tftp", "first packet"),
            (4789, "vxlan", "dissected"), (111, "sunrpc", "first packet")), 50431):
        yield Case("datagram", udp(BETA, ALPHA, client, port, nobody), service, basis, "",
                   "unknown")


@scene("text and bytes of nobody to ports whose dissectors take them: FTP, SMTP, POP3, IMAP, NNTP, IRC, RTSP, "
       "rlogin, echo, daytime; and what does begin there",
       "nothing; of a text protocol it is known what a server greets with and what a client may say")
def texts_of_nobody():
    for client, (port, service, greeting, command) in enumerate((
            (21, "ftp", b"220 ready\r\n", b"USER bob\r\n"),
            (25, "smtp", b"220 ready\r\n", b"QUIT\r\n"),
            (587, "submission", b"220-ready\r\n220 now\r\n", b"noop\r\n"),
            (110, "pop3", b"+OK\r\n", b"CAPA\r\n"),
            (143, "imap", b"* BYE\r\n", b"a1 CAPABILITY\r\n"),
            (119, "nntp", b"200 ready\r\n", b"MODE READER\r\n"),
            (6667, "ircu", b":a.example 020 * :wait\r\n", b"NICK bob\r\n"),
            (554, "rtsp", b"RTSP/2.0 200 OK\r\n\r\n", b"PLAY rtsp://a/ RTSP/2.0\r\n\r\n")), 50491):
        yield from talk((client, port), service, (
            (CLIENT, b"hello world, how are you\r\n", "", "unknown"),
            (SERVER, b"fine, thanks\r\n", "", "unknown")))
        yield from talk((client + 20, port), service, (
            (SERVER, greeting, "", "agrees"), (CLIENT, command, "", "agrees")))
    for client, (port, service) in enumerate(((513, "login"), (7, "echo"), (13, "daytime"),
                                              (37, "time"), (4730, "gearman")), 50531):
        yield from talk((client, port), service, (
            (CLIENT, b"hello world, how are you\r\n", "", "unknown"),
            (SERVER, b"\x07\x9b\0\x91nobody's\xf0" * 3, "", "unknown")))
    yield from talk((50541, 37), "time", ((SERVER, b"\xee\x6e\x8d\x10", "", "agrees"),))
    yield from talk((50542, 13), "daytime", (
        (SERVER, b"Mon Nov 30 07:00:00 2026\r\n", "", "agrees"),))
    yield from talk((50543, 4730), "gearman", (
        (CLIENT, b"\0REQ\0\0\0\x10\0\0\0\0", "gearman", "agrees"),))


@scene("datagrams of nobody, and of one byte over and over, to ports whose dissectors take them: echo, daytime, "
       "time, NTP, BFD, WSP, WTLS, DTLS, Geneve; and messages of these",
       "nothing; what cannot be told from noise shows nothing")
def datagrams_of_nobody():
    for client, (port, service) in enumerate((
            (7, "echo"), (13, "daytime"), (37, "time"), (3784, "bfd-control"), (9200, "wap-wsp"),
            (9202, "wap-wsp-s"), (5684, "coaps"), (546, "dhcpv6-client"), (17500, "db-lsp-disc")),
            50551):
        yield Case("bytes", udp(BETA, ALPHA, client, port, b"\x2b\x9b\7\x91nobody's\xf0" * 3),
                   service, "first packet", "", "unknown")
    for client, (port, service, basis) in enumerate((
            (123, "ntp", "first packet"), (53, "domain", "dissected"), (5355, "llmnr", "dissected")),
            50561):
        yield Case("zeros", udp(BETA, ALPHA, client, port, bytes(64)), service, basis, "",
                   "unknown")
    for client, (port, service, message_said) in enumerate((
            (3784, "bfd-control", bytes.fromhex("20c80318000000010000000000") + bytes(11)),
            (9200, "wap-wsp", b"\1\x40\x0ehttp://a.test/"),
            (5684, "coaps", bytes.fromhex("15fefd00000000000000000002015a")),
            (6081, "geneve", bytes.fromhex("0000655800000700") + bytes(12) + b"\x90\0" + bytes(46)),
            (123, "ntp", bytes.fromhex("230006ec") + bytes(44))), 50571):
        yield Case("message", udp(BETA, ALPHA, client, port, message_said), service, "dissected",
                   "", "agrees")
    yield Case("time asked for", udp(BETA, ALPHA, 50581, 37, b""), "time", "first packet")
    yield Case("time told", udp(ALPHA, BETA, 37, 50581, b"\xee\x6e\x8d\x10"), "time",
               "first packet", "", "agrees")


@scene("datagrams of STUN, SIP and DNS to ports of others, an RPC call from a reserved port to a dynamic one",
       "RFC 768; bindresvport(3): who binds a reserved port for RPC is a client")
def spoken_in_datagrams():
    yield Case("STUN", udp(BETA, ALPHA, 50441, 443, BINDING), "https", "first packet", "stun",
               "differs")
    yield Case("STUN to SIP's port: a keepalive", udp(BETA, ALPHA, 50442, 5060, BINDING), "sip",
               "dissected", "stun", "agrees")
    yield Case("SIP", udp(BETA, ALPHA, 50443, 4123,
                          b"OPTIONS sip:bob@example.net SIP/2.0\r\nCSeq: 1 OPTIONS\r\n\r\n"),
               "z-wave", "first packet", "sip", "differs")
    yield Case("DNS", udp(BETA, ALPHA, 50445, 4123, bytes.fromhex(
        "123401000001000000000000") + b"\7example\0\0\1\0\1"), "z-wave", "first packet", "dns",
               "differs")
    yield Case("SIP from a port of HTTP: which end is the service nobody knows",
               udp(BETA, ALPHA, 80, 50443,
                   b"OPTIONS sip:bob@example.net SIP/2.0\r\nCSeq: 1 OPTIONS\r\n\r\n"),
               "http", "registration", "sip", "unknown")
    yield Case("RPC call", udp(BETA, ALPHA, 674, 50444, RPC_CALL), "", "first packet", "rpc",
               "unknown")
    yield Case("RPC reply", udp(ALPHA, BETA, 50444, 674, RPC_REPLY), "", "first packet", "",
               "unknown")


@scene("DNS and bytes of nobody to SSDP's port, whose dissector takes them and shows nothing",
       "nothing; what shows nothing recognised nothing, in one pass and in two")
def taken_without_showing():
    yield Case("DNS", udp(BETA, ALPHA, 50481, 1900, bytes.fromhex("123401000001000000000000") +
                          b"\7example\0\0\1\0\1"), "ssdp", "first packet", "dns", "differs")
    yield Case("bytes", udp(BETA, ALPHA, 50482, 1900, b"\x07\x9b\0\x91" * 8), "ssdp",
               "first packet", "", "unknown")


@scene("an answer of DNS from port 80 to a port of others, and the next query; RPC, STUN, SIP, QUIC alike",
       "nothing; the capture begins with the answer: who sends it is the service, whatever its port")
def begun_with_an_answer():
    question = b"\0\1\0\0\0\0\0\0\7example\0\0\1\0\1"
    label = ("http", "first packet", "dns", "differs")
    yield Case("answer", udp(ALPHA, BETA, 80, 5060, b"\x12\x34\x81\x80" + question), *label)
    yield Case("query", udp(BETA, ALPHA, 5060, 80, b"\x12\x35\1\0" + question), *label)
    label = ("acap", "first packet")
    yield Case("reply", udp(ALPHA, BETA, 80, 674, RPC_REPLY), *label, "", "unknown")
    yield Case("call", udp(BETA, ALPHA, 674, 80, RPC_CALL), *label, "rpc", "unknown")
    # From ports of nobody, as public servers of STUN have them.
    label = ("", "first packet")
    yield Case("response", udp(ALPHA, BETA, 19302, 5900, BINDING_RESPONSE), *label, "stun",
               "unknown")
    yield Case("request", udp(BETA, ALPHA, 5900, 19302, BINDING), *label, "stun", "unknown")
    yield Case("status", udp(ALPHA, BETA, 50491, 1433, b"SIP/2.0 200 OK\r\nCSeq: 1 OPTIONS\r\n\r\n"),
               *label, "sip", "unknown")
    yield Case("Initial", udp(ALPHA, BETA, 50492, 1433, b"\xc1\0\0\0\1\0\x08" + bytes(8) +
                              b"\0\x41\0" + b"\x9b" * 256), *label, "quic", "unknown")


@scene("answers, greetings and requests in the middle of connections between ports that are others' in the registry: HTTP, TLS, SMTP",
       "nothing; the capture begins in the middle: who answers is the service, and who is asked")
def begun_with_a_greeting():
    for ports, service, whose, said in (
            ((1883, 8080), "http-alt", SERVER, b"HTTP/1.1 200 OK\r\n\r\n"),
            ((5060, 8123), "", SERVER, b"HTTP/1.1 200 OK\r\n\r\n"),
            ((5900, 8123), "", CLIENT, b"GET / HTTP/1.1\r\n\r\n"),
            ((6000, 8443), "pcsync-https", SERVER, TLS_HELLO[:5] + b"\2" + TLS_HELLO[6:]),
            ((6000, 8443), "pcsync-https", CLIENT, TLS_HELLO),
            ((5432, 2525), "ms-v-worlds", SERVER, b"220 mail.example.net ESMTP ready\r\n")):
        yield from talk(ports, service, ((whose, said, "", "unknown"),), "first packet",
                        beginning=False)
    # What either end says tells nothing: the dissector does.
    yield from talk((50731, 6379), "redis", ((SERVER, b"*2\r\n$3\r\nfoo\r\n$3\r\nbar\r\n", "", "agrees"),),
                    "dissected", beginning=False)
    yield from talk((50732, 5060), "sip", ((CLIENT, b"SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n\r\n", "",
                                            "agrees"),), "dissected", beginning=False)


@scene("requests and answers of RTSP in HTTP's form, to ports of others, and to HTTP's own",
       "RFC 2326 section 6.1: the version tells; AirPlay has GET and POST")
def rtsp_like_http():
    for client, port, service in ((50701, 7000, "afs3-fileserver"), (50702, 8080, "http-alt")):
        yield from talk((client, port), service, (
            (CLIENT, b"GET /info RTSP/1.0\r\nCSeq: 0\r\n\r\n", "rtsp", "differs"),
            (SERVER, b"RTSP/1.0 200 OK\r\nCSeq: 0\r\n\r\n", "rtsp", "differs")))
    yield from talk((50703, 8080), "http-alt", (
        (CLIENT, b"GET /RTSP/1.0 HTTP/1.1\r\n\r\n", "http", "agrees"),))


@scene("TLS from the first byte on, to the ports of SMTP, LDAP and MySQL, and to that of PostgreSQL",
       "RFC 3207, RFC 4511 section 4.14: TLS comes after a word in the clear; PostgreSQL takes it at once")
def tls_too_early():
    for client, (port, service, agreement) in enumerate((
            (25, "smtp", "unknown"), (389, "ldap", "unknown"), (3306, "mysql", "unknown"),
            (5432, "postgresql", "agrees")), 50711):
        yield from talk((client, port), service, ((CLIENT, TLS_HELLO, "tls", agreement),))


@scene("what shares a port or the first bytes: STUN and DTLS on 3478, SIP to another port than its own, "
       "messages that begin as WireGuard's data do",
       "RFC 7983; nothing")
def alike_datagrams():
    hello = b"\x16\xfe\xfd" + bytes(8) + b"\0\x2f\1\0\0\x23" + bytes(8) + b"\xfe\xfd" + bytes(33)
    yield Case("STUN", udp(BETA, ALPHA, 50721, 3478, BINDING), "stun,turn,stun-behavior", "dissected", "stun", "agrees")
    yield Case("DTLS", udp(BETA, ALPHA, 50721, 3478, hello), "stun,turn,stun-behavior", "dissected", "dtls", "agrees")
    yield Case("SIP", udp(BETA, ALPHA, 5060, 5070, b"REGISTER sip:example.net SIP/2.0\r\n\r\n"),
               "vtsas", "first packet", "sip", "unknown")
    yield Case("data of WireGuard or a message of Matter", udp(BETA, ALPHA, 50723, 34964, b"\4\0\0\0" +
                                                               bytes(range(60))),
               "profinet-cm", "first packet", "", "unknown")


@scene("RDP, TLS and NBD of which the capture has two bytes: what is like TDS or SPICE proves nothing",
       "nothing; a snap length of 68 leaves no more behind the options of TCP")
def cut_to_two_bytes():
    cut = 14 + 20 + 20 + 2
    yield from talk((50471, 3389), "ms-wbt-server", (
        (CLIENT, RDP_REQUEST, "", "unknown"), (SERVER, b"\4\1" + bytes(30), "", "unknown")), cut=cut)
    yield from talk((50472, 992), "telnets", (
        (CLIENT, b"\x12\1\0\x2f\0\0\1\0", "", "unknown"),
        (SERVER, b"REDQ" + bytes(20), "", "unknown")), cut=cut)
    yield from talk((50473, 10809), "nbd", (
        (SERVER, b"NBDMAGICIHAVEOPT\0\3", "", "unknown"),), cut=cut)


@scene("a file by TFTP, asked for from ports that are registered for others, sent from dynamic ones",
       "RFC 1350 section 4: the server chooses a port of its own, and sends the first packet from it")
def tftp_transfer():
    for number, client in enumerate((44818, 2070)):
        server = 50461 + number
        yield Case("request", udp(BETA, ALPHA, client, 69, b"\0\1boot\0octet\0"), "tftp",
                   "dissected", "tftp", "agrees")
        yield Case("data", udp(ALPHA, BETA, server, client, b"\0\3\0\1hello\n"), "", "first packet",
                   "", "unknown")
        yield Case("acknowledgement", udp(BETA, ALPHA, client, server, b"\0\4\0\1"), "",
                   "first packet", "", "unknown")


@scene("acknowledgements alone, from a port of nobody's protocol to that of HTTP or RDP, and back",
       "nothing; which end began is not in the capture")
def begun_between_registered():
    for ports, service in (((1035, 8080), "http-alt"), ((1044, 3389), "ms-wbt-server")):
        for source, destination, there in ((BETA, ALPHA, ports), (ALPHA, BETA, ports[::-1])):
            yield Case("ACK", tcp(source, destination, *there, ACK, b"", 100, 200), service,
                       "registration")


@scene("HTTP in the middle of a body, and in the middle of a connection to the port of https",
       "nothing; Wireshark's dissector for the port takes the first and shows nothing of it")
def begun_in_a_body():
    yield from talk((50451, 80), "http", ((SERVER, b"\x01\x02\x03\x04" * 16, "", "unknown"),
                                          (SERVER, b"\x05\x06\x07\x08" * 16, "", "unknown")),
                    "registration", beginning=False)
    yield from talk((50452, 443), "https", ((CLIENT, b"GET / HTTP/1.1\r\n\r\n", "", "unknown"),),
                    "first packet", beginning=False)


@scene("bytes of nobody in the middle of connections to ports whose dissectors take them there: SSH, TLS, FTP, "
       "SMB, BGP, ONC RPC; and segments that begin with a message",
       "nothing; a segment has no meaning, so where the beginning is not in the capture the bytes must show it")
def begun_with_anything():
    nobody = b"\x07\x9b\0\x91nobody's\xf0" * 3
    for client, (port, service) in enumerate((
            (22, "ssh"), (443, "https"), (21, "ftp"), (110, "pop3"), (445, "microsoft-ds"),
            (111, "sunrpc"), (6379, "redis")), 50601):
        yield from talk((client, port), service, (
            (CLIENT, nobody, "", "unknown"), (SERVER, nobody[::-1], "", "unknown")),
            "registration" if service == "redis" else "dissected", beginning=False)
    for client, (port, service, said) in enumerate((
            (443, "https", b"\x17\3\3\0\x20" + bytes(range(32))), (21, "ftp", b"226 done\r\n"),
            (110, "pop3", b"+OK 2 messages\r\n"), (143, "imap", b"a7 OK done\r\n"), (179, "bgp", b"\xff" * 16 + b"\0\x13\4"),
            (6379, "redis", b"+PONG\r\n")), 50611):
        yield from talk((client, port), service, ((SERVER, said, "", "agrees"),), "dissected",
                        beginning=False)
    yield from talk((50621, 443), "https", ((SERVER, b"hello world\r\n", "", "unknown"),),
                    "registration", beginning=False)
