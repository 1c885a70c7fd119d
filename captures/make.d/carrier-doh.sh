# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# DNS over HTTPS.
debian_packages bind9 bind9-dnsutils openssl
commands 'named with TLS and HTTP on port 443, and with HTTP alone on port 80; dig +https, dig +http-plain'
shows 'unicast DNS-SD over HTTPS (HTTP/2) on TCP port 443 and over plain HTTP/2 on port 80; the file holds the keys, so that it is decrypted'
. "$captures/make.d/named.sh"

scene() {
    hosts_up
    named_tls
    named_up 3 443 'port 443 tls own http default' 'port 80 tls none http default'
    capture_start 'tcp port 443 or tcp port 80'
    ask @"$ALPHA4" +https +keepopen b._dns-sd._udp.example.org PTR _ipp._tcp.example.org PTR \
        'Printer\0321._ipp._tcp.example.org' SRV 'Printer\0321._ipp._tcp.example.org' TXT
    ask @"$ALPHA6" +https 'B\195\188ro\0322\.OG._z-wave._udp.example.org' TXT
    ask @"$ALPHA4" +http-plain 'B\195\188ro\0322\.OG._z-wave._udp.example.org' TXT
    capture_stop
    capture_save carrier-doh "$work/tls.keys"
}
