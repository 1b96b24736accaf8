/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

#include "office-effects.h"
#include "office-folded-text.h"

/*
 * A search is one walk over the index, from the newest row down: FTS5 intersects the lists of the wanted grams, and what
 * it gives is looked at in the record itself, for the grams of a text do not say in what order they stand, and some of
 * what can be asked for is not in the index. That walk ends when enough is found, or when so much was looked at that the
 * caller should have its turn; the mark tells where to go on.
 */

#define MOST_LOOKED_AT 1000
#define NUMBER_SHIFT   10                            /* as TIME_SHIFT in office-record-search.c */
#define NUMBER_SLACK   (G_GINT64_CONSTANT (8) << 24) /* a number may be that much above its time */

typedef struct {
  OfficeRecordTable *table;
  const OfficeRecordSearchRequest *request;
  GHashTable *states; /* column id → its state */
} Sieve;

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

  if (!office_record_search_append_words (table, expression, request->query, below, error))
    return NULL;
  if (request->rooms != NULL)
    append_ids (expression, "in-", request->rooms);
  if (request->people != NULL)
    append_ids (expression, "by-", request->people);
  append_flags (expression, request);
  return g_strdup (expression->str);
}

/* ---- what is asked of the record ---- */

static gboolean
is_mine (OfficeRecord *record, const char *me)
{
  g_auto (GStrv) assignees = NULL;

  if (strcmp (office_record_get_kind_name (record), "message") == 0)
    return g_strcmp0 (office_record_get_text (record, "author"), me) == 0;
  assignees = office_record_dup_ids (record, "assignees");
  return g_strv_contains ((const char *const *) assignees, me);
}

static const char *
find_state (Sieve *self, const char *column)
{
  const char *state = g_hash_table_lookup (self->states, column);
  g_autoptr (OfficeRecord) record = NULL;

  if (state != NULL)
    return state;
  record = office_record_table_get (self->table, column, NULL);
  state = g_intern_string (record != NULL ? office_record_get_text (record, "state") : "open");
  g_hash_table_insert (self->states, g_strdup (column), (gpointer) state);
  return state;
}

static gboolean
task_passes (Sieve *self, OfficeRecord *task)
{
  OfficeQueryFlags flags = self->request->query->flags;
  const char *column = office_record_get_text (task, "column");
  gboolean done;

  if (office_record_get_integer (task, "trashed_at") > 0
      || ((flags & OFFICE_QUERY_MINE) != 0 && !is_mine (task, self->request->me)))
    return FALSE;
  if ((flags & (OFFICE_QUERY_OPEN | OFFICE_QUERY_DONE)) == 0)
    return TRUE;
  done = column != NULL && g_strcmp0 (find_state (self, column), "done") == 0;
  return ((flags & OFFICE_QUERY_OPEN) == 0 || !done) && ((flags & OFFICE_QUERY_DONE) == 0 || done);
}

static gboolean
step_passes (Sieve *self, OfficeRecord *step)
{
  const char *id = office_record_get_text (step, "task");
  g_autoptr (OfficeRecord) task = id != NULL ? office_record_table_get (self->table, id, NULL) : NULL;

  return task != NULL && task_passes (self, task);
}

/* sql: whether there is something that names the record ?1 */
static gboolean
is_named (Sieve *self, const char *sql, OfficeRecord *record)
{
  OfficeStatement *statement = office_record_table_prepare (self->table, sql, NULL);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, office_record_get_id (record));
  if (!office_statement_step (statement, NULL, NULL))
    return FALSE;
  found = office_statement_get_integer (statement, 0) != 0;
  office_statement_reset (statement);
  return found;
}

static gboolean
became_task (Sieve *self, OfficeRecord *message)
{
  return is_named (
      self,
      "SELECT EXISTS (SELECT 1 FROM $T WHERE kind = 'task' AND f_source = ?1 AND body ->> '$.trashed_at' IS NULL)",
      message);
}

/* A file is a record of its own, which names what it hangs on. */
static gboolean
has_file (Sieve *self, OfficeRecord *record)
{
  return is_named (self, "SELECT EXISTS (SELECT 1 FROM $T WHERE kind = 'file' AND (f_message = ?1 OR f_task = ?1))",
                   record);
}

