/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-new-task.h"

#include "office-problem.h"
#include "office-test-notice.h"
#include "office-test-scene.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeBoard *board;
  OfficeTestNotice notice;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->board = office_session_open_board (fixture->session, SCENE_LIBRARY);
  office_test_notice_watch (&fixture->notice, fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->board);
  office_test_notice_clear (&fixture->notice);
  office_test_scene_free (fixture->scene);
}

static char *
dup_titles (Fixture *fixture, const char *column)
{
  GListModel *model = G_LIST_MODEL (office_board_find_column (fixture->board, column));
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (model, i);

      g_ptr_array_add (titles, (char *) office_task_get_title (task));
    }
  g_ptr_array_add (titles, NULL);
  return g_strjoinv ("|", (char **) titles->pdata);
}

/* A line becomes a task with all its fields, here and on the host. */
static void
test_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (OfficeQuickTask) typed = office_session_read_task (
      fixture->session, SCENE_LIBRARY, FALSE, "Call the printer 2025-06-20 9:00 !high @anna #client *monthly ~2h",
      NULL);
  g_auto (GStrv) people = NULL;
  g_auto (GStrv) labels = NULL;

  g_assert_true (office_session_make_quick_task (fixture->session, SCENE_LIBRARY, SCENE_DOING, typed, &id, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->notice.text, ==, "Task made: Call the printer");
  office_test_scene_answer (fixture->scene);
  record = office_test_scene_get_record (fixture->scene, id);
  g_assert_nonnull (record);
  g_assert_cmpstr (office_record_get_text (record, "title"), ==, "Call the printer");
  g_assert_cmpstr (office_record_get_text (record, "column"), ==, SCENE_DOING);
  g_assert_cmpstr (office_record_get_text (record, "due"), ==, "2025-06-20T09:00");
  g_assert_cmpstr (office_record_get_text (record, "priority"), ==, "high");
  g_assert_cmpstr (office_record_get_text (record, "repeat"), ==, "FREQ=MONTHLY");
  g_assert_cmpint (office_record_get_integer (record, "estimate"), ==, 120);
  people = office_record_dup_ids (record, "assignees");
  labels = office_record_dup_ids (record, "labels");
  g_assert_cmpstr (people[0], ==, SCENE_ANNA);
  g_assert_cmpstr (labels[0], ==, SCENE_CLIENT);
}

/* A room that is named takes the task into its own first column, with its own people. */
static void
test_other_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeQuickTask) nobody = office_session_read_task (fixture->session, SCENE_PARTNERS, TRUE, "Ask @mei",
                                                                 NULL);
  g_autoptr (OfficeQuickTask) typed = office_session_read_task (fixture->session, SCENE_PARTNERS, TRUE,
                                                                "Ask @mei #library #client", NULL);
  g_autofree char *id = NULL;
  g_autoptr (OfficeRecord) record = NULL;

  g_assert_cmpstr (nobody->title, ==, "Ask @mei"); /* she is not in Partners */
  g_assert_cmpstr (typed->title, ==, "Ask");
  g_assert_true (office_session_make_quick_task (fixture->session, SCENE_PARTNERS, NULL, typed, &id, &error));
  g_assert_no_error (error);
  record = office_replica_get (office_test_scene_get_replica (fixture->scene), id);
  g_assert_cmpstr (office_record_get_text (record, "room"), ==, SCENE_LIBRARY);
  g_assert_cmpstr (office_record_get_text (record, "column"), ==, SCENE_TODO);
}

static void
test_no_title (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeQuickTask) typed = office_session_read_task (fixture->session, SCENE_LIBRARY, FALSE,
                                                                "tomorrow !high", NULL);

  g_assert_false (office_session_make_quick_task (fixture->session, SCENE_LIBRARY, SCENE_TODO, typed, NULL, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
}

/* Pasted lines keep their order on top of the column; one undo takes them all away, and what stood there stays. */
static void
test_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = office_quick_split_lines (
      "- [ ] One tomorrow\r\n\n  2. Two !high\n* Three @anna\n• Four\ntomorrow");
  g_autofree char *before = dup_titles (fixture, SCENE_TODO);
  g_autofree char *made = NULL;
  g_autofree char *expected = g_strconcat ("One|Two|Three|Four|tomorrow|", before, NULL);
  g_autofree char *after = NULL;

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (office_session_make_quick_tasks (fixture->session, SCENE_LIBRARY, SCENE_TODO,
                                                  (const char *const *) lines, &error));
  g_assert_no_error (error);
  made = dup_titles (fixture, SCENE_TODO);
  g_assert_cmpstr (made, ==, expected);
  g_assert_cmpstr (fixture->notice.text, ==, "5 tasks made");
  office_test_scene_answer (fixture->scene);
  office_test_notice_undo (&fixture->notice);
  after = dup_titles (fixture, SCENE_TODO);
  g_assert_cmpstr (after, ==, before);
  office_test_scene_answer (fixture->scene);
}

/* One that the book refuses, and none is made. */
static void
test_all_or_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dup_titles (fixture, SCENE_TODO);
  g_autofree char *after = NULL;
  const char *const steps[] = { "First", "Second", NULL };
  const OfficeNewTask tasks[] = {
    { .room = SCENE_LIBRARY, .column = SCENE_TODO, .title = "Good", .steps = steps },
    { .room = SCENE_LIBRARY, .column = SCENE_TODO, .title = "Bad", .due = "2025-02-30" },
  };
  g_auto (GStrv) ids = NULL;

  g_assert_false (office_session_make_tasks (fixture->session, tasks, 2, NULL, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  after = dup_titles (fixture, SCENE_TODO);
  g_assert_cmpstr (after, ==, before);
  g_clear_error (&error);
  g_assert_true (office_session_make_tasks (fixture->session, tasks, 1, &ids, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (office_task_get_n_steps (office_session_find_task (fixture->session, ids[0])), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/office/new-task/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (line);
  ADD (other_room);
  ADD (no_title);
  ADD (lines);
  ADD (all_or_none);
  return g_test_run ();
}
