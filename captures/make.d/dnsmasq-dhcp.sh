# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# An address by DHCP.
debian_packages dnsmasq-base busybox
commands 'dnsmasq --dhcp-range=192.0.2.100,192.0.2.110; busybox udhcpc'
shows 'DHCP discover, offer, request and acknowledgement, and a release: UDP ports 67 and 68 at both ends, from 0.0.0.0'

scene() {
    hosts_up
    start alpha dnsmasq dnsmasq --keep-in-foreground --no-resolv --no-hosts --user=root --conf-file=/dev/null \
        --pid-file --port=0 --interface=eth0 --dhcp-range=192.0.2.100,192.0.2.110,1h --no-ping \
        --dhcp-leasefile="$work/leases" --dhcp-authoritative --log-facility=-
    wait_port alpha udp 67
    capture_start 'udp port 67 or udp port 68'
    printf '#!/bin/sh\n' >"$work/script"
    chmod +x "$work/script"
    beta timeout 20 busybox udhcpc -f -q -R -n -i eth0 -s "$work/script" -x hostname:beta >"$work/udhcpc.log" 2>&1 ||
        die "udhcpc: $(tail -n 1 "$work/udhcpc.log")"
    capture_stop
    capture_save dnsmasq-dhcp
}
