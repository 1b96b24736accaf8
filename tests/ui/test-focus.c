/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the keyboard's focus goes in the real window, with real keys. */
#include "office-composer.h"
#include "office-message-list.h"
#include "office-settings.h"
#include "office-sidebar-row.h"
#include "office-task-card.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"
#include "office-workspace-private.h"

#define LONGEST_WAY 120 /* keys */

typedef struct {
  int width;
  OfficeView view;
  gboolean pane;
} Setting;

typedef struct {
  OfficeTestScene *scene;
  OfficeUiFixture *ui;
  OfficeWindow *window;
  OfficeWorkspace *workspace;
} Fixture;

typedef enum {
  PART_SIDEBAR_TOP = 1 << 0,
  PART_ROOMS = 1 << 1,
  PART_HEADER = 1 << 2,
  PART_PAGE = 1 << 3,
  PART_COMPOSER = 1 << 4,
  PART_SWITCHER_BAR = 1 << 5,
  PART_PANE = 1 << 6,
} Part;

static void
activate (Fixture *fixture, const char *action, const char *target)
{
  GVariant *parameter = target != NULL ? g_variant_new_string (target) : NULL;

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action, parameter));
  office_ui_fixture_settle (fixture->ui);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Setting *setting = data;

  fixture->scene = office_test_scene_new ();
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  fixture->window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  fixture->workspace = fixture->window->workspace;
  office_window_show_session (fixture->window, office_test_scene_get_session (fixture->scene), NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), setting->width, 700);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  activate (fixture, setting->view == OFFICE_VIEW_TASKS ? "win.show-tasks" : "win.show-conversation", NULL);
  if (setting->pane)
    activate (fixture, "win.open-task", SCENE_DOORS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static Part
find_part (Fixture *fixture, GtkWidget *focus)
{
  OfficeWorkspace *workspace = fixture->workspace;

  if (gtk_widget_is_ancestor (focus, GTK_WIDGET (workspace->sidebar)))
    return gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX) != NULL ? PART_ROOMS : PART_SIDEBAR_TOP;
  if (workspace->task_pane != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (workspace->task_pane)))
    return PART_PANE;
  if (gtk_widget_is_ancestor (focus, GTK_WIDGET (workspace->header)))
    return PART_HEADER;
  if (workspace->switcher_bar != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (workspace->switcher_bar)))
    return PART_SWITCHER_BAR;
  if (gtk_widget_get_ancestor (focus, OFFICE_TYPE_COMPOSER) != NULL)
    return PART_COMPOSER;
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (workspace->views)));
  return PART_PAGE;
}

/* Presses Tab, or Shift and Tab, until the focus is where it was; returns the parts that it came through. */
static guint
go_round (Fixture *fixture, GdkModifierType modifiers)
{
  g_autoptr (GPtrArray) way = g_ptr_array_new_with_free_func (g_object_unref);
  guint parts = 0;
  GtkWidget *focus;

  do
    {
      office_ui_fixture_press (fixture->ui, GDK_KEY_Tab, modifiers);
      focus = get_focus (fixture);
      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_get_mapped (focus));
      g_assert_cmpuint (way->len, <, LONGEST_WAY);
      /* Going in a smaller circle, or staying. */
      g_assert_false (g_ptr_array_find (way, focus, NULL) && focus != way->pdata[0]);
      g_assert_false (way->len == 1 && focus == way->pdata[0]);
      parts |= find_part (fixture, focus);
      g_ptr_array_add (way, g_object_ref (focus));
    }
  while (way->len == 1 || focus != way->pdata[0]);
  return parts;
}

static guint
parts_of (const Setting *setting)
{
  gboolean folded = setting->width < 720;
  guint parts = PART_HEADER | PART_PAGE;

  if (setting->pane && folded)
    return PART_PANE;
  if (setting->pane)
    parts |= PART_PANE;
  if (setting->view == OFFICE_VIEW_CONVERSATION)
    parts |= PART_COMPOSER;
  return parts | (folded ? PART_SWITCHER_BAR : PART_SIDEBAR_TOP | PART_ROOMS);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  const guint parts = parts_of (data);

  g_assert_cmphex (go_round (fixture, 0), ==, parts);
  g_assert_cmphex (go_round (fixture, GDK_SHIFT_MASK), ==, parts);
}

/* ---- where the focus comes to ---- */

