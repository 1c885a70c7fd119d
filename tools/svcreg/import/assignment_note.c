/* assignment_note.c - facts that stand in the prose of a record, other than TXT keys.
 *
 * Each fact is a row of a table: a pattern, where it is looked for, and what follows from it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/assignment_note.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* A date as people wrote it: 2004-2-6, 08 June 2001, 04/14/00. */
#define DATE                                                                                       \
    "(?<date>\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2} [A-Z][a-z]+ \\d{4}|\\d{1,2}/\\d{1,2}/\\d\\d)"

typedef enum { IN_NOTE, IN_DESCRIPTION } fact_source_t;

/* Named groups of the patterns: alias, date, was, subtypes. A row with DEASSIGNED and without a
 * date says "yes". Rows that are only for records without a service name tell of a port's past;
 * with a name the port has been assigned anew. */
static const struct {
    const char *pattern;
    fact_source_t source;
    bool only_nameless;
    unsigned flags;
} facts[] = {
    /* This entry is an alias to "sql-net". */
    {"\\bis an alias to \"(?<alias>[^\"]+)\"", IN_NOTE, false, SVCREG_FLAG_ALIAS},
    /* This is a duplicate of the "http" service and should not be used for discovery purposes. */
    {"\\bis a duplicate of the \"(?<alias>[^\"]+)\" service", IN_NOTE, false,
     SVCREG_FLAG_DUPLICATE},
    /* This entry is now historic, not usable for use with … */
    {"\\bentry is now historic\\b", IN_NOTE, false, SVCREG_FLAG_HISTORIC},
    /* This service name is no longer in use. */
    {"\\bno longer in use\\b", IN_NOTE, false, SVCREG_FLAG_HISTORIC},
    /* Deprecated June 2004; also a description that is this one word */
    {"^Deprecated\\b", IN_NOTE, false, SVCREG_FLAG_HISTORIC},
    {"^Deprecated$", IN_DESCRIPTION, true, SVCREG_FLAG_HISTORIC},
    /* This entry records an unassigned but widespread use (added 5/21/97) */
    {"\\bunassigned but widespread use\\b", IN_NOTE, false, SVCREG_FLAG_UNASSIGNED_USE},
    /* De-assigned on 2025-02-13; De-Assigned on 2019-10-30 */
    {"\\bDe-assigned on " DATE, IN_NOTE, false, SVCREG_FLAG_DEASSIGNED},
    /* De-registered 08 June 2001 */
    {"\\bDe-registered " DATE, IN_NOTE, false, SVCREG_FLAG_DEASSIGNED},
    /* This entry has been removed on 2017-05-18.; This entry is being removed on 2013-05-24.;
     * This port has been removed on 2015-06-16.; This port was previously removed on 2007-04-05.;
     * port 3001 previously "Removed on 2006-05-25"; (Removed 2004-2-6) */
    {"\\bremoved (?:on )?" DATE, IN_NOTE, true, SVCREG_FLAG_DEASSIGNED},
    /* Previously assigned to NETCONF over BEEP but released by [RFC9900] */
    {"\\bPreviously assigned to (?<was>.+?) but released\\b", IN_NOTE, false,
     SVCREG_FLAG_DEASSIGNED},
    /* "pcp" assignment withdrawn, moved to port 5351 per RFC6887 */
    {"\"(?<was>[^\"]+)\" assignment withdrawn\\b", IN_NOTE, false, SVCREG_FLAG_DEASSIGNED},
    /* De-assigned on 2025-02-13, previously compressnet by [Bernie_Volz] */
    {", previously (?<was>\\S+) by \\[", IN_NOTE, false, 0},
    /* Historic usage was acms. */
    {"\\bHistoric usage was (?<was>[^\\s.]+)", IN_NOTE, false, 0},
    /* Port 126 Previously assigned to application below unitary 126/tcp … */
    {"\\bPreviously assigned to application below (?<was>\\S+)", IN_NOTE, false, 0},
    /* Formerly was P2plus Application Server */
    {"^Formerly was (?<was>[^.]+)$", IN_NOTE, false, 0},
    /* The TCP port 2083 was already previously assigned by IANA for "RadSec", … */
    {"\\bpreviously assigned by IANA for \"(?<was>[^\"]+)\"", IN_NOTE, false, 0},
    /* Subtypes: _www-http; Known Subtypes: _printer */
    {"\\bSubtypes: (?<subtypes>_[\\w-]+(?:, ?_[\\w-]+)*)", IN_NOTE, false, 0},
    /* Descriptions of ports without a service name */
    {"^(?:Removed|De-registered|De-Commissioned Port)$", IN_DESCRIPTION, true,
     SVCREG_FLAG_DEASSIGNED},
    {"^Decomm?issioned Port " DATE, IN_DESCRIPTION, true, SVCREG_FLAG_DEASSIGNED},
    {"^Unassigned \\(FRP-Released " DATE, IN_DESCRIPTION, true, SVCREG_FLAG_DEASSIGNED},
    {"^Unassigned \\[was (?<was>[^\\]]+)\\]", IN_DESCRIPTION, true, 0},
};

