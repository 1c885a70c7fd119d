/* agreement_kind.h - what may be said of a service's port and its traffic. Plain C.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_AGREEMENT_KIND_H
#define SVCREG_AGREEMENT_KIND_H

/** Whether what is spoken is what is registered; svcreg.agreement. */
typedef enum { AGREEMENT_UNKNOWN, AGREEMENT_AGREES, AGREEMENT_DIFFERS } agreement_t;

#endif
