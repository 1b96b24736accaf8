/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

/*
 * The index is an FTS5 table without content (`$T_search`: what it holds of a record is in office-record-search-grams.c)
 * and a table that says which row of it belongs to which record (`$T_search_entry`), with the record's folded text: most rows that
 * the index gives for a query do not match it, and that is seen there at a third of what the record itself costs.
 *
 * A row's number is the time at which its record was made, so that "newest first" is the order in which FTS5 gives its
 * rows anyway, whatever order the records came in: a snapshot brings messages newest first, a room that was joined late
 * brings old ones. Where a number is taken, one near it is looked for.
 *
 * FTS5 without content must be told, when a row goes, what it held; that is computed from the record as it was. And it
 * wants its rows in rising order: each step down ends a segment, and thousands of small ones cost many times more than
 * one. So within a transaction what changes is noted in two TEMP tables, which a savepoint takes back as it does the
 * records, and written in order just before the commit (office_database_set_before_commit()).
 *
 * A record that has no row in `$T_search_entry` is not in the index: it is not to be found, or the index is still being
 * built (office-record-search-build.c).
 *
 * No positions are kept (detail=none): that a record's text matches is seen in the text.
 */

#define TIME_SHIFT 10 /* a number is about a second */
#define NEAR       8  /* numbers in a row that are tried first */

static OfficeStatement *
prepare (OfficeRecordSearch *self, const char *template, GError **error)
{
  return office_record_table_prepare (self->table, template, error);
}

static gboolean
run_with_integer (OfficeRecordSearch *self, const char *template, gint64 value, GError **error)
{
  OfficeStatement *statement = prepare (self, template, error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, value);
  return office_statement_run (statement, error);
}

/* ---- noting ---- */

void
office_record_search_change_clear (OfficeRecordSearchChange *self)
{
  g_free (self->grams);
  g_free (self->folded);
}

gboolean
office_record_search_begin (OfficeRecordSearch *self, gboolean *begun, GError **error)
{
  *begun = self != NULL && !office_database_is_in_transaction (self->table->database);
  return !*begun || office_database_begin (self->table->database, error);
}

gboolean
office_record_search_end (OfficeRecordSearch *self, gboolean begun, gboolean done, GError **error)
{
  if (!begun)
    return done;
  if (done && office_database_commit (self->table->database, error))
    return TRUE;
  office_database_rollback (self->table->database);
  return FALSE;
}

gboolean
office_record_search_note_coming (OfficeRecordSearch *self, gint64 record, gint64 time, const char *grams,
                                  const char *folded, GError **error)
{
  OfficeStatement *statement = prepare (
      self, "INSERT OR REPLACE INTO temp.$T_search_coming (record, time, grams, folded) VALUES (?1, ?2, ?3, ?4)",
      error);

  if (statement == NULL)
    return FALSE;
  self->dirty = TRUE;
  office_statement_bind_integer (statement, 1, record);
  office_statement_bind_integer (statement, 2, time);
  office_statement_bind_text (statement, 3, grams);
  office_statement_bind_text (statement, 4, folded);
  return office_statement_run (statement, error);
}

static gboolean
note_going (OfficeRecordSearch *self, gint64 number, const char *grams, GError **error)
{
  OfficeStatement *statement = prepare (self, "INSERT INTO temp.$T_search_going (number, grams) VALUES (?1, ?2)",
                                        error);

  if (statement == NULL)
    return FALSE;
  self->dirty = TRUE;
  office_statement_bind_integer (statement, 1, number);
  office_statement_bind_text (statement, 2, grams);
  return office_statement_run (statement, error)
         && run_with_integer (self, "DELETE FROM $T_search_entry WHERE number = ?1", number, error);
}

/* What is there of a record. */
typedef struct {
  gint64 record;
  gint64 number;         /* in the index; 0: it is not there, though it may be coming */
  OfficeRecord *indexed; /* as it is in the index */
} Entry;

