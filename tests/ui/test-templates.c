/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates of tasks and rooms, and the calendar's link, in real windows. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "office-feed-dialog.h"
#include "office-room-dialog.h"
#include "office-task-menu.h"
#include "office-templates-dialog.h"
#include "office-templates.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_test_scene_free (fixture->scene);
}

static void
click (OfficeUiFixture *ui, const char *label)
{
  GtkWidget *button = office_ui_fixture_find (ui, GTK_TYPE_BUTTON, "label", label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  office_ui_fixture_settle (ui);
}

static void
test_feed (Fixture *fixture, gconstpointer data)
{
  OfficeUiFixture *ui = office_ui_fixture_new_for_window (
      GTK_WINDOW (office_feed_dialog_new (fixture->session, "https://192.168.1.20:8765")));
  g_autofree char *path = NULL;
  g_autofree char *link = NULL;
  g_autofree char *stopped = NULL;

  office_ui_fixture_settle (ui);
  office_ui_fixture_check_names (ui);
  click (ui, "_Make the Link");
  path = office_session_dup_feed_path (fixture->session);
  link = g_strconcat ("https://192.168.1.20:8765", path, NULL);
  g_assert_nonnull (office_ui_fixture_find (ui, GTK_TYPE_LABEL, "label", link));
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_picture (ui, "feed");
  click (ui, "_Renew");
  g_assert_null (office_ui_fixture_find (ui, GTK_TYPE_LABEL, "label", link));
  click (ui, "_Stop");
  stopped = office_session_dup_feed_path (fixture->session);
  g_assert_null (stopped);
  g_assert_nonnull (office_ui_fixture_find (ui, GTK_TYPE_BUTTON, "label", "_Make the Link"));
  office_ui_fixture_free (ui);
}

/* Where the host has a certificate that calendars know, the link leads there, and nothing is said of asking. */
static void
test_feed_known (Fixture *fixture, gconstpointer data)
{
  OfficeUiFixture *ui;
  g_autofree char *path = NULL;
  g_autofree char *link = NULL;

  office_test_scene_set_web_address (fixture->scene, "https://desk.example.org:8766");
  ui = office_ui_fixture_new_for_window (
      GTK_WINDOW (office_feed_dialog_new (fixture->session, "https://192.168.1.20:8765")));
  office_ui_fixture_settle (ui);
  click (ui, "_Make the Link");
  path = office_session_dup_feed_path (fixture->session);
  link = g_strconcat ("https://desk.example.org:8766", path, NULL);
  g_assert_nonnull (office_ui_fixture_find (ui, GTK_TYPE_LABEL, "label", link));
  g_assert_nonnull (office_ui_fixture_find (ui, GTK_TYPE_LABEL, "label",
                                            "Add a calendar “from an address” or “by URL” and paste it there."));
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_picture (ui, "feed-known");
  office_ui_fixture_free (ui);

  office_test_scene_set_web_address (fixture->scene, NULL);
  ui = office_ui_fixture_new_for_window (
      GTK_WINDOW (office_feed_dialog_new (fixture->session, "https://192.168.1.20:8765")));
  g_clear_pointer (&link, g_free);
  link = g_strconcat ("https://192.168.1.20:8765", path, NULL);
  office_ui_fixture_settle (ui);
  g_assert_nonnull (office_ui_fixture_find (ui, GTK_TYPE_LABEL, "label", link));
  office_ui_fixture_free (ui);
}

static gboolean
offers (GMenuModel *menu, const char *label)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *found = NULL;

      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);

      if ((section != NULL && offers (section, label)) || (submenu != NULL && offers (submenu, label)))
        return TRUE;
      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &found);
      if (g_strcmp0 (found, label) == 0)
        return TRUE;
    }
  return FALSE;
}

/* From the task's menu to a template, and from the column's menu to a task of it. */
static void
test_tasks (Fixture *fixture, gconstpointer data)
{
  OfficeWindow *window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  OfficeUiFixture *ui;
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (OfficeBoard) board = office_session_open_board (fixture->session, SCENE_LIBRARY);
  OfficeTask *template;
  GtkWidget *button;
  guint n;

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 640);
  office_window_show_session (window, fixture->session, NULL);
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (window));
  office_workspace_open_room (window->workspace, SCENE_LIBRARY);
  office_workspace_show_view (window->workspace, OFFICE_VIEW_TASKS);
  office_ui_fixture_settle (ui);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.save-template", "s", SCENE_DOORS);
  templates = office_session_list_task_templates (fixture->session, SCENE_LIBRARY);
  g_assert_cmpuint (templates->len, ==, 1);
  template = templates->pdata[0];
  n = g_list_model_get_n_items (G_LIST_MODEL (office_board_find_column (board, SCENE_DOING)));
  button = office_ui_fixture_find (ui, GTK_TYPE_MENU_BUTTON, "tooltip-text", "Column Menu");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_true (offers (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)), "_New from Template"));
  g_assert_true (offers (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)), "_Manage Templates…"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  office_ui_fixture_settle (ui);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.make-from-template", "(ss)", office_task_get_id (template),
                              SCENE_DOING);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (office_board_find_column (board, SCENE_DOING))), ==, n + 1);
  office_ui_fixture_free (ui);
}

static GtkWidget *
find_named (OfficeUiFixture *ui, const char *tooltip)
{
  GtkWidget *button = office_ui_fixture_find (ui, GTK_TYPE_BUTTON, "tooltip-text", tooltip);

  g_assert_nonnull (button);
  return button;
}

