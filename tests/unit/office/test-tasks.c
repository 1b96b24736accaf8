/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-clock.h"
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
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (model, i);
      g_auto (GStrv) words = g_strsplit (office_task_get_title (task), " ", 2);

      g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", words[0]);
    }
  return g_string_free (titles, FALSE);
}

static void
assert_column (Fixture *fixture, const char *column, const char *expected)
{
  g_autofree char *titles = dup_titles (fixture, column);

  g_assert_cmpstr (titles, ==, expected);
}

static void
assert_notice (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->notice.text, ==, expected);
}

static void
count (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  ++*(guint *) data;
}

static void
bump (gpointer data)
{
  ++*(guint *) data;
}

static void
test_board (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  OfficeTask *samples = office_session_find_task (fixture->session, SCENE_SAMPLES);
  g_autoptr (OfficePerson) assignee = g_list_model_get_item (office_task_get_assignees (doors), 0);
  g_autoptr (OfficeLabel) label = g_list_model_get_item (office_task_get_labels (samples), 0);

  assert_column (fixture, SCENE_TODO, "Door Ask 准备周四评审的模型照片");
  assert_column (fixture, SCENE_DOING, "Send");
  assert_column (fixture, SCENE_DONE, "");
  g_assert_cmpstr (office_task_get_column_name (doors), ==, "To do");
  g_assert_true (assignee == office_session_get_me (fixture->session));
  g_assert_cmpstr (office_label_get_name (label), ==, "Façade");
  g_assert_cmpstr (office_label_get_hue (label), ==, "teal");
  g_assert_cmpuint (office_task_get_n_steps (doors), ==, 2);
  g_assert_cmpuint (office_task_get_n_steps_done (doors), ==, 1);
  g_assert_cmpint (office_task_get_priority (doors), ==, OFFICE_PRIORITY_HIGH);
  g_assert_cmpuint (g_list_model_get_n_items (office_board_get_labels (fixture->board)), ==, 2);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  OfficeTask *task;
  guint n = 0;

  g_signal_connect (office_board_find_column (fixture->board, SCENE_TODO), "items-changed", G_CALLBACK (count), &n);
  g_assert_true (office_session_create_task (fixture->session, SCENE_LIBRARY, NULL, "Call", &id, NULL));
  g_assert_cmpuint (n, ==, 1);
  assert_column (fixture, SCENE_TODO, "Call Door Ask 准备周四评审的模型照片");
  office_test_scene_settle (fixture->scene);
  task = office_session_find_task (fixture->session, id);
  g_assert_true (office_task_get_waiting (task));
  office_test_scene_answer (fixture->scene);
  office_test_scene_settle (fixture->scene);
  g_assert_true (office_session_find_task (fixture->session, id) == task);
  g_assert_false (office_task_get_waiting (task));
  g_assert_cmpuint (n, ==, 1);
}

static void
test_create_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (office_session_create_task (fixture->session, SCENE_LIBRARY, NULL, "", NULL, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 0);
  assert_column (fixture, SCENE_TODO, "Door Ask 准备周四评审的模型照片");
}

static void
test_move_and_undo (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);

  g_assert_true (office_session_move_task (fixture->session, SCENE_DOORS, SCENE_TODO, SCENE_LAMPS, NULL));
  assert_column (fixture, SCENE_TODO, "Ask Door 准备周四评审的模型照片");
  assert_notice (fixture, "Task moved");
  g_assert_true (office_session_move_task (fixture->session, SCENE_DOORS, SCENE_DOING, SCENE_SAMPLES, NULL));
  assert_column (fixture, SCENE_TODO, "Ask 准备周四评审的模型照片");
  assert_column (fixture, SCENE_DOING, "Send Door");
  assert_notice (fixture, "Task moved to In progress");
  g_assert_cmpint (office_task_get_state (doors), ==, OFFICE_STATE_DOING);
  office_test_scene_answer (fixture->scene);
  office_test_notice_undo (&fixture->notice);
  assert_column (fixture, SCENE_TODO, "Ask Door 准备周四评审的模型照片");
  office_test_scene_answer (fixture->scene);
  assert_column (fixture, SCENE_TODO, "Ask Door 准备周四评审的模型照片");
}

