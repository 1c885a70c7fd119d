/* register.c - the post-dissector, and the plugin's preferences.
 *
 * One post-dissector serves both protocols: Wireshark does some seven hundred instructions of its
 * own for each, with every packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "register.h"

#include "announce/announced.h"
#include "common/asked.h"
#include "common/compat.h"
#include "common/priming.h"
#include "common/registry_in_use.h"
#include "common/status_bar.h"
#include "dnssd/dnssd.h"
#include "inventory/credentials_tap.h"
#include "inventory/inventory_stat.h"
#include "inventory/inventory_stats_tree.h"
#include "inventory/inventory_tables.h"
#include "inventory/inventory_tap.h"
#include "label/handover.h"
#include "label/port_label.h"
#include "user/own_services.h"
#include "user/own_txt_keys.h"

#include <epan/packet.h>
#include <epan/prefs.h>

static svcreg_bool_t hand_over = FALSE;
/* Either can be disabled by itself. */
static const protocol_t *labels, *discovery;

static bool wants_tree(void)
{
    return hand_over || dnssd_wants_tree() || port_label_has_listener() || is_expert_asked_for() ||
           status_bar_may_rise();
}

static void dissect_labels(packet_info *pinfo, proto_tree *tree, bool asked)
{
    if (!pinfo->fd->visited)
        port_label_learn(pinfo, tree);
    port_label_add_to_info(pinfo);
    if (tree && hand_over)
        handover_apply(pinfo, tree);
    if (tree)
        port_label_add(pinfo, tree, asked);
}

/* Expert info is listed by the protocol at work. */
static int dissect(tvbuff_t *tvb _U_, packet_info *pinfo, proto_tree *tree, void *data _U_)
{
    const char *before = pinfo->current_proto;
    status_bar_begin_packet(pinfo);
    bool labels_enabled = proto_is_protocol_enabled(labels);
    bool labels_asked = tree && labels_enabled && is_asked_for(tree, proto_svcreg, hf_svcreg_any);
    bool asked = false;

    if (proto_is_protocol_enabled(discovery)) {
        pinfo->current_proto = "DNS-SD";
        asked = dnssd_dissect(pinfo, tree);
    }
    if (labels_enabled) {
        pinfo->current_proto = "SVCREG";
        dissect_labels(pinfo, tree, labels_asked);
    }
    pinfo->current_proto = before;
    if (asked || labels_asked || priming_is_given(tree) ||
        (tree && (hand_over || port_label_has_listener())))
        priming_repeat(pinfo);
    return 0;
}

static void register_preferences(void)
{
    module_t *module = prefs_register_protocol(proto_svcreg, NULL);

    prefs_register_static_text_preference(
        module, "registry", registry_in_use_origin(),
        "\"svcreg import FILE --user\" imports another one, for Wireshark's next start.");
    /* Announcements are learned in any case now; a profile may still have it. */
    prefs_register_obsolete_preference(module, "learn");
    prefs_register_bool_preference(
        module, "hand_over", "Dissect announced services",
        "Hand traffic on an announced address and port to the dissector of the announced service, "
        "where Wireshark has none for the port. Makes Wireshark build the tree of every packet.",
        &hand_over);
    port_label_register_preferences(module);
    announced_register_preferences(module);
    inventory_stat_register(module);
    own_services_register(module);
    own_txt_keys_register(module);
    dnssd_register_preferences(prefs_register_protocol(proto_dnssd, NULL));
}

/* Where programs without preference pages show the registry's date: beside the field's name. */
static void describe_registry(void)
{
    header_field_info *service = proto_registrar_get_nth((unsigned)hf_svcreg_any);

    service->blurb = g_strdup_printf("%s. %s", service->blurb, registry_in_use_origin());
}

void svcreg_register(void)
{
    registry_in_use_load();
    status_bar_register();
    announced_register();
    port_label_register();
    describe_registry();
    dnssd_register();
    inventory_tap_register();
    inventory_tables_register();
    inventory_stats_tree_register();
    register_preferences();
}

void svcreg_handoff(void)
{
    port_label_handoff();
    dnssd_handoff();
    credentials_tap_handoff();
    labels = find_protocol_by_id(proto_svcreg);
    discovery = find_protocol_by_id(proto_dnssd);
    /* Without a protocol of its own: Wireshark would count it among the packet's layers. */
    register_postdissector(create_dissector_handle(dissect, -1));
}

void svcreg_register_hooks(void)
{
    priming_register(wants_tree);
}
