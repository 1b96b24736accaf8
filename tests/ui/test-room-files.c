/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a room's files in the real window. OFFICE_PICTURES keeps pictures. */
#include "office-attachment-private.h"
#include "office-file-row.h"
#include "office-files-view.h"
#include "office-test-folder.h"
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
  char *folder;
  OfficeAttachment *attached;
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
  g_autofree char *files = NULL;

  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->folder = g_dir_make_tmp ("office-files-XXXXXX", NULL);
  files = g_build_filename (fixture->folder, "kept", NULL);
  office_session_set_files (fixture->session, files, NULL);
  fixture->window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  fixture->workspace = fixture->window->workspace;
  office_window_show_session (fixture->window, fixture->session, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (data), 640);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-room", "s", SCENE_LIBRARY);
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
  office_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* ---- files ---- */

static void
take_result (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  fixture->attached = office_session_attach_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static OfficeAttachment *
attach (Fixture *fixture, const char *name, gboolean picture)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  fixture->attached = NULL;
  if (picture)
    {
      g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 400, 240);

      gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
      g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
    }
  else
    {
      g_assert_true (g_file_set_contents (path, name, -1, NULL));
    }
  office_session_attach_async (fixture->session, file, NULL, take_result, fixture);
  OFFICE_WAIT_UNTIL (fixture->attached != NULL);
  if (picture)
    office_attachment_set_picture_size (fixture->attached, 400, 240);
  return fixture->attached;
}

static char *
send (Fixture *fixture, const char *text, OfficeAttachment *file)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  char *id = NULL;

  g_ptr_array_add (files, file);
  office_session_send_files (fixture->session, SCENE_LIBRARY, NULL, text, files, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
put_on_task (Fixture *fixture, OfficeAttachment *file)
{
  g_autoptr (OfficeAttachment) owned = file;
  g_autoptr (GError) error = NULL;

  office_session_add_file (fixture->session, SCENE_DOORS, file, &error);
  g_assert_no_error (error);
}

static char *
list (Fixture *fixture)
{
  GListModel *files = office_files_view_get_files (fixture->workspace->files);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (OfficeAttachment) file = g_list_model_get_item (files, i);

      g_ptr_array_add (names, g_strdup (office_attachment_get_name (file)));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("|", (char **) names->pdata);
}

static void
assert_files (Fixture *fixture, const char *expected)
{
  g_autofree char *names = NULL;

  settle (fixture);
  names = list (fixture);
  g_assert_cmpstr (names, ==, expected);
}

static void
show_files (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-files", NULL);
  settle (fixture);
  g_assert_cmpint (office_workspace_get_view (fixture->workspace), ==, OFFICE_VIEW_FILES);
}

static gboolean
is_row_of (GtkWidget *widget, gconstpointer name)
{
  OfficeAttachment *file = office_file_row_get_file (OFFICE_FILE_ROW (widget));

  return file != NULL && g_str_equal (office_attachment_get_name (file), name);
}

static OfficeFileRow *
find_row (Fixture *fixture, const char *name)
{
  return (OfficeFileRow *) office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_FILE_ROW, is_row_of, name);
}

static void
keep_pictures (Fixture *fixture, const char *name)
{
  g_autofree char *wide = g_strdup_printf ("%s-%d", name,
                                           gtk_widget_get_width (GTK_WIDGET (fixture->window)) < 600 ? 360 : 1200);

  office_ui_fixture_keep_picture (fixture->ui, wide);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  settle (fixture);
  office_ui_fixture_keep_picture (fixture->ui, wide);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  settle (fixture);
}

/* ---- tests ---- */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  show_files (fixture);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "No Files Yet"));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui,
                                  GPOINTER_TO_INT (data) == 360 ? "room-files-none-360" : "room-files-none");
}

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = send (fixture, "The plan", attach (fixture, "Plan.png", TRUE));
  gboolean narrow = GPOINTER_TO_INT (data) == 360;

  office_test_scene_answer (fixture->scene);
  settle (fixture);
  show_files (fixture);
  assert_files (fixture, "Plan.png");
  /* It follows what comes, of messages and of tasks. */
  put_on_task (fixture, attach (fixture, "Zeitplan – Entwurf für die Türen im zweiten Geschoß.txt", FALSE));
  g_free (send (fixture, "", attach (fixture, "图纸.pdf", FALSE)));
  office_test_scene_answer (fixture->scene);
  settle (fixture);
  OFFICE_WAIT_UNTIL (g_list_model_get_n_items (office_files_view_get_files (fixture->workspace->files)) == 3);
  OFFICE_WAIT_UNTIL (find_row (fixture, "Plan.png") != NULL
                     && office_file_row_has_thumbnail (find_row (fixture, "Plan.png")));
  settle (fixture);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, GPOINTER_TO_INT (data));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, narrow ? "room-files-360" : "room-files");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  settle (fixture);
  office_ui_fixture_keep_picture (fixture->ui, narrow ? "room-files-360-dark" : "room-files-dark");

  office_files_view_set_filter (fixture->workspace->files, "PLAN", OFFICE_FILES_ALL);
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (office_files_view_get_files (fixture->workspace->files)), ==, 2);
  office_files_view_set_filter (fixture->workspace->files, "plan", OFFICE_FILES_PICTURES);
  assert_files (fixture, "Plan.png");
  office_files_view_set_filter (fixture->workspace->files, "图", OFFICE_FILES_DOCUMENTS);
  assert_files (fixture, "图纸.pdf");
  office_files_view_set_filter (fixture->workspace->files, "nothing", OFFICE_FILES_ALL);
  assert_files (fixture, "");
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "No Such File"));
}

