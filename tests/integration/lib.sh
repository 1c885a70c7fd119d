# lib.sh - runs one line of TESTLIST. To be sourced.
# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later

tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$tests/../.." && pwd)

# test_lines FILE: lines "name|capture|options" of TESTLIST or those of another table, without
# comments and the blanks around the bars.
test_lines() {
    sed -e '/^ *#/d' -e '/^ *$/d' -e 's/ *| */|/g' "$1"
}

# To ask tshark itself takes as long as many a test.
wireshark_version=$(pkg-config --modversion wireshark)

# is_since MAJOR MINOR: whether Wireshark's version is that or a later one.
is_since() {
    local major minor
    IFS=. read -r major minor _ <<<"$wireshark_version"
    ((major > $1 || (major == $1 && minor >= $2)))
}

# Heuristics that later versions have and 4.0 has not: what they recognise is another matter.
later_heuristics=()
! is_since 4 6 || later_heuristics=(--disable-heuristic ssh_tcp)

# plugin_tshark BUILD CAPTURE OPTION...: standard output of tshark; ends with its status. The
# capture, a name in captures/ or a whole path, is copied to where any user may read it: see tools/with-plugin.
plugin_tshark() {
    local build=$1 capture=$2 folder status=0
    shift 2
    if [[ $capture == "" ]]; then
        LD_PRELOAD=${SVCREG_PRELOAD-} "$top/tools/with-plugin" -b "$build" tshark "$@" </dev/null \
            2>/dev/null
        return
    fi
    folder=$(mktemp -d)
    chmod 755 "$folder"
    [[ $capture == /* ]] || capture=$top/captures/$capture.pcapng
    cp "$capture" "$folder"
    capture=$folder/${capture##*/}
    chmod 644 "$capture"
    LD_PRELOAD=${SVCREG_PRELOAD-} "$top/tools/with-plugin" -b "$build" \
        tshark -n -r "$capture" "${later_heuristics[@]}" "$@" </dev/null 2> >(
            grep -v '^Running as user' >&2
        ) || status=$?
    rm -r "$folder"
    return "$status"
}

# only_tree: of the output of tshark -V, the subtree "DNS Service Discovery" under a line for each
# packet that has one.
only_tree() {
    awk '/^(Frame|Packet) [0-9]+/ { frame = $2; sub(/[:,]/, "", frame); on = 0 }
         /^[^ ]/ { on = /^(\[…\] )?DNS Service Discovery/; if (on) print "Frame " frame }
         on && NF'
}

# discovery_checks BUILD: the expert info that a DNS-SD message can have.
discovery_checks() {
    plugin_tshark "$1" '' -G fields | awk -F '\t' '$1 == "F" && $4 == "FT_NONE" &&
        $3 ~ /^dnssd\./ && $3 !~ /^dnssd\.(lease|owner)_option$/ { print $3 }' | LC_ALL=C sort
}

# as_in_4_0: of -T fields, what Wireshark 4.4 and later write in another way: booleans as words, and
# backslashes twice.
as_in_4_0() {
    if is_since 4 4; then
        sed -E -e 's/\\\\/\\/g' -e ':again' -e 's/(^|[|,;])True($|[|,;])/\11\2/' -e 't again'
    else
        cat
    fi
}

# print_fields BUILD CAPTURE FIELD...: a line for each packet, its number before the fields.
print_fields() {
    local build=$1 capture=$2 options
    shift 2
    mapfile -t options < <(printf -- '-e\n%s\n' frame.number "$@")
    plugin_tshark "$build" "$capture" "${more[@]}" -T fields -E separator='|' "${options[@]}" |
        as_in_4_0
}

# name_checks CHECK...: the first four columns, and the names of the checks that have something in theirs,
# with how often.
name_checks() {
    awk -F '|' -v names="$*" '
        BEGIN { OFS = "|"; split(names, name, " ") }
        {
            found = ""
            for (i = 5; i <= NF; i++) {
                n = split($i, times, ",")
                if (n > 0)
                    found = found (found == "" ? "" : ", ") name[i - 4] (n > 1 ? " (" n ")" : "")
            }
            print $1, $2, $3, $4, found
        }'
}

# decode BUILD CAPTURE OPTIONS: what the test compares.
decode() {
    local options more
    read -ra more <<<"${3#[A-Z]* }"
    [[ $3 == [A-Z]*\ * ]] || more=()
    case $3 in
    DISCOVERY*)
        eval "more=(${3#* })"
        plugin_tshark "$1" "$2" "${more[@]}" -O dnssd -V | only_tree
        ;;
    SHOWN*)
        plugin_tshark "$1" "$2" "${more[@]}" -T pdml -J 'svcreg dnssd' | "$tests/shown"
        ;;
    CHECKS*)
        local checks
        mapfile -t checks < <(discovery_checks "$1")
        print_fields "$1" "$2" dnssd.instance dnssd.host dnssd.port "${checks[@]}" |
            name_checks "${checks[@]}"
        ;;
    CARRIERS*)
        print_fields "$1" "$2" svcreg.transport svcreg.port svcreg.service svcreg.quoted \
            svcreg.requested_code svcreg.requested_service
        ;;
    SPOKEN*)
        print_fields "$1" "$2" svcreg.service svcreg.basis svcreg.signature svcreg.agreement
        ;;
    ANNOUNCED*)
        print_fields "$1" "$2" svcreg.announced svcreg.instance svcreg.announced_in
        ;;
    *)
        eval "options=($3)"
        plugin_tshark "$1" "$2" "${options[@]}"
        ;;
    esac
}
