"""DNS-SD messages with one thing wrong in each, beside a record that is right.

A scene is a capture; what a packet is to show stands beside it:
  checks   expert info, by filter name; a name twice when it is said twice
  others   what the records beside the good one show: (instances, hosts, ports)
  good     whether the good record is read as well

SPDX-License-Identifier: GPL-2.0-or-later
"""
import struct

from wire import *  # noqa: F403

TYPE = "_ipp._tcp.local"
HOST = "other.local"

SCENES, scene = scenes()
# For these, only that nothing fires or breaks: what is seen depends on each packet's length.
LONG = ("every-length", "snap-length")


class Case:
    def __init__(self, comment, dns, checks="", instances=(), hosts=(), ports=(), good="last",
                 cut=None, frames=None):
        self.comment, self.dns, self.checks = comment, dns, checks.split()
        self.good, self.cut, self.frames = good, cut, frames
        own = (list(instances), list(hosts), list(map(str, ports)))
        right = (["Good"], ["good.local"], ["631"])
        if good == "last":
            own = tuple(a + b for a, b in zip(own, right))
        elif good == "first":
            own = tuple(b + a for a, b in zip(own, right))
        self.instances, self.hosts, self.ports = own


def good_record(cls=FLUSH, ttl=120):
    return record(name("Good", "_ipp", "_tcp", "local"), SRV, srv_data(631, name("good.local")),
                  cls=cls, ttl=ttl)


def beside(*records, good="last", **header):
    """A response with the records, and the good one after or before them."""
    answers = list(records)
    if good == "last":
        answers.append(good_record())
    elif good == "first":
        answers.insert(0, good_record())
    return message(answers=answers, **header)


def ptr(target, owner=None, length=None):
    return record(owner or name(TYPE), PTR, target, cls=IN, length=length)


def srv(port, instance="Office", service=TYPE, host=None):
    return record(label(instance) + name(service), SRV,
                  srv_data(port, name(HOST) if host is None else host))


def txt(*strings, service=TYPE, instance="Office", rdata=None, length=None):
    return record(label(instance) + name(service), TXT,
                  txt_data(*strings) if rdata is None else rdata, length=length)


def office(comment, dns, checks="", **more):
    """A case whose other record has the instance "Office"."""
    return Case(comment, dns, checks, instances=["Office"], **more)


# --- Names ---

def rdata_at(offset, owner):
    """Where the RDATA of a record begins that begins at `offset`."""
    return offset + len(owner) + 10


@scene("PTR targets and an owner that point to themselves, forwards, past the end; pointer loops",
       "RFC 1035 section 4.1.4: a pointer is to a prior occurrence")
def name_pointer():
    bad = "dnssd.name.pointer"
    owner = name(TYPE)
    yield Case("target is a pointer to itself",
               beside(lambda at: ptr(pointer(rdata_at(at, owner)))), bad)
    yield Case("label, then a pointer to that label: an endless name",
               beside(lambda at: ptr(label("loop") + pointer(rdata_at(at, owner)))), bad)
    yield Case("two pointers to each other",
               beside(lambda at: ptr(pointer(rdata_at(at, owner) + 2) +
                                     pointer(rdata_at(at, owner)))), bad)
    yield Case("target points forward, to the owner of the next record",
               beside(lambda at: ptr(pointer(rdata_at(at, owner) + 2))), bad)
    yield Case("target points past the end of the message",
               beside(lambda at: ptr(pointer(0x3FFF))), bad)
    yield Case("owner _ipp._tcp, then a pointer to itself; target names an instance",
               beside(lambda at: ptr(name("Office", "_ipp", "_tcp", "local"),
                                     owner=name("_ipp", "_tcp", end=pointer(at + 10)))), bad,
               instances=["Office"])
    yield Case("owner is a pointer to itself: no name of service discovery",
               beside(lambda at: ptr(name("Office", "_ipp", "_tcp", "local"),
                                     owner=pointer(at))), bad)
    yield Case("target points back to a name that points back: right",
               beside(ptr(label("One") + pointer(12)),
                      lambda at: ptr(pointer(rdata_at(12, owner)))),
               instances=["One", "One"])


@scene("labels of types 01 and 10 in a PTR target and in an owner",
       "RFC 6891 section 5: label types 01 and 10 are not in use")
def name_label_type():
    bad = "dnssd.name.label_type"
    yield Case("target with label type 01", beside(ptr(b"\x41\x01" + name(TYPE))), bad)
    yield Case("target with label type 10", beside(ptr(b"\x81\x01" + name(TYPE))), bad)
    yield Case("owner with label type 01 after _ipp._tcp: where the record goes on is not known",
               beside(ptr(name("Office", "_ipp", "_tcp", "local"),
                          owner=name("_ipp", "_tcp", end=b"\x41\x01\0")), good="first"),
               bad, good="first")


@scene("PTR targets of 255, 256 and 305 bytes, plain and by a pointer",
       "RFC 1035 section 2.3.4: a name has at most 255 bytes")
