#!/usr/bin/env python3
"""Every trap of IANA's form, with a made-up registry: XML, CSV and their variants.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import unittest

from common import EXPECTED, FIXTURES, Case, svcreg, table
from iana_csv import as_csv

XML = (FIXTURES / "registry.xml").read_text("utf-8")
CSV = (FIXTURES / "registry.csv").read_bytes().decode()
DATE = ("--date", "2024-05-06")
CSV_TABLES = ("services.tsv", "txt-keys.tsv")

# Forms of the CSV that say the same.
CSV_VARIANTS = {
    "as IANA has it": CSV,
    "with a byte order mark": "\ufeff" + CSV,
    "lines end with LF": CSV.replace("\r\n", "\n"),
    "an empty line at the end": CSV + "\r\n",
    "title of an earlier edition": CSV.replace("Unauthorized Use Reported",
                                               "Known Unauthorized Uses"),
}

# Additions to the XML that are warned of once and change nothing.
UNKNOWN = [
    ("<description>Discard</description>", "<description>Discard</description><colour>red</colour>",
     "<colour>"),
    ("<description>Discard</description>", '<description>Discard</description>'
     '<xref type="isbn" data="1"/>', '"isbn"'),
    ("<footnote", "<fnord/><footnote", "<fnord>"),
    ('<record date="2000-01-17">', '<record date="2000-01-17" mood="good">', "mood"),
    ("Defined TXT keys: NIF", "Defined <em>TXT</em> keys: NIF", "<em>"),
]


class ImportFixture(Case):
    def test_xml_gives_the_expected_tables(self):
        self.good("import", FIXTURES / "registry.xml", "-o", self.folder)
        self.assert_same_tables(self.folder, EXPECTED)

    def test_csv_gives_the_same_tables_as_xml(self):
        self.assertEqual(CSV, as_csv(FIXTURES / "registry.xml"))
        for name, text in CSV_VARIANTS.items():
            with self.subTest(name):
                path = self.write("registry.csv", text)
                self.good("import", path, "-o", self.folder / "out", *DATE)
                self.assert_same_tables(self.folder / "out", EXPECTED, CSV_TABLES)
                self.assertFalse((self.folder / "out" / "people.tsv").exists())

    def test_csv_columns_go_by_title(self):
        import csv
        import io
        text = io.StringIO()
        rows = list(csv.reader(io.StringIO(CSV)))
        csv.writer(text).writerows(row[::-1] for row in rows)
        path = self.write("registry.csv", text.getvalue())
        self.good("import", path, "-o", self.folder / "out", *DATE)
        self.assert_same_tables(self.folder / "out", EXPECTED, CSV_TABLES)

    def test_csv_unknown_column_is_told_once(self):
        lines = CSV.replace("\r\n", "\n")
        # a column more in front of every record; breaks in cells stay
        import csv
        import io
        text = io.StringIO()
        for i, row in enumerate(csv.reader(io.StringIO(lines))):
            csv.writer(text).writerow(["Mood" if i == 0 else "good", *row])
        path = self.write("registry.csv", text.getvalue())
        done = self.good("import", path, "-o", self.folder / "out", *DATE, warnings=1)
        self.assertIn('column "Mood"', done.stderr)
        self.assert_same_tables(self.folder / "out", EXPECTED, CSV_TABLES)

    def test_csv_leaves_the_names_of_people(self):
        self.good("import", FIXTURES / "registry.xml", "-o", self.folder)
        self.good("import", FIXTURES / "registry.csv", "-o", self.folder, *DATE)
        self.assert_same_tables(self.folder, EXPECTED)

    def test_csv_date_is_the_newest_in_it(self):
        self.good("import", FIXTURES / "registry.csv", "-o", self.folder)
        first = (self.folder / "services.tsv").read_text().splitlines()[0]
        self.assertTrue(first.endswith(", 2024-02-13"), first)

    def test_cdata_comment_and_processing_instruction(self):
        text = XML.replace("<name>web</name>", "<name><!-- c -->we<?pi x?><![CDATA[b]]></name>")
        path = self.write("registry.xml", text)
        self.good("import", path, "-o", self.folder / "out")
        self.assert_same_tables(self.folder / "out", EXPECTED)

    def test_unknown_in_xml_is_told_once(self):
        for old, new, named in UNKNOWN:
            with self.subTest(named):
                # twice, on the same line
                text = XML.replace(old, new, 1)
                self.assertNotEqual(text, XML)
                path = self.write("registry.xml", text.replace(new, new, 1))
                done = self.good("import", path, "-o", self.folder / "out", warnings=1)
                self.assertIn(named, done.stderr)
                self.assertRegex(done.stderr, r"registry\.xml:\d+: warning: ")
                self.assert_same_tables(self.folder / "out", EXPECTED)

    def test_same_warning_comes_once(self):
        text = XML.replace("</record>", "<colour>red</colour></record>")
        path = self.write("registry.xml", text)
        self.good("import", path, "-o", self.folder / "out", warnings=1)

    def test_warnings_are_not_endless(self):
        extra = "".join(f"<x{i}/>" for i in range(200))
        path = self.write("registry.xml", XML.replace("<footnote", extra + "<footnote"))
        self.good("import", path, "-o", self.folder / "out", warnings=21)

    def test_unknown_transport_is_skipped(self):
        text = XML.replace("<protocol>sctp</protocol>", "<protocol>quic</protocol>")
        path = self.write("registry.xml", text)
        done = self.good("import", path, "-o", self.folder / "out", warnings=1)
        self.assertIn('transport "quic"', done.stderr)
        self.assertIn("1 records skipped", done.stdout)

    def test_person_twice(self):
        text = XML.replace('<person id="naonao">', '<person id="Ann_Example"><name>No</name>'
                           '</person><person id="naonao">')
        done = self.good("import", self.write("registry.xml", text), "-o", self.folder / "out",
                         warnings=1)
        self.assertIn('person "Ann_Example" stands there twice', done.stderr)
        self.assert_same_tables(self.folder / "out", EXPECTED)

    def test_date_of_no_known_form_is_left_out(self):
        text = XML.replace('date="2016-01-28"', 'date="28 Jan 2016"')
        path = self.write("registry.xml", text)
        done = self.good("import", path, "-o", self.folder / "out", warnings=1)
        self.assertIn('Registration Date "28 Jan 2016"', done.stderr)

    def test_second_run_changes_nothing(self):
        self.good("import", FIXTURES / "registry.xml", "-o", self.folder / "a")
        self.good("import", FIXTURES / "registry.xml", "-o", self.folder / "b")
        self.good("import", FIXTURES / "registry.xml", "-o", self.folder / "b")
        self.assert_same_tables(self.folder / "a", self.folder / "b")

    def test_report(self):
        done = svcreg("import", FIXTURES / "registry.xml", "-o", self.folder)
        report = done.stdout.replace(str(FIXTURES), "FIXTURES").replace(str(self.folder), "FOLDER")
        self.assertEqual(report, (EXPECTED / "import.txt").read_text())


class User(Case):
    """import --user: where Wireshark has its personal configuration."""

    def run_user(self, **env):
        clean = {"HOME": str(self.folder), "XDG_CONFIG_HOME": "", "WIRESHARK_CONFIG_DIR": ""}
        self.good("import", FIXTURES / "registry.xml", "--user", env=dict(clean, **env))

    def tables_in(self, *parts):
        return (self.folder.joinpath(*parts, "svcreg") / "services.tsv").exists()

    def test_default_folder(self):
        self.run_user()
        self.assertTrue(self.tables_in(".config", "wireshark"))

    def test_xdg_folder(self):
        self.run_user(XDG_CONFIG_HOME=str(self.folder / "xdg"))
        self.assertTrue(self.tables_in("xdg", "wireshark"))

    def test_old_folder_when_only_that_exists(self):
        (self.folder / ".wireshark").mkdir()
        self.run_user()
        self.assertTrue(self.tables_in(".wireshark"))

    def test_new_folder_when_both_exist(self):
        (self.folder / ".wireshark").mkdir()
        (self.folder / ".config" / "wireshark").mkdir(parents=True)
        self.run_user()
        self.assertTrue(self.tables_in(".config", "wireshark"))

    def test_named_folder(self):
        self.run_user(WIRESHARK_CONFIG_DIR=str(self.folder / "named"))
        self.assertTrue(self.tables_in("named"))

    def test_the_program_takes_them_too(self):
        self.run_user()
        env = dict(HOME=str(self.folder), XDG_CONFIG_HOME="")
        done = svcreg("lookup", "zed-wave", env=env)
        self.assertIn("zed-wave: 4123/", done.stdout)
        self.assertIn("imported by the user", done.stdout)
        (self.folder / ".config/wireshark/svcreg/services.tsv").write_text("broken\n")
        done = svcreg("lookup", "z-wave", env=env)
        self.assertIn("the built-in registry is used", done.stderr)
        self.assertIn("z-wave: 4123/", done.stdout)
        self.assertNotIn("imported by the user", done.stdout)

    def test_notes_are_kept(self):
        self.run_user()
        folder = self.folder / ".config" / "wireshark" / "svcreg"
        done = self.good("lookup", "--json", "www", "--table", folder)
        self.assertIn(r'"This is a duplicate of the \"web\" service and should not be used for '
                      r'discovery\npurposes. Known Subtypes: _printer, _scanner"', done.stdout)
        without = self.good("import", FIXTURES / "registry.xml", "-o", self.folder / "out")
        self.assertNotIn("should not be used", (self.folder / "out/services.tsv").read_text())
        self.assertEqual(without.returncode, 0)

    def test_a_carriage_return_comes_back(self):
        xml = (FIXTURES / "registry.xml").read_text("utf-8")
        source = self.write("cr.xml", xml.replace("Ann Example", "Ann&#13;Example"))
        self.good("import", source, "-o", self.folder / "out")
        names = [row["name"] for row in table(self.folder / "out" / "people.tsv")]
        self.assertIn(r"Ann\rExample", names)
        self.good("lint", self.folder / "out")


if __name__ == "__main__":
    unittest.main()
