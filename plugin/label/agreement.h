/* agreement.h - whether what is spoken is what is registered.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_AGREEMENT_H
#define SVCREG_AGREEMENT_H

#include "label/agreement_kind.h"
#include "label/dissected.h"
#include "registry.h"

/** What a packet says of a service's port. */
typedef struct {
    svcreg_transport_t transport;
    uint16_t port;
    const dissected_t *dissected;
    const char *signature; /* of a direction's first payload; may be NULL */
} spoken_t;

/** Whether what was dissected belongs to a port: Wireshark's own dissector for it, the protocol of
 * a service that is registered there, or of the user's own service. */
bool port_expects(svcreg_transport_t transport, uint16_t port, const dissected_t *dissected);

/** Whether one of the services of a port may begin in the clear and change to TLS later. */
bool port_begins_in_clear(svcreg_transport_t transport, uint16_t port);

/** Whether it is known what a service of a port speaks. */
bool port_is_known(svcreg_transport_t transport, uint16_t port);

/** Compare with all services of the port: agreement with one is enough, and what differs must
 * differ from each. What is returned by pointers is set for AGREEMENT_DIFFERS: what is registered and
 * what is spoken, and whether the first bytes show that. */
agreement_t agreement_of(const spoken_t *spoken, const char **ret_registered,
                         const char **ret_spoken, bool *ret_by_signature);

/** "agrees", "differs", "unknown". */
const char *agreement_name(agreement_t agreement);

#endif
