/* iana_input.c - an input file in memory, how to complain about it, and which reader takes it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/iana_input.h"

#include "command.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static GQuark input_quark(void)
{
    return g_quark_from_static_string("svcreg-input");
}

static unsigned line_of(const iana_input_t *input, const char *position)
{
    unsigned line = 1;
    for (const char *p = input->contents; p < position; p++)
        line += *p == '\n';
    return line;
}

/* Pipes and devices do not say how long they are: reading ends at the limit. */
static bool read_contents(iana_input_t *input, FILE *file, GError **error)
{
    GString *contents = g_string_new(NULL);
    char block[BUFSIZ];
    size_t n;

    while ((n = fread(block, 1, sizeof block, file)) > 0 && contents->len <= IANA_MAX_INPUT_LEN)
        g_string_append_len(contents, block, (gssize)n);
    if (ferror(file) && errno == EISDIR)
        iana_input_error(input, 0, error, "is a folder; name IANA's XML or CSV file");
    else if (ferror(file))
        iana_input_error(input, 0, error, "cannot be read (%s)", g_strerror(errno));
    else if (contents->len > IANA_MAX_INPUT_LEN)
        iana_input_error(input, 0, error, "is longer than %u MiB; is it IANA's file?",
                         IANA_MAX_INPUT_LEN >> 20);
    bool read = !ferror(file) && contents->len <= IANA_MAX_INPUT_LEN;
    input->text_len = contents->len;
    input->contents = g_string_free(contents, FALSE);
    return read;
}

static bool open_and_read(iana_input_t *input, const char *path, GError **error)
{
    if (strcmp(path, "-") == 0)
        return read_contents(input, stdin, error);
    FILE *file = g_fopen(path, "rb");
    if (!file) {
        iana_input_error(input, 0, error, "cannot be read (%s)", g_strerror(errno));
        return false;
    }
    bool read = read_contents(input, file, error);
    (void)fclose(file);
    return read;
}

static bool check_text(const iana_input_t *input, GError **error)
{
    const char *bad;
    if (input->text_len == 0) {
        iana_input_error(input, 0, error, "is empty; download it again");
        return false;
    }
    if (!g_utf8_validate(input->text, (gssize)input->text_len, &bad)) {
        iana_input_error(input, line_of(input, bad), error,
                         "is not UTF-8 (byte 0x%02X); IANA's files are", (unsigned char)*bad);
        return false;
    }
    return true;
}

static void skip_byte_order_mark(iana_input_t *input)
{
    gsize mark_len = strlen(byte_order_mark);
    input->text = input->contents;
    if (input->text_len >= mark_len && memcmp(input->text, byte_order_mark, mark_len) == 0) {
        input->text += mark_len;
        input->text_len -= mark_len;
    }
}

iana_input_t *iana_input_read(const char *path, GError **error)
{
    iana_input_t *input = g_new0(iana_input_t, 1);
    input->path = g_strdup(strcmp(path, "-") == 0 ? "standard input" : path);
    input->warned = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool read = open_and_read(input, path, error);
    if (read)
        skip_byte_order_mark(input);
    if (!read || !check_text(input, error)) {
        iana_input_free(input);
        return NULL;
    }
    return input;
}

void iana_input_free(iana_input_t *input)
{
    if (!input)
        return;
    g_free(input->path);
    g_free(input->contents);
    g_hash_table_unref(input->warned);
    g_free(input);
}

static char *position(const iana_input_t *input, unsigned line)
{
    if (line == 0)
        return g_strdup(input->path);
    return g_strdup_printf("%s:%u", input->path, line);
}

void iana_input_error(const iana_input_t *input, unsigned line, GError **error, const char *format,
                      ...)
{
    va_list args;
    va_start(args, format);
    char *message = g_strdup_vprintf(format, args);
    va_end(args);
    char *where = position(input, line);
    g_set_error(error, input_quark(), 0, "%s: %s", where, message);
    g_free(where);
    g_free(message);
}

void iana_input_warn(iana_input_t *input, unsigned line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *message = g_strdup_vprintf(format, args);
    va_end(args);
    guint n_warned = g_hash_table_size(input->warned);
    if (g_hash_table_insert(input->warned, g_strdup(message), NULL)) {
        char *where = position(input, line);
        if (n_warned < IANA_MAX_WARNINGS)
            command_say("%s: warning: %s", where, message);
        else if (n_warned == IANA_MAX_WARNINGS)
            command_say("%s: warning: further warnings are not shown", where);
        g_free(where);
    }
    g_free(message);
}

static bool starts_with_word(const char *text, const char *word)
{
    return g_ascii_strncasecmp(text, word, strlen(word)) == 0;
}

static bool is_html(const char *text)
{
    return starts_with_word(text, "<!doctype html") || starts_with_word(text, "<html") ||
           starts_with_word(text, "<head") || starts_with_word(text, "<body");
}

/* IANA may reorder its columns, so that any line 1 that has one of these titles and commas is
 * taken as the CSV's header. */
static bool is_csv(const char *text)
{
    const char *end = strchr(text, '\n');
    char *line = !end ? g_strdup(text) : g_strndup(text, (gsize)(end - text));
    bool has_title = strstr(line, "Service Name") || strstr(line, "Port Number") ||
                     strstr(line, "Transport Protocol");
    bool csv = has_title && strchr(line, ',');
    g_free(line);
    return csv;
}

static bool is_page(const char *text)
{
    return strstr(text, "Service Name Port Number Transport Protocol Description");
}

iana_registry_t *iana_read(iana_input_t *input, const char **ret_form, GError **error)
{
    iana_registry_t *registry;
    const char *start = input->text;
    while (g_ascii_isspace(*start))
        start++;
    const char *form;
    if (is_html(start)) {
        iana_input_error(input, 1, error,
                         "is an HTML page; IANA's XML or CSV file is needed, not the web page");
        return NULL;
    }
    if (*start == '<') {
        form = "XML";
        registry = iana_read_xml(input, error);
    } else if (is_csv(start)) {
        form = "CSV";
        registry = iana_read_csv(input, error);
    } else if (is_page(start)) {
        form = "page saved as text";
        registry = iana_read_text(input, error);
    } else {
        iana_input_error(input, 1, error,
                         "is neither IANA's XML, nor its CSV, nor the registry page as text");
        return NULL;
    }
    if (registry && registry->records->len == 0) {
        iana_input_error(input, 0, error, "has no record; is it IANA's file?");
        iana_registry_free(registry);
        return NULL;
    }
    if (registry)
        *ret_form = form;
    return registry;
}
