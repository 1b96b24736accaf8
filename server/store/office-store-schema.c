/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-store-schema.h"

#include "office-id.h"
#include "office-problem.h"
#include "office-reason.h"

#define DAY_MS         G_GINT64_CONSTANT (86400000)
#define TOMBSTONE_DAYS 180
#define OPERATION_DAYS 400
#define UNSETTLED      "unsettled" /* in meta: the epoch that has just begun */

/*
 * revision: one row a commit group, under its last revision; the group's revisions share the tag.
 * field_revision: a field has a row when it was changed after its record was made; nobody can have acted on an older
 *   state of it before that.
 * upload: who has sent all bytes of a file and so may name it in an operation.
 * room_seq, room_number: the last number given to a message and to a task in a room, which outlives who bears it.
 * task_overdue: from when on a task will be overdue; it goes when that has been told.
 */
static const char *const steps[] = {
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE revision (rev INTEGER PRIMARY KEY, tag TEXT NOT NULL, at INTEGER NOT NULL);"
  "CREATE TABLE operation (id TEXT PRIMARY KEY, device TEXT NOT NULL, rev INTEGER NOT NULL, result TEXT NOT NULL,"
  "  at INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE field_revision (id TEXT NOT NULL, field TEXT NOT NULL, rev INTEGER NOT NULL, person TEXT,"
  "  PRIMARY KEY (id, field)) WITHOUT ROWID;"
  "CREATE TABLE room_seq (room TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE account (person TEXT PRIMARY KEY, name_key TEXT NOT NULL UNIQUE, password TEXT NOT NULL,"
  "  made_at INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE token (hash BLOB PRIMARY KEY, person TEXT NOT NULL REFERENCES account (person) ON DELETE CASCADE,"
  "  device TEXT NOT NULL UNIQUE, device_name TEXT NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL)"
  "  WITHOUT ROWID;"
  "CREATE INDEX token_person ON token (person);"
  "CREATE TABLE invitation (hash BLOB PRIMARY KEY, role TEXT NOT NULL, uses INTEGER NOT NULL, made_by TEXT,"
  "  made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;",
  "ALTER TABLE field_revision ADD COLUMN operation TEXT;",
  "CREATE TABLE upload (hash TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (hash, person))"
  "  WITHOUT ROWID;",
  "CREATE TABLE room_number (room TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;",
  "CREATE TABLE task_overdue (task TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE INDEX task_overdue_at ON task_overdue (at);",
};

static gboolean
read_meta (OfficeDatabase *database, const char *key, char **value, GError **error)
{
  OfficeStatement *statement = office_database_prepare (database, "SELECT value FROM meta WHERE key = ?1", error);
  gboolean has_row;

  *value = NULL;
  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, key);
  if (!office_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *value = g_strdup (office_statement_get_text (statement, 0));
  office_statement_reset (statement);
  return TRUE;
}

static gboolean
write_meta (OfficeDatabase *database, const char *key, const char *value, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      database, "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, key);
  office_statement_bind_text (statement, 2, value);
  return office_statement_run (statement, error);
}

static char *
make_epoch (OfficeRandom *random)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", office_random_integer (random));
}

static gboolean
make_identity (OfficeDatabase *database, OfficeClock *clock, OfficeRandom *random, GError **error)
{
  g_autofree char *office_id = office_id_new (clock, random);
  g_autofree char *epoch = make_epoch (random);

  if (office_database_begin (database, error) && write_meta (database, "office", office_id, error)
      && write_meta (database, "epoch", epoch, error) && office_database_commit (database, error))
    return TRUE;
  office_database_rollback (database);
  return FALSE;
}

/**
 * office_store_schema_read_identity: (skip)
 * @database: a handle on the book
 * @identity: (inout): cleared before
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: %FALSE on failure
 */
gboolean
office_store_schema_read_identity (OfficeDatabase *database, OfficeStoreIdentity *identity, GError **error)
{
  office_store_identity_clear (identity);
  return read_meta (database, "office", &identity->office_id, error)
         && read_meta (database, "epoch", &identity->epoch, error);
}

