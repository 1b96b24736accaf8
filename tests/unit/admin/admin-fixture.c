/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "admin-fixture.h"

#include "office-old-book.h"
#include "office-test-folder.h"

#include <glib/gstdio.h>

void
admin_fixture_set_up (AdminFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("office-admin-XXXXXX", &error);
  g_assert_no_error (error);
  self->data = g_build_filename (self->folder, "data", NULL);
  self->book = g_build_filename (self->data, "office.db", NULL);
  self->clock = office_fake_clock_new (ADMIN_NOW);
  g_assert_cmpint (g_mkdir (self->data, 0700), ==, 0);
  office_old_book_write ("office-version-1", self->book);
}

void
admin_fixture_tear_down (AdminFixture *self, gconstpointer data)
{
  office_test_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->data);
  g_free (self->book);
  g_object_unref (self->clock);
}

char *
admin_path (AdminFixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

char *
admin_write (AdminFixture *self, const char *name, const char *content, gssize length)
{
  char *path = g_build_filename (self->data, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents_full (path, content, length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  return path;
}

char *
admin_attach (AdminFixture *self, const char *content, gssize length)
{
  char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content,
                                            length < 0 ? strlen (content) : (gsize) length);
  g_autofree char *name = g_strdup_printf ("files/%.2s/%s", hash, hash);

  g_free (admin_write (self, name, content, length));
  return hash;
}

void
admin_damage (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  if (sqlite3_exec (handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

char *
admin_check (AdminFixture *self)
{
  g_autoptr (OfficeFindings) findings = office_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = office_database_open (self->book, OFFICE_DATABASE_READ_ONLY, &error);

  g_assert_no_error (error);
  office_check_book (database, findings);
  office_check_folder (database, self->data, findings);
  return office_findings_to_text (findings);
}
