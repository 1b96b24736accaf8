/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office that is not shown but open beside: what is told of it, and shown of it. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "offices-fixture.h"

#include "office-beside-button.h"
#include "office-fake-clock.h"
#include "office-session-private.h"
#include "office-test-folder.h"
#include "office-thread-summary.h"
#include "office-unread-badge.h"

#include <locale.h>

#define HOUR   (60 * 60 * 1000)
#define REMIND "0190a000-0000-7000-8000-0000000009d1"
#define TALK   "talk:" SCENE_PARTNERS

typedef OfficesFixture Fixture;

/* The other office, on whose host things happen from now on. */
static OfficeSession *
listen (Fixture *fixture)
{
  OfficeSession *other = offices_fixture_wait_for_other (fixture);

  OFFICE_WAIT_UNTIL (fixture->window->work != NULL);
  office_test_scene_turn_to (fixture->scene, other);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  return other;
}

static void
wait_a_little (Fixture *fixture)
{
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 5000);
}

static GVariant *
find (Fixture *fixture, const char *alert)
{
  return office_fake_desktop_find (fixture->desktop, OFFICES_OTHER, alert);
}

static void
answer (Fixture *fixture, const char *what, const char *id, const char *until)
{
  g_action_group_activate_action (G_ACTION_GROUP (office_fake_desktop_require_application ()), "answer-reminder",
                                  g_variant_new ("(ssss)", OFFICES_OTHER, what, id, until));
}

/* It counts all offices, without that My Work was opened. */
static void
test_badge (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = listen (fixture);
  OfficeWork *work = offices_fixture_get_work (fixture);

  g_assert_cmpuint (office_work_get_n_late (work), ==, 0);
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 24 * HOUR);
  OFFICE_WAIT_UNTIL (office_work_get_n_late (work) == 2);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "2") != NULL);
  g_assert_true (office_session_complete_task (other, SCENE_DOORS, TRUE, NULL));
  OFFICE_WAIT_UNTIL (office_work_get_n_late (work) == 1);
}

/* Told with the office's name, though the window shows a room of the same id in its own office; a click leads there. */
static void
test_message (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = listen (fixture);
  g_autoptr (GVariant) target = NULL;
  const char *title;

  g_assert_true (office_workspace_open_room (fixture->window->workspace, SCENE_PARTNERS));
  office_ui_fixture_settle (fixture->ui);
  office_test_scene_say (fixture->scene, SCENE_PARTNERS, NULL, SCENE_ANNA, "Who plays white?");
  wait_a_little (fixture);
  OFFICE_WAIT_UNTIL (find (fixture, TALK) != NULL);
  g_assert_cmpuint (office_fake_desktop_count (fixture->desktop), ==, 1);
  g_assert_true (g_variant_lookup (find (fixture, TALK), "title", "&s", &title));
  g_assert_cmpstr (title, ==, "Anna Lindqvist in Partners · Chess Club");

  g_assert_true (g_variant_lookup (find (fixture, TALK), "default-action-target", "@*", &target));
  g_action_group_activate_action (G_ACTION_GROUP (office_fake_desktop_require_application ()), "open-place-of", target);
  OFFICE_WAIT_UNTIL (fixture->window->session == other);
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), ==, SCENE_PARTNERS);
  g_assert_true (office_session_mark_read (other, SCENE_PARTNERS, NULL, 1, NULL));
  OFFICE_WAIT_UNTIL (find (fixture, TALK) == NULL);

  /* And when the window is back in the first office, it is told again. */
  g_assert_true (office_window_open_membership (fixture->window, fixture->own));
  office_test_scene_say (fixture->scene, SCENE_PARTNERS, NULL, SCENE_ANNA, "I do.");
  wait_a_little (fixture);
  OFFICE_WAIT_UNTIL (find (fixture, TALK) != NULL);
  g_assert_true (office_session_mark_read (other, SCENE_PARTNERS, NULL, 2, NULL));
  OFFICE_WAIT_UNTIL (find (fixture, TALK) == NULL);
}

/* What is due, and what one wanted to be reminded of, is answered without going there. */
static void
test_reminders (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = listen (fixture);
  OfficeTask *task = office_session_find_task (other, SCENE_DOORS);
  g_autofree char *with = g_strdup_printf ("{\"id\":\"" REMIND "\",\"message\":\"" SCENE_MORNING
                                           "\",\"remind_at\":%" G_GINT64_FORMAT "}",
                                           office_session_get_now (other) + HOUR);

  office_test_scene_answer (fixture->scene);
  office_test_scene_act (fixture->scene, SCENE_BEN, "reminder.set", with);
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), HOUR);
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) != NULL);
  answer (fixture, "snooze-reminder", REMIND, "hour");
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) == NULL);
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), HOUR);
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) != NULL);
  answer (fixture, "end-reminder", REMIND, "");
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) == NULL);

  answer (fixture, "complete-task", SCENE_DOORS, "");
  OFFICE_WAIT_UNTIL (office_task_get_state (task) == OFFICE_STATE_DONE);
  answer (fixture, "leave-office", "", "");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Atelier Nord");
}

