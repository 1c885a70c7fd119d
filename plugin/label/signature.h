/* signature.h - protocols that the first bytes of a payload give away. Plain C.
 *
 * Wireshark takes a protocol for what its port says: TLS on port 22 is dissected as SSH. Where the
 * bytes themselves are plain, they are the better witness.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_SIGNATURE_H
#define SVCREG_SIGNATURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SIGNATURE_MAX_LEN = 300 /* bytes that are looked at: a CONNECT with the longest host name */
};

/** Protocols that show beyond doubt, with their names as in display filters; of some that Wireshark has
 * not, their own. */
#define SIGNATURES(X)                                                                              \
    X(TLS, "tls")               /* a hello */                                                      \
    X(DTLS, "dtls")             /* the same */                                                     \
    X(SSH, "ssh")               /* a banner */                                                     \
    X(HTTP, "http")             /* a request or status line, or the preface of version 2 */        \
    X(SSDP, "ssdp")             /* a search or an advertisement */                                 \
    X(RTSP, "rtsp")             /* a request or status line */                                     \
    X(SIP, "sip")               /* the same */                                                     \
    X(STUN, "stun")             /* the magic cookie */                                             \
    X(SMTP, "smtp")             /* a greeting that names it, or EHLO */                            \
    X(FTP, "ftp")               /* a greeting that names it */                                     \
    X(NNTP, "nntp")             /* the same */                                                     \
    X(POP, "pop")               /* a greeting */                                                   \
    X(IMAP, "imap")             /* the same */                                                     \
    X(IRC, "irc")               /* a registration, or what answers it */                           \
    X(XMPP, "xmpp")             /* a stream's header */                                            \
    X(TELNET, "telnet")         /* options, two of them */                                         \
    X(VNC, "vnc")               /* a protocol version */                                           \
    X(RDP, "rdp")               /* a connection request or confirm */                              \
    X(SMB, "smb")               /* a message, version 1 */                                         \
    X(SMB2, "smb2")             /* a message, later versions */                                    \
    X(BGP, "bgp")               /* OPEN */                                                         \
    X(LDAP, "ldap")             /* the first request */                                            \
    X(SNMP, "snmp")             /* a message */                                                    \
    X(RPC, "rpc")               /* a call */                                                       \
    X(DNS, "dns")               /* a query */                                                      \
    X(SOCKS, "socks")           /* version 5: a client's methods */                                \
    X(MQTT, "mqtt")             /* CONNECT */                                                      \
    X(AMQP, "amqp")             /* a protocol header */                                            \
    X(MYSQL, "mysql")           /* a server's greeting */                                          \
    X(PGSQL, "pgsql")           /* a start-up message */                                           \
    X(TDS, "tds")               /* PRELOGIN */                                                     \
    X(MONGO, "mongo")           /* the first request */                                            \
    X(RESP, "resp")             /* a command */                                                    \
    X(X11, "x11")               /* a connection's set-up */                                        \
    X(GIT, "git")               /* a request */                                                    \
    X(RSYNC, "rsync")           /* a greeting */                                                   \
    X(BITTORRENT, "bittorrent") /* a handshake */                                                  \
    X(QUIC, "quic")             /* a long header */                                                \
    X(SYSLOG, "syslog")         /* a message */                                                    \
    X(TFTP, "tftp")             /* a request */                                                    \
    X(KERBEROS, "kerberos")     /* a request */                                                    \
    X(OPENVPN, "openvpn")       /* a client's reset */                                             \
    X(DCERPC, "dcerpc")         /* a bind */                                                       \
    X(NBSS, "nbss")             /* a session request */                                            \
    X(AJP13, "ajp13")           /* a request */                                                    \
    X(IEC104, "iec60870_104")   /* STARTDT */                                                      \
    X(OPCUA, "opcua")           /* Hello */                                                        \
    X(ENIP, "enip")             /* RegisterSession */                                              \
    X(DIAMETER, "diameter")     /* a capabilities exchange */                                      \
    X(BITCOIN, "bitcoin")       /* version */                                                      \
    X(ZABBIX, "zabbix")         /* a header */                                                     \
    X(NBD, "nbd")               /* a greeting */                                                   \
    X(GEARMAN, "gearman")       /* a request */                                                    \
    X(DISTCC, "distcc")         /* a request */                                                    \
    X(SVN, "svn")               /* a greeting */                                                   \
    X(MPD, "mpd")               /* a greeting */                                                   \
    X(BT_DHT, "bt-dht")         /* a query or a response */

typedef enum {
    SIGNATURE_NONE, /* no saying */
#define AS_SIGNATURE(id, name) SIGNATURE_##id,
    SIGNATURES(AS_SIGNATURE)
#undef AS_SIGNATURE
} signature_t;

/** What a direction's first payload begins with, of TCP. `len` in bytes. */
signature_t signature_of(const uint8_t *payload, size_t len);

