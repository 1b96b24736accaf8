/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

/*
 * An index of another version makes room for a new one. To drop that of a large table takes half a second, for each of its pages
 * is noted as free, so it only gets another name at first (`$T_search_old`), and is emptied in slices, each a transaction of its
 * own. Whatever happens between two of them: tables of that name are what remains to be done.
 */

#define PAGES 300 /* of some 4 KB; some milliseconds */
#define ROWS  1000

static const char drop_sql[] = "DROP TABLE IF EXISTS $T_search; DROP TABLE IF EXISTS $T_search_entry;";

static const char rename_sql[] = "ALTER TABLE $T_search RENAME TO $T_search_old;"
                                 "ALTER TABLE $T_search_entry RENAME TO $T_search_old_entry;";

static const char finish_sql[] = "DROP TABLE $T_search_old; DROP TABLE $T_search_old_entry;";

/* What FTS5 keeps in its first numbers it reads when it drops the rest. */
static const struct {
  const char *sql;
  int most;
} slices[] = {
  { "DELETE FROM $T_search_old_data WHERE id IN"
    " (SELECT id FROM $T_search_old_data WHERE id > 10 ORDER BY id DESC LIMIT " G_STRINGIFY (PAGES) ")",
    PAGES },
  { "DELETE FROM $T_search_old_idx WHERE (segid, term) IN"
    " (SELECT segid, term FROM $T_search_old_idx LIMIT " G_STRINGIFY (ROWS) ")",
    ROWS },
  { "DELETE FROM $T_search_old_entry WHERE number IN"
    " (SELECT number FROM $T_search_old_entry ORDER BY number DESC LIMIT " G_STRINGIFY (ROWS) ")",
    ROWS },
};

/* sql: whether all of it is there */
static gboolean
is_there (OfficeRecordSearch *self, const char *sql, gboolean *there, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (self->table, sql, error);

  if (statement == NULL || !office_statement_step (statement, NULL, error))
    return FALSE;
  *there = office_statement_get_integer (statement, 0) != 0;
  office_statement_reset (statement);
  return TRUE;
}

/**
 * office_record_search_find_old: (skip)
 * @self: an index
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Sees whether there is an older index that is yet to be dropped.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_search_find_old (OfficeRecordSearch *self, GError **error)
{
  return is_there (self, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '$T_search_old')", &self->has_old,
                   error);
}

/**
 * office_record_search_set_aside: (skip)
 * @self: an index that is of another version, or not there, within a transaction
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Makes room for a new one. Where an older one is still to be dropped this one was begun lately: then it is small.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_search_set_aside (OfficeRecordSearch *self, GError **error)
{
  gboolean there;

  if (!office_record_search_find_old (self, error)
      || !is_there (self, "SELECT count (*) = 2 FROM sqlite_schema WHERE name IN ('$T_search', '$T_search_entry')",
                    &there, error))
    return FALSE;
  if (self->has_old || !there)
    return office_record_table_execute (self->table, drop_sql, error);
  self->has_old = TRUE;
  return office_record_table_execute (self->table, rename_sql, error);
}

static gboolean
run_slice (OfficeRecordSearch *self, GError **error)
{
  sqlite3 *handle = office_database_get_handle (self->table->database);

  for (guint i = 0; i < G_N_ELEMENTS (slices); i++)
    {
      OfficeStatement *statement = office_record_table_prepare (self->table, slices[i].sql, error);

      if (statement == NULL || !office_statement_run (statement, error))
        return FALSE;
      if (sqlite3_changes (handle) == slices[i].most)
        return TRUE;
    }
  if (!office_record_table_execute (self->table, finish_sql, error))
    return FALSE;
  self->has_old = FALSE;
  return TRUE;
}

/**
 * office_record_search_drop_slice: (skip)
 * @self: an index beside an older one, outside of a transaction
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Goes on with dropping the older one, for some milliseconds.
 *
 * Returns: %FALSE on failure; it may be called again
 */
gboolean
office_record_search_drop_slice (OfficeRecordSearch *self, GError **error)
{
  OfficeDatabase *database = self->table->database;
  sqlite3 *handle = office_database_get_handle (database);
  gboolean had_old = self->has_old, done;

  if (!office_database_begin (database, error))
    return FALSE;
  /* What FTS5 keeps its index in is not to be written by others, else. */
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  done = run_slice (self, error);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (done && office_database_commit (database, error))
    return TRUE;
  office_database_rollback (database);
  self->has_old = had_old;
  return FALSE;
}
