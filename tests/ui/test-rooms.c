/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rooms as wholes in the real window: sections of the sidebar, menus, details, browsing. OFFICE_PICTURES keeps pictures. */
#include "office-browse-dialog.h"
#include "office-direct-dialog.h"
#include "office-question.h"
#include "office-room-dialog.h"
#include "office-room-people-dialog.h"
#include "office-settings.h"
#include "office-sidebar-row.h"
#include "office-sidebar-section.h"
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
  office_test_scene_settle (fixture->scene);
  office_ui_fixture_settle (fixture->ui);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
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

static gboolean
is_row_of_room (GtkWidget *widget, gconstpointer room)
{
  OfficeRoom *of_row = office_sidebar_row_get_room (OFFICE_SIDEBAR_ROW (widget));

  return of_row != NULL && g_str_equal (office_room_get_id (of_row), room);
}

static GtkWidget *
find_row (Fixture *fixture, const char *room)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_SIDEBAR_ROW, is_row_of_room, room);
}

static gboolean
shows_text (GtkWidget *label, gconstpointer text)
{
  return g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return office_ui_fixture_find_by (fixture->ui, GTK_TYPE_LABEL, shows_text, text) != NULL;
}

static GtkWidget *
find_dialog (Fixture *fixture, GType type)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
find_question (Fixture *fixture)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  return GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
#else
  return find_dialog (fixture, OFFICE_TYPE_QUESTION);
#endif
}

/* Its mnemonic and all. */
static GtkWidget *
find_answer (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_answer (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* ---- the sidebar ---- */

static void
test_sections (Fixture *fixture, gconstpointer data)
{
  g_assert_false (shows (fixture, "Favorites"));
  activate (fixture, "win.favourite-room", "");
  g_assert_true (office_room_get_favourite (office_session_find_room (fixture->session, SCENE_GENERAL)));
  g_assert_true (shows (fixture, "Favorites"));
  g_assert_true (office_session_set_room_group (fixture->session, SCENE_PARTNERS, "Sites", NULL));
  settle (fixture);
  g_assert_true (shows (fixture, "Sites"));
  office_ui_fixture_check_names (fixture->ui);

  g_assert_nonnull (find_row (fixture, SCENE_PARTNERS));
  g_assert_true (office_session_set_muted (fixture->session, SCENE_PARTNERS, TRUE, NULL)); /* what is new would stay */
  gtk_widget_activate_action (GTK_WIDGET (fixture->workspace->sidebar), "sidebar.fold", "s", "group:Sites");
  settle (fixture);
  g_assert_cmpuint (office_room_get_mentions (office_session_find_room (fixture->session, SCENE_PARTNERS)), ==, 0);
  g_assert_null (find_row (fixture, SCENE_PARTNERS));
  /* It stays folded when the office is opened again. */
  g_object_ref (fixture->session);
  office_workspace_set_session (fixture->workspace, NULL, NULL);
  office_workspace_set_session (fixture->workspace, fixture->session, SCENE_GENERAL);
  settle (fixture);
  if (office_settings_get_default () != NULL)
    g_assert_null (find_row (fixture, SCENE_PARTNERS));
  else
    g_test_message ("Without a compiled schema nothing is remembered");
  gtk_widget_activate_action (GTK_WIDGET (fixture->workspace->sidebar), "sidebar.fold", "s", "group:Sites");
  settle (fixture);
  g_assert_true ((find_row (fixture, SCENE_PARTNERS) != NULL) == (office_settings_get_default () != NULL));
  g_object_unref (fixture->session);
}

static gboolean
is_group (GtkWidget *row, gconstpointer name)
{
  return g_strcmp0 (office_sidebar_section_get_group (OFFICE_SIDEBAR_SECTION (row)), name) == 0;
}

static gboolean
is_open_menu (GtkWidget *popover, gconstpointer row)
{
  return gtk_widget_get_parent (popover) == row && gtk_widget_get_visible (popover);
}

/* The heading of a group of one's own has a menu, by mouse and by key; others have none. */
static void
test_group_menu (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *partners = office_session_find_room (fixture->session, SCENE_PARTNERS);
  GtkWidget *row, *menu;

  g_assert_true (office_session_set_room_group (fixture->session, SCENE_PARTNERS, "Sites", NULL));
  settle (fixture);
  row = office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_SIDEBAR_SECTION, is_group, "Sites");
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Menu, 0);
  menu = office_ui_fixture_find_by (fixture->ui, GTK_TYPE_POPOVER_MENU, is_open_menu, row);
  g_assert_nonnull (menu);
  office_ui_fixture_keep_picture (fixture->ui, "rooms-group-menu");
  /* As GTK leaves a row on which the button went down that was let go in the menu. */
  gtk_widget_set_state_flags (row, GTK_STATE_FLAG_ACTIVE, FALSE);
  gtk_popover_popdown (GTK_POPOVER (menu));
  settle (fixture);
  g_assert_false (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_ACTIVE);

  activate (fixture, "win.remove-group", "Sites");
  g_assert_null (office_room_get_group (partners));
  g_assert_null (office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_SIDEBAR_SECTION, is_group, "Sites"));
  g_assert_nonnull (find_row (fixture, SCENE_PARTNERS));
}