/* Descriptions of records without a service name. The first row that matches decides; what none
 * matches is a use that needs no service name ("any private mail system"). */
static const struct {
    const char *pattern;
    svcreg_status_t status;
} statuses[] = {
    /* Unassigned; unassigned; Unassigned [was netstat]; Unassigned (FRP-Released 12/7/00) */
    {"^unassigned\\b", SVCREG_STATUS_UNASSIGNED},
    {"^\\(unassigned\\)", SVCREG_STATUS_UNASSIGNED}, /* (unassigned) Possibly assigned */
    {"^reserved\\b", SVCREG_STATUS_RESERVED},        /* Reserved; Reserved - IANA */
    {"^removed$", SVCREG_STATUS_UNASSIGNED},
    {"^de-?(?:registered|assigned|commissioned)\\b", SVCREG_STATUS_UNASSIGNED},
    {"^decomm?iss?ioned\\b", SVCREG_STATUS_UNASSIGNED}, /* Decomissioned Port 04/14/00, ms */
    {"^deprecated$", SVCREG_STATUS_UNASSIGNED},
    {"^possibly used by\\b", SVCREG_STATUS_UNASSIGNED}, /* Possibly used by Sun Solaris???? */
    {"^$", SVCREG_STATUS_UNASSIGNED},                   /* no name and no description */
};

static GRegex *facts_regex[G_N_ELEMENTS(facts)];
static GRegex *statuses_regex[G_N_ELEMENTS(statuses)];

/* The patterns are constants, so that a failure to compile is a mistake in this file; g_error()
 * says so and ends the program. They stay for the run of the program. */
static GRegex *pattern_get(GRegex **compiled, const char *pattern)
{
    if (!*compiled) {
        GError *error = NULL;
        *compiled = g_regex_new(pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &error);
        if (error)
            g_error("%s: %s", pattern, error->message);
    }
    return *compiled;
}

static int month_number(const char *name)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (int i = 0; i < (int)G_N_ELEMENTS(months); i++) {
        if (g_ascii_strncasecmp(name, months[i], 3) == 0)
            return i + 1;
    }
    return 0;
}

/* A two-digit year: the registry's first dates are of the 1970s. */
static int full_year(int year)
{
    if (year >= 100)
        return year;
    return year >= 70 ? 1900 + year : 2000 + year;
}

/* Any form of DATE as YYYY-MM-DD; "yes" where it is no date of the calendar. */
static char *date_normalized(const char *text)
{
    int year = 0;
    int month = 0;
    int day = 0;
    char **part = g_strsplit_set(text, "-/ ", 3);
    if (g_strv_length(part) == 3 && strchr(text, '/')) {
        month = atoi(part[0]); /* 04/14/00: month first */
        day = atoi(part[1]);
        year = atoi(part[2]);
    } else if (g_strv_length(part) == 3 && strchr(text, '-')) {
        year = atoi(part[0]);
        month = atoi(part[1]);
        day = atoi(part[2]);
    } else if (g_strv_length(part) == 3) {
        day = atoi(part[0]);
        month = month_number(part[1]);
        year = atoi(part[2]);
    }
    g_strfreev(part);
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return g_strdup("yes");
    return g_strdup_printf("%04d-%02d-%02d", full_year(year), month, day);
}

