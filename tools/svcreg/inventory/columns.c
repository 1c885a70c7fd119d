/* columns.c - the columns of each kind of row.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "inventory/columns.h"

#include <stddef.h>
#include <string.h>

#define TEXT(name)                                                                                 \
    {                                                                                              \
        name, COLUMN_TEXT                                                                          \
    }
#define NUMBER(name)                                                                               \
    {                                                                                              \
        name, COLUMN_NUMBER                                                                        \
    }
#define TRUTH(name)                                                                                \
    {                                                                                              \
        name, COLUMN_TRUTH                                                                         \
    }
#define LIST(name)                                                                                 \
    {                                                                                              \
        name, COLUMN_LIST                                                                          \
    }
#define CLAIM TEXT("layer"), TEXT("basis"), TEXT("confidence")
#define SEEN                                                                                       \
    NUMBER("count"), NUMBER("first_frame"), TEXT("first_time"), NUMBER("last_frame"),              \
        TEXT("last_time"), LIST("frames")
#define ORIGIN TEXT("capture"), TEXT("sha256"), TEXT("registry"), TEXT("svcreg"), NUMBER("schema")

const inventory_table_t inventory_tables[N_INVENTORY_TABLES] = {
    {"service",
     "services",
     {TEXT("instance"),
      TEXT("service_type"),
      TEXT("domain"),
      TEXT("description"),
      TEXT("host"),
      LIST("addresses"),
      NUMBER("port"),
      TEXT("transports"),
      LIST("txt"),
      LIST("device"),
      LIST("announced_by"),
      TEXT("expires"),
      NUMBER("goodbye_frame"),
      NUMBER("packets"),
      NUMBER("bytes"),
      LIST("used_frames"),
      LIST("clients"),
      CLAIM,
      SEEN,
      ORIGIN}},
    {"host",
     "hosts",
     {TEXT("host"), LIST("addresses"), LIST("service_types"), NUMBER("services"), TEXT("model"),
      TEXT("product"), CLAIM, SEEN, ORIGIN}},
    {"port",
     "ports",
     {TEXT("address"), TEXT("transport"), NUMBER("port"), TEXT("prober"), NUMBER("ports_probed"),
      TEXT("registered"), TEXT("registered_on"), TEXT("status"), TRUTH("own"), TEXT("announced"),
      TEXT("announced_instance"), TEXT("dissected"), TEXT("agreement"), NUMBER("bytes"),
      LIST("clients"), CLAIM, SEEN, ORIGIN}},
    {"question",
     "questions",
     {TEXT("requester"), TEXT("service_type"), LIST("answered_by"), CLAIM, SEEN, ORIGIN}},
    {"credential",
     "credentials",
     {TEXT("instance"), TEXT("service_type"), TEXT("domain"), TEXT("key"), TEXT("credential"),
      TEXT("value"), CLAIM, SEEN, ORIGIN}},
    {"mismatch",
     "mismatches",
     {TEXT("address"), TEXT("transport"), NUMBER("port"), TEXT("registered"), TEXT("spoken"), CLAIM,
      SEEN, ORIGIN}},
    {"note", "notes", {TEXT("filter"), TEXT("severity"), TEXT("summary"), CLAIM, SEEN, ORIGIN}},
    {"capture",
     "captures",
     {TEXT("capture"), TEXT("sha256"), NUMBER("size"), TRUTH("complete"), TEXT("error"),
      NUMBER("packets"), NUMBER("packets_without_service"), NUMBER("last_frame"), TEXT("last_time"),
      NUMBER("rows_dropped"), TEXT("registry"), TEXT("svcreg"), NUMBER("schema")}},
};

const inventory_table_t *inventory_table_of(const char *kind)
{
    for (size_t i = 0; i < N_INVENTORY_TABLES; i++) {
        if (strcmp(inventory_tables[i].kind, kind) == 0)
            return &inventory_tables[i];
    }
    return NULL;
}
