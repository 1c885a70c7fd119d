/* label_tap.c - the tap "svcreg".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/label_tap.h"

#include "label/port_label.h"

#include <epan/tap.h>

static int tap = -1;

static void take(packet_info *pinfo, const label_t *label)
{
    const transport_header_t *header = label->header;
    const port_end_t *service = label->service;
    bool announced = service && service->n_announced > 0;
    label_tap_t *data = wmem_new0(pinfo->pool, label_tap_t);
    svcreg_record_t record;

    if (header->quoted)
        return;
    data->transport = header->transport;
    data->source_address = header->source_address;
    data->destination_address = header->destination_address;
    data->source_port = header->source;
    data->destination_port = header->destination;
    data->service_at = label->at;
    data->service = service && port_end_record(service, &record) ? record.service : "";
    data->own = service && service->is_own;
    /* What was learned may change before the listener is called: it is after the packet. */
    data->announced_instance =
        announced ? wmem_strdup(pinfo->pool, service->announced[0].instance) : "";
    data->announced_service =
        announced ? wmem_strdup(pinfo->pool, service->announced[0].service) : "";
    data->dissected = label->dissected.application ? label->dissected.application : "";
    data->agreement = label->agreement;
    data->basis = service_ground_basis(label->ground);
    tap_queue_packet(tap, pinfo, data);
}

static bool has_listener(void)
{
    return have_tap_listener(tap);
}

void label_tap_register(void)
{
    tap = register_tap("svcreg");
    port_label_add_consumer(&(label_consumer_t){.has_listener = has_listener, .take = take});
}
