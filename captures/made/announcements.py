"""Announcements, and traffic that they hold for or do not.

Beside each packet stands what was announced for it: a list of (service, instance, number of the
packet that announced it), or None for the announcement itself.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from wire import *  # noqa: F403

SCENES, scene = scenes("announced-")
OTHER = "192.0.2.7"
LINK_LOCAL = "fe80::1"
LINK_LOCAL_CLIENT = "fe80::2"


class Case:
    def __init__(self, time, comment, data, announced=None, interface=0, cut=None):
        self.time, self.comment, self.data = time, comment, data
        self.announced, self.interface, self.cut = announced, interface, cut


def srv(port, instance="Office", service="_coap._udp", host="host.local", ttl=120, cls=FLUSH):
    return record(label(instance) + name(service + ".local"), SRV, srv_data(port, name(host)), ttl,
                  cls)


def address(value=ALPHA, host="host.local", ttl=120, cls=FLUSH):
    return record(name(host), AAAA if is_v6(value) else A, packed(value), ttl, cls)


def say(time, comment, *records, source=ALPHA, interface=0, flags=RESPONSE):
    """A multicast response."""
    return Case(time, comment, mdns(message(answers=records, flags=flags), source),
                interface=interface)


def use(time, port, *announced, to=ALPHA, comment="use", interface=0, transport=udp):
    """A client's packet to an address and port."""
    client = BETA
    if is_v6(to):
        client = LINK_LOCAL_CLIENT if to.startswith("fe80") else BETA6
    return Case(time, comment, transport(client, to, 50000, port), list(announced), interface)


def coap(frame, instance="Office"):
    return "coap", instance, frame


@scene("goodbye of the SRV record, use 0.5 s and 2 s later, announcement again",
       "RFC 6762 section 10.1: a goodbye leaves one second")
def goodbye():
    yield say(0, "announcement", srv(50683), address())
    yield use(1, 50683, coap(1))
    yield say(10, "goodbye", srv(50683, ttl=0))
    yield use(10.5, 50683, coap(1))
    yield use(12, 50683)
    yield say(20, "announcement again", srv(50683), address())
    yield use(21, 50683, coap(6))


@scene("goodbye of the host's address, use 0.5 s and 2 s later",
       "RFC 6762 section 10.1: a goodbye leaves one second")
def goodbye_of_address():
    yield say(0, "announcement", srv(50683), address())
    yield say(10, "goodbye of the address", address(ttl=0))
    yield use(10.5, 50683, coap(1))
    yield use(12, 50683)


@scene("use before and after the time to live of SRV and of A, announcement repeated in time",
       "RFC 1035 section 3.2.1: a record holds for its TTL")
def time_to_live():
    yield say(0, "SRV and A for 10 s", srv(50001, ttl=10), address(ttl=10))
    yield use(9.5, 50001, coap(1))
    yield use(10.5, 50001)
    yield say(20, "SRV for 120 s, A for 5 s", srv(50002, "Cellar", host="cellar.local"),
              address(host="cellar.local", ttl=5))
    yield use(24, 50002, coap(4, "Cellar"))
    yield use(26, 50002)
    yield say(40, "for 10 s", srv(50003, "Roof", host="roof.local", ttl=10),
              address(host="roof.local", ttl=10))
    yield say(48, "for 10 s again", srv(50003, "Roof", host="roof.local", ttl=10),
              address(host="roof.local", ttl=10))
    yield use(52, 50003, coap(8, "Roof"))
    yield use(58.5, 50003)


@scene("a time to live with the top bit set", "RFC 2181 section 8: it is to be taken for 0")
def ttl_top_bit():
    yield say(0, "announcement", srv(50683, ttl=0x80000001), address())
    yield use(2, 50683)


@scene("SRV without an address, later A of another host than the sender",
       "RFC 6763 section 5: SRV names a host; its address may come in another message")
