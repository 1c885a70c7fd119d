/* port_checks.c - expert info on ports in use.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/port_checks.h"

#include "common/compat.h"
#include "common/registry_in_use.h"
#include "label/expected_protocols.h"

#include <epan/expert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

typedef enum { GROUP_PORTS, GROUP_HISTORY, GROUP_NAMES, GROUP_DISSECTED, N_GROUPS } group_t;

static svcreg_bool_t enabled[N_GROUPS] = {TRUE, TRUE, TRUE, TRUE};

/*      id            preference group  filter                  group          severity  text */
#define CHECKS(X)                                                                                  \
    X(UNASSIGNED, GROUP_PORTS, "svcreg.unassigned_port", PI_PROTOCOL, PI_NOTE,                     \
      "Port in use that the registry does not assign")                                             \
    X(RESERVED, GROUP_PORTS, "svcreg.reserved_port", PI_PROTOCOL, PI_NOTE, "Reserved port in use") \
    X(SYSTEM, GROUP_PORTS, "svcreg.system_port", PI_PROTOCOL, PI_CHAT,                             \
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
      "What is spoken is not what is registered for this port")

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

/* Where an observation about a whole conversation is made: on its first packet, which Wireshark
 * knows in every pass, in whatever order packets are looked at. */
static bool is_place(const packet_info *pinfo, const port_use_t *use, check_t check)
{
    return check == CHECK_MISMATCH || !use->conversation ||
           use->conversation->setup_frame == pinfo->num;
}

/* Say a check, with `detail` after its text unless that is NULL. */
static void say(packet_info *pinfo, const port_use_t *use, check_t check, const char *detail)
{
    static const char *const texts[] = {
#define AS_TEXT(id, preference, filter, group, severity, text) text,
        CHECKS(AS_TEXT)
#undef AS_TEXT
    };

    if (!enabled[groups[check]] || !is_place(pinfo, use, check))
        return;
    expert_add_info_format(pinfo, use->item, &fields[check], "%s%s%s", texts[check],
                           detail ? ": " : "", detail ? detail : "");
}

/* Whether a registration, "YYYY-MM" or "YYYY-MM-DD", is of a later day (or month) than the
 * packet. */
static bool is_later(const packet_info *pinfo, const char *registered)
{
    char captured[sizeof "YYYY-MM-DD"];
    struct tm utc;
    time_t time = pinfo->abs_ts.secs;

    if (!pinfo->fd->has_ts || registered[0] == '\0' || !gmtime_r(&time, &utc) ||
        strftime(captured, sizeof captured, "%Y-%m-%d", &utc) == 0)
        return false;
    return strncmp(registered, captured, strlen(registered)) > 0;
}

static bool is_alias(const svcreg_record_t *record)
{
    return record->flags & (SVCREG_FLAG_ALIAS | SVCREG_FLAG_DUPLICATE);
}

/* Whether `ports`, "5151,5152", "2194-2196" or "yes", has the port. */
static bool is_reported(const char *ports, uint16_t port)
{
    unsigned first, last;
    int len;

    if (!g_ascii_isdigit(ports[0]))
        return ports[0] != '\0';
    while (sscanf(ports, "%u%n", &first, &len) == 1) {
        ports += len;
        last = first;
        if (sscanf(ports, "-%u%n", &last, &len) == 1)
            ports += len;
        if (port >= first && port <= last)
            return true;
        if (*ports++ != ',')
            return false;
    }
    return false;
}

