/* test_signature.c - what payloads begin with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/datagrams.h"
#include "label/payload_kinds.h"
#include "label/signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

/* clang-format off */
#define ROW(protocol, bytes) {protocol, bytes, sizeof bytes - 1}
/* clang-format on */

static const struct {
    const char *protocol;
    const char *bytes;
    size_t len;
} rows[] = {
    ROW("tls", "\x16\x03\x01\x02\x00\x01\x00"),
    ROW("tls", "\x16\x03\x03\x00\x50\x02"),
    ROW(NULL, "\x16\x03\x03\x00\x50"),     /* cut off */
    ROW(NULL, "\x16\x03\x03\x00\x50\x0b"), /* a certificate: no beginning */
    ROW(NULL, "\x17\x03\x03\x00\x50\x01"), /* application data */
    ROW("ssh", "SSH-2.0-OpenSSH_9.2"),
    ROW("ssh", "SSH-1.99-x"),
    ROW(NULL, "SSH-3.0-x"),
    ROW("http", "GET / HTTP/1.1\r\n"),
    ROW("http", "POST /x"),
    ROW("http", "HTTP/1.1 200 OK"),
    ROW(NULL, "HTTP/2"),
    ROW(NULL, "GET x"),
    ROW("http", "CONNECT www.example.com:443 HTTP/1.1\r\n"),
    ROW("http", "CONNECT [2001:db8::1]:443 HTTP/1.0\r\n"),
    ROW(NULL, "CONNECT irc.example.com 6667\r\n"),
    ROW(NULL, "CONNECT irc.example.com HTTP/1.1\r\n"),
    ROW(NULL, "CONNECT irc.example.com: HTTP/1.1\r\n"),
    ROW(NULL, "CONNECT :443 HTTP/1.1\r\n"),
    ROW(NULL, "CONNECT 443 HTTP/1.1\r\n"),
    ROW(NULL, "CONNECT www.example.com:443 HTTP/1"),
    ROW(NULL, "CONNECT "),
    ROW("http", "PUT /x"),
    ROW("http", "OPTIONS * HTTP/1.1"),
    ROW("http", "GET http://www.example.com/ HTTP/1.1"),
    ROW("http", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    ROW("rtsp", "OPTIONS rtsp://192.0.2.1/ RTSP/1.0"),
    ROW("rtsp", "OPTIONS * RTSP/1.0"),
    ROW("sip", "OPTIONS sip:bob@example.net SIP/2.0"),
    ROW("sip", "SIP/2.0 200 OK"),
    ROW(NULL, "SIP/2.0 OK"),
    ROW("smtp", "220 mail.example.net ESMTP ready"),
    ROW("smtp", "EHLO example.net"),
    ROW("ftp", "220 (vsFTPd 3.0.3)\r\n"),
    ROW("ftp", "220-x\r\n220 FTP\r\n"),
    ROW(NULL, "220 ready\r\n"),
    ROW(NULL, "220 ready\0 ESMTP"), /* text ends before */
    ROW("nntp", "200 example.net NNTP ready"),
    ROW("pop", "+OK ready"),
    ROW(NULL, "+OK\r\n"), /* Redis */
    ROW("imap", "* OK ready"),
    ROW("irc", "NICK bob\r\nUSER bob 0 * :Bob\r\n"),
    ROW("irc", ":irc.example.net NOTICE * :*** hello"),
    ROW(NULL, "NICK bob\r\n"),
    ROW("xmpp", "<?xml version='1.0'?><stream:stream to='x'"),
    ROW(NULL, "<?xml version='1.0'?><svg>"),
    ROW("telnet", "\xff\xfd\x18\xff\xfd\x20"),
    ROW(NULL, "\xff\xfd\x18"),
    ROW("vnc", "RFB 003.008\n"),
    ROW("rdp", "\3\0\0\x13\x0e\xe0\0\0\0\0\0\1\0\x08\0\x0b\0\0\0"),
    ROW("rdp", "\3\0\0\x2b\x26\xe0\0\0\0\0\0Cookie: mstshash=bob\r\n"),
    ROW(NULL, "\3\0\0\x0b\6\xe0\0\0\0\1\0"), /* COTP alone */
    ROW("smb2", "\0\0\0\xa8\xfeSMB"),
    ROW("bgp", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\x35\1\4"),
    ROW("ldap", "\x30\x0c\2\1\1\x60\7"),
    ROW("snmp", "\x30\x29\2\1\1\4\6public"),
    ROW("rpc", "\x80\0\0\x28\x12\x34\x56\x78\0\0\0\0\0\0\0\2\0\1\x86\xa0"),
    ROW("socks", "\5\1\0"),
    ROW(NULL, "\5\1\0\1"), /* more methods than it says */
    ROW("mqtt", "\x10\x0d\0\4MQTT\4"),
    ROW("amqp", "AMQP\0\0\x09\1"),
    ROW("mysql", "\x4a\0\0\0\x0a"
                 "8.0.33"),
    ROW("mysql", "\x5b\0\0\0\x0a"
                 "11.4.2-MariaDB"),
    ROW("pgsql", "\0\0\0\x08\4\xd2\x16\x2f"),
    ROW("tds", "\x12\1\0\x2f\0\0\1\0\0\0\x1a\0\6"),
    ROW("resp", "*1\r\n$4\r\nPING\r\n"),
    ROW("x11", "l\0\x0b\0\0\0"),
    ROW("git", "0030git-upload-pack /x.git"),
    ROW(NULL, "0030"),
    ROW("dns", "\0\x1d\x12\x34\1\0\0\1\0\0\0\0"),
    ROW(NULL, "\0\x1d\x12\x34\0\0\0\1\0\0\0\0"), /* LLMNR, as well */
    ROW("ftp", "AUTH TLS\r\n"),
    ROW("syslog", "<13>Nov 30 03:00:00 beta x"),
    ROW("syslog", "<165>1 2026-11-30T03:00:00Z beta x"),
    ROW(NULL, "<13>nov"),
    ROW("dcerpc", "\5\0\x0b\3\x10\0\0\0\x48\0"),
    ROW("nbss", "\x81\0\0\x44\x20"
                "CKFDENECFDEFFCFGEFFCCACACACACACA"),
    ROW("ajp13", "\x12\x34\0\x50\2\2\0\x08HTTP/1.1\0"),
    ROW("ajp13", "\x12\x34\0\1\x0a"),
    ROW(NULL, "\x12\x34\0\1\x0a\0"),
    ROW("iec60870_104", "\x68\4\7\0\0\0"),
    ROW("opcua", "HELF\x2f\0\0\0\0\0\0\0"),
    ROW("enip", "\x65\0\4\0\0\0\0\0\0\0\0\0"),
    ROW("diameter", "\1\0\0\x88\x80\0\1\1\0\0\0\0"),
    ROW("bitcoin", "\xf9\xbe\xb4\xd9version\0"),
    ROW("zabbix", "ZBXD\1\x0a"),
    ROW("nbd", "NBDMAGICIHAVEOPT"),
    ROW("gearman", "\0REQ\0\0\0\7"),
    ROW("distcc", "DIST00000001ARGC"),
    ROW("svn", "( success ( 2 2 "),
    ROW("mpd", "OK MPD 0.23.5\n"),
    ROW("mysql", "\x45\0\0\0\xff\x6a\4Host '192.0.2.2'"),
    ROW("rtsp", "GET /info RTSP/1.0\r\nCSeq: 0\r\n\r\n"),
    ROW("rtsp", "POST /fp-setup RTSP/1.0\r\n"),
    ROW("http", "GET /RTSP/1.0 HTTP/1.1\r\n RTSP/1.0\r\n"),
    ROW("bittorrent", "\x13"
                      "BitTorrent protocol"),
    ROW(NULL, ""),
};

#define ZEROS_16 "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define BYTES_64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* Datagrams: what is TCP's alone is nothing here. */
static const struct {
    const char *protocol;
    const char *bytes;
    size_t len;
} datagrams[] = {
    ROW("sip", "REGISTER sip:example.net SIP/2.0"),
    ROW("stun", "\0\1\0\0\x21\x12\xa4\x42"),
    ROW("dtls", "\x16\xfe\xff\0\0\0\0\0\0\0\0\0\x2f\1"),
    ROW(NULL, "\x17\xfe\xfd\0\1\0\0\0\0\0\0\0\x2f\1"),
    ROW("ssdp", "M-SEARCH * HTTP/1.1\r\n"),
    ROW("snmp", "\x30\x29\2\1\1\4\6public"),
    ROW("rpc", "\x12\x34\x56\x78\0\0\0\0\0\0\0\2\0\1\x86\xa0"),
    ROW("dns", "\x12\x34\1\0\0\1\0\0\0\0\0\1\7example\0"),
    ROW(NULL, "\x12\x34\1\0\0\1\0\0\0\0\0\0\x20"
              "CKFD"), /* NetBIOS */
    ROW("dns", "\x12\x34\x81\x80\0\1\0\2\0\0\0\1\7example\0"),
    ROW(NULL, "\x12\x34\x84\0\0\1\0\2\0\0\0\1\7example\0"), /* mDNS */
    ROW(NULL, "\x12\x34\x85\x80\0\1\0\1\0\0\0\0\x20"
              "CKFD"), /* NetBIOS */
    ROW("quic", "\xc3\0\0\0\1\x08"),
    ROW("quic", "\xd3\x6b\x33\x43\xcf\x08"),
    ROW(NULL, "\x83\0\0\0\1"),
    ROW("syslog", "<30>Nov  1 03:00:00 beta x"),
    ROW("tftp", "\0\1boot/file\0octet\0"),
    ROW(NULL, "\0\1\0octe"),
    ROW("kerberos", "\x6a\x81\xa0\x30\x81\x9d\xa1\3\2\1\5\xa2\3\2\1\x0a"),
    ROW("openvpn", "\x38\1\2\3\4\5\6\7\x08\0\0\0\0\0"),
    ROW("wg", "\1\0\0\0" BYTES_64 BYTES_64 ZEROS_16),
    ROW("wg", "\2\0\0\0" BYTES_64 "12345678" ZEROS_16),
    ROW(NULL, "\1\0\0\0" BYTES_64 BYTES_64 "0123456789abcdef"), /* under load: no saying */
    ROW(NULL, "\1\0\0\0" BYTES_64 BYTES_64 ZEROS_16 "\0"),
    ROW(NULL, "\1\0\0\0" BYTES_64 BYTES_64),
    ROW("isakmp", "12345678\0\0\0\0\0\0\0\0\x21\x20\x22\x08\0\0\0\0\0\0\1\xc0"),
    ROW("isakmp", "12345678"
                  "abcdefgh\x21\x20\x22\x20\0\0\0\0\0\0\1\xc0"),
    ROW("isakmp", "12345678\0\0\0\0\0\0\0\0\1\x10\2\0\0\0\0\0"),
    ROW(NULL, "12345678\0\0\0\0\0\0\0\0\1\x10\2\0\0\0\0\1"),
    ROW("dnscrypt", "r6fnvWj8nonce"),
    ROW("bt-dht", "d1:ad2:id20:"),
    ROW(NULL, "GET / HTTP/1.1\r\n"),
    ROW(NULL, ""),
};

static void test_signature_of(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *protocol =
            signature_name(signature_of((const uint8_t *)rows[i].bytes, rows[i].len));

        if (!protocol != !rows[i].protocol || (protocol && strcmp(protocol, rows[i].protocol) != 0))
            fail_msg("\"%s\": %s", rows[i].bytes, protocol ? protocol : "nothing");
    }
}

static void test_signature_of_datagram(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof datagrams / sizeof *datagrams; i++) {
        const char *protocol = signature_name(
            signature_of_datagram((const uint8_t *)datagrams[i].bytes, datagrams[i].len));

        if (!protocol != !datagrams[i].protocol ||
            (protocol && strcmp(protocol, datagrams[i].protocol) != 0))
            fail_msg("datagram \"%s\": %s", datagrams[i].bytes, protocol ? protocol : "nothing");
    }
}