def srv_before_a():
    yield say(0, "SRV alone, by 192.0.2.7", srv(50683), source=OTHER)
    yield use(1, 50683, comment="to 192.0.2.1: nobody said so")
    yield use(1.5, 50683, coap(1), to=OTHER, comment="to the sender, for want of an address")
    yield say(2, "A: 192.0.2.1", address(), source=OTHER)
    yield use(3, 50683, coap(1), comment="to 192.0.2.1")
    yield use(3.5, 50683, to=OTHER, comment="to the sender, which it is not")


@scene("A before SRV, in other capitals; transport; a port that was not announced",
       "RFC 6762 section 16: names are the same in other ASCII capitals")
def a_before_srv():
    yield say(0, "A", address(host="HOST.Local"))
    yield say(1, "SRV", srv(50683, host="host.LOCAL"))
    yield use(2, 50683, coap(2))
    yield use(3, 50683, transport=tcp, comment="TCP, which _udp is not for")
    yield use(4, 50684, comment="next port")


@scene("use before the announcement", "an announcement does not reach back")
def before():
    yield use(0, 50683)
    yield say(1, "announcement", srv(50683), address())
    yield use(2, 50683, coap(2))


@scene("A changed with the cache-flush bit, use of old and new address after 2 s",
       "RFC 6762 section 10.2: cache-flush replaces older records within one second")
def address_change():
    yield say(0, "192.0.2.1", srv(50683), address())
    yield say(10, "192.0.2.7", address(OTHER), source=OTHER)
    yield use(12, 50683, comment="old")
    yield use(12.5, 50683, coap(1), to=OTHER, comment="new")


@scene("A changed with the cache-flush bit, in one message with AAAA behind it",
       "RFC 6762 section 10.2: cache-flush holds for each type apart")
def address_change_both():
    yield say(0, "192.0.2.1 and 2001:db8::1", srv(50683), address(), address(ALPHA6))
    yield say(10, "192.0.2.7 and 2001:db8::1", address(OTHER), address(ALPHA6), source=OTHER)
    yield use(12, 50683, comment="old")
    yield use(12.5, 50683, coap(1), to=OTHER, comment="new")
    yield use(13, 50683, coap(1), to=ALPHA6, comment="IPv6")


@scene("another A without the cache-flush bit", "RFC 6762 section 10.2: it is one more")
def address_added():
    yield say(0, "192.0.2.1", srv(50683), address(cls=IN))
    yield say(10, "192.0.2.7 as well", address(OTHER, cls=IN), source=OTHER)
    yield use(12, 50683, coap(1), comment="first")
    yield use(12.5, 50683, coap(1), to=OTHER, comment="second")


@scene("use of the old address and of the old port 0.5 s after they were replaced",
       "RFC 6762 section 10.2: replaced records live for one more second")
def flush_second():
    yield say(0, "192.0.2.1, port 50001", srv(50001), address())
    yield say(10, "192.0.2.7", address(OTHER), source=OTHER)
    yield use(10.5, 50001, coap(1), comment="old address")
    yield say(20, "port 50002", srv(50002))
    yield use(20.5, 50001, coap(1), to=OTHER, comment="old port")
    yield use(20.6, 50002, coap(4), to=OTHER, comment="new port")


@scene("an instance that moves to another port", "RFC 6762 section 10.2: the new record counts")
def port_change():
    yield say(0, "port 50001", srv(50001), address())
    yield say(10, "port 50002", srv(50002))
    yield use(12, 50001, comment="old")
    yield use(12.5, 50002, coap(2), comment="new")


@scene("an instance that moves to another port, and then says goodbye to the old record",
       "RFC 6762 section 10.1: a goodbye is for the record with the same RDATA")
def port_change_goodbye():
    yield say(0, "port 50001", srv(50001), address())
    yield say(10, "port 50002", srv(50002))
    yield say(11, "goodbye of port 50001", srv(50001, ttl=0))
    yield use(14, 50001, comment="old")
    yield use(15, 50002, coap(2), comment="new")


