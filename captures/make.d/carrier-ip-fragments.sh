# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A DNS answer larger than the link carries in one packet.
debian_packages bind9 bind9-dnsutils
commands 'named, MTU 1280 bytes; dig +bufsize=4096 +ignore over UDP, IPv4 and IPv6'
shows 'answers of 60 PTR records (two fragments) and of 61 TXT records (three): the first alone has the ports'
. "$captures/make.d/named.sh"

scene() {
    hosts_up 1280
    named_up 60 53
    capture_start "host $ALPHA4 or host $ALPHA6"
    local server
    for server in "$ALPHA4" "$ALPHA6"; do
        ask @"$server" +bufsize=4096 +ignore _ipp._tcp.example.org PTR
        ask @"$server" +bufsize=4096 +ignore many._z-wave._udp.example.org TXT
    done
    capture_stop
    capture_save carrier-ip-fragments
}
