# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Plain conversations, for the names of their ports.
debian_packages python3
commands 'make.d/sockets.py serve; make.d/sockets.py call 192.0.2.1 2001:db8::1 fe80::ff:fe00:a%eth0'
shows 'the same 18 TCP and UDP conversations over IPv4, IPv6 and IPv6 link-local: registered ports (4123, 41230, 5222, 6010 of the x11 range, 8080), both ends registered, reserved (1023, 1024), unassigned (4, 6067, 6135), de-registered (2905/udp), registered for another transport (9899), dynamic (50000, 60123); a TCP reset (2628) and an ICMP and ICMPv6 port unreachable (1984)'

scene() {
    hosts_up
    capture_start 'tcp or udp or icmp or (icmp6 and ip6[40] == 1)'
    start alpha server python3 "$captures/make.d/sockets.py" serve
    wait_log server ready
    beta python3 "$captures/make.d/sockets.py" call "$ALPHA4" "$ALPHA6" "$ALPHA_LL%eth0" \
        2>"$work/call.log" || die "sockets.py: $(tail -n 1 "$work/call.log")"
    capture_stop
    capture_save sockets-ports
}
