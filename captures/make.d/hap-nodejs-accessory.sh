# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A HomeKit lamp.
debian_packages nodejs avahi-daemon avahi-utils dbus-daemon curl
npm_packages hap-nodejs@1.2.0
commands 'node make.d/hap-lamp.js; avahi-browse -prt _hap._tcp; curl http://192.0.2.1:51826/accessories; node ended'
shows '_hap._tcp with its keys (c#, ff, id, md, pv, s#, sf, ci, sh) announced by the library itself; HTTP on dynamic port 51826 (answer 470, not paired); goodbye records'

scene() {
    hosts_up
    capture_start 'udp port 5353 or tcp port 51826'
    start alpha lamp env NODE_PATH="$build/node/node_modules" \
        node "$captures/make.d/hap-lamp.js" "$work/lamp"
    wait_log lamp advertised
    sleep 3.5
    avahi_up beta disable-publishing=yes
    browse _hap._tcp
    beta curl -s -o /dev/null "http://$ALPHA4:51826/accessories"
    stop alpha lamp
    sleep 1
    capture_stop
    capture_save hap-nodejs-accessory
}