/**
 * office_store_schema_begin_epoch: (skip)
 * @database: a handle that may write
 * @random: makes the epoch
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Begins another life of the book: everybody who comes back compares all they have with it. To be done where the book
 * has lost what others were told is kept.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_store_schema_begin_epoch (OfficeDatabase *database, OfficeRandom *random, GError **error)
{
  g_autofree char *epoch = make_epoch (random);

  return write_meta (database, "epoch", epoch, error) && write_meta (database, UNSETTLED, epoch, error);
}

/**
 * office_store_schema_is_unsettled: (skip)
 * @database: a handle on the book
 *
 * Returns: whether another life of it has begun (office_store_schema_begin_epoch()) in which those who come back may yet
 *   have to say again what was lost
 */
gboolean
office_store_schema_is_unsettled (OfficeDatabase *database)
{
  g_autofree char *epoch = NULL;
  g_autoptr (GError) error = NULL;

  if (!read_meta (database, UNSETTLED, &epoch, &error))
    g_warning ("%s", error->message);
  return epoch != NULL;
}

gboolean
office_store_schema_settle (OfficeDatabase *database, GError **error)
{
  return office_database_execute (database, "DELETE FROM meta WHERE key = '" UNSETTLED "'", error);
}

guint
office_store_schema_get_version (void)
{
  return G_N_ELEMENTS (steps);
}

/* A backup that is put in the place of the book would pass for it, and nobody would notice what it lacks. */
static gboolean
refuse_backup (OfficeDatabase *database, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      database, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'backup'", error);
  gboolean is_backup;

  if (statement == NULL || !office_statement_step (statement, &is_backup, error))
    return FALSE;
  office_statement_reset (statement);
  if (is_backup)
    g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED,
                 "it is a backup, to be put back by “office --admin restore”");
  return !is_backup;
}

/**
 * office_store_schema_ensure: (skip)
 * @database: the writing handle
 * @clock: for the id of a new office
 * @random: for the id and the epoch of a new office
 * @identity: (out caller-allocates): zeroed before
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Brings the book's tables to this version and makes its identity where it is new.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_store_schema_ensure (OfficeDatabase *database, OfficeClock *clock, OfficeRandom *random,
                            OfficeStoreIdentity *identity, GError **error)
{
  if (!refuse_backup (database, error) || !office_database_migrate (database, steps, G_N_ELEMENTS (steps), error)
      || !office_store_schema_read_identity (database, identity, error))
    return FALSE;
  if (identity->office_id != NULL && identity->epoch != NULL)
    return TRUE;
  return make_identity (database, clock, random, error)
         && office_store_schema_read_identity (database, identity, error);
}

void
office_store_identity_clear (OfficeStoreIdentity *self)
{
  g_clear_pointer (&self->office_id, g_free);
  g_clear_pointer (&self->epoch, g_free);
}

/**
 * office_store_schema_read_head: (skip)
 * @database: a handle on the book
 * @rev: (out): the last revision; 0 in a book that has none yet
 * @tag: (out) (transfer full): its tag; "" without a revision
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: %FALSE on failure
 */
gboolean
office_store_schema_read_head (OfficeDatabase *database, gint64 *rev, char **tag, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      database, "SELECT rev, tag FROM revision ORDER BY rev DESC LIMIT 1", error);
  gboolean has_row;

  if (statement == NULL || !office_statement_step (statement, &has_row, error))
    return FALSE;
  *rev = has_row ? office_statement_get_integer (statement, 0) : 0;
  *tag = g_strdup (has_row ? office_statement_get_text (statement, 1) : "");
  office_statement_reset (statement);
  return TRUE;
}

/**
 * office_store_schema_get_floor: (skip)
 * @database: a handle on the book
 *
 * Returns: the revision up to which tombstones have been taken away; 0 when none have
 */
