/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks that are typed in one line, in the real window. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "office-new-task-dialog.h"
#include "office-quick-entry.h"
#include "office-templates.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeWindow *window;
  OfficeUiFixture *ui;
  OfficeUiFixture *dialog; /* NULL: none is open */
  GtkWindow *kept;         /* that dialog, which may close itself */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  fixture->window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (data), 640);
  office_window_show_session (fixture->window, fixture->session, NULL);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
  office_workspace_open_room (fixture->window->workspace, SCENE_LIBRARY);
  office_workspace_show_view (fixture->window->workspace, OFFICE_VIEW_TASKS);
  office_ui_fixture_settle (fixture->ui);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (OFFICE_IS_NEW_TASK_DIALOG (toplevel))
        return GTK_WINDOW (toplevel);
    }
  return NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->dialog, office_ui_fixture_free);
  g_clear_object (&fixture->kept);
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
}

static void
open_dialog (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-task", NULL);
  g_assert_nonnull (find_dialog ());
  fixture->kept = g_object_ref (find_dialog ());
  fixture->dialog = office_ui_fixture_new_for_window (find_dialog ());
  office_ui_fixture_settle (fixture->dialog);
}

static void
forget_dialog (Fixture *fixture)
{
  OFFICE_WAIT_UNTIL (find_dialog () == NULL || !gtk_widget_get_mapped (GTK_WIDGET (find_dialog ())));
  g_clear_pointer (&fixture->dialog, office_ui_fixture_free);
  g_clear_object (&fixture->kept);
}

static OfficeQuickEntry *
find_entry (OfficeUiFixture *ui)
{
  GtkWidget *entry = office_ui_fixture_find (ui, OFFICE_TYPE_QUICK_ENTRY, NULL, NULL);

  g_assert_nonnull (entry);
  return OFFICE_QUICK_ENTRY (entry);
}

static OfficeTask *
find_task (Fixture *fixture, const char *column, const char *title)
{
  g_autoptr (OfficeBoard) board = office_session_open_board (fixture->session, SCENE_LIBRARY);
  GListModel *model = G_LIST_MODEL (office_board_find_column (board, column));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (model, i);

      if (g_str_equal (office_task_get_title (task), title))
        return task;
    }
  return NULL;
}

static guint
count_pieces (OfficeQuickEntry *entry)
{
  return office_quick_entry_get_task (entry)->tokens->len;
}

static OfficeQuickEntry *
open_inline (Fixture *fixture)
{
  g_signal_emit_by_name (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "tooltip-text", "Add a Task"),
                         "clicked");
  office_ui_fixture_settle (fixture->ui);
  return find_entry (fixture->ui);
}

/* What is understood becomes chips and fields. */
static void
test_column (Fixture *fixture, gconstpointer data)
{
  OfficeQuickEntry *entry = open_inline (fixture);
  OfficeTask *task;

  office_quick_entry_set_text (entry, "Call the printer tomorrow 9:00 !high @anna #client *monthly ~2h");
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (count_pieces (entry), ==, 6);
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, GPOINTER_TO_INT (data) > 600 ? "quick-column" : "quick-column-360");
  office_ui_fixture_press (fixture->ui, GDK_KEY_Return, 0);
  task = find_task (fixture, SCENE_TODO, "Call the printer");
  g_assert_nonnull (task);
  g_assert_cmpint (office_task_get_priority (task), ==, OFFICE_PRIORITY_HIGH);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_assignees (task)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_labels (task)), ==, 1);
  g_assert_cmpstr (office_quick_entry_get_text (entry), ==, "");
}

