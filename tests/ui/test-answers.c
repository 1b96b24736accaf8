/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The buttons of notifications, pressed while there is no window. */
#include "office-answer.h"
#include "office-beside.h"
#include "office-fake-desktop.h"
#include "office-notifier.h"
#include "office-test-folder.h"
#include "offices-fixture.h"

static void
set_up (OfficesFixture *self, gconstpointer data)
{
  self->desktop = office_fake_desktop_new ();
  self->folder = g_dir_make_tmp ("office-answers-XXXXXX", NULL);
  self->scene = office_test_scene_new ();
  self->desk = office_desk_new (self->folder, office_test_scene_get_clock (self->scene),
                                office_test_scene_get_random (self->scene));
  self->other = offices_fixture_add (self, OFFICES_OTHER, "Chess Club", "TOKEN");
  self->own = offices_fixture_add (self, SCENE_OFFICE, "Atelier Nord", "TOKEN");
  office_answer_set_desk (G_APPLICATION (office_fake_desktop_require_application ()), self->desk);
}

static void
tear_down (OfficesFixture *self, gconstpointer data)
{
  OfficeDesk *desk = self->desk;

  office_answer_set_desk (G_APPLICATION (office_fake_desktop_require_application ()), NULL);
  office_test_scene_turn_to (self->scene, NULL);
  g_object_unref (self->own);
  g_object_unref (self->other);
  g_object_add_weak_pointer (G_OBJECT (desk), (gpointer *) &desk);
  g_object_unref (self->desk);
  OFFICE_WAIT_UNTIL (desk == NULL); /* nobody holds it for long */
  office_test_scene_free (self->scene);
  office_test_remove_tree (self->folder);
  g_free (self->folder);
  office_fake_desktop_free (self->desktop);
}

static void
press (const char *office, const char *what, const char *id, const char *until)
{
  g_action_group_activate_action (G_ACTION_GROUP (office_fake_desktop_require_application ()), "answer-reminder",
                                  g_variant_new ("(ssss)", office, what, id, until));
}

static OfficeSession *
get_session (OfficesFixture *self, const char *office)
{
  return office_beside_get_session (office_desk_find_beside (self->desk, office));
}

/* The book of that office alone is open until the host has what was done; then it is closed again. */
static void
test_sent (OfficesFixture *self, gconstpointer data)
{
  OfficeSession *session;

  press (SCENE_OFFICE, "complete-task", SCENE_DOORS, "");
  session = get_session (self, SCENE_OFFICE);
  g_assert_nonnull (session);
  g_assert_null (get_session (self, OFFICES_OTHER));
  g_assert_cmpint (office_task_get_state (office_session_find_task (session, SCENE_DOORS)), ==, OFFICE_STATE_DONE);
  g_assert_cmpuint (office_session_get_n_waiting (session), ==, 1);
  office_test_scene_turn_to (self->scene, session);
  office_test_scene_answer (self->scene);
  OFFICE_WAIT_UNTIL (get_session (self, SCENE_OFFICE) == NULL);
}

/* A window that comes meanwhile goes on with it. */
static void
test_window (OfficesFixture *self, gconstpointer data)
{
  OfficeSession *session;
  GtkWidget *window;

  press (SCENE_OFFICE, "snooze-due", SCENE_DOORS, "hour");
  session = get_session (self, SCENE_OFFICE);
  g_assert_nonnull (session);
  window = office_window_new (office_fake_desktop_require_application (), self->desk);
  g_assert_true (office_window_open_membership (OFFICE_WINDOW (window), self->own));
  g_assert_true (office_window_get_session (OFFICE_WINDOW (window)) == session);
  office_test_scene_turn_to (self->scene, session);
  office_test_scene_answer (self->scene);
  OFFICE_WAIT_UNTIL (office_session_get_n_waiting (session) == 0);
  g_assert_true (office_window_get_session (OFFICE_WINDOW (window)) == session);
  office_test_scene_turn_to (self->scene, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Of an office that was left, and by whoever is on the bus: nothing. */
static void
test_nothing (OfficesFixture *self, gconstpointer data)
{
  press (OFFICES_THIRD, "complete-task", SCENE_DOORS, "");
  g_assert_null (get_session (self, SCENE_OFFICE));
  press (SCENE_OFFICE, "leave-office", SCENE_DOORS, "");
  g_assert_null (get_session (self, SCENE_OFFICE));
  press (SCENE_OFFICE, "complete-task", "no task at all", "");
  g_assert_null (get_session (self, SCENE_OFFICE));
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("office-home-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE); /* where a token is kept without a keyring */
  g_setenv ("GNOTIFICATION_BACKEND", "gtk", TRUE);
  office_ui_fixture_init (&argc, &argv);
  g_test_add ("/answers/sent", OfficesFixture, NULL, set_up, test_sent, tear_down);
  g_test_add ("/answers/window", OfficesFixture, NULL, set_up, test_window, tear_down);
  g_test_add ("/answers/nothing", OfficesFixture, NULL, set_up, test_nothing, tear_down);
  status = g_test_run ();
  office_test_remove_tree (home);
  return status;
}