#define SAID(role, bytes)                                                                          \
    {                                                                                              \
        ROLE_##role, bytes, sizeof bytes - 1                                                       \
    }

/* What a payload is to be. */
typedef struct {
    payload_role_t role;
    const char *bytes;
    size_t len;
} said_t;

static void check_roles(const said_t *said, size_t n,
                        payload_role_t (*role_of)(const uint8_t *payload, size_t len))
{
    for (size_t i = 0; i < n; i++) {
        if (role_of((const uint8_t *)said[i].bytes, said[i].len) != said[i].role)
            fail_msg("row %zu", i);
    }
}

static void test_datagram_role(void **state)
{
    static const said_t said[] = {
        SAID(ASKS, "\x12\x34\1\0\0\1\0\0\0\0\0\1\7example"), /* DNS */
        SAID(ANSWERS, "\x12\x34\x81\x80\0\1\0\2\0\0\0\1\7example"),
        SAID(ASKS, "REGISTER sip:example.net SIP/2.0"),
        SAID(UNKNOWN, "INVITE sip:bob@example.net SIP/2.0"),
        SAID(UNKNOWN, ""),
        SAID(ASKS, "\0\1\0\0\x21\x12\xa4\x42"), /* STUN: request, indication, response */
        SAID(UNKNOWN, "\0\x11\0\0\x21\x12\xa4\x42"),
        SAID(ANSWERS, "\1\1\0\0\x21\x12\xa4\x42"),
        SAID(ASKS, "\x16\xfe\xff\0\0\0\0\0\0\0\0\0\x2f\1"), /* DTLS */
        SAID(ANSWERS, "\xc1\0\0\0\1\0\x08"),                /* QUIC, by the name's length */
        SAID(ANSWERS, "\xc1\0\0\0\1\3abc\x08"),
        SAID(ANSWERS, "\xc1\0\0\0\1\7abcdefg\x08"),
        SAID(UNKNOWN, "\xc1\0\0\0\1\x08"),
        SAID(ASKS, "\1\0\0\0" BYTES_64 BYTES_64 ZEROS_16), /* WireGuard */
        SAID(ANSWERS, "\2\0\0\0" BYTES_64 "12345678" ZEROS_16),
        SAID(ASKS, "12345678\0\0\0\0\0\0\0\0\x21\x20\x22\x08\0\0\0\0"), /* IKE */
        SAID(ANSWERS, "12345678"
                      "abcdefgh\x21\x20\x22\x20\0\0\0\0"),
    };

    (void)state;
    check_roles(said, sizeof said / sizeof *said, datagram_role);
}

