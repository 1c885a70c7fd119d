# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# DNS on a port Wireshark does not take for DNS.
debian_packages bind9 bind9-dnsutils
commands 'named on port 5300; dig -p 5300, over UDP and TCP'
shows 'the questions of carrier-udp53 on UDP and TCP port 5300 (registered for hacl-hb): over UDP a heuristic finds DNS, over TCP only "Decode As" does'
. "$captures/make.d/named.sh"

scene() {
    hosts_up
    named_up 3 5300
    capture_start 'port 5300'
    ask_services @"$ALPHA4" -p 5300
    ask @"$ALPHA4" -p 5300 +tcp 'Printer\0321._ipp._tcp.example.org' TXT
    capture_stop
    capture_save carrier-odd-port
}
