/* words.c - the words that the TSV files and the display use for the registry's enumerations.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "words.h"

#include "registry.h"

#include <string.h>

static const char *const transports[SVCREG_N_TRANSPORTS] = {
    [SVCREG_TRANSPORT_NONE] = "",     [SVCREG_TRANSPORT_TCP] = "tcp",
    [SVCREG_TRANSPORT_UDP] = "udp",   [SVCREG_TRANSPORT_SCTP] = "sctp",
    [SVCREG_TRANSPORT_DCCP] = "dccp",
};

static const char *const statuses[] = {
    [SVCREG_STATUS_UNASSIGNED] = "unassigned",
    [SVCREG_STATUS_ASSIGNED] = "assigned",
    [SVCREG_STATUS_RESERVED] = "reserved",
    [SVCREG_STATUS_DYNAMIC] = "dynamic",
};

static const char *const ranges[] = {
    [SVCREG_RANGE_SYSTEM] = "System",
    [SVCREG_RANGE_USER] = "User",
    [SVCREG_RANGE_DYNAMIC] = "Dynamic",
};

static const char *const txt_statuses[] = {
    [SVCREG_TXT_STATUS_ABSENT] = "",
    [SVCREG_TXT_STATUS_KEYS] = "keys",
    [SVCREG_TXT_STATUS_NONE] = "none",
    [SVCREG_TXT_STATUS_PROPRIETARY] = "proprietary",
    [SVCREG_TXT_STATUS_REFERENCE] = "reference",
    [SVCREG_TXT_STATUS_OPAQUE] = "opaque",
};

static const char *const txt_types[SVCREG_N_TXT_TYPES] = {
    [SVCREG_TXT_STRING] = "string",
    [SVCREG_TXT_INTEGER] = "integer",
    [SVCREG_TXT_BOOLEAN] = "boolean",
    [SVCREG_TXT_VERSION] = "version",
    [SVCREG_TXT_UUID] = "uuid",
    [SVCREG_TXT_MAC] = "mac",
    [SVCREG_TXT_IP] = "ip",
    [SVCREG_TXT_URL] = "url",
    [SVCREG_TXT_PATH] = "path",
    [SVCREG_TXT_HEX] = "hex",
    [SVCREG_TXT_ENUM] = "enum",
    [SVCREG_TXT_USERNAME] = "username",
    [SVCREG_TXT_PASSWORD] = "password",
    [SVCREG_TXT_LIST] = "list",
    [SVCREG_TXT_BITS] = "bits",
    [SVCREG_TXT_HEXINT] = "hexint",
    [SVCREG_TXT_BYTES] = "bytes",
    [SVCREG_TXT_BE_INTEGER] = "be_integer",
    [SVCREG_TXT_BE_BITS] = "be_bits",
    [SVCREG_TXT_IPV6PREFIX] = "ipv6prefix",
    [SVCREG_TXT_FIXED16] = "fixed16",
    [SVCREG_TXT_PARTS] = "parts",
};

static const char *const part_kinds[] = {
    [SVCREG_PART_VALUE] = "value",
    [SVCREG_PART_BITS] = "bits",
    [SVCREG_PART_ITEM] = "item",
    [SVCREG_PART_SEPARATOR] = "separator",
};

/* Bit 5, unauthorized use, has a column of its own instead of a word. */
static const char *const flags[] = {
    "historic", "alias", "duplicate", "deassigned", "unassigned-use", NULL, "txt-proprietary",
};

static const char *const registered[SVCREG_N_REGISTERED] = {
    [SVCREG_REGISTERED_NO] = "no",
    [SVCREG_REGISTERED_YES] = "yes",
    [SVCREG_REGISTERED_OTHER] = "other",
};

static const char *const privacies[SVCREG_N_PRIVACIES] = {
    [SVCREG_PRIVACY_NONE] = "",
    [SVCREG_PRIVACY_SECRET] = "secret",
    [SVCREG_PRIVACY_PERSONAL] = "personal",
    [SVCREG_PRIVACY_IDENTIFIER] = "identifier",
};

static const char *const devices[SVCREG_N_DEVICES] = {
    [SVCREG_DEVICE_NONE] = "",
    [SVCREG_DEVICE_VENDOR] = "vendor",
    [SVCREG_DEVICE_MODEL] = "model",
    [SVCREG_DEVICE_SERIAL] = "serial",
    [SVCREG_DEVICE_FIRMWARE] = "firmware",
    [SVCREG_DEVICE_MAC] = "mac",
    [SVCREG_DEVICE_UUID] = "uuid",
    [SVCREG_DEVICE_NAME] = "name",
    [SVCREG_DEVICE_LOCATION] = "location",
};

#define LIST(array)                                                                                \
    {                                                                                              \
        (array), (int)(sizeof(array) / sizeof((array)[0]))                                         \
    }

const word_list_t transport_words = LIST(transports);
const word_list_t status_words = LIST(statuses);
const word_list_t range_words = LIST(ranges);
const word_list_t txt_status_words = LIST(txt_statuses);
const word_list_t txt_type_words = LIST(txt_types);
const word_list_t part_kind_words = LIST(part_kinds);
const word_list_t registered_words = LIST(registered);
const word_list_t privacy_words = LIST(privacies);
const word_list_t device_words = LIST(devices);
const word_list_t flag_words = LIST(flags);

int word_find(const word_list_t *list, const char *word)
{
    for (int i = 0; i < list->n; i++) {
        if (list->words[i] && strcmp(list->words[i], word) == 0)
            return i;
    }
    return -1;
}

const char *word_of(const word_list_t *list, unsigned number)
{
    const char *word = number < (unsigned)list->n ? list->words[number] : NULL;
    return word ? word : "";
}

static int digits_at(const char *text, int n)
{
    int number = 0;

    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = 10 * number + text[i] - '0';
    }
    return number;
}

date_form_t date_form(const char *text)
{
    enum { MONTH_LEN = 7, DAY_LEN = 10 };
    size_t len = strlen(text);

    if (len != MONTH_LEN && len != DAY_LEN)
        return NO_DATE;
    int month = digits_at(text + 5, 2);
    if (digits_at(text, 4) < 0 || text[4] != '-' || month < 1 || month > 12)
        return NO_DATE;
    if (len == MONTH_LEN)
        return DATE_OF_MONTH;
    int day = digits_at(text + 8, 2);
    return text[7] == '-' && day >= 1 && day <= 31 ? DATE_OF_DAY : NO_DATE;
}
