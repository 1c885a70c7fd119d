# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# VPNs on ports registered for something else.
debian_packages wireguard-go wireguard-tools ike-scan
commands 'wireguard-go on 443 and 123, set up by wg; ping through both; ike-scan --ikev2 --dport=1194'
shows 'WireGuard on UDP 443 (https) and 123 (ntp: Wireshark takes it for NTP), handshakes and data; IKE on UDP 1194 (openvpn), where nobody answers'

# tunnel_up HOST LINK ADDRESS PORT: an end, with a key of its own.
tunnel_up() {
    local host=$1 link=$2
    start "$host" "$host-$link" env LOG_LEVEL=verbose wireguard-go --foreground "$link"
    wait_log "$host-$link" "UAPI listener started"
    (umask 077 && wg genkey >"$work/$host-$link.key")
    "$host" wg set "$link" private-key "$work/$host-$link.key" listen-port "$4"
    "$host" ip address add "$3" dev "$link"
    "$host" ip link set "$link" up
}

# tunnel_join LINK PORT: beta calls alpha on a port.
tunnel_join() {
    local link=$1
    alpha wg set "$link" peer "$(wg pubkey <"$work/beta-$link.key")" allowed-ips 0.0.0.0/0
    beta wg set "$link" peer "$(wg pubkey <"$work/alpha-$link.key")" allowed-ips 0.0.0.0/0 \
        endpoint "$ALPHA4:$2"
}

scene() {
    hosts_up
    tunnel_up alpha wg1 198.51.100.1/25 443
    tunnel_up alpha wg2 198.51.100.129/25 123
    tunnel_up beta wg1 198.51.100.2/25 51820
    tunnel_up beta wg2 198.51.100.130/25 51821
    tunnel_join wg1 443
    tunnel_join wg2 123
    capture_start udp
    beta ping -q -c 2 -W 2 198.51.100.1 >/dev/null
    beta ping -q -c 2 -W 2 198.51.100.129 >/dev/null
    beta ike-scan --ikev2 --dport=1194 --sport=50500 --retry=1 "$ALPHA4" >"$work/ike-scan.log" 2>&1
    capture_stop
    capture_save wireguard-other-ports
}
