/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search over the real window, with real keys. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "office-conversation-view.h"
#include "office-message-list.h"
#include "office-search-row.h"
#include "office-settings.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-ui.h"
#include "office-window-private.h"

#include <adwaita.h>

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *ui;
  OfficeWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  office_window_show_session (fixture->window, fixture->session, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), data != NULL ? GPOINTER_TO_INT (data) : 1200, 700);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-room", "s", SCENE_GENERAL);
  office_ui_fixture_settle (fixture->ui);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
}

static void
open_search (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL));
  office_ui_fixture_settle (fixture->ui);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->window->search_panel)));
}

static void
type (Fixture *fixture, const char *text)
{
  office_chooser_panel_set_text (OFFICE_CHOOSER_PANEL (fixture->window->search_panel), text);
  OFFICE_WAIT_UNTIL (!office_search_is_busy (office_search_panel_get_search (fixture->window->search_panel)));
  office_ui_fixture_settle (fixture->ui);
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static gboolean
is_open (Fixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (fixture->window->search_panel));
}

static gboolean
is_of_kind (GtkWidget *row, gconstpointer kind)
{
  return office_search_result_get_kind (office_search_row_get_result (OFFICE_SEARCH_ROW (row)))
         == (OfficeSearchKind) GPOINTER_TO_INT (kind);
}

static OfficeSearchRow *
find_row (Fixture *fixture, OfficeSearchKind kind)
{
  return (OfficeSearchRow *) office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_SEARCH_ROW, is_of_kind,
                                                        GINT_TO_POINTER (kind));
}

static void
press (Fixture *fixture, guint key)
{
  office_ui_fixture_press (fixture->ui, key, 0);
  office_ui_fixture_settle (fixture->ui);
}

static gboolean
shows_text (GtkWidget *label, gconstpointer text)
{
  return strstr (gtk_label_get_text (GTK_LABEL (label)), text) != NULL;
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return office_ui_fixture_find_by (fixture->ui, GTK_TYPE_LABEL, shows_text, text) != NULL;
}

static void
test_opens_and_closes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *before = get_focus (fixture);

  g_assert_null (fixture->window->search_panel); /* costs nothing before it is asked for */
  open_search (fixture);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), GTK_WIDGET (fixture->window->search_panel)));
  g_assert_true (shows (fixture, "from:"));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "search-hints");
  /* The keyboard stays in it. */
  for (guint i = 0; i < 12; i++)
    {
      press (fixture, GDK_KEY_Tab);
      g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), GTK_WIDGET (fixture->window->search_panel)));
    }
  press (fixture, GDK_KEY_Escape);
  g_assert_false (is_open (fixture));
  g_assert_true (get_focus (fixture) == before);
}

static void
test_types_with_keys (Fixture *fixture, gconstpointer data)
{
  open_search (fixture);
  press (fixture, GDK_KEY_l);
  press (fixture, GDK_KEY_i);
  press (fixture, GDK_KEY_b);
  g_assert_cmpstr (office_search_get_text (office_search_panel_get_search (fixture->window->search_panel)), ==, "lib");
  OFFICE_WAIT_UNTIL (find_row (fixture, OFFICE_SEARCH_ROOM) != NULL);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "search-lib");
  press (fixture, GDK_KEY_Return);
  g_assert_false (is_open (fixture));
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), ==, SCENE_LIBRARY);
  /* It is there again, and typed over. */
  open_search (fixture);
  press (fixture, GDK_KEY_x);
  g_assert_cmpstr (office_search_get_text (office_search_panel_get_search (fixture->window->search_panel)), ==, "x");
}

static gboolean
is_message (GtkWidget *row, gconstpointer id)
{
  return g_str_equal (office_message_get_id (office_message_row_get_message (OFFICE_MESSAGE_ROW (row))), id);
}

static gboolean
is_in_view (Fixture *fixture, GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_ancestor (row, OFFICE_TYPE_MESSAGE_LIST);
  double y;

  return gtk_widget_translate_coordinates (row, list, 0, 0, NULL, &y) && y >= 0 && y < gtk_widget_get_height (list);
}

/* A message that is far above what is loaded. */
static void
test_jumps_far_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_strdup (
      office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "the needle in the hay"));
  GtkWidget *row;

  office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 400);
  open_search (fixture);
  type (fixture, "needle");
  g_assert_nonnull (find_row (fixture, OFFICE_SEARCH_MESSAGE));
  office_ui_fixture_keep_picture (fixture->ui, "search-needle");
  press (fixture, GDK_KEY_Return);
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), ==, SCENE_LIBRARY);
  row = office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_MESSAGE_ROW, is_message, id);
  g_assert_nonnull (row);
  OFFICE_WAIT_UNTIL (is_in_view (fixture, row));
}

static void
test_opens_a_task (Fixture *fixture, gconstpointer data)
{
  const char *title = office_task_get_title (office_session_find_task (fixture->session, SCENE_DOORS));

  open_search (fixture);
  type (fixture, title);
  g_assert_nonnull (find_row (fixture, OFFICE_SEARCH_TASK));
  press (fixture, GDK_KEY_Return);
  g_assert_false (is_open (fixture));
  g_assert_cmpstr (office_workspace_get_task_id (fixture->window->workspace), ==, SCENE_DOORS);
}