static gboolean
is_composer (Fixture *fixture, GtkWidget *focus)
{
  return find_part (fixture, focus) == PART_COMPOSER && GTK_IS_TEXT_VIEW (focus);
}

/* Before the window is shown: coming later, the focus would have it styled twice. Not on a phone, where a keyboard came along. */
static void
test_first (gconstpointer data)
{
  const Setting *setting = data;
  OfficeTestScene *scene = office_test_scene_new ();
  GtkWindow *window = GTK_WINDOW (office_window_new (NULL, NULL));
  GtkWidget *focus;

  gtk_window_set_default_size (window, setting->width, 700);
  office_window_show_session (OFFICE_WINDOW (window), office_test_scene_get_session (scene), NULL);
  focus = gtk_window_get_focus (window);
  if (setting->width < 720)
    g_assert_false (GTK_IS_TEXT_VIEW (focus));
  else
    g_assert_true (GTK_IS_TEXT_VIEW (focus) && gtk_widget_get_ancestor (focus, OFFICE_TYPE_COMPOSER) != NULL);
  gtk_window_destroy (window);
  office_test_scene_free (scene);
}

static void
test_views (Fixture *fixture, gconstpointer data)
{
  g_assert_true (is_composer (fixture, get_focus (fixture)));
  activate (fixture, "win.show-tasks", NULL);
  g_assert_cmpint (office_workspace_get_view (fixture->workspace), ==, OFFICE_VIEW_TASKS);
  g_assert_true (OFFICE_IS_TASK_CARD (get_focus (fixture)));
  activate (fixture, "win.show-conversation", NULL);
  g_assert_cmpint (office_workspace_get_view (fixture->workspace), ==, OFFICE_VIEW_CONVERSATION);
  g_assert_true (is_composer (fixture, get_focus (fixture)));

  activate (fixture, "win.show-tasks", NULL);
  activate (fixture, "win.open-room", SCENE_GENERAL);
  g_assert_cmphex (find_part (fixture, get_focus (fixture)), ==, PART_PAGE);
  activate (fixture, "win.show-conversation", NULL);
  activate (fixture, "win.open-room", SCENE_LIBRARY);
  g_assert_true (is_composer (fixture, get_focus (fixture)));
}

/* The composer has the focus before another room comes and after it: Tab goes on from there all the same. */
static void
test_on_from_composer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *composer = get_focus (fixture);

  activate (fixture, "win.open-room", SCENE_GENERAL);
  g_assert_true (get_focus (fixture) == composer);
  office_ui_fixture_press (fixture->ui, GDK_KEY_Tab, 0);
  g_assert_cmphex (find_part (fixture, get_focus (fixture)), ==, PART_COMPOSER);
  office_ui_fixture_press (fixture->ui, GDK_KEY_Tab, GDK_SHIFT_MASK);
  g_assert_true (get_focus (fixture) == composer);
}

static gboolean
is_stamp (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "stamp")
         && gtk_widget_get_ancestor (widget, OFFICE_TYPE_MESSAGE_ROW) != NULL;
}

/* Who was at the window's buttons, clicks beside a message's words, and types: Space would press the button again. */
static void
test_click_from_header (Fixture *fixture, gconstpointer data)
{
  GtkWidget *stamp = office_ui_fixture_find_by (fixture->ui, GTK_TYPE_LABEL, is_stamp, NULL);
  g_autofree char *written = NULL;

  for (guint i = 0; i < LONGEST_WAY && find_part (fixture, get_focus (fixture)) != PART_HEADER; i++)
    office_ui_fixture_press (fixture->ui, GDK_KEY_Tab, 0);
  office_ui_fixture_click (fixture->ui, stamp);
  g_assert_cmphex (find_part (fixture, get_focus (fixture)), ==, PART_PAGE);
  office_ui_fixture_press (fixture->ui, GDK_KEY_s, 0);
  g_assert_true (is_composer (fixture, get_focus (fixture)));
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_focus (fixture))), "text", &written, NULL);
  g_assert_cmpstr (written, ==, "s");
}

