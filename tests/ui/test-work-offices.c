/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My Work over several offices of this machine. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "office-desk-private.h"
#include "office-task-row.h"
#include "office-test-folder.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-ui.h"
#include "office-window-private.h"
#include "office-work.h"

#define OTHER  "0190a000-0000-7000-8000-0000000000a2"
#define THIRD  "0190a000-0000-7000-8000-0000000000a3"
#define MINUTE 60000

typedef struct {
  char *folder;
  OfficeTestScene *scene;
  OfficeDesk *desk;
  OfficeMembership *own;
  OfficeMembership *other;
  OfficeWindow *window;
  OfficeUiFixture *ui;
} Fixture;

/* All offices are copies of one scene: in the other one, a task of it has another title. */
static void
call_otherwise (Fixture *fixture, OfficeReplica *replica, const char *office)
{
  g_autoptr (OfficeSession) session = NULL;

  if (!g_str_equal (office, OTHER))
    return;
  session = office_session_new (replica, NULL, office_test_scene_get_clock (fixture->scene),
                                office_test_scene_get_random (fixture->scene));
  g_assert_true (office_session_edit_task (session, SCENE_DOORS, "title", "Book the hall", NULL));
}

/* Port 1 of this computer: nobody answers. */
static OfficeMembership *
add_office (Fixture *fixture, const char *id, const char *name, const char *token)
{
  g_autoptr (OfficeInvitationLink) where = office_invitation_link_new ("127.0.0.1", 1, NULL, NULL, TRUE);
  OfficeMembership *membership = office_membership_new (id, name, SCENE_BEN, where, NULL);
  g_autofree char *path = office_desk_dup_replica_path (fixture->desk, membership);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (OfficeReplica) replica = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  replica = office_replica_open (path, id, SCENE_BEN, office_test_scene_get_clock (fixture->scene),
                                 office_test_scene_get_random (fixture->scene), NULL, &error);
  g_assert_no_error (error);
  office_test_scene_fill (fixture->scene, replica, name);
  call_otherwise (fixture, replica, id);
  office_replica_close (replica);
  g_assert_true (office_desk_keep (fixture->desk, membership, token, NULL));
  return membership;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("office-work-XXXXXX", NULL);
  fixture->scene = office_test_scene_new ();
  fixture->desk = office_desk_new (fixture->folder, office_test_scene_get_clock (fixture->scene),
                                   office_test_scene_get_random (fixture->scene));
  fixture->other = add_office (fixture, OTHER, "Chess Club", "TOKEN");
  fixture->own = add_office (fixture, SCENE_OFFICE, "Atelier Nord", "TOKEN");
  fixture->window = OFFICE_WINDOW (office_window_new (NULL, fixture->desk));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), data != NULL ? 360 : 1200, data != NULL ? 640 : 800);
  g_assert_true (office_window_open_membership (fixture->window, fixture->own));
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  g_object_unref (fixture->own);
  g_object_unref (fixture->other);
  g_object_unref (fixture->desk);
  office_test_scene_free (fixture->scene);
  office_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static OfficeWork *
get_work (Fixture *fixture)
{
  return office_session_get_work (fixture->window->session);
}

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
  g_autoptr (GPtrArray) others = NULL;
  OfficeSession *session;

  office_workspace_open_page (fixture->window->workspace, "work");
  OFFICE_WAIT_UNTIL (office_work_has_several (get_work (fixture)));
  others = office_desk_open_others (fixture->desk, SCENE_OFFICE, NULL);
  g_assert_cmpuint (others->len, ==, 1);
  session = others->pdata[0];
  OFFICE_WAIT_UNTIL (find_row (fixture, "Book the hall") != NULL);
  return session;
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_assert_false (office_work_has_several (get_work (fixture)));
  gather (fixture);
  g_assert_cmpuint (office_work_get_n_tasks (get_work (fixture)), ==, 2);
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

  g_assert_true (office_session_snooze_task (office_work_find_session (get_work (fixture), task), SCENE_DOORS,
                                             office_session_get_now (session) + MINUTE, &error));
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (find_row (fixture, "Book the hall") == NULL);
  g_assert_nonnull (find_row (fixture, office_task_get_title (own)));
}

static void
test_opening (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = gather (fixture), *before = fixture->window->session;

  g_object_add_weak_pointer (G_OBJECT (before), (gpointer *) &before);
  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (find_row (fixture, "Book the hall"))));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Return, 0);
  OFFICE_WAIT_UNTIL (fixture->window->session == session);
  g_assert_cmpstr (office_workspace_get_task_id (fixture->window->workspace), ==, SCENE_DOORS);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Chess Club");
  /* Nobody holds the book of the office that was left: it can be opened again. */
  OFFICE_WAIT_UNTIL (before == NULL);
  office_workspace_open_page (fixture->window->workspace, "work");
  OFFICE_WAIT_UNTIL (office_work_has_several (get_work (fixture)));
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (office_work_get_n_tasks (get_work (fixture)), ==, 2);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMembership) third = add_office (fixture, THIRD, "Harbour Works", NULL);

  gather (fixture);
  OFFICE_WAIT_UNTIL (office_work_get_missing (get_work (fixture)) != NULL);
  g_assert_cmpstr (office_work_get_missing (get_work (fixture)), ==, "Harbour Works");
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, data != NULL ? "work-missing-narrow" : "work-missing");
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("office-home-XXXXXX", NULL);
  int status;

  /* Where a token is kept without a keyring. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  office_ui_fixture_init (&argc, &argv);
#define ADD(path, function, data) g_test_add (path, Fixture, data, set_up, function, tear_down)
  ADD ("/work-offices/rows", test_rows, NULL);
  ADD ("/work-offices/rows-narrow", test_rows, "narrow");
  ADD ("/work-offices/acting", test_acting, NULL);
  ADD ("/work-offices/opening", test_opening, NULL);
  ADD ("/work-offices/missing", test_missing, NULL);
  ADD ("/work-offices/missing-narrow", test_missing, "narrow");
  status = g_test_run ();
  office_test_remove_tree (home);
  return status;
}
