/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-query-private.h"

#include "office-folded-text.h"

#include <string.h>

static void
piece_clear (OfficeQueryPiece *self)
{
  g_free (self->prefix);
  g_free (self->value);
  g_free (self->whole);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OfficeQueryPiece, piece_clear)

/* ASCII's own, and those that languages put around words; „ opens in German what “ closes. */
static gboolean
is_quote (gunichar character)
{
  return character == '"' || (character >= 0x201c && character <= 0x201f) || character == 0x00ab || character == 0x00bb
         || (character >= 0x300c && character <= 0x300f) || character == 0xff02;
}

static const char *
read_piece (const char *text, OfficeQueryPiece *piece)
{
  g_autoptr (GString) whole = g_string_new (NULL);
  gboolean quoted = FALSE;
  gssize colon = -1;

  piece->negated = text[0] == '-' && text[1] != '\0' && !g_ascii_isspace (text[1]);
  text += piece->negated;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (is_quote (character))
        {
          quoted = !quoted;
          continue;
        }
      if (!quoted && g_unichar_isspace (character))
        break;
      if (!quoted && colon < 0 && (character == ':' || character == 0xff1a))
        colon = (gssize) whole->len;
      g_string_append_unichar (whole, character);
    }
  if (colon > 0)
    {
      piece->prefix = g_ascii_strdown (whole->str, colon);
      piece->value = g_strdup (g_utf8_next_char (whole->str + colon));
    }
  piece->whole = g_strdup (whole->str);
  return text;
}

static void
add_folded (GPtrArray *list, const char *text)
{
  g_autofree char *folded = office_text_fold (text);

  if (folded[0] != '\0' && list->len < OFFICE_QUERY_TERMS)
    g_ptr_array_add (list, g_steal_pointer (&folded));
}

static gboolean
take_name (GPtrArray *list, const char *name)
{
  guint n_names = list->len;

  add_folded (list, name);
  return list->len > n_names;
}

