/* test_txt_note.c - the reader of "Defined TXT keys" notes: a row a shape.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "import/txt_note_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifndef SVCREG_SHARED_DIR
#define SVCREG_SHARED_DIR "../shared"
#endif

#define CSV SVCREG_SHARED_DIR "/registry/service-names-port-numbers.csv"

static const char *const statuses[] = {"absent",      "keys",      "none",
                                       "proprietary", "reference", "opaque"};
static const char *const types[] = {"string", "integer",  "boolean",  "version", "uuid",
                                    "mac",    "ip",       "url",      "path",    "hex",
                                    "enum",   "username", "password", "list"};

typedef struct {
    const char *service;
    const char *note;
    /* As from describe(), NULL for no note on TXT keys. */
    const char *expected;
} row_t;

/* "status; key:type <hint> =value {values} ? *; ->reference; @same-as; +", with "?" for optional,
 * "*" for a pattern, "+" for further proprietary keys. */
static const row_t rows[] = {
    /* pairs, with and without commas */
    {"x", "Defined TXT keys: u=<username> p=<password> path=<path to tent>",
     "keys; u:username <username>; p:password <password>; path:path <path to tent>"},
    {"x", "Defined TXT keys: DevID=<device id>, Port=<port>",
     "keys; DevID:string <device id>; Port:integer <port>"},
    {"x", "Defined TXT keys: Client Version=<version>, MAC Address=<address>",
     "keys; Client Version:version <version>; MAC Address:mac <address>"},
    {"x", "Defined TXT keys:\n  txtvers\n  server=<main server>\n  build=<number>",
     "keys; txtvers:integer; server:string <main server>; build:string <number>"},
    {"x", "Defined TXT keys:txtvers=<record version>\nguid=<type>\nfwver=<version of gnome>",
     "keys; txtvers:integer <record version>; guid:uuid <type>; fwver:version <version of gnome>"},
    {"x", "Defined TXT keys: a. ssid=<SSID>\nb. bssid=<BSSID>",
     "keys; ssid:string <SSID>; bssid:mac <BSSID>"},
    {"x", "Defined TXT keys: on=<true|false> lamp is on\nmode=<dim|full> of the lamp",
     "keys; on:boolean <true|false> {true|false}; mode:enum <dim|full> {dim|full}"},
    {"x", "Defined TXT keys: MAC=, GW-MAC", "keys; MAC:mac; GW-MAC:mac"},
    {"x", "Defined TXT keys: owner == The name of the tent's owner",
     "keys; owner:string <The name of the tent's owner>"},
    {"x", "Defined TXT keys: a=<b>,c=<d> e=<f>", "keys; a:string <b>; c:string <d>; e:string <f>"},
    {"x", "Defined TXT keys: id=<4 bytes>, eg id=/info", "keys; id:string <4 bytes>"},
    {"x", "Defined TXT keys: hash=<40hex characters> id=<32 hex digits> Example: hash=5e id=f0",
     "keys; hash:hex <40hex characters>; id:hex <32 hex digits>"},

    /* values */
    {"x", "Defined TXT keys: txtvers=1", "keys; txtvers:integer =1"},
    {"x", "Defined TXT keys: txtvers='1' kind={'a'|'b'} via=['t']|['u']",
     "keys; txtvers:integer =1; kind:enum <{'a'|'b'}> {a|b}; via:enum <['t']|['u']> {t|u}"},
    {"x", "Defined TXT keys: role=<lead or aide>", "keys; role:enum <lead or aide> {lead|aide}"},
    {"x", "Defined TXT keys: role=lead", "keys; role:string =lead"},
    {"x", "Defined TXT keys: txtvers=1 (as in the draft) protovers=<comma-separated list>",
     "keys; txtvers:integer <as in the draft> =1; protovers:list <comma-separated list>"},
    {"x", "Defined TXT keys: tech=value (string) version=value (string)",
     "keys; tech:string <value>; version:string <value>"},
    {"x", "Defined TXT keys: mac=value (12 hex digits) path=value (relative URL) n=value (int)",
     "keys; mac:mac <12 hex digits>; path:path <relative URL>; n:integer <value>"},
    {"x", "Defined TXT keys: version=? text=?", "keys; version:version; text:string"},
    {"x", "Defined TXT keys: v=x.y.z.w uuid=<36 bytes UUID string>",
     "keys; v:string <x.y.z.w>; uuid:uuid <36 bytes UUID string>"},
    {"x", "Defined TXT keys: port= the port for news\nmode= one of \"safe\" or \"odd\"",
     "keys; port:integer <the port for news>; mode:enum <one of \"safe\" or \"odd\"> {safe|odd}"},
    {"x", "Defined TXT keys: stat=<OK, DND, FWD:uname>",
     "keys; stat:enum <OK, DND, FWD:uname> {OK|DND|FWD:uname}"},
    {"x", "Defined TXT keys: net=<Name of Net, e.g. 'main' or 'test'>",
     "keys; net:string <Name of Net, e.g. 'main' or 'test'>"},
    {"x", "Defined TXT keys: e=</path/to/it> u=<HTTP URL of it> b=<boolean>",
     "keys; e:path </path/to/it>; u:url <HTTP URL of it>; b:boolean <boolean>"},
    {"x", "Defined TXT keys: uuid=<40hex characters>", "keys; uuid:hex <40hex characters>"},
    {"x", "Defined TXT keys: k=YWI=", "keys; k:string =YWI"},

    /* optional keys */
    {"x", "Defined TXT keys: orb=<port #> (optional) for CORBA\nid=<string>",
     "keys; orb:integer <port #> ?; id:string <string>"},
    {"x", "Defined TXT keys: protovers=<number> [if not specified then 1.0, as X says] m=<URL>",
     "keys; protovers:version <number> ?; m:url <URL>"},
    {"x", "Defined TXT keys: lid=<lidIfSupported> (both)", "keys; lid:string <lidIfSupported> ?"},
    {"x", "Defined TXT keys: id, lid (optional), (optional)", "keys; id:string; lid:string ?"},

    /* brackets that nothing closes, or that close nothing */
    {"x", "Defined TXT keys: a=<b (c>, d=<e", "keys; a:string <b (c>; d:string <e>"},
    {"x", "Defined TXT keys: a>, c", "keys; a:string; c:string"},

    /* plain lists */
    {"x", "Defined TXT keys: txtvers, Version, Machine ID, Password",
     "keys; txtvers:integer; Version:version; Machine ID:string; Password:password"},
    {"x", "Defined TXT keys: txtvers uuid devicename",
     "keys; txtvers:integer; uuid:uuid; devicename:string"},
    {"x", "Defined TXT keys: - txtvers\n - protovers\n - serialnum",
     "keys; txtvers:integer; protovers:version; serialnum:string"},
    {"x", "Defined TXT keys: SN (serial number), FV (firmware version))",
     "keys; SN:string <serial number>; FV:version <firmware version>"},
    {"x", "Defined TXT keys: <type>:kind of 'it'; <vers>:version of it",
     "keys; type:string <kind of 'it'>; vers:version <version of it>"},
    {"x", "Defined TXT keys: waMA;", "keys; waMA:string"},
    {"x", "Defined TXT keys: txtvers, *IDN?=<as by IEEE; e.g., maker, version>",
     "keys; txtvers:integer; *IDN?:string <as by IEEE; e.g., maker, version>"},
    {"x", "Defined TXT keys: c#, app.url, 1st", "keys; c#:string; app.url:url; 1st:string"},
    {"x", "Defined TXT keys: hasLid, needRequired, osVer, ImgPath, mac_address, server, transport",
     "keys; hasLid:boolean; needRequired:boolean; osVer:version; ImgPath:path; mac_address:mac; "
     "server:string; transport:string"},
    {"x", "Defined TXT keys: id, id, ID", "keys; id:string; ID:string"},

    /* patterns */
    {"x", "Defined TXT keys: sys, dkX", "keys; sys:string; dkX:string *"},
    {"x", "Defined TXT keys: c0, c1, ..., cn", "keys; c0:string; c1:string; cn:string *"},
    {"x", "Defined TXT keys: OSX, X", "keys; OSX:string; X:string"},

    /* further keys that are not published */
    {"x", "Defined TXT keys: txtvers + Proprietary", "keys; txtvers:integer; +"},
    {"x", "Defined TXT keys: txtvers and proprietary keys", "keys; txtvers:integer; +"},
    {"x", "Defined TXT keys: id, (others not publicly documented)", "keys; id:string; +"},
    {"x", "Defined TXT keys: protovers=<version of proprietary protocol>",
     "keys; protovers:version <version of proprietary protocol>"},

    /* one word */
    {"x", "Defined TXT keys: coucou", "keys; coucou:string"},
    {"x", "Defined TXT keys: Some_Protocol_1.0", "keys; Some_Protocol_1.0:string"},
    {"tent", "Defined TXT keys: _tent", "opaque"},
    {"tent", "Defined TXT keys: _suffix, _prefix", "keys; _suffix:string; _prefix:string"},
    {"x", "Defined TXT keys: _a._tcp.local, _a._udp.local", "opaque"},
    {"x", "Defined TXT keys: _hub._tcp.host.example.com", "opaque"},

    /* none, proprietary, nothing usable */
    {"x", "Defined TXT keys: None", "none"},
    {"x", "Defined\n      TXT Keys: NONE", "none"},
    {"x", "Defined TXT keys: None at present", "none"},
    {"x", "Defined TXT keys: None. Reader, level, protocol", "none"},
    {"x", "Defined TXT keys: None\n  path=<pathname>\n  text=<words>",
     "keys; path:path <pathname>; text:string <words>"},
    {"x", "Defined TXT keys: nonesuch", "keys; nonesuch:string"},
    {"x", "Defined TXT keys: 0", "none"},
    {"x", "Defined TXT keys: there is no TXT keys defined", "none"},
    {"x", "[RFC7030]. Defined TXT keys: None", "none; ->RFC7030"},
    {"x", "Subtypes: _www-http\n Defined TXT keys: None", "none"},
    {"x", "Defined TXT keys: Proprietary", "proprietary"},
    {"x", "Defined TXT keys: proprietary", "proprietary"},
    {"x", "Defined TXT keys: All keys are proprietary.", "proprietary"},
    {"x", "Defined TXT keys:", "opaque"},
    {"x", "Defined TXT keys: TBD", "opaque"},
    {"x", "Defined TXT keys: Varies; Depends on what kind of service is offered", "opaque"},
    {"x", "Defined TXT keys: <serial number of server>", "opaque"},
    {"x", "Defined TXT keys: <serial number>", "opaque"},
    {"x", "Defined TXT keys: \"url\", \"name\"", "keys; url:url; name:string"},
    {"x", "Defined TXT keys: Acme Test Controller Card TCCxxxx", "opaque"},
    {"x", "Defined TXT keys: Application will rely upon Acme version 3.1", "opaque"},
    {"x", "Defined TXT keys: 1 TXT record key for the key of the server.", "opaque"},
    {"x", "Defined TXT keys: Contact The Tent Software <tent at example.com>", "opaque"},

    /* pointers */
    {"x", "Defined TXT keys: See Manual.pdf.", "reference; ->Manual.pdf"},
    {"x", "Defined TXT keys: see: http://a.example/b\nNote: it was once a key", //
     "reference; ->http://a.example/b"},
    {"x", "Defined TXT keys: http://a.example/index.php?link=a/b#c",
     "reference; ->http://a.example/index.php?link=a/b#c"},
    {"x", "Defined TXT keys: [http://a.example/#dnssd]", "reference; ->http://a.example/#dnssd"},
    {"x", "Defined TXT keys: Will be described at www.a.example", "reference; ->www.a.example"},
    {"x", "Defined TXT keys: Defined in Tent specification", "reference; ->Tent specification"},
    {"x", "Defined TXT keys: keys.html", "reference; ->keys.html"},
    {"x", "Defined TXT keys: a,b - http://a.example/",
     "keys; a:string; b:string; "
     "->http://a.example/"},
    {"x", "Defined TXT keys: RFC=<RFC destination>", "keys; RFC:string <RFC destination>"},

    /* keys of another service */
    {"x",
     "This is an extension of the http service.  Defined TXT keys: path=<context path> (as per "
     "Section 6 of [RFC6763]).",
     "keys; path:path <context path>; ->RFC6763; @http"},
    {"x", "Defined TXT keys: u=<username> p=<password> (Same as for _http._tcp)",
     "keys; u:username <username>; p:password <password>; @http"},
    {"x",
     "This is a duplicate of the \"http\" service. u=<username> p=<password> (see "
     "txt.html#http) NOTE: more = prose",
     "keys; u:username <username>; p:password <password>; ->txt.html#http; @http"},

    /* no note on TXT keys */
    {"x", "This is a duplicate of the \"http\" service.", NULL},
    {"x", "", NULL},
};

