/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-format.h"

#include <string.h>

#define PLACEHOLDER "https://"

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n';
}

static guint
count (const char *text, gssize bytes)
{
  return (guint) g_utf8_strlen (text, bytes);
}

/* ---- marks round words ---- */

static guint
run_before (const char *text, const char *p, char mark)
{
  guint n = 0;

  while (p > text && p[-1] == mark)
    {
      p--;
      n++;
    }
  return n;
}

static guint
run_after (const char *p, char mark)
{
  return (guint) strspn (p, (const char[]){ mark, '\0' });
}

/* Of three stars one is for italics and two are for bold: a run has room for a mark of this length, or it has not. */
static gboolean
holds (guint run, char mark, guint length)
{
  if (mark != '*')
    return run >= length;
  return length == 1 ? run % 2 == 1 : run >= 2;
}

static void
replace (OfficeFormatEdit *edit, const char *text, const char *from, const char *to, char *insert, guint skip,
         guint selected)
{
  edit->from = count (text, from - text);
  edit->to = count (text, to - text);
  edit->insert = insert;
  edit->select_from = edit->from + skip;
  edit->select_to = edit->select_from + selected;
}

static void
wrap (const char *text, const char *start, const char *end, const char *mark, OfficeFormatEdit *edit)
{
  const guint length = (guint) strlen (mark);
  guint before, after;
  g_autofree char *inside = NULL;

  while (start < end && is_space (*start))
    start++;
  while (end > start && is_space (end[-1]))
    end--;
  inside = g_strndup (start, end - start);
  before = run_before (text, start, *mark);
  after = run_after (end, *mark);
  if (holds (before, *mark, length) && holds (after, *mark, length))
    {
      replace (edit, text, start - length, end + length, g_strdup (inside), 0, count (inside, -1));
      return;
    }
  /* Who has written the words between the marks goes on behind them. */
  if (start == end && start > text && !is_space (start[-1]) && holds (after, *mark, length))
    {
      replace (edit, text, end, end, g_strdup (""), length, 0);
      return;
    }
  before = run_after (start, *mark);
  after = run_before (start, end, *mark);
  if ((gsize) (end - start) >= 2 * length && holds (before, *mark, length) && holds (after, *mark, length))
    {
      char *bare = g_strndup (start + length, end - start - 2 * length);

      replace (edit, text, start, end, bare, 0, count (bare, -1));
      return;
    }
  replace (edit, text, start, end, g_strconcat (mark, inside, mark, NULL), length, count (inside, -1));
}

/* ---- blocks ---- */

static void
fence (const char *text, const char *start, const char *end, OfficeFormatEdit *edit)
{
  const gboolean at_line = start == text || start[-1] == '\n';
  const gboolean ends_line = *end == '\0' || *end == '\n';
  g_autofree char *inside = g_strndup (start, end - start);

  if (g_str_has_prefix (inside, "```\n") && g_str_has_suffix (inside, "\n```") && strlen (inside) > 8)
    {
      char *bare = g_strndup (inside + 4, strlen (inside) - 8);

      replace (edit, text, start, end, bare, 0, count (bare, -1));
      return;
    }
  replace (edit, text, start, end,
           g_strconcat (at_line ? "" : "\n", "```\n", inside, g_str_has_suffix (inside, "\n") ? "" : "\n", "```",
                        ends_line ? "" : "\n", NULL),
           at_line ? 4 : 5, count (inside, -1));
}

/* How many bytes of the line are the prefix that this format gives. */
static gsize
measure_prefix (OfficeFormat format, const char *line)
{
  gsize n = 0;

  switch (format)
    {
    case OFFICE_FORMAT_QUOTE:
      return *line != '>' ? 0 : line[1] == ' ' ? 2 : 1;
    case OFFICE_FORMAT_LIST:
      return (*line == '-' || *line == '*') && line[1] == ' ' ? 2 : 0;
    case OFFICE_FORMAT_NUMBERS:
      while (g_ascii_isdigit (line[n]))
        n++;
      return n > 0 && line[n] == '.' && line[n + 1] == ' ' ? n + 2 : 0;
    case OFFICE_FORMAT_BOLD:
    case OFFICE_FORMAT_ITALIC:
    case OFFICE_FORMAT_STRIKE:
    case OFFICE_FORMAT_CODE:
    case OFFICE_FORMAT_LINK:
    default:
      return 0;
    }
}

static gboolean
has_all_prefixes (OfficeFormat format, char **lines)
{
  gboolean any = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0' && measure_prefix (format, lines[i]) == 0)
        return FALSE;
      any = any || *lines[i] != '\0';
    }
  return any;
}

