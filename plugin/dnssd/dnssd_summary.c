/* dnssd_summary.c - one line for a DNS message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_summary.h"

#include "common/compat.h"
#include "dnssd/dnssd_record.h"

#include <epan/proto_data.h>
#include <string.h>

enum {
    MAX_LABEL_LEN = 180 /* bytes: a line of the tree has 240 at most, with its title */
};

static int hf_dnssd_summary = -1;
static int proto_of_data = -1; /* under which a packet's summaries are kept */
static svcreg_bool_t show_in_info = FALSE;

/* "Office" _ipp._tcp → printer.local:631 (Internet Printing Protocol) */
static char *srv_text(const dnssd_packet_t *packet, const dns_record_t *record,
                      const dnssd_place_t *owner)
{
    const dnssd_service_t service = dnssd_service_of(owner);
    const char *description = dnssd_description(&service);
    dnssd_name_t host;
    uint16_t port;

    if (!dns_srv_read(&packet->dns, record, &port, &host))
        return NULL;
    const char *name =
        owner->parts.instance >= 0
            ? wmem_strdup_printf(packet->pinfo->pool, "\"%s\" ",
                                 dnssd_label_text(packet, owner->name, owner->parts.instance))
            : "";
    bool described = description[0] != '\0';
    return wmem_strdup_printf(packet->pinfo->pool, "%s%s \xE2\x86\x92 %s:%u%s%s%s%s", name,
                              dnssd_type_text(packet, owner), dnssd_name_text(packet, &host), port,
                              described ? " (" : "", description, described ? ")" : "",
                              packet->multicast && record->ttl == 0 ? ", goodbye" : "");
}

/* What a record says in the summary, and how much it says: more is better. */
static char *record_text(const dnssd_packet_t *packet, const dns_record_t *record,
                         const dnssd_place_t *owner, int *ret_worth)
{
    enum { QUESTION = 1, TXT, PTR, SRV };
    dnssd_name_t name;

    /* A deletion or a prerequisite of an update offers nothing. */
    if (dns_message_opcode(&packet->dns) == DNS_OPCODE_UPDATE &&
        record->section != DNS_SECTION_QUESTION &&
        dnssd_record_class(packet, record) != DNS_CLASS_IN)
        return NULL;

    if (record->section == DNS_SECTION_QUESTION) {
        *ret_worth = QUESTION;
        return wmem_strdup_printf(packet->pinfo->pool, "%s?", dnssd_place_text(packet, owner));
    }
    if (record->type == DNS_TYPE_SRV && owner->parts.service >= 0) {
        *ret_worth = SRV;
        return srv_text(packet, record, owner);
    }
    if (record->type == DNS_TYPE_PTR && dnssd_rdata_name(&packet->dns, record, 0, &name)) {
        const dnssd_place_t target = dnssd_place(packet, record->rdata_offset, &name);
        *ret_worth = PTR;
        return wmem_strdup_printf(packet->pinfo->pool, "%s%s", dnssd_place_text(packet, &target),
                                  packet->multicast && record->ttl == 0 ? ", goodbye" : "");
    }
    *ret_worth = record->type == DNS_TYPE_TXT ? TXT : 0;
    return *ret_worth ? dnssd_place_text(packet, owner) : NULL;
}

void dnssd_summarize(dnssd_summary_t *summary, const dnssd_packet_t *packet,
                     const dns_record_t *record, const dnssd_place_t *owner)
{
    int worth = 0;
    const char *text = record_text(packet, record, owner, &worth);

    if (!text || worth < summary->worth)
        return;
    if (worth > summary->worth)
        *summary = (dnssd_summary_t){.worth = worth};
    for (unsigned i = 0; i < summary->n; i++) {
        if (strcmp(summary->texts[i], text) == 0)
            return;
    }
    if (summary->n < DNSSD_MAX_IN_SUMMARY)
        summary->texts[summary->n++] = text;
    else
        summary->more++;
}

/* Later passes may have no tree, and must show the same in the Info column. */
static void keep_for_info(const dnssd_packet_t *packet, const char *text)
{
    if (!p_get_proto_data(wmem_file_scope(), packet->pinfo, proto_of_data, packet->index))
        p_add_proto_data(wmem_file_scope(), packet->pinfo, proto_of_data, packet->index,
                         wmem_strdup(wmem_file_scope(), text));
}

void dnssd_summary_add_to_info(packet_info *pinfo)
{
    const char *text;

    for (uint32_t i = 0;
         show_in_info &&
         (text = (const char *)p_get_proto_data(wmem_file_scope(), pinfo, proto_of_data, i));
         i++)
        col_append_fstr(pinfo->cinfo, COL_INFO, " [%s]", text);
}

/* The texts joined; as many as fit into `max_len` bytes, but at least one. */
static const char *join(const dnssd_packet_t *packet, const dnssd_summary_t *summary,
                        size_t max_len)
{
    wmem_strbuf_t *text = wmem_strbuf_new(packet->pinfo->pool, "");
    unsigned more = summary->more;

    for (unsigned i = 0; i < summary->n; i++) {
        size_t len = wmem_strbuf_get_len(text);
        if (len > 0 && len + strlen(summary->texts[i]) > max_len)
            more++;
        else
            wmem_strbuf_append_printf(text, "%s%s", len == 0 ? "" : "; ", summary->texts[i]);
    }
    if (more > 0)
        wmem_strbuf_append_printf(text, "; and %u more", more);
    return wmem_strbuf_get_str(text);
}

void dnssd_summary_add(const dnssd_packet_t *packet, const dnssd_summary_t *summary)
{
    const char *whole = join(packet, summary, SIZE_MAX);

    if (summary->n == 0)
        return;
    proto_item_append_text(packet->item, ": %s", join(packet, summary, MAX_LABEL_LEN));
    proto_item_set_generated(proto_tree_add_string(packet->tree, hf_dnssd_summary, packet->tvb,
                                                   packet->offset, (int)packet->dns.len, whole));
    if (show_in_info)
        keep_for_info(packet, whole);
}

bool dnssd_summary_is_in_info(void)
{
    return show_in_info;
}

void dnssd_summary_register_preferences(module_t *module)
{
    prefs_register_bool_preference(module, "info_column", "Show in the Info column",
                                   "Append the announced services to the packet list's Info "
                                   "column. Makes Wireshark build the tree of every packet.",
                                   &show_in_info);
}

void dnssd_summary_register(int proto)
{
    static hf_register_info fields[] = {
        {&hf_dnssd_summary,
         {"Summary", "dnssd.summary", FT_STRING, BASE_NONE, NULL, 0,
          "Instance, service type, host and port in one line", HFILL}},
    };

    proto_of_data = proto;
    proto_register_field_array(proto, fields, G_N_ELEMENTS(fields));
}
