#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""udplite.py serve | call ADDRESS...: a question and an answer over UDP-Lite (RFC 3828)."""
import select
import socket
import sys

IPPROTO_UDPLITE, UDPLITE_SEND_CSCOV = 136, 10
PORTS = ((50001, 4123), (50002, 6067), (50003, 50000))  # client's, server's
HEADER_LENGTH = 8


def bound(family, port):
    s = socket.socket(family, socket.SOCK_DGRAM, IPPROTO_UDPLITE)
    if family == socket.AF_INET6:
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    s.bind(("", port))
    s.settimeout(5)
    return s


def serve():
    listening = [bound(family, port) for _, port in PORTS
                 for family in (socket.AF_INET, socket.AF_INET6)]
    print("ready", flush=True)
    while True:
        for s in select.select(listening, [], [])[0]:
            s.sendto(b"svcreg: answer\n", s.recvfrom(2048)[1])


def call(address):
    family, *_, target = socket.getaddrinfo(address, 0, type=socket.SOCK_DGRAM)[0]
    for source, port in PORTS:
        with bound(family, source) as s:
            s.connect((target[0], port, *target[2:]))
            for coverage in (0, HEADER_LENGTH):  # 0: the whole datagram
                s.setsockopt(IPPROTO_UDPLITE, UDPLITE_SEND_CSCOV, coverage)
                s.send(b"svcreg: question\n")
                s.recv(2048)


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        serve()
    for name in sys.argv[2:]:
        call(name)
