/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-templates.h"

#include "office-export.h"
#include "office-new-task.h"
#include "office-test-notice.h"
#include "office-test-scene.h"
#include "office-work.h"

#include <string.h>

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeTestNotice notice;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  office_test_notice_watch (&fixture->notice, fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_test_notice_clear (&fixture->notice);
  office_test_scene_free (fixture->scene);
}

static guint
count_column (Fixture *fixture, const char *column)
{
  g_autoptr (OfficeBoard) board = office_session_open_board (fixture->session, SCENE_LIBRARY);

  return g_list_model_get_n_items (G_LIST_MODEL (office_board_find_column (board, column)));
}

/* A template is no work: it stands on no board, and what is made of it has its words, labels and steps. */
static void
test_task (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *template = NULL;
  g_autofree char *made = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (OfficeRecord) record = NULL;
  const guint n = count_column (fixture, SCENE_TODO);
  OfficeTask *task;

  g_assert_true (office_session_save_as_template (fixture->session, SCENE_DOORS, &template, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_column (fixture, SCENE_TODO), ==, n);
  templates = office_session_list_task_templates (fixture->session, SCENE_LIBRARY);
  g_assert_cmpuint (templates->len, ==, 1);

  g_assert_true (office_session_make_from_template (fixture->session, template, SCENE_DOING, &made, &error));
  g_assert_no_error (error);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
  record = office_test_scene_get_record (fixture->scene, made);
  g_assert_cmpstr (office_record_get_text (record, "column"), ==, SCENE_DOING);
  g_assert_cmpstr (office_record_get_text (record, "priority"), ==, "high");
  g_assert_null (office_record_get_text (record, "due"));
  g_assert_false (office_record_get_boolean (record, "template"));
  task = office_session_find_task (fixture->session, made);
  g_assert_cmpuint (office_task_get_n_steps (task), ==, 2);
  g_assert_cmpuint (office_task_get_n_steps_done (task), ==, 0);

  g_assert_true (office_session_trash_task (fixture->session, template, &error));
  after = office_session_list_task_templates (fixture->session, SCENE_LIBRARY);
  g_assert_cmpuint (after->len, ==, 0);
}

static OfficeQuickTask *
read_line (Fixture *fixture, const char *template, char **line)
{
  g_auto (GStrv) plain = NULL;

  *line = office_session_dup_template_line (fixture->session, template, &plain);
  g_assert_nonnull (*line);
  return office_session_read_task (fixture->session, SCENE_LIBRARY, TRUE, *line, (const char *const *) plain);
}

/* A template as a line says all that a line can, and no word of its title is taken for something else. */
static void
test_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *template = NULL;
  g_autofree char *made = NULL;
  g_autofree char *line = NULL;
  g_autoptr (OfficeQuickTask) read = NULL;
  g_autoptr (OfficeRecord) doors = office_test_scene_get_record (fixture->scene, SCENE_DOORS);
  g_autoptr (OfficeRecord) record = NULL;

  office_record_set_integer (doors, "estimate", 90);
  office_record_set_text (doors, "title", "Prepare tomorrow !low #1");
  office_record_set_text (doors, "description", "As always");
  office_test_scene_receive (fixture->scene, office_record_ref (doors), NULL);
  g_assert_true (office_session_save_as_template (fixture->session, SCENE_DOORS, &template, &error));
  office_test_scene_answer (fixture->scene);
  read = read_line (fixture, template, &line);
  g_assert_cmpstr (read->title, ==, "Prepare tomorrow !low #1");
  g_assert_null (read->due);
  g_assert_cmpstr (office_quick_task_get (read, OFFICE_QUICK_PRIORITY), ==, "high");
  g_assert_cmpstr (office_quick_task_get (read, OFFICE_QUICK_ESTIMATE), ==, "90");
  g_assert_cmpstr (office_quick_task_get (read, OFFICE_QUICK_ASSIGNEE), ==, SCENE_BEN);

  g_assert_true (office_session_make_quick_task_like (fixture->session, SCENE_LIBRARY, SCENE_DOING, read, template,
                                                      &made, &error));
  g_assert_no_error (error);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
  record = office_test_scene_get_record (fixture->scene, made);
  g_assert_cmpstr (office_record_get_text (record, "description"), ==, "As always");
  g_assert_false (office_record_get_boolean (record, "template"));
  g_assert_cmpuint (office_task_get_n_steps (office_session_find_task (fixture->session, made)), ==, 2);
}

static gboolean
is_in_work (Fixture *fixture, const char *id)
{
  GListModel *work = G_LIST_MODEL (office_session_get_work (fixture->session));
  gboolean found = FALSE;

  office_test_scene_settle (fixture->scene);
  for (guint i = 0; i < g_list_model_get_n_items (work); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (work, i);

      found = found || (OFFICE_IS_TASK (item) && g_str_equal (office_task_get_id (OFFICE_TASK (item)), id));
    }
  return found;
}

static gboolean
is_exported (Fixture *fixture, const char *room, OfficeExportFormat format)
{
  guint n = 0;
  g_autofree char *text = office_session_export_tasks (fixture->session, room, format, &n);

  return strstr (text, "Door schedule") != NULL;
}

