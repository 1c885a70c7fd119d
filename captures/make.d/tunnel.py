#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""tunnel.py vlan|gre|ipip LINK LOCAL REMOTE: one end of a tunnel, for kernels without one.

Makes LINK. What the kernel sends there leaves in another packet, and what comes in such a
packet is handed to the kernel on LINK:
vlan  Ethernet with an 802.1Q tag (VLAN 7) on eth0; LOCAL and REMOTE are not used
gre   IPv4 or IPv6 in GRE (RFC 2784) in IPv4
ipip  IPv4 in IPv4 (RFC 2003), IPv6 in IPv4 (RFC 4213)
"""
import fcntl
import os
import select
import socket
import struct
import sys

VLAN_ID = 7
TUNSETIFF, IFF_TUN, IFF_TAP, IFF_NO_PI = 0x400454CA, 1, 2, 0x1000
ETH_P_ALL, ETH_P_8021Q = 3, 0x8100
SOL_PACKET, PACKET_AUXDATA, PACKET_OUTGOING = 263, 8, 4
VLAN_VALID = 1 << 4
ETHERTYPE = {4: 0x0800, 6: 0x86DD}
GRE, IP_PROTOCOL = 47, {4: 4, 6: 41}


def open_link(name, flags):
    link = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(link, TUNSETIFF, struct.pack("16sH22x", name.encode(), flags | IFF_NO_PI))
    return link


class Vlan:
    """The kernel takes the tag off before it hands the frame over, and tells it aside."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self.socket.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
        self.socket.bind(("eth0", 0))
        self.sockets = [self.socket]

    def send(self, frame):
        self.socket.send(frame[:12] + struct.pack(">HH", ETH_P_8021Q, VLAN_ID) + frame[12:])

    def receive(self, _):
        frame, aside, _, sender = self.socket.recvmsg(65536, 64)
        if sender[2] == PACKET_OUTGOING:
            return None
        for _, _, data in aside:
            status, _, _, _, _, tag, _ = struct.unpack("IIIHHHH", data)
            if status & VLAN_VALID and tag & 0xFFF == VLAN_ID:
                return frame
        return None


class InIpv4:
    def __init__(self, protocols, local, remote):
        self.sockets = []
        for protocol in protocols:
            s = socket.socket(socket.AF_INET, socket.SOCK_RAW, protocol)
            s.bind((local, 0))
            s.connect((remote, 0))
            self.sockets.append(s)

    @staticmethod
    def payload(s):
        packet = s.recv(65536)
        return packet[(packet[0] & 15) * 4:]


class Gre(InIpv4):
    def __init__(self, local, remote):
        super().__init__([GRE], local, remote)

    def send(self, packet):
        self.sockets[0].send(struct.pack(">HH", 0, ETHERTYPE[packet[0] >> 4]) + packet)

    def receive(self, s):
        return self.payload(s)[4:]


class Ipip(InIpv4):
    def __init__(self, local, remote):
        super().__init__(IP_PROTOCOL.values(), local, remote)

    def send(self, packet):
        self.sockets[packet[0] >> 4 == 6].send(packet)

    def receive(self, s):
        return self.payload(s)


def main(kind, name, local, remote):
    if kind == "vlan":
        link, outer = open_link(name, IFF_TAP), Vlan()
    else:
        link, outer = open_link(name, IFF_TUN), {"gre": Gre, "ipip": Ipip}[kind](local, remote)
    print("ready", flush=True)
    while True:
        for ready in select.select([link, *outer.sockets], [], [])[0]:
            try:
                if ready == link:
                    outer.send(os.read(link, 65536))
                    continue
                packet = outer.receive(ready)
                if packet:
                    os.write(link, packet)
            except OSError:
                continue  # LINK is not up yet


main(*sys.argv[1:])
