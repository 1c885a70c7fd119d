"""Packets and capture files, byte by byte: nothing here refuses what is wrong.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import ipaddress
import struct

ETHERNET = 1
MAC_A = bytes.fromhex("02000000000a")
MAC_B = bytes.fromhex("02000000000b")
TCP, UDP, DCCP, ICMP, ICMPV6, UDPLITE, GRE = 6, 17, 33, 1, 58, 136, 47
ALPHA, BETA = "192.0.2.1", "192.0.2.2"
ALPHA6, BETA6 = "2001:db8::1", "2001:db8::2"
MDNS_GROUP = "224.0.0.251"
MDNS_PORT = 5353

START = 1_780_000_000  # 2026-05-28, of every first packet


# --- Capture files ---

def _option(code, value):
    return struct.pack("<HH", code, len(value)) + value + bytes(-len(value) % 4)


def _block(kind, body):
    length = 12 + len(body)
    return struct.pack("<II", kind, length) + body + struct.pack("<I", length)


class Packet:
    """A frame, at `time` seconds after START, with a comment. `cut`: bytes captured of it."""

    def __init__(self, data, comment="", time=None, cut=None, interface=0):
        self.data, self.comment, self.time = data, comment, time
        self.cut, self.interface = cut, interface


def scenes(prefix=""):
    """A table of scenes, and the decorator that enters a function which yields cases."""
    table = {}

    def scene(description, rule):
        def register(function):
            table[prefix + function.__name__.replace("_", "-")] = (description, rule, function)
            return function
        return register
    return table, scene


def pcapng(packets, interfaces=1):
    """A capture file. Packets without a time come a millisecond apart."""
    out = _block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))
    for number in range(interfaces):
        name = _option(2, b"eth%d" % number) + _option(0, b"")
        out += _block(1, struct.pack("<HHI", ETHERNET, 0, 0) + name)
    for number, packet in enumerate(packets):
        time = number / 1000 if packet.time is None else packet.time
        micros = START * 1_000_000 + round(time * 1_000_000)
        data = packet.data[:packet.cut]
        body = struct.pack("<IIIII", packet.interface, micros >> 32, micros & 0xFFFFFFFF,
                           len(data), len(packet.data)) + data + bytes(-len(data) % 4)
        if packet.comment:
            body += _option(1, packet.comment.encode()) + _option(0, b"")
        out += _block(6, body)
    return out


# --- Link, network and transport headers ---

def checksum(data):
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(">%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def is_v6(address):
    return ":" in address


def packed(address):
    return ipaddress.ip_address(address).packed


def ethernet(payload, source_mac=MAC_A):
    kind = 0x86DD if payload[0] >> 4 == 6 else 0x0800
    return MAC_B + source_mac + struct.pack(">H", kind) + payload


def ip(source, destination, protocol, payload, fragment=0, identification=1):
    """An IPv4 or IPv6 header. `fragment`: flags and offset of IPv4."""
    if is_v6(source):
        return struct.pack(">IHBB", 6 << 28, len(payload), protocol, 64) + \
            packed(source) + packed(destination) + payload
    head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(payload), identification, fragment, 64,
                       protocol, 0) + packed(source) + packed(destination)
    return head[:10] + struct.pack(">H", checksum(head)) + head[12:] + payload


def pseudo(source, destination, protocol, length):
    addresses = packed(source) + packed(destination)
    if is_v6(source):
        return addresses + struct.pack(">IHBB", length, 0, 0, protocol)
    return addresses + struct.pack(">BBH", 0, protocol, length)


def _summed(source, destination, protocol, segment, at):
    value = checksum(pseudo(source, destination, protocol, len(segment)) + segment) or 0xFFFF
    return segment[:at] + struct.pack(">H", value) + segment[at + 2:]


def udp(source, destination, source_port, destination_port, payload=b"hello\r\n"):
    segment = struct.pack(">HHHH", source_port, destination_port, 8 + len(payload), 0) + payload
    return ip(source, destination, UDP, _summed(source, destination, UDP, segment, 6))


def udplite(source, destination, source_port, destination_port, payload=b"hello\r\n", coverage=0):
    segment = struct.pack(">HHHH", source_port, destination_port, coverage, 0) + payload
    covered = segment[:coverage] if coverage else segment
    value = checksum(pseudo(source, destination, UDPLITE, len(segment)) + covered) or 0xFFFF
    return ip(source, destination, UDPLITE,
              segment[:6] + struct.pack(">H", value) + segment[8:])


SYN, RST, ACK, PUSH = 2, 4, 16, 8


def tcp(source, destination, source_port, destination_port, flags=SYN, payload=b"", sequence=1,
        acknowledged=0):
    segment = struct.pack(">HHIIBBHHH", source_port, destination_port, sequence, acknowledged,
                          5 << 4, flags, 65535, 0, 0) + payload
    return ip(source, destination, TCP, _summed(source, destination, TCP, segment, 16))


def dccp(source, destination, source_port, destination_port, kind, rest, extended=True):
    """RFC 4340 section 5.1; `rest`: what follows the generic header."""
    if extended:
        sequence = struct.pack(">BBIH", kind << 1 | 1, 0, 0, 1)
    else:
        sequence = struct.pack(">B", kind << 1) + b"\0\0\1"
    size = 8 + len(sequence) + len(rest)
    segment = struct.pack(">HHBBH", source_port, destination_port, size // 4, 0, 0) + sequence + \
        rest
    return ip(source, destination, DCCP, _summed(source, destination, DCCP, segment, 6))


def icmp_error(source, destination, kind, code, quoted):
    message = struct.pack(">BBHI", kind, code, 0, 0) + quoted
    if not is_v6(source):
        message = message[:2] + struct.pack(">H", checksum(message)) + message[4:]
        return ip(source, destination, ICMP, message)
    return ip(source, destination, ICMPV6, _summed(source, destination, ICMPV6, message, 2))


def gre(inner):
    return struct.pack(">HH", 0, 0x86DD if inner[0] >> 4 == 6 else 0x0800) + inner


def gtp_u(inner, tunnel=7):
    """A T-PDU, 3GPP TS 29.281 section 5.1."""
    return struct.pack(">BBHI", 0x30, 0xFF, len(inner), tunnel) + inner


# --- DNS messages ---

A, PTR, HINFO, TXT, AAAA, SRV, OPT, NSEC, ANY = 1, 12, 13, 16, 28, 33, 41, 47, 255
IN, NONE, ANY_CLASS, FLUSH = 1, 254, 255, 0x8001
RESPONSE, QUERY, UPDATE = 0x8400, 0, 5 << 11


def label(text):
    data = text if isinstance(text, bytes) else text.encode()
    return bytes([len(data)]) + data


def name(*labels, end=b"\0"):
    """A name without compression; one string is split at its dots."""
    if len(labels) == 1 and isinstance(labels[0], str):
        labels = labels[0].split(".")
    return b"".join(label(part) for part in labels) + end


def pointer(offset):
    return struct.pack(">H", 0xC000 | offset)


def record(owner, kind, rdata, ttl=120, cls=FLUSH, length=None):
    """`length`: what RDLENGTH says, when that is a lie."""
    return owner + struct.pack(">HHIH", kind, cls, ttl,
                               len(rdata) if length is None else length) + rdata


def question(owner, kind, cls=IN):
    return owner + struct.pack(">HH", kind, cls)


def srv_data(port, host):
    return struct.pack(">HHH", 0, 0, port) + host


def txt_data(*strings):
    return b"".join(label(string) for string in strings)


def address_data(address):
    return packed(address)


def message(questions=(), answers=(), authority=(), additional=(), flags=RESPONSE, counts=None,
            identification=0):
    """A DNS message. A record may be a function of the offset where it begins."""
    sections = (questions, answers, authority, additional)
    out = struct.pack(">HH", identification, flags) + \
        struct.pack(">HHHH", *(counts or map(len, sections)))
    for section in sections:
        for item in section:
            out += item(len(out)) if callable(item) else item
    return out


def mdns(dns, source=ALPHA):
    group = "ff02::fb" if is_v6(source) else MDNS_GROUP
    return udp(source, group, MDNS_PORT, MDNS_PORT, dns)


def dns_tcp(source, destination, source_port, payload):
    """A message over TCP, in segments of at most 1,400 bytes, after a handshake."""
    yield tcp(source, destination, source_port, 53, SYN, sequence=99)
    yield tcp(destination, source, 53, source_port, SYN | ACK, sequence=99, acknowledged=100)
    yield tcp(source, destination, source_port, 53, ACK, sequence=100, acknowledged=100)
    stream = struct.pack(">H", len(payload)) + payload
    for at in range(0, len(stream), 1400):
        yield tcp(destination, source, 53, source_port, ACK | PUSH, stream[at:at + 1400],
                  sequence=100 + at, acknowledged=100)
