/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-problem-text.h"

#include <glib/gi18n.h>

#include "office-problem.h"
#include "office-reason-words.h"

static const char *
find_text (const GError *error)
{
  const char *field = office_problem_get_field (error);

  if (error->domain != OFFICE_PROBLEM)
    return NULL;
  switch (error->code)
    {
    case OFFICE_PROBLEM_UNAUTHENTICATED:
      return _ ("This name and this password do not belong together.");
    case OFFICE_PROBLEM_FORBIDDEN:
      if (g_strcmp0 (field, "fingerprint") == 0)
        return _ (
            "The office shows another certificate than expected. Somebody may be listening: ask for a new invitation.");
      if (g_strcmp0 (field, "code") == 0)
        return _ ("This invitation is wrong, used up or expired.");
      return NULL;
    case OFFICE_PROBLEM_CONFLICT:
      return g_strcmp0 (field, "name") == 0 ? _ ("Somebody in this office has this name already.") : NULL;
    case OFFICE_PROBLEM_TOO_MANY:
      return _ ("Too many attempts. Wait a minute and try again.");
    default:
      return NULL;
    }
}

/**
 * office_problem_dup_text:
 * @error: why something did not work, in coming into an office
 *
 * Returns: (transfer full): what to tell a person: translated for what happens in daily life, else the error's own sentence
 */
char *
office_problem_dup_text (const GError *error)
{
  const char *text;

  g_return_val_if_fail (error != NULL, NULL);

  text = find_text (error);
  return g_strdup (text != NULL ? text : office_reason_get_words_of (error));
}