static void
entry_clear (Entry *self)
{
  g_clear_pointer (&self->indexed, office_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static gboolean
find_entry (OfficeRecordSearch *self, const char *id, const char *scope, Entry *entry, GError **error)
{
  OfficeStatement *statement = prepare (
      self,
      "SELECT r.number, e.number, CASE WHEN e.number IS NOT NULL THEN r.body END FROM $T AS r"
      " LEFT JOIN $T_search_entry AS e ON e.record = r.number WHERE r.id = ?1 AND (?2 IS NULL OR r.scope = ?2)",
      error);
  gboolean has_row, done = TRUE;

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, id);
  office_statement_bind_text (statement, 2, scope);
  if (!office_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  entry->record = office_statement_get_integer (statement, 0);
  entry->number = office_statement_get_integer (statement, 1);
  if (entry->number != 0)
    {
      gsize length;
      const char *body = office_statement_get_blob (statement, 2, &length);

      entry->indexed = office_record_new_from_body (body, (gssize) length, error);
      done = entry->indexed != NULL;
    }
  office_statement_reset (statement);
  return done;
}

static gboolean
forget (OfficeRecordSearch *self, Entry *entry, const char *grams, GError **error)
{
  if (entry->number != 0)
    return note_going (self, entry->number, grams, error);
  return !self->dirty || entry->record == 0
         || run_with_integer (self, "DELETE FROM temp.$T_search_coming WHERE record = ?1", entry->record, error);
}

/**
 * office_record_search_before_put: (skip)
 * @self: (nullable): an index
 * @record: what will be written
 * @change: (out caller-allocates): zeroed before; for office_record_search_after_put()
 * @error: return location
 *
 * Notes that what is there of the record goes from the index, unless it stays as it is.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_search_before_put (OfficeRecordSearch *self, OfficeRecord *record, OfficeRecordSearchChange *change,
                                 GError **error)
{
  g_auto (Entry) entry = { 0 };
  g_autofree char *old = NULL;
  g_autofree char *old_folded = NULL;
  g_autofree char *grams = NULL;
  g_autofree char *folded = NULL;
  gint64 time;

  if (self == NULL || !office_record_search_is_known (office_record_get_kind_name (record)))
    return TRUE;
  grams = office_record_search_dup_grams (record, &folded);
  time = office_record_search_get_time (record);
  if (!find_entry (self, office_record_get_id (record), NULL, &entry, error))
    return FALSE;
  if (entry.indexed != NULL)
    old = office_record_search_dup_grams (entry.indexed, &old_folded);
  if (old != NULL && g_strcmp0 (old, grams) == 0 && g_strcmp0 (old_folded, folded) == 0
      && office_record_search_get_time (entry.indexed) == time)
    return TRUE;
  change->record = entry.record;
  change->time = time;
  change->grams = g_steal_pointer (&grams);
  change->folded = g_steal_pointer (&folded);
  return forget (self, &entry, old, error);
}

gboolean
office_record_search_after_put (OfficeRecordSearch *self, OfficeRecordSearchChange *change, GError **error)
{
  gint64 record = change->record;

  if (change->grams == NULL)
    return TRUE;
  if (record == 0)
    record = sqlite3_last_insert_rowid (office_database_get_handle (self->table->database));
  return office_record_search_note_coming (self, record, change->time, change->grams, change->folded, error);
}

gboolean
office_record_search_before_remove (OfficeRecordSearch *self, const char *id, const char *scope, GError **error)
{
  g_auto (Entry) entry = { 0 };
  g_autofree char *grams = NULL;

  if (self == NULL)
    return TRUE;
  if (!find_entry (self, id, scope, &entry, error))
    return FALSE;
  if (entry.indexed != NULL)
    grams = office_record_search_dup_grams (entry.indexed, NULL);
  return forget (self, &entry, grams, error);
}

static GPtrArray *
list_ids (OfficeRecordSearch *self, const char *scope, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  OfficeStatement *statement = prepare (self, "SELECT id FROM $T WHERE scope = ?1", error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, scope);
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, office_statement_dup_text (statement, 0, NULL));
    }
  return NULL;
}

gboolean
office_record_search_before_purge (OfficeRecordSearch *self, const char *scope, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (self == NULL)
    return TRUE;
  ids = list_ids (self, scope, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!office_record_search_before_remove (self, ids->pdata[i], scope, error))
      return FALSE;
  return ids != NULL;
}

/* ---- writing ---- */

static gboolean
try_number (OfficeRecordSearch *self, gint64 number, gint64 record, gboolean *taken, GError **error)
{
  OfficeStatement *statement = prepare (
      self,
      "INSERT INTO $T_search_entry (number, record, folded) SELECT ?1, record, folded FROM temp.$T_search_coming"
      " WHERE record = ?2 ON CONFLICT (number) DO NOTHING",
      error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, number);
  office_statement_bind_integer (statement, 2, record);
  if (!office_statement_run (statement, error))
    return FALSE;
  *taken = sqlite3_changes (office_database_get_handle (self->table->database)) > 0;
  return TRUE;
}

/*
 * The time's own number, else one of the next few, else one in a window above it that doubles until one is found: where
 * very many records are of the same moment, each costs some tries, not a walk over all of them.
 */
static gboolean
take_number (OfficeRecordSearch *self, gint64 time, gint64 record, gint64 *number, GError **error)
{
  gint64 first = (CLAMP (time, 0, OFFICE_LIMIT_INTEGER) >> TIME_SHIFT) + 1;
  guint32 scatter = (guint32) record;
  gboolean taken = FALSE;

  for (gint64 tried = 0; !taken; tried++)
    {
      gint64 window = (gint64) NEAR << MIN (MAX (tried - NEAR, 0) / 2, 24);

      scatter = scatter * 1664525u + 1013904223u; /* Numerical Recipes' generator */
      *number = first + (tried < NEAR ? tried : ((gint64) scatter * window) >> 32);
      if (!try_number (self, *number, record, &taken, error))
        return FALSE;
    }
  return TRUE;
}

/* Rows: record, time. */
static GArray *
list_coming (OfficeRecordSearch *self, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));
  OfficeStatement *statement = prepare (self, "SELECT record, time FROM temp.$T_search_coming ORDER BY time, record",
                                        error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      for (int column = 0; column < 2; column++)
        {
          gint64 value = office_statement_get_integer (statement, column);

          g_array_append_val (list, value);
        }
    }
  return NULL;
}

