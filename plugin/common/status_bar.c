/* status_bar.c - the window's LED for expert information.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/status_bar.h"

#include <epan/expert.h>
#include <epan/plugin_if.h>

static bool is_window;
static bool is_loading; /* the present packet is looked at for the first time */
static uint32_t last_loaded;

/* Only the window answers. */
static void on_open(void)
{
    ws_info_t *info = NULL;

    plugin_if_get_ws_info(&info);
    is_window = info && info->ws_info_supported;
    is_loading = false;
    last_loaded = 0;
}

void status_bar_begin_packet(const packet_info *pinfo)
{
    is_loading = !pinfo->fd->visited;
    if (is_loading)
        last_loaded = pinfo->num;
}

bool status_bar_may_rise(void)
{
    return is_window && last_loaded < STATUS_BAR_MAX_FRAMES &&
           expert_get_highest_severity() < PI_ERROR;
}

bool status_bar_may_rise_now(void)
{
    return is_loading && status_bar_may_rise();
}

void status_bar_register(void)
{
    register_init_routine(on_open);
}
