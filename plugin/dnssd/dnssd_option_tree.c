/* dnssd_option_tree.c - the options of an OPT record that take part in service discovery.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_option_tree.h"

#include "common/compat.h"
#include "dnssd/dnssd_checks.h"

#include <epan/to_str.h>
#include <epan/unit_strings.h>

static int hf_dnssd_lease_option = -1;
static int hf_dnssd_lease = -1;
static int hf_dnssd_key_lease = -1;
static int hf_dnssd_removal = -1;
static int hf_dnssd_owner_option = -1;
static int hf_dnssd_owner_option_version = -1;
static int hf_dnssd_owner_option_sequence = -1;
static int hf_dnssd_owner_option_mac = -1;
static int hf_dnssd_owner_option_wakeup_mac = -1;
static int hf_dnssd_owner_option_password = -1;
static int ett_dnssd_option = -1;

enum { LEASE_LEN = 4 /* bytes, RFC 9664 section 4 */ };

static void add_lease(const dnssd_view_t *view, const dnssd_record_t *record)
{
    tvbuff_t *tvb = view->message->place.tvb;
    const dns_lease_t *lease = &record->lease;
    int offset = dnssd_in_tvb(view->message, lease->offset);
    bool removal = lease->lease == 0;

    proto_item *item = proto_tree_add_none_format(
        view->tree, hf_dnssd_lease_option, tvb, offset, (int)lease->len,
        removal ? "Update Lease: removal" : "Update Lease: %u seconds", lease->lease);
    proto_tree *tree = proto_item_add_subtree(item, ett_dnssd_option);
    proto_tree_add_uint(tree, hf_dnssd_lease, tvb, offset, LEASE_LEN, lease->lease);
    if (lease->len > LEASE_LEN)
        proto_tree_add_uint(tree, hf_dnssd_key_lease, tvb, offset + LEASE_LEN, LEASE_LEN,
                            lease->key_lease);
    if (removal)
        proto_item_set_generated(
            proto_tree_add_boolean(tree, hf_dnssd_removal, tvb, offset, LEASE_LEN, TRUE));
}

static void add_owner(const dnssd_view_t *view, const dnssd_record_t *record)
{
    enum { VERSION, SEQUENCE, PRIMARY, WAKEUP = DNS_OWNER_LEN };
    enum { PASSWORD = WAKEUP + DNS_OWNER_WAKEUP_LEN };
    tvbuff_t *tvb = view->message->place.tvb;
    const int offset = dnssd_in_tvb(view->message, record->owner.offset);
    const int len = (int)record->owner.len;
    proto_item *item =
        proto_tree_add_item(view->tree, hf_dnssd_owner_option, tvb, offset, len, ENC_NA);
    proto_tree *tree = proto_item_add_subtree(item, ett_dnssd_option);

    proto_item_append_text(item, ": %s",
                           tvb_ether_to_str(view->message->pinfo->pool, tvb, offset + PRIMARY));
    proto_tree_add_item(tree, hf_dnssd_owner_option_version, tvb, offset + VERSION, 1, ENC_NA);
    proto_tree_add_item(tree, hf_dnssd_owner_option_sequence, tvb, offset + SEQUENCE, 1, ENC_NA);
    proto_tree_add_item(tree, hf_dnssd_owner_option_mac, tvb, offset + PRIMARY, FT_ETHER_LEN,
                        ENC_NA);
    if (len > WAKEUP)
        proto_tree_add_item(tree, hf_dnssd_owner_option_wakeup_mac, tvb, offset + WAKEUP,
                            FT_ETHER_LEN, ENC_NA);
    if (len > PASSWORD)
        dnssd_check_owner_password(view->message,
                                   proto_tree_add_item(tree, hf_dnssd_owner_option_password, tvb,
                                                       offset + PASSWORD, len - PASSWORD, ENC_NA));
}

void dnssd_option_tree_add(const dnssd_view_t *view, const dnssd_record_t *record)
{
    if (record->lease.len > 0)
        add_lease(view, record);
    if (record->owner.len > 0)
        add_owner(view, record);
}

void dnssd_option_tree_register(int proto)
{
    static hf_register_info fields[] = {
        {&hf_dnssd_lease_option,
         {"Update Lease", "dnssd.lease_option", FT_NONE, BASE_NONE, NULL, 0,
          "How long a registration is to hold (RFC 9664)", HFILL}},
        {&hf_dnssd_lease,
         {"Lease", "dnssd.lease", FT_UINT32, BASE_DEC | BASE_UNIT_STRING,
          UNS(&units_second_seconds), 0, "Of the records; 0 removes them", HFILL}},
        {&hf_dnssd_key_lease,
         {"Key Lease", "dnssd.key_lease", FT_UINT32, BASE_DEC | BASE_UNIT_STRING,
          UNS(&units_second_seconds), 0, "Of the names that the key holds", HFILL}},
        {&hf_dnssd_removal,
         {"Removal", "dnssd.removal", FT_BOOLEAN, BASE_NONE, NULL, 0,
          "Lease 0: the registration is removed", HFILL}},
        {&hf_dnssd_owner_option,
         {"Owner", "dnssd.owner_option", FT_NONE, BASE_NONE, NULL, 0,
          "Who a Sleep Proxy speaks for, and how he is woken (draft-cheshire-edns0-owner-option)",
          HFILL}},
        {&hf_dnssd_owner_option_version,
         {"Version", "dnssd.owner_option.version", FT_UINT8, BASE_DEC, NULL, 0, NULL, HFILL}},
        {&hf_dnssd_owner_option_sequence,
         {"Sequence Number", "dnssd.owner_option.sequence", FT_UINT8, BASE_DEC, NULL, 0,
          "Goes up each time that the owner wakes up", HFILL}},
        {&hf_dnssd_owner_option_mac,
         {"Primary Address", "dnssd.owner_option.mac", FT_ETHER, BASE_NONE, NULL, 0,
          "Hardware address by which the owner is known", HFILL}},
        {&hf_dnssd_owner_option_wakeup_mac,
         {"Address to Wake Up", "dnssd.owner_option.wakeup_mac", FT_ETHER, BASE_NONE, NULL, 0,
          "Hardware address for the magic packet, where it is another one", HFILL}},
        {&hf_dnssd_owner_option_password,
         {"Password to Wake Up", "dnssd.owner_option.password", FT_BYTES, BASE_NONE, NULL, 0,
          "Of the magic packet, in clear", HFILL}},
    };
    static int *subtrees[] = {&ett_dnssd_option};

    proto_register_field_array(proto, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(subtrees, G_N_ELEMENTS(subtrees));
}
