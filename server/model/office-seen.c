/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-seen.h"

/* Letters and marks that nothing is seen of. Zero-width and bidirectional controls are of a category of their own. */
static const gunichar unseen[] = { 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0 };

/**
 * office_letter_is_seen:
 * @letter: any
 *
 * Returns: whether it shows something, or is white space; what Unicode knows nothing of, and what everybody may use as they
 *   like, does not
 */
gboolean
office_letter_is_seen (gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (unseen); i++)
    if (unseen[i] == letter)
      return FALSE;
  switch (g_unichar_type (letter))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;

    default:
      return !(letter >= 0xfe00 && letter <= 0xfe0f) && !(letter >= 0xe0100 && letter <= 0xe01ef);
    }
}

/* An emoji that is younger than this program's Unicode is no hole. */
static gboolean
may_show (gunichar letter)
{
  const GUnicodeType type = g_unichar_type (letter);

  return type == G_UNICODE_UNASSIGNED || type == G_UNICODE_PRIVATE_USE
         || (!g_unichar_isspace (letter) && office_letter_is_seen (letter));
}

/**
 * office_text_is_blank:
 * @text: valid UTF-8
 *
 * Returns: whether nothing of it can be seen
 */
gboolean
office_text_is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (may_show (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}
