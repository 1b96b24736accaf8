/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-id.h"
#include "office-problem.h"

#include <errno.h>
#include <glib/gstdio.h>

static const char *const steps[] = {
  "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE scope (name TEXT PRIMARY KEY, half INTEGER NOT NULL, next TEXT) WITHOUT ROWID;"
  "CREATE TABLE suspect (id TEXT PRIMARY KEY, scope TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE INDEX suspect_scope ON suspect (scope);"
  "CREATE TABLE absent (id TEXT PRIMARY KEY) WITHOUT ROWID;"
  "CREATE TABLE outbox (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, operation TEXT NOT NULL,"
  " state INTEGER NOT NULL DEFAULT 0, rev INTEGER NOT NULL DEFAULT 0, problem TEXT, done_at INTEGER NOT NULL DEFAULT "
  "0);"
  "CREATE INDEX outbox_state ON outbox (state, position);"
  "CREATE INDEX outbox_to_send ON outbox (position) WHERE state IN (0, 4);"
  "CREATE INDEX outbox_outstanding ON outbox (position) WHERE state IN (0, 1);"
  "CREATE TABLE outbox_touch (position INTEGER NOT NULL REFERENCES outbox ON DELETE CASCADE, record TEXT NOT NULL,"
  " PRIMARY KEY (position, record)) WITHOUT ROWID;"
  "CREATE INDEX outbox_touch_record ON outbox_touch (record);"
  "CREATE TABLE draft (place TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;",
  "ALTER TABLE outbox ADD COLUMN texts TEXT;"
  "ALTER TABLE outbox ADD COLUMN merge_after INTEGER;"
  "CREATE INDEX outbox_held ON outbox (position) WHERE merge_after IS NOT NULL;",
  "ALTER TABLE outbox ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX outbox_lost ON outbox (position) WHERE lost;",
  "ALTER TABLE outbox ADD COLUMN scope TEXT;"
  "CREATE TABLE blob (hash TEXT PRIMARY KEY, state INTEGER NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE outbox_file (position INTEGER NOT NULL REFERENCES outbox ON DELETE CASCADE, hash TEXT NOT NULL,"
  " PRIMARY KEY (position, hash)) WITHOUT ROWID;"
  "CREATE INDEX outbox_file_hash ON outbox_file (hash);"
  "CREATE TABLE draft_file (place TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, entry TEXT NOT NULL,"
  " PRIMARY KEY (place, number)) WITHOUT ROWID;"
  "CREATE INDEX draft_file_hash ON draft_file (hash);",
  /* Used as long as it names the same as OFFICE_QUIET_INTENTS; to count what waits, no operation is parsed. */
  "CREATE INDEX outbox_counted ON outbox (state)"
  " WHERE state = 0 AND json_extract(operation, '$.do') NOT IN ('read.mark', 'activity.mark', 'draft.set');",
};

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_DAMAGED);
}

static char *
read_device (OfficeDatabase *database, GError **error)
{
  gboolean has_row;
  OfficeStatement *statement = office_database_prepare (database, "SELECT value FROM meta WHERE name = 'device'",
                                                        error);
  char *device;

  if (statement == NULL || !office_statement_step (statement, &has_row, error))
    return NULL;
  device = has_row ? g_strdup (office_statement_get_text (statement, 0)) : NULL;
  office_statement_reset (statement);
  return device;
}

/* Opens, migrates and reads one row, so that damage shows now and not in the middle of a day. */
static OfficeDatabase *
try_open (const char *path, char **device, GError **error)
{
  g_autoptr (OfficeDatabase) database = office_database_open (path, OFFICE_DATABASE_NORMAL, error);
  g_autoptr (GError) local = NULL;

  if (database == NULL || !office_database_migrate (database, steps, G_N_ELEMENTS (steps), error))
    return NULL;
  *device = read_device (database, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&database);
}

static char *
salvage_device (const char *path)
{
  g_autoptr (OfficeDatabase) database = office_database_open (path, OFFICE_DATABASE_READ_ONLY, NULL);
  g_autofree char *device = database != NULL ? read_device (database, NULL) : NULL;

  return office_id_is_valid (device) ? g_steal_pointer (&device) : NULL;
}

static gboolean
set_aside (const char *path, gint64 now, GError **error)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (path, endings[i], NULL);
      g_autofree char *to = g_strdup_printf ("%s.damaged-%" G_GINT64_FORMAT "%s", path, now / 1000, endings[i]);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        {
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s cannot be set aside: %s", from,
                       g_strerror (errno));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * office_replica_open_file:
 * @path: the file, or ":memory:"
 * @clock: names the file that is set aside
 * @device: (out) (nullable) (transfer full): the device's id, if the file, or what is left of it, has one
 * @damaged: (out): whether a damaged file was set aside as FILE.damaged-SECONDS
 * @error: return location
 *
 * Returns: (transfer full): the database with its tables but for the record tables; %NULL on failure
 */
