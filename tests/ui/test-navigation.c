/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding one's way in the real window, with real keys: quick switcher, back and forward. OFFICE_PICTURES keeps pictures. */
#include "office-conversation-view.h"
#include "office-date-popover.h"
#include "office-in-place-text.h"
#include "office-message-list.h"
#include "office-switcher-row.h"
#include "office-task-pane.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"
#include "office-workspace-private.h"

#include <adwaita.h>

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *ui;
  OfficeWindow *window;
  OfficeWorkspace *workspace;
} Fixture;

static void
settle (Fixture *fixture)
{
  office_ui_fixture_settle (fixture->ui);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  fixture->workspace = fixture->window->workspace;
  office_window_show_session (fixture->window, fixture->session, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), data != NULL ? GPOINTER_TO_INT (data) : 1200, 700);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-room", "s", SCENE_GENERAL);
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
}

static void
activate (Fixture *fixture, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action,
                                                     target != NULL ? g_variant_new_string (target) : NULL));
  settle (fixture);
}

static void
press (Fixture *fixture, guint key)
{
  office_ui_fixture_press (fixture->ui, key, 0);
  settle (fixture);
}

static void
assert_room (Fixture *fixture, const char *room)
{
  g_assert_cmpstr (office_workspace_get_room_id (fixture->workspace), ==, room);
}

/* ---- the quick switcher ---- */

static gboolean
is_open (Fixture *fixture)
{
  return fixture->window->switcher_panel != NULL
         && gtk_widget_get_mapped (GTK_WIDGET (fixture->window->switcher_panel));
}

static OfficeSwitcherItem *
get_chosen (Fixture *fixture)
{
  GtkListBox *list = office_chooser_panel_get_list (OFFICE_CHOOSER_PANEL (fixture->window->switcher_panel));
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);

  return row != NULL ? office_switcher_row_get_item (OFFICE_SWITCHER_ROW (row)) : NULL;
}

static void
open_switcher (Fixture *fixture)
{
  activate (fixture, "win.go-to", NULL);
  g_assert_true (is_open (fixture));
  OFFICE_WAIT_UNTIL (
      !office_switcher_is_loading (office_switcher_panel_get_switcher (fixture->window->switcher_panel)));
}

static void
type (Fixture *fixture, const char *text)
{
  office_chooser_panel_set_text (OFFICE_CHOOSER_PANEL (fixture->window->switcher_panel), text);
  settle (fixture);
}

static void
test_switches (Fixture *fixture, gconstpointer data)
{
  GtkWidget *before = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_null (fixture->window->switcher_panel); /* costs nothing before it is asked for */
  open_switcher (fixture);
  office_ui_fixture_check_names (fixture->ui);
  press (fixture, GDK_KEY_Escape);
  g_assert_false (is_open (fixture));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == before);

  open_switcher (fixture);
  press (fixture, GDK_KEY_l);
  press (fixture, GDK_KEY_b);
  press (fixture, GDK_KEY_r);
  press (fixture, GDK_KEY_Return);
  g_assert_false (is_open (fixture));
  assert_room (fixture, SCENE_LIBRARY);
  /* The field is empty the next time, and the room before is the first: two keys toggle. */
  office_session_mark_read (fixture->session, office_test_scene_get_direct (fixture->scene), NULL, 1000, NULL);
  office_session_mark_read (fixture->session, office_test_scene_get_group (fixture->scene), NULL, 1000, NULL);
  office_session_mark_read (fixture->session, SCENE_PARTNERS, NULL, 1000, NULL);
  office_test_scene_settle (fixture->scene);
  open_switcher (fixture);
  g_assert_cmpstr (office_chooser_panel_get_text (OFFICE_CHOOSER_PANEL (fixture->window->switcher_panel)), ==, "");
  press (fixture, GDK_KEY_Return);
  assert_room (fixture, SCENE_GENERAL);
}

