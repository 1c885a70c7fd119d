/* read_xml.c - IANA's registry in XML (namespace http://www.iana.org/assignments).
 *
 * The file is read record by record: one record's elements are in memory at a time. Nothing is
 * fetched from the network and no entity is expanded; a document type declaration is refused,
 * since IANA's file has none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/iana_input.h"

#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <string.h>

#define NAMESPACE "http://www.iana.org/assignments"
#define REGISTRY_ID "service-names-port-numbers"

typedef struct {
    iana_input_t *input;
    xmlTextReaderPtr reader;
    iana_registry_t *registry;
    unsigned line;      /* of the record or person that is being read */
    GError *error;      /* the first one, ours or the parser's */
    bool seen_registry; /* the root element was right */
} xml_state_t;

/* Elements of <record> whose text is a column. */
static const struct {
    const char *element;
    iana_column_t column;
} column_elements[] = {
    {"name", IANA_SERVICE},
    {"number", IANA_PORTS},
    {"protocol", IANA_TRANSPORT},
    {"description", IANA_DESCRIPTION},
    {"sc", IANA_SERVICE_CODE},
    {"note", IANA_NOTES},
    {"unauthorized", IANA_UNAUTHORIZED},
};

/* Elements of <registry> that say nothing of a single record. */
static const char *const skipped_elements[] = {
    "title", "category", "xref", "expert", "note", "footnote", "created", "registration_rule",
};

/* Types of <xref>: what stands in the brackets is the element's own text where it has one, as in
 * IANA's CSV, else its data. */
static const struct {
    const char *type;
    bool prefers_text;
    bool upper_case; /* data="rfc6335" is shown as RFC6335 */
} xref_types[] = {
    {"person", false, false}, {"rfc", true, true},   {"uri", true, false},
    {"draft", true, false},   {"text", true, false}, {"note", false, false},
};

/* Highest line that libxml2 keeps in an element. Beyond it the line is known from the text that the
 * element begins with, once that was read: there it is the line on which the text ends. */
enum { MAX_ELEMENT_LINE = 65534 };

static unsigned line_of(const xmlNode *node)
{
    long line = xmlGetLineNo(node);
    const xmlNode *text = node->children;
    if (line > MAX_ELEMENT_LINE && text && text->type == XML_TEXT_NODE) {
        for (const xmlChar *p = text->content; *p != '\0'; p++)
            line -= *p == '\n';
    }
    return line < 0 ? 0 : (unsigned)line;
}

static bool has_name(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && node->ns &&
           strcmp((const char *)node->ns->href, NAMESPACE) == 0 &&
           strcmp((const char *)node->name, name) == 0;
}

/* The attribute's value, NULL without one; the caller frees it with g_free(). */
static char *attribute(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    char *copy = g_strdup((const char *)value);
    xmlFree(value);
    return copy;
}

static void append_xref(xml_state_t *state, const xmlNode *xref, GString *text);

/* Text of an element as IANA's CSV has it: <br/> is a line break, <paragraph> a line of its own,
 * <xref> stands in square brackets. */
static void append_text(xml_state_t *state, const xmlNode *element, GString *text)
{
    for (const xmlNode *node = element->children; node; node = node->next) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            g_string_append(text, (const char *)node->content);
        } else if (has_name(node, "br")) {
            g_string_append_c(text, '\n');
        } else if (has_name(node, "xref")) {
            append_xref(state, node, text);
        } else if (node->type == XML_ELEMENT_NODE) {
            if (!has_name(node, "paragraph"))
                iana_input_warn(state->input, state->line, "element <%s> in a text is not known",
                                (const char *)node->name);
            append_text(state, node, text);
        }
    }
}

static char *text_of(xml_state_t *state, const xmlNode *element)
{
    GString *text = g_string_new(NULL);
    append_text(state, element, text);
    return g_strstrip(g_string_free(text, FALSE));
}

static int xref_type_find(const char *type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(xref_types); i++) {
        if (type && strcmp(type, xref_types[i].type) == 0)
            return (int)i;
    }
    return -1;
}

/* "rfc6335" -> "RFC6335", "draft-zubov-snif-05" with section 4.3 -> "…, Section 4.3". */
static char *xref_data(const xmlNode *xref, bool upper_case)
{
    char *data = attribute(xref, "data");
    char *section = attribute(xref, "section");
    char *text = upper_case && data ? g_ascii_strup(data, -1) : g_strdup(data);
    if (text && section) {
        char *with_section = g_strdup_printf("%s, Section %s", text, section);
        g_free(text);
        text = with_section;
    }
    g_free(data);
    g_free(section);
    return !text ? g_strdup("") : text;
}

