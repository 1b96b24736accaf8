/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-disk.h"

#include "office-database.h"
#include "office-fake-random.h"

#include <glib/gstdio.h>

typedef struct {
  char *folder, *path;
  OfficeRandom *random;
  OfficeFakeDisk *disk;
  OfficeDatabase *database;
} Fixture;

static void
open_database (Fixture *fixture, OfficeDatabaseMode mode)
{
  g_autoptr (GError) error = NULL;

  fixture->database = office_database_open (fixture->path, mode, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("office-disk-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "book.db", NULL);
  fixture->random = office_fake_random_new (7);
  fixture->disk = office_fake_disk_new (fixture->folder, fixture->random);
  open_database (fixture, OFFICE_DATABASE_FULL);
  g_assert_true (office_database_execute (fixture->database, "CREATE TABLE word (text TEXT)", &error));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->database);
  g_clear_object (&fixture->disk);
  g_clear_object (&fixture->random);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_word (Fixture *fixture, const char *word)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO word VALUES ('%s')", word);
  g_autoptr (GError) error = NULL;

  g_assert_true (office_database_execute (fixture->database, sql, &error));
}

static gint64
count_words (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (fixture->database, "SELECT count(*) FROM word", &error);
  gint64 count;

  g_assert_true (office_statement_step (statement, NULL, &error));
  count = office_statement_get_integer (statement, 0);
  office_statement_reset (statement);
  return count;
}

static void
crash (Fixture *fixture, gboolean power, OfficeDatabaseMode mode)
{
  office_fake_disk_crash (fixture->disk, power);
  g_clear_object (&fixture->database);
  office_fake_disk_restart (fixture->disk);
  open_database (fixture, mode);
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  write_word (fixture, "one");
  crash (fixture, FALSE, OFFICE_DATABASE_NORMAL);
  write_word (fixture, "two");
  crash (fixture, FALSE, OFFICE_DATABASE_NORMAL);
  g_assert_cmpint (count_words (fixture), ==, 2);
}

static void
test_synced_survives_power_cut (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 50; i++)
    {
      write_word (fixture, "word");
      crash (fixture, TRUE, OFFICE_DATABASE_FULL);
      g_assert_cmpint (count_words (fixture), ==, i);
    }
}

/* Else the test above would prove nothing. */
static void
test_unsynced_is_lost (Fixture *fixture, gconstpointer data)
{
  guint lost = 0;
  gint64 before;

  crash (fixture, FALSE, OFFICE_DATABASE_NORMAL);
  for (guint i = 0; i < 50; i++)
    {
      before = count_words (fixture);
      write_word (fixture, "word");
      crash (fixture, TRUE, OFFICE_DATABASE_NORMAL);
      g_assert_cmpint (count_words (fixture), <=, before + 1);
      lost += count_words (fixture) <= before;
    }
  g_assert_cmpuint (lost, >, 5);
}

/* A transaction that was cut off anywhere is there whole or not at all. */
static void
test_death_in_the_middle (Fixture *fixture, gconstpointer data)
{
  guint lost = 0;
  gint64 before;

  for (guint i = 0; i < 60; i++)
    {
      before = count_words (fixture);
      office_fake_disk_crash_in (fixture->disk, 1 + i % 6, i % 2 == 0);
      write_word (fixture, "word");
      if (!office_fake_disk_has_crashed (fixture->disk))
        {
          office_fake_disk_crash_in (fixture->disk, 0, FALSE);
          continue;
        }
      crash (fixture, FALSE, OFFICE_DATABASE_FULL);
      g_assert_cmpint (count_words (fixture), >=, before);
      g_assert_cmpint (count_words (fixture), <=, before + 1);
      lost += count_words (fixture) == before;
    }
  g_assert_cmpuint (lost, >, 0);
}

static void
test_images (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDiskImage) image = NULL;

  write_word (fixture, "one");
  image = office_fake_disk_copy (fixture->disk);
  write_word (fixture, "two");
  g_clear_object (&fixture->database);
  office_fake_disk_paste (fixture->disk, image);
  open_database (fixture, OFFICE_DATABASE_FULL);
  g_assert_cmpint (count_words (fixture), ==, 1);
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  office_fake_disk_set_room (fixture->disk, 1);
  g_assert_false (
      office_database_execute (fixture->database, "INSERT INTO word SELECT hex(randomblob(50000))", &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL);
  office_fake_disk_set_room (fixture->disk, 0);
  write_word (fixture, "one");
  g_assert_cmpint (count_words (fixture), ==, 1);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/fake-disk/kill", test_kill);
  ADD ("/fake-disk/synced-survives-power-cut", test_synced_survives_power_cut);
  ADD ("/fake-disk/unsynced-is-lost", test_unsynced_is_lost);
  ADD ("/fake-disk/death-in-the-middle", test_death_in_the_middle);
  ADD ("/fake-disk/images", test_images);
  ADD ("/fake-disk/full", test_full);

  return g_test_run ();
}
