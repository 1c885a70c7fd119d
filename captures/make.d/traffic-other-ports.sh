# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Services on ports registered for something else, or for nothing.
debian_packages python3 curl openssl openssh-server openssh-client mosquitto mosquitto-clients
commands 'sshd on 443 and 50022; openssl s_server on 4433 and 22; python3 -m http.server on 5353, 6067 and 50123; mosquitto on 50883; ssh-keyscan, curl, mosquitto_pub'
shows 'what is spoken and what is registered differ: SSH on 443 (https) and 50022 (dynamic), TLS on 4433 (vop) and 22 (dissected as SSH), HTTP on 5353/tcp (mdns: Wireshark waits for a long DNS message), 6067 (unassigned) and 50123 (dynamic), MQTT on 50883 (dynamic, not dissected)'
. "$captures/make.d/servers.sh"

scene() {
    hosts_up
    certificate
    serve_ssh 443 50022
    serve_tls 4433
    serve_tls 22
    serve_http 5353
    serve_http 6067
    serve_http 50123
    serve_mqtt 50883
    capture_start 'tcp'
    call_ssh 443
    call_ssh 50022
    call_tls 4433
    call_tls 22
    call_http 5353
    call_http 6067
    call_http 50123
    call_mqtt 50883
    capture_stop
    capture_save traffic-other-ports
}
