/* dnssd_summary.c - one line for a DNS message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_summary.h"

#include "common/compat.h"
#include "common/text.h"
#include "dnssd/dnssd_text.h"

#include <string.h>

enum { MAX_IN_SUMMARY = 3 /* services in the line */ };

static int hf_dnssd_summary = -1;
static svcreg_bool_t show_in_info = FALSE;

/* How much a record says: more is better. */
typedef enum { SAYS_NOTHING, SAYS_QUESTION, SAYS_TXT, SAYS_PTR, SAYS_SRV } worth_t;

static worth_t worth_of(const dnssd_record_t *record)
{
    /* A deletion or a prerequisite of an update offers nothing. */
    if (record->role == DNSSD_ZONE || record->deleted || record->role == DNSSD_PREREQUISITE ||
        record->parts.kind == DNSSD_OTHER)
        return SAYS_NOTHING;
    if (record->role == DNSSD_QUESTION)
        return SAYS_QUESTION;
    switch (record->dns.type) {
    case DNS_TYPE_SRV:
        return record->has_target ? SAYS_SRV : SAYS_NOTHING;
    case DNS_TYPE_PTR:
        return record->has_target ? SAYS_PTR : SAYS_NOTHING;
    case DNS_TYPE_TXT:
        return SAYS_TXT;
    default:
        return SAYS_NOTHING;
    }
}

/* "Office" _ipp._tcp → printer.local:631 (Internet Printing Protocol) */
static char *srv_text(wmem_allocator_t *pool, const dnssd_record_t *record)
{
    const dns_name_t *owner = &record->dns.owner;
    const char *description = dnssd_service_description(&record->service);
    const char *name =
        record->parts.kind == DNSSD_INSTANCE
            ? wmem_strconcat(pool, "\"", dnssd_instance_text(pool, owner, &record->parts), "\" ",
                             NULL)
            : "";
    bool described = description[0] != '\0';

    return wmem_strconcat(pool, name, dnssd_type_text(pool, owner, &record->parts),
                          " \xE2\x86\x92 ", dnssd_name_text(pool, &record->target.name), ":",
                          text_number(pool, record->port), described ? " (" : "", description,
                          described ? ")" : "", NULL);
}

static char *record_text(wmem_allocator_t *pool, const dnssd_record_t *record, worth_t worth)
{
    const dns_name_t *owner = &record->dns.owner;

    switch (worth) {
    case SAYS_SRV:
        return srv_text(pool, record);
    case SAYS_PTR:
        return dnssd_owner_text(pool, &record->target.name, &record->target.parts);
    case SAYS_QUESTION:
        return wmem_strconcat(pool, dnssd_owner_text(pool, owner, &record->parts), "?", NULL);
    default:
        return dnssd_owner_text(pool, owner, &record->parts);
    }
}

static bool is_among(char *const *texts, unsigned n, const char *text)
{
    for (unsigned i = 0; i < n; i++) {
        if (strcmp(texts[i], text) == 0)
            return true;
    }
    return false;
}

static worth_t best_worth(const dnssd_message_t *message)
{
    worth_t best = SAYS_NOTHING;

    for (unsigned i = 0; i < message->n_records; i++)
        best = MAX(best, worth_of(message->records[i]));
    return best;
}

const char *dnssd_summary_text(const dnssd_message_t *message)
{
    wmem_allocator_t *pool = message->pinfo->pool;
    worth_t best = best_worth(message);
    char *texts[MAX_IN_SUMMARY];
    unsigned n = 0, more = 0;

    for (unsigned i = 0; i < message->n_records && best != SAYS_NOTHING; i++) {
        const dnssd_record_t *record = message->records[i];
        if (worth_of(record) != best)
            continue;
        if (n == MAX_IN_SUMMARY) {
            more++;
            continue;
        }
        char *text = record_text(pool, record, best);
        if (record->goodbye)
            text = wmem_strconcat(pool, text, ", goodbye", NULL);
        if (!is_among(texts, n, text))
            texts[n++] = text;
    }
    if (n == 1 && more == 0)
        return texts[0];
    wmem_strbuf_t *line = wmem_strbuf_new(pool, n > 0 ? texts[0] : "");
    for (unsigned i = 1; i < n; i++) {
        wmem_strbuf_append(line, "; ");
        wmem_strbuf_append(line, texts[i]);
    }
    if (more > 0)
        wmem_strbuf_append_printf(line, "; and %u more", more);
    return wmem_strbuf_get_str(line);
}

void dnssd_summary_add(const dnssd_view_t *view, const char *text)
{
    packet_info *pinfo = view->message->pinfo;

    if (text[0] == '\0')
        return;
    proto_item *item = text_add(pinfo->pool, view->tree, hf_dnssd_summary, view->message->place.tvb,
                                view->message->place.offset, (int)view->message->dns.len, text);
    proto_item_set_generated(item);
    /* The line above says the same. */
    proto_item_set_hidden(item);
    /* The column is narrow, and the text says what the message is about: it goes first. */
    if (show_in_info)
        col_prepend_fstr(pinfo->cinfo, COL_INFO, "[%s] ", text);
}

bool dnssd_summary_is_in_info(void)
{
    return show_in_info;
}

void dnssd_summary_register_preferences(module_t *module)
{
    prefs_register_bool_preference(module, "info_column", "Show in the Info column",
                                   "Put the announced services in front of the packet list's Info "
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

    proto_register_field_array(proto, fields, G_N_ELEMENTS(fields));
}
