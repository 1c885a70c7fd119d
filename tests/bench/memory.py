"""memory - how much memory tshark takes at most for a capture of a million conversations.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import pathlib
import random
import struct
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
N_FLOWS = 1_000_000
ASKED = ["-Y", "tcp||udp"]
RAW_IP = 101  # the capture's link type


def udp(ports):
    return 17, struct.pack(">HHHH", *ports, 13, 0) + b"hello"


def syn(ports):
    return 6, struct.pack(">HHIIBBHHH", *ports, 1, 0, 0x50, 2, 1000, 0, 0)


# What each flow has one packet of
KINDS = {"UDP flows": udp, "TCP SYNs": syn}


def make_flows(path, make_packet):
    """A capture of one packet for each flow, between addresses and ports at random, the same every
    time."""
    drawn = random.Random(1)
    with open(path, "wb") as out:
        out.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, RAW_IP))
        for i in range(N_FLOWS):
            protocol, inner = make_packet((drawn.randrange(1024, 65536), drawn.randrange(1, 65536)))
            ends = [0x0a000000 | drawn.getrandbits(24) for _ in range(2)]
            packet = struct.pack(">BBHHHBBHII", 0x45, 0, 20 + len(inner), 0, 0, 64, protocol, 0,
                                 *ends) + inner
            out.write(struct.pack("<IIII", 1_700_000_000 + i // 1000, i % 1000 * 1000, len(packet),
                                  len(packet)) + packet)


def peak(plugin, capture):
    """MB of a run with a plugin's file, or "none"."""
    command = [TOP / "tools" / "with-plugin", "-p", plugin, "tshark", "-n", "-r", capture, *ASKED]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode != 0:
        raise subprocess.CalledProcessError(run.returncode, command)
    return usage.ru_maxrss / 1000
