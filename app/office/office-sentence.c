/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-sentence.h"

#include <pango/pango.h>
#include <string.h>

#define ISOLATE       "\xe2\x81\xa8" /* U+2068, first strong isolate */
#define END           "\xe2\x81\xa9" /* U+2069, pop directional isolate */
#define LEFT_TO_RIGHT "\xe2\x80\x8e" /* U+200E */
#define RIGHT_TO_LEFT "\xe2\x80\x8f" /* U+200F */

static gboolean
is_right_to_left (gunichar c)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* nothing takes its place */
  return pango_unichar_direction (c) == PANGO_DIRECTION_RTL;
  G_GNUC_END_IGNORE_DEPRECATIONS
}

static gboolean
has_right_to_left (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_right_to_left (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* By the first letter outside of the names. */
static const char *
find_direction (const char *sentence)
{
  guint depth = 0;

  for (const char *p = sentence; *p != '\0'; p = g_utf8_next_char (p))
    if (g_str_has_prefix (p, ISOLATE))
      depth++;
    else if (g_str_has_prefix (p, END))
      depth -= MIN (depth, 1);
    else if (depth == 0 && g_unichar_isalpha (g_utf8_get_char (p)))
      return is_right_to_left (g_utf8_get_char (p)) ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
  return LEFT_TO_RIGHT;
}

/**
 * office_sentence_dup_name:
 * @name: (nullable): a name, in valid UTF-8
 *
 * Returns: (transfer full): the name; isolated where it has letters that are written from right to left
 */
char *
office_sentence_dup_name (const char *name)
{
  if (name == NULL)
    return g_strdup ("");
  return has_right_to_left (name) ? g_strconcat (ISOLATE, name, END, NULL) : g_strdup (name);
}

/**
 * office_sentence_direct:
 * @sentence: (transfer full): a sentence with names of office_sentence_dup_name()
 *
 * Returns: (transfer full): the sentence, which keeps its direction whatever its names are
 */
char *
office_sentence_direct (char *sentence)
{
  g_autofree char *owned = sentence;

  g_return_val_if_fail (sentence != NULL, NULL);

  if (strstr (owned, ISOLATE) == NULL)
    return g_steal_pointer (&owned);
  return g_strconcat (find_direction (owned), owned, NULL);
}
