/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is led into the office. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "office-import-dialog.h"
#include "office-test-notice.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"

#include <glib/gstdio.h>

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *ui;
  OfficeImportDialog *dialog;
  char *folder;
  gboolean wide;
  OfficeTestNotice notice;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->wide = GPOINTER_TO_INT (data) > 400;
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_notice_watch (&fixture->notice, fixture->session);
  fixture->folder = g_dir_make_tmp ("office-importing-XXXXXX", NULL);
  fixture->dialog = OFFICE_IMPORT_DIALOG (office_import_dialog_new (fixture->session, NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), GPOINTER_TO_INT (data), 640);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->dialog));
  office_ui_fixture_settle (fixture->ui);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  office_test_notice_clear (&fixture->notice);
  office_test_scene_free (fixture->scene);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
keep_picture (Fixture *fixture, const char *name)
{
  g_autofree char *full = g_strconcat ("import-", name, fixture->wide ? "" : "-360", NULL);

  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, full);
}

static void
read_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  office_import_dialog_read (fixture->dialog, file);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (fixture->ui, GTK_TYPE_SPINNER, NULL, NULL) == NULL);
  g_unlink (path);
}

static GtkWidget *
find_button (Fixture *fixture, const char *label)
{
  return office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", label);
}

static void
click (Fixture *fixture, const char *label)
{
  GtkWidget *button = find_button (fixture, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  office_ui_fixture_settle (fixture->ui);
}

static guint
count_tasks (Fixture *fixture)
{
  g_autoptr (GPtrArray) tasks = office_replica_list (office_test_scene_get_replica (fixture->scene), "task", NULL,
                                                     NULL);
  guint n = 0;

  for (guint i = 0; i < tasks->len; i++)
    n += office_record_has (tasks->pdata[i], "trashed_at") ? 0 : 1;
  return n;
}

static const char *const table = "What;When;Who;Notes\n"
                                 "Order doors;2025-06-20;Anna Lindqvist;Oak, as in stage 2\n"
                                 "Paint <b>walls</b> & \"more\";yesterday;Zoe Away;\n"
                                 "\"Broken;;;\n";

/* A table: its columns are given a meaning, what will come is seen, and it comes into a new room; one undo. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  const guint before = count_tasks (fixture);
  GtkWidget *row;

  keep_picture (fixture, "choose");
  read_file (fixture, "Site.csv", table);
  g_object_set (office_ui_fixture_find (fixture->ui, GTK_TYPE_SWITCH, NULL, NULL), "active", FALSE, NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, ADW_TYPE_COMBO_ROW, "title", "Column 1"));
  g_object_set (office_ui_fixture_find (fixture->ui, GTK_TYPE_SWITCH, NULL, NULL), "active", TRUE, NULL);
  office_ui_fixture_settle (fixture->ui);
  row = office_ui_fixture_find (fixture->ui, ADW_TYPE_COMBO_ROW, "title", "When");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 7); /* due */
  row = office_ui_fixture_find (fixture->ui, ADW_TYPE_COMBO_ROW, "title", "Who");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 5); /* assigned to */
  keep_picture (fixture, "table");
  click (fixture, "_Continue");
  keep_picture (fixture, "preview");
  click (fixture, "_Import");
  OFFICE_WAIT_UNTIL (find_button (fixture, "_Open Room") != NULL);
  g_assert_cmpuint (count_tasks (fixture), ==, before + 3);
  keep_picture (fixture, "report");
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpuint (count_tasks (fixture), ==, before);
}

/* Another delimiter parts it anew. */
static void
test_delimiter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  read_file (fixture, "odd.csv", "title,note\nOne|a,b\n");
  row = office_ui_fixture_find (fixture->ui, ADW_TYPE_COMBO_ROW, "title", "Between the Cells");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 3);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, ADW_TYPE_COMBO_ROW, "title", "title,note"));
}

static void
test_wrong_file (Fixture *fixture, gconstpointer data)
{
  read_file (fixture, "other.json", "{\"hello\": \"world\"}");
  g_assert_nonnull (
      office_ui_fixture_find (fixture->ui, ADW_TYPE_STATUS_PAGE, "title", "This File Cannot Be Imported"));
  g_assert_null (find_button (fixture, "_Import"));
  keep_picture (fixture, "failed");
  read_file (fixture, "todo.txt", "(A) Call the printer due:2025-06-20\n");
  g_assert_nonnull (find_button (fixture, "_Import"));
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
#define ADD(name, width)                                                                                               \
  g_test_add ("/importing/" #name "/" #width, Fixture, GINT_TO_POINTER (width), set_up, test_##name, tear_down)
  ADD (table, 560);
  ADD (table, 360);
  ADD (delimiter, 560);
  ADD (wrong_file, 560);
  return g_test_run ();
}
