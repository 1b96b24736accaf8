/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "office-replica-private.h"

#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_reopen (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *device = NULL;
  g_autofree char *operation = NULL;
  g_autofree char *text = NULL;
  g_autofree char *draft = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  desk_settle_in (desk);
  device = g_strdup (office_replica_get_device (desk->replica));
  operation = desk_send_message (desk, ROOM, id, "Morning!");
  g_ptr_array_unref (office_replica_take_operations (desk->replica, 100, 60000));
  office_replica_set_draft (desk->replica, "room:" ROOM, "Half a", &error);
  g_assert_no_error (error);
  desk_close (desk);

  desk_open (desk, NULL);
  g_assert_cmpstr (office_replica_get_device (desk->replica), ==, device);
  g_assert_cmpint (office_replica_get_cursor (desk->replica)->rev, ==, 10);
  g_assert_true (office_replica_has_content (desk->replica));
  text = desk_show_messages (desk, ROOM);
  g_assert_cmpstr (text, ==, "Morning!\n");
  draft = office_replica_dup_draft (desk->replica, "room:" ROOM);
  g_assert_cmpstr (draft, ==, "Half a");
  again = office_replica_take_operations (desk->replica, 100, 60000);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpstr (office_operation_get_id (again->pdata[0]), ==, operation);
}

static void
test_drafts (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *draft = NULL;
  g_autofree char *emptied = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (office_replica_set_draft (desk->replica, "room:" ROOM, "Half a", &error));
  g_assert_true (office_replica_set_draft (desk->replica, "room:" ROOM, "Half a sentence", &error));
  draft = office_replica_dup_draft (desk->replica, "room:" ROOM);
  g_assert_cmpstr (draft, ==, "Half a sentence");
  other = office_replica_dup_draft (desk->replica, "room:" DEN);
  g_assert_null (other);
  g_assert_true (office_replica_set_draft (desk->replica, "room:" ROOM, "", &error));
  emptied = office_replica_dup_draft (desk->replica, "room:" ROOM);
  g_assert_null (emptied);
}

/* A process that dies without a word loses nothing that it was told is kept. */
static void
test_killed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *text = NULL;
  int status;
  pid_t child;

  desk_close (desk);
  child = fork ();
  if (child == 0)
    {
      desk_open (desk, NULL);
      desk_settle_in (desk);
      g_free (desk_send_message (desk, ROOM, id, "Morning!"));
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  desk_open (desk, NULL);
  g_assert_cmpint (office_replica_get_cursor (desk->replica)->rev, ==, 10);
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 1);
  text = desk_show_messages (desk, ROOM);
  g_assert_cmpstr (text, ==, "Morning!\n");
}

static void
test_damaged (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%" G_GINT64_FORMAT, desk->path, START / 1000);
  gboolean damaged;
  g_autoptr (GError) error = NULL;

  desk_settle_in (desk);
  desk_close (desk);
  g_file_set_contents (desk->path, "This is no database, and never was one. It only looks like a file of some length.",
                       -1, &error);
  g_assert_no_error (error);
  desk_open (desk, &damaged);
  g_assert_true (damaged);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_null (office_replica_get_cursor (desk->replica));
  g_assert_nonnull (office_replica_get_device (desk->replica));
  desk_close (desk);
  desk_open (desk, &damaged);
  g_assert_false (damaged);
}

static void
test_of_another (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (OfficeReplica) other = NULL;
  g_autoptr (OfficeReplica) stranger = NULL;
  g_autoptr (GError) error = NULL;

  desk_close (desk);
  other = office_replica_open (desk->path, ROOM, ME, desk->clock, desk->random, NULL, &error);
  g_assert_null (other);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_clear_error (&error);
  stranger = office_replica_open (desk->path, OFFICE, BEN, desk->clock, desk->random, NULL, &error);
  g_assert_null (stranger);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
}

