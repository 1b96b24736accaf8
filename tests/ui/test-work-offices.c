/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My Work over several offices of this machine. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "offices-fixture.h"

#include "office-beside.h"
#include "office-problem.h"
#include "office-session-private.h"
#include "office-task-row.h"

#define MINUTE 60000

typedef OfficesFixture Fixture;

static gboolean
is_titled (GtkWidget *row, gconstpointer title)
{
  OfficeTask *task = office_task_row_get_task (OFFICE_TASK_ROW (row));

  return task != NULL && g_str_equal (office_task_get_title (task), title);
}

static GtkWidget *
find_row (Fixture *fixture, const char *title)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_ROW, is_titled, title);
}

static OfficeSession *
gather (Fixture *fixture)
{
  OfficeSession *session = offices_fixture_wait_for_other (fixture);

  office_workspace_open_page (fixture->window->workspace, "work");
  OFFICE_WAIT_UNTIL (find_row (fixture, "Book the hall") != NULL);
  return session;
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  gather (fixture);
  g_assert_cmpuint (office_work_get_n_tasks (offices_fixture_get_work (fixture)), ==, 2);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Riverside Library · Atelier Nord"));
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Riverside Library · Chess Club"));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, data != NULL ? "work-offices-narrow" : "work-offices");
}

static void
test_acting (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = gather (fixture);
  OfficeTask *task = office_session_find_task (session, SCENE_DOORS);
  OfficeTask *own = office_session_find_task (fixture->window->session, SCENE_DOORS);
  g_autoptr (GError) error = NULL;

  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (find_row (fixture, "Book the hall"))));
  office_ui_fixture_press (fixture->ui, GDK_KEY_space, 0);
  OFFICE_WAIT_UNTIL (office_task_get_state (task) == OFFICE_STATE_DONE);
  g_assert_cmpint (office_task_get_state (own), !=, OFFICE_STATE_DONE);
  /* Its undo is said in this window. */
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "Undo") != NULL);
  office_ui_fixture_click (fixture->ui, office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "Undo"));
  OFFICE_WAIT_UNTIL (office_task_get_state (task) != OFFICE_STATE_DONE);

  g_assert_true (office_session_snooze_task (office_work_find_session (offices_fixture_get_work (fixture), task),
                                             SCENE_DOORS, office_session_get_now (session) + MINUTE, &error));
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (find_row (fixture, "Book the hall") == NULL);
  g_assert_nonnull (find_row (fixture, office_task_get_title (own)));
}

static void
test_opening (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = gather (fixture), *before = fixture->window->session;

  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (find_row (fixture, "Book the hall"))));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Return, 0);
  OFFICE_WAIT_UNTIL (fixture->window->session == session);
  g_assert_cmpstr (office_workspace_get_task_id (fixture->window->workspace), ==, SCENE_DOORS);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Chess Club");
  /* The office that was left stays open, and stands beside. */
  g_assert_true (office_beside_get_session (office_desk_find_beside (fixture->desk, SCENE_OFFICE)) == before);
  g_assert_null (office_desk_find_beside (fixture->desk, OFFICES_OTHER));
  office_workspace_open_page (fixture->window->workspace, "work");
  OFFICE_WAIT_UNTIL (office_work_has_several (offices_fixture_get_work (fixture)));
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (office_work_get_n_tasks (offices_fixture_get_work (fixture)), ==, 2);
  /* And back. Nobody holds more than is needed: in the end the offices are let go. */
  g_assert_true (office_window_open_membership (fixture->window, fixture->own));
  g_assert_true (fixture->window->session == before);
}