gint64
office_store_schema_get_floor (OfficeDatabase *database)
{
  g_autofree char *floor = NULL;
  g_autoptr (GError) error = NULL;

  if (!read_meta (database, "floor", &floor, &error))
    g_warning ("%s", error->message);
  return floor != NULL ? g_ascii_strtoll (floor, NULL, 10) : 0;
}

/**
 * office_store_schema_find_tag: (skip)
 * @database: a handle on the book
 * @rev: any number
 *
 * Returns: (transfer full) (nullable): the tag of the commit that made the revision; %NULL when it is below the floor or
 *   was never made
 */
char *
office_store_schema_find_tag (OfficeDatabase *database, gint64 rev)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *tag = NULL;
  OfficeStatement *statement = office_database_prepare (
      database, "SELECT tag FROM revision WHERE rev >= ?1 ORDER BY rev LIMIT 1", &error);
  gboolean has_row = FALSE;

  if (rev < 1 || rev < office_store_schema_get_floor (database))
    return NULL;
  if (statement != NULL)
    {
      office_statement_bind_integer (statement, 1, rev);
      office_statement_step (statement, &has_row, &error);
    }
  if (error != NULL)
    g_warning ("%s", error->message);
  if (has_row)
    {
      tag = g_strdup (office_statement_get_text (statement, 0));
      office_statement_reset (statement);
    }
  return g_steal_pointer (&tag);
}

static gboolean
run_with_number (OfficeDatabase *database, const char *sql, gint64 number, GError **error)
{
  OfficeStatement *statement = office_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, number);
  return office_statement_run (statement, error);
}

/* The last revision that was made before a moment; 0 when none was. */
static gboolean
find_rev_before (OfficeDatabase *database, gint64 time, gint64 *rev, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      database, "SELECT coalesce (max (rev), 0) FROM revision WHERE at < ?1", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, time);
  if (!office_statement_step (statement, NULL, error))
    return FALSE;
  *rev = office_statement_get_integer (statement, 0);
  office_statement_reset (statement);
  return TRUE;
}

static gboolean
raise_floor (OfficeDatabase *database, gint64 now, GError **error)
{
  gint64 floor;

  if (!find_rev_before (database, now - TOMBSTONE_DAYS * DAY_MS, &floor, error))
    return FALSE;
  if (floor <= office_store_schema_get_floor (database))
    return TRUE;
  return run_with_number (database, "DELETE FROM record_gone WHERE rev <= ?1", floor, error)
         && run_with_number (database, "DELETE FROM revision WHERE rev < ?1", floor, error)
         && run_with_number (database, "INSERT OR REPLACE INTO meta (key, value) VALUES ('floor', ?1)", floor, error);
}

gboolean
office_store_schema_prune (OfficeDatabase *database, gint64 now, GError **error)
{
  if (!office_database_begin (database, error))
    return FALSE;
  if (raise_floor (database, now, error)
      && run_with_number (database, "DELETE FROM operation WHERE at < ?1", now - OPERATION_DAYS * DAY_MS, error)
      && run_with_number (database, "DELETE FROM token WHERE expires_at <= ?1", now, error)
      && run_with_number (database, "DELETE FROM invitation WHERE expires_at <= ?1", now, error)
      && office_database_commit (database, error))
    return TRUE;
  office_database_rollback (database);
  return FALSE;
}

GError *
office_store_translate_error (GError *error)
{
  GError *problem = NULL;

  if (error->domain != OFFICE_SQL_ERROR)
    return error;
  if (error->code == OFFICE_SQL_ERROR_FULL)
    office_reason_set (&problem, OFFICE_REASON_DISK_FULL, NULL);
  else if (error->code == OFFICE_SQL_ERROR_BUSY)
    problem = office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "The database of the host is in use elsewhere");
  else if (error->code == OFFICE_SQL_ERROR_DAMAGED)
    problem = office_problem_new (OFFICE_PROBLEM_INTERNAL, NULL, "The database of the host is damaged");
  else
    problem = office_problem_new (OFFICE_PROBLEM_INTERNAL, NULL, "The host could not use its database");
  g_error_free (error);
  return problem;
}
