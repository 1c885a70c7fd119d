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
    X(WIREGUARD, "wg")          /* a handshake */                                                  \
    X(ISAKMP, "isakmp")         /* a first message */                                              \
    X(DNSCRYPT, "dnscrypt")     /* an answer */                                                    \
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

/** Who sends a payload, where its first bytes tell: a client asks, a server answers or greets. Of TCP
 * that may be in the middle of a connection. */
typedef enum { ROLE_UNKNOWN, ROLE_ASKS, ROLE_ANSWERS } payload_role_t;
payload_role_t segment_role(const uint8_t *payload, size_t len);
payload_role_t datagram_role(const uint8_t *payload, size_t len);

/** Name of the protocol, as in display filters; NULL for none. */
const char *signature_name(signature_t signature);

#endif
