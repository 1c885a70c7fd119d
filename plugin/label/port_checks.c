/* port_checks.c - expert info on ports in use.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/port_checks.h"

#include "announce/announced.h"
#include "common/compat.h"
#include "common/registry_in_use.h"

#include <epan/expert.h>
#include <string.h>

typedef enum {
    GROUP_PORTS,
    GROUP_SYSTEM,
    GROUP_HISTORY,
    GROUP_NAMES,
    GROUP_DISSECTED,
    GROUP_ALWAYS, /* no preference switches it off */
    N_GROUPS
} group_t;

/* What is true of most captures is said on request. */
static svcreg_bool_t enabled[N_GROUPS] = {
    [GROUP_PORTS] = TRUE,  [GROUP_SYSTEM] = FALSE,   [GROUP_HISTORY] = TRUE,
    [GROUP_NAMES] = FALSE, [GROUP_DISSECTED] = TRUE, [GROUP_ALWAYS] = TRUE};

/*      id            preference group  filter                  group          severity  text */
#define CHECKS(X)                                                                                  \
    X(UNASSIGNED, GROUP_PORTS, "svcreg.unassigned_port", PI_PROTOCOL, PI_NOTE,                     \
      "Port in use that the registry does not assign")                                             \
    X(RESERVED, GROUP_PORTS, "svcreg.reserved_port", PI_PROTOCOL, PI_NOTE, "Reserved port in use") \
    X(SYSTEM, GROUP_SYSTEM, "svcreg.system_port", PI_PROTOCOL, PI_CHAT,                            \
      "Served on a System port (0-1023)")                                                          \
    X(UNAUTHORIZED, GROUP_HISTORY, "svcreg.unauthorized_use", PI_SECURITY, PI_NOTE,                \
      "The registry reports unauthorized use of this port")                                        \
    X(DEASSIGNED, GROUP_HISTORY, "svcreg.deassigned_service", PI_PROTOCOL, PI_NOTE,                \
      "The port was de-assigned")                                                                  \
    X(HISTORIC, GROUP_HISTORY, "svcreg.historic_service", PI_PROTOCOL, PI_NOTE,                    \
      "The service is historic")                                                                   \
    X(LATER, GROUP_HISTORY, "svcreg.registered_later", PI_PROTOCOL, PI_NOTE,                       \
      "The service was registered after this packet was captured")                                 \
    X(SEVERAL, GROUP_NAMES, "svcreg.several_services", PI_PROTOCOL, PI_CHAT,                       \
      "Several services are registered for this port")                                             \
    X(MISMATCH, GROUP_DISSECTED, "svcreg.mismatch", PI_PROTOCOL, PI_NOTE,                          \
      "What is spoken is not what is registered for this port")                                    \
    X(CROWDED, GROUP_ALWAYS, "svcreg.announced_crowded", PI_UNDECODED, PI_NOTE,                    \
      "More services were announced on this address and port than are looked at")

typedef enum {
#define AS_ENUM(id, preference, filter, group, severity, text) CHECK_##id,
    CHECKS(AS_ENUM)
#undef AS_ENUM
        N_CHECKS
} check_t;

static expert_field fields[N_CHECKS];

static const group_t groups[] = {
#define AS_GROUP(id, preference, filter, group, severity, text) preference,
    CHECKS(AS_GROUP)
#undef AS_GROUP
};

/* Where a check's findings go. */
typedef struct {
    packet_info *pinfo;
    proto_item *item;
    const label_t *label;
} finding_t;

/* Say a check, with `detail` after its text unless that is NULL. */
static void say(const finding_t *to, check_t check, const char *detail)
{
    static const char *const texts[] = {
#define AS_TEXT(id, preference, filter, group, severity, text) text,
        CHECKS(AS_TEXT)
#undef AS_TEXT
    };

    if (enabled[groups[check]])
        expert_add_info_format(to->pinfo, to->item, &fields[check], "%s%s%s", texts[check],
                               detail ? ": " : "", detail ? detail : "");
}

/* Whether a registration, "YYYY-MM" or "YYYY-MM-DD", is of a later day (or month) than the
 * packet. */
static bool is_later(const packet_info *pinfo, const char *registered)
{
    if (!pinfo->fd->has_ts || registered[0] == '\0')
        return false;
    GDateTime *time_of_capture = g_date_time_new_from_unix_utc(pinfo->abs_ts.secs);
    if (!time_of_capture)
        return false;
    char *captured = g_date_time_format(time_of_capture, "%Y-%m-%d");
    bool later = strncmp(registered, captured, strlen(registered)) > 0;

    g_free(captured);
    g_date_time_unref(time_of_capture);
    return later;
}

/* Earlier a clock was not set: no capture file format is as old. */
static bool is_clock_sane(const packet_info *pinfo)
{
    enum { YEAR_1990 = 631152000 /* seconds since 1970 */ };

    return pinfo->abs_ts.secs >= YEAR_1990;
}

static bool is_alias(const svcreg_record_t *record)
{
    return record->flags & (SVCREG_FLAG_ALIAS | SVCREG_FLAG_DUPLICATE);
}

