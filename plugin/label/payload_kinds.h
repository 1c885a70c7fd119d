/* payload_kinds.h - what the first payload from an end of a TCP connection may begin. Plain C.
 *
 * A signature is long enough to be no accident. This is the little that each beginning of a protocol
 * has: what lacks it is another protocol, or nobody's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_PAYLOAD_KINDS_H
#define SVCREG_PAYLOAD_KINDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/** Whether a payload is the same byte over and over, which dissectors take for empty messages of
 * many protocols. */
bool payload_is_monotonous(const uint8_t *payload, size_t len);

#endif
