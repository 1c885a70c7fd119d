# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Unicast DNS-SD over TCP: one message, several in a segment, one in several segments.
debian_packages bind9 bind9-dnsutils python3
commands 'named; dig +tcp; dig +tcp +keepopen with four questions on one connection (IPv6); make.d/dns-tcp.py 192.0.2.1'
shows 'DNS over TCP: two and three questions in one segment, a question split after its first length byte and inside its name, an answer of three segments (41 TXT records)'
. "$captures/make.d/named.sh"

scene() {
    hosts_up
    named_up 40 53
    capture_start 'tcp port 53'
    ask_services +tcp @"$ALPHA4"
    ask @"$ALPHA6" +tcp +keepopen b._dns-sd._udp.example.org PTR _http._tcp.example.org PTR \
        'Front\032Page._http._tcp.example.org' SRV 'Front\032Page._http._tcp.example.org' TXT
    beta python3 "$captures/make.d/dns-tcp.py" "$ALPHA4" >"$work/dns-tcp.log" 2>&1 ||
        die "dns-tcp.py: $(tail -n 1 "$work/dns-tcp.log")"
    ask @"$ALPHA4" +tcp many._z-wave._udp.example.org TXT
    capture_stop
    capture_save carrier-tcp
}
