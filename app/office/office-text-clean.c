/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-clean.h"

#include <string.h>

#define MOST_MARKS    8 /* combining marks on one character: no script needs more */
#define MOST_NEWLINES 3

/*
 * An override can show a word as another one; embeddings and isolates only order, and end with their paragraph. What is no
 * character at all is free for the parser, see office-text-tokens.h.
 */
static gboolean
is_unwanted (gunichar c)
{
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x202d || c == 0x202e || c == 0xfeff
         || (c >= 0xfff9 && c <= 0xfffc) || (c >= 0xe0000 && c < 0xe0020) || (c >= 0xfdd0 && c < 0xfdf0)
         || (c & 0xfffe) == 0xfffe;
}

/**
 * office_text_is_mark:
 *
 * Returns: whether @c combines with the character before it
 */
gboolean
office_text_is_mark (gunichar c)
{
  const GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK || type == G_UNICODE_SPACING_MARK;
}

/**
 * office_text_is_bidi_control:
 *
 * Returns: whether @c only orders what stands around it
 */
gboolean
office_text_is_bidi_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c;
}

/**
 * office_text_clean_dup:
 * @source: (nullable): what somebody wrote; anything at all
 *
 * Replaces invalid UTF-8, drops control characters and bidi overrides, and cuts floods of combining marks and of empty
 * lines short. All line ends become newlines.
 *
 * Returns: (transfer full): the text as it can be shown
 */
char *
office_text_clean_dup (const char *source)
{
  g_autofree char *valid = g_utf8_make_valid (source != NULL ? source : "", -1);
  GString *clean = g_string_sized_new (strlen (valid));
  guint marks = 0, newlines = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        c = p[1] == '\n' ? 0 : '\n';
      if (c == 0x0b || c == 0x0c || c == 0x85 || c == 0x2028 || c == 0x2029)
        c = '\n';
      if (c == 0 || is_unwanted (c))
        continue;
      marks = office_text_is_mark (c) ? marks + 1 : 0;
      newlines = c == '\n' ? newlines + 1 : 0;
      if (marks <= MOST_MARKS && newlines <= MOST_NEWLINES)
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}
