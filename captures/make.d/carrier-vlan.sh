# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# mDNS and HTTP in 802.1Q.
debian_packages avahi-daemon avahi-utils dbus-daemon python3 curl
commands 'make.d/tunnel.py vlan vlan7 (VLAN 7); on it avahi-publish, avahi-browse -prt, python3 -m http.server, curl'
shows '802.1Q tags (VLAN 7), and inside IPv4 and IPv6 with mDNS (UDP) and HTTP (TCP port 8080); goodbye records'
. "$captures/make.d/tunnel.sh"

scene() {
    hosts_up
    tunnel_by_program vlan vlan7
    alpha ip link set vlan7 address 02:00:00:00:07:0a mtu 1496
    beta ip link set vlan7 address 02:00:00:00:07:0b mtu 1496
    tunnel_use vlan7
    capture_save carrier-vlan
}