static void
test_switches_to_all (Fixture *fixture, gconstpointer data)
{
  open_switcher (fixture);
  type (fixture, "door");
  g_assert_cmpint (office_switcher_item_get_kind (get_chosen (fixture)), ==, OFFICE_SWITCHER_TASK);
  press (fixture, GDK_KEY_Return);
  g_assert_cmpstr (office_workspace_get_task_id (fixture->workspace), ==, SCENE_DOORS);

  open_switcher (fixture);
  type (fixture, "梅");
  press (fixture, GDK_KEY_Return);
  assert_room (fixture, office_test_scene_get_direct (fixture->scene));

  open_switcher (fixture);
  type (fixture, ">show tasks");
  press (fixture, GDK_KEY_Return);
  g_assert_cmpint (office_workspace_get_view (fixture->workspace), ==, OFFICE_VIEW_TASKS);

  /* The sidebar's pages, and what the room's menu has. */
  open_switcher (fixture);
  type (fixture, "my work");
  press (fixture, GDK_KEY_Return);
  g_assert_cmpstr (office_workspace_get_page (fixture->workspace), ==, "work");
  activate (fixture, "win.open-room", SCENE_GENERAL);
  open_switcher (fixture);
  type (fixture, ">archive");
  press (fixture, GDK_KEY_Return);
  g_assert_true (office_room_get_archived (office_session_find_room (fixture->session, SCENE_GENERAL)));
  open_switcher (fixture);
  type (fixture, ">bring back");
  press (fixture, GDK_KEY_Return);
  g_assert_false (office_room_get_archived (office_session_find_room (fixture->session, SCENE_GENERAL)));

  /* What cannot be done is not offered. */
  activate (fixture, "win.open-room", office_test_scene_get_direct (fixture->scene));
  open_switcher (fixture);
  type (fixture, ">archive");
  g_assert_null (get_chosen (fixture));
  press (fixture, GDK_KEY_Escape);
  open_switcher (fixture);
  type (fixture, ">not sent");
  g_assert_null (get_chosen (fixture));
  office_ui_fixture_keep_picture (fixture->ui, "switcher-nothing");
  press (fixture, GDK_KEY_Escape);
}

/* What was typed goes on into the search. */
static void
test_searches (Fixture *fixture, gconstpointer data)
{
  open_switcher (fixture);
  type (fixture, "morning");
  press (fixture, GDK_KEY_End);
  press (fixture, GDK_KEY_Page_Down);
  g_assert_cmpint (office_switcher_item_get_group (get_chosen (fixture)), ==, OFFICE_SWITCHER_SEARCH);
  press (fixture, GDK_KEY_Return);
  g_assert_false (is_open (fixture));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->window->search_panel)));
  g_assert_cmpstr (office_chooser_panel_get_text (OFFICE_CHOOSER_PANEL (fixture->window->search_panel)), ==, "morning");
  /* One takes the place of the other, and the focus comes back to where it was before both. */
  open_switcher (fixture);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->window->search_panel)));
  press (fixture, GDK_KEY_Escape);
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), GTK_WIDGET (fixture->workspace)));
}

static void
take_pictures (Fixture *fixture, const char *name)
{
  const char *texts[] = { "", "lib", ">", "@", "ar" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *picture = g_strdup_printf ("switcher-%s-%u", name, i);

      type (fixture, texts[i]);
      office_ui_fixture_check_names (fixture->ui);
      office_ui_fixture_keep_picture (fixture->ui, picture);
    }
}

static void
test_switcher_pictures (Fixture *fixture, gconstpointer data)
{
  g_autofree char *light = g_strdup_printf ("%d-light", GPOINTER_TO_INT (data));
  g_autofree char *dark = g_strdup_printf ("%d-dark", GPOINTER_TO_INT (data));

  activate (fixture, "win.open-task", SCENE_DOORS);
  activate (fixture, "win.open-room", SCENE_GENERAL);
  open_switcher (fixture);
  take_pictures (fixture, light);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  take_pictures (fixture, dark);
}

/* ---- back and forward ---- */

