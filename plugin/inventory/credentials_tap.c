/* credentials_tap.c - TXT credentials in Wireshark's own tap.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/credentials_tap.h"

#include "dnssd/dnssd.h"
#include "dnssd/dnssd_text.h"
#include "inventory/inventory_txt.h"

#include <epan/tap.h>

#include <string.h>

/* What the tap's listeners expect. Wireshark keeps it in ui/tap-credentials.h, which 4.0 does not
 * install. */
typedef struct {
    unsigned num;            /* frame of the secret, */
    unsigned username_num;   /* of the user name */
    unsigned password_hf_id; /* field of the secret, 0 for none */
    char *username;
    const char *proto;
    char *info;
} tap_credential_t;

static int tap;
static int hf_secret = -1;

static void queue_record(const dnssd_message_t *message, const dnssd_record_t *record)
{
    packet_info *pinfo = message->pinfo;
    unsigned n;
    const inventory_attribute_t *attributes = inventory_txt_read(message, record, &n);
    const char *user = NULL;
    bool secret = false;
    wmem_strbuf_t *info = wmem_strbuf_new(pinfo->pool, "");

    wmem_strbuf_append_printf(
        info, "TXT of %s:", dnssd_owner_text(pinfo->pool, &record->dns.owner, &record->parts));
    for (unsigned i = 0; i < n; i++) {
        if (attributes[i].credential == TXT_CREDENTIAL_NONE)
            continue;
        wmem_strbuf_append_printf(info, " %s", attributes[i].key);
        if (attributes[i].credential == TXT_CREDENTIAL_SECRET)
            secret = true;
        else if (!user)
            user = attributes[i].value;
    }
    if (!user && !secret)
        return;
    tap_credential_t *data = wmem_new0(pinfo->pool, tap_credential_t);
    data->num = data->username_num = pinfo->num;
    data->password_hf_id = secret ? (unsigned)hf_secret : 0;
    data->username = wmem_strdup(pinfo->pool, user ? user : "");
    data->proto = "DNS-SD";
    data->info = wmem_strdup(pinfo->pool, wmem_strbuf_get_str(info));
    tap_queue_packet(tap, pinfo, data);
}

static void take(const dnssd_message_t *message)
{
    for (unsigned i = 0; i < message->n_records; i++) {
        const dnssd_record_t *record = message->records[i];
        if (record->dns.type == DNS_TYPE_TXT && record->role != DNSSD_QUESTION &&
            record->parts.service >= 0)
            queue_record(message, record);
    }
}

static bool has_listener(void)
{
    return tap > 0 && have_tap_listener(tap);
}

void credentials_tap_handoff(void)
{
    tap = find_tap_id("credentials");
    hf_secret = proto_registrar_get_id_byname("dnssd.txt.credential.secret");
    dnssd_add_consumer(&(dnssd_consumer_t){.has_listener = has_listener, .take = take});
}
