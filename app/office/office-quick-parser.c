/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-quick-private.h"

#include <stdlib.h>
#include <string.h>

/*
 * Pieces with a mark are found first (! @ # ~ *), then a repetition in plain words, then the time. What one has taken is
 * hidden from the others: its bytes are overwritten with one that no word has, so that all keep their places.
 *
 * Of a field that holds one value the last piece counts, and those before stay in the title: "Prepare Monday's talk Friday".
 */

#define HIDDEN       '\x01'
#define MOST_MINUTES (60 * 24 * 365)
#define MOST_IDS     20 /* labels or people in one line */

typedef struct {
  const OfficeQuickContext *context;
  const char *line;
  char *rest; /* the line, with what is taken hidden */
  GPtrArray *tokens;
} Parser;

static void
token_free (gpointer data)
{
  OfficeQuickToken *token = data;

  g_free (token->value);
  g_free (token->text);
  g_free (token);
}

static gboolean
holds_several (OfficeQuickKind kind)
{
  return kind == OFFICE_QUICK_ASSIGNEE || kind == OFFICE_QUICK_LABEL;
}

static void
hide (Parser *self, gsize start, gsize end)
{
  memset (self->rest + start, HIDDEN, end - start);
}

static gsize
start_of (OfficeWhenReader *reader, guint i)
{
  return g_array_index (reader->starts, gsize, i);
}

static gsize
end_of (OfficeWhenReader *reader, guint i)
{
  return g_array_index (reader->ends, gsize, i);
}

/* Without the commas behind. value, text: taken */
static void
add_token (Parser *self, OfficeQuickKind kind, OfficeWhenReader *reader, guint i, guint taken, char *value, char *text)
{
  OfficeQuickToken *token = g_new0 (OfficeQuickToken, 1);

  token->kind = kind;
  token->start = start_of (reader, i);
  token->end = end_of (reader, i + taken - 1);
  while (token->end > token->start + 1 && strchr (",;", self->line[token->end - 1]) != NULL)
    token->end--;
  token->value = value;
  token->text = text != NULL ? text : g_strndup (self->line + token->start, token->end - token->start);
  hide (self, token->start, end_of (reader, i + taken - 1));
  g_ptr_array_add (self->tokens, token);
}

/* ---- pieces with a mark ---- */

static const char *
read_priority (const char *word)
{
  if (IS (word, "high", "hoch", "urgent", "dringend", "wichtig", "1", "p1", "!!"))
    return "high";
  if (IS (word, "medium", "mittel", "normal", "2", "p2", "!"))
    return "medium";
  if (IS (word, "low", "niedrig", "gering", "3", "p3"))
    return "low";
  return NULL;
}

/* "2h", "1h30m", "1.5h", "1,5std", "90min", "2d" of eight hours; minutes, 0: none. */
static int
read_estimate (const char *word)
{
  double minutes = 0;

  while (*word != '\0')
    {
      const char *digits = word;
      double number = 0, share = 1;
      g_autofree char *unit = NULL;

      for (; g_ascii_isdigit (*word) && word - digits < 5; word++)
        number = number * 10 + (*word - '0');
      if (word == digits)
        return 0;
      if ((*word == '.' || *word == ',') && g_ascii_isdigit (word[1]))
        for (word++; g_ascii_isdigit (*word); word++)
          number += (*word - '0') * (share /= 10);
      digits = word;
      while (*word != '\0' && !g_ascii_isdigit (*word))
        word = g_utf8_next_char (word);
      unit = g_strndup (digits, word - digits);
      switch (office_when_read_unit (unit))
        {
        case OFFICE_WHEN_MINUTES:
          minutes += number;
          break;
        case OFFICE_WHEN_HOURS:
          minutes += number * 60;
          break;
        case OFFICE_WHEN_DAYS:
          minutes += number * 60 * 8;
          break;
        case OFFICE_WHEN_NO_UNIT:
        case OFFICE_WHEN_WEEKS:
        case OFFICE_WHEN_MONTHS:
        default:
          return 0;
        }
    }
  return minutes >= 1 && minutes <= MOST_MINUTES ? (int) (minutes + 0.5) : 0;
}

