/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one did is taken back, the last first, without the toast that came with it. */
#include "office-scene-fixture.h"

typedef OfficeSceneFixture Fixture;

static void
count (OfficeSession *session, guint *n)
{
  ++*n;
}

/* Each is undone in turn; nothing was said of what is seen where it was done. */
static void
test_in_turn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeStep) step = NULL;
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;

  step = g_list_model_get_item (office_task_get_steps (doors), 1);
  g_signal_connect (fixture->session, "undos-changed", G_CALLBACK (count), &n_changes);
  g_assert_false (office_session_can_undo (fixture->session));
  office_session_undo_last (fixture->session);
  g_assert_true (office_session_edit_task (fixture->session, SCENE_LAMPS, "priority", "high", &error));
  g_assert_true (office_session_assign (fixture->session, SCENE_LAMPS, SCENE_ANNA, TRUE, &error));
  g_assert_true (office_session_set_label (fixture->session, SCENE_LAMPS, SCENE_CLIENT, TRUE, &error));
  g_assert_true (office_session_set_task_time (fixture->session, SCENE_LAMPS, "due", "2025-06-20", &error));
  g_assert_true (office_session_set_step_done (fixture->session, office_step_get_id (step), TRUE, &error));
  g_assert_true (office_session_edit_column (fixture->session, SCENE_TODO, "name", "Later", &error));
  g_assert_true (office_session_set_column_limit (fixture->session, SCENE_TODO, 2, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, ==, 7);
  g_assert_cmpuint (fixture->notice.n_said, ==, 0);

  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Limit changed");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Column changed");
  office_session_undo_last (fixture->session);
  g_assert_false (office_step_get_done (step));
  office_session_undo_last (fixture->session);
  g_assert_null (office_task_get_due (fixture->task));
  office_session_undo_last (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_labels (fixture->task)), ==, 0);
  office_session_undo_last (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_assignees (fixture->task)), ==, 0);
  g_assert_true (office_session_can_undo (fixture->session));
  office_session_undo_last (fixture->session);
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_NONE);
  g_assert_false (office_session_can_undo (fixture->session));
  office_test_scene_answer (fixture->scene);
}

/* What goes from view is said too; undone by that, it is not undone again. */
static void
test_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_trash_task (fixture->session, SCENE_LAMPS, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->notice.n_said, ==, 1);
  g_assert_true (office_session_can_undo (fixture->session));
  office_test_notice_undo (&fixture->notice);
  g_assert_false (office_task_get_trashed (fixture->task));
  g_assert_false (office_session_can_undo (fixture->session));
}

/* What is made can be taken back, too; a column only while nothing stands in it. */
static void
test_making (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;
  OfficeTask *doors = office_session_find_task (session, SCENE_DOORS);
  const guint n_steps = g_list_model_get_n_items (office_task_get_steps (doors));
  g_autofree char *label = NULL;
  g_autofree char *column = NULL;

  g_assert_true (office_session_create_step (session, SCENE_DOORS, "Ask again", NULL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_steps (doors)), ==, n_steps + 1);
  office_session_undo_last (session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Step added");
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_steps (doors)), ==, n_steps);

  g_assert_true (office_session_create_label (session, SCENE_LIBRARY, "Roof", "red", &label, NULL));
  office_session_undo_last (session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Label added");

  g_assert_true (office_session_create_column (session, SCENE_LIBRARY, "Later", OFFICE_STATE_OPEN, &column, NULL));
  office_test_scene_answer (fixture->scene);
  g_assert_true (office_session_move_task (session, SCENE_LAMPS, column, NULL, NULL));
  office_session_undo_last (session);
  office_session_undo_last (session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Column added");
  g_assert_false (office_session_can_undo (session));
}

/* What was undone comes again, in turn; and can be undone again. */
static void
test_redo (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;

  g_assert_false (office_session_can_redo (session));
  office_session_redo_last (session);
  g_assert_true (office_session_edit_task (session, SCENE_LAMPS, "priority", "high", NULL));
  g_assert_true (office_session_assign (session, SCENE_LAMPS, SCENE_ANNA, TRUE, NULL));
  office_session_undo_last (session);
  office_session_undo_last (session);
  g_assert_false (office_session_can_undo (session));

  office_session_redo_last (session);
  g_assert_cmpstr (fixture->notice.text, ==, "Redone: Priority changed");
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_HIGH);
  g_assert_true (office_session_can_redo (session));
  office_session_redo_last (session);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_assignees (fixture->task)), ==, 1);
  g_assert_false (office_session_can_redo (session));

  office_session_undo_last (session);
  office_session_undo_last (session);
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_NONE);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_assignees (fixture->task)), ==, 0);
  office_test_scene_answer (fixture->scene);
}

