/* txt_credential.c - words of keys that name credentials.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "txt_credential.h"

#include "ascii.h"

#include <stdbool.h>
#include <string.h>

enum { MAX_KEY = 64 /* letters of a key that are looked at: real ones have a dozen */ };

typedef struct {
    const char *word;
    size_t len;
    txt_credential_t is;
} word_t;

/* Every attribute is held against all of the words: their lengths are known. */
#define USER(word)                                                                                 \
    {                                                                                              \
        word, sizeof(word) - 1, TXT_CREDENTIAL_USER                                                \
    }
#define SECRET(word)                                                                               \
    {                                                                                              \
        word, sizeof(word) - 1, TXT_CREDENTIAL_SECRET                                              \
    }

/* Words that the letters of a key, put together, end in: "wifipsk", "adminpassword". */
static const word_t endings[] = {
    USER("username"),     USER("userid"),          USER("loginname"),      SECRET("password"),
    SECRET("passwd"),     SECRET("passphrase"),    SECRET("passcode"),     SECRET("userpass"),
    SECRET("secret"),     SECRET("psk"),           SECRET("apikey"),       SECRET("secretkey"),
    SECRET("privatekey"), SECRET("accesskey"),     SECRET("authkey"),      SECRET("token"),
    SECRET("credential"), SECRET("credentials"),   SECRET("adminpass"),    SECRET("adminpw"),
    SECRET("adminpwd"),   SECRET("rootpass"),      SECRET("rootpw"),       SECRET("wifipass"),
    SECRET("wifipw"),     SECRET("wifipwd"),       SECRET("mqttpw"),       SECRET("mqttpwd"),
    SECRET("passkey"),    SECRET("pincode"),       SECRET("setupcode"),    SECRET("pairingcode"),
    SECRET("unlockcode"), SECRET("wifikey"),       SECRET("wpakey"),       SECRET("wepkey"),
    SECRET("networkkey"), SECRET("encryptionkey"), SECRET("masterkey"),    SECRET("aeskey"),
    SECRET("pskc"),       SECRET("snmpcommunity"), SECRET("sessioncode"),  SECRET("accesscode"),
    SECRET("joincode"),   SECRET("invitecode"),    SECRET("securitycode"), SECRET("sessionkey"),
    SECRET("sharedkey"),  SECRET("passwort"),      SECRET("kennwort"),
};

/* Short words: only as a word of its own, the last one of the key. */
static const word_t words[] = {
    USER("user"),     USER("usr"),   USER("login"),   SECRET("pass"),
    SECRET("pwd"),    SECRET("pw"),  SECRET("auth"),  SECRET("jwt"),
    SECRET("bearer"), SECRET("pin"), SECRET("creds"), SECRET("authorization"),
};

/* Values that tell whether there is a credential, not which. */
static const char *const no_credentials[] = {
    "true",    "false",   "yes",    "no",    "0",       "1",   "on",       "off",      "t",
    "f",       "y",       "n",      "none",  "null",    "any", "required", "optional", "disabled",
    "enabled", "not_set", "notset", "unset", "not set", "set", "empty",    "supported"};

/* Values of "auth" that name a way to authenticate. */
static const char *const ways[] = {
    "basic", "digest",      "ntlm",      "negotiate", "kerberos", "bearer", "oauth", "oauth2",
    "saml",  "ldap",        "radius",    "eap",       "tls",      "mtls",   "wep",   "wpa",
    "wpa2",  "wpa3",        "psk",       "open",      "cert",     "pin",    "token", "key",
    "md5",   "certificate", "anonymous", "password",  "passwd",   "user",   "guest", "local",
    "2",     "3",           "4",         "5",         "6",        "7",      "8",     "9"};

static bool is_letter(uint8_t c)
{
    return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}

static bool is_upper(uint8_t c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_among(const char *const *texts, size_t n, const uint8_t *value, size_t len)
{
    /* The texts are in lower case, and few begin like the value. */
    for (size_t i = 0; i < n && len > 0; i++) {
        if (ascii_lower(value[0]) == (uint8_t)texts[i][0] &&
            ascii_equal(value, len, texts[i], strlen(texts[i])))
            return true;
    }
    return false;
}

static bool is_no_credential(const uint8_t *value, size_t len)
{
    return len == 0 ||
           is_among(no_credentials, sizeof no_credentials / sizeof *no_credentials, value, len);
}

static bool is_digits(const uint8_t *value, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (value[i] < '0' || value[i] > '9')
            return false;
    }
    return true;
}