static void describe_key(GString *out, const txt_note_key_t *key)
{
    g_string_append_printf(out, "; %s:%s", key->key, types[key->type]);
    if (key->hint[0])
        g_string_append_printf(out, " <%s>", key->hint);
    if (key->value[0])
        g_string_append_printf(out, " =%s", key->value);
    if (key->values[0]) {
        char *values = g_strjoinv("|", key->values);
        g_string_append_printf(out, " {%s}", values);
        g_free(values);
    }
    if (key->optional)
        g_string_append(out, " ?");
    if (key->pattern)
        g_string_append(out, " *");
}

/* NULL for NULL; frees the note. */
static char *describe(txt_note_t *note)
{
    if (!note)
        return NULL;
    GString *out = g_string_new(statuses[note->status]);
    for (guint i = 0; i < note->keys->len; i++)
        describe_key(out, note->keys->pdata[i]);
    for (char **reference = note->references; *reference; reference++)
        g_string_append_printf(out, "; ->%s", *reference);
    if (note->same_as[0])
        g_string_append_printf(out, "; @%s", note->same_as);
    if (note->also_proprietary)
        g_string_append(out, "; +");
    txt_note_free(note);
    return g_string_free(out, FALSE);
}

/* Says what is wrong and returns false, so that one run shows all wrong rows. */
static bool is_reading(const char *service, const char *note, const char *expected)
{
    char *actual = describe(txt_note_read(service, note));
    bool same = g_strcmp0(actual, expected) == 0;
    if (!same)
        print_error("%s\n  expected %s\n  actual   %s\n", note, expected ? expected : "nothing",
                    actual ? actual : "nothing");
    g_free(actual);
    return same;
}

