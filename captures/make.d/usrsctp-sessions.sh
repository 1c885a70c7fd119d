# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# SCTP by a library in user space, over raw IP sockets, as kernels often lack it.
debian_packages gcc libc6-dev libusrsctp-dev
commands 'gcc make.d/usrsctp-session.c -lusrsctp; usrsctp-session serve; usrsctp-session call 192.0.2.1'
shows 'SCTP associations over IPv4 from INIT to SHUTDOWN COMPLETE with ports 2905 (m3ua), 3868 (diameter), 9899 (registered for UDP only), 6067 (unassigned), 50000 (dynamic), and from 2905 to 50001; an ABORT from a closed port (3565, m2pa)'

scene() {
    gcc -O1 -Wall -Wextra -o "$work/usrsctp-session" "$captures/make.d/usrsctp-session.c" -lusrsctp \
        2>"$work/gcc.log" || die "usrsctp-session.c: $(head -n 1 "$work/gcc.log")"
    hosts_up
    capture_start 'ip proto 132'
    start alpha server "$work/usrsctp-session" serve
    wait_log server ready
    beta timeout 30 "$work/usrsctp-session" call "$ALPHA4" >"$work/call.log" 2>&1 ||
        die "usrsctp-session: $(tail -n 1 "$work/call.log")"
    capture_stop
    capture_save usrsctp-sessions
}
