/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "office-replica-digest.h"

static char *
digest (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  char *text = office_replica_digest_file (desk->path, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_new (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *text = digest (desk);

  g_assert_cmpstr (text, ==, "office " OFFICE "\nhead - 0 -\n");
}

/* Only what the host has said counts, while the desk is in use. */
static void
test_waiting (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *task = make_id (50);
  g_autofree char *message = make_id (1);
  g_autofree char *operation = NULL;
  g_autofree char *rename = NULL;
  g_autofree char *before = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *after = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_task (bodies, 11, ROOM, task, "Doors");
  desk_changes (desk, 10, 11, bodies);
  before = digest (desk);
  g_assert_nonnull (strstr (before, "head ONE 11 "));
  g_assert_nonnull (strstr (before, "scope room:" ROOM " "));

  operation = desk_send_message (desk, ROOM, message, "Morning!");
  rename = desk_rename_task (desk, task, "Doors and windows");
  waiting = digest (desk);
  g_assert_cmpstr (waiting, ==, before);

  bodies = bodies_new ();
  add_message (bodies, 12, ROOM, message, 1, ME, "Morning!");
  desk_changes (desk, 11, 12, bodies);
  after = digest (desk);
  g_assert_cmpstr (after, !=, before);
}

static void
test_no_replica (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (office_replica_digest_file ("/nowhere/office.db", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/digest/new", test_new);
  g_test_add_func ("/replica/digest/waiting", test_waiting);
  g_test_add_func ("/replica/digest/no-replica", test_no_replica);
  return g_test_run ();
}