def name_long():
    bad = "dnssd.name.long"
    service = name(TYPE)
    room = 255 - len(service)

    def filled(size):
        """Labels of `size` bytes with their lengths."""
        out = b""
        while size > len(out):
            out += label("x" * (min(size - len(out), 64) - 1))
        return out

    several = "dnssd.instance_name.malformed"
    text = ".".join("x" * n for n in (63, 63, 63, room - 3 * 64 - 1))
    yield Case("255 bytes: right, but for an instance of four labels",
               beside(ptr(filled(room) + service)), several, instances=[text])
    yield Case("256 bytes", beside(ptr(filled(room + 1) + service)), bad + " " + several,
               instances=[text + "x"])
    yield Case("305 bytes", beside(ptr(filled(305 - 1) + b"\0")), bad)
    yield Case("256 bytes, the last of them by a pointer",
               beside(ptr(filled(room + 1) + pointer(12))), bad + " " + several,
               instances=[text + "x"])
    yield Case("owner of 256 bytes: the record behind it can be read",
               beside(ptr(name("Office", "_ipp", "_tcp", "local"),
                          owner=name("_ipp", "_tcp", end=filled(256 - 11) + b"\0")),
                      good="first"), bad, instances=["Office"], good="first")


@scene("names that the message's end cuts: in a label, in a pointer, at the root",
       "RFC 1035 section 3.1: a name ends with the root label")
def name_truncated():
    bad = "dnssd.name.truncated"
    yield Case("last target ends inside a label",
               beside(ptr(b"\x3fshort"), good="first"), bad, good="first")
    yield Case("last target ends after a pointer's first byte",
               beside(ptr(label("Office") + b"\xc0"), good="first"), bad, good="first")
    yield Case("last target has no root label",
               beside(ptr(name("Office", end=b"")), good="first"), bad, good="first")
    yield Case("last SRV host ends inside a label",
               beside(srv(8631, host=b"\x3fshort"), good="first"), bad,
               instances=["Office"], ports=[8631], good="first")


@scene("names inside the message, but longer than their record's RDLENGTH",
       "RFC 1035 section 3.2.1: RDLENGTH is the length of the RDATA")
def name_past_rdata():
    bad = "dnssd.name.truncated"
    yield Case("PTR of 3 bytes, whose target would go on in the next record",
               beside(ptr(b"\x02ab")), bad)
    yield office("SRV of 9 bytes, whose host would go on in the next record",
                 beside(srv(8631, host=b"\x02ab")), bad, ports=[8631])
    yield Case("PTR without RDATA: the next record's owner is not its target",
               beside(ptr(b"")), bad)
    yield office("SRV of 6 bytes: the next record's owner is not its host",
                 beside(srv(8631, host=b"")), bad, ports=[8631])


# --- Records and messages ---

@scene("RDLENGTH of the last record reaches past the end of the message",
       "RFC 1035 section 3.2.1: RDLENGTH is the length of the RDATA")
def record_truncated():
    bad = "dnssd.record.truncated"
    yield office("TXT of 10 bytes says 200",
                 beside(txt("rp=a/print", length=200), good="first"), bad, good="first")
    yield office("SRV whose host is whole says 60",
                 beside(record(name("Office", "_ipp", "_tcp", "local"), SRV,
                               srv_data(8631, name(HOST)), length=60), good="first"),
                 bad, hosts=[HOST], ports=[8631], good="first")
    yield Case("A of the good record's host says 65,535",
               beside(record(name("good.local"), A, packed(ALPHA), length=65535), good="first"),
               bad, hosts=["good.local"], good="first")


@scene("counts in the header that promise more records than there are, or fewer",
       "RFC 1035 section 4.1.1: the counts are those of the sections")
def message_truncated():
    bad = "dnssd.message.truncated"
    yield office("2 answers, 5 promised", beside(srv(8631), counts=(0, 5, 0, 0)), bad,
                 hosts=[HOST], ports=[8631])
    yield office("2 answers, 65,535 of each section but the questions promised",
                 beside(srv(8631), counts=(0, 65535, 65535, 65535)), bad,
                 hosts=[HOST], ports=[8631])
    yield office("2 answers, 1 promised: what follows is not read",
                 beside(srv(8631), counts=(0, 1, 0, 0)), hosts=[HOST], ports=[8631], good=None)
    yield Case("the second record ends after its type",
               message(answers=[good_record(), name(TYPE) + b"\0\x0c"]), bad, good=None,
               instances=["Good"], hosts=["good.local"], ports=["631"])
    yield Case("header alone, 1 answer promised: nothing to show",
               message(counts=(0, 1, 0, 0)), good=None)
    yield Case("11 bytes of a header: nothing to show", message()[:11], good=None)


# --- TXT records ---

@scene("a string's length byte reaches past the RDATA",
       "RFC 6763 section 6.1: strings fill the RDATA")