static void
test_undo_is_skipped (Fixture *fixture, gconstpointer data)
{
  office_session_move_task (fixture->session, SCENE_DOORS, SCENE_DOING, NULL, NULL);
  office_test_scene_answer (fixture->scene);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.move",
                         "{\"id\":\"" SCENE_DOORS "\",\"column\":\"" SCENE_DONE "\"}");
  office_test_notice_undo (&fixture->notice);
  assert_column (fixture, SCENE_DONE, "Door");
  assert_notice (fixture, "Not undone: Anna has changed the column since");
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 0);
}

static void
test_complete (Fixture *fixture, gconstpointer data)
{
  g_assert_true (office_session_complete_task (fixture->session, SCENE_SAMPLES, TRUE, NULL));
  assert_column (fixture, SCENE_DONE, "Send");
  assert_notice (fixture, "Task moved to Done");
  g_assert_true (office_session_complete_task (fixture->session, SCENE_SAMPLES, TRUE, NULL));
  g_assert_cmpuint (fixture->notice.n, ==, 1);
  g_assert_true (office_session_complete_task (fixture->session, SCENE_SAMPLES, FALSE, NULL));
  assert_column (fixture, SCENE_TODO, "Send Door Ask 准备周四评审的模型照片");
}

static void
test_trash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMessage) morning = office_session_dup_message (fixture->session, SCENE_MORNING);

  g_assert_nonnull (office_message_get_task (morning));
  g_assert_true (office_session_trash_task (fixture->session, SCENE_SAMPLES, NULL));
  assert_column (fixture, SCENE_DOING, "");
  g_assert_null (office_message_get_task (morning));
  assert_notice (fixture, "Task moved to the trash");
  office_test_scene_answer (fixture->scene);
  office_test_notice_undo (&fixture->notice);
  assert_column (fixture, SCENE_DOING, "Send");
  g_assert_nonnull (office_message_get_task (morning));
}

static void
test_task_from_message (Fixture *fixture, gconstpointer data)
{
  const char *message = office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA,
                                               "[@Ben](office:person/" SCENE_BEN
                                               ") please call the fire officer. He is there until noon.\nRoom 4.");
  g_autoptr (OfficeMessage) object = office_session_dup_message (fixture->session, message);
  g_autofree char *id = NULL, *again = NULL;
  OfficeTask *task;
  guint n = 0;

  g_signal_connect_swapped (object, "notify::task", G_CALLBACK (bump), &n);
  g_assert_true (office_session_create_task_from_message (fixture->session, message, &id, NULL));
  task = office_session_find_task (fixture->session, id);
  g_assert_cmpstr (office_task_get_title (task), ==, "@Ben please call the fire officer");
  g_assert_cmpstr (office_task_get_description (task), ==, "He is there until noon.\nRoom 4.");
  g_assert_cmpstr (office_task_get_source_id (task), ==, office_message_get_id (object));
  g_assert_cmpstr (office_task_get_column_id (task), ==, SCENE_TODO);
  g_assert_true (office_message_get_task (object) == task);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (
      office_session_create_task_from_message (fixture->session, office_message_get_id (object), &again, NULL));
  g_assert_cmpstr (again, ==, id);
}

static void
test_titles_of_messages (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *text, *title, *description;
  } cases[] = {
    { "Short", "Short", NULL },
    { "Who calls him? I can.", "Who calls him?", "I can." },
    { "请检查转角。谢谢！", "请检查转角。", "谢谢！" },
    { "One\nTwo", "One", "Two" },
    { "Version 1.5 is out", "Version 1.5 is out", NULL },
    { "# The **door** schedule\nRoom `4` is _wrong_", "The door schedule", "Room `4` is _wrong_" },
    { "**Call them. Today.** ~~Tomorrow~~", "Call them", "Today. Tomorrow" },
    { "- [Plans](https://example.com/a_b_c)\n- Samples", "Plans", "- Samples" },
    { "```\nmake all\n```", "make all", NULL },
    { "2 * 3 * 4", "2 * 3 * 4", NULL },
    { "Words words words words words words words words words words words words words words words words words end",
      "Words words words words words words words words words words words words words", "words words words words end" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *message = office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, cases[i].text);
      g_autofree char *id = NULL;
      OfficeTask *task;

      g_assert_true (office_session_create_task_from_message (fixture->session, message, &id, NULL));
      task = office_session_find_task (fixture->session, id);
      g_assert_cmpstr (office_task_get_title (task), ==, cases[i].title);
      g_assert_cmpstr (office_task_get_description (task), ==, cases[i].description);
    }
}