static gboolean
take_named (Parser *self, OfficeQuickKind kind, GPtrArray *names, OfficeWhenReader *reader, guint i, const char *word)
{
  guint taken;
  const OfficeQuickName *name = office_quick_find_name (names, reader, i, word, &taken);

  if (name == NULL)
    return FALSE;
  add_token (self, kind, reader, i, taken, g_strdup (name->id), g_strdup (name->name));
  return TRUE;
}

static gboolean
take_me (Parser *self, OfficeWhenReader *reader, guint i, const char *word)
{
  if (!IS (word, "me", "mich", "mir", "ich") || self->context->me == NULL)
    return FALSE;
  for (guint k = 0; self->context->people != NULL && k < self->context->people->len; k++)
    {
      const OfficeQuickName *name = self->context->people->pdata[k];

      if (g_str_equal (name->id, self->context->me))
        {
          add_token (self, OFFICE_QUICK_ASSIGNEE, reader, i, 1, g_strdup (name->id), g_strdup (name->name));
          return TRUE;
        }
    }
  return FALSE;
}

static void
take_marked (Parser *self, OfficeWhenReader *reader, guint i)
{
  const char *word = office_when_word_at (reader, i);
  const char *behind = word + 1;
  char *rule = NULL;
  guint taken;
  int minutes;

  switch (*word)
    {
    case '!':
      if (read_priority (behind) != NULL)
        add_token (self, OFFICE_QUICK_PRIORITY, reader, i, 1, g_strdup (read_priority (behind)), NULL);
      break;
    case '~':
      minutes = read_estimate (behind);
      if (minutes > 0)
        add_token (self, OFFICE_QUICK_ESTIMATE, reader, i, 1, g_strdup_printf ("%d", minutes), NULL);
      break;
    case '@':
      if (!take_me (self, reader, i, behind))
        take_named (self, OFFICE_QUICK_ASSIGNEE, self->context->people, reader, i, behind);
      break;
    case '#':
      if (!take_named (self, OFFICE_QUICK_LABEL, self->context->labels, reader, i, behind))
        take_named (self, OFFICE_QUICK_ROOM, self->context->rooms, reader, i, behind);
      break;
    case '*':
      taken = office_quick_read_repeat (reader, i, behind, TRUE, &rule);
      if (taken > 0)
        add_token (self, OFFICE_QUICK_REPEAT, reader, i, taken, rule, NULL);
      break;
    default:
      break;
    }
}

static void
take_all_marked (Parser *self)
{
  g_auto (OfficeWhenReader) reader = { 0 };

  office_when_reader_init (&reader, self->rest, self->context->now, self->context->zone);
  for (guint i = 0; i < reader.words->len; i++)
    if (self->rest[start_of (&reader, i)] != HIDDEN)
      take_marked (self, &reader, i);
}

/* ---- in plain words ---- */

static void
take_repeats (Parser *self)
{
  g_auto (OfficeWhenReader) reader = { 0 };

  office_when_reader_init (&reader, self->rest, self->context->now, self->context->zone);
  for (guint i = 0; i < reader.words->len; i++)
    {
      char *rule = NULL;
      guint taken = office_quick_read_repeat (&reader, i, office_when_word_at (&reader, i), FALSE, &rule);

      if (taken == 0)
        continue;
      add_token (self, OFFICE_QUICK_REPEAT, &reader, i, taken, rule, NULL);
      i += taken - 1;
    }
}

static char *
format_due (const OfficeQuickContext *context, gint64 when, gboolean timed)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when / 1000);
  g_autoptr (GDateTime) here = utc != NULL ? g_date_time_to_timezone (utc, context->zone) : NULL;

  /* A year of four digits is all that a date can say on the wire. */
  if (here == NULL || g_date_time_get_year (here) < 1970)
    return NULL;
  return g_date_time_format (here, timed ? "%Y-%m-%dT%H:%M" : "%Y-%m-%d");
}

