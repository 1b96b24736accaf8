/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "office-accounts.h"
#include "office-old-book.h"

#include <glib/gstdio.h>

/* An office that an earlier version made opens, says what it said, and goes on. */

static void
open_old_book (StoreFixture *fixture, const char *name)
{
  store_fixture_close (fixture);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  office_old_book_write (name, fixture->path);
  store_fixture_open (fixture);
}

static void
test_version_1 (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (fixture->path, ".version-1", NULL);
  g_autofree char *name = NULL;
  g_autofree char *person = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GPtrArray) rooms = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (Work) work = work_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 version;

  open_old_book (fixture, "office-version-1");
  version = office_old_book_query (fixture->path, "PRAGMA user_version");
  g_assert_cmpint (version, >=, 1);
  g_assert_cmpint (g_file_test (copy, G_FILE_TEST_EXISTS), ==, version > 1);
  if (version > 1)
    {
      g_assert_cmpint (office_old_book_query (copy, "PRAGMA user_version"), ==, 1);
      g_assert_cmpint (office_old_book_query (copy, "SELECT count (*) FROM record"), ==, 10);
    }

  name = office_store_dup_office_name (fixture->store);
  g_assert_cmpstr (name, ==, "Atelier Nord");
  g_assert_cmpuint (office_accounts_count_people (fixture->store), ==, 2);
  g_assert_true (office_accounts_find (fixture->store, "anna", &person, &hash));
  rooms = office_book_list (OFFICE_BOOK (fixture->store), "room", NULL, NULL);
  g_assert_cmpuint (rooms->len, ==, 1);
  messages = office_store_messages (fixture->store, office_record_get_id (rooms->pdata[0]), 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (messages->len, ==, 2);
  g_assert_cmpstr (office_record_get_text (messages->pdata[0], "text"), ==, "And so was this");
  /* At one revision more: the room has a key by now. */
  g_assert_cmpint (office_store_get_head (fixture->store)->rev, ==, 6);
  g_assert_true (office_record_has (rooms->pdata[0], "key"));
  g_assert_cmpint (work_do (work, fixture), ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  STORE_TEST ("/store/old-book/version-1", OFFICE_STORE_INLINE, test_version_1);
  return g_test_run ();
}
