#ifndef SHIM_H
#define SHIM_H
#include "registry.h"
#include <glib.h>
#include <string.h>
enum { SVCREG_REGISTERED_NO, SVCREG_REGISTERED_YES, SVCREG_REGISTERED_OTHER };
static inline bool svcreg_txt_service_find(const svcreg_table_t *table, const char *name,
                                           size_t len, svcreg_transport_t t,
                                           svcreg_txt_service_t *ret)
{
    for (unsigned id = 0; id < svcreg_n_txt_services(table); id++) {
        svcreg_txt_service_t found;
        svcreg_txt_service_get(table, id, &found);
        if (strlen(found.service) == len && g_ascii_strncasecmp(found.service, name, len) == 0 &&
            found.transports & 1U << t) {
            *ret = found;
            return true;
        }
    }
    return false;
}
static inline bool svcreg_service_name_is_valid(const char *n, size_t len)
{
    bool letter = false;
    if (len == 0 || len > 15)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = n[i];
        letter = letter || g_ascii_isalpha(c);
        if (c == '-' && (i == 0 || i + 1 == len || n[i - 1] == '-'))
            return false;
        if (c != '-' && !g_ascii_isalnum(c))
            return false;
    }
    return letter;
}
#endif
