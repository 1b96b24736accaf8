/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-pane.h"

#include "office-in-place-text.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"

#include <adwaita.h>
#include <string.h>

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *ui;
  OfficeTaskPane *pane;
  OfficeTask *task;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->task = office_session_find_task (fixture->session, SCENE_DOORS);
  fixture->pane = OFFICE_TASK_PANE (office_task_pane_new ());
  fixture->ui = office_ui_fixture_new (GTK_WIDGET (fixture->pane), 392, 780);
  office_task_pane_set_task (fixture->pane, fixture->session, SCENE_DOORS);
  office_ui_fixture_settle (fixture->ui);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
}

static void
fill (Fixture *fixture)
{
  g_autoptr (OfficeStep) step = g_list_model_get_item (office_task_get_steps (fixture->task), 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_edit_description (fixture->session, SCENE_DOORS, NULL,
                                                  "Larch **raw** and oiled, slate _dark grey_:\n\n- the 1:5 detail\n- "
                                                  "`A-204`, see <https://example.org/doors>",
                                                  &error));
  g_assert_true (office_session_set_task_repeat (fixture->session, SCENE_DOORS, "FREQ=WEEKLY;BYDAY=MO,FR",
                                                 OFFICE_REPEAT_FROM_DUE, &error));
  g_assert_true (office_session_set_task_estimate (fixture->session, SCENE_DOORS, 150, &error));
  g_assert_true (office_session_set_task_time (fixture->session, SCENE_DOORS, "start", "2025-06-10", &error));
  g_assert_true (office_session_set_task_blocked (fixture->session, SCENE_DOORS, SCENE_LAMPS, TRUE, &error));
  g_assert_true (office_session_set_task_blocked (fixture->session, SCENE_PHOTOS, SCENE_DOORS, TRUE, &error));
  g_assert_true (office_session_watch_task (fixture->session, SCENE_DOORS, SCENE_MEI, TRUE, &error));
  g_assert_true (office_session_create_part (fixture->session, SCENE_DOORS, "Ask the fire brigade", NULL, &error));
  g_assert_true (office_session_assign_step (fixture->session, office_step_get_id (step), SCENE_ANNA, &error));
  g_assert_no_error (error);
  office_ui_fixture_settle (fixture->ui);
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Every week on Monday and Friday"));
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "2 h 30 min"));
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Ask the fire brigade"));
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Wait for This"));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "task-pane-full");
  office_ui_fixture_resize (fixture->ui, 360, 640);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "task-pane-full-narrow");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_resize (fixture->ui, 392, 780);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "task-pane-full-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static GtkWidget *
find_field (Fixture *fixture, const char *label)
{
  GtkWidget *found = office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", label);

  return gtk_widget_get_next_sibling (found);
}

/* Each field's popover opens and has names. */
static void
test_pickers (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "Repeats", "Start", "Estimate", "Part of", "Waits for", "Watchers" };
  GtkWidget *more = office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "More Fields");

  g_signal_emit_by_name (more, "clicked");
  office_ui_fixture_settle (fixture->ui);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkMenuButton *button = GTK_MENU_BUTTON (find_field (fixture, fields[i]));

      gtk_menu_button_popup (button);
      OFFICE_WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
      office_ui_fixture_settle (fixture->ui);
      office_ui_fixture_check_names (fixture->ui);
      gtk_menu_button_popdown (button);
      OFFICE_WAIT_UNTIL (!gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
    }
}

static gboolean
has_text (GtkWidget *view, gconstpointer text)
{
  GtkTextIter start, end;
  g_autofree char *said = NULL;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start, &end);
  said = gtk_text_iter_get_text (&start, &end);
  return strstr (said, text) != NULL;
}

/* A description is read with its marks drawn; to edit it shows them. */
static void
test_description (Fixture *fixture, gconstpointer data)
{
  GtkWidget *text;

  fill (fixture);
  g_assert_null (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_TEXT_VIEW, has_text, "**raw**"));
  text = office_ui_fixture_find (fixture->ui, OFFICE_TYPE_IN_PLACE_TEXT, "placeholder", "Add a description");
  office_in_place_text_edit (OFFICE_IN_PLACE_TEXT (text));
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_TEXT_VIEW, has_text, "**raw**"));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_TEXT_VIEW, has_text, "**raw**"));
}

/* A step goes down by a key, and back up. */
static void
test_step_keys (Fixture *fixture, gconstpointer data)
{
  GListModel *steps = office_task_get_steps (fixture->task);
  g_autoptr (OfficeStep) first = g_list_model_get_item (steps, 0);
  GtkWidget *label = office_ui_fixture_find (fixture->ui, GTK_TYPE_EDITABLE_LABEL, "text",
                                             office_step_get_text (first));
  GtkWidget *check = gtk_widget_get_prev_sibling (label);
  g_autoptr (OfficeStep) after = NULL;

  gtk_widget_grab_focus (check);
  office_ui_fixture_press (fixture->ui, GDK_KEY_Down, GDK_ALT_MASK);
  office_ui_fixture_settle (fixture->ui);
  after = g_list_model_get_item (steps, 1);
  g_assert_true (after == first);
}

static GtkWidget *
find_step (Fixture *fixture, OfficeStep *step)
{
  return gtk_widget_get_parent (
      office_ui_fixture_find (fixture->ui, GTK_TYPE_EDITABLE_LABEL, "text", office_step_get_text (step)));
}

