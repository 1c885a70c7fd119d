/* dnssd_device.c - facts about devices.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_device.h"

#include "common/registry_in_use.h"
#include "common/text.h"
#include "txt_value.h"

static int hf_dnssd_device_vendor = -1;
static int hf_dnssd_device_model = -1;
static int hf_dnssd_device_serial = -1;
static int hf_dnssd_device_firmware = -1;
static int hf_dnssd_device_mac = -1;
static int hf_dnssd_device_uuid = -1;
static int hf_dnssd_device_name = -1;
static int hf_dnssd_device_location = -1;
static int hf_dnssd_device_product = -1;

static const int *const fields[] = {[SVCREG_DEVICE_VENDOR] = &hf_dnssd_device_vendor,
                                    [SVCREG_DEVICE_MODEL] = &hf_dnssd_device_model,
                                    [SVCREG_DEVICE_SERIAL] = &hf_dnssd_device_serial,
                                    [SVCREG_DEVICE_FIRMWARE] = &hf_dnssd_device_firmware,
                                    [SVCREG_DEVICE_MAC] = &hf_dnssd_device_mac,
                                    [SVCREG_DEVICE_UUID] = &hf_dnssd_device_uuid,
                                    [SVCREG_DEVICE_NAME] = &hf_dnssd_device_name,
                                    [SVCREG_DEVICE_LOCATION] = &hf_dnssd_device_location};

/* An address in whatever way it is written; none where it is no address. */
static proto_item *add_mac(proto_tree *tree, const txt_range_t *range)
{
    enum { EUI48_LEN = 6 };
    txt_value_t value;

    if (!txt_value_read(SVCREG_TXT_MAC, range->bytes, (size_t)range->len, &value) ||
        value.n_bytes != EUI48_LEN)
        return NULL;
    return proto_tree_add_ether(tree, hf_dnssd_device_mac, range->tvb, range->offset, range->len,
                                value.bytes);
}

/* The attribute's own line shows it. */
static void hide(proto_item *item)
{
    proto_item_set_generated(item);
    proto_item_set_hidden(item);
}

static void add_product(proto_tree *tree, const txt_range_t *model)
{
    const char *product =
        svcreg_product_of_model(registry_in_use(), (const char *)model->bytes, (size_t)model->len);

    if (product[0] != '\0')
        hide(proto_tree_add_string(tree, hf_dnssd_device_product, model->tvb, model->offset,
                                   model->len, product));
}

void dnssd_device_add(const dnssd_message_t *message, proto_tree *tree,
                      const svcreg_txt_key_t *definition, const txt_range_t *value)
{
    wmem_allocator_t *pool = message->pinfo->pool;
    svcreg_txt_device_t fact = definition->device;

    if (fact == SVCREG_DEVICE_NONE || value->len == 0)
        return;
    proto_item *item =
        fact == SVCREG_DEVICE_MAC
            ? add_mac(tree, value)
            : text_add(pool, tree, *fields[fact], value->tvb, value->offset, value->len,
                       text_from_bytes(pool, value->bytes, (size_t)value->len));
    if (item)
        hide(item);
    if (fact == SVCREG_DEVICE_MODEL)
        add_product(tree, value);
}

void dnssd_device_register(int proto)
{
    static hf_register_info infos[] = {
        {&hf_dnssd_device_vendor,
         {"Device Vendor", "dnssd.device.vendor", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL}},
        {&hf_dnssd_device_model,
         {"Device Model", "dnssd.device.model", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL}},
        {&hf_dnssd_device_product,
         {"Device Product", "dnssd.device.product", FT_STRING, BASE_NONE, NULL, 0,
          "Name that people know the model by", HFILL}},
        {&hf_dnssd_device_serial,
         {"Device Serial Number", "dnssd.device.serial", FT_STRING, BASE_NONE, NULL, 0, NULL,
          HFILL}},
        {&hf_dnssd_device_firmware,
         {"Device Firmware", "dnssd.device.firmware", FT_STRING, BASE_NONE, NULL, 0,
          "Version of the device's software", HFILL}},
        {&hf_dnssd_device_mac,
         {"Device MAC Address", "dnssd.device.mac", FT_ETHER, BASE_NONE, NULL, 0, NULL, HFILL}},
        {&hf_dnssd_device_uuid,
         {"Device UUID", "dnssd.device.uuid", FT_STRING, BASE_NONE, NULL, 0,
          "Identifier that the device keeps, as it is sent", HFILL}},
        {&hf_dnssd_device_name,
         {"Device Name", "dnssd.device.name", FT_STRING, BASE_NONE, NULL, 0,
          "Name that people gave the device", HFILL}},
        {&hf_dnssd_device_location,
         {"Device Location", "dnssd.device.location", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL}},
    };

    proto_register_field_array(proto, infos, G_N_ELEMENTS(infos));
}
