/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "office-old-book.h"

#include <glib/gstdio.h>

/* A copy that an earlier version kept opens with all it held, and what waited is still sent. */

static void
open_old_file (Desk *desk, const char *name)
{
  desk_close (desk);
  g_assert_cmpint (g_remove (desk->path), ==, 0);
  office_old_book_write (name, desk->path);
  desk_open (desk, NULL);
}

static void
test_version_1 (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *copy = g_strconcat (desk->path, ".version-1", NULL);
  g_autofree char *task = make_id (50);
  g_autofree char *title = NULL;
  g_autofree char *messages = NULL;
  g_autofree char *draft = NULL;
  g_autoptr (GPtrArray) waiting = NULL;

  open_old_file (desk, "replica-version-1");
  g_assert_cmpint (office_old_book_query (desk->path, "PRAGMA user_version"), >, 1);
  g_assert_cmpint (office_old_book_query (copy, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (office_old_book_query (copy, "SELECT count (*) FROM outbox"), ==, 2);

  g_assert_cmpint (office_replica_get_cursor (desk->replica)->rev, ==, 12);
  messages = desk_show_messages (desk, ROOM);
  g_assert_cmpstr (messages, ==, "Waiting since version 1\nWritten by version 1\n");
  title = desk_dup_text (desk, task, "title");
  g_assert_cmpstr (title, ==, "Doors and windows");
  draft = office_replica_dup_draft (desk->replica, "room:" ROOM);
  g_assert_cmpstr (draft, ==, "Half a");
  waiting = office_replica_take_operations (desk->replica, 100, 60000);
  g_assert_cmpuint (waiting->len, ==, 2);
  desk_accept (desk, office_operation_get_id (waiting->pdata[0]), 13);
}

/* A second start changes nothing and sets nothing aside. */
static void
test_once (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *second = g_strconcat (desk->path, ".version-1-2", NULL);

  open_old_file (desk, "replica-version-1");
  desk_close (desk);
  desk_open (desk, NULL);
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/old-file/version-1", test_version_1);
  g_test_add_func ("/replica/old-file/once", test_once);
  return g_test_run ();
}
