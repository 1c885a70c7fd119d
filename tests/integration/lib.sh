# lib.sh - runs one line of TESTLIST. To be sourced.
# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later

tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$tests/../.." && pwd)

# Lines "name|capture|options" of TESTLIST, without comments and the blanks around the bars.
test_lines() {
    sed -e '/^ *#/d' -e '/^ *$/d' -e 's/ *| */|/g' "$tests/TESTLIST"
}

# plugin_tshark BUILD CAPTURE OPTION...: standard output of tshark; ends with its status. The
# capture is copied to where any user may read it: see tools/with-plugin.
plugin_tshark() {
    local build=$1 capture=$2 folder status=0
    shift 2
    folder=$(mktemp -d)
    chmod 755 "$folder"
    cp "$top/captures/$capture.pcapng" "$folder"
    capture=${capture##*/}
    chmod 644 "$folder/$capture.pcapng"
    LD_PRELOAD=${SVCREG_PRELOAD-} "$top/tools/with-plugin" -b "$build" \
        tshark -n -r "$folder/$capture.pcapng" "$@" </dev/null 2> >(
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

# Every field of a label, but for those of both ends, which repeat the service's.
label_fields=(frame.number svcreg.transport svcreg.port svcreg.status svcreg.range svcreg.service
    svcreg.description svcreg.ports svcreg.assignee svcreg.contact svcreg.registered svcreg.modified
    svcreg.reference svcreg.service_code svcreg.unauthorized svcreg.alias svcreg.historic
    svcreg.deassigned svcreg.previously svcreg.subtypes svcreg.txt_status svcreg.txt_references
    svcreg.txt_same_as svcreg.also svcreg.quoted svcreg.announced svcreg.instance
    svcreg.announced_in svcreg.basis svcreg.dissected svcreg.signature svcreg.src.port svcreg.src.service
    svcreg.dst.port svcreg.dst.service svcreg.unassigned_port svcreg.reserved_port svcreg.system_port
    svcreg.unauthorized_use svcreg.deassigned_service svcreg.historic_service
    svcreg.registered_later svcreg.several_services svcreg.mismatch)

# The expert info that a DNS-SD message can have, in alphabetical order.
discovery_checks=(dnssd.message.truncated dnssd.name.label_type dnssd.name.long dnssd.name.pointer
    dnssd.name.truncated dnssd.record.truncated dnssd.service_type.malformed
    dnssd.service_type.transport dnssd.service_type.unregistered dnssd.srv.not_offered
    dnssd.srv.port_of_other dnssd.srv.port_zero dnssd.txt.bad_value dnssd.txt.credentials
    dnssd.txt.empty dnssd.txt.key_duplicate dnssd.txt.key_empty dnssd.txt.key_long
    dnssd.txt.key_unprintable dnssd.txt.long dnssd.txt.truncated dnssd.txt.txtvers_position
    dnssd.txt.very_long)

# print_fields BUILD CAPTURE FIELD...: a line for each packet, its number before the fields.
print_fields() {
    local build=$1 capture=$2 options
    shift 2
    mapfile -t options < <(printf -- '-e\n%s\n' frame.number "$@")
    plugin_tshark "$build" "$capture" "${more[@]}" -T fields -E separator='|' "${options[@]}"
}

# name_checks: the first four columns, and the names of the checks that have something in theirs,
# with how often.
name_checks() {
    awk -F '|' -v names="${discovery_checks[*]}" '
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
    DISCOVERY)
        plugin_tshark "$1" "$2" -Y dnssd -O dnssd -V | only_tree
        ;;
    LABELS)
        mapfile -t options < <(printf -- '-e\n%s\n' "${label_fields[@]}")
        plugin_tshark "$1" "$2" -Y svcreg -T fields -E header=y -E separator='|' "${options[@]}"
        ;;
    CHECKS*)
        print_fields "$1" "$2" dnssd.instance dnssd.host dnssd.port "${discovery_checks[@]}" |
            name_checks
        ;;
    CARRIERS*)
        print_fields "$1" "$2" svcreg.transport svcreg.port svcreg.service svcreg.quoted \
            svcreg.requested_code svcreg.requested_service
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
