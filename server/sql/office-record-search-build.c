/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

/*
 * An index that is missing, or was made by a version that kept other things in it, is built anew. Of a large table that takes
 * many seconds, so it is done in slices, each a transaction of its own with what remains to be done in it
 * (`$T_search_building`): whatever happens between two of them, the next one goes on. The slices go down from the newest
 * row. What is written meanwhile goes into the index at once, wherever the slices are; they leave out what is in it already, and
 * what is changed or goes before they come to it was not in it. The scheme is noted last: without it the index is not whole.
 */

#define SLICE 100 /* numbers of rows; some milliseconds */
#define FIRST 500 /* when the table is opened: a small one is whole then */

static const char scheme_sql[] = "CREATE TABLE IF NOT EXISTS $T_search_scheme (scheme TEXT NOT NULL);";

static const char schema_sql[]
    = "CREATE TABLE IF NOT EXISTS $T_search_entry (number INTEGER PRIMARY KEY, record INTEGER NOT NULL UNIQUE,"
      " folded TEXT NOT NULL);"
      "CREATE VIRTUAL TABLE IF NOT EXISTS $T_search USING"
      " fts5 (grams, content = '', detail = none, columnsize = 0, tokenize = \"ascii tokenchars '_-'\");"
      "CREATE TABLE $T_search_building (scheme TEXT NOT NULL, below INTEGER NOT NULL);";

static const char forget_sql[] = "DROP TABLE IF EXISTS $T_search_scheme; DROP TABLE IF EXISTS $T_search_building;";

static const char waiting_sql[]
    = "CREATE TEMP TABLE $T_search_going (number INTEGER PRIMARY KEY, grams TEXT NOT NULL);"
      "CREATE TEMP TABLE $T_search_coming"
      " (record INTEGER PRIMARY KEY, time INTEGER NOT NULL, number INTEGER, grams TEXT NOT NULL,"
      " folded TEXT NOT NULL);";

static OfficeStatement *
prepare (OfficeRecordSearch *self, const char *template, GError **error)
{
  return office_record_table_prepare (self->table, template, error);
}

/* ---- what there is ---- */

/* exists: a constant statement; scheme: one that reads a scheme of this version, and may read more */
static gboolean
reads_scheme (OfficeRecordSearch *self, const char *exists, const char *scheme, gint64 *value, gboolean *reads,
              GError **error)
{
  OfficeStatement *statement = prepare (self, exists, error);
  gboolean is_there;

  *reads = FALSE;
  if (statement == NULL || !office_statement_step (statement, NULL, error))
    return FALSE;
  is_there = office_statement_get_integer (statement, 0) != 0;
  office_statement_reset (statement);
  if (!is_there)
    return TRUE;
  statement = prepare (self, scheme, error);
  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, office_record_search_get_scheme ());
  if (!office_statement_step (statement, reads, error))
    return FALSE;
  if (*reads)
    *value = office_statement_get_integer (statement, 0);
  office_statement_reset (statement);
  return TRUE;
}

static gboolean
is_whole (OfficeRecordSearch *self, gboolean *whole, GError **error)
{
  gint64 one;

  return reads_scheme (self, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '$T_search_scheme')",
                       "SELECT 1 FROM $T_search_scheme WHERE scheme = ?1", &one, whole, error);
}

static gboolean
is_begun (OfficeRecordSearch *self, gboolean *begun, GError **error)
{
  return reads_scheme (self, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '$T_search_building')",
                       "SELECT below FROM $T_search_building WHERE scheme = ?1", &self->below, begun, error);
}

/* ---- slices ---- */

/* A record that cannot be read is none that can be found. */
static gboolean
note_row (OfficeRecordSearch *self, OfficeStatement *row, GError **error)
{
  gsize length;
  const char *body = office_statement_get_blob (row, 1, &length);
  g_autoptr (OfficeRecord) record = office_record_new_from_body (body, (gssize) length, NULL);
  g_autofree char *folded = NULL;
  g_autofree char *grams = record != NULL ? office_record_search_dup_grams (record, &folded) : NULL;

  return grams == NULL
         || office_record_search_note_coming (self, office_statement_get_integer (row, 0),
                                              office_record_search_get_time (record), grams, folded, error);
}

static gboolean
note_slice (OfficeRecordSearch *self, gint64 from, GError **error)
{
  OfficeStatement *statement = prepare (self,
                                        "SELECT r.number, r.body FROM $T AS r WHERE r.number >= ?1 AND r.number < ?2"
                                        " AND +r.kind IN ('message', 'task', 'step', 'file') AND NOT EXISTS"
                                        " (SELECT 1 FROM $T_search_entry AS e WHERE e.record = r.number)",
                                        error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, from);
  office_statement_bind_integer (statement, 2, self->below);
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (!note_row (self, statement, error))
        {
          office_statement_reset (statement);
          return FALSE;
        }
    }
  return FALSE;
}