@scene("two instances on one address and port, one of them withdrawn",
       "RFC 6763 section 5: nothing forbids it")
def one_port():
    yield say(0, "Web", srv(50080, "Web", "_http._tcp"), address())
    yield say(1, "Printer", srv(50080, "Printer", "_ipp._tcp"))
    yield use(2, 50080, ("ipp", "Printer", 2), ("http", "Web", 1), transport=tcp)
    yield say(10, "goodbye of Printer", srv(50080, "Printer", "_ipp._tcp", ttl=0))
    yield use(12, 50080, ("http", "Web", 1), transport=tcp)


@scene("the same announcement twice in a second, as RFC 6762 section 8.3 wants it",
       "the later one counts")
def twice():
    yield say(0, "first", srv(50683), address())
    yield say(1, "second", srv(50683), address())
    yield use(2, 50683, coap(2))


@scene("the same link-local address on two interfaces, and a global one",
       "RFC 4291 section 2.5.6 and RFC 3927: link-local addresses are of one link")
def two_links():
    yield say(0, "eth0", srv(50683, "Here", host="here.local"), address(LINK_LOCAL, "here.local"),
              source=LINK_LOCAL)
    yield say(1, "eth1", srv(50683, "There", host="there.local"),
              address(LINK_LOCAL, "there.local"), source=LINK_LOCAL, interface=1)
    yield use(2, 50683, coap(1, "Here"), to=LINK_LOCAL)
    yield use(3, 50683, coap(2, "There"), to=LINK_LOCAL, interface=1)
    yield say(4, "eth0: 169.254.1.1 and 192.0.2.1",
              srv(50684, "Both", host="both.local"), address("169.254.1.1", "both.local"),
              address(ALPHA, "both.local"))
    yield use(5, 50684, coap(5, "Both"), to="169.254.1.1")
    yield use(6, 50684, to="169.254.1.1", interface=1)
    yield use(7, 50684, coap(5, "Both"), interface=1)
    yield say(8, "eth0: SRV alone, by a link-local sender", srv(50685, "Bare", host="bare.local"),
              source=LINK_LOCAL)
    yield use(9, 50685, coap(9, "Bare"), to=LINK_LOCAL)
    yield use(10, 50685, to=LINK_LOCAL, interface=1)


@scene("SRV as a known answer and in a probe",
       "RFC 6762 sections 7.1 and 8.2: a query announces nothing")
def query():
    known = message([question(name("_coap._udp.local"), PTR)], [srv(50001), address()],
                    flags=QUERY)
    probe = message([question(name("Office", "_coap", "_udp", "local"), ANY)],
                    authority=[srv(50002), address()], flags=QUERY)
    yield Case(0, "known answer", mdns(known))
    yield use(1, 50001)
    yield Case(2, "probe", mdns(probe))
    yield use(3, 50002)


@scene("an mDNS response quoted in an ICMP error", "what is quoted was said before, by another")
def quoted():
    lost = mdns(message(answers=[srv(50683), address()]))
    yield Case(0, "port unreachable", icmp_error(BETA, ALPHA, 3, 3, lost))
    yield use(1, 50683)
    yield use(2, 50683, to=BETA)


@scene("answers of a unicast DNS server, with and without the host's address",
       "RFC 6763 section 10: a server answers for others")
def unicast():
    def answer(time, comment, *records):
        dns = message([question(name("Office", "_coap", "_udp", "example", "org"), SRV)], records,
                      identification=7)
        return Case(time, comment, udp(OTHER, BETA, 53, 50053, dns))

    yield answer(0, "SRV alone", srv(50001, cls=IN))
    yield use(1, 50001, to=OTHER, comment="to the server")
    yield use(2, 50001, comment="to the host")
    yield answer(3, "SRV and A", srv(50002, "Cellar", host="cellar.local", cls=IN),
                 address(host="cellar.local", cls=IN))
    yield use(4, 50002, coap(4, "Cellar"), comment="to the host")
    yield use(5, 50002, to=OTHER, comment="to the server")


