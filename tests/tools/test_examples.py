#!/usr/bin/env python3
"""test_examples - what examples/ says is what it does. What needs a program that is not there is
skipped, by name. SPDX-License-Identifier: GPL-2.0-or-later"""
import collections
import importlib.util
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest

from common import SOURCE, SVCREG, TSHARK, Case, need_programs, svcreg

NODE_MODULES = pathlib.Path(os.environ["NODE_MODULES"])
EXAMPLES = SOURCE / "examples"
NAMES = ("avahi-announced-http", "hap-nodejs-accessory", "traffic-other-ports")

need_programs("parallel", "tshark")


class Examples(Case):
    def setUp(self):
        super().setUp()
        self.folder.chmod(0o755)  # tshark runs as nobody: see tools/with-plugin
        self.captures = self.folder / "captures"
        self.captures.mkdir()
        for name in NAMES:
            shutil.copy(SOURCE / "captures" / f"{name}.pcapng", self.captures)

    def need(self, *programs):
        for name in programs:
            if not shutil.which(name):
                self.skipTest(f"there is no {name}")

    def run_here(self, *command, env=None, **options):
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False,
                              encoding="utf-8", cwd=self.folder, timeout=300,
                              env=dict(os.environ, **(env or {})), **options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def inventory(self, name):
        out = self.folder / name
        self.assertEqual(svcreg("inventory", self.captures, "-o", out, "--tshark", TSHARK).returncode, 0)
        return out

    def rows(self):
        out = self.inventory("out.jsonl")
        return out, [json.loads(line) for line in out.read_text("utf-8").splitlines()]

    def test_lua(self):
        version = subprocess.run(["tshark", "-v"], capture_output=True, text=True, check=True).stdout
        if not re.search(r"(with\s+|\+)Lua", version):
            self.skipTest("this tshark has no Lua")
        shutil.copy(EXAMPLES / "announced.lua", self.folder)
        said = self.run_here(*TSHARK.split(), "-q", "-r", self.captures / "hap-nodejs-accessory.pcapng",
                             "-X", f"lua_script:{self.folder}/announced.lua")
        lamp = '"Desk Lamp 9F5A" _hap._tcp → Desk-Lamp-9F5A.local:51826 (HomeKit accessory)'
        self.assertEqual(said.splitlines(), [f"4\t{lamp}"])

    def test_pyshark(self):
        if not importlib.util.find_spec("pyshark"):
            self.skipTest("there is no pyshark")
        said = self.run_here(sys.executable, EXAMPLES / "unpaired.py",
                             self.captures / "hap-nodejs-accessory.pcapng")
        self.assertIn("Desk Lamp 9F5A", said)

    def test_jq(self):
        self.need("jq")
        out, rows = self.rows()
        said = self.run_here("jq", "-r", "-f", EXAMPLES / "mismatches.jq", out)
        self.assertEqual(len(said.splitlines()), sum(row["kind"] == "mismatch" for row in rows))
        self.assertIn("traffic-other-ports.pcapng\tframe.number == 57\t192.0.2.1 tcp 22\t"
                      "registered: ssh\tspoken: tls\n", said)
        table = self.run_here("jq", "-n", "-r", "-f", EXAMPLES / "zeek.jq", out).splitlines()
        self.assertEqual(table[0], "#fields\tresp_h\tresp_p\tservice_type\tinstance")
        self.assertIn("192.0.2.1\t50022/tcp\t_ssh._tcp\tMaintenance", table)
        wanted = {(address, row["port"], row["transports"]) for row in rows
                  if row["kind"] == "service" and row["port"] for address in row["addresses"]}
        self.assertEqual(len(table) - 1, len(wanted))

    def test_sqlite(self):
        self.need("sqlite3")
        out = self.inventory("out.sqlite")
        sql = (EXAMPLES / "inventory.sql").read_text()
        said = self.run_here("sqlite3", out, input=sql).splitlines()
        self.assertIn("Desk-Lamp-9F5A.local|Lamp 7||1", said)
        self.assertIn("_hap._tcp|Desk Lamp 9F5A|192.0.2.2", said)
        self.assertIn("192.0.2.1|tcp|6067|unassigned|http", said)
        database = sqlite3.connect(out)
        self.assertEqual(len(said), sum(len(database.execute(one).fetchall())
                                        for one in sql.split(";")))

    def test_duckdb(self):
        self.need("node")
        if not (NODE_MODULES / "@duckdb").exists():
            self.skipTest(f"there is no @duckdb/node-api in {NODE_MODULES}")
        out, rows = self.rows()
        said = self.run_here("node", SOURCE / "tests" / "tools" / "duckdb.js", EXAMPLES / "duckdb.sql",
                             out, env={"NODE_PATH": str(NODE_MODULES)})
        types, keys, spoken = map(json.loads, said.splitlines())
        services = [row for row in rows if row["kind"] == "service"]
        per_type = collections.defaultdict(lambda: (set(), set()))
        for row in services:
            captures, hosts = per_type[row["service_type"]]
            captures.add(row["sha256"])
            hosts.update([row["host"]] if row["host"] is not None else [])
        self.assertEqual({tuple(row) for row in types},
                         {(name, str(len(captures)), str(len(hosts)))
                          for name, (captures, hosts) in per_type.items()})
        private = collections.Counter((row["service_type"], a["key"], a["privacy"])
                                      for row in services for a in row["txt"] if a["privacy"])
        self.assertTrue(private)
        self.assertEqual({tuple(row) for row in keys},
                         {(*key, str(count)) for key, count in private.items()})
        ends = collections.Counter((row["registered"], row["spoken"]) for row in rows
                                   if row["kind"] == "mismatch")
        self.assertEqual({tuple(row[:3]) for row in spoken},
                         {(*pair, str(count)) for pair, count in ends.items()})

    def test_clickhouse_names_columns_of_the_rows(self):
        _, rows = self.rows()
        members = {member for row in rows for member in row}
        table = (EXAMPLES / "clickhouse.sql").read_text().split("(\n", 1)[1]
        columns = re.findall(r"^    (\w+) [A-Z]", table, re.M)
        self.assertGreater(len(columns), 30)
        self.assertEqual(set(columns) - members, set())

    def test_index_template_has_each_field(self):
        def leaves(properties, path=""):
            for name, field in properties.items():
                if "properties" in field:
                    yield from leaves(field["properties"], f"{path}{name}.")
                else:
                    yield path + name, field["type"]

        def values(member, path=""):
            if isinstance(member, dict):
                for name, inner in member.items():
                    yield from values(inner, f"{path}.{name}" if path else name)
            else:
                for one in member if isinstance(member, list) else [member]:
                    yield path, one

        template = json.loads((EXAMPLES / "index-template.json").read_text())
        types = dict(leaves(template["template"]["mappings"]["properties"]))
        self.assertLessEqual(len(types), 60)
        lines = self.inventory("out.ecs.ndjson").read_text("utf-8").splitlines()[1::2]
        written = {pair for line in lines for pair in values(json.loads(line))}
        fits = {"date": r"\d{4}-\d\d-\d\dT[\d:.]+Z", "ip": r"[0-9.]+|[0-9a-f:.]+", "long": r"\d+"}
        for path, value in written:
            self.assertIn(path, types)
            if types[path] in fits:
                self.assertRegex(str(value), f"^({fits[types[path]]})$", path)
            else:
                self.assertIsInstance(value, str, path)

    def test_slurm_tasks_share_the_captures(self):
        out, rows = self.rows()
        listed = self.write("captures.txt",
                            "".join(f"{path}\n" for path in sorted(self.captures.iterdir())))
        tasks = self.folder / "tasks"
        for task in (1, 2):
            env = {"SLURM_ARRAY_TASK_ID": str(task), "SLURM_ARRAY_TASK_COUNT": "2",
                   "SVCREG_TSHARK": TSHARK, "PATH": f"{pathlib.Path(SVCREG).parent}:{os.environ['PATH']}"}
            self.run_here("bash", EXAMPLES / "slurm.sbatch", listed, tasks, env=env)
        lines = [line for part in sorted(tasks.glob("*.jsonl"))
                 for line in part.read_text("utf-8").splitlines()]
        self.assertEqual(len(list(tasks.glob("*.jsonl"))), 2)
        self.assertEqual(sorted(lines), sorted(out.read_text("utf-8").splitlines()))
        self.assertEqual(len(lines), len(rows))


if __name__ == "__main__":
    unittest.main()
