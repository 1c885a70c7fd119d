/* table_gen.c - writes a table as a C source: constant data, no relocations, no start-up work.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "build/table_load.h"
#include "table_layout.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

enum { NUMBERS_PER_LINE = 16, LITERAL_LEN = 80 };

/* print_records(out, rows, n) and so on. */
#define PRINT_FIELD(type, name) fprintf(out, "%" PRIu32 ",", (uint32_t)rows[i].name);
#define ROW_PRINTER(type, name, FIELDS)                                                            \
    static void print_##name(FILE *out, const type *rows, uint32_t n)                              \
    {                                                                                              \
        for (uint32_t i = 0; i < n; i++) {                                                         \
            fputc('{', out);                                                                       \
            FIELDS(PRINT_FIELD)                                                                    \
            fputs("},\n", out);                                                                    \
        }                                                                                          \
        if (n == 0)                                                                                \
            fputs("{0}", out);                                                                     \
    }
#define NUMBER_PRINTER(type, name, FIELDS)                                                         \
    static void print_##name(FILE *out, const type *rows, uint32_t n)                              \
    {                                                                                              \
        for (uint32_t i = 0; i < n; i++)                                                           \
            fprintf(out, i % NUMBERS_PER_LINE == 0 ? "\n%" PRIu32 "," : "%" PRIu32 ",",            \
                    (uint32_t)rows[i]);                                                            \
        if (n == 0)                                                                                \
            fputs("0", out);                                                                       \
    }
PORT_SECTIONS(NUMBER_PRINTER)
ROW_SECTIONS(ROW_PRINTER)
NUMBER_SECTIONS(NUMBER_PRINTER)

/* Octal escapes: they end after three digits, whatever follows. */
static void print_char(FILE *out, unsigned char c)
{
    if (c < 0x20 || c > 0x7e || c == '"' || c == '\\' || c == '?')
        fprintf(out, "\\%03o", c);
    else
        fputc(c, out);
}

/* The last string's NUL is the one that C adds. */
static void print_strings(FILE *out, const char *strings, uint32_t n)
{
    for (uint32_t i = 0; i + 1 < n || i == 0; i += LITERAL_LEN) {
        fputs("\"", out);
        for (uint32_t j = i; j + 1 < n && j < i + LITERAL_LEN; j++)
            print_char(out, (unsigned char)strings[j]);
        fputs("\"\n", out);
    }
}

static void print_type(FILE *out, const svcreg_table_t *table)
{
    fputs("struct builtin_table {\n    struct svcreg_table header;\n", out);
#define PRINT_MEMBER(type, name, FIELDS)                                                           \
    fprintf(out, "    " #type " " #name "[%" PRIu32 "];\n",                                        \
            table->n_##name > 0 ? table->n_##name : 1);
    ALL_SECTIONS(PRINT_MEMBER)
#undef PRINT_MEMBER
    fputs("};\n\n", out);
}

static void print_header(FILE *out, const svcreg_table_t *table)
{
    fprintf(out,
            "    .header = {\n"
            "        .magic = 0x%" PRIx32 ",\n"
            "        .size = sizeof(struct builtin_table),\n"
            "        .date = %" PRIu32 ",\n"
            "        .hash_seed = %" PRIu32 ",\n"
            "        .max_name_len = %" PRIu32 ",\n",
            table->magic, table->date, table->hash_seed, table->max_name_len);
#define PRINT_OFFSET(type, name, FIELDS)                                                           \
    fprintf(out,                                                                                   \
            "        ." #name " = offsetof(struct builtin_table, " #name "),\n"                    \
            "        .n_" #name " = %" PRIu32 ",\n",                                               \
            table->n_##name);
    ALL_SECTIONS(PRINT_OFFSET)
#undef PRINT_OFFSET
    fputs("        .port_pages = {", out);
    for (unsigned i = 0; i < SVCREG_N_TRANSPORTS; i++) {
        fputs("{", out);
        print_ids(out, table->port_pages[i], SVCREG_N_PAGES);
        fputs("},\n", out);
    }
    fputs("},\n    },\n", out);
}

static void print_table(FILE *out, const svcreg_table_t *table, const char *dir)
{
    fprintf(out,
            "/* Made by: table_gen %s -o builtin_table.c (edit the TSV files there, not this)\n"
            " *\n"
            " * IANA Service Name and Transport Protocol Port Number Registry, %s\n"
            " *\n"
            " * SPDX-License-Identifier: GPL-2.0-or-later\n"
            " */\n"
            "#include \"table_layout.h\"\n\n",
            dir, svcreg_table_date(table));
    print_type(out, table);
    fputs("static const struct builtin_table builtin = {\n", out);
    print_header(out, table);
#define PRINT_SECTION(type, name, FIELDS)                                                          \
    fputs("    ." #name " = {", out);                                                              \
    print_##name(out, table_##name(table), table->n_##name);                                       \
    fputs("},\n", out);
    PORT_SECTIONS(PRINT_SECTION)
    ROW_SECTIONS(PRINT_SECTION)
    NUMBER_SECTIONS(PRINT_SECTION)
#undef PRINT_SECTION
    fputs("    .strings =\n", out);
    print_strings(out, table_strings(table), table->n_strings);
    fputs("};\n\n"
          "const svcreg_table_t *svcreg_builtin(void)\n"
          "{\n"
          "    return (const svcreg_table_t *)&builtin;\n"
          "}\n",
          out);
}

static int fail(const char *what, const char *why)
{
    fprintf(stderr, "svcreg: %s: %s\n", what, why);
    return 1;
}

/* Writes beside `path` first, so that a failure leaves the old file as it was. */
static int write_file(const char *path, const svcreg_table_t *table, const char *dir)
{
    char *temporary = g_strconcat(path, ".tmp", NULL);
    FILE *out = fopen(temporary, "w");
    int failed = !out;
    if (out) {
        print_table(out, table, dir);
        failed = ferror(out);
        failed |= fclose(out) != 0;
        failed = failed || g_rename(temporary, path) != 0;
    }
    if (failed) {
        fail(path, g_strerror(errno));
        g_remove(temporary);
    }
    g_free(temporary);
    return failed;
}

static int usage(void)
{
    fputs("usage: table_gen DIR [-o FILE]\n"
          "Writes the TSV files in DIR as a C source, to standard output or FILE.\n",
          stderr);
    return 2;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    if (argc != 2 && !(argc == 4 && strcmp(argv[2], "-o") == 0))
        return usage();
    GError *error = NULL;
    svcreg_table_t *table = svcreg_table_load(argv[1], &error);
    if (!table) {
        fprintf(stderr, "svcreg: %s\n", error->message);
        g_error_free(error);
        return 1;
    }
    int failed = 0;
    if (argc == 4) {
        failed = write_file(argv[3], table, argv[1]);
    } else {
        print_table(stdout, table, argv[1]);
        failed = fflush(stdout) != 0 ? fail("standard output", g_strerror(errno)) : 0;
    }
    g_free(table);
    return failed;
}
