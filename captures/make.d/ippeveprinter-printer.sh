# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A printer: the service types with the longest list of TXT keys, and IPP itself.
debian_packages cups-ipp-utils avahi-daemon avahi-utils dbus-daemon
commands 'ippeveprinter -p 8631 -r _print,_universal ... "Office Printer 2.01"; avahi-browse -prt _ipp._tcp, _ipps._tcp, _print._sub._ipp._tcp; ipptool ipp://192.0.2.1:8631/ipp/print get-printer-attributes.test; ippeveprinter ended'
shows '_ipp._tcp, _ipps._tcp, _printer._tcp (port 0) and _http._tcp with subtypes; IPP over HTTP on TCP port 8631, announced but not registered for IPP; goodbye records'

scene() {
    local type
    hosts_up
    avahi_up alpha
    capture_start 'udp port 5353 or tcp port 8631'
    mkdir "$work/spool" "$work/keys"
    start alpha printer env HOME="$work" ippeveprinter -v -p 8631 -n alpha.local \
        -d "$work/spool" -K "$work/keys" -r _print,_universal -l 'Room 2.01' \
        -M Example -m 'Laser 7' -f application/pdf,image/jpeg,image/pwg-raster,image/urf \
        'Office Printer 2.01'
    wait_port alpha tcp 8631
    sleep 3
    avahi_up beta disable-publishing=yes
    for type in _ipp._tcp _ipps._tcp _print._sub._ipp._tcp _printer._tcp _http._tcp; do
        browse "$type"
    done
    beta ipptool -q "ipp://$ALPHA4:8631/ipp/print" get-printer-attributes.test \
        >"$work/ipptool.log" 2>&1 || die "ipptool: $(tail -n 1 "$work/ipptool.log")"
    stop alpha printer
    sleep 1.5
    capture_stop
    capture_save ippeveprinter-printer
}
