/* payload_kinds.c - what the first payload from an end of a TCP connection may begin.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/payload_kinds.h"

#include "ascii.h"
#include "label/pattern.h"

#include <stdlib.h>
#include <string.h>

static bool is_text(const uint8_t *payload, size_t len)
{
    enum { ENOUGH = 64 };

    for (size_t i = 0; i < len && i < ENOUGH; i++) {
        if (!pattern_is_text_byte(payload[i]))
            return false;
    }
    return true;
}

/* What is looked at here is the little that each beginning of a protocol has. */
static const pattern_row_t kinds[] = {
    {PAYLOAD_TLS, 0, {"\x14\x03", "xx"}},
    {PAYLOAD_TLS, 0, {"\x15\x03", "xx"}},
    {PAYLOAD_TLS, 0, {"\x16\x03", "xx"}},
    {PAYLOAD_TLS, 0, {"\x17\x03", "xx"}},
    {PAYLOAD_TLS, 0, {"\x18\x03", "xx"}},
    {PAYLOAD_TEXT, 0, {"PRI * HTTP/2.0\r\n", "xxxxxxxxxxxxxxxx"}}, /* binary follows */
    {PAYLOAD_PROXY, 0, {"PROXY ", "xxxxxx"}},
    {PAYLOAD_PROXY, 0, {"\r\n\r\n\0\r\nQUIT\n", "xxxxxxxxxxxx"}},
    {PAYLOAD_TPKT, 0, {"\x03\0", "xx"}},
    {PAYLOAD_NBSS, 0, {"\0\0", "xx"}},
    {PAYLOAD_NBSS, 0, {"\0\1", "xx"}},
    {PAYLOAD_NBSS, 0, {"\x81\0", "xx"}},
    {PAYLOAD_NBSS, 0, {"\x82\0", "xx"}},
    {PAYLOAD_NBSS, 0, {"\x83\0", "xx"}},
    {PAYLOAD_NBSS, 0, {"\x84\0", "xx"}},
    {PAYLOAD_NBSS, 0, {"\x85\0", "xx"}},
    {PAYLOAD_RPC, 0, {"\x80\0\0\0\0\0\0\0\0\0\0\0", "xx......xxxx"}},
    {PAYLOAD_RPC, 0, {"\x80\0\0\0\0\0\0\0\0\0\0\1", "xx......xxxx"}},
    {PAYLOAD_SOCKS, 0, {"\x05", "x"}},
    {PAYLOAD_SOCKS, 0, {"\x04\x01", "xx"}},
    {PAYLOAD_SOCKS, 0, {"\x04\x02", "xx"}},
    {PAYLOAD_SOCKS, 0, {"\0\x5a", "xx"}},
    {PAYLOAD_RESP, 0, {"*", "x"}},
    {PAYLOAD_RESP, 0, {"$", "x"}},
    {PAYLOAD_RESP, 0, {"+", "x"}},
    {PAYLOAD_RESP, 0, {"-", "x"}},
    {PAYLOAD_RESP, 0, {":", "x"}},
    {PAYLOAD_MEMCACHE, 0, {"\x80", "x"}},
    {PAYLOAD_MEMCACHE, 0, {"\x81", "x"}},
    {PAYLOAD_MEMCACHE, 0, {"get ", "xxxx"}},
    {PAYLOAD_MEMCACHE, 0, {"gets ", "xxxxx"}},
    {PAYLOAD_MEMCACHE, 0, {"set ", "xxxx"}},
    {PAYLOAD_MEMCACHE, 0, {"add ", "xxxx"}},
    {PAYLOAD_MEMCACHE, 0, {"delete ", "xxxxxxx"}},
    {PAYLOAD_MEMCACHE, 0, {"version\r", "xxxxxxxx"}},
    {PAYLOAD_MEMCACHE, 0, {"VALUE ", "xxxxxx"}},
    {PAYLOAD_MEMCACHE, 0, {"STORED\r", "xxxxxxx"}},
    {PAYLOAD_MEMCACHE, 0, {"STAT ", "xxxxx"}},
    {PAYLOAD_MEMCACHE, 0, {"VERSION ", "xxxxxxxx"}},
    {PAYLOAD_MEMCACHE, 0, {"END\r", "xxxx"}},
    {PAYLOAD_X11, 0, {"l\0\x0b\0", "x.xx"}},
    {PAYLOAD_X11, 0, {"B\0\0\x0b", "x.xx"}},
    {PAYLOAD_IEC104, 0, {"\x68", "x"}},
    {PAYLOAD_LPD, 0, {"\x01", "x"}},
    {PAYLOAD_LPD, 0, {"\x02", "x"}},
    {PAYLOAD_LPD, 0, {"\x03", "x"}},
    {PAYLOAD_LPD, 0, {"\x04", "x"}},
    {PAYLOAD_LPD, 0, {"\x05", "x"}},
    {PAYLOAD_LDAP, 0, {"\x30", "x"}},
    {PAYLOAD_MQTT, 0, {"\x10", "x"}},
    {PAYLOAD_TDS, 0, {"\x12\x01", "xx"}},
    {PAYLOAD_TDS, 0, {"\x10\x01", "xx"}},
    {PAYLOAD_TDS, 0, {"\x04\x01", "xx"}},
    {PAYLOAD_TDS, 0, {"\x02\0", "xx"}},
    {PAYLOAD_TDS, 0, {"\x02\x01", "xx"}},
    {PAYLOAD_MYSQL, 0, {"\0\0\0\0\x0a", "..xxx"}},
    {PAYLOAD_MYSQL, 0, {"\0\0\0\0\xff", "..xxx"}},
    {PAYLOAD_MYSQL, 0, {"\0\0\0\x01", "..xx"}},
    {PAYLOAD_PGSQL, 0, {"\0\0", "xx"}},
    {PAYLOAD_PGSQL, 0, {"R\0\0", "xxx"}},
    {PAYLOAD_PGSQL, 0, {"E\0\0", "xxx"}},
    {PAYLOAD_AMQP, 0, {"AMQP", "xxxx"}},
    {PAYLOAD_AMQP, 0, {"\x01\0\0", "xxx"}},
    {PAYLOAD_GIT, 0, {"0000", "hhhh"}},
    {PAYLOAD_DNS, 0, {"\0\0\0\0\0\0\0\x01", "......xx"}},
    {PAYLOAD_ENIP, 0, {"\x04\0", "xx"}},
    {PAYLOAD_ENIP, 0, {"\x63\0", "xx"}},
    {PAYLOAD_ENIP, 0, {"\x64\0", "xx"}},
    {PAYLOAD_ENIP, 0, {"\x65\0\x04\0", "xxxx"}},
    {PAYLOAD_MARK, 0, {"SSH-", "xxxx"}},
    {PAYLOAD_MARK, 0, {"RFB ", "xxxx"}},
    /* RFC 4271 section 4.1. */
    {PAYLOAD_MARK,
     0,
     {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "xxxxxxxxxxxxxxxx"}},
    {PAYLOAD_MARK, 0, {"\0\0\0\x01\x1a\x2b\x3c\x4d", "..xxxxxx"}}, /* RFC 2637 section 2 */
    {PAYLOAD_MARK, 0, {"@RSYNCD", "xxxxxxx"}},
    {PAYLOAD_MARK, 0, {"DIST", "xxxx"}},
    {PAYLOAD_MARK, 0, {"DONE", "xxxx"}},
    {PAYLOAD_MARK, 0, {"\0REQ", "xxxx"}}, /* Gearman */
    {PAYLOAD_MARK, 0, {"\0RES", "xxxx"}},
    {PAYLOAD_MARK, 0, {"GNUTELLA ", "xxxxxxxxx"}},
    {PAYLOAD_MARK, 0, {"JRMI", "xxxx"}}, /* Java Object Serialization, RMI section 10.2.1 */
    {PAYLOAD_MARK, 0, {"N\0", "xx"}},
    {PAYLOAD_MARK, 0, {"BEGIN ", "xxxxxx"}}, /* CVS client/server, pserver */
    {PAYLOAD_MARK, 0, {"I LOVE YOU", "xxxxxxxxxx"}},
    {PAYLOAD_MARK, 0, {"I HATE YOU", "xxxxxxxxxx"}},
    {PAYLOAD_MARK, 0, {"error ", "xxxxxx"}},
    {PAYLOAD_MARK, 0, {"VER 0", "xxxxd"}}, /* Microsoft Notification Protocol */
    {PAYLOAD_MARK, 0, {"USR 0", "xxxxd"}},
    {PAYLOAD_MARK, 0, {"ANS 0", "xxxxd"}},
    /* AFP over DSI: request or reply; OpenSession or GetStatus, no error. */
    {PAYLOAD_MARK, 0, {"\0\x03\0\0\0\0\0\0", "xx..xxxx"}},
    {PAYLOAD_MARK, 0, {"\0\x04\0\0\0\0\0\0", "xx..xxxx"}},
    {PAYLOAD_MARK, 0, {"\x01\x03\0\0\0\0\0\0", "xx..xxxx"}},
    {PAYLOAD_MARK, 0, {"\x01\x04\0\0\0\0\0\0", "xx..xxxx"}},
    {PAYLOAD_MARK, 0, {"\0\0\0\0WoW\0", "x...xxxx"}},
    {PAYLOAD_MARK, 0, {"DmdT", "xxxx"}}, /* NCP over TCP */
    {PAYLOAD_MARK, 0, {"tNcP", "xxxx"}},
    {PAYLOAD_MARK, 0, {"\0\0\0\0\x01\0\0\0", "..xxxxxx"}}, /* PTP/IP: Init packets */
    {PAYLOAD_MARK, 0, {"\0\0\0\0\x02\0\0\0", "..xxxxxx"}},
    {PAYLOAD_MARK, 0, {"\0\0\0\0\x03\0\0\0", "..xxxxxx"}},
    {PAYLOAD_MARK, 0, {"\0\0\0\0\x04\0\0\0", "..xxxxxx"}},
    /* RFC 6733 section 3: version, length, flags, a command's code. */
    {PAYLOAD_MARK, 0, {"\x01\0\0\0\0\0", "xx..nx"}},
    {PAYLOAD_MARK, 0, {"\x01\0\0\0\x40\0", "xx..nx"}},
    {PAYLOAD_MARK, 0, {"\x01\0\0\0\x80\0", "xx..nx"}},
    {PAYLOAD_MARK, 0, {"\x01\0\0\0\xc0\0", "xx..nx"}},
    {PAYLOAD_MARK, 0, {"\0\x0a", "xx"}},       /* RFC 7011 section 3.1: version 10 */
    {PAYLOAD_MARK, 0, {"MEGACO/", "xxxxxxx"}}, /* RFC 3525 annex B */
    {PAYLOAD_MARK, 0, {"!/", "xx"}},
    {PAYLOAD_MARK,
     0,
     {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "xxxxxxxxxxxxxxx"}}, /* RFC 4656 section 3.1 */
    {PAYLOAD_MARK, 0, {" !\"#$%&", "xxxxxxx"}}, /* RFC 864: popular is a line of all letters */
    {PAYLOAD_MARK, 0, {"!\"#$%&'", "xxxxxxx"}},
    /* RFC 959 section 4.2, RFC 5321 section 4.2, RFC 3977 section 3.2. */
    {PAYLOAD_NUMBERED, 0, {"000 ", "dddx"}},
    {PAYLOAD_NUMBERED, 0, {"000-", "dddx"}},
    {PAYLOAD_NUMBERED, 0, {"000\r", "dddx"}},
    {PAYLOAD_NUMBERED, 0, {"user ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"pass ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"acct ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"host ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"feat", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"syst", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"opts ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"clnt ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"auth ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"quit", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"noop", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"help", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"helo", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"ehlo", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"lhlo", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"mail from", "ccccxcccc"}},
    {PAYLOAD_NUMBERED, 0, {"starttls", "cccccccc"}},
    {PAYLOAD_NUMBERED, 0, {"rset", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"mode ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"capabilities", "cccccccccccc"}},
    {PAYLOAD_NUMBERED, 0, {"list", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"group ", "cccccx"}},
    {PAYLOAD_NUMBERED, 0, {"authinfo ", "ccccccccx"}},
    {PAYLOAD_NUMBERED, 0, {"date", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"ihave ", "cccccx"}},
    {PAYLOAD_NUMBERED, 0, {"check ", "cccccx"}},
    {PAYLOAD_NUMBERED, 0, {"takethis ", "ccccccccx"}},
    {PAYLOAD_NUMBERED, 0, {"xover ", "cccccx"}},
    {PAYLOAD_NUMBERED, 0, {"rcpt to", "ccccxcc"}},
    {PAYLOAD_NUMBERED, 0, {"data", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"cwd ", "cccx"}},
    {PAYLOAD_NUMBERED, 0, {"pwd", "ccc"}},
    {PAYLOAD_NUMBERED, 0, {"type ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"pasv", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"epsv", "cccc"}},
    {PAYLOAD_NUMBERED, 0, {"port ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"eprt ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"retr ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"stor ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"size ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"article ", "cccccccx"}},
    {PAYLOAD_NUMBERED, 0, {"head ", "ccccx"}},
    {PAYLOAD_NUMBERED, 0, {"body ", "ccccx"}},
    {PAYLOAD_POP, 0, {"+OK", "xxx"}},
    {PAYLOAD_POP, 0, {"-ERR", "xxxx"}},
    {PAYLOAD_POP, 0, {"user ", "ccccx"}},
    {PAYLOAD_POP, 0, {"apop ", "ccccx"}},
    {PAYLOAD_POP, 0, {"auth", "cccc"}},
    {PAYLOAD_POP, 0, {"capa", "cccc"}},
    {PAYLOAD_POP, 0, {"stls", "cccc"}},
    {PAYLOAD_POP, 0, {"quit", "cccc"}},
    {PAYLOAD_POP, 0, {"pass ", "ccccx"}},
    {PAYLOAD_POP, 0, {"stat", "cccc"}},
    {PAYLOAD_POP, 0, {"list", "cccc"}},
    {PAYLOAD_POP, 0, {"uidl", "cccc"}},
    {PAYLOAD_POP, 0, {"retr ", "ccccx"}},
    {PAYLOAD_POP, 0, {"dele ", "ccccx"}},
    {PAYLOAD_POP, 0, {"noop", "cccc"}},
    {PAYLOAD_POP, 0, {"top ", "cccx"}},
    {PAYLOAD_IMAP, 0, {"* A", "xxu"}},
    {PAYLOAD_IMAP, 0, {"+ ", "xx"}},
    {PAYLOAD_IRC, 0, {":* ", "x*x"}},
    {PAYLOAD_IRC, 0, {"nick ", "ccccx"}},
    {PAYLOAD_IRC, 0, {"user ", "ccccx"}},
    {PAYLOAD_IRC, 0, {"pass ", "ccccx"}},
    {PAYLOAD_IRC, 0, {"cap ", "cccx"}},
    {PAYLOAD_IRC, 0, {"notice ", "ccccccx"}},
    {PAYLOAD_IRC, 0, {"error ", "cccccx"}},
    {PAYLOAD_IRC, 0, {"ping ", "ccccx"}},
    {PAYLOAD_IRC, 0, {"pong ", "ccccx"}},
    {PAYLOAD_IRC, 0, {"server ", "ccccccx"}},
    {PAYLOAD_IRC, 0, {"protoctl ", "ccccccccx"}},
    {PAYLOAD_IRC, 0, {"webirc ", "ccccccx"}},
    {PAYLOAD_IRC, 0, {"authenticate ", "ccccccccccccx"}},
    {PAYLOAD_IRC, 0, {"starttls", "cccccccc"}},
    {PAYLOAD_IRC, 0, {"join ", "ccccx"}},
    {PAYLOAD_IRC, 0, {"privmsg ", "cccccccx"}},
    {PAYLOAD_IRC, 0, {"quit", "cccc"}},
    {PAYLOAD_START_LINE, 0, {"GET", "uuu"}}, /* and versions: "HTTP/" */
    {PAYLOAD_START_LINE, 0, {"M-SEARCH ", "xxxxxxxxx"}},
    {PAYLOAD_START_LINE, 0, {"\r\n", "xx"}}, /* RFC 9112 section 2.2, RFC 5626 section 3.5.1 */
    {PAYLOAD_TELNET, 0, {"\xff\xf0", "xn"}},
    {PAYLOAD_TELNET, 0, {"\x1b[", "xx"}}, /* ECMA-48 section 5.4 */
    {PAYLOAD_RCMD, 0, {"\0a", "xl"}},
    {PAYLOAD_RCMD, 0, {"\0A", "xu"}},
    {PAYLOAD_RCMD, 0, {"0\0", "dx"}},
    {PAYLOAD_RCMD, 0, {"00\0", "ddx"}},
    {PAYLOAD_RCMD, 0, {"000\0", "dddx"}},
    {PAYLOAD_RCMD, 0, {"0000\0", "ddddx"}},
    {PAYLOAD_RCMD, 0, {"00000\0", "dddddx"}},
    {PAYLOAD_CLOCK, 0, {"Mon Nov 30 00:00", "ullxullx..xddxdd"}}, /* forms that are in use */
    {PAYLOAD_CLOCK, 0, {"Mon, 30 Nov 2000 00:00", "ullxxddxullxddddxddxdd"}},
    {PAYLOAD_CLOCK, 0, {"30 NOV 2000 00:00", "ddxuuuxddddxddxdd"}},
    {PAYLOAD_CLOCK, 0, {"\n00000 00-00-00 00:00", "xdddddxddxddxddxddxdd"}},
    {PAYLOAD_CLOCK, 0, {"\xb0\0\0\0", "n...$"}}, /* since 1993 */
    {PAYLOAD_CLOCK, 0, {"\xc0\0\0\0", "n...$"}},
    {PAYLOAD_CLOCK, 0, {"\xd0\0\0\0", "n...$"}},
    {PAYLOAD_CLOCK, 0, {"\xe0\0\0\0", "n...$"}},
    {PAYLOAD_CLOCK, 0, {"\xf0\0\0\0", "n...$"}},
};

_Static_assert(sizeof kinds / sizeof *kinds <= PATTERN_MAX_ROWS, "a row has a byte as number");

/* What follows a tag of IMAP's (RFC 9051 sections 2.2.1 and 2.2.2): commands, and their results. */
static const pattern_t tagged[] = {
    {" ok ", "xccx"},           {" no ", "xccx"},
    {" bad ", "xcccx"},         {" select ", "xccccccx"},
    {" fetch ", "xcccccx"},     {" uid ", "xcccx"},
    {" list ", "xccccx"},       {" capability", "xcccccccccc"},
    {" login ", "xcccccx"},     {" authenticate ", "xccccccccccccx"},
    {" starttls", "xcccccccc"}, {" noop", "xcccc"},
    {" id ", "xccx"},           {" logout", "xcccccc"},
};

static bool is_tagged(const uint8_t *payload, size_t len)
{
    enum { TAG_MAX_LEN = 32 }; /* bytes: no client writes as many */
    size_t tag_len = 0;

    while (tag_len < len && tag_len < TAG_MAX_LEN && payload[tag_len] > ' ' &&
           payload[tag_len] < 0x7f)
        tag_len++;
    for (size_t i = 0; tag_len > 0 && i < sizeof tagged / sizeof *tagged; i++) {
        if (pattern_matches(&tagged[i], payload + tag_len, len - tag_len))
            return true;
    }
    return false;
}

bool payload_is_monotonous(const uint8_t *payload, size_t len)
{
    enum { ENOUGH = 8 };

    return len >= ENOUGH && memcmp(payload, payload + 1, len - 1) == 0;
}

static unsigned kinds_in(const pattern_chains_t *chains, unsigned chain, const uint8_t *payload,
                         size_t len)
{
    unsigned ret = 0;

    for (unsigned i = chains->first[chain]; i != 0; i = chains->next[i]) {
        const pattern_row_t *row = &kinds[i - 1];

        if (pattern_matches_so_far(&row->pattern, payload, len))
            ret |= row->meaning;
    }
    return ret;
}

unsigned payload_kinds(const uint8_t *payload, size_t len)
{
    enum { HELLO = 2 };
    static pattern_chains_t chains;
    unsigned ret = 0;

    if (len == 0 || payload_is_monotonous(payload, len))
        return 0;
    pattern_chains_make(kinds, sizeof kinds / sizeof *kinds, &chains);
    if (is_text(payload, len))
        ret |= PAYLOAD_TEXT;
    if (is_tagged(payload, len))
        ret |= PAYLOAD_IMAP;
    /* The hello of SSL 2 (RFC 5246 appendix E.2): its length has the top bit, its type is 1. */
    if (payload[0] & 0x80 && len > HELLO && payload[HELLO] == 1)
        ret |= PAYLOAD_TLS;
    return ret | kinds_in(&chains, ascii_lower(payload[0]), payload, len) |
           kinds_in(&chains, PATTERN_ANY_BYTE, payload, len);
}

typedef struct {
    const char *protocol;
    unsigned kinds;
    bool takes_all; /* its dissector, in the middle of a connection */
} kinds_row_t;

/* Sorted by protocol, byte by byte. */
static const kinds_row_t kinds_of_protocols[] = {
    {"acap", PAYLOAD_IMAP, true},
    {"amqp", PAYLOAD_AMQP, false},
    {"ardp", PAYLOAD_NEVER, false},
    {"atmtcp", PAYLOAD_NEVER, false},
    {"bgp", PAYLOAD_MARK, true},
    {"cbsp", PAYLOAD_NEVER, false},
    {"cflow", PAYLOAD_MARK, true},
    {"chargen", PAYLOAD_MARK, true},
    {"cotp", PAYLOAD_TPKT, false},
    {"cvspserver", PAYLOAD_MARK, true},
    {"daytime", PAYLOAD_CLOCK, true},
    {"db-lsp", PAYLOAD_TLS, true},
    {"diameter", PAYLOAD_MARK, true},
    {"distcc", PAYLOAD_MARK, true},
    {"dns", PAYLOAD_DNS, false},
    {"dsi", PAYLOAD_MARK, true},
    {"ecatf", PAYLOAD_NEVER, false},
    {"echo", PAYLOAD_NEVER, false},
    {"ecmp", PAYLOAD_NEVER, false},
    {"enip", PAYLOAD_ENIP, false},
    {"exec", PAYLOAD_RCMD, true},
    {"finger", PAYLOAD_TEXT, false},
    {"ftp", PAYLOAD_NUMBERED | PAYLOAD_PROXY, true},
    {"ftp-data", PAYLOAD_NEVER, false},
    {"gearman", PAYLOAD_MARK, true},
    {"git", PAYLOAD_GIT, false},
    {"gnutella", PAYLOAD_MARK | PAYLOAD_START_LINE, true},
    {"gopher", PAYLOAD_TEXT, true},
    {"h248", PAYLOAD_NEVER, false},
    {"h501", PAYLOAD_NEVER, false},
    {"http", PAYLOAD_START_LINE | PAYLOAD_PROXY, false},
    {"icap", PAYLOAD_START_LINE, true},
    {"iec60870_104", PAYLOAD_IEC104, true},
    {"imap", PAYLOAD_IMAP | PAYLOAD_PROXY, true},
    {"irc", PAYLOAD_IRC | PAYLOAD_PROXY, true},
    {"isakmp", PAYLOAD_NEVER, false},
    {"ldap", PAYLOAD_LDAP, true},
    {"lpd", PAYLOAD_LPD, true},
    {"mdns", PAYLOAD_DNS, false},
    {"megaco", PAYLOAD_MARK, true},
    {"memcache", PAYLOAD_MEMCACHE, true},
    {"mih", PAYLOAD_NEVER, false},
    {"mikey", PAYLOAD_NEVER, false},
    {"mqtt", PAYLOAD_MQTT, false},
    {"msnms", PAYLOAD_MARK, true},
    {"mysql", PAYLOAD_MYSQL, false},
    {"nbss", PAYLOAD_NBSS, true},
    {"ncp", PAYLOAD_MARK, true},
    {"nntp", PAYLOAD_NUMBERED, true},
    {"ntp", PAYLOAD_NEVER, false},
    {"pgsql", PAYLOAD_PGSQL, false},
    {"pmproxy", PAYLOAD_START_LINE, true},
    {"pop", PAYLOAD_POP | PAYLOAD_PROXY, true},
    {"pptp", PAYLOAD_MARK, true},
    {"ptpip", PAYLOAD_MARK, true},
    {"resp", PAYLOAD_RESP, true},
    {"rlogin", PAYLOAD_RCMD, true},
    {"rmi", PAYLOAD_MARK, true},
    {"rpc", PAYLOAD_RPC, true},
    {"rsh", PAYLOAD_RCMD, true},
    {"rsip", PAYLOAD_NEVER, false},
    {"rsync", PAYLOAD_MARK, true},
    {"rtsp", PAYLOAD_START_LINE, true},
    {"sip", PAYLOAD_START_LINE, true},
    {"smtp", PAYLOAD_NUMBERED | PAYLOAD_PROXY, true},
    {"socks", PAYLOAD_SOCKS, true},
    {"ssh", PAYLOAD_MARK, true},
    {"tds", PAYLOAD_TDS, false},
    {"telnet", PAYLOAD_TELNET | PAYLOAD_TEXT, true},
    {"time", PAYLOAD_CLOCK, true},
    {"tls", PAYLOAD_TLS | PAYLOAD_TEXT | PAYLOAD_PROXY, true},
    {"tpkt", PAYLOAD_TPKT, true},
    {"twamp.control", PAYLOAD_MARK, true},
    {"vnc", PAYLOAD_MARK, true},
    {"wow", PAYLOAD_MARK, true},
    {"x11", PAYLOAD_X11, true},
    {"xmpp", PAYLOAD_TEXT, false},
};

static int compare(const void *protocol, const void *row)
{
    return strcmp((const char *)protocol, ((const kinds_row_t *)row)->protocol);
}

static const kinds_row_t *kinds_row_of(const char *protocol)
{
    return (const kinds_row_t *)bsearch(protocol, kinds_of_protocols,
                                        sizeof kinds_of_protocols / sizeof *kinds_of_protocols,
                                        sizeof *kinds_of_protocols, compare);
}

unsigned payload_kinds_of(const char *protocol)
{
    const kinds_row_t *row = kinds_row_of(protocol);

    return row ? row->kinds : 0;
}

bool segment_may_be(const char *protocol, const uint8_t *payload, size_t len)
{
    const kinds_row_t *row = kinds_row_of(protocol);

    if (!row || !row->takes_all)
        return true;
    unsigned possible = row->kinds;
    /* Text comes before TLS, not in the middle. */
    if (possible & PAYLOAD_TLS)
        possible &= ~(unsigned)PAYLOAD_TEXT;
    return (payload_kinds(payload, len) & possible) != 0;
}