static gboolean
take_flag (OfficeQueryParser *self, const OfficeQueryPiece *piece)
{
  static const struct {
    const char *prefix, *value;
    OfficeQueryFlags flag;
  } known[] = {
    { "is", "open", OFFICE_QUERY_OPEN },  { "is", "done", OFFICE_QUERY_DONE },
    { "is", "task", OFFICE_QUERY_TASK },  { "is", "message", OFFICE_QUERY_MESSAGE },
    { "is", "mine", OFFICE_QUERY_MINE },  { "has", "link", OFFICE_QUERY_LINK },
    { "has", "file", OFFICE_QUERY_FILE }, { "has", "task", OFFICE_QUERY_HAS_TASK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (piece->prefix, known[i].prefix) == 0 && g_ascii_strcasecmp (piece->value, known[i].value) == 0)
      {
        self->query->flags |= known[i].flag;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_number (const char *text, guint n_digits, guint64 most, int *number)
{
  g_autofree char *digits = g_strndup (text, n_digits);
  guint64 value;

  if (strlen (digits) != n_digits || !g_ascii_string_to_unsigned (digits, 10, 1, most, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

/* The first moment of the day that is named; NULL: it names none. */
GDateTime *
office_query_read_day (OfficeQueryParser *self, const char *text)
{
  int year, month, day;

  if (g_ascii_strcasecmp (text, "today") == 0)
    return g_date_time_ref (self->today);
  if (g_ascii_strcasecmp (text, "yesterday") == 0)
    return g_date_time_add_days (self->today, -1);
  if (strlen (text) != strlen ("YYYY-MM-DD") || text[4] != '-' || text[7] != '-' || !read_number (text, 4, 9998, &year)
      || !read_number (text + 5, 2, 12, &month) || !read_number (text + 8, 2, 31, &day))
    return NULL;
  return g_date_time_new (g_date_time_get_timezone (self->today), year, month, day, 0, 0, 0);
}

static gint64
to_ms (GDateTime *moment)
{
  return MAX (g_date_time_to_unix (moment), 0) * 1000;
}

static gboolean
take_day (OfficeQueryParser *self, const OfficeQueryPiece *piece)
{
  gboolean before = strcmp (piece->prefix, "before") == 0;
  gboolean after = strcmp (piece->prefix, "after") == 0;
  gboolean on = strcmp (piece->prefix, "on") == 0;
  g_autoptr (GDateTime) day = before || after || on ? office_query_read_day (self, piece->value) : NULL;
  g_autoptr (GDateTime) next = day != NULL ? g_date_time_add_days (day, 1) : NULL;

  if (next == NULL)
    return FALSE;
  if (after || on)
    self->query->since = MAX (self->query->since, to_ms (after ? next : day));
  if (before || on)
    self->query->until = MIN (self->query->until, to_ms (before ? day : next));
  return TRUE;
}

static gboolean
take_filter (OfficeQueryParser *self, const OfficeQueryPiece *piece)
{
  if (piece->prefix == NULL)
    return FALSE;
  if (office_query_take_task_term (self, piece))
    return TRUE;
  if (piece->negated)
    return FALSE;
  if (strcmp (piece->prefix, "from") == 0)
    return take_name (self->query->from, piece->value[0] == '@' ? piece->value + 1 : piece->value);
  if (strcmp (piece->prefix, "in") == 0)
    return take_name (self->query->in, piece->value[0] == '#' ? piece->value + 1 : piece->value);
  return take_flag (self, piece) || take_day (self, piece);
}

/* What reads like a filter, and is none, is looked for as words, and named. */
static void
parse (OfficeQueryParser *self, const char *text)
{
  static const char *const read[] = { "is", "has", "before", "after", "on", NULL };

  while (*text != '\0')
    {
      g_auto (OfficeQueryPiece) piece = { 0 };

      if (g_unichar_isspace (g_utf8_get_char (text)))
        {
          text = g_utf8_next_char (text);
          continue;
        }
      text = read_piece (text, &piece);
      if (take_filter (self, &piece))
        continue;
      if (piece.prefix != NULL && g_strv_contains (read, piece.prefix))
        g_ptr_array_add (self->query->wrong, g_strdup (piece.whole));
      add_folded (piece.negated ? self->query->without : self->query->words, piece.whole);
    }
}

static GDateTime *
find_today (gint64 now, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_new (zone, g_date_time_get_year (local), g_date_time_get_month (local),
                          g_date_time_get_day_of_month (local), 0, 0, 0);
}

/**
 * office_query_parse:
 * @text: what was typed; bytes that are no UTF-8 are replaced
 * @now: ms since 1970
 * @zone: whose days are meant
 *
 * Returns: (transfer full): the query
 */
OfficeQuery *
office_query_parse (const char *text, gint64 now, GTimeZone *zone)
{
  OfficeQuery *self = g_new0 (OfficeQuery, 1);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *read = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), OFFICE_QUERY_LENGTH));
  g_autoptr (GDateTime) today = find_today (now, zone);
  OfficeQueryParser parser = { .today = today, .query = self };

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->without = g_ptr_array_new_with_free_func (g_free);
  self->from = g_ptr_array_new_with_free_func (g_free);
  self->in = g_ptr_array_new_with_free_func (g_free);
  self->terms = g_ptr_array_new_with_free_func (office_query_term_free);
  self->wrong = g_ptr_array_new_with_free_func (g_free);
  self->until = G_MAXINT64;
  parse (&parser, read);
  return self;
}

/**
 * office_query_free:
 * @self: (transfer full): a query
 */
void
office_query_free (OfficeQuery *self)
{
  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->without);
  g_ptr_array_unref (self->from);
  g_ptr_array_unref (self->in);
  g_ptr_array_unref (self->terms);
  g_ptr_array_unref (self->wrong);
  g_free (self);
}

static gpointer
copy_text (gconstpointer text, gpointer data)
{
  return g_strdup (text);
}

static GPtrArray *
copy_texts (GPtrArray *texts)
{
  GPtrArray *copy = g_ptr_array_copy (texts, copy_text, NULL);

  g_ptr_array_set_free_func (copy, g_free);
  return copy;
}

static gpointer
copy_term (gconstpointer term, gpointer data)
{
  OfficeQueryTerm *copy = g_memdup2 (term, sizeof *copy);

  copy->value = g_strdup (copy->value);
  return copy;
}

/**
 * office_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): one that shares nothing with it, as for another thread
 */
OfficeQuery *
office_query_copy (const OfficeQuery *self)
{
  OfficeQuery *copy = g_memdup2 (self, sizeof *copy);

  copy->words = copy_texts (self->words);
  copy->without = copy_texts (self->without);
  copy->from = copy_texts (self->from);
  copy->in = copy_texts (self->in);
  copy->wrong = copy_texts (self->wrong);
  copy->terms = g_ptr_array_copy (self->terms, copy_term, NULL);
  g_ptr_array_set_free_func (copy->terms, office_query_term_free);
  return copy;
}

/**
 * office_query_has_filters:
 * @self: a query
 *
 * Returns: whether it asks for more than words: only messages and tasks can answer that
 */
gboolean
office_query_has_filters (const OfficeQuery *self)
{
  return self->from->len > 0 || self->in->len > 0 || self->flags != 0 || self->terms->len > 0 || self->since > 0
         || self->until < G_MAXINT64;
}

/**
 * office_query_asks_for_tasks:
 * @self: a query
 *
 * Returns: whether only tasks can be meant
 */
gboolean
office_query_asks_for_tasks (const OfficeQuery *self)
{
  return self->terms->len > 0 || (self->flags & (OFFICE_QUERY_TASK | OFFICE_QUERY_OPEN | OFFICE_QUERY_DONE)) != 0;
}

/**
 * office_query_find_end:
 * @text: where a word, a phrase or a filter begins
 *
 * Returns: where it ends, behind its last quote
 */
const char *
office_query_find_end (const char *text)
{
  g_auto (OfficeQueryPiece) piece = { 0 };

  return read_piece (text, &piece);
}

/**
 * office_query_is_empty:
 * @self: a query
 *
 * Words that are to be absent are no question by themselves.
 *
 * Returns: whether it asks for nothing
 */
gboolean
office_query_is_empty (const OfficeQuery *self)
{
  return self->words->len == 0 && !office_query_has_filters (self);
}

/**
 * office_query_matches:
 * @self: a query
 * @folded: the folded texts of one record, with newlines between them
 *
 * Returns: whether all words stand in it, and none of those that are to be absent
 */
gboolean
office_query_matches (const OfficeQuery *self, const char *folded)
{
  for (guint i = 0; i < self->words->len; i++)
    if (office_folded_find (folded, folded, self->words->pdata[i]) == NULL)
      return FALSE;
  for (guint i = 0; i < self->without->len; i++)
    if (office_folded_find (folded, folded, self->without->pdata[i]) != NULL)
      return FALSE;
  return TRUE;
}

/**
 * office_query_name_matches:
 * @wanted: what stands behind from: or in:, folded
 * @name: a person's or a room's name
 *
 * Returns: whether @wanted is the name, or begins it or one of its words
 */
gboolean
office_query_name_matches (const char *wanted, const char *name)
{
  g_autofree char *folded = office_text_fold (name);

  for (const char *at = strstr (folded, wanted); at != NULL; at = strstr (g_utf8_next_char (at), wanted))
    if (at == folded || at[-1] == ' ')
      return TRUE;
  return FALSE;
}
