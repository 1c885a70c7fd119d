#!/usr/bin/env python3
"""test_gui - the plugin in Wireshark's windows. Run by tests/gui/run.
SPDX-License-Identifier: GPL-2.0-or-later"""
import collections
import os
import pathlib
import re
import subprocess
import sys
import time
import unittest

import wireshark_gui as gui
from wireshark_gui import Role, Wireshark, cells, children, find, is_shown, keys, press, wait_for

CAPTURES = pathlib.Path(os.environ["CAPTURES"])
CONFIG = pathlib.Path(os.environ["WIRESHARK_CONFIG_DIR"])
SHOTS = os.environ.get("SHOTS")
HAP = CAPTURES / "hap-nodejs-accessory.pcapng"
OTHER_PORTS = CAPTURES / "traffic-other-ports.pcapng"


def tshark(capture, *arguments):
    return subprocess.run(["tshark", "-n", "-r", capture, *arguments], capture_output=True,
                          text=True, check=True).stdout


def labels(lines):
    """The plugin's lines of a packet."""
    return [line.strip("[]") for line in lines
            if re.match(r"\[?(Service Registry|DNS Service Discovery)", line)]


def labels_of(capture, frame):
    lines = tshark(capture, "-2", "-V", "-Y", f"frame.number == {frame}").splitlines()
    return labels(line for line in lines if not line.startswith(" "))


def limit_to_filter(window):
    gui.tick(find(window, Role.CHECK_BOX, lambda name: name.startswith("Limit")))


def limited_conversations(wireshark):
    """How many packets those have that the display filter leaves."""
    window = wireshark.open("Wireshark · Conversations", "Statistics", "Conversations")
    limit_to_filter(window)
    time.sleep(1.5)
    tree = next(n for n in gui.descendants(window)
                if n.get_role() == Role.TREE and "Packets" in gui.titles(n))
    column = gui.titles(tree).index("Packets")
    counted = sum(int(row[column]) for row in cells(tree))
    wireshark.close(window)
    return counted