/* In this page what was done last is taken back, in whichever office that was. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = gather (fixture), *own = fixture->window->session;
  OfficeTask *theirs = office_session_find_task (other, SCENE_DOORS);
  OfficeTask *mine = office_session_find_task (own, SCENE_DOORS);

  g_assert_true (office_session_edit_task (own, SCENE_DOORS, "title", "First", NULL));
  g_assert_true (office_session_edit_task (other, SCENE_DOORS, "title", "Second", NULL));
  g_assert_true (office_session_edit_task (own, SCENE_DOORS, "title", "Third", NULL));
  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (find_row (fixture, "Second"))));
  office_ui_fixture_press (fixture->ui, GDK_KEY_z, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_title (mine), "First"));
  g_assert_cmpstr (office_task_get_title (theirs), ==, "Second");
  office_ui_fixture_press (fixture->ui, GDK_KEY_z, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_title (theirs), "Book the hall"));
  g_assert_cmpstr (office_task_get_title (mine), ==, "First");

  /* And done again, in the same order; by either key. */
  office_ui_fixture_press (fixture->ui, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_title (theirs), "Second"));
  office_ui_fixture_press (fixture->ui, GDK_KEY_y, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_title (mine), "Third"));
  g_assert_false (office_session_can_redo (own) || office_session_can_redo (other));
  office_ui_fixture_press (fixture->ui, GDK_KEY_z, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_title (mine), "First"));
  office_ui_fixture_press (fixture->ui, GDK_KEY_z, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_title (theirs), "Book the hall"));

  /* Elsewhere, what was done in the office that is shown. */
  g_assert_true (office_session_edit_task (other, SCENE_DOORS, "title", "Fourth", NULL));
  office_workspace_open_room (fixture->window->workspace, SCENE_GENERAL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  OFFICE_WAIT_UNTIL (!g_str_equal (office_task_get_title (mine), "First"));
  g_assert_cmpstr (office_task_get_title (theirs), ==, "Fourth");
}

/* The list is one: what one did in one office ends the redo of what one had undone in another. */
static void
test_redo_ends (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = gather (fixture), *own = fixture->window->session;
  OfficeTask *theirs = office_session_find_task (other, SCENE_DOORS);
  OfficeTask *mine = office_session_find_task (own, SCENE_DOORS);
  g_autofree char *was = g_strdup (office_task_get_title (mine));

  g_assert_true (office_session_edit_task (other, SCENE_DOORS, "title", "First", NULL));
  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (find_row (fixture, "First"))));
  office_ui_fixture_press (fixture->ui, GDK_KEY_z, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_title (theirs), "Book the hall"));
  g_assert_true (office_work_find_last_undone (offices_fixture_get_work (fixture)) == other);
  g_assert_true (office_session_edit_task (own, SCENE_DOORS, "title", "Second", NULL));
  g_assert_null (office_work_find_last_undone (offices_fixture_get_work (fixture)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);

  /* What is undone then is what is done again; there is nothing else behind it. */
  office_ui_fixture_press (fixture->ui, GDK_KEY_z, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_title (mine), was));
  office_ui_fixture_press (fixture->ui, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_title (mine), "Second"));
  g_assert_null (office_work_find_last_undone (offices_fixture_get_work (fixture)));
  g_assert_cmpstr (office_task_get_title (theirs), ==, "Book the hall");
}

static GtkWidget *
find_text (Fixture *fixture, const char *text)
{
  return office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", text);
}

static void
fail (OfficeSession *session, int code, const char *field)
{
  g_autoptr (GError) problem = NULL;

  office_problem_set (&problem, code, field, "%s", "No");
  office_session_set_state (session, OFFICE_LINE_STOPPED, problem);
}

/* One has to sign in again, from the start or since. */
static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMembership) third = offices_fixture_add (fixture, OFFICES_THIRD, "Harbour Works", NULL);
  OfficeSession *other = gather (fixture);

  OFFICE_WAIT_UNTIL (find_text (fixture, "You are signed out of Harbour Works.") != NULL);
  g_assert_null (find_text (fixture, "You are signed out of Chess Club."));
  fail (other, OFFICE_PROBLEM_UNAUTHENTICATED, NULL);
  OFFICE_WAIT_UNTIL (find_text (fixture, "You are signed out of Chess Club.") != NULL);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, data != NULL ? "work-signed-out-narrow" : "work-signed-out");
  office_ui_fixture_click (fixture->ui, office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "Sign In"));
  OFFICE_WAIT_UNTIL (gtk_stack_get_visible_child (fixture->window->pages) == GTK_WIDGET (fixture->window->join_page));
}

