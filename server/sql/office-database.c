/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-database-private.h"
#include "office-statement-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* There is one writer to a book; only a tool or a second start can hold it, and then for moments. */
#define BUSY_TIMEOUT_MS 1000
#define SAVEPOINT_BYTES 1048576

G_DEFINE_FINAL_TYPE (OfficeDatabase, office_database, G_TYPE_OBJECT)

gboolean
office_database_is_in_memory (OfficeDatabase *self)
{
  return strcmp (self->path, ":memory:") == 0;
}

/* SQLite gives its journals the permissions of the database, so that only this file must be made with care. A file that
 * is there is never opened here: to close a second descriptor would drop the locks of other handles of this process. */
static gboolean
make_private_file (OfficeDatabase *self, GError **error)
{
  GStatBuf status;
  int descriptor = g_open (self->path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (descriptor >= 0)
    {
      close (descriptor);
      return TRUE;
    }
  if (errno != EEXIST)
    {
      office_database_set_file_error (self, errno, error);
      return FALSE;
    }
  if (g_stat (self->path, &status) == 0 && (status.st_mode & 077) != 0 && g_chmod (self->path, 0600) != 0)
    g_debug ("The permissions of “%s” could not be narrowed: %s", self->path, g_strerror (errno));
  return TRUE;
}

gboolean
office_database_query_integer (OfficeDatabase *self, const char *sql, gint64 *value, GError **error)
{
  OfficeStatement *statement = office_database_prepare (self, sql, error);

  if (statement == NULL || !office_statement_step (statement, NULL, error))
    return FALSE;
  *value = office_statement_get_integer (statement, 0);
  office_statement_reset (statement);
  return TRUE;
}

static gboolean
enter_wal (OfficeDatabase *self, GError **error)
{
  OfficeStatement *statement = office_database_prepare (self, "PRAGMA journal_mode = WAL", error);
  gboolean is_wal;

  if (statement == NULL || !office_statement_step (statement, NULL, error))
    return FALSE;
  is_wal = g_strcmp0 (office_statement_get_text (statement, 0), "wal") == 0;
  office_statement_reset (statement);
  if (!is_wal && !office_database_is_in_memory (self))
    {
      g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED,
                   "The database “%s” is on a file system without shared memory; move it to a local disk", self->path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
claim (OfficeDatabase *self, GError **error)
{
  gint64 application, n_tables;

  if (!office_database_query_integer (self, "PRAGMA application_id", &application, error)
      || !office_database_query_integer (self, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;
  if (application == OFFICE_DATABASE_APPLICATION_ID)
    return TRUE;
  if (application != 0 || n_tables != 0 || self->mode == OFFICE_DATABASE_READ_ONLY)
    {
      g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_DAMAGED, "The file “%s” is not a database of Office",
                   self->path);
      return FALSE;
    }
  return office_database_execute (self, "PRAGMA application_id = " G_STRINGIFY (OFFICE_DATABASE_APPLICATION_ID), error);
}

static gboolean
is_durable (OfficeDatabase *self)
{
  return self->mode == OFFICE_DATABASE_FULL || self->mode == OFFICE_DATABASE_SINGLE;
}

/* A desk's window waits neither until the journal is on the disk, nor until it is in the file, nor when it begins anew. */
static int
on_written (gpointer data, sqlite3 *handle, const char *name, int n_pages)
{
  OfficeDatabase *self = data;

  if (self->kept)
    office_database_keeper_sync (self->keeper);
  office_database_keeper_note (self->keeper, n_pages);
  return SQLITE_OK;
}

/* Only on the system's own disk: one that a test plays belongs to one thread. */
static gboolean
leave_journal_to_keeper (OfficeDatabase *self, GError **error)
{
  char *system = NULL;

  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_VFSNAME, &system);
  if (g_strcmp0 (system, "unix") != 0 || office_database_is_in_memory (self))
    {
      sqlite3_free (system);
      return office_database_execute (self, "PRAGMA wal_autocheckpoint = 4000", error);
    }
  sqlite3_free (system);
  self->keeper = office_database_keeper_new (self->path);
  self->journal = office_database_journal_new (self->handle, self->path);
  sqlite3_wal_hook (self->handle, on_written, self);
  return TRUE;
}

static gboolean
configure (OfficeDatabase *self, GError **error)
{
  sqlite3_extended_result_codes (self->handle, TRUE);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (self->mode == OFFICE_DATABASE_SINGLE && !office_database_execute (self, "PRAGMA journal_mode = DELETE", error))
    return FALSE;
  if (self->mode != OFFICE_DATABASE_READ_ONLY && self->mode != OFFICE_DATABASE_SINGLE && !enter_wal (self, error))
    return FALSE;
  /* Everybody who comes back reads the newest pages of the host's book; those of 10,000 records are some 5 MB. */
  if (self->mode != OFFICE_DATABASE_NORMAL && !office_database_execute (self, "PRAGMA cache_size = -8192", error))
    return FALSE;
  if (self->mode == OFFICE_DATABASE_NORMAL && !leave_journal_to_keeper (self, error))
    return FALSE;
  /* Not trusted_schema = OFF: SQLite 3.40 then refuses the JSON functions that the generated columns are made of. */
  if (!office_database_execute (self, "PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 16777216", error))
    return FALSE;
  /* What a savepoint keeps: SQLite 3.40 fails as on a full disk when it moves that from memory to a temporary file. */
  if (!office_database_execute (self, "PRAGMA temp_store = MEMORY", error))
    return FALSE;
  if (!office_database_execute (self, is_durable (self) ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL",
                                error))
    return FALSE;
  return claim (self, error);
}

static void
office_database_finalize (GObject *object)
{
  OfficeDatabase *self = OFFICE_DATABASE (object);

  office_database_close (self);
  g_clear_pointer (&self->by_address, g_hash_table_unref);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (office_database_parent_class)->finalize (object);
}

static void
office_database_class_init (OfficeDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_database_finalize;
}

static void
office_database_init (OfficeDatabase *self)
{
  self->by_address = g_hash_table_new (NULL, NULL);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) office_statement_free);
}

/*
 * For the whole process, before SQLite's first use. Memory is not counted: that is a lock and a sum at each allocation, for
 * figures that nobody asks for. The pages that a savepoint changes, some 18 an operation, stay in memory up to this size
 * instead of being written to a temporary file.
 */
static gpointer
configure_library (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3_config (SQLITE_CONFIG_STMTJRNL_SPILL, SAVEPOINT_BYTES);
  return NULL;
}

/**
 * office_database_open:
 * @path: a file, made with permissions 0600 when missing; its folder must exist. Or ":memory:"
 * @mode: how durable commits are, or whether the handle only reads
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * The handle belongs to one thread at a time; it may be handed over while it is at rest.
 *
 * Returns: (transfer full): the database, or %NULL
 */
OfficeDatabase *
office_database_open (const char *path, OfficeDatabaseMode mode, GError **error)
{
  g_autoptr (OfficeDatabase) self = NULL;
  static GOnce once = G_ONCE_INIT;
  int flags = SQLITE_OPEN_NOMUTEX;
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  g_once (&once, configure_library, NULL);
  self = g_object_new (OFFICE_TYPE_DATABASE, NULL);
  self->path = g_strdup (path);
  self->mode = mode;
  if (mode == OFFICE_DATABASE_READ_ONLY)
    flags |= SQLITE_OPEN_READONLY;
  else if (office_database_is_in_memory (self))
    flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  else if (make_private_file (self, error))
    flags |= SQLITE_OPEN_READWRITE;
  else
    return NULL;

  code = sqlite3_open_v2 (path, &self->handle, flags, NULL);
  if (code != SQLITE_OK)
    {
      office_database_set_error (self, code, error);
      return NULL;
    }
  if (!configure (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * office_database_close:
 * @self: a database
 *
 * Closes the file at once; an open transaction is undone. Statements of the database must not be used any more. Also
 * done by the last unref.
 */
void
office_database_close (OfficeDatabase *self)
{
  int code;

  g_return_if_fail (OFFICE_IS_DATABASE (self));

  if (self->handle == NULL)
    return;
  /* The last one to close moves the journal into the file. */
  g_clear_pointer (&self->keeper, office_database_keeper_free);
  g_hash_table_remove_all (self->by_address);
  g_hash_table_remove_all (self->statements);
  code = sqlite3_close (self->handle);
  self->handle = NULL;
  g_assert (code == SQLITE_OK);
  g_clear_pointer (&self->journal, office_database_journal_free);
}

/**
 * office_database_get_handle:
 * @self: a database
 *
 * Returns: (transfer none) (nullable): SQLite's handle; %NULL when closed
 */
sqlite3 *
office_database_get_handle (OfficeDatabase *self)
{
  g_return_val_if_fail (OFFICE_IS_DATABASE (self), NULL);

  return self->handle;
}

/**
 * office_database_get_shared_path:
 * @self: a database
 *
 * Returns: (transfer none) (nullable): the file, where another thread may read it with a handle of its own; %NULL: it is in memory,
 *   or on a disk that a test plays and that belongs to one thread, or not a desk's
 */
const char *
office_database_get_shared_path (OfficeDatabase *self)
{
  g_return_val_if_fail (OFFICE_IS_DATABASE (self), NULL);

  return self->keeper != NULL ? self->path : NULL;
}

/**
 * office_database_is_behind:
 * @self: a database
 *
 * What a person does is committed whatever this says. Who brings much that can wait asks before each piece of it, and comes again
 * some moments later (some 10 ms), so that the journal does not grow without bounds.
 *
 * Returns: whether the journal is large, and another thread is at work to move it
 */
gboolean
office_database_is_behind (OfficeDatabase *self)
{
  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);

  return self->keeper != NULL && office_database_keeper_is_behind (self->keeper);
}

static gboolean
check_open (OfficeDatabase *self, GError **error)
{
  if (self->handle != NULL)
    return TRUE;
  g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED, "The database “%s” is closed", self->path);
  return FALSE;
}

/**
 * office_database_execute:
 * @self: a database
 * @sql: statements, written by the program; never made from foreign text
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: %FALSE when one of them failed; those before it are done
 */
gboolean
office_database_execute (OfficeDatabase *self, const char *sql, GError **error)
{
  int code;

  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);

  if (!check_open (self, error))
    return FALSE;
  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    office_database_set_error (self, code, error);
  return code == SQLITE_OK;
}

/* The words around transactions are prepared once: they come with every operation. */
static gboolean
run_prepared (OfficeDatabase *self, const char *sql, GError **error)
{
  OfficeStatement *statement = office_database_prepare (self, sql, error);

  return statement != NULL && office_statement_run (statement, error);
}

/**
 * office_database_begin:
 * @self: a database without an open transaction
 * @error: return location for an OFFICE_SQL_ERROR; BUSY when another process writes
 *
 * Returns: whether a write transaction has begun
 */
gboolean
office_database_begin (OfficeDatabase *self, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);

  return run_prepared (self, "BEGIN IMMEDIATE", error);
}

