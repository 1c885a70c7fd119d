/* write_tables.c - the project's tables from a registry that was read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/write_tables.h"

#include "build/table_load.h"
#include "import/table_row.h"
#include "words.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { N_PORTS = 65536 };

#define MADE_BY "# made by: svcreg import"

/* The titles of the other files' columns. */
#define COLUMN_NAME(file, column, name) name,
static const char *const txt_keys_titles[] = {TXT_KEYS_COLUMNS(COLUMN_NAME)};
static const char *const people_titles[] = {PEOPLE_COLUMNS(COLUMN_NAME)};
#undef COLUMN_NAME

typedef struct {
    iana_input_t *input;
    tables_text_t *tables;
    tables_count_t *count;
    GHashTable *names; /* those of records that are written */
    guint8 *seen_port; /* N_PORTS flags */
    bool with_notes;
} maker_t;

static void append_header(GString *table, const char *date)
{
    g_string_append_printf(
        table,
        "# IANA Service Name and Transport Protocol Port Number Registry, %s\n" MADE_BY
        " FILE -o registry/data/\n",
        date);
}

/* Writes what there is below each title of services.tsv: the notes word for word only for who wants
 * them. */
static void append_service(GString *table, const char *const *cells, bool with_notes)
{
    const char *written[ROW_N_CELLS];
    unsigned n = 0;
    for (int i = 0; i < ROW_N_CELLS; i++) {
        if (with_notes || i != ROW_NOTES)
            written[n++] = cells[i];
    }
    tsv_write_row(table, written, n);
}

static void append_txt_key(GString *table, const table_row_t *row, const txt_note_key_t *key)
{
    char *values = g_strjoinv("|", key->values);
    const char *cells[] = {
        row->cells[ROW_SERVICE],
        row->cells[ROW_TRANSPORT],
        row->cells[ROW_PORTS],
        key->key,
        key->hint,
        key->value,
        word_of(&txt_type_words, key->type),
        values,
        key->optional ? "yes" : "",
        key->pattern ? "yes" : "",
    };
    tsv_write_row(table, cells, G_N_ELEMENTS(cells));
    g_free(values);
}

static void count_ports(maker_t *maker, const char *ports)
{
    unsigned long first;
    unsigned long last;
    if (ports[0] == '\0')
        return;
    first = strtoul(ports, NULL, 10);
    last = !strchr(ports, '-') ? first : strtoul(strchr(ports, '-') + 1, NULL, 10);
    if (first == last)
        maker->count->n_single_ports++;
    else
        maker->count->n_ranges++;
    for (unsigned long port = first; port <= last && port < N_PORTS; port++) {
        maker->count->n_ports += !maker->seen_port[port];
        maker->seen_port[port] = 1;
    }
}

static void count_row(maker_t *maker, const table_row_t *row)
{
    const char *service = row->cells[ROW_SERVICE];
    maker->count->n_records++;
    if (service[0] != '\0') {
        maker->count->n_named++;
        g_hash_table_add(maker->names, g_ascii_strdown(service, -1));
    }
    count_ports(maker, row->cells[ROW_PORTS]);
    if (row->txt) {
        maker->count->n_txt_notes[row->txt->status]++;
        maker->count->n_txt_keys += row->txt->keys->len;
    }
}

static bool make_row(maker_t *maker, const iana_record_t *record, GError **error)
{
    table_row_t row;
    bool skip;
    if (!table_row_make(maker->input, record, &row, &skip, error))
        return false;
    if (skip) {
        maker->count->n_skipped++;
        return true;
    }
    count_row(maker, &row);
    append_service(maker->tables->services, (const char *const *)row.cells, maker->with_notes);
    for (guint i = 0; row.txt && i < row.txt->keys->len; i++)
        append_txt_key(maker->tables->txt_keys, &row,
                       (const txt_note_key_t *)g_ptr_array_index(row.txt->keys, i));
    table_row_clear(&row);
    return true;
}