def txt_truncated():
    bad = "dnssd.txt.truncated"
    yield office("string of 10 bytes says 50", beside(txt(rdata=b"\x32rp=a/print")), bad)
    yield office("second string of no byte says 255",
                 beside(txt(rdata=txt_data("rp=a") + b"\xff")), bad)


@scene("TXT records without a string, and with an empty one",
       "RFC 6763 section 6.1: at least one string, be it empty")
def txt_empty():
    yield office("RDLENGTH 0", beside(txt(rdata=b"")), "dnssd.txt.empty")
    yield office("one string of length 0: right", beside(txt("")))


def txt_of(size):
    """TXT record of `size` bytes of RDATA, each key once and none longer than nine."""
    rdata = b""
    while len(rdata) < size:
        key = "k%d=" % len(rdata)
        string = key + "v" * (min(200, size - len(rdata) - 1) - len(key))
        rdata += label(string)
        if 0 < size - len(rdata) < 10:
            rdata = rdata[:-1 - len(string)] + label(string[:-10])
    assert len(rdata) == size
    return txt(rdata=rdata)


@scene("TXT records of 400, 401, 1,300 and 1,301 bytes",
       "RFC 6763 section 6.2: at most 400 bytes, better 200; 1,300 fit in a packet")
def txt_long():
    for size, check in ((400, ""), (401, "dnssd.txt.long"), (1300, "dnssd.txt.long"),
                        (1301, "dnssd.txt.very_long")):
        yield office("%d bytes" % size, beside(txt_of(size)), check)


@scene("txtvers as second and as first key", "RFC 6763 section 6.7: txtvers comes first")
def txt_txtvers():
    yield office("second", beside(txt("rp=a", "txtvers=1")), "dnssd.txt.txtvers_position")
    yield office("second, in capitals", beside(txt("rp=a", "TXTVERS=1")),
                 "dnssd.txt.txtvers_position")
    yield office("first: right", beside(txt("txtvers=1", "rp=a")))


@scene("strings that begin with \"=\"", "RFC 6763 section 6.4: a key has at least one character")
def txt_key_empty():
    yield office("\"=value\"", beside(txt("rp=a", "=value")), "dnssd.txt.key_empty")
    yield office("\"=\"", beside(txt("=")), "dnssd.txt.key_empty")
    yield office("empty string: right", beside(txt("rp=a", "", "ty=b")))


@scene("keys of nine, ten and 255 characters", "RFC 6763 section 6.4: no more than nine characters")
def txt_key_long():
    yield office("nine: right", beside(txt("abcdefghi=1")))
    yield office("ten", beside(txt("abcdefghij=1")), "dnssd.txt.key_long")
    yield office("255, without a value", beside(txt("k" * 255)), "dnssd.txt.key_long")


@scene("keys with control bytes, DEL, bytes above 0x7e, a space",
       "RFC 6763 section 6.4: keys are printable US-ASCII, 0x20 to 0x7e")
def txt_key_unprintable():
    for comment, key in (("BEL", b"a\x07"), ("DEL", b"a\x7f"), ("NUL", b"a\0b"), ("0x80", b"\x80"),
                         ("UTF-8", "schlüssel"[:5].encode())):
        yield office(comment, beside(txt(label(key + b"=1")[1:])), "dnssd.txt.key_unprintable")
    yield office("space: right", beside(txt("a b=1")))


@scene("keys that occur twice, in another case, without a value",
       "RFC 6763 section 6.4: the first occurrence counts")
def txt_key_duplicate():
    bad = "dnssd.txt.key_duplicate"
    yield office("rp and RP", beside(txt("rp=a", "RP=b")), bad)
    yield office("rp twice again", beside(txt("rp=a", "rp", "rp=")), bad + " " + bad)
    yield office("rp and NUL, rp: two keys", beside(txt(b"rp=a", b"rp\0=b")),
                 "dnssd.txt.key_unprintable")


@scene("2,000 empty strings in one TXT record, and a password behind 1,100",
       "RFC 6763 section 6.1: one empty string is enough")
def txt_many_strings():
    yield office("2,000 bytes, each a string", beside(txt(rdata=bytes(2000))),
                 "dnssd.txt.very_long")
    yield office("a password behind 1,100 of them",
                 beside(txt(*[""] * 1100, "p=secret", service="_http._tcp.local")),
                 "dnssd.txt.long dnssd.txt.credentials")


@scene("user names and passwords of _http._tcp, in responses and as a known answer",
       "RFC 6763 section 15: TXT records can be read by everybody")
def credentials():
    bad = "dnssd.txt.credentials"
    web = "_http._tcp.local"
    yield office("u and p", beside(txt("u=admin", "p=secret", service=web)), bad + " " + bad)
    yield office("in capitals", beside(txt("U=admin", "P=secret", service=web)), bad + " " + bad)
    yield office("empty and without a value: right", beside(txt("u=", "p", service=web)))
    yield office("u of another service: right",
                 beside(txt("u=admin", service="_daap._tcp.local")))
    known = message(questions=[question(name(web), PTR)], flags=QUERY,
                    answers=[txt("p=secret", service=web), good_record()])
    yield office("known answer: told of as well", known, bad)


