/* register.c - two post-dissectors, and the fields of other protocols that they read.
 *
 * A post-dissector sees the finished tree. What it needs from there must be "primed", else
 * Wireshark leaves it out of trees that nobody looks at. Priming is done when a dissection is set
 * up and again after each packet, and forces no tree: who asks for nothing pays nothing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "register.h"

#include "common/compat.h"
#include "common/registry_in_use.h"
#include "dnssd/dnssd_summary.h"
#include "dnssd/dnssd_tree.h"
#include "label/handover.h"
#include "label/port_label.h"
#include "user/own_services.h"
#include "user/own_txt_keys.h"

#include <epan/conversation.h>
#include <epan/epan.h>
#include <epan/epan_dissect.h>
#include <epan/packet.h>
#include <epan/prefs.h>

/* Read from finished trees: where messages and transport headers stand. */
static const char *const wanted_names[] = {
    "dns", "mdns", "llmnr", "dns.id", "ip", "ipv6", "tcp", "udp", "udplite", "sctp", "dccp",
};

static int wanted[G_N_ELEMENTS(wanted_names)];
static bool primed_again; /* for the packet after this one */
static dissector_handle_t dnssd_handle;
static svcreg_bool_t learn_always = FALSE;
static svcreg_bool_t hand_over = FALSE;

static void prime(epan_dissect_t *edt)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++)
        epan_dissect_prime_with_hfid(edt, wanted[i]);
}

static void on_dissect_init(epan_dissect_t *edt)
{
    if (edt->tree)
        prime(edt);
}

/* The packet's pool is freed after its tree was reset, which undoes priming, and before the next
 * packet is dissected. The flags are global: an empty epan_dissect_t serves. */
static svcreg_bool_t prime_next(wmem_allocator_t *pool _U_, wmem_cb_event_t event,
                                void *user_data _U_)
{
    static epan_dissect_t none;

    primed_again = false;
    if (event == WMEM_CB_FREE_EVENT)
        prime(&none);
    return FALSE; /* do not call again */
}

/* Whether somebody looks: the tree is shown, or a filter or column names one of our fields. The
 * protocol's own mark is read directly, because proto_field_is_referenced() says yes for every
 * protocol when the protocol hierarchy is made, which must not show ours. */
static bool is_asked_for(proto_tree *tree, int proto, int hf)
{
    return proto_field_is_referenced(tree, hf) ||
           proto_registrar_get_nth((unsigned)proto)->ref_type != HF_REF_TYPE_NONE;
}

static void prime_for_next(packet_info *pinfo)
{
    if (!primed_again) {
        primed_again = true;
        wmem_register_callback(pinfo->pool, prime_next, NULL);
    }
}

static int dissect_svcreg(tvbuff_t *tvb _U_, packet_info *pinfo, proto_tree *tree, void *data _U_)
{
    /* Unlike TCP, UDP and DCCP, SCTP makes no conversation: who sent the first packet would not be
     * known later. */
    if (pinfo->ptype == PT_SCTP && !pinfo->fd->visited)
        (void)find_or_create_conversation(pinfo);
    port_label_add_to_info(pinfo);
    if (!tree)
        return 0;
    bool asked = is_asked_for(tree, proto_svcreg, hf_svcreg_any);
    if (asked || hand_over)
        prime_for_next(pinfo);
    if (hand_over)
        handover_apply(pinfo, tree);
    if (asked)
        port_label_add(pinfo, tree);
    return 0;
}

/* Announcements are learned from whatever tree comes by: they cost little, and a packet that is
 * looked at later may need them. */
static int dissect_dnssd(tvbuff_t *tvb _U_, packet_info *pinfo, proto_tree *tree, void *data _U_)
{
    if (tree) {
        prime_for_next(pinfo);
        if (is_asked_for(tree, proto_dnssd, hf_dnssd_any) || dnssd_tree_wants_all())
            dnssd_tree_add(pinfo, tree);
        else
            dnssd_tree_learn(pinfo, tree);
    }
    dnssd_summary_add_to_info(pinfo);
    return 0;
}

/* A tree for every packet of the first pass, or none that nobody wants: Wireshark builds one for
 * post-dissectors that want fields. */
static void apply_preferences(void)
{
    bool force = learn_always || hand_over || dnssd_tree_wants_all();
    GArray *fields = NULL;

    if (!dnssd_handle)
        return;
    if (force) {
        fields = g_array_new(FALSE, FALSE, sizeof(int));
        g_array_append_vals(fields, wanted, G_N_ELEMENTS(wanted));
    }
    set_postdissector_wanted_hfids(dnssd_handle, fields); /* which owns the array */
}

static void register_preferences(void)
{
    module_t *module = prefs_register_protocol(proto_svcreg, apply_preferences);

    prefs_register_static_text_preference(
        module, "registry", registry_in_use_origin(),
        "\"svcreg import FILE --user\" imports another one, for Wireshark's next start.");
    prefs_register_bool_preference(
        module, "learn", "Learn announced services while loading",
        "Makes announcements known to packets that are looked at later, in any order. Makes "
        "Wireshark build the tree of every packet, which costs time. Not needed for tshark with a "
        "display filter or fields.",
        &learn_always);
    prefs_register_bool_preference(
        module, "hand_over", "Dissect announced services",
        "Hand traffic on an announced address and port to the dissector of the announced service, "
        "where Wireshark has none for the port. Makes Wireshark build the tree of every packet.",
        &hand_over);
    port_label_register_preferences(module);
    own_services_register(module);
    own_txt_keys_register(module);
    module = prefs_register_protocol(proto_dnssd, apply_preferences);
    dnssd_tree_register_preferences(module);
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
    port_label_register();
    describe_registry();
    dnssd_tree_register();
    register_preferences();
}

void svcreg_handoff(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++)
        wanted[i] = proto_registrar_get_id_byname(wanted_names[i]);
    port_label_handoff();
    dnssd_tree_handoff();
    dnssd_handle = create_dissector_handle(dissect_dnssd, proto_dnssd);
    register_postdissector(dnssd_handle);
    register_postdissector(create_dissector_handle(dissect_svcreg, proto_svcreg));
    apply_preferences();
}

static void nothing(void)
{
}

static void nothing_for(epan_dissect_t *edt _U_)
{
}

void svcreg_register_hooks(void)
{
    /* Wireshark 4.0 calls the first five without asking whether they are set. */
    static epan_plugin hooks = {.init = nothing,
                                .post_init = nothing,
                                .dissect_init = on_dissect_init,
                                .dissect_cleanup = nothing_for,
                                .cleanup = nothing};

    epan_register_plugin(&hooks);
}