static void
test_closed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (JsonObject) with = json_object_new ();
  g_autoptr (GError) error = NULL;

  office_replica_close (desk->replica);
  g_assert_null (office_replica_get (desk->replica, ME));
  g_assert_false (office_replica_perform (desk->replica, "message.send", with, NULL, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
}

/* Reports; a full page of messages is a fraction of a frame's time. */
static void
test_speed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  GPtrArray *bodies = bodies_new ();
  gint64 start;
  gint64 end;

  desk_settle_in (desk);
  for (guint i = 1; i <= 800; i++)
    {
      g_autofree char *id = make_id (i);

      add_message (bodies, 10 + i, ROOM, id, i, BEN, "A line of the length that people write to each other");
    }
  start = g_get_monotonic_time ();
  desk_changes (desk, 10, 810, bodies);
  end = g_get_monotonic_time ();
  g_test_message ("800 messages parsed and applied in %.1f ms", (end - start) / 1000.0);
  g_assert_cmpuint (desk->changed->len, ==, 800);
}

static void
set_room (Desk *desk, const char *pragma)
{
  g_autoptr (GError) error = NULL;

  office_database_execute (desk->replica->database, pragma, &error);
  g_assert_no_error (error);
}

static gboolean
try_to_send (Desk *desk, guint number, GError **error)
{
  g_autoptr (JsonObject) with = json_object_new ();
  g_autofree char *id = make_id (number);
  g_autofree char *text = g_strnfill (5000, 'x');

  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", ROOM);
  json_object_set_string_member (with, "text", text);
  return office_replica_perform (desk->replica, "message.send", with, NULL, error);
}

/* Nothing is half done, nothing leaves the screen, and what the host said comes again. */
static void
test_full_disk (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *large = g_strnfill (9000, 'x');
  g_autofree char *task = make_id (5000);
  g_autoptr (GError) error = NULL;
  GPtrArray *bodies;
  guint n_changed, n = 1;

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, id, "Morning!");
  set_room (desk, "PRAGMA max_page_count = 1");
  while (n < 100 && try_to_send (desk, n + 1, &error))
    n++;
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "disk is full"));
  g_clear_error (&error);

  before = desk_show_messages (desk, ROOM);
  n_changed = desk->n_changed;
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, n);
  bodies = bodies_new ();
  add_task (bodies, 11, ROOM, task, large);
  g_assert_false (desk_try_changes (desk, 10, 11, bodies, NULL, NULL, &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (office_replica_set_draft (desk->replica, "room:" ROOM, large, &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL);
  g_clear_error (&error);
  g_assert_cmpint (office_replica_get_cursor (desk->replica)->rev, ==, 10);
  g_assert_cmpuint (desk->n_changed, ==, n_changed);
  after = desk_show_messages (desk, ROOM);
  g_assert_cmpstr (after, ==, before);

  set_room (desk, "PRAGMA max_page_count = 1000000");
  g_assert_true (try_to_send (desk, n + 1, &error));
  bodies = bodies_new ();
  add_task (bodies, 11, ROOM, task, large);
  desk_changes (desk, 10, 11, bodies);
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, n + 1);
}

/* To open what is there takes no room. */
static void
test_opened_without_writing (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *journal = g_strconcat (desk->path, "-wal", NULL);
  GStatBuf status;

  desk_settle_in (desk);
  desk_close (desk);
  desk_open (desk, NULL);
  g_assert_cmpint (g_stat (journal, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/file/reopen", test_reopen);
  g_test_add_func ("/replica/file/drafts", test_drafts);
  g_test_add_func ("/replica/file/killed", test_killed);
  g_test_add_func ("/replica/file/damaged", test_damaged);
  g_test_add_func ("/replica/file/full-disk", test_full_disk);
  g_test_add_func ("/replica/file/opened-without-writing", test_opened_without_writing);
  g_test_add_func ("/replica/file/of-another", test_of_another);
  g_test_add_func ("/replica/file/closed", test_closed);
  g_test_add_func ("/replica/file/speed", test_speed);
  return g_test_run ();
}
