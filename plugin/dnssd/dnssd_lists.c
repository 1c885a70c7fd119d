/* dnssd_lists.c - service types of names that bear none themselves.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dnssd/dnssd_lists.h"

#include "dnssd/dnssd_service.h"

#include <string.h>

enum {
    MAX_KNOWN = 1000, /* names: what a capture invents beyond that is known in its message alone */
    MAX_HOPS = 3      /* compression pointers of a first look; sound names need one */
};

/* The service type that lists a name. */
typedef struct {
    name_key_t name; /* as sent; the key */
    dns_name_t type; /* owner of the PTR record */
    dnssd_parts_t parts;
    uint32_t frame;       /* that said so first */
    uint32_t other_frame; /* in which another type listed it as well; 0: none */
    uint8_t bytes[DNS_MAX_NAME];
} list_t;

static GHashTable *lists; /* of list_t, by `name` */

static void forget_all(void)
{
    if (lists)
        g_hash_table_destroy(lists);
    lists = g_hash_table_new_full(name_key_hash, name_key_equal, NULL, g_free);
}

void dnssd_lists_register(void)
{
    forget_all();
    register_init_routine(forget_all);
}

bool dnssd_lacks_type(const dnssd_message_t *message, const dnssd_record_t *record)
{
    return record->parts.kind == DNSSD_OTHER && record->role != DNSSD_QUESTION &&
           record->class == DNS_CLASS_IN && record->dns.owner.defect == DNS_NAME_OK &&
           (record->dns.type == DNS_TYPE_SRV || record->dns.type == DNS_TYPE_TXT) &&
           !dnssd_is_update(message);
}

/* Whether a record lists a name without a service type. */
static bool is_list(const dnssd_record_t *record)
{
    return record->dns.type == DNS_TYPE_PTR && record->role != DNSSD_QUESTION &&
           record->class == DNS_CLASS_IN && record->has_target && record->target.parts.listed;
}

/* The name that a record lists, as it was before dnssd_parts_list(). */
static name_key_t listed_name(const dnssd_record_t *record)
{
    const dns_name_t *name = &record->target.name;

    return (name_key_t){name->wire, name->label[record->target.parts.n_instance]};
}

/* Service type and domain of a name. */
static name_key_t type_of(const dns_name_t *name, const dnssd_parts_t *parts)
{
    const unsigned at = name->label[parts->service];

    return (name_key_t){name->wire + at, name->len - at};
}

static bool types_equal(const list_t *list, const dns_name_t *type, const dnssd_parts_t *parts)
{
    const name_key_t a = type_of(&list->type, &list->parts), b = type_of(type, parts);

    return name_key_equal(&a, &b);
}

/* Fill a new entry. */
static void list_init(list_t *list, const dnssd_record_t *record, uint32_t frame)
{
    const name_key_t name = listed_name(record);

    list->type = record->dns.owner;
    list->parts = record->parts;
    list->frame = frame;
    list->other_frame = 0;
    memcpy(list->bytes, name.bytes, name.len);
    list->name = (name_key_t){list->bytes, name.len};
}

/* The record says the same, or that another type lists the name from some frame on. */
static void list_add(list_t *list, const dnssd_record_t *record, uint32_t frame)
{
    if (types_equal(list, &record->dns.owner, &record->parts)) {
        list->frame = MIN(list->frame, frame);
        return;
    }
    /* Packets may be looked at in any order. */
    const uint32_t both = MAX(list->frame, frame);
    list->other_frame = list->other_frame == 0 ? both : MIN(list->other_frame, both);
}

void dnssd_lists_add(const dnssd_message_t *message, const dnssd_record_t *record)
{
    /* The same is remembered whether somebody looks at the packet or not. */
    if (!is_list(record) || !dnssd_may_list(&message->dns, &record->dns))
        return;
    const name_key_t name = listed_name(record);
    list_t *list = (list_t *)g_hash_table_lookup(lists, &name);
    if (list) {
        list_add(list, record, message->origin.when.frame);
    } else if (g_hash_table_size(lists) < MAX_KNOWN) {
        list = g_new(list_t, 1);
        list_init(list, record, message->origin.when.frame);
        g_hash_table_insert(lists, &list->name, list);
    }
}

