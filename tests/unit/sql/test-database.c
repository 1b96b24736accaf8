/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-database-private.h"
#include "office-wait.h"
#include "sql-fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#define NOBODY        65534
#define PATH_VARIABLE "OFFICE_TEST_PATH"

static gint64
query (OfficeDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (database, sql, &error);
  gboolean has_row = FALSE;
  gint64 value;

  g_assert_no_error (error);
  office_statement_step (statement, &has_row, &error);
  g_assert_no_error (error);
  g_assert_true (has_row);
  value = office_statement_get_integer (statement, 0);
  office_statement_reset (statement);
  return value;
}

static void
assert_whole (OfficeDatabase *database)
{
  g_assert_cmpint (query (database, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), ==, 1);
}

static void
execute (OfficeDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  office_database_execute (database, sql, &error);
  g_assert_no_error (error);
}

static void
assert_refused (const char *path, OfficeDatabaseMode mode, OfficeSqlError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = office_database_open (path, mode, &error);

  g_assert_null (database);
  g_assert_error (error, OFFICE_SQL_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
}

/* One work may change much of the book: what a savepoint has to keep of it is larger than SQLite likes to hold. */
static void
test_large_savepoint (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = sql_open (fixture);

  execute (database, "CREATE TABLE a (b INTEGER PRIMARY KEY, c)");
  execute (database, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000)"
                     " INSERT INTO a SELECT i, hex (zeroblob (500)) FROM n");
  g_assert_true (office_database_begin (database, NULL));
  for (guint savepoints = 0; savepoints < 2; savepoints++)
    g_assert_true (office_database_savepoint (database, NULL));
  for (guint i = 1; i <= 8000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE a SET c = 'x' || c WHERE b = %u", i);

      execute (database, sql);
    }
  office_database_rollback_to (database);
  g_assert_cmpint (query (database, "SELECT count(*) FROM a WHERE c GLOB 'x*'"), ==, 0);
  g_assert_true (office_database_commit (database, NULL));
}

