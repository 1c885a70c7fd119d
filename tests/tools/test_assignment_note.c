/* test_assignment_note.c - facts from notes other than TXT keys.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/assignment_note.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_assignment_note_read(void **state)
{
    static const struct {
        const char *service;
        const char *description;
        const char *note;
        unsigned flags;
        const char *alias_of;
        const char *deassigned;
        const char *previously;
        const char *subtypes;
    } rows[] = {
        {"a", "", "", 0, "", "", "", ""},
        {"a_b", "", "This entry is an alias to \"a-b\". This entry is now historic, not usable.",
         SVCREG_FLAG_ALIAS | SVCREG_FLAG_HISTORIC, "a-b", "", "", ""},
        {"www", "", "This is a duplicate of the \"http\" service and should not be used.",
         SVCREG_FLAG_DUPLICATE, "http", "", "", ""},
        {"a", "", "This service name is no longer in use.", SVCREG_FLAG_HISTORIC, "", "", "", ""},
        {"a", "", "This entry records an unassigned but widespread use (added 5/21/97)",
         SVCREG_FLAG_UNASSIGNED_USE, "", "", "", ""},
        {"", "Reserved", "De-assigned on 2025-02-13, previously old-net by [Some_One]",
         SVCREG_FLAG_DEASSIGNED, "", "2025-02-13", "old-net", ""},
        {"", "", "Historic usage was acms. De-Assigned on 2020-12-29", SVCREG_FLAG_DEASSIGNED, "",
         "2020-12-29", "acms", ""},
        {"", "", "This entry has been removed on 2017-05-18.", SVCREG_FLAG_DEASSIGNED, "",
         "2017-05-18", "", ""},
        {"", "", "(Removed 2004-2-6)", SVCREG_FLAG_DEASSIGNED, "", "2004-02-06", "", ""},
        {"", "De-registered", "De-registered 08 June 2001", SVCREG_FLAG_DEASSIGNED, "",
         "2001-06-08", "", ""},
        {"", "", "port 3001 previously \"Removed on 2006-05-25\"", SVCREG_FLAG_DEASSIGNED, "",
         "2006-05-25", "", ""},
        /* the port was assigned again */
        {"vcmp", "", "This port was previously removed on 2002-04-29.", 0, "", "", "", ""},
        {"", "", "Previously assigned to A over B but released by [RFC1]", SVCREG_FLAG_DEASSIGNED,
         "", "yes", "A over B", ""},
        {"", "", "\"pcp\" assignment withdrawn, moved to port 5351", SVCREG_FLAG_DEASSIGNED, "",
         "yes", "pcp", ""},
        {"a", "", "Formerly was Some Server", 0, "", "", "Some Server", ""},
        {"a", "", "Known Subtypes: _printer", 0, "", "", "", "_printer"},
        {"a", "", "Subtypes: _a-b, _c Defined TXT keys: None", 0, "", "", "", "_a-b,_c"},
        {"", "Removed", "", SVCREG_FLAG_DEASSIGNED, "", "yes", "", ""},
        {"", "Decomissioned Port 04/14/00, ms", "", SVCREG_FLAG_DEASSIGNED, "", "2000-04-14", "",
         ""},
        {"", "Unassigned (FRP-Released 12/7/00)", "", SVCREG_FLAG_DEASSIGNED, "", "2000-12-07", "",
         ""},
        {"", "Unassigned [was netstat]", "", 0, "", "", "netstat", ""},
        {"removed", "Removed", "", 0, "", "", "", ""},
        /* no day of the calendar */
        {"", "", "De-assigned on 2020-19-39", SVCREG_FLAG_DEASSIGNED, "", "yes", "", ""},
        /* tells of the name, not of a port */
        {"jmap", "", "This has been de-assigned and re-assigned.", 0, "", "", "", ""},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assignment_note_t facts;
        assignment_note_read(rows[i].service, rows[i].description, rows[i].note, &facts);
        assert_int_equal(facts.flags, rows[i].flags);
        assert_string_equal(facts.alias_of, rows[i].alias_of);
        assert_string_equal(facts.deassigned, rows[i].deassigned);
        assert_string_equal(facts.previously, rows[i].previously);
        assert_string_equal(facts.subtypes, rows[i].subtypes);
        assignment_note_clear(&facts);
    }
}

static void test_unauthorized_ports(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"yes", "yes"},
        {"Unauthorized use by some mail users (see [RFC4146] for details)", "yes"},
        {"Known Unauthorized Use on 100", "100"},
        {"Known Unauthorized Use on port 3300", "3300"},
        {"PORT 90 also being used unofficially by Somebody", "90"},
        {"Unofficial use of port 6588 by Some One and Another", "6588"},
        {"Known UNAUTHORIZED USEs on port 5555", "5555"},
        {"Unauthorized Use Known on ports 5151 and 5152", "5151,5152"},
        {"Unauthorized Use Known on ports 28017, 28018 and 28019", "28017,28018,28019"},
        {"Known UNAUTHORIZED USE: Ports 44515 & 44516", "44515,44516"},
        {"Known Unauthorized Use on ports 33436-33534", "33436-33534"},
        {"one had the port, another used it without an assignment", "yes"},
        {"on port 123456", "yes"},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *ports = unauthorized_ports(rows[i][0]);
        assert_string_equal(ports, rows[i][1]);
        g_free(ports);
    }
}

static void test_assignment_status(void **state)
{
    static const struct {
        const char *service;
        const char *description;
        svcreg_status_t status;
    } rows[] = {
        {"a", "Unassigned", SVCREG_STATUS_ASSIGNED},
        {"", "Unassigned", SVCREG_STATUS_UNASSIGNED},
        {"", "unassigned", SVCREG_STATUS_UNASSIGNED},
        {"", "Unassigned [was netstat]", SVCREG_STATUS_UNASSIGNED},
        {"", "(unassigned) Possibly assigned", SVCREG_STATUS_UNASSIGNED},
        {"", "Reserved", SVCREG_STATUS_RESERVED},
        {"", "Reserved - IANA", SVCREG_STATUS_RESERVED},
        {"", "Removed", SVCREG_STATUS_UNASSIGNED},
        {"", "De-registered", SVCREG_STATUS_UNASSIGNED},
        {"", "De-Commissioned Port", SVCREG_STATUS_UNASSIGNED},
        {"", "Decomissioned Port 04/14/00, ms", SVCREG_STATUS_UNASSIGNED},
        {"", "Deprecated", SVCREG_STATUS_UNASSIGNED},
        {"", "Possibly used by Sun Solaris????", SVCREG_STATUS_UNASSIGNED},
        {"", "", SVCREG_STATUS_UNASSIGNED},
        {"", "any private mail system", SVCREG_STATUS_ASSIGNED},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_int_equal(assignment_status(rows[i].service, rows[i].description), rows[i].status);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_assignment_note_read),
        cmocka_unit_test(test_unauthorized_ports),
        cmocka_unit_test(test_assignment_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
