#!/usr/bin/env python3
"""The registry page saved as text: a made-up page, and IANA's last page of 2023.

The records of 2023 must be as in IANA's XML of 2026, but for what IANA changed since: that is
listed in expected/page-differences.txt, a line a field.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import unittest

from common import EXPECTED, FIXTURES, IANA_XML, SEED, Case, need, table

N_PAGE_RECORDS = 22


class Page(Case):
    def test_made_up_page(self):
        self.good("import", FIXTURES / "page.txt", "-o", self.folder)
        self.assert_same_tables(self.folder, EXPECTED / "page")


class IanaPage(Case):
    def read(self, source, name):
        # one note of the page points to the service http, which stands before the page's part
        self.good("import", source, "-o", self.folder / name)
        services = table(self.folder / name / "services.tsv")
        for row in services:
            row["keys"] = []
        by_place = {}
        for row in services:
            by_place.setdefault((row["service"], row["ports"], row["transport"]), row)
        for key in table(self.folder / name / "txt-keys.tsv"):
            place = key.pop("service"), key.pop("ports"), key.pop("transport")
            by_place[place]["keys"].append(key)
        people = {row["id"]: row["name"] for row in table(self.folder / name / "people.tsv")}
        return by_place, people

    def test_records_are_those_of_the_xml(self):
        page, page_people = self.read(SEED, "page")
        xml, xml_people = self.read(IANA_XML, "xml")
        self.assertEqual(len(page), N_PAGE_RECORDS)
        differences = []
        for place, row in page.items():
            name = " ".join(part or "-" for part in place)
            if place not in xml:
                differences.append(f"{name}: not in the XML")
                continue
            for field, value in row.items():
                if value != xml[place][field]:
                    differences.append(f"{name}: {field}: {value!r} -> {xml[place][field]!r}")
        for person, name in page_people.items():
            if name != xml_people.get(person):
                differences.append(f"person {person}: {name!r} -> {xml_people.get(person)!r}")
        expected = (EXPECTED / "page-differences.txt").read_text("utf-8").splitlines()
        self.assertEqual(differences, [line for line in expected if not line.startswith("#")])

    def test_date(self):
        done = self.good("import", SEED, "-o", self.folder)
        self.assertIn("registry of 2023-09-12, page saved as text", done.stdout)


if __name__ == "__main__":
    if not SEED.exists() or not IANA_XML.exists():
        print("skipped: IanaPage: IANA's files are not there")
        del IanaPage
    unittest.main()
