#!/usr/bin/env python3
"""test_files - what the tools do to files when something goes wrong: a full disk, an interrupt, no
memory, paths that must not be read or written, files that are no captures. Each says so in a line,
ends with a status, and leaves what was there.
SPDX-License-Identifier: GPL-2.0-or-later"""
import os
import resource
import shutil
import signal
import subprocess
import time
import unittest

from common import FIXTURES, PRELOAD, SOURCE, SVCREG, TSHARK, Case, need_programs

XML = FIXTURES / "registry.xml"
CAPTURES = SOURCE / "captures"
AS_ROOT = os.geteuid() == 0
# As root everything may be read and written.
AS_NOBODY = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups") if AS_ROOT else ()
ENDINGS = ("jsonl", "sqlite", "csv", "html", "timesketch.jsonl", "ecs.ndjson", "ocsf.jsonl")


def run(*command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False,
                          timeout=300, **options)


def contents(folder):
    """Every file below a folder by its name, what is hidden too."""
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


class Files(Case):
    def imported(self):
        """A folder with tables."""
        folder = self.folder / "tables"
        self.assertEqual(run(SVCREG, "import", XML, "-o", folder).returncode, 0)
        return folder

    def assert_one_line(self, done, *words):
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def small_disk(self, size):
        disk = self.folder / "disk"
        disk.mkdir()
        if not AS_ROOT or run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs",
                              disk).returncode != 0:
            self.skipTest("no small disk can be made here")
        self.addCleanup(run, "umount", disk)
        return disk

    def fill(self, disk, left):
        """Fill a disk up to some bytes."""
        with open(disk / "fill", "wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)) == 4096:
                    pass
            except OSError:
                pass
            file.truncate(max(file.tell() - left, 0))

    def test_tables_on_a_full_disk(self):
        disk = self.small_disk("200k")
        tables = disk / "tables"
        self.assertEqual(run(SVCREG, "import", XML, "-o", tables).returncode, 0)
        before = contents(tables)
        self.fill(disk, 0)
        self.assert_one_line(run(SVCREG, "import", XML, "-o", tables), "No space left on device")
        self.assertEqual(contents(tables), before)

    def test_inventories_on_a_full_disk(self):
        disk = self.small_disk("2m")
        for ending in ENDINGS:
            with self.subTest(ending):
                command = (SVCREG, "inventory", CAPTURES / "hap-nodejs-accessory.pcapng",
                           CAPTURES / "avahi-registry.pcapng", "--force", "--tshark", TSHARK, "-o",
                           disk / f"o.{ending}")
                self.assertEqual(run(*command).returncode, 0)
                before = contents(disk)
                # From no room for anything to just enough.
                for left in range(0, 1 << 20, 24 << 10):
                    self.fill(disk, left)
                    done = run(*command)
                    shutil.rmtree(disk / f"o.{ending}.parts", ignore_errors=True)
                    (disk / "fill").unlink()
                    if done.returncode == 0:
                        break
                    # The reason, and the file that was named.
                    self.assert_one_line(done, f"o.{ending}" if ending != "csv" else "/o", "full" if
                                         ending == "sqlite" and "full" in done.stderr else
                                         "No space left on device")
                    self.assertNotIn(".part", done.stderr)
                    if done.returncode == 1:
                        self.assertEqual(contents(disk), before)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertGreater(left, 0)
                for path in disk.iterdir():
                    path.unlink()

    def test_an_interrupt_leaves_the_tables_that_were_there(self):
        tables = self.imported()
        before = contents(tables)
        for milliseconds in range(0, 30, 2):
            process = subprocess.Popen([SVCREG, "import", str(XML), "-o", str(tables)],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(milliseconds / 1000)
            process.send_signal(signal.SIGINT)
            self.assertIn(process.wait(), (0, -signal.SIGINT))
            self.assertEqual(contents(tables), before)

    def test_an_interrupt_leaves_the_inventory_that_was_there(self):
        out = self.write("o.jsonl", "mine\n")
        slow = self.write("slow", f"#!/bin/sh\ntouch {self.folder}/begun\nexec sleep 60\n")
        slow.chmod(0o755)
        process = subprocess.Popen(
            [SVCREG, "inventory", str(CAPTURES / "ciao-node.pcapng"), "--force", "--tshark",
             str(slow), "-o", str(out)], stderr=subprocess.DEVNULL, start_new_session=True)
        for _ in range(600):
            if (self.folder / "begun").exists():
                break
            time.sleep(0.1)
        # As a terminal does: to the program and to what it started.
        os.killpg(process.pid, signal.SIGINT)
        self.assertNotEqual(process.wait(timeout=60), 0)
        self.assertEqual(out.read_text(), "mine\n")
        command = (SVCREG, "inventory", CAPTURES / "ciao-node.pcapng", "--force", "--tshark",
                   TSHARK, "-o", out)
        self.assert_one_line(run(*command), "--resume")
        self.assertEqual(run(*command, "--resume").returncode, 0)
        self.assertIn('"kind":"service"', out.read_text())

    @unittest.skipIf(PRELOAD, "a sanitizer needs its address space")
    def test_without_memory_nothing_is_left_in_part(self):
        """GLib ends a program that gets none: whenever it does, the tables are whole."""
        tables = self.imported()
        before = contents(tables)
        failed = 0
        for megabytes in range(16, 400, 4):
            limit = megabytes << 20
            done = run(SVCREG, "import", XML, "-o", tables, preexec_fn=lambda limit=limit:
                       (resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
                        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))))
            after = contents(tables)
            # Aside: the set that was not finished.
            self.assertEqual({name: text for name, text in after.items()
                              if not name.startswith(".import-")}, before)
            if done.returncode == 0:
                break
            failed += 1
            # A stack that cannot grow ends it by a signal, without a word.
            self.assertTrue(done.stderr or done.returncode < 0, done)
        self.assertEqual(done.returncode, 0)
        self.assertGreater(failed, 0)

    def test_what_must_not_be_read_or_written(self):
        os.chmod(self.folder, 0o755)
        secret = self.write("secret.xml", XML.read_text("utf-8"))
        secret.chmod(0)
        shut = self.folder / "shut"
        shut.mkdir(mode=0o555)
        open_folder = self.folder / "open"
        open_folder.mkdir()
        os.chmod(open_folder, 0o777)
        readable = self.write("registry.xml", XML.read_text("utf-8"))
        readable.chmod(0o644)
        program = shutil.copy(SVCREG, self.folder / "svcreg")
        capture = shutil.copy(CAPTURES / "ciao-node.pcapng", self.folder / "secret.pcapng")
        os.chmod(capture, 0)
        cases = [
            (("import", secret, "-o", open_folder / "t"), "secret.xml", "Permission denied"),
            (("import", readable, "-o", shut / "t"), "shut/t", "Permission denied"),
            (("import", readable, "-o", shut), "shut", "Permission denied"),
            (("inventory", capture, "-o", open_folder / "o.jsonl"), "secret.pcapng",
             "Permission denied"),
            (("inventory", readable, "-o", shut / "o.jsonl"), "shut/o.jsonl", "Permission denied"),
        ]
        for arguments, *words in cases:
            with self.subTest(arguments):
                self.assert_one_line(run(*AS_NOBODY, program, *arguments), *words)
        self.assertEqual((list(shut.iterdir()), contents(open_folder)), ([], {}))

    def test_tables_from_a_pipe(self):
        wanted = contents(self.imported())
        shutil.rmtree(self.folder / "tables")
        for path in ("-", "/dev/stdin"):
            done = subprocess.run([SVCREG, "import", path, "-o", str(self.folder / "tables")],
                                  input=XML.read_bytes(), capture_output=True, check=False,
                                  timeout=300)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertEqual(contents(self.folder / "tables"), wanted)
        self.assert_one_line(run(SVCREG, "import", "/dev/zero", "-o", self.folder / "tables"),
                             "/dev/zero: is longer than 64 MiB")
        self.assert_one_line(run(SVCREG, "import", "-", "-o", self.folder / "tables",
                                 stdin=subprocess.DEVNULL), "standard input: is empty")

    def test_dates_of_no_calendar(self):
        for date in ("2026-02-30", "0000-01-01"):
            done = run(SVCREG, "import", FIXTURES / "registry.csv", "-o", self.folder / "t",
                       "--date", date)
            self.assert_one_line(done, date)
        self.assert_one_line(run(SVCREG, "import", XML, "-o", self.folder / "t", "--date",
                                 "1999-01-01"), "says its own date")
        self.assert_one_line(run(SVCREG, "import", XML, "-o", self.folder / "t",
                                 "--min-records=-5"), "no negative number")

    def test_tables_that_are_not_ours_stay(self):
        tables = self.imported()
        whole = (tables / "txt-keys.tsv").read_text("utf-8")
        (tables / "txt-keys.tsv").write_text("mine\n")
        before = contents(tables)
        self.assert_one_line(run(SVCREG, "import", XML, "-o", tables), "txt-keys.tsv",
                             "no table of svcreg's")
        self.assertEqual(contents(tables), before)
        # What is ours but broken, or empty, is made anew.
        (tables / "txt-keys.tsv").write_text(whole[:-100], "utf-8")
        (tables / "services.tsv").write_text("")
        self.assertEqual(run(SVCREG, "import", XML, "-o", tables).returncode, 0)
        self.assertEqual((tables / "txt-keys.tsv").read_text("utf-8"), whole)

    def test_files_that_are_not_ours_stay(self):
        for ending in ENDINGS:
            name = "o-ports.csv" if ending == "csv" else f"o.{ending}"
            mine = self.write(name, "mine\n")
            done = run(SVCREG, "inventory", CAPTURES / "ciao-node.pcapng", "-o",
                       self.folder / f"o.{ending}", "--tshark", TSHARK)
            self.assert_one_line(done, name, "--force")
            self.assertEqual(mine.read_text(), "mine\n")

    def test_standard_output_that_is_full(self):
        for arguments in (("lookup", "ipp"), ("lookup", "--json", "80"), ("txt-keys", "--json"),
                          ("import", str(XML), "-o", "-")):
            with open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([SVCREG, *arguments], stdout=full, stderr=subprocess.PIPE,
                                      text=True, check=False, timeout=300)
            self.assertNotEqual(done.returncode, 0, arguments)
            self.assertEqual(len(done.stderr.splitlines()), 1, (arguments, done.stderr))

    def test_what_the_benchmarks_are_given(self):
        for script in ("tools/bench", "tests/bench/hostile/run"):
            done = run(SOURCE / script, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("[BUILD]", done.stdout)
            self.assert_one_line(run(SOURCE / script, self.folder), "svcreg.so is not there")
            self.assertEqual(run(SOURCE / script, "--fnord").returncode, 2)


if __name__ == "__main__":
    need_programs("parallel", "tshark")
    unittest.main()