/* The key opens a file with Enter, whether it has been pressed before or not. */
static GtkWidget *
find_button (OfficeFileRow *row, const char *action)
{
  GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (row));

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (child)), action) == 0)
      return child;
  g_assert_not_reached ();
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", text) != NULL;
}

/* In its row one sees how far a file is that is fetched, calls it off, and tries again what did not come. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  static const char with[] = "{\"id\":\"0190a000-0000-7000-8000-00000000f001\",\"room\":\"" SCENE_LIBRARY
                             "\",\"text\":\"\",\"files\":[{\"id\":\"0190a000-0000-7000-8000-00000000f002\","
                             "\"name\":\"Site survey.tar\",\"size\":1000000,\"type\":\"application/x-tar\",\"hash\":"
                             "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"}]}";
  g_autoptr (OfficeAttachment) file = NULL;
  g_autofree char *done = g_format_size (420000);
  g_autofree char *size = g_format_size (1000000);
  g_autofree char *words = g_strdup_printf ("%s of %s", done, size);
  OfficeFileRow *row;

  office_test_scene_act (fixture->scene, SCENE_ANNA, "message.send", with);
  show_files (fixture);
  row = find_row (fixture, "Site survey.tar");
  g_assert_nonnull (row);
  file = g_object_ref (office_file_row_get_file (row));
  g_assert_false (gtk_widget_get_mapped (find_button (row, "file.cancel")));
  g_assert_true (gtk_widget_get_mapped (find_button (row, "file-row.save")));

  office_attachment_set_state (file, OFFICE_ATTACHMENT_FETCHING, NULL);
  office_attachment_set_progress (file, 0.42);
  settle (fixture);
  g_assert_true (shows (fixture, words));
  g_assert_false (gtk_widget_get_mapped (find_button (row, "file-row.save")));
  office_ui_fixture_check_names (fixture->ui);
  keep_pictures (fixture, "room-files-progress");
  g_signal_emit_by_name (find_button (row, "file.cancel"), "clicked");
  settle (fixture);
  g_assert_cmpint (office_attachment_get_state (file), ==, OFFICE_ATTACHMENT_REMOTE);
  g_assert_false (shows (fixture, words));
  g_assert_false (gtk_widget_get_mapped (find_button (row, "file.cancel")));

  office_attachment_set_state (file, OFFICE_ATTACHMENT_FAILED, "The host has no room for it");
  settle (fixture);
  g_assert_true (shows (fixture, "The host has no room for it"));
  g_assert_true (gtk_widget_get_mapped (find_button (row, "file.retry")));
  keep_pictures (fixture, "room-files-failed");
}

static void
test_focus (Fixture *fixture, gconstpointer data)
{
  g_free (send (fixture, "The plan", attach (fixture, "Plan.png", TRUE)));
  office_test_scene_answer (fixture->scene);
  settle (fixture);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *focus;

      show_files (fixture);
      office_workspace_focus_view (fixture->workspace);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_assert_nonnull (focus);
      g_assert_false (GTK_IS_BUTTON (focus));
      g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW));
    }
}

static void
test_goes_to_source (Fixture *fixture, gconstpointer data)
{
  g_free (send (fixture, "The plan", attach (fixture, "Plan.png", TRUE)));
  put_on_task (fixture, attach (fixture, "Doors.txt", FALSE));
  office_test_scene_answer (fixture->scene);
  settle (fixture);
  show_files (fixture);
  office_file_row_go_to_source (find_row (fixture, "Doors.txt"));
  settle (fixture);
  g_assert_cmpstr (office_workspace_get_task_id (fixture->workspace), ==, SCENE_DOORS);
  /* What was removed is gone from the page. */
  {
    g_autofree char *id = g_strdup (
        office_attachment_get_id (office_file_row_get_file (find_row (fixture, "Doors.txt"))));

    g_assert_true (office_session_remove_file (fixture->session, id, NULL));
  }
  assert_files (fixture, "Plan.png");
  office_file_row_go_to_source (find_row (fixture, "Plan.png"));
  settle (fixture);
  g_assert_cmpint (office_workspace_get_view (fixture->workspace), ==, OFFICE_VIEW_CONVERSATION);
  /* And back. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  settle (fixture);
  g_assert_cmpint (office_workspace_get_view (fixture->workspace), ==, OFFICE_VIEW_FILES);
}

/* The bytes of all files are on the host: nothing waits for them any more. */
static void
upload (Fixture *fixture, GListModel *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (OfficeAttachment) file = g_list_model_get_item (files, i);
      g_autoptr (GError) error = NULL;

      office_replica_set_blob (office_test_scene_get_replica (fixture->scene), office_attachment_get_hash (file),
                               office_attachment_get_size (file), OFFICE_BLOB_KEPT, &error);
      g_assert_no_error (error);
    }
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 0);
}

