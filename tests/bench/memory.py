"""memory - how much memory tshark takes at most for a capture of a million conversations.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import ipaddress
import os
import pathlib
import random
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "bench" / "hostile"))

from make_captures import tcp, udp, write  # noqa: E402

N_FLOWS = 1_000_000
ASKED = ["-Y", "tcp||udp"]
SYN = 2

# What each flow has one packet of, by its ends: address, port, address, port
KINDS = {
    "UDP flows": lambda ends: udp(b"hello", ends),
    "TCP SYNs": lambda ends: tcp(b"", ends[1], ends[3], SYN, source=ends[0], destination=ends[2]),
}


def ends_of_flows():
    """Addresses and ports at random, the same every time."""
    drawn = random.Random(1)
    for _ in range(N_FLOWS):
        source, destination = (ipaddress.IPv4Address(0x0a000000 | drawn.getrandbits(24))
                               for _ in range(2))
        yield source, drawn.randrange(1024, 65536), destination, drawn.randrange(1, 65536)


def make_flows(path, make_packet):
    write(path, map(make_packet, ends_of_flows()))


def peak(plugin, capture):
    """MB of a run with a plugin's file, or "none"."""
    command = [TOP / "tools" / "with-plugin", "-p", plugin, "tshark", "-n", "-r", capture, *ASKED]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode != 0:
        raise subprocess.CalledProcessError(run.returncode, command)
    return usage.ru_maxrss / 1000