static void test_segment_role(void **state)
{
    static const said_t said[] = {
        SAID(ASKS, "GET / HTTP/1.1\r\n"),
        SAID(ANSWERS, "HTTP/1.1 200 OK\r\n"),
        SAID(ASKS, "CONNECT a.example:443 HTTP/1.1\r\n"),
        SAID(ANSWERS, "220 mail.example.net ESMTP\r\n"),
        SAID(ASKS, "EHLO beta\r\n"),
        SAID(ANSWERS, "* OK ready\r\n"),
        SAID(ASKS, "\x16\3\1\0\x2f\1"),
        SAID(ANSWERS, "\x16\3\1\0\x2f\2"),
        SAID(UNKNOWN, "SSH-2.0-OpenSSH_9.2\r\n"), /* both say so */
        SAID(UNKNOWN, "SIP/2.0 200 OK\r\n"),
        SAID(UNKNOWN, "*2\r\n$3\r\nfoo\r\n"),
        SAID(UNKNOWN, "\x17\3\3\0\x20"),
        SAID(UNKNOWN, ""),
    };

    (void)state;
    check_roles(said, sizeof said / sizeof *said, segment_role);
}

/* clang-format off */
#define BEGIN(protocol, possible, bytes) {protocol, possible, bytes, sizeof bytes - 1}
/* clang-format on */

