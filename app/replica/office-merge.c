/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-merge.h"

#include <string.h>

/*
 * diff3 as S. Khanna, K. Kunal and B. C. Pierce describe it in "A Formal Investigation of Diff3" (FSTTCS 2007): the base
 * is matched with either side along a longest common subsequence of lines; a line that both matchings keep is stable,
 * and what lies between two stable lines is taken from the side that changed it.
 */

#define SEPARATOR  "――――――――"
#define MOST_CELLS (4 * 1000 * 1000) /* of a table of lengths; what is larger counts as changed as a whole */
#define NONE       G_MAXUINT

typedef struct {
  char **lines;
  guint n_lines;
} Text;

/* Lines from..to (not included) of a text. */
typedef struct {
  const Text *text;
  guint from;
  guint to;
} Piece;

static void
text_init (Text *self, const char *text)
{
  self->lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  self->n_lines = g_strv_length (self->lines);
}

static void
text_clear (Text *self)
{
  g_strfreev (self->lines);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Text, text_clear)

/* table: (n + 1) × (m + 1) lengths of the longest common subsequences of what is left from line i and line j on. */
static void
fill_table (guint16 *table, char **a, guint n, char **b, guint m)
{
  for (guint i = n; i-- > 0;)
    for (guint j = m; j-- > 0;)
      {
        guint16 *cell = table + (gsize) i * (m + 1) + j;

        *cell = strcmp (a[i], b[j]) == 0 ? cell[m + 2] + 1 : MAX (cell[1], cell[m + 1]);
      }
}

static void
follow_table (guint *matches, const guint16 *table, char **a, guint n, char **b, guint m, guint skipped)
{
  guint i = 0, j = 0;

  while (i < n && j < m)
    {
      const guint16 *cell = table + (gsize) i * (m + 1) + j;

      if (strcmp (a[i], b[j]) == 0)
        matches[i++] = skipped + j++;
      else if (cell[m + 1] >= cell[1])
        i++;
      else
        j++;
    }
}

/* For each line of the base the line of the other text that it is, or NONE. */
static guint *
match_lines (const Text *base, const Text *other)
{
  guint *matches = g_new (guint, base->n_lines + 1);
  guint least = MIN (base->n_lines, other->n_lines);
  guint head = 0, tail = 0, n, m;

  for (guint i = 0; i <= base->n_lines; i++)
    matches[i] = NONE;
  while (head < least && strcmp (base->lines[head], other->lines[head]) == 0)
    {
      matches[head] = head;
      head++;
    }
  while (tail < least - head
         && strcmp (base->lines[base->n_lines - 1 - tail], other->lines[other->n_lines - 1 - tail]) == 0)
    {
      tail++;
      matches[base->n_lines - tail] = other->n_lines - tail;
    }
  n = base->n_lines - head - tail;
  m = other->n_lines - head - tail;
  if (n > 0 && m > 0 && (guint64) (n + 1) * (m + 1) <= MOST_CELLS)
    {
      g_autofree guint16 *table = g_new0 (guint16, (gsize) (n + 1) * (m + 1));

      fill_table (table, base->lines + head, n, other->lines + head, m);
      follow_table (matches + head, table, base->lines + head, n, other->lines + head, m, head);
    }
  return matches;
}

static gboolean
piece_equal (const Piece *a, const Piece *b)
{
  if (a->to - a->from != b->to - b->from)
    return FALSE;
  for (guint i = 0; i < a->to - a->from; i++)
    if (strcmp (a->text->lines[a->from + i], b->text->lines[b->from + i]) != 0)
      return FALSE;
  return TRUE;
}

static void
piece_append (const Piece *self, GPtrArray *lines)
{
  for (guint i = self->from; i < self->to; i++)
    g_ptr_array_add (lines, self->text->lines[i]);
}

static gboolean
merge_piece (const Piece *base, const Piece *mine, const Piece *theirs, GPtrArray *lines)
{
  if (piece_equal (base, mine))
    piece_append (theirs, lines);
  else if (piece_equal (base, theirs) || piece_equal (mine, theirs))
    piece_append (mine, lines);
  else
    return FALSE;
  return TRUE;
}

/**
 * office_merge_texts:
 * @base: (nullable): what both started from
 * @mine: (nullable): what one made of it
 * @theirs: (nullable): what the other made of it
 *
 * Merges line by line. A missing text is an empty one.
 *
 * Returns: (transfer full) (nullable): the text with both changes; %NULL where both changed the same lines, or lines
 *   next to each other, in different ways
 */
char *
office_merge_texts (const char *base, const char *mine, const char *theirs)
{
  g_auto (Text) b = { 0 };
  g_auto (Text) m = { 0 };
  g_auto (Text) t = { 0 };
  g_autofree guint *in_mine = NULL;
  g_autofree guint *in_theirs = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  guint at_base = 0, at_mine = 0, at_theirs = 0;

  text_init (&b, base);
  text_init (&m, mine);
  text_init (&t, theirs);
  in_mine = match_lines (&b, &m);
  in_theirs = match_lines (&b, &t);
  for (guint stable = 0; stable <= b.n_lines; stable++)
    {
      gboolean end = stable == b.n_lines;
      Piece pieces[3];

      if (!end && (in_mine[stable] == NONE || in_theirs[stable] == NONE))
        continue;
      pieces[0] = (Piece){ &b, at_base, stable };
      pieces[1] = (Piece){ &m, at_mine, end ? m.n_lines : in_mine[stable] };
      pieces[2] = (Piece){ &t, at_theirs, end ? t.n_lines : in_theirs[stable] };
      if (!merge_piece (&pieces[0], &pieces[1], &pieces[2], lines))
        return NULL;
      if (end)
        break;
      g_ptr_array_add (lines, b.lines[stable]);
      at_base = stable + 1;
      at_mine = in_mine[stable] + 1;
      at_theirs = in_theirs[stable] + 1;
    }
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/**
 * office_merge_keep_both:
 * @mine: (nullable): one text
 * @theirs: (nullable): another
 *
 * For two texts that cannot be merged: theirs, a line, mine. Where one is empty it is the other alone.
 *
 * Returns: (transfer full): a text in which nothing is lost
 */
char *
office_merge_keep_both (const char *mine, const char *theirs)
{
  if (mine == NULL || *mine == '\0')
    return g_strdup (theirs != NULL ? theirs : "");
  if (theirs == NULL || *theirs == '\0')
    return g_strdup (mine);
  return g_strconcat (theirs, g_str_has_suffix (theirs, "\n") ? "" : "\n", SEPARATOR "\n", mine, NULL);
}
