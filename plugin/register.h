/* register.h - the plugin's protocols and their place in Wireshark.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_REGISTER_H
#define SVCREG_REGISTER_H

/** Register protocols, fields and preferences; called once by Wireshark. */
void svcreg_register(void);

/** Register the post-dissectors; called once, when all protocols are known. */
void svcreg_handoff(void);

/** Ask to be called whenever Wireshark sets up a dissection. */
void svcreg_register_hooks(void);

#endif