/** The same of a datagram, which is a message of its own. */
signature_t signature_of_datagram(const uint8_t *payload, size_t len);

/** Who sends a datagram, where its first bytes tell: a client asks, a server answers. */
typedef enum { ROLE_UNKNOWN, ROLE_ASKS, ROLE_ANSWERS } datagram_role_t;
datagram_role_t datagram_role(const uint8_t *payload, size_t len);

/** What a direction's first payload may begin, bits. */
enum {
    PAYLOAD_TLS = 1 << 0,       /* a TLS record (RFC 8446 section 5.1), or the hello of SSL 2 */
    PAYLOAD_MARK = 1 << 1,      /* what only one protocol begins with, in so many bytes that */
                                /* none needs a bit of its own */
    PAYLOAD_TEXT = 1 << 2,      /* text */
    PAYLOAD_NUMBERED = 1 << 3,  /* a reply that begins with a number, or a command of those whose */
                                /* servers answer so: FTP, SMTP, NNTP */
    PAYLOAD_POP = 1 << 4,       /* a reply or command (RFC 1939 section 3) */
    PAYLOAD_TPKT = 1 << 5,      /* a packet header (RFC 1006 section 6) */
    PAYLOAD_NBSS = 1 << 6,      /* a session packet (RFC 1002 section 4.3.1) */
    PAYLOAD_PROXY = 1 << 7,     /* the header that a proxy puts before (haproxy.org, PROXY) */
    PAYLOAD_RPC = 1 << 8,       /* a call or reply (RFC 5531 section 9) */
    PAYLOAD_SOCKS = 1 << 9,     /* a version (RFC 1928 section 3; SOCKS 4) */
    PAYLOAD_IMAP = 1 << 10,     /* a response without tag, or a command behind one (RFC 9051) */
    PAYLOAD_RESP = 1 << 11,     /* one of Redis' types */
    PAYLOAD_MEMCACHE = 1 << 12, /* a magic byte, a command or what answers it */
    PAYLOAD_X11 = 1 << 13,      /* the order of bytes, and version 11 */
    PAYLOAD_IEC104 = 1 << 14,   /* the start byte of IEC 60870-5-104 */
    PAYLOAD_LPD = 1 << 15,      /* a command (RFC 1179 section 5) */
    PAYLOAD_IRC = 1 << 16,      /* a command, or a message with its source (RFC 2812 section 2.3) */
    PAYLOAD_LDAP = 1 << 17,     /* a SEQUENCE (RFC 4511 section 4.1.1) */
    PAYLOAD_MQTT = 1 << 18,     /* CONNECT (MQTT 5 section 3.1) */
    PAYLOAD_TDS = 1 << 19,      /* a packet header (MS-TDS section 2.2.3.1) */
    PAYLOAD_MYSQL = 1 << 20,    /* a greeting, an error, or a login */
    PAYLOAD_PGSQL = 1 << 21,    /* a start-up message, or what answers it */
    PAYLOAD_AMQP = 1 << 22,     /* a protocol header, or a method */
    PAYLOAD_GIT = 1 << 23,      /* a length of four digits (gitprotocol-common) */
    PAYLOAD_DNS = 1 << 24,      /* a message of one question (RFC 1035 sections 4.1.1 and 4.2.2) */
    PAYLOAD_START_LINE =
        1 << 25,              /* a method or version, as HTTP (RFC 9112 section 2.1), RTSP, SIP */
    PAYLOAD_TELNET = 1 << 26, /* a command (RFC 854), or a terminal's */
    PAYLOAD_ENIP = 1 << 27,   /* a command that needs no session */
    PAYLOAD_RCMD = 1 << 28,   /* a name behind a NUL (RFC 1282), or a port before one (rcmd(3)) */
    PAYLOAD_CLOCK = 1 << 29,  /* the time of day, in 32 bits or as text (RFCs 867 and 868) */
    PAYLOAD_NEVER = 1 << 30   /* nothing: what may be anything shows in nothing */
};
unsigned payload_kinds(const uint8_t *payload, size_t len);

/** With which of these a connection of a protocol begins; 0: nobody tells. TLS may come after
 * text. */
unsigned payload_kinds_of(const char *protocol);

/** Whether a segment from the middle of a connection, of which nobody saw the beginning, may be a
 * protocol's: where its dissector takes whatever comes, one that begins with a message must do. */
bool segment_may_be(const char *protocol, const uint8_t *payload, size_t len);

/** Whether a datagram may be a message of a protocol. Of one of which nobody tells, each may. */
bool datagram_may_be(const char *protocol, const uint8_t *payload, size_t len);

/** Whether a payload is the same byte over and over, which dissectors take for empty messages of
 * many protocols. */
bool payload_is_monotonous(const uint8_t *payload, size_t len);

/** Name of the protocol, as in display filters; NULL for none. */
const char *signature_name(signature_t signature);

#endif
