/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql-fixture.h"

#include "office-old-book.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static const char *const steps[] = { "CREATE TABLE a (b); INSERT INTO a VALUES (1)", "ALTER TABLE a ADD COLUMN c",
                                     "UPDATE a SET c = 5" };
static const char *const broken[] = { steps[0], steps[1], "UPDATE a SET c = 6; INSERT INTO nowhere VALUES (1)" };

static char *
aside (SqlFixture *fixture, const char *ending)
{
  return g_strconcat (fixture->path, ".version-", ending, NULL);
}

static gboolean
exists (SqlFixture *fixture, const char *ending)
{
  g_autofree char *path = aside (fixture, ending);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
migrate (OfficeDatabase *database, guint version)
{
  g_autoptr (GError) error = NULL;

  office_database_migrate (database, steps, version, &error);
  g_assert_no_error (error);
}

/* A book of version 1, one row of which is still in the journal. */
static OfficeDatabase *
open_first_version (SqlFixture *fixture)
{
  OfficeDatabase *database = sql_open (fixture);
  g_autoptr (GError) error = NULL;

  migrate (database, 1);
  office_database_execute (database, "INSERT INTO a VALUES (2)", &error);
  g_assert_no_error (error);
  return database;
}

static void
test_new (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = sql_open (fixture);

  migrate (database, 3);
  migrate (database, 3);
  g_assert_cmpint (office_old_book_query (fixture->path, "SELECT c FROM a"), ==, 5);
  g_assert_false (exists (fixture, "0"));
  g_assert_false (exists (fixture, "1"));
}

static void
test_copy (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = open_first_version (fixture);
  g_autofree char *copy = aside (fixture, "1");
  GStatBuf status;

  migrate (database, 3);
  g_assert_cmpint (office_old_book_query (fixture->path, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (office_old_book_query (fixture->path, "SELECT sum (c) FROM a"), ==, 10);
  g_assert_cmpint (office_old_book_query (copy, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (office_old_book_query (copy, "SELECT sum (b) FROM a"), ==, 3);
  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_false (exists (fixture, "1-wal"));
  g_assert_false (exists (fixture, "1.part"));
  g_assert_false (exists (fixture, "2"));
}

/* The copy alone is a book again. */
static void
test_way_back (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = open_first_version (fixture);
  g_autofree char *copy = aside (fixture, "1");

  migrate (database, 2);
  g_clear_object (&database);
  g_assert_cmpint (g_rename (copy, fixture->path), ==, 0);
  database = sql_open (fixture);
  migrate (database, 1);
  migrate (database, 3);
  g_assert_true (exists (fixture, "1"));
  g_assert_cmpint (office_old_book_query (fixture->path, "SELECT sum (b) FROM a"), ==, 3);
}

static void
test_failure (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = open_first_version (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (office_database_migrate (database, broken, 3, &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (office_old_book_query (fixture->path, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (office_old_book_query (fixture->path, "SELECT count (*) FROM pragma_table_info ('a')"), ==, 1);
  g_assert_cmpint (office_old_book_query (fixture->path, "SELECT sum (b) FROM a"), ==, 3);
  g_assert_false (exists (fixture, "1"));
  migrate (database, 3);
}

static void
test_no_room_for_the_copy (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = open_first_version (fixture);
  g_autofree char *obstacle = aside (fixture, "1.part");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (obstacle, 0700), ==, 0);
  g_assert_false (office_database_migrate (database, steps, 3, &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_PERMISSION);
  g_assert_nonnull (strstr (error->message, obstacle));
  g_assert_cmpint (office_old_book_query (fixture->path, "PRAGMA user_version"), ==, 1);
  g_assert_false (exists (fixture, "1"));
  g_assert_cmpint (g_rmdir (obstacle), ==, 0);
}

static void
test_copies_are_kept (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = open_first_version (fixture);
  g_autofree char *first = aside (fixture, "1");
  g_autofree char *second = aside (fixture, "1-2");

  g_assert_true (g_file_set_contents (first, "What somebody keeps", -1, NULL));
  migrate (database, 3);
  g_assert_cmpint (office_old_book_query (second, "SELECT sum (b) FROM a"), ==, 3);
}

static void
test_newer (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = open_first_version (fixture);
  g_autofree char *copy = aside (fixture, "1");
  g_autoptr (GError) error = NULL;

  migrate (database, 3);
  g_assert_false (office_database_migrate (database, steps, 2, &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_NEWER);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "newer version of Office"));
  g_assert_nonnull (strstr (error->message, "form 3"));
  g_assert_nonnull (strstr (error->message, "update Office"));
  g_assert_nonnull (strstr (error->message, copy));
  g_assert_cmpint (office_old_book_query (fixture->path, "SELECT sum (c) FROM a"), ==, 10);
}

static void
test_read_only (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) writer = open_first_version (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) reader = office_database_open (fixture->path, OFFICE_DATABASE_READ_ONLY, &error);

  g_assert_no_error (error);
  migrate (reader, 3);
  g_assert_cmpint (office_old_book_query (fixture->path, "PRAGMA user_version"), ==, 1);
  g_assert_false (exists (fixture, "1"));
}

/* One state of a book that somebody else is writing; never over a file that is there. */
static void
test_plain_copy (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = open_first_version (fixture);
  g_autoptr (OfficeDatabase) other = sql_open (fixture);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (office_database_begin (other, &error));
  office_database_execute (other, "INSERT INTO a VALUES (100)", &error);
  g_assert_no_error (error);
  g_assert_true (office_database_copy (database, copy, &error));
  g_assert_true (office_database_commit (other, &error));
  g_assert_cmpint (office_old_book_query (copy, "SELECT sum (b) FROM a"), ==, 3);
  g_assert_cmpint (office_old_book_query (fixture->path, "SELECT sum (b) FROM a"), ==, 103);

  g_assert_false (office_database_copy (database, copy, &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_PERMISSION);
  g_assert_nonnull (strstr (error->message, "File exists"));
  g_assert_cmpint (office_old_book_query (copy, "SELECT sum (b) FROM a"), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  SQL_TEST ("/sql/migration/new", test_new);
  SQL_TEST ("/sql/migration/copy", test_copy);
  SQL_TEST ("/sql/migration/way-back", test_way_back);
  SQL_TEST ("/sql/migration/failure", test_failure);
  SQL_TEST ("/sql/migration/no-room-for-the-copy", test_no_room_for_the_copy);
  SQL_TEST ("/sql/migration/copies-are-kept", test_copies_are_kept);
  SQL_TEST ("/sql/migration/newer", test_newer);
  SQL_TEST ("/sql/migration/read-only", test_read_only);
  SQL_TEST ("/sql/migration/plain-copy", test_plain_copy);
  return g_test_run ();
}
