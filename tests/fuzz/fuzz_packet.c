/* fuzz_packet.c - whole packets through libwireshark, with the plugin's own objects linked in.
 *
 * The first byte says what the rest is: a DNS message over one of five ways, or a frame.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/compat.h"

#include <epan/addr_resolv.h>
#include <epan/epan.h>
#include <epan/epan_dissect.h>
#include <epan/prefs.h>
#include <epan/tap.h>
#include <epan/timestamp.h>
#include <stdlib.h>
#include <string.h>
#include <wiretap/wtap.h>
#include <wsutil/filesystem.h>
#include <wsutil/privileges.h>
#include <wsutil/wslog.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);
void plugin_register(void);

enum {
    FRAMES_OF_A_FILE = 20000 /* then the next file is opened: what a file has is kept for it */
};
enum { MAX_PAYLOAD = 2048, ETHERNET_LEN = 14, IP_LEN = 20, UDP_LEN = 8, TCP_LEN = 20 };

static epan_t *session;
static uint32_t n_frames;

static const nstime_t *no_time(struct packet_provider_data *provider, uint32_t frame)
{
    static const nstime_t time = {.secs = 1700000000};
    (void)provider;
    (void)frame;
    return &time;
}

/* What the taps are given must not matter to who listens. */
static tap_packet_status listen(void *data, packet_info *pinfo, epan_dissect_t *edt,
                                const void *tapped, tap_flags_t flags)
{
    (void)data, (void)pinfo, (void)edt, (void)tapped, (void)flags;
    return TAP_PACKET_DONT_REDRAW;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static int listeners[4];
    static const char *const taps[] = {"dnssd", "svcreg", "svcreg_inventory", "credentials"};

    (void)argc;
    ws_log_set_level(LOG_LEVEL_CRITICAL);
    init_process_policies();
    configuration_init((*argv)[0], NULL);
    timestamp_set_type(TS_RELATIVE);
    wtap_init(/* load_wiretap_plugins= */ 0);
    plugin_register();
    if (!epan_init(NULL, NULL, /* load_plugins= */ 0))
        abort();
    (void)epan_load_settings();
    disable_name_resolution();
    prefs_apply_all();
    for (size_t i = 0; i < sizeof taps / sizeof *taps; i++) {
        if (register_tap_listener(taps[i], &listeners[i], NULL, TL_REQUIRES_PROTO_TREE, NULL,
                                  listen, NULL, NULL))
            abort();
    }
    return 0;
}

static void put16(uint8_t *at, unsigned value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

/* Ethernet, IPv4, and UDP or TCP before a payload. Returns the frame's length. */
static size_t wrap(uint8_t *frame, const uint8_t *payload, size_t len, unsigned port, bool tcp)
{
    static const uint8_t ends[] = {192, 0, 2, 1, 224, 0, 0, 251};
    size_t header = tcp ? TCP_LEN : UDP_LEN, prefix = tcp ? 2 : 0;
    uint8_t *ip = frame + ETHERNET_LEN, *transport = ip + IP_LEN;

    memset(frame, 0, ETHERNET_LEN + IP_LEN + header);
    put16(frame + 12, 0x0800);
    ip[0] = 0x45;
    put16(ip + 2, (unsigned)(IP_LEN + header + prefix + len));
    ip[8] = 255;
    ip[9] = tcp ? 6 : 17;
    memcpy(ip + 12, ends, sizeof ends);
    put16(transport, port);
    put16(transport + 2, port);
    if (tcp) {
        transport[12] = 0x50;
        transport[13] = 0x18;
        put16(transport + header, (unsigned)len);
    } else {
        put16(transport + 4, (unsigned)(header + len));
    }
    memcpy(transport + header + prefix, payload, len);
    return ETHERNET_LEN + IP_LEN + header + prefix + len;
}

static void open_next_file(void)
{
    static const struct packet_provider_funcs provider = {.get_frame_ts = no_time};

    if (session)
        epan_free(session);
    session = epan_new(NULL, &provider);
    n_frames = 0;
}

static void dissect(const uint8_t *bytes, size_t len)
{
    wtap_rec rec = {.rec_type = REC_TYPE_PACKET, .presence_flags = WTAP_HAS_TS | WTAP_HAS_CAP_LEN};
    frame_data fd;

    if (!session || n_frames >= FRAMES_OF_A_FILE)
        open_next_file();
    epan_dissect_t *edt = epan_dissect_new(session, TRUE, TRUE);
    rec.ts.secs = 1700000000;
    rec.rec_header.packet_header.caplen = (uint32_t)len;
    rec.rec_header.packet_header.len = (uint32_t)len;
    rec.rec_header.packet_header.pkt_encap = WTAP_ENCAP_ETHERNET;
    frame_data_init(&fd, ++n_frames, &rec, 0, 0);
    epan_dissect_run_with_taps(edt, WTAP_FILE_TYPE_SUBTYPE_UNKNOWN, &rec,
                               tvb_new_real_data(bytes, (unsigned)len, (int)len), &fd, NULL);
    frame_data_destroy(&fd);
    epan_dissect_free(edt);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct {
        unsigned port;
        bool tcp;
    } ways[] = {{5353, false}, {53, false}, {53538, false}, {5355, false}, {53, true}};
    static uint8_t frame[MAX_PAYLOAD + 64];
    enum { FORGET_AFTER = 5000 /* frames: what is learned is of a file */ };

    if (size < 1 || size > MAX_PAYLOAD)
        return 0;
    size_t way = data[0];
    if (way < sizeof ways / sizeof *ways)
        dissect(frame, wrap(frame, data + 1, size - 1, ways[way].port, ways[way].tcp));
    else
        dissect(data + 1, size - 1);
    if (n_frames > FORGET_AFTER) {
        static const struct packet_provider_funcs provider = {.get_frame_ts = no_time};
        epan_free(session);
        session = epan_new(NULL, &provider);
        n_frames = 0;
    }
    return 0;
}