/* A service that is new on a port matters when the port had none before. */
static void check_later(const finding_t *to)
{
    const svcreg_span_t records = to->label->service->records;
    const char *text = NULL;

    for (unsigned i = 0; i < records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), records.ids[i], &record);
        if (record.status != SVCREG_STATUS_ASSIGNED)
            continue;
        if (!is_later(to->pinfo, record.registered))
            return;
        if (!text)
            text = wmem_strdup_printf(to->pinfo->pool, "%s, %s", record.service, record.registered);
    }
    if (text && is_clock_sane(to->pinfo))
        say(to, CHECK_LATER, text);
}

/* What the registry complains of is a finding where the port is really in use. */
static void check_in_use(const finding_t *to, const svcreg_record_t *record)
{
    if (port_is_reported(record->unauthorized, to->label->service->port))
        say(to, CHECK_UNAUTHORIZED, record->service[0] != '\0' ? record->service : NULL);
    if (record->flags & SVCREG_FLAG_DEASSIGNED)
        say(to, CHECK_DEASSIGNED, record->previously[0] != '\0' ? record->previously : NULL);
}

/* An alias is historic as a name; the service lives on under the other one. */
static void check_historic(const finding_t *to, const svcreg_record_t *record)
{
    if (record->flags & SVCREG_FLAG_HISTORIC && !is_alias(record))
        say(to, CHECK_HISTORIC, record->service[0] != '\0' ? record->service : NULL);
}

static void for_each_record(const finding_t *to,
                            void (*check)(const finding_t *, const svcreg_record_t *))
{
    const svcreg_span_t records = to->label->service->records;

    for (unsigned i = 0; i < records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), records.ids[i], &record);
        check(to, &record);
    }
}

static void check_several(const finding_t *to)
{
    const svcreg_span_t records = to->label->service->records;
    wmem_strbuf_t *names = wmem_strbuf_new(to->pinfo->pool, "");
    unsigned n = 0;

    for (unsigned i = 0; i < records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), records.ids[i], &record);
        if (record.service[0] == '\0' || is_alias(&record))
            continue;
        wmem_strbuf_append_printf(names, "%s%s", n++ == 0 ? "" : ", ", record.service);
    }
    if (n > 1)
        say(to, CHECK_SEVERAL, wmem_strbuf_get_str(names));
}

void port_checks_add(packet_info *pinfo, proto_item *item, const label_t *label)
{
    const finding_t to = {pinfo, item, label};
    const port_end_t *service = label->service;
    const label_moment_t *moment = &label->moment;
    bool in_use = moment->was_announced ? moment->is_first : moment->is_answer;

    if (announcements_crowded_since(announced_in_file()) == pinfo->num)
        say(&to, CHECK_CROWDED, NULL);
    if (label->agreement == AGREEMENT_DIFFERS && label->is_beginning)
        say(&to, CHECK_MISMATCH,
            wmem_strdup_printf(pinfo->pool, "registered %s, spoken %s", label->registered,
                               label->spoken));
    if (moment->is_first && svcreg_port_range(service->port) == SVCREG_RANGE_SYSTEM)
        say(&to, CHECK_SYSTEM, NULL);
    /* The registry's records are about another service than the user's own. */
    if (service->is_own)
        return;
    if (in_use && service->n_announced == 0 && service->status == SVCREG_STATUS_UNASSIGNED)
        say(&to, CHECK_UNASSIGNED, NULL);
    if (in_use && service->status == SVCREG_STATUS_RESERVED)
        say(&to, CHECK_RESERVED, NULL);
    if (in_use)
        for_each_record(&to, check_in_use);
    if (!moment->is_first)
        return;
    for_each_record(&to, check_historic);
    check_later(&to);
    check_several(&to);
}

void port_checks_register_preferences(module_t *module)
{
    static const struct {
        const char *name, *title, *description;
    } preferences[GROUP_ALWAYS] = {
        [GROUP_PORTS] =
            {"check_ports", "Note unassigned and reserved ports in use",
             "Expert info when such a port answers or was announced, once in a conversation"},
        [GROUP_SYSTEM] = {"check_system", "Note System ports in use",
                          "Expert info when a service is on a port below 1024, on the first packet "
                          "of a conversation"},
        [GROUP_HISTORY] = {"check_history", "Note what the registry reports of a port",
                           "Expert info on unauthorized use, on de-assigned and historic "
                           "services, and on services that were registered after the capture"},
        [GROUP_NAMES] = {"check_several", "Note ports with several services",
                         "Expert info when the registry names more than one service for a port"},
        [GROUP_DISSECTED] = {"check_dissected", "Note other protocols than the registered one",
                             "Expert info when Wireshark recognises another protocol than the one "
                             "that is registered for the port"},
    };

    for (unsigned i = 0; i < GROUP_ALWAYS; i++)
        prefs_register_bool_preference(module, preferences[i].name, preferences[i].title,
                                       preferences[i].description, &enabled[i]);
}

void port_checks_register(int proto)
{
    static ei_register_info checks[] = {
#define AS_ENTRY(id, preference, filter, group, severity, text)                                    \
    {&fields[CHECK_##id], {filter, group, severity, text, EXPFILL}},
        CHECKS(AS_ENTRY)
#undef AS_ENTRY
    };

    for (unsigned i = 0; i < N_CHECKS; i++)
        fields[i] = (expert_field)EI_INIT;
    expert_register_field_array(expert_register_protocol(proto), checks, G_N_ELEMENTS(checks));
}
