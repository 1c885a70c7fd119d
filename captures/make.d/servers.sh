# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Ordinary servers on alpha, each on the ports asked for, and one call to each from beta.

serve_http() { # PORT
    mkdir -p "$work/www"
    printf 'svcreg\n' >"$work/www/index.html"
    start alpha "http$1" python3 -m http.server --bind :: --directory "$work/www" "$1"
    wait_port alpha tcp "$1"
}
call_http() { # PORT [HOST]
    beta curl -s -o /dev/null "http://${2:-$ALPHA4}:$1/"
}

serve_nginx() { # PLAIN-PORT... -- TLS-PORT...
    local port tls=
    mkdir -p "$work/www"
    printf 'svcreg\n' >"$work/www/index.html"
    {
        printf 'pid %s/nginx.pid;\nerror_log stderr;\ndaemon off;\nuser root;\nevents { }\n' "$work"
        printf 'http {\n access_log off;\n client_body_temp_path %s/body;\n server_tokens off;\n' "$work"
        printf ' ssl_certificate %s/cert.pem;\n ssl_certificate_key %s/key.pem;\n' "$work" "$work"
        printf ' server {\n  root %s/www;\n' "$work"
        for port in "$@"; do
            if [[ $port == -- ]]; then
                tls=' ssl'
            else
                printf '  listen %s%s;\n  listen [::]:%s%s;\n' "$port" "$tls" "$port" "$tls"
            fi
        done
        printf ' }\n}\n'
    } >"$work/nginx.conf"
    start alpha nginx nginx -c "$work/nginx.conf" -e stderr
    wait_port alpha tcp "$1"
}

certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
        -subj /CN=alpha.local -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
}

serve_tls() { # PORT
    start alpha "tls$1" openssl s_server -accept "$1" -key "$work/key.pem" -cert "$work/cert.pem" -www
    wait_port alpha tcp "$1"
}
call_tls() { # PORT
    beta curl -s -k -o /dev/null "https://$ALPHA4:$1/" || :
}

serve_ssh() { # PORT...
    local port
    ssh-keygen -q -t ed25519 -N '' -C alpha -f "$work/host_key"
    printf 'HostKey %s/host_key\nUsePAM no\nPidFile none\nKexAlgorithms curve25519-sha256\n' "$work" >"$work/sshd_config"
    for port in "$@"; do
        printf 'Port %s\n' "$port" >>"$work/sshd_config"
    done
    alpha mkdir -p /run/sshd
    start alpha sshd /usr/sbin/sshd -D -e -f "$work/sshd_config"
    wait_port alpha tcp "$1"
}
call_ssh() { # PORT
    beta ssh-keyscan -T 5 -t ed25519 -p "$1" "$ALPHA4" >/dev/null 2>&1
}

serve_mqtt() { # PORT...
    local port
    printf 'allow_anonymous true\n' >"$work/mosquitto.conf"
    for port in "$@"; do
        printf 'listener %s\n' "$port" >>"$work/mosquitto.conf"
    done
    start alpha mosquitto mosquitto -c "$work/mosquitto.conf"
    wait_port alpha tcp "$1"
}
call_mqtt() { # PORT
    beta mosquitto_pub -h "$ALPHA4" -p "$1" -t svcreg/meter -m 42
}

# -x: the clock is left alone.
serve_ntp() {
    printf 'local stratum 8\nallow\ncmdport 0\npidfile %s/chrony.pid\ndriftfile %s/drift\n' "$work" "$work" \
        >"$work/chrony.conf"
    start alpha chronyd chronyd -x -d -u root -f "$work/chrony.conf"
    wait_port alpha udp 123
}
call_ntp() {
    printf 'server %s iburst maxsamples 1\ncmdport 0\npidfile %s/chronyq.pid\n' "$ALPHA4" "$work" >"$work/chronyq.conf"
    beta chronyd -x -Q -u root -t 10 -f "$work/chronyq.conf" >"$work/chronyq.log" 2>&1 || :
}

serve_dns() { # PORT
    start alpha "dnsmasq$1" dnsmasq --keep-in-foreground --no-resolv --no-hosts --user=root --conf-file=/dev/null \
        --pid-file --port="$1" --address=/meter.example.org/192.0.2.20 --log-facility=- \
        --srv-host=_z-wave._udp.example.org,meter.example.org,4123
    wait_port alpha udp "$1"
}
