/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is chosen for a task in its pane: how it repeats, its labels, its cover. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "office-file-tile.h"
#include "office-label-editor.h"
#include "office-task-card.h"
#include "office-task-pane.h"
#include "office-test-folder.h"
#include "office-test-notice.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"

#include <adwaita.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *ui;
  OfficeTaskPane *pane;
  OfficeTask *task;
  OfficeTestNotice notice;
  OfficeAttachment *attached;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->folder = g_dir_make_tmp ("office-choices-XXXXXX", NULL);
  office_session_set_files (fixture->session, fixture->folder, NULL);
  fixture->task = office_session_find_task (fixture->session, SCENE_DOORS);
  fixture->pane = OFFICE_TASK_PANE (office_task_pane_new ());
  fixture->ui = office_ui_fixture_new (GTK_WIDGET (fixture->pane), 392, 780);
  office_task_pane_set_task (fixture->pane, fixture->session, SCENE_DOORS);
  office_ui_fixture_settle (fixture->ui);
  office_test_notice_watch (&fixture->notice, fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  office_test_notice_clear (&fixture->notice);
  office_ui_fixture_free (fixture->ui);
  g_clear_object (&fixture->attached);
  office_test_scene_free (fixture->scene);
  office_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* In light and dark. */
static void
keep_pictures (Fixture *fixture, GtkPopover *popover, const char *name)
{
  office_ui_fixture_keep_picture_of (GTK_WIDGET (popover), name);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture_of (GTK_WIDGET (popover), name);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* The popover of the field that has this name. */
static GtkPopover *
open_field (Fixture *fixture, const char *label)
{
  GtkWidget *found = office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", label);
  GtkMenuButton *button = GTK_MENU_BUTTON (gtk_widget_get_next_sibling (found));

  gtk_menu_button_popup (button);
  OFFICE_WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  office_ui_fixture_settle (fixture->ui);
  return gtk_menu_button_get_popover (button);
}

typedef struct {
  GType type;
  guint n;
} Search;

static GtkWidget *
find_nth (GtkWidget *widget, Search *search)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), search->type) && gtk_widget_get_mapped (widget) && search->n-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, search);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The n-th of its type that is seen in the popover, from above, counted from 0. */
static GtkWidget *
nth (GtkPopover *popover, GType type, guint n)
{
  Search search = { type, n };
  GtkWidget *found = find_nth (gtk_popover_get_child (popover), &search);

  g_assert_nonnull (found);
  return found;
}

static void
choose (Fixture *fixture, GtkPopover *popover, guint which, guint item)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (nth (popover, GTK_TYPE_DROP_DOWN, which)), item);
  office_ui_fixture_settle (fixture->ui);
}

static void
test_repeat_monthly (Fixture *fixture, gconstpointer data)
{
  GtkWidget *more = office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "More Fields");
  GtkPopover *popover;

  g_signal_emit_by_name (more, "clicked");
  office_ui_fixture_settle (fixture->ui);
  popover = open_field (fixture, "Repeats");
  choose (fixture, popover, 0, 4); /* every month */
  g_assert_cmpstr (office_task_get_repeat (fixture->task), ==, "FREQ=MONTHLY");
  choose (fixture, popover, 1, 1); /* on day … */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (nth (popover, GTK_TYPE_SPIN_BUTTON, 1)), 15);
  g_assert_cmpstr (office_task_get_repeat (fixture->task), ==, "FREQ=MONTHLY;BYMONTHDAY=15");
  choose (fixture, popover, 1, 3); /* on the second … */
  choose (fixture, popover, 2, 1); /* … Tuesday */
  g_assert_cmpstr (office_task_get_repeat (fixture->task), ==, "FREQ=MONTHLY;BYDAY=2TU");
  keep_pictures (fixture, popover, "repeat-monthly");
  office_ui_fixture_check_names (fixture->ui);
  choose (fixture, popover, 1, 6); /* on the last … */
  choose (fixture, popover, 2, 4); /* … Friday */
  g_assert_cmpstr (office_task_get_repeat (fixture->task), ==, "FREQ=MONTHLY;BYDAY=-1FR");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (nth (popover, GTK_TYPE_SPIN_BUTTON, 0)), 2);
  choose (fixture, popover, 3, 1); /* ends after so many */
  g_assert_cmpstr (office_task_get_repeat (fixture->task), ==, "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=10");

  /* Opened again it says what it is. */
  gtk_popover_popdown (popover);
  OFFICE_WAIT_UNTIL (!gtk_widget_get_mapped (GTK_WIDGET (popover)));
  popover = open_field (fixture, "Repeats");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (nth (popover, GTK_TYPE_DROP_DOWN, 1))), ==, 6);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (nth (popover, GTK_TYPE_DROP_DOWN, 2))), ==, 4);
  choose (fixture, popover, 1, 0); /* on its due day again */
  g_assert_cmpstr (office_task_get_repeat (fixture->task), ==, "FREQ=MONTHLY;INTERVAL=2;COUNT=10");
}