static void
test_others_edit (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  guint titles = 0, people = 0;

  g_signal_connect_swapped (doors, "notify::title", G_CALLBACK (bump), &titles);
  g_signal_connect (office_task_get_assignees (doors), "items-changed", G_CALLBACK (count), &people);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"task\",\"id\":\"" SCENE_DOORS "\",\"set\":{\"title\":\"Doors\"},"
                         "\"add\":{\"assignees\":[\"" SCENE_MEI "\"]}}");
  g_assert_cmpuint (titles, ==, 1);
  g_assert_cmpuint (people, ==, 1);
  g_assert_cmpstr (office_task_get_title (doors), ==, "Doors");
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_assignees (doors)), ==, 2);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"column\",\"id\":\"" SCENE_TODO "\",\"set\":{\"name\":\"Next\"}}");
  g_assert_cmpstr (office_task_get_column_name (doors), ==, "Next");
}

static void
test_overwritten (Fixture *fixture, gconstpointer data)
{
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  g_assert_true (office_session_edit_task (fixture->session, SCENE_DOORS, "title", "Mine", NULL));
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"task\",\"id\":\"" SCENE_DOORS "\",\"set\":{\"title\":\"Hers\"}}");
  office_test_scene_answer (fixture->scene);
  assert_notice (fixture, "Anna’s change of the title was replaced");
  g_assert_nonnull (fixture->notice.undo);
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpstr (office_task_get_title (office_session_find_task (fixture->session, SCENE_DOORS)), ==, "Hers");
}

static void
test_refused_change_is_told (Fixture *fixture, gconstpointer data)
{
  office_session_complete_task (fixture->session, SCENE_DOORS, TRUE, NULL);
  office_test_scene_refuse (fixture->scene, 403, "The room is archived");
  office_test_scene_settle (fixture->scene);
  assert_notice (fixture, "Not sent: Move of “Door schedule, level 2” to Done. The room is archived");
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 1);
  assert_column (fixture, SCENE_TODO, "Door Ask 准备周四评审的模型照片");
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  g_autofree char *id = NULL;
  g_autoptr (OfficeStep) step = NULL;

  g_assert_true (office_session_create_step (fixture->session, SCENE_DOORS, "Send it", &id, NULL));
  step = g_list_model_get_item (office_task_get_steps (doors), 2);
  g_assert_cmpstr (office_step_get_id (step), ==, id);
  g_assert_true (office_session_set_step_done (fixture->session, id, TRUE, NULL));
  g_assert_true (office_step_get_done (step));
  g_assert_cmpuint (office_task_get_n_steps_done (doors), ==, 2);
  g_assert_true (office_session_edit_step (fixture->session, id, "Send it today", NULL));
  g_assert_cmpstr (office_step_get_text (step), ==, "Send it today");
  g_assert_true (office_session_remove_step (fixture->session, id, NULL));
  g_assert_cmpuint (office_task_get_n_steps (doors), ==, 2);
  assert_notice (fixture, "Step deleted");
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpuint (office_task_get_n_steps (doors), ==, 3);
  g_assert_cmpuint (office_task_get_n_steps_done (doors), ==, 2);
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (OfficeColumn) first = NULL;
  guint n = 0;

  g_signal_connect (fixture->board, "items-changed", G_CALLBACK (count), &n);
  g_assert_true (
      office_session_create_column (fixture->session, SCENE_LIBRARY, "In review", OFFICE_STATE_DOING, &id, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->board)), ==, 4);
  g_assert_true (office_session_move_column (fixture->session, id, NULL, NULL));
  first = g_list_model_get_item (G_LIST_MODEL (fixture->board), 0);
  g_assert_cmpstr (office_column_get_id (first), ==, id);
  g_assert_false (office_session_remove_column (fixture->session, SCENE_TODO, NULL, NULL));
  g_assert_true (office_session_remove_column (fixture->session, id, NULL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->board)), ==, 3);
  assert_notice (fixture, "Column deleted");
}