/* The first statement wins: a second one of the same kind adds nothing. */
static void take(char **slot, char *text)
{
    if (!text || text[0] == '\0' || (*slot)[0] != '\0') {
        g_free(text);
        return;
    }
    g_free(*slot);
    *slot = text;
}

static char *without_spaces(const char *text)
{
    char **part = g_strsplit(text, " ", -1);
    char *joined = g_strjoinv("", part);
    g_strfreev(part);
    return joined;
}

static void take_groups(const GMatchInfo *match, unsigned flags, assignment_note_t *ret)
{
    char *date = g_match_info_fetch_named(match, "date");
    char *subtypes = g_match_info_fetch_named(match, "subtypes");
    take(&ret->alias_of, g_match_info_fetch_named(match, "alias"));
    take(&ret->previously, g_match_info_fetch_named(match, "was"));
    if (subtypes)
        take(&ret->subtypes, without_spaces(subtypes));
    if (flags & SVCREG_FLAG_DEASSIGNED)
        take(&ret->deassigned, !date ? g_strdup("yes") : date_normalized(date));
    ret->flags |= flags;
    g_free(date);
    g_free(subtypes);
}

void assignment_note_read(const char *service, const char *description, const char *note,
                          assignment_note_t *ret)
{
    ret->flags = 0;
    ret->alias_of = g_strdup("");
    ret->deassigned = g_strdup("");
    ret->previously = g_strdup("");
    ret->subtypes = g_strdup("");
    for (size_t i = 0; i < G_N_ELEMENTS(facts); i++) {
        const char *text = facts[i].source == IN_NOTE ? note : description;
        GMatchInfo *match;
        if (text[0] == '\0' || (facts[i].only_nameless && service[0] != '\0'))
            continue;
        if (g_regex_match(pattern_get(&facts_regex[i], facts[i].pattern), text, 0, &match))
            take_groups(match, facts[i].flags, ret);
        g_match_info_free(match);
    }
}

void assignment_note_clear(assignment_note_t *facts_read)
{
    g_free(facts_read->alias_of);
    g_free(facts_read->deassigned);
    g_free(facts_read->previously);
    g_free(facts_read->subtypes);
}

char *unauthorized_ports(const char *report)
{
    static GRegex *list_regex;
    static GRegex *port_regex;
    /* "on port 3300", "ports 28017, 28018 and 28019", "Ports 44515 & 44516", "on 7011"; the list
     * is looked for as a whole, for the report may name an RFC or a year as well */
    static const char list[] = "\\b(?:ports?|on):? (\\d{1,5}(?:-\\d{1,5})?\\b"
                               "(?:(?:,| and| &) \\d{1,5}(?:-\\d{1,5})?\\b)*)";
    GMatchInfo *match;
    if (report[0] == '\0')
        return g_strdup("");
    if (!g_regex_match(pattern_get(&list_regex, list), report, 0, &match)) {
        g_match_info_free(match);
        return g_strdup("yes");
    }
    char *found = g_match_info_fetch(match, 1);
    g_match_info_free(match);
    GString *ports = g_string_new(NULL);
    g_regex_match(pattern_get(&port_regex, "\\d+(?:-\\d+)?"), found, 0, &match);
    while (g_match_info_matches(match)) {
        char *port = g_match_info_fetch(match, 0);
        g_string_append_printf(ports, "%s%s", ports->len > 0 ? "," : "", port);
        g_free(port);
        g_match_info_next(match, NULL);
    }
    g_match_info_free(match);
    g_free(found);
    return g_string_free(ports, FALSE);
}

svcreg_status_t assignment_status(const char *service, const char *description)
{
    if (service[0] != '\0')
        return SVCREG_STATUS_ASSIGNED;
    for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++) {
        if (g_regex_match(pattern_get(&statuses_regex[i], statuses[i].pattern), description, 0,
                          NULL))
            return statuses[i].status;
    }
    return SVCREG_STATUS_ASSIGNED;
}