static void
test_muted (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  activate (fixture, "win.open-room", SCENE_LIBRARY);
  activate (fixture, "win.mute-room", SCENE_GENERAL);
  office_test_scene_say (fixture->scene, SCENE_GENERAL, NULL, SCENE_ANNA, "Hello");
  settle (fixture);
  row = find_row (fixture, SCENE_GENERAL);
  g_assert_true (gtk_widget_has_css_class (row, "muted"));
  g_assert_false (gtk_widget_has_css_class (row, "unread"));
  office_ui_fixture_keep_picture (fixture->ui, "rooms-muted");
  activate (fixture, "win.mute-room", SCENE_GENERAL);
  row = find_row (fixture, SCENE_GENERAL);
  g_assert_true (gtk_widget_has_css_class (row, "unread"));
}

static gboolean
is_any (GtkWidget *widget, gconstpointer data)
{
  return TRUE;
}

static void
test_menu (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_row (fixture, SCENE_LIBRARY);

  gtk_widget_grab_focus (row);
  office_ui_fixture_press (fixture->ui, GDK_KEY_Menu, 0);
  settle (fixture);
  g_assert_nonnull (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_POPOVER_MENU, is_any, NULL));
  g_assert_true (shows (fixture, "Leave Room"));
  g_assert_true (shows (fixture, "Favorite"));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  settle (fixture);
  g_assert_null (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_POPOVER_MENU, is_any, NULL));
  /* The menu of the header, each time as the room is then. */
  for (guint i = 0; i < 2; i++)
    {
      gtk_menu_button_popup (fixture->workspace->room_button);
      settle (fixture);
      g_assert_true (shows (fixture, i == 0 ? "Archive Room" : "Bring Back"));
      gtk_menu_button_popdown (fixture->workspace->room_button);
      settle (fixture);
      if (i == 0)
        activate (fixture, "win.archive-room", "");
    }
}

/* ---- coming and going ---- */

static void
test_leaves (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.leave-room", "");
  /* What is open stays open, and says how it stands. */
  g_assert_cmpstr (office_workspace_get_room_id (fixture->workspace), ==, SCENE_GENERAL);
  g_assert_nonnull (office_room_strip_get_text (fixture->workspace->room_strip));
  /* It stands in the sidebar as long as it is open. */
  g_assert_null (strstr (office_room_strip_get_text (fixture->workspace->room_strip), "sidebar"));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui,
                                  data != NULL && GPOINTER_TO_INT (data) == 360 ? "rooms-left-360" : "rooms-left");
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  g_assert_null (find_row (fixture, SCENE_GENERAL));
  g_assert_null (office_room_strip_get_text (fixture->workspace->room_strip));
  activate (fixture, "win.join-room", SCENE_GENERAL);
  if (GPOINTER_TO_INT (data) != 360)
    g_assert_nonnull (find_row (fixture, SCENE_GENERAL));
}

/* Nobody comes back into a private room by themselves: this one asks. */
static void
test_leaves_private (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  activate (fixture, "win.leave-room", SCENE_PARTNERS);
  dialog = find_question (fixture);
  g_assert_nonnull (dialog);
  g_assert_true (office_room_get_joined (office_session_find_room (fixture->session, SCENE_PARTNERS)));
  g_signal_emit_by_name (find_answer (dialog, "_Leave"), "clicked");
  settle (fixture);
  g_assert_false (office_room_get_joined (office_session_find_room (fixture->session, SCENE_PARTNERS)));
}