/**
 * office_database_set_durable:
 * @self: a database without an open transaction
 * @durable: whether what is committed from here on is to survive a power cut, with all that was committed before it
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * A commit of a %OFFICE_DATABASE_NORMAL database does not wait for that: it is on the disk some moments later, at the latest
 * when the database is closed. Where the disk did not take it once, later commits wait, and fail. So they do on a disk that a
 * test plays, which belongs to one thread.
 *
 * Returns: whether it succeeded
 */
gboolean
office_database_set_durable (OfficeDatabase *self, gboolean durable, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);

  if (self->kept && !durable)
    {
      self->kept = FALSE;
      return TRUE;
    }
  self->kept = durable && self->keeper != NULL && !office_database_keeper_has_failed (self->keeper);
  return self->kept
         || run_prepared (self, durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", error);
}

/**
 * office_database_begin_reading:
 * @self: a database
 *
 * Lets the reads up to office_database_end_reading() see one state of the book. Within an open transaction they do
 * anyway.
 *
 * Returns: whether a transaction was begun that is to be ended
 */
gboolean
office_database_begin_reading (OfficeDatabase *self)
{
  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);

  return !office_database_is_in_transaction (self) && run_prepared (self, "BEGIN", NULL);
}

/**
 * office_database_end_reading:
 * @self: a database
 * @begun: what office_database_begin_reading() returned
 */