@scene("two SRV records of one name in an answer, for two hosts and ports",
       "RFC 2782: a client chooses among them; all of them hold")
def several_srv():
    dns = message([question(name("_xmpp-client._tcp.local"), SRV)],
                  [record(name("_xmpp-client._tcp.local"), SRV, srv_data(port, name(host)), cls=IN)
                   for port, host in ((50001, "one.local"), (50002, "two.local"))],
                  additional=[address(ALPHA, "one.local", cls=IN),
                              address(OTHER, "two.local", cls=IN)], identification=7)
    yield Case(0, "answer", udp("192.0.2.53", BETA, 53, 50053, dns))
    said = ("xmpp-client", "_xmpp-client._tcp.local", 1)
    yield use(1, 50001, said, transport=tcp)
    yield use(2, 50002, said, to=OTHER, transport=tcp)
    yield use(3, 50002, transport=tcp, comment="port of the other host")


@scene("responses with another operation code or an error code",
       "RFC 6762 sections 18.3 and 18.11: they are ignored")
def ignored():
    yield say(0, "opcode 4", srv(50001), address(), flags=RESPONSE | 4 << 11)
    yield use(1, 50001)
    yield say(2, "response code 3", srv(50002), address(), flags=RESPONSE | 3)
    yield use(3, 50002)
    yield say(4, "class CHAOS", srv(50003, cls=3), address(cls=3))
    yield use(5, 50003)
    none = record(name("Office", "_coap", "_udp", "local"), SRV, srv_data(50004, b"\0"))
    yield say(6, "port 0, target \".\"", srv(0), none, address())
    yield use(7, 50004)


@scene("instances whose names differ in bytes that are no text, or look alike as text",
       "RFC 6763 section 4.1.1; names are compared byte by byte")
def alike():
    yield say(0, "0xff", srv(50001, b"\xff"), address())
    yield say(1, "0xfe", srv(50002, b"\xfe"))
    yield use(2, 50001, coap(1, "\ufffd"))
    yield use(3, 50002, coap(2, "\ufffd"))
    yield say(4, "byte 1", srv(50003, b"\x01"))
    yield say(5, "the text \\x01", srv(50004, "\\x01"))
    yield use(6, 50003, coap(5, "\\x01"))
    yield use(7, 50004, coap(6, "\\x01"))


@scene("instances of what is no character, U+FFFE and U+FFFF", "XML 1.0 section 2.2 has no place for them")
def no_characters():
    yield say(0, "U+FFFF", srv(50001, "a\uffff"), address())
    yield say(1, "U+FFFE", srv(50002, "\ufffeb"))
    yield use(2, 50001, coap(1, "a\\xffff"))
    yield use(3, 50002, coap(2, "\\xfffeb"))


@scene("a response from another port than 5353, and one to another port than 5353",
       "RFC 6762 section 6: the first must be ignored, the second answers a query of section 6.7")
def source_port():
    first = message(answers=[srv(50001), address()])
    yield Case(0, "from port 1234", udp(ALPHA, MDNS_GROUP, 1234, MDNS_PORT, first))
    yield use(1, 50001)
    second = message(answers=[srv(50002), address()])
    yield Case(2, "to port 1234", udp(ALPHA, BETA, MDNS_PORT, 1234, second))
    yield use(3, 50002, coap(3))


CAP = 10


@scene("12 instances with an address each, for -o svcreg.max_announced:10 (the last five hold)",
       "the oldest of the 24 records go first")
def many():
    for i in range(12):
        host = "host%d.local" % i
        yield say(i, "instance %d" % i, srv(50000 + i, "Nr %d" % i, host=host), address(host=host))
    for i in range(12):
        yield use(20 + i, 50000 + i, *([coap(i + 1, "Nr %d" % i)] if 2 * (12 - i) <= CAP else []))


