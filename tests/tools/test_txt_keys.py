#!/usr/bin/env python3
"""svcreg txt-keys --json: its form, and the records of IANA's files that it covers.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import collections
import json
import re
import unittest

from common import FIXTURES, IANA_CSV, IANA_XML, Case, need, svcreg
from iana_csv import records

MEMBERS = ["service", "transport", "port", "status", "keys", "references", "same_as",
           "also_proprietary"]
KEY_MEMBERS = ["key", "hint", "value", "type", "values", "optional", "pattern"]
STATUSES = {"keys", "none", "proprietary", "reference", "opaque"}
TYPES = set("string integer boolean version uuid mac ip url path hex enum username password "
            "list".split())


def place(row):
    return row["service"], row["port"], row["transport"]


class TxtKeys(Case):
    def read(self, *arguments):
        return json.loads(self.good("txt-keys", "--json", *arguments).stdout)

    def check_form(self, found, types=TYPES):
        for record in found:
            self.assertEqual(list(record), MEMBERS)
            self.assertIn(record["status"], STATUSES)
            self.assertEqual(record["status"] == "keys", len(record["keys"]) > 0, record)
            for key in record["keys"]:
                self.assertEqual(list(key), KEY_MEMBERS)
                if types:
                    self.assertIn(key["type"], types)

    def test_made_up_registry(self):
        found = self.read(FIXTURES / "registry.xml")
        self.check_form(found)
        self.assertEqual(found, self.read(FIXTURES / "registry.csv"))
        self.assertEqual([place(record) for record in found],
                         [("web", "80", "tcp"), ("no-transport", "", ""), ("lists", "", "tcp"),
                          ("elsewhere", "", "udp"), ("zed-wave", "", "udp")])
        self.assertEqual(found[3]["references"], ["https://example.org/spec#txt"])
        self.assertEqual([key["key"] for key in found[4]["keys"]], ["NIF", "EP", "LM"])

    def test_bad_file(self):
        done = svcreg("txt-keys", "--json", self.write("bad.xml", "<a>"))
        self.assertEqual((done.returncode, done.stdout), (1, ""))

    def test_iana_xml(self):
        noted = [(row[0], row[1], row[2]) for row in records(IANA_XML)
                 if re.search(r"(?i)defined\s+txt\s+keys", row[11]) or row[0] == "www-http"]
        found = self.read(IANA_XML)
        self.check_form(found)
        self.assertEqual([place(record) for record in found], noted)

    def test_iana_csv(self):
        found = self.read(IANA_CSV)
        self.check_form(found)
        self.assertEqual(len(found), 1008 + 2)
        count = collections.Counter(place(record) for record in found)
        self.assertEqual(count["www-http", "80", "tcp"], 1)
        self.assertEqual(count["www-http", "80", "udp"], 1)

    def test_built_in(self):
        found = self.read()
        self.check_form(found, types=None)
        self.assertGreater(len(found), 1000)


if __name__ == "__main__":
    if not IANA_XML.exists() or not IANA_CSV.exists():
        print("skipped: TxtKeys.test_iana_xml, TxtKeys.test_iana_csv: IANA's files are not there")
        del TxtKeys.test_iana_xml, TxtKeys.test_iana_csv
    unittest.main()
