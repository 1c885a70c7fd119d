#!/usr/bin/env python3
"""Every column of every record of IANA's XML comes back from `svcreg lookup --all --json`.

The XML is read here with Python's own reader, and each column is worked out anew; what the notes
say is compared by what they begin with or contain.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import re
import unittest
import xml.etree.ElementTree as ElementTree

from common import IANA_XML, Case, need
from iana_csv import NAMESPACE, records

ALIAS = re.compile(r'is an alias to "([^"]*)"|is a duplicate of the "([^"]*)" service')


def folded(text):
    return " ".join(text.split())


def bracketed(cell):
    """Items of "[A][B]"."""
    items, depth = [], 0
    for character in cell:
        if character == "[" and depth == 0:
            items.append("")
        elif not (character == "]" and depth == 1):
            items[-1] += character
        depth += {"[": 1, "]": -1}.get(character, 0)
    return [folded(item) for item in items]


def people():
    """Names by id."""
    names = {}
    for person in ElementTree.parse(IANA_XML).getroot().iter(NAMESPACE + "person"):
        name = person.findtext(NAMESPACE + "name") or person.findtext(NAMESPACE + "org")
        names[person.get("id")] = folded(name or person.get("id").replace("_", " "))
    return names


def reference(item):
    if item.isdigit():
        return "note " + item
    return folded(re.sub(r"<\S+&\S+>", "", item))


def unauthorized_ports(report):
    ports = re.findall(r"\b\d{2,5}(?:-\d{2,5})?\b", re.sub(r"\[.*?\]", "", report))
    return ",".join(ports) or ("yes" if report else "")


class Readback(Case):
    @classmethod
    def setUpClass(cls):
        cls.wanted = [[folded(cell) if i != 11 else cell for i, cell in enumerate(row)]
                      for row in records(IANA_XML)]
        cls.names = people()

    def read(self, *arguments):
        found = json.loads(self.good("lookup", "--all", "--json", *arguments).stdout)
        for record in found:  # null: the record has no such thing
            record.update({name: "" for name, value in record.items() if value is None})
            record["service_code"] = str(record["service_code"])
        self.assertEqual(len(found), len(self.wanted))
        return list(zip(self.wanted, found))

    def joined_names(self, cell):
        return "; ".join(self.names[item] for item in bracketed(cell))

    def test_columns(self):
        for row, got in self.read():
            (service, ports, transport, description, assignee, contact, registered, modified,
             references, code, report, _note) = row
            first, _, last = ports.partition("-")
            want = {
                "service": service, "ports": first if last in ("", first) else ports,
                "transport": transport, "description": description,
                "assignee": self.joined_names(assignee), "contact": self.joined_names(contact),
                "registered": registered, "modified": modified,
                "reference": "; ".join(map(reference, bracketed(references))),
                "service_code": code, "unauthorized": unauthorized_ports(report),
            }
            self.assertEqual({name: got[name] for name in want}, want)

    def test_status(self):
        for row, got in self.read():
            if row[0]:
                want = "assigned"
            elif row[3].startswith("any private"):
                want = "assigned"
            else:
                want = "reserved" if row[3].startswith("Reserved") else "unassigned"
            self.assertEqual(got["status"], want, row)

    def test_facts_of_the_notes(self):
        for row, got in self.read():
            note = folded(row[11])
            flags = got["flags"].split(",") if got["flags"] else []
            alias = ALIAS.search(note)
            self.assertEqual(got["alias_of"], (alias[1] or alias[2]) if alias else "", row)
            self.assertEqual("alias" in flags, bool(alias and alias[1]), row)
            self.assertEqual("duplicate" in flags, bool(alias and alias[2]), row)
            self.assertEqual("unassigned-use" in flags, "unassigned but widespread" in note, row)
            historic = "now historic" in note or "no longer in use" in note or (
                not row[0] and "Deprecated" in row[3] + note)
            self.assertEqual("historic" in flags, historic or note.startswith("Deprecated"), row)
            self.assertEqual("deassigned" in flags, got["deassigned"] != "", row)
            if re.search(r"(?i)\bde-assigned on (\d{4}-\d\d-\d\d)", note):
                date = re.search(r"(?i)\bde-assigned on (\d{4}-\d\d-\d\d)", note)[1]
                self.assertEqual(got["deassigned"], date, row)
            if "Subtypes: " in note:
                self.assertIn("_" + got["subtypes"].split("_")[1], note)
            has_txt_note = re.search(r"(?i)defined txt key", note) or row[0] == "www-http"
            self.assertEqual(got["txt_status"] != "", bool(has_txt_note), row)

    def test_notes_word_for_word_in_the_users_tables(self):
        self.good("import", IANA_XML, "--user", env={"WIRESHARK_CONFIG_DIR": str(self.folder)})
        for row, got in self.read("--table", self.folder / "svcreg"):
            self.assertEqual(folded(got["notes"]), folded(row[11]))
            self.assertEqual(got["service"], row[0])


if __name__ == "__main__":
    need(IANA_XML)
    unittest.main()
