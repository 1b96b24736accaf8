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

/* What can be said of a refusal whose reason is none of the table. */
static const char *
get_words_of_status (int status)
{
  switch (status)
    {
    case OFFICE_PROBLEM_UNAUTHENTICATED:
      return _ ("You are signed out of this office");
    case OFFICE_PROBLEM_FORBIDDEN:
      return _ ("You may not do this");
    case OFFICE_PROBLEM_NOT_FOUND:
      return _ ("It is not there any more, or not for you");
    case OFFICE_PROBLEM_TIMEOUT:
      return _ ("It took too long");
    case OFFICE_PROBLEM_CONFLICT:
      return _ ("This is not possible as things are now");
    case OFFICE_PROBLEM_TOO_LARGE:
      return _ ("This is larger than it may be");
    case OFFICE_PROBLEM_METHOD:
    case OFFICE_PROBLEM_RANGE:
    case OFFICE_PROBLEM_INVALID:
      return _ ("The host does not take it in this form");
    case OFFICE_PROBLEM_OUTDATED:
      return _ ("This computer and the host have versions of Office that do not fit");
    case OFFICE_PROBLEM_TOO_MANY:
      return _ ("This was too often; try again later");
    case OFFICE_PROBLEM_UNAVAILABLE:
      return _ ("The host cannot do this at the moment");
    case OFFICE_PROBLEM_INTERNAL:
    default:
      return _ ("The host failed to do this");
    }
}

/**
 * office_reason_get_words_of:
 * @error: any error
 *
 * One that came from the other side without a reason, or with one of a newer version, is told of by its status: its own sentence
 * is English.
 *
 * Returns: (transfer none): the sentence for the person; borrowed from @error where that is of this side and has no reason
 */
const char *
office_reason_get_words_of (const GError *error)
{
  const char *reason, *words;

  g_return_val_if_fail (error != NULL, NULL);

  reason = office_problem_get_reason (error);
  if (reason == NULL)
    return error->message;
  words = office_reason_get_words (reason, NULL);
  return words != NULL ? words : get_words_of_status (error->code);
}
