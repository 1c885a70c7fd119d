/* test_inventory.c - rows of an inventory, from messages and packets made by hand.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static inventory_t *inventory;

static int set_up(void **state)
{
    (void)state;
    inventory = inventory_new(INVENTORY_N_KINDS);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    inventory_free(inventory);
    return 0;
}

static inventory_when_t at(uint32_t frame)
{
    return (inventory_when_t){.frame = frame, .time = (int64_t)frame * 1000000000};
}

static inventory_record_t lamp(unsigned kind)
{
    inventory_record_t record = {.instance = "Lamp",
                                 .service_type = "_hap._tcp",
                                 .domain = "local",
                                 .description = "HomeKit accessory",
                                 .host = "",
                                 .address = "",
                                 .transports = "tcp",
                                 .ttl = 120};

    record.kind = kind;
    if (kind == INVENTORY_SRV) {
        record.host = "lamp.local";
        record.port = 8080;
    }
    return record;
}

static void respond(uint32_t frame, const inventory_record_t *records, unsigned n)
{
    const inventory_message_t message = {.when = at(frame),
                                         .sender = "192.0.2.1",
                                         .receiver = "224.0.0.251",
                                         .multicast = true,
                                         .kind = INVENTORY_RESPONSE,
                                         .records = records,
                                         .n_records = n};

    inventory_add_message(inventory, &message);
}

static void respond_one(uint32_t frame, inventory_record_t record)
{
    respond(frame, &record, 1);
}

static void respond_txt(uint32_t frame, const char *value)
{
    const inventory_attribute_t attribute = {.key = "sf",
                                             .value = value,
                                             .meaning = "",
                                             .privacy = "",
                                             .device = "",
                                             .product = "",
                                             .credential = ""};
    inventory_record_t record = lamp(INVENTORY_TXT);

    record.attributes = &attribute;
    record.n_attributes = 1;
    respond(frame, &record, 1);
}

static inventory_packet_t to_lamp(uint32_t frame, const char *client)
{
    return (inventory_packet_t){.when = at(frame),
                                .transport = "tcp",
                                .address = "192.0.2.1",
                                .client = client,
                                .port = 8080,
                                .registered = "http-alt",
                                .registered_on = "",
                                .status = "assigned",
                                .announced_instance = "",
                                .announced_service = "",
                                .dissected = "",
                                .agreement = "unknown",
                                .basis = "SYN",
                                .mismatch_registered = "",
                                .mismatch_spoken = "",
                                .bytes = 60};
}

static void send_to_lamp(uint32_t frame, const char *client, bool answered)
{
    inventory_packet_t packet = to_lamp(frame, client);

    packet.answered = answered;
    inventory_add_packet(inventory, &packet);
}

static const inventory_service_t *service(unsigned i)
{
    const GPtrArray *services = inventory_rows(inventory)->services;

    assert_true(i < services->len);
    return services->pdata[i];
}

static const inventory_port_t *port(unsigned i)
{
    const GPtrArray *ports = inventory_rows(inventory)->ports;

    assert_true(i < ports->len);
    return ports->pdata[i];
}

static void told_bit_by_bit_is_one_service(void **state)
{
    (void)state;
    respond_one(1, lamp(INVENTORY_PTR));
    respond_txt(2, "1");
    respond_one(3, lamp(INVENTORY_SRV));
    assert_int_equal(inventory_rows(inventory)->services->len, 1);
    assert_string_equal(service(0)->host, "lamp.local");
    assert_int_equal(service(0)->port, 8080);
    assert_string_equal(service(0)->txt, "sf=1");
    assert_int_equal(service(0)->seen.n, 3);
    assert_int_equal(service(0)->seen.first.frame, 1);
    assert_int_equal(service(0)->seen.last.frame, 3);
    assert_int_equal(service(0)->expires, (int64_t)123 * 1000000000);
}

static void what_changes_is_another_row(void **state)
{
    (void)state;
    inventory_record_t moved = lamp(INVENTORY_SRV);

    moved.port = 8081;
    respond_one(1, lamp(INVENTORY_SRV));
    respond_txt(2, "1");
    respond_txt(3, "0");
    assert_int_equal(inventory_rows(inventory)->services->len, 2);
    assert_string_equal(service(1)->txt, "sf=0");
    respond_one(4, moved);
    assert_int_equal(inventory_rows(inventory)->services->len, 3);
    assert_int_equal(service(2)->port, 8081);
    assert_string_equal(service(2)->txt, "sf=0");
    /* Back again is no fourth one. */
    respond_one(5, lamp(INVENTORY_SRV));
    assert_int_equal(inventory_rows(inventory)->services->len, 3);
    assert_int_equal(service(1)->seen.last.frame, 5);
}

