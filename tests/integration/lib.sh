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
         /^[^ ]/ { on = /^DNS Service Discovery/; if (on) print "Frame " frame }
         on && NF'
}

# Every field of a label, but for those of both ends, which repeat the service's.
label_fields=(frame.number svcreg.transport svcreg.port svcreg.status svcreg.range svcreg.service
    svcreg.description svcreg.ports svcreg.assignee svcreg.contact svcreg.registered svcreg.modified
    svcreg.reference svcreg.service_code svcreg.unauthorized svcreg.alias svcreg.historic
    svcreg.deassigned svcreg.previously svcreg.subtypes svcreg.txt_status svcreg.txt_references
    svcreg.txt_same_as svcreg.also svcreg.quoted svcreg.announced svcreg.instance
    svcreg.announced_in svcreg.basis svcreg.dissected svcreg.src.port svcreg.src.service
    svcreg.dst.port svcreg.dst.service svcreg.unassigned_port svcreg.reserved_port svcreg.system_port
    svcreg.unauthorized_use svcreg.deassigned_service svcreg.historic_service
    svcreg.registered_later svcreg.several_services svcreg.mismatch)

# decode BUILD CAPTURE OPTIONS: what the test compares.
decode() {
    local options
    case $3 in
    DISCOVERY)
        plugin_tshark "$1" "$2" -Y dnssd -O dnssd -V | only_tree
        ;;
    LABELS)
        mapfile -t options < <(printf -- '-e\n%s\n' "${label_fields[@]}")
        plugin_tshark "$1" "$2" -Y svcreg -T fields -E header=y -E separator='|' "${options[@]}"
        ;;
    *)
        eval "options=($3)"
        plugin_tshark "$1" "$2" "${options[@]}"
        ;;
    esac
}
