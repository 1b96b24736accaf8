/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "office-id.h"

#include <sys/wait.h>
#include <unistd.h>

#define DEN_SCOPE "room:" DEN

static void
set_draft (Desk *desk, const char *kind, const char *id, const char *text)
{
  g_autofree char *place = g_strconcat (kind, id, NULL);
  g_autoptr (GError) error = NULL;

  office_replica_set_draft (desk->replica, place, text, &error);
  g_assert_no_error (error);
}

static void
assert_draft (Desk *desk, const char *kind, const char *id, const char *expected)
{
  g_autofree char *place = g_strconcat (kind, id, NULL);
  g_autofree char *draft = office_replica_dup_draft (desk->replica, place);

  g_assert_cmpstr (draft, ==, expected);
}

/* Whoever loses a room keeps nothing of it, whatever it was that was being written there; other rooms keep theirs. */
static void
test_purge (void)
{
  static const char *const of_room[] = { "room:", "editing:room:", "room-name:", "room-topic:" };
  static const char *const of_task[]
      = { "task:", "editing:task:", "title:", "base:title:", "description:", "base:description:", "step:" };
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *message = make_id (1);
  g_autofree char *task = make_id (2);
  g_autofree char *mine = make_id (3);
  g_autofree char *elsewhere = make_id (4);
  g_autofree char *column = desk_column_id (DEN);
  g_autofree char *operation = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_room (bodies, 11, DEN, "private", TRUE);
  add_message (bodies, 11, DEN, message, 1, ME, "Secret");
  add_task (bodies, 11, DEN, task, "Secret task");
  g_assert_true (desk_try_changes (desk, 10, 11, bodies_new (), DEN_SCOPE, NULL, &error));
  desk_page (desk, DEN_SCOPE, NULL, bodies);
  bodies = bodies_new ();
  add_task (bodies, 12, ROOM, elsewhere, "Public task");
  desk_changes (desk, 11, 12, bodies);
  operation = desk_send_message (desk, DEN, mine, "Not seen by the host yet");

  for (guint i = 0; i < G_N_ELEMENTS (of_room); i++)
    set_draft (desk, of_room[i], DEN, "Half a");
  for (guint i = 0; i < G_N_ELEMENTS (of_task); i++)
    set_draft (desk, of_task[i], task, "Half a");
  set_draft (desk, "edit:", message, "Half a");
  set_draft (desk, "edit:", mine, "Half a");
  set_draft (desk, "column:", column, "Half a");
  set_draft (desk, "room:", ROOM, "Stays");
  set_draft (desk, "description:", elsewhere, "Stays");
  set_draft (desk, "room-name:", "new", "Stays");

  g_assert_true (desk_try_changes (desk, 12, 13, bodies_new (), NULL, DEN_SCOPE, &error));
  for (guint i = 0; i < G_N_ELEMENTS (of_room); i++)
    assert_draft (desk, of_room[i], DEN, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_task); i++)
    assert_draft (desk, of_task[i], task, NULL);
  assert_draft (desk, "edit:", message, NULL);
  assert_draft (desk, "edit:", mine, NULL);
  assert_draft (desk, "column:", column, NULL);
  assert_draft (desk, "room:", ROOM, "Stays");
  assert_draft (desk, "description:", elsewhere, "Stays");
  assert_draft (desk, "room-name:", "new", "Stays");
}

/* A process that dies in the middle of a word has it again. */
static void
test_killed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  int status;
  pid_t child;

  desk_close (desk);
  child = fork ();
  if (child == 0)
    {
      desk_open (desk, NULL);
      set_draft (desk, "room:", ROOM, "Half a");
      set_draft (desk, "room:", ROOM, "Half a wor");
      raise (SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  desk_open (desk, NULL);
  assert_draft (desk, "room:", ROOM, "Half a wor");
}

/* Kept with every key: a long text must not make typing slow. Reports; asserts nothing about time. */
static void
test_every_key (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *text = g_strnfill (10000, 'x');
  gint64 began = g_get_monotonic_time ();
  const guint n = 1000;

  for (guint i = 0; i < n; i++)
    {
      text[i] = 'y';
      set_draft (desk, "room:", ROOM, text);
    }
  g_test_message ("a draft of 10,000 characters is kept in %.3f ms",
                  (double) (g_get_monotonic_time () - began) / 1000 / n);
  assert_draft (desk, "room:", ROOM, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/drafts/purge", test_purge);
  g_test_add_func ("/replica/drafts/killed", test_killed);
  g_test_add_func ("/replica/drafts/every-key", test_every_key);
  return g_test_run ();
}
