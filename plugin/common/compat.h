/* compat.h - every difference between the supported Wireshark versions (4.0, 4.4, 4.6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_COMPAT_H
#define SVCREG_COMPAT_H

#include <ws_version.h>

#define SVCREG_WIRESHARK(major, minor)                                                             \
    (WIRESHARK_VERSION_MAJOR > (major) ||                                                          \
     (WIRESHARK_VERSION_MAJOR == (major) && WIRESHARK_VERSION_MINOR >= (minor)))

#if !SVCREG_WIRESHARK(4, 0)
#error "svcreg needs Wireshark 4.0 or later (Debian: apt-get install wireshark-dev)"
#endif

#include <epan/packet.h>

#if SVCREG_WIRESHARK(4, 2)
#include <wsutil/plugins.h>
/* Callbacks return bool, and preferences point to one. */
typedef bool svcreg_bool_t;
#else
typedef gboolean svcreg_bool_t;
#endif

/* The name that 4.4 deprecates is the only one that 4.0 has. */
#if !SVCREG_WIRESHARK(4, 4)
#define tvb_get_uint8 tvb_get_guint8
#endif

/* Numbers in the network's order of bytes. */
#if !SVCREG_WIRESHARK(4, 6)
#define pntohu16 pntoh16
#define pntohu32 pntoh32
#endif

/* Unit names in a field's definition. */
#if !SVCREG_WIRESHARK(4, 4)
#define UNS(unit) (unit)
#endif

#endif