/* The number above the next row down; 0: there is none. Where many rows have gone it is far. */
static gboolean
find_next (OfficeRecordSearch *self, gint64 from, gint64 *below, GError **error)
{
  OfficeStatement *statement = prepare (self, "SELECT coalesce (max (number) + 1, 0) FROM $T WHERE number < ?1", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, from);
  if (!office_statement_step (statement, NULL, error))
    return FALSE;
  *below = office_statement_get_integer (statement, 0);
  office_statement_reset (statement);
  return TRUE;
}

static gboolean
run_with_scheme (OfficeRecordSearch *self, const char *template, gint64 below, GError **error)
{
  OfficeStatement *statement = prepare (self, template, error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, office_record_search_get_scheme ());
  if (below != 0)
    office_statement_bind_integer (statement, 2, below);
  return office_statement_run (statement, error);
}

static gboolean
keep_below (OfficeRecordSearch *self, gint64 below, GError **error)
{
  if (below != 0)
    return run_with_scheme (self, "UPDATE $T_search_building SET below = ?2 WHERE scheme = ?1", below, error);
  return office_record_table_execute (self->table, scheme_sql, error)
         && run_with_scheme (self, "INSERT INTO $T_search_scheme (scheme) VALUES (?1)", 0, error)
         && office_record_table_execute (self->table, "DROP TABLE $T_search_building", error);
}

/* In one transaction: the rows of so many numbers, and where to go on. */
static gboolean
build_slice (OfficeRecordSearch *self, gint64 n, GError **error)
{
  OfficeDatabase *database = self->table->database;
  const gint64 from = MAX (self->below - n, 0);
  gint64 below;

  if (!office_database_begin (database, error))
    return FALSE;
  if (note_slice (self, from, error) && find_next (self, from, &below, error) && keep_below (self, below, error)
      && office_database_commit (database, error))
    {
      self->below = below;
      g_hash_table_remove_all (self->shares);
      return TRUE;
    }
  office_database_rollback (database);
  return FALSE;
}

static gboolean
begin (OfficeRecordSearch *self, GError **error)
{
  OfficeDatabase *database = self->table->database;
  gint64 below;

  if (office_database_begin (database, error) && office_record_search_set_aside (self, error)
      && office_record_table_execute (self->table, forget_sql, error) && office_record_table_execute (self->table, schema_sql, error)
      && office_record_search_spread_merges (self, error) && find_next (self, G_MAXINT64, &below, error)
      && run_with_scheme (self, "INSERT INTO $T_search_building (scheme, below) VALUES (?1, ?2)", MAX (below, 1), error)
      && office_database_commit (database, error))
    {
      self->below = MAX (below, 1);
      return TRUE;
    }
  office_database_rollback (database);
  return FALSE;
}

/* An index that was made before that was thought of. On a full disk it can wait. */
static void
spread_merges (OfficeRecordSearch *self)
{
  g_autoptr (GError) error = NULL;

  if (!office_record_search_spread_merges (self, &error))
    g_message ("The search index is merged now and then at once: %s", error->message);
}

static gboolean
refuse_missing (GError **error)
{
  g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED, "The search index is missing");
  return FALSE;
}

/**
 * office_record_search_ensure: (skip)
 * @self: an index of a table that was just opened
 * @error: return location
 *
 * Returns: whether the index is there, or begun
 */
gboolean
office_record_search_ensure (OfficeRecordSearch *self, GError **error)
{
  gboolean whole, begun;

  if (!is_whole (self, &whole, error))
    return FALSE;
  if (sqlite3_db_readonly (office_database_get_handle (self->table->database), "main"))
    return whole || (is_begun (self, &begun, error) && (begun || refuse_missing (error)));
  if (!office_record_table_execute (self->table, waiting_sql, error) || !office_record_search_find_old (self, error))
    return FALSE;
  if (whole)
    {
      spread_merges (self);
      return TRUE;
    }
  if (!is_begun (self, &begun, error) || (!begun && !begin (self, error)))
    return FALSE;
  return (!self->has_old || office_record_search_drop_slice (self, error)) && build_slice (self, FIRST, error);
}

/**
 * office_record_table_is_search_whole:
 * @self: a table with a search index
 *
 * Returns: whether everything is in the index, and nothing is left of an older one; %FALSE: office_record_table_build_search() has
 *   to be called
 */
gboolean
office_record_table_is_search_whole (OfficeRecordTable *self)
{
  g_return_val_if_fail (self->search != NULL, FALSE);

  return self->search->below == 0 && !self->search->has_old;
}

/**
 * office_record_table_build_search:
 * @self: a table with a search index that is not whole, outside of a transaction
 * @error: return location
 *
 * Goes on with building it, for some milliseconds. Before that an older one is dropped: the new one takes the room that it had.
 *
 * Returns: %FALSE on failure; it may be called again
 */
gboolean
office_record_table_build_search (OfficeRecordTable *self, GError **error)
{
  g_return_val_if_fail (self->search != NULL && !office_record_table_is_search_whole (self), FALSE);

  return self->search->has_old ? office_record_search_drop_slice (self->search, error)
                               : build_slice (self->search, SLICE, error);
}
