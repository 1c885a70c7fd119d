/* dnssd.c - the protocol "dnssd".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd.h"

#include "announce/waiting.h"
#include "common/asked.h"
#include "dnssd/dnssd_carriers.h"
#include "dnssd/dnssd_checks.h"
#include "dnssd/dnssd_datagram.h"
#include "dnssd/dnssd_first.h"
#include "dnssd/dnssd_learn.h"
#include "dnssd/dnssd_lists.h"
#include "dnssd/dnssd_srp.h"
#include "dnssd/dnssd_summary.h"
#include "dnssd/dnssd_tap.h"
#include "dnssd/dnssd_tree.h"
#include "dnssd/dnssd_updates.h"

int proto_dnssd = -1;
static int hf_dnssd_summary = -1; /* any one of the protocol's fields */

static dnssd_consumer_t consumers[DNSSD_MAX_CONSUMERS];
static unsigned n_consumers;

void dnssd_add_consumer(const dnssd_consumer_t *consumer)
{
    DISSECTOR_ASSERT(n_consumers < DNSSD_MAX_CONSUMERS);
    consumers[n_consumers++] = *consumer;
}

/* A message in a tree. Over TCP and what it carries this is the only place to learn from. */
static void dissect_message(packet_info *pinfo, proto_tree *tree, const dnssd_place_t *place)
{
    const dnssd_origin_t origin = dnssd_origin_of(pinfo);
    dnssd_message_t message;

    waiting_learn();
    if (!dnssd_message_read(pinfo->pool, &origin, place, DNSSD_KEEP_ALL, &message))
        return;
    dnssd_learn(&message);
    dnssd_tree_add(&message, tree, proto_dnssd);
    for (unsigned i = 0; i < n_consumers; i++) {
        if (consumers[i].has_listener())
            consumers[i].take(&message);
    }
}

bool dnssd_wants_tree(void)
{
    bool wants = dnssd_summary_is_in_info();

    for (unsigned i = 0; i < n_consumers && !wants; i++)
        wants = consumers[i].has_listener();
    return wants;
}

bool dnssd_dissect(packet_info *pinfo, proto_tree *tree)
{
    bool asked = tree && (is_asked_for(tree, proto_dnssd, hf_dnssd_summary) || dnssd_wants_tree());
    bool found = asked && dnssd_carriers_has_message(pinfo) &&
                 dnssd_carriers_find(pinfo, tree, dissect_message);

    if (!found && !pinfo->fd->visited)
        dnssd_datagram_learn(pinfo);
    return asked;
}

void dnssd_handoff(void)
{
    dnssd_carriers_handoff();
    dnssd_srp_handoff();
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
    dnssd_datagram_register();
    dnssd_updates_register();
    dnssd_first_register();
    dnssd_lists_register();
    hf_dnssd_summary = proto_registrar_get_id_byname("dnssd.summary");
}
