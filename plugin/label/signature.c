/* signature.c - what payloads begin with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/signature.h"

#include "ascii.h"
#include "label/datagrams.h"

#include <stdlib.h>
#include <string.h>

/* Of datagrams also who sends them: a client asks, a server answers. */
enum { OVER_TCP = 1 << 0, OVER_UDP = 1 << 1, ASKS = 1 << 2, ANSWERS = 1 << 3 };

typedef struct {
    unsigned meaning; /* signature_t, or a kind */
    unsigned over;
    pattern_t pattern;
} row_t;

/* Each of the signatures is long enough, or odd enough, to be no accident. What is as short as
 * "220" or "GET k" is none. */
static const row_t signatures[] = {
    /* RFC 8446 section 5.1: handshake, a version 3.x; section 4: client_hello, server_hello. */
    {SIGNATURE_TLS, OVER_TCP, {"\x16\x03\0\0\0\x01", "xx...x"}},
    {SIGNATURE_TLS, OVER_TCP, {"\x16\x03\0\0\0\x02", "xx...x"}},
    /* RFC 6347 section 4.3.2: the same, epoch 0. And hello_verify_request. */
    {SIGNATURE_DTLS, OVER_UDP | ASKS, {"\x16\xfe\xff\0\0\0\0\0\0\0\0\0\0\x01", "xxxxx........x"}},
    {SIGNATURE_DTLS,
     OVER_UDP | ANSWERS,
     {"\x16\xfe\xff\0\0\0\0\0\0\0\0\0\0\x02", "xxxxx........x"}},
    {SIGNATURE_DTLS,
     OVER_UDP | ANSWERS,
     {"\x16\xfe\xff\0\0\0\0\0\0\0\0\0\0\x03", "xxxxx........x"}},
    {SIGNATURE_DTLS, OVER_UDP | ASKS, {"\x16\xfe\xfd\0\0\0\0\0\0\0\0\0\0\x01", "xxxxx........x"}},
    {SIGNATURE_DTLS,
     OVER_UDP | ANSWERS,
     {"\x16\xfe\xfd\0\0\0\0\0\0\0\0\0\0\x02", "xxxxx........x"}},
    /* RFC 4253 section 4.2. */
    {SIGNATURE_SSH, OVER_TCP, {"SSH-2.0-", "xxxxxxxx"}},
    {SIGNATURE_SSH, OVER_TCP, {"SSH-1.99-", "xxxxxxxxx"}},
    /* RFC 9112 sections 3 and 4, RFC 9110 section 9, RFC 4918 section 9. */
    {SIGNATURE_HTTP, OVER_TCP, {"HTTP/1.", "xxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"GET /", "xxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"POST /", "xxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"HEAD /", "xxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"PUT /", "xxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"PATCH /", "xxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"DELETE /", "xxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"OPTIONS /", "xxxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"OPTIONS * HTTP/1.", "xxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"PROPFIND /", "xxxxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"GET http://", "xxxxxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"POST http://", "xxxxxxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP, {"HEAD http://", "xxxxxxxxxxxx"}},
    /* RFC 9113 section 3.4: the same, in another form. */
    {SIGNATURE_HTTP, OVER_TCP, {"PRI * HTTP/2.0\r\n", "xxxxxxxxxxxxxxxx"}},
    /* UPnP Device Architecture 2.0 section 1. */
    {SIGNATURE_SSDP, OVER_UDP | ASKS, {"M-SEARCH * HTTP/1.1\r\n", "xxxxxxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_SSDP, OVER_UDP, {"NOTIFY * HTTP/1.1\r\n", "xxxxxxxxxxxxxxxxxxx"}},
    /* RFC 2326 sections 6 and 7. */
    {SIGNATURE_RTSP, OVER_TCP, {"RTSP/1.0 ", "xxxxxxxxx"}},
    {SIGNATURE_RTSP, OVER_TCP, {"OPTIONS rtsp://", "xxxxxxxxxxxxxxx"}},
    {SIGNATURE_RTSP, OVER_TCP, {"OPTIONS * RTSP/1.0", "xxxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_RTSP, OVER_TCP, {"DESCRIBE rtsp://", "xxxxxxxxxxxxxxxx"}},
    {SIGNATURE_RTSP, OVER_TCP, {"ANNOUNCE rtsp://", "xxxxxxxxxxxxxxxx"}},
    {SIGNATURE_RTSP, OVER_TCP, {"SETUP rtsp://", "xxxxxxxxxxxxx"}},
    /* RFC 3261 sections 7.1 and 7.2. */
    {SIGNATURE_SIP, OVER_TCP | OVER_UDP | ANSWERS, {"SIP/2.0 ddd", "xxxxxxxxddd"}},
    {SIGNATURE_SIP, OVER_TCP | OVER_UDP, {"REGISTER sip", "xxxxxxxxxxxx"}},
    {SIGNATURE_SIP, OVER_TCP | OVER_UDP, {"OPTIONS sip", "xxxxxxxxxxx"}},
    {SIGNATURE_SIP, OVER_TCP | OVER_UDP, {"INVITE sip", "xxxxxxxxxx"}},
    {SIGNATURE_SIP, OVER_TCP | OVER_UDP, {"SUBSCRIBE sip", "xxxxxxxxxxxxx"}},
    {SIGNATURE_SIP, OVER_TCP | OVER_UDP, {"PUBLISH sip", "xxxxxxxxxxx"}},
    {SIGNATURE_SIP, OVER_TCP | OVER_UDP, {"NOTIFY sip", "xxxxxxxxxx"}},
    {SIGNATURE_SIP, OVER_TCP | OVER_UDP, {"MESSAGE sip", "xxxxxxxxxxx"}},
    /* RFC 8489 section 5: the magic cookie, behind a class and a method: requests, indications,
     * responses. Methods: RFC 8489 section 18.2, RFC 8656. */
    {SIGNATURE_STUN, OVER_TCP | OVER_UDP | ASKS, {"\0\0\0\0\x21\x12\xa4\x42", "xn..xxxx"}},
    {SIGNATURE_STUN, OVER_TCP | OVER_UDP, {"\0\0\0\0\x21\x12\xa4\x42", "x...xxxx"}},
    {SIGNATURE_STUN, OVER_TCP | OVER_UDP | ANSWERS, {"\1\0\0\0\x21\x12\xa4\x42", "x...xxxx"}},
    /* RFC 5321 sections 3.1 and 4.1.1.1, RFC 959 section 5.4, RFC 3977 section 5.1: that a greeting
     * names its protocol is custom. */
    {SIGNATURE_SMTP, OVER_TCP, {"EHLO ", "xxxxx"}},
    {SIGNATURE_SMTP, OVER_TCP, {"HELO ", "xxxxx"}},
    {SIGNATURE_SMTP, OVER_TCP, {"220 *SMTP", "xxxx*xxxx"}},
    {SIGNATURE_SMTP, OVER_TCP, {"220-*SMTP", "xxxx*xxxx"}},
    {SIGNATURE_FTP, OVER_TCP, {"AUTH TLS\r\n", "xxxxxxxxxx"}}, /* RFC 4217 section 4 */
    {SIGNATURE_FTP, OVER_TCP, {"220 *FTP", "xxxx*xxx"}},
    {SIGNATURE_FTP, OVER_TCP, {"220-*FTP", "xxxx*xxx"}},
    {SIGNATURE_FTP, OVER_TCP, {"220-FileZilla", "xxxxxxxxxxxxx"}},
    {SIGNATURE_NNTP, OVER_TCP, {"200 *NNTP", "xxxx*xxxx"}},
    {SIGNATURE_NNTP, OVER_TCP, {"201 *NNTP", "xxxx*xxxx"}},
    /* RFC 1939 section 4: with a text, that Redis does not send. RFC 9051 section 7.1. */
    {SIGNATURE_POP, OVER_TCP, {"+OK ", "xxxx"}},
    {SIGNATURE_IMAP, OVER_TCP, {"* OK ", "xxxxx"}},
    {SIGNATURE_IMAP, OVER_TCP, {"* PREAUTH ", "xxxxxxxxxx"}},
    /* RFC 2812 section 3.1.2; capabilities: ircv3.net. */
    {SIGNATURE_IRC, OVER_TCP, {"CAP LS", "xxxxxx"}},
    {SIGNATURE_IRC, OVER_TCP, {"NICK *\r\nUSER ", "xxxxx*xxxxxxx"}},
    {SIGNATURE_IRC, OVER_TCP, {":* NOTICE ", "x*xxxxxxxx"}},
    {SIGNATURE_IRC, OVER_TCP, {":* 001 ", "x*xxxxx"}},
    /* RFC 6120 section 4.2: the stream's header, with or without the XML declaration. */
    {SIGNATURE_XMPP, OVER_TCP, {"<stream:stream ", "xxxxxxxxxxxxxxx"}},
    {SIGNATURE_XMPP, OVER_TCP, {"<?xml *<stream:stream", "xxxxxx*xxxxxxxxxxxxxx"}},
    /* RFC 854: WILL, DO, twice. */
    {SIGNATURE_TELNET, OVER_TCP, {"\xff\xfb\0\xff\xfb", "xx.xx"}},
    {SIGNATURE_TELNET, OVER_TCP, {"\xff\xfb\0\xff\xfd", "xx.xx"}},
    {SIGNATURE_TELNET, OVER_TCP, {"\xff\xfd\0\xff\xfb", "xx.xx"}},
    {SIGNATURE_TELNET, OVER_TCP, {"\xff\xfd\0\xff\xfd", "xx.xx"}},
    /* RFC 6143 section 7.1.1. */
    {SIGNATURE_VNC, OVER_TCP, {"RFB 000.000\n", "xxxxdddxdddx"}},
    /* MS-RDPBCGR sections 2.2.1.1 and 2.2.1.2: connection request and confirm of X.224, with a cookie
     * or a negotiation. Others over TPKT have none. */
    {SIGNATURE_RDP,
     OVER_TCP,
     {"\x03\0\0\0\0\xe0\0\0\0\0\0Cookie: msts", "xxx..xxxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_RDP,
     OVER_TCP,
     {"\x03\0\0\x13\x0e\xe0\0\0\0\0\0\x01\0\x08\0\0\0\0\0", "xxxxxxxxxxxx.xx.xxx"}},
    {SIGNATURE_RDP,
     OVER_TCP,
     {"\x03\0\0\x13\x0e\xd0\0\0\0\0\0\x02\0\x08\0\0\0\0\0", "xxxxxx.....x.xx.xxx"}},
    {SIGNATURE_RDP,
     OVER_TCP,
     {"\x03\0\0\x13\x0e\xd0\0\0\0\0\0\x03\0\x08\0\0\0\0\0", "xxxxxx.....x.xx.xxx"}},
    /* MS-SMB2 section 2.1, MS-CIFS section 2.2.3.1. */
    {SIGNATURE_SMB, OVER_TCP, {"\0\0\0\0\xffSMB", "x...xxxx"}},
    {SIGNATURE_SMB2, OVER_TCP, {"\0\0\0\0\xfeSMB", "x...xxxx"}},
    /* RFC 4271 section 4.2: OPEN, version 4. */
    {SIGNATURE_BGP,
     OVER_TCP,
     {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\x01\x04",
      "xxxxxxxxxxxxxxxxx.xx"}},
    /* RFC 4511 section 4.1.1: the first message, BindRequest, SearchRequest or ExtendedRequest. */
    {SIGNATURE_LDAP, OVER_TCP, {"\x30\0\x02\x01\x01\x60", "x.xxxx"}},
    {SIGNATURE_LDAP, OVER_TCP, {"\x30\0\x02\x01\x01\x63", "x.xxxx"}},
    {SIGNATURE_LDAP, OVER_TCP, {"\x30\0\x02\x01\x01\x77", "x.xxxx"}},
    {SIGNATURE_LDAP, OVER_TCP, {"\x30\x84\0\0\0\0\x02\x01\x01\x60", "xxxx..xxxx"}},
    {SIGNATURE_LDAP, OVER_TCP, {"\x30\x84\0\0\0\0\x02\x01\x01\x63", "xxxx..xxxx"}},
    /* RFC 1901 section 3, RFC 3412 section 6: the version, then a community or the header. */
    {SIGNATURE_SNMP, OVER_TCP | OVER_UDP, {"\x30\0\x02\x01\0\x04", "x.xxxx"}},
    {SIGNATURE_SNMP, OVER_TCP | OVER_UDP, {"\x30\0\x02\x01\x01\x04", "x.xxxx"}},
    {SIGNATURE_SNMP, OVER_TCP | OVER_UDP, {"\x30\x81\0\x02\x01\x01\x04", "xx.xxxx"}},
    {SIGNATURE_SNMP, OVER_TCP | OVER_UDP, {"\x30\x82\0\0\x02\x01\x01\x04", "xx..xxxx"}},
    {SIGNATURE_SNMP, OVER_TCP | OVER_UDP, {"\x30\0\x02\x01\x03\x30", "x.xxxx"}},
    /* RFC 5531 section 9: a call, version 2, of a program that has a number of Sun's; over TCP behind
     * a record mark (section 11). */
    {SIGNATURE_RPC,
     OVER_TCP,
     {"\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\x01\x86", "xx......xxxxxxxxxxx"}},
    {SIGNATURE_RPC, OVER_UDP | ASKS, {"\0\0\0\0\0\0\0\0\0\0\0\x02\0\x01\x86", "....xxxxxxxxxxx"}},
    /* RFC 1035 sections 4.1.1 and 4.2.2: a standard query of one question that wants recursion; with
     * RFC 4035 section 4.6, the AD bit. Without recursion it might be LLMNR. */
    {SIGNATURE_DNS, OVER_TCP, {"\0\0\0\0\x01\0\0\x01\0\0\0\0", "x...xxxxxxxx"}},
    {SIGNATURE_DNS, OVER_TCP, {"\0\0\0\0\x01\x20\0\x01\0\0\0\0", "x...xxxxxxxx"}},
    /* RFC 1035 section 4.1.1: the same in a datagram. The first label is shorter than that of a name of
     * NetBIOS (RFC 1002 section 4.1). */
    {SIGNATURE_DNS, OVER_UDP | ASKS, {"\0\0\x01\0\0\x01\0\0\0\0\0\0\0", "..xxxxxxxxx.s"}},
    {SIGNATURE_DNS, OVER_UDP | ASKS, {"\0\0\x01\x20\0\x01\0\0\0\0\0\0\0", "..xxxxxxxxx.s"}},
    /* Answers to these: recursion was wanted, and is available; authoritative or not, no such name. */
    {SIGNATURE_DNS, OVER_UDP | ANSWERS, {"\0\0\x81\x80\0\x01\0\0\0\0\0\0\0", "..xxxxx.x.x.s"}},
    {SIGNATURE_DNS, OVER_UDP | ANSWERS, {"\0\0\x81\x83\0\x01\0\0\0\0\0\0\0", "..xxxxx.x.x.s"}},
    {SIGNATURE_DNS, OVER_UDP | ANSWERS, {"\0\0\x81\xa0\0\x01\0\0\0\0\0\0\0", "..xxxxx.x.x.s"}},
    {SIGNATURE_DNS, OVER_UDP | ANSWERS, {"\0\0\x85\x80\0\x01\0\0\0\0\0\0\0", "..xxxxx.x.x.s"}},
    {SIGNATURE_DNS, OVER_UDP | ANSWERS, {"\0\0\x85\x83\0\x01\0\0\0\0\0\0\0", "..xxxxx.x.x.s"}},
    /* RFC 9000 section 17.2: Initial and Handshake of version 1, and of version 2 (RFC 9369). */
    /* Whom a client asks it gives a name of 8 bytes at least (section 7.2): none is the client's own. */
    {SIGNATURE_QUIC, OVER_UDP | ANSWERS, {"\xc0\0\0\0\x01\0", "nxxxxx"}},
    {SIGNATURE_QUIC, OVER_UDP | ANSWERS, {"\xe0\0\0\0\x01\0", "nxxxxx"}},
    {SIGNATURE_QUIC, OVER_UDP | ANSWERS, {"\xd0\x6b\x33\x43\xcf\0", "nxxxxx"}},
    {SIGNATURE_QUIC, OVER_UDP, {"\xc0\0\0\0\x01", "nxxxx"}},
    {SIGNATURE_QUIC, OVER_UDP, {"\xe0\0\0\0\x01", "nxxxx"}},
    {SIGNATURE_QUIC, OVER_UDP, {"\xd0\x6b\x33\x43\xcf", "nxxxx"}},
    /* RFC 3164 section 4.1, RFC 5424 section 6: a priority, then a month or a version and a year. */
    {SIGNATURE_SYSLOG, OVER_TCP | OVER_UDP | ASKS, {"<0>Jan ", "xdxullx"}},
    {SIGNATURE_SYSLOG, OVER_TCP | OVER_UDP | ASKS, {"<00>Jan ", "xddxullx"}},
    {SIGNATURE_SYSLOG, OVER_TCP | OVER_UDP | ASKS, {"<000>Jan ", "xdddxullx"}},
    {SIGNATURE_SYSLOG, OVER_TCP | OVER_UDP | ASKS, {"<0>1 2000-", "xdxxxddddx"}},
    {SIGNATURE_SYSLOG, OVER_TCP | OVER_UDP | ASKS, {"<00>1 2000-", "xddxxxddddx"}},
    {SIGNATURE_SYSLOG, OVER_TCP | OVER_UDP | ASKS, {"<000>1 2000-", "xdddxxxddddx"}},
    /* RFC 1350 section 5: a request, its file and mode. */
    {SIGNATURE_TFTP, OVER_UDP | ASKS, {"\0\x01*\0octet", "xx*xxxxxx"}},
    {SIGNATURE_TFTP, OVER_UDP | ASKS, {"\0\x02*\0octet", "xx*xxxxxx"}},
    {SIGNATURE_TFTP, OVER_UDP | ASKS, {"\0\x01*\0netascii", "xx*xxxxxxxxx"}},
    {SIGNATURE_TFTP, OVER_UDP | ASKS, {"\0\x02*\0netascii", "xx*xxxxxxxxx"}},
    /* RFC 4120 section 5.4.1: AS-REQ and TGS-REQ. */
    {SIGNATURE_KERBEROS,
     OVER_UDP | ASKS,
     {"\x6a\x81\0\x30\x81\0\xa1\x03\x02\x01\x05\xa2\x03\x02\x01\x0a", "xx.xx.xxxxxxxxxx"}},
    {SIGNATURE_KERBEROS,
     OVER_UDP | ASKS,
     {"\x6c\x82\0\0\x30\x82\0\0\xa1\x03\x02\x01\x05\xa2\x03\x02\x01\x0c", "xx..xx..xxxxxxxxxx"}},
    /* OpenVPN's hard reset from a client without tls-auth: a session, no acknowledgements, packet 0. */
    {SIGNATURE_OPENVPN, OVER_UDP | ASKS, {"\x38\0\0\0\0\0\0\0\0\0\0\0\0\0", "x........xxxxx$"}},
    /* C706 (DCE 1.1) section 12.6: bind, version 5.0, little-endian. */
    {SIGNATURE_DCERPC, OVER_TCP, {"\x05\0\x0b\x03\x10\0\0\0", "xxxxxxxx"}},
    /* RFC 1002 section 4.3.2: a session request, whose names are encoded to 32 bytes. */
    {SIGNATURE_NBSS, OVER_TCP, {"\x81\0\0\x44\x20", "xxxxx"}},
    /* AJP 1.3: a request by HTTP, and CPing. */
    {SIGNATURE_AJP13, OVER_TCP, {"\x12\x34\0\0\x02\0\0\x08HTTP/1.", "xx..x.xxxxxxxxx"}},
    {SIGNATURE_AJP13, OVER_TCP, {"\x12\x34\0\x01\x0a", "xxxxx$"}},
    /* IEC 60870-5-104 section 5.3: STARTDT act. */
    {SIGNATURE_IEC104, OVER_TCP, {"\x68\x04\x07\0\0\0", "xxxxxx"}},
    /* OPC 10000-6 section 7.1.2: Hello, protocol version 0. */
    {SIGNATURE_OPCUA, OVER_TCP, {"HELF\0\0\0\0\0\0\0\0", "xxxx..xxxxxx"}},
    /* CIP volume 2, chapter 2: RegisterSession. */
    {SIGNATURE_ENIP, OVER_TCP, {"\x65\0\x04\0\0\0\0\0\0\0\0\0", "xxxxxxxxxxxx"}},
    /* RFC 6733 section 5.3.1: Capabilities-Exchange-Request. */
    {SIGNATURE_DIAMETER, OVER_TCP, {"\x01\0\0\0\x80\0\x01\x01\0\0\0\0", "xx..xxxxxxxx"}},
    {SIGNATURE_BITCOIN, OVER_TCP, {"\xf9\xbe\xb4\xd9version\0", "xxxxxxxxxxxx"}},
    {SIGNATURE_SVN, OVER_TCP, {"( success ( ", "xxxxxxxxxxxx"}},
    {SIGNATURE_MPD, OVER_TCP, {"OK MPD 0.", "xxxxxxxdx"}},
    {SIGNATURE_ZABBIX, OVER_TCP, {"ZBXD\x01", "xxxxx"}},
    {SIGNATURE_NBD, OVER_TCP, {"NBDMAGIC", "xxxxxxxx"}},
    {SIGNATURE_GEARMAN, OVER_TCP, {"\0REQ\0\0\0", "xxxxxxx"}},
    {SIGNATURE_DISTCC, OVER_TCP, {"DIST00000000", "xxxxhhhhhhhh"}},
    /* RFC 1928 section 3: all of the methods that a client offers. */
    {SIGNATURE_SOCKS, OVER_TCP, {"\x05\x01\0", "xxx$"}},
    {SIGNATURE_SOCKS, OVER_TCP, {"\x05\x02\0\x01", "xxxx$"}},
    {SIGNATURE_SOCKS, OVER_TCP, {"\x05\x02\0\x02", "xxxx$"}},
    /* MQTT 3.1.1 and 5 section 3.1, MQTT 3.1 section 3.1: CONNECT. */
    {SIGNATURE_MQTT, OVER_TCP, {"\x10\0\0\x04MQTT", "x.xxxxxx"}},
    {SIGNATURE_MQTT, OVER_TCP, {"\x10\0\0\0\x04MQTT", "x..xxxxxx"}},
    {SIGNATURE_MQTT, OVER_TCP, {"\x10\0\0\x06MQIsdp", "x.xxxxxxxx"}},
    /* AMQP 0-9-1 section 4.2.2, AMQP 1.0 section 2.2. */
    {SIGNATURE_AMQP, OVER_TCP, {"AMQP\0\0\x09\x01", "xxxxxxxx"}},
    {SIGNATURE_AMQP, OVER_TCP, {"AMQP\0\x01\0\0", "xxxx.xxx"}},
    /* The greeting: protocol 10, the server's version. */
    {SIGNATURE_MYSQL,
     OVER_TCP,
     {"\0\0\0\0\x0a"
      "5.0",
      "..xxxdxd"}},
    {SIGNATURE_MYSQL,
     OVER_TCP,
     {"\0\0\0\0\x0a"
      "10.",
      "..xxxddx"}},
    /* Error 1130: the host is not allowed to connect. */
    {SIGNATURE_MYSQL, OVER_TCP, {"\0\0\0\0\xff\x6a\x04Host ", "..xxxxxxxxxx"}},
    /* PostgreSQL 15, section 55.7: SSLRequest, GSSENCRequest, and the start of protocol 3.0. */
    {SIGNATURE_PGSQL, OVER_TCP, {"\0\0\0\x08\x04\xd2\x16\x2f", "xxxxxxxx$"}},
    {SIGNATURE_PGSQL, OVER_TCP, {"\0\0\0\x08\x04\xd2\x16\x30", "xxxxxxxx$"}},
    {SIGNATURE_PGSQL, OVER_TCP, {"\0\0\0\0\0\x03\0\0user", "xx..xxxxxxxx"}},
    /* MS-TDS sections 2.2.3.1 and 2.2.6.5: PRELOGIN, whose first option is the version. */
    {SIGNATURE_TDS, OVER_TCP, {"\x12\x01\0\0\0\0\x01\0\0\0\0\0\x06", "xxx.xx.xxx.xx"}},
    /* MongoDB's wire protocol: OP_QUERY and OP_MSG, in answer to nothing. */
    {SIGNATURE_MONGO, OVER_TCP, {"\0\0\0\0\0\0\0\0\0\0\0\0\xd4\x07\0\0", "..xx....xxxxxxxx"}},
    {SIGNATURE_MONGO, OVER_TCP, {"\0\0\0\0\0\0\0\0\0\0\0\0\xdd\x07\0\0", "..xx....xxxxxxxx"}},
    /* Redis' RESP: an array of strings. */
    {SIGNATURE_RESP, OVER_TCP, {"*0\r\n$0", "xdxxxd"}},
    {SIGNATURE_RESP, OVER_TCP, {"*00\r\n$0", "xddxxxd"}},
    /* X Window System Protocol, chapter 8: version 11.0, in either order of bytes. */
    {SIGNATURE_X11, OVER_TCP, {"l\0\x0b\0\0\0", "x.xxxx"}},
    {SIGNATURE_X11, OVER_TCP, {"B\0\0\x0b\0\0", "x.xxxx"}},
    /* gitprotocol-pack. */
    {SIGNATURE_GIT, OVER_TCP, {"0000git-upload-pack ", "hhhhxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_GIT, OVER_TCP, {"0000git-receive-pack ", "hhhhxxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_RSYNC, OVER_TCP, {"@RSYNCD: 00", "xxxxxxxxxdd"}},
    /* BEP 3 and BEP 5 of bittorrent.org. */
    {SIGNATURE_BITTORRENT,
     OVER_TCP,
     {"\x13"
      "BitTorrent protocol",
      "xxxxxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_BT_DHT, OVER_UDP, {"d1:ad2:id20:", "xxxxxxxxxxxx"}},
    {SIGNATURE_BT_DHT, OVER_UDP | ANSWERS, {"d1:rd2:id20:", "xxxxxxxxxxxx"}},
};

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_hex_digit(uint8_t byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

/* No control character but tab, line feed, form feed and carriage return. */
static bool is_text_byte(uint8_t byte)
{
    return byte != 0x7f && (byte >= ' ' || (byte != '\0' && strchr("\t\n\f\r", byte)));
}

static bool suits(uint8_t byte, uint8_t wanted, char letter)
{
    switch (letter) {
    case 'x':
        return byte == wanted;
    case 'd':
        return is_digit(byte);
    case 'h':
        return is_hex_digit(byte);
    case 'u':
        return byte >= 'A' && byte <= 'Z';
    case 'l':
        return byte >= 'a' && byte <= 'z';
    case 's':
        return byte < ' ';
    case 'n':
        return (byte & 0xf0) == (wanted & 0xf0);
    case 'c':
        return ascii_lower(byte) == wanted;
    default:
        return true;
    }
}

/* How many bytes of a payload suit a pattern's, up to where either ends or the pattern has '*' or
 * '$'. */
static size_t suiting(const uint8_t *payload, size_t len, const pattern_t *pattern)
{
    const char *mask = pattern->mask;
    size_t i = 0;

    while (i < len && mask[i] != '\0' && mask[i] != '*' && mask[i] != '$' &&
           suits(payload[i], (uint8_t)pattern->bytes[i], mask[i]))
        i++;
    return i;
}

/* Whether text is followed by what suits the rest of a pattern. */
static bool text_before(const uint8_t *payload, size_t len, const pattern_t *rest)
{
    const size_t rest_len = strlen(rest->mask);

    for (size_t i = 0; i + rest_len <= len; i++) {
        if (suiting(payload + i, len - i, rest) == rest_len)
            return true;
        if (!is_text_byte(payload[i]))
            return false;
    }
    return false;
}

/* Whether what follows the first `i` bytes, which suit, is what the pattern ends with. */
static bool ends_as(const uint8_t *payload, size_t len, const pattern_t *pattern, size_t i)
{
    const pattern_t rest = {pattern->bytes + i + 1, pattern->mask + i + 1};

    if (pattern->mask[i] == '*')
        return text_before(payload + i, len - i, &rest);
    return pattern->mask[i] == '\0' || (pattern->mask[i] == '$' && i == len);
}

/* As far as there are bytes: a segment may have one. Where any may stand before, one is not enough. */
static bool matches_so_far(const uint8_t *payload, size_t len, const pattern_t *pattern)
{
    size_t n = suiting(payload, len, pattern), n_any = strspn(pattern->mask, ".");

    return (n == len && n > n_any + (n_any > 0)) || ends_as(payload, len, pattern, n);
}

static bool matches(const uint8_t *payload, size_t len, const pattern_t *pattern)
{
    return ends_as(payload, len, pattern, suiting(payload, len, pattern));
}

/* "CONNECT host:port HTTP/1." (RFC 9110 section 9.3.6): IRC and others have commands of that name. */
static bool is_connect(const uint8_t *payload, size_t len)
{
    static const char method[] = "CONNECT ", version[] = " HTTP/1.";
    const size_t method_len = sizeof method - 1, version_len = sizeof version - 1;
    size_t end = method_len;

    if (len < method_len || memcmp(payload, method, method_len) != 0)
        return false;
    while (end < len && payload[end] > ' ' && payload[end] < 0x7f)
        end++;
    size_t colon = end;
    while (colon > method_len && is_digit(payload[colon - 1]))
        colon--;
    return colon < end && colon > method_len + 1 && payload[colon - 1] == ':' &&
           len - end >= version_len && memcmp(payload + end, version, version_len) == 0;
}

/* Rows by the byte that they begin with, capital and small letters together; those that may begin with
 * several come in a chain of their own. Row 0 is number 1. */
enum { ANY_BYTE = 256, N_CHAINS, MAX_ROWS = 254 };

typedef struct {
    uint8_t first[N_CHAINS];
    uint8_t next[MAX_ROWS + 1];
    bool is_made;
} chains_t;

_Static_assert(sizeof signatures / sizeof *signatures <= MAX_ROWS, "a row has a byte as number");

/* Once, from the last row to the first: so a chain has them in order. */
static void make_chains(const row_t *rows, size_t n_rows, chains_t *ret)
{
    for (size_t i = n_rows; i > 0 && !ret->is_made; i--) {
        const pattern_t *pattern = &rows[i - 1].pattern;
        bool is_one = pattern->mask[0] == 'x' || pattern->mask[0] == 'c';
        unsigned chain = is_one ? ascii_lower((uint8_t)pattern->bytes[0]) : ANY_BYTE;

        ret->next[i] = ret->first[chain];
        ret->first[chain] = (uint8_t)i;
    }
    ret->is_made = true;
}

static const row_t *row_in(const chains_t *chains, unsigned chain, unsigned over,
                           const uint8_t *payload, size_t len)
{
    for (unsigned i = chains->first[chain]; i != 0; i = chains->next[i]) {
        const row_t *row = &signatures[i - 1];

        if (row->over & over && matches(payload, len, &row->pattern))
            return row;
    }
    return NULL;
}

static const row_t *row_over(unsigned over, const uint8_t *payload, size_t len)
{
    static chains_t chains;

    if (len == 0)
        return NULL;
    make_chains(signatures, sizeof signatures / sizeof *signatures, &chains);
    const row_t *row = row_in(&chains, ascii_lower(payload[0]), over, payload, len);
    return row ? row : row_in(&chains, ANY_BYTE, over, payload, len);
}

static signature_t signature_over(unsigned over, const uint8_t *payload, size_t len)
{
    const row_t *row = row_over(over, payload, len);

    return row ? (signature_t)row->meaning : SIGNATURE_NONE;
}

signature_t signature_of(const uint8_t *payload, size_t len)
{
    signature_t signature = signature_over(OVER_TCP, payload, len);

    return signature == SIGNATURE_NONE && is_connect(payload, len) ? SIGNATURE_HTTP : signature;
}

signature_t signature_of_datagram(const uint8_t *payload, size_t len)
{
    return signature_over(OVER_UDP, payload, len);
}

datagram_role_t datagram_role(const uint8_t *payload, size_t len)
{
    const row_t *row = row_over(OVER_UDP, payload, len);

    if (!row)
        return ROLE_UNKNOWN;
    return row->over & ASKS ? ROLE_ASKS : row->over & ANSWERS ? ROLE_ANSWERS : ROLE_UNKNOWN;
}

const char *signature_name(signature_t signature)
{
    static const char *const names[] = {[SIGNATURE_NONE] = NULL,
#define AS_NAME(id, name) [SIGNATURE_##id] = name,
                                        SIGNATURES(AS_NAME)
#undef AS_NAME
    };

    return names[signature];
}

static bool is_text(const uint8_t *payload, size_t len)
{
    enum { ENOUGH = 64 };

    for (size_t i = 0; i < len && i < ENOUGH; i++) {
        if (!is_text_byte(payload[i]))
            return false;
    }
    return true;
}

/* What is looked at here is the little that each beginning of a protocol has. */
static const row_t kinds[] = {
    {PAYLOAD_TLS, OVER_TCP, {"\x14\x03", "xx"}},
    {PAYLOAD_TLS, OVER_TCP, {"\x15\x03", "xx"}},
    {PAYLOAD_TLS, OVER_TCP, {"\x16\x03", "xx"}},
    {PAYLOAD_TLS, OVER_TCP, {"\x17\x03", "xx"}},
    {PAYLOAD_TLS, OVER_TCP, {"\x18\x03", "xx"}},
    {PAYLOAD_TEXT, OVER_TCP, {"PRI * HTTP/2.0\r\n", "xxxxxxxxxxxxxxxx"}}, /* binary follows */
    {PAYLOAD_PROXY, OVER_TCP, {"PROXY ", "xxxxxx"}},
    {PAYLOAD_PROXY, OVER_TCP, {"\r\n\r\n\0\r\nQUIT\n", "xxxxxxxxxxxx"}},
    {PAYLOAD_TPKT, OVER_TCP, {"\x03\0", "xx"}},
    {PAYLOAD_NBSS, OVER_TCP, {"\0\0", "xx"}},
    {PAYLOAD_NBSS, OVER_TCP, {"\0\1", "xx"}},
    {PAYLOAD_NBSS, OVER_TCP, {"\x81\0", "xx"}},
    {PAYLOAD_NBSS, OVER_TCP, {"\x82\0", "xx"}},
    {PAYLOAD_NBSS, OVER_TCP, {"\x83\0", "xx"}},
    {PAYLOAD_NBSS, OVER_TCP, {"\x84\0", "xx"}},
    {PAYLOAD_NBSS, OVER_TCP, {"\x85\0", "xx"}},
    {PAYLOAD_RPC, OVER_TCP, {"\x80\0\0\0\0\0\0\0\0\0\0\0", "xx......xxxx"}},
    {PAYLOAD_RPC, OVER_TCP, {"\x80\0\0\0\0\0\0\0\0\0\0\1", "xx......xxxx"}},
    {PAYLOAD_SOCKS, OVER_TCP, {"\x05", "x"}},
    {PAYLOAD_SOCKS, OVER_TCP, {"\x04\x01", "xx"}},
    {PAYLOAD_SOCKS, OVER_TCP, {"\x04\x02", "xx"}},
    {PAYLOAD_SOCKS, OVER_TCP, {"\0\x5a", "xx"}},
    {PAYLOAD_RESP, OVER_TCP, {"*", "x"}},
    {PAYLOAD_RESP, OVER_TCP, {"$", "x"}},
    {PAYLOAD_RESP, OVER_TCP, {"+", "x"}},
    {PAYLOAD_RESP, OVER_TCP, {"-", "x"}},
    {PAYLOAD_RESP, OVER_TCP, {":", "x"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"\x80", "x"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"\x81", "x"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"get ", "xxxx"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"gets ", "xxxxx"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"set ", "xxxx"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"add ", "xxxx"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"delete ", "xxxxxxx"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"version\r", "xxxxxxxx"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"VALUE ", "xxxxxx"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"STORED\r", "xxxxxxx"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"STAT ", "xxxxx"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"VERSION ", "xxxxxxxx"}},
    {PAYLOAD_MEMCACHE, OVER_TCP, {"END\r", "xxxx"}},
    {PAYLOAD_X11, OVER_TCP, {"l\0\x0b\0", "x.xx"}},
    {PAYLOAD_X11, OVER_TCP, {"B\0\0\x0b", "x.xx"}},
    {PAYLOAD_IEC104, OVER_TCP, {"\x68", "x"}},
    {PAYLOAD_LPD, OVER_TCP, {"\x01", "x"}},
    {PAYLOAD_LPD, OVER_TCP, {"\x02", "x"}},
    {PAYLOAD_LPD, OVER_TCP, {"\x03", "x"}},
    {PAYLOAD_LPD, OVER_TCP, {"\x04", "x"}},
    {PAYLOAD_LPD, OVER_TCP, {"\x05", "x"}},
    {PAYLOAD_LDAP, OVER_TCP, {"\x30", "x"}},
    {PAYLOAD_MQTT, OVER_TCP, {"\x10", "x"}},
    {PAYLOAD_TDS, OVER_TCP, {"\x12\x01", "xx"}},
    {PAYLOAD_TDS, OVER_TCP, {"\x10\x01", "xx"}},
    {PAYLOAD_TDS, OVER_TCP, {"\x04\x01", "xx"}},
    {PAYLOAD_TDS, OVER_TCP, {"\x02\0", "xx"}},
    {PAYLOAD_TDS, OVER_TCP, {"\x02\x01", "xx"}},
    {PAYLOAD_MYSQL, OVER_TCP, {"\0\0\0\0\x0a", "..xxx"}},
    {PAYLOAD_MYSQL, OVER_TCP, {"\0\0\0\0\xff", "..xxx"}},
    {PAYLOAD_MYSQL, OVER_TCP, {"\0\0\0\x01", "..xx"}},
    {PAYLOAD_PGSQL, OVER_TCP, {"\0\0", "xx"}},
    {PAYLOAD_PGSQL, OVER_TCP, {"R\0\0", "xxx"}},
    {PAYLOAD_PGSQL, OVER_TCP, {"E\0\0", "xxx"}},
    {PAYLOAD_AMQP, OVER_TCP, {"AMQP", "xxxx"}},
    {PAYLOAD_AMQP, OVER_TCP, {"\x01\0\0", "xxx"}},
    {PAYLOAD_GIT, OVER_TCP, {"0000", "hhhh"}},
    {PAYLOAD_DNS, OVER_TCP, {"\0\0\0\0\0\0\0\x01", "......xx"}},
    {PAYLOAD_ENIP, OVER_TCP, {"\x04\0", "xx"}},
    {PAYLOAD_ENIP, OVER_TCP, {"\x63\0", "xx"}},
    {PAYLOAD_ENIP, OVER_TCP, {"\x64\0", "xx"}},
    {PAYLOAD_ENIP, OVER_TCP, {"\x65\0\x04\0", "xxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"SSH-", "xxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"RFB ", "xxxx"}},
    /* RFC 4271 section 4.1. */
    {PAYLOAD_MARK,
     OVER_TCP,
     {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "xxxxxxxxxxxxxxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\0\0\0\x01\x1a\x2b\x3c\x4d", "..xxxxxx"}}, /* RFC 2637 section 2 */
    {PAYLOAD_MARK, OVER_TCP, {"@RSYNCD", "xxxxxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"DIST", "xxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"DONE", "xxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\0REQ", "xxxx"}}, /* Gearman */
    {PAYLOAD_MARK, OVER_TCP, {"\0RES", "xxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"GNUTELLA ", "xxxxxxxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"JRMI", "xxxx"}}, /* Java Object Serialization, RMI section 10.2.1 */
    {PAYLOAD_MARK, OVER_TCP, {"N\0", "xx"}},
    {PAYLOAD_MARK, OVER_TCP, {"BEGIN ", "xxxxxx"}}, /* CVS client/server, pserver */
    {PAYLOAD_MARK, OVER_TCP, {"I LOVE YOU", "xxxxxxxxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"I HATE YOU", "xxxxxxxxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"error ", "xxxxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"VER 0", "xxxxd"}}, /* Microsoft Notification Protocol */
    {PAYLOAD_MARK, OVER_TCP, {"USR 0", "xxxxd"}},
    {PAYLOAD_MARK, OVER_TCP, {"ANS 0", "xxxxd"}},
    /* AFP over DSI: request or reply; OpenSession or GetStatus, no error. */
    {PAYLOAD_MARK, OVER_TCP, {"\0\x03\0\0\0\0\0\0", "xx..xxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\0\x04\0\0\0\0\0\0", "xx..xxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\x01\x03\0\0\0\0\0\0", "xx..xxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\x01\x04\0\0\0\0\0\0", "xx..xxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\0\0\0\0WoW\0", "x...xxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"DmdT", "xxxx"}}, /* NCP over TCP */
    {PAYLOAD_MARK, OVER_TCP, {"tNcP", "xxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\0\0\0\0\x01\0\0\0", "..xxxxxx"}}, /* PTP/IP: Init packets */
    {PAYLOAD_MARK, OVER_TCP, {"\0\0\0\0\x02\0\0\0", "..xxxxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\0\0\0\0\x03\0\0\0", "..xxxxxx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\0\0\0\0\x04\0\0\0", "..xxxxxx"}},
    /* RFC 6733 section 3: version, length, flags, a command's code. */
    {PAYLOAD_MARK, OVER_TCP, {"\x01\0\0\0\0\0", "xx..nx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\x01\0\0\0\x40\0", "xx..nx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\x01\0\0\0\x80\0", "xx..nx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\x01\0\0\0\xc0\0", "xx..nx"}},
    {PAYLOAD_MARK, OVER_TCP, {"\0\x0a", "xx"}},       /* RFC 7011 section 3.1: version 10 */
    {PAYLOAD_MARK, OVER_TCP, {"MEGACO/", "xxxxxxx"}}, /* RFC 3525 annex B */
    {PAYLOAD_MARK, OVER_TCP, {"!/", "xx"}},
    {PAYLOAD_MARK,
     OVER_TCP,
     {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "xxxxxxxxxxxxxxx"}}, /* RFC 4656 section 3.1 */
    {PAYLOAD_MARK,
     OVER_TCP,
     {" !\"#$%&", "xxxxxxx"}}, /* RFC 864: popular is a line of all letters */
    {PAYLOAD_MARK, OVER_TCP, {"!\"#$%&'", "xxxxxxx"}},
    /* RFC 959 section 4.2, RFC 5321 section 4.2, RFC 3977 section 3.2. */
    {PAYLOAD_NUMBERED, OVER_TCP, {"000 ", "dddx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"000-", "dddx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"000\r", "dddx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"user ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"pass ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"acct ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"host ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"feat", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"syst", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"opts ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"clnt ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"auth ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"quit", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"noop", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"help", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"helo", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"ehlo", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"lhlo", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"mail from", "ccccxcccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"starttls", "cccccccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"rset", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"mode ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"capabilities", "cccccccccccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"list", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"group ", "cccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"authinfo ", "ccccccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"date", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"ihave ", "cccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"check ", "cccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"takethis ", "ccccccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"xover ", "cccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"rcpt to", "ccccxcc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"data", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"cwd ", "cccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"pwd", "ccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"type ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"pasv", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"epsv", "cccc"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"port ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"eprt ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"retr ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"stor ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"size ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"article ", "cccccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"head ", "ccccx"}},
    {PAYLOAD_NUMBERED, OVER_TCP, {"body ", "ccccx"}},
    {PAYLOAD_POP, OVER_TCP, {"+OK", "xxx"}},
    {PAYLOAD_POP, OVER_TCP, {"-ERR", "xxxx"}},
    {PAYLOAD_POP, OVER_TCP, {"user ", "ccccx"}},
    {PAYLOAD_POP, OVER_TCP, {"apop ", "ccccx"}},
    {PAYLOAD_POP, OVER_TCP, {"auth", "cccc"}},
    {PAYLOAD_POP, OVER_TCP, {"capa", "cccc"}},
    {PAYLOAD_POP, OVER_TCP, {"stls", "cccc"}},
    {PAYLOAD_POP, OVER_TCP, {"quit", "cccc"}},
    {PAYLOAD_POP, OVER_TCP, {"pass ", "ccccx"}},
    {PAYLOAD_POP, OVER_TCP, {"stat", "cccc"}},
    {PAYLOAD_POP, OVER_TCP, {"list", "cccc"}},
    {PAYLOAD_POP, OVER_TCP, {"uidl", "cccc"}},
    {PAYLOAD_POP, OVER_TCP, {"retr ", "ccccx"}},
    {PAYLOAD_POP, OVER_TCP, {"dele ", "ccccx"}},
    {PAYLOAD_POP, OVER_TCP, {"noop", "cccc"}},
    {PAYLOAD_POP, OVER_TCP, {"top ", "cccx"}},
    {PAYLOAD_IMAP, OVER_TCP, {"* A", "xxu"}},
    {PAYLOAD_IMAP, OVER_TCP, {"+ ", "xx"}},
    {PAYLOAD_IRC, OVER_TCP, {":* ", "x*x"}},
    {PAYLOAD_IRC, OVER_TCP, {"nick ", "ccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"user ", "ccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"pass ", "ccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"cap ", "cccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"notice ", "ccccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"error ", "cccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"ping ", "ccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"pong ", "ccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"server ", "ccccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"protoctl ", "ccccccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"webirc ", "ccccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"authenticate ", "ccccccccccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"starttls", "cccccccc"}},
    {PAYLOAD_IRC, OVER_TCP, {"join ", "ccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"privmsg ", "cccccccx"}},
    {PAYLOAD_IRC, OVER_TCP, {"quit", "cccc"}},
    {PAYLOAD_START_LINE, OVER_TCP, {"GET", "uuu"}}, /* and versions: "HTTP/" */
    {PAYLOAD_START_LINE, OVER_TCP, {"M-SEARCH ", "xxxxxxxxx"}},
    {PAYLOAD_START_LINE,
     OVER_TCP,
     {"\r\n", "xx"}}, /* RFC 9112 section 2.2, RFC 5626 section 3.5.1 */
    {PAYLOAD_TELNET, OVER_TCP, {"\xff\xf0", "xn"}},
    {PAYLOAD_TELNET, OVER_TCP, {"\x1b[", "xx"}}, /* ECMA-48 section 5.4 */
    {PAYLOAD_RCMD, OVER_TCP, {"\0a", "xl"}},
    {PAYLOAD_RCMD, OVER_TCP, {"\0A", "xu"}},
    {PAYLOAD_RCMD, OVER_TCP, {"0\0", "dx"}},
    {PAYLOAD_RCMD, OVER_TCP, {"00\0", "ddx"}},
    {PAYLOAD_RCMD, OVER_TCP, {"000\0", "dddx"}},
    {PAYLOAD_RCMD, OVER_TCP, {"0000\0", "ddddx"}},
    {PAYLOAD_RCMD, OVER_TCP, {"00000\0", "dddddx"}},
    {PAYLOAD_CLOCK, OVER_TCP, {"Mon Nov 30 00:00", "ullxullx..xddxdd"}}, /* forms that are in use */
    {PAYLOAD_CLOCK, OVER_TCP, {"Mon, 30 Nov 2000 00:00", "ullxxddxullxddddxddxdd"}},
    {PAYLOAD_CLOCK, OVER_TCP, {"30 NOV 2000 00:00", "ddxuuuxddddxddxdd"}},
    {PAYLOAD_CLOCK, OVER_TCP, {"\n00000 00-00-00 00:00", "xdddddxddxddxddxddxdd"}},
    {PAYLOAD_CLOCK, OVER_TCP, {"\xb0\0\0\0", "n...$"}}, /* since 1993 */
    {PAYLOAD_CLOCK, OVER_TCP, {"\xc0\0\0\0", "n...$"}},
    {PAYLOAD_CLOCK, OVER_TCP, {"\xd0\0\0\0", "n...$"}},
    {PAYLOAD_CLOCK, OVER_TCP, {"\xe0\0\0\0", "n...$"}},
    {PAYLOAD_CLOCK, OVER_TCP, {"\xf0\0\0\0", "n...$"}},
};

_Static_assert(sizeof kinds / sizeof *kinds <= MAX_ROWS, "a row has a byte as number");

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
        if (matches(payload + tag_len, len - tag_len, &tagged[i]))
            return true;
    }
    return false;
}

bool payload_is_monotonous(const uint8_t *payload, size_t len)
{
    enum { ENOUGH = 8 };

    return len >= ENOUGH && memcmp(payload, payload + 1, len - 1) == 0;
}

static unsigned kinds_in(const chains_t *chains, unsigned chain, const uint8_t *payload, size_t len)
{
    unsigned ret = 0;

    for (unsigned i = chains->first[chain]; i != 0; i = chains->next[i]) {
        const row_t *row = &kinds[i - 1];

        if (matches_so_far(payload, len, &row->pattern))
            ret |= row->meaning;
    }
    return ret;
}

unsigned payload_kinds(const uint8_t *payload, size_t len)
{
    enum { HELLO = 2 };
    static chains_t chains;
    unsigned ret = 0;

    if (len == 0 || payload_is_monotonous(payload, len))
        return 0;
    make_chains(kinds, sizeof kinds / sizeof *kinds, &chains);
    if (is_text(payload, len))
        ret |= PAYLOAD_TEXT;
    if (is_tagged(payload, len))
        ret |= PAYLOAD_IMAP;
    /* The hello of SSL 2 (RFC 5246 appendix E.2): its length has the top bit, its type is 1. */
    if (payload[0] & 0x80 && len > HELLO && payload[HELLO] == 1)
        ret |= PAYLOAD_TLS;
    return ret | kinds_in(&chains, ascii_lower(payload[0]), payload, len) |
           kinds_in(&chains, ANY_BYTE, payload, len);
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

/* The first row of a protocol, or where it would be. */
static size_t first_datagram_row(const char *protocol)
{
    size_t from = 0, to = N_DATAGRAM_ROWS;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(datagram_rows[middle].protocol, protocol) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

bool datagram_may_be(const char *protocol, const uint8_t *payload, size_t len)
{
    const size_t first = first_datagram_row(protocol);
    size_t i = first;

    for (; i < N_DATAGRAM_ROWS && strcmp(datagram_rows[i].protocol, protocol) == 0; i++) {
        if (matches(payload, len, &datagram_rows[i].pattern))
            return true;
    }
    return i == first;
}
