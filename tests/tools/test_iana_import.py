#!/usr/bin/env python3
"""IANA's own files: all records, the same tables from XML and CSV, nothing changed on errors.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import unittest

from common import IANA_CSV, IANA_XML, SOURCE, TABLES, Case, need, svcreg, table
from iana_csv import as_csv

N_RECORDS = 14533
DATE = "2026-08-17"
N_CSV_RECORDS = 14499
# The file is refused wherever it is cut; a few places for each kind of element.
CUTS = (1, 40, 500, 5000, 123457, 1000003, 2500000, -600000, -1000, -13, -2)


class IanaImport(Case):
    def test_xml_all_records(self):
        done = self.good("import", IANA_XML, "-o", self.folder)
        self.assertIn(f"registry of {DATE}, XML\n  14,533 records, ", done.stdout)
        self.assertEqual(len(table(self.folder / "services.tsv")), N_RECORDS)

    def test_committed_tables_are_those_of_the_xml(self):
        self.good("import", IANA_XML, "-o", self.folder)
        self.assert_same_tables(self.folder, SOURCE / "registry" / "data")

    def test_second_run_changes_nothing(self):
        self.good("import", IANA_XML, "-o", self.folder / "a")
        self.good("import", IANA_XML, "-o", self.folder / "b")
        self.good("import", IANA_XML, "-o", self.folder / "b")
        self.assert_same_tables(self.folder / "a", self.folder / "b")

    def test_csv_of_the_same_date_gives_the_same_bytes(self):
        self.good("import", IANA_XML, "-o", self.folder / "xml")
        variants = {"CRLF": as_csv(IANA_XML), "LF and mark": "\ufeff" + as_csv(IANA_XML, "\n")}
        for name, text in variants.items():
            with self.subTest(name):
                path = self.write("registry.csv", text)
                # the newest date in it is the registry's
                self.good("import", path, "-o", self.folder / "csv")
                self.assert_same_tables(self.folder / "xml", self.folder / "csv",
                                        ("services.tsv", "txt-keys.tsv"))

    def test_user_tables_of_xml_and_csv_are_the_same(self):
        path = self.write("registry.csv", as_csv(IANA_XML))
        for name, source in (("xml", IANA_XML), ("csv", path)):
            self.good("import", source, "--user",
                      env={"WIRESHARK_CONFIG_DIR": str(self.folder / name)})
        self.assert_same_tables(self.folder / "xml/svcreg", self.folder / "csv/svcreg",
                                ("services.tsv", "txt-keys.tsv"))

    def test_older_csv(self):
        done = self.good("import", IANA_CSV, "-o", self.folder)
        self.assertIn("  14,499 records, ", done.stdout)
        self.assertEqual(len(table(self.folder / "services.tsv")), N_CSV_RECORDS)

    def test_no_address_is_kept(self):
        self.good("import", IANA_XML, "-o", self.folder)
        for name in TABLES:
            text = (self.folder / name).read_text("utf-8")
            self.assertNotRegex(text, r"[\w.-]+[@&][\w-]+\.(com|org|net|de|nl|edu)\b", name)
            self.assertNotIn("mailto:", text)

    def test_csv_cut_between_lines(self):
        lines = as_csv(IANA_XML).splitlines(keepends=True)
        out = self.folder / "out"
        for n in (5000, 9000):
            path = self.write("cut.csv", "".join(lines[:n]))
            done = svcreg("import", path, "-o", out)
            self.assertEqual(done.returncode, 1)
            self.assertIn("it is cut short", done.stderr)
            self.assertFalse((out / "services.tsv").exists())

    def test_cut_xml(self):
        for name in ("before", "out"):
            self.good("import", IANA_XML, "-o", self.folder / name)
        data = IANA_XML.read_bytes()
        for cut in CUTS:
            with self.subTest(cut=cut):
                path = self.write("cut.xml", data[:cut])
                done = svcreg("import", path, "-o", self.folder / "out")
                self.assertEqual(done.returncode, 1)
                self.assertEqual(done.stdout, "")
                self.assertRegex(done.stderr, r"\Asvcreg: .*cut\.xml:\d+: .*\n\Z")
                self.assertEqual(sorted(os.listdir(self.folder / "out")), sorted(TABLES))
                self.assert_same_tables(self.folder / "out", self.folder / "before")

    def test_statuses(self):
        self.good("import", IANA_XML, "-o", self.folder)
        nameless = [row for row in table(self.folder / "services.tsv") if not row["service"]]
        told = {"unassigned": {"unassigned", "removed", "de-registered", "deprecated",
                               "de-commissioned", "decomissioned", "(unassigned)", "possibly"},
                "reserved": {"reserved"}, "assigned": {"any"}}
        for row in nameless:
            first = row["description"].lower().split(" ")[0]
            self.assertIn(first, told[row["status"]], row)


if __name__ == "__main__":
    need(IANA_XML, IANA_CSV)
    unittest.main()
