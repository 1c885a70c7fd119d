/* scratch.h - a folder for what a fuzz entry reads and writes as files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_FUZZ_SCRATCH_H
#define SVCREG_FUZZ_SCRATCH_H

#include <stdbool.h>

/** Ends the program where a condition does not hold. */
void check(bool condition);

/** The folder, which is made at the first call and removed at the end of the program. */
const char *scratch_folder(void);

/** A file's path in the folder. To be freed. */
char *scratch_path(const char *name);

/** Remove the files of the folder. */
void scratch_empty(void);

#endif
