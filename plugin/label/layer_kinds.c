/* layer_kinds.c - the protocols that are not themselves what is spoken.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/layer_kinds.h"

#include <stdlib.h>
#include <string.h>

/* How a row is made: the names are those of Wireshark 4.0 to 4.6 (tshark -G protocols). Where a
 * version renamed one (pkcs-1, pkcs1; pkixalgs) both stand. A protocol that is a service of its own
 * somewhere (Kerberos, TLS, OCSP's HTTP) has no row: inside another it comes after content
 * (gss-api), which ends the search.
 * Sorted by name, byte by byte. */
static const layer_kind_row_t rows[] = {
    /* clang-format off */
    {"_ws.expert", LAYER_NOTHING},
    {"_ws.malformed", LAYER_NOTHING},
    {"_ws.short", LAYER_NOTHING},
    {"_ws.unreassembled", LAYER_NOTHING},
    {"acse", LAYER_CARRIER},
    {"ber", LAYER_CONTENT},
    {"cbor", LAYER_CONTENT},
    {"cms", LAYER_CONTENT},
    {"cose", LAYER_CONTENT},
    {"cose_params", LAYER_CONTENT},
    {"cotp", LAYER_CARRIER},
    {"credssp", LAYER_CONTENT},
    {"data", LAYER_NOTHING},
    {"data-text-lines", LAYER_CONTENT},
    {"dccp", LAYER_TRANSPORT},
    {"diameter", LAYER_WHOLE},
    {"dnssd", LAYER_NOTHING},
    {"e164", LAYER_CONTENT},
    {"e212", LAYER_CONTENT},
    {"eap", LAYER_CONTENT},
    {"eth", LAYER_INNER},
    {"eth_maybefcs", LAYER_INNER},
    {"ethertype", LAYER_INNER},
    {"exablaze", LAYER_NOTHING},
    {"f5ethtrailer", LAYER_NOTHING},
    {"f5ethtrailer.provider.noise", LAYER_NOTHING},
    {"f5ethtrailer.tls", LAYER_NOTHING},
    {"f5fileinfo", LAYER_NOTHING},
    {"frame", LAYER_INNER},
    {"gif", LAYER_CONTENT},
    {"gmtrailer", LAYER_NOTHING},
    {"gss-api", LAYER_CONTENT},
    {"h235", LAYER_CONTENT},
    {"http-body", LAYER_CONTENT},
    {"image-gif", LAYER_CONTENT},
    {"image-jfif", LAYER_CONTENT},
    {"imf", LAYER_CONTENT},
    {"ip", LAYER_INNER},
    {"ipv6", LAYER_INNER},
    {"ixiatrailer", LAYER_NOTHING},
    {"jpeg", LAYER_CONTENT},
    {"json", LAYER_CONTENT},
    {"json_3gpp", LAYER_CONTENT},
    {"kpasswd", LAYER_WHOLE},
    {"llc", LAYER_INNER},
    {"logotypecertextn", LAYER_CONTENT},
    {"media", LAYER_CONTENT},
    {"message-http", LAYER_CONTENT},
    {"metamako", LAYER_NOTHING},
    {"mime_multipart", LAYER_CONTENT},
    {"mp2t", LAYER_WHOLE},
    {"mp4", LAYER_CONTENT},
    {"multipart", LAYER_CONTENT},
    {"negoex", LAYER_CONTENT},
    {"ns_cert_exts", LAYER_CONTENT},
    {"ntlmssp", LAYER_CONTENT},
    {"ocsp", LAYER_CONTENT},
    {"openvpn", LAYER_WHOLE},
    {"per", LAYER_CONTENT},
    {"pkcs-1", LAYER_CONTENT},
    {"pkcs1", LAYER_CONTENT},
    {"pkcs10", LAYER_CONTENT},
    {"pkcs12", LAYER_CONTENT},
    {"pkinit", LAYER_CONTENT},
    {"pkix-cert", LAYER_CONTENT},
    {"pkix1explicit", LAYER_CONTENT},
    {"pkix1implicit", LAYER_CONTENT},
    {"pkixac", LAYER_CONTENT},
    {"pkixalgs", LAYER_CONTENT},
    {"pkixproxy", LAYER_CONTENT},
    {"pkixqualified", LAYER_CONTENT},
    {"pkixtsp", LAYER_CONTENT},
    {"png", LAYER_CONTENT},
    {"ppp", LAYER_INNER},
    {"pres", LAYER_CARRIER},
    {"protobuf", LAYER_CONTENT},
    {"protobuf_json", LAYER_CONTENT},
    {"prp", LAYER_NOTHING},
    {"pw.padding", LAYER_NOTHING},
    {"ros", LAYER_CARRIER},
    {"rtp", LAYER_WHOLE},
    {"rtse", LAYER_CARRIER},
    {"sctp", LAYER_TRANSPORT},
    {"sdp", LAYER_CONTENT},
    {"ses", LAYER_CARRIER},
    {"spnego", LAYER_CONTENT},
    {"spnego-krb5", LAYER_CONTENT},
    {"svcreg", LAYER_NOTHING},
    {"t125", LAYER_CARRIER},
    {"tcp", LAYER_TRANSPORT},
    {"tds", LAYER_WHOLE},
    {"tnef", LAYER_CONTENT},
    {"tpkt", LAYER_CARRIER},
    {"udp", LAYER_TRANSPORT},
    {"udplite", LAYER_TRANSPORT},
    {"urlencoded-form", LAYER_CONTENT},
    {"vssmonitoring", LAYER_NOTHING},
    {"wbxml", LAYER_CONTENT},
    {"wlan", LAYER_INNER},
    {"wlancertextn", LAYER_CONTENT},
    {"x509af", LAYER_CONTENT},
    {"x509ce", LAYER_CONTENT},
    {"x509if", LAYER_CONTENT},
    {"x509sat", LAYER_CONTENT},
    {"xml", LAYER_CONTENT},
    /* clang-format on */
};

enum { N_ROWS = sizeof rows / sizeof *rows };

static int compare(const void *name, const void *row)
{
    return strcmp(name, ((const layer_kind_row_t *)row)->protocol);
}

layer_kind_t layer_kind_of(const char *protocol)
{
    const layer_kind_row_t *row = bsearch(protocol, rows, N_ROWS, sizeof *rows, compare);

    return row ? row->kind : LAYER_APPLICATION;
}

const layer_kind_row_t *layer_kinds_table(size_t *ret_n_rows)
{
    *ret_n_rows = N_ROWS;
    return rows;
}
