# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Service types of the registry with the TXT keys the registry defines for them.
debian_packages avahi-daemon avahi-utils dbus-daemon
commands 'avahi-publish -s NAME TYPE PORT KEY=VALUE... (12 instances); avahi-browse -prt TYPE; avahi-publish ended'
shows 'PTR, SRV and TXT of _z-wave._udp, _z-wave._tcp, _zeromq._tcp, _xmp._tcp, _xgate-rmi._tcp, _xul-http._tcp, _zigbee-gateway._tcp and ._udp, _xmiserver._tcp; an instance name with UTF-8, a dot and spaces; a key without value, an empty value, an unregistered key; goodbye records (TTL 0)'

scene() {
    local type n=0
    hosts_up
    capture_start 'udp port 5353'
    avahi_up alpha
    offer() {
        publish "publish$((++n))" -s "$@"
    }
    offer 'Kitchen Controller' _z-wave._udp 4123 NIF=0102 EP=0 LM=1
    offer 'Büro 2.OG Z-Wave' _z-wave._udp 41230 NIF=0204 EP=1 LM=0
    offer 'Kitchen Controller' _z-wave._tcp 4123 NIF=0102 EP=0 LM=1
    offer 'Meter Readings' _zeromq._tcp 50555 type=pub app=meters label=kWh 'note=one message a minute'
    offer 'Task Queue' _zeromq._tcp 50556 type=push app=tasks label= note
    offer 'Field Unit 7' _xmp._tcp 50600 txtvers=1 user=field7 system=demo nodeid=7 'desc=Mobile unit seven'
    offer 'Rack Gate' _xgate-rmi._tcp 50700 tech=rs485 model=XG-2 version=1.4
    offer 'Alice XUL' _xul-http._tcp 8080 u=alice p=secret path=/index.xul
    offer 'Zigbee Bridge' _zigbee-gateway._tcp 17754
    offer 'Zigbee Bridge' _zigbee-gateway._udp 17754 unregistered=1
    offer 'Home Terminal' _xmiserver._tcp 50800 coucou=1
    offer 'Home Terminal 2' _xmiserver._tcp 50801 Coucou=2
    sleep 1
    avahi_up beta disable-publishing=yes
    for type in _z-wave._udp _z-wave._tcp _zeromq._tcp _xmp._tcp _xgate-rmi._tcp _xul-http._tcp \
        _zigbee-gateway._tcp _zigbee-gateway._udp _xmiserver._tcp; do
        browse "$type"
    done
    while ((n > 0)); do
        stop alpha "publish$((n--))"
    done
    sleep 1.5
    capture_stop
    capture_save avahi-registry
}