static gboolean
number_coming (OfficeRecordSearch *self, GError **error)
{
  g_autoptr (GArray) list = list_coming (self, error);

  for (guint i = 0; list != NULL && i < list->len; i += 2)
    {
      gint64 record = g_array_index (list, gint64, i);
      gint64 number;
      OfficeStatement *statement;

      if (!take_number (self, g_array_index (list, gint64, i + 1), record, &number, error))
        return FALSE;
      statement = prepare (self, "UPDATE temp.$T_search_coming SET number = ?1 WHERE record = ?2", error);
      if (statement == NULL)
        return FALSE;
      office_statement_bind_integer (statement, 1, number);
      office_statement_bind_integer (statement, 2, record);
      if (!office_statement_run (statement, error))
        return FALSE;
    }
  return list != NULL;
}

static gboolean
write_row (OfficeRecordSearch *self, OfficeStatement *waiting, GError **error)
{
  gboolean coming = office_statement_get_integer (waiting, 1) != 0;
  OfficeStatement *statement
      = coming ? prepare (self, "INSERT INTO $T_search (rowid, grams) VALUES (?1, ?2)", error)
               : prepare (self, "INSERT INTO $T_search ($T_search, rowid, grams) VALUES ('delete', ?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, office_statement_get_integer (waiting, 0));
  office_statement_bind_text (statement, 2, office_statement_get_text (waiting, 2));
  return office_statement_run (statement, error);
}

static gboolean
write_waiting (OfficeRecordSearch *self, guint *n_rows, GError **error)
{
  OfficeStatement *statement = prepare (self,
                                        "SELECT number, 0, grams FROM temp.$T_search_going UNION ALL"
                                        " SELECT number, 1, grams FROM temp.$T_search_coming ORDER BY 1, 2",
                                        error);
  gboolean has_row;

  *n_rows = 0;
  if (statement == NULL)
    return FALSE;
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (!write_row (self, statement, error))
        {
          office_statement_reset (statement);
          return FALSE;
        }
      ++*n_rows;
    }
  return FALSE;
}

/**
 * office_record_search_flush: (skip)
 * @self: an index
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Writes what was noted in this transaction. Afterwards it may still be taken back by a savepoint.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_search_flush (OfficeRecordSearch *self, GError **error)
{
  guint n_rows;

  if (!self->dirty)
    return TRUE;
  return number_coming (self, error) && write_waiting (self, &n_rows, error)
         && office_record_search_merge (self, n_rows, error)
         && office_record_table_execute (self->table, "DELETE FROM temp.$T_search_going; DELETE FROM temp.$T_search_coming", error);
}

static gboolean
before_commit (gpointer data, GError **error)
{
  OfficeRecordSearch *self = data;

  if (!office_record_search_flush (self, error))
    return FALSE;
  self->dirty = FALSE;
  return TRUE;
}

/**
 * office_record_table_enable_search:
 * @self: a table, at most one of a database, outside of a transaction
 * @error: return location for an error
 *
 * An index that is missing, or of another version, is begun; see office_record_table_is_search_whole().
 *
 * Returns: whether the index will be kept from now on
 */
gboolean
office_record_table_enable_search (OfficeRecordTable *self, GError **error)
{
  g_return_val_if_fail (self->search == NULL, FALSE);

  self->search = g_new0 (OfficeRecordSearch, 1);
  self->search->table = self;
  self->search->shares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  office_database_set_before_commit (self->database, before_commit, self->search);
  if (office_record_search_ensure (self->search, error))
    return TRUE;
  g_clear_pointer (&self->search, office_record_search_free);
  return FALSE;
}

void
office_record_search_free (OfficeRecordSearch *self)
{
  if (self == NULL)
    return;
  office_database_set_before_commit (self->table->database, NULL, NULL);
  g_hash_table_unref (self->shares);
  g_free (self);
}