/* Backspace right behind a piece makes it plain words, which stay so; deleted and typed anew it is understood again. */
static void
test_wrong_guess (Fixture *fixture, gconstpointer data)
{
  OfficeQuickEntry *entry = open_inline (fixture);

  office_quick_entry_set_text (entry, "Read Monday !high");
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (count_pieces (entry), ==, 2);
  office_ui_fixture_press (fixture->ui, GDK_KEY_BackSpace, 0);
  g_assert_cmpstr (office_quick_entry_get_text (entry), ==, "Read Monday !high");
  g_assert_cmpuint (count_pieces (entry), ==, 1);
  office_ui_fixture_press (fixture->ui, GDK_KEY_space, 0);
  office_ui_fixture_press (fixture->ui, GDK_KEY_x, 0);
  g_assert_cmpuint (count_pieces (entry), ==, 1);
  g_assert_cmpstr (office_quick_entry_get_task (entry)->title, ==, "Read !high x");
  for (guint i = 0; i < 4; i++)
    office_ui_fixture_press (fixture->ui, GDK_KEY_BackSpace, 0);
  g_assert_cmpstr (office_quick_entry_get_text (entry), ==, "Read Monday !hi");
  office_ui_fixture_press (fixture->ui, GDK_KEY_g, 0);
  office_ui_fixture_press (fixture->ui, GDK_KEY_h, 0);
  g_assert_cmpuint (count_pieces (entry), ==, 2);
}

static gboolean
is_chip (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "quick-chip");
}

static void
test_chip (Fixture *fixture, gconstpointer data)
{
  OfficeQuickEntry *entry = open_inline (fixture);
  GtkWidget *chip;

  office_quick_entry_set_text (entry, "Read Monday news");
  office_ui_fixture_settle (fixture->ui);
  chip = office_ui_fixture_find_by (fixture->ui, GTK_TYPE_BUTTON, is_chip, NULL);
  g_assert_nonnull (chip);
  office_ui_fixture_click (fixture->ui, chip);
  OFFICE_WAIT_UNTIL (count_pieces (entry) == 0);
  g_assert_cmpstr (office_quick_entry_get_task (entry)->title, ==, "Read Monday news");
  g_assert_null (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_BUTTON, is_chip, NULL));
}

/* Several lines that are pasted. */
static void
test_paste (Fixture *fixture, gconstpointer data)
{
  OfficeQuickEntry *entry = open_inline (fixture);
  GtkWidget *text = office_ui_fixture_find (fixture->ui, GTK_TYPE_TEXT, "placeholder-text", "What is to be done?");
  int position = 0;

  gtk_editable_insert_text (GTK_EDITABLE (text), "Only this\n", -1, &position);
  g_assert_cmpstr (office_quick_entry_get_text (entry), ==, "Only this");
  office_quick_entry_set_text (entry, "");
  position = 0;
  gtk_editable_insert_text (GTK_EDITABLE (text), "- Order chairs !high\n- Order tables\n\n", -1, &position);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_quick_entry_get_text (entry), ==, "");
  office_ui_fixture_keep_picture (fixture->ui, "quick-paste");
  g_signal_emit_by_name (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "_One Task"), "clicked");
  g_assert_cmpstr (office_quick_entry_get_text (entry), ==, "Order chairs !high Order tables");
  office_quick_entry_set_text (entry, "");
  position = 0;
  gtk_editable_insert_text (GTK_EDITABLE (text), "- Order chairs !high\n- Order tables", -1, &position);
  office_ui_fixture_settle (fixture->ui);
  g_signal_emit_by_name (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "Make 2 Tasks"), "clicked");
  OFFICE_WAIT_UNTIL (find_task (fixture, SCENE_TODO, "Order tables") != NULL);
  g_assert_cmpint (office_task_get_priority (find_task (fixture, SCENE_TODO, "Order chairs")), ==,
                   OFFICE_PRIORITY_HIGH);
}

