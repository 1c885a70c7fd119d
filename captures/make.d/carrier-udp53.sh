# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Unicast DNS-SD over UDP port 53.
debian_packages bind9 bind9-dnsutils
commands 'named; dig @192.0.2.1 and @2001:db8::1 for the PTR, SRV and TXT records of example.org'
shows 'unicast DNS-SD: b._dns-sd._udp, _services._dns-sd._udp, _z-wave._udp (an instance name with UTF-8 and a dot), _ipp._tcp with a subtype; a name that does not exist'
. "$captures/make.d/named.sh"

scene() {
    hosts_up
    named_up 3 53
    capture_start 'udp port 53'
    ask_services @"$ALPHA4"
    ask_services @"$ALPHA6"
    ask @"$ALPHA4" _zeromq._tcp.example.org PTR
    capture_stop
    capture_save carrier-udp53
}