static gboolean
is_visible_badge (GtkWidget *widget, gconstpointer data)
{
  return TRUE;
}

static GtkWidget *
find_badge (Fixture *fixture)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_UNREAD_BADGE, is_visible_badge, NULL);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find_child (child, type);
  return found;
}

/* The button of the office says that something is unread in another one, and its menu in which. */
static void
test_menu (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = listen (fixture);
  GtkWidget *button, *row;
  GtkPopover *menu;

  if (data != NULL)
    adw_leaflet_navigate (
        ADW_LEAFLET (gtk_widget_get_ancestor (
            find_child (GTK_WIDGET (fixture->window->workspace), GTK_TYPE_MENU_BUTTON), ADW_TYPE_LEAFLET)),
        ADW_NAVIGATION_DIRECTION_BACK);
  office_ui_fixture_settle (fixture->ui);
  OFFICE_WAIT_UNTIL (find_badge (fixture) != NULL); /* what is unread in the scene */
  office_ui_fixture_keep_picture (fixture->ui, data != NULL ? "beside-unread-narrow" : "beside-unread");
  office_test_scene_say (fixture->scene, office_test_scene_get_direct (fixture->scene), NULL, SCENE_MEI, "Hello?");
  OFFICE_WAIT_UNTIL (office_beside_get_calls (office_desk_find_beside (fixture->desk, OFFICES_OTHER)) > 0);
  button = gtk_widget_get_ancestor (find_badge (fixture), GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  menu = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  OFFICE_WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (menu)));
  office_ui_fixture_settle (fixture->ui);
  row = find_child (GTK_WIDGET (menu), OFFICE_TYPE_BESIDE_BUTTON);
  g_assert_nonnull (row);
  office_ui_fixture_keep_picture (fixture->ui, data != NULL ? "beside-calls-narrow" : "beside-calls");
  office_ui_fixture_keep_picture_of (GTK_WIDGET (menu), data != NULL ? "beside-menu-narrow" : "beside-menu");
  office_ui_fixture_press (fixture->ui, GDK_KEY_Return, 0); /* the first item has the focus */
  OFFICE_WAIT_UNTIL (fixture->window->session == other);
  office_ui_fixture_settle (fixture->ui);
}

/* What calls nobody is a dot, what is read is not shown. */
static void
test_unread (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = listen (fixture);
  OfficeBeside *beside = office_desk_find_beside (fixture->desk, OFFICES_OTHER);
  GListModel *models[] = { office_session_get_rooms (other), office_session_get_directs (other) };

  OFFICE_WAIT_UNTIL (office_beside_get_calls (beside) > 0); /* a direct message of the scene */
  g_assert_true (
      office_session_mark_read (other, office_test_scene_get_direct (fixture->scene), NULL, G_MAXINT32, NULL));
  OFFICE_WAIT_UNTIL (office_beside_get_calls (beside) == 0);
  g_assert_cmpuint (office_beside_get_unread (beside), >, 0);
  OFFICE_WAIT_UNTIL (find_badge (fixture) != NULL);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "beside-dot");
  for (guint m = 0; m < G_N_ELEMENTS (models); m++)
    for (guint i = 0; i < g_list_model_get_n_items (models[m]); i++)
      {
        g_autoptr (OfficeRoom) room = g_list_model_get_item (models[m], i);

        office_session_mark_read (other, office_room_get_id (room), NULL, G_MAXINT32, NULL);
      }
  OFFICE_WAIT_UNTIL (office_beside_get_unread (beside) == 0);
  OFFICE_WAIT_UNTIL (find_badge (fixture) == NULL);
}

/* Who is not at this desk is away in all offices. */
static void
test_away (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = listen (fixture);

  g_assert_cmpint (office_person_get_presence (office_session_get_me (other)), ==, OFFICE_PRESENCE_HERE);
  /* Again and again: what is told before somebody listens is lost. */
  OFFICE_WAIT_UNTIL ((office_fake_desktop_lock (fixture->desktop, TRUE), TRUE)
                     && office_person_get_presence (office_session_get_me (other)) == OFFICE_PRESENCE_AWAY);
  office_fake_desktop_lock (fixture->desktop, FALSE);
  OFFICE_WAIT_UNTIL (office_person_get_presence (office_session_get_me (other)) == OFFICE_PRESENCE_HERE);
}

static gboolean
is_quiet (OfficeSession *session)
{
  return office_person_is_quiet (office_session_get_me (session));
}