/* The place where a room's templates are: empty, with some, and each used, opened and deleted from there. */
static void
test_dialog (Fixture *fixture, gconstpointer data)
{
  OfficeWindow *window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  OfficeUiFixture *main_ui;
  OfficeUiFixture *ui;
  GtkWidget *dialog;
  GtkWidget *entry;
  g_autoptr (OfficeBoard) board = office_session_open_board (fixture->session, SCENE_LIBRARY);
  OfficeColumn *column = office_board_find_column (board, SCENE_TODO);
  const guint n = office_column_get_n_tasks (column);

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 640);
  office_window_show_session (window, fixture->session, NULL);
  main_ui = office_ui_fixture_new_for_window (GTK_WINDOW (window));
  dialog = g_object_ref_sink (office_templates_dialog_new (fixture->session, SCENE_LIBRARY));
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (dialog));
  g_assert_nonnull (office_ui_fixture_find (ui, ADW_TYPE_STATUS_PAGE, "title", "No Templates Yet"));
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_pictures (ui, "templates-none");

  entry = office_ui_fixture_find (ui, ADW_TYPE_ENTRY_ROW, "title", "Title of a New Template");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Send the minutes");
  click (ui, "_Add");
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (ui, ADW_TYPE_ACTION_ROW, "title", "Send the minutes") != NULL);
  g_assert_true (office_session_save_as_template (fixture->session, SCENE_DOORS, NULL, NULL));
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (ui, ADW_TYPE_ACTION_ROW, "title", "Door schedule, level 2") != NULL);
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_pictures (ui, "templates");
  g_assert_cmpuint (office_column_get_n_tasks (column), ==, n);

  g_signal_emit_by_name (find_named (ui, "New Task from It"), "clicked"); /* "Door" comes before "Send" */
  g_assert_cmpuint (office_column_get_n_tasks (column), ==, n + 1);
  g_signal_emit_by_name (find_named (ui, "Delete"), "clicked");
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (ui, ADW_TYPE_ACTION_ROW, "title", "Door schedule, level 2") == NULL);

  gtk_widget_activate (office_ui_fixture_find (ui, ADW_TYPE_ACTION_ROW, "title", "Send the minutes"));
  OFFICE_WAIT_UNTIL (office_workspace_get_task_id (window->workspace) != NULL);
  office_ui_fixture_settle (main_ui);
  office_ui_fixture_keep_picture (main_ui, "template-open");
  office_ui_fixture_free (ui);
  g_object_unref (dialog);

  /* The pane's button makes a task like it. */
  click (main_ui, "_New Task from It");
  g_assert_cmpuint (office_column_get_n_tasks (column), ==, n + 2);
  office_ui_fixture_free (main_ui);
}

/* A task becomes a template and is a task again, from its menu. */
static void
test_menu (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  OfficeUiFixture *ui;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  ui = office_ui_fixture_new (box, 400, 300);
  for (guint turn = 0; turn < 2; turn++)
    {
      GtkWidget *menu = office_task_menu_new (fixture->session, doors);
      GMenuModel *model = gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (menu));

      gtk_widget_set_parent (menu, box);
      g_assert_true (offers (model, "U_se as Template") == (turn == 0));
      g_assert_true (offers (model, "Save as _Template") == (turn == 0));
      g_assert_true (offers (model, "Mark as _Done") == (turn == 0));
      g_assert_true (offers (model, "_New Task from It") == (turn == 1));
      g_assert_true (offers (model, "Make a Tas_k of It Again") == (turn == 1));
      gtk_widget_activate_action (menu, "task.template", NULL);
      g_assert_true (office_task_get_template (doors) == (turn == 0));
      gtk_widget_unparent (menu);
    }
  office_ui_fixture_free (ui);
}

/* A new room is made like one that was offered. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  OfficeWindow *window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  OfficeUiFixture *main_ui;
  OfficeUiFixture *ui;
  GtkWidget *dialog;
  GtkWidget *row;
  g_autoptr (OfficeBoard) board = NULL;

  office_window_show_session (window, fixture->session, NULL);
  main_ui = office_ui_fixture_new_for_window (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.template-room", "s", SCENE_LIBRARY);
  dialog = g_object_ref_sink (office_room_dialog_new (fixture->session, NULL));
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (dialog));
  row = office_ui_fixture_find (ui, ADW_TYPE_COMBO_ROW, "title", "Made Like");
  g_assert_nonnull (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  gtk_editable_set_text (GTK_EDITABLE (office_ui_fixture_find (ui, ADW_TYPE_ENTRY_ROW, "title", "Name")), "Yard");
  office_ui_fixture_settle (ui);
  office_ui_fixture_keep_picture (ui, "room-like");
  click (ui, "C_reate");
  OFFICE_WAIT_UNTIL (office_workspace_get_room_id (window->workspace) != NULL);
  board = office_session_open_board (fixture->session, office_workspace_get_room_id (window->workspace));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (board)), ==, 3);
  office_ui_fixture_free (ui);
  g_object_unref (dialog);
  office_ui_fixture_free (main_ui);
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
#define ADD(name) g_test_add ("/templates/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (feed);
  ADD (feed_known);
  ADD (tasks);
  ADD (dialog);
  ADD (menu);
  ADD (room);
  return g_test_run ();
}
