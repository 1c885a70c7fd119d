/* dnssd.c - the protocol "dnssd".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd.h"

#include "common/asked.h"
#include "dnssd/dnssd_carriers.h"
#include "dnssd/dnssd_checks.h"
#include "dnssd/dnssd_first.h"
#include "dnssd/dnssd_learn.h"
#include "dnssd/dnssd_srp.h"
#include "dnssd/dnssd_summary.h"
#include "dnssd/dnssd_tap.h"
#include "dnssd/dnssd_tree.h"
#include "dnssd/dnssd_updates.h"
#include "inventory/credentials_tap.h"
#include "inventory/inventory_tap.h"

int proto_dnssd = -1;
static int hf_dnssd_summary = -1; /* any one of the protocol's fields */

/* A message in a tree. Over TCP and what it carries this is the only place to learn from. */
static void dissect_message(packet_info *pinfo, proto_tree *tree, const dnssd_place_t *place)
{
    dnssd_message_t message;

    if (!dnssd_message_read(pinfo, place, DNSSD_KEEP_ALL, &message))
        return;
    dnssd_learn(&message);
    dnssd_tree_add(&message, tree, proto_dnssd);
    if (dnssd_tap_has_listener())
        dnssd_tap_queue(&message);
    if (credentials_tap_has_listener())
        credentials_tap_message(&message);
    if (inventory_tap_has_listener())
        inventory_tap_message(&message);
}

void dnssd_learn_packet(packet_info *pinfo)
{
    dnssd_place_t place;
    dnssd_message_t message;

    if (!pinfo->fd->visited && dnssd_carriers_find_datagram(pinfo, &place) &&
        dnssd_may_announce(&place) &&
        dnssd_message_read(pinfo, &place, DNSSD_KEEP_ANNOUNCEMENTS, &message)) {
        dnssd_learn(&message);
        dnssd_checks_note(&message);
    }
}

bool dnssd_wants_tree(void)
{
    return dnssd_summary_is_in_info() || dnssd_tap_has_listener() || inventory_tap_has_listener() ||
           credentials_tap_has_listener();
}

bool dnssd_dissect(packet_info *pinfo, proto_tree *tree)
{
    if (!is_asked_for(tree, proto_dnssd, hf_dnssd_summary) && !dnssd_wants_tree())
        return false;
    if (dnssd_carriers_has_message(pinfo))
        dnssd_carriers_find(pinfo, tree, dissect_message);
    return true;
}

void dnssd_handoff(void)
{
    dnssd_carriers_handoff();
    dnssd_srp_handoff();
    credentials_tap_handoff();
}

void dnssd_register_preferences(module_t *module)
{
    dnssd_summary_register_preferences(module);
    dnssd_checks_register_preferences(module);
    dnssd_srp_register_preferences(module);
}

void dnssd_register(void)
{
    proto_dnssd = proto_register_protocol("DNS Service Discovery", "DNS-SD", "dnssd");
    dnssd_tree_register(proto_dnssd);
    dnssd_tap_register();
    dnssd_srp_register();
    dnssd_updates_register();
    dnssd_first_register();
    hf_dnssd_summary = proto_registrar_get_id_byname("dnssd.summary");
}