@scene("models of devices in TXT records of several service types, one that no table lists",
       "nothing")
def device_models():
    for service, attribute in (
            ("_device-info._tcp.local", "model=J305AP"),
            ("_device-info._tcp.local", "model=macpro7,1@ECOLOR=226,226,224"),
            ("_airplay._tcp.local", "model=AppleTV11,1"),
            ("_raop._tcp.local", "am=AudioAccessory5,1"),
            ("_airport._tcp.local", "waMA=02-00-00-00-00-01,raMA=02-00-00-00-00-02,syAP=115"),
            ("_device-info._tcp.local", "model=Xserve")):
        yield office(attribute, beside(txt(attribute, service=service)))


# --- SRV records ---

@scene("SRV with target \".\"", "RFC 2782: the service is decidedly not available at this domain")
def srv_not_offered():
    yield office("port 8631", beside(srv(8631, host=b"\0")), "dnssd.srv.not_offered",
                 hosts=["."], ports=[8631])
    yield office("port 0", beside(srv(0, host=b"\0")), "dnssd.srv.not_offered", hosts=["."],
                 ports=[0])


@scene("SRV with port 0", "RFC 6763 section 8: it claims the name, and nobody listens")
def srv_port_zero():
    yield office("_printer._tcp", beside(srv(0, service="_printer._tcp.local")),
                 "dnssd.srv.port_zero", hosts=[HOST], ports=[0])


@scene("_http._tcp on its own port, on another service's, on unassigned and dynamic ports",
       "RFC 6335 section 8.1: a port is assigned to a service; another one there is worth a look")
def srv_port_of_other():
    web = "_http._tcp.local"
    for port, check in ((80, ""), (22, "dnssd.srv.port_of_other"), (4, ""), (50123, ""),
                        (6010, "dnssd.srv.port_of_other")):
        yield office("port %d" % port, beside(srv(port, service=web)), check, hosts=[HOST],
                     ports=[port])


@scene("SRV records of 0, 5 and 7 bytes", "RFC 2782: three numbers and a name, so 7 bytes at least")
def srv_short():
    owner = name("Office", "_ipp", "_tcp", "local")
    yield office("no RDATA", beside(record(owner, SRV, b"")))
    yield office("5 bytes", beside(record(owner, SRV, b"\0\0\0\0\x21")))
    yield office("7 bytes: target \".\"", beside(srv(8631, host=b"\0")), "dnssd.srv.not_offered",
                 hosts=["."], ports=[8631])


# --- Service types and instances ---

def typed(comment, service, check):
    return office(comment, beside(srv(50123, service=service + ".local")), check, hosts=[HOST],
                  ports=[50123])


@scene("service types that the registry does not have", "RFC 6763 section 16: types are registered")
def type_unregistered():
    yield typed("SRV", "_svcreg-none._tcp", "dnssd.service_type.unregistered")
    yield Case("PTR to an instance: said of the type already",
               beside(ptr(name("Office", "_svcreg-none", "_tcp", "local"),
                          owner=name("_svcreg-none._tcp.local"))), instances=["Office"])
    yield Case("PTR of the enumeration of types",
               beside(ptr(name("_svcreg-none._tcp.local"),
                          owner=name("_services._dns-sd._udp.local"))))
    asked = message(questions=[question(name("_svcreg-none._tcp.local"), PTR)], flags=QUERY)
    yield Case("question: asking is no announcement", asked, good=None)


@scene("service types that are registered for the other transport only",
       "RFC 6763 section 7: _udp stands for every transport but TCP")
def type_transport():
    bad = "dnssd.service_type.transport"
    yield typed("airdrop is for TCP", "_airdrop._udp", bad)
    yield typed("airdrop: right", "_airdrop._tcp", "")
    yield typed("sleep-proxy is for UDP", "_sleep-proxy._tcp", bad)
    yield typed("webdav is for any: right", "_webdav._udp", "")


@scene("names that are no service names",
       "RFC 6335 section 5.1: 1 to 15 letters, digits and single inner hyphens, with a letter")
def type_malformed():
    bad = "dnssd.service_type.malformed"
    for comment, service in (("16 characters", "_abcdefghijklmnop"), ("two hyphens", "_a--b"),
                             ("hyphen first", "_-ab"), ("hyphen last", "_ab-"),
                             ("digits only", "_1234"), ("underscore", "_a_b"), ("space", "_a b"),
                             ("UTF-8", "_dröhn")):
        yield typed(comment, service + "._tcp", bad)
    yield Case("enumeration of types that lists an instance",
               beside(ptr(name("Office", "_ipp", "_tcp", "local"),
                          owner=name("_services._dns-sd._udp.local"))),
               "dnssd.service_type.instance", instances=["Office"])


