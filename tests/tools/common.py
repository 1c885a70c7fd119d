"""common - what the tests of the program svcreg share.

The build says in the environment where the program (SVCREG), the source (SOURCE) and IANA's files
(SHARED, which need not be there) are.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import itertools
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SVCREG = os.environ["SVCREG"]
SOURCE = pathlib.Path(os.environ["SOURCE"])
SHARED = pathlib.Path(os.environ.get("SHARED", SOURCE / ".." / "shared"))
HERE = SOURCE / "tests" / "tools"
FIXTURES = HERE / "fixtures"
EXPECTED = HERE / "expected"
IANA_XML = SHARED / "registry" / "service-names-port-numbers.xml"
IANA_CSV = SHARED / "registry" / "service-names-port-numbers.csv"
SEED = SHARED / "seed" / "iana-registry-last-page.txt"
TABLES = ("services.tsv", "txt-keys.tsv", "people.tsv")


# tshark with the plugin that was built, for --tshark. A sanitizer's library (SVCREG_PRELOAD) must come
# first.
PRELOAD = os.environ.get("SVCREG_PRELOAD", "")
TSHARK = f"env LD_PRELOAD={PRELOAD} {SOURCE}/tools/with-plugin -p {os.environ.get('PLUGIN')} tshark"


def need_programs(*names):
    """Skip the whole test, by name, where a program is missing."""
    for name in names:
        if not shutil.which(name):
            print(f"skipped: {pathlib.Path(sys.argv[0]).stem}: there is no {name}")
            sys.exit(77)


def need(*paths):
    """Skip the whole test, by name, where an input is missing."""
    for path in paths:
        if not path.exists():
            print(f"skipped: {pathlib.Path(sys.argv[0]).stem}: {path} is not there")
            sys.exit(77)


def svcreg(*arguments, env=None):
    """Run the program; returns the finished process with texts."""
    full = dict(os.environ, **(env or {}))
    return subprocess.run([SVCREG, *map(str, arguments)], capture_output=True, text=True,
                          encoding="utf-8", env=full, timeout=300)


def table(path):
    """Rows of a TSV file as dictionaries, cells unescaped."""
    lines = [line for line in path.read_text("utf-8").split("\n")
             if line and not line.startswith("#")]
    titles = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        assert len(cells) == len(titles), (path, line)
        rows.append(dict(zip(titles, cells)))
    return rows


def filled_columns(path):
    """The bytes of a table's lines, without the columns that have a title and nothing else."""
    lines = path.read_bytes().split(b"\n")
    comments = [line for line in lines if line.startswith(b"#")]
    rows = [line.split(b"\t") for line in lines if not line.startswith(b"#")]
    columns = [column for column in itertools.zip_longest(*rows) if any(column[1:])]
    return comments, columns


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    maxDiff = 4000

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="svcreg-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def good(self, *arguments, env=None, warnings=0):
        """Run the program, which must succeed with so many lines on stderr."""
        done = svcreg(*arguments, env=env)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), warnings, done.stderr)
        return done

    def assert_same_tables(self, first, second, names=TABLES):
        for name in names:
            self.assertTrue(filled_columns(first / name) == filled_columns(second / name),
                            f"{first / name} and {second / name} differ")