static void
test_back (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  activate (fixture, "win.show-tasks", NULL);
  activate (fixture, "win.open-task", SCENE_DOORS);
  activate (fixture, "win.open-room", SCENE_PARTNERS);

  activate (fixture, "win.back", NULL);
  assert_room (fixture, SCENE_LIBRARY);
  g_assert_cmpstr (office_workspace_get_task_id (fixture->workspace), ==, SCENE_DOORS);
  g_assert_cmpint (office_workspace_get_view (fixture->workspace), ==, OFFICE_VIEW_TASKS);
  activate (fixture, "win.back", NULL);
  g_assert_null (office_workspace_get_task_id (fixture->workspace));
  g_assert_cmpint (office_workspace_get_view (fixture->workspace), ==, OFFICE_VIEW_TASKS);
  activate (fixture, "win.back", NULL);
  assert_room (fixture, SCENE_LIBRARY);
  g_assert_cmpint (office_workspace_get_view (fixture->workspace), ==, OFFICE_VIEW_CONVERSATION);
  activate (fixture, "win.back", NULL);
  assert_room (fixture, SCENE_GENERAL);
  for (guint i = 0; i < 4; i++)
    activate (fixture, "win.forward", NULL);
  assert_room (fixture, SCENE_PARTNERS);
  g_assert_false (office_trail_can_go (office_workspace_get_trail (fixture->workspace), 1));
}

/* Pages and threads are places too. */
static void
test_back_to_pages (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  activate (fixture, "win.open-thread", SCENE_MORNING);
  activate (fixture, "win.open-page", "people");
  activate (fixture, "win.open-room", SCENE_GENERAL);
  activate (fixture, "win.back", NULL);
  g_assert_cmpstr (office_workspace_get_page (fixture->workspace), ==, "people");
  activate (fixture, "win.back", NULL);
  assert_room (fixture, SCENE_LIBRARY);
  g_assert_cmpstr (fixture->workspace->thread, ==, SCENE_MORNING);
  activate (fixture, "win.back", NULL);
  assert_room (fixture, SCENE_LIBRARY);
  g_assert_null (fixture->workspace->thread);
  activate (fixture, "win.forward", NULL);
  activate (fixture, "win.forward", NULL);
  g_assert_cmpstr (office_workspace_get_page (fixture->workspace), ==, "people");
}

static void
test_back_over_what_is_gone (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *gone = office_record_new_gone ("room", SCENE_PARTNERS, "room:" SCENE_PARTNERS, 1000);

  activate (fixture, "win.open-room", SCENE_PARTNERS);
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  office_test_scene_receive (fixture->scene, gone, NULL);
  settle (fixture);
  activate (fixture, "win.back", NULL);
  assert_room (fixture, SCENE_GENERAL);
  activate (fixture, "win.forward", NULL);
  assert_room (fixture, SCENE_LIBRARY);
}

static gboolean
is_list (GtkWidget *widget, gconstpointer data)
{
  return TRUE;
}

static OfficeMessageList *
get_list (Fixture *fixture)
{
  return OFFICE_MESSAGE_LIST (office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_MESSAGE_LIST, is_list, NULL));
}

/* While rows still come, the list has the last word about where it stands: a reader would scroll again. */
static gboolean
scroll_half_up (Fixture *fixture, char **position, double *offset)
{
  GtkAdjustment *adjustment = office_message_list_get_adjustment (get_list (fixture));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  settle (fixture);
  *position = office_message_list_dup_position (get_list (fixture), offset);
  return *position != NULL;
}

/* The way back leads to what was read, however far up. */
static void
test_back_to_position (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  double offset_before, offset_after;

  office_test_scene_add_messages (fixture->scene, SCENE_GENERAL, 300);
  settle (fixture);
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  activate (fixture, "win.open-room", SCENE_GENERAL);
  OFFICE_WAIT_UNTIL (scroll_half_up (fixture, &before, &offset_before));
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  activate (fixture, "win.back", NULL);
  assert_room (fixture, SCENE_GENERAL);
  after = office_message_list_dup_position (get_list (fixture), &offset_after);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpfloat (ABS (offset_after - offset_before), <, 2);
}

/* A message that was asked for is a place of its own. */
static void
test_back_from_message (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  activate (fixture, "win.open-message", SCENE_MORNING);
  activate (fixture, "win.back", NULL);
  assert_room (fixture, SCENE_LIBRARY);
  activate (fixture, "win.back", NULL);
  assert_room (fixture, SCENE_GENERAL);
}

/* ---- the buttons ---- */

static gboolean
leads (GtkWidget *widget, gconstpointer action)
{
  return g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0
         && gtk_widget_get_mapped (widget);
}

