/* iana_record.c - one registry record as it was read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/iana_record.h"

static const char *const column_titles[IANA_N_COLUMNS] = {
    [IANA_SERVICE] = "Service Name",
    [IANA_PORTS] = "Port Number",
    [IANA_TRANSPORT] = "Transport Protocol",
    [IANA_DESCRIPTION] = "Description",
    [IANA_ASSIGNEE] = "Assignee",
    [IANA_CONTACT] = "Contact",
    [IANA_REGISTERED] = "Registration Date",
    [IANA_MODIFIED] = "Modification Date",
    [IANA_REFERENCE] = "Reference",
    [IANA_SERVICE_CODE] = "Service Code",
    [IANA_UNAUTHORIZED] = "Unauthorized Use Reported",
    [IANA_NOTES] = "Assignment Notes",
};

const char *iana_column_title(iana_column_t column)
{
    return column_titles[column];
}

static void record_free(gpointer data)
{
    iana_record_t *record = (iana_record_t *)data;
    for (int i = 0; i < IANA_N_COLUMNS; i++)
        g_free(record->cells[i]);
    g_free(record);
}

static void person_free(gpointer data)
{
    iana_person_t *person = (iana_person_t *)data;
    g_free(person->id);
    g_free(person->name);
    g_free(person);
}

iana_registry_t *iana_registry_new(void)
{
    iana_registry_t *registry = g_new0(iana_registry_t, 1);
    registry->date = g_strdup("");
    registry->records = g_ptr_array_new_with_free_func(record_free);
    return registry;
}

void iana_registry_free(iana_registry_t *registry)
{
    if (!registry)
        return;
    g_free(registry->date);
    g_ptr_array_unref(registry->records);
    if (registry->people)
        g_ptr_array_unref(registry->people);
    g_free(registry);
}

iana_record_t *iana_registry_add(iana_registry_t *registry, unsigned line)
{
    iana_record_t *record = g_new0(iana_record_t, 1);
    record->line = line;
    for (int i = 0; i < IANA_N_COLUMNS; i++)
        record->cells[i] = g_strdup("");
    g_ptr_array_add(registry->records, record);
    return record;
}

void iana_record_take(iana_record_t *record, iana_column_t column, char *text)
{
    g_free(record->cells[column]);
    record->cells[column] = g_strstrip(text);
}

void iana_registry_add_person(iana_registry_t *registry, const char *id, const char *name)
{
    if (!registry->people)
        registry->people = g_ptr_array_new_with_free_func(person_free);
    iana_person_t *person = g_new0(iana_person_t, 1);
    person->id = g_strdup(id);
    person->name = g_strdup(name);
    g_ptr_array_add(registry->people, person);
}
