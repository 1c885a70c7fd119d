/* test_service_end.c - which end is taken for the service: a row for each piece of evidence.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/service_end.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* The statuses, and what speaks for an end, in a few letters. */
#define ASSIGNED SVCREG_STATUS_ASSIGNED
#define RESERVED SVCREG_STATUS_RESERVED
#define UNASSIGNED SVCREG_STATUS_UNASSIGNED
#define DYNAMIC SVCREG_STATUS_DYNAMIC
#define OWN .own = true
#define ANNOUNCED .announced = true
#define DISSECTED .dissected = true
#define CONNECTS .connects = true
#define REFUTED .refuted = true
#define KNOWN .known = true

typedef struct {
    service_evidence_t evidence;
    service_decision_t decision;
} row_t;

#define ROW(first, sender_port, sender_status, sender_more, receiver_port, receiver_status,        \
            receiver_more, end, ground)                                                            \
    {                                                                                              \
        {first,                                                                                    \
         {sender_port, sender_status, sender_more},                                                \
         {receiver_port, receiver_status, receiver_more}},                                         \
        {                                                                                          \
            end, ground                                                                            \
        }                                                                                          \
    }
#define NO .own = false

static const row_t rows[] = {
    /* clang-format off */
    /* A SYN is beyond doubt, whatever is dissected; but FTP's data port sends it. */
    ROW(FIRST_SYN, 20, ASSIGNED, CONNECTS, 43439, ASSIGNED, NO, END_SENDER, GROUND_SYN_SENT),
    ROW(FIRST_SYN_ANSWER, 50000, DYNAMIC, NO, 20, ASSIGNED, CONNECTS, END_RECEIVER, GROUND_SYN_SENT),
    ROW(FIRST_SYN, 50000, DYNAMIC, NO, 20, ASSIGNED, CONNECTS, END_RECEIVER, GROUND_SYN),
    ROW(FIRST_SYN, 20, ASSIGNED, CONNECTS, 989, ASSIGNED, CONNECTS, END_RECEIVER, GROUND_SYN),
    ROW(FIRST_SYN, 80, ASSIGNED, DISSECTED, 50000, DYNAMIC, NO, END_RECEIVER, GROUND_SYN),
    ROW(FIRST_SYN_ANSWER, 8000, ASSIGNED, NO, 1080, ASSIGNED, NO, END_SENDER, GROUND_SYN_ANSWERED),
    /* What is dissected, for exactly one end, before the rest. */
    ROW(FIRST_MIDDLE, 1433, ASSIGNED, DISSECTED, 1111, ASSIGNED, NO, END_SENDER, GROUND_DISSECTED),
    ROW(FIRST_DATAGRAM, 53, ASSIGNED, DISSECTED, 5900, ASSIGNED, NO, END_SENDER, GROUND_DISSECTED),
    ROW(FIRST_DATAGRAM, 50000, DYNAMIC, NO, 53, ASSIGNED, DISSECTED, END_RECEIVER, GROUND_DISSECTED),
    ROW(FIRST_DATAGRAM, 53, ASSIGNED, DISSECTED, 5900, ASSIGNED, ANNOUNCED, END_SENDER, GROUND_DISSECTED),
    ROW(FIRST_DATAGRAM, 53, ASSIGNED, DISSECTED, 5353, ASSIGNED, DISSECTED, END_RECEIVER, GROUND_FIRST_PACKET),
    /* The first datagram, unless it looks like an answer. */
    ROW(FIRST_DATAGRAM, 50000, DYNAMIC, NO, 50001, DYNAMIC, NO, END_RECEIVER, GROUND_FIRST_PACKET),
    ROW(FIRST_DATAGRAM, 111, ASSIGNED, NO, 800, ASSIGNED, NO, END_RECEIVER, GROUND_FIRST_PACKET),
    ROW(FIRST_DATAGRAM, 111, ASSIGNED, NO, 50000, DYNAMIC, NO, END_SENDER, GROUND_REGISTRATION),
    ROW(FIRST_DATAGRAM, 443, ASSIGNED, NO, 5353, ASSIGNED, REFUTED, END_SENDER, GROUND_LOWER_PORT),
    ROW(FIRST_DATAGRAM, 5353, ASSIGNED, REFUTED, 5353, ASSIGNED, REFUTED, END_RECEIVER, GROUND_FIRST_PACKET),
    ROW(FIRST_DATAGRAM, 50000, DYNAMIC, NO, 53, ASSIGNED, REFUTED, END_RECEIVER, GROUND_FIRST_PACKET),
    ROW(FIRST_DATAGRAM, 50000, DYNAMIC, OWN, 50001, DYNAMIC, NO, END_SENDER, GROUND_OWN),
    ROW(FIRST_MIDDLE, 50000, DYNAMIC, NO, 80, ASSIGNED, NO, END_RECEIVER, GROUND_REGISTRATION),
    /* Announcement, own table, registry. */
    ROW(FIRST_MIDDLE, 50000, DYNAMIC, ANNOUNCED, 80, ASSIGNED, OWN, END_SENDER, GROUND_ANNOUNCEMENT),
    ROW(FIRST_MIDDLE, 50000, DYNAMIC, OWN, 80, ASSIGNED, NO, END_SENDER, GROUND_OWN),
    ROW(FIRST_MIDDLE, 50000, DYNAMIC, OWN, 80, ASSIGNED, OWN, END_RECEIVER, GROUND_LOWER_PORT),
    ROW(FIRST_MIDDLE, 4, UNASSIGNED, NO, 50000, DYNAMIC, NO, END_SENDER, GROUND_REGISTRATION),
    ROW(FIRST_MIDDLE, 4, UNASSIGNED, NO, 1023, RESERVED, NO, END_RECEIVER, GROUND_REGISTRATION),
    ROW(FIRST_UNKNOWN, 80, ASSIGNED, NO, 443, ASSIGNED, NO, END_SENDER, GROUND_LOWER_PORT),
    ROW(FIRST_MIDDLE, 1044, ASSIGNED, NO, 3389, ASSIGNED, KNOWN, END_RECEIVER, GROUND_KNOWN),
    ROW(FIRST_MIDDLE, 3389, ASSIGNED, KNOWN, 1044, ASSIGNED, NO, END_SENDER, GROUND_KNOWN),
    ROW(FIRST_MIDDLE, 3389, ASSIGNED, KNOWN, 2000, ASSIGNED, KNOWN, END_RECEIVER, GROUND_LOWER_PORT),
    /* A client of RPC binds a reserved port. */
    ROW(FIRST_CALL, 674, ASSIGNED, NO, 50000, DYNAMIC, NO, END_RECEIVER, GROUND_FIRST_PACKET),
    ROW(FIRST_CALL, 674, ASSIGNED, NO, 2049, ASSIGNED, DISSECTED, END_RECEIVER, GROUND_DISSECTED),
    ROW(FIRST_TRANSFER, 50000, DYNAMIC, NO, 44818, ASSIGNED, NO, END_SENDER, GROUND_TRANSFER),
    ROW(FIRST_ANSWER, 50000, DYNAMIC, NO, 4123, ASSIGNED, NO, END_SENDER, GROUND_ANSWER),
    ROW(FIRST_ANSWER, 50000, DYNAMIC, NO, 5060, ASSIGNED, DISSECTED, END_RECEIVER, GROUND_DISSECTED),
    /* What the bytes say. */
    ROW(FIRST_REQUEST, 5060, ASSIGNED, NO, 50000, DYNAMIC, NO, END_RECEIVER, GROUND_REQUEST),
    ROW(FIRST_MIDDLE_REQUEST, 5900, ASSIGNED, NO, 8123, UNASSIGNED, NO, END_RECEIVER, GROUND_REQUEST),
    ROW(FIRST_MIDDLE_ANSWER, 8123, UNASSIGNED, NO, 5060, ASSIGNED, NO, END_SENDER, GROUND_ANSWER),
    ROW(FIRST_UNKNOWN, 443, ASSIGNED, NO, 443, ASSIGNED, NO, END_RECEIVER, GROUND_SAME_PORT),
    ROW(FIRST_UNKNOWN, 50000, DYNAMIC, NO, 50001, DYNAMIC, NO, END_NEITHER, GROUND_NONE),
    ROW(FIRST_UNKNOWN, 50000, DYNAMIC, ANNOUNCED, 50001, DYNAMIC, NO, END_SENDER, GROUND_ANNOUNCEMENT),
    /* clang-format on */
};

static void test_service_end_decide(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        service_decision_t decision = service_end_decide(&rows[i].evidence);

        if (decision.end != rows[i].decision.end || decision.ground != rows[i].decision.ground)
            fail_msg("row %zu: end %d, %s", i, (int)decision.end,
                     service_ground_reason(decision.ground));
    }
}

static void test_service_end_words(void **state)
{
    (void)state;
    for (int ground = GROUND_NONE; ground <= GROUND_LOWER_PORT; ground++) {
        assert_true(strlen(service_ground_basis((service_ground_t)ground)) > 0);
        assert_true(strlen(service_ground_reason((service_ground_t)ground)) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_service_end_decide),
        cmocka_unit_test(test_service_end_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
