/* fuzz_txt_note.c - the grammar of "Defined TXT keys" notes on any text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/txt_note.h"

#include <glib.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* Whoever reads a registry has made it UTF-8 without NUL. */
    char *note = g_utf8_make_valid((const char *)data, (gssize)size);
    char *end;

    while ((end = g_utf8_strchr(note, -1, 0xFFFD)))
        end[0] = end[1] = end[2] = ' ';
    txt_note_free(txt_note_read("fuzz", note));
    g_free(note);
    return 0;
}