void
office_database_end_reading (OfficeDatabase *self, gboolean begun)
{
  g_return_if_fail (OFFICE_IS_DATABASE (self));

  if (begun && office_database_is_in_transaction (self))
    run_prepared (self, "COMMIT", NULL);
}

/**
 * office_database_is_in_transaction:
 * @self: a database
 *
 * SQLite undoes a transaction by itself after some failures (a full disk), so the one who began it has to ask.
 *
 * Returns: whether a transaction is open
 */
gboolean
office_database_is_in_transaction (OfficeDatabase *self)
{
  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);

  return self->handle != NULL && !sqlite3_get_autocommit (self->handle);
}

/**
 * office_database_commit:
 * @self: a database with an open transaction
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * When it fails, the transaction is still to be ended by office_database_rollback().
 *
 * Returns: whether the transaction is done
 */
gboolean
office_database_commit (OfficeDatabase *self, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);

  if (self->before_commit != NULL && !self->before_commit (self->before_commit_data, error))
    return FALSE;
  return run_prepared (self, "COMMIT", error);
}

/**
 * office_database_set_before_commit:
 * @self: a database
 * @function: (nullable): called within each transaction just before it is committed; %NULL ends that
 * @data: for @function
 */
void
office_database_set_before_commit (OfficeDatabase *self, OfficeDatabaseBeforeCommit function, gpointer data)
{
  g_return_if_fail (OFFICE_IS_DATABASE (self));
  g_return_if_fail (function == NULL || self->before_commit == NULL);

  self->before_commit = function;
  self->before_commit_data = data;
}

