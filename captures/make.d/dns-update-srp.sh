# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Registration of a service by dynamic update, as the service registration protocol does it.
debian_packages bind9 bind9-dnsutils
commands 'named with allow-update; nsupdate adds PTR, SRV and TXT of a service, over UDP and TCP, and deletes them; dig'
shows 'DNS UPDATE (RFC 2136) with PTR, SRV, TXT and AAAA in its update section, deletions of class ANY and NONE with TTL 0, prerequisites; the service asked for before and after'
. "$captures/make.d/named.sh"

# update [-v]: the commands of standard input; -v for TCP.
update() {
    { printf 'server %s\nzone example.org\n' "$ALPHA4"; cat; printf 'send\n'; } |
        beta nsupdate "$@" >"$work/nsupdate.log" 2>&1 || die "nsupdate: $(tail -n 1 "$work/nsupdate.log")"
}

scene() {
    hosts_up
    named_up 1 53
    capture_start 'port 53'
    update <<-'END'
	prereq nxdomain Hall\032Sensor._z-wave._udp.example.org
	update add sensor.example.org 7200 AAAA 2001:db8::20
	update add _z-wave._udp.example.org 7200 PTR Hall\032Sensor._z-wave._udp.example.org.
	update add Hall\032Sensor._z-wave._udp.example.org 7200 SRV 0 0 4123 sensor.example.org.
	update add Hall\032Sensor._z-wave._udp.example.org 7200 TXT "NIF=0204" "EP=1" "LM=0"
	END
    update -v <<-'END'
	update delete Hall\032Sensor._z-wave._udp.example.org TXT
	update add Hall\032Sensor._z-wave._udp.example.org 7200 TXT "NIF=0204" "EP=2" "LM"
	update add _xmiserver._tcp.example.org 7200 PTR Terminal._xmiserver._tcp.example.org.
	update add Terminal._xmiserver._tcp.example.org 7200 SRV 0 0 50800 sensor.example.org.
	update add Terminal._xmiserver._tcp.example.org 7200 TXT "coucou=1"
	END
    ask @"$ALPHA4" _z-wave._udp.example.org PTR
    ask @"$ALPHA4" 'Hall\032Sensor._z-wave._udp.example.org' TXT
    update <<-'END'
	update delete _z-wave._udp.example.org PTR Hall\032Sensor._z-wave._udp.example.org.
	update delete Hall\032Sensor._z-wave._udp.example.org
	END
    ask @"$ALPHA4" 'Hall\032Sensor._z-wave._udp.example.org' SRV
    capture_stop
    capture_save dns-update-srp
}