/* The window is not disturbed by what ends the line of another office. */
static void
test_troubles (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = gather (fixture);

  office_test_scene_turn_to (fixture->scene, other);
  fail (other, OFFICE_PROBLEM_FORBIDDEN, "fingerprint");
  OFFICE_WAIT_UNTIL (find_text (fixture, "Chess Club shows another certificate than before.") != NULL);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, data != NULL ? "work-certificate-narrow" : "work-certificate");
  fail (other, OFFICE_PROBLEM_OUTDATED, NULL);
  OFFICE_WAIT_UNTIL (find_text (fixture, "Chess Club: No") != NULL);
  fail (other, OFFICE_PROBLEM_CONFLICT, "device");
  OFFICE_WAIT_UNTIL (find_text (fixture, "Chess Club was opened elsewhere with the same sign-in.") != NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Atelier Nord");

  /* That it does not answer is no news while one is offline oneself. */
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_WAITING);
  office_session_stop (fixture->window->session);
  office_session_set_state (fixture->window->session, OFFICE_LINE_WAITING, NULL);
  OFFICE_WAIT_UNTIL (find_text (fixture, "Chess Club was opened elsewhere with the same sign-in.") == NULL);
  g_assert_null (find_text (fixture, "Chess Club does not answer. Its tasks are as they were last seen."));
  office_session_set_state (fixture->window->session, OFFICE_LINE_LIVE, NULL);
  OFFICE_WAIT_UNTIL (find_text (fixture, "Chess Club does not answer. Its tasks are as they were last seen.") != NULL);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, data != NULL ? "work-unreached-narrow" : "work-unreached");
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  OFFICE_WAIT_UNTIL (find_text (fixture, "Chess Club does not answer. Its tasks are as they were last seen.") == NULL);
}

static void
on_left (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (office_desk_leave_finish (OFFICE_DESK (source), result, NULL));
  *(gboolean *) data = TRUE;
}

/* Its line and its book are closed with it. */
static void
test_leaving (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = gather (fixture);
  gboolean left = FALSE;

  g_object_add_weak_pointer (G_OBJECT (other), (gpointer *) &other);
  office_desk_leave_async (fixture->desk, fixture->other, on_left, &left);
  g_assert_null (office_desk_find_beside (fixture->desk, OFFICES_OTHER));
  OFFICE_WAIT_UNTIL (left && other == NULL);
  OFFICE_WAIT_UNTIL (find_row (fixture, "Book the hall") == NULL);
  g_assert_false (office_work_has_several (offices_fixture_get_work (fixture)));
}

int
main (int argc, char *argv[])
{
  offices_fixture_init (&argc, &argv);
  OFFICES_FIXTURE_ADD ("/work-offices/rows", test_rows, NULL);
  OFFICES_FIXTURE_ADD ("/work-offices/rows-narrow", test_rows, "narrow");
  OFFICES_FIXTURE_ADD ("/work-offices/acting", test_acting, NULL);
  OFFICES_FIXTURE_ADD ("/work-offices/opening", test_opening, NULL);
  OFFICES_FIXTURE_ADD ("/work-offices/undo", test_undo, NULL);
  OFFICES_FIXTURE_ADD ("/work-offices/redo-ends", test_redo_ends, NULL);
  OFFICES_FIXTURE_ADD ("/work-offices/signed-out", test_signed_out, NULL);
  OFFICES_FIXTURE_ADD ("/work-offices/signed-out-narrow", test_signed_out, "narrow");
  OFFICES_FIXTURE_ADD ("/work-offices/troubles", test_troubles, NULL);
  OFFICES_FIXTURE_ADD ("/work-offices/troubles-narrow", test_troubles, "narrow");
  OFFICES_FIXTURE_ADD ("/work-offices/leaving", test_leaving, NULL);
  return offices_fixture_run ();
}
