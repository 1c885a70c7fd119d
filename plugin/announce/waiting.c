/* waiting.c - what is to be learned once somebody asks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "announce/waiting.h"

#include "announce/port_set.h"

#include <glib.h>
#include <string.h>

/* What stands before each piece of data. */
typedef struct {
    waiting_learn_t learn;
    size_t len; /* with this header, and what fills the last unit */
} header_t;

enum { UNIT = sizeof(max_align_t), HEADER_LEN = (sizeof(header_t) + UNIT - 1) / UNIT * UNIT };

static GByteArray *waiting;
static port_set_t expected;

void *waiting_add(waiting_learn_t learn, size_t len)
{
    const header_t header = {learn, HEADER_LEN + (len + UNIT - 1) / UNIT * UNIT};

    if (waiting && waiting->len + header.len > WAITING_MAX_LEN)
        waiting_learn();
    if (!waiting)
        waiting = g_byte_array_new();
    const guint at = waiting->len;
    g_byte_array_set_size(waiting, at + (guint)header.len);
    memcpy(waiting->data + at, &header, sizeof header);
    return waiting->data + at + HEADER_LEN;
}

void waiting_expect_port(uint16_t port)
{
    port_set_add(&expected, port);
}

bool waiting_expects_port(uint16_t port)
{
    return port_set_has(&expected, port);
}

void waiting_learn(void)
{
    GByteArray *all = waiting;

    if (!all)
        return;
    waiting = NULL;
    port_set_clear(&expected);
    for (guint at = 0; at < all->len;) {
        header_t header;
        memcpy(&header, all->data + at, sizeof header);
        header.learn(all->data + at + HEADER_LEN);
        at += (guint)header.len;
    }
    g_byte_array_free(all, TRUE);
}

void waiting_forget(void)
{
    if (waiting)
        g_byte_array_free(waiting, TRUE);
    waiting = NULL;
    port_set_clear(&expected);
}
