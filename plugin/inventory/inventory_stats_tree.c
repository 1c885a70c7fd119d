/* inventory_stats_tree.c - packets by service and by basis.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory_stats_tree.h"

#include "label/label_tap.h"

#include <epan/stats_tree.h>

static const char root[] = "Packets by Service";
static int root_id;

static void init(stats_tree *tree)
{
    root_id = stats_tree_create_node(tree, root, 0, STAT_DT_INT, TRUE);
}

/* The name that is known best, and who says it. */
static tap_packet_status add(stats_tree *tree, packet_info *pinfo, epan_dissect_t *edt _U_,
                             const void *data, tap_flags_t flags _U_)
{
    const label_tap_t *label = (const label_tap_t *)data;
    bool announced = label->announced_service[0] != '\0';
    const char *service = announced                   ? label->announced_service
                          : label->service[0] != '\0' ? label->service
                                                      : "(no service)";
    const char *layer = announced                   ? "announced"
                        : label->own                ? "own"
                        : label->service[0] != '\0' ? "registered"
                                                    : "nothing registered";

    (void)tick_stat_node(tree, root, 0, TRUE);
    int node = tick_stat_node(tree, wmem_strdup_printf(pinfo->pool, "%s (%s)", service, layer),
                              root_id, TRUE);
    (void)tick_stat_node(tree, label->basis, node, FALSE);
    return TAP_PACKET_REDRAW;
}

void inventory_stats_tree_register(void)
{
    (void)stats_tree_register_plugin("svcreg", "svcreg", "Service Registry", 0, add, init, NULL);
}