/**
 * office_database_rollback:
 * @self: a database
 *
 * Undoes the open transaction; does nothing where there is none.
 */
void
office_database_rollback (OfficeDatabase *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (OFFICE_IS_DATABASE (self));

  if (office_database_is_in_transaction (self) && !run_prepared (self, "ROLLBACK", &error))
    g_debug ("%s", error->message);
}

/**
 * office_database_savepoint:
 * @self: a database with an open transaction
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Marks a part of the transaction that can be undone alone; parts nest.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_database_savepoint (OfficeDatabase *self, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);

  return run_prepared (self, "SAVEPOINT part", error);
}

/**
 * office_database_release:
 * @self: a database with an open part
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Makes the innermost part one with what is around it.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_database_release (OfficeDatabase *self, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);

  return run_prepared (self, "RELEASE part", error);
}

/**
 * office_database_rollback_to:
 * @self: a database
 *
 * Undoes and ends the innermost part; does nothing where SQLite has undone the whole transaction already.
 */
void
office_database_rollback_to (OfficeDatabase *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (OFFICE_IS_DATABASE (self));

  if (!office_database_is_in_transaction (self))
    return;
  if (!run_prepared (self, "ROLLBACK TO part", &error) || !run_prepared (self, "RELEASE part", &error))
    g_debug ("%s", error->message);
}

/* To compare a text costs much less than to hash it. */
static OfficeStatement *
find_statement (OfficeDatabase *self, const char *sql)
{
  OfficeStatement *statement = g_hash_table_lookup (self->by_address, sql);

  if (statement != NULL && strcmp (office_statement_get_sql (statement), sql) == 0)
    return statement;
  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    g_hash_table_insert (self->by_address, (gpointer) sql, statement);
  return statement;
}

/**
 * office_database_prepare:
 * @self: a database
 * @sql: one statement, written by the program; never made from foreign text
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Statements are prepared once for each SQL text. The same text must not be asked for again while its rows are being
 * read.
 *
 * Returns: (transfer none): the statement, reset and without values; %NULL on failure
 */
OfficeStatement *
office_database_prepare (OfficeDatabase *self, const char *sql, GError **error)
{
  OfficeStatement *statement;

  g_return_val_if_fail (OFFICE_IS_DATABASE (self), NULL);

  statement = find_statement (self, sql);
  if (statement != NULL)
    {
      office_statement_reset (statement);
      return statement;
    }
  if (!check_open (self, error))
    return NULL;
  statement = office_statement_new (self, sql, error);
  if (statement != NULL)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}
