/* read_text.c - IANA's registry page saved as text.
 *
 * A record is a line, its columns run together with spaces. What is what is seen from its form:
 * ports are digits, transports four known words, persons stand in brackets with an id that the
 * page's list "Contact Information" has, dates and references have their own form. The description
 * is what lies between the transport and the first of these.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/cell_text.h"
#include "import/iana_input.h"
#include "import/table_row.h"

#include "words.h"

#include <stdbool.h>
#include <string.h>

#define HEADER "Service Name Port Number Transport Protocol Description"
/* RFC 6335 section 6. */
enum { FIRST_USER_PORT = 1024 };

#define PEOPLE_TITLE "Contact Information"

typedef struct {
    iana_input_t *input;
    iana_registry_t *registry;
    GHashTable *ids; /* of the page's list of people */
    char **lines;
    unsigned first_record; /* index of the line after the header */
    unsigned end;          /* index of the line after the last record */
} page_t;

/* Position in a record's text. */
typedef struct {
    const page_t *page;
    const char *p;
} cursor_t;

static bool is_ports(const char *word)
{
    size_t first = strspn(word, "0123456789");
    if (first == 0 || first > 5)
        return false;
    if (word[first] == '\0')
        return true;
    size_t last = strspn(word + first + 1, "0123456789");
    return word[first] == '-' && last >= 1 && last <= 5 && word[first + 1 + last] == '\0';
}

static bool is_transport(const char *word)
{
    static const char *const transports[] = {"tcp", "udp", "sctp", "dccp"};
    for (size_t i = 0; i < G_N_ELEMENTS(transports); i++) {
        if (strcmp(word, transports[i]) == 0)
            return true;
    }
    return false;
}

static bool is_date_word(const char *word)
{
    return date_form(word) != NO_DATE;
}

static bool is_code(const char *word)
{
    size_t len = strlen(word);
    return len >= 6 && len <= 10 && strspn(word, "0123456789") == len;
}

static bool is_any(const char *word)
{
    return word[0] != '\0';
}

/* The next word when it is of the form, "" otherwise. The cursor goes past it and the space. */
static char *take_word(cursor_t *cursor, bool (*is_form)(const char *word))
{
    size_t len = strcspn(cursor->p, " ");
    char *word = g_strndup(cursor->p, len);
    if (!is_form(word)) {
        word[0] = '\0';
        return word;
    }
    cursor->p += len;
    cursor->p += strspn(cursor->p, " ");
    return word;
}

/* Text in the brackets at `p`, NULL when there are none; *ret_end is after the "]". */
static char *bracket_text(const char *p, const char **ret_end)
{
    const char *end = *p == '[' ? strchr(p, ']') : NULL;
    if (!end)
        return NULL;
    *ret_end = end + 1;
    return g_strndup(p + 1, (gsize)(end - p - 1));
}

static bool is_person(const page_t *page, const char *id)
{
    return g_hash_table_contains(page->ids, id);
}

static bool is_reference(const char *text)
{
    static const char *const starts[] = {"RFC", "draft-", "http://", "https://", "n/a", "1"};
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
        if (g_str_has_prefix(text, starts[i]))
            return true;
    }
    return false;
}

static bool person_at(const page_t *page, const char *p)
{
    const char *end;
    char *id = bracket_text(p, &end);
    bool person = id && is_person(page, id);
    g_free(id);
    return person;
}

static bool reference_at(const char *p)
{
    const char *end;
    char *text = bracket_text(p, &end);
    bool reference = text && is_reference(text);
    g_free(text);
    return reference;
}

static bool date_at(const char *p)
{
    char *word = g_strndup(p, strcspn(p, " "));
    bool date = is_date_word(word);
    g_free(word);
    return date;
}

/* Where a description ends. That of a service ends at the first person, for it may have a reference
 * in it; without one, and for a port without a name, it ends at the first person, date or
 * reference, or where a note begins. */
static const char *description_end(const page_t *page, const char *text, bool named)
{
    static const char *const notes[] = {
        "Defined TXT ",        "This entry ",       "De-assigned on ",
        "Known Unauthorized ", "Unauthorized Use ", "Known UNAUTHORIZED ",
    };
    const char *end = NULL;
    for (const char *p = text; *p != '\0'; p++) {
        bool word_start = p == text || p[-1] == ' ';
        if (*p == '[' && person_at(page, p))
            return p;
        if (end || !word_start)
            continue;
        if (date_at(p) || reference_at(p))
            end = p;
        for (size_t i = 0; i < G_N_ELEMENTS(notes) && !end; i++) {
            if (g_str_has_prefix(p, notes[i]))
                end = p;
        }
        if (end && !named)
            return end;
    }
    return end ? end : text + strlen(text);
}

/* After the persons any item in brackets is a reference, unless a sentence goes on after it, which is
 * then a note ("[RFC7030]. Defined TXT keys: None"). */
static bool is_reference_item(const char *p)
{
    const char *end;
    char *text = bracket_text(p, &end);
    bool item = text && (*end == ' ' || *end == '[' || *end == '\0');
    g_free(text);
    return item;
}

