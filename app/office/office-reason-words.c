/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-reason-words.h"

#include <glib/gi18n.h>

#include "office-reason.h"

/**
 * office_reason_get_words:
 * @reason: (nullable): a word for why, as a problem or a record has it
 * @otherwise: (nullable): what is said where there is none, or an unknown one
 *
 * Returns: (transfer none) (nullable): the sentence for the person
 */
const char *
office_reason_get_words (const char *reason, const char *otherwise)
{
  const char *sentence = office_reason_get_sentence (reason);

  return sentence != NULL ? _ (sentence) : otherwise;
}

/**
 * office_reason_get_words_of:
 * @error: any error
 *
 * Returns: (transfer none): the sentence for the person; borrowed from @error where it has no reason that is known
 */
const char *
office_reason_get_words_of (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return office_reason_get_words (office_problem_get_reason (error), error->message);
}
