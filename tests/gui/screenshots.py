#!/usr/bin/env python3
"""screenshots - README's pictures of Wireshark, into the folder SHOTS. Run by tools/make-screenshots.
SPDX-License-Identifier: GPL-2.0-or-later"""
import os
import pathlib
import subprocess
import time

from wireshark_gui import Role, Wireshark, cells, children, click, find, keys, wait_for

CAPTURES = pathlib.Path(os.environ["CAPTURES"])
SHOTS = pathlib.Path(os.environ["SHOTS"])
PROFILE = ("-C", "Service Registry")


def resize(width, height):
    """The window that has the focus."""
    subprocess.run(["xdotool", "getactivewindow", "windowmove", "20", "40", "windowsize", "--sync",
                    str(width), str(height)], check=True)
    time.sleep(0.5)


def shoot(name):
    """The window that has the focus, as a picture of few colours."""
    time.sleep(1)
    window = subprocess.run(["xdotool", "getactivewindow"], capture_output=True, text=True,
                            check=True).stdout.strip()
    subprocess.run(["import", "-window", window, "-colors", "128", f"png8:{SHOTS}/{name}.png"],
                   check=True)


def show_txt(wireshark):
    """Unfold the TXT record of the selected packet, and nothing else."""
    tree = find(wireshark.main, Role.TREE, "Packet details")
    for beginning, key in (("DNS Service Discovery", "Right"), ("Instance", "Right"),
                           ("TXT:", "shift+Right")):
        click(next(node for node in children(tree) if (node.get_name() or "").startswith(beginning)))
        keys(key)
        time.sleep(0.5)
    keys(*["Down"] * 14)


def statistic(capture, name, title, argument):
    with Wireshark(str(capture), "-z", argument) as wireshark:
        window = wireshark.window(f"Wireshark · {title}")
        wait_for("rows", lambda: cells(find(window, Role.TREE)))
        resize(1180, 300)
        shoot(name)


def main():
    with Wireshark(str(CAPTURES / "avahi-announced-http.pcapng"), *PROFILE, "-g", "82") as wireshark:
        resize(1180, 620)
        wireshark.go_to(82)
        shoot("packet-list")
    with Wireshark(str(CAPTURES / "hap-nodejs-accessory.pcapng"), "-g", "4") as wireshark:
        resize(1180, 820)
        wireshark.go_to(4)
        show_txt(wireshark)
        shoot("txt")
    with Wireshark(str(CAPTURES / "traffic-other-ports.pcapng")) as wireshark:
        wireshark.open("Wireshark · Expert", "Analyze", "Expert Information")
        resize(900, 330)
        shoot("expert")
    statistic(CAPTURES / "avahi-announced-http.pcapng", "services", "Services", "dnssd,services")
    statistic(CAPTURES / "traffic-other-ports.pcapng", "ports", "Ports Served", "svcreg,ports")


if __name__ == "__main__":
    main()