/* Whether a conversation of a protocol may begin so. */
typedef struct {
    const char *protocol;
    bool possible;
    const char *bytes;
    size_t len;
} begin_t;

/* What nobody tells may be anything. */
static void test_payload_kinds(void **state)
{
    static const begin_t begins[] = {
        BEGIN("tls", true, "\x16\x03\x01\x02\x00\x01\x00"),
        BEGIN("tls", true, "\x15\x03\x03"),
        BEGIN("tls", true, "\x80\x2e\x01\x03\x01"),           /* SSL 2's hello */
        BEGIN("tls", true, "220 mail.example.com ESMTP\r\n"), /* STARTTLS comes later */
        BEGIN("tls", true, "\x16"),
        BEGIN("tls", false, "\x9b\x9b\x9b\x01"),
        BEGIN("tls", false, "\x16\x04\x01"),
        BEGIN("ssh", true, "SSH-2.0-OpenSSH_9.2\r\n"),
        BEGIN("ssh", false, "hello world\n"),
        BEGIN("smtp", true, "220 mail.example.com\r\n"),
        BEGIN("smtp", false, "220\0"),
        BEGIN("vnc", true, "RFB 003.008\n"),
        BEGIN("vnc", false, "RFC"),
        BEGIN("bgp", true,
              "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x1d"),
        BEGIN("bgp", false, "\xff\xff\x00"),
        BEGIN("tpkt", true, "\x03\x00\x00\x0b"),
        BEGIN("tls", true, "PROXY TCP4 192.0.2.2 192.0.2.1 50000 443\r\n"),
        BEGIN("http", true, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\x12\4"),
        BEGIN("http", false, "\x01\x9b"),
        BEGIN("rpc", true, "\x80\0\0\x28\x12\x34\x56\x78\0\0\0\1"),
        BEGIN("rpc", false, "HTTP/1.1 200 OK"),
        BEGIN("socks", true, "\4\1"),
        BEGIN("socks", false, "GET /"),
        BEGIN("resp", true, "+PONG\r\n"),
        BEGIN("resp", false, "PONG\r\n"),
        BEGIN("memcache", true, "get a\r\n"),
        BEGIN("memcache", false, "GET / HTTP/1.1\r\n"),
        BEGIN("mqtt", true, "\x10\x0d\0\4MQTT"),
        BEGIN("x11", false, "SSH-2.0-x"),
        BEGIN("pgsql", true, "\0\0\0\x08\4\xd2\x16\x2f"),
        BEGIN("git", true, "0030"),
        BEGIN("git", false, "GET "),
        BEGIN("nbss", true, "\x00\x00\x00\x55\xffSMB"),
        BEGIN("nbss", false, "\x03\x00"),
        BEGIN("smtp", false, "hello world\r\n"),
        BEGIN("smtp", true, "2"), /* the rest may follow */
        BEGIN("smtp", true, "ehlo beta\r\n"),
        BEGIN("smtp", false, "22O ready\r\n"),
        BEGIN("ftp", true, "USER anonymous\r\n"),
        BEGIN("ftp", true, "220-welcome\r\n"),
        BEGIN("ftp", false, "login bob\r\n"),
        BEGIN("nntp", true, "MODE READER\r\n"),
        BEGIN("nntp", false, "{\"id\":1}"),
        BEGIN("pop", true, "+OK\r\n"),
        BEGIN("pop", true, "capa\r\n"),
        BEGIN("pop", false, "220 ready\r\n"),
        BEGIN("imap", true, "* OK ready\r\n"),
        BEGIN("imap", true, "a001 login bob secret\r\n"),
        BEGIN("imap", true, ". CAPABILITY\r\n"),
        BEGIN("imap", false, "+OK ready\r\n"),
        BEGIN("irc", true, ":irc.example.net 001 bob :hello\r\n"),
        BEGIN("irc", true, "NICK bob\r\n"),
        BEGIN("irc", false, ":\1\2\3 x"),
        BEGIN("irc", false, "hello world\r\n"),
        BEGIN("http", true, "HTTP/1.1 200 OK\r\n"),
        BEGIN("http", true, "\r\nGET / HTTP/1.0\r\n"),
        BEGIN("http", false, "hello world\r\n"),
        BEGIN("rtsp", true, "DESCRIBE rtsp://192.0.2.1/ RTSP/1.0\r\n"),
        BEGIN("telnet", true, "\xff\xfd\x18"),
        BEGIN("telnet", true, "login: "),
        BEGIN("telnet", false, "\x9b\1\2\3"),
        BEGIN("rlogin", true, "\0bob\0bob\0xterm/38400\0"),
        BEGIN("rsh", true, "1022\0"),
        BEGIN("rsh", false, "102x\0"),
        BEGIN("time", true, "\xee\x6e\x8d\x10"),
        BEGIN("time", false, "\xee\x6e\x8d\x10\0"),
        BEGIN("daytime", true, "Mon Nov 30 07:00:00 2026\r\n"),
        BEGIN("daytime", false, "hello world\r\n"),
        BEGIN("echo", false, "hello world\r\n"),
        BEGIN("gearman", true, "\0REQ\0\0\0\7"),
        BEGIN("gearman", false, "GET / HTTP/1.1\r\n"),
        BEGIN("diameter", true, "\1\0\0\x88\x80\0\1\1\0\0\0\0"),
        BEGIN("diameter", false, "\2\0\0\x88\x80\0\1\1\0\0\0\0"),
        BEGIN("vnc", false, "\x9b"), /* any byte is none */
        BEGIN("rmi", true, "JRMI\0\2K"),
        BEGIN("dsi", true, "\0\4\0\1\0\0\0\0\0\0\0\6\0\0\0\0"),
        BEGIN("bgp", false, "\0\0\0\0\0\0\0\0"), /* one byte over and over */
    };

    (void)state;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        unsigned found = payload_kinds((const uint8_t *)begins[i].bytes, begins[i].len);
        if (((found & payload_kinds_of(begins[i].protocol)) != 0) != begins[i].possible)
            fail_msg("row %u, %s", (unsigned)i, begins[i].protocol);
    }
    assert_int_equal(payload_kinds_of("opcua"), 0);
    assert_int_equal(payload_kinds_of("vxlan"), 0);
}