@scene("instance names with 63 bytes of UTF-8, dots, backslashes, control bytes, broken UTF-8",
       "RFC 6763 section 4.1.1: Net-Unicode without ASCII control characters, at most 63 bytes")
def instance_names():
    longest = "ü" * 31 + "x"
    for comment, instance, text in (
            ("63 bytes of UTF-8: right", longest, longest),
            ("dots: right", "v1.2 ... end.", "v1.2 ... end."),
            ("backslashes: right", "a\\b\\.c", "a\\b\\.c"),
            ("quotes: right", "the \"best\"", "the \"best\""),
            ("control bytes", b"a\0b\x1b[31m\n", "a\\x00b\\x1b[31m\\x0a"),
            ("cut UTF-8", "grün".encode()[:3], "gr\ufffd"),
            ("UTF-16 surrogates", b"\xed\xa0\x80", "\ufffd\ufffd\ufffd")):
        checks = "dnssd.instance_name.control" if comment == "control bytes" else ""
        yield Case(comment, beside(srv(8631, instance=instance)), checks, instances=[text],
                   hosts=[HOST], ports=[8631])


def bare(kind, rdata, owner="lamp.local", **more):
    """A record of a name that bears no service type."""
    return record(name(owner), kind, rdata, **more)


@scene("SRV and TXT records at names without a service type, which PTR records list under one",
       "RFC 6763 section 4.1: the name that a PTR record of a type points to ends in that type")
def listed_names():
    bad = "dnssd.instance_name.malformed"
    hap, of_other = "_hap._tcp.local", "dnssd.service_type.of_other"
    pointer_to = ptr(name("lamp.local"), owner=name(hap))
    offer = bare(SRV, srv_data(50123, name("lamp.local")))
    text = bare(TXT, txt_data("md=Lamp", "ci=5", "sf=x"))
    address = bare(A, packed(ALPHA))
    yield Case("PTR, SRV, TXT and A of one name: instance and host",
               beside(pointer_to, offer, text, address),
               bad + " " + of_other + " dnssd.txt.bad_value",
               instances=["lamp.local"], hosts=["lamp.local"] * 2, ports=[50123])
    yield Case("the PTR last, and twice", beside(text, offer, pointer_to, pointer_to),
               bad + " dnssd.txt.bad_value",
               instances=["lamp.local"], hosts=["lamp.local"], ports=[50123])
    yield Case("two types list it: of neither",
               beside(pointer_to, ptr(name("Lamp.local"), owner=name("_http._tcp.local")), offer,
                      text), bad + " " + bad, instances=["lamp.local", "Lamp.local"])
    yield Case("no PTR: an SRV and a TXT record of nothing", beside(offer, text))
    yield Case("a PTR of another name", beside(offer, text, ptr(name("other.local"),
                                                                owner=name(hap))), bad,
               instances=["other.local"])
    yield Case("three bytes of nonsense for a name, no domain: its TXT is read all the same",
               beside(ptr(label(b"\xac\x80W") + b"\0", owner=name(hap)),
                      record(label(b"\xac\x80W") + b"\0", TXT, txt_data("ci=abc"))),
               bad + " dnssd.txt.bad_value", instances=["\ufffd\ufffdW"])
    rfb = "_rfb._tcp.local"
    yield Case("a PTR alone", beside(ptr(name("desk.local"), owner=name(rfb))), bad,
               instances=["desk.local"])
    later = [bare(SRV, srv_data(50900, name("desk.local")), owner="DESK.local"),
             bare(TXT, txt_data("u=admin"), owner="desk.local")]
    yield Case("and what it lists in the next message", beside(*later),
               bad + " dnssd.txt.credentials", instances=["DESK.local"], hosts=["desk.local"],
               ports=[50900])
    yield Case("another type lists it as well: of neither from then on",
               beside(ptr(name("desk.local"), owner=name("_http._tcp.local"))), bad,
               instances=["desk.local"])
    yield Case("so that this is nothing's", beside(*later))
    yield Case("a TXT record of a host: no service's",
               beside(bare(TXT, txt_data("p=secret"), owner="good.local")))


@scene("service types without a transport label",
       "RFC 6763 section 4.1.2: the second label is _tcp or _udp")
def type_without_transport():
    bad = "dnssd.service_type.no_transport"
    owner = name("_svcreg-bare.local")
    yield Case("PTR and SRV: said once of the type",
               beside(ptr(label("Office") + owner, owner=owner),
                      record(label("Office") + owner, SRV, srv_data(50123, name(HOST)))), bad,
               instances=["Office"], hosts=[HOST], ports=[50123])
    yield Case("enumeration of types",
               beside(ptr(owner, owner=name("_services._dns-sd._udp.local"))), bad)
    yield office("TXT of a type that has keys",
                 beside(txt("u=admin", service="_http.local")), bad + " dnssd.txt.credentials")
    asked = message(questions=[question(owner, PTR)], flags=QUERY)
    yield Case("question: asking is no announcement", asked, good=None)
    yield Case("another domain: such names are no service types there",
               beside(record(name("_dmarc.example.com"), TXT, txt_data("v=DMARC1"))))


