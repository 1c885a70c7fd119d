/* may_speak.c - words in names and descriptions of services, and the protocols they point to.
 *
 * HTTP, TLS and SSH carry services of every kind, others those of some kinds. Where the registry's
 * words point to the web, a user's browser, remote administration or encryption, to mail or to a
 * screen, they contradict nothing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/may_speak.h"

#include "ascii.h"

#include <stdlib.h>
#include <string.h>

#define HTTP_WORDS                                                                                 \
    "http web www proxy admin soap html browser portal upnp xml json wbem caldav manag mgmt cloud"
#define TLS_WORDS "tls ssl secur crypt cert safe auth private vpn trust"
#define MEDIA_WORDS                                                                                \
    "voip voice call telephon phone audio video media stream conferenc game rtp rtsp sip"

/* Parts of words, in lower case. What may be HTTP may be HTTPS: "tls" has the words of "http" too.
 * Sorted by protocol, byte by byte. */
static const struct speakable {
    const char *protocol;
    const char *words;
} rows[] = {
    {"ajp13", "ajp tomcat servlet java web"},
    {"amqp", "amqp messag queue broker"},
    {"bgp", "bgp rout"},
    {"bitcoin", "coin"},
    {"bittorrent", "torrent p2p peer download"},
    {"bt-dht", "torrent p2p peer download"},
    {"dcerpc", "rpc dce msmq exchange replicat opc"},
    {"diameter", "diameter"},
    {"distcc", "dist compil"},
    {"dns", "dns domain name nameserver resol"},
    {"dnscrypt", "dns domain crypt"},
    {"dtls", TLS_WORDS " dtls coap " MEDIA_WORDS},
    {"enip", "ethernet/ip cip"},
    {"ftp", "ftp file transfer"},
    {"gearman", "gearman"},
    {"git", "git version control"},
    {"http", HTTP_WORDS},
    {"iec60870_104", "iec 60870 scada"},
    {"imap", "imap mail messag"},
    {"irc", "irc chat"},
    {"isakmp", "isakmp ike ipsec vpn key"},
    {"kerberos", "kerberos krb"},
    {"ldap", "ldap director"},
    {"mongo", "mongo"},
    {"mpd", "mpd music media"},
    {"mqtt", "mqtt messag broker iot"},
    {"mysql", "mysql maria sql database"},
    {"nbd", "nbd block"},
    {"nbss", "netbios smb cifs"},
    {"nntp", "nntp news usenet"},
    {"opcua", "opc"},
    {"openvpn", "vpn"},
    {"pgsql", "pgsql postgres pgbouncer sql database"},
    {"pop", "pop mail"},
    {"quic", HTTP_WORDS " " TLS_WORDS},
    {"rdp", "rdp terminal remote desktop"},
    {"resp", "redis cache database"},
    {"rpc", "rpc nfs remote procedure sun"},
    {"rsync", "rsync sync backup mirror"},
    {"rtsp", "airplay camera " MEDIA_WORDS},
    {"sip", MEDIA_WORDS " presence messag"},
    {"smb", "smb cifs netbios file share"},
    {"smb2", "smb cifs netbios file share"},
    {"smtp", "smtp mail messag spam"},
    {"snmp", "snmp agent manag monitor trap"},
    {"socks", "socks proxy firewall onion"},
    {"ssdp", "ssdp upnp discover http"},
    {"ssh", "ssh secur shell crypt remote netconf sftp admin tunnel git"},
    {"stun", "stun turn nat-t traversal " MEDIA_WORDS},
    {"syslog", "log event audit"},
    {"svn", "svn subversion"},
    {"tds", "tds sql database"},
    {"telnet", "tel term tty console shell login tn3270 serial"},
    {"tftp", "tftp file boot transfer"},
    {"tls", HTTP_WORDS " " TLS_WORDS},
    {"vnc", "vnc rfb remote desktop display screen console"},
    {"wg", "vpn tunnel wireguard"},
    {"x11", "x11 xwin window display"},
    {"xmpp", "xmpp jabber chat presence messag instant"},
    {"zabbix", "zabbix"},
};

static int compare(const void *protocol, const void *row)
{
    return strcmp((const char *)protocol, ((const struct speakable *)row)->protocol);
}

static bool contains(const char *text, const char *word, size_t word_len)
{
    for (; *text != '\0'; text++) {
        size_t n = 0;
        while (n < word_len && ascii_lower((uint8_t)text[n]) == (uint8_t)word[n])
            n++;
        if (n == word_len)
            return true;
    }
    return false;
}

bool service_may_speak(const char *protocol, const char *service, const char *description)
{
    const struct speakable *row = (const struct speakable *)bsearch(
        protocol, rows, sizeof rows / sizeof *rows, sizeof *rows, compare);

    if (!row)
        return true;
    for (const char *word = row->words; *word != '\0';) {
        size_t len = strcspn(word, " ");

        if (contains(service, word, len) || contains(description, word, len))
            return true;
        word += len;
        word += strspn(word, " ");
    }
    return false;
}
