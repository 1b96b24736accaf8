/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* The program is closed for so long, and meets the host again. */
static void
come_back_after (Desk *desk, gint64 days, gboolean reset)
{
  desk_close (desk);
  office_fake_clock_set_now (desk->clock, office_clock_now (desk->clock) + days * DAY);
  desk_open (desk, NULL);
  if (reset)
    desk_welcome (desk, "ONE", 500, TRUE, NULL, "office person:" ME " room:" ROOM);
  else
    desk_welcome (desk, "ONE", 10, FALSE, NULL, NULL);
}

static guint
count_to_send (Desk *desk)
{
  g_autoptr (GPtrArray) operations = office_replica_take_operations (desk->replica, 100, 60000);
  guint n = operations->len;

  office_replica_line_lost (desk->replica);
  return n;
}

static void
test_absences (void)
{
  static const struct {
    gint64 days;
    gboolean reset, held;
  } cases[] = {
    { 1, FALSE, FALSE }, { 200, TRUE, FALSE }, { 389, TRUE, FALSE }, { 391, FALSE, TRUE }, { 800, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Desk) desk = desk_new ();
      g_autofree char *id = make_id (1);
      g_autofree char *operation = NULL;
      g_autoptr (GError) error = NULL;

      desk_settle_in (desk);
      operation = desk_send_message (desk, ROOM, id, "Written then");
      come_back_after (desk, cases[i].days, cases[i].reset);
      g_assert_cmpint (office_replica_is_under_review (desk->replica), ==, cases[i].held);
      g_assert_cmpuint (count_to_send (desk), ==, cases[i].held ? 0 : 1);
      g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 1);
      if (!cases[i].held)
        continue;

      /* It stays so when the program is started again, and the line comes and goes. */
      come_back_after (desk, 0, FALSE);
      g_assert_true (office_replica_is_under_review (desk->replica));
      g_assert_cmpuint (count_to_send (desk), ==, 0);
      g_assert_true (office_replica_end_review (desk->replica, &error));
      g_assert_cmpuint (count_to_send (desk), ==, 1);
      come_back_after (desk, 1, FALSE);
      g_assert_cmpuint (count_to_send (desk), ==, 1);
    }
}

static void
test_nothing_waits (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;

  desk_settle_in (desk);
  come_back_after (desk, 500, FALSE);
  g_assert_false (office_replica_is_under_review (desk->replica));
  operation = desk_send_message (desk, ROOM, id, "Written now");
  g_assert_cmpuint (count_to_send (desk), ==, 1);
}

/* What moves the cursor is a contact, also when the line is up for a year without a new welcome. */
static void
test_long_line (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;

  desk_settle_in (desk);
  office_fake_clock_set_now (desk->clock, START + 380 * DAY);
  desk_changes (desk, 10, 11, bodies_new ());
  operation = desk_send_message (desk, ROOM, id, "Written then");
  desk_close (desk);
  office_fake_clock_set_now (desk->clock, START + 400 * DAY);
  desk_open (desk, NULL);
  desk_welcome (desk, "ONE", 11, FALSE, NULL, NULL);
  g_assert_false (office_replica_is_under_review (desk->replica));
  g_assert_cmpuint (count_to_send (desk), ==, 1);
}

static void
test_discard (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *task = make_id (1);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *back = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_task (bodies, 11, ROOM, task, "Before");
  desk_changes (desk, 10, 11, bodies);
  first = desk_rename_task (desk, task, "First");
  second = desk_rename_task (desk, task, "Second");
  /* What simply waits is not for the person to take away. */
  g_assert_false (office_replica_discard (desk->replica, second, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
  g_clear_error (&error);

  desk_close (desk);
  office_fake_clock_set_now (desk->clock, START + 400 * DAY);
  desk_open (desk, NULL);
  desk_welcome (desk, "ONE", 11, FALSE, NULL, NULL);
  g_assert_true (office_replica_discard (desk->replica, second, &error));
  shown = desk_dup_text (desk, task, "title");
  g_assert_cmpstr (shown, ==, "First");
  g_assert_true (office_replica_discard (desk->replica, first, &error));
  back = desk_dup_text (desk, task, "title");
  g_assert_cmpstr (back, ==, "Before");
  /* Nothing is left: over; taken back, it is again for review. */
  g_assert_false (office_replica_is_under_review (desk->replica));
  g_assert_true (office_replica_take_back (desk->replica, first, &error));
  g_assert_true (office_replica_is_under_review (desk->replica));
  g_assert_cmpuint (count_to_send (desk), ==, 0);
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 1);

  /* The other one is not had again after the next start. */
  desk_close (desk);
  desk_open (desk, NULL);
  g_assert_false (office_replica_take_back (desk->replica, second, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/review/absences", test_absences);
  g_test_add_func ("/replica/review/nothing-waits", test_nothing_waits);
  g_test_add_func ("/replica/review/long-line", test_long_line);
  g_test_add_func ("/replica/review/discard", test_discard);
  return g_test_run ();
}
