/* naive_registry.c - reads services.tsv and people.tsv without any of the code under test.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "naive_registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_text(const char *dir, const char *name)
{
    char path[4096];
    snprintf(path, sizeof(path), "%s/%s", dir, name);
    FILE *in = fopen(path, "rb");
    if (!in || fseek(in, 0, SEEK_END) != 0) {
        perror(path);
        exit(1);
    }
    size_t size = (size_t)ftell(in);
    rewind(in);
    char *text = calloc(1, size + 1);
    if (!text || fread(text, 1, size, in) != size) {
        perror(path);
        exit(1);
    }
    fclose(in);
    return text;
}

static void undo_escapes(char *cell)
{
    char *to = cell;
    for (char *from = cell; *from != '\0'; from++) {
        char c = *from;
        if (c == '\\') {
            c = *++from;
            if (c == 't')
                c = '\t';
            else if (c == 'n')
                c = '\n';
        }
        *to++ = c;
    }
    *to = '\0';
}

/* Cuts the next line off that is no comment. */
static char *next_line(char **text)
{
    char *line = *text;
    while (*line == '#')
        line = strchr(line, '\n') + 1;
    char *end = strchr(line, '\n');
    if (!end)
        return NULL;
    *end = '\0';
    *text = end + 1;
    return line;
}

static size_t cut(char *line, char **cells, size_t max)
{
    size_t n = 0;
    for (char *cell = line; cell && n < max; n++) {
        char *tab = strchr(cell, '\t');
        if (tab)
            *tab = '\0';
        cells[n] = cell;
        undo_escapes(cell);
        cell = tab ? tab + 1 : NULL;
    }
    return n;
}

static size_t count_lines(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += *text == '\n';
    return n;
}

const char *naive_cell(const naive_registry_t *registry, size_t id, const char *title)
{
    for (size_t i = 0; i < registry->n_columns; i++) {
        if (strcmp(registry->titles[i], title) == 0)
            return registry->records[id].cells[i];
    }
    return "";
}

static void read_record(naive_registry_t *registry, char *line)
{
    size_t id = registry->n_records++;
    naive_record_t *record = &registry->records[id];
    if (cut(line, record->cells, NAIVE_MAX_COLUMNS) != registry->n_columns)
        abort();
    const char *ports = naive_cell(registry, id, "ports");
    record->first = -1;
    record->last = -1;
    if (*ports != '\0') {
        record->first = atoi(ports);
        record->last = strchr(ports, '-') ? atoi(strchr(ports, '-') + 1) : record->first;
    }
}

static void read_services(const char *dir, naive_registry_t *ret)
{
    ret->text = read_text(dir, "services.tsv");
    const char *end = strchr(ret->text, '\n');
    snprintf(ret->date, sizeof(ret->date), "%.10s", end - 10);
    ret->records = calloc(count_lines(ret->text) + 1, sizeof(*ret->records));
    if (!ret->records)
        abort();
    char *text = ret->text;
    ret->n_columns = cut(next_line(&text), ret->titles, NAIVE_MAX_COLUMNS);
    for (char *line = next_line(&text); line; line = next_line(&text))
        read_record(ret, line);
}

static void read_people(const char *dir, naive_registry_t *ret)
{
    ret->people_text = read_text(dir, "people.tsv");
    ret->people = calloc(count_lines(ret->people_text) + 1, sizeof(*ret->people));
    if (!ret->people)
        abort();
    char *text = ret->people_text;
    next_line(&text);
    for (char *line = next_line(&text); line; line = next_line(&text))
        cut(line, ret->people[ret->n_people++], 2);
}

void naive_registry_read(const char *dir, naive_registry_t *ret)
{
    memset(ret, 0, sizeof(*ret));
    read_services(dir, ret);
    read_people(dir, ret);
}

void naive_registry_clear(naive_registry_t *registry)
{
    free(registry->text);
    free(registry->records);
    free(registry->people_text);
    free(registry->people);
}

static const char *name_of(const naive_registry_t *registry, const char *id, size_t len)
{
    for (size_t i = 0; i < registry->n_people; i++) {
        const char *other = registry->people[i][0];
        if (strncmp(other, id, len) == 0 && other[len] == '\0')
            return registry->people[i][1];
    }
    return NULL;
}

void naive_names(const naive_registry_t *registry, const char *ids, char *ret, size_t size)
{
    size_t used = 0;
    ret[0] = '\0';
    while (*ids != '\0') {
        size_t len = strcspn(ids, ",");
        const char *name = name_of(registry, ids, len);
        int id_len = (int)len;
        if (!name || *name == '\0')
            used += (size_t)snprintf(ret + used, size - used, "%s%.*s", used > 0 ? "; " : "",
                                     id_len, ids);
        else
            used += (size_t)snprintf(ret + used, size - used, "%s%s", used > 0 ? "; " : "", name);
        ids += len;
        ids += *ids == ',';
    }
}
