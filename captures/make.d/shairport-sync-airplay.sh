# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A loudspeaker.
debian_packages shairport-sync avahi-daemon avahi-utils dbus-daemon netcat-openbsd
commands 'shairport-sync -a "Living Room" -m avahi -o dummy; avahi-browse -prt _raop._tcp; nc sends RTSP OPTIONS; shairport-sync ended'
shows '_raop._tcp with its keys (am, cn, da, ek, et, md, pw, sf, sr, ss, sv, tp, vn, vs, ...) and an instance name MAC@NAME; RTSP on TCP port 5000 (registered for commplex-main); goodbye records'

scene() {
    hosts_up
    avahi_up alpha
    capture_start 'udp port 5353 or tcp port 5000'
    printf 'general = { name = "Living Room"; };\nmetadata = { enabled = "no"; };\n' >"$work/shairport.conf"
    start alpha speaker shairport-sync -c "$work/shairport.conf" -m avahi -o dummy
    wait_port alpha tcp 5000
    sleep 3
    avahi_up beta disable-publishing=yes
    browse _raop._tcp
    browse _airplay._tcp
    printf 'OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: svcreg\r\n\r\n' |
        beta timeout 5 nc -q 1 "$ALPHA4" 5000 >/dev/null
    stop alpha speaker
    sleep 1.5
    capture_stop
    capture_save shairport-sync-airplay
}