/* "[A][B] " of the kind; a space ends the column. */
static char *take_brackets(cursor_t *cursor, bool persons)
{
    GString *cell = g_string_new(NULL);
    while (persons ? person_at(cursor->page, cursor->p) : is_reference_item(cursor->p)) {
        const char *end = strchr(cursor->p, ']') + 1;
        g_string_append_len(cell, cursor->p, end - cursor->p);
        cursor->p = end;
    }
    cursor->p += strspn(cursor->p, " ");
    return g_string_free(cell, FALSE);
}

/* Text at the cursor that matches, with the spaces after it, "" for none. *compiled keeps the
 * pattern for the next record. */
static char *take_match(cursor_t *cursor, GRegex **compiled, const char *pattern)
{
    GMatchInfo *match;
    char *text = g_strdup("");
    if (!*compiled)
        *compiled = g_regex_new(pattern, G_REGEX_CASELESS | G_REGEX_ANCHORED, 0, NULL);
    if (g_regex_match(*compiled, cursor->p, 0, &match)) {
        g_free(text);
        text = g_match_info_fetch(match, 0);
        cursor->p += strlen(text);
        cursor->p += strspn(cursor->p, " ");
    }
    g_match_info_free(match);
    return text;
}

/* A report of unauthorized use and a note follow each other without a mark: the report ends after
 * the ports that it names. */
static char *take_report(cursor_t *cursor)
{
    static GRegex *regex;
    return take_match(cursor, &regex,
                      "(?:(?:Known Unauthorized Use|Unauthorized Use Known|Unofficial use of)"
                      "\\D*[\\d-]+(?:(?:,| and| &) [\\d-]+)*"
                      "|PORT \\d+ also being used unofficially by \\S+"
                      "|Unauthorized use by [^.]*|yes$)");
}

/* Descriptions that ports without a name have, in full. */
static char *take_nameless_description(cursor_t *cursor)
{
    static GRegex *regex;
    return take_match(cursor, &regex,
                      "(?:Unassigned|Reserved|Removed|De-registered|Deprecated)"
                      "(?: \\[was [^\\]]*\\]| \\(FRP[^)]*\\)| - IANA)?(?= |$)");
}

static char *take_description(cursor_t *cursor, bool named)
{
    char *usual = named ? g_strdup("") : take_nameless_description(cursor);
    if (usual[0] != '\0')
        return usual;
    g_free(usual);
    const char *end = description_end(cursor->page, cursor->p, named);
    char *description = g_strchomp(g_strndup(cursor->p, (gsize)(end - cursor->p)));
    cursor->p = end;
    return description;
}

/* A single date is the last change of a port without a name and mostly of a System Port, whose
 * registrations are older than the dates; else it is the registration. */
static void take_dates(cursor_t *cursor, iana_record_t *record)
{
    const char *ports = record->cells[IANA_PORTS];
    char *first = take_word(cursor, is_date_word);
    char *second = take_word(cursor, is_date_word);
    bool system = ports[0] != '\0' && strtoul(ports, NULL, 10) < FIRST_USER_PORT;
    bool change = second[0] == '\0' && (system || record->cells[IANA_SERVICE][0] == '\0');
    iana_record_take(record, IANA_REGISTERED, change ? second : first);
    iana_record_take(record, IANA_MODIFIED, change ? first : second);
}

static void read_record(page_t *page, const char *text, unsigned line)
{
    cursor_t cursor = {page, text};
    iana_record_t *record = iana_registry_add(page->registry, line);
    char *ports = take_word(&cursor, is_ports);
    if (ports[0] == '\0') {
        g_free(ports);
        iana_record_take(record, IANA_SERVICE, take_word(&cursor, is_any));
        ports = take_word(&cursor, is_ports);
    }
    iana_record_take(record, IANA_PORTS, ports);
    iana_record_take(record, IANA_TRANSPORT, take_word(&cursor, is_transport));
    bool named = record->cells[IANA_SERVICE][0] != '\0';
    iana_record_take(record, IANA_DESCRIPTION, take_description(&cursor, named));
    iana_record_take(record, IANA_ASSIGNEE, take_brackets(&cursor, /* persons */ true));
    iana_record_take(record, IANA_CONTACT, take_brackets(&cursor, /* persons */ true));
    take_dates(&cursor, record);
    iana_record_take(record, IANA_REFERENCE, take_brackets(&cursor, /* persons */ false));
    if (strcmp(record->cells[IANA_TRANSPORT], "dccp") == 0)
        iana_record_take(record, IANA_SERVICE_CODE, take_word(&cursor, is_code));
    iana_record_take(record, IANA_UNAUTHORIZED, take_report(&cursor));
    iana_record_take(record, IANA_NOTES, g_strdup(cursor.p));
}

/* The line of a port without a service name: an empty cell, the port, and a transport or what such
 * ports have as description. */
