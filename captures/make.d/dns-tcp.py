#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""dns-tcp.py ADDRESS: DNS questions over TCP, cut into segments in ways dig does not."""
import socket
import struct
import sys
import time

PTR, TXT, SRV = 12, 16, 33


def question(number, name, kind):
    labels = b"".join(bytes([len(label)]) + label for label in name)
    message = struct.pack(">6H", number, 0x0100, 1, 0, 0, 0) + labels + struct.pack(">BHH", 0, kind, 1)
    return struct.pack(">H", len(message)) + message


def name(*labels):
    return [*(label.encode() for label in labels), b"example", b"org"]


PRINTER = name("Printer 1", "_ipp", "_tcp")
BUREAU = name("Büro 2.OG", "_z-wave", "_udp")
ASKED = (
    (question(1, PRINTER, SRV) + question(2, PRINTER, TXT),),
    (question(3, name("_z-wave", "_udp"), PTR) + question(4, BUREAU, SRV) + question(5, BUREAU, TXT),),
    (question(6, PRINTER, TXT)[:1], question(6, PRINTER, TXT)[1:]),
    (question(7, BUREAU, TXT)[:20], question(7, BUREAU, TXT)[20:]),
    # one segment ends inside the second question
    (question(8, PRINTER, SRV) + question(9, BUREAU, SRV)[:9], question(9, BUREAU, SRV)[9:]),
)


def answers(stream, count):
    for _ in range(count):
        length, = struct.unpack(">H", stream.read(2))
        if len(stream.read(length)) != length:
            raise SystemExit("the answer is cut short")


with socket.create_connection((sys.argv[1], 53), 5) as connection:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with connection.makefile("rb") as stream:
        for pieces in ASKED:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(0.05)
            count, rest = 0, b"".join(pieces)
            while rest:
                count, rest = count + 1, rest[2 + struct.unpack(">H", rest[:2])[0]:]
            answers(stream, count)
