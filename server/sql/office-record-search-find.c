/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

/*
 * A search is one walk over the index, from the newest row down: FTS5 intersects the lists of the wanted grams, and what
 * it gives is looked at in the record itself, for the grams of a text do not say in what order they stand, and some of
 * what can be asked for is not in the index. That walk ends when enough is found, or when so much was looked at that the
 * caller should have its turn; the mark tells where to go on.
 */

#define MOST_LOOKED_AT 250 /* some 2 ms: for a window that asks in its own thread, between frames */
#define NUMBER_SHIFT   10  /* as TIME_SHIFT in office-record-search.c */
#define NUMBER_SLACK   (G_GINT64_CONSTANT (8) << 24) /* a number may be that much above its time */

/* ---- what is asked of the index ---- */

static void
append_and (GString *expression)
{
  if (expression->len > 0)
    g_string_append (expression, " AND ");
}

/* One of these; ids are checked, for they stand between quotes. */
static void
append_ids (GString *expression, const char *prefix, const char *const *ids)
{
  append_and (expression);
  g_string_append_c (expression, '(');
  for (guint i = 0; ids[i] != NULL && i < OFFICE_RECORD_SEARCH_IDS; i++)
    g_string_append_printf (expression, "%s\"%s%s\"", i > 0 ? " OR " : "", prefix, ids[i]);
  g_string_append_c (expression, ')');
}

static void
append_kinds (GString *expression, OfficeQueryFlags flags)
{
  gboolean messages = (flags & (OFFICE_QUERY_TASK | OFFICE_QUERY_OPEN | OFFICE_QUERY_DONE)) == 0;
  gboolean tasks = (flags & (OFFICE_QUERY_MESSAGE | OFFICE_QUERY_HAS_TASK)) == 0;

  if (messages && tasks && expression->len > 0)
    return;
  append_and (expression);
  if (messages && tasks)
    g_string_append (expression, "(\"is-message\" OR \"is-task\" OR \"is-step\")");
  else if (messages)
    g_string_append (expression, "\"is-message\"");
  else if (tasks)
    g_string_append (expression, "(\"is-task\" OR \"is-step\")");
  else
    g_string_append (expression, "(\"is-message\" AND \"is-task\")"); /* nothing is both */
}

static void
append_flags (GString *expression, const OfficeRecordSearchRequest *request)
{
  OfficeQueryFlags flags = request->query->flags;

  if ((flags & OFFICE_QUERY_LINK) != 0)
    {
      append_and (expression);
      g_string_append (expression, "\"has-link\"");
    }
  if ((flags & OFFICE_QUERY_MINE) != 0)
    {
      append_and (expression);
      g_string_append_printf (expression, "((\"is-message\" AND \"by-%s\") OR \"to-%s\" OR \"is-step\")", request->me,
                              request->me);
    }
  append_kinds (expression, flags);
}

static char *
make_expression (OfficeRecordTable *table, const OfficeRecordSearchRequest *request, gint64 below, GError **error)
{
  g_autoptr (GString) expression = g_string_new (NULL);

  if (!office_record_search_append_words (table, expression, request, below, error))
    return NULL;
  if (request->rooms != NULL)
    append_ids (expression, "in-", request->rooms);
  if (request->people != NULL)
    append_ids (expression, "by-", request->people);
  append_flags (expression, request);
  return g_strdup (expression->str);
}

/* ---- the walk ---- */

static OfficeStatement *
prepare_walk (OfficeRecordTable *self, const OfficeRecordSearchRequest *request, gint64 mark, GError **error)
{
  gint64 until = request->query->until;
  gint64 below = until < G_MAXINT64 ? (until >> NUMBER_SHIFT) + NUMBER_SLACK : G_MAXINT64;
  g_autofree char *expression = NULL;
  OfficeStatement *statement;

  if (mark > 0)
    below = MIN (mark, below);
  expression = make_expression (self, request, below, error);
  if (expression == NULL)
    return NULL;
  statement = office_record_table_prepare (
      self,
      "SELECT f.rowid, e.record, e.folded FROM $T_search AS f CROSS JOIN $T_search_entry AS e ON e.number = f.rowid"
      " WHERE f.$T_search MATCH ?1 AND f.rowid < ?2 AND f.rowid >= ?3 ORDER BY f.rowid DESC",
      error);

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, expression);
  office_statement_bind_integer (statement, 2, below);
  office_statement_bind_integer (statement, 3, request->query->since >> NUMBER_SHIFT);
  return statement;
}

/* A record that cannot be read is none that is found. */
static gboolean
take (OfficeRecordSieve *self, gint64 number, GPtrArray *found, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (self->table, "SELECT body FROM $T WHERE number = ?1",
                                                            error);
  g_autoptr (OfficeRecord) record = NULL;
  gboolean has_row;
  gsize length;
  const char *body;

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, number);
  if (!office_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      body = office_statement_get_blob (statement, 0, &length);
      record = office_record_new_from_body (body, (gssize) length, NULL);
      office_statement_reset (statement);
    }
  if (record != NULL && office_record_sieve_takes (self, record))
    g_ptr_array_add (found, g_steal_pointer (&record));
  return TRUE;
}

static gboolean
look_at (OfficeRecordSieve *self, OfficeStatement *row, GPtrArray *found, GError **error)
{
  return !office_record_sieve_matches (self, office_statement_get_text (row, 2))
         || take (self, office_statement_get_integer (row, 1), found, error);
}

static gboolean
is_stopped (const OfficeRecordSearchRequest *request)
{
  return request->stopped != NULL && g_atomic_int_get (request->stopped);
}

static gboolean
walk (OfficeRecordSieve *self, OfficeStatement *statement, guint limit, gint64 *mark, GPtrArray *found, GError **error)
{
  guint most = self->request->rows > 0 ? self->request->rows : MOST_LOOKED_AT;
  gboolean has_row;

  for (guint n = 0; found->len < limit && n < most && !is_stopped (self->request); n++)
    {
      if (!office_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        {
          *mark = 0;
          return TRUE;
        }
      *mark = office_statement_get_integer (statement, 0);
      if (!look_at (self, statement, found, error))
        {
          office_statement_reset (statement);
          return FALSE;
        }
    }
  office_statement_reset (statement);
  return TRUE;
}

/**
 * office_record_table_find:
 * @self: a table with a search index
 * @request: what is looked for; a query that is empty finds nothing
 * @limit: at most so many
 * @mark: (inout): 0 from the newest; then where to go on, 0 when nothing is left
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * A step stands for its task, and a file for what it hangs on, which may be found as well. Only words find a file.
 *
 * Returns: (transfer full) (element-type OfficeRecord): messages, tasks, steps and files, newest first; %NULL on failure
 */
GPtrArray *
office_record_table_find (OfficeRecordTable *self, const OfficeRecordSearchRequest *request, guint limit, gint64 *mark,
                          GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  g_auto (OfficeRecordSieve) sieve = { 0 };
  OfficeStatement *statement;
  gint64 from = *mark;

  g_return_val_if_fail (self->search != NULL, NULL);

  *mark = 0;
  if (office_record_search_asks_nothing (request))
    return g_steal_pointer (&found);
  office_record_sieve_init (&sieve, self, request);
  if (!office_record_search_flush (self->search, error))
    return NULL;
  statement = prepare_walk (self, request, from, error);
  if (statement == NULL || !walk (&sieve, statement, limit, mark, found, error))
    return NULL;
  return g_steal_pointer (&found);
}
