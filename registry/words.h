/* words.h - the words that the TSV files and the display use for the registry's enumerations.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SVCREG_WORDS_H
#define SVCREG_WORDS_H

#include <stddef.h>

/** Words of one enumeration; a word's place is the enumerator's number. NULL: no word. */
typedef struct {
    const char *const *words;
    int n;
} word_list_t;

extern const word_list_t transport_words;
extern const word_list_t status_words;
extern const word_list_t range_words;
extern const word_list_t txt_status_words;
extern const word_list_t txt_type_words;
extern const word_list_t part_kind_words;
extern const word_list_t registered_words;
extern const word_list_t privacy_words;
extern const word_list_t device_words;
extern const word_list_t flag_words; /* place = bit number of SVCREG_FLAG_… */

/** What a date says: nothing that is one, year and month (2007-02), or the day (2007-02-28). */
typedef enum { NO_DATE, DATE_OF_MONTH, DATE_OF_DAY } date_form_t;
date_form_t date_form(const char *text);

/** Number of `word`, or -1 when the list does not have it. */
int word_find(const word_list_t *list, const char *word);

/** Word of `number`, "" when it has none. Never NULL. */
const char *word_of(const word_list_t *list, unsigned number);

#endif