static void
test_archives (Fixture *fixture, gconstpointer data)
{
  /* Somebody puts the room away while it is written in: what is still typed presses nothing, and is there afterwards. */
  office_conversation_view_focus_composer (fixture->workspace->conversation);
  office_ui_fixture_press (fixture->ui, GDK_KEY_a, 0);
  g_assert_true (office_session_archive_room (fixture->session, SCENE_GENERAL, TRUE, NULL));
  settle (fixture);
  g_assert_null (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Return, 0);
  g_assert_cmpstr (office_workspace_get_room_id (fixture->workspace), ==, SCENE_GENERAL);
  activate (fixture, "win.archive-room", "");
  activate (fixture, "win.archive-room", "");
  g_assert_cmpstr (office_workspace_get_room_id (fixture->workspace), ==, SCENE_GENERAL);
  g_assert_nonnull (strstr (office_room_strip_get_text (fixture->workspace->room_strip), "archived"));
  office_ui_fixture_keep_picture (fixture->ui, "rooms-archived");
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  g_assert_null (find_row (fixture, SCENE_GENERAL));
  activate (fixture, "win.open-room", SCENE_GENERAL);
  activate (fixture, "win.archive-room", "");
  g_assert_null (office_room_strip_get_text (fixture->workspace->room_strip));
  g_assert_nonnull (find_row (fixture, SCENE_GENERAL));
}

/* ---- dialogs ---- */

static void
keep_dialog (GtkWidget *dialog, const char *name)
{
  OfficeUiFixture *ui = office_ui_fixture_new_for_window (GTK_WINDOW (dialog));

  office_ui_fixture_settle (ui);
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_picture (ui, name);
  office_ui_fixture_free (ui);
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  g_assert_true (office_session_edit_room (fixture->session, SCENE_GENERAL, "topic", "Everything and nothing", NULL));
  g_assert_true (office_session_edit_room (fixture->session, SCENE_GENERAL, "description",
                                           "What is for all of us.\nNo plans, no drawings.", NULL));
  settle (fixture);
  g_assert_cmpstr (office_room_get_description (office_session_find_room (fixture->session, SCENE_GENERAL)), ==,
                   "What is for all of us.\nNo plans, no drawings.");
  activate (fixture, "win.room-details", "");
  dialog = find_dialog (fixture, OFFICE_TYPE_ROOM_DIALOG);
  g_assert_nonnull (dialog);
  keep_dialog (dialog, "rooms-details");
  settle (fixture);
  activate (fixture, "win.room-details", office_test_scene_get_direct (fixture->scene));
  keep_dialog (find_dialog (fixture, OFFICE_TYPE_ROOM_DIALOG), "rooms-details-direct");
  settle (fixture);
}