@scene("service types whose labels lack their underscores",
       "RFC 6763 section 7: both labels begin with an underscore")
def type_without_underscore():
    bad = "dnssd.service_type.no_underscore"
    for comment, service in (("none at all", "svcreg-bare.tcp"), ("transport", "_svcreg-trans.tcp"),
                             ("service", "svcreg-name._tcp")):
        yield typed(comment, service, bad)
    yield Case("enumeration of types",
               beside(ptr(name("http.tcp.local"), owner=name("_services._dns-sd._udp.local"))), bad)
    yield Case("enumeration that lists itself",
               beside(ptr(name("_services._dns-sd._udp.local"),
                          owner=name("_services._dns-sd._udp.local"))),
               "dnssd.service_type.malformed")


@scene("responses with a question, without the authoritative bit, to a resolver on another port",
       "RFC 6762 sections 6, 6.7 and 18.4")
def response_headers():
    asked = [question(name(TYPE), PTR)]
    yield Case("a question", message(questions=asked, answers=[good_record()]),
               "dnssd.message.question")
    yield Case("not authoritative", beside(flags=0x8000), "dnssd.message.not_authoritative")
    yield Case("cache-flush bit to another port",
               message(questions=asked, answers=[good_record()]),
               "dnssd.message.legacy_cache_flush",
               frames=[udp(ALPHA, BETA, 5353, 50053,
                           message(questions=asked, answers=[good_record(ttl=10)]))])
    yield Case("question repeated to another port: right",
               message(questions=asked, answers=[good_record(cls=IN)]),
               frames=[udp(ALPHA, BETA, 5353, 50053,
                           message(questions=asked, answers=[good_record(cls=IN, ttl=10)]))])
    yield Case("no question, to another port", message(answers=[good_record(cls=IN)]),
               "dnssd.message.legacy_question",
               frames=[udp(ALPHA, BETA, 5353, 50053,
                           message(answers=[good_record(cls=IN, ttl=10)]))])
    yield Case("two minutes, to another port",
               message(questions=asked, answers=[good_record(cls=IN)]), "dnssd.message.legacy_ttl",
               frames=[udp(ALPHA, BETA, 5353, 50053,
                           message(questions=asked, answers=[good_record(cls=IN)]))])


@scene("cache-flush bits on PTR records that many hosts have, and on one's own",
       "RFC 6762 section 10.2: not on shared records")
def cache_flush_shared():
    bad = "dnssd.cache_flush.shared"
    instance = name("Office", "_ipp", "_tcp", "local")
    yield Case("of a service type", beside(record(name(TYPE), PTR, instance)), bad,
               instances=["Office"])
    yield Case("of a subtype", beside(record(name("_x", "_sub", "_ipp", "_tcp", "local"), PTR,
                                             instance)), bad, instances=["Office"])
    yield Case("of the enumeration of types",
               beside(record(name("_services._dns-sd._udp.local"), PTR, name(TYPE))), bad)
    yield Case("of an address: right",
               beside(record(name("1.2.0.192.in-addr.arpa"), PTR, name("good.local"))))


@scene("SRV records of mDNS with a host of one label",
       "RFC 6762 section 3: names in local alone are resolved")
def srv_without_domain():
    yield office("host \"other\"", beside(srv(8631, host=name("other"))), "dnssd.srv.no_domain",
                 hosts=["other"], ports=[8631])


@scene("SRV records whose target is an address, and one whose host begins with digits",
       "RFC 2782: the target is a host's name")
def srv_to_an_address():
    yield office("host \"192.0.2.7\"", beside(srv(8631, host=name("192.0.2.7"))),
                 "dnssd.srv.address", hosts=["192.0.2.7"], ports=[8631])
    yield office("host \"2b.local\": right", beside(srv(8631, host=name("2b.local"))),
                 hosts=["2b.local"], ports=[8631])


# --- Values ---

@scene("values of parts with sub-keys, the first of which has none",
       "the definition of waMA: registry/data/txt-values.tsv")
def values_of_parts():
    station = "_airport._tcp.local"
    yield office("right", beside(txt(
        b"waMA=02-00-00-00-00-0A,raMA=02-00-00-00-00-0B,raM2=02-00-00-00-00-0C,raNm=Office,raCh=6,"
        b"syFl=0x80C,syAP=115,syVs=7.6.4,srcv=76400.10,bjSd=17", service=station)))
    yield office("the first is no address", beside(txt(b"waMA=zz,raCh=6", service=station)),
                 "dnssd.txt.bad_value")
    yield office("the first has a sub-key, another has none: not known, nobody's fault", beside(txt(
        b"waMA=raCh=6,02-00-00-00-00-0A", service=station)))


@scene("texts that end with a NUL, and raw bytes that do",
       "RFC 6763 section 6.5: a value is all of its bytes; C's strings are sent with their end")
