# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# mDNS answers that go to one host.
debian_packages avahi-daemon avahi-utils dbus-daemon bind9-dnsutils
commands 'avahi-publish; dig -p 5353 @224.0.0.251 and @192.0.2.1 for PTR, SRV and TXT'
shows 'one-shot questions (RFC 6762 section 5.1) from an ephemeral port to the group and to the host alone, and the answers by unicast with a question section, an identifier and TTLs of at most 10 s'

scene() {
    local server
    hosts_up
    avahi_up alpha
    publish publish1 -s 'Büro 2.OG Z-Wave' _z-wave._udp 4123 NIF=0102 EP=0 LM=1
    sleep 2
    capture_start 'udp port 5353'
    for server in 224.0.0.251 "$ALPHA4"; do
        one_shot "$server" _z-wave._udp.local PTR
        one_shot "$server" 'B\195\188ro\0322\.OG\032Z-Wave._z-wave._udp.local' SRV
        one_shot "$server" 'B\195\188ro\0322\.OG\032Z-Wave._z-wave._udp.local' TXT
    done
    capture_stop
    capture_save carrier-mdns-unicast
}

# dig does not take an answer from another address than it asked, but it is on the wire.
one_shot() {
    local server=$1
    shift
    beta dig +tries=1 +timeout=1 +noedns +norecurse -p 5353 @"$server" "$@" >/dev/null 2>&1 || :
}
