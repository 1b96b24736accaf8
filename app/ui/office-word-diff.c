/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-word-diff.h"

#include <string.h>

/*
 * What two texts have in common, word by word: the longest common subsequence, by the usual table. Texts that would need a
 * large one are shown as taken and added whole, beyond what both begin and end with.
 */

#define LARGEST 1000000 /* cells */

typedef enum { SAME, TAKEN, ADDED } Kind;

static gboolean
is_ideograph (gunichar c)
{
  return g_unichar_iswide (c);
}

/* Words, the space between them, and each sign or ideograph by itself. */
static GPtrArray *
split (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *p = text;

  while (*p != '\0')
    {
      const char *start = p;
      gunichar first = g_utf8_get_char (p);
      const gboolean space = g_unichar_isspace (first);
      const gboolean word = g_unichar_isalnum (first) && !is_ideograph (first);

      p = g_utf8_next_char (p);
      while (*p != '\0' && (space || word))
        {
          gunichar c = g_utf8_get_char (p);

          if (space ? !g_unichar_isspace (c) : !(g_unichar_isalnum (c) || g_unichar_ismark (c)) || is_ideograph (c))
            break;
          p = g_utf8_next_char (p);
        }
      /* A mark belongs to what it stands on, also after a sign. */
      while (*p != '\0' && g_unichar_ismark (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      g_ptr_array_add (words, g_strndup (start, p - start));
    }
  return words;
}

typedef struct {
  GString *result;
  GString *run;
  Kind kind;
  const char *added;
  const char *taken;
} Writer;

static void
finish_run (Writer *writer)
{
  g_autofree char *escaped = g_markup_escape_text (writer->run->str, -1);

  if (writer->run->len == 0)
    return;
  if (writer->kind == ADDED)
    g_string_append_printf (writer->result, "<span foreground=\"%s\" underline=\"single\">%s</span>", writer->added,
                            escaped);
  else if (writer->kind == TAKEN)
    g_string_append_printf (writer->result, "<span foreground=\"%s\" strikethrough=\"true\">%s</span>", writer->taken,
                            escaped);
  else
    g_string_append (writer->result, escaped);
  g_string_truncate (writer->run, 0);
}

static void
write_words (Writer *writer, Kind kind, GPtrArray *words, guint from, guint to)
{
  if (from < to && kind != writer->kind)
    {
      finish_run (writer);
      writer->kind = kind;
    }
  for (guint i = from; i < to; i++)
    g_string_append (writer->run, words->pdata[i]);
}

static gboolean
is_same (GPtrArray *before, guint i, GPtrArray *now, guint j)
{
  return strcmp (before->pdata[i], now->pdata[j]) == 0;
}

/* length[i][j]: of what before[i…] and now[j…] have in common; both within their bounds. */
static void
write_middle (Writer *writer, GPtrArray *before, guint b0, guint b1, GPtrArray *now, guint n0, guint n1)
{
  const gsize rows = b1 - b0, columns = n1 - n0;
  g_autofree guint16 *length = NULL;
  guint i = 0, j = 0;

  if (rows == 0 || columns == 0 || (rows + 1) * (columns + 1) > LARGEST || rows > G_MAXUINT16 || columns > G_MAXUINT16)
    {
      write_words (writer, TAKEN, before, b0, b1);
      write_words (writer, ADDED, now, n0, n1);
      return;
    }
  length = g_new0 (guint16, (rows + 1) * (columns + 1));
#define AT(row, column) length[(gsize) (row) * (columns + 1) + (column)]
  for (gsize row = rows; row-- > 0;)
    for (gsize column = columns; column-- > 0;)
      AT (row, column) = is_same (before, b0 + row, now, n0 + column)
                             ? AT (row + 1, column + 1) + 1
                             : MAX (AT (row + 1, column), AT (row, column + 1));
  while (i < rows || j < columns)
    if (i < rows && j < columns && is_same (before, b0 + i, now, n0 + j))
      {
        write_words (writer, SAME, now, n0 + j, n0 + j + 1);
        i++;
        j++;
      }
    else if (i < rows && (j == columns || AT (i + 1, j) >= AT (i, j + 1)))
      {
        write_words (writer, TAKEN, before, b0 + i, b0 + i + 1);
        i++;
      }
    else
      {
        write_words (writer, ADDED, now, n0 + j, n0 + j + 1);
        j++;
      }
#undef AT
}

/**
 * office_word_diff_to_markup:
 * @before: a text
 * @now: what was made of it
 * @added: a colour, "#rrggbb", for what is new
 * @taken: a colour for what is not there any more
 *
 * Returns: (transfer full): Pango markup
 */
char *
office_word_diff_to_markup (const char *before, const char *now, const char *added, const char *taken)
{
  g_autoptr (GPtrArray) old = split (before);
  g_autoptr (GPtrArray) words = split (now);
  g_autoptr (GString) run = g_string_new (NULL);
  g_autoptr (GString) result = g_string_new (NULL);
  Writer writer = { result, run, SAME, added, taken };
  guint head = 0, tail = 0;

  while (head < old->len && head < words->len && is_same (old, head, words, head))
    head++;
  while (tail < old->len - head && tail < words->len - head
         && is_same (old, old->len - tail - 1, words, words->len - tail - 1))
    tail++;
  write_words (&writer, SAME, words, 0, head);
  write_middle (&writer, old, head, old->len - tail, words, head, words->len - tail);
  write_words (&writer, SAME, words, words->len - tail, words->len);
  finish_run (&writer);
  return g_string_free (g_steal_pointer (&result), FALSE);
}
