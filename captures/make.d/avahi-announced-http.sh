# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Services on dynamic ports that only their announcement gives away.
debian_packages avahi-daemon avahi-utils dbus-daemon python3 curl openssh-server openssh-client libcoap3-bin
commands 'avahi-publish -s of _http._tcp 50123 path=/, _ssh._tcp 50022, _ftp._tcp 50021, _coap._udp 50683; avahi-browse -prt; python3 -m http.server 50123 and curl; sshd -p 50022 and ssh-keyscan; make.d/lines.py serve 50021 50025 and call; coap-server -p 50683 and coap-client; avahi-publish ended; curl, lines.py call and coap-client again'
shows 'connections before the announcement (50021, CoAP on UDP 50683), after it (50123 and 50021 over IPv4 and IPv6, 50022, CoAP twice) and after the goodbye (50123, 50021, CoAP); 50021 speaks the lines of FTP, which no heuristic finds, and so does 50025, which is never announced'

get_coap() { beta coap-client-notls -B 2 -m get "coap://$ALPHA4:50683/" >/dev/null 2>&1; }

scene() {
    local n
    hosts_up
    avahi_up alpha
    mkdir "$work/www"
    printf 'svcreg\n' >"$work/www/index.html"
    ssh-keygen -q -t ed25519 -N '' -C alpha -f "$work/host_key"
    printf '%s\n' 'Port 50022' "HostKey $work/host_key" 'UsePAM no' 'PidFile none' \
        'KexAlgorithms curve25519-sha256' >"$work/sshd_config"
    alpha mkdir /run/sshd
    start alpha http python3 -m http.server --bind :: --directory "$work/www" 50123
    start alpha ssh /usr/sbin/sshd -D -e -f "$work/sshd_config"
    start alpha lines python3 "$captures/make.d/lines.py" serve 50021 50025
    start alpha coap coap-server-notls -A :: -p 50683
    wait_port alpha tcp 50123
    wait_port alpha tcp 50022
    wait_log lines ready
    wait_port alpha udp 50683

    capture_start 'udp port 5353 or tcp or udp port 50683'
    beta python3 "$captures/make.d/lines.py" call "$ALPHA4" 50021
    get_coap
    publish publish1 -s 'Small Pages' _http._tcp 50123 path=/
    publish publish2 -s 'Maintenance' _ssh._tcp 50022 u=admin
    publish publish3 -s 'Files' _ftp._tcp 50021 path=/ u=anonymous
    publish publish4 -s 'Sensor' _coap._udp 50683
    avahi_up beta disable-publishing=yes
    for n in _http._tcp _ssh._tcp _ftp._tcp _coap._udp; do
        browse "$n"
    done
    beta curl -s -o /dev/null "http://$ALPHA4:50123/"
    beta curl -s -o /dev/null "http://[$ALPHA6]:50123/"
    beta ssh-keyscan -T 5 -t ed25519 -p 50022 "$ALPHA4" >/dev/null 2>&1
    beta python3 "$captures/make.d/lines.py" call "$ALPHA4" 50021
    beta python3 "$captures/make.d/lines.py" call "$ALPHA6" 50021
    beta python3 "$captures/make.d/lines.py" call "$ALPHA4" 50025
    get_coap
    get_coap
    for n in 1 2 3 4; do
        stop alpha "publish$n"
    done
    sleep 2.5
    beta curl -s -o /dev/null "http://$ALPHA4:50123/"
    beta python3 "$captures/make.d/lines.py" call "$ALPHA4" 50021
    get_coap
    capture_stop
    capture_save avahi-announced-http
}