static void test_txt_note_shapes(void **state)
{
    bool same = true;
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        same = is_reading(rows[i].service, rows[i].note, rows[i].expected) && same;
    assert_true(same);
}

/* White space decides nothing: breaks folded, doubled, as CRLF or as no-break spaces. */
static void test_txt_note_white_space(void **state)
{
    static const char *const gaps[] = {" ", "\n\n  ", "\r\n", "\t", "\xc2\xa0"};
    bool same = true;
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *folded = txt_note_fold(rows[i].note);
        char **words = g_strsplit(folded, " ", -1);
        for (size_t k = 0; k < G_N_ELEMENTS(gaps); k++) {
            char *note = g_strjoinv(gaps[k], words);
            same = is_reading(rows[i].service, note, rows[i].expected) && same;
            g_free(note);
        }
        g_strfreev(words);
        g_free(folded);
    }
    assert_true(same);
}

static void test_txt_note_corrections(void **state)
{
    (void)state;
    for (size_t i = 0; i < txt_note_n_corrections; i++) {
        const txt_note_correction_t *row = &txt_note_corrections[i];
        assert_true(strlen(row->reason) > 0);
        assert_true((row->keys != NULL) == (row->status == SVCREG_TXT_STATUS_KEYS));
        for (size_t k = i + 1; k < txt_note_n_corrections; k++)
            assert_false(strcmp(row->service, txt_note_corrections[k].service) == 0 &&
                         row->checksum == txt_note_corrections[k].checksum);
    }
    /* Another text of a corrected service is not corrected. */
    assert_true(
        is_reading("iax", "Defined TXT keys: auth, trunk", "keys; auth:string; trunk:string"));
}

