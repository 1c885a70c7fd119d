/* text.h - bytes of a packet as text that may be shown.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_TEXT_H
#define SVCREG_TEXT_H

#include <epan/packet.h>
#include <wsutil/str_util.h> /* wmem_strconcat() */

enum {
    /* Bytes of a tree line that Wireshark keeps. What is longer it cuts, in 4.0 inside a character:
     * then PDML is no XML. */
    TEXT_MAX_LABEL = ITEM_LABEL_LENGTH - 1
};

/** `len` bytes as valid UTF-8, allocated in `pool`: UTF-8 stays, a control character, and what
 * is no character, becomes its code, as "\x1b" or "\x00", a backslash stays, a byte that is no UTF-8 becomes U+FFFD. The same in
 * every Wireshark version, whose own functions cut at NUL and differ in escapes. */
char *text_from_bytes(wmem_allocator_t *pool, const uint8_t *bytes, size_t len);

/** Whether text_from_bytes() leaves the bytes as they are. */
bool text_is_plain(const uint8_t *bytes, size_t len);

/** The same, appended to `text`. */
void text_append_bytes(wmem_strbuf_t *text, const uint8_t *bytes, size_t len);

/** `text`, or, where it has more than `max_len` bytes, as much of it as fits with "…" behind it, in
 * `pool`. Never cut inside a character. `max_len` is at least 3. */
const char *text_fit(wmem_allocator_t *pool, const char *text, size_t max_len);

/** A line of the tree on its way. What every packet has is put together so: printing costs five times as
 * much. */
typedef struct {
    size_t len;
    bool is_cut; /* a piece did not fit whole */
    char text[TEXT_MAX_LABEL + 1];
} text_line_t;

/** Begin a line with a piece. */
void text_line_begin(text_line_t *line, const char *piece);

/** Put a piece behind a line, as much of it as there is room for. */
void text_line_add(text_line_t *line, const char *piece);

/** Put a number in decimal digits behind a line. */
void text_line_add_number(text_line_t *line, uint32_t number);

/** The line, cut as text_fit() does where it has more than `max_len` bytes, at most TEXT_MAX_LABEL. Valid
 * until more is put behind it. */
const char *text_line_fit(text_line_t *line, size_t max_len);

/** A number in decimal digits, in `pool`. */
char *text_number(wmem_allocator_t *pool, uint32_t number);

/** proto_tree_add_string(), with a label that fits. */
proto_item *text_add(wmem_allocator_t *pool, proto_tree *tree, int hf, tvbuff_t *tvb, int offset,
                     int len, const char *value);

/** The same with a label of its own, "LABEL", cut where it does not fit. */
proto_item *text_add_labelled(wmem_allocator_t *pool, proto_tree *tree, int hf, tvbuff_t *tvb,
                              int offset, int len, const char *value, const char *label);

#endif
