/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new for the person, in the window; who has read; what is told on the desktop. */
#include "office-activity-row.h"
#include "office-fake-clock.h"
#include "office-session-private.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"

#include <adwaita.h>

#define NOW G_GINT64_CONSTANT (1749636000000) /* Wednesday 11 June 2025, 10:00 UTC */

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeWindow *window;
  OfficeUiFixture *ui;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  fixture->window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  office_window_show_session (fixture->window, fixture->session, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), data != NULL ? GPOINTER_TO_INT (data) : 1100, 760);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
}

static void
activate (Fixture *fixture, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action,
                                                     target != NULL ? g_variant_new_string (target) : NULL));
  office_ui_fixture_settle (fixture->ui);
}

static void
act (Fixture *fixture, const char *person, const char *intent, const char *with)
{
  office_test_scene_act (fixture->scene, person, intent, with);
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 60000);
}

static void
make_news (Fixture *fixture)
{
  act (fixture, SCENE_ANNA, "message.send",
       "{\"id\":\"0190a000-0000-7000-8000-00000000a001\",\"room\":\"" SCENE_GENERAL
       "\",\"text\":\"[@Ben](office:person/" SCENE_BEN ") three doors fail, see the schedule. Can you ask the fire "
       "officer today, before the review of the reading room?\"}");
  act (fixture, SCENE_MEI, "message.send",
       "{\"id\":\"0190a000-0000-7000-8000-00000000a002\",\"room\":\"" SCENE_LIBRARY "\",\"thread\":\"" SCENE_MORNING
       "\",\"text\":\"板岩要深灰色的那一款\"}");
  act (fixture, SCENE_SOFIA, "reaction.add", "{\"message\":\"" SCENE_MORNING "\",\"emoji\":\"👍\"}");
  act (fixture, SCENE_ANNA, "reaction.add", "{\"message\":\"" SCENE_MORNING "\",\"emoji\":\"❤️\"}");
  act (fixture, SCENE_ANNA, "patch",
       "{\"kind\":\"task\",\"id\":\"" SCENE_LAMPS "\",\"add\":{\"assignees\":[\"" SCENE_BEN "\"]}}");
  act (fixture, SCENE_BEN, "reminder.set",
       "{\"id\":\"0190a000-0000-7000-8000-00000000a003\",\"message\":\"" SCENE_MORNING
       "\",\"remind_at\":1749636000000}");
  office_ui_fixture_settle (fixture->ui);
}

static gboolean
is_entry (GtkWidget *widget, gconstpointer kind)
{
  return (int) office_activity_entry_get_kind (office_activity_row_get_entry (OFFICE_ACTIVITY_ROW (widget)))
         == GPOINTER_TO_INT (kind);
}

static GtkWidget *
find_row (Fixture *fixture, OfficeActivityKind kind)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_ACTIVITY_ROW, is_entry, GINT_TO_POINTER (kind));
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-page", "activity");
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, ADW_TYPE_STATUS_PAGE, "title", "Nothing New Yet"));
  office_ui_fixture_keep_picture (fixture->ui, "activity-nothing");
  activate (fixture, "win.open-room", SCENE_PARTNERS);
  make_news (fixture);
  /* All of it counts in the sidebar. */
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "5"));
  office_ui_fixture_keep_picture (fixture->ui, "activity-badge");

  activate (fixture, "win.open-page", "activity");
  g_assert_nonnull (find_row (fixture, OFFICE_ACTIVITY_MENTION));
  g_assert_nonnull (find_row (fixture, OFFICE_ACTIVITY_REPLY));
  g_assert_nonnull (find_row (fixture, OFFICE_ACTIVITY_REACTION));
  g_assert_nonnull (find_row (fixture, OFFICE_ACTIVITY_ASSIGNMENT));
  g_assert_nonnull (find_row (fixture, OFFICE_ACTIVITY_REMINDER));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "activity");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_keep_picture (fixture->ui, "activity");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* More than a page of them is counted to the end; what is told as a mention is not. */
static void
test_many_replies (Fixture *fixture, gconstpointer data)
{
  act (fixture, SCENE_ANNA, "message.send",
       "{\"id\":\"0190a000-0000-7000-8000-00000000a00a\",\"room\":\"" SCENE_LIBRARY "\",\"thread\":\"" SCENE_MORNING
       "\",\"text\":\"[@Ben](office:person/" SCENE_BEN ") look\"}");
  for (guint i = 0; i < 75; i++)
    {
      g_autofree char *with = g_strdup_printf (
          "{\"id\":\"0190a000-0000-7000-8000-00000000b%03u\",\"room\":\"" SCENE_LIBRARY "\",\"thread\":\"" SCENE_MORNING
          "\",\"text\":\"Number %u\"}",
          i, i);

      office_test_scene_act (fixture->scene, SCENE_MEI, "message.send", with);
    }
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 60000);
  activate (fixture, "win.open-page", "activity");
  g_assert_cmpstr (office_activity_entry_get_title (
                       office_activity_row_get_entry (OFFICE_ACTIVITY_ROW (find_row (fixture, OFFICE_ACTIVITY_REPLY)))),
                   ==, "75 replies in Riverside Library, the last by Mei 梅琳");
}

