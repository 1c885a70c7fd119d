# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# The same conversations for each way to carry packets inside others.

# tunnel_use LINK: addresses on LINK of both hosts, an announced web page and a sensor,
# resolved, fetched, withdrawn.
tunnel_use() {
    local link=$1
    # shellcheck disable=SC2034 # for avahi_up
    local avahi_interface=$1
    host_address alpha "$link" 198.51.100.1/24 2001:db8:7::1/64
    host_address beta "$link" 198.51.100.2/24 2001:db8:7::2/64
    wait_until 5 "alpha has no link-local address on $link" has_link_local alpha "$link"
    wait_until 5 "beta has no link-local address on $link" has_link_local beta "$link"
    beta ping -q -c 1 -W 2 198.51.100.1 >/dev/null || die "nothing comes through $link"
    mkdir "$work/www"
    printf 'svcreg\n' >"$work/www/index.html"
    start alpha http python3 -m http.server --bind :: --directory "$work/www" 8080
    wait_port alpha tcp 8080
    avahi_up alpha
    capture_start "${2:-}"
    publish publish1 -s 'Inner Page' _http._tcp 8080 path=/index.html
    publish publish2 -s 'Inner Sensor' _z-wave._udp 4123 NIF=0102 EP=0 LM=1
    avahi_up beta disable-publishing=yes
    browse _http._tcp
    browse _z-wave._udp
    beta curl -s -o /dev/null http://198.51.100.1:8080/index.html
    beta curl -s -o /dev/null 'http://[2001:db8:7::1]:8080/index.html'
    stop alpha publish1
    stop alpha publish2
    sleep 1
    capture_stop
}

# tunnel_by_program KIND LINK: where the kernel has no such link, make.d/tunnel.py is one.
tunnel_by_program() {
    local kind=$1 link=$2
    start alpha tunnel-alpha python3 "$captures/make.d/tunnel.py" "$kind" "$link" "$ALPHA4" "$BETA4"
    start beta tunnel-beta python3 "$captures/make.d/tunnel.py" "$kind" "$link" "$BETA4" "$ALPHA4"
    wait_log tunnel-alpha ready
    wait_log tunnel-beta ready
}
