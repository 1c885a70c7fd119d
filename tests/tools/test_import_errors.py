#!/usr/bin/env python3
"""Bad input: one clear line with its place, exit 1, and the old tables as they were.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import unittest

from common import EXPECTED, FIXTURES, TABLES, Case, svcreg

XML = (FIXTURES / "registry.xml").read_bytes()
CSV = (FIXTURES / "registry.csv").read_bytes()
PAGE = (FIXTURES / "page.txt").read_bytes()
NO_RECORD = XML[:XML.index(b"  <record")] + b"</registry>\n"
BOMB = (b'<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
        b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n')

# Name of the file, content, and what the message must have.
ROWS = [
    ("empty.xml", b"", "is empty"),
    ("cut-in-a-tag.xml", XML[:2000], "cut short"),
    ("cut-before-the-end.xml", XML[:XML.index(b"</registry>")], "cut short"),
    ("cut-after-people.xml", XML[:XML.index(b"</people>") + 9], "cut short"),
    ("tags.xml", XML.replace(b"</name>", b"</nom>", 1), "mismatch"),
    ("latin1.xml", XML.replace("ø".encode(), b"\xf8"), "is not UTF-8 (byte 0xF8)"),
    ("nul.xml", XML.replace(b"Discard", b"Dis\0card"), "is not UTF-8 (byte 0x00)"),
    ("utf16.xml", XML.decode().encode("utf-16"), "is not UTF-8"),
    ("page.html", b"<!DOCTYPE html>\n<html><body>404</body></html>", "is an HTML page"),
    ("page2.xml", b"\n <html><head/></html>", "is an HTML page"),
    ("other.xml", b"<?xml version='1.0'?>\n<feed/>", "root element is <feed>"),
    ("namespace.xml", XML.replace(b"iana.org/assignments", b"example.org/"), "root element"),
    ("protocols.xml", XML.replace(b'id="service-names-port-numbers"', b'id="protocol-numbers"'),
     '"protocol-numbers"'),
    ("entity.xml", XML.replace(b"Discard<", b"&discard;<"), "discard"),
    ("bomb.xml", BOMB + XML[XML.index(b"<registry"):], "document type declaration"),
    ("none.xml", NO_RECORD, "has no record"),
    ("port.xml", XML.replace(b"<number>4660<", b"<number>46600<", 1).replace(b"46600", b"76600"),
     '"76600" is no port number'),
    ("range.xml", XML.replace(b"6000-6063", b"6063-6000"), '"6063-6000" is no port number'),
    ("word.xml", XML.replace(b"<number>4660<", b"<number>many<"), '"many" is no port number'),
    ("nothing.xml", XML.replace(b"<number>1585</number>", b""), "neither a service name nor"),
    ("no-date.csv", b"\r\n".join(line for line in CSV.split(b"\r\n") if b"-01-" not in line
                                 and b"-02-" not in line and b"2013-" not in line
                                 and b"2012-" not in line and b"2011-" not in line),
     "give it with --date"),
    ("open-quote.csv", CSV[:CSV.index(b"discovery")], "not closed"),
    ("short-line.csv", CSV[:CSV.index(b"under_score,2010") + 20], "cells where the header has 12"),
    ("stray-quote.csv", CSV.replace(b"Discard,", b'Dis"card,', 1), "a quote stands in"),
    ("no-column.csv", CSV.replace(b"Transport Protocol", b"Carrier"),
     'column "Transport Protocol" is missing'),
    ("twice.csv", CSV.replace(b"Reference", b"Description"), '"Description" stands twice'),
    ("latin1.csv", CSV.replace("ö".encode(), b"\xf6"), "is not UTF-8 (byte 0xF6)"),
    ("header.csv", CSV[:CSV.index(b"\r\n") + 2], "has no record"),
    ("cut.txt", PAGE[:PAGE.index(b"Contact Information")], "the page ends before"),
    ("words.txt", b"Once upon a time\n", "is neither IANA's XML, nor its CSV"),
]

# Messages of these have no line: they are of the file as a whole.
WITHOUT_LINE = {"empty.xml", "none.xml", "header.csv", "no-date.csv"}


class ImportErrors(Case):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"
        self.out.mkdir()
        for name in TABLES:
            (self.out / name).write_bytes((EXPECTED / name).read_bytes())

    def assert_refused(self, path, message, *arguments, line=True):
        done = svcreg("import", path, "-o", self.out, *arguments)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        last = done.stderr.splitlines()[-1]
        self.assertRegex(last, r"^svcreg: .*:\d+: " if line else r"^svcreg: [^:]*: ")
        self.assertIn(message, last)
        errors = [text for text in done.stderr.splitlines() if ": warning: " not in text]
        self.assertEqual(len(errors), 1, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assert_same_tables(self.out, EXPECTED)
        self.assertEqual(sorted(os.listdir(self.out)), sorted(TABLES))

    def test_rows(self):
        for name, content, message in ROWS:
            with self.subTest(name):
                path = self.write(name, content)
                self.assert_refused(path, message, line=name not in WITHOUT_LINE)

    def test_xml_cut_anywhere(self):
        for end in range(1, len(XML) - len(b"</registry>\n"), 97):
            path = self.write("cut.xml", XML[:end])
            done = svcreg("import", path, "-o", self.out)
            with self.subTest(end=end):
                self.assertEqual(done.returncode, 1)
                self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assert_same_tables(self.out, EXPECTED)

    def test_line_of_the_error(self):
        line = XML[:XML.index(b"<name>mac-srvr-admin")].count(b"\n")
        for n_before in (0, 70000): # libxml2 keeps 16 bits of an element's line
            text = XML.replace(b"<!-- Made", b"\n" * n_before + b"<!-- Made")
            path = self.write("line.xml", text.replace(b"<number>4660<", b"<number>many<"))
            self.assert_refused(path, f"line.xml:{line + n_before}: ")
        path = self.write("line.csv", CSV.replace(b",4660,", b",many,"))
        line = CSV[:CSV.index(b",4660,")].count(b"\n") + 1
        self.assert_refused(path, f"line.csv:{line}: ")

    def test_few_records(self):
        self.assert_refused(FIXTURES / "registry.xml", "has 25 records, fewer than 10000",
                            "--min-records", "10000", line=False)

    def test_missing_file(self):
        self.assert_refused(self.folder / "none.xml", "No such file", line=False)

    def test_folder_as_file(self):
        self.assert_refused(self.folder, "is a folder", line=False)

    def test_wrong_date(self):
        for date in ("2024", "2024-13-01", "06.05.2024", "2024-05-06x"):
            with self.subTest(date):
                self.assert_refused(FIXTURES / "registry.csv", "is not YYYY-MM-DD",
                                    "--date", date, line=False)

    def test_all_files_or_none(self):
        (self.out / "people.tsv").unlink()
        (self.out / "people.tsv").mkdir()
        before = (self.out / "services.tsv").read_bytes()
        changed = self.write("new.xml", XML.replace(b"Discard", b"Throw away"))
        done = svcreg("import", changed, "-o", self.out)
        self.assertEqual(done.returncode, 1)
        self.assertIn("people.tsv: cannot be replaced", done.stderr)
        self.assertEqual((self.out / "services.tsv").read_bytes(), before)
        self.assertEqual(sorted(os.listdir(self.out)), sorted(TABLES))

    def test_tables_beyond_a_limit(self):
        name = b"<name>" + b"a" * 70000 + b"</name>"
        path = self.write("long.xml", XML.replace(b"<name>discard</name>", name))
        done = svcreg("import", path, "-o", self.out)
        self.assertEqual(done.returncode, 1)
        self.assertIn("makes no usable tables", done.stderr)
        self.assert_same_tables(self.out, EXPECTED)
        self.assertEqual(sorted(os.listdir(self.out)), sorted(TABLES))

    def test_usage(self):
        for arguments in ([], ["a.xml"], ["a.xml", "-o", "x", "--user"], ["a", "b", "-o", "x"],
                          ["a.xml", "--fnord"]):
            with self.subTest(arguments):
                done = svcreg("import", *arguments)
                self.assertEqual(done.returncode, 2)
                self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)


if __name__ == "__main__":
    unittest.main()
