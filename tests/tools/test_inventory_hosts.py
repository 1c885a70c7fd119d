#!/usr/bin/env python3
"""test_inventory_hosts - svcreg inventory --hosts: two hosts with sshd in network namespaces, one of
which is cut off in the middle of its job. SPDX-License-Identifier: GPL-2.0-or-later"""
import os
import pathlib
import shutil
import subprocess
import sys
import threading
import time
import unittest

from common import PRELOAD, SOURCE, TSHARK, Case, need_programs, svcreg

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
NAMES = ("avahi-announced-http", "bonjour-service-node", "carrier-vlan", "ciao-node",
         "hap-nodejs-accessory", "mpd-server", "traffic-other-ports", "dnsmasq-dhcp")


def run(*command, **options):
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, **options)


def skip_without_hosts():
    need_programs("parallel", "rsync", "ssh", "ip", "nsenter", "tshark")
    if not SSHD:
        reason = "there is no sshd"
    elif PRELOAD:
        reason = "a sanitizer's settings do not go over ssh"
    elif os.geteuid() != 0:
        reason = "only root may make network namespaces"
    else:
        name = f"svcreg-{os.getpid()}"
        made = subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False)
        subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)
        if made.returncode == 0:
            return
        reason = "no network namespaces can be made here"
    print(f"skipped: test_inventory_hosts: {reason}")
    sys.exit(77)


class Host:
    """A namespace at the end of a cable, with an sshd."""

    def __init__(self, case, number):
        self.name = f"svcreg-{os.getpid()}-{number}"
        self.cable = f"sv{os.getpid() % 100000}-{number}"
        self.address = f"198.51.100.{4 * number + 2}"
        ours = f"198.51.100.{4 * number + 1}/30"
        run("ip", "netns", "add", self.name)
        case.addCleanup(run, "ip", "netns", "del", self.name)
        run("ip", "link", "add", self.cable, "type", "veth", "peer", "name", "eth0", "netns", self.name)
        run("ip", "address", "add", ours, "dev", self.cable)
        run("ip", "link", "set", self.cable, "up")
        # "ip netns exec" wants to mount, which a chroot does not let it.
        inside = ("nsenter", f"--net=/run/netns/{self.name}")
        run(*inside, "ip", "address", "add", f"{self.address}/30", "dev", "eth0")
        run(*inside, "ip", "link", "set", "eth0", "up")
        sshd = subprocess.Popen([*inside, SSHD, "-D", "-f", case.folder / "sshd_config"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        case.addCleanup(self.end)
        case.addCleanup(sshd.wait)
        case.addCleanup(sshd.terminate)

    def end(self):
        """No process of the host lives on."""
        pids = run("ip", "netns", "pids", self.name, text=True).stdout.split()
        if pids:
            subprocess.run(["kill", "-KILL", *pids], check=False, capture_output=True)

    def cut_off(self):
        run("ip", "link", "set", self.cable, "down")


class Hosts(Case):
    def setUp(self):
        super().setUp()
        for name in ("host_key", "key"):
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / name)
        self.write("sshd_config", f"""HostKey {self.folder}/host_key
AuthorizedKeysFile {self.folder}/key.pub
PidFile none
StrictModes no
UsePAM no
PermitRootLogin yes
""")
        # sshd's own, which its package makes at boot.
        pathlib.Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self.hosts = [Host(self, number) for number in (1, 2)]
        self.ssh = (f"ssh -i {self.folder}/key -o UserKnownHostsFile=/dev/null "
                    "-o StrictHostKeyChecking=no -o BatchMode=yes -o LogLevel=ERROR "
                    "-o ConnectTimeout=10 -o ServerAliveInterval=2 -o ServerAliveCountMax=3")
        self.write("hosts", "".join(f"1/{host.address}\n" for host in self.hosts))
        for host in self.hosts:
            self.wait_for_sshd(host)

    def wait_for_sshd(self, host):
        for _ in range(100):
            if subprocess.run([*self.ssh.split(), host.address, "true"], check=False,
                              capture_output=True).returncode == 0:
                return
            time.sleep(0.1)
        self.fail(f"no sshd at {host.address}")

    def captures(self):
        folder = self.folder / "captures"
        folder.mkdir()
        for name in NAMES:
            shutil.copy(SOURCE / "captures" / f"{name}.pcapng", folder)
        return folder

    def test_a_host_that_is_cut_off_loses_nothing_and_doubles_nothing(self):
        folder = self.captures()
        wanted, got = self.folder / "here.jsonl", self.folder / "there.jsonl"
        done = svcreg("inventory", folder, "-o", wanted, "--tshark", TSHARK)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        # Says on which host it runs; the second host's second job never ends.
        second, log = self.hosts[1], self.folder / "log"
        tshark = self.write("tshark", f"""#!/bin/sh
host=$(ip netns identify)
echo "$host" >>{log}
[ "$host" != {second.name} ] || [ "$(grep -c {second.name} {log})" -lt 2 ] || exec sleep 600
exec {TSHARK} "$@"
""")
        tshark.chmod(0o755)
        ended = threading.Event()

        def cut_off():
            while not ended.wait(0.1):
                if log.exists() and log.read_text().split().count(second.name) >= 2:
                    second.cut_off()
                    return
        cutter = threading.Thread(target=cut_off)
        cutter.start()
        try:
            done = svcreg("inventory", folder, "-o", got, "--tshark", tshark, "--hosts",
                          self.folder / "hosts", env={"PARALLEL_SSH": self.ssh})
        finally:
            ended.set()
            cutter.join()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual({host.name for host in self.hosts}, set(log.read_text().split()))
        self.assertIn("state DOWN", run("ip", "link", "show", second.cable, text=True).stdout)
        self.assertTrue(got.read_bytes() == wanted.read_bytes(), "the rows differ")
        self.assertFalse((self.folder / "there.jsonl.parts").exists())


if __name__ == "__main__":
    skip_without_hosts()
    unittest.main()
