/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * usrsctp-session serve | call ADDRESS: short SCTP associations on the ports of the table
 * below, by libusrsctp over a raw IPv4 socket. Source ports are fixed, so that each run
 * gives the same associations.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <usrsctp.h>

struct message {
    const char *bytes;
    size_t len;
};
#define MESSAGE(literal)                                                                           \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

struct conversation {
    uint16_t client_port;
    uint16_t server_port;
    uint32_t ppid; /* payload protocol identifier (RFC 9260 section 3.3.1) */
    struct message question;
    struct message answer;
};

/* ASP up, ASP up acknowledgement (RFC 4666 section 3.5) */
#define M3UA MESSAGE("\1\0\3\1\0\0\0\10"), MESSAGE("\1\0\3\4\0\0\0\10")
#define TEXT MESSAGE("svcreg: question"), MESSAGE("svcreg: answer")

static const struct conversation conversations[] = {
    {50001, 2905, 3, M3UA},
    /* diameter: device watchdog (RFC 6733 section 5.5): result code, origin host and realm */
    {50002, 3868, 46,
     MESSAGE("\1\0\0\100\200\0\1\30\0\0\0\0\0\0\0\1\0\0\0\2"
             "\0\0\1\10\100\0\0\30"
             "beta.example.org"
             "\0\0\1\50\100\0\0\23"
             "example.org"
             "\0"),
     MESSAGE("\1\0\0\120\0\0\1\30\0\0\0\0\0\0\0\1\0\0\0\2"
             "\0\0\1\14\100\0\0\14\0\0\7\321"
             "\0\0\1\10\100\0\0\31"
             "alpha.example.org"
             "\0\0\0"
             "\0\0\1\50\100\0\0\23"
             "example.org"
             "\0")},
    {50003, 9899, 0, TEXT},  /* registered for UDP, reserved for TCP */
    {50004, 6067, 0, TEXT},  /* unassigned */
    {50005, 50000, 0, TEXT}, /* dynamic */
    /* the client's port is the registered one */
    {2905, 50001, 3, M3UA},
};
#define N_CONVERSATIONS (sizeof conversations / sizeof conversations[0])

static const uint16_t closed_ports[] = {50006, 3565}; /* from, to: m2pa, nobody listens */

static struct socket *bound_socket(uint16_t port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct socket *s = usrsctp_socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP, NULL, NULL, 0, NULL);

    if (s && usrsctp_bind(s, (struct sockaddr *)&at, sizeof at) != 0) {
        usrsctp_close(s);
        return NULL;
    }
    return s;
}

static bool send_message(struct socket *s, const struct message *m, uint32_t ppid)
{
    struct sctp_sndinfo info = {.snd_ppid = htonl(ppid)};

    return usrsctp_sendv(s, m->bytes, m->len, NULL, 0, &info, sizeof info, SCTP_SENDV_SNDINFO, 0) ==
           (ssize_t)m->len;
}

/* The length of a message, 0 when the peer has no more, negative on failure. */
static ssize_t receive_message(struct socket *s, char *buffer, size_t size)
{
    struct sockaddr_storage from;
    socklen_t from_len = sizeof from, info_len = 0;
    unsigned int info_type = 0;
    int flags = 0;

    return usrsctp_recvv(s, buffer, size, (struct sockaddr *)&from, &from_len, NULL, &info_len,
                         &info_type, &flags);
}

static void *serve_port(void *arg)
{
    const struct conversation *c = arg;
    struct socket *listener = bound_socket(c->server_port), *s;
    char buffer[256];

    if (!listener || usrsctp_listen(listener, 1) != 0) {
        fprintf(stderr, "port %u: cannot listen\n", c->server_port);
        return NULL;
    }
    while ((s = usrsctp_accept(listener, NULL, NULL))) {
        if (receive_message(s, buffer, sizeof buffer) > 0)
            send_message(s, &c->answer, c->ppid);
        while (receive_message(s, buffer, sizeof buffer) > 0)
            ;
        usrsctp_close(s);
    }
    return NULL;
}

static int serve(void)
{
    for (size_t i = 0; i < N_CONVERSATIONS; i++) {
        pthread_t thread;

        if (pthread_create(&thread, NULL, serve_port, (void *)&conversations[i]) != 0)
            return 1;
    }
    sleep(1);
    puts("ready");
    fflush(stdout);
    for (;;)
        pause();
}

static bool call(struct sockaddr_in *server, const struct conversation *c)
{
    struct socket *s = bound_socket(c->client_port);
    char buffer[256];
    bool ok;

    server->sin_port = htons(c->server_port);
    ok = s && usrsctp_connect(s, (struct sockaddr *)server, sizeof *server) == 0 &&
         send_message(s, &c->question, c->ppid) &&
         receive_message(s, buffer, sizeof buffer) == (ssize_t)c->answer.len &&
         usrsctp_shutdown(s, SHUT_WR) == 0;
    while (ok && receive_message(s, buffer, sizeof buffer) > 0)
        ;
    if (s)
        usrsctp_close(s);
    if (!ok)
        fprintf(stderr, "port %u: no conversation\n", c->server_port);
    return ok;
}

/* An association with a port nobody listens on must be refused. */
static bool call_closed(struct sockaddr_in *server)
{
    struct socket *s = bound_socket(closed_ports[0]);
    bool refused;

    server->sin_port = htons(closed_ports[1]);
    refused = s && usrsctp_connect(s, (struct sockaddr *)server, sizeof *server) != 0;
    if (s)
        usrsctp_close(s);
    return refused;
}

int main(int argc, char **argv)
{
    struct sockaddr_in server = {.sin_family = AF_INET};
    bool ok = true;

    /* port= */ usrsctp_init(0, /* conn_output= */ NULL, /* debug_printf= */ NULL);
    usrsctp_sysctl_set_sctp_blackhole(0);
    if (argc == 2 && strcmp(argv[1], "serve") == 0)
        return serve();
    if (argc != 3 || strcmp(argv[1], "call") != 0 ||
        inet_pton(AF_INET, argv[2], &server.sin_addr) != 1) {
        fputs("usage: usrsctp-session serve | call ADDRESS\n", stderr);
        return 2;
    }
    for (size_t i = 0; ok && i < N_CONVERSATIONS; i++)
        ok = call(&server, &conversations[i]);
    ok = ok && call_closed(&server);
    for (int tries = 0; tries < 50 && usrsctp_finish() != 0; tries++)
        usleep(100000);
    return ok ? 0 : 1;
}
