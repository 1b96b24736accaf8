/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters, lists and saved views of tasks. */
#include "office-fake-clock.h"
#include "office-task-list.h"
#include "office-task-view.h"
#include "office-test-notice.h"
#include "office-test-scene.h"

#include <locale.h>

#define HOUR G_GINT64_CONSTANT (3600000)

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeTaskFilter *filter;
  OfficeTaskList *list;
  OfficeTestNotice notice;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->filter = office_task_filter_new (fixture->session);
  fixture->list = office_task_list_new (fixture->session, SCENE_LIBRARY, fixture->filter);
  office_test_notice_watch (&fixture->notice, fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_test_notice_clear (&fixture->notice);
  g_object_unref (fixture->list);
  g_object_unref (fixture->filter);
  office_test_scene_free (fixture->scene);
}

/* First words of titles, and titles of groups with their counts. */
static char *
dup_rows (GListModel *model)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (OFFICE_IS_TASK_GROUP (item))
        g_string_append_printf (text, "[%s %u]", office_task_group_get_title (OFFICE_TASK_GROUP (item)),
                                office_task_group_get_n_tasks (OFFICE_TASK_GROUP (item)));
      else
        {
          g_auto (GStrv) words = g_strsplit (office_task_get_title (OFFICE_TASK (item)), " ", 2);

          g_string_append (text, words[0]);
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_rows (Fixture *fixture, const char *expected)
{
  g_autofree char *rows = dup_rows (G_LIST_MODEL (fixture->list));

  g_assert_cmpstr (rows, ==, expected);
}

static void
assert_found (Fixture *fixture, const char *query, const char *expected)
{
  g_test_message ("%s", query);
  office_task_filter_set_text (fixture->filter, query);
  assert_rows (fixture, expected);
}

#define ALL "Door Ask 准备周四评审的模型照片 Send"

static void
test_language (Fixture *fixture, gconstpointer data)
{
  assert_found (fixture, "", ALL);
  assert_found (fixture, "assigned:me", "Door");
  assert_found (fixture, "is:mine", "Door");
  assert_found (fixture, "assigned:lind", "Send");
  assert_found (fixture, "assigned:me assigned:anna", "Door Send");
  assert_found (fixture, "assigned:none", "Ask 准备周四评审的模型照片");
  assert_found (fixture, "-is:unassigned", "Door Send");
  assert_found (fixture, "label:fac", "Send");
  assert_found (fixture, "-label:none", "Send");
  assert_found (fixture, "priority:high", "Door");
  assert_found (fixture, "column:progress", "Send");
  assert_found (fixture, "due:today", "Door");
  assert_found (fixture, "due:<7d", "Door Send");
  assert_found (fixture, "due:>today", "Send");
  assert_found (fixture, "due:2025-06-13", "Send");
  assert_found (fixture, "due:none", "Ask 准备周四评审的模型照片");
  assert_found (fixture, "has:steps", "Door");
  assert_found (fixture, "-has:due -has:steps", "Ask 准备周四评审的模型照片");
  assert_found (fixture, "is:done", "");
  assert_found (fixture, "-is:done", ALL);
  assert_found (fixture, "in:library", ALL);
  assert_found (fixture, "-in:library", "");
  assert_found (fixture, "DOOR", "Door");
  assert_found (fixture, "facade -priority:high", "Send");
  assert_found (fixture, "-door assigned:me", "");
  assert_found (fixture, "due:soonish", ALL);
}

/* What waits on a task that is done waits no more. */
/* As people call a task, also by the key that its room had. */
static void
test_short_id (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  OfficeRecord *doors = office_test_scene_get_record (fixture->scene, SCENE_DOORS);

  office_record_set_text (room, "key", "LIB");
  office_record_set_text (room, "former_keys", "RIV");
  office_record_set_integer (doors, "number", 12);
  office_test_scene_receive (fixture->scene, room, doors, NULL);
  assert_found (fixture, "LIB-12", "Door");
  assert_found (fixture, "riv-12", "Door");
  assert_found (fixture, "12", "Door");
  assert_found (fixture, "lib-13", "");
}

static void
test_blocked (Fixture *fixture, gconstpointer data)
{
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\": \"task\", \"id\": \"" SCENE_LAMPS "\", \"add\": {\"blocked_by\": [\"" SCENE_DOORS
                         "\"], \"watchers\": [\"" SCENE_BEN "\"]}}");
  office_test_scene_settle (fixture->scene);
  assert_found (fixture, "is:blocked", "Ask");
  assert_found (fixture, "is:watched", "Ask");
  g_assert_true (office_session_complete_task (fixture->session, SCENE_DOORS, TRUE, NULL));
  office_test_scene_settle (fixture->scene);
  assert_rows (fixture, "Ask");
  office_task_filter_set_text (fixture->filter, "is:blocked");
  assert_rows (fixture, "");
}

static void
test_archive (Fixture *fixture, gconstpointer data)
{
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.archive",
                         "{\"id\": \"" SCENE_DOORS "\", \"archived\": true}");
  office_test_scene_settle (fixture->scene);
  assert_rows (fixture, "Ask 准备周四评审的模型照片 Send");
  g_assert_cmpuint (office_task_list_get_n_all (fixture->list), ==, 3);
  assert_found (fixture, "is:archived", "Door");
}

