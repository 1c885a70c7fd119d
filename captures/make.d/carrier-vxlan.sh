# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# mDNS and HTTP in VXLAN.
debian_packages avahi-daemon avahi-utils dbus-daemon python3 curl
commands 'ip link add vxlan7 type vxlan id 7 dstport 4789; on it avahi-publish, avahi-browse -prt, python3 -m http.server, curl'
shows 'VXLAN on UDP port 4789, and inside Ethernet, IPv4 and IPv6 with mDNS (UDP) and HTTP (TCP port 8080); goodbye records'
. "$captures/make.d/tunnel.sh"

scene() {
    hosts_up
    alpha ip link add vxlan7 address 02:00:00:00:07:0a mtu 1400 type vxlan id 7 dstport 4789 dev eth0 \
        local "$ALPHA4" remote "$BETA4"
    beta ip link add vxlan7 address 02:00:00:00:07:0b mtu 1400 type vxlan id 7 dstport 4789 dev eth0 \
        local "$BETA4" remote "$ALPHA4"
    tunnel_use vxlan7 'udp port 4789'
    capture_save carrier-vxlan
}
