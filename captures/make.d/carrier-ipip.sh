# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# mDNS and HTTP in IP in IP.
debian_packages avahi-daemon avahi-utils dbus-daemon python3 curl
commands 'make.d/tunnel.py ipip ipip7; on it avahi-publish, avahi-browse -prt, python3 -m http.server, curl'
shows 'IPv4 in IPv4 and IPv6 in IPv4, and inside mDNS (UDP) and HTTP (TCP port 8080); goodbye records'
. "$captures/make.d/tunnel.sh"

scene() {
    hosts_up
    tunnel_by_program ipip ipip7
    alpha ip link set ipip7 mtu 1400 multicast on
    beta ip link set ipip7 mtu 1400 multicast on
    tunnel_use ipip7 'ip proto 4 or ip proto 41'
    capture_save carrier-ipip
}
