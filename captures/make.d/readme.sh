#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# readme.sh: write the table of captures/README.md between its two marks, from the captures
# and their scenes. Versions are read from the captures: they say what made them.
set -euo pipefail
shopt -s inherit_errexit

# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly begin='<!-- begin: written by make.d/readme.sh -->' end='<!-- end -->'

row() (
    name=$1
    file=$captures/$name.pcapng
    export WIRESHARK_CONFIG_DIR=/nonexistent
    # shellcheck source=/dev/null
    . "$captures/make.d/$name.sh"
    comment=$(capinfos -k "$file" | sed -n 's/^Capture comment: *//p')
    # shellcheck disable=SC2016 # the backticks are for Markdown
    printf '| [%s](%s) | %s | %s | %s | %s | `%s` |\n' "$name" "$name.pcapng" \
        "${comment#*: }" "${scene_commands//|/\\|}" "${scene_shows//|/\\|}" \
        "$(capinfos -Mrc "$file" | awk '/packets/ { print $NF }')" \
        "$(sha256sum <"$file" | cut -d ' ' -f 1)"
)

table() {
    local file
    printf '| capture | programs | commands | what can be seen | packets | SHA-256 |\n'
    printf '| --- | --- | --- | --- | ---: | --- |\n'
    for file in "$captures"/*.pcapng; do
        file=${file##*/}
        [[ -f $captures/make.d/${file%.pcapng}.sh ]] || continue
        row "${file%.pcapng}" || exit 1
    done
}

readme=$captures/README.md
if ! grep -qxF -- "$begin" "$readme" || ! grep -qxF -- "$end" "$readme"; then
    die "README.md has no marks for the table"
fi
new=$(mktemp)
trap 'rm -f "$new"' EXIT
{
    awk -v mark="$begin" '{ print } $0 == mark { exit }' "$readme"
    table
    awk -v mark="$end" '$0 == mark { found = 1 } found' "$readme"
} >"$new"
install -m 644 "$new" "$readme"