/* What a value must be like, beside no plain yes or no, for some words. */
static bool may_be(const word_t *word, const uint8_t *value, size_t len)
{
    enum { MIN_PIN_LEN = 4 };

    if (strcmp(word->word, "auth") == 0 || strcmp(word->word, "authorization") == 0)
        return !is_among(ways, sizeof ways / sizeof *ways, value, len);
    if (strcmp(word->word, "pin") == 0)
        return len >= MIN_PIN_LEN && is_digits(value, len);
    /* "login=/login.html" */
    return word->is != TXT_CREDENTIAL_USER || value[0] != '/';
}

/* Whether a value is a URL with a user and a password: scheme://user:password@host (RFC 3986 section
 * 3.2.1). */
static bool has_userinfo(const uint8_t *value, size_t len)
{
    bool colon = false;
    size_t i = 0;

    while (i + 3 <= len && memcmp(value + i, "://", 3) != 0)
        i++;
    for (i += 3; i < len && value[i] != '/' && value[i] != '?' && value[i] != '#'; i++) {
        if (value[i] == '@')
            return colon;
        colon = colon || value[i] == ':';
    }
    return false;
}

/* The letters of a key in lower case, terminated; and where its last word begins among them. A word
 * begins behind what is no letter, and at a capital behind a small letter. */
static size_t read_letters(const uint8_t *key, size_t len, char *ret, size_t *ret_last)
{
    size_t n = 0;
    bool boundary = true;

    *ret_last = 0;
    for (size_t i = 0; i < len && n + 1 < MAX_KEY; i++) {
        if (!is_letter(key[i])) {
            boundary = true;
            continue;
        }
        if (boundary || (is_upper(key[i]) && i > 0 && !is_upper(key[i - 1])))
            *ret_last = n;
        boundary = false;
        ret[n++] = (char)ascii_lower(key[i]);
    }
    ret[n] = '\0';
    return n;
}

static txt_credential_t by_key(const uint8_t *key, size_t len, const uint8_t *value,
                               size_t value_len)
{
    char letters[MAX_KEY];
    size_t last;
    size_t n = read_letters(key, len, letters, &last);

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = endings[i].len;
        if (n >= size && letters[n - size] == endings[i].word[0] &&
            memcmp(letters + n - size, endings[i].word, size) == 0)
            return endings[i].is;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (n - last == words[i].len && memcmp(letters + last, words[i].word, n - last) == 0)
            return may_be(&words[i], value, value_len) ? words[i].is : TXT_CREDENTIAL_NONE;
    }
    return TXT_CREDENTIAL_NONE;
}

/* Whether a value is a URL, or the end of one, with a secret in its query: "/?user=a&pwd=b". */
static bool has_secret_query(const uint8_t *value, size_t len)
{
    const uint8_t *end = value + len;
    const uint8_t *at = memchr(value, '?', len);

    while (at) {
        const uint8_t *name = at + 1;
        const uint8_t *next = memchr(name, '&', (size_t)(end - name));
        size_t size = (size_t)((next ? next : end) - name);
        const uint8_t *equals = memchr(name, '=', size);
        if (equals) {
            size_t value_len = (size_t)(name + size - equals) - 1;
            if (!is_no_credential(equals + 1, value_len) &&
                by_key(name, (size_t)(equals - name), equals + 1, value_len) ==
                    TXT_CREDENTIAL_SECRET)
                return true;
        }
        at = next;
    }
    return false;
}

txt_credential_t txt_credential(const uint8_t *key, size_t key_len, const uint8_t *value,
                                size_t value_len)
{
    if (is_no_credential(value, value_len))
        return TXT_CREDENTIAL_NONE;
    if (has_userinfo(value, value_len) || has_secret_query(value, value_len))
        return TXT_CREDENTIAL_SECRET;
    return by_key(key, key_len, value, value_len);
}

txt_credential_t txt_credential_of(const txt_string_t *string, const uint8_t *key,
                                   const uint8_t *value, svcreg_txt_type_t type)
{
    if (string->presence != TXT_VALUE || string->value_len == 0)
        return TXT_CREDENTIAL_NONE;
    if (type == SVCREG_TXT_USERNAME)
        return TXT_CREDENTIAL_USER;
    if (type == SVCREG_TXT_PASSWORD)
        return TXT_CREDENTIAL_SECRET;
    return txt_credential(key, string->key_len, value, string->value_len);
}