class Gui(unittest.TestCase):
    def setUp(self):
        for name in ("svcreg_services", "svcreg_txt_keys"):
            (CONFIG / name).unlink(missing_ok=True)

    def shoot(self, name):
        if SHOTS:
            gui.screenshot(f"{SHOTS}/{name}.png")

    def test_a_packet_says_the_same_however_it_is_reached(self):
        wanted = {frame: labels_of(HAP, frame) for frame in (4, 13, 20)}
        self.assertIn('"Desk Lamp 9F5A" _hap._tcp (announced)', wanted[13][0])
        with Wireshark(str(HAP), "-g", "13") as wireshark:
            self.assertEqual(labels(wireshark.details()), wanted[13])
            self.shoot("packet")
            for frame in (20, 4, 13):
                wireshark.go_to(frame)
                self.assertEqual(labels(wireshark.details()), wanted[frame])
            wireshark.filter("tcp.port == 80 || dnssd")
            wireshark.filter("")
            wireshark.go_to(13)
            self.assertEqual(labels(wireshark.details()), wanted[13])

    def test_expert_information_is_complete_without_a_filter(self):
        wanted = collections.Counter()
        for line in tshark(OTHER_PORTS, "-q", "-z", "expert").splitlines():
            match = re.match(r" +(\d+) +\S+ +(SVCREG|DNS-SD|TCP) +", line)
            if match:
                wanted[match[2]] += int(match[1])
        self.assertGreater(wanted["SVCREG"], 3)
        with Wireshark(str(OTHER_PORTS)) as wireshark:
            self.assertEqual(self.experts(wireshark), wanted)
            # Also when it is tapped again by a filter of ours, whatever packet is selected.
            for frame in (1, 60, 126):
                wireshark.filter("svcreg")
                wireshark.go_to(frame)
                self.assertEqual(self.experts(wireshark, limit=True), wanted, frame)
                wireshark.filter("")

    def test_the_led_is_as_high_as_the_expert_information(self):
        for name, severity in (("usrsctp-sessions", "NOTE"), ("carrier-tcp", "WARNING"),
                               ("error-first", "ERROR")):
            capture = CAPTURES / f"{name}.pcapng"
            highest = next(line for line in tshark(capture, "-q", "-z", "expert").splitlines()
                           if re.match(r"\w+ \(", line))
            self.assertEqual(highest[0], severity[0])
            with Wireshark(str(capture)) as wireshark:
                find(find(wireshark.main, Role.STATUS_BAR), Role.PUSH_BUTTON, description=(
                    f"{severity} is the highest expert information level"))
                wireshark.go_to(20)
                self.assertEqual(labels(wireshark.details()), labels_of(capture, 20))

    def experts(self, wireshark, limit=False):
        """How many there are of each protocol."""
        window = wireshark.open("Wireshark · Expert", "Analyze", "Expert Information")
        if limit:
            limit_to_filter(window)
        time.sleep(1.5)
        self.shoot("expert")
        rows = collections.Counter()
        for _, _, _, protocol, count in cells(find(window, Role.TREE)):
            if protocol in ("SVCREG", "DNS-SD", "TCP"):
                rows[protocol] += int(count)
        wireshark.close(window)
        return rows

    def test_graphs_and_conversations_count_every_packet(self):
        for text in ("svcreg", "svcreg || tcp"):
            n = len(tshark(OTHER_PORTS, "-Y", text).splitlines())
            self.assertGreater(n, 100)
            with Wireshark(str(OTHER_PORTS)) as wireshark:
                for frame in (1, 60, 126):
                    wireshark.filter(text)
                    wireshark.go_to(frame)
                    window = wireshark.open("Wireshark · I/O Graphs", "Statistics", "I/O Graphs")
                    time.sleep(2)
                    press(find(window, Role.PUSH_BUTTON, "Copy"))
                    time.sleep(0.5)
                    lines = gui.clipboard().splitlines()
                    column = next(i for i, title in enumerate(lines[0].split(","))
                                  if "Filtered" in title)
                    counted = sum(int(line.split(",")[column].strip('"')) for line in lines[1:])
                    wireshark.close(window)
                    self.assertEqual(counted, n, (text, frame))
                self.assertEqual(limited_conversations(wireshark), n, text)

    def test_statistics_windows_say_what_tshark_says(self):
        for statistic, title in (("dnssd,services", "Services"), ("dnssd,hosts", "Service Hosts"),
                                 ("dnssd,asked", "Who Asks for What"),
                                 ("svcreg,ports", "Ports Served")):
            lines = tshark(HAP, "-q", "-z", statistic).splitlines()
            wanted = [[cell.strip() for cell in line.split(" |")[:-1]]
                      for line in lines[5:] if " |" in line]
            with Wireshark(str(HAP), "-z", statistic) as wireshark:
                window = wireshark.window(f"Wireshark · {title}")
                self.assertEqual(self.sorted_rows(window), sorted(wanted), title)
                wireshark.close(window)
                window = wireshark.open(f"Wireshark · {title}", "Statistics", title)
                self.assertEqual(self.sorted_rows(window), sorted(wanted), title)
                self.shoot(title.lower().replace(" ", "-"))

    def sorted_rows(self, window):
        tree = find(window, Role.TREE)
        return sorted(wait_for("rows", lambda: cells(tree)))

    def edit_cell(self, table, column, text):
        tree = find(table, Role.TREE)
        cell = [c for c in children(tree) if c.get_role() in (Role.TABLE_CELL, Role.TREE_ITEM)]
        columns = gui.Atspi.Table.get_n_columns(tree)
        gui.double_click(cell[len(cell) - columns + column])
        keys("ctrl+a")
        gui.type_text(text)
        keys("Return")

    def new_row(self, table):
        press(next(n for n in gui.descendants(table) if n.get_role() == Role.PUSH_BUTTON
                   and n.get_description() == "Create a new entry."))
        time.sleep(0.5)

    def fill_row(self, wireshark, name, cells_by_title):
        """Open an own table and fill a new row: the preferences, and the table."""
        preferences, table = wireshark.own_table(name)
        self.new_row(table)
        self.assertTrue(wireshark.is_alive())
        keys("Escape")
        titles = gui.titles(find(table, Role.TREE))
        for title, text in cells_by_title.items():
            self.edit_cell(table, titles.index(title), text)
        return preferences, table

    def accept(self, wireshark, preferences, table):
        press(find(table, Role.PUSH_BUTTON, "OK"))
        time.sleep(0.5)
        press(find(preferences, Role.PUSH_BUTTON, "OK"))
        time.sleep(1.5)
        self.assertTrue(wireshark.is_alive())

    def test_an_own_service_is_added_in_the_dialog(self):
        with Wireshark(str(HAP), "-g", "13") as wireshark:
            windows = self.fill_row(wireshark, "Own services",
                                    {"Port": "51826", "Service name": "lamp-web"})
            self.shoot("own-services")
            self.accept(wireshark, *windows)
            self.assertIn("lamp-web", (CONFIG / "svcreg_services").read_text())
            wireshark.go_to(12)
            wireshark.go_to(13)
            self.assertIn("lamp-web", labels(wireshark.details())[0])

    def test_an_own_txt_key_is_added_in_the_dialog(self):
        with Wireshark(str(HAP), "-g", "4") as wireshark:
            windows = self.fill_row(wireshark, "Own TXT keys", {
                "Service type": "_hap._tcp", "Key": "md", "Meaning": "lamp kind"})
            self.shoot("own-txt-keys")
            self.accept(wireshark, *windows)
            self.assertIn("lamp kind", (CONFIG / "svcreg_txt_keys").read_text())

    def test_a_wrong_cell_is_refused(self):
        with Wireshark(str(HAP), "-g", "13") as wireshark:
            _, table = self.fill_row(wireshark, "Own services",
                                     {"Service name": "lamp-web", "Port": "99999999"})
            hints = [n.get_name() for n in gui.descendants(table)
                     if n.get_role() == Role.LABEL and is_shown(n) and n.get_name()]
            self.shoot("wrong-cell")
            self.assertTrue(any("99999999" in hint or "port" in hint.lower() for hint in hints),
                            hints)
            self.assertFalse(gui.is_enabled(find(table, Role.PUSH_BUTTON, "OK")))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[1:]])