def values_with_a_nul():
    nul = "dnssd.txt.nul"
    yield office("text, and a key that is not defined", beside(
        txt(b"ty=Laser\0", b"zz=a\0\0", service="_ipp._tcp.local")), nul + " " + nul)
    yield office("number", beside(txt(b"copies=1", b"txtvers=1\0", service="_ipp._tcp.local")),
                 nul + " dnssd.txt.bad_value dnssd.txt.txtvers_position")
    yield office("raw bytes: right", beside(txt(b"rv=1", b"xp=1234567\0",
                                                service="_meshcop._udp.local")))
    yield office("nothing else: no text", beside(txt(b"ty=\0", service="_ipp._tcp.local")))


@scene("values that are not of the type that is defined for their key",
       "the definition of each key: registry/data/README.md")
def values_of_other_types():
    bad = "dnssd.txt.bad_value"

    def told(comment, service, wrong, *strings):
        port = {"_daap._tcp": 3689}.get(service, 50123)
        owner = service + ".local"
        return office(comment, beside(txt(*strings, service=owner),
                                      srv(port, service=owner)),
                      " ".join([bad] * wrong), hosts=[HOST], ports=[port])

    def case(comment, service, wrong, *strings):
        made = told(comment, service, wrong, *strings)
        made.instances.insert(0, "Office")
        return made

    hap = case("hap: words for numbers, half an address", "_hap._tcp", 5, "ci=abc", "id=xx",
               "c#=x", "s#=1x", "sf=2,", "pv=1.1", "ff=0")
    hap.checks.append("dnssd.service_type.of_other")  # the registry's hap is another protocol
    yield hap
    yield case("hap: -1 is an integer, 2^64 none that a field holds", "_hap._tcp", 1, "c#=-1",
               "s#=18446744073709551616")
    yield case("googlecast: no hexadecimal digits, half a UUID", "_googlecast._tcp", 3, "ca=0xZZ",
               "id=12345678", "ve=0x", "st=0")
    yield case("daap: a fixed point number of more than 32 bits", "_daap._tcp", 1,
               "Version=281474976710656", "Password=false")
    vp = txt("VP=1+2+3", service="_matterc._udp.local")
    yield office("matterc: three parts where two are defined", beside(vp), bad)
    vp = txt("VP=+", "D=4096x", service="_matterc._udp.local")
    yield office("matterc: parts without a digit, a number with a letter", beside(vp),
                 " ".join([bad] * 3))
    vp = txt("VP=65521", service="_matterc._udp.local")
    yield office("matterc: one part of two, as the specification has it: right", beside(vp))
    yield office("ipp: no boolean, no UUID, no hardware address",
                 beside(txt("Color=maybe", "UUID=12345678-1234-1234-1234-12345678901g",
                            "mac=00:11:22-33:44:55")), " ".join([bad] * 3))


@scene("values with NUL, broken UTF-8, control bytes, of 255 bytes",
       "RFC 6763 section 6.5: values are opaque bytes, so nothing is wrong")
def values_of_any_bytes():
    yield office("NUL", beside(txt(b"ty=a\0b", b"note=\0")))
    yield office("broken UTF-8", beside(txt(b"ty=\xff\xfe\xc3", b"note=\xed\xa0\x80")))
    yield office("control bytes", beside(txt(b"ty=\x1b[31mred\r\n")))
    yield office("255 bytes: the longest string", beside(txt("ty=" + "x" * 252)))
    yield office("253 times \"=\"", beside(txt("ty" + "=" * 253)))


# --- Other records ---

@scene("PTR to the root", "RFC 6763 section 4.1: a PTR record names an instance")
def ptr_root():
    yield Case("target \".\"", beside(ptr(b"\0")), "dnssd.instance_name.malformed")


@scene("NSEC records whose bitmap lies about its length",
       "RFC 4034 section 4.1.2: 1 to 32 bytes in a window")
def nsec_bitmap():
    owner = name("Office", "_ipp", "_tcp", "local")
    for comment, bitmap in (("255 bytes said, 4 there", b"\0\xff\0\0\x80\0"), ("length 0", b"\0\0"),
                            ("window 1", b"\1\4\0\0\x80\0"), ("33 bytes", b"\0\x21" + bytes(33)),
                            ("window without a length", b"\0"), ("none", b"")):
        yield office(comment, beside(record(owner, NSEC, owner + bitmap)))
    yield office("another name as next one: the mark of a reflector", beside(record(
        owner, NSEC, name("Other", "_ipp", "_tcp", "local") + b"\0\5\0\0\x80\0\x40")),
                 "dnssd.nsec.next_name")


@scene("HINFO records that are too short",
       "RFC 1035 section 3.3.2: two strings")
def hinfo_short():
    for comment, rdata in (("no RDATA", b""), ("one byte of length", b"\x05"),
                           ("CPU of 3 bytes says 50", b"\x32arm"), ("CPU only", label("arm")),
                           ("OS says 255", label("arm") + b"\xffx")):
        yield Case(comment, beside(record(name("good.local"), HINFO, rdata)), hosts=["good.local"])


