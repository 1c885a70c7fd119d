/* sleep_proxy.h - the metrics that the instance name of a Sleep Proxy Server begins with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_SLEEP_PROXY_H
#define SVCREG_SLEEP_PROXY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Of servers the one with the smallest numbers is asked, from the first number on. Source:
 * mDNSResponder, mDNSCore/mDNSEmbeddedAPI.h ("SPSMetric"). */
typedef struct {
    unsigned intent;         /* 10 to 99: how far it was made to be a Sleep Proxy */
    unsigned portability;    /* 10 to 99: how likely it is to be carried away */
    unsigned marginal_power; /* 10 to 99: what being awake costs it */
    unsigned total_power;    /* 10 to 99 */
    unsigned features;       /* bits; has_features */
    bool has_features;
    size_t len; /* bytes of the name before the name for people */
} sleep_proxy_t;

/** Read "50-34-10-70.1 Bob's AirPort". False, and *ret undefined, when the name does not begin so. */
bool sleep_proxy_read(const uint8_t *name, size_t len, sleep_proxy_t *ret);

#endif