FOUND = 8


@scene("nine instances on one address and port, and three uses of it",
       "the newest eight are given back; that there are more is said once")
def crowded():
    for i in range(FOUND + 1):
        yield say(i, "instance %d" % i, srv(50000, "Nr %d" % i), *([] if i else [address()]))
    for i in range(3):
        yield use(20 + i, 50000, *(coap(i + 1, "Nr %d" % i) for i in range(FOUND, 0, -1)))


# --- Registrations by update (RFC 2136, RFC 9664, RFC 9665) ---

SERVER, SRP_PORT = "192.0.2.53", 53538
UPDATE, ACCEPTED, REFUSED = 0x2800, 0xa800, 0xa805
NONE_CLASS, ANY_CLASS = 254, 255
ZONE = question(name("default.service.arpa"), 6)
ARPA = "_coap._udp.default.service.arpa"


def lease(*seconds):
    """An OPT record with the Update Lease option."""
    option = b"".join(n.to_bytes(4, "big") for n in seconds)
    data = b"\0\2" + len(option).to_bytes(2, "big") + option
    return b"\0" + (41).to_bytes(2, "big") + (1232).to_bytes(2, "big") + bytes(4) + \
        len(data).to_bytes(2, "big") + data


def registered(port, instance="Office", host="host.default.service.arpa", ttl=7200):
    """What a device asks for: everything of its names anew."""
    owner = label(instance) + name(ARPA)
    return [record(owner, 255, b"", 0, ANY_CLASS),
            record(owner, SRV, srv_data(port, name(host)), ttl, IN),
            record(name(host), 255, b"", 0, ANY_CLASS), record(name(host), A, packed(ALPHA), ttl, IN)]


def update(time, comment, number, records, *seconds):
    options = [lease(*seconds)] if seconds else []
    dns = message([ZONE], [], records, options, UPDATE, identification=number)
    return Case(time, comment, udp(ALPHA, SERVER, 49154, SRP_PORT, dns))


def answer(time, comment, number, *seconds, flags=ACCEPTED, to=49154):
    options = [lease(*seconds)] if seconds else []
    dns = message([], [], [], options, flags, identification=number)
    return Case(time, comment, udp(SERVER, ALPHA, SRP_PORT, to, dns))


@scene("an update accepted, one refused, one without an answer, one answered to somebody else",
       "RFC 2136 section 2.2: an update counts when the server says so")
def registration():
    yield update(0, "update", 1, registered(50001), 7200)
    yield use(1, 50001, comment="not accepted yet")
    yield answer(2, "accepted", 1)
    yield use(3, 50001, coap(3))
    yield update(4, "another port", 2, registered(50002, "Cellar", "cellar.default.service.arpa"), 7200)
    yield answer(5, "refused", 2, flags=REFUSED)
    yield use(6, 50002)
    yield update(7, "a third one", 3, registered(50003, "Roof", "roof.default.service.arpa"), 7200)
    yield answer(8, "accepted, for another client", 3, to=49155)
    yield use(9, 50003)


@scene("leases that end, that the server makes shorter, and a removal",
       "RFC 9664 section 5 and RFC 9665 section 3.2.5.5.1")
def registration_lease():
    yield update(0, "update for 10 s", 1, registered(50001), 10, 100)
    yield answer(0.5, "accepted", 1)
    yield use(9, 50001, coap(2))
    yield use(11, 50001)
    yield update(20, "update for 7,200 s", 2, registered(50001), 7200)
    yield answer(20.5, "accepted for 5 s", 2, 5)
    yield use(25, 50001, coap(6))
    yield use(26, 50001)
    yield update(30, "update for 7,200 s", 3, registered(50001), 7200)
    yield answer(30.5, "accepted", 3)
    yield use(31, 50001, coap(10))
    yield update(40, "removal: lease 0", 4,
                 [record(name("host.default.service.arpa"), 255, b"", 0, ANY_CLASS)], 0, 100)
    yield use(41, 50001, coap(10), comment="not accepted yet")
    yield answer(42, "accepted", 4)
    yield use(44, 50001)