static gboolean
is_first (Fixture *fixture, OfficeStep *step)
{
  g_autoptr (OfficeStep) first = g_list_model_get_item (office_task_get_steps (fixture->task), 0);

  return first == step;
}

static void
drag_over (Fixture *fixture, GtkWidget *row)
{
  office_ui_fixture_drag_to (fixture->ui, row, gtk_widget_get_width (row) / 2, gtk_widget_get_height (row) / 2);
}

static gboolean
is_dragged (GtkWidget *row)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (row);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DRAG_SOURCE (controller))
        return gtk_drag_source_get_drag (GTK_DRAG_SOURCE (controller)) != NULL;
    }
  return FALSE;
}

static GtkWidget *
find_label (GtkWidget *row)
{
  GtkWidget *child = gtk_widget_get_first_child (row);

  while (child != NULL && !GTK_IS_EDITABLE_LABEL (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* A step that is held is taken back by Escape, and can be taken hold of again. */
static void
test_step_drag (Fixture *fixture, gconstpointer data)
{
  GListModel *steps = office_task_get_steps (fixture->task);
  g_autoptr (OfficeStep) first = g_list_model_get_item (steps, 0);
  g_autoptr (OfficeStep) second = g_list_model_get_item (steps, 1);

  office_ui_fixture_take_hold (fixture->ui, find_step (fixture, first));
  drag_over (fixture, find_step (fixture, second));
  office_ui_fixture_keep_picture (fixture->ui, "step-dragged");
  OFFICE_WAIT_UNTIL (is_dragged (find_step (fixture, first)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  OFFICE_WAIT_UNTIL (!is_dragged (find_step (fixture, first)));
  office_ui_fixture_let_go (fixture->ui);
  office_ui_fixture_settle (fixture->ui);
  g_assert_true (is_first (fixture, first));
  g_assert_false (gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (find_label (find_step (fixture, first)))));
  office_ui_fixture_drag (fixture->ui, find_step (fixture, first), find_step (fixture, second));
  OFFICE_WAIT_UNTIL (is_first (fixture, second));
}

static gboolean
is_shown (GtkWidget *popover, gconstpointer data)
{
  return gtk_widget_get_visible (popover);
}

/* While its words are edited, the pointer selects them; its buttons are no handles either. */
static void
test_step_keeps_still (Fixture *fixture, gconstpointer data)
{
  GListModel *steps = office_task_get_steps (fixture->task);
  g_autoptr (OfficeStep) first = g_list_model_get_item (steps, 0);
  g_autoptr (OfficeStep) second = g_list_model_get_item (steps, 1);
  GtkWidget *row = find_step (fixture, first);
  GtkWidget *check = gtk_widget_get_first_child (row);

  g_assert_true (GTK_IS_CHECK_BUTTON (check));
  office_ui_fixture_drag (fixture->ui, check, find_step (fixture, second));
  office_ui_fixture_settle (fixture->ui);
  g_assert_true (is_first (fixture, first));

  gtk_editable_label_start_editing (GTK_EDITABLE_LABEL (find_label (row)));
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_drag (fixture->ui, find_label (row), find_step (fixture, second));
  office_ui_fixture_settle (fixture->ui);
  g_assert_true (is_first (fixture, first));
}

/* A finger that has rested on a step drags it; one that goes nowhere opens its menu. */
static void
test_step_finger (Fixture *fixture, gconstpointer data)
{
  GListModel *steps = office_task_get_steps (fixture->task);
  g_autoptr (OfficeStep) first = g_list_model_get_item (steps, 0);
  g_autoptr (OfficeStep) second = g_list_model_get_item (steps, 1);

  office_ui_fixture_hold_down (fixture->ui, find_step (fixture, first));
  drag_over (fixture, find_step (fixture, second));
  office_ui_fixture_let_go (fixture->ui);
  OFFICE_WAIT_UNTIL (is_first (fixture, second));
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_POPOVER_MENU, is_shown, NULL));

  office_ui_fixture_hold_down (fixture->ui, find_step (fixture, first));
  office_ui_fixture_let_go (fixture->ui);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_POPOVER_MENU, is_shown, NULL) != NULL);
  gtk_popover_popdown (GTK_POPOVER (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_POPOVER_MENU, is_shown, NULL)));
  office_ui_fixture_settle (fixture->ui);
  g_assert_true (is_first (fixture, second));
}

/* The number follows the room's key. */
static void
test_key (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  OfficeRecord *doors = office_test_scene_get_record (fixture->scene, SCENE_DOORS);
  g_autoptr (GError) error = NULL;

  office_record_set_text (room, "key", "LIB");
  office_record_set_integer (doors, "number", 12);
  office_test_scene_receive (fixture->scene, room, doors, NULL);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "LIB-12"));
  g_assert_true (office_session_set_room_key (fixture->session, SCENE_LIBRARY, "RIV", &error));
  g_assert_no_error (error);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "RIV-12"));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  office_ui_fixture_init (&argc, &argv);

  ADD ("/task-pane/fields", test_fields);
  ADD ("/task-pane/pickers", test_pickers);
  ADD ("/task-pane/description", test_description);
  ADD ("/task-pane/step-keys", test_step_keys);
  ADD ("/task-pane/step-drag", test_step_drag);
  ADD ("/task-pane/step-keeps-still", test_step_keeps_still);
  ADD ("/task-pane/step-finger", test_step_finger);
  ADD ("/task-pane/key", test_key);

  return g_test_run ();
}
