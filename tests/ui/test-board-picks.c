/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many cards at once, with real keys, and what is put away from the board. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "board-fixture.h"
#include "office-archive-dialog.h"
#include "office-picks-bar.h"

typedef BoardFixture Fixture;

static gboolean
is_card_of (GtkWidget *card, gconstpointer task)
{
  return g_str_equal (office_task_get_id (office_task_card_get_task (OFFICE_TASK_CARD (card))), task);
}

static GtkWidget *
find_card (Fixture *fixture, const char *task)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_CARD, is_card_of, task);
}

static void
press (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  office_ui_fixture_press (fixture->ui, key, modifiers);
}

static const char *
column_of (Fixture *fixture, const char *task)
{
  return office_task_get_column_id (office_session_find_task (fixture->session, task));
}

static gboolean
is_picked (Fixture *fixture, const char *task)
{
  return gtk_widget_has_css_class (find_card (fixture, task), "picked");
}

static void
test_pick (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (find_card (fixture, SCENE_DOORS));
  press (fixture, GDK_KEY_space, 0);
  g_assert_true (is_picked (fixture, SCENE_DOORS));
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "1 selected"));
  press (fixture, GDK_KEY_space, 0);
  g_assert_false (is_picked (fixture, SCENE_DOORS));

  press (fixture, GDK_KEY_a, GDK_CONTROL_MASK);
  g_assert_true (is_picked (fixture, SCENE_DOORS));
  g_assert_true (is_picked (fixture, SCENE_LAMPS));
  g_assert_true (is_picked (fixture, SCENE_PHOTOS));
  g_assert_false (is_picked (fixture, SCENE_SAMPLES));
  gtk_test_accessible_assert_state (find_card (fixture, SCENE_LAMPS), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  office_ui_fixture_keep_picture (fixture->ui, "board-picked");
  office_ui_fixture_check_names (fixture->ui);
  press (fixture, GDK_KEY_Escape, 0);
  g_assert_false (is_picked (fixture, SCENE_LAMPS));
  gtk_test_accessible_assert_state (find_card (fixture, SCENE_LAMPS), GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (find_card (fixture, SCENE_DOORS));
  press (fixture, GDK_KEY_space, 0);
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_space, 0);
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_cmpstr (column_of (fixture, SCENE_DOORS), ==, SCENE_DOING);
  g_assert_cmpstr (column_of (fixture, SCENE_LAMPS), ==, SCENE_DOING);
  g_assert_cmpstr (column_of (fixture, SCENE_PHOTOS), ==, SCENE_TODO);
  g_assert_cmpstr (fixture->notice.text, ==, "2 tasks moved to In progress");
  g_assert_true (gtk_widget_has_focus (find_card (fixture, SCENE_LAMPS)));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 2);

  office_test_notice_undo (&fixture->notice);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (column_of (fixture, SCENE_DOORS), ==, SCENE_TODO);
  g_assert_cmpstr (column_of (fixture, SCENE_LAMPS), ==, SCENE_TODO);
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 2);
}

/* What somebody else has moved on meanwhile stays with them. */
static void
test_undo_leaves_others_moves (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (find_card (fixture, SCENE_DOORS));
  press (fixture, GDK_KEY_a, GDK_CONTROL_MASK);
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpstr (fixture->notice.text, ==, "3 tasks moved to In progress");
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.move",
                         "{\"id\":\"" SCENE_LAMPS "\",\"column\":\"" SCENE_DONE "\"}");
  {
    g_autoptr (GVariant) undo = g_variant_ref (fixture->notice.undo);

    office_session_undo (fixture->session, undo);
  }
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (column_of (fixture, SCENE_LAMPS), ==, SCENE_DONE);
  g_assert_cmpstr (column_of (fixture, SCENE_DOORS), ==, SCENE_TODO);
  g_assert_cmpstr (column_of (fixture, SCENE_PHOTOS), ==, SCENE_TODO);
  g_assert_cmpstr (fixture->notice.text, ==, "1 is as it was left: somebody has changed it since");
}