static void append_xref(xml_state_t *state, const xmlNode *xref, GString *text)
{
    char *type = attribute(xref, "type");
    int known = xref_type_find(type);
    if (known < 0) {
        iana_input_warn(state->input, state->line, "xref of type \"%s\" is not known, skipped",
                        !type ? "" : type);
        g_free(type);
        return;
    }
    char *content = xref_types[known].prefers_text ? text_of(state, xref) : g_strdup("");
    if (content[0] == '\0') {
        g_free(content);
        content = xref_data(xref, xref_types[known].upper_case);
    }
    g_string_append_printf(text, "[%s]", content);
    g_free(content);
    g_free(type);
}

static bool is_person(const xmlNode *xref)
{
    char *type = attribute(xref, "type");
    bool person = type && strcmp(type, "person") == 0;
    g_free(type);
    return person;
}

/* A record that has <assignee> names the contacts outside of it; without it, the persons are
 * both. */
static void read_xrefs(xml_state_t *state, const xmlNode *element, iana_record_t *record)
{
    GString *assignees = g_string_new(NULL);
    GString *contacts = g_string_new(NULL);
    GString *references = g_string_new(NULL);
    for (const xmlNode *node = element->children; node; node = node->next) {
        if (has_name(node, "assignee")) {
            for (const xmlNode *xref = node->children; xref; xref = xref->next) {
                if (has_name(xref, "xref"))
                    append_xref(state, xref, assignees);
            }
        } else if (has_name(node, "xref")) {
            append_xref(state, node, is_person(node) ? contacts : references);
        }
    }
    if (assignees->len == 0)
        g_string_assign(assignees, contacts->str);
    iana_record_take(record, IANA_ASSIGNEE, g_string_free(assignees, FALSE));
    iana_record_take(record, IANA_CONTACT, g_string_free(contacts, FALSE));
    iana_record_take(record, IANA_REFERENCE, g_string_free(references, FALSE));
}

/* Texts of an element that stands several times (seen of <note> elsewhere) are joined. */
static void read_column(xml_state_t *state, const xmlNode *element, iana_record_t *record,
                        iana_column_t column)
{
    char *text = text_of(state, element);
    if (record->cells[column][0] != '\0') {
        char *joined = g_strconcat(record->cells[column], "\n", text, NULL);
        g_free(text);
        text = joined;
    }
    iana_record_take(record, column, text);
}

static void read_columns(xml_state_t *state, const xmlNode *element, iana_record_t *record)
{
    for (const xmlNode *node = element->children; node; node = node->next) {
        size_t i = 0;
        if (node->type != XML_ELEMENT_NODE)
            continue;
        while (i < G_N_ELEMENTS(column_elements) && !has_name(node, column_elements[i].element))
            i++;
        if (i < G_N_ELEMENTS(column_elements))
            read_column(state, node, record, column_elements[i].column);
        else if (!has_name(node, "xref") && !has_name(node, "assignee"))
            iana_input_warn(state->input, state->line,
                            "element <%s> in <record> is not known, "
                            "skipped",
                            (const char *)node->name);
    }
}

static void read_dates(xml_state_t *state, const xmlNode *element, iana_record_t *record)
{
    for (const xmlAttr *attr = element->properties; attr; attr = attr->next) {
        const char *name = (const char *)attr->name;
        if (strcmp(name, "date") == 0)
            iana_record_take(record, IANA_REGISTERED, attribute(element, name));
        else if (strcmp(name, "updated") == 0)
            iana_record_take(record, IANA_MODIFIED, attribute(element, name));
        else
            iana_input_warn(state->input, state->line,
                            "attribute %s of <record> is not known, skipped", name);
    }
}

static void read_record(xml_state_t *state, const xmlNode *element)
{
    iana_record_t *record = iana_registry_add(state->registry, state->line);
    read_dates(state, element, record);
    read_columns(state, element, record);
    read_xrefs(state, element, record);
}

/* A person's name; the organization where no person is named; else the id in words. */
static void read_person(xml_state_t *state, const xmlNode *element)
{
    char *id = attribute(element, "id");
    char *name = g_strdup("");
    for (const xmlNode *node = element->children; node; node = node->next) {
        if (has_name(node, "name") || (has_name(node, "org") && name[0] == '\0')) {
            g_free(name);
            name = text_of(state, node);
        }
    }
    if (name[0] == '\0') {
        g_free(name);
        name = g_strdelimit(g_strdup(!id ? "" : id), "_", ' ');
    }
    if (id && id[0] != '\0')
        iana_registry_add_person(state->registry, id, name);
    else
        iana_input_warn(state->input, state->line, "a <person> has no id, skipped");
    g_free(id);
    g_free(name);
}