@scene("an update that moves a service, and one that deletes its SRV record",
       "RFC 2136 section 2.5: what is deleted no longer holds")
def registration_change():
    yield update(0, "update", 1, registered(50001))
    yield answer(1, "accepted", 1)
    yield use(2, 50001, coap(2))
    yield update(3, "to another port", 2, registered(50002))
    yield answer(4, "accepted", 2)
    yield use(6, 50001)
    yield use(7, 50002, coap(5))
    yield update(8, "the SRV record deleted", 3,
                 [record(label("Office") + name(ARPA), SRV,
                         srv_data(50002, name("host.default.service.arpa")), 0, NONE_CLASS)])
    yield answer(9, "accepted", 3)
    yield use(11, 50002)


# --- Names beyond the letter of RFC 6763, and SRV records outside of DNS-SD ---

@scene("instances of several labels, and below a subtype",
       "RFC 6763 section 4.1.1: an instance name is one label, right before the service type")
def names_beyond():
    def offered(port, *labels):
        return record(name(*labels), SRV, srv_data(port, name("host.local")), 120, FLUSH)

    yield say(0, "two labels", offered(50001, "a", "b", "_coap", "_udp", "local"), address())
    yield use(1, 50001, coap(1, "a.b"))
    yield say(2, "three labels", offered(50002, "x", "y", "z", "_coap", "_udp", "local"))
    yield use(3, 50002, coap(3, "x.y.z"))
    yield say(4, "below _sub", offered(50003, "Lamp", "_sub", "_coap", "_udp", "local"))
    yield use(5, 50003, coap(5, "Lamp"))
    yield say(6, "below a subtype", offered(50004, "Bulb", "_light", "_sub", "_coap", "_udp", "local"))
    yield use(7, 50004, coap(7, "Bulb"))


@scene("SRV records of names that are no DNS-SD",
       "RFC 2782: _Service._Proto.Name; _tls means TCP, _dtls UDP")
def rfc_2782():
    def offered(time, comment, port, owner, *more):
        answers = [record(name(owner), SRV, srv_data(port, name("host.example")), 300, IN), *more]
        dns = message([question(name(owner), SRV)], answers, flags=0x8180)
        return Case(time, comment, udp(SERVER, ALPHA, 53, 50100, dns))

    here = address(host="host.example", cls=IN, ttl=300)
    yield offered(0, "_sips._tls", 50001, "_sips._tls.example", here)
    yield use(1, 50001, ("sips", "_sips._tls.example", 1), transport=tcp)
    yield use(2, 50001, comment="over UDP it was not offered")
    yield offered(3, "_stun._udp", 50002, "_stun._udp.example")
    yield use(4, 50002, ("stun", "_stun._udp.example", 4))
    yield offered(5, "below _msdcs", 50003, "_ldap._tcp.dc._msdcs.example")
    yield use(6, 50003, ("ldap", "_ldap._tcp.dc._msdcs.example", 6), transport=tcp)
    yield offered(7, "_xmpp-server._dtls", 50004, "_xmpp-server._dtls.example")
    yield use(8, 50004, ("xmpp-server", "_xmpp-server._dtls.example", 8))
    yield offered(9, "a protocol of no known transport", 50005, "_xmpp-server._carrot.example")
    yield use(10, 50005, transport=tcp)


@scene("a type that is announced for TCP and spoken over UDP as well",
       "Matter core specification section 4.3.1: _matter._tcp, over UDP or TCP")