/* What was said on a task opens the task. */
static void
test_opens_the_task_of_a_message (Fixture *fixture, gconstpointer data)
{
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, SCENE_SAMPLES, SCENE_ANNA, "about the zebra");
  open_search (fixture);
  type (fixture, "zebra");
  press (fixture, GDK_KEY_Return);
  g_assert_cmpstr (office_workspace_get_task_id (fixture->window->workspace), ==, SCENE_SAMPLES);
}

static void
test_chooses_with_arrows (Fixture *fixture, gconstpointer data)
{
  GtkListBox *list;
  GtkListBoxRow *row;

  office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 100);
  open_search (fixture);
  type (fixture, "in:library is:message");
  list = GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (find_row (fixture, OFFICE_SEARCH_MESSAGE))));
  for (guint i = 0; i < 40; i++)
    press (fixture, GDK_KEY_Down);
  row = gtk_list_box_get_selected_row (list);
  g_assert_cmpint (gtk_list_box_row_get_index (row), ==, 40);
  press (fixture, GDK_KEY_Up);
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (list)), ==, 39);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), GTK_WIDGET (fixture->window->search_panel)));
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  open_search (fixture);
  type (fixture, "qqqq");
  g_assert_true (shows (fixture, "Nothing Found"));
  office_ui_fixture_keep_picture (fixture->ui, "search-nothing");
  press (fixture, GDK_KEY_Return); /* nothing to open */
  g_assert_true (is_open (fixture));
  type (fixture, "");
  g_assert_true (shows (fixture, "from:"));
}

/* It goes with its office. */
static gboolean
is_shown_label (GtkWidget *label, gconstpointer text)
{
  return gtk_widget_get_mapped (label) && shows_text (label, text);
}

static gboolean
is_other_label (GtkWidget *label, gconstpointer other)
{
  return label != other && is_shown_label (label, "Nobody here is called");
}

/* A filter that means nobody is named in the middle, and not at the foot as well. */
static void
test_names_a_filter_once (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label;

  open_search (fixture);
  type (fixture, "doors from:zzz ");
  label = office_ui_fixture_find_by (fixture->ui, GTK_TYPE_LABEL, is_shown_label, "Nobody here is called “zzz”");
  g_assert_nonnull (label);
  g_assert_null (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_LABEL, is_other_label, label));
}

static void
test_closes_with_the_office (Fixture *fixture, gconstpointer data)
{
  open_search (fixture);
  type (fixture, "lib");
  office_window_close_session (fixture->window);
  office_ui_fixture_settle (fixture->ui);
  g_assert_false (is_open (fixture));
  g_assert_null (office_search_panel_get_search (fixture->window->search_panel));
}

/* What only the host has cannot be opened without a line, and the window says so. */
static void
test_says_that_it_is_away (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-found", "(ssx)", SCENE_LIBRARY,
                              "0190a000-0000-7000-8000-00000000f00d", (gint64) 1);
  OFFICE_WAIT_UNTIL (shows (fixture, "has not come to this computer yet"));
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), ==, SCENE_GENERAL);
}

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  int width = GPOINTER_TO_INT (data);
  g_autofree char *light = g_strdup_printf ("search-%d-light", width);
  g_autofree char *dark = g_strdup_printf ("search-%d-dark", width);

  office_test_scene_say (fixture->scene, SCENE_GENERAL, NULL, SCENE_ANNA,
                         "Did you see the Library drawings? They came in an hour ago, and the shelves are in the wrong "
                         "place again, which the librarian will not like at all");
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, SCENE_DOORS, SCENE_MEI, "图书馆 lib 的门 👍");
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_YOUSSEF, "مكتبة lib المدينة");
  open_search (fixture);
  type (fixture, "lib");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, MAX (width, 360));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, light);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, dark);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  office_ui_fixture_init (&argc, &argv);

#define TEST(path, test, width) g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, test, tear_down)
  TEST ("/search-panel/opens-and-closes", test_opens_and_closes, 1200);
  TEST ("/search-panel/types-with-keys", test_types_with_keys, 1200);
  TEST ("/search-panel/jumps-far-up", test_jumps_far_up, 1200);
  TEST ("/search-panel/opens-a-task", test_opens_a_task, 1200);
  TEST ("/search-panel/opens-the-task-of-a-message", test_opens_the_task_of_a_message, 1200);
  TEST ("/search-panel/chooses-with-arrows", test_chooses_with_arrows, 1200);
  TEST ("/search-panel/nothing", test_nothing, 360);
  TEST ("/search-panel/names-a-filter-once", test_names_a_filter_once, 360);
  TEST ("/search-panel/jumps-far-up/narrow", test_jumps_far_up, 360);
  TEST ("/search-panel/closes-with-the-office", test_closes_with_the_office, 1200);
  TEST ("/search-panel/says-that-it-is-away", test_says_that_it_is_away, 1200);
  TEST ("/search-panel/pictures", test_pictures, 1200);
  TEST ("/search-panel/pictures/narrow", test_pictures, 360);
  return g_test_run ();
}
