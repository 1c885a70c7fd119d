/* inventory_stat.c - "-z svcreg,inventory[,FILE]".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory_stat.h"

#include "common/compat.h"
#include "inventory/inventory_json.h"
#include "inventory/inventory_tap.h"

#include <epan/stat_tap_ui.h>
#include <epan/tap.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define COMMAND "svcreg,inventory"

/* One -z option. */
typedef struct {
    char *file; /* NULL: standard output */
    inventory_t *inventory;
} request_t;

static svcreg_bool_t with_secrets = FALSE;

static void reset(void *data)
{
    request_t *request = data;

    inventory_free(request->inventory);
    request->inventory = inventory_new(INVENTORY_N_KINDS);
}

static tap_packet_status add(void *data, packet_info *pinfo _U_, epan_dissect_t *edt _U_,
                             const void *tapped, tap_flags_t flags _U_)
{
    request_t *request = data;

    inventory_tap_add(request->inventory, tapped);
    return TAP_PACKET_REDRAW;
}

/* Expert info comes by a tap of its own; a listener is known by its data. */
static tap_packet_status add_expert(void *data, packet_info *pinfo, epan_dissect_t *edt _U_,
                                    const void *tapped, tap_flags_t flags _U_)
{
    inventory_t **inventory = data;

    inventory_tap_add_expert(*inventory, pinfo, tapped);
    return TAP_PACKET_DONT_REDRAW;
}

/* Written aside and renamed, so that there is never half a file. */
static void write_file(const request_t *request)
{
    char *aside = g_strconcat(request->file, ".part", NULL);
    FILE *file = g_fopen(aside, "wb");

    if (!file) {
        g_printerr("svcreg: cannot write \"%s\": %s\n", aside, g_strerror(errno));
        g_free(aside);
        return;
    }
    inventory_json_write(request->inventory, with_secrets, file);
    bool written = !ferror(file);
    written = fclose(file) == 0 && written;
    if (!written || g_rename(aside, request->file) != 0) {
        g_printerr("svcreg: cannot write \"%s\": %s\n", request->file, g_strerror(errno));
        (void)g_unlink(aside);
    }
    g_free(aside);
}

static void draw(void *data)
{
    const request_t *request = data;

    if (request->file)
        write_file(request);
    else
        inventory_json_write(request->inventory, with_secrets, stdout);
}

static void finish(void *data)
{
    request_t *request = data;

    inventory_free(request->inventory);
    g_free(request->file);
    g_free(request);
}

/* False when Wireshark does not know the taps. */
static bool begin(const char *argument)
{
    request_t *request = g_new0(request_t, 1);
    const char *file = argument + strlen(COMMAND);

    request->inventory = inventory_new(INVENTORY_N_KINDS);
    request->file = file[0] == ',' && file[1] != '\0' ? g_strdup(file + 1) : NULL;
    GString *error = register_tap_listener(INVENTORY_TAP, request, NULL, TL_REQUIRES_NOTHING, reset,
                                           add, draw, finish);
    if (!error)
        error = register_tap_listener("expert", &request->inventory, NULL, TL_REQUIRES_NOTHING,
                                      NULL, add_expert, NULL, NULL);
    if (error) {
        g_printerr("svcreg: %s\n", error->str);
        g_string_free(error, TRUE);
        return false;
    }
    return true;
}

#if SVCREG_WIRESHARK(4, 6)
static bool init(const char *argument, void *data _U_)
{
    return begin(argument);
}
#else
static void init(const char *argument, void *data _U_)
{
    (void)begin(argument);
}
#endif

void inventory_stat_register(module_t *module)
{
    static stat_tap_ui inventory = {.group = REGISTER_PACKET_STAT_GROUP_UNSORTED,
                                    .title = "Service Inventory",
                                    .cli_string = COMMAND,
                                    .tap_init_cb = init};

    register_stat_tap_ui(&inventory, NULL);
    prefs_register_bool_preference(
        module, "inventory_secrets", "Write secrets into inventories",
        "Whether \"-z svcreg,inventory\" writes passwords and tokens that TXT records give away as "
        "they are. Otherwise they are masked.",
        &with_secrets);
}
