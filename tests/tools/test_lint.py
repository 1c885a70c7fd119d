#!/usr/bin/env python3
"""svcreg lint: each fault in a table is found, oddities of the registry are counted.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import shutil
import unittest

from common import EXPECTED, SOURCE, TABLES, Case, svcreg

TXT_SERVICES = """service\ttransports\tregistered\tdescription\tsame_as\tsource
fnord\ttcp\tno\tA thing that IANA does not list\t\tRFC 1
zed-wave\tudp\tyes\t\t\tRFC 2
"""
TXT_MEANINGS = """service\tkey\ttype\tunit\tneed\tpattern\tmeaning\tsource\tvariant\tcondition\tprivacy\tdevice\tinferred
zed-wave\tNIF\thex\t\trequired\t\tnode information\tRFC 2 section 3\t\t\t\t\t
zed-wave\tff\tbits\t\t\t\tfeatures\tRFC 2 section 4\t\t\t\t\t
zed-wave\tEP\tinteger\t\t\t\tend point\tRFC 2 section 5\t\t\t\t\tyes
"""
TXT_VALUES = """service\tkey\tparent\tkind\tat\tname\ttype\tmeaning
zed-wave\tff\t\tbits\t0x1\tfirst\t\tFirst feature
"""
DEVICE_MODELS = """model\tproduct\tsource
Thing1,1\tFirst thing\tRFC 3
Thing2,1\tSecond thing\tRFC 4
"""

USUAL_PORTS = """service\ttransport\tports\tsource
zed-wave\tudp\t4124\tRFC 5
"""
# Sources that say when they were read, or do not change.
DATED = ["owner/name src/a.c (2026)", "record in owner/name issue 34",
         "owner/name pull request 7 and discussion 8", "owner/name src/a.c 4a67147 (2 devices)",
         "@owner/name 0.17.9 (types)", "main.c of a public program (1998)", "RFC 6763 section 6.4"]

# Name, file, what is replaced by what, and what the message must have.
ROWS = [
    ("no source of a service", "txt-services.tsv", "\tRFC 1", "\t", '"fnord" has no source'),
    *[(f"undated source {source}", "txt-meanings.tsv", "RFC 2 section 3", source, "a year")
      for source in ("owner/name src/a.c", "owner/name", "record after owner/name", "name src/a.c",
                     "Some program, main.rs (2 devices)", "owner/name (port 12020)",
                     "owner/name src/a20.c", "owner/name v2026x", "owner/name (defaced)",
                     "owner/name src/a.c; RFC 6763 (2013)", "RFC 6763 (2013); owner/name src/a.c")],
    ("undated source of a port", "usual-ports.tsv", "RFC 5", "owner/name", "a year"),
    ("no source of a port", "usual-ports.tsv", "\tRFC 5", "\t", '"zed-wave" has no source'),
    ("model twice", "device-models.tsv", "Thing2,1", "tHING1,1", "second time"),
    ("model without product", "device-models.tsv", "Second thing", "", "empty"),
    ("no source of a model", "device-models.tsv", "\tRFC 4", "\t", '"Thing2,1" has no source'),
    ("registered after all", "txt-services.tsv", "udp\tyes", "udp\tno", "say yes"),
    ("not registered", "txt-services.tsv", "tcp\tno\tA thing", "tcp\tyes\tA thing", "say no"),
    ("no source of a key", "txt-meanings.tsv", "\tRFC 2 section 3", "\t", '"NIF"'),
    ("no source of an inferred key", "txt-meanings.tsv", "\tRFC 2 section 5", "\t", '"EP"'),
    ("unknown type", "txt-meanings.tsv", "\thex\t", "\thexagon\t", "hexagon"),
    ("no such service", "txt-meanings.tsv", "zed-wave\tNIF", "zedwave\tNIF", "zedwave"),
    ("key twice", "txt-meanings.tsv", "zed-wave\tff", "zed-wave\tnif", "nif"),
    ("too few cells", "txt-meanings.tsv", "\trequired\t\t", "\trequired\t", "txt-meanings.tsv:2"),
    ("no such key", "txt-values.tsv", "zed-wave\tff", "zed-wave\tgg", "gg"),
    ("unknown kind", "txt-values.tsv", "\tbits\t", "\tbytes\t", "txt-values.tsv:2"),
    ("value twice", "txt-values.tsv", "First feature\n",
     "First feature\nzed-wave\tff\t\tbits\t0x1\tagain\t\tAgain\n", "txt-values.tsv:3"),
    ("port is no number", "services.tsv", "\t4123\t", "\tmany\t", "services.tsv:"),
    ("unknown transport", "services.tsv", "web\t80\ttcp\tassigned", "web\t80\tquic\tassigned", "quic"),
    ("unknown status", "services.tsv", "\tassigned\tDiscard", "\tgiven\tDiscard", "given"),
    ("unknown flag", "services.tsv", "historic,alias", "historic,funny", "funny"),
    ("column missing", "services.tsv", "\tstatus\t", "\t", "services.tsv:3"),
    ("key without record", "txt-keys.tsv", "lists\ttcp\t\ttd", "bits\ttcp\t\ttd", '"bits"'),
]


class Lint(Case):
    def setUp(self):
        super().setUp()
        for name in TABLES:
            shutil.copy(EXPECTED / name, self.folder)
        self.write("txt-services.tsv", TXT_SERVICES)
        self.write("txt-meanings.tsv", TXT_MEANINGS)
        self.write("txt-values.tsv", TXT_VALUES)
        self.write("device-models.tsv", DEVICE_MODELS)
        self.write("usual-ports.tsv", USUAL_PORTS)

    def test_sound_tables(self):
        done = self.good("lint", self.folder)
        self.assertTrue(done.stdout.endswith(f"Tables in {self.folder}: no fault\n"), done.stdout)

    def test_faults(self):
        for name, file, old, new, message in ROWS:
            with self.subTest(name):
                path = self.folder / file
                text = path.read_text("utf-8")
                self.assertEqual(text.count(old), 1)
                path.write_text(text.replace(old, new), "utf-8")
                done = svcreg("lint", self.folder)
                path.write_text(text, "utf-8")
                self.assertEqual(done.returncode, 1, done.stdout)
                self.assertIn(message, done.stderr)
                self.assertRegex(done.stderr, rf"svcreg: .*{file}:\d+: ")

    def test_dated_sources(self):
        for source in DATED:
            with self.subTest(source):
                self.write("txt-meanings.tsv", TXT_MEANINGS.replace("RFC 2 section 3", source))
                self.good("lint", self.folder)

    def test_oddities(self):
        done = self.good("lint", "--verbose", self.folder)
        text = done.stdout.replace(str(self.folder), "FOLDER")
        self.assertEqual(text, (EXPECTED / "lint.txt").read_text("utf-8"))

    def test_missing_folder(self):
        done = svcreg("lint", self.folder / "none")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len(done.stderr.splitlines()), 1)

    def test_tables_of_the_project(self):
        self.assertIn("no fault", self.good("lint", SOURCE / "registry" / "data").stdout)
        self.assertIn("Oddities of the registry of", self.good("lint").stdout)


if __name__ == "__main__":
    unittest.main()