static void check_record(packet_info *pinfo, const port_use_t *use, const svcreg_record_t *record)
{
    if (is_reported(record->unauthorized, use->port))
        say(pinfo, use, CHECK_UNAUTHORIZED, record->service[0] != '\0' ? record->service : NULL);
    if (record->flags & SVCREG_FLAG_DEASSIGNED)
        say(pinfo, use, CHECK_DEASSIGNED,
            record->previously[0] != '\0' ? record->previously : NULL);
    /* An alias is historic as a name; the service lives on under the other one. */
    if (record->flags & SVCREG_FLAG_HISTORIC && !is_alias(record))
        say(pinfo, use, CHECK_HISTORIC, record->service[0] != '\0' ? record->service : NULL);
    if (record->status == SVCREG_STATUS_ASSIGNED && is_later(pinfo, record->registered))
        say(pinfo, use, CHECK_LATER,
            wmem_strdup_printf(pinfo->pool, "%s, %s", record->service, record->registered));
}

static void check_several(packet_info *pinfo, const port_use_t *use)
{
    wmem_strbuf_t *names = wmem_strbuf_new(pinfo->pool, "");
    unsigned n = 0;

    for (unsigned i = 0; i < use->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), use->records.ids[i], &record);
        if (record.service[0] == '\0' || is_alias(&record))
            continue;
        wmem_strbuf_append_printf(names, "%s%s", n++ == 0 ? "" : ", ", record.service);
    }
    if (n > 1)
        say(pinfo, use, CHECK_SEVERAL, wmem_strbuf_get_str(names));
}

/* Whether the payload's first bytes contradict the registration: a protocol that nobody expects
 * of the service. What Wireshark made of them does not count then. */
static bool signature_contradicts(const port_use_t *use, const char *service)
{
    const char *expected = expected_protocols_of(service);

    return use->signature && expected && !expected_protocols_contain(expected, use->signature);
}

/* A mismatch with every service of the port is one; agreement with one of them is none. */
static void check_dissected(packet_info *pinfo, const port_use_t *use)
{
    const char *service = NULL, *spoken = NULL;

    for (unsigned i = 0; i < use->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), use->records.ids[i], &record);
        if (record.service[0] == '\0')
            continue;
        if (signature_contradicts(use, record.service))
            spoken = use->signature;
        else if (use->begins &&
                 dissected_contradicts(use->dissected, record.service, use->transport, use->port))
            spoken = use->dissected->names[use->dissected->n - 1];
        else
            return;
        if (!service)
            service = record.service;
    }
    if (service)
        say(pinfo, use, CHECK_MISMATCH,
            wmem_strdup_printf(pinfo->pool, "registered %s, spoken %s", service, spoken));
}

void port_checks_add(packet_info *pinfo, const port_use_t *use)
{
    if (use->status == SVCREG_STATUS_UNASSIGNED)
        say(pinfo, use, CHECK_UNASSIGNED, NULL);
    if (use->status == SVCREG_STATUS_RESERVED)
        say(pinfo, use, CHECK_RESERVED, NULL);
    if (svcreg_port_range(use->port) == SVCREG_RANGE_SYSTEM)
        say(pinfo, use, CHECK_SYSTEM, NULL);
    for (unsigned i = 0; i < use->records.n; i++) {
        svcreg_record_t record;
        svcreg_record_get(registry_in_use(), use->records.ids[i], &record);
        check_record(pinfo, use, &record);
    }
    check_several(pinfo, use);
    check_dissected(pinfo, use);
}

void port_checks_register_preferences(module_t *module)
{
    static const struct {
        const char *name, *title, *description;
    } preferences[N_GROUPS] = {
        [GROUP_PORTS] =
            {"check_ports", "Note unassigned, reserved and System ports in use",
             "Expert info when a service is on such a port, on the first packet of a conversation"},
        [GROUP_HISTORY] = {"check_history", "Note what the registry reports of a port",
                           "Expert info on unauthorized use, on de-assigned and historic "
                           "services, and on services that were registered after the capture"},
        [GROUP_NAMES] = {"check_several", "Note ports with several services",
                         "Expert info when the registry names more than one service for a port"},
        [GROUP_DISSECTED] = {"check_dissected", "Note other protocols than the registered one",
                             "Expert info when Wireshark recognises another protocol than the one "
                             "that is registered for the port"},
    };

    for (unsigned i = 0; i < N_GROUPS; i++)
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