/* A list of one kind becomes one of the other, and not a list in a list. */
static const char *
skip_other_list (OfficeFormat format, const char *line)
{
  const OfficeFormat other = format == OFFICE_FORMAT_LIST ? OFFICE_FORMAT_NUMBERS : OFFICE_FORMAT_LIST;

  return format != OFFICE_FORMAT_QUOTE ? line + measure_prefix (other, line) : line;
}

static void
append_prefix (OfficeFormat format, GString *result, guint number)
{
  if (format == OFFICE_FORMAT_NUMBERS)
    g_string_append_printf (result, "%u. ", number);
  else
    g_string_append (result, format == OFFICE_FORMAT_QUOTE ? "> " : "- ");
}

/* Whole lines, also where only a part of them is selected. An empty selection stays where it is in its line. */
static void
prefix_lines (OfficeFormat format, const char *text, const char *start, const char *end, OfficeFormatEdit *edit)
{
  const gboolean empty = start == end;
  const char *from = start, *to = end;
  g_autofree char *inside = NULL;
  g_auto (GStrv) lines = NULL;
  GString *result = g_string_new (NULL);
  gboolean remove;
  guint number = 0;

  while (from > text && from[-1] != '\n')
    from--;
  to += strcspn (to, "\n");
  inside = g_strndup (from, to - from);
  lines = g_strsplit (inside, "\n", -1);
  remove = has_all_prefixes (format, lines);
  for (guint i = 0; i == 0 || lines[i] != NULL; i++)
    {
      const char *line = lines[i] != NULL ? lines[i] : "";

      if (i > 0)
        g_string_append_c (result, '\n');
      if (!remove && (*line != '\0' || format == OFFICE_FORMAT_QUOTE || lines[0] == NULL || lines[1] == NULL))
        append_prefix (format, result, ++number);
      g_string_append (result, remove ? line + measure_prefix (format, line) : skip_other_list (format, line));
      if (lines[i] == NULL)
        break;
    }
  number = count (result->str, -1);
  replace (edit, text, from, to, g_string_free (result, FALSE), 0, number);
  if (empty)
    {
      const int grown = (int) number - (int) count (inside, -1);
      const int at = (int) count (text, start - text) + grown;

      edit->select_from = edit->select_to = (guint) MAX (at, (int) edit->from);
    }
}

/* ---- links ---- */

static void
make_link (const char *text, const char *start, const char *end, OfficeFormatEdit *edit)
{
  g_autofree char *inside = g_strndup (start, end - start);
  const gboolean address = g_str_has_prefix (inside, "https://") || g_str_has_prefix (inside, "http://");

  if (address)
    replace (edit, text, start, end, g_strconcat ("[](", inside, ")", NULL), 1, 0);
  else if (start == end)
    replace (edit, text, start, end, g_strdup ("[](" PLACEHOLDER ")"), 1, 0);
  else
    replace (edit, text, start, end, g_strconcat ("[", inside, "](" PLACEHOLDER ")", NULL), count (inside, -1) + 3,
             strlen (PLACEHOLDER));
}

/**
 * office_format_edit:
 * @format: what is to be done, or undone where it was done already
 * @text: the whole text
 * @from: where the selection begins, in characters
 * @to: where it ends; @from: nothing is selected
 * @edit: (out): what is to be changed for it; to be cleared
 */
void
office_format_edit (OfficeFormat format, const char *text, guint from, guint to, OfficeFormatEdit *edit)
{
  const char *start = g_utf8_offset_to_pointer (text, from);
  const char *end = g_utf8_offset_to_pointer (start, (glong) to - (glong) from);

  switch (format)
    {
    case OFFICE_FORMAT_BOLD:
      wrap (text, start, end, "**", edit);
      break;
    case OFFICE_FORMAT_ITALIC:
      wrap (text, start, end, "*", edit);
      break;
    case OFFICE_FORMAT_STRIKE:
      wrap (text, start, end, "~~", edit);
      break;
    case OFFICE_FORMAT_CODE:
      if (memchr (start, '\n', end - start) != NULL)
        fence (text, start, end, edit);
      else
        wrap (text, start, end, "`", edit);
      break;
    case OFFICE_FORMAT_LINK:
      make_link (text, start, end, edit);
      break;
    case OFFICE_FORMAT_QUOTE:
    case OFFICE_FORMAT_LIST:
    case OFFICE_FORMAT_NUMBERS:
    default:
      prefix_lines (format, text, start, end, edit);
      break;
    }
}

/**
 * office_format_edit_clear: (skip)
 * @edit: a change
 */
void
office_format_edit_clear (OfficeFormatEdit *edit)
{
  g_clear_pointer (&edit->insert, g_free);
}
