# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Two hosts on one cable, and a capture on that cable.
#
# "alpha" offers services, "beta" asks for them and captures. Each is a set of
# network, mount, UTS and PID namespaces with its own /run, so that two D-Bus and
# two Avahi daemons can run at once. A veth pair joins them; nothing leaves it.
# The end of a host's first process ends every process of that host.

# A scene says what it needs and what it is for, and defines scene().
captures=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${SVCREG_CAPTURES_BUILD:-/tmp/svcreg-captures}
work=${work:-} # a temporary folder, set by captures/make for each scene
scene_packages=() scene_npm=() scene_commands='' scene_shows=''
debian_packages() { scene_packages=("$@"); }
npm_packages() { scene_npm=("$@"); }
# shellcheck disable=SC2034 # for readme.sh
commands() { scene_commands=$*; }
# shellcheck disable=SC2034 # for readme.sh
shows() { scene_shows=$*; }

readonly ALPHA4=192.0.2.1 BETA4=192.0.2.2
readonly ALPHA6=2001:db8::1 BETA6=2001:db8::2
# shellcheck disable=SC2034 # for the scenes
readonly ALPHA_LL=fe80::ff:fe00:a BETA_LL=fe80::ff:fe00:b
readonly ALPHA_MAC=02:00:00:00:00:0a BETA_MAC=02:00:00:00:00:0b

# Multicast listener reports, router solicitations and IGMP say nothing about services.
readonly QUIET='not igmp and not (ip6 and ip6[6] == 0) and not (icmp6 and ip6[40] == 133)'

