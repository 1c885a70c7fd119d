/* dccp_code.h - the service code that a DCCP connection asks for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_DCCP_CODE_H
#define SVCREG_DCCP_CODE_H

#include "common/transport.h"

/** Register the fields under protocol `proto`. */
void dccp_code_register(int proto);

/** Add the service code of a Request or Response (RFC 4340 sections 5.1 to 5.3, RFC 5595), and
 * the services that are registered with it. Does nothing for other headers. */
void dccp_code_add(proto_tree *tree, const transport_header_t *header);

#endif
