/* may_speak.c - words in names and descriptions of services, and the protocols they point to.
 *
 * HTTP, TLS and SSH carry services of every kind. Where the registry's words point to the web, a
 * user's browser, remote administration or encryption, they contradict nothing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/may_speak.h"

#include "ascii.h"

#include <stddef.h>
#include <string.h>

/* Parts of words, in lower case. What may be HTTP may be HTTPS: "tls" has the words of "http" too. */
static const char *const http_words[] = {"http", "web",     "www",    "proxy", "admin", "soap",
                                         "html", "browser", "portal", "upnp",  "xml",   "json",
                                         "wbem", "caldav",  "manag",  "mgmt",  "cloud"};
static const char *const tls_words[] = {"tls",  "ssl",  "secur",   "crypt", "cert",
                                        "safe", "auth", "private", "vpn",   "trust"};
static const char *const ssh_words[] = {"ssh",     "secur", "shell", "crypt",  "remote",
                                        "netconf", "sftp",  "admin", "tunnel", "git"};

static bool contains(const char *text, const char *word)
{
    for (; *text != '\0'; text++) {
        size_t n = 0;
        while (word[n] != '\0' && ascii_lower((uint8_t)text[n]) == (uint8_t)word[n])
            n++;
        if (word[n] == '\0')
            return true;
    }
    return false;
}

static bool contains_any(const char *text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (contains(text, words[i]))
            return true;
    }
    return false;
}

#define HAS_ANY(text, words) contains_any(text, words, sizeof(words) / sizeof *(words))

static bool may_be_http(const char *service, const char *description)
{
    return HAS_ANY(service, http_words) || HAS_ANY(description, http_words);
}

bool service_may_speak(const char *protocol, const char *service, const char *description)
{
    if (strcmp(protocol, "http") == 0)
        return may_be_http(service, description);
    if (strcmp(protocol, "tls") == 0)
        return may_be_http(service, description) || HAS_ANY(service, tls_words) ||
               HAS_ANY(description, tls_words);
    if (strcmp(protocol, "ssh") == 0)
        return HAS_ANY(service, ssh_words) || HAS_ANY(description, ssh_words);
    return true;
}