/* How long something takes is no time to do it by, unless "in" says so. */
static gboolean
is_bare_duration (OfficeWhenReader *reader, guint i)
{
  g_autoptr (GDateTime) then = g_date_time_ref (reader->now);

  return office_when_read_duration (reader, i, &then) > 0 && !g_str_equal (office_when_word_at (reader, i), "in");
}

static void
take_times (Parser *self, gboolean *dated)
{
  g_auto (OfficeWhenReader) reader = { 0 };

  *dated = FALSE;
  office_when_reader_init (&reader, self->rest, self->context->now, self->context->zone);
  for (guint i = 0; i < reader.words->len; i++)
    {
      OfficeWhenRead read = { 0 };
      guint taken = is_bare_duration (&reader, i) ? 0 : office_when_read (&reader, i, self->context->now, &read);
      const guint before
          = i > 0 && IS (office_when_word_at (&reader, i - 1), "by", "due", "until", "till", "bis", "fällig", "before")
                ? 1
                : 0;
      char *due;

      if (taken == 0)
        continue;
      due = format_due (self->context, read.when, read.timed);
      if (due == NULL)
        continue;
      *dated = read.dated;
      add_token (self, OFFICE_QUICK_DUE, &reader, i - before, taken + before, due, g_strdup (due));
      i += taken - 1;
    }
}

/* ---- what is left ---- */

/* What the person has taken back stays a word. */
static void
hide_rejected (Parser *self, const char *const *rejected)
{
  for (guint i = 0; rejected != NULL && rejected[i] != NULL; i++)
    {
      const gsize length = strlen (rejected[i]);

      for (const char *at = length > 0 ? strstr (self->line, rejected[i]) : NULL; at != NULL;
           at = strstr (at + length, rejected[i]))
        for (gsize k = 0; k < length; k++)
          if (!g_ascii_isspace (at[k]))
            self->rest[at - self->line + k] = HIDDEN;
    }
}

static int
compare_tokens (gconstpointer a, gconstpointer b)
{
  const OfficeQuickToken *first = *(OfficeQuickToken *const *) a, *second = *(OfficeQuickToken *const *) b;

  return first->start < second->start ? -1 : first->start > second->start;
}

static guint
count_behind (GPtrArray *tokens, guint i)
{
  const OfficeQuickToken *token = tokens->pdata[i];
  guint n = 0;

  for (guint k = i + 1; k < tokens->len; k++)
    {
      const OfficeQuickToken *other = tokens->pdata[k];

      if (other->kind == token->kind && (!holds_several (token->kind) || g_str_equal (other->value, token->value)))
        n++;
    }
  return n;
}

static guint
count_before (GPtrArray *tokens, guint i)
{
  guint n = 0;

  for (guint k = 0; k < i; k++)
    n += ((OfficeQuickToken *) tokens->pdata[k])->kind == ((OfficeQuickToken *) tokens->pdata[i])->kind;
  return n;
}

static void
keep_the_last (GPtrArray *tokens)
{
  g_ptr_array_sort (tokens, compare_tokens);
  for (guint i = 0; i < tokens->len;)
    if (count_behind (tokens, i) > 0 || count_before (tokens, i) >= MOST_IDS)
      g_ptr_array_remove_index (tokens, i);
    else
      i++;
}

/* The line without its pieces, and with one space between two words. */
static char *
make_title (const char *line, GPtrArray *tokens)
{
  GString *title = g_string_new (NULL);
  gsize from = 0;

  for (guint i = 0; i <= tokens->len; i++)
    {
      const OfficeQuickToken *token = i < tokens->len ? tokens->pdata[i] : NULL;
      const gsize to = token != NULL ? token->start : strlen (line);

      for (const char *p = line + from; p < line + to; p = g_utf8_next_char (p))
        {
          const gunichar c = g_utf8_get_char (p);

          if (!g_unichar_isspace (c))
            g_string_append_unichar (title, c);
          else if (title->len > 0 && title->str[title->len - 1] != ' ')
            g_string_append_c (title, ' ');
        }
      from = token != NULL ? token->end : to;
    }
  while (title->len > 0 && strchr (" ,;", title->str[title->len - 1]) != NULL)
    g_string_truncate (title, title->len - 1);
  return g_string_free (title, FALSE);
}

