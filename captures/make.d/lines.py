#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""lines.py serve PORT... | call ADDRESS PORT: the control connection of FTP, without files."""
import selectors
import socket
import sys

ANSWERS = {b"USER": b"331 Password, please", b"PASS": b"230 Welcome", b"PWD": b'257 "/"',
           b"SYST": b"215 UNIX Type: L8", b"QUIT": b"221 Goodbye"}
COMMANDS = (b"USER anonymous", b"PASS guest", b"SYST", b"PWD", b"QUIT")


def talk(connection):
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"220 alpha.local ready\r\n")
        for line in lines:
            verb = line.split()[0].upper()
            connection.sendall(ANSWERS.get(verb, b"502 Not implemented") + b"\r\n")
            if verb == b"QUIT":
                return


def serve(ports):
    with selectors.DefaultSelector() as ready:
        for port in ports:
            ready.register(socket.create_server(
                ("", int(port)), family=socket.AF_INET6, dualstack_ipv6=True), selectors.EVENT_READ)
        print("ready", flush=True)
        while True:
            for key, _ in ready.select():
                talk(key.fileobj.accept()[0])


def call(address, port):
    with socket.create_connection((address, int(port)), 5) as connection:
        with connection.makefile("rb") as lines:
            lines.readline()
            for command in COMMANDS:
                connection.sendall(command + b"\r\n")
                lines.readline()
            connection.shutdown(socket.SHUT_WR)
            lines.read()


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2:])
    else:
        call(*sys.argv[2:])