@scene("A and AAAA records of 3, 4, 5 and 16 bytes",
       "RFC 1035 section 3.4.1 and RFC 3596 section 2.2: 4 and 16 bytes")
def address_length():
    for comment, kind, rdata in (("A of 3", A, b"\xc0\0\2"), ("A of 5", A, b"\xc0\0\2\1\0"),
                                 ("A of 16", A, packed(ALPHA6)), ("AAAA of 4", AAAA, packed(ALPHA)),
                                 ("A of 0", A, b"")):
        yield Case(comment, beside(record(name("good.local"), kind, rdata)), hosts=["good.local"])


@scene("DNS UPDATE with classes ANY and NONE, in prerequisites and updates",
       "RFC 2136 sections 2.4 and 2.5; nothing is wrong here")
def update_classes():
    owner = name("Office", "_ipp", "_tcp", "local")
    dns = message(questions=[question(name("local"), 6)],
                  answers=[record(owner, ANY, b"", 0, ANY_CLASS), record(owner, SRV, b"", 0, NONE)],
                  authority=[record(owner, SRV, srv_data(8631, name(HOST)), 0, NONE),
                             record(owner, TXT, b"", 0, ANY_CLASS),
                             record(owner, ANY, b"", 0, ANY_CLASS), good_record(IN)],
                  flags=UPDATE)
    yield Case("prerequisites, deletions of a record, of an RRset and of a name", dns,
               instances=["Office"] * 5, hosts=[], ports=[],
               frames=[udp(BETA, ALPHA, 50053, 53, dns)])


@scene("an SRV record in messages of each operation code",
       "RFC 6762 section 18.3: messages with another operation code are ignored")
def operation_codes():
    for code in range(16):
        yield Case("opcode %d" % code, beside(flags=RESPONSE | code << 11))


def owner_option(data, length=None):
    """An OPT record with the Owner option."""
    option = struct.pack(">HH", 4, len(data) if length is None else length) + data
    return record(b"\0", OPT, option, ttl=4500, cls=1440)


@scene("Owner options of 8, 14, 18 and 20 bytes, of other lengths, alone, past the end",
       "draft-cheshire-edns0-owner-option-01 section 3; but for passwords in clear nothing is wrong here")
def owner_options():
    version = b"\0\x46"
    addresses = bytes.fromhex("02000000000a" "02000000000b")
    for comment, data in (("primary address", version + addresses[:6]),
                          ("address to wake up", version + addresses),
                          ("password of 4 bytes", version + addresses + b"wake"),
                          ("password of 6 bytes", version + addresses + b"wakeup"),
                          ("15 bytes: not read", version + addresses + b"x"),
                          ("none: not read", b"")):
        yield Case(comment, message(answers=[good_record()], additional=[owner_option(data)]),
                   "dnssd.owner_option.password_in_clear" if "password" in comment else "")
    yield Case("past the end: not read",
               message(answers=[good_record()],
                       additional=[owner_option(version + addresses, length=200)]))
    yield Case("nothing else: no service discovery",
               message(additional=[owner_option(version + addresses)]), good=None)


# --- Size ---

@scene("3,000 records of 11 bytes in one message over TCP, and an SRV record after them",
       "nothing; it takes long to look at")
def many_records():
    tiny = [record(b"\0", 99, b"", cls=IN)] * 3000
    dns = message(answers=tiny + [good_record(IN)])
    yield Case("last segment", dns, frames=list(dns_tcp(BETA, ALPHA, 50053, dns)))


def ordinary():
    return message(answers=[ptr(name("Office", "_ipp", "_tcp", "local")),
                            txt("txtvers=1", "rp=ipp/print", "ty=Laser"), srv(8631),
                            record(name(HOST), A, packed(ALPHA))])


@scene("a response with PTR, TXT, SRV and A, sent in each length from 0 bytes to all of it",
       "RFC 1035 section 4.1: a message is as long as its records")
def every_length():
    dns = ordinary()
    for length in range(len(dns) + 1):
        yield Case("%d bytes" % length, dns[:length], good=None)


@scene("a response with PTR, TXT, SRV and A, captured to each length from its Ethernet header on",
       "nothing: what the capture left out was not wrong")
def snap_length():
    dns = ordinary()
    for cut in range(14, 14 + 20 + 8 + len(dns)):
        yield Case("%d bytes" % cut, dns, cut=cut, good=None)


def packets(cases):
    """The frames of a scene's cases, and what is to be seen in each."""
    for case in cases:
        for payload in (case.frames or [])[:-1]:
            yield Packet(ethernet(payload)), ([], [], [], [])
        payload = case.frames[-1] if case.frames else mdns(case.dns)
        yield Packet(ethernet(payload), case.comment, cut=case.cut), seen(case)


def seen(case):
    # Records of one instance stand together, below its name.
    return list(dict.fromkeys(case.instances)), case.hosts, case.ports, sorted(case.checks)