/* The first day on which the rule happens; a time of day that was said stays. */
static char *
dup_first_due (const OfficeQuickContext *context, const char *rule, const char *due)
{
  const guint days = office_quick_get_days (rule);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (context->now / 1000);
  g_autoptr (GDateTime) day = g_date_time_to_timezone (utc, context->zone);
  const char *by = strstr (rule, "BYMONTHDAY=");
  const int month_day = by != NULL ? atoi (by + strlen ("BYMONTHDAY=")) : 0;
  g_autofree char *date = NULL;

  if (due != NULL)
    {
      g_autoptr (GDateTime) said = g_date_time_new (context->zone, atoi (due), atoi (due + 5), atoi (due + 8), 12, 0,
                                                    0);

      if (said != NULL)
        {
          g_date_time_unref (day);
          day = g_steal_pointer (&said);
        }
    }
  for (guint i = 0; i < 366; i++)
    {
      GDateTime *next;

      if ((days == 0 || (days & (1u << (g_date_time_get_day_of_week (day) - 1))) != 0)
          && (month_day == 0 || g_date_time_get_day_of_month (day) == month_day))
        break;
      next = g_date_time_add_days (day, 1);
      if (next == NULL)
        break;
      g_date_time_unref (day);
      day = next;
    }
  date = g_date_time_format (day, "%Y-%m-%d");
  return g_strconcat (date, due != NULL ? due + strlen ("YYYY-MM-DD") : NULL, NULL);
}

static void
settle_due (OfficeQuickTask *task, const OfficeQuickContext *context, gboolean dated)
{
  const char *rule = office_quick_task_get (task, OFFICE_QUICK_REPEAT);
  const char *due = office_quick_task_get (task, OFFICE_QUICK_DUE);

  if (rule != NULL && (due == NULL || !dated))
    task->due = dup_first_due (context, rule, due);
  else
    task->due = g_strdup (due);
}

/**
 * office_quick_parse:
 * @line: what was typed, UTF-8
 * @rejected: (nullable) (array zero-terminated=1): pieces of it that are not to be understood
 * @context: what can be meant
 *
 * Returns: (transfer full): what was understood
 */
OfficeQuickTask *
office_quick_parse (const char *line, const char *const *rejected, const OfficeQuickContext *context)
{
  OfficeQuickTask *task = g_new0 (OfficeQuickTask, 1);
  Parser parser = { .context = context, .line = line };
  g_autofree char *rest = g_strdup (line);
  gboolean dated;

  parser.rest = rest;
  parser.tokens = task->tokens = g_ptr_array_new_with_free_func (token_free);
  hide_rejected (&parser, rejected);
  take_all_marked (&parser);
  take_repeats (&parser);
  take_times (&parser, &dated);
  keep_the_last (task->tokens);
  task->title = make_title (line, task->tokens);
  settle_due (task, context, dated);
  return task;
}

/**
 * office_quick_task_free:
 * @self: (transfer full): a task as it was typed
 */
void
office_quick_task_free (OfficeQuickTask *self)
{
  g_free (self->title);
  g_free (self->due);
  g_ptr_array_unref (self->tokens);
  g_free (self);
}

/**
 * office_quick_task_get:
 * @self: a task as it was typed
 * @kind: a field
 *
 * Returns: (transfer none) (nullable): its value, of several the first
 */
const char *
office_quick_task_get (OfficeQuickTask *self, OfficeQuickKind kind)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      const OfficeQuickToken *token = self->tokens->pdata[i];

      if (token->kind == kind)
        return token->value;
    }
  return NULL;
}