static void make_people(maker_t *maker, const GPtrArray *people, const char *date)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
    GString *table = g_string_new(NULL);
    append_header(table, date);
    tsv_write_row(table, people_titles, G_N_ELEMENTS(people_titles));
    for (guint i = 0; i < people->len; i++) {
        const iana_person_t *person = (const iana_person_t *)g_ptr_array_index(people, i);
        if (!g_hash_table_add(ids, person->id)) {
            iana_input_warn(maker->input, 0,
                            "person \"%.60s\" stands there twice, the second is "
                            "skipped",
                            person->id);
            continue;
        }
        const char *const cells[] = {person->id, person->name};
        tsv_write_row(table, cells, G_N_ELEMENTS(cells));
    }
    maker->count->n_people = g_hash_table_size(ids);
    maker->tables->people = table;
    g_hash_table_unref(ids);
}

static bool make_rows(maker_t *maker, const iana_registry_t *registry, GError **error)
{
    for (guint i = 0; i < registry->records->len; i++) {
        if (!make_row(maker, (const iana_record_t *)g_ptr_array_index(registry->records, i), error))
            return false;
    }
    return true;
}

bool tables_make(iana_input_t *input, const iana_registry_t *registry, const char *date,
                 bool with_notes, tables_text_t *ret, tables_count_t *ret_count, GError **error)
{
    tables_text_t tables = {g_string_new(NULL), g_string_new(NULL), NULL};
    tables_count_t count = {0};
    maker_t maker = {input, &tables, &count, NULL, NULL, with_notes};
    maker.names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    maker.seen_port = g_new0(guint8, N_PORTS);
    append_header(tables.services, date);
    append_service(tables.services, table_row_titles, with_notes);
    append_header(tables.txt_keys, date);
    tsv_write_row(tables.txt_keys, txt_keys_titles, G_N_ELEMENTS(txt_keys_titles));
    bool made = make_rows(&maker, registry, error);
    if (made && registry->people)
        make_people(&maker, registry->people, date);
    count.n_names = g_hash_table_size(maker.names);
    g_hash_table_unref(maker.names);
    g_free(maker.seen_port);
    if (!made) {
        tables_clear(&tables);
        return false;
    }
    *ret = tables;
    *ret_count = count;
    return true;
}

void tables_clear(tables_text_t *tables)
{
    g_string_free(tables->services, TRUE);
    g_string_free(tables->txt_keys, TRUE);
    if (tables->people)
        g_string_free(tables->people, TRUE);
}

/* One file of the set that is written. */
typedef struct {
    const char *name;
    const GString *text; /* NULL: the old file stays */
} table_file_t;

static bool fail(const char *path, const char *what, GError **error)
{
    int reason = errno;
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(reason), "%s: %s (%s)", path,
                what, g_strerror(reason));
    return false;
}

static bool write_all(int fd, const GString *text)
{
    gsize done = 0;
    while (done < text->len) {
        ssize_t written = write(fd, text->str + done, text->len - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        done += (gsize)written;
    }
    return true;
}

static bool write_new(const table_file_t *file, const char *folder, GError **error)
{
    char *path = g_build_filename(folder, file->name, NULL);
    int fd = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    bool written = fd >= 0 && write_all(fd, file->text);
    if (fd >= 0 && close(fd) != 0)
        written = false;
    if (!written)
        fail(path, "cannot be written", error);
    g_free(path);
    return written;
}

/* Whether a file is one of ours, or empty: its second line says what made it. */
static bool is_ours(const char *path)
{
    char lines[512] = "";
    FILE *file = g_fopen(path, "rb");
    size_t n = file ? fread(lines, 1, sizeof lines - 1, file) : 0;
    const char *second = strchr(lines, '\n');

    if (file)
        (void)fclose(file);
    return n == 0 || (second && g_str_has_prefix(second + 1, MADE_BY));
}

/* A folder in a file's place would let the set be renamed in part. */
static bool can_replace(const table_file_t *file, const char *folder, GError **error)
{
    char *path = g_build_filename(folder, file->name, NULL);
    bool can = !g_file_test(path, G_FILE_TEST_IS_DIR);
    errno = EISDIR;
    if (!can)
        fail(path, "cannot be replaced", error);
    if (can && !is_ours(path)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
                    "%s is there, and no table of svcreg's: move it away, or name another folder",
                    path);
        can = false;
    }
    g_free(path);
    return can;
}

