/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told on the desktop, to a server of notifications that the test is itself. */
#include "office-fake-clock.h"
#include "office-fake-desktop.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"

#define REMIND "0190a000-0000-7000-8000-0000000009d1"

typedef struct {
  OfficeFakeDesktop *desktop;
  GtkApplication *application;
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeWindow *window;
  OfficeUiFixture *ui;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desktop = office_fake_desktop_new ();
  fixture->application = office_fake_desktop_require_application ();
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  fixture->window = OFFICE_WINDOW (office_window_new (fixture->application, NULL));
  office_window_show_session (fixture->window, fixture->session, NULL);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
  office_fake_desktop_free (fixture->desktop);
}

static void
wait_a_little (Fixture *fixture)
{
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 5000);
}

static GVariant *
find (Fixture *fixture, const char *id)
{
  return office_fake_desktop_find (fixture->desktop, SCENE_OFFICE, id);
}

static void
test_message (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;
  const char *title, *action;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  message = g_strdup (office_test_scene_say (fixture->scene, SCENE_PARTNERS, NULL, SCENE_ANNA, "Anybody here?"));
  wait_a_little (fixture);
  OFFICE_WAIT_UNTIL (find (fixture, "talk:" SCENE_PARTNERS) != NULL);
  g_assert_true (g_variant_lookup (find (fixture, "talk:" SCENE_PARTNERS), "title", "&s", &title));
  g_assert_cmpstr (title, ==, "Anna Lindqvist in Partners");
  g_assert_true (g_variant_lookup (find (fixture, "talk:" SCENE_PARTNERS), "default-action", "&s", &action));
  g_assert_cmpstr (action, ==, "app.open-place-of");
  g_assert_true (g_variant_lookup (find (fixture, "talk:" SCENE_PARTNERS), "default-action-target", "@*", &target));

  /* A click opens the place; being read there takes it from the desktop. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-place-of", target);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), ==, SCENE_PARTNERS);
  g_assert_true (office_session_mark_read (fixture->session, SCENE_PARTNERS, NULL, 1, &error));
  OFFICE_WAIT_UNTIL (find (fixture, "talk:" SCENE_PARTNERS) == NULL);
}

/* The bus is open to everybody in the session: only places are opened. */
static void
test_only_places (Fixture *fixture, gconstpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-place",
                                  g_variant_new ("(ss)", "leave-office", ""));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-place",
                                  g_variant_new ("(ss)", "open-message", "no id at all"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-place-of",
                                  g_variant_new ("(sss)", SCENE_OFFICE, "leave-office", ""));
  /* Of an office that one has left: it is said, and nothing of this one is opened in its place. */
  g_action_group_activate_action (
      G_ACTION_GROUP (fixture->application), "open-place-of",
      g_variant_new ("(sss)", "0190a000-0000-7000-8000-0000000000af", "open-room", SCENE_PARTNERS));
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), !=, SCENE_PARTNERS);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_window_get_session (fixture->window));
}

static void
test_reminder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *with = g_strdup_printf ("{\"id\":\"" REMIND "\",\"message\":\"" SCENE_MORNING
                                           "\",\"remind_at\":%" G_GINT64_FORMAT "}",
                                           office_session_get_now (fixture->session) + 60000);
  g_autoptr (GVariant) buttons = NULL;
  g_autoptr (OfficeRecord) reminder = NULL;

  office_test_scene_act (fixture->scene, SCENE_BEN, "reminder.set", with);
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 60000);
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) != NULL);
  buttons = g_variant_lookup_value (find (fixture, "reminder:" REMIND), "buttons", NULL);
  g_assert_cmpuint (g_variant_n_children (buttons), ==, 3);

  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "answer-reminder",
                                  g_variant_new ("(ssss)", SCENE_OFFICE, "snooze-reminder", REMIND, "hour"));
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) == NULL);
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 3600000);
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) != NULL);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "end-reminder", g_variant_new_string (REMIND));
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) == NULL);
  office_test_scene_answer (fixture->scene);
  reminder = office_test_scene_get_record (fixture->scene, REMIND);
  g_assert_null (reminder);
}

int
main (int argc, char **argv)
{
  g_setenv ("GNOTIFICATION_BACKEND", "gtk", TRUE);
  office_ui_fixture_init (&argc, &argv);
  g_test_add ("/notifier/message", Fixture, NULL, set_up, test_message, tear_down);
  g_test_add ("/notifier/only-places", Fixture, NULL, set_up, test_only_places, tear_down);
  g_test_add ("/notifier/reminder", Fixture, NULL, set_up, test_reminder, tear_down);
  return g_test_run ();
}
