# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# UDP-Lite, which has port numbers of its own.
debian_packages python3
commands 'make.d/udplite.py serve; make.d/udplite.py call 192.0.2.1 2001:db8::1'
shows 'UDP-Lite (IP protocol 136) over IPv4 and IPv6 to ports 4123 (registered for TCP and UDP only), 6067 (unassigned) and 50000 (dynamic); full and partial checksum coverage'

scene() {
    hosts_up
    capture_start 'ip proto 136 or ip6 proto 136'
    start alpha server python3 "$captures/make.d/udplite.py" serve
    wait_log server ready
    beta python3 "$captures/make.d/udplite.py" call "$ALPHA4" "$ALPHA6" 2>"$work/call.log" ||
        die "udplite.py: $(tail -n 1 "$work/call.log")"
    capture_stop
    capture_save sockets-udplite
}