static void test_datagram_may_be(void **state)
{
    static const begin_t messages[] = {
        BEGIN("rpc", true, "\x12\x34\x56\x78\0\0\0\1"),
        BEGIN("rpc", false, "\x12\x34\x56\x78\0\0\1\0"),
        BEGIN("rpc", false, "\x12\x34"), /* nothing follows a datagram */
        BEGIN("syslog", true, "<13>Nov 30 03:00:00 x"),
        BEGIN("syslog", false, "<?xml"),
        BEGIN("tftp", true, "\0\1f\0octet\0"),
        BEGIN("tftp", false, "\0\7"),
        BEGIN("vxlan", true, "\x08\0\0\0\0\0\7\0"),
        BEGIN("vxlan", false, "\x08\0\0\0\0\0\7\1"),
        BEGIN("memcache", true, "\0\1\0\0\0\1\0\0get a\r\n"),
        BEGIN("memcache", false, "get a\r\n"),
        BEGIN("cups", true, "3 3 ipp://"),
        BEGIN("cups", true, "809044 3 ipp://"),
        BEGIN("cups", false, "\x16\xfe"),
        BEGIN("time", true, "\xee\x6e\x8d\x10"),
        BEGIN("time", false, "\x12\x34\x56\x78"),
        BEGIN("daytime", true, "30 NOV 2026 07:00:00 UTC\r\n"),
        BEGIN("daytime", false, "hello\r\n"),
        BEGIN("echo", false, "hello\r\n"),
        BEGIN("ntp", true, "\x23\0\6\xec"),
        BEGIN("ntp", true, "\x24\1\3\xe7"),
        BEGIN("ntp", true, "\x16\2\0\1"),
        BEGIN("ntp", true, "\x16\x82\0\1"),
        BEGIN("ntp", true, "\x17\0\3\x2a"),
        BEGIN("ntp", false, "\x24\x91\3\xe7"),
        BEGIN("dtls", true, "\x16\xfe\xff\0\0"),
        BEGIN("dtls", false, "\x16\3\1"),
        BEGIN("bfd", true, "\x20\xc8\3\x18\0\0\0\1"),
        BEGIN("bfd", true, "\x20\xc4\3\x30\0\0\0\1"),
        BEGIN("bfd", false, "\x60\xc8\3\x18\0\0\0\1"),
        BEGIN("dhcp", true, "\1\1\6\0\x12\x34\x56\x78"),
        BEGIN("dhcpv6", true, "\1\x10\x08\x74\0\1\0\x0e"),
        BEGIN("dhcpv6", true, "\x0c\0\x20\1"),
        BEGIN("dhcpv6", false, "\1\x10\x08\x74\x99\1\0\x0e"),
        BEGIN("wg", true, "\1\0\0\0\x12\x34"),
        BEGIN("wg", false, "\4\0\0\0\x12\x34"),
        BEGIN("isakmp", true, "12345678\0\0\0\0\0\0\0\0\x21\x20\x22\x08"),
        BEGIN("isakmp", true, "12345678\0\0\0\0\0\0\0\0\1\x10\2\0"),
        BEGIN("isakmp", false, "12345678\0\0\0\0\0\0\0\0\1\x30\2\0"),
        BEGIN("udpencap", true, "\xff"),
        BEGIN("udpencap", false, "\xff\xff"),
        BEGIN("udpencap", true, "\x12\x34\x56\x78\0\0\0\1"),
        BEGIN("l2tp", true, "\xc8\2\0\x14"),
        BEGIN("l2tp", false, "\xc8\x12\0\x14"),
        BEGIN("geneve", true, "\0\0\x65\x58\0\0\7\0"),
        BEGIN("gtp", true, "\x32\x10\0\x8b"),
        BEGIN("gtpv2", true, "\x48\x20\0\xf4"),
        BEGIN("cldap", true, "\x30\x84\0\0\0\xa7\2\1\1\x63"),
        BEGIN("rip", true, "\2\2\0\0"),
        BEGIN("nbdgm", true, "\x11\x0a\x80\1"),
        BEGIN("wsp", true, "\1\x40\x0eHTTP"),
        BEGIN("lisp-data", true, "\xc0\0\0\1\0\0\0\1\x45"),
        BEGIN("quake", true, "\x80\0\0\x0c\1QUAKE\0\3"),
        BEGIN("snmp", true, "whatever"), /* nobody tells */
    };

    (void)state;
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        if (datagram_may_be(messages[i].protocol, (const uint8_t *)messages[i].bytes,
                            messages[i].len) != messages[i].possible)
            fail_msg("row %u, %s", (unsigned)i, messages[i].protocol);
    }
}

