# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A responder written in JavaScript, and its browser.
debian_packages nodejs avahi-daemon avahi-utils dbus-daemon
npm_packages bonjour-service@1.4.4
commands 'node make.d/bonjour-services.js; avahi-browse -prt _http._tcp, _xmp._tcp, _printer._sub._http._tcp; node ended'
shows '_http._tcp with a subtype, _xmp._tcp, _zeromq._tcp; a value that is binary, an empty value, a key in capitals; all records of a service in one message without name compression; a host name without "local"; goodbye records'

scene() {
    hosts_up
    capture_start 'udp port 5353'
    start alpha services env NODE_PATH="$build/node/node_modules" \
        node "$captures/make.d/bonjour-services.js"
    wait_log services published
    sleep 1.5
    avahi_up beta disable-publishing=yes
    local type
    for type in _http._tcp _printer._sub._http._tcp _xmp._tcp _zeromq._tcp; do
        browse "$type"
    done
    stop alpha services
    sleep 1
    capture_stop
    capture_save bonjour-service-node
}
