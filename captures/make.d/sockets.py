#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""sockets.py serve | call ADDRESS...

Short conversations on the ports of the table below, over TCP and UDP. Source ports are
fixed, so that each run gives the same conversations.
"""
import select
import socket
import sys

HTTP = (b"GET / HTTP/1.1\r\nHost: alpha.local:8080\r\nConnection: close\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
XMPP = (b"<?xml version='1.0'?><stream:stream to='alpha.local' xmlns='jabber:client' "
        b"xmlns:stream='http://etherx.jabber.org/streams' version='1.0'></stream:stream>",) * 2
X11_REASON = b"no display  "
X11 = (b"l\0" + b"\x0b\0" + bytes(8),
       b"\0" + bytes([len(X11_REASON)]) + b"\x0b\0\0\0" + b"\x03\0" + X11_REASON)
TEXT = (b"svcreg: question\n", b"svcreg: answer\n")

# transport, client's port, server's port, (question, answer)
CONVERSATIONS = (
    ("udp", 50001, 4123, TEXT),    # z-wave
    ("udp", 4123, 4123, TEXT),     # both ends on the registered port
    ("udp", 50002, 41230, TEXT),   # z-wave-s
    ("tcp", 50003, 4123, TEXT),    # z-wave
    ("tcp", 50004, 41230, TEXT),   # z-wave-s
    ("tcp", 50005, 5222, XMPP),    # xmpp-client
    ("tcp", 50006, 6010, X11),     # in the range of x11
    ("tcp", 50007, 8080, HTTP),    # http-alt
    ("tcp", 41230, 50123, TEXT),   # the client's port is the registered one
    ("tcp", 49151, 1023, TEXT),    # both reserved
    ("udp", 50008, 1024, TEXT),    # reserved
    ("udp", 50009, 2905, TEXT),    # registered for TCP and SCTP, de-registered for UDP
    ("tcp", 50010, 9899, TEXT),    # registered for UDP, reserved for TCP
    ("tcp", 50011, 4, TEXT),       # unassigned system port
    ("tcp", 50012, 6067, TEXT),    # unassigned user port
    ("udp", 50013, 6135, TEXT),    # in a range of unassigned user ports
    ("tcp", 50014, 50000, TEXT),   # dynamic
    ("udp", 50015, 60123, TEXT),   # dynamic
)
# nobody listens: a TCP reset, an ICMP error that quotes the datagram
CLOSED = (("tcp", 50016, 2628), ("udp", 50017, 1984))

KIND = {"tcp": socket.SOCK_STREAM, "udp": socket.SOCK_DGRAM}


def bound(transport, family, port, address=""):
    s = socket.socket(family, KIND[transport])
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    s.bind((address, port))
    s.settimeout(5)
    return s


def serve():
    answers = {}
    for transport, _, port, (_, answer) in CONVERSATIONS:
        for family in (socket.AF_INET, socket.AF_INET6):
            if (transport, family, port) in {key[:3] for key in answers.values()}:
                continue
            s = bound(transport, family, port)
            if transport == "tcp":
                s.listen()
            answers[s] = (transport, family, port, answer)
    print("ready", flush=True)
    while True:
        for s in select.select(list(answers), [], [])[0]:
            transport, _, _, answer = answers[s]
            if transport == "udp":
                s.sendto(answer, s.recvfrom(2048)[1])
                continue
            with s.accept()[0] as connection:
                connection.recv(2048)
                connection.sendall(answer)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(2048):
                    pass


def call(address):
    where = socket.getaddrinfo(address, 0, type=socket.SOCK_DGRAM)[0]
    family, target = where[0], where[4]
    for transport, source, port, (question, answer) in CONVERSATIONS:
        with bound(transport, family, source) as s:
            s.connect((target[0], port, *target[2:]))
            s.sendall(question)
            received = s.recv(2048)
            if received != answer:
                raise SystemExit(f"{transport} port {port}: {received!r}")
            if transport == "tcp":
                while s.recv(2048):
                    pass
    for transport, source, port in CLOSED:
        with bound(transport, family, source) as s:
            try:
                s.connect((target[0], port, *target[2:]))
                s.sendall(TEXT[0])
                s.recv(2048)
            except ConnectionRefusedError:
                continue
            raise SystemExit(f"{transport} port {port} is open")


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        serve()
    for name in sys.argv[2:]:
        call(name)