static void
test_terms (Fixture *fixture, gconstpointer data)
{
  OfficeTaskFilter *filter = fixture->filter;
  g_autofree char *quoted = office_task_filter_make_term ("label:", "Fire safety");
  g_autofree char *plain = office_task_filter_make_term ("label:", "Façade");
  g_autofree char *due = NULL, *none = NULL;

  g_assert_cmpstr (quoted, ==, "label:\"Fire safety\"");
  g_assert_cmpstr (plain, ==, "label:Façade");

  office_task_filter_set_text (filter, "door  label:\"Fire safety\"");
  g_assert_true (office_task_filter_has_term (filter, "Label:\"fire Safety\""));
  office_task_filter_set_term (filter, "assigned:me", TRUE);
  office_task_filter_set_term (filter, "assigned:me", TRUE);
  g_assert_cmpstr (office_task_filter_get_text (filter), ==, "door label:\"Fire safety\" assigned:me");
  office_task_filter_set_term (filter, quoted, FALSE);
  office_task_filter_replace_term (filter, "due:", "due:today");
  g_assert_cmpstr (office_task_filter_get_text (filter), ==, "door assigned:me due:today");
  office_task_filter_set_term (filter, "x", TRUE);
  office_task_filter_replace_term (filter, "due:", "due:none");
  g_assert_cmpstr (office_task_filter_get_text (filter), ==, "door assigned:me due:none x");
  due = office_task_filter_dup_term (filter, "due:");
  g_assert_cmpstr (due, ==, "due:none");
  office_task_filter_replace_term (filter, "due:", NULL);
  office_task_filter_set_term (filter, "door", FALSE);
  g_assert_cmpstr (office_task_filter_get_text (filter), ==, "assigned:me x");
  none = office_task_filter_dup_term (filter, "due:");
  g_assert_null (none);
}

static void
test_problem (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wrong = NULL, *typing = NULL;

  office_task_filter_set_text (fixture->filter, "door priority:huge");
  wrong = office_task_filter_dup_problem (fixture->filter);
  g_assert_cmpstr (wrong, ==, "“priority:huge” is not understood");
  office_task_filter_set_text (fixture->filter, "door priority:");
  typing = office_task_filter_dup_problem (fixture->filter);
  g_assert_null (typing);
}

static void
set_order (Fixture *fixture, OfficeTaskGrouping grouping, const char *sort)
{
  OfficeTaskOrder order = { .grouping = grouping };
  g_autofree char *again = NULL;

  office_task_order_set_sort (&order, sort);
  again = office_task_order_dup_sort (&order);
  g_assert_cmpstr (again, ==, sort);
  office_task_list_set_order (fixture->list, &order);
}

static void
test_sorting (Fixture *fixture, gconstpointer data)
{
  set_order (fixture, OFFICE_GROUPING_NONE, "title");
  assert_rows (fixture, "Ask Door Send 准备周四评审的模型照片");
  set_order (fixture, OFFICE_GROUPING_NONE, "-title");
  assert_rows (fixture, "准备周四评审的模型照片 Send Door Ask");
  set_order (fixture, OFFICE_GROUPING_NONE, "due");
  assert_rows (fixture, "Door Send Ask 准备周四评审的模型照片");
  /* What has no date stays at the end. */
  set_order (fixture, OFFICE_GROUPING_NONE, "-due");
  assert_rows (fixture, "Send Door Ask 准备周四评审的模型照片");
  set_order (fixture, OFFICE_GROUPING_NONE, "priority");
  assert_rows (fixture, "Door Send Ask 准备周四评审的模型照片");
  set_order (fixture, OFFICE_GROUPING_NONE, "created");
  /* All at the same moment: then the sooner first. */
  assert_rows (fixture, "Door Send Ask 准备周四评审的模型照片");
}

static void
test_grouping (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTaskGroup) group = NULL;

  set_order (fixture, OFFICE_GROUPING_COLUMN, "position");
  assert_rows (fixture, "[To do 3] Door Ask 准备周四评审的模型照片 [In progress 1] Send");
  set_order (fixture, OFFICE_GROUPING_ASSIGNEE, "position");
  assert_rows (fixture, "[Ben Okafor 1] Door [Anna Lindqvist 1] Send [Nobody 2] Ask 准备周四评审的模型照片");
  set_order (fixture, OFFICE_GROUPING_LABEL, "position");
  assert_rows (fixture, "[Client 1] Send [Façade 1] Send [No label 3] Door Ask 准备周四评审的模型照片");
  g_assert_cmpuint (office_task_list_get_n_shown (fixture->list), ==, 4);
  set_order (fixture, OFFICE_GROUPING_PRIORITY, "position");
  assert_rows (fixture, "[High priority 1] Door [No priority 3] Ask 准备周四评审的模型照片 Send");
  set_order (fixture, OFFICE_GROUPING_DUE, "position");
  assert_rows (fixture, "[Today 1] Door [In the next days 1] Send [No date 2] Ask 准备周四评审的模型照片");

  group = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  office_task_list_toggle_group (fixture->list, group);
  assert_rows (fixture, "[Today 1] [In the next days 1] Send [No date 2] Ask 准备周四评审的模型照片");
  g_assert_cmpuint (office_task_list_get_n_shown (fixture->list), ==, 4);
}

