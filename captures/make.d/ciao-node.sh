# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Another responder written in JavaScript, with changes while it runs.
debian_packages nodejs avahi-daemon avahi-utils dbus-daemon
npm_packages @homebridge/ciao@1.3.12
commands 'node make.d/ciao-services.js, which changes a TXT record after 4 s; avahi-browse -prt _hap._tcp, _xgate-rmi._tcp; node ended'
shows '_hap._tcp with a subtype, _xgate-rmi._tcp whose TXT record changes (version 1.4, then 1.5); goodbye records'

scene() {
    hosts_up
    capture_start 'udp port 5353'
    start alpha services env NODE_PATH="$build/node/node_modules" \
        node "$captures/make.d/ciao-services.js"
    wait_log services published
    avahi_up beta disable-publishing=yes
    browse _hap._tcp
    browse _xgate-rmi._tcp
    wait_log services changed
    sleep 1
    browse _xgate-rmi._tcp
    stop alpha services
    sleep 1
    capture_stop
    capture_save ciao-node
}
