/* text.c - bytes of a packet as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "common/text.h"

static bool is_printable(gunichar c)
{
    return c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0);
}

char *text_from_bytes(wmem_allocator_t *pool, const uint8_t *bytes, size_t len)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");
    const char *at = (const char *)bytes;
    const char *end = at + len;

    while (at < end) {
        gunichar c = g_utf8_get_char_validated(at, end - at);

        /* GLib says -2 for a NUL as well as for a character that the end cuts. */
        if (*at != '\0' && (c == (gunichar)-1 || c == (gunichar)-2)) {
            wmem_strbuf_append(text, "\xEF\xBF\xBD");
            at++;
        } else if (*at == '\0' || !is_printable(c)) {
            wmem_strbuf_append_printf(text, "\\x%02x", *at == '\0' ? 0 : c);
            at = *at == '\0' ? at + 1 : g_utf8_next_char(at);
        } else {
            wmem_strbuf_append_unichar(text, c);
            at = g_utf8_next_char(at);
        }
    }
    return wmem_strbuf_finalize(text);
}

char *text_key(wmem_allocator_t *pool, const uint8_t *bytes, size_t len)
{
    wmem_strbuf_t *key = wmem_strbuf_new(pool, "");

    for (size_t i = 0; i < len; i++)
        wmem_strbuf_append_printf(key, "%02x", (uint8_t)g_ascii_tolower((char)bytes[i]));
    return wmem_strbuf_finalize(key);
}
