# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A music player that announces itself.
debian_packages mpd avahi-daemon avahi-utils dbus-daemon netcat-openbsd
commands 'mpd with zeroconf_enabled; avahi-browse -prt _mpd._tcp; nc sends "status" and "close"; mpd ended'
shows '_mpd._tcp without TXT keys (one empty string); the MPD protocol on TCP port 6600 (registered for mshvlm); goodbye records'

scene() {
    hosts_up
    avahi_up alpha
    capture_start 'udp port 5353 or tcp port 6600'
    mkdir "$work/music"
    cat >"$work/mpd.conf" <<-END
	music_directory "$work/music"
	db_file "$work/mpd.db"
	bind_to_address "any"
	zeroconf_enabled "yes"
	zeroconf_name "Music @ %h"
	log_file "/dev/stderr"
	audio_output {
	type "null"
	name "silence"
	}
	END
    start alpha player mpd --no-daemon "$work/mpd.conf"
    wait_port alpha tcp 6600
    sleep 3
    avahi_up beta disable-publishing=yes
    browse _mpd._tcp
    printf 'status\nclose\n' | beta timeout 5 nc -q 1 "$ALPHA4" 6600 >/dev/null
    stop alpha player
    sleep 1.5
    capture_stop
    capture_save mpd-server
}
