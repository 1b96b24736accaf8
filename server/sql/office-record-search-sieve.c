/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

#include "office-effects.h"
#include "office-folded-text.h"

#include <string.h>

/* What a search asks of a record: of its text, of what hangs on it, and, where there is no index, of its fields. */

/**
 * office_record_search_asks_nothing:
 * @request: a request
 *
 * Returns: whether nothing can be found: the query is empty, or its from: or in: mean nobody and nowhere
 */
gboolean
office_record_search_asks_nothing (const OfficeRecordSearchRequest *request)
{
  return office_query_is_empty (request->query) || (request->people != NULL && request->people[0] == NULL)
         || (request->rooms != NULL && request->rooms[0] == NULL);
}

void
office_record_sieve_init (OfficeRecordSieve *self, OfficeRecordTable *table, const OfficeRecordSearchRequest *request)
{
  self->table = table;
  self->request = request;
  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
office_record_sieve_clear (OfficeRecordSieve *self)
{
  g_clear_pointer (&self->states, g_hash_table_unref);
}

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
find_state (OfficeRecordSieve *self, const char *column)
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
task_passes (OfficeRecordSieve *self, OfficeRecord *task)
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
step_passes (OfficeRecordSieve *self, OfficeRecord *step)
{
  const char *id = office_record_get_text (step, "task");
  g_autoptr (OfficeRecord) task = id != NULL ? office_record_table_get (self->table, id, NULL) : NULL;

  return task != NULL && task_passes (self, task);
}

/* sql: whether there is something that names the record ?1 */
static gboolean
is_named (OfficeRecordSieve *self, const char *sql, OfficeRecord *record)
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
became_task (OfficeRecordSieve *self, OfficeRecord *message)
{
  return is_named (
      self,
      "SELECT EXISTS (SELECT 1 FROM $T WHERE kind = 'task' AND f_source = ?1 AND body ->> '$.trashed_at' IS NULL)",
      message);
}

/* A file is a record of its own, which names what it hangs on. */
static gboolean
has_file (OfficeRecordSieve *self, OfficeRecord *record)
{
  return is_named (self, "SELECT EXISTS (SELECT 1 FROM $T WHERE kind = 'file' AND (f_message = ?1 OR f_task = ?1))",
                   record);
}

static gboolean
message_passes (OfficeRecordSieve *self, OfficeRecord *message)
{
  OfficeQueryFlags flags = self->request->query->flags;

  return ((flags & OFFICE_QUERY_MINE) == 0 || is_mine (message, self->request->me))
         && ((flags & OFFICE_QUERY_HAS_TASK) == 0 || became_task (self, message));
}

/* What a file stands for has to be there, and to be all that the query asks of it but the words that stand in the file's name. */
static gboolean
file_passes (OfficeRecordSieve *self, OfficeRecord *file)
{
  const OfficeQuery *query = self->request->query;
  const gboolean of_message = office_record_has (file, "message");
  const char *id = office_record_search_get_carrier (file);
  g_autoptr (OfficeRecord) carrier = id != NULL ? office_record_table_get (self->table, id, NULL) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *both = NULL;
  g_autofree char *grams = NULL;

  if (query->words->len == 0 || carrier == NULL || !office_record_search_can_be_found (carrier))
    return FALSE;
  name = office_record_search_dup_folded (file);
  folded = office_record_search_dup_folded (carrier);
  both = g_strconcat (name, "\n", folded, NULL);
  if (!office_query_matches (query, both))
    return FALSE;
  grams = office_record_search_dup_field_grams (carrier);
  if ((query->flags & OFFICE_QUERY_LINK) != 0 && strstr (grams, " has-link") == NULL)
    return FALSE;
  return of_message ? message_passes (self, carrier) : task_passes (self, carrier);
}

/**
 * office_record_sieve_matches: (skip)
 * @self: a sieve
 * @folded: the searched texts of a record, of office_record_search_dup_folded()
 *
 * Returns: whether the words of the query stand in it
 */
gboolean
office_record_sieve_matches (OfficeRecordSieve *self, const char *folded)
{
  return office_query_matches (self->request->query, folded);
}

/**
 * office_record_sieve_takes: (skip)
 * @self: a sieve
 * @record: a record of a kind that can be found
 *
 * Returns: whether it passes what an index does not tell
 */
gboolean
office_record_sieve_takes (OfficeRecordSieve *self, OfficeRecord *record)
{
  const OfficeQuery *query = self->request->query;
  const char *kind = office_record_get_kind_name (record);
  gint64 time = office_record_search_get_time (record);

  if (time < query->since || time >= query->until)
    return FALSE;
  if (query->words->len + query->without->len > 0)
    {
      g_autofree char *folded = office_record_search_dup_folded (record);

      if (!office_record_sieve_matches (self, folded))
        return FALSE;
    }
  if (strcmp (kind, "file") == 0)
    return file_passes (self, record);
  if ((query->flags & OFFICE_QUERY_FILE) != 0 && !has_file (self, record))
    return FALSE;
  if (strcmp (kind, "message") == 0)
    return message_passes (self, record);
  return strcmp (kind, "step") == 0 ? step_passes (self, record) : task_passes (self, record);
}

/**
 * office_record_sieve_may_take: (skip)
 * @self: a sieve
 * @text: (nullable): the text of a message; %NULL: the record is none
 *
 * Most records are messages, and most of those that do not match are told by their text alone.
 *
 * Returns: whether it is worth to look at the record
 */
gboolean
office_record_sieve_may_take (OfficeRecordSieve *self, const char *text)
{
  g_autofree char *plain = NULL;
  g_autofree char *folded = NULL;

  if (text == NULL)
    return TRUE;
  if ((self->request->query->flags & OFFICE_QUERY_LINK) != 0 && !office_record_search_has_link (text))
    return FALSE;
  if (self->request->query->words->len == 0)
    return TRUE;
  plain = office_text_to_plain (text);
  folded = office_text_fold (plain);
  return office_query_matches (self->request->query, folded);
}

/* ---- what an index tells ---- */

/* fields: words with a space before and behind each */
static gboolean
has_word (const char *fields, const char *prefix, const char *value)
{
  g_autofree char *word = g_strdup_printf (" %s%s ", prefix, value);

  return strstr (fields, word) != NULL;
}

static gboolean
has_one_of (const char *fields, const char *prefix, const char *const *ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (has_word (fields, prefix, ids[i]))
      return TRUE;
  return ids == NULL;
}

static gboolean
takes_kind (OfficeQueryFlags flags, const char *kind)
{
  if (strcmp (kind, "message") == 0)
    return (flags & (OFFICE_QUERY_TASK | OFFICE_QUERY_OPEN | OFFICE_QUERY_DONE)) == 0;
  return (flags & (OFFICE_QUERY_MESSAGE | OFFICE_QUERY_HAS_TASK)) == 0;
}

/**
 * office_record_sieve_takes_fields: (skip)
 * @self: a sieve
 * @record: any record
 *
 * Returns: whether an index would give it for all but the words of the query
 */
gboolean
office_record_sieve_takes_fields (OfficeRecordSieve *self, OfficeRecord *record)
{
  OfficeQueryFlags flags = self->request->query->flags;
  g_autofree char *grams = NULL;
  g_autofree char *fields = NULL;

  if (!takes_kind (flags, office_record_search_get_role (record)))
    return FALSE;
  grams = office_record_search_dup_field_grams (record);
  if (grams == NULL)
    return FALSE;
  fields = g_strconcat (" ", grams, " ", NULL);
  return has_one_of (fields, "in-", self->request->rooms) && has_one_of (fields, "by-", self->request->people)
         && ((flags & OFFICE_QUERY_LINK) == 0 || has_word (fields, "has-", "link"));
}