/* NULL: the room has none of that name. */
static OfficeLabel *
find_label (Fixture *fixture, const char *name)
{
  g_autoptr (OfficeBoard) board = office_session_open_board (fixture->session, SCENE_LIBRARY);
  GListModel *labels = office_board_get_labels (board);

  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, i);

      if (g_str_equal (office_label_get_name (label), name))
        return label; /* the session holds it */
    }
  return NULL;
}

static void
test_label_editor (Fixture *fixture, gconstpointer data)
{
  GtkPopover *popover = open_field (fixture, "Labels");
  OfficeLabel *facade = find_label (fixture, "Façade");
  GtkWidget *editor;

  keep_pictures (fixture, popover, "labels");
  office_ui_fixture_check_names (fixture->ui);
  g_signal_emit_by_name (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "tooltip-text", "Edit Façade"),
                         "clicked");
  office_ui_fixture_settle (fixture->ui);
  editor = nth (popover, OFFICE_TYPE_LABEL_EDITOR, 0);
  keep_pictures (fixture, popover, "label-editor");
  office_ui_fixture_check_names (fixture->ui);

  /* Another hue, another name. */
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (office_ui_fixture_find (fixture->ui, GTK_TYPE_TOGGLE_BUTTON, "tooltip-text", "Red")), TRUE);
  g_assert_cmpstr (office_label_get_hue (facade), ==, "red");
  gtk_editable_set_text (GTK_EDITABLE (nth (popover, GTK_TYPE_ENTRY, 0)), "  Front  ");
  office_ui_fixture_press (fixture->ui, GDK_KEY_Return, 0);
  OFFICE_WAIT_UNTIL (!gtk_widget_get_mapped (editor));
  g_assert_cmpstr (office_label_get_name (facade), ==, "Front");

  /* Away, and back by the undo. */
  g_signal_emit_by_name (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "tooltip-text", "Edit Front"),
                         "clicked");
  office_ui_fixture_settle (fixture->ui);
  g_signal_emit_by_name (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "_Delete Label"), "clicked");
  OFFICE_WAIT_UNTIL (find_label (fixture, "Front") == NULL);
  g_assert_null (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "tooltip-text", "Edit Front"));
  office_test_notice_undo (&fixture->notice);
  g_assert_nonnull (find_label (fixture, "Front"));
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  fixture->attached = office_session_attach_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static void
attach_picture (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "plan.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 400, 240);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  office_session_attach_async (fixture->session, file, NULL, take_result, fixture);
  OFFICE_WAIT_UNTIL (fixture->attached != NULL);
  office_attachment_set_picture_size (fixture->attached, 400, 240);
  office_session_add_file (fixture->session, SCENE_DOORS, fixture->attached, &error);
  g_assert_no_error (error);
}

static void
test_cover (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tile;

  attach_picture (fixture);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (fixture->ui, OFFICE_TYPE_FILE_TILE, NULL, NULL) != NULL);
  tile = office_ui_fixture_find (fixture->ui, OFFICE_TYPE_FILE_TILE, NULL, NULL);
  g_assert_true (gtk_widget_activate_action (tile, "file.cover", NULL));
  g_assert_cmpstr (office_task_get_cover (fixture->task), ==, office_attachment_get_id (fixture->attached));
  gtk_menu_button_popup (
      GTK_MENU_BUTTON (office_ui_fixture_find (fixture->ui, GTK_TYPE_MENU_BUTTON, "tooltip-text", "File Menu")));
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "_No Cover Any More") != NULL
                     || office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "No Cover Any More") != NULL);
  office_ui_fixture_keep_picture (fixture->ui, "cover");
  gtk_menu_button_popdown (
      GTK_MENU_BUTTON (office_ui_fixture_find (fixture->ui, GTK_TYPE_MENU_BUTTON, "tooltip-text", "File Menu")));
  g_assert_true (gtk_widget_activate_action (tile, "file.cover", NULL));
  g_assert_null (office_task_get_cover (fixture->task));
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpstr (office_task_get_cover (fixture->task), ==, office_attachment_get_id (fixture->attached));
}

int
main (int argc, char *argv[])
{
  office_ui_fixture_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/task-choices/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("repeat-monthly", test_repeat_monthly);
  ADD ("label-editor", test_label_editor);
  ADD ("cover", test_cover);
#undef ADD
  return g_test_run ();
}