static guint
count_of (Fixture *fixture, GListModel *files)
{
  settle (fixture);
  return g_list_model_get_n_items (files);
}

/* A task takes its files along, and those of its discussion; whoever moves it, and back by undo. */
static void
test_follows_task (Fixture *fixture, gconstpointer data)
{
  const char *const people[] = { SCENE_ANNA, NULL };
  g_autofree char *yard = NULL;
  g_autoptr (GListModel) files = NULL;
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  office_session_create_room (fixture->session, "Yard", NULL, OFFICE_ROOM_PRIVATE, people, &yard, &error);
  g_assert_no_error (error);
  office_test_scene_answer (fixture->scene);
  files = office_session_list_room_files (fixture->session, yard);
  put_on_task (fixture, attach (fixture, "Doors.txt", FALSE));
  g_ptr_array_add (said, attach (fixture, "Handles.txt", FALSE));
  office_session_send_files (fixture->session, SCENE_LIBRARY, SCENE_DOORS, "Look", said, NULL, &error);
  g_assert_no_error (error);
  g_free (send (fixture, "The plan", attach (fixture, "Plan.png", TRUE)));
  show_files (fixture);
  upload (fixture, office_files_view_get_files (fixture->workspace->files));
  g_assert_cmpuint (count_of (fixture, office_files_view_get_files (fixture->workspace->files)), ==, 3);
  g_assert_true (office_session_transfer_task (fixture->session, SCENE_DOORS, yard, &error));
  g_assert_no_error (error);
  assert_files (fixture, "Plan.png");
  g_assert_cmpuint (count_of (fixture, files), ==, 2);
  office_test_scene_answer (fixture->scene);
  assert_files (fixture, "Plan.png");
  g_assert_cmpuint (count_of (fixture, files), ==, 2);
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 0);
  /* Anna brings it back. */
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.transfer",
                         "{\"id\":\"" SCENE_DOORS "\",\"room\":\"" SCENE_LIBRARY "\"}");
  g_assert_cmpuint (count_of (fixture, office_files_view_get_files (fixture->workspace->files)), ==, 3);
  g_assert_cmpuint (count_of (fixture, files), ==, 0);
}

/* Where there is no room for three tabs, the menu still leads there. */
static void
test_medium (Fixture *fixture, gconstpointer data)
{
  g_assert_false (adw_view_stack_page_get_visible (fixture->workspace->files_page));
  show_files (fixture);
  g_assert_true (adw_view_stack_page_get_visible (fixture->workspace->files_page));
  office_ui_fixture_keep_picture (fixture->ui, "room-files-medium");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-tasks", NULL);
  settle (fixture);
  g_assert_false (adw_view_stack_page_get_visible (fixture->workspace->files_page));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  office_ui_fixture_init (&argc, &argv);

#define TEST(path, function, width) g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  TEST ("/room-files/empty", test_empty, 1200);
  TEST ("/room-files/empty/narrow", test_empty, 360);
  TEST ("/room-files/lists", test_lists, 1200);
  TEST ("/room-files/lists/narrow", test_lists, 360);
  TEST ("/room-files/progress", test_progress, 1200);
  TEST ("/room-files/progress/narrow", test_progress, 360);
  TEST ("/room-files/focus", test_focus, 1200);
  TEST ("/room-files/goes-to-source", test_goes_to_source, 1200);
  TEST ("/room-files/follows-task", test_follows_task, 1200);
  TEST ("/room-files/medium", test_medium, 800);
  return g_test_run ();
}