/* At a button of the window, or in the sidebar, letters mean nothing: they begin a message. Space and Enter do what they do. */
static void
test_letters_left_over (Fixture *fixture, gconstpointer data)
{
  GtkWidget *composer = get_focus (fixture);
  g_autofree char *written = NULL;

  g_assert_true (is_composer (fixture, composer));
  for (guint i = 0; i < LONGEST_WAY && find_part (fixture, get_focus (fixture)) != PART_HEADER; i++)
    office_ui_fixture_press (fixture->ui, GDK_KEY_Tab, 0);
  office_ui_fixture_press (fixture->ui, GDK_KEY_h, 0);
  g_assert_true (get_focus (fixture) == composer);
  office_ui_fixture_press (fixture->ui, GDK_KEY_F6, GDK_SHIFT_MASK);
  g_assert_cmphex (find_part (fixture, get_focus (fixture)), ==, PART_ROOMS);
  office_ui_fixture_press (fixture->ui, GDK_KEY_i, 0);
  g_assert_true (get_focus (fixture) == composer);
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (composer)), "text", &written, NULL);
  g_assert_cmpstr (written, ==, "hi");

  office_ui_fixture_press (fixture->ui, GDK_KEY_F6, GDK_SHIFT_MASK);
  activate (fixture, "win.show-tasks", NULL);
  office_ui_fixture_press (fixture->ui, GDK_KEY_F6, GDK_SHIFT_MASK);
  office_ui_fixture_press (fixture->ui, GDK_KEY_i, 0);
  g_assert_cmphex (find_part (fixture, get_focus (fixture)), ==, PART_ROOMS);
}

static gboolean
is_of_general (GtkWidget *widget, gconstpointer data)
{
  OfficeRoom *room = office_sidebar_row_get_room (OFFICE_SIDEBAR_ROW (widget));

  return room != NULL && g_str_equal (office_room_get_id (room), SCENE_GENERAL);
}

/* As the pointer does. */
static void
open_menu_of_row (Fixture *fixture, GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_parent (row);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (row, list, 5, 5, &x, &y));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller)
          && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_SECONDARY)
        g_signal_emit_by_name (controller, "pressed", 1, x, y);
    }
  office_ui_fixture_settle (fixture->ui);
}

/* Who was writing and looks into a room's menu goes on. */
static void
test_menu_in_sidebar (Fixture *fixture, gconstpointer data)
{
  GtkWidget *composer = get_focus (fixture);
  GtkWidget *row = office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_SIDEBAR_ROW, is_of_general, NULL);

  g_assert_true (is_composer (fixture, composer));
  open_menu_of_row (fixture, row);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), row));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  OFFICE_WAIT_UNTIL (get_focus (fixture) == composer);

  gtk_widget_grab_focus (row);
  office_ui_fixture_press (fixture->ui, GDK_KEY_Menu, 0);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), row));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  OFFICE_WAIT_UNTIL (get_focus (fixture) == row);
}

static void
test_view_from_sidebar (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_press (fixture->ui, GDK_KEY_F6, GDK_SHIFT_MASK);
  g_assert_cmphex (find_part (fixture, get_focus (fixture)), ==, PART_ROOMS);
  activate (fixture, "win.show-tasks", NULL);
  g_assert_true (OFFICE_IS_TASK_CARD (get_focus (fixture)));
}

static void
test_regions (Fixture *fixture, gconstpointer data)
{
  static const Part forward[] = { PART_PANE, PART_ROOMS, PART_COMPOSER, PART_PANE };

  g_assert_true (is_composer (fixture, get_focus (fixture)));
  for (guint i = 0; i < G_N_ELEMENTS (forward); i++)
    {
      office_ui_fixture_press (fixture->ui, GDK_KEY_F6, 0);
      g_assert_cmphex (find_part (fixture, get_focus (fixture)), ==, forward[i]);
    }
  for (guint i = G_N_ELEMENTS (forward) - 1; i > 0; i--)
    {
      office_ui_fixture_press (fixture->ui, GDK_KEY_F6, GDK_SHIFT_MASK);
      g_assert_cmphex (find_part (fixture, get_focus (fixture)), ==, forward[i - 1]);
    }
}

/* The pane closes by Esc, and the focus comes to the card that it was opened from. */
static void
test_escape (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card;

  OFFICE_WAIT_UNTIL (find_part (fixture, get_focus (fixture)) == PART_PANE);
  activate (fixture, "win.close-pane", NULL);
  card = get_focus (fixture);
  g_assert_true (OFFICE_IS_TASK_CARD (card));
  g_assert_cmpstr (office_task_get_id (office_task_card_get_task (OFFICE_TASK_CARD (card))), ==, SCENE_DOORS);
  activate (fixture, "win.open-task", SCENE_DOORS);
  OFFICE_WAIT_UNTIL (find_part (fixture, get_focus (fixture)) == PART_PANE);
  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  g_assert_null (office_workspace_get_task_id (fixture->workspace));
  g_assert_true (get_focus (fixture) == card);
}

