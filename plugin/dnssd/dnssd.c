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

static void learn(const dnssd_message_t *message)
{
    dnssd_learn(message);
    if (!message->pinfo->fd->visited && dnssd_is_sound(message))
        dnssd_checks_learn(message);
}

/* A message in a tree. Over TCP and what it carries this is the only place to learn from. */
static void dissect_message(packet_info *pinfo, proto_tree *tree, const dnssd_place_t *place)
{
    dnssd_message_t message;

    if (!dnssd_message_read(pinfo, place, DNSSD_KEEP_ALL, &message))
        return;
    learn(&message);
    dnssd_tree_add(&message, tree, proto_dnssd);
    for (unsigned i = 0; i < n_consumers; i++) {
        if (consumers[i].has_listener())
            consumers[i].take(&message);
    }
}

/* A datagram's message, which needs no tree: it is read for what it announces alone. */
static void learn_datagram(packet_info *pinfo)
{
    dnssd_place_t place;
    dnssd_message_t message;

    if (dnssd_carriers_find_datagram(pinfo, &place) && dnssd_may_announce(&place) &&
        dnssd_message_read(pinfo, &place, DNSSD_KEEP_ANNOUNCEMENTS, &message))
        learn(&message);
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
        learn_datagram(pinfo);
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
    dnssd_updates_register();
    dnssd_first_register();
    dnssd_lists_register();
    hf_dnssd_summary = proto_registrar_get_id_byname("dnssd.summary");
}
