/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-query-private.h"

#include "office-folded-text.h"

#include <string.h>

/* The filters that only tasks can pass. */

static gint64
get_day (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  return g_date_get_julian (&date);
}

void
office_query_term_free (gpointer data)
{
  OfficeQueryTerm *self = data;

  g_free (self->value);
  g_free (self);
}

static OfficeQueryTerm *
add_term (OfficeQueryParser *self, OfficeQueryField field, const OfficeQueryPiece *piece, char *value)
{
  OfficeQueryTerm *term = g_new0 (OfficeQueryTerm, 1);

  term->field = field;
  term->negated = piece->negated;
  term->value = value;
  g_ptr_array_add (self->query->terms, term);
  return term;
}

static gboolean
is_word (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* "7d", "2w" or a day; from today on. */
static gboolean
read_task_day (OfficeQueryParser *self, const char *text, gint64 *day, gboolean *ahead)
{
  char *end = NULL;
  guint64 number = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &end, 10) : 0;
  g_autoptr (GDateTime) named = NULL;

  *ahead = end != NULL && g_ascii_tolower (end[0]) != '\0' && end[1] == '\0' && number <= 9999
           && strchr ("dw", g_ascii_tolower (end[0])) != NULL;
  if (*ahead)
    {
      *day = get_day (self->today) + (gint64) number * (g_ascii_tolower (end[0]) == 'w' ? 7 : 1);
      return TRUE;
    }
  if (g_ascii_strcasecmp (text, "tomorrow") == 0)
    {
      *day = get_day (self->today) + 1;
      return TRUE;
    }
  named = office_query_read_day (self, text);
  if (named != NULL)
    *day = get_day (named);
  return named != NULL;
}

static gboolean
take_due (OfficeQueryParser *self, const OfficeQueryPiece *piece)
{
  const char *value = piece->value;
  char sign = *value == '<' || *value == '>' ? *value : '=';
  gboolean including = sign != '=' && value[1] == '=';
  gint64 first = G_MININT64, last = G_MAXINT64, day = 0;
  gboolean ahead = FALSE;
  OfficeQueryTerm *term;

  value += sign == '=' ? 0 : including ? 2 : 1;
  if (sign == '=' && g_ascii_strcasecmp (value, "none") == 0)
    {
      first = 1;
      last = 0;
    }
  else if (sign == '=' && g_ascii_strcasecmp (value, "overdue") == 0)
    {
      add_term (self, OFFICE_TERM_IS, piece, g_strdup ("overdue"));
      return TRUE;
    }
  else if (sign != '=' || g_ascii_strcasecmp (value, "any") != 0)
    {
      if (!read_task_day (self, value, &day, &ahead))
        return FALSE;
      /* "in seven days" without a sign is up to then: nobody asks for the tasks of exactly that day so. */
      if (sign != '<')
        first = sign == '=' && ahead ? get_day (self->today) : day + (sign == '>' && !including);
      if (sign != '>')
        last = day - (sign == '<' && !including);
    }
  term = add_term (self, OFFICE_TERM_DUE, piece, NULL);
  term->first = first;
  term->last = last;
  return TRUE;
}

static gboolean
take_named (OfficeQueryParser *self, OfficeQueryField field, const OfficeQueryPiece *piece)
{
  const char *value = piece->value[0] == '@' || piece->value[0] == '#' ? piece->value + 1 : piece->value;
  gboolean none = g_ascii_strcasecmp (value, "none") == 0 && field != OFFICE_TERM_COLUMN && field != OFFICE_TERM_IN;
  g_autofree char *folded = office_text_fold (value);

  if (folded[0] == '\0')
    return FALSE;
  add_term (self, field, piece, none ? NULL : g_steal_pointer (&folded));
  return TRUE;
}

static gboolean
take_one_of (OfficeQueryParser *self, OfficeQueryField field, const OfficeQueryPiece *piece, const char *const *words)
{
  if (!is_word (piece->value, words))
    return FALSE;
  add_term (self, field, piece, g_ascii_strdown (piece->value, -1));
  return TRUE;
}

/* TRUE: it is a filter of tasks, be it right or wrong. What messages know too is one only where it is negated. */
gboolean
office_query_take_task_term (OfficeQueryParser *self, const OfficeQueryPiece *piece)
{
  static const char *const states[] = { "overdue", "archived", "blocked", "watched", "unassigned", "template", NULL };
  static const char *const shared_states[] = { "open", "done", "mine", NULL };
  static const char *const parts[] = { "steps", "due", "estimate", "repeat", "description", NULL };
  static const char *const shared_parts[] = { "file", NULL };
  static const char *const priorities[] = { "none", "low", "medium", "high", NULL };
  gboolean right;

  if (strcmp (piece->prefix, "is") == 0)
    return take_one_of (self, OFFICE_TERM_IS, piece, states)
           || (piece->negated && take_one_of (self, OFFICE_TERM_IS, piece, shared_states));
  if (strcmp (piece->prefix, "has") == 0)
    return take_one_of (self, OFFICE_TERM_HAS, piece, parts)
           || (piece->negated && take_one_of (self, OFFICE_TERM_HAS, piece, shared_parts));
  if (strcmp (piece->prefix, "in") == 0)
    return piece->negated && take_named (self, OFFICE_TERM_IN, piece);

  if (strcmp (piece->prefix, "due") == 0)
    right = take_due (self, piece);
  else if (strcmp (piece->prefix, "assigned") == 0)
    right = take_named (self, OFFICE_TERM_ASSIGNED, piece);
  else if (strcmp (piece->prefix, "label") == 0)
    right = take_named (self, OFFICE_TERM_LABEL, piece);
  else if (strcmp (piece->prefix, "column") == 0)
    right = take_named (self, OFFICE_TERM_COLUMN, piece);
  else if (strcmp (piece->prefix, "priority") == 0)
    right = take_one_of (self, OFFICE_TERM_PRIORITY, piece, priorities);
  else
    return FALSE;
  if (!right)
    g_ptr_array_add (self->query->wrong, g_strdup (piece->whole));
  return TRUE;
}