static void
test_chips (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chip;

  make_news (fixture);
  activate (fixture, "win.open-page", "activity");
  chip = office_ui_fixture_find (fixture->ui, GTK_TYPE_TOGGLE_BUTTON, "label", "Reactions");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (find_row (fixture, OFFICE_ACTIVITY_REACTION));
  g_assert_null (find_row (fixture, OFFICE_ACTIVITY_MENTION));
}

static void
test_opens (Fixture *fixture, gconstpointer data)
{
  make_news (fixture);
  activate (fixture, "win.open-page", "activity");
  g_signal_emit_by_name (find_row (fixture, OFFICE_ACTIVITY_MENTION), "activate");
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), ==, SCENE_GENERAL);

  activate (fixture, "win.open-page", "activity");
  g_signal_emit_by_name (find_row (fixture, OFFICE_ACTIVITY_ASSIGNMENT), "activate");
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_workspace_get_task_id (fixture->window->workspace), ==, SCENE_LAMPS);
}

static void
test_reminder (Fixture *fixture, gconstpointer data)
{
  make_news (fixture);
  activate (fixture, "win.open-page", "activity");
  g_signal_emit_by_name (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "Done"), "clicked");
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 1000);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (find_row (fixture, OFFICE_ACTIVITY_REMINDER));
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  make_news (fixture);
  activate (fixture, "win.open-page", "activity");
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "activity-narrow");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_keep_picture (fixture->ui, "activity-narrow");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* ---- who has read ---- */

static void
tell_seen (Fixture *fixture, const char *person, gint64 seq)
{
  OfficeSeen seen = { (char *) person, seq };
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  g_ptr_array_add (people, &seen);
  office_session_set_seen (fixture->session, SCENE_LIBRARY, FALSE, people);
  office_ui_fixture_settle (fixture->ui);
}

static gboolean
is_readers (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "readers");
}

/* By name, in the order of names. */
static void
open_readers (Fixture *fixture)
{
  GtkWidget *button = office_ui_fixture_find_by (fixture->ui, GTK_TYPE_MENU_BUTTON, is_readers, NULL);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Read by"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  office_ui_fixture_settle (fixture->ui);
}

static void
test_readers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OfficeRecord *me;

  activate (fixture, "win.open-room", SCENE_LIBRARY);
  g_assert_true (office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Who brings the slate?", NULL, &error));
  office_test_scene_answer (fixture->scene);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Read by 1"));
  /* Up to the one before. */
  tell_seen (fixture, SCENE_ANNA, 4);
  g_assert_null (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Read by 1"));
  tell_seen (fixture, SCENE_ANNA, 5);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Read by 1"));
  tell_seen (fixture, SCENE_MEI, 5);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Read by 2"));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "readers");
  open_readers (fixture);

  /* Who does not tell is not told. */
  me = office_test_scene_get_record (fixture->scene, SCENE_BEN);
  office_record_set_boolean (me, "reading_hidden", TRUE);
  office_test_scene_receive (fixture->scene, me, NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Read by 2"));
}

/* ---- who writes ---- */

/* The line tells of the thread what is written in the thread, and of the room what is written in the room. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-thread", SCENE_MORNING);
  office_session_set_typing (fixture->session, SCENE_LIBRARY, SCENE_MORNING, NULL, SCENE_MEI);
  office_session_set_typing (fixture->session, SCENE_LIBRARY, NULL, NULL, SCENE_ANNA);
  office_session_set_typing (fixture->session, SCENE_LIBRARY, NULL, NULL, SCENE_SOFIA);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Mei 梅琳 is writing…"));
  g_assert_nonnull (
      office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Anna Lindqvist and Sofía Ribeiro are writing…"));
  office_ui_fixture_keep_picture (fixture->ui, "typing");
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 6000);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Mei 梅琳 is writing…"));
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
  g_test_add ("/activity-page/page", Fixture, NULL, set_up, test_page, tear_down);
  g_test_add ("/activity-page/many-replies", Fixture, NULL, set_up, test_many_replies, tear_down);
  g_test_add ("/activity-page/chips", Fixture, NULL, set_up, test_chips, tear_down);
  g_test_add ("/activity-page/opens", Fixture, NULL, set_up, test_opens, tear_down);
  g_test_add ("/activity-page/reminder", Fixture, NULL, set_up, test_reminder, tear_down);
  g_test_add ("/activity-page/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_narrow, tear_down);
  g_test_add ("/activity-page/readers", Fixture, NULL, set_up, test_readers, tear_down);
  g_test_add ("/activity-page/typing", Fixture, GINT_TO_POINTER (1250), set_up, test_typing, tear_down);
  return g_test_run ();
}