static void test_txt_note_checksum(void **state)
{
    (void)state;
    assert_int_equal(txt_note_checksum(""), 0x811c9dc5);
    assert_int_equal(txt_note_checksum("foobar"), 0xbf9cf968);
}

/* What must hold of any text. */
static void check_sound(const char *text)
{
    txt_note_t *note = txt_note_read("x", text);
    if (!note)
        return;
    assert_true(note->status > SVCREG_TXT_STATUS_ABSENT);
    assert_true(note->status <= SVCREG_TXT_STATUS_OPAQUE);
    assert_true((note->keys->len > 0) == (note->status == SVCREG_TXT_STATUS_KEYS));
    assert_true(note->keys->len <= TXT_NOTE_MAX_KEYS);
    assert_true(g_strv_length(note->references) <= TXT_NOTE_MAX_REFERENCES);
    for (guint i = 0; i < note->keys->len; i++) {
        const txt_note_key_t *key = note->keys->pdata[i];
        assert_true(strlen(key->key) >= 1 && strlen(key->key) <= TXT_NOTE_MAX_KEY_LEN);
        assert_null(strchr(key->key, '='));
        assert_true(g_utf8_validate(key->hint, -1, NULL));
        assert_true(g_utf8_validate(key->value, -1, NULL));
        assert_true(key->type <= SVCREG_TXT_LIST);
    }
    txt_note_free(note);
}

/* Pieces of notes in any order, cut anywhere, and single bytes. */
static void test_txt_note_random(void **state)
{
    static const char *const pieces[] = {
        "=",  "<",     ">",    " ",        ",",    ";",       "(",    ")",       "[",
        "]",  "{",     "}",    "\"",       "'",    "|",       "...",  " or ",    "None",
        "u",  "p",     "path", "txtvers",  "\n",   "- ",      "and ", "http://", "see ",
        "a.", "value", ":",    "\xc3\xa9", "\xff", "RFC6763", "_a.",  "? ",      "one of \"",
    };
    (void)state;
    GRand *random = g_rand_new_with_seed(6763);
    for (int i = 0; i < 20000; i++) {
        GString *text = g_string_new("Defined TXT keys: ");
        int n = g_rand_int_range(random, 0, 40);
        for (int k = 0; k < n; k++)
            g_string_append(text,
                            pieces[g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(pieces))]);
        check_sound(text->str);
        g_string_free(text, TRUE);
    }
    g_rand_free(random);
}

