# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A Matter light: waiting for a controller, then commissioned by one and switched on.
debian_packages nodejs avahi-daemon avahi-utils dbus-daemon
npm_packages @matter/main@0.17.9
commands 'node make.d/matter-light.js; avahi-browse -prt _matterc._udp and a subtype of it; node make.d/matter-controller.js; avahi-browse -prt _matter._tcp; node ended'
shows '_matterc._udp with subtypes (_S, _L, _V, _T, _CM) and its keys (VP, PH, CM, D, DT, DN), then _matter._tcp (operational) with its keys; Matter messages on UDP port 5540, which tshark 4.0 does not dissect; goodbye records of the commissionable service and of the controller'

matter() {
    local host=$1 name=$2
    start "$host" "$name" env HOME="$work" NODE_PATH="$build/node/node_modules" \
        MATTER_STORAGE_PATH="$work/matter-$host" MATTER_LOG_LEVEL=notice \
        node "$captures/make.d/matter-$name.js" --mdns-networkinterface=eth0
}

scene() {
    hosts_up
    capture_start 'udp port 5353 or udp port 5540'
    matter alpha light
    wait_log light 'light is up'
    sleep 2
    avahi_up beta disable-publishing=yes
    browse _matterc._udp
    browse _L3840._sub._matterc._udp
    matter beta controller
    wait_log controller 'switched on' 60
    sleep 2
    browse _matter._tcp
    stop alpha light
    sleep 1
    capture_stop
    capture_save matter-js-device
}
