/* label_text.h - a label in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_LABEL_TEXT_H
#define SVCREG_LABEL_TEXT_H

#include "common/text.h"
#include "label/label.h"

/** The line of the subtree, best fact first: "Service Registry: "Lamp" _hap._tcp (announced), http spoken
 * [TCP 51826, dynamic]". Fits TEXT_MAX_LABEL. */
const char *label_text(wmem_allocator_t *pool, const label_t *label, text_line_t *ret);

/** What is announced or registered, "" for want of both, in `pool`. The same with and without a
 * tree. */
const char *label_service_text(wmem_allocator_t *pool, const label_t *label);

#endif