static void test_txt_note_long(void **state)
{
    static const char *const pieces[] = {
        "k%d=<h> ", "k%d, ", "k%d(", "k%d<\"", "k%d=", "http://%d ", "a%d|", "%d;", "[", " ="};
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        GString *text = g_string_new("Defined TXT keys: ");
        for (int k = 0; k < 100000; k++) {
            const char *number = strstr(pieces[i], "%d");
            size_t len = number ? (size_t)(number - pieces[i]) : strlen(pieces[i]);
            g_string_append_len(text, pieces[i], (gssize)len);
            if (number)
                g_string_append_printf(text, "%d%s", k, number + 2);
        }
        check_sound(text->str);
        g_string_free(text, TRUE);
    }
}

/* Cells of one CSV record (RFC 4180) from *p on; *p is set behind it. The caller frees. */
static GPtrArray *next_record(const char **p)
{
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    GString *cell = g_string_new(NULL);
    bool quoted = false;
    bool more = true;
    for (; **p && more; (*p)++) {
        char c = **p;
        if (c == '"') {
            if (!quoted && cell->len > 0) /* a doubled quote */
                g_string_append_c(cell, c);
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '\n')) {
            g_ptr_array_add(cells, g_strdup(cell->str));
            g_string_truncate(cell, 0);
            more = c != '\n';
        } else if (quoted || c != '\r') {
            g_string_append_c(cell, c);
        }
    }
    g_string_free(cell, TRUE);
    return cells;
}

static bool is_same_when_folded(const char *service, const char *note)
{
    char *folded = txt_note_fold(note);
    char *expected = describe(txt_note_read(service, note));
    bool same = is_reading(service, folded, expected);
    g_free(expected);
    g_free(folded);
    return same;
}

static void mark_correction(const char *service, const char *note, bool *used)
{
    char *folded = txt_note_fold(note);
    const txt_note_correction_t *row = txt_note_correction_find(service, folded);
    if (row)
        used[row - txt_note_corrections] = true;
    g_free(folded);
}

/* Every note of the registry: the same with white space folded, no correction without its note. */
static void test_txt_note_registry(void **state)
{
    enum { SERVICE = 0, NOTE = 11, N_CELLS = 12 };
    (void)state;
    char *text = NULL;
    if (!g_file_get_contents(CSV, &text, NULL, NULL)) {
        print_message("skipped: test_txt_note_registry (no %s)\n", CSV);
        skip();
    }
    unsigned counts[G_N_ELEMENTS(statuses)] = {0};
    bool *used = g_new0(bool, txt_note_n_corrections);
    const char *p = text;
    bool same = true;
    while (*p) {
        GPtrArray *cells = next_record(&p);
        assert_int_equal(cells->len, N_CELLS);
        const char *service = cells->pdata[SERVICE];
        const char *note = cells->pdata[NOTE];
        txt_note_t *read = txt_note_read(service, note);
        if (read)
            counts[read->status]++;
        txt_note_free(read);
        same = is_same_when_folded(service, note) && same;
        mark_correction(service, note, used);
        g_ptr_array_free(cells, TRUE);
    }
    assert_true(same);
    for (size_t i = 0; i < txt_note_n_corrections; i++)
        if (!used[i])
            fail_msg("unused correction: %s", txt_note_corrections[i].service);
    assert_int_equal(counts[SVCREG_TXT_STATUS_KEYS], 342);
    assert_int_equal(counts[SVCREG_TXT_STATUS_NONE], 552);
    assert_int_equal(counts[SVCREG_TXT_STATUS_PROPRIETARY], 62);
    assert_int_equal(counts[SVCREG_TXT_STATUS_REFERENCE], 34);
    assert_int_equal(counts[SVCREG_TXT_STATUS_OPAQUE], 20);
    g_free(used);
    g_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_txt_note_shapes),      cmocka_unit_test(test_txt_note_white_space),
        cmocka_unit_test(test_txt_note_corrections), cmocka_unit_test(test_txt_note_checksum),
        cmocka_unit_test(test_txt_note_random),      cmocka_unit_test(test_txt_note_long),
        cmocka_unit_test(test_txt_note_registry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