die() {
    printf 'captures/make: %s\n' "$*" >&2
    [[ -z ${SVCREG_CAPTURES_DEBUG:-} ]] || tail -n 5 "$work"/*.log >&2
    exit 1
}

say() { printf '%s\n' "$*"; }

# ---- hosts ----

# The PID, seen from outside, of a host's first process.
declare -A host_pid=()

in_host() {
    local host=$1
    shift
    nsenter --target "${host_pid[$host]}" --net --mount --uts --pid -- "$@"
}
alpha() { in_host alpha "$@"; }
beta() { in_host beta "$@"; }

host_new() {
    local name=$1 parent tries=0
    # shellcheck disable=SC2016 # expanded by the inner shell
    unshare --net --mount --uts --pid --fork --kill-child --mount-proc \
        sh -c 'hostname "$0" && mount -t tmpfs -o mode=755 none /run && mkdir /run/dbus &&
               mount -t sysfs none /sys && mount --bind "$2" /etc/hosts &&
               mount --bind /dev/null /etc/resolv.conf && : >"$1" && exec sleep infinity' \
        "$name" "$work/$name.up" "$work/hosts" </dev/null >"$work/$name.log" 2>&1 &
    parent=$!
    disown # no message when it is killed
    until [[ -e $work/$name.up ]]; do
        ((++tries < 100)) || die "host $name did not start: $(<"$work/$name.log")"
        sleep 0.05
    done
    host_pid[$name]=$(<"/proc/$parent/task/$parent/children")
    host_pid[$name]=${host_pid[$name]// /}
    in_host "$name" ip link set lo up
    # Ephemeral ports from the dynamic range of RFC 6335, so that no name is theirs by chance.
    in_host "$name" sh -c 'echo 60000 60999 >/proc/sys/net/ipv4/ip_local_port_range'
}

# host_address HOST LINK IPV4/LEN IPV6/LEN: no duplicate address detection, no routers, and
# checksums are computed in the kernel before the capture sees the packet.
host_address() {
    local host=$1 link=$2
    # shellcheck disable=SC2016 # expanded by the inner shell
    in_host "$host" sh -c '
        printf 0 >"/proc/sys/net/ipv6/conf/$0/accept_dad"
        printf 0 >"/proc/sys/net/ipv6/conf/$0/accept_ra"
        printf 0 >"/proc/sys/net/ipv6/conf/$0/router_solicitations"' "$link"
    in_host "$host" ip address add "$3" dev "$link"
    in_host "$host" ip address add "$4" dev "$link" nodad
    in_host "$host" ethtool -K "$link" tx off rx off gso off tso off gro off >/dev/null 2>&1 || :
    in_host "$host" ip link set "$link" up
    in_host "$host" ip route replace 224.0.0.0/4 dev "$link"
}

has_link_local() { in_host "$1" ip -6 route show dev "${2:-eth0}" | grep -q ^fe80; }

# hosts_up [MTU]
hosts_up() {
    local mtu=${1:-1500}
    cat >"$work/hosts" <<-END
	127.0.0.1 localhost
	::1 localhost
	$ALPHA4 alpha alpha.local
	$ALPHA6 alpha alpha.local
	$BETA4 beta beta.local
	$BETA6 beta beta.local
	END
    host_new alpha
    host_new beta
    ip link add eth0 netns "${host_pid[alpha]}" address "$ALPHA_MAC" mtu "$mtu" type veth \
        peer name eth0 netns "${host_pid[beta]}" address "$BETA_MAC" mtu "$mtu"
    host_address alpha eth0 "$ALPHA4/24" "$ALPHA6/64"
    host_address beta eth0 "$BETA4/24" "$BETA6/64"
    wait_until 5 "alpha has no link-local address" has_link_local alpha
    wait_until 5 "beta has no link-local address" has_link_local beta
    # Each knows the other before the capture begins.
    beta ping -q -c 1 -W 2 "$ALPHA4" >/dev/null || die "the cable does not work (IPv4)"
    beta ping -q -c 1 -W 2 "$ALPHA6" >/dev/null || die "the cable does not work (IPv6)"
}

hosts_down() {
    local name
    for name in "${!host_pid[@]}"; do
        kill -KILL "${host_pid[$name]}" 2>/dev/null || :
    done
    host_pid=()
}

# ---- processes ----

last_started=

# start HOST NAME COMMAND...: in the background, output to $work/NAME.log.
start() {
    local host=$1 name=$2
    shift 2
    rm -f "$work/$name.pid"
    last_started=$name
    # shellcheck disable=SC2016 # expanded by the inner shell
    { in_host "$host" sh -c 'echo $$ >"$0" && exec "$@"' "$work/$name.pid" "$@" || :; } \
        </dev/null >"$work/$name.log" 2>&1 &
    disown
    wait_until 5 "$name did not start" test -s "$work/$name.pid"
}

# stop HOST NAME [SIGNAL]: and wait for its end.
stop() {
    local host=$1 name=$2 signal=${3:-TERM} pid
    pid=$(<"$work/$name.pid")
    in_host "$host" kill -s "$signal" "$pid" 2>/dev/null || return 0
    wait_until 10 "$name did not stop" process_ended "$host" "$pid"
}

process_ended() { ! in_host "$1" kill -0 "$2" 2>/dev/null; }

# wait_until SECONDS MESSAGE COMMAND...
wait_until() {
    local end=$((SECONDS + $1)) message=$2
    shift 2
    until "$@"; do
        ((SECONDS < end)) || die "$message"
        sleep 0.1
    done
}

# wait_log NAME TEXT [SECONDS]: until a started process has written TEXT.
wait_log() {
    wait_until "${3:-15}" "$1 did not write \"$2\": $(tail -n 3 "$work/$1.log" 2>/dev/null)" \
        grep -qF -- "$2" "$work/$1.log"
}

# wait_port HOST tcp|udp PORT: until somebody listens.
wait_port() {
    wait_until 15 "$last_started does not listen on $2 port $3" port_open "$@"
}

port_open() {
    local flag=-t
    [[ $2 == udp ]] && flag=-u
    in_host "$1" ss -Hln "$flag" "sport = :$3" | grep -q .
}

# ---- D-Bus and Avahi ----

# avahi_up HOST [LINE...]: lines for the [publish] section of avahi-daemon.conf.
avahi_up() {
    local host=$1 conf=$work/avahi-$1.conf
    shift
    cat >"$conf" <<-END
	[server]
	host-name=$host
	use-ipv4=yes
	use-ipv6=yes
	allow-interfaces=${avahi_interface:-eth0}
	allow-point-to-point=yes
	[wide-area]
	enable-wide-area=no
	[publish]
	publish-hinfo=no
	publish-workstation=no
	END
    (($# == 0)) || printf '%s\n' "$@" >>"$conf"
    start "$host" "dbus-$host" dbus-daemon --system --nofork --nopidfile --nosyslog
    wait_until 5 "dbus-daemon of $host did not start" \
        in_host "$host" test -S /run/dbus/system_bus_socket
    start "$host" "avahi-$host" avahi-daemon --file="$conf" --no-rlimits
    wait_log "avahi-$host" "Server startup complete"
}

# publish NAME ARGUMENT...: avahi-publish on alpha, until established.
publish() {
    local name=$1
    shift
    start alpha "$name" avahi-publish "$@"
    wait_log "$name" Established
}

# browse [ARGUMENT...]: resolve on beta what is there, then end.
browse() {
    beta timeout 30 avahi-browse --resolve --terminate --parsable "$@" >>"$work/browse.log" 2>&1 ||
        die "avahi-browse $*: $(tail -n 1 "$work/browse.log")"
}

# ---- captures ----

# capture_start [FILTER [LINK]]: on beta.
capture_start() {
    start beta tcpdump tcpdump --immediate-mode -U -Z root -s 0 -i "${2:-eth0}" \
        -w "$work/raw.pcap" "$QUIET${1:+ and ($1)}"
    wait_log tcpdump "listening on"
}

capture_stop() {
    sleep 0.5
    stop beta tcpdump INT
}

# capture_save NAME [TLS-KEY-LOG]: checks the raw capture and puts it in place.
capture_save() {
    local name=$1 secrets=${2:-} out=$captures/$1.pcapng bad
    local -a inject=()
    [[ -z $secrets ]] || inject=(--inject-secrets "tls,$secrets")
    editcap -F pcapng --capture-comment "$(capture_comment "$name")" "${inject[@]}" \
        "$work/raw.pcap" "$work/$name.pcapng" 2>"$work/editcap.log" ||
        die "$name: editcap: $(tail -n 1 "$work/editcap.log")"
    bad=$(WIRESHARK_CONFIG_DIR=$work tshark -r "$work/$name.pcapng" \
        -o ip.check_checksum:TRUE -o tcp.check_checksum:TRUE -o udp.check_checksum:TRUE \
        -Y '_ws.malformed || _ws.unreassembled || ip.checksum.status == 0 ||
            tcp.checksum.status == 0 || udp.checksum.status == 0' 2>"$work/tshark.log") ||
        die "$name: tshark: $(tail -n 1 "$work/tshark.log")"
    [[ -z $bad ]] || die "$name: tshark finds a malformed packet or a wrong checksum: ${bad%%$'\n'*}"
    [[ $(capinfos -Mrc "$work/$name.pcapng" | awk 'END { print $NF }') -gt 0 ]] ||
        die "$name: the capture is empty"
    install -m 644 "$work/$name.pcapng" "$out.new"
    mv "$out.new" "$out"
    say "$name.pcapng: $(stat -c %s "$out") bytes"
}

# Exact versions, so that the capture itself says what made it.
capture_comment() {
    local p versions=
    for p in "${scene_packages[@]}"; do
        versions+="$p $(dpkg-query -W -f '${Version}' "$p"), "
    done
    for p in "${scene_npm[@]}"; do
        versions+="npm ${p%@*} ${p##*@}, "
    done
    printf 'svcreg %s: %s' "$1" "${versions%, }"
}

# ---- what scenes need ----

# Always needed: namespaces, the cable, the capture.
readonly -a base_packages=(iproute2 util-linux procps ethtool iputils-ping tcpdump tshark wireshark-common)

install_packages() {
    local p
    local -a missing=()
    for p in "${base_packages[@]}" "${scene_packages[@]}"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null) == installed ]] ||
            missing+=("$p")
    done
    ((${#scene_npm[@]} == 0)) || command -v npm >/dev/null || missing+=(npm)
    ((${#missing[@]} > 0)) || return 0
    say "installing Debian packages: ${missing[*]}"
    # RUNLEVEL=1: where there is no systemd, no daemon is started on installation.
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -qq -o DPkg::Lock::Timeout=300 \
        install -y --no-install-recommends "${missing[@]}" >"$work/apt.log" 2>&1 ||
        die "apt-get install ${missing[*]}: $(tail -n 1 "$work/apt.log")"
}

# Node packages go to $build/node, outside the source tree.
install_npm() {
    local p
    for p in "${scene_npm[@]}"; do
        local at=$build/node/node_modules/${p%@*}/package.json
        if [[ -f $at ]] && [[ $(node -p 'require(process.argv[1]).version' "$at") == "${p##*@}" ]]; then
            continue
        fi
        say "installing npm package: $p into $build/node"
        mkdir -p "$build/node"
        npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$build/node" "$p" \
            >"$work/npm.log" 2>&1 || die "npm install $p: $(tail -n 1 "$work/npm.log")"
    done
}