/* A task that is made a template leaves all that is work, and comes back to it. */
static void
test_no_work (Fixture *fixture, gconstpointer data)
{
  const guint n = count_column (fixture, SCENE_TODO);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeBoard) board = office_session_open_board (fixture->session, SCENE_LIBRARY);
  OfficeColumn *column = office_board_find_column (board, SCENE_TODO);

  g_assert_true (is_in_work (fixture, SCENE_DOORS));
  for (guint turn = 0; turn < 2; turn++)
    {
      const gboolean template = turn == 0;

      g_assert_true (office_session_set_task_template (fixture->session, SCENE_DOORS, template, &error));
      g_assert_no_error (error);
      office_test_scene_answer (fixture->scene);
      g_assert_cmpuint (count_column (fixture, SCENE_TODO), ==, template ? n - 1 : n);
      g_assert_cmpuint (office_column_get_n_tasks (column), ==, template ? n - 1 : n);
      g_assert_true (is_in_work (fixture, SCENE_DOORS) != template);
      for (OfficeExportFormat f = 0; f < OFFICE_EXPORT_N_FORMATS; f++)
        g_assert_true (is_exported (fixture, NULL, f) != template);
      g_assert_true (is_exported (fixture, SCENE_LIBRARY, OFFICE_EXPORT_CSV) != template);
      g_assert_true (is_exported (fixture, SCENE_LIBRARY, OFFICE_EXPORT_CALENDAR) != template);
    }
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
}

/* A column that looks empty can be deleted, though templates and archived tasks stand in it; one undo brings all back. */
static void
test_column (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *template = NULL;
  g_autofree char *column = NULL;
  const char *const archived[] = { SCENE_LAMPS, NULL };
  const char *const both[] = { SCENE_LAMPS, NULL };
  g_autoptr (OfficeRecord) left = NULL;
  g_autoptr (OfficeRecord) back = NULL;

  g_assert_true (office_session_make_template (fixture->session, SCENE_LIBRARY, "Send the minutes", &template, &error));
  g_assert_true (
      office_session_create_column (fixture->session, SCENE_LIBRARY, "Later", OFFICE_STATE_OPEN, &column, &error));
  g_assert_true (office_session_move_tasks (fixture->session, both, column, NULL, &error));
  g_assert_true (office_session_move_task (fixture->session, template, column, NULL, &error));
  g_assert_false (office_session_remove_column (fixture->session, column, NULL, &error)); /* one is seen there */
  g_clear_error (&error);
  g_assert_true (office_session_archive_tasks (fixture->session, archived, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (office_session_remove_column (fixture->session, column, NULL, &error));
  g_assert_no_error (error);
  office_test_scene_answer (fixture->scene);
  left = office_test_scene_get_record (fixture->scene, template);
  g_assert_cmpstr (office_record_get_text (left, "column"), ==, SCENE_TODO);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
  office_test_notice_undo (&fixture->notice);
  office_test_scene_answer (fixture->scene);
  back = office_test_scene_get_record (fixture->scene, template);
  g_assert_cmpstr (office_record_get_text (back, "column"), !=, SCENE_TODO);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
}

/* A room like another, on the host too; one undo puts it away. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *room = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (OfficeBoard) board = NULL;
  g_autoptr (OfficeColumn) first = NULL;
  g_autoptr (OfficeTask) task = NULL;

  g_assert_true (office_session_set_room_template (fixture->session, SCENE_LIBRARY, TRUE, &error));
  templates = office_session_list_room_templates (fixture->session);
  g_assert_cmpuint (templates->len, ==, 1);
  g_assert_true (office_session_create_room (fixture->session, "Yard", NULL, OFFICE_ROOM_PRIVATE, NULL, &room, &error));
  g_assert_true (office_session_furnish_like (fixture->session, room, SCENE_LIBRARY, &error));
  g_assert_no_error (error);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
  board = office_session_open_board (fixture->session, room);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (board)), ==, 3);
  first = g_list_model_get_item (G_LIST_MODEL (board), 0);
  g_assert_cmpstr (office_column_get_name (first), ==, "To do");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (first)), ==, 3);
  task = g_list_model_get_item (G_LIST_MODEL (first), 0);
  g_assert_true (g_str_has_prefix (office_task_get_title (task), "Door schedule"));
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_assignees (task)), ==, 0);
  g_assert_null (office_task_get_due (task));
  g_assert_cmpuint (office_task_get_n_steps (task), ==, 2);
  office_test_notice_undo (&fixture->notice);
  g_assert_true (office_room_get_archived (office_session_find_room (fixture->session, room)));
}

/* The link to the calendar: made, made anew, stopped, and had back. */
static void
test_feed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = office_session_dup_feed_path (fixture->session);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *stopped = NULL;
  g_autofree char *back = NULL;

  g_assert_null (none);
  g_assert_true (office_session_renew_feed (fixture->session, &error));
  g_assert_no_error (error);
  first = office_session_dup_feed_path (fixture->session);
  g_assert_cmpuint (strlen (first), ==, strlen ("/calendar/.ics") + 43);
  g_assert_true (office_session_renew_feed (fixture->session, &error));
  second = office_session_dup_feed_path (fixture->session);
  g_assert_cmpstr (first, !=, second);
  g_assert_true (office_session_stop_feed (fixture->session, &error));
  stopped = office_session_dup_feed_path (fixture->session);
  g_assert_null (stopped);
  office_test_notice_undo (&fixture->notice);
  back = office_session_dup_feed_path (fixture->session);
  g_assert_cmpstr (back, ==, second);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/office/templates/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (task);
  ADD (line);
  ADD (no_work);
  ADD (column);
  ADD (room);
  ADD (feed);
  return g_test_run ();
}
