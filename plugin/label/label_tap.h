/* label_tap.h - what listeners of the tap "svcreg" are given, a transport header at a time.
 *
 * In Lua: Listener.new("svcreg").
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_LABEL_TAP_H
#define SVCREG_LABEL_TAP_H

#include "label/label.h"

/** One transport header that is not quoted in an ICMP error, from the outermost inwards. Strings are
 * UTF-8, "" for what is not known, and live until the packet is done: copy what is to be kept. */
typedef struct {
    svcreg_transport_t transport;
    ip_address_t source_address; /* len 0: not IP */
    ip_address_t destination_address;
    uint16_t source_port;
    uint16_t destination_port;
    service_at_t service_at; /* which end is taken for the service */
    const char *service;     /* registered service name, or the user's own; the first of several */
    bool own;                /* it is the user's own */
    const char *announced_instance; /* the newest announcement for the service's address and port */
    const char *announced_service;  /* service name, without underscore */
    const char *dissected;          /* as the field svcreg.dissected */
    agreement_t agreement;
    const char *basis; /* as the field svcreg.basis */
} label_tap_t;

/** Register the tap. */
void label_tap_register(void);

#endif
