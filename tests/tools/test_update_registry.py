#!/usr/bin/env python3
"""tools/update-registry against a server on this machine: new and unchanged registries, and
failures, which leave everything as it was.
SPDX-License-Identifier: GPL-2.0-or-later
"""
import http.server
import os
import subprocess
import threading
import unittest

from common import EXPECTED, FIXTURES, SOURCE, SVCREG, TABLES, Case

SCRIPT = SOURCE / "tools" / "update-registry"
XML = (FIXTURES / "registry.xml").read_bytes()
DATE = "Mon, 06 May 2024 01:02:03 GMT"


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by path; notes each request's conditions in `server.seen`."""
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", length=None, **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def do_GET(self):
        tag = self.headers.get("If-None-Match")
        since = self.headers.get("If-Modified-Since")
        self.server.seen.append((self.path, tag, since))
        if self.path == "/moved.xml":
            self.answer(302, Location="/registry.xml", ETag='"of the redirection"')
        elif self.path in ("/registry.xml", "/no-tag.xml"):
            if tag == '"one"' or (self.path == "/no-tag.xml" and since == DATE):
                self.answer(304)
            elif self.path == "/no-tag.xml":
                self.answer(200, self.server.body, Last_Modified=DATE)
            else:
                self.answer(200, self.server.body, ETag='"one"', Last_Modified=DATE)
        elif self.path == "/cut.xml":
            self.answer(200, XML[:1000], length=len(XML))
        elif self.path == "/cut-unnoticed.xml":
            self.answer(200, XML[:1000])
        elif self.path == "/page.xml":
            self.answer(200, b"<!DOCTYPE html><html><body>Service unavailable</body></html>")
        elif self.path == "/empty.xml":
            self.answer(200)
        elif self.path == "/500.xml":
            self.answer(500, b"no")
        else:
            self.answer(404, b"<html>not found</html>")


class UpdateRegistry(Case):
    def setUp(self):
        super().setUp()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.seen = []
        self.server.body = XML
        thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.out = self.folder / "out"

    def update(self, path, *arguments, env=None):
        url = f"http://127.0.0.1:{self.server.server_address[1]}{path}"
        clean = {"SVCREG": SVCREG, "HOME": str(self.folder), "no_proxy": "*",
                 "XDG_CONFIG_HOME": "", "WIRESHARK_CONFIG_DIR": ""}
        return subprocess.run([SCRIPT, "--url", url, "--min-records", "20", *arguments],
                              env=dict(os.environ, **clean, **(env or {})), capture_output=True,
                              text=True, encoding="utf-8", timeout=120)

    def updated(self, path, *arguments, **more):
        done = self.update(path, "-o", str(self.out), *arguments, **more)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done

    def test_first_download(self):
        done = self.updated("/registry.xml")
        self.assertIn("25 records", done.stdout)
        self.assert_same_tables(self.out, EXPECTED)

    def test_nothing_new(self):
        for path in ("/registry.xml", "/no-tag.xml"):
            with self.subTest(path):
                self.updated(path)
                done = self.updated(path)
                self.assertIn("Nothing new", done.stdout)
                self.assertIn("registry of 2024-05-06", done.stdout)
        self.assertEqual([seen[1:] for seen in self.server.seen],
                         [(None, None), ('"one"', DATE), (None, None), (None, DATE)])

    def test_something_new(self):
        self.updated("/no-tag.xml")
        state = self.out / ".downloaded"
        state.write_text(state.read_text().replace("2024", "2023"))
        self.server.body = XML.replace(b"Discard", b"Throw away")
        self.updated("/no-tag.xml")
        self.assertIn("Throw away", (self.out / "services.tsv").read_text())

    def test_redirection(self):
        self.updated("/moved.xml")
        self.updated("/moved.xml")
        self.assertEqual([seen[1] for seen in self.server.seen], [None, None, '"one"', '"one"'])

    def test_tables_imported_by_hand_are_replaced(self):
        self.updated("/registry.xml")
        os.utime(self.out / ".downloaded", (1, 1))
        self.updated("/registry.xml")
        self.assertEqual([seen[1] for seen in self.server.seen], [None, None])

    def test_personal_folder(self):
        done = self.update("/registry.xml")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        folder = self.folder / ".config" / "wireshark" / "svcreg"
        self.assertIn("notes", (folder / "services.tsv").read_text().splitlines()[2])
        self.assertTrue((folder / ".downloaded").exists())

    def test_failures_leave_everything(self):
        self.updated("/registry.xml")
        before = {path.name: path.read_bytes() for path in self.out.iterdir()}
        rows = [("/none.xml", "404"), ("/500.xml", "500"), ("/cut.xml", "the download failed"),
                ("/cut-unnoticed.xml", "is not usable"), ("/page.xml", "is not usable"),
                ("/empty.xml", "sent nothing")]
        for path, message in rows:
            with self.subTest(path):
                done = self.update(path, "-o", str(self.out))
                self.assertEqual(done.returncode, 1, done.stdout)
                self.assertIn(message, done.stderr)
                self.assertIn("the tables are as they were", done.stderr)
                after = {file.name: file.read_bytes() for file in self.out.iterdir()}
                self.assertEqual(after, before)

    def test_too_few_records(self):
        self.updated("/registry.xml")
        done = self.update("/no-tag.xml", "-o", str(self.out), "--min-records", "26")
        self.assertEqual(done.returncode, 1)
        self.assertIn("fewer than 26", done.stderr)
        self.assert_same_tables(self.out, EXPECTED)

    def test_no_server(self):
        self.server.shutdown()
        self.server.server_close()
        done = self.update("/registry.xml", "-o", str(self.out))
        self.assertEqual(done.returncode, 1)
        self.assertIn("the download failed", done.stderr)
        self.assertFalse(self.out.exists())

    def test_usage(self):
        for arguments in (["--fnord"], ["--url"], ["--min-records", "many"]):
            done = subprocess.run([SCRIPT, *arguments], capture_output=True, text=True)
            self.assertEqual((done.returncode, len(done.stderr.splitlines())), (1, 1))


if __name__ == "__main__":
    unittest.main()