static bool is_ptr(const dns_message_t *message _U_, const dns_record_t *record)
{
    return record->type == DNS_TYPE_PTR;
}

/* The names that the message itself lists, of list_t. */
static wmem_map_t *read_lists(const dnssd_message_t *message)
{
    wmem_allocator_t *pool = message->pool;
    wmem_map_t *ret = wmem_map_new(pool, name_key_hash, name_key_equal);
    dnssd_record_t *record = wmem_new(pool, dnssd_record_t);
    dns_message_t again;
    dns_record_t dns;

    if (!dns_message_init(message->dns.bytes, message->dns.len, &again))
        return ret;
    while (dns_message_next_of(&again, is_ptr, &dns)) {
        dnssd_record_read(&again, message->place.multicast, &dns, record);
        if (!is_list(record))
            continue;
        const name_key_t name = listed_name(record);
        list_t *list = (list_t *)wmem_map_lookup(ret, &name);
        if (list) {
            list_add(list, record, message->origin.when.frame);
            continue;
        }
        list = wmem_new(pool, list_t);
        list_init(list, record, message->origin.when.frame);
        wmem_map_insert(ret, &list->name, list);
    }
    return ret;
}

/* The list that holds for a name in a message; NULL: none, or several. */
static const list_t *find(const dnssd_message_t *message, wmem_map_t *own, name_key_t name)
{
    const uint32_t frame = message->origin.when.frame;
    const list_t *here = (list_t *)wmem_map_lookup(own, &name);
    const list_t *before = (list_t *)g_hash_table_lookup(lists, &name);

    if (here && here->other_frame != 0)
        return NULL;
    if (!before || before->frame >= frame)
        return here;
    if ((before->other_frame != 0 && before->other_frame < frame) ||
        (here && !types_equal(before, &here->type, &here->parts)))
        return NULL;
    return before;
}

void dnssd_lists_apply(dnssd_message_t *message)
{
    wmem_map_t *own = read_lists(message);

    for (unsigned i = 0; i < message->n_all; i++) {
        dnssd_record_t *record = message->records[i];
        if (!dnssd_lacks_type(message, record))
            continue;
        const list_t *list = find(message, own, dns_name_key(&record->dns.owner));
        if (list && dnssd_parts_list(&list->type, &list->parts, &record->dns.owner, &record->parts))
            record->service = dnssd_service_of(&record->dns.owner, &record->parts);
    }
}

/* Go past the compression pointers at *at, which may stand before a label. False when there are more
 * than sound names have, or nothing. */
static bool find_label(const dns_message_t *message, size_t *at)
{
    for (unsigned hops = 0; *at < message->len && hops <= MAX_HOPS; hops++) {
        const uint8_t *bytes = message->bytes + *at;
        if (bytes[0] <= DNS_MAX_LABEL)
            return true;
        if (message->len - *at < 2)
            return false;
        *at = (size_t)(bytes[0] & DNS_MAX_LABEL) << 8 | bytes[1];
    }
    return false;
}

/* Whether a label at `at`, a name's or its rest's, begins with an underscore. */
static bool has_underscore(const dns_message_t *message, size_t at)
{
    return find_label(message, &at) && message->bytes[at] > 0 && message->len - at > 1 &&
           message->bytes[at + 1] == '_';
}

bool dnssd_may_list(const dns_message_t *message, const dns_record_t *record)
{
    size_t at = record->rdata_offset;

    if (record->type != DNS_TYPE_PTR || !find_label(message, &at))
        return false;
    /* Nearly all PTR records name an instance of a service type, or a type: their second label has
     * one. */
    return !has_underscore(message, at + 1U + message->bytes[at]) && !has_underscore(message, at) &&
           has_underscore(message, record->offset);
}
