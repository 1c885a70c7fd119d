/* fuzz_txt_value.c - values of every type, and the words of credentials, on any bytes.
 *
 * The first byte is the type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "registry.h"
#include "txt_credential.h"
#include "txt_value.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    txt_value_t value;

    if (size == 0)
        return 0;
    svcreg_txt_type_t type = (svcreg_txt_type_t)(data[0] % SVCREG_N_TXT_TYPES);
    if (txt_value_read(type, data + 1, size - 1, &value) && value.n_bytes > sizeof value.bytes)
        abort();
    size_t key_len = (size - 1) / 2;
    (void)txt_credential(data + 1, key_len, data + 1 + key_len, size - 1 - key_len);
    const txt_record_t record = {.bytes = data + 1, .len = size - 1};
    unsigned first, end;
    (void)svcreg_txt_keys_of(svcreg_builtin(), "http", 4, &first, &end);
    (void)svcreg_txt_find(svcreg_builtin(), first, end, SVCREG_TRANSPORT_TCP,
                          (const char *)data + 1, key_len, &record);
    return 0;
}
