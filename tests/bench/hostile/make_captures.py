#!/usr/bin/env python3
"""make_captures - captures made to be slow, each with the harmless one that it is measured against.

    make_captures.py FOLDER

SPDX-License-Identifier: GPL-2.0-or-later
"""
import ipaddress
import pathlib
import struct
import sys

MDNS = (ipaddress.ip_address("192.0.2.1"), 5353, ipaddress.ip_address("224.0.0.251"), 5353)


def ip(payload, protocol, source, destination):
    return struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 0, 0, 255, protocol, 0,
                       source.packed, destination.packed) + payload


def udp(payload, ends=MDNS):
    source, sport, destination, dport = ends
    return ip(struct.pack("!HHHH", sport, dport, 8 + len(payload), 0) + payload, 17, source,
              destination)


def tcp(payload, sport, dport, flags, seq=1, source="192.0.2.9", destination="192.0.2.1"):
    header = struct.pack("!HHIIBBHHH", sport, dport, seq, 1 if flags & 0x10 else 0, 0x50, flags,
                         65535, 0, 0)
    return ip(header + payload, 6, ipaddress.ip_address(source), ipaddress.ip_address(destination))


def name(*labels):
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def record(owner, kind, rdata, ttl=120):
    return owner + struct.pack("!HHIH", kind, 1, ttl, len(rdata)) + rdata


def message(records, count=None):
    return struct.pack("!HHHHHH", 0, 0x8400, 0, count or len(records), 0, 0) + b"".join(records)


def srv(instance, host, port):
    return record(name(instance, b"_http", b"_tcp", b"local"), 33,
                  struct.pack("!HHH", 0, 0, port) + name(host, b"local"))


def batches(records, size=1200):
    batch, length = [], 0
    for item in records:
        if batch and length + len(item) > size:
            yield message(batch)
            batch, length = [], 0
        batch.append(item)
        length += len(item)
    yield message(batch)


def pointers(hostile):
    """Owner names that are each a pointer to the one before."""
    packets = []
    for _ in range(4):
        body, at = name(b"a", b"local"), 12
        records = [record(body, 33, struct.pack("!HHH", 0, 0, 80) + name(b"h", b"local"))]
        offset = 12 + len(records[0])
        for _ in range(2500):
            owner = struct.pack("!H", 0xC000 | (at & 0x3FFF))
            records.append(record(owner, 33, struct.pack("!HHH", 0, 0, 80) + owner))
            if hostile and offset < 0x3F00:
                at = offset
            offset += len(records[-1])
        packets.append(udp(message(records)))
    return packets


def crowd(hostile):
    """250 instances on 4 hosts with 300 addresses each, all on one port, then 2,000 SYNs to
    it; harmless: one of them there."""
    records = []
    for i in range(250):
        for host in range(4):
            port = 8080 if hostile or i == 0 else 10000 + i
            records.append(srv(b"i%d" % i, b"h%d" % host, port))
    for host in range(4):
        for i in range(300):
            there = i == 0 and (hostile or host == 0)
            address = bytes([192, 0, 2, 1] if there else [10, host, i >> 8, i & 255])
            records.append(record(name(b"h%d" % host, b"local"), 1, address))
    return [*map(udp, batches(records)),
            *(tcp(b"", 20000 + i, 8080, 2) for i in range(2000))]


def segments(hostile):
    """4,000 DNS messages over TCP, in one segment or in forty."""
    one = struct.pack("!HHHHHHH", 12, 1, 0x8400, 0, 0, 0, 0)
    packets, seq = [tcp(b"", 40000, 53, 2, 0), tcp(b"", 40000, 53, 16)], 1
    for _ in range(1 if hostile else 40):
        payload = one * (4000 if hostile else 100)
        packets.append(tcp(payload, 40000, 53, 0x18, seq))
        seq += len(payload)
    return packets


def one_name(hostile):
    """30,000 SRV records, of one name or of as many."""
    return [*map(udp, batches(srv(b"i" if hostile else b"i%d" % i, b"h", 1 + i % 65535)
                              for i in range(30000)))]


def strings(hostile):
    """TXT records of empty strings, or of as many bytes in strings of use."""
    rdata = b"\0" * 60000 if hostile else (b"\x13key=value of 19 byt" * 3000)
    owner = name(b"i", b"_http", b"_tcp", b"local")
    return [udp(message([record(owner, 16, rdata)]))] * 8


def one_hash(hostile):
    """4,000 instances whose names share a hash by GLib's g_str_hash(), or do not, on one host."""
    def instance(i):
        # "aa" and "b@" count the same.
        pairs = (b"aa" if i >> bit & 1 else b"b@" for bit in range(12))
        return b"".join(pairs) if hostile else b"%024d" % i

    return [*map(udp, batches(srv(instance(i), b"h", 80) for i in range(4000)))]


def one_port(hostile):
    """10,000 connections, all from one port or each from its own."""
    return [tcp(b"", 40000 if hostile else 1024 + i, 80, 2, i * 7000021 & 0xffffffff)
            for i in range(10000)]


CASES = {case.__name__: case for case in (pointers, crowd, segments, one_name, strings, one_hash,
                                            one_port)}


def write(path, packets):
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 101))
        for i, packet in enumerate(packets):
            file.write(struct.pack("<IIII", 1700000000 + i // 1000, i % 1000 * 1000, len(packet),
                                   len(packet)) + packet)


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make_captures.py FOLDER")
    folder = pathlib.Path(sys.argv[1])
    for case, make in CASES.items():
        write(folder / f"{case}.pcap", make(True))
        write(folder / f"{case}-harmless.pcap", make(False))


if __name__ == "__main__":
    main()
