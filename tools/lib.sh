# lib.sh - what the scripts in this folder share: packages, build, plugin folder. To be sourced.
# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck disable=SC2034 # the variables are for the scripts that source this file

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# What building and running needs, and what the tests need on top.
build_packages=(cmake ninja-build gcc libc6-dev pkg-config libglib2.0-dev libxml2-dev libcsv-dev
    libjson-glib-dev libsqlite3-dev wireshark-dev tshark)
test_packages=(libcmocka-dev python3 python3-dnspython python3-jsonschema wireshark-common shellcheck curl
    parallel graphviz libjs-jquery libjs-jquery-datatables libjs-chart.js sqlite3 jq
    openssh-server openssh-client rsync iproute2)

lint_packages=(clang-format clang-tidy cppcheck)

# For tests of examples/.
npm_packages=(@duckdb/node-api@1.5.6-r.1)

# For tests of the windows.
gui_packages=(wireshark xvfb openbox xdotool xclip dbus at-spi2-core gir1.2-atspi-2.0 python3-gi)

missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
            printf '%s\n' "$package"
    done
}

# install_packages PACKAGE...: installs what is missing, and says so first.
install_packages() {
    local missing sudo=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        die "this is no Debian system: install yourself: $*"
    fi
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            die "not root and no sudo: run 'apt-get install ${missing[*]}' as root first"
        sudo=(sudo)
    fi
    echo "Installing with apt-get: ${missing[*]}"
    local log
    log=$(mktemp)
    if ! { "${sudo[@]}" apt-get update &&
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y --no-install-recommends "${missing[@]}"; } </dev/null >"$log" 2>&1
    then
        tail -n 3 "$log" >&2
        rm -f "$log"
        die "apt-get failed: check the network and /etc/apt/sources.list, then run again"
    fi
    rm -f "$log"
}

# install_npm_packages FOLDER PACKAGE@VERSION...: into FOLDER/node_modules, where they are not there.
install_npm_packages() {
    local folder=$1
    shift
    [[ $(cat "$folder/.complete" 2>/dev/null) != "$*" ]] || return 0
    command -v npm >/dev/null || install_packages npm
    echo "Installing with npm: $*"
    mkdir -p "$folder"
    if npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund "$@" >"$folder/log" 2>&1
    then
        echo "$*" >"$folder/.complete"
    else
        echo "npm failed (see $folder/log): the tests that need these are skipped" >&2
    fi
}

# version_number: of what a program prints of its version, the number in the first line: "4.0.17".
version_number() {
    sed -n '1s/[^0-9]*\([0-9.]*[0-9]\).*/\1/p'
}

# quietly COMMAND...: its output is shown when it fails.
quietly() {
    local log
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        die "the build failed, see above; 'rm -r build' starts afresh"
    fi
    rm -f "$log"
}

# build PRESET [CMAKE OPTION...]: into build/ or build-asan/, quietly unless it fails.
build() {
    local preset=$1
    shift
    (cd "$top" && quietly cmake --preset "$preset" "$@" && quietly cmake --build --preset "$preset")
}

# build_for_use: into build/, without the tests unless it has them.
build_for_use() {
    if [[ -e $top/build/build.ninja ]]; then
        quietly cmake --build "$top/build"
    else
        build release -DSVCREG_TESTS=OFF
    fi
}