static gboolean
is_room_title (GtkWidget *widget, gconstpointer title)
{
  return g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static void
test_browse (Fixture *fixture, gconstpointer data)
{
  OfficeUiFixture *ui;
  GtkWidget *dialog;
  GtkWidget *row;

  g_assert_true (office_session_archive_room (fixture->session, SCENE_LIBRARY, TRUE, NULL));
  g_assert_true (office_session_leave_room (fixture->session, SCENE_GENERAL, NULL));
  settle (fixture);
  activate (fixture, "win.browse-rooms", NULL);
  dialog = find_dialog (fixture, OFFICE_TYPE_BROWSE_DIALOG);
  g_assert_nonnull (dialog);
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (dialog));
  office_ui_fixture_settle (ui);
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_picture (ui, "rooms-browse");
  g_assert_nonnull (office_ui_fixture_find_by (ui, ADW_TYPE_ACTION_ROW, is_room_title, "Riverside Library"));
  row = office_ui_fixture_find_by (ui, ADW_TYPE_ACTION_ROW, is_room_title, "General");
  g_assert_nonnull (row);
  {
    GtkWidget *join = g_object_get_data (G_OBJECT (row), "join");

    g_assert_true (gtk_widget_get_mapped (join));
    g_signal_emit_by_name (join, "clicked");
    office_test_scene_settle (fixture->scene);
    office_ui_fixture_settle (ui);
    g_assert_false (gtk_widget_get_mapped (join));
  }
  g_assert_true (office_room_get_joined (office_session_find_room (fixture->session, SCENE_GENERAL)));
  /* What is typed narrows it down; Enter opens the first. */
  office_ui_fixture_press (ui, GDK_KEY_r, 0);
  office_ui_fixture_press (ui, GDK_KEY_l, 0);
  office_ui_fixture_settle (ui);
  g_assert_null (office_ui_fixture_find_by (ui, ADW_TYPE_ACTION_ROW, is_room_title, "General"));
  g_object_ref (dialog); /* it goes, before the fixture does */
  g_signal_emit_by_name (office_ui_fixture_find_by (ui, GTK_TYPE_SEARCH_ENTRY, is_any, NULL), "activate");
  settle (fixture);
  g_assert_cmpstr (office_workspace_get_room_id (fixture->workspace), ==, SCENE_LIBRARY);
  g_assert_null (find_dialog (fixture, OFFICE_TYPE_BROWSE_DIALOG));
  office_ui_fixture_free (ui);
  g_object_unref (dialog);
}

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  g_assert_true (office_session_set_favourite (fixture->session, SCENE_LIBRARY, TRUE, NULL));
  g_assert_true (office_session_set_room_group (fixture->session, SCENE_PARTNERS, "Contracts and permits", NULL));
  g_assert_true (
      office_session_create_room (fixture->session, "مدرسة حلب", NULL, OFFICE_ROOM_PUBLIC, NULL, NULL, NULL));
  g_assert_true (office_session_leave_room (fixture->session, SCENE_GENERAL, NULL));
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  if (GPOINTER_TO_INT (data) == 360)
    adw_leaflet_navigate (fixture->workspace->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
  settle (fixture);
  office_ui_fixture_keep_picture (fixture->ui, GPOINTER_TO_INT (data) == 360 ? "rooms-360" : "rooms-1200");
  gtk_widget_activate_action (GTK_WIDGET (fixture->workspace->sidebar), "sidebar.fold", "s", "people");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  settle (fixture);
  office_ui_fixture_keep_picture (fixture->ui, GPOINTER_TO_INT (data) == 360 ? "rooms-360-dark" : "rooms-1200-dark");
  gtk_widget_activate_action (GTK_WIDGET (fixture->workspace->sidebar), "sidebar.fold", "s", "people");
}

/* ---- who is in a room ---- */

static gboolean
has_tooltip (GtkWidget *widget, gconstpointer text)
{
  return gtk_widget_get_mapped (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0;
}

static GtkWidget *
find_button (OfficeUiFixture *ui, const char *tooltip)
{
  return office_ui_fixture_find_by (ui, GTK_TYPE_BUTTON, has_tooltip, tooltip);
}

static gboolean
always (GtkWidget *widget, gconstpointer data)
{
  return TRUE;
}

static guint
count_members (Fixture *fixture, const char *room)
{
  return office_room_get_n_members (office_session_find_room (fixture->session, room));
}

/* A public room is read by all, and had by those who joined: people come and go from the dialog, by keyboard too. */
static void
test_people_of_a_public_room (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (fixture->session, SCENE_GENERAL);
  GtkWidget *dialog;
  OfficeUiFixture *ui;
  GtkWidget *search;
  guint n;

  n = count_members (fixture, SCENE_GENERAL);
  dialog = office_room_people_dialog_new (fixture->session, room);
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (dialog));
  office_ui_fixture_settle (ui);
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_picture (ui, "rooms-people-public");
  search = office_ui_fixture_find_by (ui, GTK_TYPE_SEARCH_ENTRY, always, NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), search));
  g_assert_nonnull (find_button (ui, "Take Ben Okafor out of this room"));

  gtk_editable_set_text (GTK_EDITABLE (search), "mei");
  OFFICE_WAIT_UNTIL (find_button (ui, "Take Ben Okafor out of this room") == NULL);
  office_ui_fixture_settle (ui);
  g_assert_nonnull (find_button (ui, "Add Mei 梅琳 to this room"));
  office_ui_fixture_press (ui, GDK_KEY_Tab, 0);
  office_ui_fixture_press (ui, GDK_KEY_Return, 0);
  OFFICE_WAIT_UNTIL (count_members (fixture, SCENE_GENERAL) == n + 1);
  office_ui_fixture_settle (ui);
  g_assert_nonnull (find_button (ui, "Take Mei 梅琳 out of this room"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), search));

  gtk_editable_set_text (GTK_EDITABLE (search), "nobody at all");
  OFFICE_WAIT_UNTIL (find_button (ui, "Take Mei 梅琳 out of this room") == NULL);
  office_ui_fixture_settle (ui);
  office_ui_fixture_keep_picture (ui, "rooms-people-nobody");
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  OFFICE_WAIT_UNTIL (find_button (ui, "Take Mei 梅琳 out of this room") != NULL);
  g_signal_emit_by_name (find_button (ui, "Take Mei 梅琳 out of this room"), "clicked");
  OFFICE_WAIT_UNTIL (count_members (fixture, SCENE_GENERAL) == n);
  office_ui_fixture_free (ui);
}

