/* replay.c - runs a fuzz entry over files, where no fuzzer is linked.
 *
 * usage: fuzz_X FILE-OR-FOLDER...
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* What an entry sets up before, if it does. */
__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Longer files are no corpus. */
enum { MAX_FILE = 1 << 20, MAX_PATH = 4096 };

static int run_file(const char *path)
{
    static uint8_t buffer[MAX_FILE];
    FILE *in = fopen(path, "rb");
    if (!in) {
        perror(path);
        return -1;
    }
    size_t size = fread(buffer, 1, sizeof(buffer), in);
    fclose(in);
    /* A copy of exactly that size, so that sanitizers see every read outside. */
    uint8_t *data = malloc(size > 0 ? size : 1);
    if (!data)
        return -1;
    memcpy(data, buffer, size);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 1;
}

static int run_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (!folder) {
        perror(path);
        return -1;
    }
    int n = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char file[MAX_PATH];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(file, sizeof(file), "%s/%s", path, entry->d_name);
        if (run_file(file) < 0) {
            n = -1;
            break;
        }
        n++;
    }
    closedir(folder);
    return n;
}

int main(int argc, char **argv)
{
    int n_files = 0;
    if (LLVMFuzzerInitialize)
        (void)LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++) {
        struct stat status;
        int n = stat(argv[i], &status) == 0 && S_ISDIR(status.st_mode) ? run_folder(argv[i])
                                                                       : run_file(argv[i]);
        if (n < 0)
            return 1;
        n_files += n;
    }
    printf("%d inputs\n", n_files);
    return n_files > 0 ? 0 : 1;
}