/* The focus is not where a phone's keyboard would come up, but what is typed on another one is written. */
static void
test_letters_in_folded (Fixture *fixture, gconstpointer data)
{
  OfficeMessageRow *row = OFFICE_MESSAGE_ROW (get_focus (fixture));
  OfficeMessage *message = office_message_row_get_message (row);
  g_autofree char *written = NULL;

  office_ui_fixture_press (fixture->ui, GDK_KEY_s, 0);
  g_assert_true (is_composer (fixture, get_focus (fixture)));
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_focus (fixture))), "text", &written, NULL);
  g_assert_cmpstr (written, ==, "s");
  g_assert_false (office_message_get_saved (message));

  /* The keyboard comes to it. */
  office_ui_fixture_press (fixture->ui, GDK_KEY_Tab, GDK_SHIFT_MASK);
  for (guint i = 0; i < LONGEST_WAY && !OFFICE_IS_MESSAGE_ROW (get_focus (fixture)); i++)
    office_ui_fixture_press (fixture->ui, GDK_KEY_Tab, GDK_SHIFT_MASK);
  g_assert_true (get_focus (fixture) == GTK_WIDGET (row));
  office_ui_fixture_press (fixture->ui, GDK_KEY_s, 0);
  g_assert_true (office_message_get_saved (message));
}

int
main (int argc, char **argv)
{
  static const Setting conversation = { 1200, OFFICE_VIEW_CONVERSATION, FALSE };
  static const Setting board = { 1200, OFFICE_VIEW_TASKS, FALSE };
  static const Setting pane = { 1200, OFFICE_VIEW_CONVERSATION, TRUE };
  static const Setting narrow_conversation = { 360, OFFICE_VIEW_CONVERSATION, FALSE };
  static const Setting narrow_board = { 360, OFFICE_VIEW_TASKS, FALSE };
  static const Setting narrow_pane = { 360, OFFICE_VIEW_TASKS, TRUE };

  office_ui_fixture_init (&argc, &argv);

  g_test_add ("/shell/focus-order/conversation", Fixture, &conversation, set_up, test_order, tear_down);
  g_test_add ("/shell/focus-order/board", Fixture, &board, set_up, test_order, tear_down);
  g_test_add ("/shell/focus-order/pane", Fixture, &pane, set_up, test_order, tear_down);
  g_test_add ("/shell/focus-order/narrow/conversation", Fixture, &narrow_conversation, set_up, test_order, tear_down);
  g_test_add ("/shell/focus-order/narrow/board", Fixture, &narrow_board, set_up, test_order, tear_down);
  g_test_add ("/shell/focus-order/narrow/pane", Fixture, &narrow_pane, set_up, test_order, tear_down);
  g_test_add_data_func ("/shell/focus/first", &conversation, test_first);
  g_test_add_data_func ("/shell/focus/first/narrow", &narrow_conversation, test_first);
  g_test_add ("/shell/focus/letters-in-folded", Fixture, &narrow_conversation, set_up, test_letters_in_folded,
              tear_down);
  g_test_add ("/shell/focus/views", Fixture, &conversation, set_up, test_views, tear_down);
  g_test_add ("/shell/focus/on-from-composer", Fixture, &conversation, set_up, test_on_from_composer, tear_down);
  g_test_add ("/shell/focus/click-from-header", Fixture, &conversation, set_up, test_click_from_header, tear_down);
  g_test_add ("/shell/focus/menu-in-sidebar", Fixture, &conversation, set_up, test_menu_in_sidebar, tear_down);
  g_test_add ("/shell/focus/letters-left-over", Fixture, &conversation, set_up, test_letters_left_over, tear_down);
  g_test_add ("/shell/focus/view-from-sidebar", Fixture, &conversation, set_up, test_view_from_sidebar, tear_down);
  g_test_add ("/shell/focus/regions", Fixture, &pane, set_up, test_regions, tear_down);
  g_test_add ("/shell/focus/escape", Fixture, &narrow_pane, set_up, test_escape, tear_down);

  return g_test_run ();
}
