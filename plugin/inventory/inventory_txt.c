/* inventory_txt.c - the attributes of a TXT record as an inventory has them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/inventory_txt.h"

#include "common/name_set.h"
#include "common/registry_in_use.h"
#include "common/text.h"
#include "dnssd/dnssd_service.h"
#include "dnssd/dnssd_txt_fields.h"
#include "dnssd/dnssd_txt_tree.h"
#include "user/own_txt_keys.h"

#include <string.h>

/* "Lightbulb (accessory category)" */
static const char *meaning_text(wmem_allocator_t *pool, const char *reading,
                                const svcreg_txt_key_t *key)
{
    const char *meaning = key->meaning[0] != '\0' ? key->meaning : key->hint;

    if (reading[0] == '\0' || meaning[0] == '\0')
        return reading[0] != '\0' ? reading : meaning;
    return wmem_strdup_printf(pool, "%s (%s)", reading, meaning);
}

static void read_attribute(const dnssd_message_t *message, const dnssd_service_t *service,
                           const txt_record_t *record, const txt_reader_t *reader,
                           const txt_string_t *string, inventory_attribute_t *ret)
{
    wmem_allocator_t *pool = message->pinfo->pool;
    const uint8_t *key = txt_string_key(reader, string);
    const uint8_t *value = txt_string_value(reader, string);
    svcreg_txt_key_t definition;
    unsigned first, end;
    (void)svcreg_txt_keys_of(registry_in_use(), service->name, service->len, &first, &end);
    int id = svcreg_txt_find(registry_in_use(), first, end, service->transport, (const char *)key,
                             string->key_len, record);
    bool own = own_txt_key_find(service->name, service->len, service->transport, (const char *)key,
                                string->key_len, &definition);

    *ret = (inventory_attribute_t){.key = text_from_bytes(pool, key, string->key_len),
                                   .value = string->presence == TXT_NO_VALUE
                                                ? NULL
                                                : text_from_bytes(pool, value, string->value_len),
                                   .meaning = "",
                                   .product = ""};
    if (!own && id >= 0)
        svcreg_txt_key_get(registry_in_use(), (unsigned)id, &definition);
    bool known = own || id >= 0;
    ret->credential =
        txt_credential_of(string, key, value, known ? definition.type : SVCREG_TXT_STRING);
    if (!known)
        return;
    const txt_range_t range = {.bytes = value, .len = (int)string->value_len};
    ret->meaning = meaning_text(pool,
                                !own && string->presence == TXT_VALUE
                                    ? dnssd_txt_fields_reading(pool, (unsigned)id, &range)
                                    : "",
                                &definition);
    ret->inferred = definition.inferred;
    ret->privacy = definition.privacy;
    ret->device = definition.device;
    if (definition.device == SVCREG_DEVICE_MODEL)
        ret->product =
            svcreg_product_of_model(registry_in_use(), (const char *)value, string->value_len);
}

const inventory_attribute_t *inventory_txt_read(const dnssd_message_t *message,
                                                const dnssd_record_t *record, unsigned *ret_n)
{
    wmem_allocator_t *pool = message->pinfo->pool;
    txt_record_t whole = {.bytes = message->dns.bytes + record->dns.rdata_offset,
                          .len = record->dns.rdata_len};
    /* A string with a key has two bytes at least. */
    const unsigned max = (unsigned)MIN(whole.len / 2, TXT_MAX_STRINGS);
    inventory_attribute_t *ret = wmem_alloc_array(pool, inventory_attribute_t, MAX(max, 1));
    wmem_map_t *seen = name_set_new(pool);
    txt_reader_t reader;
    txt_string_t string;
    unsigned n = 0;

    if (record->parts.kind == DNSSD_INSTANCE && record->parts.n_instance > 0)
        whole.instance = dns_name_label(&record->dns.owner, 0, &whole.instance_len);
    txt_reader_init(&reader, whole.bytes, whole.len);
    while (n < max && txt_reader_next(&reader, &string)) {
        const uint8_t *key = txt_string_key(&reader, &string);
        /* Of a key that occurs again the first counts (RFC 6763 section 6.4). */
        if (string.key_len > 0 && name_set_add(pool, seen, (name_key_t){key, string.key_len}))
            read_attribute(message, &record->service, &whole, &reader, &string, &ret[n++]);
    }
    *ret_n = n;
    return ret;
}
