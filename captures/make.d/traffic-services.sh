# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Ordinary services on the ports registered for them.
debian_packages nginx-light python3 curl openssl openssh-server openssh-client mosquitto mosquitto-clients chrony dnsmasq-base bind9-dnsutils
commands 'nginx on 80, 8080 and 443; sshd on 22; mosquitto on 1883; chronyd on 123; dnsmasq on 53; curl, ssh-keyscan, mosquitto_pub, chronyd -Q, dig'
shows 'HTTP (80, 8080, IPv4 and IPv6), HTTPS (443), SSH (22), MQTT (1883), NTP (123/udp), DNS (53/udp, an SRV record of _z-wave._udp): registered, and dissected as what is registered'
. "$captures/make.d/servers.sh"

scene() {
    hosts_up
    certificate
    serve_nginx 80 8080 -- 443
    serve_ssh 22
    serve_mqtt 1883
    serve_ntp
    serve_dns 53
    capture_start 'tcp or udp'
    call_http 80
    call_http 8080
    call_http 8080 "[$ALPHA6]"
    call_tls 443
    call_ssh 22
    call_mqtt 1883
    beta dig +tries=1 +nocookie @"$ALPHA4" meter.example.org A >/dev/null
    beta dig +tries=1 +nocookie @"$ALPHA4" _z-wave._udp.example.org SRV >/dev/null
    call_ntp
    capture_stop
    capture_save traffic-services
}