static void goodbye_holds_until_the_next_announcement(void **state)
{
    (void)state;
    inventory_record_t goodbye = lamp(INVENTORY_SRV);

    goodbye.gone = true;
    respond_one(1, goodbye);
    assert_int_equal(inventory_rows(inventory)->services->len, 0);
    respond_one(2, lamp(INVENTORY_SRV));
    respond_one(3, goodbye);
    assert_int_equal(service(0)->goodbye.frame, 3);
    respond_one(4, lamp(INVENTORY_SRV));
    assert_int_equal(service(0)->goodbye.frame, 0);
    assert_int_equal(inventory_rows(inventory)->services->len, 1);
}

static void a_goodbye_is_of_what_it_names(void **state)
{
    (void)state;
    inventory_record_t moved = lamp(INVENTORY_SRV), goodbye = lamp(INVENTORY_SRV);
    inventory_record_t subtype = lamp(INVENTORY_PTR), txt = lamp(INVENTORY_TXT);

    moved.port = 8081;
    goodbye.gone = subtype.gone = txt.gone = subtype.subtype = true;
    respond_one(1, lamp(INVENTORY_SRV));
    respond_one(2, moved);
    respond_one(3, goodbye);
    assert_int_equal(service(0)->goodbye.frame, 3);
    assert_int_equal(service(1)->goodbye.frame, 0);
    respond_one(4, subtype);
    respond_one(5, txt);
    assert_int_equal(service(1)->goodbye.frame, 0);
    assert_int_equal(service(1)->seen.last.frame, 5);
    subtype.subtype = false;
    respond_one(6, subtype);
    assert_int_equal(service(1)->goodbye.frame, 6);
}

/* What a message says of an instance holds together, and ends the former row. */
static void a_message_is_one_row(void **state)
{
    (void)state;
    const inventory_attribute_t attributes[] = {{"sf", "1", "", "", "", "", "", false},
                                                {"sf", "0", "", "", "", "", "", false}};
    for (uint32_t i = 0; i < 2; i++) {
        inventory_record_t records[] = {lamp(INVENTORY_PTR), lamp(INVENTORY_SRV),
                                        lamp(INVENTORY_TXT)};
        records[1].port = (uint16_t)(8080 + i);
        records[1].flush = records[2].flush = true;
        records[2].attributes = &attributes[i];
        records[2].n_attributes = 1;
        respond(1 + 10 * i, records, 3);
    }
    assert_int_equal(inventory_rows(inventory)->services->len, 2);
    assert_string_equal(service(0)->txt, "sf=1");
    assert_int_equal(service(0)->seen.last.frame, 1);
    assert_int_equal(service(0)->expires, (int64_t)12 * 1000000000);
    assert_string_equal(service(1)->txt, "sf=0");
    assert_int_equal(service(1)->port, 8081);
}

static void traffic_after_the_end_is_no_use(void **state)
{
    (void)state;
    inventory_record_t goodbye = lamp(INVENTORY_SRV);

    goodbye.gone = true;
    respond_one(1, lamp(INVENTORY_SRV));
    respond_one(2, goodbye);
    send_to_lamp(10, "192.0.2.7", true);
    inventory_use_t use = inventory_use_of(inventory, service(0));
    assert_int_equal(use.packets, 0);
    inventory_use_clear(&use);
}

static void what_was_refused_is_no_use(void **state)
{
    (void)state;
    respond_one(1, lamp(INVENTORY_SRV));
    send_to_lamp(2, "192.0.2.7", false);
    inventory_use_t use = inventory_use_of(inventory, service(0));
    assert_int_equal(use.packets, 0);
    inventory_use_clear(&use);
}

