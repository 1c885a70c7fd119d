/* captures.h - the capture files that an inventory is made of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_CAPTURES_H
#define SVCREG_CAPTURES_H

#include <glib.h>

typedef struct {
    char *path;    /* as given, or below the folder that was given */
    char *sha256;  /* of the file, hexadecimal */
    guint64 size;  /* bytes */
    char *problem; /* why it cannot be read; NULL: nothing is known against it */
} capture_t;

/** The capture files among `paths`, and in the folders among them, sorted by path; each once. Of a
 * folder's files those count whose ending says that they are captures. NULL, with *error set, when
 * a path cannot be read, or there is none; what is in a folder and cannot be read has a problem. To be
 * freed with g_ptr_array_unref(). */
GPtrArray *captures_find(char **paths, GError **error);

#endif