static GtkWidget *
find_leading (Fixture *fixture, const char *action)
{
  return office_ui_fixture_find_by (fixture->ui, GTK_TYPE_BUTTON, leads, action);
}

/* In the header, and off where there is nowhere to go. */
static void
test_buttons (Fixture *fixture, gconstpointer data)
{
  GtkWidget *back = find_leading (fixture, "win.back");
  GtkWidget *forward = find_leading (fixture, "win.forward");

  g_assert_nonnull (back);
  g_assert_nonnull (forward);
  g_assert_false (gtk_widget_is_sensitive (forward));
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  g_assert_true (gtk_widget_is_sensitive (back));
  office_ui_fixture_keep_picture (fixture->ui, "trail-buttons");
  g_signal_emit_by_name (back, "clicked");
  settle (fixture);
  assert_room (fixture, SCENE_GENERAL);
  g_assert_true (gtk_widget_is_sensitive (forward));
  g_signal_emit_by_name (forward, "clicked");
  settle (fixture);
  assert_room (fixture, SCENE_LIBRARY);
  g_assert_false (gtk_widget_is_sensitive (forward));
  /* Beside a pane the title needs the room. */
  activate (fixture, "win.open-task", SCENE_DOORS);
  g_assert_null (find_leading (fixture, "win.back"));
}

static void
test_buttons_narrow (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  g_assert_null (find_leading (fixture, "win.back"));
}

/* ---- a day ---- */

/* Nor where the day is there no more: from the 31st to a month of 30. Its own day is chosen by the button. */
static void
check_turns_over (Fixture *fixture, GtkCalendar *calendar)
{
  g_autoptr (GDateTime) day = g_date_time_new_local (2025, 12, 31, 12, 0, 0);
  g_autoptr (GDateTime) shown = NULL;

  office_date_popover_open (OFFICE_DATE_POPOVER (fixture->workspace->date_popover),
                            GTK_WIDGET (fixture->workspace->room_button), g_date_time_to_unix (day) * 1000);
  settle (fixture);
  office_ui_fixture_press (fixture->ui, GDK_KEY_Left, GDK_CONTROL_MASK);
  settle (fixture);
  shown = gtk_calendar_get_date (calendar);
  g_assert_cmpint (g_date_time_get_month (shown), ==, 11);
  g_assert_cmpint (g_date_time_get_day_of_month (shown), ==, 30);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (calendar)));
}

static void
test_day (Fixture *fixture, gconstpointer data)
{
  gint64 now = office_session_get_now (fixture->session);
  GtkWidget *calendar;

  activate (fixture, "win.open-room", SCENE_LIBRARY);
  office_test_scene_add_messages (fixture->scene, SCENE_GENERAL, 2100); /* one a minute */
  settle (fixture);
  activate (fixture, "win.open-room", SCENE_GENERAL);
  settle (fixture);
  OFFICE_WAIT_UNTIL (office_message_list_is_at_bottom (get_list (fixture)));
  activate (fixture, "win.jump-to-date", NULL);
  calendar = office_ui_fixture_find_by (fixture->ui, GTK_TYPE_CALENDAR, is_list, NULL);
  g_assert_nonnull (calendar);
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "jump-to-date");
  /* Turning over the months chooses nothing. */
  g_signal_emit_by_name (calendar, "next-month");
  g_assert_true (gtk_widget_get_mapped (calendar));
  check_turns_over (fixture, GTK_CALENDAR (calendar));
  office_date_popover_open (OFFICE_DATE_POPOVER (fixture->workspace->date_popover),
                            GTK_WIDGET (fixture->workspace->room_button), now);
  {
    g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (now / 1000 - 86400);

    gtk_calendar_select_day (GTK_CALENDAR (calendar), day);
  }
  settle (fixture);
  {
    OfficeMessageList *list = get_list (fixture);
    g_autofree char *position = NULL;
    double offset;
    gboolean found = FALSE;

    position = office_message_list_dup_position (list, &offset);
    g_assert_nonnull (position);
    for (guint i = 0; i < office_message_list_get_n_rows (list); i++)
      {
        OfficeMessage *message = office_message_row_get_message (office_message_list_get_row (list, i));
        gint64 at = office_message_get_at (message);

        found |= at >= now - 86400000 - 10 * 3600000 && at < now - 86400000 - 10 * 3600000 + 60000;
      }
    g_assert_true (found);
  }
  activate (fixture, "win.back", NULL);
  OFFICE_WAIT_UNTIL (office_message_list_is_at_bottom (get_list (fixture)));
}

