/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-name.h"

#include "kinds.h"
#include "office-reason.h"
#include "office-seen.h"

/* Trimmed, and each run of white space one space. NULL when there is a character that cannot be seen. */
static char *
squeeze (const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *position = name; *position != '\0'; position = g_utf8_next_char (position))
    {
      gunichar letter = g_utf8_get_char (position);

      if (letter == ' ' || g_unichar_type (letter) == G_UNICODE_SPACE_SEPARATOR)
        {
          gap = text->len > 0;
          continue;
        }
      if (!office_letter_is_seen (letter))
        return NULL;
      if (gap)
        g_string_append_c (text, ' ');
      gap = FALSE;
      g_string_append_unichar (text, letter);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static glong
get_limit (void)
{
  return (glong) office_kind_find_field (office_kind_find ("person"), "name")->limit;
}

/**
 * office_name_clean:
 * @name: (nullable): what somebody wants to be called, from outside
 * @error: 422 for `name`
 *
 * Returns: (transfer full): the name without white space around it and with single spaces in it; %NULL for what is
 *   empty, too long, not UTF-8, or holds what cannot be seen, by which one could pass for another
 */
char *
office_name_clean (const char *name, GError **error)
{
  g_autofree char *clean = NULL;

  if (name == NULL || !g_utf8_validate (name, -1, NULL) || (clean = squeeze (name)) == NULL)
    {
      office_reason_set (error, OFFICE_REASON_NAME_UNSEEN, "name");
      return NULL;
    }
  if (*clean == '\0')
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "name", "The name is empty");
      office_reason_give (error, OFFICE_REASON_EMPTY);
      return NULL;
    }
  if (g_utf8_strlen (clean, -1) > get_limit ())
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "name", "The name is longer than %ld characters",
                          get_limit ());
      office_reason_give (error, OFFICE_REASON_TOO_LONG);
      return NULL;
    }
  return g_steal_pointer (&clean);
}

/**
 * office_name_dup_key:
 * @name: a clean name
 *
 * Returns: (transfer full): the name without case and without differences of encoding (width, composition)
 */
char *
office_name_dup_key (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (normal, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFKC);
}
