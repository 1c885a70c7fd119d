#!/usr/bin/env python3
"""svcreg lookup: text and JSON for each kind of term, on the tables of the made-up registry.

The outputs stand in expected/lookup-NAME.txt, standard error after a line "--- stderr", then the
exit status. `UPDATE=1` writes them anew.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import fcntl
import json
import os
import pty
import struct
import subprocess
import termios
import unittest

from common import EXPECTED, SVCREG, Case, svcreg

TABLES = str(EXPECTED)

# Name, arguments.
ROWS = [
    ("port", ["4123/udp"]),
    ("port-all-transports", ["80"]),
    ("port-in-a-range", ["6010/tcp"]),
    ("port-inside-of-a-range", ["7775/tcp"]),
    ("port-beside-it", ["7774/tcp"]),
    ("port-without-transport", ["51/udp"]),
    ("port-deassigned", ["12/UDP"]),
    ("port-unassigned", ["4748/tcp"]),
    ("port-not-in-the-registry", ["5555/sctp"]),
    ("port-dynamic", ["50000"]),
    ("port-last", ["65535/udp"]),
    ("port-range", ["7774-7776/tcp"]),
    ("port-too-large", ["65536"]),
    ("range-backwards", ["90-80"]),
    ("transport-unknown", ["80/quic"]),
    ("transport-before", ["tcp/80"]),
    ("transport-by-colon", ["UDP:4123"]),
    ("port-list", ["80,443"]),
    ("port-list-with-transports", ["80/tcp, 443/tcp"]),
    ("port-list-of-transports", ["80/tcp,udp"]),
    ("port-without-end", ["6000-"]),
    ("port-of-an-address", ["1.2.3.4:80"]),
    ("port-of-a-host", ["example.org:443"]),
    ("empty-term", [""]),
    ("empty-text", ["--search", " "]),
    ("list-as-text", ["--search", "80,443"]),
    ("name-by-pattern", ["dis*"]),
    ("name-slash-transport", ["discard/dccp"]),
    ("name-colon-transport", ["Zed-Wave:UDP"]),
    ("name-slash-other-transport", ["zed-wave/sctp"]),
    ("name-of-any-transport", ["mac-srvr-admin/udp"]),
    ("name-of-dns", ["Office._zed-wave._udp.local"]),
    ("name", ["zed-wave"]),
    ("name-other-case", ["ZED-Wave"]),
    ("name-with-underscore", ["_discard"]),
    ("name-not-well-formed", ["under_score"]),
    ("service-type", ["_zed-wave._udp"]),
    ("service-type-other-transport", ["_zed-wave._tcp"]),
    ("service-type-other-case", ["_Web._TCP"]),
    ("service-code", ["SC=1145656131"]),
    ("reference", ["rfc9112"]),
    ("reference-part-of-a-number", ["rfc911"]),
    ("organization", ["Example, Org."]),
    ("organization-with-underscore", ["second_example"]),
    ("text-not-ascii", ["NAÏVE"]),
    ("text-in-many", ["a"]),
    ("text-instead-of-a-name", ["--search", "web"]),
    ("several", ["discard", "web"]),
    ("several-one-unknown", ["discard", "wbe"]),
    ("nearest", ["disacrd"]),
    ("nearest-of-a-type", ["_lits._tcp"]),
    ("nothing-near", ["xyzzyxyzzy"]),
    ("references", ["refs"]),
    ("json", ["--json", "4123/udp", "5555/sctp"]),
    ("json-nothing", ["--json", "disacrd"]),
    ("no-term", []),
    ("no-such-table", ["--table", "/nonexistent", "80"]),
]


class Lookup(Case):
    def test_outputs(self):
        for name, arguments in ROWS:
            with self.subTest(name):
                done = svcreg("lookup", "--table", TABLES, *arguments)
                got = f"{done.stdout}--- stderr\n{done.stderr}--- exit {done.returncode}\n"
                path = EXPECTED / f"lookup-{name}.txt"
                if os.environ.get("UPDATE"):
                    path.write_text(got, "utf-8")
                self.assertEqual(got, path.read_text("utf-8"))

    def test_every_output_is_expected_by_a_row(self):
        files = {path.name for path in EXPECTED.glob("lookup-*.txt")}
        self.assertEqual(files, {f"lookup-{name}.txt" for name, _ in ROWS})

    def test_all(self):
        found = json.loads(self.good("lookup", "--table", TABLES, "--all", "--json").stdout)
        self.assertEqual(len(found), 25)
        lines = self.good("lookup", "--table", TABLES, "--all").stdout.splitlines()
        self.assertEqual(len(lines), 26)

    def test_long(self):
        done = self.good("lookup", "--table", TABLES, "--all", "--long")
        self.assertEqual(done.stdout.count("  Description"), 18)

    def test_terms_on_standard_input(self):
        done = subprocess.run([SVCREG, "lookup", "--table", TABLES, "-"], capture_output=True,
                              text=True, input="discard\n\n 4123/udp \n80/foo\n", timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("discard: 9/", done.stdout)
        self.assertIn("zed-wave: 4123/udp", done.stdout)
        self.assertEqual(done.stderr.count("\n"), 1)

    def test_standard_input_that_is_no_text(self):
        def look_up(data, *arguments):
            return subprocess.run([SVCREG, "lookup", "--table", TABLES, *arguments, "-"],
                                  input=data, capture_output=True, check=False, timeout=60)
        wanted = look_up(b"4123/udp\n")
        self.assertEqual(wanted.returncode, 0)
        for data in (b"\xef\xbb\xbf4123/udp\n", b"4123/udp", b" 4123/udp\r\n\r\n"):
            done = look_up(data)
            self.assertEqual((done.returncode, done.stdout), (0, wanted.stdout), data)
        for data in ("4123/udp\n".encode("utf-16-le"), b"4123/udp\0x\n", b"\0\n"):
            done = look_up(data)
            self.assertEqual((done.returncode, done.stdout), (1, b""), data)
            self.assertIn(b"standard input:1: the line is no text", done.stderr)
        for data in (b"", b"\n \n", b"\xef\xbb\xbf"):
            done = look_up(data)
            self.assertEqual((done.returncode, done.stdout, done.stderr),
                             (1, b"", b"svcreg: standard input has no terms: write one a line\n"))
        self.assertEqual(json.loads(look_up(b"", "--json").stdout), [])
        with open(os.devnull, "wb") as nothing:
            done = subprocess.run([SVCREG, "lookup", "-"], stdin=nothing, capture_output=True,
                                  check=False, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"standard input cannot be read", done.stderr)

    def test_what_is_echoed_does_not_reach_the_terminal_raw(self):
        evil, shown = "\033]0;x\007\x9b", r"\x1b]0;x\x07\xc2\x9b"
        for arguments in (("lookup", evil), ("lookup", f"80/{evil}"), ("lookup", "--table", evil, "80"),
                          ("lookup", f"--{evil}"), (evil,), ("lint", evil), ("import", evil, "-o", "."),
                          ("txt-keys", "--json", evil), ("inventory", evil, "-o", "o.jsonl")):
            with self.subTest(arguments):
                done = svcreg(*arguments)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(shown, done.stderr)
                self.assertTrue(done.stderr.replace("\n", "").isprintable(), done.stderr)
        done = subprocess.run([SVCREG, "lookup", "-"], input=f"{evil}\n", capture_output=True,
                              text=True, check=False, timeout=60)
        self.assertIn(f'"{shown}"', done.stderr)

    def test_names_that_begin_with_a_dash(self):
        done = svcreg("lookup", "--table", TABLES, "--", "4123/udp", "-80")
        self.assertNotIn('"--"', done.stderr)
        self.assertIn('"-80"', done.stderr)
        self.assertIn("zed-wave: 4123/udp", done.stdout)

    def test_a_pager_that_is_not_there(self):
        self.assertIn("discard", self.on_a_terminal("1", {"PAGER": "no-such-pager"}, rows=3))

    def test_what_is_long_goes_to_the_pager(self):
        env = {"PAGER": "sed s/^/paged:/", "LINES": "24"}
        self.assertNotIn("paged:", self.on_a_terminal("1", env, rows=24))
        self.assertIn("paged:", self.on_a_terminal("1", env, rows=3))

    def on_a_terminal(self, no_color, more=None, rows=None):
        """Output when standard output is a terminal."""
        try:
            leader, follower = pty.openpty()
        except OSError as reason:
            self.skipTest(f"no terminal to be had here: {reason}")
        if rows:
            fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
        env = dict(os.environ, TERM="xterm", NO_COLOR=no_color, **(more or {}))
        command = [SVCREG, "lookup", "--table", TABLES, "discard"]
        with subprocess.Popen(command, stdout=follower, env=env) as process:
            os.close(follower)
            process.wait(timeout=60)
            text = os.read(leader, 4096).decode()  # all of it is in the terminal's buffer
        os.close(leader)
        return text

    def test_colour_on_a_terminal_only(self):
        self.assertIn("\033[1mdiscard\033[0m", self.on_a_terminal(""))
        self.assertNotIn("\033", self.on_a_terminal("1"))
        self.assertNotIn("\033", svcreg("lookup", "--table", TABLES, "discard").stdout)


class BuiltIn(Case):
    """The registry that is compiled in."""

    def test_terms(self):
        for term in ("4123/udp", "80", "z-wave", "_ipp._tcp", "6010/tcp", "rfc6763",
                     "Sigma Designs"):
            with self.subTest(term):
                text = self.good("lookup", term).stdout
                self.assertTrue(text)
                objects = json.loads(self.good("lookup", "--json", term).stdout)
                self.assertGreater(len(objects), 0)

    def test_txt_keys_have_definition_and_origin(self):
        text = self.good("lookup", "_z-wave._udp").stdout
        self.assertRegex(text, r"TXT keys +NIF, EP, .*; -v explains them")
        text = self.good("lookup", "--verbose", "_z-wave._udp").stdout
        self.assertRegex(text, r"NIF +\w+.*\[registry")
        keys = json.loads(self.good("lookup", "--json", "_z-wave._udp").stdout)[0]["txt_keys"]
        self.assertIn("registry", [k for k in keys if k["key"] == "NIF"][0]["origins"])

    def test_inferred_meanings_are_marked(self):
        text = self.good("lookup", "--verbose", "_z-wave._udp").stdout
        self.assertRegex(text, r"NIF +hex, node information frame, inferred \[")
        self.assertIn("source of the key: IANA registry", text)
        for term, key, inferred in (("_z-wave._udp", "NIF", True), ("_hap._tcp", "ci", False)):
            keys = json.loads(self.good("lookup", "--json", term).stdout)[0]["txt_keys"]
            self.assertEqual([k["inferred"] for k in keys if k["key"] == key], [inferred])
        self.assertNotIn("inferred", self.good("lookup", "--verbose", "_hap._tcp").stdout)

    def test_types_that_are_not_registered(self):
        for term in ("nvstream", "_NVSTREAM._tcp", "PC._nvstream._tcp.local"):
            with self.subTest(term):
                text = self.good("lookup", term).stdout
                self.assertRegex(text, r"^nvstream: not registered with IANA\n +Description +\S")
                self.assertRegex(text, r"\n +Source +\S")
                objects = json.loads(self.good("lookup", "--json", term).stdout)
                self.assertEqual([(o["service"], o["status"]) for o in objects],
                                 [("nvstream", "unregistered")])
                self.assertTrue(objects[0]["description"])

    def test_a_registered_name_beside_one_that_is_not(self):
        for term in ("zwave", "_zwave._tcp", "zwave/udp"):
            self.assertRegex(self.good("lookup", term).stdout,
                             r"^zwave: not registered with IANA; z-wave is\n")

    def test_names_with_a_slash(self):
        self.assertIn("914c/g: 211/tcp, 211/udp", self.good("lookup", "914c/g").stdout)
        self.assertIn("914c/g: 211/tcp, assigned", self.good("lookup", "914c/g/tcp").stdout)

    def test_version_and_help(self):
        self.assertRegex(svcreg("--version").stdout, r"^svcreg \d.*, registry of 20\d\d-\d\d-\d\d")
        self.assertIn("lookup", self.good("--help").stdout)
        for command in ("import", "lookup", "txt-keys", "lint"):
            self.assertIn(f"svcreg {command} [OPTION", self.good(command, "--help").stdout)

    def test_unknown_command(self):
        for arguments in ([], ["fnord"], ["lookup", "--fnord"],
                          ["txt-keys", "file"], ["lint", "a", "b"]):
            self.assertEqual(svcreg(*arguments).returncode, 2, arguments)


if __name__ == "__main__":
    unittest.main()
