/* signature.c - protocols that the first bytes of a payload give away.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/signature.h"

#include "ascii.h"
#include "label/pattern.h"

#include <string.h>

/* What is carried, and who sends it: a client asks, a server answers or greets. */
enum { OVER_TCP = 1 << 0, OVER_UDP = 1 << 1, ASKS = 1 << 2, ANSWERS = 1 << 3 };

/* What has a length of its own. */
#define ZEROS_16 "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define ZEROS_64 ZEROS_16 ZEROS_16 ZEROS_16 ZEROS_16
#define ANY_64 "................................................................"

/* Each of the signatures is long enough, or odd enough, to be no accident. What is as short as
 * "220" or "GET k" is none. */
static const pattern_row_t signatures[] = {
    /* RFC 8446 section 5.1: handshake, a version 3.x; section 4: client_hello, server_hello. */
    {SIGNATURE_TLS, OVER_TCP | ASKS, {"\x16\x03\0\0\0\x01", "xx...x"}},
    {SIGNATURE_TLS, OVER_TCP | ANSWERS, {"\x16\x03\0\0\0\x02", "xx...x"}},
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
    {SIGNATURE_HTTP, OVER_TCP | ANSWERS, {"HTTP/1.", "xxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"GET /", "xxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"POST /", "xxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"HEAD /", "xxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"PUT /", "xxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"PATCH /", "xxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"DELETE /", "xxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"OPTIONS /", "xxxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"OPTIONS * HTTP/1.", "xxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"PROPFIND /", "xxxxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"GET http://", "xxxxxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"POST http://", "xxxxxxxxxxxx"}},
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"HEAD http://", "xxxxxxxxxxxx"}},
    /* RFC 9113 section 3.4: the same, in another form. */
    {SIGNATURE_HTTP, OVER_TCP | ASKS, {"PRI * HTTP/2.0\r\n", "xxxxxxxxxxxxxxxx"}},
    /* UPnP Device Architecture 2.0 section 1. */
    {SIGNATURE_SSDP, OVER_UDP | ASKS, {"M-SEARCH * HTTP/1.1\r\n", "xxxxxxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_SSDP, OVER_UDP, {"NOTIFY * HTTP/1.1\r\n", "xxxxxxxxxxxxxxxxxxx"}},
    /* RFC 2326 sections 6 and 7. */
    {SIGNATURE_RTSP, OVER_TCP | ANSWERS, {"RTSP/1.0 ", "xxxxxxxxx"}},
    {SIGNATURE_RTSP, OVER_TCP | ASKS, {"OPTIONS rtsp://", "xxxxxxxxxxxxxxx"}},
    {SIGNATURE_RTSP, OVER_TCP | ASKS, {"OPTIONS * RTSP/1.0", "xxxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_RTSP, OVER_TCP | ASKS, {"DESCRIBE rtsp://", "xxxxxxxxxxxxxxxx"}},
    {SIGNATURE_RTSP, OVER_TCP, {"ANNOUNCE rtsp://", "xxxxxxxxxxxxxxxx"}},
    {SIGNATURE_RTSP, OVER_TCP | ASKS, {"SETUP rtsp://", "xxxxxxxxxxxxx"}},
    /* RFC 3261 sections 7.1 and 7.2. */
    /* On a connection either end asks and answers. */
    {SIGNATURE_SIP, OVER_TCP, {"SIP/2.0 ddd", "xxxxxxxxddd"}},
    {SIGNATURE_SIP, OVER_UDP | ANSWERS, {"SIP/2.0 ddd", "xxxxxxxxddd"}},
    {SIGNATURE_SIP, OVER_TCP | OVER_UDP | ASKS, {"REGISTER sip", "xxxxxxxxxxxx"}},
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
    {SIGNATURE_SMTP, OVER_TCP | ASKS, {"EHLO ", "xxxxx"}},
    {SIGNATURE_SMTP, OVER_TCP | ASKS, {"HELO ", "xxxxx"}},
    {SIGNATURE_SMTP, OVER_TCP | ANSWERS, {"220 *SMTP", "xxxx*xxxx"}},
    {SIGNATURE_SMTP, OVER_TCP | ANSWERS, {"220-*SMTP", "xxxx*xxxx"}},
    {SIGNATURE_FTP, OVER_TCP | ASKS, {"AUTH TLS\r\n", "xxxxxxxxxx"}}, /* RFC 4217 section 4 */
    {SIGNATURE_FTP, OVER_TCP | ANSWERS, {"220 *FTP", "xxxx*xxx"}},
    {SIGNATURE_FTP, OVER_TCP | ANSWERS, {"220-*FTP", "xxxx*xxx"}},
    {SIGNATURE_FTP, OVER_TCP | ANSWERS, {"220-FileZilla", "xxxxxxxxxxxxx"}},
    {SIGNATURE_NNTP, OVER_TCP | ANSWERS, {"200 *NNTP", "xxxx*xxxx"}},
    {SIGNATURE_NNTP, OVER_TCP | ANSWERS, {"201 *NNTP", "xxxx*xxxx"}},
    /* RFC 1939 section 4: with a text, that Redis does not send. RFC 9051 section 7.1. */
    {SIGNATURE_POP, OVER_TCP | ANSWERS, {"+OK ", "xxxx"}},
    {SIGNATURE_IMAP, OVER_TCP | ANSWERS, {"* OK ", "xxxxx"}},
    {SIGNATURE_IMAP, OVER_TCP | ANSWERS, {"* PREAUTH ", "xxxxxxxxxx"}},
    /* RFC 2812 section 3.1.2; capabilities: ircv3.net. */
    {SIGNATURE_IRC, OVER_TCP | ASKS, {"CAP LS", "xxxxxx"}},
    {SIGNATURE_IRC, OVER_TCP | ASKS, {"NICK *\r\nUSER ", "xxxxx*xxxxxxx"}},
    {SIGNATURE_IRC, OVER_TCP | ANSWERS, {":* NOTICE ", "x*xxxxxxxx"}},
    {SIGNATURE_IRC, OVER_TCP | ANSWERS, {":* 001 ", "x*xxxxx"}},
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
     OVER_TCP | ASKS,
     {"\x03\0\0\0\0\xe0\0\0\0\0\0Cookie: msts", "xxx..xxxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_RDP,
     OVER_TCP | ASKS,
     {"\x03\0\0\x13\x0e\xe0\0\0\0\0\0\x01\0\x08\0\0\0\0\0", "xxxxxxxxxxxx.xx.xxx"}},
    {SIGNATURE_RDP,
     OVER_TCP | ANSWERS,
     {"\x03\0\0\x13\x0e\xd0\0\0\0\0\0\x02\0\x08\0\0\0\0\0", "xxxxxx.....x.xx.xxx"}},
    {SIGNATURE_RDP,
     OVER_TCP | ANSWERS,
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
    {SIGNATURE_LDAP, OVER_TCP | ASKS, {"\x30\0\x02\x01\x01\x60", "x.xxxx"}},
    {SIGNATURE_LDAP, OVER_TCP | ASKS, {"\x30\0\x02\x01\x01\x63", "x.xxxx"}},
    {SIGNATURE_LDAP, OVER_TCP | ASKS, {"\x30\0\x02\x01\x01\x77", "x.xxxx"}},
    {SIGNATURE_LDAP, OVER_TCP | ASKS, {"\x30\x84\0\0\0\0\x02\x01\x01\x60", "xxxx..xxxx"}},
    {SIGNATURE_LDAP, OVER_TCP | ASKS, {"\x30\x84\0\0\0\0\x02\x01\x01\x63", "xxxx..xxxx"}},
    /* RFC 1901 section 3, RFC 3412 section 6: the version, then a community or the header. */
    {SIGNATURE_SNMP, OVER_TCP | OVER_UDP, {"\x30\0\x02\x01\0\x04", "x.xxxx"}},
    {SIGNATURE_SNMP, OVER_TCP | OVER_UDP, {"\x30\0\x02\x01\x01\x04", "x.xxxx"}},
    {SIGNATURE_SNMP, OVER_TCP | OVER_UDP, {"\x30\x81\0\x02\x01\x01\x04", "xx.xxxx"}},
    {SIGNATURE_SNMP, OVER_TCP | OVER_UDP, {"\x30\x82\0\0\x02\x01\x01\x04", "xx..xxxx"}},
    {SIGNATURE_SNMP, OVER_TCP | OVER_UDP, {"\x30\0\x02\x01\x03\x30", "x.xxxx"}},
    /* RFC 5531 section 9: a call, version 2, of a program that has a number of Sun's; over TCP behind
     * a record mark (section 11). */
    {SIGNATURE_RPC,
     OVER_TCP | ASKS,
     {"\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\x01\x86", "xx......xxxxxxxxxxx"}},
    {SIGNATURE_RPC, OVER_UDP | ASKS, {"\0\0\0\0\0\0\0\0\0\0\0\x02\0\x01\x86", "....xxxxxxxxxxx"}},
    /* RFC 1035 sections 4.1.1 and 4.2.2: a standard query of one question that wants recursion; with
     * RFC 4035 section 4.6, the AD bit. Without recursion it might be LLMNR. */
    {SIGNATURE_DNS, OVER_TCP | ASKS, {"\0\0\0\0\x01\0\0\x01\0\0\0\0", "x...xxxxxxxx"}},
    {SIGNATURE_DNS, OVER_TCP | ASKS, {"\0\0\0\0\x01\x20\0\x01\0\0\0\0", "x...xxxxxxxx"}},
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
    /* Whom a client asks it gives a name of 8 bytes at least (section 7.2): a shorter one is the
     * client's own. */
    {SIGNATURE_QUIC, OVER_UDP | ANSWERS, {"\xc0\0\0\0\x01\0", "nxxxxe"}},
    {SIGNATURE_QUIC, OVER_UDP | ANSWERS, {"\xe0\0\0\0\x01\0", "nxxxxe"}},
    {SIGNATURE_QUIC, OVER_UDP | ANSWERS, {"\xd0\x6b\x33\x43\xcf\0", "nxxxxe"}},
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
    /* WireGuard's paper, sections 5.4.2 and 5.4.3: initiation and response, with a second MAC of zeros
     * unless the other end is under load. */
    {SIGNATURE_WIREGUARD,
     OVER_UDP | ASKS,
     {"\1\0\0\0" ZEROS_64 ZEROS_64 ZEROS_16, "xxxx" ANY_64 ANY_64 "xxxxxxxxxxxxxxxx$"}},
    {SIGNATURE_WIREGUARD,
     OVER_UDP | ANSWERS,
     {"\2\0\0\0" ZEROS_64 ZEROS_16 "\0\0\0\0\0\0\0\0", "xxxx" ANY_64 "........xxxxxxxxxxxxxxxx$"}},
    /* RFC 7296 section 3.1: IKE_SA_INIT, a request and its answer; RFC 2408 section 3.1: the first
     * message of Identity Protection and of Aggressive, with an SA. */
    {SIGNATURE_ISAKMP,
     OVER_UDP | ASKS,
     {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x21\x20\x22\x08\0\0\0\0", "........xxxxxxxxxxxxxxxx"}},
    {SIGNATURE_ISAKMP,
     OVER_UDP | ANSWERS,
     {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x21\x20\x22\x20\0\0\0\0", "................xxxxxxxx"}},
    {SIGNATURE_ISAKMP,
     OVER_UDP | ASKS,
     {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x10\x02\0\0\0\0\0", "........xxxxxxxxxxxxxxxx"}},
    {SIGNATURE_ISAKMP,
     OVER_UDP | ASKS,
     {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x10\x04\0\0\0\0\0", "........xxxxxxxxxxxxxxxx"}},
    /* DNSCrypt version 2, section 8: a resolver's answer. */
    {SIGNATURE_DNSCRYPT, OVER_UDP | ANSWERS, {"r6fnvWj8", "xxxxxxxx"}},
    /* C706 (DCE 1.1) section 12.6: bind, version 5.0, little-endian. */
    {SIGNATURE_DCERPC, OVER_TCP | ASKS, {"\x05\0\x0b\x03\x10\0\0\0", "xxxxxxxx"}},
    /* RFC 1002 section 4.3.2: a session request, whose names are encoded to 32 bytes. */
    {SIGNATURE_NBSS, OVER_TCP | ASKS, {"\x81\0\0\x44\x20", "xxxxx"}},
    /* AJP 1.3: a request by HTTP, and CPing. */
    {SIGNATURE_AJP13, OVER_TCP | ASKS, {"\x12\x34\0\0\x02\0\0\x08HTTP/1.", "xx..x.xxxxxxxxx"}},
    {SIGNATURE_AJP13, OVER_TCP | ASKS, {"\x12\x34\0\x01\x0a", "xxxxx$"}},
    /* IEC 60870-5-104 section 5.3: STARTDT act. */
    {SIGNATURE_IEC104, OVER_TCP | ASKS, {"\x68\x04\x07\0\0\0", "xxxxxx"}},
    /* OPC 10000-6 section 7.1.2: Hello, protocol version 0. */
    {SIGNATURE_OPCUA, OVER_TCP | ASKS, {"HELF\0\0\0\0\0\0\0\0", "xxxx..xxxxxx"}},
    /* CIP volume 2, chapter 2: RegisterSession. */
    {SIGNATURE_ENIP, OVER_TCP | ASKS, {"\x65\0\x04\0\0\0\0\0\0\0\0\0", "xxxxxxxxxxxx"}},
    /* RFC 6733 section 5.3.1: Capabilities-Exchange-Request. */
    {SIGNATURE_DIAMETER, OVER_TCP | ASKS, {"\x01\0\0\0\x80\0\x01\x01\0\0\0\0", "xx..xxxxxxxx"}},
    {SIGNATURE_BITCOIN, OVER_TCP, {"\xf9\xbe\xb4\xd9version\0", "xxxxxxxxxxxx"}},
    {SIGNATURE_SVN, OVER_TCP, {"( success ( ", "xxxxxxxxxxxx"}},
    {SIGNATURE_MPD, OVER_TCP | ANSWERS, {"OK MPD 0.", "xxxxxxxdx"}},
    {SIGNATURE_ZABBIX, OVER_TCP, {"ZBXD\x01", "xxxxx"}},
    {SIGNATURE_NBD, OVER_TCP | ANSWERS, {"NBDMAGIC", "xxxxxxxx"}},
    {SIGNATURE_GEARMAN, OVER_TCP | ASKS, {"\0REQ\0\0\0", "xxxxxxx"}},
    {SIGNATURE_DISTCC, OVER_TCP | ASKS, {"DIST00000000", "xxxxhhhhhhhh"}},
    /* RFC 1928 section 3: all of the methods that a client offers. */
    {SIGNATURE_SOCKS, OVER_TCP | ASKS, {"\x05\x01\0", "xxx$"}},
    {SIGNATURE_SOCKS, OVER_TCP | ASKS, {"\x05\x02\0\x01", "xxxx$"}},
    {SIGNATURE_SOCKS, OVER_TCP | ASKS, {"\x05\x02\0\x02", "xxxx$"}},
    /* MQTT 3.1.1 and 5 section 3.1, MQTT 3.1 section 3.1: CONNECT. */
    {SIGNATURE_MQTT, OVER_TCP | ASKS, {"\x10\0\0\x04MQTT", "x.xxxxxx"}},
    {SIGNATURE_MQTT, OVER_TCP | ASKS, {"\x10\0\0\0\x04MQTT", "x..xxxxxx"}},
    {SIGNATURE_MQTT, OVER_TCP | ASKS, {"\x10\0\0\x06MQIsdp", "x.xxxxxxxx"}},
    /* AMQP 0-9-1 section 4.2.2, AMQP 1.0 section 2.2. */
    {SIGNATURE_AMQP, OVER_TCP, {"AMQP\0\0\x09\x01", "xxxxxxxx"}},
    {SIGNATURE_AMQP, OVER_TCP, {"AMQP\0\x01\0\0", "xxxx.xxx"}},
    /* The greeting: protocol 10, the server's version. */
    {SIGNATURE_MYSQL,
     OVER_TCP | ANSWERS,
     {"\0\0\0\0\x0a"
      "5.0",
      "..xxxdxd"}},
    {SIGNATURE_MYSQL,
     OVER_TCP | ANSWERS,
     {"\0\0\0\0\x0a"
      "10.",
      "..xxxddx"}},
    /* Error 1130: the host is not allowed to connect. */
    {SIGNATURE_MYSQL, OVER_TCP | ANSWERS, {"\0\0\0\0\xff\x6a\x04Host ", "..xxxxxxxxxx"}},
    /* PostgreSQL 15, section 55.7: SSLRequest, GSSENCRequest, and the start of protocol 3.0. */
    {SIGNATURE_PGSQL, OVER_TCP | ASKS, {"\0\0\0\x08\x04\xd2\x16\x2f", "xxxxxxxx$"}},
    {SIGNATURE_PGSQL, OVER_TCP | ASKS, {"\0\0\0\x08\x04\xd2\x16\x30", "xxxxxxxx$"}},
    {SIGNATURE_PGSQL, OVER_TCP | ASKS, {"\0\0\0\0\0\x03\0\0user", "xx..xxxxxxxx"}},
    /* MS-TDS sections 2.2.3.1 and 2.2.6.5: PRELOGIN, whose first option is the version. */
    {SIGNATURE_TDS, OVER_TCP | ASKS, {"\x12\x01\0\0\0\0\x01\0\0\0\0\0\x06", "xxx.xx.xxx.xx"}},
    /* MongoDB's wire protocol: OP_QUERY and OP_MSG, in answer to nothing. */
    {SIGNATURE_MONGO,
     OVER_TCP | ASKS,
     {"\0\0\0\0\0\0\0\0\0\0\0\0\xd4\x07\0\0", "..xx....xxxxxxxx"}},
    {SIGNATURE_MONGO,
     OVER_TCP | ASKS,
     {"\0\0\0\0\0\0\0\0\0\0\0\0\xdd\x07\0\0", "..xx....xxxxxxxx"}},
    /* Redis' RESP: an array of strings, which a server sends as well. */
    {SIGNATURE_RESP, OVER_TCP, {"*0\r\n$0", "xdxxxd"}},
    {SIGNATURE_RESP, OVER_TCP, {"*00\r\n$0", "xddxxxd"}},
    /* X Window System Protocol, chapter 8: version 11.0, in either order of bytes. */
    {SIGNATURE_X11, OVER_TCP | ASKS, {"l\0\x0b\0\0\0", "x.xxxx"}},
    {SIGNATURE_X11, OVER_TCP | ASKS, {"B\0\0\x0b\0\0", "x.xxxx"}},
    /* gitprotocol-pack. */
    {SIGNATURE_GIT, OVER_TCP | ASKS, {"0000git-upload-pack ", "hhhhxxxxxxxxxxxxxxxx"}},
    {SIGNATURE_GIT, OVER_TCP | ASKS, {"0000git-receive-pack ", "hhhhxxxxxxxxxxxxxxxxx"}},
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

_Static_assert(sizeof signatures / sizeof *signatures <= PATTERN_MAX_ROWS,
               "a row has a byte as number");

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
    while (colon > method_len && ascii_is_digit(payload[colon - 1]))
        colon--;
    return colon < end && colon > method_len + 1 && payload[colon - 1] == ':' &&
           len - end >= version_len && memcmp(payload + end, version, version_len) == 0;
}

static const pattern_row_t *row_in(const pattern_chains_t *chains, unsigned chain, unsigned over,
                                   const uint8_t *payload, size_t len)
{
    for (unsigned i = chains->first[chain]; i != 0; i = chains->next[i]) {
        const pattern_row_t *row = &signatures[i - 1];

        if (row->over & over && pattern_chains_match(chains, i, row, payload, len))
            return row;
    }
    return NULL;
}

static const pattern_row_t *row_over(unsigned over, const uint8_t *payload, size_t len)
{
    static pattern_chains_t chains;

    if (len == 0)
        return NULL;
    pattern_chains_make(signatures, sizeof signatures / sizeof *signatures, &chains);
    const pattern_row_t *row = row_in(&chains, ascii_lower(payload[0]), over, payload, len);
    return row ? row : row_in(&chains, PATTERN_ANY_BYTE, over, payload, len);
}

static signature_t signature_over(unsigned over, const uint8_t *payload, size_t len)
{
    const pattern_row_t *row = row_over(over, payload, len);

    return row ? (signature_t)row->meaning : SIGNATURE_NONE;
}

/* "GET /info RTSP/1.0": AirPlay has the methods of HTTP (RFC 2326 section 6.1 allows any). */
static bool is_rtsp_request(const uint8_t *payload, size_t len)
{
    static const char version[] = " RTSP/1.0\r";
    const size_t version_len = sizeof version - 1;
    const uint8_t *end = (const uint8_t *)memchr(payload, '\n', len);

    return end && (size_t)(end - payload) > version_len &&
           memcmp(end - version_len, version, version_len) == 0;
}

signature_t signature_of(const uint8_t *payload, size_t len)
{
    signature_t signature = signature_over(OVER_TCP, payload, len);

    if (signature == SIGNATURE_NONE && is_connect(payload, len))
        return SIGNATURE_HTTP;
    return signature == SIGNATURE_HTTP && is_rtsp_request(payload, len) ? SIGNATURE_RTSP
                                                                        : signature;
}

signature_t signature_of_datagram(const uint8_t *payload, size_t len)
{
    return signature_over(OVER_UDP, payload, len);
}

static payload_role_t role_over(unsigned over, const uint8_t *payload, size_t len)
{
    const pattern_row_t *row = row_over(over, payload, len);

    if (!row)
        return ROLE_UNKNOWN;
    return row->over & ASKS ? ROLE_ASKS : row->over & ANSWERS ? ROLE_ANSWERS : ROLE_UNKNOWN;
}

payload_role_t segment_role(const uint8_t *payload, size_t len)
{
    return is_connect(payload, len) ? ROLE_ASKS : role_over(OVER_TCP, payload, len);
}

payload_role_t datagram_role(const uint8_t *payload, size_t len)
{
    return role_over(OVER_UDP, payload, len);
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