/* Who is not to be disturbed is not, in any office. */
static void
test_quiet (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = listen (fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.do-not-disturb", "s", "hour");
  OFFICE_WAIT_UNTIL (is_quiet (other) && is_quiet (fixture->window->session));
  office_test_scene_answer (fixture->scene);
  office_test_scene_say (fixture->scene, SCENE_PARTNERS, NULL, SCENE_ANNA, "Who plays white?");
  wait_a_little (fixture);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (find (fixture, TALK));
  /* As "/back" does. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.set-quiet", "x", G_GINT64_CONSTANT (0));
  OFFICE_WAIT_UNTIL (!is_quiet (other) && !is_quiet (fixture->window->session));
}

/* Undone once, it is so in all; and done again. */
static void
test_quiet_undo (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = listen (fixture), *own = fixture->window->session;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.do-not-disturb", "s", "hour");
  OFFICE_WAIT_UNTIL (is_quiet (other) && is_quiet (own));
  g_assert_false (office_session_can_undo (other));
  office_ui_fixture_press (fixture->ui, GDK_KEY_z, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (!is_quiet (other) && !is_quiet (own));
  office_ui_fixture_press (fixture->ui, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  OFFICE_WAIT_UNTIL (is_quiet (other) && is_quiet (own));
}

/* Nobody is signed in to it when it is said: it holds there, too. */
static void
test_quiet_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMembership) third = offices_fixture_add (fixture, OFFICES_THIRD, "Harbour Works", NULL);
  OfficeBeside *beside = office_desk_find_beside (fixture->desk, OFFICES_THIRD);
  OfficeSession *session;

  listen (fixture);
  OFFICE_WAIT_UNTIL (office_beside_get_state (beside) == OFFICE_BESIDE_SIGNED_OUT);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.do-not-disturb", "s", "hour");
  g_assert_true (office_desk_keep (fixture->desk, third, "TOKEN", NULL));
  session = office_desk_open_beside (fixture->desk, office_desk_find_beside (fixture->desk, OFFICES_THIRD));
  g_assert_nonnull (session);
  g_assert_cmpint (office_person_get_quiet_until (office_session_get_me (session)), ==,
                   office_person_get_quiet_until (office_session_get_me (fixture->window->session)));
}

/* What is said of another office names it. */
static void
test_notice (Fixture *fixture, gconstpointer data)
{
  OfficeSession *other = listen (fixture);

  g_signal_emit_by_name (other, "notice", "Something happened", NULL);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Chess Club: Something happened")
                     != NULL);
}

/* A locale that parts thousands, as most do: the computer may have none but C. */
static gboolean
enter_grouping_locale (const char *folder)
{
  g_autofree char *source = g_build_filename (folder, "numbers", NULL);
  g_autofree char *made = g_build_filename (folder, "grouping", NULL);
  const char *arguments[] = { "localedef", "-c", "--no-archive", "-i", source, made, NULL };

  g_assert_true (g_file_set_contents (source,
                                      "LC_NUMERIC\ndecimal_point \".\"\nthousands_sep \",\"\ngrouping 3;3\n"
                                      "END LC_NUMERIC\n",
                                      -1, NULL));
  g_setenv ("LOCPATH", folder, TRUE);
  return g_spawn_sync (NULL, (char **) arguments, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                       NULL, NULL, NULL)
         && setlocale (LC_NUMERIC, "grouping") != NULL;
}

static void
test_large_counts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("office-counts-XXXXXX", NULL);
  g_autofree char *unread = NULL;
  g_autofree char *replies = NULL;

  if (!enter_grouping_locale (folder))
    {
      g_test_skip ("localedef makes no locale here");
    }
  else
    {
      unread = office_unread_badge_describe ("Yard", 0, 97268);
      replies = office_thread_dup_count (1200);
      g_assert_cmpstr (unread, ==, "Yard, 97,268 unread");
      g_assert_cmpstr (replies, ==, "1,200 replies");
    }
  setlocale (LC_NUMERIC, "C");
  g_unsetenv ("LOCPATH");
  office_test_remove_tree (folder);
}

int
main (int argc, char *argv[])
{
  offices_fixture_init (&argc, &argv);
  OFFICES_FIXTURE_ADD ("/beside/badge", test_badge, NULL);
  OFFICES_FIXTURE_ADD ("/beside/message", test_message, NULL);
  OFFICES_FIXTURE_ADD ("/beside/reminders", test_reminders, NULL);
  OFFICES_FIXTURE_ADD ("/beside/menu", test_menu, NULL);
  OFFICES_FIXTURE_ADD ("/beside/menu-narrow", test_menu, "narrow");
  OFFICES_FIXTURE_ADD ("/beside/unread", test_unread, NULL);
  OFFICES_FIXTURE_ADD ("/beside/away", test_away, NULL);
  OFFICES_FIXTURE_ADD ("/beside/quiet", test_quiet, NULL);
  OFFICES_FIXTURE_ADD ("/beside/quiet-undo", test_quiet_undo, NULL);
  OFFICES_FIXTURE_ADD ("/beside/quiet-later", test_quiet_later, NULL);
  OFFICES_FIXTURE_ADD ("/beside/large-counts", test_large_counts, NULL);
  OFFICES_FIXTURE_ADD ("/beside/notice", test_notice, NULL);
  return offices_fixture_run ();
}
