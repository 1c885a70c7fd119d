"""Packets beside others that they are to be told from: values that go with each other, records that mean
something else in another message, packets that look like the beginning or the end of something else.

Beside each packet stands what the fields are to show that its test asks for, in that order
(tests/integration/TESTLIST).

SPDX-License-Identifier: GPL-2.0-or-later
"""
import struct

from wire import *  # noqa: F403

SCENES, scene = scenes()
FRAGMENT_HEADER = 44
YEAR = 365 * 86400


class Case:
    def __init__(self, comment, data, *columns, time=None):
        self.comment, self.data, self.columns, self.time = comment, data, columns, time


def offered(service, kind, rdata):
    return record(label("Office") + name(service + ".local"), kind, rdata)


def attributes(service, *strings):
    return offered(service, TXT, txt_data(*strings))


@scene("SRV whose priority is not its weight; hardware addresses of 6 and of 8 bytes; a required TXT key "
       "left out of a response, of a known answer and of a probe",
       "RFC 2782: priority, then weight; IEEE EUI-48 and EUI-64; RFC 6762 sections 7.1 and 8.2: a query "
       "says nothing new")
def values_apart():
    def said(comment, record_said, *columns):
        return Case(comment, mdns(message(answers=[record_said])), *columns)

    yield said("priority 1, weight 2",
               offered("_ipp._tcp", SRV, struct.pack(">HHH", 1, 2, 631) + name("host.local")),
               1, 2, "", "")
    yield said("6 bytes", attributes("_ipp._tcp", "mac=02-00-00-00-00-01"),
               "", "", "", "02:00:00:00:00:01")
    yield said("8 bytes", attributes("_ipp._tcp", "mac=02-00-00-ff-fe-00-00-01"), "", "", "", "")
    owner = name("Office", "_matterc", "_udp", "local")
    half = attributes("_matterc._udp", "D=3840")
    yield said("response without CM", half, "", "", "CM", "")
    known = message([question(name("_matterc._udp.local"), PTR)], [half], flags=QUERY)
    yield Case("known answer without CM", mdns(known), "", "", "", "")
    probe = message([question(owner, ANY)], authority=[half], flags=QUERY)
    yield Case("probe without CM", mdns(probe), "", "", "", "")


@scene("a port with an old service and one that was registered later, and a port whose only service "
       "was; a reset after data, and one that answers a SYN",
       "a service that is new on a port matters where there was none; RFC 9293 section 3.5.2: a port that "
       "resets is closed, but not one that took data")
def ports_apart():
    yield Case("port 4123 in 2000, z-wave in 2007",
               tcp(BETA, ALPHA, 50322, 4123), 4123, 1, "", time=-26 * YEAR)
    yield Case("port 465 in 2012: submissions came in 2017, urd before there were dates",
               tcp(BETA, ALPHA, 50321, 465), 465, "", "", time=-14 * YEAR)
    for number, (comment, payload) in enumerate((("data taken", b"hello\r\n"), ("refused", b""))):
        client = 50323 + number
        yield Case("SYN, " + comment, tcp(BETA, ALPHA, client, 4), 4, "", "", time=2 * number)
        if payload:
            yield Case("data, the SYN, ACK was lost by the capture",
                       tcp(BETA, ALPHA, client, 4, ACK | PUSH, payload, 2, 2), 4, "", "", time=0.1)
        yield Case("RST, " + comment,
                   tcp(ALPHA, BETA, 4, client, RST | ACK, b"", 2, 2 + len(payload)), 4, "",
                   1 if payload else "", time=2 * number + 0.2)


def fragment6(payload, offset, more):
    """The part of a UDP packet over IPv6 behind a fragment header."""
    head = struct.pack(">BBHI", UDP, 0, offset | more, 7)
    return ip(ALPHA6, "ff02::fb", FRAGMENT_HEADER, head + payload[40:])


@scene("a record that ends too early, in a fragment that is the whole and in the first of several",
       "RFC 8200 section 4.5 and RFC 6946: without the M flag and at offset 0 a fragment is all there is")
def ipv6_fragments():
    record_said = record(name("Office", "_ipp", "_tcp", "local"), SRV,
                         srv_data(631, name("host.local")), length=60)
    datagram = mdns(message(answers=[record_said]), ALPHA6)
    yield Case("the whole", fragment6(datagram, 0, 0), "Office", "host.local", 631,
               "dnssd.record.truncated")
    yield Case("the first", fragment6(datagram, 0, 1), "Office", "host.local", 631,
               "dnssd.message.cut")


@scene("values that are text beyond ASCII and such that are not; a name with a control character; keys with "
       "a space; a service type's PTR record to what is no instance",
       "RFC 6763 section 4.1.1 and RFC 5198: Net-Unicode has no control characters; RFC 6763 section 6.4: "
       "spaces are part of a key; RFC 6763 section 6.5: values are opaque")
def texts_apart():
    def said(comment, record_said):
        return Case(comment, mdns(message(answers=[record_said])))

    yield said("UTF-8 text", attributes("_googlecast._tcp", "fn=K\u00fcche \U0001f602"))
    yield said("no text", attributes("_googlecast._tcp", b"fn=K\xfcche"))
    yield said("carriage return and line feed",
               record(label("Office\r\n") + name("_ipp._tcp.local"), TXT, txt_data("txtvers=1")))
    yield said("c#, and a space", attributes("_hap._tcp", "c# = 1"))
    yield said("no instance", record(name("_hap._tcp.local"), PTR, name("hap-1F299C.local")))
