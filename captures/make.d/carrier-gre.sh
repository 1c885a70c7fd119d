# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# mDNS and HTTP in GRE.
debian_packages avahi-daemon avahi-utils dbus-daemon python3 curl
commands 'make.d/tunnel.py gre gre7; on it avahi-publish, avahi-browse -prt, python3 -m http.server, curl'
shows 'GRE in IPv4, and inside IPv4 and IPv6 with mDNS (UDP) and HTTP (TCP port 8080); goodbye records'
. "$captures/make.d/tunnel.sh"

scene() {
    hosts_up
    tunnel_by_program gre gre7
    alpha ip link set gre7 mtu 1400 multicast on
    beta ip link set gre7 mtu 1400 multicast on
    tunnel_use gre7 'ip proto 47'
    capture_save carrier-gre
}