static void test_segment_may_be(void **state)
{
    static const begin_t segments[] = {
        BEGIN("tls", true, "\x17\3\3\0\x20"),
        BEGIN("tls", false, "hello world\r\n"), /* TLS does not come after that any more */
        BEGIN("tls", false, "\x07\x9b\0\x91"),
        BEGIN("ssh", false, "\x07\x9b\0\x91"),
        BEGIN("ftp", true, "226 done\r\n"),
        BEGIN("ftp", false, "\x07\x9b\0\x91"),
        BEGIN("telnet", true, "bob\r\n"),
        BEGIN("mysql", true, "\x07\x9b\0\x91"), /* its dissector looks for itself */
        BEGIN("opcua", true, "\x07\x9b\0\x91"), /* nobody tells */
    };

    (void)state;
    for (size_t i = 0; i < sizeof segments / sizeof *segments; i++) {
        if (segment_may_be(segments[i].protocol, (const uint8_t *)segments[i].bytes,
                           segments[i].len) != segments[i].possible)
            fail_msg("row %u, %s", (unsigned)i, segments[i].protocol);
    }
}

static void test_payload_is_monotonous(void **state)
{
    static const uint8_t zeros[300], almost[9] = {[8] = 1};

    (void)state;
    assert_true(payload_is_monotonous(zeros, sizeof zeros));
    assert_true(payload_is_monotonous(zeros, 8));
    assert_false(payload_is_monotonous(zeros, 7));
    assert_false(payload_is_monotonous(zeros, 0));
    assert_false(payload_is_monotonous(almost, sizeof almost));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signature_of),          cmocka_unit_test(test_signature_of_datagram),
        cmocka_unit_test(test_datagram_may_be),       cmocka_unit_test(test_datagram_role),
        cmocka_unit_test(test_segment_role),          cmocka_unit_test(test_payload_kinds),
        cmocka_unit_test(test_payload_is_monotonous), cmocka_unit_test(test_segment_may_be)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
