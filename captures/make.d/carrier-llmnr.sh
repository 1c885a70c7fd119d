# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# DNS messages that are not DNS-SD: link-local multicast name resolution.
debian_packages llmnrd
commands 'llmnrd --hostname alpha; llmnr-query -T ANY alpha, over IPv4 and IPv6; llmnr-query for a name nobody has'
shows 'LLMNR (RFC 4795) on UDP port 5355: questions to 224.0.0.252 and ff02::1:3, answers by unicast with A and AAAA records; nothing of DNS-SD, so nothing for svcreg to decode but the port'

scene() {
    hosts_up
    start alpha llmnrd llmnrd --hostname alpha --interface eth0 --ipv6
    wait_port alpha udp 5355
    sleep 1
    capture_start 'udp port 5355'
    beta llmnr-query -c 1 -I eth0 -T ANY alpha >"$work/query.log"
    beta llmnr-query -c 1 -I eth0 -6 -T ANY alpha >>"$work/query.log"
    beta llmnr-query -c 1 -I eth0 -T A nobody >>"$work/query.log" || :
    capture_stop
    capture_save carrier-llmnr
}
