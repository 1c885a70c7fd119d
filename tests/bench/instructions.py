"""instructions - what a run of tshark costs with a plugin, in instructions.

Counted by valgrind's cachegrind without a cache, whatever else the machine does. Wireshark's hash tables
are seeded at random, which makes half a per cent of what starting up costs: the least of several
runs counts.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
NONE = "none"
STARTS, RUNS = 7, 3
EMPTY_PCAP = bytes.fromhex("d4c3b2a1020004000000000000000000ffff000001000000")


def plugin_of_arguments(text):
    """The plugin in the build folder that the command line names. `text` is a script's own, for
    --help."""
    parser = argparse.ArgumentParser(description=text.partition("SPDX-")[0],
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("build", metavar="BUILD", nargs="?", type=pathlib.Path, default=TOP / "build",
                        help="folder of the build (build/)")
    plugin = parser.parse_args().build / "plugin" / "svcreg.so"
    if not plugin.exists():
        sys.exit(f"{parser.prog}: {plugin} is not there: run tools/check first")
    return plugin


def count(plugin, capture, options=()):
    """Millions of instructions of tshark with a plugin's file, or NONE."""
    with tempfile.NamedTemporaryFile(suffix=".cachegrind") as out:
        os.chmod(out.name, 0o666)
        subprocess.run([TOP / "tools" / "with-plugin", "-p", plugin, "valgrind", "-q",
                        "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={out.name}",
                        "tshark", "-n", "-r", capture, *options],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return int(re.search(r"^summary: (\d+)", pathlib.Path(out.name).read_text(), re.M)[1]) / 1e6


class Costs:
    """Counts in which starting up is subtracted. `folder` must be readable for anybody."""

    def __init__(self, folder, plugin):
        self.plugin = plugin
        empty = pathlib.Path(folder, "empty.pcap")
        empty.write_bytes(EMPTY_PCAP)
        self.starting = {p: min(count(p, empty) for _ in range(STARTS)) for p in (NONE, plugin)}

    def of(self, capture, options=(), plugin=None):
        plugin = plugin or self.plugin
        return min(count(plugin, capture, options) for _ in range(RUNS)) - self.starting[plugin]