OfficeDatabase *
office_replica_open_file (const char *path, OfficeClock *clock, char **device, gboolean *damaged, GError **error)
{
  g_autoptr (GError) local = NULL;
  OfficeDatabase *database;

  *damaged = FALSE;
  *device = NULL;
  database = try_open (path, device, &local);
  if (database != NULL)
    return database;
  if (!is_damage (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  g_free (*device);
  *device = salvage_device (path);
  if (!set_aside (path, office_clock_now (clock), error))
    return NULL;
  *damaged = TRUE;
  {
    g_autofree char *none = NULL;

    return try_open (path, &none, error);
  }
}

static OfficeStatement *
prepare (OfficeReplica *self, GError **error, const char *sql, const char *types, va_list values)
{
  OfficeStatement *statement;

  if (self->database == NULL)
    {
      office_problem_set (error, OFFICE_PROBLEM_UNAVAILABLE, NULL, "The office is closed");
      return NULL;
    }
  statement = office_database_prepare (self->database, sql, error);
  if (statement == NULL)
    return NULL;
  for (int i = 0; types[i] != '\0'; i++)
    if (types[i] == 't')
      office_statement_bind_text (statement, i + 1, va_arg (values, const char *));
    else
      office_statement_bind_integer (statement, i + 1, va_arg (values, gint64));
  return statement;
}

/**
 * office_replica_run:
 * @self: a replica
 * @error: return location
 * @sql: constant SQL that gives no rows
 * @types: a letter for each bound value: `t` for a text, `i` for a #gint64
 * @...: the values
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_run (OfficeReplica *self, GError **error, const char *sql, const char *types, ...)
{
  OfficeStatement *statement;
  va_list values;

  va_start (values, types);
  statement = prepare (self, error, sql, types, values);
  va_end (values);
  return statement != NULL && office_statement_run (statement, error);
}

/**
 * office_replica_query:
 * @self: a replica
 * @error: return location
 * @sql: constant SQL
 * @types: as office_replica_run()
 * @...: the values
 *
 * Returns: (transfer none): the statement, to be stepped and reset
 */
OfficeStatement *
office_replica_query (OfficeReplica *self, GError **error, const char *sql, const char *types, ...)
{
  OfficeStatement *statement;
  va_list values;

  va_start (values, types);
  statement = prepare (self, error, sql, types, values);
  va_end (values);
  return statement;
}

/**
 * office_replica_query_integer:
 * @self: a replica
 * @value: (out): the first column of the first row; 0 without a row
 * @error: return location
 * @sql: constant SQL
 * @types: as office_replica_run()
 * @...: the values
 *
 * Returns: whether it succeeded, with or without a row
 */
gboolean
office_replica_query_integer (OfficeReplica *self, gint64 *value, GError **error, const char *sql, const char *types,
                              ...)
{
  OfficeStatement *statement;
  gboolean has_row;
  va_list values;

  *value = 0;
  va_start (values, types);
  statement = prepare (self, error, sql, types, values);
  va_end (values);
  if (statement == NULL || !office_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *value = office_statement_get_integer (statement, 0);
  office_statement_reset (statement);
  return TRUE;
}

/**
 * office_replica_query_texts:
 * @self: a replica
 * @columns: how many columns a row has
 * @error: return location
 * @sql: constant SQL
 * @types: as office_replica_run()
 * @...: the values
 *
 * Reads all rows before any is used, so that the caller may run the same SQL again for each.
 *
 * Returns: (transfer full) (element-type utf8): the columns of all rows, one row after the other; %NULL on failure
 */
GPtrArray *
office_replica_query_texts (OfficeReplica *self, guint columns, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  OfficeStatement *statement;
  gboolean has_row;
  va_list values;

  va_start (values, types);
  statement = prepare (self, error, sql, types, values);
  va_end (values);
  if (statement == NULL)
    return NULL;
  while (TRUE)
    {
      if (!office_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      for (guint i = 0; i < columns; i++)
        g_ptr_array_add (texts, g_strdup (office_statement_get_text (statement, (int) i)));
    }
  office_statement_reset (statement);
  return g_steal_pointer (&texts);
}

/**
 * office_replica_dup_meta:
 * @self: a replica
 * @name: which
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the value; %NULL where there is none, or on failure
 */
char *
office_replica_dup_meta (OfficeReplica *self, const char *name, GError **error)
{
  g_autoptr (GPtrArray) values = office_replica_query_texts (self, 1, error, "SELECT value FROM meta WHERE name = ?",
                                                             "t", name);

  return values != NULL && values->len > 0 ? g_strdup (values->pdata[0]) : NULL;
}

/**
 * office_replica_set_meta:
 * @self: a replica
 * @name: which
 * @value: the value
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
office_replica_set_meta (OfficeReplica *self, const char *name, const char *value, GError **error)
{
  return office_replica_run (self, error, "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", "tt", name, value);
}

/**
 * office_replica_load_cursor:
 * @self: a replica that is being opened
 * @error: return location
 *
 * Reads the cursor and whether there was a first sync.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_load_cursor (OfficeReplica *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *epoch = office_replica_dup_meta (self, "epoch", &local);
  g_autofree char *rev = local == NULL ? office_replica_dup_meta (self, "rev", &local) : NULL;
  g_autofree char *tag = local == NULL ? office_replica_dup_meta (self, "tag", &local) : NULL;
  g_autofree char *content = local == NULL ? office_replica_dup_meta (self, "content", &local) : NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (epoch != NULL && rev != NULL && tag != NULL)
    self->cursor = office_cursor_new (epoch, g_ascii_strtoll (rev, NULL, 10), tag);
  self->has_content = content != NULL;
  return TRUE;
}