static gboolean
message_passes (Sieve *self, OfficeRecord *message)
{
  OfficeQueryFlags flags = self->request->query->flags;

  return ((flags & OFFICE_QUERY_MINE) == 0 || is_mine (message, self->request->me))
         && ((flags & OFFICE_QUERY_HAS_TASK) == 0 || became_task (self, message));
}

static gboolean
passes (Sieve *self, OfficeRecord *record)
{
  const OfficeQuery *query = self->request->query;
  const char *kind = office_record_get_kind_name (record);
  gint64 time = office_record_search_get_time (record);

  if (time < query->since || time >= query->until)
    return FALSE;
  if (query->words->len + query->without->len > 0)
    {
      g_autofree char *folded = office_record_search_dup_folded (record);

      if (!office_query_matches (query, folded))
        return FALSE;
    }
  if ((query->flags & OFFICE_QUERY_FILE) != 0 && !has_file (self, record))
    return FALSE;
  if (strcmp (kind, "message") == 0)
    return message_passes (self, record);
  return strcmp (kind, "step") == 0 ? step_passes (self, record) : task_passes (self, record);
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
      "SELECT f.rowid, r.body, CASE r.kind WHEN 'message' THEN r.body ->> '$.text' END FROM $T_search AS f CROSS JOIN "
      "$T_search_entry AS e ON e.number = f.rowid"
      " CROSS JOIN $T AS r ON r.number = e.record"
      " WHERE f.$T_search MATCH ?1 AND f.rowid < ?2 AND f.rowid >= ?3 ORDER BY f.rowid DESC",
      error);

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, expression);
  office_statement_bind_integer (statement, 2, below);
  office_statement_bind_integer (statement, 3, request->query->since >> NUMBER_SHIFT);
  return statement;
}

/* Most of what the index gives is messages, and most of those that do not match are told by their text alone. */
static gboolean
may_pass (Sieve *self, const char *text)
{
  g_autofree char *plain = NULL;
  g_autofree char *folded = NULL;

  if (text == NULL || self->request->query->words->len == 0)
    return TRUE;
  plain = office_text_to_plain (text);
  folded = office_text_fold (plain);
  return office_query_matches (self->request->query, folded);
}

/* A record that cannot be read is none that is found. */
static void
look_at (Sieve *self, OfficeStatement *row, GPtrArray *found)
{
  g_autoptr (OfficeRecord) record = NULL;
  gsize length;
  const char *body;

  if (!may_pass (self, office_statement_get_text (row, 2)))
    return;
  body = office_statement_get_blob (row, 1, &length);
  record = office_record_new_from_body (body, (gssize) length, NULL);

  if (record != NULL && passes (self, record))
    g_ptr_array_add (found, g_steal_pointer (&record));
}

static gboolean
walk (Sieve *self, OfficeStatement *statement, guint limit, gint64 *mark, GPtrArray *found, GError **error)
{
  gboolean has_row;

  for (guint n = 0; found->len < limit && n < MOST_LOOKED_AT; n++)
    {
      if (!office_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        {
          *mark = 0;
          return TRUE;
        }
      *mark = office_statement_get_integer (statement, 0);
      look_at (self, statement, found);
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
 * A step stands for its task, which may be found as well.
 *
 * Returns: (transfer full) (element-type OfficeRecord): messages, tasks and steps, newest first; %NULL on failure
 */
GPtrArray *
office_record_table_find (OfficeRecordTable *self, const OfficeRecordSearchRequest *request, guint limit, gint64 *mark,
                          GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Sieve sieve = { self, request, states };
  OfficeStatement *statement;
  gint64 from = *mark;

  g_return_val_if_fail (self->search != NULL, NULL);

  *mark = 0;
  if (office_query_is_empty (request->query) || (request->people != NULL && request->people[0] == NULL)
      || (request->rooms != NULL && request->rooms[0] == NULL))
    return g_steal_pointer (&found);
  if (!office_record_search_flush (self->search, error))
    return NULL;
  statement = prepare_walk (self, request, from, error);
  if (statement == NULL || !walk (&sieve, statement, limit, mark, found, error))
    return NULL;
  return g_steal_pointer (&found);
}