static void
test_labels (Fixture *fixture, gconstpointer data)
{
  OfficeTask *lamps = office_session_find_task (fixture->session, SCENE_LAMPS);
  g_autofree char *id = NULL;

  g_assert_true (office_session_create_label (fixture->session, SCENE_LIBRARY, "Light", "yellow", &id, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (office_board_get_labels (fixture->board)), ==, 3);
  g_assert_true (office_session_set_label (fixture->session, SCENE_LAMPS, id, TRUE, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_labels (lamps)), ==, 1);
  g_assert_true (office_session_set_label (fixture->session, SCENE_LAMPS, id, FALSE, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_labels (lamps)), ==, 0);
}

/* A card that is dropped where it was taken up, a title that is typed as it was. */
static void
test_nothing_changes (Fixture *fixture, gconstpointer data)
{
  GListModel *columns = G_LIST_MODEL (fixture->board);
  guint waiting = office_session_get_n_waiting (fixture->session);
  g_autoptr (OfficeColumn) column = g_list_model_get_item (columns, 0);
  g_autoptr (OfficeTask) top = g_list_model_get_item (G_LIST_MODEL (column), 0);
  const char *id = office_task_get_id (top);
  g_autofree char *before = dup_titles (fixture, office_column_get_id (column));
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_move_task (fixture->session, id, office_column_get_id (column), NULL, &error));
  g_assert_no_error (error);
  g_assert_true (office_session_edit_task (fixture->session, id, "title", office_task_get_title (top), &error));
  g_assert_no_error (error);
  office_test_scene_settle (fixture->scene);
  assert_column (fixture, office_column_get_id (column), before);
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, waiting);
}

static void
test_midnight (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  g_autofree char *today = office_task_dup_due_text (doors, FALSE);
  g_autofree char *yesterday = NULL;

  g_assert_cmpstr (today, ==, "Today");
  g_assert_cmpint (office_task_get_due_state (doors), ==, OFFICE_DUE_TODAY);
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 14 * 60 * 60 * 1000 + 1000);
  g_assert_cmpint (office_task_get_due_state (doors), ==, OFFICE_DUE_LATE);
  yesterday = office_task_dup_due_text (doors, FALSE);
  g_assert_cmpstr (yesterday, ==, "Yesterday");
}

/* A room's board is read once, however many look at it, and anew when nobody has held it. */
static void
test_one_board (Fixture *fixture, gconstpointer data)
{
  OfficeBoard *again = office_session_open_board (fixture->session, SCENE_LIBRARY);

  g_assert_true (again == fixture->board);
  g_object_unref (again);
  g_assert_finalize_object (fixture->board);
  fixture->board = office_session_open_board (fixture->session, SCENE_LIBRARY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->board)), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/office/tasks/board", test_board);
  ADD ("/office/tasks/one-board", test_one_board);
  ADD ("/office/tasks/create", test_create);
  ADD ("/office/tasks/create-refused", test_create_is_refused);
  ADD ("/office/tasks/move", test_move_and_undo);
  ADD ("/office/tasks/undo-skipped", test_undo_is_skipped);
  ADD ("/office/tasks/complete", test_complete);
  ADD ("/office/tasks/trash", test_trash);
  ADD ("/office/tasks/from-message", test_task_from_message);
  ADD ("/office/tasks/titles", test_titles_of_messages);
  ADD ("/office/tasks/others-edit", test_others_edit);
  ADD ("/office/tasks/overwritten", test_overwritten);
  ADD ("/office/tasks/refused", test_refused_change_is_told);
  ADD ("/office/tasks/steps", test_steps);
  ADD ("/office/tasks/columns", test_columns);
  ADD ("/office/tasks/labels", test_labels);
  ADD ("/office/tasks/nothing-changes", test_nothing_changes);
  ADD ("/office/tasks/midnight", test_midnight);

  return g_test_run ();
}