/* As the board's head says it, whatever is looked for; and it follows the column. */
static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTaskGroup) group = NULL;

  set_order (fixture, OFFICE_GROUPING_COLUMN, "position");
  group = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_cmpint (office_task_group_get_limit (group), ==, 0);
  g_assert_true (office_session_set_column_limit (fixture->session, SCENE_TODO, 2, NULL));
  office_test_scene_settle (fixture->scene);
  g_assert_cmpint (office_task_group_get_limit (group), ==, 2);
  g_assert_cmpuint (office_task_group_get_n_all (group), ==, 3);
  office_task_filter_set_text (fixture->filter, "door");
  g_assert_cmpuint (office_task_group_get_n_tasks (group), ==, 1);
  g_assert_cmpuint (office_task_group_get_n_all (group), ==, 3);
  /* By something else it is no column's. */
  set_order (fixture, OFFICE_GROUPING_PRIORITY, "position");
  g_clear_object (&group);
  group = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_cmpint (office_task_group_get_limit (group), ==, 0);
}

/* It follows what others do, and says once what a batch does. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  office_task_filter_set_text (fixture->filter, "assigned:me");
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\": \"task\", \"id\": \"" SCENE_LAMPS "\", \"add\": {\"assignees\": [\"" SCENE_BEN
                         "\"]}}");
  office_test_scene_settle (fixture->scene);
  assert_rows (fixture, "Door Ask");
  g_assert_true (office_session_trash_task (fixture->session, SCENE_DOORS, NULL));
  office_test_scene_settle (fixture->scene);
  assert_rows (fixture, "Ask");
}

/* "Today" is another day after midnight, with nothing else changed. */
static void
test_midnight (Fixture *fixture, gconstpointer data)
{
  assert_found (fixture, "due:today", "Door");
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 15 * HOUR);
  office_test_scene_settle (fixture->scene);
  assert_rows (fixture, "");
  assert_found (fixture, "is:overdue", "Door");
}

static void
test_views (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) views = office_session_open_views (fixture->session, SCENE_LIBRARY);
  const OfficeTaskLook look = { OFFICE_TASKS_LIST, "assigned:me is:open", "due", "-priority" };
  const OfficeTaskLook other = { OFFICE_TASKS_WEEK, "", NULL, NULL };
  g_autofree char *id = NULL;
  g_autoptr (OfficeTaskView) view = NULL, renamed = NULL, back = NULL;

  g_assert_true (office_session_save_view (fixture->session, SCENE_LIBRARY, "My open ones", &look, &id, NULL));
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (g_list_model_get_n_items (views), ==, 1);
  view = g_list_model_get_item (views, 0);
  g_assert_cmpstr (office_task_view_get_name (view), ==, "My open ones");
  g_assert_cmpint (office_task_view_get_look (view)->layout, ==, OFFICE_TASKS_LIST);
  g_assert_cmpstr (office_task_view_get_look (view)->query, ==, "assigned:me is:open");
  g_assert_cmpstr (office_task_view_get_look (view)->group, ==, "due");
  g_assert_cmpstr (office_task_view_get_look (view)->sort, ==, "-priority");
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);

  g_assert_true (office_session_rename_view (fixture->session, id, "Mine", NULL));
  g_assert_true (office_session_change_view (fixture->session, id, &other, NULL));
  office_test_scene_settle (fixture->scene);
  renamed = g_list_model_get_item (views, 0);
  g_assert_cmpstr (office_task_view_get_name (renamed), ==, "Mine");
  g_assert_cmpint (office_task_view_get_look (renamed)->layout, ==, OFFICE_TASKS_WEEK);
  g_assert_null (office_task_view_get_look (renamed)->query);

  g_assert_true (office_session_remove_view (fixture->session, id, NULL));
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (g_list_model_get_n_items (views), ==, 0);
  office_test_notice_undo (&fixture->notice);
  office_test_scene_settle (fixture->scene);
  back = g_list_model_get_item (views, 0);
  g_assert_cmpstr (office_task_view_get_name (back), ==, "Mine");
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 4);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/task-filter/language", test_language);
  ADD ("/task-filter/short-id", test_short_id);
  ADD ("/task-filter/blocked", test_blocked);
  ADD ("/task-filter/archive", test_archive);
  ADD ("/task-filter/terms", test_terms);
  ADD ("/task-filter/problem", test_problem);
  ADD ("/task-filter/sorting", test_sorting);
  ADD ("/task-filter/grouping", test_grouping);
  ADD ("/task-filter/limit", test_limit);
  ADD ("/task-filter/live", test_live);
  ADD ("/task-filter/midnight", test_midnight);
  ADD ("/task-filter/views", test_views);
  return g_test_run ();
}
