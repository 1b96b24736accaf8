/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-folded-text.h"
#include "office-query.h"

#include <string.h>

/* So many characters stand at most before the first match, so that it is seen even where the line is cut. */
#define LEAD 24

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const OfficeMatch *one = a, *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  return (one->end > other->end) - (one->end < other->end);
}

/* Two matches may overlap, or touch. */
static GArray *
join_matches (GArray *found)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (OfficeMatch));

  g_array_sort (found, compare_matches);
  for (guint i = 0; i < found->len; i++)
    {
      const OfficeMatch *match = &g_array_index (found, OfficeMatch, i);
      OfficeMatch *last = joined->len > 0 ? &g_array_index (joined, OfficeMatch, joined->len - 1) : NULL;

      if (last != NULL && match->start <= last->end)
        last->end = MAX (last->end, match->end);
      else
        g_array_append_val (joined, *match);
    }
  return joined;
}

static GArray *
find_matches (const OfficeQuery *query, const char *text)
{
  g_autoptr (OfficeFoldedText) folded = office_folded_text_new (text);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (OfficeMatch));

  for (guint i = 0; i < query->words->len; i++)
    {
      const char *words = query->words->pdata[i];
      gsize length = strlen (words);
      const char *at = folded->text;

      while ((at = office_folded_find (folded->text, at, words)) != NULL)
        {
          gsize last = g_array_index (folded->origins, gsize, (gsize) (at - folded->text) + length - 1);
          OfficeMatch match = { g_array_index (folded->origins, gsize, (gsize) (at - folded->text)), 0 };

          match.end = (gsize) (g_utf8_next_char (text + last) - text);
          /* An accent that was written as a character of its own belongs to the letter before it. */
          while (g_unichar_ismark (g_utf8_get_char (text + match.end)))
            match.end = (gsize) (g_utf8_next_char (text + match.end) - text);
          g_array_append_val (found, match);
          at += length;
        }
    }
  return join_matches (found);
}

static char *
to_one_line (const char *text)
{
  GString *line = g_string_new (NULL);
  gboolean parted = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (g_unichar_isspace (character) || g_unichar_iscntrl (character))
        {
          parted = line->len > 0;
          continue;
        }
      if (parted)
        g_string_append_c (line, ' ');
      parted = FALSE;
      g_string_append_unichar (line, character);
    }
  return g_string_free (line, FALSE);
}

/* The beginning of a word up to `lead` characters before the match. */
static gsize
find_start (const char *line, gsize match, guint lead)
{
  const char *at = line + match;
  const char *word = NULL;

  for (guint n = 0; at > line && n < lead; n++)
    {
      at = g_utf8_prev_char (at);
      if (*at == ' ')
        word = at + 1;
    }
  if (at == line)
    return 0;
  return (gsize) ((word != NULL ? word : at) - line);
}

static OfficeSnippet *
cut (const char *line, GArray *matches, gsize start, gsize end)
{
  OfficeSnippet *self = g_new0 (OfficeSnippet, 1);
  g_autoptr (GString) text = g_string_new (start > 0 ? "…" : NULL);
  gsize shift = text->len;

  g_string_append_len (text, line + start, (gssize) (end - start));
  if (line[end] != '\0')
    g_string_append (text, "…");
  self->matches = g_array_new (FALSE, FALSE, sizeof (OfficeMatch));
  for (guint i = 0; i < matches->len; i++)
    {
      OfficeMatch match = g_array_index (matches, OfficeMatch, i);

      if (match.start < start || match.start >= end)
        continue;
      match.start = match.start - start + shift;
      match.end = MIN (match.end, end) - start + shift;
      g_array_append_val (self->matches, match);
    }
  self->text = g_strdup (text->str);
  return self;
}

/**
 * office_query_make_snippet:
 * @self: a query
 * @text: a text, valid UTF-8, of any length
 * @length: at most so many of its characters
 *
 * Returns: (transfer full): a piece of the text on one line, around the first match, or its beginning without one
 */
OfficeSnippet *
office_query_make_snippet (const OfficeQuery *self, const char *text, guint length)
{
  g_autofree char *line = to_one_line (text);
  g_autoptr (GArray) matches = find_matches (self, line);
  gsize start = 0;
  const char *end;

  if (matches->len > 0 && g_utf8_strlen (line, -1) > length)
    start = find_start (line, g_array_index (matches, OfficeMatch, 0).start, MIN (LEAD, length / 3));
  end = line + start;
  for (guint n = 0; n < length && *end != '\0'; n++)
    end = g_utf8_next_char (end);
  return cut (line, matches, start, (gsize) (end - line));
}

/**
 * office_snippet_free:
 * @self: (transfer full): a snippet
 */
void
office_snippet_free (OfficeSnippet *self)
{
  g_free (self->text);
  g_array_unref (self->matches);
  g_free (self);
}