def spoken_over():
    yield say(0, "_matter._tcp", srv(50001, "0123456789ABCDEF-0000000000000001", "_matter._tcp"),
              address())
    yield use(1, 50001, ("matter", "0123456789ABCDEF-0000000000000001", 1))
    yield use(2, 50001, ("matter", "0123456789ABCDEF-0000000000000001", 1), transport=tcp)
    yield say(3, "_http._tcp is spoken over TCP alone", srv(50002, "Page", "_http._tcp"))
    yield use(4, 50002)
    yield use(5, 50002, ("http", "Page", 4), transport=tcp)


@scene("registrations at servers on ports of their own, and an answer that nobody asked for",
       "RFC 9665 section 10.5: a server takes any port")
def registration_port():
    def at(port, case):
        """The same datagram, with another server's port."""
        data = bytearray(case.data)
        end = 20 if data[12:16] == packed(SERVER) else 22
        data[end:end + 2] = port.to_bytes(2, "big")
        data[26:28] = bytes(2)
        return Case(case.time, case.comment, bytes(data), case.announced)

    yield at(53535, answer(0, "an answer without its update", 9, to=49160))
    yield at(53535, update(1, "update of a zone", 1, registered(50001), 7200))
    yield at(53535, answer(2, "accepted", 1))
    yield use(3, 50001, coap(3))
    sleeper = [record(name("host.local"), A, packed(ALPHA), 120, IN),
               record(label("Office") + name("_coap._udp.local"), SRV,
                      srv_data(50002, name("host.local")), 120, IN)]
    dns = message([], [], sleeper, [lease(7200)], UPDATE, identification=2)
    yield at(59413, Case(4, "a Sleep Proxy's client names no zone",
                         udp(ALPHA, SERVER, 49155, SRP_PORT, dns)))
    yield at(59413, answer(5, "accepted", 2, to=49155))
    yield use(6, 50002, coap(6))


@scene("announcements of which the capture has only the beginning: up to within the last record, or within "
       "the SRV record; one that claims more records than it has",
       "what is left of a message says what it said; RFC 1035 section 4.1.1: a count that is not met is a "
       "lie")
def cut():
    def cut_say(time, comment, left_out, *records):
        whole = say(time, comment, *records)
        whole.cut = len(ethernet(whole.data)) - left_out
        return whole

    yield cut_say(0, "the last 5 bytes are missing", 5, srv(50001), address(),
                  record(label("Office") + name("_coap._udp.local"), TXT, txt_data("txtvers=1")))
    yield use(1, 50001, coap(1))
    yield cut_say(2, "the SRV record's target is missing", 3, address(host="roof.local"),
                  srv(50002, "Roof", host="roof.local"))
    yield use(3, 50002)
    lie = message(answers=[srv(50003, "Cellar", host="cellar.local"), address(host="cellar.local")],
                  counts=(0, 3, 0, 0))
    yield Case(4, "three records claimed, two there", mdns(lie))
    yield use(5, 50003)


@scene("SRV at a name without a service type: listed in its message, in an earlier one, by two types",
       "RFC 6763 section 4.1: such a name should end in the type")
def listed():
    def bare(host, port):
        return record(name(host), SRV, srv_data(port, name(host)))

    def lists(host, service="_coap._udp"):
        return record(name(service + ".local"), PTR, name(host), cls=IN)

    yield say(0, "PTR, SRV and A", lists("lamp.local"), bare("lamp.local", 50001),
              address(host="lamp.local"))
    yield use(1, 50001, coap(1, "lamp.local"))
    yield say(2, "PTR alone", lists("desk.local"))
    yield say(3, "SRV and A", bare("desk.local", 50002), address(host="desk.local"))
    yield use(4, 50002, coap(4, "desk.local"))
    yield say(5, "SRV and A that nobody listed", bare("roof.local", 50003),
              address(host="roof.local"))
    yield use(6, 50003)
    yield say(7, "another type lists it", lists("desk.local", "_http._tcp"))
    yield say(8, "SRV on another port: of neither", bare("desk.local", 50004),
              address(host="desk.local"))
    yield use(9, 50004)