static void traffic_before_the_announcement_counts(void **state)
{
    (void)state;
    send_to_lamp(1, "192.0.2.7", false);
    send_to_lamp(2, "192.0.2.7", true);
    respond_one(3, lamp(INVENTORY_SRV));
    send_to_lamp(4, "192.0.2.8", true);
    inventory_use_t use = inventory_use_of(inventory, service(0));
    assert_int_equal(use.packets, 3);
    assert_int_equal(use.bytes, 180);
    assert_int_equal(use.first.frame, 1);
    assert_int_equal(use.last.frame, 4);
    assert_int_equal(use.clients->len, 2);
    assert_string_equal(use.clients->pdata[0], "192.0.2.7");
    inventory_use_clear(&use);
}

static void an_address_of_the_host_goes_before_the_sender(void **state)
{
    (void)state;
    inventory_record_t address = {.instance = "",
                                  .service_type = "",
                                  .domain = "",
                                  .description = "",
                                  .host = "LAMP.local",
                                  .address = "192.0.2.99",
                                  .transports = ""};

    address.kind = INVENTORY_ADDRESS;
    respond_one(1, lamp(INVENTORY_SRV));
    GPtrArray *addresses = inventory_addresses_of(service(0));
    assert_int_equal(addresses->len, 1);
    assert_string_equal(addresses->pdata[0], "192.0.2.1");
    g_ptr_array_unref(addresses);
    respond_one(2, address);
    addresses = inventory_addresses_of(service(0));
    assert_int_equal(addresses->len, 1);
    assert_string_equal(addresses->pdata[0], "192.0.2.99");
    g_ptr_array_unref(addresses);
    /* The same name in other letters is the same host. */
    assert_int_equal(inventory_rows(inventory)->hosts->len, 1);
}

static void ends_that_never_answer_fold_into_their_prober(void **state)
{
    (void)state;
    for (uint16_t i = 1; i <= 300; i++) {
        inventory_packet_t packet = to_lamp(i, "192.0.2.66");
        packet.port = i;
        inventory_add_packet(inventory, &packet);
    }
    assert_int_equal(inventory_rows(inventory)->ports->len, 1);
    assert_true(port(0)->sources);
    assert_string_equal(port(0)->address, "192.0.2.66");
    assert_int_equal(port(0)->n_probed, 300);
    assert_int_equal(port(0)->seen.n, 300);
    /* One answers after all. */
    inventory_packet_t answer = to_lamp(301, "192.0.2.66");
    answer.port = 80;
    answer.answered = true;
    inventory_add_packet(inventory, &answer);
    assert_int_equal(inventory_rows(inventory)->ports->len, 2);
    assert_int_equal(port(0)->n_probed, 299);
    assert_int_equal(port(0)->seen.n, 299);
    assert_int_equal(port(0)->bytes, 299 * 60);
    assert_int_equal(port(1)->port, 80);
    assert_int_equal(port(1)->seen.n, 2);
}

static void questions_know_who_answered_later(void **state)
{
    (void)state;
    inventory_record_t question = lamp(INVENTORY_QUESTION);
    const inventory_message_t message = {.when = at(2),
                                         .sender = "192.0.2.7",
                                         .receiver = "224.0.0.251",
                                         .multicast = true,
                                         .kind = INVENTORY_QUERY,
                                         .records = &question,
                                         .n_records = 1};

    respond_one(1, lamp(INVENTORY_SRV));
    inventory_add_message(inventory, &message);
    const inventory_question_t *row = inventory_rows(inventory)->questions->pdata[0];
    GPtrArray *answered = inventory_answered_by(inventory, row);
    assert_int_equal(answered->len, 0);
    g_ptr_array_unref(answered);
    respond_one(3, lamp(INVENTORY_PTR));
    answered = inventory_answered_by(inventory, row);
    assert_int_equal(answered->len, 1);
    assert_string_equal(answered->pdata[0], "192.0.2.1");
    g_ptr_array_unref(answered);
}

static void an_update_counts_when_it_is_accepted(void **state)
{
    (void)state;
    inventory_record_t record = lamp(INVENTORY_SRV);
    inventory_message_t message = {.when = at(1),
                                   .sender = "192.0.2.7",
                                   .receiver = "192.0.2.53",
                                   .kind = INVENTORY_UPDATE,
                                   .id = 7,
                                   .records = &record,
                                   .n_records = 1};
    inventory_message_t accepted = {.when = at(2),
                                    .sender = "192.0.2.53",
                                    .receiver = "192.0.2.7",
                                    .kind = INVENTORY_ACCEPTED,
                                    .id = 8};

    inventory_add_message(inventory, &message);
    inventory_add_message(inventory, &accepted);
    assert_int_equal(inventory_rows(inventory)->services->len, 0);
    accepted.id = 7;
    inventory_add_message(inventory, &accepted);
    assert_int_equal(inventory_rows(inventory)->services->len, 1);
    assert_int_equal(service(0)->seen.first.frame, 2);
}