static void
test_bar (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar = office_ui_fixture_find (fixture->ui, OFFICE_TYPE_PICKS_BAR, NULL, NULL);
  OfficeTask *lamps = office_session_find_task (fixture->session, SCENE_LAMPS);
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);

  gtk_widget_grab_focus (find_card (fixture, SCENE_DOORS));
  press (fixture, GDK_KEY_a, GDK_CONTROL_MASK);
  gtk_widget_activate_action (bar, "picks.label", "s", SCENE_FACADE);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_labels (lamps)), ==, 1);
  gtk_widget_activate_action (bar, "picks.assign", "s", SCENE_MEI);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_assignees (doors)), ==, 2);
  gtk_widget_activate_action (bar, "picks.due", "s", "1");
  g_assert_cmpstr (office_task_get_due (lamps), ==, "2025-06-12");
  g_assert_cmpstr (office_task_get_due (doors), ==, "2025-06-12");
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 9);

  /* Each is one undo, and gives back what each of them had. */
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpstr (office_task_get_due (lamps), ==, NULL);
  g_assert_cmpstr (office_task_get_due (doors), ==, "2025-06-11T17:00");

  /* A day of the calendar: there is no beginning here, which would be in 1970. */
  gtk_widget_activate_action (bar, "picks.choose-day", NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "_Set"));
  g_assert_null (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "_Beginning"));
  {
    GtkWidget *calendar = office_ui_fixture_find (fixture->ui, GTK_TYPE_CALENDAR, NULL, NULL);
    g_autoptr (GDateTime) day = g_date_time_new_local (2025, 6, 20, 0, 0, 0);

    office_ui_fixture_keep_picture (fixture->ui, "picks-day");
    g_assert_true (gtk_widget_get_mapped (calendar));
    gtk_calendar_select_day (GTK_CALENDAR (calendar), day);
    office_ui_fixture_settle (fixture->ui);
    g_assert_cmpstr (office_task_get_due (lamps), ==, "2025-06-20");
    office_test_scene_answer (fixture->scene);
    office_test_notice_undo (&fixture->notice);
    office_test_scene_answer (fixture->scene);
  }

  gtk_widget_activate_action (bar, "picks.label", "s", SCENE_FACADE);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_labels (lamps)), ==, 0);
  office_test_scene_answer (fixture->scene);

  /* What is gone is not picked any more. */
  gtk_widget_activate_action (bar, "picks.trash", NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (find_card (fixture, SCENE_LAMPS));
  g_assert_cmpstr (fixture->notice.text, ==, "3 tasks moved to the trash");
  g_assert_null (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "3 selected"));
  office_test_notice_undo (&fixture->notice);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (find_card (fixture, SCENE_LAMPS));
  g_assert_false (is_picked (fixture, SCENE_LAMPS));
}

static void
test_drag_picked (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (find_card (fixture, SCENE_DOORS));
  press (fixture, GDK_KEY_a, GDK_CONTROL_MASK);
  office_ui_fixture_take_hold (fixture->ui, find_card (fixture, SCENE_LAMPS));
  office_ui_fixture_drag_to (fixture->ui, find_card (fixture, SCENE_SAMPLES), 100, 300);
  g_assert_true (gtk_widget_has_css_class (find_card (fixture, SCENE_PHOTOS), "left"));
  office_ui_fixture_let_go (fixture->ui);
  /* Below the last card, and outside of the column's ground. */
  OFFICE_WAIT_UNTIL (g_str_equal (column_of (fixture, SCENE_LAMPS), SCENE_DOING));
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (column_of (fixture, SCENE_DOORS), ==, SCENE_DOING);
  g_assert_cmpstr (column_of (fixture, SCENE_PHOTOS), ==, SCENE_DOING);
  g_assert_false (gtk_widget_has_css_class (find_card (fixture, SCENE_PHOTOS), "left"));
}

