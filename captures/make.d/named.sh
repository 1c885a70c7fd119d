# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# A name server on alpha with a zone for unicast DNS-SD (RFC 6763 section 4).

# zone_write N-PRINTERS
zone_write() {
    local i
    cat <<-'END'
	$ORIGIN example.org.
	$TTL 300
	@ SOA ns hostmaster 1 3600 600 86400 300
	@ NS ns
	ns A 192.0.2.1
	ns AAAA 2001:db8::1
	b._dns-sd._udp PTR @
	lb._dns-sd._udp PTR @
	_services._dns-sd._udp PTR _ipp._tcp
	_services._dns-sd._udp PTR _http._tcp
	_services._dns-sd._udp PTR _z-wave._udp
	printer A 192.0.2.10
	printer AAAA 2001:db8::10
	_http._tcp PTR Front\032Page._http._tcp
	Front\032Page._http._tcp SRV 0 0 8080 printer
	Front\032Page._http._tcp TXT "path=/" "u=guest"
	_z-wave._udp PTR B\195\188ro\0322\.OG._z-wave._udp
	B\195\188ro\0322\.OG._z-wave._udp SRV 0 0 4123 printer
	B\195\188ro\0322\.OG._z-wave._udp TXT "NIF=0102" "EP=0" "LM=1"
	_color._sub._ipp._tcp PTR Printer\0321._ipp._tcp
	many._z-wave._udp TXT "NIF=0102"
	END
    for ((i = 1; i <= $1; ++i)); do
        printf '_ipp._tcp PTR Printer\\032%d._ipp._tcp\n' "$i"
        printf 'Printer\\032%d._ipp._tcp SRV 0 0 631 printer\n' "$i"
        printf 'Printer\\032%d._ipp._tcp TXT "txtvers=1" "qtotal=1" "rp=ipp/print/%d" "ty=Example Laser %d" "pdl=application/pdf,image/urf" "Color=T" "Duplex=T" "note=Room 2.%d"\n' \
            "$i" "$i" "$i" "$i"
    done
    # One name with many TXT records: a large answer.
    for ((i = 1; i <= $1; ++i)); do
        printf 'many._z-wave._udp TXT "NIF=01%02d" "EP=%d" "LM=1" "note=record %d of several"\n' \
            "$((i % 100))" "$i" "$i"
    done
}

# named_up N-PRINTERS PORT [LISTEN...]: LISTEN replaces "port PORT"; dynamic updates are allowed.
named_up() {
    local printers=$1 port=$2 listen
    shift 2
    (($# > 0)) || set -- "port $port"
    mkdir "$work/named"
    zone_write "$printers" >"$work/named/zone"
    {
        printf 'options {\n directory "%s/named";\n recursion no;\n dnssec-validation no;\n' "$work"
        printf ' pid-file none;\n session-keyfile none;\n minimal-responses no;\n notify no;\n'
        printf ' max-udp-size 4096;\n edns-udp-size 4096;\n'
        for listen in "$@"; do
            printf ' listen-on %s { any; };\n listen-on-v6 %s { any; };\n' "$listen" "$listen"
        done
        printf '};\ncontrols { };\n'
        printf 'zone "example.org" { type primary; file "zone"; allow-update { any; }; };\n'
        [[ ! -f $work/named.tls ]] || cat "$work/named.tls"
    } >"$work/named/conf"
    start alpha named env SSLKEYLOGFILE="$work/tls.keys" named -g -c "$work/named/conf"
    wait_log named running
}

# A certificate of its own, for DNS over TLS and HTTPS.
named_tls() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
        -subj /CN=ns.example.org -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
    printf 'tls own { cert-file "%s/cert.pem"; key-file "%s/key.pem"; };\n' "$work" "$work" >"$work/named.tls"
}

# ask ARGUMENT...: dig on beta.
ask() { beta dig +tries=1 +timeout=3 +nocookie "$@" >>"$work/dig.log" 2>&1 || die "dig $*: $(tail -n 1 "$work/dig.log")"; }

# ask_services ARGUMENT...: the questions of a DNS-SD client.
ask_services() {
    ask "$@" b._dns-sd._udp.example.org PTR
    ask "$@" _services._dns-sd._udp.example.org PTR
    ask "$@" _z-wave._udp.example.org PTR
    ask "$@" 'B\195\188ro\0322\.OG._z-wave._udp.example.org' SRV
    ask "$@" 'B\195\188ro\0322\.OG._z-wave._udp.example.org' TXT
    ask "$@" _ipp._tcp.example.org PTR
    ask "$@" 'Printer\0321._ipp._tcp.example.org' SRV
    ask "$@" 'Printer\0321._ipp._tcp.example.org' TXT
    ask "$@" _color._sub._ipp._tcp.example.org PTR
}