/* ---- links ---- */

static void
test_links (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-link", "office:room/" SCENE_LIBRARY);
  assert_room (fixture, SCENE_LIBRARY);
  activate (fixture, "win.open-link", "office://" SCENE_OFFICE "/task/" SCENE_DOORS);
  g_assert_cmpstr (office_workspace_get_task_id (fixture->workspace), ==, SCENE_DOORS);
  activate (fixture, "win.open-link", "office:person/" SCENE_MEI);
  assert_room (fixture, office_test_scene_get_direct (fixture->scene));
  activate (fixture, "win.open-link", "office:message/" SCENE_MORNING);
  assert_room (fixture, SCENE_LIBRARY);
  /* What is said on a task opens with the task. */
  {
    g_autofree char *said = g_strconcat (
        "office:message/",
        office_test_scene_say (fixture->scene, SCENE_LIBRARY, SCENE_LAMPS, SCENE_ANNA, "Which lamps?"), NULL);

    activate (fixture, "win.open-link", said);
    g_assert_cmpstr (office_workspace_get_task_id (fixture->workspace), ==, SCENE_LAMPS);
  }
  /* Another office, or nothing: one stays where one is. */
  activate (fixture, "win.open-link", "office://0190a000-0000-7000-8000-0000000000a2/room/" SCENE_GENERAL);
  activate (fixture, "win.open-link", "office:room/0190a000-0000-7000-8000-00000000ffff");
  activate (fixture, "win.open-link", "https://example.com");
  assert_room (fixture, SCENE_LIBRARY);
  /* As the program opens it when it is given one from outside. */
  office_window_open_link (fixture->window, "office://" SCENE_OFFICE "/room/" SCENE_GENERAL);
  assert_room (fixture, SCENE_GENERAL);
}

#define TEST(path, function, width) g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)

static gboolean
is_title (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "task-title");
}

/* A phone shows all of a task, from its first moment on. */
static void
test_task_on_phone (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pane, *title;

  g_assert_true (office_session_create_steps (fixture->session, SCENE_DOORS,
                                              "Ask the fire officer about the three doors of the second level", NULL));
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  activate (fixture, "win.open-task", SCENE_DOORS);
  pane = office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_PANE, is_list, NULL);
  title = office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_IN_PLACE_TEXT, is_title, NULL);
  g_assert_cmpint (gtk_widget_get_width (pane), <=, 360);
  /* One line of it. */
  OFFICE_WAIT_UNTIL (gtk_widget_get_height (title) > 0 && gtk_widget_get_height (title) < 40);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  office_ui_fixture_init (&argc, &argv);

  TEST ("/switcher/switches", test_switches, 1200);
  TEST ("/switcher/switches/narrow", test_switches, 360);
  TEST ("/switcher/switches-to-all", test_switches_to_all, 1200);
  TEST ("/switcher/searches", test_searches, 1200);
  TEST ("/switcher/pictures", test_switcher_pictures, 1200);
  TEST ("/switcher/pictures/narrow", test_switcher_pictures, 360);
  TEST ("/trail/back", test_back, 1200);
  TEST ("/trail/back/narrow", test_back, 360);
  TEST ("/trail/pages", test_back_to_pages, 1200);
  TEST ("/trail/over-what-is-gone", test_back_over_what_is_gone, 1200);
  TEST ("/trail/to-position", test_back_to_position, 1200);
  TEST ("/trail/from-message", test_back_from_message, 1200);
  TEST ("/trail/buttons", test_buttons, 1200);
  TEST ("/trail/buttons/narrow", test_buttons_narrow, 360);
  TEST ("/places/day", test_day, 1200);
  TEST ("/places/links", test_links, 1200);
  TEST ("/places/task-on-phone", test_task_on_phone, 360);
  return g_test_run ();
}
