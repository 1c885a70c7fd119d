/* label_text.c - a label in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/label_text.h"

#include "common/text.h"

static const char *const transport_titles[SVCREG_N_TRANSPORTS] = {
    [SVCREG_TRANSPORT_NONE] = "",     [SVCREG_TRANSPORT_TCP] = "TCP",
    [SVCREG_TRANSPORT_UDP] = "UDP",   [SVCREG_TRANSPORT_SCTP] = "SCTP",
    [SVCREG_TRANSPORT_DCCP] = "DCCP",
};

static const char *standing(const port_end_t *end)
{
    if (end->is_own)
        return "own";
    return end->status == SVCREG_STATUS_ASSIGNED ? "registered" : svcreg_status_name(end->status);
}

static void append(wmem_strbuf_t *text, const char *fact)
{
    if (fact[0] == '\0')
        return;
    if (wmem_strbuf_get_len(text) > 0)
        wmem_strbuf_append(text, ", ");
    wmem_strbuf_append(text, fact);
}

/* "Desk Lamp" _hap._tcp (announced). RFC 6763 section 7: "_udp" stands for all but TCP. */
static void append_announced(wmem_strbuf_t *text, const port_end_t *end)
{
    wmem_strbuf_append(text, "\"");
    wmem_strbuf_append(text, end->announced[0].instance);
    wmem_strbuf_append(text, "\" _");
    wmem_strbuf_append(text, end->announced[0].service);
    wmem_strbuf_append(text, end->transport == SVCREG_TRANSPORT_TCP ? "._tcp" : "._udp");
    wmem_strbuf_append(text, " (announced");
    if (end->n_announced > 1)
        wmem_strbuf_append_printf(text, ", and %u more", end->n_announced - 1);
    wmem_strbuf_append(text, ")");
}

const char *label_service_text(wmem_allocator_t *pool, const label_t *label)
{
    if (!label->service)
        return "";
    const char *summary = port_end_summary(pool, label->service);
    if (label->service->n_announced == 0)
        return summary;
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");
    append_announced(text, label->service);
    append(text, summary);
    return wmem_strbuf_get_str(text);
}

/* What is spoken, where nothing else says it. NULL: no need, or it is not known. */
static const char *spoken_of(const label_t *label)
{
    const port_end_t *service = label->service;
    const char *application = label->dissected.application;

    if (label->agreement == AGREEMENT_DIFFERS)
        return label->spoken;
    if (!application || label->is_mistaken || label->header->quoted)
        return NULL;
    if (!service)
        return application;
    if (port_end_status(service) == SVCREG_STATUS_ASSIGNED ||
        port_end_announced_as(service, application))
        return NULL;
    return application;
}

/* The port behind the facts, and what it counts for. */
static const char *port_text(const label_t *label, text_line_t *ret)
{
    text_line_begin(ret, " [");
    text_line_add(ret, transport_titles[label->header->transport]);
    if (label->service) {
        text_line_add(ret, " ");
        text_line_add_number(ret, label->service->port);
        text_line_add(ret, ", ");
        text_line_add(ret, standing(label->service));
        text_line_add(ret, "]");
    } else {
        text_line_add(ret, ", both ports dynamic]");
    }
    if (label->header->quoted)
        text_line_add(ret, ", quoted in an ICMP error");
    return text_line_fit(ret, TEXT_MAX_LABEL);
}

const char *label_text(wmem_allocator_t *pool, const label_t *label, text_line_t *ret)
{
    const char *spoken = spoken_of(label);
    const char *facts = label_service_text(pool, label);
    text_line_t port;

    text_line_begin(ret, "Service Registry: ");
    text_line_add(ret, facts);
    if (spoken) {
        text_line_add(ret, facts[0] != '\0' ? ", " : "");
        text_line_add(ret, spoken);
        text_line_add(ret, " spoken");
    } else if (facts[0] == '\0') {
        text_line_add(ret, label->service ? "no service known" : "none");
    }
    /* However much is known, the port is to be seen. */
    const char *behind = port_text(label, &port);
    (void)text_line_fit(ret, TEXT_MAX_LABEL - port.len);
    text_line_add(ret, behind);
    return text_line_fit(ret, TEXT_MAX_LABEL);
}