/* From a page that is no room; the draft is kept by Esc, and goes with what was made. */
static void
test_dialog (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-page", "s", "people");
  open_dialog (fixture);
  office_quick_entry_set_text (find_entry (fixture->dialog), "Paint the doors #library tomorrow @anna ~3h");
  office_ui_fixture_settle (fixture->dialog);
  office_ui_fixture_check_names (fixture->dialog);
  office_ui_fixture_keep_picture (fixture->dialog, GPOINTER_TO_INT (data) > 600 ? "quick-dialog" : "quick-dialog-360");
  office_ui_fixture_press (fixture->dialog, GDK_KEY_Escape, 0);
  forget_dialog (fixture);

  open_dialog (fixture);
  g_assert_cmpstr (office_quick_entry_get_text (find_entry (fixture->dialog)), ==,
                   "Paint the doors #library tomorrow @anna ~3h");
  office_ui_fixture_press (fixture->dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  forget_dialog (fixture);
  g_assert_nonnull (find_task (fixture, SCENE_TODO, "Paint the doors"));
  OFFICE_WAIT_UNTIL (office_workspace_get_task_id (fixture->window->workspace) != NULL);
  g_assert_cmpstr (office_workspace_get_task_id (fixture->window->workspace), ==,
                   office_task_get_id (find_task (fixture, SCENE_TODO, "Paint the doors")));

  open_dialog (fixture);
  g_assert_cmpstr (office_quick_entry_get_text (find_entry (fixture->dialog)), ==, "");
  office_quick_entry_set_text (find_entry (fixture->dialog), "tomorrow");
  office_ui_fixture_press (fixture->dialog, GDK_KEY_Return, 0);
  g_assert_nonnull (find_dialog ()); /* nothing is to be done yet */
}

/* A template fills the line, which can be changed; what a line cannot say comes along, unless it is not wanted. */
static void
test_template (Fixture *fixture, gconstpointer data)
{
  g_autofree char *template = NULL;
  GtkWidget *button;
  OfficeTask *task;

  open_dialog (fixture);
  button = office_ui_fixture_find (fixture->dialog, GTK_TYPE_MENU_BUTTON, "label", "From _Template");
  g_assert_true (button == NULL || !gtk_widget_get_mapped (button)); /* there are none */
  office_ui_fixture_press (fixture->dialog, GDK_KEY_Escape, 0);
  forget_dialog (fixture);

  g_assert_true (office_session_save_as_template (fixture->session, SCENE_DOORS, &template, NULL));
  open_dialog (fixture);
  button = office_ui_fixture_find (fixture->dialog, GTK_TYPE_MENU_BUTTON, "label", "From _Template");
  g_assert_true (gtk_widget_get_mapped (button));
  office_ui_fixture_keep_pictures (fixture->dialog, "quick-template-offer");
  gtk_widget_activate_action (GTK_WIDGET (fixture->kept), "new-task.template", "s", template);
  office_ui_fixture_settle (fixture->dialog);
  g_assert_true (g_str_has_prefix (office_quick_entry_get_text (find_entry (fixture->dialog)),
                                   "Door schedule, level 2 !high @Ben"));
  g_assert_nonnull (office_ui_fixture_find (fixture->dialog, GTK_TYPE_LABEL, "label", "With 2 steps"));
  office_ui_fixture_check_names (fixture->dialog);
  office_ui_fixture_keep_pictures (fixture->dialog, "quick-template");
  office_quick_entry_set_text (find_entry (fixture->dialog), "Door schedule, level 3 tomorrow !low");
  office_ui_fixture_press (fixture->dialog, GDK_KEY_Return, 0);
  forget_dialog (fixture);
  task = find_task (fixture, SCENE_TODO, "Door schedule, level 3");
  g_assert_nonnull (task);
  g_assert_cmpuint (office_task_get_n_steps (task), ==, 2);
  g_assert_cmpint (office_task_get_priority (task), ==, OFFICE_PRIORITY_LOW);

  open_dialog (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->kept), "new-task.template", "s", template);
  office_ui_fixture_settle (fixture->dialog);
  g_signal_emit_by_name (
      office_ui_fixture_find (fixture->dialog, GTK_TYPE_BUTTON, "tooltip-text", "Make It Without Them"), "clicked");
  office_quick_entry_set_text (find_entry (fixture->dialog), "Door schedule, level 4");
  office_ui_fixture_press (fixture->dialog, GDK_KEY_Return, 0);
  forget_dialog (fixture);
  g_assert_cmpuint (office_task_get_n_steps (find_task (fixture, SCENE_TODO, "Door schedule, level 4")), ==, 0);
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
#define ADD(name, width)                                                                                               \
  g_test_add ("/quick/" #name "/" #width, Fixture, GINT_TO_POINTER (width), set_up, test_##name, tear_down)
  ADD (column, 1000);
  ADD (column, 360);
  ADD (wrong_guess, 1000);
  ADD (chip, 1000);
  ADD (paste, 1000);
  ADD (dialog, 1000);
  ADD (dialog, 360);
  ADD (template, 1000);
  return g_test_run ();
}
