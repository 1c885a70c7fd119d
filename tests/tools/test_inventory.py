#!/usr/bin/env python3
"""test_inventory - svcreg inventory: every ending, broken captures, runs that are cut off, and names
made to do harm. SPDX-License-Identifier: GPL-2.0-or-later"""
import collections
import csv
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

from common import HERE, SOURCE, SVCREG, TSHARK, Case, need_programs, svcreg, table

CAPTURES = SOURCE / "captures"
SCHEMA = SOURCE / "tools" / "svcreg" / "inventory" / "inventory.schema.json"
KINDS = ("service", "host", "port", "question", "credential", "mismatch", "note", "capture")
# A tshark that dissects nothing: prints the rows that the capture holds.
FAKE = "sh -c 'cat' --"

need_programs("parallel", "tshark")


def rows_of(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def service_row(**members):
    row = {"kind": "service", "schema": 1, "svcreg": "0", "registry": "2026-01-01",
           "instance": "I", "service_type": "_http._tcp", "domain": "local",
           "description": None, "host": "h.local", "addresses": ["192.0.2.1"], "port": 80,
           "transports": "tcp", "txt": [], "device": {}, "announced_by": ["192.0.2.1"],
           "expires": None, "goodbye_frame": None, "packets": 0, "bytes": 0, "used_frames": [],
           "clients": [], "layer": "announced", "basis": "announcement", "confidence": "medium",
           "count": 1, "first_frame": 1, "first_time": "2026-01-01T00:00:00.000000000Z",
           "last_frame": 1, "last_time": "2026-01-01T00:00:00.000000000Z", "frames": [1]}
    row.update(members)
    return row


CAPTURE_ROW = {"kind": "capture", "schema": 1, "svcreg": "0", "registry": "2026-01-01",
               "packets": 1, "packets_without_service": 0, "last_frame": 1,
               "last_time": "2026-01-01T00:00:00.000000000Z", "rows_dropped": 0}


class Inventory(Case):
    def inventory(self, *arguments, tshark=TSHARK):
        return svcreg("inventory", *arguments, "--tshark", tshark)

    def some(self):
        """A folder with four captures."""
        folder = self.folder / "captures"
        folder.mkdir()
        for name in ("avahi-announced-http", "hap-nodejs-accessory", "avahi-registry",
                     "traffic-other-ports"):
            shutil.copy(CAPTURES / f"{name}.pcapng", folder)
        return folder

    def fake(self, *rows, name="a.pcap"):
        folder = self.folder / "fake"
        folder.mkdir(exist_ok=True)
        lines = [json.dumps(row) for row in (*rows, CAPTURE_ROW)]
        (folder / name).write_text("\n".join(lines) + "\n")
        return folder

    def test_rows_keep_the_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("no python3-jsonschema")
        folder, out = self.some(), self.folder / "o.jsonl"
        done = self.inventory(folder, "-o", out)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        validator = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text()))
        rows = rows_of(out)
        self.assertGreater(len(rows), 80)
        for row in rows:
            kind = dict(validator.schema, **{"$ref": f"#/definitions/{row['kind']}"})
            del kind["oneOf"]
            errors = list(validator.evolve(schema=kind).iter_errors(row))
            self.assertEqual([e.message for e in errors], [], row)
        self.assertEqual({row["kind"] for row in rows}, set(KINDS))
        marks = {(attribute["key"], attribute["inferred"]) for row in rows
                 if row["kind"] == "service" for attribute in row["txt"]}
        self.assertLessEqual({("NIF", True), ("sf", False)}, marks)
        for row in rows:
            path = pathlib.Path(row["capture"])
            self.assertEqual(row["sha256"], hashlib.sha256(path.read_bytes()).hexdigest())
        self.assertEqual([row["capture"] for row in rows], sorted(row["capture"] for row in rows))
        self.assertNotIn("hunter2", out.read_text())
        self.assertEqual(sorted(os.listdir(self.folder)), ["captures", "o.jsonl"])
        # The same again, one job at a time.
        again = self.folder / "again.jsonl"
        self.inventory(folder, "-j", 1, "-o", again)
        self.assertEqual(out.read_bytes(), again.read_bytes())

    def test_every_ending_says_the_same(self):
        folder = self.some()
        for ending in ("jsonl", "sqlite", "csv", "html", "timesketch.jsonl", "ecs.ndjson",
                       "ocsf.jsonl"):
            done = self.inventory(folder, "-o", self.folder / f"o.{ending}")
            self.assertEqual((done.returncode, done.stderr), (0, ""), ending)
        rows = rows_of(self.folder / "o.jsonl")
        by_kind = {kind: [row for row in rows if row["kind"] == kind] for kind in KINDS}
        tables = {kind: "mismatches" if kind == "mismatch" else kind + "s" for kind in KINDS}
        database = sqlite3.connect(self.folder / "o.sqlite")
        database.row_factory = sqlite3.Row
        for kind, table in tables.items():
            with open(self.folder / f"o-{table}.csv", newline="", encoding="utf-8") as file:
                cells = list(csv.DictReader(file))
            stored = [dict(row) for row in database.execute(f"SELECT * FROM {table}")]
            self.assertEqual(len(cells), len(by_kind[kind]), kind)
            self.assertEqual(len(stored), len(by_kind[kind]), kind)
            for row, cell, record in zip(by_kind[kind], cells, stored):
                self.assertEqual(set(row) - {"kind"}, set(record), kind)
                self.assertEqual(set(cell), set(record), kind)
                for name, value in record.items():
                    wanted = row[name]
                    if isinstance(wanted, (list, dict)):
                        value = json.loads(value)
                    self.assertEqual(value, wanted, (kind, name))
                    if isinstance(wanted, str):
                        self.assertEqual(cell[name].removeprefix("'"), wanted.removeprefix("'"))
        events = [row for row in rows if row.get("first_time")]
        sketch = rows_of(self.folder / "o.timesketch.jsonl")
        self.assertEqual(len(sketch), len(events))
        for row in sketch:
            self.assertTrue(row["message"] and row["datetime"] and row["timestamp_desc"])
        ecs = rows_of(self.folder / "o.ecs.ndjson")
        self.assertEqual(len(ecs), 2 * len(events))
        self.assertTrue(all(row == {"create": {}} for row in ecs[::2]))
        self.assertTrue(all(row["@timestamp"] and row["ecs"] == {"version": "8.11.0"}
                            for row in ecs[1::2]))
        ocsf = rows_of(self.folder / "o.ocsf.jsonl")
        self.assertEqual(len(ocsf), len(events))
        self.assertTrue(all(row["class_uid"] == 4001 and row["time"] > 0 for row in ocsf))
        announced = [row["app_protocol"] for row in ocsf
                     if row["unmapped"]["kind"] == "port" and "app_protocol" in row]
        self.assertIn("hap", announced)
        self.assertIn("<script type=\"application/json\"", (self.folder / "o.html").read_text())

    def test_captures_hold_what_their_scenes_announce(self):
        """Each service with who used it: no row too many, none missing."""
        wanted = collections.Counter()
        for row in table(HERE / "inventory_scenes.tsv"):
            name, first, last = re.fullmatch(r"(.*?)(?: (\d+)\.\.(\d+))?", row["instance"]).groups()
            names = [f"{name} {n}" for n in range(int(first), int(last) + 1)] if first else [name]
            for one in names:
                wanted[(row["capture"], one, row["service_type"],
                        None if row["host"] == "-" else row["host"], int(row["port"]),
                        row["clients"])] = int(row["rows"])
        folder, out = self.folder / "captures", self.folder / "o.jsonl"
        folder.mkdir()
        for path in CAPTURES.glob("*.pcapng"):
            shutil.copy(path, folder)
        done = self.inventory(folder, "-o", out)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        got = collections.Counter(
            (pathlib.Path(row["capture"]).stem, row["instance"], row["service_type"], row["host"],
             row["port"], " ".join(row["clients"])) for row in rows_of(out)
            if row["kind"] == "service")
        self.assertEqual({}, {"missing": wanted - got, "too many": got - wanted}
                         if wanted != got else {})

    def test_a_broken_capture_is_told_and_left_out(self):
        folder, out = self.some(), self.folder / "o.jsonl"
        whole = (folder / "avahi-registry.pcapng").read_bytes()
        (folder / "cut.pcapng").write_bytes(whole[:len(whole) // 2 + 7])
        (folder / "text.pcap").write_text("no capture\n")
        (folder / "empty.pcap").write_bytes(b"")
        done = self.inventory(folder, "-o", out)
        self.assertEqual(done.returncode, 3, done.stderr)
        lines = done.stderr.splitlines()
        self.assertEqual(len(lines), 4, done.stderr)
        self.assertIn("cut.pcapng: read in part", lines[0])
        self.assertIn("empty.pcap: skipped: it is empty", lines[1])
        self.assertIn("text.pcap: skipped", lines[2])
        self.assertEqual(lines[3], "svcreg: 3 of 7 captures could not be read to their end")
        captures = {pathlib.Path(row["capture"]).name: row for row in rows_of(out)
                    if row["kind"] == "capture"}
        self.assertIs(captures["cut.pcapng"]["complete"], False)
        self.assertIs(captures["avahi-registry.pcapng"]["complete"], True)

    def test_a_broken_capture_alone(self):
        whole = (CAPTURES / "sockets-ports.pcapng").read_bytes()
        out = self.folder / "o.jsonl"
        done = self.inventory(self.write("cut.pcapng", whole[:20000]), "-o", out)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertRegex(done.stderr, r"^svcreg: \S*cut.pcapng: read in part: .*cut short.*\n$")
        self.assertIs(rows_of(out)[-1]["complete"], False)
        self.assertGreater(rows_of(out)[-1]["packets"], 100)
        for content, why in ((b"", "it is empty"), (b"no capture\n", "it cannot be read: .*")):
            out = self.folder / "none.jsonl"
            done = self.inventory(self.write("a.pcap", content), "-o", out)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertRegex(done.stderr,
                             rf"^svcreg: \S*a.pcap: skipped: {why}; nothing was written\n$")
            self.assertFalse(out.exists())
            # Several, none of which can be read.
            done = self.inventory(self.write("a.pcap", content), self.write("b.pcap", content), "-o",
                                  out)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 3, done.stderr)
            self.assertIn("svcreg: nothing was written: no capture could be read", done.stderr)

    def test_jobs_in_one_word_or_two(self):
        folder = self.fake(service_row())
        shutil.copy(folder / "a.pcap", self.folder / "-j7.pcap")
        for n, jobs in enumerate((["-j2"], ["-j", "2"], ["--jobs=2"], ["-j10", "-f"])):
            out = self.folder / f"{n}.jsonl"
            done = self.inventory(*jobs, "-o", out, folder, tshark=FAKE)
            self.assertEqual((done.returncode, done.stderr), (0, ""), jobs)
            self.assertEqual(len(rows_of(out)), 2)
        done = self.inventory(folder, "-o", self.folder / "o.jsonl", "-j2x", tshark=FAKE)
        self.assertEqual(done.returncode, 2)
        self.assertIn("2x", done.stderr)
        done = subprocess.run([SVCREG, "inventory", "-o", "dash.jsonl", "--tshark", FAKE, "--",
                               "-j7.pcap"], cwd=self.folder, capture_output=True, text=True,
                              check=False, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_a_tshark_that_is_not_there(self):
        done = self.inventory(self.fake(service_row()), "-o", self.folder / "o.jsonl", tshark="nosuch")
        self.assertEqual((done.returncode, done.stderr.count("\n")), (1, 1), done.stderr)
        self.assertRegex(done.stderr, "tshark cannot be run, .* --tshark: .*nosuch: .*not found")

    def test_a_run_that_is_cut_off_goes_on(self):
        folder, out = self.some(), self.folder / "o.jsonl"
        self.inventory(folder, "-o", out)
        wanted = out.read_bytes()
        out.unlink()
        # The third one sleeps until the run is killed.
        slow = self.write("slow", f"#!/bin/sh\nn=$(ls {self.folder}/o.jsonl.parts | "
                          f"grep -c '^[0-9a-f]*$')\n[ $n -lt 3 ] || exec sleep 60\n"
                          f"exec {TSHARK} \"$@\"\n")
        slow.chmod(0o755)
        run = subprocess.Popen([SVCREG, "inventory", folder, "-j", "1", "-o", out, "--tshark",
                                str(slow)], stderr=subprocess.DEVNULL, start_new_session=True)
        parts = self.folder / "o.jsonl.parts"
        for _ in range(600):
            if len(list(parts.glob("*.err"))) >= 3:
                break
            time.sleep(0.1)
        time.sleep(0.5)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        self.assertFalse(out.exists())
        done = self.inventory(folder, "-o", out)
        self.assertEqual(done.returncode, 1)
        self.assertIn("--resume", done.stderr)
        done_before = [p.name for p in parts.iterdir()
                       if p.suffix == "" and b'"kind":"exit"' in p.read_bytes()]
        self.assertGreater(len(done_before), 0)
        done = self.inventory(folder, "-o", out, "--resume")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(out.read_bytes(), wanted)
        self.assertFalse(parts.exists())

    def test_a_capture_that_takes_too_long_is_given_up(self):
        folder, out = self.fake(service_row()), self.folder / "o.jsonl"
        done = self.inventory(folder, "-o", out, "--timeout", 1, tshark="sleep 30 #")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("did not come to its end", done.stderr)
        self.assertFalse(out.exists())

    def test_what_is_wrong_is_said_in_a_line(self):
        folder = self.fake(service_row())
        out = self.folder / "o.jsonl"
        cases = [
            (("-o", out), 2, "name a capture"),
            ((folder,), 2, "-o FILE"),
            ((folder, "-o", self.folder / "o.docx"), 2, "ending"),
            ((self.folder / "none.pcap", "-o", out), 1, "none.pcap: No such file"),
            ((folder, "-o", self.folder / "no" / "o.jsonl"), 1, "/no/o.jsonl: No such file"),
        ]
        for arguments, status, words in cases:
            done = self.inventory(*arguments, tshark=FAKE)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
            self.assertIn(words, done.stderr)
        out.write_text("mine\n")
        done = self.inventory(folder, "-o", out, tshark=FAKE)
        self.assertEqual(done.returncode, 1)
        self.assertIn("--force", done.stderr)
        self.assertEqual(out.read_text(), "mine\n")
        done = self.inventory(folder, "-o", out, "--force", tshark=FAKE)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_tshark_without_the_plugin_is_told(self):
        out = self.write("o.jsonl", "mine\n")
        for tshark in (f"{SOURCE}/tools/with-plugin -p none tshark", "true",
                       "echo garbage"):
            done = self.inventory(SOURCE / "captures" / "ciao-node.pcapng", "--force", "-o", out,
                                  tshark=tshark)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("does this tshark have the plugin svcreg", done.stderr)
            self.assertEqual(out.read_text(), "mine\n")

    def test_what_is_in_a_folder_hinders_nothing_else(self):
        folder, out = self.folder / "captures", self.folder / "o.jsonl"
        folder.mkdir()
        capture = (SOURCE / "captures" / "ciao-node.pcapng").read_bytes()
        for name in ("GOOD.PCAPNG", "-dash.pcap", "a b'\"{}.pcap"):
            (folder / name).write_bytes(capture + name.encode() * 0)
        (folder / os.fsdecode(b"\xff\xfe.pcap")).write_bytes(capture)
        (folder / "gone.pcap").symlink_to("nowhere")
        os.mkfifo(folder / "pipe.pcap")
        # The same folder in three ways is one.
        done = self.inventory(folder, f"{folder}/.", folder / "GOOD.PCAPNG", "-o", out)
        self.assertEqual(done.returncode, 3, done.stderr)
        lines = done.stderr.splitlines()
        self.assertEqual(len(lines), 3, done.stderr)
        self.assertIn("gone.pcap: skipped: No such file", lines[0])
        self.assertIn("pipe.pcap: skipped: it is no regular file", lines[1])
        self.assertEqual(lines[2], "svcreg: 2 of 6 captures could not be read to their end")
        captures = [row for row in rows_of(out) if row["kind"] == "capture"]
        self.assertEqual(len(captures), 4)
        done = subprocess.run([SVCREG, "inventory", "-o", str(self.folder / "p.jsonl"), "--tshark",
                               TSHARK, "--", "-dash.pcap"], cwd=folder, capture_output=True,
                              text=True, check=False, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_what_cannot_run_leaves_nothing(self):
        out = self.folder / "o.jsonl"
        path = self.folder / "bin"
        path.mkdir()
        capture = SOURCE / "captures" / "ciao-node.pcapng"
        for content, words in ((None, "GNU Parallel is needed"),
                               ("#!/bin/sh\nexit 255\n", "is it GNU Parallel?")):
            if content:
                (path / "parallel").write_text(content)
                (path / "parallel").chmod(0o755)
            done = svcreg("inventory", capture, "-o", out, env={"PATH": str(path)})
            self.assertEqual(done.returncode, 1)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
            self.assertIn(words, done.stderr)
            self.assertFalse((self.folder / "o.jsonl.parts").exists())
        for arguments, words in (((capture, "-o", self.folder), "ending of FILE"),
                                 ((capture, "-o", self.folder / "x{2}.jsonl"), "no { or }"),
                                 ((capture, "-o", out, "--hosts", "nosuch"), "nosuch: no file of")):
            done = svcreg("inventory", *arguments)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(words, done.stderr)
        (self.folder / "d.jsonl").mkdir()
        done = svcreg("inventory", capture, "-f", "-o", self.folder / "d.jsonl")
        self.assertIn("it is a folder", done.stderr)

    def test_a_row_with_wrong_types_is_left_out(self):
        """A capture on another host may be read by anything: writers rely on types."""
        wrong = [service_row(instance=7), service_row(addresses="192.0.2.1"), service_row(kind=1),
                 service_row(port="80"), service_row(device=[]), service_row(txt=[[1]]),
                 service_row(txt=[{"key": "k", "value": True, "inferred": True}]),
                 service_row(first_time={}), {"kind": "question", "schema": 1, "answered_by": None}]
        right = service_row(txt=[{"key": "k", "value": "v", "inferred": True}])
        folder = self.fake(right, *wrong)
        for ending in ("jsonl", "sqlite", "csv", "timesketch.jsonl", "ecs.ndjson", "ocsf.jsonl", "html"):
            done = self.inventory(folder, "-o", self.folder / f"o.{ending}", tshark=FAKE)
            self.assertEqual((done.returncode, done.stderr), (0, ""), ending)
        self.assertEqual([row["kind"] for row in rows_of(self.folder / "o.jsonl")],
                         ["service", "capture"])

    def test_cells_are_no_formulas(self):
        folder = self.fake(service_row(instance="=cmd|' /C calc'!A0"))
        done = self.inventory(folder, "-o", self.folder / "o.csv", tshark=FAKE)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.folder / "o-services.csv", newline="", encoding="utf-8") as file:
            self.assertEqual(next(csv.DictReader(file))["instance"], "'=cmd|' /C calc'!A0")

    def test_a_report_of_harmful_names_is_harmless_and_quick(self):
        browser = shutil.which("chromium") or shutil.which("chromium-browser")
        if not browser:
            self.skipTest("no chromium")
        names = ["<script>alert(1)</script>", "</script><script>alert(2)</script>",
                 "\u202egpj.exe", "\U0001f5a8 printer", "@DATA@", "a\"b\\c & d"]
        rows = [service_row(instance=names[i % len(names)] + str(i), port=i % 65535 + 1)
                for i in range(10000)]
        rows += [{"kind": "question", "schema": 1, "svcreg": "0", "registry": "2026-01-01",
                  "requester": "192.0.2.9", "service_type": names[0], "answered_by": names,
                  "layer": "announced", "basis": "question", "confidence": "high", "count": 1,
                  "first_frame": 1, "first_time": "2026-01-01T00:00:00.000000000Z",
                  "last_frame": 1, "last_time": "2026-01-01T00:00:00.000000000Z", "frames": [1]}]
        folder, out = self.fake(*rows), self.folder / "o.html"
        done = self.inventory(folder, "-o", out, tshark=FAKE)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        probe = self.folder / "probe.html"
        # What a user would do, told in the page's title.
        script = """<script>
        const said = [];
        const th = [...document.querySelectorAll('#services th')].find(t => t.textContent == 'Port');
        th.click();
        said.push([...document.querySelectorAll('#services tbody tr')].slice(0, 3)
            .map(r => r.children[5].textContent).join());
        jQuery('#services table').DataTable().search('printer1').draw();
        said.push(document.querySelectorAll('#services tbody tr').length);
        said.push(document.body.dataset.ready);
        said.push(document.querySelectorAll('#graph svg .node').length);
        const c = document.getElementById('timeline-picture');
        said.push(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v));
        said.push(document.querySelectorAll('script').length);
        document.title = said.join(' ');
        </script></body>"""
        probe.write_text(out.read_text("utf-8").replace("</body>", script))
        done = subprocess.run(
            [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom",
             "--enable-logging=stderr", f"--user-data-dir={self.folder}/profile",
             "--virtual-time-budget=20000", f"file://{probe}"],
            capture_output=True, text=True, timeout=120)
        self.assertNotIn("CONSOLE", done.stderr)
        title = done.stdout.split("<title>", 1)[1].split("</title>", 1)[0]
        self.assertEqual(title, "1,2,3 25 yes 7 true 6")
        self.assertNotIn("\u202e", done.stdout.split('id="rows"')[0])


if __name__ == "__main__":
    unittest.main()