static void secrets_are_masked_in_texts_and_told_as_credentials(void **state)
{
    (void)state;
    const inventory_attribute_t attributes[] = {
        {"u", "admin", "", "personal", "", "", "user", false},
        {"p", "hunter2", "", "secret", "", "", "secret", false}};
    inventory_record_t record = lamp(INVENTORY_TXT);

    record.attributes = attributes;
    record.n_attributes = G_N_ELEMENTS(attributes);
    respond_one(1, record);
    respond_one(2, record);
    assert_string_equal(service(0)->txt, "u=admin, p=***");
    assert_int_equal(inventory_rows(inventory)->credentials->len, 2);
    const inventory_credential_t *secret = inventory_rows(inventory)->credentials->pdata[1];
    assert_string_equal(secret->credential, "secret");
    assert_string_equal(secret->value, "hunter2");
    assert_int_equal(secret->seen.n, 2);
}

static void a_row_names_its_first_frames_only(void **state)
{
    (void)state;
    for (uint32_t i = 1; i <= 100; i++)
        send_to_lamp(i, "192.0.2.7", true);
    assert_int_equal(port(0)->seen.n, 100);
    assert_int_equal(port(0)->seen.n_frames, INVENTORY_MAX_FRAMES);
    assert_int_equal(port(0)->seen.last.frame, 100);
}

static void send_announced(uint32_t frame, const char *announced, const char *dissected)
{
    inventory_packet_t packet = to_lamp(frame, "192.0.2.9");

    packet.answered = true;
    packet.announced_instance = announced;
    packet.announced_service = announced;
    packet.dissected = dissected;
    inventory_add_packet(inventory, &packet);
}

static void of_several_announced_services_the_recognised_one_is_named(void **state)
{
    (void)state;
    send_announced(1, "http", "");
    assert_string_equal(port(0)->announced_service, "http");
    send_announced(2, "http", "http");
    send_announced(3, "ipp", "ipp");
    send_announced(4, "http", "");
    assert_int_equal(inventory_rows(inventory)->ports->len, 1);
    assert_string_equal(port(0)->announced_service, "ipp");
    assert_string_equal(port(0)->announced_instance, "ipp");
}

static void no_more_rows_than_there_is_place_for(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < INVENTORY_MAX_ROWS + 10; i++) {
        char client[16];
        inventory_record_t question = lamp(INVENTORY_QUESTION);
        (void)g_snprintf(client, sizeof client, "%u", i);
        const inventory_message_t message = {.when = at(i + 1),
                                             .sender = client,
                                             .receiver = "",
                                             .kind = INVENTORY_QUERY,
                                             .records = &question,
                                             .n_records = 1};
        inventory_add_message(inventory, &message);
    }
    assert_int_equal(inventory_rows(inventory)->questions->len, INVENTORY_MAX_ROWS);
    assert_int_equal(inventory_rows(inventory)->n_dropped, 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(told_bit_by_bit_is_one_service),
        TEST(what_changes_is_another_row),
        TEST(goodbye_holds_until_the_next_announcement),
        TEST(a_goodbye_is_of_what_it_names),
        TEST(a_message_is_one_row),
        TEST(traffic_after_the_end_is_no_use),
        TEST(what_was_refused_is_no_use),
        TEST(traffic_before_the_announcement_counts),
        TEST(an_address_of_the_host_goes_before_the_sender),
        TEST(ends_that_never_answer_fold_into_their_prober),
        TEST(questions_know_who_answered_later),
        TEST(an_update_counts_when_it_is_accepted),
        TEST(secrets_are_masked_in_texts_and_told_as_credentials),
        TEST(a_row_names_its_first_frames_only),
        TEST(of_several_announced_services_the_recognised_one_is_named),
        TEST(no_more_rows_than_there_is_place_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
