# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# DNS over TLS.
debian_packages bind9 bind9-dnsutils openssl
commands 'named with TLS on port 853; dig +tls'
shows 'unicast DNS-SD over TLS on TCP port 853; the file holds the keys, so that it is decrypted'
. "$captures/make.d/named.sh"

scene() {
    hosts_up
    named_tls
    named_up 3 853 'port 853 tls own'
    capture_start 'tcp port 853'
    ask @"$ALPHA4" +tls +keepopen b._dns-sd._udp.example.org PTR _ipp._tcp.example.org PTR \
        'Printer\0321._ipp._tcp.example.org' SRV 'Printer\0321._ipp._tcp.example.org' TXT
    ask @"$ALPHA6" +tls 'B\195\188ro\0322\.OG._z-wave._udp.example.org' TXT
    capture_stop
    capture_save carrier-dot "$work/tls.keys"
}