static void
test_private (SqlFixture *fixture, gconstpointer data)
{
  mode_t mask = umask (0);
  g_autoptr (OfficeDatabase) database = sql_open (fixture);
  g_autofree char *journal = g_strconcat (fixture->path, "-wal", NULL);
  GStatBuf status;

  execute (database, "CREATE TABLE a (b)");
  umask (mask);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (journal, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (query (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (query (database, "PRAGMA application_id"), ==, 0x4f666663);

  office_database_close (database);
  g_chmod (fixture->path, 0644);
  g_clear_object (&database);
  database = sql_open (fixture);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_synchronous (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) full = office_database_open (fixture->path, OFFICE_DATABASE_FULL, &error);
  g_autoptr (OfficeDatabase) normal = office_database_open (fixture->path, OFFICE_DATABASE_NORMAL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (query (full, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (query (normal, "PRAGMA synchronous"), ==, 1);
}

/* In a process of its own: who closes a book's file here drops the locks of all its handles. */
static void
copy_file (const char *from, const char *to)
{
  const char *argv[] = { "cp", from, to, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static gint64
get_file_size (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? status.st_size : 0;
}

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* What another thread does wakes nobody here. */
#define WAIT_FOR_THREAD(condition)                                                                                     \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    guint tick = g_timeout_add (2, look_again, NULL);                                                                  \
                                                                                                                       \
    OFFICE_WAIT_UNTIL (condition);                                                                                     \
    g_source_remove (tick);                                                                                            \
  }                                                                                                                    \
  G_STMT_END

/* A desk's journal goes into the file while its own thread does something else, and what is committed durably is read by
 * another handle at once. */
static void
test_keeper (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = office_database_open (fixture->path, OFFICE_DATABASE_NORMAL, NULL);
  g_autoptr (OfficeDatabase) reader = NULL;

  execute (database, "CREATE TABLE a (b INTEGER PRIMARY KEY, c)");
  execute (database, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000)"
                     " INSERT INTO a SELECT i, hex (zeroblob (500)) FROM n");
  WAIT_FOR_THREAD (get_file_size (fixture->path) > 8000 * 1000);

  for (guint i = 0; i < 20; i++)
    {
      g_assert_true (office_database_set_durable (database, TRUE, NULL));
      g_assert_true (office_database_begin (database, NULL));
      execute (database, "INSERT INTO a (c) VALUES ('durable')");
      g_assert_true (office_database_commit (database, NULL));
      g_assert_true (office_database_set_durable (database, FALSE, NULL));
    }
  reader = office_database_open (fixture->path, OFFICE_DATABASE_READ_ONLY, NULL);
  g_assert_cmpint (query (reader, "SELECT count(*) FROM a WHERE c = 'durable'"), ==, 20);
  office_database_close (reader);
  office_database_close (database);
  g_clear_object (&database);
  database = office_database_open (fixture->path, OFFICE_DATABASE_NORMAL, NULL);
  g_assert_cmpint (query (database, "SELECT count(*) FROM a"), ==, 8020);
}

/* ---- who waits for the disk ---- */

/* Atomic: calls of any thread, and of the one that the tests run in. */
static gint n_syncs, n_own_syncs;
static gint out_of_order; /* atomic: the disk takes nothing */
static GThread *own;

static int
note_sync (int descriptor, long number)
{
  g_atomic_int_inc (&n_syncs);
  if (own == g_thread_self ())
    g_atomic_int_inc (&n_own_syncs);
  if (g_atomic_int_get (&out_of_order))
    {
      errno = EIO;
      return -1;
    }
  return (int) syscall (number, descriptor);
}

/* Before those of the C library, for this program. */
int
fdatasync (int descriptor)
{
  return note_sync (descriptor, SYS_fdatasync);
}

int
fsync (int descriptor)
{
  return note_sync (descriptor, SYS_fsync);
}

static gboolean
insert_durably (OfficeDatabase *database, GError **error)
{
  gboolean done;

  g_assert_true (office_database_set_durable (database, TRUE, NULL));
  g_assert_true (office_database_begin (database, NULL));
  execute (database, "INSERT INTO a VALUES (1)");
  done = office_database_commit (database, error);
  if (!done)
    office_database_rollback (database);
  g_assert_true (office_database_set_durable (database, FALSE, NULL));
  return done;
}

static void
wait_for_syncs (gint n)
{
  WAIT_FOR_THREAD (g_atomic_int_get (&n_syncs) >= n);
}

/* What a person does is written through at once, and no window waits for it. */
static void
test_no_wait (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = office_database_open (fixture->path, OFFICE_DATABASE_NORMAL, NULL);
  gint before, own_before;

  execute (database, "CREATE TABLE a (b)");
  own = g_thread_self ();
  for (guint i = 0; i < 5; i++)
    {
      before = g_atomic_int_get (&n_syncs);
      own_before = g_atomic_int_get (&n_own_syncs);
      g_assert_true (insert_durably (database, NULL));
      wait_for_syncs (before + 1);
      g_assert_cmpint (g_atomic_int_get (&n_own_syncs), ==, own_before);
    }

  own = NULL;
}

/* ---- the journal begins anew ---- */

#define PIECE 100000

static gint foreign; /* atomic: nobody knows the file system */

/* Before that of the C library, for this program. */
int
statfs (const char *path, struct statfs *status)
{
  if (syscall (SYS_statfs, path, status) != 0)
    return -1;
  if (g_atomic_int_get (&foreign))
    status->f_type = MSDOS_SUPER_MAGIC;
  return 0;
}

static void
write_piece (OfficeDatabase *database)
{
  g_assert_true (office_database_set_durable (database, TRUE, NULL));
  g_assert_true (office_database_begin (database, NULL));
  execute (database, "INSERT INTO a VALUES (zeroblob (" G_STRINGIFY (PIECE) "))");
  g_assert_true (office_database_commit (database, NULL));
  g_assert_true (office_database_set_durable (database, FALSE, NULL));
}

/* A month of absence: what can wait does while the journal is large, and it was used again and again. */
static void
test_much (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = office_database_open (fixture->path, OFFICE_DATABASE_NORMAL, NULL);
  g_autofree char *journal = g_strconcat (fixture->path, "-wal", NULL);
  gint64 before = 0, size;
  guint n_anew = 0;

  execute (database, "CREATE TABLE a (b)");
  own = g_thread_self ();
  g_atomic_int_set (&n_own_syncs, 0);
  for (guint i = 0; i < 600; i++)
    {
      WAIT_FOR_THREAD (!office_database_is_behind (database));
      write_piece (database);
      size = get_file_size (journal);
      n_anew += size < before;
      g_assert_cmpint (size, <, 17 << 20);
      before = size;
    }
  g_assert_cmpuint (n_anew, >=, 3);
  g_assert_cmpint (g_atomic_int_get (&n_own_syncs), ==, 0);
  own = NULL;
  g_assert_cmpint (query (database, "SELECT count(*) FROM a"), ==, 600);
}

/* A person who never rests does not wait, however much it becomes. */
static void
test_restless (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = office_database_open (fixture->path, OFFICE_DATABASE_NORMAL, NULL);

  execute (database, "CREATE TABLE a (b)");
  own = g_thread_self ();
  g_atomic_int_set (&n_own_syncs, 0);
  for (guint i = 0; i < 600; i++)
    write_piece (database);
  WAIT_FOR_THREAD (!office_database_is_behind (database));
  write_piece (database);
  g_assert_cmpint (g_atomic_int_get (&n_own_syncs), ==, 0);
  own = NULL;
  g_assert_cmpint (query (database, "SELECT count(*) FROM a"), ==, 601);
  assert_whole (database);
}

/* Until the journal has begun anew: how many pieces there are then. */
static guint
write_until_anew (OfficeDatabase *database, const char *journal, const char *old)
{
  gint64 before = 0;
  guint n = 0;

  do
    {
      WAIT_FOR_THREAD (!office_database_is_behind (database));
      before = get_file_size (journal);
      copy_file (journal, old);
      write_piece (database);
      n++;
    }
  while (get_file_size (journal) >= before);
  return n;
}

/* What stands in a book whose file and journal were found like this. */
static gint64
count_after_power_cut (const char *path, const char *journal, const char *bytes, gsize length)
{
  g_autofree char *cut = g_strconcat (path, ".cut", NULL);
  g_autofree char *cut_journal = g_strconcat (cut, "-wal", NULL);
  g_autoptr (OfficeDatabase) database = NULL;

  copy_file (path, cut);
  if (journal != NULL)
    copy_file (journal, cut_journal);
  else
    g_assert_true (g_file_set_contents (cut_journal, bytes, (gssize) length, NULL));
  database = office_database_open (cut, OFFICE_DATABASE_NORMAL, NULL);
  g_assert_nonnull (database);
  assert_whole (database);
  return query (database, "SELECT count(*) FROM a");
}

/* The disk has the file as it is, and of the journal that begins anew: the old one, or some of the new one, or holes. */
static void
test_anew_and_power_cut (SqlFixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 0, 16, 32, 33, 1000, 32 + 24 + 4096, 40000 };
  g_autoptr (OfficeDatabase) database = office_database_open (fixture->path, OFFICE_DATABASE_NORMAL, NULL);
  g_autofree char *journal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *old = g_strconcat (fixture->path, ".old", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  guint n;

  execute (database, "CREATE TABLE a (b)");
  n = write_until_anew (database, journal, old);
  g_assert_true (g_file_get_contents (journal, &bytes, &length, NULL));
  g_assert_cmpint (count_after_power_cut (fixture->path, old, NULL, 0), ==, n - 1);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    g_assert_cmpint (count_after_power_cut (fixture->path, NULL, bytes, lengths[i]), ==, n - 1);
  g_assert_cmpint (count_after_power_cut (fixture->path, NULL, bytes, length), ==, n);
  memset (bytes + 8192, 0, 4096);
  g_assert_cmpint (count_after_power_cut (fixture->path, NULL, bytes, length), ==, n - 1);
  memset (bytes, 0, 4096);
  g_assert_cmpint (count_after_power_cut (fixture->path, NULL, bytes, length), ==, n - 1);
}

/* A file system of which nothing is known: SQLite waits for its order. */
static void
test_anew_elsewhere (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = NULL;
  g_autofree char *journal = g_strconcat (fixture->path, "-wal", NULL);
  guint n = 0;

  g_atomic_int_set (&foreign, TRUE);
  database = office_database_open (fixture->path, OFFICE_DATABASE_NORMAL, NULL);
  g_atomic_int_set (&foreign, FALSE);
  execute (database, "CREATE TABLE a (b)");
  own = g_thread_self ();
  g_atomic_int_set (&n_own_syncs, 0);
  while (g_atomic_int_get (&n_own_syncs) == 0)
    {
      WAIT_FOR_THREAD (!office_database_is_behind (database));
      write_piece (database);
      n++;
    }
  own = NULL;
  g_assert_cmpint (get_file_size (journal), >=, 4 << 20);
  g_assert_cmpint (query (database, "SELECT count(*) FROM a"), ==, n);
}

/* Closing waits for what was promised. */
static void
test_close_waits (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = office_database_open (fixture->path, OFFICE_DATABASE_NORMAL, NULL);
  gint before;

  execute (database, "CREATE TABLE a (b)");
  before = g_atomic_int_get (&n_syncs);
  g_assert_true (insert_durably (database, NULL));
  office_database_close (database);
  g_assert_cmpint (g_atomic_int_get (&n_syncs), >, before);
}

/* A disk that takes nothing is told of with the next that a person does. */
static void
test_disk_fails (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = office_database_open (fixture->path, OFFICE_DATABASE_NORMAL, NULL);
  g_autoptr (GError) error = NULL;
  guint tick;

  execute (database, "CREATE TABLE a (b)");
  g_atomic_int_set (&out_of_order, TRUE);
  tick = g_timeout_add (2, look_again, NULL);
  g_test_expect_message ("Office", G_LOG_LEVEL_MESSAGE, "*is not written through*");
  OFFICE_WAIT_UNTIL (!insert_durably (database, &error));
  g_test_assert_expected_messages ();
  g_source_remove (tick);
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED);
  g_atomic_int_set (&out_of_order, FALSE);
  g_assert_true (insert_durably (database, NULL));
}

static void
test_values (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = office_database_open (":memory:", OFFICE_DATABASE_FULL, &error);
  OfficeStatement *statement = office_database_prepare (database, "SELECT ?1, ?2, ?3, ?4", &error);
  gboolean has_row;
  gsize length;

  office_statement_bind_text (statement, 1, "Robert'); DROP TABLE record; --");
  office_statement_bind_integer (statement, 2, G_MAXINT64);
  office_statement_bind_blob (statement, 3, "\0\1", 2);
  office_statement_bind_text (statement, 4, NULL);
  g_assert_true (office_statement_step (statement, &has_row, &error));
  g_assert_true (has_row);
  g_assert_cmpstr (office_statement_get_text (statement, 0), ==, "Robert'); DROP TABLE record; --");
  g_assert_cmpint (office_statement_get_integer (statement, 1), ==, G_MAXINT64);
  g_assert_cmpmem (office_statement_get_blob (statement, 2, &length), length, "\0\1", 2);
  g_assert_null (office_statement_get_text (statement, 3));
  g_assert_true (office_database_prepare (database, "SELECT ?1, ?2, ?3, ?4", &error) == statement);
  g_assert_true (office_statement_step (statement, &has_row, &error));
  g_assert_null (office_statement_get_text (statement, 0));
}

static void
test_migrations (SqlFixture *fixture, gconstpointer data)
{
  static const char *const steps[] = { "CREATE TABLE a (b)",
                                       "ALTER TABLE a ADD COLUMN c; INSERT INTO a VALUES (1, 2)" };
  static const char *const broken[] = { steps[0], steps[1],
                                        "INSERT INTO a VALUES (3, 4); INSERT INTO nowhere VALUES (1)" };
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = sql_open (fixture);

  g_assert_true (office_database_migrate (database, steps, 1, &error));
  g_assert_cmpint (query (database, "PRAGMA user_version"), ==, 1);
  g_assert_true (office_database_migrate (database, steps, 2, &error));
  g_assert_true (office_database_migrate (database, steps, 2, &error));
  g_assert_cmpint (query (database, "SELECT sum(c) FROM a"), ==, 2);

  g_assert_false (office_database_migrate (database, broken, 3, &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (query (database, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (query (database, "SELECT count(*) FROM a"), ==, 1);

  g_assert_false (office_database_migrate (database, steps, 1, &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, "newer version"));
}

static void
test_parts (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = sql_open (fixture);

  execute (database, "CREATE TABLE a (b)");
  g_assert_true (office_database_begin (database, &error));
  g_assert_true (office_database_savepoint (database, &error));
  execute (database, "INSERT INTO a VALUES (1)");
  g_assert_true (office_database_savepoint (database, &error));
  execute (database, "INSERT INTO a VALUES (2)");
  office_database_rollback_to (database);
  g_assert_true (office_database_release (database, &error));
  g_assert_true (office_database_savepoint (database, &error));
  execute (database, "INSERT INTO a VALUES (4)");
  office_database_rollback_to (database);
  g_assert_true (office_database_commit (database, &error));
  g_assert_cmpint (query (database, "SELECT sum(b) FROM a"), ==, 1);

  g_assert_true (office_database_begin (database, &error));
  execute (database, "INSERT INTO a VALUES (8)");
  office_database_rollback (database);
  office_database_rollback (database);
  g_assert_cmpint (query (database, "SELECT sum(b) FROM a"), ==, 1);
}

static void
test_busy (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) one = sql_open (fixture);
  g_autoptr (OfficeDatabase) other = sql_open (fixture);

  sqlite3_busy_timeout (office_database_get_handle (other), 0);
  g_assert_true (office_database_begin (one, &error));
  g_assert_false (office_database_begin (other, &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_BUSY);
  g_clear_error (&error);
  office_database_rollback (one);
  g_assert_true (office_database_begin (other, &error));
}

static void
test_read_only (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) writer = sql_open (fixture);
  g_autoptr (OfficeDatabase) reader = office_database_open (fixture->path, OFFICE_DATABASE_READ_ONLY, &error);
  gboolean reading;

  g_assert_no_error (error);
  execute (writer, "CREATE TABLE a (b); INSERT INTO a VALUES (1)");
  g_assert_cmpint (query (reader, "SELECT sum(b) FROM a"), ==, 1);
  reading = office_database_begin_reading (reader);
  g_assert_true (reading);
  g_assert_false (office_database_begin_reading (reader));
  g_assert_cmpint (query (reader, "SELECT count(*) FROM a"), ==, 1);
  execute (writer, "INSERT INTO a VALUES (2)");
  g_assert_cmpint (query (reader, "SELECT sum(b) FROM a"), ==, 1);
  office_database_end_reading (reader, reading);
  g_assert_cmpint (query (reader, "SELECT sum(b) FROM a"), ==, 3);

  g_assert_false (office_database_execute (reader, "INSERT INTO a VALUES (4)", &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_PERMISSION);
}

static void
test_not_a_database (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, "This is a letter to Anna, and much longer than the sixteen bytes of a mark.", -1,
                       &error);
  g_assert_no_error (error);
  assert_refused (fixture->path, OFFICE_DATABASE_FULL, OFFICE_SQL_ERROR_DAMAGED, "damaged");
  assert_refused (fixture->path, OFFICE_DATABASE_READ_ONLY, OFFICE_SQL_ERROR_DAMAGED, "damaged");
}

static void
test_foreign_database (SqlFixture *fixture, gconstpointer data)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE bookmark (url)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  assert_refused (fixture->path, OFFICE_DATABASE_FULL, OFFICE_SQL_ERROR_DAMAGED, "not a database of Office");
}

static void
test_damaged_inside (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = sql_open (fixture);
  g_autofree char *contents = NULL;
  OfficeStatement *statement;
  gsize length;

  execute (database, "CREATE TABLE a (b TEXT);"
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                     "  INSERT INTO a SELECT hex (randomblob (50)) FROM n");
  g_clear_object (&database);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, &error));
  memset (contents + 4096, 0xa5, length - 4096);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, &error));

  database = sql_open (fixture);
  statement = office_database_prepare (database, "SELECT max (b) FROM a", &error);
  g_assert_true (statement == NULL || !office_statement_step (statement, NULL, &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_DAMAGED);
}

static void
test_full (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = sql_open (fixture);

  execute (database, "CREATE TABLE a (b)");
  execute (database, "PRAGMA max_page_count = 10");
  g_assert_true (office_database_begin (database, &error));
  g_assert_false (office_database_execute (database, "INSERT INTO a VALUES (randomblob (100000))", &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "full"));
  g_clear_error (&error);
  office_database_rollback (database);

  execute (database, "PRAGMA max_page_count = 1000");
  g_assert_true (office_database_begin (database, &error));
  execute (database, "INSERT INTO a VALUES (randomblob (100000))");
  g_assert_true (office_database_commit (database, &error));
}

static void
test_no_folder (SqlFixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", "book.db", NULL);

  assert_refused (nowhere, OFFICE_DATABASE_FULL, OFFICE_SQL_ERROR_PERMISSION, "No such file or directory");
  assert_refused (fixture->folder, OFFICE_DATABASE_FULL, OFFICE_SQL_ERROR_PERMISSION, "cannot be opened");
}

/* As somebody whom permissions apply to, which is not the administrator. */
static void
open_as_nobody (void)
{
  const char *path = g_getenv (PATH_VARIABLE);

  if (path == NULL)
    return;
  if (geteuid () == 0 && setresuid (NOBODY, NOBODY, NOBODY) != 0)
    g_error ("The test cannot become nobody");
  assert_refused (path, OFFICE_DATABASE_FULL, OFFICE_SQL_ERROR_PERMISSION, "Permission denied");
}

static void
test_read_only_folder (SqlFixture *fixture, gconstpointer data)
{
  g_chmod (fixture->folder, 0555);
  g_setenv (PATH_VARIABLE, fixture->path, TRUE);
  g_test_trap_subprocess ("/sql/database/read-only-folder/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_unsetenv (PATH_VARIABLE);
  g_chmod (fixture->folder, 0700);
  g_test_trap_assert_passed ();
}

static void
test_closed (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = sql_open (fixture);

  office_database_close (database);
  office_database_close (database);
  g_assert_false (office_database_begin (database, &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  SQL_TEST ("/sql/database/private", test_private);
  SQL_TEST ("/sql/database/large-savepoint", test_large_savepoint);
  SQL_TEST ("/sql/database/synchronous", test_synchronous);
  SQL_TEST ("/sql/database/keeper", test_keeper);
  SQL_TEST ("/sql/database/no-wait", test_no_wait);
  SQL_TEST ("/sql/database/anew/much", test_much);
  SQL_TEST ("/sql/database/anew/restless", test_restless);
  SQL_TEST ("/sql/database/anew/power-cut", test_anew_and_power_cut);
  SQL_TEST ("/sql/database/anew/elsewhere", test_anew_elsewhere);
  SQL_TEST ("/sql/database/close-waits", test_close_waits);
  SQL_TEST ("/sql/database/disk-fails", test_disk_fails);
  SQL_TEST ("/sql/database/values", test_values);
  SQL_TEST ("/sql/database/migrations", test_migrations);
  SQL_TEST ("/sql/database/parts", test_parts);
  SQL_TEST ("/sql/database/busy", test_busy);
  SQL_TEST ("/sql/database/read-only", test_read_only);
  SQL_TEST ("/sql/database/not-a-database", test_not_a_database);
  SQL_TEST ("/sql/database/foreign-database", test_foreign_database);
  SQL_TEST ("/sql/database/damaged-inside", test_damaged_inside);
  SQL_TEST ("/sql/database/full", test_full);
  SQL_TEST ("/sql/database/no-folder", test_no_folder);
  SQL_TEST ("/sql/database/read-only-folder", test_read_only_folder);
  g_test_add_func ("/sql/database/read-only-folder/subprocess", open_as_nobody);
  SQL_TEST ("/sql/database/closed", test_closed);
  return g_test_run ();
}