static void check_root(xml_state_t *state, const xmlNode *root)
{
    state->line = line_of(root);
    char *id = attribute(root, "id");
    if (!has_name(root, "registry")) {
        iana_input_error(state->input, state->line, &state->error,
                         "the root element is <%s>, not <registry> of namespace %s; is it IANA's "
                         "file?",
                         (const char *)root->name, NAMESPACE);
    } else if (id && strcmp(id, REGISTRY_ID) != 0) {
        iana_input_error(state->input, state->line, &state->error,
                         "this is IANA's registry \"%s\", not \"%s\"", id, REGISTRY_ID);
    } else {
        state->seen_registry = true;
    }
    g_free(id);
}

/* What lies directly in <registry>. Returns whether the element was dealt with as a whole. */
static bool read_registry_child(xml_state_t *state, const char *name)
{
    if (strcmp(name, "people") == 0)
        return false; /* its persons are read one by one */
    const xmlNode *element = xmlTextReaderExpand(state->reader);
    if (!element)
        return true; /* malformed: the next step of the reader says so */
    state->line = line_of(element);
    if (has_name(element, "record")) {
        read_record(state, element);
    } else if (has_name(element, "updated")) {
        g_free(state->registry->date);
        state->registry->date = text_of(state, element);
    } else {
        size_t i = 0;
        while (i < G_N_ELEMENTS(skipped_elements) && !has_name(element, skipped_elements[i]))
            i++;
        if (i == G_N_ELEMENTS(skipped_elements))
            iana_input_warn(state->input, state->line,
                            "element <%s> in <registry> is not known, "
                            "skipped",
                            name);
    }
    return true;
}

static void read_people_child(xml_state_t *state)
{
    const xmlNode *element = xmlTextReaderExpand(state->reader);
    if (!element)
        return;
    state->line = line_of(element);
    if (has_name(element, "person"))
        read_person(state, element);
    else
        iana_input_warn(state->input, state->line, "element <%s> in <people> is not known, skipped",
                        (const char *)element->name);
}

/* Returns whether the reader shall pass over what is inside of the element. */
static bool read_element(xml_state_t *state)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(state->reader);
    switch (xmlTextReaderDepth(state->reader)) {
    case 0:
        check_root(state, xmlTextReaderCurrentNode(state->reader));
        return false;
    case 1:
        return read_registry_child(state, name);
    default: /* only <people> is entered */
        read_people_child(state);
        return true;
    }
}

static bool read_node(xml_state_t *state)
{
    int line = xmlTextReaderGetParserLineNumber(state->reader);
    state->line = line < 0 ? 0 : (unsigned)line;
    switch (xmlTextReaderNodeType(state->reader)) {
    case XML_READER_TYPE_ELEMENT:
        return read_element(state);
    case XML_READER_TYPE_DOCUMENT_TYPE:
        iana_input_error(state->input, state->line, &state->error,
                         "has a document type declaration, which IANA's file has not; refused");
        return false;
    default:
        return false;
    }
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *parser_reason_t;
#else
typedef xmlErrorPtr parser_reason_t;
#endif

/* The parser's own complaint. Those that are not fatal do not hinder reading. */
static void parser_error(void *user_data, parser_reason_t reason)
{
    xml_state_t *state = (xml_state_t *)user_data;
    if (reason->level != XML_ERR_FATAL || state->error)
        return;
    char *message = g_strdelimit(g_strstrip(g_strdup(reason->message)), "\n", ' ');
    iana_input_error(state->input, reason->line < 0 ? 0 : (unsigned)reason->line, &state->error,
                     "malformed XML or cut short (%s); download it again", message);
    g_free(message);
}

static void read_all(xml_state_t *state)
{
    int more = xmlTextReaderRead(state->reader);
    while (more == 1 && !state->error) {
        bool pass_over = read_node(state);
        if (!state->error)
            more = pass_over ? xmlTextReaderNext(state->reader) : xmlTextReaderRead(state->reader);
    }
    if (!state->error && (more != 0 || !state->seen_registry))
        iana_input_error(state->input, state->line, &state->error,
                         "malformed XML or cut short; download it again");
}

iana_registry_t *iana_read_xml(iana_input_t *input, GError **error)
{
    xml_state_t state = {.input = input};
    state.reader = xmlReaderForMemory(input->text, (int)input->text_len, input->path, "UTF-8",
                                      XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    if (!state.reader) {
        iana_input_error(input, 0, error, "cannot be parsed: no memory");
        return NULL;
    }
    state.registry = iana_registry_new();
    xmlTextReaderSetStructuredErrorHandler(state.reader, parser_error, &state);
    read_all(&state);
    xmlFreeTextReader(state.reader);
    if (state.error) {
        g_propagate_error(error, state.error);
        iana_registry_free(state.registry);
        return NULL;
    }
    return state.registry;
}