static void
test_trash_list (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog, *button;
  OfficeUiFixture *ui;

  g_assert_true (office_session_trash_task (fixture->session, SCENE_LAMPS, NULL));
  office_test_scene_answer (fixture->scene);
  dialog = office_archive_dialog_new (fixture->session, SCENE_LIBRARY, TRUE);
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (dialog));
  office_ui_fixture_keep_pictures (ui, "board-trash");
  office_ui_fixture_check_names (ui);
  button = office_ui_fixture_find (ui, GTK_TYPE_BUTTON, "label", "_Restore");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (ui, GTK_TYPE_BUTTON, "label", "_Restore") == NULL);
  g_assert_false (office_task_get_trashed (office_session_find_task (fixture->session, SCENE_LAMPS)));
  office_ui_fixture_settle (ui);
  office_ui_fixture_keep_pictures (ui, "board-trash-empty");
  office_ui_fixture_free (ui);
}

static gboolean
is_done_column (GtkWidget *widget, gconstpointer data)
{
  OfficeColumn *column = office_board_column_get_column (OFFICE_BOARD_COLUMN (widget));

  return office_column_get_state (column) == OFFICE_STATE_DONE;
}

/* All that is done is put away at once, had back by one undo, or one by one from the list. */
static void
test_archive (Fixture *fixture, gconstpointer data)
{
  GtkWidget *done = office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_BOARD_COLUMN, is_done_column, NULL);
  const char *const tasks[] = { SCENE_LAMPS, SCENE_PHOTOS, NULL };
  GtkWidget *dialog;
  OfficeUiFixture *ui;

  g_assert_true (office_session_move_tasks (fixture->session, tasks, SCENE_DONE, NULL, NULL));
  gtk_widget_activate_action (done, "column.archive-all", NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (find_card (fixture, SCENE_LAMPS));
  g_assert_null (find_card (fixture, SCENE_PHOTOS));
  g_assert_nonnull (find_card (fixture, SCENE_DOORS));
  g_assert_cmpstr (fixture->notice.text, ==, "2 tasks archived");
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 4);
  g_assert_true (office_task_get_archived (office_session_find_task (fixture->session, SCENE_LAMPS)));

  dialog = office_archive_dialog_new (fixture->session, SCENE_GENERAL, FALSE);
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (dialog));
  g_assert_nonnull (office_ui_fixture_find (ui, ADW_TYPE_STATUS_PAGE, "title", "Nothing Archived"));
  office_ui_fixture_keep_pictures (ui, "board-archive-empty");
  office_ui_fixture_free (ui);
  dialog = office_archive_dialog_new (fixture->session, SCENE_LIBRARY, FALSE);
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (dialog));
  office_ui_fixture_keep_pictures (ui, "board-archive");
  g_assert_nonnull (
      office_ui_fixture_find (ui, ADW_TYPE_ACTION_ROW, "title", "Ask three quotes for the reading-room lamps"));
  office_ui_fixture_free (ui);

  office_test_notice_undo (&fixture->notice);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (find_card (fixture, SCENE_LAMPS));
  g_assert_nonnull (find_card (fixture, SCENE_PHOTOS));
  office_test_scene_answer (fixture->scene);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (column_of (fixture, SCENE_LAMPS), ==, SCENE_DONE);
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, board_fixture_set_up, function, board_fixture_tear_down)
  ADD ("/board/picks/pick", test_pick);
  ADD ("/board/picks/move", test_move);
  ADD ("/board/picks/undo-leaves-others-moves", test_undo_leaves_others_moves);
  ADD ("/board/picks/bar", test_bar);
  ADD ("/board/picks/drag", test_drag_picked);
  ADD ("/board/picks/archive", test_archive);
  ADD ("/board/picks/trash-list", test_trash_list);

  return g_test_run ();
}
