/* priming.c - keeps the fields of other protocols in trees that nobody looks at.
 *
 * A post-dissector sees the finished tree. What it reads from there must be "primed", else
 * Wireshark leaves it out. This leans on three of Wireshark's ways:
 *
 * - epan_plugin.dissect_init is called when a dissection is set up, its tree made or not.
 * - Priming marks fields for all dissections; whoever resets a tree takes the marks away from the
 *   fields that stood in it. So it is done again after each packet: from a callback of the packet's
 *   pool, which is freed after the tree was reset and before the next packet.
 * - A dissection that was set up without a tree may be set up again with one, there and then, and
 *   may lose it again when its packet's pool is freed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/priming.h"

#include "common/compat.h"

#include <epan/epan.h>
#include <epan/epan_dissect.h>
#include <wsutil/wslog.h>

enum { MAX_WANTED = 32 /* fields: the plugin reads a dozen */ };

static int wanted[MAX_WANTED];
static unsigned n_wanted;
static bool (*is_tree_wanted)(void);
static epan_dissect_t *given; /* the last dissection that was given a tree, while it lasts */

int priming_want(const char *name)
{
    int id = proto_registrar_get_id_byname(name);

    for (unsigned i = 0; i < n_wanted; i++) {
        if (wanted[i] == id)
            return id;
    }
    if (n_wanted == MAX_WANTED)
        ws_error("Service Registry: more fields are read than priming.c has room for");
    if (id > 0)
        wanted[n_wanted++] = id;
    else
        ws_warning("Service Registry: this Wireshark has no field %s", name);
    return id;
}

static void prime(epan_dissect_t *edt)
{
    for (unsigned i = 0; i < n_wanted; i++)
        epan_dissect_prime_with_hfid(edt, wanted[i]);
}

bool priming_is_given(const proto_tree *tree)
{
    return tree && given && given->tree == tree;
}

static void take_back(void)
{
    proto_tree_free(given->tree);
    given->tree = NULL;
    given = NULL;
}

static svcreg_bool_t prime_next(wmem_allocator_t *pool, wmem_cb_event_t event, void *user_data _U_)
{
    static epan_dissect_t none; /* the marks are global: priming does not look at the tree */

    if (event != WMEM_CB_FREE_EVENT)
        return FALSE; /* do not call again */
    if (given && given->pi.pool == pool && !is_tree_wanted())
        take_back();
    else
        prime(&none);
    return FALSE;
}

void priming_repeat(packet_info *pinfo)
{
    wmem_register_callback(pinfo->pool, prime_next, NULL);
}

static void on_dissect_init(epan_dissect_t *edt)
{
    if (edt->tree) {
        prime(edt);
    } else if (is_tree_wanted()) {
        struct epan_session *session = edt->session;
        epan_dissect_cleanup(edt);
        /* Calls this function again. */
        epan_dissect_init(edt, session, /* create_proto_tree= */ TRUE, /* visible= */ FALSE);
        given = edt;
    }
}

static void on_dissect_cleanup(epan_dissect_t *edt)
{
    if (given == edt)
        given = NULL;
}

static void nothing(void)
{
}

void priming_register(bool (*wants_tree)(void))
{
    /* Wireshark 4.0 calls the first five without asking whether they are set. */
    static epan_plugin hooks = {.init = nothing,
                                .post_init = nothing,
                                .dissect_init = on_dissect_init,
                                .dissect_cleanup = on_dissect_cleanup,
                                .cleanup = nothing};

    is_tree_wanted = wants_tree;
    epan_register_plugin(&hooks);
}