/* A topic is one line, however it was pasted; no name is typed that would be refused. */
static void
test_lines_of_a_new_room (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = office_room_dialog_new (fixture->session, NULL);
  g_autofree char *long_name = g_strnfill (200, 'x');
  OfficeUiFixture *ui;
  GtkEditable *name;
  const char *id;

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (fixture->window));
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (g_object_ref (dialog)));
  office_ui_fixture_settle (ui);
  name = GTK_EDITABLE (office_ui_fixture_find (ui, ADW_TYPE_ENTRY_ROW, "title", "Name"));
  gtk_editable_set_text (name, long_name);
  g_assert_cmpuint (strlen (gtk_editable_get_text (name)), ==, 80);
  gtk_editable_set_text (name, "North\nwing");
  gtk_editable_set_text (GTK_EDITABLE (office_ui_fixture_find (ui, ADW_TYPE_ENTRY_ROW, "title", "Topic")),
                         "Lamps \r\n\n  and\tcolors\n");
  g_signal_emit_by_name (find_answer (dialog, "C_reate"), "clicked");
  settle (fixture);
  id = office_workspace_get_room_id (fixture->workspace);
  g_assert_cmpstr (office_room_get_name (office_session_find_room (fixture->session, id)), ==, "North wing");
  g_assert_cmpstr (office_room_get_topic (office_session_find_room (fixture->session, id)), ==, "Lamps and colors");
  office_ui_fixture_free (ui);
}

/* The keys go to the search at once; who is not found is not to be invited. */
static void
test_write_to_people (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = office_direct_dialog_new (fixture->session);
  OfficeUiFixture *ui;
  GtkWidget *search;

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (fixture->window));
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (g_object_ref (dialog)));
  office_ui_fixture_settle (ui);
  search = office_ui_fixture_find_by (ui, GTK_TYPE_SEARCH_ENTRY, always, NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), search));
  gtk_editable_set_text (GTK_EDITABLE (search), "nobody at all");
  OFFICE_WAIT_UNTIL (office_ui_fixture_find_by (ui, GTK_TYPE_LABEL, shows_text, "Nobody Found") != NULL);
  office_ui_fixture_settle (ui);
  office_ui_fixture_keep_picture (ui, "rooms-write-to-nobody");

  /* A name and Enter, and Enter again. */
  gtk_editable_set_text (GTK_EDITABLE (search), "mei");
  office_ui_fixture_press (ui, GDK_KEY_Return, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
  office_ui_fixture_press (ui, GDK_KEY_Return, 0);
  OFFICE_WAIT_UNTIL (
      g_strcmp0 (office_workspace_get_room_id (fixture->workspace), office_test_scene_get_direct (fixture->scene))
      == 0);
  settle (fixture);
  office_ui_fixture_free (ui);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  office_ui_fixture_init (&argc, &argv);

#define TEST(path, function, width) g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  TEST ("/rooms/sections", test_sections, 1200);
  TEST ("/rooms/group-menu", test_group_menu, 1200);
  TEST ("/rooms/muted", test_muted, 1200);
  TEST ("/rooms/menu", test_menu, 1200);
  TEST ("/rooms/leaves", test_leaves, 1200);
  TEST ("/rooms/leaves/narrow", test_leaves, 360);
  TEST ("/rooms/leaves-private", test_leaves_private, 1200);
  TEST ("/rooms/archives", test_archives, 1200);
  TEST ("/rooms/details", test_details, 1200);
  TEST ("/rooms/browse", test_browse, 1200);
  TEST ("/rooms/people-of-a-public-room", test_people_of_a_public_room, 1200);
  TEST ("/rooms/lines-of-a-new-room", test_lines_of_a_new_room, 1200);
  TEST ("/rooms/write-to-people", test_write_to_people, 1200);
  TEST ("/rooms/pictures", test_pictures, 1200);
  TEST ("/rooms/pictures/narrow", test_pictures, 360);
  return g_test_run ();
}