static bool write_set(const table_file_t *files, size_t n_files, const char *folder,
                      const char *new_folder, GError **error)
{
    for (size_t i = 0; i < n_files; i++) {
        if (files[i].text &&
            !(can_replace(&files[i], folder, error) && write_new(&files[i], new_folder, error)))
            return false;
    }
    return true;
}

/* What was read may go beyond a limit of the table: those who use the tables must not be the first
 * to find out. */
static bool check_set(const char *new_folder, GError **error)
{
    GError *reason = NULL;
    svcreg_table_t *table = svcreg_table_load(new_folder, &reason);
    g_free(table);
    if (table)
        return true;
    /* The new files are gone when somebody reads this: their folder names nothing. */
    const char *what = reason->message;
    if (g_str_has_prefix(what, new_folder))
        what += strlen(new_folder) + 1;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                "what was read makes no usable tables (%s)", what);
    g_error_free(reason);
    return false;
}

static bool move(const char *name, const char *from, const char *to, GError **error)
{
    char *old_path = g_build_filename(from, name, NULL);
    char *new_path = g_build_filename(to, name, NULL);
    bool moved = g_rename(old_path, new_path) == 0 || fail(new_path, "cannot be replaced", error);
    g_free(old_path);
    g_free(new_path);
    return moved;
}

static bool move_set(const table_file_t *files, size_t n_files, const char *new_folder,
                     const char *folder, GError **error)
{
    for (size_t i = 0; i < n_files; i++) {
        if (files[i].text && !move(files[i].name, new_folder, folder, error))
            return false;
    }
    return true;
}

/* Whatever is left of the new files, with their folder. */
static void remove_set(const table_file_t *files, size_t n_files, const char *new_folder)
{
    for (size_t i = 0; i < n_files; i++) {
        char *path = g_build_filename(new_folder, files[i].name, NULL);
        g_unlink(path);
        g_free(path);
    }
    g_rmdir(new_folder);
}

/* Who interrupts waits until the set is there, or gone: a part of it is never left. It takes a tenth
 * of a second. */
static void hold_interrupts(bool hold)
{
#ifdef G_OS_UNIX
    static sigset_t before;
    sigset_t interrupts;

    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    sigaddset(&interrupts, SIGTERM);
    sigaddset(&interrupts, SIGHUP);
    if (hold)
        (void)sigprocmask(SIG_BLOCK, &interrupts, &before);
    else
        (void)sigprocmask(SIG_SETMASK, &before, NULL);
#else
    (void)hold;
#endif
}

bool tables_write(const tables_text_t *tables, const char *folder, GError **error)
{
    const table_file_t files[] = {
        {"services.tsv", tables->services},
        {"txt-keys.tsv", tables->txt_keys},
        {"people.tsv", tables->people},
    };
    size_t n_files = G_N_ELEMENTS(files);
    if (g_mkdir_with_parents(folder, 0777) != 0)
        return fail(folder, "cannot be made", error);
    char *new_folder = g_build_filename(folder, ".import-XXXXXX", NULL);
    bool written = false;
    hold_interrupts(true);
    if (!g_mkdtemp(new_folder)) {
        fail(folder, "cannot be written to", error);
    } else {
        written = write_set(files, n_files, folder, new_folder, error) &&
                  check_set(new_folder, error) &&
                  move_set(files, n_files, new_folder, folder, error);
        remove_set(files, n_files, new_folder);
    }
    hold_interrupts(false);
    g_free(new_folder);
    return written;
}
