/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#define DAY G_GINT64_CONSTANT (86400000)

static void
add_said (GPtrArray *bodies, gint64 rev, guint seq, gint64 at, const char *task, gboolean removed)
{
  g_autofree char *id = make_id (seq);
  OfficeRecord *record = office_record_new ("message", id, "room:" ROOM);

  office_record_set_text (record, "room", ROOM);
  office_record_set_integer (record, "seq", seq);
  office_record_set_text (record, "author", BEN);
  office_record_set_integer (record, "at", at);
  if (!removed)
    office_record_set_text (record, "text", "Said");
  office_record_set_boolean (record, "removed", removed);
  office_record_set_text (record, "task", task);
  add_record (bodies, record, rev);
}

static void
assert_since (Desk *desk, gint64 since, gint64 seq)
{
  g_autoptr (OfficeRecord) found = office_replica_dup_message_since (desk->replica, ROOM, since);

  g_assert_cmpint (found != NULL ? office_record_get_integer (found, "seq") : 0, ==, seq);
}

static void
test_days (void)
{
  g_autoptr (Desk) desk = desk_new_in_memory ();
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  assert_since (desk, START, 0);
  /* Three a day, the second of each on a task, and nothing on the fifth day; the first of the seventh was removed. */
  for (guint seq = 1; seq <= 30; seq++)
    {
      guint day = (seq - 1) / 3;

      if (day != 5)
        add_said (bodies, 10 + seq, seq, START + (gint64) day * DAY + seq * 1000, seq % 3 == 2 ? DEN : NULL, seq == 22);
    }
  desk_changes (desk, 10, 40, bodies);
  assert_since (desk, 0, 1);
  assert_since (desk, START, 1);
  assert_since (desk, START + DAY, 4);
  assert_since (desk, START + 4 * DAY, 13);
  assert_since (desk, START + 5 * DAY, 19);
  assert_since (desk, START + 7 * DAY, 24);
  assert_since (desk, START + 9 * DAY, 28);
  assert_since (desk, START + 9 * DAY + 29001, 30);
  assert_since (desk, START + 10 * DAY, 0);
}

static void
test_task_names (void)
{
  g_autoptr (Desk) desk = desk_new_in_memory ();
  g_autoptr (GString) found = g_string_new (NULL);
  GPtrArray *bodies = bodies_new ();
  OfficeRecord *trashed;
  gint64 mark = 0;
  guint pages = 0;

  desk_settle_in (desk);
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *id = make_id (i);
      g_autofree char *title = g_strdup_printf ("Task %u", i);

      add_task (bodies, 10 + i, ROOM, id, title);
    }
  desk_changes (desk, 10, 15, bodies);
  {
    g_autofree char *id = make_id (2);

    trashed = office_replica_get (desk->replica, id);
    office_record_set_integer (trashed, "trashed_at", START);
    bodies = bodies_new ();
    add_record (bodies, trashed, 16);
    desk_changes (desk, 15, 16, bodies);
  }
  do
    {
      g_autoptr (GPtrArray) names = office_replica_list_task_names (desk->replica, 2, &mark);

      for (guint i = 0; i < names->len; i++)
        g_string_append_printf (found, "%s|", ((OfficeTaskName *) names->pdata[i])->title);
      pages++;
    }
  while (mark != 0);
  g_assert_cmpstr (found->str, ==, "Task 1|Task 3|Task 4|Task 5|");
  g_assert_cmpuint (pages, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/places/days", test_days);
  g_test_add_func ("/replica/places/task-names", test_task_names);
  return g_test_run ();
}