/* Something else was done instead: that counts. */
static void
test_redo_ends (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;

  g_assert_true (office_session_edit_task (session, SCENE_LAMPS, "priority", "high", NULL));
  office_session_undo_last (session);
  g_assert_true (office_session_can_redo (session));
  g_assert_true (office_session_set_task_estimate (session, SCENE_LAMPS, 90, NULL));
  g_assert_false (office_session_can_redo (session));
}

/* What was removed and had again is another record; what was done to the first is undone on that. */
static void
test_made_anew (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;
  GListModel *labels = office_task_get_labels (fixture->task);

  g_assert_true (office_session_set_label (session, SCENE_LAMPS, SCENE_CLIENT, TRUE, NULL));
  g_assert_true (office_session_edit_label (session, SCENE_CLIENT, "name", "Customer", NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (OfficeLabel) label = NULL;

      if (i == 0)
        g_assert_true (office_session_remove_label (session, SCENE_CLIENT, NULL));
      else
        office_session_redo_last (session);
      g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 0);
      office_session_undo_last (session);
      g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 1);
      label = g_list_model_get_item (labels, 0);
      g_assert_cmpstr (office_label_get_name (label), ==, "Customer");
    }
  office_session_undo_last (session);
  {
    g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, 0);

    g_assert_cmpstr (office_label_get_name (label), !=, "Customer");
  }
  office_session_undo_last (session);
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 0);
  g_assert_false (office_session_can_undo (session));
  for (guint i = 0; i < 2; i++)
    office_session_redo_last (session);
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 1);
  office_test_scene_answer (fixture->scene);
}

/* Many at once are one for that, too; a move stands where it stood. */
static void
test_redo_several (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;
  const char *const tasks[] = { SCENE_LAMPS, SCENE_DOORS, NULL };
  OfficeTask *doors = office_session_find_task (session, SCENE_DOORS);
  g_autofree char *was = g_strdup (office_task_get_column_id (doors));

  g_assert_true (office_session_trash_tasks (session, tasks, NULL));
  office_session_undo_last (session);
  g_assert_false (office_task_get_trashed (fixture->task));
  office_session_redo_last (session);
  g_assert_true (office_task_get_trashed (fixture->task) && office_task_get_trashed (doors));
  office_session_undo_last (session);
  g_assert_false (office_task_get_trashed (fixture->task) || office_task_get_trashed (doors));

  g_assert_true (office_session_complete_task (session, SCENE_DOORS, TRUE, NULL));
  office_session_undo_last (session);
  g_assert_cmpstr (office_task_get_column_id (doors), ==, was);
  office_session_redo_last (session);
  g_assert_cmpstr (office_task_get_column_id (doors), !=, was);
  office_test_scene_answer (fixture->scene);
}

/* What the host refused and the person let go. */
static void
test_discarding (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;
  g_autoptr (GPtrArray) refused = NULL;
  OfficeOutboxEntry *entry;

  g_assert_true (office_session_send (session, SCENE_LIBRARY, NULL, "Good morning", NULL, NULL));
  office_test_scene_refuse (fixture->scene, 403, "No");
  refused = office_session_list_refused (session);
  entry = refused->pdata[0];
  g_assert_true (office_session_discard_refused (session, office_operation_get_id (entry->operation), NULL, NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (office_session_get_n_refused (session), ==, 0);
      office_session_undo_last (session);
      g_assert_cmpuint (office_session_get_n_refused (session), ==, 1);
      office_session_redo_last (session);
    }
  g_assert_cmpstr (fixture->notice.text, ==, "Redone: Discarded");
}

/* One that rang and was put off, or let go: it rings at its old time, that is at once. */
static void
test_rung_reminder (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;
  const gint64 now = office_session_get_now (session);
  GListModel *reminders = office_session_get_reminders (session);
  g_autoptr (OfficeReminder) reminder = NULL;
  g_autofree char *id = NULL;

  g_assert_true (office_session_remind (session, NULL, "Look up", now + 1000, &id, NULL));
  g_assert_true (office_session_change_reminder (session, id, now + 2000, NULL));
  office_session_undo_last (session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Reminder set: 10:00");
  reminder = g_list_model_get_item (reminders, 0);
  g_assert_cmpint (office_reminder_get_remind_at (reminder), ==, now + 1000);
  office_session_redo_last (session);
  g_assert_cmpint (office_reminder_get_remind_at (reminder), ==, now + 2000);
  g_assert_true (office_session_remove_reminder (session, id, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (reminders), ==, 0);
  office_session_undo_last (session);
  g_assert_cmpuint (g_list_model_get_n_items (reminders), ==, 1);
  office_session_redo_last (session);
  g_assert_cmpuint (g_list_model_get_n_items (reminders), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  OFFICE_SCENE_FIXTURE_ADD ("/office/undo/in_turn", test_in_turn);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo/redo", test_redo);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo/redo_ends", test_redo_ends);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo/made_anew", test_made_anew);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo/redo_several", test_redo_several);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo/said", test_said);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo/making", test_making);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo/discarding", test_discarding);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo/rung_reminder", test_rung_reminder);

  return g_test_run ();
}