static bool is_nameless_record(const char *line)
{
    static const char *const starts[] = {"Unassigned", "unassigned", "(unassigned)",
                                         "Reserved",   "De",         "Removed"};
    char *text = g_strchug(g_strdup(line));
    char **word = g_strsplit(text, " ", 3);
    bool nameless = false;
    if (word[0] && word[1] && is_ports(word[0])) {
        nameless = is_transport(word[1]);
        for (size_t i = 0; i < G_N_ELEMENTS(starts) && !nameless; i++)
            nameless = g_str_has_prefix(word[1], starts[i]);
    }
    g_strfreev(word);
    g_free(text);
    return nameless;
}

/* A cell with line breaks goes on in a line that is indented, is an item of a list, or begins as
 * the registry's texts do. */
static bool continues(const char *line)
{
    if (is_nameless_record(line))
        return false;
    static const char *const starts[] = {
        " ", "\t", "- ", "* ", "Defined TXT ", "IANA assigned this well-formed ", "Known Subtypes:",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
        if (g_str_has_prefix(line, starts[i]))
            return true;
    }
    return false;
}

static void read_records(page_t *page)
{
    unsigned i = page->first_record;
    while (i < page->end) {
        unsigned line = i + 1;
        GString *text = g_string_new(page->lines[i++]);
        while (i < page->end && continues(page->lines[i]))
            g_string_append_printf(text, "\n%s", page->lines[i++]);
        char *folded = cell_text_fold(text->str);
        if (folded[0] != '\0')
            read_record(page, folded, line);
        g_free(folded);
        g_string_free(text, TRUE);
    }
}

static bool is_letter(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80;
}

/* Length of an id without the number that tells two people of one name apart: "Ann_Example_2". */
static size_t id_len(const char *id)
{
    const char *last = strrchr(id, '_');
    bool numbered = last && last[1] != '\0' && strspn(last + 1, "0123456789") == strlen(last + 1);
    return numbered ? (size_t)(last - id) : strlen(id);
}

/* Where a person's name ends that runs into the organization's: an id is the name with underscores
 * for what is no letter, so that the name has the id's letters. */
static size_t name_len(const char *id, const char *text)
{
    const char *id_end = id + id_len(id);
    const char *p = text;
    while (id < id_end && *p != '\0') {
        if (!is_letter(*id))
            id++;
        else if (!is_letter(*p))
            p++;
        else if (g_ascii_tolower(*id) == g_ascii_tolower(*p))
            id++, p++;
        else
            break;
    }
    return (size_t)(p - text) + strcspn(p, " ");
}

/* "[id] Name Organization mailto:someone&example.org 2012-04-24". */
static void read_person(page_t *page, const char *line)
{
    const char *end;
    char *id = bracket_text(line, &end);
    if (!id)
        return;
    const char *address = strstr(end, " mailto:");
    char *text = !address ? g_strdup(end) : g_strndup(end, (gsize)(address - end));
    char *folded = cell_text_fold(text);
    folded[name_len(id, folded)] = '\0';
    if (folded[0] == '\0') {
        g_free(folded);
        folded = g_strdelimit(g_strdup(id), "_", ' ');
    }
    iana_registry_add_person(page->registry, id, folded);
    g_hash_table_add(page->ids, g_strdup(id));
    g_free(folded);
    g_free(text);
    g_free(id);
}

static unsigned find_line(const page_t *page, unsigned from, const char *start)
{
    unsigned i = from;
    while (page->lines[i] && !g_str_has_prefix(page->lines[i], start))
        i++;
    return i;
}

static void read_date(page_t *page)
{
    unsigned i = find_line(page, 0, "Last Updated");
    if (page->lines[i] && page->lines[i + 1] && date_form(page->lines[i + 1]) == DATE_OF_DAY) {
        g_free(page->registry->date);
        page->registry->date = g_strdup(page->lines[i + 1]);
    }
}

/* Without its list of people the page was not saved to the end, and persons could not be told from
 * other things in brackets. */
static bool find_parts(page_t *page, GError **error)
{
    unsigned n_lines = g_strv_length(page->lines);
    page->first_record = find_line(page, 0, HEADER) + 1;
    page->end = find_line(page, MIN(page->first_record, n_lines), PEOPLE_TITLE);
    if (page->end >= n_lines) {
        iana_input_error(page->input, n_lines, error, "the page ends before \"%s\"; save all of it",
                         PEOPLE_TITLE);
        return false;
    }
    return true;
}

static void read_page(page_t *page)
{
    read_date(page);
    for (unsigned i = page->end; page->lines[i]; i++)
        read_person(page, page->lines[i]);
    read_records(page);
}

static char **lines_of(const char *text)
{
    char **lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        g_strchomp(*line);
    return lines;
}

iana_registry_t *iana_read_text(iana_input_t *input, GError **error)
{
    page_t page = {.input = input};
    page.registry = iana_registry_new();
    page.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    page.lines = lines_of(input->text);
    bool found = find_parts(&page, error);
    if (found)
        read_page(&page);
    g_strfreev(page.lines);
    g_hash_table_unref(page.ids);
    if (found)
        return page.registry;
    iana_registry_free(page.registry);
    return NULL;
}
