#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Check the hand-maintained TXT key tables (form: registry/data/README.md).

    check_txt_tables.py [REGISTRY-FOLDER]

Prints `FILE:LINE: what is wrong` for each fault and exits 1, or one line of counts and exits 0.

Order of the lines: txt-services.tsv by service name without regard to case; txt-meanings.tsv by
service as there, then the keys as their source has them; txt-values.tsv by key as in
txt-meanings.tsv, a line with a parent somewhere after that parent. Bits go up.
"""

import re
import sys
from pathlib import Path

MIN_SERVICES = 250  # service types with at least one key
MAX_MEANING_WORDS = 14

COLUMNS = {
    "txt-services.tsv": "service transports registered description same_as source spoken".split(),
    "txt-meanings.tsv": (
        "service key type unit need pattern meaning source variant condition privacy device inferred"
    ).split(),
    "txt-values.tsv": "service key parent kind at name type meaning variant".split(),
}
TYPES = set(
    "string integer boolean version uuid mac ip url path hex enum username password list bits "
    "hexint bytes be_integer be_bits ipv6prefix fixed16 parts".split()
)
BIT_TYPES = {"bits", "be_bits"}
TRANSPORTS = {"tcp", "udp", "tcp,udp"}
PRIVACIES = {"", "secret", "personal", "identifier"}
DEVICES = set("vendor model serial firmware mac uuid name location".split()) | {""}
KINDS = {"value", "bits", "item", "separator"}

SERVICE_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
FILTER_NAME = re.compile(r"[a-z0-9_]+")
TXT_KEY = re.compile(r"[\x20-\x3c\x3e-\x7e]+")  # RFC 6763 section 6.4
MASK = re.compile(r"0x[0-9a-f]{1,16}")
NO_SOURCE = re.compile(r"\bfrom memory\b|\bunknown\b|^\?+$", re.IGNORECASE)


class Checker:
    def __init__(self, folder):
        self.folder = folder
        self.faults = []

    def fault(self, file, line, text):
        self.faults.append((file, line, text))

    def read(self, file):
        """The table's rows as (line number, {column: cell})."""
        path = self.folder / file
        try:
            text = path.read_bytes().decode("utf-8")
        except OSError as error:
            self.fault(file, 0, error.strerror)
            return []
        except UnicodeDecodeError as error:
            self.fault(file, 0, f"not UTF-8 at byte {error.start}")
            return []
        if "\r" in text:
            self.fault(file, text[: text.index("\r")].count("\n") + 1, "carriage return")
        if not text.endswith("\n"):
            self.fault(file, text.count("\n") + 1, "last line does not end")
        rows = []
        columns = None
        for number, line in enumerate(text.split("\n")[:-1], 1):
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if columns is None:
                columns = cells
                if columns != COLUMNS[file]:
                    self.fault(file, number, f"columns are {columns}, want {COLUMNS[file]}")
                    return []
                continue
            if len(cells) != len(columns):
                self.fault(file, number, f"{len(cells)} cells, want {len(columns)}")
                continue
            for column, cell in zip(columns, cells):
                if cell != " ".join(cell.split()):
                    self.fault(file, number, f"white space in column {column}")
            rows.append((number, dict(zip(columns, cells))))
        if columns is None:
            self.fault(file, 0, "no line of column names")
        return rows

    def registered_names(self):
        """Service names of services.tsv in lower case, or None where it does not exist yet."""
        path = self.folder / "services.tsv"
        if not path.exists():
            return None
        lines = path.read_text(encoding="utf-8").split("\n")
        lines = [line.split("\t") for line in lines if line and not line.startswith("#")]
        column = lines[0].index("service")
        return {cells[column].lower() for cells in lines[1:] if cells[column]}

    def check_source(self, file, number, row):
        # What a key's name tells needs no source, but is marked.
        if not row["source"] and row.get("inferred") == "yes":
            return
        if not row["source"]:
            self.fault(file, number, "no source")
        elif NO_SOURCE.search(row["source"]):
            self.fault(file, number, f'"{row["source"]}" is no source')

    def check_meaning(self, file, number, row, required):
        if required and not row["meaning"]:
            self.fault(file, number, "no meaning")
        if len(row["meaning"].split()) > MAX_MEANING_WORDS:
            self.fault(file, number, f"meaning of more than {MAX_MEANING_WORDS} words")

    def check_services(self, rows):
        file = "txt-services.tsv"
        services = {}
        registered = self.registered_names()
        last = ""
        for number, row in rows:
            name = row["service"]
            if not SERVICE_NAME.fullmatch(name):
                self.fault(file, number, f'illegal service name "{name}"')
            if name.lower() in (other.lower() for other in services):
                self.fault(file, number, f'service "{name}" occurs twice')
            if name.lower() < last:
                self.fault(file, number, f'"{name}" stands after "{last}"')
            last = name.lower()
            services[name] = (number, row)
            if row["transports"] not in TRANSPORTS:
                self.fault(file, number, f'transports "{row["transports"]}"')
            if row["spoken"] and row["spoken"] not in TRANSPORTS:
                self.fault(file, number, f'spoken "{row["spoken"]}"')
            if row["registered"] not in ("yes", "no", "other"):
                self.fault(file, number, f'registered "{row["registered"]}"')
            if (row["registered"] != "yes") != bool(row["description"]):
                self.fault(file, number, "a description belongs to names that IANA lists not, or for another service")
            if registered is not None:
                want = "yes" if name.lower() in registered else "no"
                if (row["registered"] != "no") != (want == "yes"):
                    self.fault(file, number, f'registered is "{want}" in services.tsv')
            self.check_source(file, number, row)
        for name, (number, row) in services.items():
            seen = [name]
            while row["same_as"]:
                target = row["same_as"]
                if target not in services:
                    self.fault(file, number, f'same_as "{target}" has no line')
                    break
                if target in seen:
                    self.fault(file, number, "same_as loops: " + " -> ".join(seen + [target]))
                    break
                seen.append(target)
                row = services[target][1]
        return {name: row for name, (number, row) in services.items()}

    def check_types(self, rows, services):
        file = "txt-meanings.tsv"
        keys = {}
        lines = set()
        order = {name: position for position, name in enumerate(services)}
        last = -1
        for number, row in rows:
            service, key = row["service"], row["key"]
            if service not in services:
                self.fault(file, number, f'service "{service}" is not in txt-services.tsv')
                continue
            if order[service] < last:
                self.fault(file, number, f'"{service}" is out of order')
            last = order[service]
            if not TXT_KEY.fullmatch(key):
                self.fault(file, number, f'illegal key "{key}"')
            line = service, key.lower(), row["variant"], row["condition"]
            if line in lines:
                self.fault(file, number, f'key "{key}" of "{service}" occurs twice')
            lines.add(line)
            first = keys.setdefault((service, key, row["variant"]), (number, row))[1]
            if first["type"] != row["type"]:
                self.fault(file, number, f'key "{key}" with another type: give one a variant')
            if row["variant"] and not FILTER_NAME.fullmatch(row["variant"]):
                self.fault(file, number, f'variant "{row["variant"]}"')
            if row["privacy"] not in PRIVACIES:
                self.fault(file, number, f'privacy "{row["privacy"]}"')
            if row["device"] not in DEVICES:
                self.fault(file, number, f'device "{row["device"]}"')
            if row["inferred"] not in ("", "yes"):
                self.fault(file, number, f'inferred "{row["inferred"]}"')
            if row["type"] not in TYPES:
                self.fault(file, number, f'unknown type "{row["type"]}"')
            if row["need"] not in ("", "required", "optional"):
                self.fault(file, number, f'need "{row["need"]}"')
            if row["pattern"] not in ("", "yes"):
                self.fault(file, number, f'pattern "{row["pattern"]}"')
            if row["pattern"] and key[-1] not in "XNn":
                self.fault(file, number, "a pattern ends with X, N or n")
            self.check_meaning(file, number, row, True)
            self.check_source(file, number, row)
        return keys

    def check_bits(self, number, row, group):
        file = "txt-values.tsv"
        if not MASK.fullmatch(row["at"]):
            self.fault(file, number, f'mask "{row["at"]}", want 0x and small hexadecimal digits')
            return
        mask = int(row["at"], 16)
        shifted = mask // (mask & -mask) if mask else 0
        if mask == 0 or shifted & (shifted + 1):
            self.fault(file, number, f"mask {row['at']} is not one run of bits")
            return
        if group["bits"] & mask:
            self.fault(file, number, f"mask {row['at']} overlaps another")
        elif group["bits"] > mask:
            self.fault(file, number, f"mask {row['at']} is out of order")
        group["bits"] |= mask

    def check_value(self, number, row, key_type, masks):
        """A value of a bit field is a number that fits into the field."""
        file = "txt-values.tsv"
        if not row["name"]:
            self.fault(file, number, "a value without name")
        if row["parent"] in masks:
            mask = masks[row["parent"]]
            if not row["at"].isdigit() or int(row["at"]) > mask // (mask & -mask):
                self.fault(file, number, f'value "{row["at"]}" does not fit the bit field')
        elif not row["parent"] and key_type in BIT_TYPES | {"parts", "bytes"}:
            self.fault(file, number, f"a value for a key of type {key_type}")

    def check_values(self, rows, keys):
        file = "txt-values.tsv"
        order = {key: position for position, key in enumerate(keys)}
        groups = {}   # (service, key, parent) -> what its lines have used so far
        parents = {}  # (service, key) -> {name of a bits or item line: type of the item or ""}
        masks = {}    # (service, key) -> {name of a bits line: mask}
        last = -1
        for number, row in rows:
            key = row["service"], row["key"], row["variant"]
            if key not in keys:
                self.fault(file, number, f'key "{key[1]}" of "{key[0]}" is not in txt-meanings.tsv')
                continue
            if order[key] < last:
                self.fault(file, number, f'key "{key[1]}" of "{key[0]}" is out of order')
            last = order[key]
            known = parents.setdefault(key, {})
            key_masks = masks.setdefault(key, {})
            if row["parent"] and row["parent"] not in known:
                self.fault(file, number, f'parent "{row["parent"]}" has no line above')
                continue
            group = groups.setdefault(
                (*key, row["parent"]), {"bits": 0, "at": set(), "names": set(), "kinds": []}
            )
            kind = row["kind"]
            if kind not in KINDS:
                self.fault(file, number, f'unknown kind "{kind}"')
                continue
            group["kinds"].append(kind)
            owner = known[row["parent"]] if row["parent"] else keys[key][1]["type"]
            if (kind, row["at"]) in group["at"]:
                self.fault(file, number, f'{kind} "{row["at"]}" occurs twice')
            group["at"].add((kind, row["at"]))
            if not row["at"]:
                self.fault(file, number, "column at is empty")
            if (kind == "item") != bool(row["type"]):
                self.fault(file, number, "column type is for items, and only for them")
            if kind == "item" and row["type"] not in TYPES:
                self.fault(file, number, f'unknown type "{row["type"]}"')
            if kind in ("bits", "item"):
                name = row["name"]
                if not FILTER_NAME.fullmatch(name):
                    self.fault(file, number, f'"{name}" is no filter name')
                if name in group["names"]:
                    self.fault(file, number, f'name "{name}" occurs twice')
                group["names"].add(name)
                if not row["parent"]:
                    known[name] = row["type"]
                self.check_meaning(file, number, row, True)
            else:
                self.check_meaning(file, number, row, False)
            if kind == "bits":
                if owner not in BIT_TYPES:
                    self.fault(file, number, f'bits for type "{owner}"')
                self.check_bits(number, row, group)
                if not row["parent"] and MASK.fullmatch(row["at"]):
                    key_masks[row["name"]] = int(row["at"], 16) or 1
            elif kind == "value":
                self.check_value(number, row, keys[key][1]["type"], key_masks)
            elif kind in ("item", "separator") and owner != "parts":
                self.fault(file, number, f'{kind} for type "{owner}"')
            if kind == "separator" and (len(row["at"]) != 1 or len(row["name"]) > 1):
                self.fault(file, number, "a separator is one character")
        return groups

    def check_complete(self, keys, groups):
        """Keys of a composed type have the lines that make them readable."""
        want = {"bits": "bits", "be_bits": "bits", "enum": "value", "parts": "item"}
        for key, (number, row) in keys.items():
            kinds = groups.get((*key, ""), {"kinds": []})["kinds"]
            if row["type"] in want and want[row["type"]] not in kinds:
                text = f'type {row["type"]} without a line of kind {want[row["type"]]}'
                self.fault("txt-meanings.tsv", number, text)
            if row["type"] == "parts" and kinds.count("separator") != 1:
                self.fault("txt-meanings.tsv", number, "type parts wants one line of kind separator")

    def run(self):
        services = self.check_services(self.read("txt-services.tsv"))
        keys = self.check_types(self.read("txt-meanings.tsv"), services)
        value_rows = self.read("txt-values.tsv")
        self.check_complete(keys, self.check_values(value_rows, keys))
        if self.faults:
            for file, line, text in self.faults:
                print(f"{self.folder / file}:{line}: {text}", file=sys.stderr)
            return 1
        own = {service for service, key, variant in keys}
        typed = [n for n, row in services.items() if n in own or row["same_as"]]
        if len(typed) < MIN_SERVICES:
            text = f"only {len(typed)} service types have keys, want {MIN_SERVICES}"
            print(f"{self.folder / 'txt-services.tsv'}:0: {text}", file=sys.stderr)
            return 1
        kinds = [row["kind"] for number, row in value_rows]
        print(
            f"{len(services)} service types ({len(typed)} with keys), {len(keys)} keys, "
            f"{kinds.count('bits')} bits, {kinds.count('value')} values, "
            f"{kinds.count('item')} items"
        )
        return 0


def main():
    default = Path(__file__).resolve().parents[2] / "registry" / "data"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    return Checker(folder).run()


if __name__ == "__main__":
    sys.exit(main())
