/* txt_note_corrections.c - the notes on TXT keys that no grammar should try to read.
 *
 * Each row says why it is here. A row holds for one text of a service's
 * note only; when IANA changes the note, the checksum no longer fits, the grammar reads the new
 * text, and the unit test names the row as unused.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/txt_note_parts.h"

#include <string.h>

typedef txt_note_corrected_key_t corrected_key_t;

static const corrected_key_t aeroflex[] = {
    {.key = "orb_server", .hint = "port #", .type = SVCREG_TXT_INTEGER, .optional = true},
    {.key = "product_id", .hint = "string", .optional = true},
    {.key = "txtvers", .hint = "*IDN?=<identifier>", .optional = true},
    {0},
};

static const corrected_key_t av_chat_ring_01[] = {
    {.key = "txt-vers", .hint = "int", .type = SVCREG_TXT_INTEGER},
    {.key = "conn-stat", .hint = "int", .type = SVCREG_TXT_INTEGER},
    {0},
};

static const corrected_key_t bootstrap[] = {
    {.key = "url",
     .hint = "connection url to be used by the device for bootstrapping",
     .type = SVCREG_TXT_URL,
     .optional = true},
    {.key = "namespace", .hint = "identifies the underlying application-level protocol"},
    {0},
};

#define FIX_VERSIONS "2.7|3.0|4.0|4.1|4.2|4.3|4.4|5.0"

static const corrected_key_t fix[] = {
    {.key = "txtvers", .type = SVCREG_TXT_INTEGER, .value = "1"},
    {.key = "fix", .hint = "APPLICATIONVERSION", .type = SVCREG_TXT_ENUM, .values = FIX_VERSIONS},
    {.key = "fix supported",
     .hint = "APPLICATIONVERSION[,APPLICATIONVERSION, ... ,APPLICATIONVERSION]",
     .type = SVCREG_TXT_LIST,
     .values = FIX_VERSIONS},
    {.key = "fixt", .hint = "SESSIONVERSION", .type = SVCREG_TXT_ENUM, .values = "1.1"},
    {0},
};

#define IAX_NAME "alphanumeric, additionally '_', '+', '-'"
#define IAX_EXTENSION "alphanumeric, additionally '*', '#', '_', '+', '-'"

static const corrected_key_t iax[] = {
    {.key = "auth",
     .hint = "plaintext | md5 | rsakeys",
     .type = SVCREG_TXT_ENUM,
     .values = "plaintext|md5|rsakeys",
     .optional = true},
    {.key = "userid", .hint = IAX_NAME, .type = SVCREG_TXT_USERNAME, .optional = true},
    {.key = "secret",
     .hint = "any printable ASCII characters",
     .type = SVCREG_TXT_PASSWORD,
     .optional = true},
    {.key = "domain", .hint = "any DNS domain name or IP address", .optional = true},
    {.key = "extension", .hint = IAX_EXTENSION, .optional = true},
    {.key = "context", .hint = IAX_NAME, .optional = true},
    {.key = "trunk",
     .hint = "yes | no | 0 | 1",
     .type = SVCREG_TXT_BOOLEAN,
     .values = "yes|no|0|1",
     .optional = true},
    {.key = "welcome", .hint = IAX_EXTENSION, .optional = true},
    {.key = "voicemail", .hint = IAX_EXTENSION, .optional = true},
    {.key = "reception", .hint = IAX_EXTENSION, .optional = true},
    {.key = "echotest", .hint = IAX_EXTENSION, .optional = true},
    {.key = "ivrtest", .hint = IAX_EXTENSION, .optional = true},
    {0},
};

static const corrected_key_t lxi[] = {
    {.key = "txtvers", .type = SVCREG_TXT_INTEGER},
    {.key = "*IDN?",
     .hint = "response defined by IEEE 488; e.g., manufacturer, model, serial number, version"},
    {0},
};

static const corrected_key_t mist[] = {
    {.key = "dn"}, {.key = "dt"}, {.key = "md"}, {.key = "mf"},
    {.key = "pr"}, {.key = "sn"}, {.key = "vn"}, {0},
};

static const corrected_key_t ncpu[] = {
    {.key = "u", .hint = "username", .type = SVCREG_TXT_USERNAME},
    {.key = "k", .hint = "keypattern"},
    {.key = "f", .hint = "fstabFILE"},
    {.key = "n", .hint = "namespace"},
    {.key = "h", .hint = "hostkey"},
    {.key = "r", .hint = "root"},
    {0},
};

static const corrected_key_t pochi[] = {
    {.key = "txtvers", .hint = "specification versioning", .type = SVCREG_TXT_INTEGER},
    {.key = "name", .hint = "advertising presentation string value name"},
    {0},
};

static const corrected_key_t ptp_req[] = {
    {.key = "txtvers", .type = SVCREG_TXT_INTEGER},
    {.key = "guid", .type = SVCREG_TXT_UUID},
    {.key = "c0"},
    {.key = "c1"},
    {.key = "c2"},
    {.key = "c_n", .pattern = true},
    {0},
};

static const corrected_key_t shifter[] = {
    {.key = "username",
     .hint = "The login username to use",
     .type = SVCREG_TXT_USERNAME,
     .optional = true},
    {.key = "ssh_tunnel", .hint = "Whether an SSH tunnel must be used", .type = SVCREG_TXT_BOOLEAN},
    {.key = "iface", .hint = "The network interface the server is on"},
    {.key = "version", .hint = "Software version", .type = SVCREG_TXT_VERSION},
    {.key = "ID", .hint = "Server Identifier"},
    {0},
};

#define WOT_TD                                                                                     \
    "Absolute pathname of the Thing Description of the Thing or Thing Description of the Thing "   \
    "Description Directory"
#define WOT_TYPE "Type of the Thing Description, i.e. \"Thing\" or \"Directory\""

static const corrected_key_t wot_tcp[] = {
    {.key = "td", .hint = WOT_TD, .type = SVCREG_TXT_PATH},
    {.key = "type",
     .hint = WOT_TYPE,
     .type = SVCREG_TXT_ENUM,
     .values = "Thing|Directory",
     .optional = true},
    {.key = "scheme",
     .hint = "Scheme part of URL",
     .type = SVCREG_TXT_ENUM,
     .values = "http|https|coap+tcp|coaps+tcp",
     .optional = true},
    {0},
};

static const corrected_key_t wot_udp[] = {
    {.key = "td", .hint = WOT_TD, .type = SVCREG_TXT_PATH},
    {.key = "type",
     .hint = WOT_TYPE,
     .type = SVCREG_TXT_ENUM,
     .values = "Thing|Directory",
     .optional = true},
    {.key = "scheme",
     .hint = "Scheme part of URL",
     .type = SVCREG_TXT_ENUM,
     .values = "coap|coaps",
     .optional = true},
    {0},
};

const txt_note_correction_t txt_note_corrections[] = {
    {"aeroflex", 0x710386c9, SVCREG_TXT_STATUS_KEYS, aeroflex, "LXI specification",
     "the value of txtvers is quoted and holds a key of its own, so that it is no integer"},
    {"av-chat-ring-01", 0x66515dc3, SVCREG_TXT_STATUS_KEYS, av_chat_ring_01, NULL,
     "keys and types in sentences"},
    {"bootstrap", 0x5a7ac5c4, SVCREG_TXT_STATUS_KEYS, bootstrap, NULL,
     "explained at length; its URLs are examples"},
    {"fix", 0xab55b68e, SVCREG_TXT_STATUS_KEYS, fix, NULL,
     "enumerations are listed ahead of the keys; a key has a space in it"},
    {"iax", 0x03b123bf, SVCREG_TXT_STATUS_KEYS, iax, NULL,
     "two columns, parted by nothing but the line breaks"},
    {"lxi", 0xba202192, SVCREG_TXT_STATUS_KEYS, lxi, "IEEE 488", "names a document inside a hint"},
    {"meshcop", 0xa79b9d55, SVCREG_TXT_STATUS_REFERENCE, NULL,
     "Thread 1.1 Specification, Section 8.4.1.1.2; https://www.threadgroup.org/ThreadSpec",
     "names a document without a word that announces it"},
    {"meshcop-e", 0xd3bd2a66, SVCREG_TXT_STATUS_REFERENCE, NULL,
     "Section 8.12 of the Thread Specification; https://www.threadgroup.org/ThreadSpec",
     "names a document inside a sentence"},
    {"mist", 0xdbeaa2ff, SVCREG_TXT_STATUS_KEYS, mist,
     "https://www.praesentia.com/medkit/mist-service-type",
     "keys in brackets behind a URL, parted by spaces"},
    {"ncpu", 0xe185e734, SVCREG_TXT_STATUS_KEYS, ncpu, NULL,
     "what follows \"=\" are hints that look like fixed values"},
    {"pochi", 0x98587160, SVCREG_TXT_STATUS_KEYS, pochi, NULL, "keys in a sentence"},
    {"ptp-req", 0xb8ef301a, SVCREG_TXT_STATUS_KEYS, ptp_req, NULL,
     "a sentence explains the dots between the keys"},
    {"shifter", 0xf6108e68, SVCREG_TXT_STATUS_KEYS, shifter, NULL,
     "two columns, parted by nothing but the line breaks"},
    {"wot", 0xbd890e6a, SVCREG_TXT_STATUS_KEYS, wot_tcp, "RFC7595",
     "explained at length, with values and defaults in sentences"},
    {"wot", 0x6dd35402, SVCREG_TXT_STATUS_KEYS, wot_udp, "RFC7595",
     "explained at length, with values and defaults in sentences"},
};

const size_t txt_note_n_corrections = G_N_ELEMENTS(txt_note_corrections);

const txt_note_correction_t *txt_note_correction_find(const char *service, const char *folded)
{
    uint32_t checksum = 0;
    bool summed = false;
    for (size_t i = 0; i < txt_note_n_corrections; i++) {
        const txt_note_correction_t *row = &txt_note_corrections[i];
        if (strcmp(row->service, service) != 0)
            continue;
        if (!summed)
            checksum = txt_note_checksum(folded);
        summed = true;
        if (row->checksum == checksum)
            return row;
    }
    return NULL;
}
